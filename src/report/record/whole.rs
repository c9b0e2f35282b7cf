//! The gap report as data: `concordant.report/1`.

use super::criteria::{CriterionRecord, criteria};
use super::evidence::{EvidenceRecord, evidence};
use super::gaps::GapsReport;
use super::score::ScoreReport;
use super::stamp::{DISCLAIMER, Stamp};
use super::visit::{DifferenceRecord, StrengthRecord, differences, strengths};
use crate::diagnostic::{Bag, Counts};
use crate::gap::{RankBy, find};
use crate::score::Scorecard;
use serde::Serialize;

/// Everything that the gap report says.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// `concordant.report/1`.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// The score.
    pub score: ScoreReport,
    /// Gaps and open questions.
    pub gaps: GapsReport,
    /// The criteria in their checklists' words.
    pub criteria: Vec<CriterionRecord>,
    /// The register of evidence; empty where none is kept.
    pub evidence: Vec<EvidenceRecord>,
    /// Where reviewers and the facility differ.
    pub differences: Vec<DifferenceRecord>,
    /// Where nothing is missing.
    pub strengths: Vec<StrengthRecord>,
    /// Whether it shows what reviewers wrote, which no program can read for names.
    pub shows_findings: bool,
    /// How many problems the files have.
    pub problems: ProblemsRecord,
}

/// How many problems the files have.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ProblemsRecord {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

/// What a report is asked to hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct Contents {
    /// The order of the gaps.
    pub by: RankBy,
    /// Whether reviewers' own words are shown, as far as they may be.
    pub findings: bool,
}

/// What is said of texts that are left out.
pub(in crate::report) fn withheld(criteria: usize) -> Option<String> {
    let (which, mark) = match criteria {
        0 => return None,
        1 => ("1 criterion are".to_owned(), "its row is"),
        some => (format!("{some} criteria are"), "their rows are"),
    };
    Some(format!("Texts on {which} withheld: {mark} marked privileged. The answers count."))
}

impl Report {
    /// The report of a scorecard.
    pub fn new(stamp: Stamp, card: &Scorecard<'_>, contents: Contents, bag: &Bag) -> Self {
        let score = ScoreReport::new(card, bag.is_provisional());
        let list = find(card, contents.by);
        let gaps = GapsReport::new(&list, contents.by, &card.program.clocks);
        let gaps = if contents.findings { gaps.with_findings(&list) } else { gaps };
        let Counts { errors, warnings, notes } = bag.counts();
        Self {
            schema: "concordant.report/1",
            stamp,
            disclaimer: DISCLAIMER,
            criteria: criteria(card),
            evidence: evidence(card),
            differences: differences(&score.items),
            strengths: strengths(&score),
            score,
            gaps,
            shows_findings: contents.findings,
            problems: ProblemsRecord { errors, warnings, notes },
        }
    }

    /// What stands below the report: what it is not, and what it was made by and from. Where it shows
    /// what reviewers wrote, it says so.
    pub fn small_print(&self) -> [String; 2] {
        let words = "Holds what reviewers wrote: read it for names before you pass it on. ";
        let words = if self.shows_findings { words } else { "" };
        let withheld = withheld(self.score.withheld).map(|text| text + " ").unwrap_or_default();
        [format!("{words}{withheld}{}", self.disclaimer), self.stamp.line()]
    }

    /// A criterion in its checklist's words.
    pub fn criterion(&self, id: &str) -> Option<&CriterionRecord> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }
}
