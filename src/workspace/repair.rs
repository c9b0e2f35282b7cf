//! Repaired copies of the sheets that were given, as files: the sources are only read.
#![expect(clippy::disallowed_methods, reason = "this room writes files")]

use super::find::{FacilityFolder, is_beside_an_assessment, is_same_file};
use super::open::{Opened, Options, round};
use super::seal::{check_places, outdated_tables, remove_tables, sealed};
use super::write::write_atomically;
use crate::assessment::{Repaired, SheetContext, repair_sheet};
use crate::diagnostic::Bag;
use crate::intake::answered::{Typed, lay};
use crate::intake::template::{TemplateRequest, template};
use crate::intake::workbook::{TemplateError, answered_workbook};
use crate::privacy::{Known, Screen};
use crate::report::EXPORT_STAMP;
use crate::sheet::{SheetFile, Value, write_csv};
use crate::standard::Checklist;
use std::io;
use std::path::{Path, PathBuf};

/// A sheet that was given, and its repair; `None` where it has no header to go by.
#[derive(Debug)]
pub struct Repair {
    /// The sheet as messages name it.
    pub source: String,
    /// What became of it.
    pub repaired: Option<Repaired>,
    /// The repaired sheet as a workbook, where one is wanted.
    workbook: Option<Result<Vec<u8>, TemplateError>>,
}

/// Repairs every sheet of the round that is judged, for a file or a folder.
pub fn repair(
    folder: &FacilityFolder,
    opened: &Opened,
    (options, target): (Options<'_>, &Path),
) -> Vec<Repair> {
    let silent = Bag::new();
    let checklists: Vec<&Checklist> = opened.checklists.iter().map(|list| &list.model).collect();
    let screen = Screen::new(Known::default(), &[]);
    let mut repairs = Vec::new();
    for (header, sheets) in round(folder, options, &silent) {
        let context = SheetContext {
            header: &header,
            facility: &opened.facility,
            checklists: &checklists,
            vocabulary: &opened.vocabulary,
            register: &opened.record.register,
            // what looks like an identifier is told by `check`; here nothing is told
            screen: &screen,
        };
        let repair = |sheet: &&SheetFile| {
            let repaired = repair_sheet(sheet, context);
            let wanted = repaired.as_ref().filter(|_| has_ending(target, "xlsx"));
            let workbook = wanted.map(|repaired| workbook(repaired, opened, context));
            Repair { source: sheet.name().to_string(), repaired, workbook }
        };
        repairs.extend(sheets.iter().map(repair));
    }
    repairs
}

/// A repaired sheet as our own workbook. It asks what the sheet answers or leaves blank.
fn workbook(
    repaired: &Repaired,
    opened: &Opened,
    context: SheetContext<'_>,
) -> Result<Vec<u8>, TemplateError> {
    let mut template = template(TemplateRequest {
        facility: &opened.facility,
        program: &opened.program.model,
        checklists: context.checklists,
        round: &context.header.round,
        party: context.header.party,
        as_of: context.header.as_of,
        role: None,
    });
    let typed = Typed::from_sheet(&repaired.sheet);
    let named = typed.criteria();
    template.keep(|criterion| named.contains(criterion));
    let answered = lay(&template, &typed, context.checklists);
    answered_workbook((&template, &answered), &opened.program.model, &opened.vocabulary)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// Why repaired sheets cannot be written.
#[derive(Debug)]
pub enum RepairError {
    /// This is what was read, or lies among the sheets of an assessment.
    Source(PathBuf),
    /// So many sheets were given, and one file was named.
    Several(usize),
    /// Somebody's work would be lost; why, for people.
    Exists(String),
    /// A workbook cannot hold it.
    Unfit(TemplateError),
    /// It cannot be written.
    Unwritable(PathBuf, io::Error),
}

/// What became of the files.
#[derive(Debug, Default)]
pub struct WrittenRepairs {
    /// Those that were written.
    pub written: Vec<PathBuf>,
    /// Tables of an earlier run that are gone.
    pub removed: Vec<PathBuf>,
}

/// Writes the repaired sheets: one sheet to a `.csv` or `.xlsx` file, several below a folder by their
/// names. Beside each lies what was changed and, where there are any, the rejected rows; those of
/// an earlier run that would be wrong now are removed.
///
/// # Errors
/// [`RepairError`]; nothing is written over what was read, nor over what somebody has worked in: a
/// workbook, or rejected rows that were mended.
pub fn write_repairs(
    target: &Path,
    repairs: Vec<Repair>,
    read: &[String],
) -> Result<WrittenRepairs, RepairError> {
    let is_file = has_ending(target, "csv") || has_ending(target, "xlsx");
    if is_file && repairs.len() > 1 {
        return Err(RepairError::Several(repairs.len()));
    }
    let mut files = Files::default();
    for repair in repairs {
        let base = if is_file {
            target.with_extension("")
        } else {
            // below the folder of the facility, as there
            let below = Path::new(&repair.source).components().rev().take(2);
            let mut parts: Vec<_> = below.collect();
            parts.reverse();
            target.join(parts.iter().collect::<PathBuf>()).with_extension("")
        };
        let Some(repaired) = repair.repaired else { continue };
        let workbook = repair.workbook.transpose().map_err(RepairError::Unfit)?;
        let added = files.add(&base, &repaired, workbook);
        added.map_err(|error| RepairError::Unwritable(base, error))?;
    }
    files.write(read)
}

/// The files of repaired sheets.
#[derive(Default)]
struct Files {
    /// The sheets and the lists of changes, written anew.
    anew: Vec<(PathBuf, Vec<u8>)>,
    /// What people may work in.
    for_people: Vec<(PathBuf, Vec<u8>)>,
    /// Where no rejected row may lie any more.
    outdated: Vec<PathBuf>,
}

impl Files {
    /// The sheet, the list of changes, the rejected rows.
    fn add(
        &mut self,
        base: &Path,
        repaired: &Repaired,
        workbook: Option<Vec<u8>>,
    ) -> io::Result<()> {
        let path = |ending: &str| PathBuf::from(format!("{}{ending}", base.display()));
        match workbook {
            Some(bytes) => self.for_people.push((path(".xlsx"), bytes)),
            None => {
                let mut bytes = Vec::new();
                write_csv(&repaired.sheet, &mut bytes)?;
                self.anew.push((path(".csv"), bytes));
            }
        }
        self.anew.push((path(".changes.csv"), sealed(&stamped(repaired.change_rows()))?));
        if repaired.rejected.is_empty() {
            self.outdated.push(path(".rejected.csv"));
        } else {
            let rows = sealed(&stamped(repaired.rejected_rows()))?;
            self.for_people.push((path(".rejected.csv"), rows));
        }
        Ok(())
    }

    fn write(self, read: &[String]) -> Result<WrittenRepairs, RepairError> {
        let Self { anew, for_people, outdated } = self;
        let is_taken = |path: &PathBuf| is_same_file(path, read) || is_beside_an_assessment(path);
        let mut all = anew.iter().chain(&for_people).map(|(path, _)| path);
        if let Some(path) = all.find(|path| is_taken(path)) {
            return Err(RepairError::Source(path.clone()));
        }
        let exists = |error: io::Error| RepairError::Exists(error.to_string());
        check_places(&for_people).map_err(exists)?;
        let removed = outdated_tables(&outdated).map_err(exists)?;
        let mut written = Vec::new();
        for (path, bytes) in anew.into_iter().chain(for_people) {
            let done = match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                Some(folder) => std::fs::create_dir_all(folder),
                None => Ok(()),
            };
            let done = done.and_then(|()| write_atomically(&path, &bytes));
            done.map_err(|error| RepairError::Unwritable(path.clone(), error))?;
            written.push(path);
        }
        remove_tables(&removed).map_err(|e| RepairError::Exists(e.to_string()))?;
        written.sort();
        Ok(WrittenRepairs { written, removed })
    }
}

/// A table that is never taken for a sheet of answers, wherever it lies.
fn stamped(mut rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    if let Some(head) = rows.first_mut() {
        head.push(EXPORT_STAMP.into());
    }
    rows
}
