//! The rows that people typed, and where each of them stands in a template.

use super::super::merge::{Merged, Slot};
use crate::assessment::{Column, criterion_id};
use crate::sheet::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The cells of a row that are not blank.
pub(in crate::intake) type Cells = BTreeMap<Slot, String>;

/// A table of rows as people typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Its columns.
    pub columns: Vec<Slot>,
    /// Their titles.
    pub titles: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl From<&Merged> for Typed {
    fn from(merged: &Merged) -> Self {
        Self {
            columns: merged.columns.clone(),
            titles: merged.titles.clone(),
            rows: merged.rows.clone(),
        }
    }
}

impl Typed {
    /// The same from a sheet with its header, as it is written.
    pub fn from_sheet(sheet: &[Vec<Value>]) -> Self {
        let text = |value: &Value| match value {
            Value::Blank => String::new(),
            Value::Text(text) | Value::Number(text) => text.clone(),
        };
        let mut rows = sheet.iter().map(|row| row.iter().map(text).collect::<Vec<String>>());
        let titles = rows.next().unwrap_or_default();
        let mut columns: Vec<Slot> = Vec::new();
        for title in &titles {
            let known = Column::of(title).map(Slot::Known);
            let extras = columns.iter().filter(|slot| slot.column().is_none()).count();
            columns.push(known.filter(|k| !columns.contains(k)).unwrap_or(Slot::Extra(extras)));
        }
        Self { columns, titles, rows: rows.collect() }
    }

    /// The criteria that its rows name.
    pub fn criteria(&self) -> BTreeSet<String> {
        let id = |cells: Cells| {
            cells.get(&Slot::Known(Column::Criterion)).map(|id| criterion_id(id).into_owned())
        };
        self.cells().filter_map(id).collect()
    }

    /// The places that its rows name, in their order.
    pub fn locations(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for cells in self.cells() {
            let Some(place) = cells.get(&Slot::Known(Column::Location)) else { continue };
            if !found.iter().any(|known| known.eq_ignore_ascii_case(place)) {
                found.push(place.clone());
            }
        }
        found
    }

    /// The rows by their columns.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cells> + '_ {
        self.rows.iter().map(|row| {
            let filled = self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            filled.map(|(slot, cell)| (*slot, cell.clone())).collect()
        })
    }
}

/// What is typed already, by question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// Titles of the columns that only the hospital knows.
    pub titles: Vec<String>,
    /// What stands at a criterion and location; without location, for the whole facility or for all
    /// of its places.
    pub(super) places: BTreeMap<(String, Option<String>), Place>,
    /// Rows that no question asks for.
    pub kept: Vec<Kept>,
}

/// What is typed for one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The row of the answer.
    pub(in crate::intake) own: Cells,
    /// Further rows: more evidence, or answers that contradict each other, of which none counts.
    pub(in crate::intake) more: Vec<Cells>,
}

/// A row that no question asks for; it is handed on as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The criterion that it names.
    pub criterion: String,
    /// The role that answers it; `None` where no checklist in use has the criterion.
    pub role: Option<String>,
    /// Why it stands apart, for people.
    pub why: String,
    /// Its cells.
    pub(in crate::intake) cells: Cells,
}

impl Kept {
    /// Its cells by column.
    pub fn cells(&self) -> Vec<(Option<Slot>, String)> {
        self.cells.iter().map(|(slot, cell)| (Some(*slot), cell.clone())).collect()
    }
}

impl Answered {
    /// Takes out the rows that no question asks for.
    #[must_use]
    pub fn take_kept(&mut self) -> Self {
        let kept = std::mem::take(&mut self.kept);
        Self { titles: self.titles.clone(), kept, ..Self::default() }
    }

    /// What is typed for a criterion at a location.
    pub(in crate::intake) fn at(&self, criterion: &str, location: Option<&str>) -> Option<&Place> {
        self.places.get(&(criterion.to_owned(), location.map(str::to_owned)))
    }

    /// Every cell that is laid at a question of some criteria.
    pub(in crate::intake) fn slots<'a>(
        &'a self,
        criteria: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Slot> + 'a {
        let own = self.places.iter().filter(move |((criterion, _), _)| criteria(criterion));
        let rows = own.flat_map(|(_, place)| std::iter::once(&place.own).chain(&place.more));
        rows.flat_map(|cells| cells.keys().copied())
    }

    /// A slot for texts that stand in our own cells otherwise.
    pub(super) fn extra(&mut self, title: &str) -> Slot {
        let at = self.titles.iter().position(|known| known == title).unwrap_or_else(|| {
            self.titles.push(title.to_owned());
            self.titles.len().saturating_sub(1)
        });
        Slot::Extra(at)
    }
}
