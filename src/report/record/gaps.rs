//! Gaps and open questions as data: `concordant.gaps/1`.

use super::deadline::{DeadlineRecord, deadlines};
use crate::assessment::{Extent, Origin, Party};
use crate::diagnostic::mask_line;
use crate::gap::{Gap, GapList, OpenQuestion, Prerequisite, RankBy, Remedy, Severity};
use crate::measure::Fraction;
use crate::score::{ItemReason, State};
use crate::source::{plain, plain_at_most};
use crate::standard::Clock;
use crate::standard::model::Harm;
use serde::Serialize;

/// Gaps and open questions of a facility.
#[derive(Debug, Clone, Serialize)]
pub struct GapsReport {
    /// `concordant.gaps/1`.
    pub schema: &'static str,
    /// The order of the gaps, in words.
    pub ranked_by: String,
    /// What is missing.
    pub gaps: Vec<GapRecord>,
    /// What is not known.
    pub open_questions: Vec<OpenQuestionRecord>,
}

/// Where an answer stands.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRecord {
    pub file: String,
    /// Its worksheet, where the sheet is a workbook.
    pub worksheet: Option<String>,
    pub row: usize,
    pub party: Party,
}

impl SourceRecord {
    /// The file with its worksheet, for people.
    pub fn sheet(&self) -> String {
        sheet_of(&self.file, self.worksheet.as_deref())
    }
}

/// A file with its worksheet, for people.
pub(super) fn sheet_of(file: &str, worksheet: Option<&str>) -> String {
    worksheet.map_or_else(|| file.to_owned(), |worksheet| format!("{file}, sheet {worksheet},"))
}

/// One gap.
#[derive(Debug, Clone, Serialize)]
pub struct GapRecord {
    /// Its place, from 1.
    pub rank: usize,
    /// The criterion.
    pub criterion: String,
    /// The location; null where the facility answers as one.
    pub location: Option<String>,
    /// The checklist.
    pub checklist: String,
    /// The criterion's title.
    pub title: String,
    /// Harm by extent.
    pub severity: Severity,
    /// What happens if it fails.
    pub harm: Harm,
    /// How far the failure reaches.
    pub extent: Extent,
    /// Whether a reviewer said so.
    pub extent_by_reviewer: bool,
    /// Whether it gates.
    pub critical: bool,
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: Option<ItemReason>,
    /// Its credit, an exact fraction.
    pub credit: Fraction,
    /// Its weight.
    pub weight: u32,
    /// What closing it alone adds to the overall score, an exact fraction.
    pub gain: Fraction,
    /// The same in points of 100, rounded down.
    pub gain_percent: f64,
    /// How many other gaps wait for what closes it.
    pub unblocks: usize,
    /// Least effort in person-days that closes it, open prerequisites included; null where nothing
    /// closes it.
    pub effort_days: Option<f64>,
    /// What to do.
    pub remediation: Option<RemediationRecord>,
    /// By when: the program's clocks that run for it.
    pub deadlines: Vec<DeadlineRecord>,
    /// The pieces of the evidence register that are cited for it.
    pub cited: Vec<String>,
    /// What the reviewer wrote, where it is asked for and may be shown.
    pub finding: Option<String>,
    /// Why the reviewer's words are left out, where they were asked for.
    pub finding_withheld: Option<Withheld>,
    /// The answer that says so.
    pub source: Option<SourceRecord>,
}

/// Why a text is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Its row is marked privileged.
    Privileged,
    /// It holds what is shaped like a number or address of a person.
    MayIdentify,
}

impl Withheld {
    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Privileged => "withheld: the row is marked privileged",
            Self::MayIdentify => "withheld: it may identify a person; see the sheet",
        }
    }
}

/// The way to close a gap.
#[derive(Debug, Clone, Serialize)]
pub struct RemediationRecord {
    pub id: String,
    pub title: String,
    pub role: String,
    pub lead_days: u32,
    pub own_effort_days: f64,
    pub after: Vec<String>,
    pub prerequisites: Vec<PrerequisiteRecord>,
    pub interim: Option<String>,
    pub done_when: String,
    pub sets: Vec<String>,
    pub also_closes: Vec<String>,
    pub alternatives: Vec<AlternativeRecord>,
}

/// What has to be done before, perhaps by others.
#[derive(Debug, Clone, Serialize)]
pub struct PrerequisiteRecord {
    pub id: String,
    pub title: String,
    pub role: String,
    pub effort_days: f64,
    pub lead_days: u32,
}

/// Another way to close a gap.
#[derive(Debug, Clone, Serialize)]
pub struct AlternativeRecord {
    pub id: String,
    pub title: String,
    pub role: String,
    pub effort_days: f64,
    pub lead_days: u32,
    pub interim: Option<String>,
}

/// One open question.
#[derive(Debug, Clone, Serialize)]
pub struct OpenQuestionRecord {
    /// The criterion.
    pub criterion: String,
    /// The location; null where the facility answers as one.
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
    /// What a full answer would add to the overall score, an exact fraction.
    pub gain: Fraction,
    /// The same in points of 100, rounded down.
    pub gain_percent: f64,
    /// Who answers.
    pub answer_role: String,
    /// The row that is there, where one is.
    pub source: Option<SourceRecord>,
}

impl GapsReport {
    /// The report of a list, by the clocks of a program. Reviewers' own words are left out.
    pub fn new(list: &GapList, by: RankBy, clocks: &[Clock]) -> Self {
        Self {
            schema: "concordant.gaps/1",
            ranked_by: by.formula(),
            gaps: list.gaps.iter().map(|found| gap(found, clocks)).collect(),
            open_questions: list.open_questions.iter().map(question).collect(),
        }
    }

    /// The same with what reviewers wrote, as far as it may be shown.
    #[must_use]
    pub fn with_findings(mut self, list: &GapList) -> Self {
        for (record, gap) in self.gaps.iter_mut().zip(&list.gaps) {
            let Some(text) = &gap.finding else { continue };
            match withheld(gap, text) {
                Some(why) => record.finding_withheld = Some(why),
                None => record.finding = Some(plain_at_most(text, LONGEST_FINDING)),
            }
        }
        self
    }
}

fn source(origin: Option<&Origin>) -> Option<SourceRecord> {
    origin.map(|origin| SourceRecord {
        file: origin.file.to_string(),
        worksheet: origin.worksheet.as_deref().map(|name| plain(name).into_owned()),
        row: origin.row,
        party: origin.party,
    })
}

const LONGEST_FINDING: usize = 2_000;

fn withheld(gap: &Gap, text: &str) -> Option<Withheld> {
    if gap.privileged {
        return Some(Withheld::Privileged);
    }
    (mask_line(text) != text).then_some(Withheld::MayIdentify)
}

fn gap(gap: &Gap, clocks: &[Clock]) -> GapRecord {
    GapRecord {
        rank: gap.rank,
        criterion: gap.criterion.clone(),
        location: gap.location.clone(),
        checklist: gap.checklist.clone(),
        title: gap.title.clone(),
        severity: gap.severity,
        harm: gap.harm,
        extent: gap.extent,
        extent_by_reviewer: gap.extent_by_reviewer,
        critical: gap.critical,
        state: gap.state,
        reason: gap.reason,
        credit: gap.credit.clone(),
        weight: gap.weight,
        gain_percent: hundredths(&gap.gain),
        gain: gap.gain.clone(),
        unblocks: gap.unblocks,
        effort_days: gap.remedy.as_ref().map(|remedy| remedy.effort_days.to_f64()),
        remediation: gap.remedy.as_ref().map(remediation),
        deadlines: deadlines(gap, clocks),
        cited: gap.cited.iter().cloned().collect(),
        finding: None,
        finding_withheld: None,
        source: source(gap.origin.as_ref()),
    }
}

/// Points of 100 with two digits: gains are small.
fn hundredths(gain: &Fraction) -> f64 {
    gain.times(&Fraction::whole(100)).decimal(2).parse().unwrap_or_default()
}

fn remediation(remedy: &Remedy) -> RemediationRecord {
    RemediationRecord {
        id: remedy.id.clone(),
        title: remedy.title.clone(),
        role: remedy.role.clone(),
        lead_days: remedy.lead_days,
        own_effort_days: remedy.own_effort_days.to_f64(),
        after: remedy.prerequisites.iter().map(|before| before.id.clone()).collect(),
        prerequisites: remedy.prerequisites.iter().map(prerequisite).collect(),
        interim: remedy.interim.clone(),
        done_when: remedy.done_when.clone(),
        sets: remedy.sets.clone(),
        also_closes: remedy.also_closes.clone(),
        alternatives: remedy.alternatives.iter().map(alternative).collect(),
    }
}

fn prerequisite(before: &Prerequisite) -> PrerequisiteRecord {
    PrerequisiteRecord {
        id: before.id.clone(),
        title: before.title.clone(),
        role: before.role.clone(),
        effort_days: before.effort_days.to_f64(),
        lead_days: before.lead_days,
    }
}

fn alternative(remedy: &Remedy) -> AlternativeRecord {
    AlternativeRecord {
        id: remedy.id.clone(),
        title: remedy.title.clone(),
        role: remedy.role.clone(),
        effort_days: remedy.effort_days.to_f64(),
        lead_days: remedy.lead_days,
        interim: remedy.interim.clone(),
    }
}

fn question(question: &OpenQuestion) -> OpenQuestionRecord {
    OpenQuestionRecord {
        criterion: question.criterion.clone(),
        location: question.location.clone(),
        checklist: question.checklist.clone(),
        title: question.title.clone(),
        critical: question.critical,
        state: question.state,
        reason: question.reason,
        weight: question.weight,
        gain_percent: hundredths(&question.gain),
        gain: question.gain.clone(),
        answer_role: question.answer_role.clone(),
        source: source(question.origin.as_ref()),
    }
}
