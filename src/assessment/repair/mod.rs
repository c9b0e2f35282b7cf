//! Repair: a sheet as it should have been written, where that is certain, and what was done to it.
//!
//! `draft` reads the rows, `canonical` writes each cell as our own sheets have it, `settle` sorts
//! out what cannot be used. Nothing that a person typed is lost: every cell is in the repaired
//! sheet, or in the list of changes, or among the rejected rows.

mod canonical;
mod draft;
mod settle;

use super::columns::Column;
use super::sheet::SheetContext;
use crate::sheet::{SheetFile, Value};

/// A sheet, repaired.
#[derive(Debug, Clone, Default)]
pub struct Repaired {
    /// The header and the rows of the sheet.
    pub sheet: Vec<Vec<Value>>,
    /// What was changed, in the order of the source.
    pub changes: Vec<Change>,
    /// The rows that cannot be used, with the reasons.
    pub rejected: Vec<RejectedRow>,
}

/// One cell or row that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stood.
    pub at: At,
    /// The header of its column; empty for a whole row.
    pub column: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Why that is certain.
    pub why: &'static str,
}

/// A row of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The worksheet of a workbook.
    pub worksheet: Option<String>,
    /// The row as a spreadsheet numbers it; 0 for a row that the source did not have.
    pub row: usize,
}

/// A row that cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Where it stood.
    pub at: At,
    /// Why, each with the code that explains it.
    pub reasons: Vec<(&'static str, String)>,
    /// Its cells that are not blank, with the headers of their columns.
    pub cells: Vec<(String, String)>,
}

/// Repairs a sheet. `None` where it has no header to go by.
pub fn repair_sheet(file: &SheetFile, context: SheetContext<'_>) -> Option<Repaired> {
    let drafts = draft::drafts(file, context)?;
    Some(settle::settle(drafts, context))
}

impl Repaired {
    /// The list of changes as rows of a table.
    pub fn change_rows(&self) -> Vec<Vec<Value>> {
        let head = ["worksheet", "row", "column", "before", "after", "why"];
        let row = |change: &Change| {
            let [worksheet, row] = change.at.cells();
            let texts = [&change.column, &change.before, &change.after];
            let mut cells = vec![worksheet, row];
            cells.extend(texts.map(|text| Value::from(text.as_str())));
            cells.push(change.why.into());
            cells
        };
        std::iter::once(head.map(Value::from).to_vec())
            .chain(self.changes.iter().map(row))
            .collect()
    }

    /// The rejected rows as a table that can be mended and read again: their columns are those of
    /// a sheet, where it stood and why stands before them.
    pub fn rejected_rows(&self) -> Vec<Vec<Value>> {
        let mut columns: Vec<&str> = Vec::new();
        for (column, _) in self.rejected.iter().flat_map(|row| &row.cells) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        let before = ["rejected_worksheet", "rejected_row", "rejected_why"];
        let head = before.iter().chain(&columns).map(|name| Value::from(*name)).collect();
        let row = |rejected: &RejectedRow| {
            let reasons = rejected.reasons.iter().map(|(code, why)| format!("{code}: {why}"));
            let mut cells = rejected.at.cells().to_vec();
            cells.push(reasons.collect::<Vec<_>>().join("; ").into());
            cells.extend(columns.iter().map(|column| {
                let cell = rejected.cells.iter().find(|(name, _)| name == column);
                cell.map_or(Value::Blank, |(_, text)| text.as_str().into())
            }));
            cells
        };
        std::iter::once(head).chain(self.rejected.iter().map(row)).collect()
    }
}

impl At {
    fn cells(&self) -> [Value; 2] {
        let row = if self.row == 0 { String::new() } else { self.row.to_string() };
        [self.worksheet.clone().into(), row.into()]
    }
}

/// Columns that say of a row whose it is; in a sheet of its own they stand only where somebody
/// wrote them.
const OF_OTHERS: [Column; 3] = [Column::Facility, Column::Round, Column::Party];
