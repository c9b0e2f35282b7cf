//! Likely identifiers of persons in the cells of a sheet.

use super::columns::{Column, Columns};
use super::sheet::SheetContext;
use crate::diagnostic::{Bag, Place, mask_cell};
use crate::privacy::{From, hide};
use crate::sheet::{Row, Rows, letters, strip};

/// Screens every cell of a row: known columns, unknown ones, cells behind the header's width, and
/// with no columns the rows above the header and the header itself.
pub(super) fn screen_row(
    row: &Row,
    (columns, file): (Option<&Columns>, &str),
    context: SheetContext<'_>,
    bag: &Bag,
) {
    for (at, cell) in row.cells().enumerate() {
        let shown = strip(cell.trim());
        let column = columns.and_then(|columns| columns.at(at));
        if shown.is_empty() || is_ours(shown, column, context) {
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

/// Whether a cell beside the answer says what its checklist says: nobody typed that.
fn is_ours(cell: &str, column: Option<Column>, context: SheetContext<'_>) -> bool {
    let criteria = || context.checklists.iter().flat_map(|checklist| &checklist.criteria);
    match column {
        Some(Column::Statement) => criteria().any(|criterion| criterion.statement == cell),
        Some(Column::Title) => criteria().any(|criterion| criterion.title == cell),
        _ => false,
    }
}
