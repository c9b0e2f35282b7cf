//! Our own exact search, in whole numbers only: slow, and right where the solver fails.
//!
//! Takes the ways in order of preference, the preferred answer first, so that the first set of
//! least cost is the preferred one.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::bound::Pins;
use super::narrow::{Answer, Room};
use super::reach::{closed, first_failing, with_dependents, with_prerequisites};
use std::cmp::Reverse;

/// How many branches are looked at, at most.
const STEPS: u64 = 30_000;
/// How many ways and criteria are looked at, all branches together.
const LOOKS: u64 = 3_000_000;

/// A set that meets every goal: everything less what costs most beyond what it earns at the prices
/// of the bound, as far as the goals allow.
pub(super) fn greedy(room: &Room<'_>) -> Vec<bool> {
    let (case, settled) = (room.case, room.settled);
    let taken = settled.taken.iter().zip(&settled.free);
    let mut kept: Vec<bool> = taken.map(|(taken, free)| *taken || *free).collect();
    let mut columns: Vec<usize> = (0..room.relaxed.ways.len()).rev().collect();
    columns.sort_by_key(|&column| Reverse(room.bound.surplus(column)));
    for way in columns.into_iter().map(|column| room.relaxed.ways[column]) {
        if !kept[way] {
            continue;
        }
        let mut out: Vec<bool> = kept.iter().map(|is| !is).collect();
        out[way] = true;
        let fewer: Vec<bool> = with_dependents(case, &out).iter().map(|is| !is).collect();
        if first_failing(case, &closed(case, &fewer)).is_none() {
            kept = fewer;
        }
    }
    kept
}

struct Search<'s> {
    room: &'s Room<'s>,
    /// The best set so far, if it was found in order.
    best: Option<Vec<bool>>,
    /// The most that a set may cost to be of interest; nothing where none is.
    limit: Option<u64>,
    steps: u64,
}

/// The cheapest set, preferred by rank; where the steps do not suffice the best one seen, which is
/// no worse than the known one.
pub(super) fn solve(room: &Room<'_>, known: Vec<bool>) -> Answer {
    let size = u64::try_from(room.case.ways.len() + room.case.criteria).unwrap_or(u64::MAX);
    let steps = (LOOKS / size.max(1)).clamp(1, STEPS);
    let mut search = Search { room, best: None, limit: Some(room.open_cost(&known)), steps };
    let out = vec![false; room.case.ways.len()];
    search.branch(&room.settled.taken, &out);
    let proven = search.steps > 0;
    let chosen = search.best.unwrap_or(known);
    let base = room.case.cost(&room.settled.taken);
    let open = if proven { room.open_cost(&chosen) } else { room.bound.least() };
    let bound = base.saturating_add(open);
    Answer { proven: proven || bound >= room.case.cost(&chosen), chosen, bound, ranked: proven }
}

impl Search<'_> {
    fn branch(&mut self, chosen: &[bool], out: &[bool]) {
        let case = self.room.case;
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 || !self.is_hopeful(chosen, out) {
            return;
        }
        if first_failing(case, &closed(case, chosen)).is_none() {
            let cost = self.room.open_cost(chosen);
            self.limit = cost.checked_sub(1);
            self.best = Some(chosen.to_vec());
            return;
        }
        let is_open = |way: &&usize| self.room.settled.free[**way] && !chosen[**way] && !out[**way];
        let Some(&way) = case.order.iter().find(is_open) else { return };
        let (mut with, mut without) = (chosen.to_vec(), out.to_vec());
        with[way] = true;
        without[way] = true;
        let with = with_prerequisites(case, &with);
        let without = with_dependents(case, &without);
        if case.is_wanted(way) {
            self.branch(&with, out);
            self.branch(chosen, &without);
        } else {
            self.branch(chosen, &without);
            self.branch(&with, out);
        }
    }

    /// Whether a set of interest can lie below, by cost, by the bound and by the goals.
    fn is_hopeful(&self, chosen: &[bool], out: &[bool]) -> bool {
        let Some(limit) = self.limit else { return false };
        let room = self.room;
        let pin = |&way: &usize| if chosen[way] { Some(true) } else { out[way].then_some(false) };
        let mut pins: Pins = room.relaxed.ways.iter().map(pin).collect();
        pins.resize(room.relaxed.costs.len(), None);
        let permitted = room.settled.taken.iter().zip(&room.settled.free).zip(out);
        let rest: Vec<bool> =
            permitted.map(|((taken, free), out)| *taken || (*free && !out)).collect();
        room.open_cost(chosen) <= limit
            && room.bound.decided(limit, &pins).is_some()
            && first_failing(room.case, &closed(room.case, &rest)).is_none()
    }
}
