//! Repaired copies of the sheets that were given, as files: the sources are only read.
#![expect(clippy::disallowed_methods, reason = "this room looks at files")]

use super::find::{FacilityFolder, is_beside_an_assessment, is_same_file};
use super::open::{Opened, Options, round};
use super::write::write_atomically;
use crate::assessment::{Repaired, SheetContext, repair_sheet};
use crate::diagnostic::Bag;
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
}

/// Repairs every sheet of the round that is judged.
pub fn repair(folder: &FacilityFolder, opened: &Opened, options: Options<'_>) -> Vec<Repair> {
    let silent = Bag::new();
    let checklists: Vec<&Checklist> = opened.checklists.iter().map(|list| &list.model).collect();
    let mut repairs = Vec::new();
    for (header, sheets) in round(folder, options, &silent) {
        let context = SheetContext {
            header: &header,
            facility: &opened.facility,
            checklists: &checklists,
            vocabulary: &opened.vocabulary,
            register: &opened.record.register,
        };
        let repair = |sheet: &&SheetFile| Repair {
            source: sheet.name().to_string(),
            repaired: repair_sheet(sheet, context),
        };
        repairs.extend(sheets.iter().map(repair));
    }
    repairs
}

/// Why repaired sheets cannot be written.
#[derive(Debug)]
pub enum RepairError {
    /// This is what was read, or lies among the sheets of an assessment.
    Source(PathBuf),
    /// So many sheets were given, and one file was named.
    Several(usize),
    /// It cannot be written.
    Unwritable(PathBuf, io::Error),
}

/// Writes the repaired sheets: one sheet to a `.csv` file, several below a folder by their names.
/// Beside each lies what was changed and, where there are any, the rejected rows.
///
/// # Errors
/// [`RepairError`]; nothing is written over what was read.
pub fn write_repairs(
    target: &Path,
    repairs: &[Repair],
    read: &[String],
) -> Result<Vec<PathBuf>, RepairError> {
    let is_file = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if is_file && repairs.len() > 1 {
        return Err(RepairError::Several(repairs.len()));
    }
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for repair in repairs {
        let Some(repaired) = &repair.repaired else { continue };
        let base = if is_file {
            target.with_extension("")
        } else {
            // below the folder of the facility, as there
            let below = Path::new(&repair.source).components().rev().take(2);
            let mut parts: Vec<_> = below.collect();
            parts.reverse();
            target.join(parts.iter().collect::<PathBuf>()).with_extension("")
        };
        files.extend(
            tables(repaired)
                .map_err(|error| RepairError::Unwritable(base.clone(), error))?
                .into_iter()
                .map(|(ending, bytes)| {
                    (PathBuf::from(format!("{}{ending}", base.display())), bytes)
                }),
        );
    }
    if let Some((path, _)) =
        files.iter().find(|(path, _)| is_same_file(path, read) || is_beside_an_assessment(path))
    {
        return Err(RepairError::Source(path.clone()));
    }
    for (path, bytes) in &files {
        let unwritable = |error| RepairError::Unwritable(path.clone(), error);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
        }
        write_atomically(path, bytes).map_err(unwritable)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// The sheet, the list of changes, the rejected rows: the ending of each name and its bytes.
fn tables(repaired: &Repaired) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let csv = |rows: &[Vec<Value>]| {
        let mut bytes = Vec::new();
        write_csv(rows, &mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    let mut all = vec![
        (".csv", csv(&repaired.sheet)?),
        (".changes.csv", csv(&stamped(repaired.change_rows()))?),
    ];
    if !repaired.rejected.is_empty() {
        all.push((".rejected.csv", csv(&stamped(repaired.rejected_rows()))?));
    }
    Ok(all)
}

/// A table that is never taken for a sheet of answers, wherever it lies.
fn stamped(mut rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    if let Some(head) = rows.first_mut() {
        head.push(EXPORT_STAMP.into());
    }
    rows
}
