//! The rows of one criterion at one location as one answer.

use super::known::Known;
use super::model::{Conflict, Settled, Side, Slot};
use super::read::{ANSWER, Entry};
use crate::assessment::{Column, canonical_response, says_the_same};
use crate::standard::Criterion;
use std::collections::{BTreeMap, BTreeSet};

/// The cells of a row of the merged sheet.
pub(super) type Cells = BTreeMap<Slot, String>;

#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The row of the answer.
    pub(super) main: Cells,
    /// Rows of further evidence.
    pub(super) more: Vec<Cells>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) settled_by_wish: bool,
}

/// Columns that our templates fill in: from a row that answers nothing they are nobody's words.
const TEMPLATE: [Column; 6] = [
    Column::Checklist,
    Column::Fingerprint,
    Column::Section,
    Column::Title,
    Column::Statement,
    Column::EvidenceAsked,
];

/// What belongs to a piece of evidence.
const PIECE: [Column; 3] = [Column::Evidence, Column::EvidenceKind, Column::EvidenceDate];

/// What names a row.
const NAMES: [Column; 4] =
    [Column::Checklist, Column::Criterion, Column::Fingerprint, Column::Location];

/// One thing that some rows say in a column.
struct Said<'e> {
    text: String,
    by: Vec<&'e Entry>,
}

pub(super) fn join(entries: &[&Entry], known: &Known<'_>, wish: Option<usize>) -> Joined {
    let Some(first) = entries.first() else { return Joined::default() };
    let criterion = known.criterion(&first.criterion);
    let joint = Joint { entries, criterion, wish };
    let mut joined = Joined::default();
    joined.main.insert(Slot::Known(Column::Criterion), first.criterion.clone());
    if !first.location.is_empty() {
        joined.main.insert(Slot::Known(Column::Location), first.location.clone());
    }
    let mut open = Vec::new();
    for slot in joint.slots() {
        let said = joint.said(slot);
        match joint.agreed(slot, &said) {
            Some((text, settled)) => joined.keep(&joint, (slot, text), settled),
            None => open.push((slot, said)),
        }
    }
    joint.settle(&open, &mut joined);
    joint.pieces(&mut joined);
    joined
}

impl Joined {
    /// Whether the answer of a row was set aside for another one.
    fn sets_aside(&self, entry: &Entry) -> bool {
        let is_answer = |of: &&Conflict| of.slot.column().is_some_and(|c| ANSWER.contains(&c));
        let preferred = |of: &&Conflict| matches!(of.settled, Some(Settled::Preferred(_)));
        let sides = self.conflicts.iter().filter(is_answer).filter(preferred);
        let mut sides = sides.flat_map(|conflict| &conflict.sides);
        let place = (entry.file, &entry.worksheet, entry.row);
        sides.any(|side| !side.is_kept && (side.file, &side.worksheet, side.row) == place)
    }

    /// Keeps a text; what rows say otherwise is listed as settled.
    fn keep(&mut self, joint: &Joint<'_, '_>, (slot, text): (Slot, String), settled: Settled) {
        let sides = joint.sides(slot, Some(&text));
        if !sides.iter().all(|side| side.is_kept) {
            self.settled_by_wish |= matches!(settled, Settled::Preferred(_));
            self.conflicts.push(joint.conflict(slot, sides, Some(settled)));
        }
        if !text.is_empty() {
            self.main.insert(slot, text);
        }
    }
}

/// The evidence that a row names.
fn piece(entry: &Entry) -> Cells {
    let cell = |column| Some((Slot::Known(column), entry.cells.get(&Slot::Known(column))?.clone()));
    PIECE.into_iter().filter_map(cell).collect()
}

/// Rows that belong together, and what there is to know of them.
struct Joint<'j, 'e> {
    entries: &'j [&'e Entry],
    criterion: Option<&'j Criterion>,
    wish: Option<usize>,
}

impl<'e> Joint<'_, 'e> {
    /// Every column that a row fills, but for those that add up by themselves.
    fn slots(&self) -> BTreeSet<Slot> {
        let all = self.entries.iter().flat_map(|entry| entry.cells.keys().copied());
        let adds_up = |slot: &Slot| {
            let column = slot.column();
            column.is_some_and(|column| PIECE.contains(&column))
                || matches!(column, Some(Column::Criterion | Column::Location))
        };
        all.filter(|slot| !adds_up(slot)).collect()
    }

    fn same(&self, slot: Slot, one: &str, other: &str) -> bool {
        says_the_same(slot.column(), self.criterion, (one, other))
    }

    /// The different things that rows say in a column, in the order of the files. Of two spellings
    /// of one response the word of our own sheets is kept, of everything else the first.
    fn said(&self, slot: Slot) -> Vec<Said<'e>> {
        let mut said: Vec<Said<'e>> = Vec::new();
        for entry in self.entries {
            let Some(cell) = entry.cells.get(&slot) else { continue };
            let Some(known) = said.iter_mut().find(|of| self.same(slot, &of.text, cell)) else {
                said.push(Said { text: cell.clone(), by: vec![entry] });
                continue;
            };
            known.by.push(entry);
            if known.text != *cell && slot == Slot::Known(Column::Response) {
                let word = canonical_response(cell, self.criterion);
                known.text = word.filter(|word| !word.is_empty()).unwrap_or(cell.clone());
            }
        }
        said
    }

    /// What a column says where nobody has to decide.
    fn agreed(&self, slot: Slot, said: &[Said<'_>]) -> Option<(String, Settled)> {
        let settled = Settled::SaysNothing;
        if let [only] = said {
            return Some((only.text.clone(), settled));
        }
        if slot == Slot::Known(Column::Comment) {
            let all: Vec<&str> = said.iter().map(|of| of.text.as_str()).collect();
            return Some((all.join("\n"), settled));
        }
        let mut weighty = said.iter().filter(|of| !self.says_nothing(slot, of));
        match (weighty.next(), weighty.next(), said.first()) {
            (Some(only), None, _) => Some((only.text.clone(), settled)),
            // nobody's words: the first template's
            (None, _, Some(first)) => Some((first.text.clone(), settled)),
            _ => None,
        }
    }

    /// Whether a text is no word of anybody: a blank in words, or what a template has filled in.
    fn says_nothing(&self, slot: Slot, said: &Said<'_>) -> bool {
        let Some(column) = slot.column() else { return false };
        match column {
            Column::Response => {
                canonical_response(&said.text, self.criterion).is_some_and(|word| word.is_empty())
            }
            Column::OwnerRole => {
                let role = self.criterion.map(|criterion| criterion.answer_role.as_str());
                role.is_some_and(|role| self.same(slot, role, &said.text))
            }
            _ => TEMPLATE.contains(&column) && said.by.iter().all(|entry| !entry.answers),
        }
    }

    /// Columns in which rows contradict each other, by the wish where there is one. Of an answer
    /// that is contradicted in any column, the wish takes all of one file's.
    fn settle(&self, open: &[(Slot, Vec<Said<'e>>)], joined: &mut Joined) {
        let is_answer = |slot: &Slot| {
            let column = slot.column();
            column.is_some_and(|of| {
                ANSWER.contains(&of) || matches!(of, Column::Checklist | Column::Fingerprint)
            })
        };
        let wish = self.wish.filter(|wish| self.has_one_answer(*wish));
        let answer_is_open = open.iter().any(|(slot, _)| is_answer(slot));
        if let Some(file) = wish.filter(|_| answer_is_open) {
            let slots: Vec<Slot> = self.slots().into_iter().filter(is_answer).collect();
            for slot in slots {
                joined.main.remove(&slot);
                joined.conflicts.retain(|conflict| conflict.slot != slot);
                let text = self.of_file(slot, file).map(|said| said.text).unwrap_or_default();
                joined.keep(self, (slot, text), Settled::Preferred(file));
            }
        }
        let taken = wish.is_some();
        for (slot, _) in open.iter().filter(|(slot, _)| !(taken && is_answer(slot))) {
            let own = self.wish.filter(|_| !is_answer(slot));
            let own = own.and_then(|file| Some((file, self.of_file(*slot, file)?)));
            match own {
                Some((file, said)) => {
                    joined.keep(self, (*slot, said.text), Settled::Preferred(file));
                }
                None => {
                    let sides = self.sides(*slot, None);
                    joined.conflicts.push(self.conflict(*slot, sides, None));
                }
            }
        }
    }

    /// What one file says in a column, where its rows agree.
    fn of_file(&self, slot: Slot, file: usize) -> Option<Said<'e>> {
        let rows: Vec<&Entry> = self.entries.iter().copied().filter(|e| e.file == file).collect();
        let own = Joint { entries: &rows, criterion: self.criterion, wish: None };
        let said = own.said(slot);
        let (text, _) = own.agreed(slot, &said)?;
        Some(Said { text, by: Vec::new() })
    }

    /// Whether a file answers, and its rows say one thing in each column of the answer.
    fn has_one_answer(&self, file: usize) -> bool {
        let mut rows = self.entries.iter().filter(|entry| entry.file == file);
        let agrees = |slot: &Slot| {
            let is_said = self.entries.iter().any(|e| e.file == file && e.cells.contains_key(slot));
            !is_said || self.of_file(*slot, file).is_some()
        };
        rows.any(|entry| entry.answers) && ANSWER.map(Slot::Known).iter().all(agrees)
    }

    fn sides(&self, slot: Slot, kept: Option<&str>) -> Vec<Side> {
        let is_kept = |cell: &str| {
            let is_part = slot == Slot::Known(Column::Comment);
            kept.is_some_and(|kept| self.same(slot, kept, cell) || (is_part && kept.contains(cell)))
        };
        let cells = self.entries.iter().filter_map(|e| Some((e, e.cells.get(&slot)?)));
        let side = |(entry, cell): (&&Entry, &String)| Side {
            file: entry.file,
            worksheet: entry.worksheet.clone(),
            row: entry.row,
            cell: cell.clone(),
            is_kept: is_kept(cell),
        };
        cells.map(side).collect()
    }

    fn conflict(&self, slot: Slot, sides: Vec<Side>, settled: Option<Settled>) -> Conflict {
        let first = self.entries.first();
        Conflict {
            criterion: first.map(|entry| entry.criterion.clone()).unwrap_or_default(),
            location: first.map(|entry| entry.location.clone()).unwrap_or_default(),
            slot,
            title: String::new(),
            sides,
            settled,
        }
    }

    /// Lists evidence of answers that were set aside, unless it is cited for the one that counts.
    fn pieces_set_aside(&self, rows: &[&Entry], pieces: &[Cells], joined: &mut Joined) {
        let Some(file) = self.wish else { return };
        let own = Joint { entries: rows, criterion: self.criterion, wish: None };
        for slot in PIECE.map(Slot::Known) {
            let mut sides = own.sides(slot, None);
            for side in &mut sides {
                let mut kept = pieces.iter().filter_map(|piece| piece.get(&slot));
                side.is_kept = kept.any(|cell| self.same(slot, cell, &side.cell));
            }
            if sides.iter().any(|side| !side.is_kept) {
                let settled = Some(Settled::Preferred(file));
                joined.conflicts.push(self.conflict(slot, sides, settled));
            }
        }
    }

    /// Evidence adds up: the first piece stands in the row of the answer, others in rows below.
    fn pieces(&self, joined: &mut Joined) {
        // what was cited for an answer goes with it
        let (set_aside, entries): (Vec<&Entry>, Vec<&Entry>) =
            self.entries.iter().copied().partition(|entry| joined.sets_aside(entry));
        let all: Vec<Cells> = entries.into_iter().map(piece).collect();
        // a piece that says no more than another one is no piece of its own
        let covers = |one: &Cells, other: &Cells| {
            let says = |(slot, cell): (&Slot, &String)| {
                one.get(slot).is_some_and(|known| self.same(*slot, known, cell))
            };
            other.iter().all(says)
        };
        let is_new = |(at, piece): &(usize, &Cells)| {
            let others = all.iter().enumerate().filter(|(other, _)| other != at);
            let mut covering = others.filter(|(_, other)| covers(other, piece));
            // of two that say the same the first is kept
            !covering.any(|(other, known)| other < *at || !covers(piece, known))
        };
        // a piece stands where it was first spoken of
        let first = |piece: &Cells| all.iter().position(|known| covers(piece, known));
        let mut pieces: Vec<&Cells> =
            all.iter().enumerate().filter(is_new).map(|(_, piece)| piece).collect();
        pieces.sort_by_key(|piece| first(piece));
        let pieces: Vec<Cells> = pieces.into_iter().cloned().collect();
        self.pieces_set_aside(&set_aside, &pieces, joined);
        let mut pieces = pieces.into_iter();
        joined.main.extend(pieces.next().unwrap_or_default());
        let name = |slot: Slot| Some((slot, joined.main.get(&slot)?.clone()));
        let names: Cells = NAMES.map(Slot::Known).into_iter().filter_map(name).collect();
        joined.more =
            pieces.map(|piece| names.clone().into_iter().chain(piece).collect()).collect();
    }
}
