//! The four scoring models, at the low and the high end of the range.

use super::criterion::{Counts, CriterionResult};
use super::tally::{Tally, tally};
use crate::measure::Fraction;
use crate::standard::model::{Checklist, Section};
use crate::standard::program::ScoringModel;

/// Which end of the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// As answered: what is open earns nothing.
    Low,
    /// If every open answer turned out in full.
    High,
}

/// A score with its range and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The checklist, or `overall`.
    pub id: String,
    /// The checklist's version, or the program's.
    pub version: semver::Version,
    /// How it was computed.
    pub model: ScoringModel,
    /// Its weight in the overall score.
    pub weight: u32,
    /// The exact score from 0 to 1; `None` where nothing is counted.
    pub value: Option<Fraction>,
    /// What the score is a fraction of: above.
    pub numerator: Fraction,
    /// What the score is a fraction of: below.
    pub denominator: Fraction,
    /// The score if every open answer turned out in full.
    pub high: Option<Fraction>,
    /// Its criteria by state.
    pub counts: Counts,
    /// Its sections.
    pub sections: Vec<SectionScore>,
}

/// The score of a section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionScore {
    /// The section.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its weight among its siblings.
    pub weight: u32,
    /// The exact score; `None` where nothing is counted.
    pub value: Option<Fraction>,
    /// Above.
    pub numerator: Fraction,
    /// Below.
    pub denominator: Fraction,
    /// The score if every open answer turned out in full.
    pub high: Option<Fraction>,
    /// Its criteria by state, those of sections inside it included.
    pub counts: Counts,
}

/// A checklist's criteria as one model counts them.
pub(super) struct Counting<'c> {
    pub(super) model: ScoringModel,
    pub(super) checklist: &'c Checklist,
    pub(super) criteria: Vec<&'c CriterionResult>,
}

impl Counting<'_> {
    /// The score of the checklist.
    pub(super) fn score(&self, weight: u32) -> Score {
        let low = self.total(Bound::Low);
        Score {
            id: self.checklist.id.clone(),
            version: self.checklist.version.clone(),
            model: self.model,
            weight,
            value: low.mean(),
            high: self.total(Bound::High).mean(),
            numerator: low.points,
            denominator: low.weight,
            counts: Counts::of(self.criteria.iter().copied()),
            sections: self.checklist.sections.iter().map(|s| self.section_score(s)).collect(),
        }
    }

    /// The exact score alone, as answered.
    pub(super) fn value(&self) -> Option<Fraction> {
        self.total(Bound::Low).mean()
    }

    fn total(&self, bound: Bound) -> Tally {
        match self.model {
            ScoringModel::Tree => self.siblings(None, bound),
            _ => self.plain(&self.criteria, bound),
        }
    }

    fn section_score(&self, section: &Section) -> SectionScore {
        let inside: Vec<&CriterionResult> =
            self.criteria.iter().copied().filter(|c| self.is_inside(c, &section.id)).collect();
        let total = |bound| match self.model {
            ScoringModel::Tree => self.node(section, bound),
            _ => self.plain(&inside, bound),
        };
        let low = total(Bound::Low);
        SectionScore {
            id: section.id.clone(),
            title: section.title.clone(),
            weight: section.weight,
            value: low.mean(),
            high: total(Bound::High).mean(),
            numerator: low.points,
            denominator: low.weight,
            counts: Counts::of(inside),
        }
    }

    /// Criteria side by side: by weight, by number, or all or nothing.
    fn plain(&self, criteria: &[&CriterionResult], bound: Bound) -> Tally {
        let weight = |criterion: &CriterionResult| match self.model {
            ScoringModel::FlatUnweighted | ScoringModel::Absolute => Fraction::ONE,
            ScoringModel::Flat | ScoringModel::Tree => {
                Fraction::whole(i128::from(criterion.weight))
            }
        };
        let part = |criterion: &&CriterionResult| {
            let credit = match bound {
                Bound::Low => criterion.credit(),
                Bound::High => criterion.highest(),
            };
            credit.map(|credit| (weight(criterion), credit))
        };
        let parts: Vec<_> = criteria.iter().filter_map(part).collect();
        if self.model != ScoringModel::Absolute || parts.is_empty() {
            return tally(&parts);
        }
        let all = parts.iter().all(|(_, credit)| credit.is_one());
        let points = if all { Fraction::ONE } else { Fraction::ZERO };
        Tally { points, weight: Fraction::ONE }
    }

    /// The children of a section, or the top: a weighted mean of those with something counted.
    fn siblings(&self, parent: Option<&str>, bound: Bound) -> Tally {
        let children = self.checklist.sections.iter().filter(|s| s.parent.as_deref() == parent);
        let part = |section: &Section| {
            let mean = self.node(section, bound).mean()?;
            Some((Fraction::whole(i128::from(section.weight)), mean))
        };
        let parts: Vec<_> = children.filter_map(part).collect();
        tally(&parts)
    }

    fn node(&self, section: &Section, bound: Bound) -> Tally {
        let own: Vec<&CriterionResult> =
            self.criteria.iter().copied().filter(|c| c.section == section.id).collect();
        if own.is_empty() {
            self.siblings(Some(&section.id), bound)
        } else {
            self.plain(&own, bound)
        }
    }

    fn is_inside(&self, criterion: &CriterionResult, section: &str) -> bool {
        let mut at = Some(criterion.section.as_str());
        // a checked checklist has no circles; the bound keeps an unchecked one from hanging
        for _ in 0..=self.checklist.sections.len() {
            match at {
                Some(id) if id == section => return true,
                Some(id) => {
                    at = self.checklist.section(id).and_then(|section| section.parent.as_deref());
                }
                None => return false,
            }
        }
        false
    }
}

/// The overall score at one end: the weighted mean of the checklists that are defined; in the
/// absolute model 1 if all of them are 1. Each part is a checklist's weight and score.
pub(super) fn overall(
    parts: impl Iterator<Item = (u32, Option<Fraction>)>,
    model: ScoringModel,
) -> (Tally, Option<Fraction>) {
    let defined = |(weight, value): (u32, Option<Fraction>)| {
        value.map(|value| (Fraction::whole(i128::from(weight)), value))
    };
    let parts: Vec<_> = parts.filter_map(defined).collect();
    if model == ScoringModel::Absolute && !parts.is_empty() {
        let all = parts.iter().all(|(_, value)| value.is_one());
        let value = if all { Fraction::ONE } else { Fraction::ZERO };
        return (Tally { points: value.clone(), weight: Fraction::ONE }, Some(value));
    }
    let total = tally(&parts);
    let mean = total.mean();
    (total, mean)
}
