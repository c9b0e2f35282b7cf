//! A table on a sheet of its own: header in sight, filters, colors by word, paper.

use super::page::Page;
use super::style::{Styles, words};
use crate::report::format::csv::EXPORT_STAMP;
use crate::report::format::table::{Cell, Table};
use crate::sheet::drawing::lines;
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

/// Lines of a text that is not printed.
const MOST: usize = 3;

/// Draws a table.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    styles: &Styles,
    facility: &str,
) -> Result<(), XlsxError> {
    let mut page = Page { sheet, styles };
    page.set_up(table.name, facility)?;
    let columns = u16::try_from(table.heads.len()).unwrap_or(u16::MAX);
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let titles = table.heads.iter().map(|head| lines(&head.title, head.width));
    page.height(0, titles.max().unwrap_or(1))?;
    for (column, head) in (0..).zip(&table.heads) {
        page.sheet.set_column_width(column, head.width)?;
        page.text((0, column), &head.title, &styles.header)?;
        if let Some(palette) = head.palette.filter(|_| last > 0) {
            page.paint((1, last), column, words(palette))?;
        }
    }
    // by it a reader of sheets knows an export
    page.sheet.set_column_width(columns, 18)?;
    page.text((0, columns), EXPORT_STAMP, &styles.stamp)?;
    for (row, cells) in (1..).zip(&table.rows) {
        page.height(row, height(table, cells))?;
        for (column, cell) in (0..).zip(cells) {
            page.cell((row, column), cell)?;
        }
    }
    let end = columns.saturating_sub(1);
    page.sheet.set_freeze_panes(1, table.frozen)?;
    page.sheet.autofilter(0, 0, last, end)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.set_print_area(0, 0, last, table.printed.saturating_sub(1).min(end))?;
    page.sheet.ignore_error_range(0, 0, last, end, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Lines of a row: all that is printed is shown in full, what stands to the right of it up to
/// [`MOST`] lines, so that one long text does not pull a row apart.
fn height(table: &Table, cells: &[Cell]) -> usize {
    let printed = usize::from(table.printed);
    let texts = table.heads.iter().zip(cells).enumerate().map(|(at, (head, cell))| match cell {
        Cell::Text(text) if at < printed => lines(text, head.width),
        Cell::Text(text) => lines(text, head.width).min(MOST),
        _ => 1,
    });
    texts.max().unwrap_or(1)
}
