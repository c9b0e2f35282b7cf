//! What is asked of one role, as data: `concordant.request/1`.

use super::asked::{AskedRecord, Lack};
use super::completeness::{CompletenessReport, ProgressRecord, WindowRecord};
use super::gaps::SourceRecord;
use super::head::Head;
use super::whole::Report;
use crate::report::text::card::asks;
use jiff::civil::Date;
use serde::Serialize;

/// A request for information to one role.
#[derive(Debug, Clone, Serialize)]
pub struct RequestReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The role.
    pub role: String,
    /// By when somebody wants it.
    pub answer_by: Option<Date>,
    /// By when the self-assessment ends.
    pub window: Option<WindowRecord>,
    /// How far the role has come; null where no criterion of it counts.
    pub progress: Option<ProgressRecord>,
    /// What nobody has answered.
    pub to_answer: Vec<RequestedRecord>,
    /// What was answered and lacks something.
    pub to_complete: Vec<RequestedRecord>,
    /// What a reviewer is waited for; the role may still answer it instead.
    pub waiting: Vec<RequestedRecord>,
    /// What is reported only.
    pub report_only: Vec<RequestedRecord>,
}

/// What is asked about one criterion, at one or several locations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestedRecord {
    /// The criterion.
    pub criterion: String,
    /// The locations; empty where the facility answers as one.
    pub locations: Vec<String>,
    /// The checklist, with its version.
    pub checklist: String,
    /// Its title.
    pub title: String,
    /// What is demanded.
    pub statement: String,
    /// What a reviewer will ask for.
    pub evidence_asked: Vec<String>,
    /// Whether it gates.
    pub critical: bool,
    /// What the answer lacks.
    pub lacks: Vec<Lack>,
    /// Registered evidence that has run out.
    pub stale: Vec<String>,
    /// The least number of cases, where there are too few.
    pub least_cases: Option<u32>,
    /// Where the rows stand.
    pub rows: Vec<SourceRecord>,
}

impl RequestReport {
    /// What is asked of a role.
    pub fn new(
        (report, status): (&Report, &CompletenessReport),
        role: &str,
        answer_by: Option<Date>,
    ) -> Self {
        let ours = |list: &[AskedRecord], wanted: &dyn Fn(&AskedRecord) -> bool| {
            let list = list.iter().filter(|asked| asked.answer_role == role && wanted(asked));
            grouped(report, list)
        };
        let is_new = |asked: &AskedRecord| asked.lacks.contains(&Lack::Answer);
        let again = |asked: &AskedRecord| !is_new(asked);
        let mut to_complete = ours(&status.missing, &again);
        to_complete.extend(ours(&status.lacking, &again));
        Self {
            head: Head { schema: "concordant.request/1", ..status.head.clone() },
            role: role.to_owned(),
            answer_by,
            window: status.window.clone(),
            progress: status.roles.iter().find(|of| of.id == role).cloned(),
            to_answer: ours(&status.missing, &is_new),
            to_complete,
            waiting: ours(&status.waiting, &|_| true),
            report_only: ours(&status.report_only, &|_| true),
        }
    }

    /// Whether the role is asked nothing.
    pub fn is_empty(&self) -> bool {
        self.to_answer.is_empty() && self.to_complete.is_empty() && self.report_only.is_empty()
    }
}

/// Every role of whom something is asked, in the order of the alphabet.
pub fn requested_roles(status: &CompletenessReport) -> Vec<String> {
    let lists = [&status.missing, &status.lacking, &status.report_only];
    let mut roles: Vec<String> =
        lists.into_iter().flatten().map(|asked| asked.answer_role.clone()).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// One entry for each criterion and what it lacks, with all of its locations.
fn grouped<'a>(
    report: &Report,
    asked: impl Iterator<Item = &'a AskedRecord>,
) -> Vec<RequestedRecord> {
    let mut found: Vec<RequestedRecord> = Vec::new();
    for one in asked {
        let same = |known: &&mut RequestedRecord| {
            known.criterion == one.criterion && known.lacks == one.lacks && known.stale == one.stale
        };
        if let Some(known) = found.iter_mut().find(same) {
            known.locations.extend(one.location.clone());
            let row = one.source.clone();
            known.rows.extend(row.filter(|row| !known.rows.contains(row)));
        } else {
            found.push(requested(report, one));
        }
    }
    found
}

fn requested(report: &Report, one: &AskedRecord) -> RequestedRecord {
    let criterion = report.criterion(&one.criterion);
    let items = report.score.items.iter();
    let item =
        items.clone().find(|it| it.criterion == one.criterion && it.location == one.location);
    let least = item.and_then(|item| item.measure.as_ref()).and_then(|measure| measure.minimum);
    RequestedRecord {
        criterion: one.criterion.clone(),
        locations: one.location.iter().cloned().collect(),
        checklist: criterion.map(|of| of.checklist.clone()).unwrap_or_default(),
        title: one.title.clone(),
        statement: criterion.map(|of| of.statement.clone()).unwrap_or_default(),
        evidence_asked: criterion.map(asks).unwrap_or_default(),
        critical: one.critical,
        lacks: one.lacks.clone(),
        stale: one.stale.clone(),
        least_cases: least.filter(|_| one.lacks.contains(&Lack::Cases)),
        rows: one.source.iter().cloned().collect(),
    }
}
