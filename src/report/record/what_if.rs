//! What would be, if, as data: `concordant.what-if/1`.

use super::plan::{PlanReport, StandingRecord};
use super::stamp::Stamp;
use jiff::civil::Date;
use serde::Serialize;

/// Two plans side by side: as things are, and with the changes that are tried out.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfReport {
    /// `concordant.what-if/1`.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// The facility's name.
    pub facility: String,
    /// The changes, in words.
    pub changes: Vec<String>,
    /// As things are.
    pub now: OutlookRecord,
    /// With the changes.
    pub then: OutlookRecord,
    /// Actions that the changes make needless.
    pub gone: Vec<String>,
    /// Actions that the changes make needed.
    pub new: Vec<String>,
}

/// Where a facility stands and what its plan comes to.
#[derive(Debug, Clone, Serialize)]
pub struct OutlookRecord {
    pub target: Option<String>,
    pub standing: StandingRecord,
    pub expected: StandingRecord,
    pub actions: usize,
    pub effort_days: f64,
    pub finish: Date,
    /// At the lower end of efforts that are ranges; null where none is.
    pub finish_early: Option<Date>,
    /// Days that people wrote down and that the plan does not keep.
    pub missed: usize,
}

impl WhatIfReport {
    /// Compares two plans of one facility.
    pub fn new(changes: Vec<String>, now: &PlanReport, then: &PlanReport) -> Self {
        let ids = |plan: &PlanReport| -> Vec<String> {
            plan.actions.iter().map(|action| action.id.clone()).collect()
        };
        let (before, after) = (ids(now), ids(then));
        let without = |some: &[String], others: &[String]| {
            some.iter().filter(|id| !others.contains(id)).cloned().collect()
        };
        Self {
            schema: "concordant.what-if/1",
            stamp: now.head.stamp.clone(),
            disclaimer: now.head.disclaimer,
            facility: now.head.facility.name.clone(),
            changes,
            now: outlook(now),
            then: outlook(then),
            gone: without(&before, &after),
            new: without(&after, &before),
        }
    }
}

fn outlook(plan: &PlanReport) -> OutlookRecord {
    OutlookRecord {
        target: plan.target.clone(),
        standing: plan.now.clone(),
        expected: plan.expected.clone(),
        actions: plan.actions.len(),
        effort_days: plan.selection.effort_days,
        finish: plan.schedule.finish,
        finish_early: plan.schedule.finish_early,
        missed: plan.missed.len(),
    }
}
