//! Working days of a calendar as ranks: how many lie before a day, and which day is the n-th.

use super::model::{Calendar, Day};

/// The days of a calendar, counted. Without pauses, a day and its rank are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Workdays {
    pauses: Vec<Day>,
}

impl Workdays {
    pub(super) fn of(calendar: &Calendar) -> Self {
        Self { pauses: calendar.pauses.iter().copied().collect() }
    }

    /// How many working days lie before this day.
    pub(super) fn rank(&self, day: Day) -> usize {
        day - self.pauses.partition_point(|pause| *pause < day)
    }

    /// The working day with this many working days before it.
    pub(super) fn day(&self, rank: usize) -> Day {
        // the pauses before it are those whose own rank is not above it
        let (mut low, mut high) = (0, self.pauses.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.pauses[middle] - middle <= rank {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        rank + low
    }

    /// This day, or the first working day after it.
    pub(super) fn on_or_after(&self, day: Day) -> Day {
        if self.pauses.is_empty() { day } else { self.day(self.rank(day)) }
    }

    /// The day after the last of `duration` days of work that begin on `start` or later.
    pub(super) fn finish(&self, start: Day, duration: Day) -> Day {
        if self.pauses.is_empty() || duration == 0 {
            return start + duration;
        }
        self.day(self.rank(start) + duration - 1) + 1
    }

    /// The latest working day on which `duration` days of work can begin and end by `finish`.
    pub(super) fn latest_start(&self, finish: Day, duration: Day) -> Option<Day> {
        if duration == 0 {
            return Some(finish);
        }
        Some(self.day(self.rank(finish).checked_sub(duration)?))
    }

    pub(super) fn works(&self, day: Day) -> bool {
        self.pauses.is_empty() || self.pauses.binary_search(&day).is_err()
    }

    /// Whether every day of this stretch is a working day.
    pub(super) fn is_free_of_pauses(&self, from: Day, until: Day) -> bool {
        self.rank(until) - self.rank(from) == until - from
    }

    pub(super) fn has_pauses(&self) -> bool {
        !self.pauses.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_days_are_each_others_inverse() {
        let workdays = Workdays { pauses: vec![0, 3, 4, 5, 9] };
        let working: Vec<Day> = (0..20).filter(|day| workdays.works(*day)).collect();
        for (rank, day) in working.iter().enumerate() {
            assert_eq!((workdays.day(rank), workdays.rank(*day)), (*day, rank));
        }
        assert_eq!(workdays.finish(2, 3), 8);
        assert_eq!(workdays.latest_start(8, 3), Some(2));
        assert_eq!(workdays.latest_start(2, 2), None);
        assert_eq!(workdays.on_or_after(3), 6);
    }
}
