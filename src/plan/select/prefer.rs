//! Among sets of equal cost the one preferred by rank.
//!
//! Goes through the columns in order of preference, some at a time: those weigh as much as all
//! that follow in the same block together and one more, so that a block is decided by one question.
#![expect(clippy::indexing_slicing, reason = "columns stand for ways that exist")]

use super::bound::Pins;
use super::narrow::{Found, Room, Wish};

/// How many columns one question decides.
const BLOCK: usize = 20;
/// How many branches the solver may look at, all questions together.
const STEPS: u64 = 1_500;
/// How many questions are asked.
const QUESTIONS: u64 = 200;

/// The preferred set of the same cost, and whether it is proven to be.
pub(super) fn best_ranked(room: &mut Room<'_>, found: Found, proven: bool) -> (Vec<bool>, bool) {
    let (cost, mut chosen) = (found.cost, found.chosen);
    let mut pins = room.free_pins();
    let mut steps = STEPS;
    if !proven {
        return (chosen, false);
    }
    for _ in 0..QUESTIONS {
        let Some(decided) = room.bound.decided(cost, &pins) else { return (chosen, false) };
        pins = decided;
        pin_what_is_wanted(room, &chosen, &mut pins);
        let block: Vec<usize> = open(room, &pins).take(BLOCK).collect();
        if block.is_empty() {
            return (chosen, true);
        }
        let objective = weights(room, &block);
        let start = chosen.clone();
        let wish =
            Wish { objective: &objective, within: Some(cost), pins: &pins, steps, hint: &start };
        match room.ask(&wish) {
            Ok(Some(better)) if better.best => {
                steps = steps.saturating_sub(better.steps).max(1);
                chosen = better.chosen;
            }
            _ => return (chosen, false),
        }
        for column in block {
            pins[column] = Some(chosen[room.relaxed.ways[column]]);
        }
    }
    (chosen, false)
}

fn open<'r>(room: &'r Room<'_>, pins: &'r Pins) -> impl Iterator<Item = usize> + 'r {
    (0..room.relaxed.ways.len()).filter(|&column| pins[column].is_none())
}

/// The set has the first undecided columns as they are wanted: no question is needed.
fn pin_what_is_wanted(room: &Room<'_>, chosen: &[bool], pins: &mut Pins) {
    for (column, &way) in room.relaxed.ways.iter().enumerate() {
        if pins[column].is_none() {
            if chosen[way] != room.case.is_wanted(way) {
                return;
            }
            pins[column] = Some(chosen[way]);
        }
    }
}

/// The first column of a block weighs most; wanted in, it is rewarded, else charged.
fn weights(room: &Room<'_>, block: &[usize]) -> Vec<f64> {
    let mut objective = vec![0.0; room.relaxed.costs.len()];
    let mut weight = 1.0;
    for &column in block.iter().rev() {
        let is_wanted = room.case.is_wanted(room.relaxed.ways[column]);
        objective[column] = if is_wanted { -weight } else { weight };
        weight *= 2.0;
    }
    objective
}
