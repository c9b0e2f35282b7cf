//! What a network must be before anything is scheduled: complete, free of cycles, possible.

use std::collections::{BTreeMap, VecDeque};

use super::calendar::Workdays;
use super::error::NetworkError;
use super::model::{Activity, Day, Network};

/// The last day that a plan may reach: some centuries, so that a slip of the pen is found.
pub(super) const LAST_DAY: Day = 100_000;

/// The first problem of a network, if it has one.
pub(super) fn check(network: &Network) -> Result<(), NetworkError> {
    references(network)?;
    let order = order(network.activities())
        .ok_or_else(|| NetworkError::Cycle { activities: cycle(network.activities()) })?;
    demands(network)?;
    horizon(network)?;
    fixed_days(network)?;
    fixed_after_predecessors(network, &order)?;
    fixed_within_capacity(network)
}

fn references(network: &Network) -> Result<(), NetworkError> {
    let count = network.activities().len();
    for (activity, given) in network.activities().iter().enumerate() {
        if let Some(&predecessor) = given.predecessors.iter().find(|id| **id >= count) {
            return Err(NetworkError::UnknownPredecessor { activity, predecessor });
        }
        let known = network.resources().len();
        if let Some(demand) = given.demands.iter().find(|demand| demand.resource >= known) {
            return Err(NetworkError::UnknownResource { activity, resource: demand.resource });
        }
        let known = network.calendars().len();
        if let Some(calendar) = given.calendar.filter(|calendar| *calendar >= known) {
            return Err(NetworkError::UnknownCalendar { activity, calendar });
        }
    }
    Ok(())
}

/// The activities in an order in which predecessors come first; `None` where there is a cycle.
pub(super) fn order(activities: &[Activity]) -> Option<Vec<usize>> {
    let mut waits: Vec<usize> = activities.iter().map(|one| one.predecessors.len()).collect();
    let mut followers = vec![Vec::new(); activities.len()];
    for (id, activity) in activities.iter().enumerate() {
        for predecessor in &activity.predecessors {
            followers[*predecessor].push(id);
        }
    }
    let mut ready: VecDeque<usize> = (0..waits.len()).filter(|id| waits[*id] == 0).collect();
    let mut order = Vec::with_capacity(activities.len());
    while let Some(id) = ready.pop_front() {
        order.push(id);
        for follower in &followers[id] {
            waits[*follower] -= 1;
            if waits[*follower] == 0 {
                ready.push_back(*follower);
            }
        }
    }
    (order.len() == activities.len()).then_some(order)
}

/// One cycle of a network that has some, each activity waiting for the one before it.
fn cycle(activities: &[Activity]) -> Vec<usize> {
    // who neither is nor leads to a cycle backwards can be struck out until nothing changes
    let mut left = vec![true; activities.len()];
    let waits = |left: &[bool], id: usize| activities[id].predecessors.iter().any(|p| left[*p]);
    while let Some(free) = (0..left.len()).find(|id| left[*id] && !waits(&left, *id)) {
        left[free] = false;
    }
    let mut walk: Vec<usize> = Vec::new();
    let mut next = left.iter().position(|stays| *stays);
    while let Some(id) = next {
        if let Some(begin) = walk.iter().position(|seen| *seen == id) {
            walk.drain(..begin);
            break;
        }
        walk.push(id);
        next = activities[id].predecessors.iter().copied().find(|predecessor| left[*predecessor]);
    }
    walk.reverse();
    let lowest = (0..walk.len()).min_by_key(|place| walk[*place]).unwrap_or(0);
    walk.rotate_left(lowest);
    walk
}

/// Units a day of every resource that an activity takes; nothing for a moment.
pub(super) fn units(activity: &Activity) -> BTreeMap<usize, u64> {
    let mut units = BTreeMap::new();
    for demand in activity.demands.iter().filter(|one| activity.duration > 0 && one.units > 0) {
        *units.entry(demand.resource).or_insert(0) += u64::from(demand.units);
    }
    units
}

fn demands(network: &Network) -> Result<(), NetworkError> {
    for (activity, given) in network.activities().iter().enumerate() {
        for (resource, demand) in units(given) {
            let capacity = network.resources()[resource].capacity;
            if demand > u64::from(capacity) {
                return Err(NetworkError::DemandAboveCapacity {
                    activity,
                    resource,
                    demand,
                    capacity,
                });
            }
        }
    }
    Ok(())
}

/// The day after all pauses and reductions, when only work and fixed days are left.
pub(super) fn settled(network: &Network) -> Day {
    let pauses = network.calendars().iter().filter_map(|one| one.pauses.last().copied());
    let reductions = network.resources().iter().flat_map(|one| &one.reductions);
    let ends = reductions.filter(|less| less.from < less.until).map(|less| less.until);
    pauses.map(|day| day.saturating_add(1)).chain(ends).max().unwrap_or(0)
}

/// No schedule that starts everything as early as it can reaches this day.
fn horizon(network: &Network) -> Result<(), NetworkError> {
    let mut reach = settled(network);
    let mut total: Day = 0;
    for (activity, given) in network.activities().iter().enumerate() {
        reach = reach.max(given.earliest).max(given.fixed.unwrap_or(0));
        total = total.saturating_add(given.duration);
        if reach.saturating_add(total) > LAST_DAY {
            return Err(NetworkError::TooFar { activity, limit: LAST_DAY });
        }
    }
    // without activities there is nothing to reach anything
    Ok(())
}

fn fixed_days(network: &Network) -> Result<(), NetworkError> {
    for (activity, given) in network.activities().iter().enumerate() {
        let Some(fixed) = given.fixed else { continue };
        if fixed < given.earliest {
            let earliest = given.earliest;
            return Err(NetworkError::FixedBeforeEarliest { activity, fixed, earliest });
        }
        if given.duration > 0 && !network.works(activity, fixed) {
            return Err(NetworkError::FixedOnPause { activity, fixed });
        }
    }
    Ok(())
}

/// The working days of every activity's calendar.
pub(super) fn workdays(network: &Network) -> Vec<Workdays> {
    let known: Vec<Workdays> = network.calendars().iter().map(Workdays::of).collect();
    let of = |activity: &Activity| activity.calendar.map(|calendar| known[calendar].clone());
    network.activities().iter().map(|activity| of(activity).unwrap_or_default()).collect()
}

fn fixed_after_predecessors(network: &Network, order: &[usize]) -> Result<(), NetworkError> {
    let workdays = workdays(network);
    let mut finishes = vec![0; order.len()];
    for &activity in order {
        let given = &network.activities()[activity];
        let finish = |id: &usize| finishes[*id];
        let last = given.predecessors.iter().copied().max_by_key(finish);
        let possible = last.map_or(0, |id| finishes[id]);
        let start = given.fixed.unwrap_or_else(|| given.earliest.max(possible));
        if let Some(predecessor) = last.filter(|_| possible > start) {
            return Err(NetworkError::FixedBeforePredecessors {
                activity,
                fixed: start,
                predecessor,
                possible,
            });
        }
        finishes[activity] = workdays[activity].finish(start, given.duration);
    }
    Ok(())
}

fn fixed_within_capacity(network: &Network) -> Result<(), NetworkError> {
    let mut taken: BTreeMap<(usize, Day), u64> = BTreeMap::new();
    for (activity, given) in network.activities().iter().enumerate() {
        let Some(fixed) = given.fixed else { continue };
        let end = network.finish(activity, fixed);
        for (resource, units) in units(given) {
            for day in (fixed..end).filter(|day| network.works(activity, *day)) {
                let sum = taken.entry((resource, day)).or_insert(0);
                *sum += units;
                if *sum > u64::from(network.resources()[resource].capacity_on(day)) {
                    return Err(NetworkError::FixedAboveCapacity { activity, resource, day });
                }
            }
        }
    }
    Ok(())
}
