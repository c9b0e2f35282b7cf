//! What a merge has to know: the criteria of the library, and the places of the facility.

use crate::assessment::{Column, says_the_same};
use crate::facility::Facility;
use crate::standard::model::Answering;
use crate::standard::{Checklist, Criterion};
use std::collections::BTreeMap;

/// The criteria that rows may name, and the order in which a sheet lists them.
#[derive(Debug, Default)]
pub struct Known<'k> {
    criteria: BTreeMap<&'k str, (usize, &'k Criterion)>,
    prefixes: Vec<&'k str>,
    sections: Vec<&'k str>,
    locations: Vec<(&'k str, &'k str)>,
}

impl<'k> Known<'k> {
    /// The criteria of some checklists, in their order: where two versions have one, the first
    /// version's counts. The places of a facility, where one is known.
    pub fn new(
        checklists: impl IntoIterator<Item = &'k Checklist>,
        facility: Option<&'k Facility>,
    ) -> Self {
        let mut known = Self::default();
        for checklist in checklists {
            known.prefixes.push(&checklist.prefix);
            known.sections.extend(checklist.sections.iter().map(|section| section.title.as_str()));
            for criterion in &checklist.criteria {
                let rank = known.criteria.len();
                known.criteria.entry(&criterion.id).or_insert((rank, criterion));
            }
        }
        let places = facility.into_iter().flat_map(|facility| &facility.locations);
        known.locations = places.map(|at| (at.id.as_str(), at.name.as_str())).collect();
        known
    }

    /// A criterion.
    pub fn criterion(&self, id: &str) -> Option<&'k Criterion> {
        self.criteria.get(id).map(|(_, criterion)| *criterion)
    }

    /// Words that a masked echo may show.
    pub fn shown_words(&self, criterion: &str) -> Vec<&'k str> {
        let scale = match self.criterion(criterion).map(|criterion| &criterion.answering) {
            Some(Answering::Scale(scale)) => scale.levels.as_slice(),
            _ => &[],
        };
        let levels = scale.iter().map(|level| level.id.as_str());
        self.prefixes.iter().copied().chain(levels).collect()
    }

    /// Whether the facility has a place of this id.
    pub fn has_location(&self, id: &str) -> bool {
        self.locations.iter().any(|(known, _)| *known == id)
    }

    /// Whether a text is the title of a section.
    pub(super) fn is_section(&self, title: &str) -> bool {
        self.sections.contains(&title)
    }

    pub(super) fn rank(&self, id: &str) -> usize {
        self.criteria.get(id).map_or(usize::MAX, |(rank, _)| *rank)
    }

    /// The place that a cell names, by its id where the facility has it.
    pub(super) fn location(&self, cell: &str) -> String {
        let is_it = |name: &str| says_the_same(Some(Column::Location), None, (name, cell));
        let found = self.locations.iter().find(|(id, name)| is_it(id) || is_it(name));
        found.map_or_else(|| cell.to_owned(), |(id, _)| (*id).to_owned())
    }

    pub(super) fn location_rank(&self, location: &str) -> usize {
        let found = self.locations.iter().position(|(id, _)| *id == location);
        found.unwrap_or(self.locations.len())
    }
}
