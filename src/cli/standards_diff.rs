//! `standards diff`: two versions, every change, what it may do to a member.

use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use super::standards_arguments::StandardsDiff;
use crate::diagnostic::Bag;
use crate::library::{Entry, Kind, Library};
use crate::report::{DiffReport, diff_document};
use crate::standard::diff::{diff_checklists, diff_programs};
use crate::workspace::{is_path, read_standard};
use anyhow::Result;

/// `concordant standards diff`.
pub(super) fn run(arguments: &StandardsDiff, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(&arguments.library, &bag);
    let sides = [&arguments.old, &arguments.new].map(|written| find(written, &library, &bag));
    let [Some(old), Some(new)] = sides else {
        if bag.has_errors() {
            printer.all_problems(&bag);
            return Ok(Exit::Unusable);
        }
        Printer::complain(
            "error: one of them is not in the library; write id@version or a file, and add \
             --standards DIR for versions of your own",
        );
        return Ok(Exit::Usage);
    };
    if (old.kind, &old.id) != (new.kind, &new.id) {
        Printer::complain(&format!("error: {} and {} are not versions of one", old.id, new.id));
        return Ok(Exit::Usage);
    }
    // a file was parsed, and told of, when it was read
    let again = Bag::new();
    let diff = match old.kind {
        Kind::Checklist => diff_checklists(
            &Library::checklist(&old, &again).model,
            &Library::checklist(&new, &again).model,
        ),
        Kind::Program => diff_programs(
            &Library::program(&old, &again).model,
            &Library::program(&new, &again).model,
        ),
    };
    bag.absorb([again]);
    if bag.has_errors() {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    }
    let report = DiffReport::new(&new.id, &diff);
    printer.report(&report, &diff_document(&report))?;
    Ok(if report.bumped_enough { Exit::Done } else { Exit::DoesNotHold })
}

fn find(written: &str, library: &Library, bag: &Bag) -> Option<Entry> {
    if is_path(written) {
        return read_standard(written, bag);
    }
    let (id, version) = written.split_once('@')?;
    let version = version.parse().ok()?;
    let kinds = [Kind::Checklist, Kind::Program];
    kinds.into_iter().find_map(|kind| library.get(kind, id, &version)).cloned()
}
