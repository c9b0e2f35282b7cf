//! `check`: every problem of every file, each with its place and what to do.

use super::arguments::CheckArguments;
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use crate::diagnostic::{Bag, render};
use crate::library::Library;
use crate::report::{count, to_json};
use crate::workspace::{FacilityFolder, Options, Stop, check_standards, find, open, rounds};
use anyhow::Result;
use serde::Serialize;

/// What `check --format json` writes.
#[derive(Serialize)]
struct CheckReport {
    schema: &'static str,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<render::DiagnosticRecord>,
    /// Of one code in one file at most a thousand are listed; these are the rest, by number.
    not_listed: Vec<render::DroppedRecord>,
}

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
    write(printer, &bag)?;
    Ok(if bag.has_errors() { Exit::DoesNotHold } else { Exit::Done })
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

fn write(printer: &Printer, bag: &Bag) -> Result<()> {
    let counts = bag.counts();
    if printer.is_json() {
        let (diagnostics, not_listed) = render::records(bag);
        let report = CheckReport {
            schema: "concordant.check/1",
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            diagnostics,
            not_listed,
        };
        return printer.write(to_json(&report)?.as_bytes());
    }
    let summary = format!(
        "{}, {}, {}\n",
        count(counts.errors, "error"),
        count(counts.warnings, "warning"),
        count(counts.notes, "note")
    );
    if printer.is_markdown() {
        let lines: Vec<String> =
            bag.sorted().iter().map(|d| format!("- {}\n", render::one_line(d))).collect();
        return printer.write(format!("# Check\n\n{}\n{summary}", lines.concat()).as_bytes());
    }
    let text = render::text(bag, printer.text_options());
    let gap = if text.is_empty() { "" } else { "\n\n" };
    let hint = if counts.errors + counts.warnings > 0 {
        "Explain a code with: concordant explain CODE\n"
    } else {
        ""
    };
    printer.write(format!("{text}{gap}{summary}{hint}").as_bytes())
}
