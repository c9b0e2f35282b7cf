//! By when something has to happen: a clock of the program, started by the day of a finding.

use crate::gap::{Gap, Severity};
use crate::standard::Clock;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
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
    let Some(from) = gap.origin.as_ref().map(|origin| origin.as_of) else { return Vec::new() };
    let danger = gap.severity == Severity::Immediate;
    let runs = |id: &str| match id {
        "immediate-danger" => danger,
        "interim-control" | "closing" => gap.critical,
        "ordinary-closing" => !gap.critical,
        _ => false,
    };
    let running = clocks.iter().filter(|clock| runs(&clock.id));
    let mut found: Vec<DeadlineRecord> =
        running.filter_map(|clock| deadline(clock, from)).collect();
    found.sort_by_key(|deadline| deadline.due);
    found
}

fn deadline(clock: &Clock, from: Date) -> Option<DeadlineRecord> {
    let due = from.checked_add(span(&clock.within)?).ok()?;
    Some(DeadlineRecord {
        clock: clock.id.clone(),
        within: clock.within.clone(),
        meaning: clock.meaning.clone(),
        from,
        due,
    })
}

/// `72 hours`, `30 days`, `12 months` as whole days or months; begun days count in full.
fn span(within: &str) -> Option<Span> {
    let (number, unit) = within.split_once(' ')?;
    let number: i64 = number.parse().ok().filter(|number| *number <= 10_000)?;
    Some(match unit.trim_end_matches('s') {
        "hour" => number.checked_add(23)?.div_euclid(24).days(),
        "day" => number.days(),
        "week" => number.weeks(),
        "month" => number.months(),
        "year" => number.years(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn clocks_end_on_a_day() {
        let due = |within: &str| {
            let clock = Clock {
                id: "closing".to_owned(),
                within: within.to_owned(),
                meaning: String::new(),
            };
            deadline(&clock, date(2026, 10, 31)).map(|deadline| deadline.due)
        };
        assert_eq!(due("72 hours"), Some(date(2026, 11, 3)));
        assert_eq!(due("1 hour"), Some(date(2026, 11, 1)));
        assert_eq!(due("4 months"), Some(date(2027, 2, 28)));
        assert_eq!(due("soon"), None);
    }
}
