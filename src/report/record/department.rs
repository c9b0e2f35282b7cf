//! What one role has to do, as data: `concordant.department/1`.

use super::evidence::EvidenceRecord;
use super::gaps::{GapRecord, OpenQuestionRecord, PrerequisiteRecord};
use super::score::{FacilityRecord, ProgramRecord};
use super::stamp::Stamp;
use super::whole::Report;
use crate::gap::Severity;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// The part of a report that one role answers for.
#[derive(Debug, Clone, Serialize)]
pub struct DepartmentReport<'r> {
    /// `concordant.department/1`.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: &'r Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// The role.
    pub role: String,
    /// Who is judged.
    pub facility: &'r FacilityRecord,
    /// By what.
    pub program: &'r ProgramRecord,
    /// On which day.
    pub as_of: Date,
    /// Gaps that the role closes.
    pub gaps: Vec<&'r GapRecord>,
    /// What others wait for.
    pub waited_for: Vec<WaitedFor<'r>>,
    /// Questions that the role answers.
    pub open_questions: Vec<&'r OpenQuestionRecord>,
    /// How many criteria of the facility have texts that are left out as privileged.
    pub withheld: usize,
    /// Evidence that the role keeps and has to renew.
    pub stale_evidence: Vec<&'r EvidenceRecord>,
}

/// Work of the role on which somebody else's gap waits.
#[derive(Debug, Clone, Serialize)]
pub struct WaitedFor<'r> {
    /// The work.
    pub work: &'r PrerequisiteRecord,
    /// The gaps that wait, by criterion, with the role that closes each.
    pub waiting: Vec<(&'r str, &'r str)>,
}

impl<'r> DepartmentReport<'r> {
    /// The part of a role.
    pub fn new(report: &'r Report, role: &str) -> Self {
        let gaps = report.gaps.gaps.iter();
        let questions = report.gaps.open_questions.iter();
        let evidence = report.evidence.iter().filter(|piece| piece.standing.is_stale());
        Self {
            schema: "concordant.department/1",
            stamp: &report.stamp,
            disclaimer: report.disclaimer,
            role: role.to_owned(),
            facility: &report.score.facility,
            program: &report.score.program,
            as_of: report.score.as_of,
            withheld: report.score.withheld,
            gaps: danger_first(gaps.filter(|gap| owner(report, gap) == Some(role)).collect()),
            waited_for: waited_for(report, role),
            open_questions: questions.filter(|question| question.answer_role == role).collect(),
            stale_evidence: evidence
                .filter(|piece| piece.owner_role.as_deref() == Some(role))
                .collect(),
        }
    }

    /// Whether the role has nothing to do.
    pub fn is_empty(&self) -> bool {
        let has_work = !self.gaps.is_empty() || !self.waited_for.is_empty();
        !has_work && self.open_questions.is_empty() && self.stale_evidence.is_empty()
    }
}

/// Every role that has something to do, in the order of the alphabet.
pub fn departments(report: &Report) -> Vec<String> {
    let gaps = report.gaps.gaps.iter();
    let owners = gaps.clone().filter_map(|gap| owner(report, gap));
    let before = gaps.filter_map(|gap| gap.remediation.as_ref());
    let before = before.flat_map(|remedy| remedy.prerequisites.iter().map(|b| b.role.as_str()));
    let asked = report.gaps.open_questions.iter().map(|question| question.answer_role.as_str());
    let stale = report.evidence.iter().filter(|piece| piece.standing.is_stale());
    let keepers = stale.filter_map(|piece| piece.owner_role.as_deref());
    let all: BTreeSet<&str> = owners.chain(before).chain(asked).chain(keepers).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// Who closes a gap: the role of its remediation; without one, who answers for the criterion.
pub(in crate::report) fn owner<'r>(report: &'r Report, gap: &'r GapRecord) -> Option<&'r str> {
    let remedy = gap.remediation.as_ref().map(|remedy| remedy.role.as_str());
    remedy.or_else(|| report.criterion(&gap.criterion).map(|c| c.answer_role.as_str()))
}

/// What is immediate danger comes before all else; the rest keeps its rank.
fn danger_first(mut gaps: Vec<&GapRecord>) -> Vec<&GapRecord> {
    gaps.sort_by_key(|gap| gap.severity != Severity::Immediate);
    gaps
}

/// Prerequisites of the role for gaps that another role closes.
fn waited_for<'r>(report: &'r Report, role: &str) -> Vec<WaitedFor<'r>> {
    let mut found: Vec<WaitedFor<'r>> = Vec::new();
    for gap in &report.gaps.gaps {
        let Some(remedy) = gap.remediation.as_ref().filter(|remedy| remedy.role != role) else {
            continue;
        };
        let entry = (gap.criterion.as_str(), remedy.role.as_str());
        for work in remedy.prerequisites.iter().filter(|before| before.role == role) {
            match found.iter_mut().find(|known| known.work.id == work.id) {
                Some(known) if known.waiting.contains(&entry) => {}
                Some(known) => known.waiting.push(entry),
                None => found.push(WaitedFor { work, waiting: vec![entry] }),
            }
        }
    }
    found
}
