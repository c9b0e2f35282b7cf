//! Likely identifiers of persons in the cells of a sheet.

use super::columns::{Column, Columns};
use super::sheet::SheetContext;
use crate::diagnostic::{Bag, Place, mask_cell};
use crate::privacy::From;
use crate::sheet::{Row, letters, strip};
use crate::source::Text;

/// Screens every cell of a row: known columns, unknown ones, cells behind the header's width, and
/// with no columns the rows above the header and the header itself.
pub(super) fn screen_row(
    row: &Row,
    (columns, text): (Option<&Columns>, &Text),
    context: SheetContext<'_>,
    bag: &Bag,
) {
    for (at, cell) in row.cells.iter().enumerate() {
        let shown = strip(cell.text.trim());
        let column = columns.and_then(|columns| columns.at(at));
        if shown.is_empty() || is_ours(shown, column, context) {
            continue;
        }
        let place = || {
            let here = text.line_column(cell.span.start);
            // the name of an unknown column is what somebody typed
            let name = column.map_or_else(|| letters(at), |column| column.header().to_owned());
            Place {
                row: Some(row.number),
                line: Some(here.line),
                column: Some(here.column),
                column_name: Some(mask_cell(&name, &[&name])),
                ..Place::file(text.name())
            }
        };
        context.screen.text(shown, from(column), &place, bag);
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
