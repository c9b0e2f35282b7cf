//! What the answers of a round claim: credit for a criterion that applies.

use super::{Round, Sheet};
use crate::assessment::answer::{Answer, Given};
use crate::measure::Fraction;
use crate::standard::Criterion;
use crate::standard::model::Per;

/// An answer that earns credit or none, and its criterion.
#[derive(Debug, Clone)]
pub(super) struct Said<'r> {
    /// The answer.
    pub(super) answer: &'r Answer,
    /// Its criterion.
    pub(super) criterion: &'r Criterion,
    /// What it is worth by its checklist.
    pub(super) credit: Fraction,
    /// Whether it is the last word, or a reviewer has said another since.
    pub(super) is_of_record: bool,
}

impl Said<'_> {
    /// `PS-33 (north)`.
    pub(super) fn name(&self) -> String {
        let id = &self.criterion.id;
        self.answer.location.as_ref().map_or_else(|| id.clone(), |at| format!("{id} ({at})"))
    }

    /// Whether it says that all or a part of what is demanded is so.
    pub(super) fn claims_credit(&self) -> bool {
        !self.credit.is_zero()
    }

    /// Where it stands, for a message at another answer.
    pub(super) fn beside(&self, other: &Self) -> String {
        let (sheet, row) = self.at();
        if sheet == other.at().0 {
            format!("row {row}")
        } else {
            format!("{} row {row}", self.answer.origin.sheet())
        }
    }

    /// Where it stands: sheet and row.
    pub(super) fn at(&self) -> (Sheet<'_>, usize) {
        let origin = &self.answer.origin;
        ((&origin.file, origin.worksheet.as_deref()), origin.row)
    }
}

impl<'r> Round<'r> {
    /// Every answer that is worth something or nothing, in the order of sheets and rows. Blank and
    /// unusable ones, those without enough cases, and those that do not apply say neither.
    pub(super) fn said(&self) -> Vec<Said<'r>> {
        let answers = self.record.answers();
        let mut said: Vec<Said<'r>> = answers.filter_map(|answer| self.said_by(answer)).collect();
        said.sort_by(|a, b| a.at().cmp(&b.at()));
        said
    }

    /// What counts for a criterion at a place.
    pub(super) fn said_at(&self, id: &str, location: Option<&str>) -> Option<Said<'r>> {
        let criterion = self.criterion(id)?;
        let location = location.filter(|_| criterion.per == Per::Location);
        if !self.applies(criterion, location) {
            return None;
        }
        self.said_by(self.record.answer(id, location)?)
    }

    fn said_by(&self, answer: &'r Answer) -> Option<Said<'r>> {
        let criterion = self.criterion(&answer.criterion)?;
        let location = answer.location.as_deref();
        let credit = credit(answer, criterion)?;
        let last = self.record.answer(&answer.criterion, location);
        let is_of_record = last.is_none_or(|last| last.origin == answer.origin);
        self.applies(criterion, location).then_some(Said {
            answer,
            criterion,
            credit,
            is_of_record,
        })
    }
}

fn credit(answer: &Answer, criterion: &Criterion) -> Option<Fraction> {
    match &answer.given {
        Given::Level(credit, _) => Some(credit.clone()),
        Given::Unevidenced => Some(Fraction::ONE),
        Given::Measured(measured) => {
            let measure = criterion.answering.measure()?;
            let least = measure.minimum_denominator.map(|least| Fraction::whole(i128::from(least)));
            let cases = measured.denominator.as_ref();
            let is_small = cases.zip(least).is_some_and(|(cases, least)| *cases < least);
            measured.value.as_ref().filter(|_| !is_small).map(|value| measure.credit(value))
        }
        Given::Blank | Given::NotApplicable | Given::Rejected(_) => None,
    }
}
