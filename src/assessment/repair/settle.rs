//! What the rows of a repaired sheet come to: rejected ones aside, equal ones once, in the order of
//! the checklist, and the rows that were missing.

use super::draft::{Draft, Drafts};
use super::{At, Change, OF_OTHERS, RejectedRow, Repaired};
use crate::assessment::answer::{Answer, Given};
use crate::assessment::blank;
use crate::assessment::cells::{Cells, Prints};
use crate::assessment::columns::{Column, Columns, is_header};
use crate::assessment::header::Party;
use crate::assessment::row::{answer_of, criterion_of};
use crate::assessment::sheet::SheetContext;
use crate::diagnostic::{Bag, Severity, code};
use crate::sheet::{Row, SheetFile, Value, write_csv};
use crate::standard::Checklist;
use std::collections::{BTreeMap, BTreeSet};

/// A row that can be used, with what it answers.
struct Usable {
    draft: Draft,
    answer: Answer,
}

/// Settles the rows.
pub(super) fn settle(drafts: Drafts, context: SheetContext<'_>) -> Repaired {
    let Drafts { rows, changes, rejected } = drafts;
    let mut repaired = Repaired { changes, rejected, ..Repaired::default() };
    // a row of blank cells would not be read again, and those below it would move up
    let (rows, bare): (Vec<Draft>, Vec<Draft>) =
        rows.into_iter().partition(|row| !row.cells.is_empty() || !row.extra.is_empty());
    for row in bare {
        repaired.reject(row, Vec::new());
    }
    let head = Head::of(&rows, context.header.party);
    let answers = read_again(&head, &rows, context);
    let mut usable = Vec::new();
    for (draft, (answer, reasons)) in rows.into_iter().zip(answers) {
        // an answer that counts stays, even beside a date that nobody can read
        let counts = |answer: &Answer| !matches!(answer.given, Given::Rejected(_));
        match answer.filter(|answer| counts(answer) && !draft.is_too_wide) {
            Some(answer) => usable.push(Usable { draft, answer }),
            None => repaired.reject(draft, reasons),
        }
    }
    let usable = without_conflicts(usable, &mut repaired);
    let usable = without_twins(usable, &mut repaired);
    repaired.sheet = sheet(&head, &usable, context, &mut repaired.changes);
    repaired.changes.sort_by(|a, b| a.at.cmp(&b.at));
    repaired.rejected.sort_by(|a, b| a.at.cmp(&b.at));
    repaired
}

impl Repaired {
    fn reject(&mut self, draft: Draft, mut reasons: Vec<(&'static str, String)>) {
        if draft.is_too_wide {
            let why = "the row goes on behind the header's last column".to_owned();
            reasons.push((code::EXTRA_CELLS.id, why));
        }
        if reasons.is_empty() {
            let why = "the row answers nothing that a sheet can say".to_owned();
            reasons.push((code::IDLE_ROW.id, why));
        }
        self.changes.retain(|change| change.at != draft.at);
        self.rejected.push(RejectedRow { at: draft.at, reasons, cells: draft.raw });
    }
}

/// The columns of the repaired sheet.
struct Head {
    columns: Vec<Column>,
    extra: Vec<String>,
}

impl Head {
    fn of(rows: &[Draft], party: Party) -> Self {
        let used = |column: &Column| rows.iter().any(|row| row.cells.contains_key(column));
        let mut columns = blank::blank_columns(party);
        let others =
            OF_OTHERS.into_iter().filter(|column| !columns.contains(column) && used(column));
        let others: Vec<Column> = others.collect();
        columns.extend(others);
        let mut extra: Vec<String> = Vec::new();
        for (name, _) in rows.iter().flat_map(|row| &row.extra) {
            if !extra.contains(name) {
                extra.push(name.clone());
            }
        }
        Self { columns, extra }
    }

    fn names(&self) -> Vec<Value> {
        let columns = self.columns.iter().map(|column| Value::from(column.header()));
        columns.chain(self.extra.iter().map(|name| Value::from(name.as_str()))).collect()
    }

    fn row(&self, draft: &Draft) -> Vec<Value> {
        let known = self.columns.iter().map(|column| draft.cells.get(column).cloned().into());
        let extra = self.extra.iter().map(|name| {
            let cell = draft.extra.iter().find(|(own, _)| own == name);
            cell.map(|(_, text)| text.clone()).into()
        });
        known.chain(extra).collect()
    }
}

type Judged = (Option<Answer>, Vec<(&'static str, String)>);

/// Reads the rows as `check` will, and keeps what it would say of each.
fn read_again(head: &Head, rows: &[Draft], context: SheetContext<'_>) -> Vec<Judged> {
    let mut table = vec![head.names()];
    table.extend(rows.iter().map(|draft| head.row(draft)));
    let mut bytes = Vec::new();
    // memory never fails to be written
    if write_csv(&table, &mut bytes).is_err() {
        return Vec::new();
    }
    let file = SheetFile::csv("repaired", String::from_utf8_lossy(&bytes).into_owned());
    let silent = Bag::new();
    let prints = Prints::default();
    let mut judged = Vec::new();
    for mut rows in file.tables(&is_header, &silent) {
        let mut row = Row::default();
        rows.next_row(&mut row, &silent);
        let Some(columns) = Columns::read(&row, file.name(), &silent) else { break };
        while rows.next_row(&mut row, &silent) {
            let bag = Bag::new();
            let cells = Cells {
                row: &row,
                columns: &columns,
                file: file.name(),
                bag: &bag,
                known: &[],
                prints: &prints,
            };
            let placed = criterion_of(&cells, context);
            let answer = placed.map(|placed| answer_of(&cells, context, placed));
            let all = bag.sorted().into_iter();
            let errors = all.filter(|diagnostic| diagnostic.severity() == Severity::Error);
            judged.push((answer, errors.map(|error| (error.code.id, error.message)).collect()));
        }
    }
    judged
}

/// Two different answers of one party: nobody but they can say which one is meant.
fn without_conflicts(usable: Vec<Usable>, repaired: &mut Repaired) -> Vec<Usable> {
    let mut said: BTreeMap<(String, Option<String>), Vec<Given>> = BTreeMap::new();
    let place = |answer: &Answer| (answer.criterion.clone(), answer.location.clone());
    for row in usable.iter().filter(|row| row.answer.given != Given::Blank) {
        let known = said.entry(place(&row.answer)).or_default();
        if !known.contains(&row.answer.given) {
            known.push(row.answer.given.clone());
        }
    }
    let is_torn = |answer: &Answer| {
        let given = said.get(&place(answer)).map_or(0, Vec::len);
        given > 1 && answer.given != Given::Blank
    };
    let (torn, kept): (Vec<_>, Vec<_>) = usable.into_iter().partition(|row| is_torn(&row.answer));
    for row in torn {
        let why = format!("{} is answered differently by another row", row.answer.criterion);
        repaired.reject(row.draft, vec![(code::CONFLICT.id, why)]);
    }
    kept
}

/// A row whose cells all stand in an earlier one adds nothing.
fn without_twins(usable: Vec<Usable>, repaired: &mut Repaired) -> Vec<Usable> {
    let mut kept: Vec<Usable> = Vec::new();
    for row in usable {
        let is_twin = |other: &&Usable| {
            let has =
                |(column, text): (&Column, &String)| other.draft.cells.get(column) == Some(text);
            other.draft.cells.iter().len() >= row.draft.cells.len()
                && row.draft.cells.iter().all(has)
                && row.draft.extra.iter().all(|cell| other.draft.extra.contains(cell))
        };
        if let Some(twin) = kept.iter().find(is_twin) {
            repaired.changes.push(Change {
                at: row.draft.at.clone(),
                column: String::new(),
                before: row.answer.criterion.clone(),
                after: String::new(),
                why: if twin.answer.given == Given::Blank {
                    "an earlier row of the criterion is blank as well"
                } else {
                    "an earlier row says the same"
                },
            });
        } else {
            kept.push(row);
        }
    }
    kept
}

/// The rows in the order of the checklists, missing ones where most are there.
fn sheet(
    head: &Head,
    usable: &[Usable],
    context: SheetContext<'_>,
    changes: &mut Vec<Change>,
) -> Vec<Vec<Value>> {
    let mut rows = vec![head.names()];
    for checklist in context.checklists {
        let own: Vec<&Usable> = usable
            .iter()
            .filter(|row| checklist.criterion(&row.answer.criterion).is_some())
            .collect();
        let answered: BTreeSet<&str> =
            own.iter().map(|row| row.answer.criterion.as_str()).collect();
        let is_most = answered.len() * 2 >= checklist.criteria.len();
        for criterion in &checklist.criteria {
            let blank_rows = blank_rows((checklist, criterion), context);
            let mut of_it: Vec<&Usable> =
                own.iter().copied().filter(|row| row.answer.criterion == criterion.id).collect();
            // a blank row is of no use beside one that says something
            of_it.sort_by_key(|row| place_of(row.answer.location.as_deref(), context));
            for blank in blank_rows.iter().filter(|_| is_most) {
                let location = blank.cells.get(&Column::Location).map(String::as_str);
                let covers = |row: &&&Usable| {
                    row.answer.location.is_none() || row.answer.location.as_deref() == location
                };
                if of_it.iter().find(covers).is_none() {
                    rows.push(head.row(blank));
                    changes.push(missing_row(&criterion.id, location));
                }
                let here = |row: &&&Usable| row.answer.location.as_deref() == location;
                rows.extend(of_it.iter().filter(here).map(|row| head.row(&row.draft)));
            }
            let is_written = |row: &&&Usable| {
                is_most
                    && blank_rows.iter().any(|blank| {
                        blank.cells.get(&Column::Location).map(String::as_str)
                            == row.answer.location.as_deref()
                    })
            };
            rows.extend(
                of_it.iter().filter(|row| !is_written(row)).map(|row| head.row(&row.draft)),
            );
        }
    }
    rows
}

fn missing_row(criterion: &str, location: Option<&str>) -> Change {
    let place = location.map(|location| format!(" at {location}")).unwrap_or_default();
    Change {
        at: At::default(),
        column: String::new(),
        before: String::new(),
        after: format!("{criterion}{place}"),
        why: "no row of the sheet answers it; a blank one stands there",
    }
}

fn place_of(location: Option<&str>, context: SheetContext<'_>) -> usize {
    let locations = &context.facility.locations;
    location.map_or(0, |id| locations.iter().position(|l| l.id == id).map_or(0, |at| at + 1))
}

/// The blank rows of a criterion, one for each of its places.
fn blank_rows(
    (checklist, criterion): (&Checklist, &crate::standard::Criterion),
    context: SheetContext<'_>,
) -> Vec<Draft> {
    let places = blank::places(criterion, context.facility);
    let draft = |place: Option<&str>| {
        let cells = blank::COLUMNS.into_iter().filter_map(|column| {
            match blank::cell(column, checklist, criterion, place) {
                Value::Text(text) => Some((column, text)),
                _ => None,
            }
        });
        Draft { cells: cells.collect(), ..Draft::default() }
    };
    places.into_iter().map(draft).collect()
}
