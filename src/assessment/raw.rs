//! A sheet as it was typed: every cell by its column, before anything is understood.

use super::columns::{Column, is_header};
use super::sheet::header_row;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::sheet::{Row, letters, read_csv, strip};
use crate::source::Text;

/// A table of a file, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSheet {
    /// The worksheet, where the file is a workbook.
    pub worksheet: Option<String>,
    /// Its columns.
    pub heads: Vec<RawHead>,
    /// The rows above the header.
    pub above: Vec<RawRow>,
    /// The rows below it.
    pub rows: Vec<RawRow>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawHead {
    /// What it is, where we know it; the second of two such columns is nobody's.
    pub column: Option<Column>,
    /// What stands there; the column's letter where nothing does.
    pub title: String,
}

/// A row that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// The row as a spreadsheet numbers it, from 1.
    pub number: usize,
    /// Its cells, trimmed, without our own neutralizing sign.
    pub cells: Vec<String>,
}

/// The tables of a file. One without a header that we know is an error.
pub fn raw_sheets(text: &Text, bag: &Bag) -> Vec<RawSheet> {
    let table = read_csv(text, is_header, bag);
    let Some(head) = header_row(&table) else {
        let message = "no row of the first 15 names the columns";
        let help = "the header needs at least `criterion` and `response`";
        bag.push(Diagnostic::new(&code::NO_HEADER, Place::file(text.name()), message).help(help));
        return Vec::new();
    };
    let (above, rest) = table.rows.split_at(head);
    let Some((header, below)) = rest.split_first() else { return Vec::new() };
    vec![RawSheet {
        worksheet: None,
        heads: heads(header),
        above: above.iter().map(raw).collect(),
        rows: below.iter().map(raw).collect(),
    }]
}

fn raw(row: &Row) -> RawRow {
    let cell = |text: &str| strip(text.trim()).trim().to_owned();
    RawRow { number: row.number, cells: row.cells.iter().map(|c| cell(&c.text)).collect() }
}

fn heads(header: &Row) -> Vec<RawHead> {
    let mut heads: Vec<RawHead> = Vec::new();
    for (at, cell) in header.cells.iter().enumerate() {
        let title = strip(cell.text.trim()).trim();
        let column = Column::of(title);
        let is_second = column.is_some() && heads.iter().any(|head| head.column == column);
        let title = if title.is_empty() { letters(at) } else { title.to_owned() };
        heads.push(RawHead { column: column.filter(|_| !is_second), title });
    }
    heads
}
