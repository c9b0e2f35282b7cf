//! Which activity goes first: classic rules, and orders drawn around them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::dice::Dice;
use super::instance::Instance;
use super::model::Day;
use super::window;

/// For every rule the rank of every activity; the lower goes first.
pub(super) fn ranks(instance: &Instance) -> Vec<Vec<usize>> {
    let shortest = instance.order.iter().map(|id| instance.finish(*id, instance.heads[*id])).max();
    let deadlines = window::deadlines(instance, shortest.unwrap_or(0));
    let by_start = |id: usize| deadlines[id].saturating_sub(instance.durations[id]);
    let tails = window::tails(instance);
    let most: Day = tails.iter().copied().max().unwrap_or(0);
    let after: Vec<usize> = followers(instance);
    let count = instance.count;
    let mut ranks = vec![
        deadlines.clone(),
        (0..count).map(by_start).collect(),
        (0..count).map(|id| by_start(id) - by_start(id).min(instance.heads[id])).collect(),
        tails.iter().map(|tail| most - tail).collect(),
        after.iter().map(|after| count - after).collect(),
    ];
    if instance.has_dues() {
        let dues = window::dues(instance);
        ranks.push(by_weight(instance, &dues));
        ranks.push(dues);
    }
    ranks
}

/// What weighs most first, with what comes before it; among equals what is due first.
fn by_weight(instance: &Instance, dues: &[Day]) -> Vec<usize> {
    let mut weights: Vec<u32> =
        instance.dues.iter().map(|due| due.map_or(0, |due| due.weight)).collect();
    for &activity in instance.order.iter().rev() {
        for predecessor in &instance.predecessors[activity] {
            weights[*predecessor] = weights[*predecessor].max(weights[activity]);
        }
    }
    let mut sorted: Vec<usize> = (0..instance.count).collect();
    sorted.sort_by_key(|id| (Reverse(weights[*id]), dues[*id], *id));
    let mut ranks = vec![0; instance.count];
    for (rank, activity) in sorted.into_iter().enumerate() {
        ranks[activity] = rank;
    }
    ranks
}

/// How many activities come after each one, directly or not.
fn followers(instance: &Instance) -> Vec<usize> {
    let mut after = vec![vec![false; instance.count]; instance.count];
    for &activity in instance.order.iter().rev() {
        for &successor in &instance.successors[activity] {
            let behind = after[successor].clone();
            for (mark, reached) in after[activity].iter_mut().zip(behind) {
                *mark |= reached;
            }
            after[activity][successor] = true;
        }
    }
    after.iter().map(|marks| marks.iter().filter(|mark| **mark).count()).collect()
}

/// The order in which, of the activities whose predecessors are all in it, the lowest rank goes
/// first.
pub(super) fn by_rank(instance: &Instance, rank: &[usize]) -> Vec<usize> {
    let mut waits: Vec<usize> = instance.predecessors.iter().map(Vec::len).collect();
    let entry = |id: usize| Reverse((rank[id], id));
    let mut ready: BinaryHeap<_> =
        (0..instance.count).filter(|id| waits[*id] == 0).map(entry).collect();
    let mut list = Vec::with_capacity(instance.count);
    while let Some(Reverse((_, activity))) = ready.pop() {
        list.push(activity);
        for &successor in &instance.successors[activity] {
            waits[successor] -= 1;
            if waits[successor] == 0 {
                ready.push(entry(successor));
            }
        }
    }
    list
}

/// An order near that of a rank: every rank is raised by chance, by up to `spread`.
pub(super) fn near(
    instance: &Instance,
    rank: &[usize],
    spread: usize,
    dice: &mut Dice,
) -> Vec<usize> {
    // two digits below the rank's own keep ties apart by chance too
    let shaken: Vec<usize> =
        rank.iter().map(|rank| rank * 100 + dice.below(spread * 100 + 100)).collect();
    by_rank(instance, &shaken)
}
