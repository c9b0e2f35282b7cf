//! What is said at the exit conference, as data: `concordant.exit/1`.

use super::gaps::{GapRecord, OpenQuestionRecord};
use super::score::{ClockRecord, FacilityRecord, ProgramRecord, ResultRecord, VerifiedRecord};
use super::stamp::Stamp;
use super::visit::{DifferenceRecord, StrengthRecord};
use super::whole::Report;
use crate::gap::Severity;
use crate::report::text::words::place;
use jiff::civil::Date;
use serde::Serialize;

/// The exit statement: a choice from the report, with its numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ExitReport<'r> {
    /// `concordant.exit/1`.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: &'r Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// Who is judged.
    pub facility: &'r FacilityRecord,
    /// By what.
    pub program: &'r ProgramRecord,
    /// In which round.
    pub round: &'r str,
    /// On which day.
    pub as_of: Date,
    /// What the answers point to.
    pub result: &'r ResultRecord,
    /// Must-pass criteria that a reviewer verified.
    pub verified: VerifiedRecord,
    /// Where nothing is missing.
    pub strengths: &'r [StrengthRecord],
    /// Immediate danger.
    pub immediate: Vec<&'r GapRecord>,
    /// Immediate danger at criteria that do not count and so are no gaps, with their location.
    pub immediate_unscored: Vec<String>,
    /// Must-pass criteria that are not met, without those above.
    pub critical: Vec<&'r GapRecord>,
    /// Must-pass criteria that nobody could tell.
    pub open_critical: Vec<&'r OpenQuestionRecord>,
    /// Where reviewers and the facility differ.
    pub differences: &'r [DifferenceRecord],
    /// The program's clocks.
    pub clocks: &'r [ClockRecord],
    /// How many criteria have texts that are left out, because a row is marked privileged.
    pub withheld: usize,
    /// All gaps that there are.
    pub gaps: usize,
    /// All open questions that there are.
    pub questions: usize,
}

impl<'r> ExitReport<'r> {
    /// The exit statement of a report.
    pub fn new(report: &'r Report) -> Self {
        let score = &report.score;
        let gaps = &report.gaps.gaps;
        let (immediate, rest): (Vec<&GapRecord>, Vec<&GapRecord>) =
            gaps.iter().partition(|gap| gap.severity == Severity::Immediate);
        let questions = report.gaps.open_questions.iter();
        Self {
            schema: "concordant.exit/1",
            stamp: &report.stamp,
            disclaimer: report.disclaimer,
            facility: &score.facility,
            program: &score.program,
            round: &score.round,
            as_of: score.as_of,
            result: &score.result,
            verified: score.verified,
            withheld: score.withheld,
            strengths: &report.strengths,
            immediate_unscored: unscored(&score.result.immediate_danger, &immediate),
            immediate,
            critical: rest.into_iter().filter(|gap| gap.critical).collect(),
            open_critical: questions.filter(|question| question.critical).collect(),
            differences: &report.differences,
            clocks: &score.clocks,
            gaps: gaps.len(),
            questions: report.gaps.open_questions.len(),
        }
    }
}

/// What a reviewer found dangerous and no gap stands for.
fn unscored(all: &[String], gaps: &[&GapRecord]) -> Vec<String> {
    let is_gap = |name: &&String| {
        gaps.iter().any(|gap| place(&gap.criterion, gap.location.as_deref()) == **name)
    };
    all.iter().filter(|name| !is_gap(name)).cloned().collect()
}
