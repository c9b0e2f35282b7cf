//! Diagnostics as data, the shape that `check --format json` promises.

use crate::diagnostic::{Bag, Diagnostic, Severity};
use serde::Serialize;

/// One diagnostic in JSON.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticRecord {
    /// Its code.
    pub code: &'static str,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file.
    pub file: String,
    /// Line of the text, from 1.
    pub line: Option<usize>,
    /// Column of the text in characters, from 1.
    pub column: Option<usize>,
    /// Row of the spreadsheet, from 1.
    pub row: Option<usize>,
    /// Worksheet of the workbook.
    pub worksheet: Option<String>,
    /// Cell of the worksheet, such as `F12`.
    pub cell: Option<String>,
    /// Header of the sheet's column.
    pub column_name: Option<String>,
}

/// Diagnostics of one code in one file that were counted but not kept.
#[derive(Debug, Clone, Serialize)]
pub struct DroppedRecord {
    /// The code.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// How many.
    pub count: usize,
}

impl From<&Diagnostic> for DiagnosticRecord {
    fn from(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.place.clone();
        Self {
            code: diagnostic.code.id,
            severity: diagnostic.severity(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file: place.file,
            line: place.line,
            column: place.column,
            row: place.row,
            worksheet: place.worksheet,
            cell: place.cell,
            column_name: place.column_name,
        }
    }
}

/// The whole bag in JSON: what was kept, and what was only counted.
pub fn records(bag: &Bag) -> (Vec<DiagnosticRecord>, Vec<DroppedRecord>) {
    let kept = bag.sorted().iter().map(DiagnosticRecord::from).collect();
    let dropped = bag.dropped().into_iter();
    (kept, dropped.map(|(code, file, count)| DroppedRecord { code, file, count }).collect())
}
