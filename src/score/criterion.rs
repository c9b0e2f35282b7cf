//! A criterion over all of its locations, and how many are in which state.

use super::item::{Item, State};
use crate::measure::Fraction;
use serde::Serialize;

/// A criterion as it enters a score.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionResult {
    /// The criterion.
    pub id: String,
    /// Its checklist.
    pub checklist: String,
    /// Its section.
    pub section: String,
    /// Its weight.
    pub weight: u32,
    /// Whether it gates.
    pub critical: bool,
    /// Whether it is scored at all.
    pub scored: bool,
    /// Its items, one for each location.
    pub items: Vec<Item>,
}

impl CriterionResult {
    fn counted(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.counted)
    }

    /// Whether any of its items is in numerator and denominator.
    pub fn is_counted(&self) -> bool {
        self.counted().next().is_some()
    }

    /// The mean credit of its counted items; `None` where none is counted.
    pub fn credit(&self) -> Option<Fraction> {
        self.mean(|item| item.credit.clone().unwrap_or(Fraction::ZERO))
    }

    /// The same if every open answer turned out in full.
    pub fn highest(&self) -> Option<Fraction> {
        self.mean(Item::highest)
    }

    fn mean(&self, credit: impl Fn(&Item) -> Fraction) -> Option<Fraction> {
        let credits: Vec<Fraction> = self.counted().map(credit).collect();
        Fraction::sum(&credits).over(&Fraction::count(credits.len()))
    }

    /// Whether every counted item is assessed.
    pub fn is_assessed(&self) -> bool {
        self.counted().all(|item| !item.state.is_open())
    }

    /// Whether a reviewer's word is the answer of record everywhere.
    pub fn is_verified(&self) -> bool {
        self.counted().all(Item::is_verified)
    }

    /// One state for all items: the least known first, then by the mean credit.
    pub fn state(&self) -> State {
        let has = |state: State| self.items.iter().any(|item| item.state == state);
        let answered: Vec<&Item> = self
            .items
            .iter()
            .filter(|item| !matches!(item.state, State::NotApplicable | State::Excluded))
            .collect();
        if answered.is_empty() {
            return if has(State::Excluded) { State::Excluded } else { State::NotApplicable };
        }
        if has(State::NotAssessed) {
            return State::NotAssessed;
        }
        if has(State::TooSmall) {
            return State::TooSmall;
        }
        let credits = answered.iter().filter_map(|item| item.credit.as_ref());
        let mean = Fraction::sum(credits).over(&Fraction::count(answered.len()));
        State::of_credit(&mean.unwrap_or(Fraction::ZERO))
    }
}

/// How many criteria are in which state; every criterion is in exactly one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Full credit.
    pub met: usize,
    /// Some credit.
    pub partial: usize,
    /// No credit.
    pub not_met: usize,
    /// Not known at some location.
    pub not_assessed: usize,
    /// Too few cases.
    pub too_small: usize,
    /// Left out of the score because it does not apply.
    pub not_applicable: usize,
    /// Left out by the program.
    pub excluded: usize,
    /// Reported only.
    pub unscored: usize,
}

impl Counts {
    /// Counts criteria.
    pub fn of<'c>(criteria: impl IntoIterator<Item = &'c CriterionResult>) -> Self {
        let mut counts = Self::default();
        for criterion in criteria {
            let state = criterion.state();
            let bucket = match state {
                State::Excluded => &mut counts.excluded,
                _ if !criterion.scored => &mut counts.unscored,
                State::Met => &mut counts.met,
                State::Partial => &mut counts.partial,
                State::NotMet => &mut counts.not_met,
                State::NotAssessed => &mut counts.not_assessed,
                State::TooSmall => &mut counts.too_small,
                State::NotApplicable => &mut counts.not_applicable,
            };
            *bucket += 1;
        }
        counts
    }
}
