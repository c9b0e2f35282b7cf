//! `init`: the folder that a facility begins with.

use super::arguments::{AnsweredBy, Format, InitArguments};
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use crate::assessment::Party;
use crate::diagnostic::Bag;
use crate::workspace::{InitError, Sheets, begin};
use anyhow::Result;
use std::path::PathBuf;

/// `concordant init`.
pub(super) fn run(arguments: &InitArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(&arguments.library, &bag);
    let as_of = arguments.as_of.unwrap_or(printer.surroundings.today);
    let party = Party::from(arguments.party);
    let sheets = match arguments.draw.format {
        Some(Format::Csv) => Sheets::Csv,
        Some(_) | None => Sheets::Workbook,
    };
    let Some(result) =
        begin(&arguments.folder, (&library, &arguments.program), (as_of, party, sheets), &bag)
    else {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    };
    match result {
        Ok(files) => {
            let folder = quoted(&arguments.folder.display().to_string());
            let next = format!(
                "\nNext: answer services and facts in facility.toml. What cannot apply then need not be\n\
                 asked: remove the blank sheets and write new ones with `concordant template`. Fill\n\
                 them in, list the documents that you cite in evidence.csv, and\n  concordant check {folder}\n  concordant report {folder}\n"
            );
            Printer::say(&(written(&files) + &next))?;
            Ok(Exit::Done)
        }
        Err(error) => Ok(refusal(&error)),
    }
}

/// The list of what was written.
pub(super) fn written(files: &[PathBuf]) -> String {
    let lines = files.iter().map(|file| format!("  {}\n", file.display()));
    format!("Written:\n{}", lines.collect::<String>())
}

/// Says why nothing was written.
pub(super) fn refusal(error: &InitError) -> Exit {
    Printer::complain(&match error {
        InitError::Exists(path) => {
            format!("error: {} is there already; nothing was written", path.display())
        }
        InitError::Unwritable(path, error) => {
            format!("error: could not write {}: {error}", path.display())
        }
    });
    Exit::Unusable
}

/// A path as a shell takes it for one word.
pub(super) fn quoted(path: &str) -> String {
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
