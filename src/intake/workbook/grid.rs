//! Where everything of a checklist stands on its sheet: columns, rows, references.

use super::super::answered::{Answered, Asking, Part};
use super::super::merge::Slot;
use super::super::template::{TemplateChecklist, TemplateRow, TemplateSection, lines};
use crate::assessment::{Column, Party};
use crate::sheet::letters;
use std::collections::BTreeSet;

/// The row of the headers, from 0: a title and the figures stand above it.
pub(super) const HEADER: u32 = 2;

/// A column of a checklist's sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A column that is read again.
    Read(Column),
    /// `MUST`, or that the row is not scored.
    MustPass,
    /// Where the row stands.
    State,
    /// What is still to do about it.
    ToDo,
    /// The measured value as a number from 0 to 1, or in the measure's unit.
    Measured,
    /// The credit, or why there is none.
    Outcome,
    /// The credit that enters the score.
    Credit,
    /// The credit if it is still open and turns out in full.
    CreditAtBest,
    /// A column that only the hospital knows.
    Own(usize),
}

use Field::Read;

const FIELDS: [Field; 32] = [
    Read(Column::Criterion),
    Field::MustPass,
    Read(Column::Title),
    Read(Column::Statement),
    Read(Column::Location),
    Read(Column::Response),
    Read(Column::Reason),
    Read(Column::Numerator),
    Read(Column::Denominator),
    Read(Column::Value),
    Field::State,
    Field::ToDo,
    Read(Column::EvidenceAsked),
    Read(Column::Evidence),
    Read(Column::EvidenceKind),
    Read(Column::EvidenceDate),
    Read(Column::OwnerRole),
    Read(Column::Comment),
    Read(Column::Privileged),
    Read(Column::Extent),
    Read(Column::KeyRecommendation),
    Read(Column::PeriodStart),
    Read(Column::PeriodEnd),
    Read(Column::Population),
    Read(Column::Sampling),
    Read(Column::Checklist),
    Read(Column::Section),
    Read(Column::Fingerprint),
    Field::Measured,
    Field::Outcome,
    Field::Credit,
    Field::CreditAtBest,
];

/// Columns of which only measures have a use.
const OF_MEASURES: [Field; 8] = [
    Read(Column::Numerator),
    Read(Column::Denominator),
    Read(Column::Value),
    Read(Column::PeriodStart),
    Read(Column::PeriodEnd),
    Read(Column::Population),
    Read(Column::Sampling),
    Field::Measured,
];

impl Field {
    /// What stands above it; the reader of sheets knows those that are not read. A column of the
    /// hospital's own has its own title.
    pub(super) fn header(self, titles: &[String]) -> String {
        let header = match self {
            Self::Own(at) => return titles.get(at).cloned().unwrap_or_default(),
            Read(column) => column.header(),
            Self::MustPass => "must pass",
            Self::State => "state",
            Self::ToDo => "to do",
            Self::Measured => "measured",
            Self::Outcome => "outcome",
            Self::Credit => "credit",
            Self::CreditAtBest => "credit at best",
        };
        let words = header.replace('_', " ");
        let mut signs = words.chars();
        let first = signs.next().map(|sign| sign.to_ascii_uppercase());
        first.into_iter().chain(signs).collect()
    }

    /// Its width in digits.
    pub(super) fn width(self) -> u16 {
        match self {
            Read(Column::Statement) => 48,
            Read(Column::EvidenceAsked) => 36,
            Read(Column::Evidence | Column::Comment) => 30,
            Read(Column::Title) | Self::ToDo => 26,
            Self::Own(_) => 20,
            Read(Column::Reason | Column::OwnerRole | Column::Population | Column::Sampling) => 20,
            Read(Column::Response | Column::EvidenceKind) | Self::State => 15,
            Read(Column::Numerator | Column::Denominator) => 13,
            Read(Column::EvidenceDate | Column::PeriodStart | Column::PeriodEnd) => 12,
            Read(Column::Location | Column::Privileged | Column::Extent) => 11,
            Read(Column::KeyRecommendation) => 17,
            Read(Column::Criterion | Column::Value) | Self::MustPass => 10,
            _ => 9,
        }
    }

    /// What a row holds in it, where people type there.
    pub(super) fn slot(self) -> Option<Slot> {
        match self {
            Read(column) => Some(Slot::Known(column)),
            Self::Own(at) => Some(Slot::Extra(at)),
            _ => None,
        }
    }

    /// Whether people do not see it.
    pub(super) fn is_hidden(self) -> bool {
        match self {
            Read(column) => {
                matches!(column, Column::Checklist | Column::Section | Column::Fingerprint)
            }
            Self::MustPass | Self::State | Self::ToDo | Self::Own(_) => false,
            Self::Measured | Self::Outcome | Self::Credit | Self::CreditAtBest => true,
        }
    }
}

/// A line below the header.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'t> {
    /// Where a section begins.
    Heading(&'t TemplateSection),
    /// A row of a question.
    Row(Asking<'t>, Part<'t>),
}

/// The rows of one criterion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'t> {
    /// Its section.
    pub(super) section: &'t TemplateSection,
    /// Its first row.
    pub(super) row: &'t TemplateRow,
    /// Where its first row stands, from 0.
    pub(super) first: u32,
    /// Where its last row stands, from 0.
    pub(super) last: u32,
    /// How many places it asks about.
    pub(super) places: u32,
}

/// The sheet of a checklist.
#[derive(Debug)]
pub(super) struct Grid<'t> {
    /// The sheet's name.
    pub(super) name: String,
    /// What is asked on it.
    pub(super) checklist: &'t TemplateChecklist,
    /// Titles of the hospital's own columns.
    pub(super) titles: &'t [String],
    /// Its columns.
    pub(super) fields: Vec<Field>,
    /// Its lines below the header.
    pub(super) lines: Vec<Line<'t>>,
}

/// The columns of a sheet: those that a party needs and those that some row uses; columns of bulk
/// files and of the hospital's own stand behind.
pub(super) fn fields(is_used: impl Fn(&Field) -> bool, slots: &BTreeSet<Slot>) -> Vec<Field> {
    let holds = |field: &Field| field.slot().is_some_and(|slot| slots.contains(&slot));
    let own = FIELDS.into_iter().filter(|field| is_used(field) || holds(field));
    let others = slots.iter().filter_map(|slot| match slot {
        Slot::Known(column) => Some(Read(*column)).filter(|field| !FIELDS.contains(field)),
        Slot::Extra(at) => Some(Field::Own(*at)),
    });
    own.chain(others).collect()
}

impl<'t> Grid<'t> {
    /// The sheet of a checklist, under a name of its own, with what is typed there already.
    pub(super) fn new(
        checklist: &'t TemplateChecklist,
        answered: &'t Answered,
        (name, party): (String, Party),
    ) -> Self {
        let measured = checklist.rows().any(|row| row.asked.measure().is_some());
        let placed = checklist.rows().any(|row| row.location.is_some());
        let is_used = |field: &Field| {
            (measured || !OF_MEASURES.contains(field))
                && (placed || *field != Read(Column::Location))
                && (party.is_reviewer() || *field != Read(Column::KeyRecommendation))
        };
        let criteria: BTreeSet<&str> = checklist.rows().map(|row| row.criterion.as_str()).collect();
        let slots = answered.slots(|id| criteria.contains(id)).collect();
        let asked = checklist.sections.iter().filter(|section| !section.rows.is_empty());
        let lines = asked.flat_map(|section| {
            let rows = lines((checklist, section), answered).into_iter();
            let rows = rows.map(|(asking, part)| Line::Row(asking, part));
            std::iter::once(Line::Heading(section)).chain(rows)
        });
        let lines = lines.collect();
        Self { name, checklist, titles: &answered.titles, fields: fields(is_used, &slots), lines }
    }

    /// The lines with their rows, from 0.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, Line<'t>)> + '_ {
        (HEADER + 1..).zip(self.lines.iter().copied())
    }

    /// The last row, from 0.
    pub(super) fn last(&self) -> u32 {
        self.rows().last().map_or(HEADER, |(row, _)| row)
    }

    /// The columns with their numbers, from 0.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u16, Field)> + '_ {
        (0..).zip(self.fields.iter().copied())
    }

    /// Where a column stands, from 0.
    pub(super) fn column(&self, field: Field) -> Option<u16> {
        self.columns().find(|(_, known)| *known == field).map(|(column, _)| column)
    }

    /// A cell as a formula on the same sheet names it. A column that the sheet has not holds
    /// nothing, like the empty text.
    pub(super) fn at(&self, field: Field, row: u32) -> String {
        match self.column(field) {
            Some(column) => format!("{}{}", letters(usize::from(column)), row + 1),
            None => "\"\"".to_owned(),
        }
    }

    /// Cells below each other as a formula on another sheet names them.
    pub(super) fn span(&self, field: Field, group: &Group<'_>) -> String {
        let column = letters(usize::from(self.column(field).unwrap_or_default()));
        let (name, first, last) = (&self.name, group.first + 1, group.last + 1);
        format!("'{name}'!${column}${first}:${column}${last}")
    }

    /// Where the answer for all places of a criterion stands, from 0.
    pub(super) fn for_all(&self, criterion: &str) -> Option<u32> {
        let is_it = |line: &Line<'_>| matches!(line, Line::Row(of, Part::ForAll(_)) if of.row.criterion == criterion);
        self.rows().find(|(_, line)| is_it(line)).map(|(at, _)| at)
    }

    /// The criteria with their rows, in order.
    pub(super) fn groups(&self) -> Vec<Group<'t>> {
        let mut groups: Vec<Group<'t>> = Vec::new();
        for (at, line) in self.rows() {
            // further rows add no answer of their own
            let Line::Row(Asking { section, row, .. }, Part::Question(_)) = line else { continue };
            match groups.last_mut().filter(|group| group.row.criterion == row.criterion) {
                Some(group) => (group.last, group.places) = (at, group.places + 1),
                None => groups.push(Group { section, row, first: at, last: at, places: 1 }),
            }
        }
        groups
    }
}

/// A name for each checklist's sheet: its id, as far as a workbook can hold it.
pub(super) fn sheet_names<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    const LONGEST: usize = 31;
    let mut names: Vec<String> = Vec::new();
    for id in ids {
        let mut name: String = id.chars().take(LONGEST).collect();
        let mut number = 2;
        while names.contains(&name) {
            let end = format!("-{number}");
            name = id.chars().take(LONGEST - end.len()).chain(end.chars()).collect();
            number += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let long = "a".repeat(40);
        let names = sheet_names([long.as_str(), long.as_str(), "pharmacy"].into_iter());
        assert_eq!(names[0].len(), 31);
        assert!(names[1].ends_with("-2") && names[1].len() == 31);
        assert_eq!(names[2], "pharmacy");
    }

    #[test]
    fn headers_read_as_people_write() {
        assert_eq!(Read(Column::EvidenceAsked).header(&[]), "Evidence asked");
        assert_eq!(Field::ToDo.header(&[]), "To do");
        assert_eq!(Field::Own(0).header(&["our_column".to_owned()]), "our_column");
    }
}
