//! What no schedule can beat: chains of activities, and the work that must fall between two days.

use super::instance::Instance;
use super::model::Day;
use super::window;

/// The earliest end that neither the longest chain nor the work within any stretch of days rules
/// out. Ends are tried one by one, each by contradiction.
pub(super) fn lower_bound(instance: &Instance, enough: Day) -> Day {
    let ends = (0..instance.count).map(|id| instance.finish(id, instance.heads[id]));
    let mut end = ends.max().unwrap_or(0);
    while end < enough && !is_open(instance, end) {
        end += 1;
    }
    end
}

/// Whether nothing is known against all activities being finished by `end`.
fn is_open(instance: &Instance, end: Day) -> bool {
    let deadlines = window::deadlines(instance, end);
    let fits = |id: usize| instance.finish(id, instance.heads[id]) <= deadlines[id];
    if !(0..instance.count).all(fits) {
        return false;
    }
    (0..instance.capacities.len()).all(|resource| has_room(instance, resource, &deadlines))
}

/// The work of an activity between its head and its deadline, in ranks of its own working days.
struct Work {
    units: u64,
    duration: Day,
    head: Day,
    deadline: Day,
    activity: usize,
}

/// Whether, between any head and any deadline, the least work that must be done there is no more
/// than the capacity.
fn has_room(instance: &Instance, resource: usize, deadlines: &[Day]) -> bool {
    let mut works = Vec::new();
    for (activity, deadline) in deadlines.iter().copied().enumerate() {
        if let Some(&units) = instance.units[activity].get(&resource) {
            let head = instance.heads[activity];
            let fixed = instance.fixed[activity].map(|start| instance.finish(activity, start));
            let deadline = fixed.unwrap_or(deadline);
            let duration = instance.durations[activity];
            works.push(Work { units, duration, head, deadline, activity });
        }
    }
    let mut sums = vec![0];
    for units in &instance.capacities[resource] {
        sums.push(sums.last().copied().unwrap_or(0) + units);
    }
    let mut ends: Vec<Day> = works.iter().map(|work| work.deadline).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut begins: Vec<Day> = works.iter().map(|work| work.head).collect();
    begins.sort_unstable();
    begins.dedup();
    begins.iter().all(|begin| {
        ends.iter().filter(|end| *end > begin).all(|end| {
            let least = works.iter().map(|work| work.least(instance, *begin, *end));
            least.sum::<u64>() <= sums[*end] - sums[*begin]
        })
    })
}

impl Work {
    /// The least work that falls between two days, wherever the activity lies in its window:
    /// pushed to the left or to the right, since between the two the share only grows.
    fn least(&self, instance: &Instance, begin: Day, end: Day) -> u64 {
        if self.deadline <= begin || self.head >= end {
            return 0;
        }
        let workdays = &instance.workdays[self.activity];
        let rank = |day: Day| workdays.rank(day);
        let (begin, end) = (rank(begin), rank(end));
        let left = (rank(self.head) + self.duration).saturating_sub(begin);
        let right = (end + self.duration).saturating_sub(rank(self.deadline));
        let days = left.min(right).min(self.duration).min(end - begin);
        self.units * u64::try_from(days).unwrap_or(0)
    }
}
