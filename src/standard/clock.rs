//! By when something has to happen.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// A time within which something has to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Its id.
    pub id: String,
    /// In words: `72 hours`, `30 days`, `12 months`.
    pub within: String,
    /// What has to happen.
    pub meaning: String,
}

impl Clock {
    /// The last day, counted from a day. `None` where the period cannot be read.
    pub fn due(&self, from: Date) -> Option<Date> {
        from.checked_add(span(&self.within)?).ok()
    }
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
            clock.due(date(2026, 10, 31))
        };
        assert_eq!(due("72 hours"), Some(date(2026, 11, 3)));
        assert_eq!(due("1 hour"), Some(date(2026, 11, 1)));
        assert_eq!(due("4 months"), Some(date(2027, 2, 28)));
        assert_eq!(due("soon"), None);
    }
}
