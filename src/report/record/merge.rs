//! What came of a merge, as data: `concordant.merge/1`. Cells are masked; texts are not shown.

use crate::diagnostic::mask_cell;
use crate::intake::merge::{Conflict, Known, Merged, Rejected, Settled, Side, Slot, Tally};
use serde::Serialize;

/// What came of a merge.
#[derive(Debug, Clone, Serialize)]
pub struct MergeReport {
    /// `concordant.merge/1`.
    pub schema: &'static str,
    /// The files, in the order in which they were given.
    pub files: Vec<FileRecord>,
    /// Rows of the merged sheet.
    pub rows: usize,
    /// Differences that nobody has settled.
    pub conflicts: Vec<ConflictRecord>,
    /// Differences that were settled.
    pub settled: Vec<ConflictRecord>,
    /// Rows that could not be merged.
    pub rejected: Vec<RejectedRecord>,
    /// The files that were written.
    pub written: Vec<String>,
    /// Inputs that lie beside the merged sheet and would be read with it.
    pub beside: Vec<String>,
}

/// A file that was merged.
#[derive(Debug, Clone, Serialize)]
pub struct FileRecord {
    /// Its name.
    pub file: String,
    /// Rows that were merged.
    pub rows: usize,
    /// Rows of them that answer something.
    pub answers: usize,
    /// Rows that could not be used.
    pub rejected: usize,
}

/// One column of one criterion at one location, in which rows differ.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictRecord {
    /// The criterion.
    pub criterion: String,
    /// The location, where the rows name one.
    pub location: Option<String>,
    /// The column.
    pub column: String,
    /// `preferred` or `says_nothing`; null where nobody has settled it.
    pub settled: Option<&'static str>,
    /// The file whose word was preferred.
    pub preferred: Option<String>,
    /// What each row says.
    pub sides: Vec<SideRecord>,
}

/// What one row says.
#[derive(Debug, Clone, Serialize)]
pub struct SideRecord {
    /// The file.
    pub file: String,
    /// Its worksheet.
    pub worksheet: Option<String>,
    /// The row.
    pub row: usize,
    /// The cell, masked; null where it is a text.
    pub says: Option<String>,
    /// Whether the merged sheet says the same.
    pub kept: bool,
}

/// A row that could not be merged.
#[derive(Debug, Clone, Serialize)]
pub struct RejectedRecord {
    /// The file.
    pub file: String,
    /// Its worksheet.
    pub worksheet: Option<String>,
    /// The row.
    pub row: usize,
    /// Why.
    pub reason: &'static str,
    /// Why, in words.
    pub told: &'static str,
}

impl MergeReport {
    /// The report of a merge.
    pub fn new(merged: &Merged, known: &Known<'_>) -> Self {
        let conflicts =
            |of: &[Conflict]| of.iter().map(|one| conflict(merged, known, one)).collect();
        Self {
            schema: "concordant.merge/1",
            files: merged.files.iter().map(file).collect(),
            rows: merged.rows.len(),
            conflicts: conflicts(&merged.conflicts),
            settled: conflicts(&merged.settled),
            rejected: merged.rejected.iter().map(|one| rejected(merged, one)).collect(),
            written: Vec::new(),
            beside: Vec::new(),
        }
    }
}

fn file(tally: &Tally) -> FileRecord {
    FileRecord {
        file: tally.file.clone(),
        rows: tally.rows,
        answers: tally.answers,
        rejected: tally.rejected,
    }
}

fn name(merged: &Merged, file: usize) -> String {
    merged.files.get(file).map(|tally| tally.file.clone()).unwrap_or_default()
}

fn conflict(merged: &Merged, known: &Known<'_>, of: &Conflict) -> ConflictRecord {
    let words = known.shown_words(&of.criterion);
    let is_shown = of.slot.column().is_some_and(|column| !column.is_free_text());
    let side = |side: &Side| SideRecord {
        file: name(merged, side.file),
        worksheet: side.worksheet.clone(),
        row: side.row,
        says: is_shown.then(|| mask_cell(&side.cell, &words)),
        kept: side.is_kept,
    };
    let preferred = match of.settled {
        Some(Settled::Preferred(file)) => Some(name(merged, file)),
        _ => None,
    };
    ConflictRecord {
        criterion: of.criterion.clone(),
        location: Some(mask_location(&of.location, known)).filter(|at| !at.is_empty()),
        column: match of.slot {
            Slot::Known(column) => column.header().to_owned(),
            // its title is somebody's own words
            Slot::Extra(at) => format!("own column {} ({})", at + 1, mask_cell(&of.title, &[])),
        },
        settled: of.settled.map(|settled| match settled {
            Settled::Preferred(_) => "preferred",
            Settled::SaysNothing => "says_nothing",
        }),
        preferred,
        sides: of.sides.iter().map(side).collect(),
    }
}

/// A place of the facility is known; what somebody typed instead is not shown.
fn mask_location(location: &str, known: &Known<'_>) -> String {
    if known.has_location(location) { location.to_owned() } else { mask_cell(location, &[]) }
}

fn rejected(merged: &Merged, of: &Rejected) -> RejectedRecord {
    RejectedRecord {
        file: name(merged, of.file),
        worksheet: of.worksheet.clone(),
        row: of.row,
        reason: of.reason.word(),
        told: of.reason.label(),
    }
}
