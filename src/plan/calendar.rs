//! Working days: Monday to Friday without the facility's holidays, counted from the plan's first day.

use super::schedule::Day;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// The working days of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    first: Date,
    holidays: BTreeSet<Date>,
}

impl WorkingDays {
    /// Working days from a day on: the first of them is that day, or the next on which people work.
    pub fn new(from: Date, holidays: &[Date]) -> Self {
        let holidays: BTreeSet<Date> = holidays.iter().copied().collect();
        let mut days = Self { first: from, holidays };
        while !days.is_worked(days.first) {
            let Ok(next) = days.first.tomorrow() else { break };
            days.first = next;
        }
        days
    }

    /// The first working day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// Whether people work on a day.
    pub fn is_worked(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&day)
    }

    /// The date of a working day.
    ///
    /// ```
    /// use concordant::plan::WorkingDays;
    /// use jiff::civil::date;
    /// let days = WorkingDays::new(date(2026, 12, 23), &[date(2026, 12, 25)]);
    /// assert_eq!(days.date(2), date(2026, 12, 28)); // after Christmas and a weekend
    /// assert_eq!(days.day_of(date(2026, 12, 26)), 2);
    /// ```
    pub fn date(&self, day: Day) -> Date {
        // whole weeks first: a plan of years is then found in a few steps
        let mut date = self.first;
        let mut left = day;
        while left > 0 {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            left -= usize::from(self.is_worked(date));
        }
        date
    }

    /// The working day of a date; for a day on which nobody works, the next one.
    pub fn day_of(&self, date: Date) -> Day {
        let mut at = self.first;
        let mut day = 0;
        while at < date {
            let Ok(next) = at.tomorrow() else { break };
            at = next;
            day += usize::from(self.is_worked(at) && at <= date);
        }
        if self.is_worked(date) || date <= self.first { day } else { day + 1 }
    }

    /// How many working days there are up to a date, that day among them.
    pub fn up_to(&self, date: Date) -> Day {
        if date < self.first {
            return 0;
        }
        self.day_of(date) + usize::from(self.is_worked(date))
    }

    /// Working days in a stretch of calendar days, rounded up: five of seven.
    pub fn within(calendar_days: u32) -> Day {
        let days = u64::from(calendar_days) * 5;
        usize::try_from(days.div_ceil(7)).unwrap_or(Day::MAX)
    }

    /// The Monday of the week that a day lies in.
    pub fn week_of(day: Date) -> Date {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_sub(back.days()).unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_and_days_are_each_other() {
        let days = WorkingDays::new(date(2026, 11, 21), &[date(2026, 11, 26), date(2026, 12, 25)]);
        assert_eq!(days.first(), date(2026, 11, 23));
        for day in 0..60 {
            let date = days.date(day);
            assert!(days.is_worked(date), "{date}");
            assert_eq!(days.day_of(date), day, "{date}");
        }
        assert_eq!(days.date(3), date(2026, 11, 27));
        assert_eq!(days.day_of(date(2026, 11, 26)), 3);
        assert_eq!(days.day_of(date(2026, 11, 1)), 0);
        let numbers = [(22, 0), (23, 1), (25, 3), (26, 3), (27, 4), (29, 4), (30, 5)];
        for (day, number) in numbers {
            assert_eq!(days.up_to(date(2026, 11, day)), number, "{day}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(WorkingDays::week_of(date(2026, 3, 4)), date(2026, 3, 2));
        assert_eq!(WorkingDays::week_of(date(2026, 3, 2)), date(2026, 3, 2));
        assert_eq!(WorkingDays::within(30), 22);
        assert_eq!(WorkingDays::within(0), 0);
    }
}
