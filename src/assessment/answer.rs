//! What one row of a sheet says about one criterion.

use super::header::Party;
use super::traces::Traces;
use crate::diagnostic::Place;
use crate::measure::Fraction;
use crate::source::plain;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One answer, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The criterion.
    pub criterion: String,
    /// The location, where the row names one and the criterion is answered for each.
    pub location: Option<String>,
    /// What it says.
    pub given: Given,
    /// Why only partly.
    pub partial_reason: Option<PartialReason>,
    /// How far a failure reaches.
    pub extent: Option<Extent>,
    /// Whether a reviewer names it among what to do first.
    pub key_recommendation: bool,
    /// Whether the row cites evidence.
    pub has_evidence: bool,
    /// The pieces of the evidence register that it cites, by id.
    pub cited: BTreeSet<String>,
    /// What it leaves behind of evidence and comment.
    pub traces: Traces,
    /// What a reviewer wrote beside the answer; the facility's own comments are not kept.
    pub finding: Option<String>,
    /// Whether its texts must not leave the house.
    pub privileged: bool,
    /// Where it was said.
    pub origin: Origin,
}

impl Answer {
    /// Whether another row says the same in every respect.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        // the comments first: they tell most rows apart, and are compared fast
        self.traces.comments == other.traces.comments
            && self.given == other.given
            && self.location == other.location
            && (self.partial_reason, self.extent) == (other.partial_reason, other.extent)
            && (self.has_evidence, self.privileged) == (other.has_evidence, other.privileged)
            && self.key_recommendation == other.key_recommendation
            && self.cited == other.cited
            && self.finding == other.finding
            && self.traces.say_the_same(&other.traces)
            && self.criterion == other.criterion
    }
}

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The sheet.
    pub file: Arc<str>,
    /// The worksheet, where the sheet is a workbook.
    pub worksheet: Option<Arc<str>>,
    /// Its row as a spreadsheet numbers it.
    pub row: usize,
    /// The header of the column that holds its answer.
    pub column: &'static str,
    /// Who said it.
    pub party: Party,
    /// The day it speaks of.
    pub as_of: Date,
}

impl Origin {
    /// Where the answer stands, for a message.
    pub fn place(&self) -> Place {
        Place {
            row: Some(self.row),
            worksheet: self.worksheet.as_deref().map(str::to_owned),
            column_name: Some(self.column.to_owned()),
            ..Place::file(&*self.file)
        }
    }

    /// The file, its worksheet and the row, for people.
    pub fn named(&self) -> String {
        format!("{}, row {}", self.sheet(), self.row)
    }

    /// The file, and its worksheet where it is a workbook.
    pub fn sheet(&self) -> String {
        match &self.worksheet {
            Some(worksheet) => format!("{}, sheet {}", self.file, plain(worksheet)),
            None => self.file.to_string(),
        }
    }
}

/// What a row says.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Nothing; the row may still add evidence.
    Blank,
    /// A word: its credit and its name (`met`, `partial`, `not_met` or a scale's level).
    Level(Fraction, String),
    /// A number.
    Measured(Measured),
    /// A measure is said to be met, without numbers.
    Unevidenced,
    /// Not applicable, with a reason.
    NotApplicable,
    /// A row that cannot be used.
    Rejected(Rejection),
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The value; for a percentage from 0 to 1. `None`: no eligible cases.
    pub value: Option<Fraction>,
    /// What was counted.
    pub numerator: Option<Fraction>,
    /// What it was counted among.
    pub denominator: Option<Fraction>,
}

/// Why a row cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// A cell cannot be read; a diagnostic says which.
    Unusable,
    /// It was given to another wording; this is what it said.
    ChangedWording(String),
    /// One party says different things.
    Conflict,
}

/// Why a criterion is met only partly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartialReason {
    /// Written down, not yet done.
    PolicyOnly,
    /// Done in some places.
    SomeLocations,
    /// Done in some cases.
    SomeCases,
    /// Begun.
    InProgress,
}

impl PartialReason {
    /// The words of sheets.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("policy_only", Self::PolicyOnly),
        ("some_locations", Self::SomeLocations),
        ("some_cases", Self::SomeCases),
        ("in_progress", Self::InProgress),
    ];

    /// The word of sheets and JSON.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, reason)| *reason == self).map_or("", |(word, _)| word)
    }
}

/// How far a failure reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// An isolated case.
    Limited,
    /// Several cases, or one of several places.
    Pattern,
    /// Everywhere.
    Widespread,
    /// Immediate danger; set only by a reviewer.
    Immediate,
}

impl Extent {
    /// The words of sheets.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("limited", Self::Limited),
        ("pattern", Self::Pattern),
        ("widespread", Self::Widespread),
        ("immediate", Self::Immediate),
    ];

    /// The word of sheets and JSON.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, extent)| *extent == self).map_or("", |(word, _)| word)
    }
}
