//! From arguments to what is judged, shared by the verbs that judge.

use super::arguments::{CaseArguments, LibraryArguments};
use super::exit::Exit;
use super::output::Printer;
use crate::diagnostic::{Bag, code};
use crate::library::Library;
use crate::workspace::{FacilityFolder, Inputs, Opened, Options, Stop, find, open, standards};
use std::path::PathBuf;

/// The library that the arguments ask for.
pub(super) fn library(arguments: &LibraryArguments, bag: &Bag) -> Library {
    standards(arguments.standards.as_deref(), !arguments.no_embedded, bag)
}

impl CaseArguments {
    /// What the arguments ask for.
    pub(super) fn options(&self, printer: &Printer) -> Options<'_> {
        Options {
            program: self.program.as_deref(),
            assessment: self.assessment.as_deref(),
            as_of: self.as_of,
            today: printer.surroundings.today,
        }
    }
}

/// Opens the one facility of some paths; where that cannot be done, says why and how to exit.
pub(super) fn facility(
    paths: &[PathBuf],
    case: &CaseArguments,
    printer: &Printer,
    bag: &Bag,
) -> Result<Opened, Exit> {
    let library = library(&case.library, bag);
    if bag.has_errors() {
        return Err(unusable(bag, printer));
    }
    let inputs = find(paths, bag);
    if bag.has(&code::UNREADABLE_FILE) || (bag.has_errors() && inputs.facilities.is_empty()) {
        return Err(unusable(bag, printer));
    }
    let folder = the_one(&inputs)?;
    match open(folder, &library, case.options(printer), bag) {
        Ok(opened) => Ok(opened),
        Err(Stop::Invalid) => Err(unusable(bag, printer)),
        Err(Stop::Nothing) if bag.has_errors() => Err(unusable(bag, printer)),
        Err(Stop::Nothing) => {
            if !bag.sorted().is_empty() {
                printer.all_problems(bag);
            }
            Printer::complain(&match case.as_of {
                Some(day) => format!("there is nothing to assess: no assessment up to {day}"),
                None => "there is nothing to assess: no sheet with answers was found".to_owned(),
            });
            Err(Exit::Nothing)
        }
    }
}

fn unusable(bag: &Bag, printer: &Printer) -> Exit {
    printer.all_problems(bag);
    Printer::complain("nothing was judged and nothing was written");
    Exit::Unusable
}

fn the_one(inputs: &Inputs) -> Result<&FacilityFolder, Exit> {
    match inputs.facilities.as_slice() {
        [one] => Ok(one),
        [] => {
            Printer::complain(
                "there is nothing to assess: no facility.toml, assessment.toml or sheet was found",
            );
            Err(Exit::Nothing)
        }
        several => {
            let names: Vec<&str> = several.iter().map(|folder| folder.name.as_str()).collect();
            Printer::complain(&format!(
                "this is about one facility, and {} lie in what was given: {}; give one of them",
                several.len(),
                names.join(", ")
            ));
            Err(Exit::Usage)
        }
    }
}
