//! `init`: the folder that a facility begins with.

use super::arguments::{AnsweredBy, InitArguments};
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use crate::assessment::Party;
use crate::diagnostic::Bag;
use crate::workspace::{InitError, begin};
use anyhow::Result;

/// `concordant init`.
pub(super) fn run(arguments: &InitArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(&arguments.library, &bag);
    let as_of = arguments.as_of.unwrap_or(printer.surroundings.today);
    let party = Party::from(arguments.party);
    let Some(result) =
        begin(&arguments.folder, (&library, &arguments.program), (as_of, party), &bag)
    else {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    };
    match result {
        Ok(files) => {
            let mut text = String::from("Written:\n");
            for file in &files {
                text += &format!("  {}\n", file.display());
            }
            let folder = quoted(&arguments.folder.display().to_string());
            text += &format!(
                "\nNext: answer services and facts in facility.toml, fill in the sheets, then\n  \
                 concordant check {folder}\n  concordant report {folder}\n"
            );
            Printer::say(&text)?;
            Ok(Exit::Done)
        }
        Err(InitError::Exists(path)) => {
            Printer::complain(&format!(
                "error: {} is there already; nothing was written",
                path.display()
            ));
            Ok(Exit::Unusable)
        }
        Err(InitError::Unwritable(path, error)) => {
            Printer::complain(&format!("error: could not write {}: {error}", path.display()));
            Ok(Exit::Unusable)
        }
    }
}

/// A path as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "-._/".contains(sign);
    if path.chars().all(plain) { path.to_owned() } else { format!("\"{path}\"") }
}

impl From<AnsweredBy> for Party {
    fn from(by: AnsweredBy) -> Self {
        match by {
            AnsweredBy::Own => Self::Own,
            AnsweredBy::DeskReview => Self::DeskReview,
            AnsweredBy::SiteVisit => Self::SiteVisit,
            AnsweredBy::Adjudicated => Self::Adjudicated,
        }
    }
}
