//! A template as rows of a CSV sheet, blank or with what is typed already.

use super::super::answered::{Answered, Asking, Kept, Part};
use super::super::merge::Slot;
use super::model::{TemplateChecklist, TemplateSection};
use crate::assessment::{Column, Party, blank_columns};
use crate::sheet::Value;
use std::collections::BTreeSet;

/// The rows of an empty sheet: a header, then a row for each question of a checklist.
pub fn csv_sheet(checklist: &TemplateChecklist, party: Party) -> Vec<Vec<Value>> {
    csv_sheets(std::slice::from_ref(checklist), party)
}

/// The same for several checklists in one sheet.
pub fn csv_sheets(checklists: &[TemplateChecklist], party: Party) -> Vec<Vec<Value>> {
    answered_sheets(checklists, party, &Answered::default())
}

/// The same with what is typed already; rows that no question asks for stand at the end. Columns
/// that only some rows use stand behind ours.
pub fn answered_sheets(
    checklists: &[TemplateChecklist],
    party: Party,
    answered: &Answered,
) -> Vec<Vec<Value>> {
    let is_asked = |id: &str| {
        let mut rows = checklists.iter().flat_map(TemplateChecklist::rows);
        rows.any(|row| row.criterion == id)
    };
    let kept = answered.kept.iter().flat_map(|kept| kept.cells.keys().copied());
    let slots = columns(party, answered.slots(is_asked).chain(kept));
    let mut rows = vec![heads(&slots, answered)];
    for checklist in checklists {
        for section in &checklist.sections {
            rows.extend(of_section((checklist, section), &slots, answered));
        }
    }
    let row = |kept: &Kept| {
        let cell = |slot: &Slot| value(*slot, kept.cells.get(slot).cloned().unwrap_or_default());
        slots.iter().map(cell).collect()
    };
    rows.extend(answered.kept.iter().map(row));
    rows
}

fn columns(party: Party, used: impl Iterator<Item = Slot>) -> Vec<Slot> {
    let mut slots: Vec<Slot> = blank_columns(party).into_iter().map(Slot::Known).collect();
    let used: BTreeSet<Slot> = used.collect();
    slots.extend(used.into_iter().filter(|slot| !slots.contains(slot)).collect::<Vec<_>>());
    slots
}

fn heads(slots: &[Slot], answered: &Answered) -> Vec<Value> {
    let title = |slot: &Slot| match slot {
        Slot::Known(column) => Value::from(column.header()),
        Slot::Extra(at) => answered.titles.get(*at).cloned().into(),
    };
    slots.iter().map(title).collect()
}

fn of_section(
    (checklist, section): (&TemplateChecklist, &TemplateSection),
    slots: &[Slot],
    answered: &Answered,
) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for (asking, part) in lines((checklist, section), answered) {
        let cell = |slot: &Slot| value(*slot, asking.text(*slot, part));
        rows.push(slots.iter().map(cell).collect());
    }
    rows
}

/// A cell; a number keeps its sign.
fn value(slot: Slot, cell: String) -> Value {
    let is_number =
        matches!(slot.column(), Some(Column::Value | Column::Numerator | Column::Denominator))
            && cell.parse::<crate::measure::Fraction>().is_ok()
            && cell.starts_with('-');
    if is_number { Value::Number(cell) } else { cell.into() }
}

/// The lines of a section: each question with what is typed at it.
pub(in crate::intake) fn lines<'t>(
    (checklist, section): (&'t TemplateChecklist, &'t TemplateSection),
    answered: &'t Answered,
) -> Vec<(Asking<'t>, Part<'t>)> {
    let mut lines = Vec::new();
    let mut seen = "";
    for row in &section.rows {
        let asking = Asking { checklist, section, row };
        // what is said for all places stands above the first of them
        if row.location.is_some() && row.criterion != seen {
            let all = answered.at(&row.criterion, None);
            let own = all.filter(|all| !all.own.is_empty());
            lines.extend(own.map(|all| (asking, Part::ForAll(&all.own))));
            let more = all.into_iter().flat_map(|all| &all.more);
            lines.extend(more.map(|cells| (asking, Part::MoreForAll(cells))));
        }
        seen = &row.criterion;
        let location = row.location.as_ref().map(|place| place.id.as_str());
        let place = answered.at(&row.criterion, location);
        lines.push((asking, Part::Question(place.map(|place| &place.own))));
        let more = place.into_iter().flat_map(|place| &place.more);
        lines.extend(more.map(|cells| (asking, Part::More(cells))));
    }
    lines
}
