//! From the rows of a sheet to answers. Nothing is silently dropped: a row that cannot be used is a
//! diagnostic and a rejected answer.

use super::answer::Answer;
use super::cells::{Cells, Prints};
use super::collect::Collected;
use super::columns::{Column, Columns, is_header};
use super::header::AssessmentHeader;
use super::register::Register;
use super::repeats::Repeats;
use super::row::{answer_of, criterion_of};
use super::screened::{Ours, Screening, screen_note, screen_worksheet};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::facility::Facility;
use crate::privacy::Screen;
use crate::sheet::{Row, Rows, SheetFile, SheetKind};
use crate::source::plain;
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
    /// What looks for identifiers of persons.
    pub screen: &'a Screen<'a>,
}

impl<'a> SheetContext<'a> {
    /// A criterion and its checklist.
    pub(super) fn criterion(&self, id: &str) -> Option<(&'a Checklist, &'a Criterion)> {
        let mut of_prefix = self.checklists.iter().filter(|list| id.starts_with(&list.prefix));
        of_prefix.find_map(|checklist| Some((*checklist, checklist.criterion(id)?)))
    }

    /// Words that an echo may show: the prefixes of the checklists, and the parts of their ids.
    fn shown_words(&self) -> Vec<String> {
        let of = |checklist: &&Checklist| {
            let words: Vec<String> = checklist.id.split('-').map(str::to_owned).collect();
            words.into_iter().chain([checklist.prefix.clone(), checklist.prefix.to_lowercase()])
        };
        self.checklists.iter().flat_map(of).collect()
    }
}

/// How far from the top a header is looked for: titles and notes may stand above it.
const HEADER_WITHIN: usize = 15;

/// In the last cell of the first row, this says that a worksheet holds no answers.
pub const NOTE_STAMP: &str = "concordant.note/1";

/// Reads a file of sheets.
pub fn read_sheet(file: &SheetFile, context: SheetContext<'_>, bag: &Bag) -> Vec<Answer> {
    let words = context.shown_words();
    let ours = Ours::new(context.checklists);
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    let prints = Prints::default();
    let mut collected = Collected::new(context.facility.locations.len());
    let mut unread = Vec::new();
    let mut has_header = false;
    let tables = file.tables(&is_header, bag);
    let are_notes = !tables.is_empty() && tables.iter().all(is_note);
    for mut table in tables {
        if is_note(&table) {
            screen_note(&mut table, file.name(), (context, bag));
            continue;
        }
        screen_worksheet(&mut table, file.name(), (context, bag));
        let screening = Screening::new(context, &ours, (file.name(), bag));
        let screen = |row: &Row| screening.above(row);
        match Top::find(&mut table, bag) {
            Top::Header { above, header, below } => {
                has_header = true;
                above.iter().chain([&header]).for_each(screen);
                let known: &[&str] = &known;
                let reader = TableReader { file, context, screening, known, prints: &prints, bag };
                reader.read((header, below), &mut table, &mut collected);
            }
            Top::Nothing(rows) => {
                rows.iter().for_each(screen);
                let mut row = Row::default();
                while table.next_row(&mut row, bag) {
                    screen(&row);
                }
                unread.push(table);
            }
        }
    }
    if has_header {
        for table in &unread {
            report_unread(file, table, bag);
        }
    } else if are_notes {
        report_note(file, bag);
    } else if !bag.has_in(&code::UNREADABLE_WORKBOOK, file.name()) {
        let message = match file.kind() {
            SheetKind::Csv => "no row of the first 15 names the columns",
            _ => "no row of the first 15 of any worksheet names the columns",
        };
        let help = "the header needs at least `criterion` and `response`";
        bag.push(
            Diagnostic::new(&code::NO_HEADER, Place::file(&**file.name()), message).help(help),
        );
    }
    collected.finish()
}

/// Whoever saves one worksheet as CSV may have saved the one that holds no answers.
pub(super) fn report_note(file: &SheetFile, bag: &Bag) {
    let message = "this is a page of a workbook that holds no answers; it was not read";
    let help = "save the worksheets that hold answers, those named after the checklists";
    bag.push(
        Diagnostic::new(&code::UNREAD_WORKSHEET, Place::file(&**file.name()), message).help(help),
    );
}

/// Whether a worksheet says of itself that it holds no answers.
pub(super) fn is_note(table: &Rows) -> bool {
    let first = table.first_row().and_then(|row| row.cells().last());
    first.is_some_and(|cell| cell == NOTE_STAMP)
}

fn report_unread(file: &SheetFile, table: &Rows, bag: &Bag) {
    let place =
        Place { worksheet: table.worksheet().map(str::to_owned), ..Place::file(&**file.name()) };
    let message = "no row of the first 15 names the columns; this worksheet was not read";
    let help = "if it holds answers, give it the header of the others";
    bag.push(Diagnostic::new(&code::UNREAD_WORKSHEET, place, message).help(help));
}

/// The top of a table.
pub(super) enum Top {
    /// The row that names the columns, and what was read above and below it meanwhile.
    Header { above: Vec<Row>, header: Row, below: Vec<Row> },
    /// None of the rows near the top does.
    Nothing(Vec<Row>),
}

impl Top {
    /// The first of the rows near the top with most known headers; two are the least.
    pub(super) fn find(table: &mut Rows, bag: &Bag) -> Self {
        let mut near = Vec::new();
        let mut row = Row::default();
        while near.len() < HEADER_WITHIN && table.next_row(&mut row, bag) {
            near.push(row.clone());
        }
        let score = |row: &Row| row.cells().filter(|cell| is_header(cell)).count();
        let rows = near.iter().enumerate();
        let best = rows.map(|(at, row)| (score(row), std::cmp::Reverse(at))).max();
        match best {
            Some((2.., std::cmp::Reverse(at))) => {
                let below = near.split_off(at + 1);
                match near.pop() {
                    Some(header) => Self::Header { above: near, header, below },
                    None => Self::Nothing(near),
                }
            }
            _ => Self::Nothing(near),
        }
    }
}

struct TableReader<'r> {
    file: &'r SheetFile,
    context: SheetContext<'r>,
    screening: Screening<'r>,
    known: &'r [&'r str],
    prints: &'r Prints,
    bag: &'r Bag,
}

impl TableReader<'_> {
    fn read_row(&self, row: &Row, columns: &Columns, collected: &mut Collected) {
        let file = self.file.name();
        self.screening.row(row, columns);
        let cells =
            Cells { row, columns, file, bag: self.bag, known: self.known, prints: self.prints };
        let Some(placed) = criterion_of(&cells, self.context) else { return };
        if !collected.is_full(&placed.1.id, &cells) {
            collected.add(answer_of(&cells, self.context, placed), &cells);
        }
    }

    fn read(&self, (header, below): (Row, Vec<Row>), table: &mut Rows, collected: &mut Collected) {
        let Some(columns) = Columns::read(&header, self.file.name(), self.bag) else {
            let mut row = below.into_iter().fold(Row::default(), |_, row| {
                self.screening.above(&row);
                row
            });
            while table.next_row(&mut row, self.bag) {
                self.screening.above(&row);
            }
            return;
        };
        let worksheet = table.worksheet().map(str::to_owned);
        let mut hidden = usize::from(header.is_hidden);
        let mut rows = 0;
        let mut repeats = Repeats::default();
        // how often an allowance was needed is counted while a row is screened
        let may_repeat = self.context.facility.allowed.is_empty();
        let mut read = |row: &Row| {
            hidden += usize::from(row.is_hidden);
            rows += 1;
            if may_repeat {
                let told = (&**self.file.name(), self.bag);
                repeats.read(row, told, || self.read_row(row, &columns, collected));
            } else {
                self.read_row(row, &columns, collected);
            }
        };
        below.iter().for_each(&mut read);
        let mut row = Row::default();
        while table.next_row(&mut row, self.bag) {
            read(&row);
        }
        let place = Place { worksheet, ..Place::file(&**self.file.name()) };
        if rows == 0 {
            let message = "the sheet has a header and no rows";
            self.bag.push(Diagnostic::new(&code::EMPTY_SHEET, place.clone(), message));
        }
        let all = table.is_hidden();
        if hidden > 0 || all {
            let message = match (all, hidden) {
                (true, _) => "the worksheet is hidden; it was read like the others".to_owned(),
                (_, 1) => "a hidden row was read like the others".to_owned(),
                (_, rows) => format!("{rows} hidden rows were read like the others"),
            };
            let help = "show all rows (clear the filter) to see what they say";
            self.bag.push(Diagnostic::new(&code::HIDDEN_ROWS, place, message).help(help));
        }
    }
}

/// The locations that a sheet names: for sheets that come without any `facility.toml`, these are
/// the places there are.
pub fn locations_named(file: &SheetFile) -> BTreeSet<String> {
    let silent = Bag::new();
    let mut named = BTreeSet::new();
    for mut table in file.tables(&is_header, &silent).into_iter().filter(|table| !is_note(table)) {
        let Top::Header { header, below, .. } = Top::find(&mut table, &silent) else { continue };
        let columns = Columns::read(&header, file.name(), &silent);
        let Some(at) = columns.and_then(|columns| columns.index(Column::Location)) else {
            continue;
        };
        let mut read = |row: &Row| {
            let name = row.get(at).unwrap_or_default().trim();
            if !name.is_empty() && !named.contains(name) {
                named.insert(plain(name).into_owned());
            }
        };
        below.iter().for_each(&mut read);
        let mut row = Row::default();
        while table.next_row(&mut row, &silent) {
            read(&row);
        }
    }
    named
}
