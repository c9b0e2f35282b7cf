//! What a cell shows: what is typed there, else what a template says of its question.

use super::super::merge::Slot;
use super::super::template::{TemplateChecklist, TemplateRow, TemplateSection};
use super::model::Cells;
use crate::assessment::Column;

/// Columns that a template fills in for people: what the checklist says stands there, always.
pub(super) const SHOWN: [Column; 4] =
    [Column::Section, Column::Title, Column::Statement, Column::EvidenceAsked];

/// Which row of a question a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Part<'t> {
    /// The question, with what is typed in its row.
    Question(Option<&'t Cells>),
    /// The answer for all places, above their rows.
    ForAll(&'t Cells),
    /// A further row.
    More(&'t Cells),
    /// A further row of the answer for all places.
    MoreForAll(&'t Cells),
}

/// A question with its checklist and section.
#[derive(Debug, Clone, Copy)]
pub(in crate::intake) struct Asking<'t> {
    /// Its checklist.
    pub(in crate::intake) checklist: &'t TemplateChecklist,
    /// Its section.
    pub(in crate::intake) section: &'t TemplateSection,
    /// The question.
    pub(in crate::intake) row: &'t TemplateRow,
}

impl<'t> Part<'t> {
    /// What is typed in it.
    pub(in crate::intake) fn cells(self) -> Option<&'t Cells> {
        match self {
            Self::Question(cells) => cells,
            Self::ForAll(cells) | Self::More(cells) | Self::MoreForAll(cells) => Some(cells),
        }
    }
}

impl Asking<'_> {
    /// The text of a cell in one of its rows.
    pub(in crate::intake) fn text(&self, slot: Slot, part: Part<'_>) -> String {
        let typed = part.cells().and_then(|cells| cells.get(&slot));
        let Slot::Known(column) = slot else { return typed.cloned().unwrap_or_default() };
        let typed = typed.filter(|_| !SHOWN.contains(&column));
        typed.cloned().unwrap_or_else(|| self.ours(column, part).to_owned())
    }

    fn ours(&self, column: Column, part: Part<'_>) -> &str {
        let Self { checklist, section, row } = self;
        match column {
            Column::Checklist => &checklist.reference,
            Column::Criterion => &row.criterion,
            Column::Fingerprint => &row.fingerprint,
            Column::Location => match (part, &row.location) {
                (Part::ForAll(_) | Part::MoreForAll(_), _) | (_, None) => "",
                (_, Some(place)) => &place.id,
            },
            // a further row adds to the question above it, which says the rest
            _ if matches!(part, Part::More(_) | Part::MoreForAll(_)) => "",
            Column::Section => &section.title,
            Column::Title => &row.title,
            Column::Statement => &row.statement,
            Column::EvidenceAsked => &row.evidence_asked,
            Column::OwnerRole => &row.role,
            _ => "",
        }
    }
}
