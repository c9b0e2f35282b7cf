//! The search: a narrow choice first, made wider until nothing outside it can be better.
#![expect(clippy::indexing_slicing, reason = "columns stand for ways that exist")]

use super::bound::{Bound, Pins};
use super::case::Case;
use super::prefer;
use super::reach::{closed, with_prerequisites};
use super::relaxed::Relaxed;
use super::search;
use super::settle::Settled;
use super::solver::{self, Question, Reply};
use num_traits::ToPrimitive;

/// How often an answer that fails in whole numbers is cut off before the solver is given up.
const CUTS: usize = 60;
/// How many branches the solver may look at for the least cost.
const STEPS: u64 = 6_000;
/// The first limit lies above the bound by one part in so many.
const FIRST_WIDTH: u64 = 2_000;
/// How many times wider each further limit is.
const WIDER: u64 = 4;
/// Costs above this could be told apart no longer by the solver.
const LARGEST: u64 = 1 << 40;

/// The answer of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) chosen: Vec<bool>,
    pub(super) bound: u64,
    pub(super) proven: bool,
    pub(super) ranked: bool,
}

/// A case, what is decided, and its rows, which grow by what is cut off.
#[derive(Debug)]
pub(super) struct Room<'c> {
    pub(super) case: &'c Case,
    pub(super) settled: &'c Settled,
    pub(super) relaxed: Relaxed,
    pub(super) bound: Bound,
}

/// An answer that holds in whole numbers.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) chosen: Vec<bool>,
    /// What the columns that were open to choice cost.
    pub(super) cost: u64,
    /// Whether the solver says that there is no better one.
    pub(super) best: bool,
    pub(super) steps: u64,
}

/// What is asked of the room.
#[derive(Debug)]
pub(super) struct Wish<'w> {
    pub(super) objective: &'w [f64],
    pub(super) within: Option<u64>,
    pub(super) pins: &'w [Option<bool>],
    pub(super) steps: u64,
    /// A set to start from.
    pub(super) hint: &'w [bool],
}

/// The solver failed, reached its limit, or was caught with too many wrong answers.
#[derive(Debug)]
pub(super) struct GaveUp;

impl Room<'_> {
    /// The best set, checked in whole numbers; nothing where there is none.
    pub(super) fn ask(&mut self, wish: &Wish<'_>) -> Result<Option<Found>, GaveUp> {
        for _ in 0..CUTS {
            let reply = solver::ask(&Question {
                relaxed: &self.relaxed,
                objective: wish.objective,
                within: wish.within,
                pins: wish.pins,
                steps: wish.steps,
                hint: wish.hint,
            });
            let (values, best, steps) = match reply {
                Reply::Found { values, best, steps } => (values, best, steps),
                Reply::Nothing => return Ok(None),
                Reply::GaveUp => return Err(GaveUp),
            };
            let chosen = self.set(&values);
            let closed = closed(self.case, &chosen);
            let failing = self.case.goals.iter().filter(|goal| !goal.holds(&closed));
            let failing: Vec<_> = failing.collect();
            if failing.is_empty() {
                let cost = self.open_cost(&chosen);
                let sound = wish.within.is_none_or(|within| cost <= within);
                return if sound {
                    Ok(Some(Found { chosen, cost, best, steps }))
                } else {
                    Err(GaveUp)
                };
            }
            if !failing.into_iter().all(|goal| self.relaxed.cut(goal, &closed)) {
                return Err(GaveUp);
            }
        }
        Err(GaveUp)
    }

    /// The set behind the columns, with all that it needs.
    fn set(&self, values: &[bool]) -> Vec<bool> {
        let mut chosen = self.settled.taken.clone();
        let ways = self.relaxed.ways.iter().zip(values);
        ways.for_each(|(&way, &value)| chosen[way] |= value);
        with_prerequisites(self.case, &chosen)
    }

    /// What a set costs beyond what is taken anyway.
    pub(super) fn open_cost(&self, chosen: &[bool]) -> u64 {
        let open: Vec<bool> =
            chosen.iter().zip(&self.settled.free).map(|(is, free)| *is && *free).collect();
        self.case.cost(&open)
    }

    pub(super) fn free_pins(&self) -> Pins {
        vec![None; self.relaxed.costs.len()]
    }

    /// The cheaper one of what a search without proof found and what was known.
    fn better(&self, found: Found, known: &[bool]) -> Found {
        let cost = self.open_cost(known);
        if found.cost <= cost { found } else { Found { chosen: known.to_vec(), cost, ..found } }
    }

    /// The cheapest set, given one that will do: first among the few columns that a low limit
    /// leaves undecided, then among more, until what was found lies within the limit. What was
    /// known is replaced by what is found.
    fn cheapest(&mut self, hint: &mut Vec<bool>) -> Result<Found, GaveUp> {
        let objective: Vec<f64> =
            self.relaxed.costs.iter().map(|cost| cost.to_f64().unwrap_or(f64::MAX)).collect();
        let least = self.bound.least();
        let mut width = 1 + least / FIRST_WIDTH;
        let mut steps = STEPS;
        loop {
            let known = self.open_cost(hint);
            let limit = known.min(least.saturating_add(width));
            width = width.saturating_mul(WIDER);
            let Some(pins) = self.bound.decided(limit, &self.free_pins()) else { continue };
            let wish = Wish { objective: &objective, within: None, pins: &pins, steps, hint };
            match self.ask(&wish)? {
                // whatever lies outside the choice costs more than the limit
                Some(found) if found.cost <= limit => return Ok(found),
                Some(found) if !found.best => return Ok(self.better(found, hint)),
                Some(found) if limit < known => {
                    steps = steps.saturating_sub(found.steps).max(1);
                    if found.cost < known {
                        *hint = found.chosen;
                    }
                }
                None if limit < known => {}
                // what is known lies within the choice: the solver is wrong
                _ => return Err(GaveUp),
            }
        }
    }
}

/// The cheapest set that meets every goal; the case has one.
pub(super) fn solve(case: &Case, settled: &Settled) -> Answer {
    let relaxed = Relaxed::of(case, settled);
    let base = case.cost(&settled.taken);
    if relaxed.ways.is_empty() {
        return Answer { chosen: settled.taken.clone(), bound: base, proven: true, ranked: true };
    }
    let total = relaxed.costs.iter().fold(0, |sum: u64, cost| sum.saturating_add(*cost));
    if total > LARGEST {
        let bound = Bound::trivial(&relaxed);
        let room = Room { case, settled, relaxed, bound };
        let known = search::greedy(&room);
        return search::solve(&room, known);
    }
    let bound = Bound::of(&relaxed);
    let mut room = Room { case, settled, relaxed, bound };
    let mut known = search::greedy(&room);
    let Ok(found) = room.cheapest(&mut known) else { return search::solve(&room, known) };
    let bound = if found.best { found.cost } else { room.bound.least() };
    let proven = bound >= found.cost;
    let (chosen, ranked) = prefer::best_ranked(&mut room, found, proven);
    Answer { chosen, bound: base.saturating_add(bound), proven, ranked }
}
