//! A sheet as it was typed: every cell by its column, before anything is understood.

use super::columns::{Column, is_header};
use super::ours;
use super::row::told_of;
use super::sheet::{Top, is_note, report_note};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::privacy::hide;
use crate::sheet::{Mark, Row, Rows, SheetFile, letters, strip};
use std::collections::BTreeSet;

/// A table of a file, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSheet {
    /// The worksheet, where the file is a workbook.
    pub worksheet: Option<String>,
    /// Its columns; none where no row names them.
    pub heads: Vec<RawHead>,
    /// The rows above the header; every row where there is none.
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

/// The tables of a file, but for those that say that they hold no answers. A file without any header
/// that we know is an error, and so is a cell whose text is nowhere.
pub fn raw_sheets(file: &SheetFile, bag: &Bag) -> Vec<RawSheet> {
    let tables = file.tables(&is_header, bag);
    if !tables.is_empty() && tables.iter().all(is_note) {
        report_note(file, bag);
        return Vec::new();
    }
    let sheets: Vec<RawSheet> = tables
        .into_iter()
        .filter(|table| !is_note(table))
        .map(|mut table| {
            // whatever is said of a worksheet says its name
            if let Some(name) = table.worksheet().map(hide) {
                table.rename(&name);
            }
            raw_sheet(file, &mut table, bag)
        })
        .collect();
    if sheets.iter().all(|sheet| sheet.heads.is_empty()) && !bag.has_errors() {
        let message = "no row of the first 15 names the columns";
        let help = "the header needs at least `criterion` and `response`";
        let place = Place::file(&**file.name());
        bag.push(Diagnostic::new(&code::NO_HEADER, place, message).help(help));
    }
    sheets
}

fn raw_sheet(file: &SheetFile, table: &mut Rows, bag: &Bag) -> RawSheet {
    let worksheet = table.worksheet().map(str::to_owned);
    let mut computed = Vec::new();
    let (heads, mut above, mut rows) = match Top::find(table, bag) {
        Top::Header { above, header, below } => {
            computed = ours::computed(&header);
            let raw = |row: &Row| raw(file, row, &computed, bag);
            let is_typed = |row: &&Row| computed.is_empty() || !ours::is_top(row);
            let above = above.iter().filter(is_typed).map(raw).collect();
            (heads(&header, &computed), above, below.iter().map(raw).collect())
        }
        Top::Nothing(near) => {
            let rows = near.iter().map(|row| raw(file, row, &computed, bag));
            (Vec::new(), rows.collect::<Vec<_>>(), Vec::new())
        }
    };
    let rest = if heads.is_empty() { &mut above } else { &mut rows };
    let mut row = Row::default();
    while table.next_row(&mut row, bag) {
        rest.push(raw(file, &row, &computed, bag));
    }
    let mut sheet = RawSheet { worksheet, heads, above, rows };
    if sheet.worksheet.is_some() && !sheet.heads.is_empty() {
        name_beside(&mut sheet, computed.len());
    }
    sheet
}

/// What stands to the right of a table gets columns named by their letters: in a workbook no cell
/// shifts. Columns with nothing in them get none.
fn name_beside(sheet: &mut RawSheet, left_out: usize) {
    let width = sheet.heads.len();
    let beside = |row: &RawRow| {
        let cells = row.cells.iter().enumerate().skip(width);
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let filled: BTreeSet<usize> = sheet.rows.iter().flat_map(beside).collect();
    for row in sheet.rows.iter_mut().filter(|row| row.cells.len() > width) {
        let cell = |at: &usize| row.cells.get(*at).cloned().unwrap_or_default();
        let cells: Vec<String> = filled.iter().map(cell).collect();
        row.cells.splice(width.., cells);
    }
    let head = |at: usize| RawHead { column: None, title: letters(at + left_out) };
    sheet.heads.extend(filled.into_iter().map(head));
}

fn raw(file: &SheetFile, row: &Row, computed: &[usize], bag: &Bag) -> RawRow {
    let mut cells = Vec::new();
    for (at, cell) in row.cells().enumerate().filter(|(at, _)| !computed.contains(at)) {
        // the value of a formula is its text; every other mark is of a cell that lacks one
        for mark in row.marks(at).filter(|mark| *mark != Mark::Formula) {
            let (code, message, help) = told_of(mark);
            let place = row.place(file.name(), (Some(at), None));
            bag.push(Diagnostic::new(code, place, message).help(help));
        }
        cells.push(strip(cell.trim()).trim().to_owned());
    }
    RawRow { number: row.number, cells }
}

fn heads(header: &Row, computed: &[usize]) -> Vec<RawHead> {
    let mut heads: Vec<RawHead> = Vec::new();
    for (at, cell) in header.cells().enumerate().filter(|(at, _)| !computed.contains(at)) {
        let title = strip(cell.trim()).trim();
        let column = Column::of(title);
        let is_second = column.is_some() && heads.iter().any(|head| head.column == column);
        let title = if title.is_empty() { letters(at) } else { title.to_owned() };
        heads.push(RawHead { column: column.filter(|_| !is_second), title });
    }
    heads
}
