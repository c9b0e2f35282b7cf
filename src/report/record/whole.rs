//! The gap report as data: `concordant.report/1`.

use super::gaps::GapsReport;
use super::score::ScoreReport;
use super::stamp::{DISCLAIMER, Stamp};
use crate::diagnostic::{Bag, Counts};
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

impl Report {
    /// Joins its parts.
    pub fn new(stamp: Stamp, score: ScoreReport, gaps: GapsReport, bag: &Bag) -> Self {
        let Counts { errors, warnings, notes } = bag.counts();
        Self {
            schema: "concordant.report/1",
            stamp,
            disclaimer: DISCLAIMER,
            score,
            gaps,
            problems: ProblemsRecord { errors, warnings, notes },
        }
    }
}
