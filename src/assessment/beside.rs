//! Cells to the right of the table. In a text they tell that the cells of their row may have shifted;
//! in a workbook no cell shifts, and somebody has written something beside the table.

use super::cells::Cells;
use super::columns::Column;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::sheet::letters;

/// Whether the cells of the row may have shifted. What stands beside the table is reported.
pub(super) fn is_shifted(cells: &Cells<'_>) -> bool {
    let width = cells.columns.width;
    let is_filled = |at: &usize| cells.row.get(*at).is_some_and(|cell| !cell.trim().is_empty());
    let mut beyond = (width..cells.row.cells().len()).filter(is_filled);
    if cells.row.worksheet().is_some() {
        beyond.for_each(|at| report_beside(cells, at));
        return false;
    }
    let Some(at) = beyond.next() else { return false };
    let message = format!(
        "the row goes on to column {}, the header ends at {}",
        letters(at),
        letters(width.saturating_sub(1))
    );
    let help = "a separator inside a text needs quotes around the cell; the row was not used";
    let place = Place { column_name: None, ..cells.place(Column::Criterion) };
    cells.bag.push(Diagnostic::new(&code::EXTRA_CELLS, place, message).help(help));
    true
}

fn report_beside(cells: &Cells<'_>, at: usize) {
    if cells.is_only_counted(&code::CELL_BESIDE) {
        return;
    }
    let message = "this cell stands to the right of the table and was not read";
    let help = "move it into `comment`, or give its column a header; the row counts without it";
    let place = cells.row.place(cells.file, (Some(at), None));
    cells.bag.push(Diagnostic::new(&code::CELL_BESIDE, place, message).help(help));
}
