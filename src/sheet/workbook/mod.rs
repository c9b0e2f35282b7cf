//! Workbooks: the rows of their worksheets, and what a spreadsheet hides behind the cells.
//!
//! calamine reads the values; `hidden` reads what it does not tell: hidden rows, merged cells.

mod hidden;
mod ods;
mod value;
mod xlsx;

use super::file::SheetKind;
use super::row::{Mark, Row, Source};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

/// No workbook of answers is larger, in bytes: packed, and unpacked.
const LARGEST: (u64, u64) = (64 << 20, 512 << 20);
/// Nor has it more cells.
const MOST_CELLS: usize = 4_000_000;

/// One cell as it was read, before it is in its row.
#[derive(Debug)]
struct Filled {
    text: String,
    marks: Vec<Mark>,
}

/// The cells of a worksheet by row and column, both from 0.
type Grid = BTreeMap<u32, BTreeMap<u32, Filled>>;

/// What is hidden in a worksheet, and what is merged.
#[derive(Debug, Default)]
struct Hidden {
    /// Rows, from 0.
    rows: Vec<std::ops::RangeInclusive<u32>>,
    /// Cells that are merged with rows below: row and column of the first one, from 0.
    merged: Vec<(u32, u32)>,
}

/// The rows of one worksheet, one after another.
#[derive(Debug)]
pub struct WorksheetRows {
    name: Arc<str>,
    is_hidden: bool,
    rows: std::vec::IntoIter<Row>,
}

impl WorksheetRows {
    /// The worksheet's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the workbook hides it.
    pub fn is_hidden(&self) -> bool {
        self.is_hidden
    }

    /// Its first row: exports and sheets of notes bear a stamp there.
    pub fn first_row(&self) -> Option<&Row> {
        self.rows.as_slice().first().filter(|row| row.number == 1)
    }

    /// Reads the next row that is not blank; `false` at the end.
    pub(super) fn next_row(&mut self, row: &mut Row) -> bool {
        let next = self.rows.next();
        let is_there = next.is_some();
        *row = next.unwrap_or_default();
        is_there
    }

    fn new((name, is_hidden): (String, bool), mut grid: Grid, hidden: &Hidden) -> Self {
        for (row, column) in &hidden.merged {
            let cell = grid.get_mut(row).and_then(|cells| cells.get_mut(column));
            if let Some(cell) = cell {
                cell.marks.push(Mark::Merged);
            }
        }
        let name: Arc<str> = name.into();
        let rows = grid.into_iter().filter_map(|(number, cells)| {
            let is_hidden = hidden.rows.iter().any(|rows| rows.contains(&number));
            let row = row((number, is_hidden), cells, &name);
            Some(row).filter(|row| row.cells().len() > 0)
        });
        let rows: Vec<Row> = rows.collect();
        Self { name: Arc::clone(&name), is_hidden, rows: rows.into_iter() }
    }
}

fn row((number, is_hidden): (u32, bool), cells: BTreeMap<u32, Filled>, name: &Arc<str>) -> Row {
    let mut row = Row {
        number: usize::try_from(number).unwrap_or_default() + 1,
        is_hidden,
        source: Source::Worksheet(Arc::clone(name)),
        ..Row::default()
    };
    for (column, cell) in cells {
        let at = usize::try_from(column).unwrap_or_default();
        row.ends.resize(at, row.texts.len());
        row.texts.push_str(&cell.text);
        row.ends.push(row.texts.len());
        row.marks.extend(cell.marks.into_iter().map(|mark| (at, mark)));
    }
    row.trim();
    row
}

/// Reads the worksheets of a workbook. One that cannot be read is reported, and has none.
///
/// # Errors
/// When the content itself cannot be read.
pub(super) fn read(
    (file, kind): (&str, SheetKind),
    content: impl Read,
    bag: &Bag,
) -> io::Result<Vec<WorksheetRows>> {
    let mut bytes = Vec::new();
    content.take(LARGEST.0 + 1).read_to_end(&mut bytes)?;
    let read = match check_size(&bytes) {
        Err(problem) => Err(problem),
        Ok(()) if kind == SheetKind::Ods => ods::read(Cursor::new(&bytes)),
        Ok(()) => xlsx::read(Cursor::new(&bytes)),
    };
    Ok(read.unwrap_or_else(|problem| {
        let (message, help) = problem.words();
        bag.push(
            Diagnostic::new(&code::UNREADABLE_WORKBOOK, Place::file(file), message).help(help),
        );
        Vec::new()
    }))
}

/// Why a workbook cannot be read.
#[derive(Debug)]
enum Problem {
    /// It is locked by a password.
    Locked,
    /// It is larger than any workbook of answers.
    TooLarge,
    /// It is no workbook, or a broken one.
    Broken,
}

impl Problem {
    /// What is wrong and what to do.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Locked => (
                "the workbook is locked by a password",
                "save it without a password to open; the protection of its cells may stay",
            ),
            Self::TooLarge => (
                "the workbook is larger than any workbook of answers, and was not read",
                "delete what does not belong to the answers, or save the sheet as \"CSV UTF-8\"",
            ),
            Self::Broken => (
                "this is no workbook that can be read, or its file is damaged",
                "open it in the program that wrote it and save it again as a workbook",
            ),
        }
    }
}

/// A small file may unpack into more than any memory holds.
fn check_size(bytes: &[u8]) -> Result<(), Problem> {
    // a workbook with a password is a container of the older kind
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Problem::Locked);
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST.0) {
        return Err(Problem::TooLarge);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Broken)?;
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Problem::Broken)?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > LARGEST.1 { Err(Problem::TooLarge) } else { Ok(()) }
}
