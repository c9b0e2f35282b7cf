//! What is answered already, for sheets that are handed out again: joined as `merge` joins it.

use super::exit::Exit;
use super::merge::checklists;
use super::output::Printer;
use crate::assessment::{Column, RawSheet, raw_sheets};
use crate::diagnostic::Bag;
use crate::intake::answered::{Answered, Typed};
use crate::intake::merge::{Known, Merged, Reason, Rejected, Slot, merge, rejected_rows};
use crate::library::Library;
use crate::report::{EXPORT_STAMP, count};
use crate::sheet::{SheetFile, Value};
use crate::workspace::{FacilityFolder, Options, Questions, open};
use std::ffi::OsStr;
use std::path::Path;

/// What the sheets of an assessment hold.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The name of the assessment's folder, or what the sheets are called.
    from: String,
    pub(super) typed: Typed,
    merged: Merged,
    /// Likely identifiers of patients in them that stop exports.
    identifiers: usize,
}

impl Answers {
    /// Reads the sheets of the assessment that is asked again.
    ///
    /// # Errors
    /// How to exit, with the reasons said: no assessment of the party, a file that cannot be read,
    /// answers that contradict each other.
    pub(super) fn read(
        questions: &Questions,
        (folder, library, options): (&FacilityFolder, &Library, Options<'_>),
        printer: &Printer,
    ) -> Result<Self, Exit> {
        let Some(sheets) = questions.sheets(folder) else {
            Printer::complain(&format!(
                "error: there is no {} yet, so there are no answers to fill in; leave \
                 --with-answers out for blank sheets",
                questions.header.party.label()
            ));
            return Err(Exit::Usage);
        };
        let bag = Bag::new();
        let raw = |file: &SheetFile| (file.name().to_string(), raw_sheets(file, &bag));
        let files: Vec<(String, Vec<RawSheet>)> = sheets.iter().map(raw).collect();
        if bag.has_errors() {
            printer.all_problems(&bag);
            Printer::complain("nothing was written");
            return Err(Exit::Unusable);
        }
        let all = checklists(library);
        let known = Known::new(&all, Some(&questions.facility));
        let merged = merge(&files, &known, &[]);
        if !merged.conflicts.is_empty() {
            let cells = count(merged.conflicts.len(), "cell");
            Printer::complain(&format!(
                "error: the sheets contradict each other in {cells}; nothing was written. \
                 `concordant merge` with these files shows both sides"
            ));
            return Err(Exit::DoesNotHold);
        }
        let screened = Bag::new();
        // whatever else is wrong is told by `check`
        let _ = open(folder, library, options, &screened);
        let folder = Path::new(&questions.header.name).parent().and_then(Path::file_name);
        let from = folder.map_or("the sheets".into(), OsStr::to_string_lossy).into_owned();
        let typed = Typed::from(&merged);
        Ok(Self { from, typed, merged, identifiers: screened.blocks() })
    }

    /// Sets aside what none of some roles is asked for.
    pub(super) fn leave_out(&mut self, whole: &Answered, roles: &[&str]) {
        let has_role = |role: &Option<String>| role.as_deref().is_some_and(|r| roles.contains(&r));
        for kept in whole.kept.iter().filter(|kept| !has_role(&kept.role)) {
            self.merged.rejected.push(Rejected {
                file: usize::MAX,
                worksheet: None,
                row: 0,
                reason: Reason::NoDepartment,
                cells: kept.cells(),
            });
        }
    }

    /// What stands in none of the new files, with the reasons.
    pub(super) fn rejects(&self) -> Option<Vec<Vec<Value>>> {
        rejected_rows(&self.merged, EXPORT_STAMP)
    }

    /// Says what is in the files, and what is not, before anybody hands them out.
    pub(super) fn told(&self) -> (String, Exit) {
        let mut text = format!("\nFilled in: what {} says.\n", self.from);
        let has = |slot: &Slot| *slot == Slot::Known(Column::Privileged);
        let at = self.typed.columns.iter().position(has);
        let is_privileged = |row: &&Vec<String>| {
            let cell = at.and_then(|at| row.get(at));
            cell.is_some_and(|cell| !cell.is_empty() && !cell.eq_ignore_ascii_case("no"))
        };
        let privileged = self.typed.rows.iter().filter(is_privileged).count();
        if privileged > 0 {
            text += &format!(
                "Privileged: {} filled in with all texts; hand the files to nobody outside the house.\n",
                count(privileged, "row")
            );
        }
        if self.identifiers > 0 {
            text += &format!(
                "Privacy: {} of patients stand in the sheets, and now in these files; remove them \
                 before you\nhand any out. `concordant check` shows where.\n",
                count(self.identifiers, "likely identifier")
            );
        }
        let lost = self.merged.rejected.iter().any(|row| row.reason.is_answer());
        (text, if lost { Exit::Unusable } else { Exit::Done })
    }
}
