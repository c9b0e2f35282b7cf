//! What the records of a facility begin with, whatever they are about.

use super::score::{FacilityRecord, ProgramRecord};
use super::stamp::Stamp;
use super::whole::Report;
use jiff::civil::Date;
use serde::Serialize;

/// Of whom a record speaks, by what, and how it was made. In JSON its fields are those of the record.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The name and version of the record's shape.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// Who is judged.
    pub facility: FacilityRecord,
    /// By what.
    pub program: ProgramRecord,
    /// In which round.
    pub round: String,
    /// The day that it speaks of.
    pub as_of: Date,
    /// Whether an input has errors, so that the record may change when they are mended.
    pub provisional: bool,
}

impl Head {
    /// The head of a record that is made from a report.
    pub(super) fn of(schema: &'static str, report: &Report) -> Self {
        let score = &report.score;
        Self {
            schema,
            stamp: report.stamp.clone(),
            disclaimer: report.disclaimer,
            facility: score.facility.clone(),
            program: score.program.clone(),
            round: score.round.clone(),
            as_of: score.as_of,
            provisional: score.provisional,
        }
    }
}
