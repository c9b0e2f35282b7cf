//! Likely identifiers of persons in the cells of a sheet.

use super::columns::{Column, Columns};
use super::sheet::SheetContext;
use crate::diagnostic::{Bag, Place, mask_cell};
use crate::privacy::{From, hide};
use crate::sheet::{Row, Rows, letters, strip};
use crate::standard::Checklist;
use std::collections::BTreeSet;

/// What the checklists of an assessment say: where a sheet repeats it, nobody typed it.
#[derive(Debug)]
pub(super) struct Ours<'a>(BTreeSet<&'a str>);

impl<'a> Ours<'a> {
    /// The texts of some checklists.
    pub(super) fn new(checklists: &[&'a Checklist]) -> Self {
        let criteria = checklists.iter().flat_map(|checklist| &checklist.criteria);
        Self(criteria.flat_map(|one| [&*one.id, &*one.title, &*one.statement]).collect())
    }

    /// Whether a cell beside the answer repeats them.
    fn has(&self, cell: &str, column: Option<Column>) -> bool {
        let repeats = matches!(column, Some(Column::Criterion | Column::Title | Column::Statement));
        repeats && self.0.contains(cell)
    }
}

/// Screens every cell of a row: known columns, unknown ones, cells behind the header's width, and
/// with no columns the rows above the header and the header itself.
pub(super) fn screen_row(
    row: &Row,
    (columns, file): (Option<&Columns>, &str),
    (context, ours): (SheetContext<'_>, &Ours<'_>),
    bag: &Bag,
) {
    for (at, cell) in row.cells().enumerate() {
        let shown = strip(cell.trim());
        let column = columns.and_then(|columns| columns.at(at));
        if shown.is_empty() || ours.has(shown, column) {
            continue;
        }
        let place = || {
            // the name of an unknown column is what somebody typed
            let name = column.map_or_else(|| letters(at), |column| column.header().to_owned());
            row.place(file, (Some(at), Some(&mask_cell(&name, &[&name]))))
        };
        context.screen.text(shown, from(column), &place, bag);
    }
}

/// Screens a worksheet that holds no answers: somebody may have written on it all the same. What we
/// write there ourselves are words, numbers and days of the assessment.
pub(super) fn screen_note(table: &mut Rows, file: &str, (context, bag): (SheetContext<'_>, &Bag)) {
    let mut row = Row::default();
    while table.next_row(&mut row, bag) {
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let place = || row.place(file, (Some(at), None));
            context.screen.text(strip(cell.trim()), From::Date, &place, bag);
        }
    }
}

/// Screens the name of a worksheet; what looks like an identifier in it is masked from here on.
pub(super) fn screen_worksheet(
    table: &mut Rows,
    file: &str,
    (context, bag): (SheetContext<'_>, &Bag),
) {
    let Some(name) = table.worksheet().map(str::to_owned) else { return };
    let shown = hide(&name);
    if shown != name {
        let place = Place { worksheet: Some(shown.clone()), ..Place::file(file) };
        context.screen.name(&name, &place, bag);
        table.rename(&shown);
    }
}

/// What a column is made for.
fn from(column: Option<Column>) -> From {
    match column {
        Some(Column::PeriodStart | Column::PeriodEnd | Column::EvidenceDate) => From::Date,
        Some(Column::Value | Column::Numerator | Column::Denominator) => From::Number,
        Some(Column::Evidence) => From::Reference,
        _ => From::Prose,
    }
}
