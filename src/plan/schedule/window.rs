//! The days between which an activity can lie, whatever the capacities.

use super::instance::Instance;
use super::model::Day;

/// The first possible start of every activity: its own earliest, its predecessors, its calendar.
/// Reads the earliest starts from `heads`, where the instance keeps them until this is known.
pub(super) fn heads(instance: &Instance) -> Vec<Day> {
    let mut heads = instance.heads.clone();
    for &activity in &instance.order {
        let waits = instance.predecessors[activity].iter();
        let ready = waits.map(|id| instance.finish(*id, heads[*id])).max().unwrap_or(0);
        let start = instance.fixed[activity].unwrap_or_else(|| ready.max(heads[activity]));
        heads[activity] = match instance.durations[activity] {
            0 => start,
            _ => instance.workdays[activity].on_or_after(start),
        };
    }
    heads
}

/// The day by which every activity must have finished so that all have by `end`; 0 where it
/// would have to start before the first day.
pub(super) fn deadlines(instance: &Instance, end: Day) -> Vec<Day> {
    let own = |id: usize| match instance.fixed[id] {
        Some(_) => end,
        None => end.min(instance.limits[id]),
    };
    let mut deadlines: Vec<Day> = (0..instance.count).map(own).collect();
    for &activity in instance.order.iter().rev() {
        let start = match instance.fixed[activity] {
            Some(fixed) => Some(fixed),
            None => latest_start(instance, activity, deadlines[activity]),
        };
        for predecessor in &instance.predecessors[activity] {
            let by = &mut deadlines[*predecessor];
            *by = start.unwrap_or(0).min(*by);
        }
    }
    deadlines
}

/// The day by which every activity should have finished for its own due and those of what follows.
pub(super) fn dues(instance: &Instance) -> Vec<Day> {
    let own = |id: usize| instance.dues[id].map_or(instance.horizon, |due| due.by);
    let mut dues: Vec<Day> = (0..instance.count).map(own).collect();
    for &activity in instance.order.iter().rev() {
        let start = dues[activity].saturating_sub(instance.durations[activity]);
        for predecessor in &instance.predecessors[activity] {
            dues[*predecessor] = dues[*predecessor].min(start);
        }
    }
    dues
}

/// The last day on which an activity can start so that it has finished by `finish`.
pub(super) fn latest_start(instance: &Instance, activity: usize, finish: Day) -> Option<Day> {
    instance.workdays[activity].latest_start(finish, instance.durations[activity])
}

/// The longest time that must pass between the start of every activity and the end of the last,
/// counted in days of work only.
pub(super) fn tails(instance: &Instance) -> Vec<Day> {
    let mut tails = vec![0; instance.count];
    for &activity in instance.order.iter().rev() {
        let after = instance.successors[activity].iter().map(|id| tails[*id]).max();
        tails[activity] = after.unwrap_or(0) + instance.durations[activity];
    }
    tails
}
