//! Likely identifiers of persons in the cells of a sheet.

use super::columns::{Column, Columns};
use super::remembered::Remembered;
use super::sheet::SheetContext;
use crate::diagnostic::{Bag, Place, mask_cell};
use crate::privacy::{From, hide};
use crate::sheet::{Row, Rows, letters, strip};
use crate::standard::Checklist;
use std::cell::RefCell;
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

/// The screening of a table's rows.
pub(super) struct Screening<'s> {
    context: SheetContext<'s>,
    ours: &'s Ours<'s>,
    file: &'s str,
    bag: &'s Bag,
    /// For each column the cells that held nothing: what repeats is looked at once.
    harmless: RefCell<Vec<Remembered<()>>>,
}

/// About how many harmless cells of a column are remembered, and how long they are at most, in bytes.
const MOST: (usize, usize) = (512, 1_000);
/// How many columns have such a memory.
const COLUMNS: usize = 64;

impl<'s> Screening<'s> {
    /// The screening of a table.
    pub(super) fn new(
        context: SheetContext<'s>,
        ours: &'s Ours<'s>,
        (file, bag): (&'s str, &'s Bag),
    ) -> Self {
        Self { context, ours, file, bag, harmless: RefCell::default() }
    }

    /// Screens a row above the header, the header itself, or a row of a table without any.
    pub(super) fn above(&self, row: &Row) {
        for (at, cell) in row.cells().enumerate() {
            self.cell((row, at), strip(cell.trim()), None);
        }
    }

    /// Screens every cell of a row below the header: known columns, unknown ones, cells behind the
    /// header's width.
    pub(super) fn row(&self, row: &Row, columns: &Columns) {
        let mut harmless = self.harmless.borrow_mut();
        for (at, cell) in row.cells().enumerate() {
            let shown = strip(cell.trim());
            if shown.is_empty() {
                continue;
            }
            if at >= harmless.len() && at < COLUMNS {
                harmless.resize_with(at + 1, || Remembered::new(MOST.0, MOST.1));
            }
            let mut memory = harmless.get_mut(at);
            if memory.as_mut().is_some_and(|memory| memory.get_mut(shown).is_some()) {
                continue;
            }
            if self.cell((row, at), shown, columns.at(at))
                && let Some(memory) = memory
            {
                memory.add(shown, ());
            }
        }
    }

    /// Screens a cell; whether it holds nothing.
    fn cell(&self, (row, at): (&Row, usize), shown: &str, column: Option<Column>) -> bool {
        let hits = self.context.screen.hits(shown, from(column));
        // most cells hold nothing, and need not be compared with what the checklists say
        if hits.is_empty() || self.ours.has(shown, column) {
            return true;
        }
        let place = || {
            // the name of an unknown column is what somebody typed
            let name = column.map_or_else(|| letters(at), |column| column.header().to_owned());
            row.place(self.file, (Some(at), Some(&mask_cell(&name, &[&name]))))
        };
        self.context.screen.report((shown, hits), (self.file, &place), self.bag);
        false
    }
}

/// Screens a worksheet that holds no answers: somebody may have written on it all the same. What we
/// write there ourselves are words, numbers and days of the assessment.
pub(super) fn screen_note(table: &mut Rows, file: &str, (context, bag): (SheetContext<'_>, &Bag)) {
    let mut row = Row::default();
    while table.next_row(&mut row, bag) {
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let place = || row.place(file, (Some(at), None));
            let cell = strip(cell.trim());
            let hits = context.screen.hits(cell, From::Date);
            context.screen.report((cell, hits), (file, &place), bag);
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
