//! Among sets of equal cost the one preferred by rank.
//!
//! Goes through the columns in order of preference. Where the set at hand has one as it is not
//! wanted, asks for a set of the same cost that has it as it is, and what is decided so far.
#![expect(clippy::indexing_slicing, reason = "columns stand for ways that exist")]

use super::bound::Pins;
use super::narrow::{Outcome, Room, Wish};

/// How many steps the solver may take, all questions together.
const STEPS: u64 = 30_000;

/// The preferred set of the same cost, and whether it is proven to be.
pub(super) fn best_ranked(room: &mut Room<'_>, known: Vec<bool>, cost: u64) -> (Vec<bool>, bool) {
    let mut chosen = known;
    let mut pins = room.free_pins();
    let mut steps = STEPS;
    let indifferent = vec![0.0; room.relaxed.costs.len()];
    loop {
        let Some(decided) = room.bound.decided(cost, &pins) else { return (chosen, false) };
        pins = decided;
        pin_what_is_wanted(room, &chosen, &mut pins);
        let Some(column) = open(room, &pins).next() else { return (chosen, true) };
        let wanted = room.case.is_wanted(room.relaxed.ways[column]);
        let mut otherwise = pins.clone();
        otherwise[column] = Some(wanted);
        let outcome = match room.bound.decided(cost, &otherwise) {
            None => Ok(Outcome::Nothing),
            Some(pins) => {
                let (objective, within) = (&indifferent, Some(cost));
                let wish = Wish { objective, within, pins: &pins, hint: &chosen };
                room.ask(&wish, &mut steps)
            }
        };
        pins[column] = match outcome {
            Ok(Outcome::Found(found)) => {
                chosen = found.chosen;
                Some(wanted)
            }
            Ok(Outcome::Nothing) => Some(!wanted),
            Ok(Outcome::OutOfSteps) | Err(_) => return (chosen, false),
        };
    }
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
