//! What a gap and an open question are.

use super::severity::Severity;
use crate::assessment::{Extent, Origin};
use crate::measure::Fraction;
use crate::score::{ItemReason, State};
use crate::standard::model::Harm;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// An assessed, applicable criterion with credit below 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Its place in the list, from 1.
    pub rank: usize,
    /// The criterion.
    pub criterion: String,
    /// The location.
    pub location: Option<String>,
    /// The checklist.
    pub checklist: String,
    /// The criterion's title.
    pub title: String,
    /// Whether it gates.
    pub critical: bool,
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: Option<ItemReason>,
    /// Its credit.
    pub credit: Fraction,
    /// Its weight.
    pub weight: u32,
    /// What happens if it fails.
    pub harm: Harm,
    /// How far the failure reaches.
    pub extent: Extent,
    /// Whether a reviewer said so.
    pub extent_by_reviewer: bool,
    /// Whether any reviewer names it among what to do first.
    pub key_recommendation: bool,
    /// Harm by extent.
    pub severity: Severity,
    /// Overall with this alone at full credit, minus overall now.
    pub gain: Fraction,
    /// How many other gaps wait for what closes this one.
    pub unblocks: usize,
    /// The way to close it with the least effort.
    pub remedy: Option<Remedy>,
    /// The answer that says so.
    pub origin: Option<Origin>,
    /// The day since which every party that answered has said that it is not met in full.
    pub since: Option<Date>,
    /// What the reviewer wrote whose answer it is.
    pub finding: Option<String>,
    /// The pieces of the evidence register that are cited for it.
    pub cited: BTreeSet<String>,
    /// Whether its texts must not leave the house.
    pub privileged: bool,
    /// Whether any row that speaks of it is marked so.
    pub withheld: bool,
}

impl Gap {
    /// The day from which a clock of the program runs for it; `None` where that clock does not run.
    ///
    /// A gap that was known before a visit confirmed it gains no time by the visit; immediate danger
    /// runs from its finding. Ordinary gaps have a clock that only an accepted plan starts.
    pub fn clock_start(&self, clock: &str) -> Option<Date> {
        let found_on = self.origin.as_ref()?.as_of;
        match clock {
            "immediate-danger" => (self.severity == Severity::Immediate).then_some(found_on),
            "interim-control" | "closing" => {
                self.critical.then(|| self.since.unwrap_or(found_on).min(found_on))
            }
            _ => None,
        }
    }
}

/// The way to close a gap with the least effort.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The remediation.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: String,
    /// Its own person-days and those of its prerequisites that are still open.
    pub effort_days: Fraction,
    /// Its own lead time in calendar days.
    pub lead_days: u32,
    /// Its own person-days.
    pub own_effort_days: Fraction,
    /// Open prerequisites, in order.
    pub prerequisites: Vec<Prerequisite>,
    /// What reduces the risk until then.
    pub interim: Option<String>,
    /// Evidence that closes it.
    pub done_when: String,
    /// Facts that it changes: it is then another way of working, not only a repair.
    pub sets: Vec<String>,
    /// Other criteria that it closes and that are open as well.
    pub also_closes: Vec<String>,
    /// Other ways to close it, by effort.
    pub alternatives: Vec<Self>,
}

/// What has to be done before, perhaps by others.
#[derive(Debug, Clone, PartialEq)]
pub struct Prerequisite {
    /// The remediation.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: String,
    /// Its own person-days.
    pub effort_days: Fraction,
    /// Its own lead time in calendar days.
    pub lead_days: u32,
}

/// A criterion that nobody has assessed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenQuestion {
    /// The criterion.
    pub criterion: String,
    /// The location.
    pub location: Option<String>,
    /// The checklist.
    pub checklist: String,
    /// Its title.
    pub title: String,
    /// Whether it gates.
    pub critical: bool,
    /// Not assessed, or too few cases.
    pub state: State,
    /// Why it is open.
    pub reason: Option<ItemReason>,
    /// Its weight.
    pub weight: u32,
    /// What a full answer would add to the overall score.
    pub gain: Fraction,
    /// Who answers.
    pub answer_role: String,
    /// The row that is there, where one is.
    pub origin: Option<Origin>,
}

/// Gaps and open questions, both ranked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GapList {
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// What is not known.
    pub open_questions: Vec<OpenQuestion>,
}
