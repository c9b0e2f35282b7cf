//! What a new folder is begun with: the program, its checklists, and a facility that is there.

use super::init::{InitError, InitRequest, Sheets, init};
use super::read::text;
use crate::assessment::Party;
use crate::diagnostic::{Bag, Diagnostic, Place, code, did_you_mean};
use crate::facility::parse_facility;
use crate::library::{Kind, Library, Loaded};
use crate::standard::Checklist;
use jiff::civil::Date;
use semver::VersionReq;
use std::path::{Path, PathBuf};

/// Begins a facility's folder for a program (`id` or `id@requirement`). `None` where the standards
/// have errors or the program is not known, which is reported.
pub fn begin(
    folder: &Path,
    (library, program): (&Library, &str),
    (as_of, party, sheets): (Date, Party, Sheets),
    bag: &Bag,
) -> Option<Result<Vec<PathBuf>, InitError>> {
    let (id, version) = program.split_once('@').unwrap_or((program, "*"));
    let requirement = version.parse().unwrap_or(VersionReq::STAR);
    let Some(entry) = library.resolve(Kind::Program, id, &requirement, as_of) else {
        let message = format!("{program} is not in the library");
        let help = did_you_mean(id, library.ids(Kind::Program));
        let place = Place::file("--program");
        bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message).help_maybe(help));
        return None;
    };
    let program = Library::program(entry, bag);
    let mut checklists: Vec<Loaded<Checklist>> = Vec::new();
    for used in &program.model.checklists {
        match library.resolve(Kind::Checklist, &used.id, &used.requirement, as_of) {
            Some(entry) => checklists.push(Library::checklist(entry, bag)),
            None => {
                let message = format!("no version {} of {} is known", used.requirement, used.id);
                let place = Place::file(entry.text.name());
                bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message));
            }
        }
    }
    let vocabulary = library.vocabulary(bag);
    let facility = existing(folder, bag).map(|text| parse_facility(&text, &vocabulary, bag));
    if bag.has_errors() {
        return None;
    }
    let request = InitRequest {
        folder,
        program: &program,
        checklists: &checklists,
        vocabulary: &vocabulary,
        as_of,
        party,
        facility: facility.as_ref(),
        sheets,
    };
    Some(init(&request))
}

fn existing(folder: &Path, bag: &Bag) -> Option<crate::source::Text> {
    let path = folder.join("facility.toml");
    super::is_path(&path.to_string_lossy()).then(|| text(&path, "facility.toml", bag)).flatten()
}
