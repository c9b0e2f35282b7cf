//! By when something has to happen: a clock of the program, started by the day of a finding.

use crate::gap::Gap;
use crate::standard::Clock;
use jiff::civil::Date;
use serde::Serialize;

/// A clock of the program and the day on which it runs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineRecord {
    /// The clock.
    pub clock: String,
    /// In words: `72 hours`.
    pub within: String,
    /// What has to happen.
    pub meaning: String,
    /// The day it is counted from: the one that the finding speaks of.
    pub from: Date,
    /// The last day.
    pub due: Date,
}

/// The clocks that run for a gap, the earliest first. None where its program has none of them.
pub(super) fn deadlines(gap: &Gap, clocks: &[Clock]) -> Vec<DeadlineRecord> {
    let mut found: Vec<DeadlineRecord> =
        clocks.iter().filter_map(|clock| deadline(clock, gap.clock_start(&clock.id)?)).collect();
    found.sort_by_key(|deadline| deadline.due);
    found
}

fn deadline(clock: &Clock, from: Date) -> Option<DeadlineRecord> {
    let due = clock.due(from)?;
    Some(DeadlineRecord {
        clock: clock.id.clone(),
        within: clock.within.clone(),
        meaning: clock.meaning.clone(),
        from,
        due,
    })
}
