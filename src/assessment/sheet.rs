//! From the text of a sheet to answers. Nothing is silently dropped: a row that cannot be used is a
//! diagnostic and a rejected answer.

use super::answer::Answer;
use super::cells::Cells;
use super::columns::{Column, Columns, is_header};
use super::header::AssessmentHeader;
use super::register::Register;
use super::row::read_row;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::facility::Facility;
use crate::sheet::{Row, Table, read_csv};
use crate::source::Text;
use crate::standard::{Checklist, Criterion, Vocabulary};
use std::collections::BTreeSet;

/// What the rows of a sheet are read against.
#[derive(Debug, Clone, Copy)]
pub struct SheetContext<'a> {
    /// Round, party and date of the assessment.
    pub header: &'a AssessmentHeader,
    /// The facility.
    pub facility: &'a Facility,
    /// The checklists of the assessment.
    pub checklists: &'a [&'a Checklist],
    /// The words that cells may use.
    pub vocabulary: &'a Vocabulary,
    /// The evidence that cells may cite.
    pub register: &'a Register,
}

impl<'a> SheetContext<'a> {
    /// A criterion and its checklist.
    pub(super) fn criterion(&self, id: &str) -> Option<(&'a Checklist, &'a Criterion)> {
        self.checklists.iter().find_map(|checklist| Some((*checklist, checklist.criterion(id)?)))
    }
}

/// How far from the top a header is looked for: titles and notes may stand above it.
const HEADER_WITHIN: usize = 15;

/// Reads a sheet.
pub fn read_sheet(text: &Text, context: SheetContext<'_>, bag: &Bag) -> Vec<Answer> {
    let table = read_csv(text, is_header, bag);
    let Some(head) = header_row(&table) else {
        let message = "no row of the first 15 names the columns";
        let help = "the header needs at least `criterion` and `response`";
        bag.push(Diagnostic::new(&code::NO_HEADER, Place::file(text.name()), message).help(help));
        return Vec::new();
    };
    let header = table.rows.get(head);
    let Some(columns) = header.and_then(|header| Columns::read(header, text, bag)) else {
        return Vec::new();
    };
    let prefixes: Vec<String> = context
        .checklists
        .iter()
        .flat_map(|checklist| {
            let words = checklist.id.split('-').map(str::to_owned);
            words.chain([checklist.prefix.clone(), checklist.prefix.to_lowercase()])
        })
        .collect();
    let known: Vec<&str> = prefixes.iter().map(String::as_str).collect();
    let mut answers = Vec::new();
    let body = table.rows.get(head + 1..).unwrap_or_default();
    for row in body {
        let cells = Cells { row, columns: &columns, text, bag, known: &known };
        answers.extend(read_row(&cells, context));
    }
    if answers.is_empty() && body.is_empty() {
        let message = "the sheet has a header and no rows";
        bag.push(Diagnostic::new(&code::EMPTY_SHEET, Place::file(text.name()), message));
    }
    answers
}

/// The first of the rows near the top with most known headers; two are the least.
pub(super) fn header_row(table: &Table) -> Option<usize> {
    let score = |row: &Row| row.cells.iter().filter(|cell| is_header(&cell.text)).count();
    let near_top = table.rows.iter().take(HEADER_WITHIN).enumerate();
    let best = near_top.map(|(at, row)| (score(row), std::cmp::Reverse(at))).max()?;
    (best.0 >= 2).then_some(best.1.0)
}

/// The locations that a sheet names: for sheets that come without any `facility.toml`, these are
/// the places there are.
pub fn locations_named(text: &Text) -> BTreeSet<String> {
    let silent = Bag::new();
    let table = read_csv(text, is_header, &silent);
    let Some(head) = header_row(&table) else { return BTreeSet::new() };
    let columns = table.rows.get(head).and_then(|row| Columns::read(row, text, &silent));
    let Some(at) = columns.and_then(|columns| columns.index(Column::Location)) else {
        return BTreeSet::new();
    };
    let cells = table.rows.iter().skip(head + 1).filter_map(|row| row.cells.get(at));
    let named = cells.map(|cell| cell.text.trim().to_owned());
    named.filter(|name| !name.is_empty()).collect()
}
