//! The problem as the search reads it: every place checked once, so that the rest need not.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::model::{Problem, Stance};
use std::collections::BTreeMap;

/// A problem without places that do not exist, doubles and references to what is done.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) criteria: usize,
    pub(super) ways: Vec<Way>,
    pub(super) goals: Vec<Goal>,
    /// For each criterion the ways that close it.
    pub(super) closers: Vec<Vec<usize>>,
    /// The ways in the order of preference: those that cost by rank, then free ones by rank.
    pub(super) order: Vec<usize>,
}

/// A candidate.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) cost: u64,
    pub(super) closes: Vec<usize>,
    pub(super) after: Vec<usize>,
    pub(super) forced: bool,
    pub(super) forbidden: bool,
}

/// A condition: criteria with a gain above 0, each once, no gain above the need.
#[derive(Debug)]
pub(super) struct Goal {
    pub(super) gains: Vec<(usize, u128)>,
    pub(super) need: u128,
}

impl Case {
    pub(super) fn of(problem: &Problem) -> Self {
        let ways: Vec<Way> = (0..problem.candidates.len()).map(|at| way(problem, at)).collect();
        let mut closers = vec![Vec::new(); problem.criteria];
        for (at, way) in ways.iter().enumerate() {
            way.closes.iter().for_each(|&criterion| closers[criterion].push(at));
        }
        let mut order: Vec<usize> = (0..ways.len()).collect();
        order.sort_by_key(|&at| (ways[at].cost == 0, problem.candidates[at].rank, at));
        let goals = problem.conditions.iter().map(|condition| {
            let mut gains: BTreeMap<usize, u128> = BTreeMap::new();
            for &(criterion, gain) in &condition.gains {
                if criterion < problem.criteria && gain > 0 {
                    let sum = gains.entry(criterion).or_default();
                    // more than the need is as good as the need
                    *sum = sum.saturating_add(gain).min(condition.need);
                }
            }
            Goal { gains: gains.into_iter().collect(), need: condition.need }
        });
        Self { criteria: problem.criteria, goals: goals.collect(), ways, closers, order }
    }

    /// What a set costs.
    pub(super) fn cost(&self, chosen: &[bool]) -> u64 {
        let costs = self.ways.iter().zip(chosen).filter(|(_, is)| **is).map(|(way, _)| way.cost);
        costs.fold(0, u64::saturating_add)
    }

    /// Whether the rule for ties wants this way in rather than out.
    pub(super) fn is_wanted(&self, way: usize) -> bool {
        self.ways[way].cost > 0
    }
}

fn way(problem: &Problem, at: usize) -> Way {
    let candidate = &problem.candidates[at];
    let is_done = |other: usize| problem.candidates[other].stance == Stance::Done;
    let within = |places: &[usize], end: usize| {
        let mut places: Vec<usize> = places.iter().copied().filter(|&place| place < end).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let done = is_done(at);
    let mut after = within(&candidate.after, problem.candidates.len());
    after.retain(|&other| !done && other != at && !is_done(other));
    Way {
        cost: candidate.cost,
        closes: if done { Vec::new() } else { within(&candidate.closes, problem.criteria) },
        after,
        forced: matches!(candidate.stance, Stance::Forced(_)),
        forbidden: matches!(candidate.stance, Stance::Forbidden(_)),
    }
}
