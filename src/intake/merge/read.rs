//! From the sheets as they were typed to rows by criterion and location.

use super::known::Known;
use super::model::{Reason, Rejected, Slot, Tally};
use crate::assessment::{Column, RawHead, RawRow, RawSheet, canonical_response, criterion_id};
use std::collections::BTreeMap;

/// One row that can be merged.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) file: usize,
    pub(super) worksheet: Option<String>,
    pub(super) row: usize,
    pub(super) criterion: String,
    pub(super) location: String,
    /// Its cells that are not blank.
    pub(super) cells: BTreeMap<Slot, String>,
    /// Whether it answers something, beyond naming evidence or a comment.
    pub(super) answers: bool,
}

/// Columns in which a row answers. They belong together: an answer is never made of two people's.
pub(super) const ANSWER: [Column; 10] = [
    Column::Response,
    Column::Reason,
    Column::Value,
    Column::Numerator,
    Column::Denominator,
    Column::PeriodStart,
    Column::PeriodEnd,
    Column::Population,
    Column::Sampling,
    Column::Extent,
];

pub(super) struct Read {
    pub(super) files: Vec<Tally>,
    pub(super) entries: Vec<Entry>,
    pub(super) rejected: Vec<Rejected>,
    /// Titles of the columns that only the hospital knows.
    pub(super) extras: Vec<String>,
}

pub(super) fn read(files: &[(String, Vec<RawSheet>)], known: &Known<'_>) -> Read {
    let mut read =
        Read { files: Vec::new(), entries: Vec::new(), rejected: Vec::new(), extras: Vec::new() };
    for (file, (name, sheets)) in files.iter().enumerate() {
        read.files.push(Tally { file: name.clone(), ..Tally::default() });
        for sheet in sheets {
            read.sheet(file, sheet, known);
        }
    }
    read
}

/// The rows of each criterion and location, in the order of a sheet.
pub(super) fn groups<'e>(entries: &'e [Entry], known: &Known<'_>) -> Vec<Vec<&'e Entry>> {
    let mut groups: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        let place = entry.location.to_lowercase();
        let rank = (known.rank(&entry.criterion), known.location_rank(&entry.location));
        groups.entry((rank, entry.criterion.as_str(), place)).or_default().push(entry);
    }
    groups.into_values().collect()
}

impl Read {
    fn sheet(&mut self, file: usize, sheet: &RawSheet, known: &Known<'_>) {
        let slots: Vec<Slot> = sheet.heads.iter().map(|head| self.slot(head)).collect();
        let mut reject = |row: &RawRow, reason: Reason, slots: &[Slot]| {
            let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(at, cell)| (slots.get(at).copied(), cell.clone())).collect();
            let worksheet = sheet.worksheet.clone();
            self.rejected.push(Rejected { file, worksheet, row: row.number, reason, cells });
        };
        let mut tally = Tally::default();
        for row in &sheet.above {
            reject(row, Reason::AboveHeader, &[]);
        }
        for row in sheet.rows.iter().filter(|row| !is_heading(row, &slots, known)) {
            match entry((file, sheet), row, &slots, known) {
                Ok(entry) => {
                    tally.rows += 1;
                    tally.answers += usize::from(entry.answers);
                    self.entries.push(entry);
                }
                Err(reason) => {
                    tally.rejected += 1;
                    reject(row, reason, &slots);
                }
            }
        }
        if let Some(all) = self.files.get_mut(file) {
            all.rows += tally.rows;
            all.answers += tally.answers;
            all.rejected += tally.rejected;
        }
    }

    /// The column of a head; what only the hospital knows is one column by its title.
    fn slot(&mut self, head: &RawHead) -> Slot {
        if let Some(column) = head.column {
            return Slot::Known(column);
        }
        let is_it = |title: &String| title.to_lowercase() == head.title.to_lowercase();
        let at = self.extras.iter().position(is_it).unwrap_or_else(|| {
            self.extras.push(head.title.clone());
            self.extras.len().saturating_sub(1)
        });
        Slot::Extra(at)
    }
}

/// A row that holds nothing but the title of a section: it heads the rows below it.
fn is_heading(row: &RawRow, slots: &[Slot], known: &Known<'_>) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (Some((at, title)), None) = (filled.next(), filled.next()) else { return false };
    let heads = [Column::Title, Column::Section].map(Slot::Known);
    slots.get(at).is_some_and(|slot| heads.contains(slot)) && known.is_section(title)
}

fn entry(
    (file, sheet): (usize, &RawSheet),
    row: &RawRow,
    slots: &[Slot],
    known: &Known<'_>,
) -> Result<Entry, Reason> {
    let beyond = row.cells.get(slots.len()..).unwrap_or_default();
    if beyond.iter().any(|cell| !cell.is_empty()) {
        return Err(Reason::TooWide);
    }
    let filled = slots.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    let mut cells: BTreeMap<Slot, String> = BTreeMap::new();
    for (slot, cell) in filled {
        // two columns with one title of the hospital's own: both are kept
        let known = cells.entry(*slot).or_default();
        *known = if known.is_empty() { cell.clone() } else { format!("{known}\n{cell}") };
    }
    let get = |column| cells.get(&Slot::Known(column)).map(String::as_str).unwrap_or_default();
    let id = criterion_id(get(Column::Criterion)).into_owned();
    if id.is_empty() {
        return Err(Reason::NoCriterion);
    }
    let Some(criterion) = known.criterion(&id) else { return Err(Reason::UnknownCriterion) };
    let says = |column: &Column| {
        let cell = get(*column);
        let is_word = *column == Column::Response;
        let word = is_word.then(|| canonical_response(cell, Some(criterion))).flatten();
        !cell.is_empty() && word.is_none_or(|word| !word.is_empty())
    };
    Ok(Entry {
        file,
        worksheet: sheet.worksheet.clone(),
        row: row.number,
        criterion: id,
        location: known.location(get(Column::Location)),
        answers: ANSWER.iter().any(says),
        cells,
    })
}
