//! From the text of a sheet to answers. Nothing is silently dropped: a row that cannot be used is a
//! diagnostic and a rejected answer.

use super::answer::Answer;
use super::cells::Cells;
use super::columns::{Columns, is_header};
use super::header::AssessmentHeader;
use super::row::read_row;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::facility::Facility;
use crate::sheet::{Row, read_csv};
use crate::source::Text;
use crate::standard::{Checklist, Criterion, Vocabulary};

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
    let score = |row: &Row| row.cells.iter().filter(|cell| is_header(&cell.text)).count();
    let near_top = table.rows.iter().take(HEADER_WITHIN).enumerate();
    // the first of the rows with most known headers
    let best = near_top.map(|(at, row)| (score(row), std::cmp::Reverse(at))).max();
    let Some((2.., std::cmp::Reverse(head))) = best else {
        let message = "no row of the first 15 names the columns";
        let help = "the header needs at least `criterion` and `response`";
        bag.push(Diagnostic::new(&code::NO_HEADER, Place::file(text.name()), message).help(help));
        return Vec::new();
    };
    let Some(columns) = table.rows.get(head).and_then(|header| Columns::read(header, text, bag))
    else {
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
