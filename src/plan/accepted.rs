//! `plan.toml`: the plan that a body accepted and people edit. What stands in it is theirs.

use crate::measure::Fraction;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The accepted plan of a facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The program that it is for, with its version.
    pub program: String,
    /// The round whose answers it was made on.
    pub round: String,
    /// The tier that it aims at.
    pub target: Option<String>,
    /// The first day.
    pub start: Date,
    /// Who accepted it.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<Date>,
    /// What is done.
    pub actions: Vec<AcceptedAction>,
    /// What is left as it is.
    pub left: Vec<AcceptedLeft>,
    /// Days that do not move: a visit, a meeting.
    pub fixed: Vec<FixedPoint>,
}

/// An action of an accepted plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedAction {
    /// Its id.
    pub id: String,
    /// The remediation that it is; `None`: people added it.
    pub remediation: Option<String>,
    /// What to do.
    pub title: String,
    /// Who answers for it: its role, or the first of several.
    pub role: String,
    /// Who does it, and how much of it; one share unless `roles` says otherwise.
    pub shares: Vec<AcceptedShare>,
    /// Which side does it.
    pub party: Side,
    /// Person-days of all roles together.
    pub effort: Effort,
    /// Not before this day, nor before the day after a fixed point that it waits for.
    pub start: Date,
    /// Whether it starts on that very day.
    pub is_fixed: bool,
    /// The last day.
    pub due: Date,
    /// Criteria that it closes.
    pub closes: Vec<String>,
    /// Actions that come before.
    pub after: Vec<String>,
    /// Evidence that closes it.
    pub done_when: String,
}

/// What one role does of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedShare {
    /// The role.
    pub role: String,
    /// Its person-days.
    pub effort: Effort,
}

/// Which side does an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Side {
    /// The hospital.
    #[default]
    Hospital,
    /// The network.
    Network,
}

impl Side {
    /// Its words in files.
    pub const WORDS: [(&'static str, Self); 2] =
        [("hospital", Self::Hospital), ("network", Self::Network)];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, side)| *side == self).map_or("", |(word, _)| word)
    }
}

/// Person-days, as a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// At least.
    pub low: Fraction,
    /// At most; the same where it is a number.
    pub high: Fraction,
}

/// An end of a range: what people commit to is planned at the upper one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// At least.
    Lower,
    /// At most.
    Upper,
}

impl Effort {
    /// An end of it.
    pub(super) fn at(&self, end: End) -> &Fraction {
        match end {
            End::Lower => &self.low,
            End::Upper => &self.high,
        }
    }
}

/// A criterion that the plan leaves as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedLeft {
    /// The criterion.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// Who accepted that.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<Date>,
}

/// A day that does not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedPoint {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Actions that have to be done before.
    pub after: Vec<String>,
    /// Others that have to be, without their names.
    pub after_all: Option<AfterAll>,
    /// Actions that wait for it.
    pub before: Vec<String>,
}

impl FixedPoint {
    /// Whether an action has to be done before.
    pub fn needs(&self, id: &str, is_critical: bool) -> bool {
        let by_kind = match self.after_all {
            Some(AfterAll::Critical) => is_critical,
            Some(AfterAll::Actions) => !self.before.iter().any(|before| before == id),
            None => false,
        };
        by_kind || self.after.iter().any(|named| named == id)
    }
}

/// Actions that a fixed point needs without their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAll {
    /// Those that close a must-pass criterion or remove immediate danger.
    Critical,
    /// All but those that wait for it.
    Actions,
}

impl AfterAll {
    /// Its words in files.
    pub const WORDS: [(&'static str, Self); 2] =
        [("critical", Self::Critical), ("actions", Self::Actions)];
}

/// What a plan may name.
#[derive(Debug, Clone)]
pub struct Known<'k> {
    /// Roles of the vocabulary.
    pub roles: &'k [String],
    /// Criteria that are judged.
    pub criteria: BTreeSet<&'k str>,
    /// Remediations of the checklists.
    pub remediations: BTreeSet<&'k str>,
}

impl Accepted {
    /// An action by its id.
    pub fn action(&self, id: &str) -> Option<&AcceptedAction> {
        self.actions.iter().find(|action| action.id == id)
    }
}
