//! What a set of remediations reaches, in whole numbers: the only judge of an answer.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::case::{Case, Goal};
use super::model::{Problem, Shortfall};

/// The conditions that a set of remediations leaves open, and by how much: exact and cheap.
///
/// The set is taken as it stands: prerequisites that it lacks are not judged here.
pub fn shortfalls(problem: &Problem, chosen: &[usize]) -> Vec<Shortfall> {
    let case = Case::of(problem);
    let mut flags = vec![false; case.ways.len()];
    chosen.iter().filter(|&&at| at < case.ways.len()).for_each(|&at| flags[at] = true);
    let closed = closed(&case, &flags);
    let goals = (0..).zip(&case.goals);
    goals.filter_map(|(condition, goal)| shortfall(condition, goal, &closed)).collect()
}

fn shortfall(condition: usize, goal: &Goal, closed: &[bool]) -> Option<Shortfall> {
    let reached = goal.reached(closed);
    let missing = goal.need.checked_sub(reached).filter(|missing| *missing > 0)?;
    Some(Shortfall { condition, reached, missing })
}

impl Goal {
    /// What closed criteria add up to. A sum that stops at the end of 128 bits reaches any need.
    pub(super) fn reached(&self, closed: &[bool]) -> u128 {
        let gains = self.gains.iter().filter(|(criterion, _)| closed[*criterion]);
        gains.fold(0, |sum, (_, gain)| sum.saturating_add(*gain))
    }

    pub(super) fn holds(&self, closed: &[bool]) -> bool {
        self.reached(closed) >= self.need
    }
}

/// The criteria that a set closes.
pub(super) fn closed(case: &Case, chosen: &[bool]) -> Vec<bool> {
    let is_closed = |closers: &Vec<usize>| closers.iter().any(|&way| chosen[way]);
    case.closers.iter().map(is_closed).collect()
}

/// The first condition that a set does not meet.
pub(super) fn first_failing(case: &Case, closed: &[bool]) -> Option<usize> {
    case.goals.iter().position(|goal| !goal.holds(closed))
}

/// A set with all that it needs.
pub(super) fn with_prerequisites(case: &Case, chosen: &[bool]) -> Vec<bool> {
    let mut all = chosen.to_vec();
    let mut waiting: Vec<usize> = (0..all.len()).filter(|&way| all[way]).collect();
    while let Some(way) = waiting.pop() {
        for &before in &case.ways[way].after {
            if !all[before] {
                all[before] = true;
                waiting.push(before);
            }
        }
    }
    all
}

/// A set with all that needs any of it: what falls away when the set is not to be had.
pub(super) fn with_dependents(case: &Case, out: &[bool]) -> Vec<bool> {
    let mut all = out.to_vec();
    let mut changed = true;
    while changed {
        changed = false;
        for (at, way) in case.ways.iter().enumerate() {
            if !all[at] && way.after.iter().any(|&before| all[before]) {
                all[at] = true;
                changed = true;
            }
        }
    }
    all
}

/// The criteria that can be closed where some ways are not to be had.
pub(super) fn closable(case: &Case, out: &[bool]) -> Vec<bool> {
    let permitted: Vec<bool> = with_dependents(case, out).iter().map(|is| !is).collect();
    closed(case, &permitted)
}
