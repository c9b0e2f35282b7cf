//! What is still free on every day, and where an activity fits.

use super::instance::Instance;
use super::model::Day;

/// Free units of all resources on all days, packed as the instance packs them.
#[derive(Debug)]
pub(super) struct Profile<'a> {
    instance: &'a Instance,
    free: Vec<u64>,
    /// Nothing is taken on this day or later.
    reach: Day,
}

impl<'a> Profile<'a> {
    pub(super) fn new(instance: &'a Instance) -> Self {
        Self { instance, free: instance.free.clone(), reach: 0 }
    }

    /// Gives everything back.
    pub(super) fn clear(&mut self) {
        let used = self.reach * self.instance.lanes.words;
        self.free[..used].copy_from_slice(&self.instance.free[..used]);
        self.reach = 0;
    }

    /// Takes what an activity needs on its days of work; it must fit.
    pub(super) fn take(&mut self, activity: usize, start: Day, finish: Day) {
        self.reach = self.reach.max(finish);
        let (demand, words) = (self.instance.demand(activity), self.instance.lanes.words);
        let workdays = &self.instance.workdays[activity];
        let days = self.free[start * words..finish * words].chunks_exact_mut(words);
        for (day, free) in (start..).zip(days) {
            if workdays.works(day) {
                for (free, demand) in free.iter_mut().zip(demand) {
                    *free -= demand;
                }
            }
        }
    }

    /// Whether an activity finds what it needs on a day. The guards keep lanes from borrowing, so
    /// the subtraction cannot wrap.
    pub(super) fn fits(&self, demand: &[u64], day: Day) -> bool {
        let guards = self.instance.lanes.guards;
        let free = &self.free[day * demand.len()..];
        demand.iter().zip(free).all(|(demand, free)| free.wrapping_sub(*demand) & guards == guards)
    }

    /// The first place of an activity on `from` or later: its start and its finish.
    pub(super) fn earliest(&self, activity: usize, from: Day) -> (Day, Day) {
        let duration = self.instance.durations[activity];
        let demand = self.instance.demand(activity);
        let workdays = &self.instance.workdays[activity];
        if duration == 0 {
            return (from, from);
        }
        if workdays.has_pauses() {
            return self.earliest_with_pauses(activity, from);
        }
        let (mut start, mut day) = (from, from);
        while day < start + duration {
            if !self.fits(demand, day) {
                start = day + 1;
            }
            day += 1;
        }
        (start, day)
    }

    fn earliest_with_pauses(&self, activity: usize, from: Day) -> (Day, Day) {
        let duration = self.instance.durations[activity];
        let demand = self.instance.demand(activity);
        let workdays = &self.instance.workdays[activity];
        let (mut start, mut day, mut done) = (from, from, 0);
        while done < duration {
            if workdays.works(day) {
                if self.fits(demand, day) {
                    start = if done == 0 { day } else { start };
                    done += 1;
                } else {
                    done = 0;
                }
            }
            day += 1;
        }
        (start, day)
    }

    /// The last place of an activity that ends by `until`: its start and its finish.
    pub(super) fn latest(&self, activity: usize, until: Day) -> Option<(Day, Day)> {
        let duration = self.instance.durations[activity];
        let demand = self.instance.demand(activity);
        let workdays = &self.instance.workdays[activity];
        let (mut finish, mut day, mut done) = (until, until, 0);
        while done < duration {
            day = day.checked_sub(1)?;
            if workdays.works(day) {
                if self.fits(demand, day) {
                    finish = if done == 0 { day + 1 } else { finish };
                    done += 1;
                } else {
                    done = 0;
                }
            }
        }
        Some((day, finish))
    }
}
