//! What planning reads from a schedule: how far activities can slip, what waits for what, the load.

use super::check;
use super::model::{Day, Network};

/// Units of each resource taken on each day before `makespan`.
pub(super) fn load(
    network: &Network,
    starts: &[Day],
    finishes: &[Day],
    makespan: Day,
) -> Vec<Vec<u64>> {
    let mut load = vec![vec![0; makespan]; network.resources().len()];
    for (id, activity) in network.activities().iter().enumerate() {
        for (resource, units) in check::units(activity) {
            for day in (starts[id]..finishes[id]).filter(|day| network.works(id, *day)) {
                load[resource][day] += units;
            }
        }
    }
    load
}

/// How many days each activity can slip alone.
pub(super) fn slack(
    network: &Network,
    starts: &[Day],
    finishes: &[Day],
    makespan: Day,
) -> Vec<Day> {
    let load = load(network, starts, finishes, makespan);
    let mut until = vec![makespan; starts.len()];
    for (id, activity) in network.activities().iter().enumerate() {
        for predecessor in &activity.predecessors {
            until[*predecessor] = until[*predecessor].min(starts[id]);
        }
    }
    let slip = |id: usize| {
        if network.activities()[id].fixed.is_some() {
            return 0;
        }
        slip(network, &load, id, starts[id], until[id])
    };
    (0..starts.len()).map(slip).collect()
}

/// How far one activity can slip. Its days of work are followed one by one: a start on the next
/// working day lets go of the first day of work and takes the next one after the last.
fn slip(network: &Network, load: &[Vec<u64>], id: usize, start: Day, until: Day) -> Day {
    let activity = &network.activities()[id];
    if activity.duration == 0 {
        return until - start;
    }
    let units = check::units(activity);
    let free = |day: Day| {
        units.iter().all(|(resource, units)| {
            let capacity = u64::from(network.resources()[*resource].capacity_on(day));
            load[*resource][day] + units <= capacity
        })
    };
    let mut days = (network.finish(id, start)..until).filter(|day| network.works(id, *day));
    let mut first = start;
    while let Some(_taken) = days.next().filter(|day| free(*day)) {
        first += 1;
        while !network.works(id, first) {
            first += 1;
        }
    }
    first - start
}

/// The chain that leads to the last finish.
pub(super) fn critical_path(network: &Network, starts: &[Day], finishes: &[Day]) -> Vec<usize> {
    let count = starts.len();
    let last = (0..count).rev().max_by_key(|id| (finishes[*id], starts[*id]));
    let mut path: Vec<usize> = Vec::new();
    let mut next = last;
    while let Some(id) = next {
        path.push(id);
        next = cause(network, starts, finishes, id).filter(|cause| !path.contains(cause));
    }
    path.reverse();
    path
}

/// Who kept an activity from starting earlier: a predecessor, else one that shares a resource.
pub(super) fn cause(
    network: &Network,
    starts: &[Day],
    finishes: &[Day],
    id: usize,
) -> Option<usize> {
    let activity = &network.activities()[id];
    if activity.fixed.is_some() || starts[id] <= activity.earliest {
        return None;
    }
    // pauses right before the start count as waiting
    let waited = |finish: Day| {
        finish <= starts[id] && (finish..starts[id]).all(|day| !network.works(id, day))
    };
    let before = activity.predecessors.iter().copied().find(|one| waited(finishes[*one]));
    let wanted = check::units(activity);
    let shares = |other: &usize| {
        let units = check::units(&network.activities()[*other]);
        units.keys().any(|resource| wanted.contains_key(resource))
    };
    let rivals = (0..starts.len()).filter(|other| *other != id && waited(finishes[*other]));
    before.or_else(|| rivals.filter(shares).max_by_key(|other| (finishes[*other], *other)))
}
