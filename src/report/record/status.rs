//! How an accepted plan stands, as data: `concordant.plan-status/1`.

use super::head::Head;
use super::plan::{StandingRecord, standing};
use super::whole::Report;
use crate::diagnostic::mask_line;
use crate::plan::{Accepted, ActionProgress, Progress};
use crate::source::plain_at_most;
use jiff::civil::Date;
use serde::Serialize;

/// How the accepted plan of a facility stands on a day.
#[derive(Debug, Clone, Serialize)]
pub struct StatusReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The tier that is aimed at.
    pub target: Option<String>,
    /// Who accepted the plan.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<Date>,
    /// The last day of the accepted plan.
    pub finish: Option<Date>,
    /// The last day by the forecast.
    pub forecast_finish: Option<Date>,
    /// Its actions, in the order of the plan.
    pub actions: Vec<StatusRecord>,
    /// Actions that gate or remove danger, past their day and not verified.
    pub overdue_critical: Vec<String>,
    /// Days that do not move.
    pub fixed: Vec<FixedRecord>,
    /// What is expected at the end of each month.
    pub milestones: Vec<ExpectedRecord>,
    /// The score as it is: it moves only with a reviewer's answer.
    pub verified: StandingRecord,
    /// The score when reviewers confirm what is done by now.
    pub forecast: StandingRecord,
}

/// How an action stands.
#[derive(Debug, Clone, Serialize)]
pub struct StatusRecord {
    pub id: String,
    pub title: String,
    pub role: String,
    /// `hospital` or `network`.
    pub party: &'static str,
    /// `not_started`, `under_way`, `evidence_sent`, `verified`, `sustained`, `slipped`, `dropped`.
    pub state: &'static str,
    pub start: Date,
    pub due: Date,
    pub begun: Option<Date>,
    /// When it ends, or ended; null where it was dropped.
    pub forecast: Option<Date>,
    pub late_days: usize,
    pub slips_days: usize,
    pub because: Vec<String>,
    /// `not_begun`, `predecessor` or `forecast`; null where it is not at risk.
    pub at_risk: Option<&'static str>,
    pub critical: bool,
    pub reason: String,
}

/// A day that does not move, and what will not be done before it.
#[derive(Debug, Clone, Serialize)]
pub struct FixedRecord {
    pub id: String,
    pub title: String,
    pub date: Date,
    /// Actions that have to be done before it.
    pub needs: Vec<String>,
    pub not_ready: Vec<String>,
}

/// What is expected by a day.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectedRecord {
    pub date: Date,
    pub actions: Vec<String>,
    pub expected: StandingRecord,
}

/// A reason of the log is shown at most this long.
const LONGEST_REASON: usize = 120;

impl StatusReport {
    /// The report of how a plan stands, for the facility of a gap report.
    pub fn new(progress: &Progress, accepted: &Accepted, report: &Report) -> Self {
        let overdue = progress.actions.iter().filter(|a| a.is_overdue_critical(progress.as_of));
        let fixed = progress.points.iter().map(|point| FixedRecord {
            id: point.id.clone(),
            title: point.title.clone(),
            date: point.date,
            needs: point.needs.clone(),
            not_ready: point.not_ready.clone(),
        });
        let milestones = progress.milestones.iter().map(|expected| ExpectedRecord {
            date: expected.date,
            actions: expected.actions.clone(),
            expected: standing(&expected.standing),
        });
        Self {
            head: Head { as_of: progress.as_of, ..Head::of("concordant.plan-status/1", report) },
            target: accepted.target.clone(),
            accepted_by: accepted.accepted_by.clone(),
            accepted_on: accepted.accepted_on,
            finish: progress.finish.map(|(accepted, _)| accepted),
            forecast_finish: progress.finish.map(|(_, forecast)| forecast),
            overdue_critical: overdue.map(|action| action.id.clone()).collect(),
            actions: progress.actions.iter().map(status).collect(),
            fixed: fixed.collect(),
            milestones: milestones.collect(),
            verified: standing(&progress.verified),
            forecast: standing(&progress.forecast),
        }
    }
}

fn status(action: &ActionProgress) -> StatusRecord {
    StatusRecord {
        id: action.id.clone(),
        title: action.title.clone(),
        role: action.role.clone(),
        party: action.party.word(),
        state: action.state.word(),
        start: action.start,
        due: action.due,
        begun: action.begun,
        forecast: action.forecast,
        late_days: action.late_days,
        slips_days: action.slips_days,
        because: action.because.clone(),
        at_risk: action.risk.map(crate::plan::Risk::word),
        critical: action.is_critical,
        // the log's words are other people's
        reason: mask_line(&plain_at_most(&action.reason, LONGEST_REASON)),
    }
}
