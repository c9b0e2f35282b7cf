//! The state of one criterion at one location.

use crate::assessment::{Extent, Measured, Origin, PartialReason, Party};
use crate::measure::Fraction;
use serde::Serialize;
use std::collections::BTreeSet;

/// Where a criterion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Full credit.
    Met,
    /// Some credit.
    Partial,
    /// No credit.
    NotMet,
    /// Nobody knows yet.
    NotAssessed,
    /// Too few cases to judge a rate; scored and gated as not assessed.
    TooSmall,
    /// Left out of numerator and denominator.
    NotApplicable,
    /// Left out by the program.
    Excluded,
}

impl State {
    /// The state that a credit means.
    pub fn of_credit(credit: &Fraction) -> Self {
        if credit.is_one() {
            Self::Met
        } else if credit.is_zero() {
            Self::NotMet
        } else {
            Self::Partial
        }
    }

    /// Whether an answer could still change it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotAssessed | Self::TooSmall)
    }

    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partly met",
            Self::NotMet => "not met",
            Self::NotAssessed => "not assessed",
            Self::TooSmall => "too few cases",
            Self::NotApplicable => "not applicable",
            Self::Excluded => "excluded",
        }
    }
}

/// Why an item is in its state, where that is not plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemReason {
    /// Partial: written down, not yet done.
    PolicyOnly,
    /// Partial: done in some places.
    SomeLocations,
    /// Partial: done in some cases.
    SomeCases,
    /// Partial: begun.
    InProgress,
    /// Nobody answered.
    NotAnswered,
    /// The row cannot be used.
    UnusableRow,
    /// The answer was given to another wording.
    ChangedWording,
    /// One party gave different answers.
    Conflict,
    /// Not applicable is claimed where the criterion applies; a reviewer has to say the same.
    ClaimedNotApplicable,
    /// The condition does not hold.
    ConditionFalse,
    /// Said to be not applicable where nobody knows whether the condition holds.
    ConditionUnknown,
    /// Not applicable, as a reviewer says.
    ConfirmedByReviewer,
    /// No eligible cases.
    NoEligibleCases,
    /// Fewer cases than the minimum.
    BelowMinimumDenominator,
    /// Said to be met, without numbers.
    Unevidenced,
    /// The program leaves it out.
    Excluded,
}

impl ItemReason {
    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::PolicyOnly => "policy only",
            Self::SomeLocations => "some locations",
            Self::SomeCases => "some cases",
            Self::InProgress => "in progress",
            Self::NotAnswered => "not answered",
            Self::UnusableRow => "its row cannot be used",
            Self::ChangedWording => "answered for another wording",
            Self::Conflict => "answered in two ways",
            Self::ClaimedNotApplicable => "claimed not applicable, a reviewer has to confirm",
            Self::ConditionFalse => "does not apply here",
            Self::ConditionUnknown => "said to be not applicable, condition unknown",
            Self::ConfirmedByReviewer => "not applicable, a reviewer agrees",
            Self::NoEligibleCases => "no eligible cases",
            Self::BelowMinimumDenominator => "fewer cases than the minimum",
            Self::Unevidenced => "met by word, no numbers",
            Self::Excluded => "excluded by the program",
        }
    }
}

impl From<PartialReason> for ItemReason {
    fn from(reason: PartialReason) -> Self {
        match reason {
            PartialReason::PolicyOnly => Self::PolicyOnly,
            PartialReason::SomeLocations => Self::SomeLocations,
            PartialReason::SomeCases => Self::SomeCases,
            PartialReason::InProgress => Self::InProgress,
        }
    }
}

/// One criterion at one location: its state and where that comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The criterion.
    pub criterion: String,
    /// The location; `None` where it is answered for the facility as a whole.
    pub location: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: Option<ItemReason>,
    /// A level's name, where the criterion has a scale of its own.
    pub level: Option<String>,
    /// The number, where it is a measure.
    pub measured: Option<Measured>,
    /// Its credit; `None` where it is not applicable or excluded.
    pub credit: Option<Fraction>,
    /// Whether it is in numerator and denominator.
    pub counted: bool,
    /// The answer of record.
    pub origin: Option<Origin>,
    /// What other parties said, the last word first: party and state.
    pub others: Vec<(Party, State)>,
    /// A reviewer's word on how far the failure reaches.
    pub extent: Option<Extent>,
    /// Whether any reviewer names it among what to do first.
    pub key_recommendation: bool,
    /// Whether evidence is cited.
    pub has_evidence: bool,
    /// The pieces of the evidence register that any party cites for it, by id.
    pub cited: BTreeSet<String>,
    /// What the reviewer wrote whose answer is the answer of record.
    pub finding: Option<String>,
    /// Whether its texts must not leave the house.
    pub privileged: bool,
    /// Whether any row that speaks of it is marked so: what such rows cite is left out too.
    pub withheld: bool,
    /// Services and facts that nobody answered and that decide whether it applies.
    pub unknown: Vec<String>,
}

impl Item {
    /// Whether a reviewer's word is the answer of record.
    pub fn is_verified(&self) -> bool {
        !self.state.is_open() && self.origin.as_ref().is_some_and(|o| o.party.is_reviewer())
    }

    /// Takes it for met, found so by a reviewer.
    pub(super) fn verify(&mut self) {
        self.state = State::Met;
        self.reason = None;
        self.credit = Some(Fraction::ONE);
        if let Some(origin) = &mut self.origin {
            origin.party = Party::Adjudicated;
        }
    }

    /// Its credit if every open answer turned out in full.
    pub fn highest(&self) -> Fraction {
        if self.state.is_open() {
            return Fraction::ONE;
        }
        self.credit.clone().unwrap_or(Fraction::ZERO)
    }
}
