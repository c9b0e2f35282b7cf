//! What every schedule must keep, checked day by day; and all schedules of a small network, tried
//! one by one. Neither knows how the scheduler works.

use concordant::plan::schedule::{Activity, Demand, Network, Schedule};

/// An activity that takes `units` of resource 0 and waits for others.
pub(super) fn activity(duration: usize, units: u32, predecessors: &[usize]) -> Activity {
    let demands = vec![Demand { resource: 0, units }];
    Activity { duration, demands, predecessors: predecessors.to_vec(), ..Activity::default() }
}

/// The days on which an activity that starts on `start` works, and the day after the last.
fn days_of(network: &Network, id: usize, start: usize) -> (Vec<usize>, usize) {
    let activity = &network.activities()[id];
    let pauses = activity.calendar.map(|calendar| &network.calendars()[calendar].pauses);
    let works = |day: &usize| !pauses.is_some_and(|pauses| pauses.contains(day));
    let days: Vec<usize> = (start..).filter(works).take(activity.duration).collect();
    let finish = days.last().map_or(start, |last| last + 1);
    (days, finish)
}

/// Whether the first activities, as many as there are starts, break nothing. Capacities are
/// counted for these activities only.
fn holds(network: &Network, starts: &[usize]) -> Result<(), String> {
    let mut load = std::collections::BTreeMap::new();
    for (id, start) in starts.iter().copied().enumerate() {
        let activity = &network.activities()[id];
        let (days, _) = days_of(network, id, start);
        if start < activity.earliest {
            return Err(format!("{id} starts before its earliest day"));
        }
        if activity.fixed.is_some_and(|fixed| fixed != start) {
            return Err(format!("{id} leaves its fixed start"));
        }
        if days.first().is_some_and(|first| *first != start) {
            return Err(format!("{id} starts on a pause"));
        }
        for before in activity.predecessors.iter().filter(|before| **before < starts.len()) {
            if days_of(network, *before, starts[*before]).1 > start {
                return Err(format!("{id} starts before {before} has finished"));
            }
        }
        for demand in &activity.demands {
            for day in &days {
                let sum = load.entry((demand.resource, *day)).or_insert(0);
                *sum += demand.units;
                let resource = &network.resources()[demand.resource];
                let mut capacity = resource.capacity;
                for less in &resource.reductions {
                    if (less.from..less.until).contains(day) {
                        capacity = capacity.min(less.capacity);
                    }
                }
                if *sum > capacity {
                    return Err(format!("resource {} on day {day}", demand.resource));
                }
            }
        }
    }
    Ok(())
}

/// Fails with the first rule that a schedule breaks, its own figures among them.
pub(super) fn keeps_everything(network: &Network, found: &Schedule) -> Result<(), String> {
    holds(network, &found.starts)?;
    let starts = found.starts.iter().copied().enumerate();
    let finishes: Vec<usize> = starts.map(|(id, start)| days_of(network, id, start).1).collect();
    let makespan = finishes.iter().copied().max().unwrap_or(0);
    if finishes != found.finishes || makespan != found.makespan {
        return Err(String::from("finishes or makespan are not those of the starts"));
    }
    if found.lower_bound > found.makespan {
        return Err(String::from("the lower bound is above the makespan"));
    }
    if found.proven != (found.lower_bound == found.makespan) {
        return Err(String::from("proven, but the bound is lower, or the other way round"));
    }
    Ok(())
}

/// The least makespan of all schedules that end by `limit`; predecessors must have lower ids.
pub(super) fn shortest(network: &Network, limit: usize) -> Option<usize> {
    let mut best = None;
    extend(network, &mut Vec::new(), 0, limit, &mut best);
    best
}

fn extend(
    network: &Network,
    starts: &mut Vec<usize>,
    end: usize,
    limit: usize,
    best: &mut Option<usize>,
) {
    let id = starts.len();
    if id == network.activities().len() {
        *best = Some(end);
        return;
    }
    let mut start = network.activities()[id].earliest;
    loop {
        let (_, finish) = days_of(network, id, start);
        let end = end.max(finish);
        if end > limit || best.is_some_and(|best| end >= best) {
            return;
        }
        starts.push(start);
        if holds(network, starts).is_ok() {
            extend(network, starts, end, limit, best);
        }
        starts.pop();
        start += 1;
    }
}

/// Whether any schedule that ends by `limit` meets every due; predecessors must have lower ids.
pub(super) fn can_be_punctual(network: &Network, limit: usize) -> bool {
    fn goes_on(network: &Network, starts: &mut Vec<usize>, limit: usize) -> bool {
        let id = starts.len();
        let Some(activity) = network.activities().get(id) else { return true };
        let last = activity.due.map_or(limit, |due| due.by.min(limit));
        let mut places =
            (activity.earliest..=last).filter(|start| days_of(network, id, *start).1 <= last);
        places.any(|start| {
            starts.push(start);
            let found = holds(network, starts).is_ok() && goes_on(network, starts, limit);
            starts.pop();
            found
        })
    }
    goes_on(network, &mut Vec::new(), limit)
}
