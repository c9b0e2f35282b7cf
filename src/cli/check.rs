//! `check`: every problem of every file, each with its place and what to do.

use super::arguments::CheckArguments;
use super::diagnostics;
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use crate::diagnostic::Bag;
use crate::library::Library;
use crate::workspace::{FacilityFolder, Options, Stop, check_standards, find, open, rounds};
use anyhow::Result;

/// `concordant check`.
pub(super) fn run(arguments: &CheckArguments, printer: &Printer) -> Result<Exit> {
    let of_library = Bag::new();
    let library = library(&arguments.case.library, &of_library);
    let of_files = Bag::new();
    let inputs = find(&arguments.paths, &of_files);
    let is_empty = inputs.facilities.is_empty() && inputs.standards.is_empty();
    let of_standards = Bag::new();
    check_standards(&inputs.standards, &library, &of_standards);
    // the same file may be read in several ways; what is wrong with it is told once
    let mut bags = vec![of_library, of_files, of_standards];
    for folder in &inputs.facilities {
        bags.extend(facility(folder, &library, arguments.case.options(printer)));
    }
    let bag = Bag::new();
    bag.absorb(bags);
    if is_empty && !bag.has_errors() {
        Printer::complain("there is nothing to check: no facility, sheet or standard was found");
        return Ok(Exit::Nothing);
    }
    let sheets = inputs.facilities.iter().flat_map(FacilityFolder::files);
    let standards = inputs.standards.iter().map(|text| text.name().to_owned());
    let files: Vec<String> = sheets.chain(standards).collect();
    diagnostics::write(printer, &bag, &files)
}

/// Every round of a facility, so that an older one is not forgotten.
fn facility(folder: &FacilityFolder, library: &Library, options: Options<'_>) -> Vec<Bag> {
    let asked = options.as_of.is_some() || options.assessment.is_some();
    let mut dates: Vec<_> = rounds(folder).into_iter().map(Some).collect();
    if asked || dates.is_empty() || !folder.loose.is_empty() {
        dates = vec![options.as_of];
    }
    let check = |as_of| {
        let bag = Bag::new();
        match open(folder, library, Options { as_of, ..options }, &bag) {
            Ok(opened) => drop(opened.scorecard(&bag)),
            Err(Stop::Invalid | Stop::Nothing) => {}
        }
        bag
    };
    dates.into_iter().map(check).collect()
}
