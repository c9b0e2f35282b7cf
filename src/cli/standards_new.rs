//! `standards new` and `standards schema`: what an author begins with.

use super::exit::Exit;
use super::output::Printer;
use super::standards_arguments::{SchemaKind, StandardsNew, StandardsSchema};
use crate::diagnostic::Bag;
use crate::library::Library;
use crate::report::to_json;
use crate::standard::schema;
use crate::workspace::{NewStandard, begin_standard};
use anyhow::Result;

/// `concordant standards new`.
pub(super) fn new(arguments: &StandardsNew, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let request = NewStandard {
        folder: &arguments.folder,
        id: &arguments.id,
        prefix: arguments.prefix.as_deref(),
        today: printer.surroundings.today,
    };
    match begin_standard(&request, &bag) {
        Ok(Some(path)) => {
            let folder = arguments.folder.display();
            let text = format!(
                "Written: {}\n\nNext: write, then\n  concordant standards check {folder}\n",
                path.display()
            );
            Printer::say(&text)?;
            Ok(Exit::Done)
        }
        Ok(None) => {
            printer.all_problems(&bag);
            Ok(Exit::Unusable)
        }
        Err(message) => {
            Printer::complain(&format!("error: {message}"));
            Ok(Exit::Usage)
        }
    }
}

/// `concordant standards schema`.
pub(super) fn schema(arguments: &StandardsSchema, printer: &Printer) -> Result<Exit> {
    let vocabulary = Library::embedded().vocabulary(&Bag::new());
    let schema = match arguments.kind {
        SchemaKind::Checklist => schema::checklist(&vocabulary),
        SchemaKind::Program => schema::program(),
        SchemaKind::Vocabulary => schema::vocabulary(),
    };
    printer.write(to_json(&schema)?.as_bytes())?;
    Ok(Exit::Done)
}
