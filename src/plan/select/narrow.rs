//! The search: a narrow choice first, made wider until nothing outside it can be better.
#![expect(clippy::indexing_slicing, reason = "columns stand for ways that exist")]

use super::bound::{Bound, Pins};
use super::case::Case;
use super::improve;
use super::prefer;
use super::reach::{closed, with_prerequisites};
use super::relaxed::Relaxed;
use super::search;
use super::settle::Settled;
use super::solver::{self, Question, Reply};
use num_traits::ToPrimitive;

/// How often an answer that fails in whole numbers is cut off before the solver is given up.
const CUTS: usize = 60;
/// How many steps the solver may take for the least cost.
const STEPS: u64 = 36_000;
/// How many of them for a first look.
const LOOK: u64 = 6_000;
/// The first limit lies above the bound by one part in so many.
const FIRST_WIDTH: u64 = 2_000;
/// How many times wider each further limit is.
const WIDER: u64 = 4;
/// Costs above this could be told apart no longer by the solver.
const LARGEST: u64 = 1 << 40;
/// Costs above this could be told apart no longer in a row that limits them.
const LARGEST_LIMITED: u64 = 1 << 20;

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
}

/// What the solver finds.
#[derive(Debug)]
pub(super) enum Outcome {
    Found(Found),
    /// There is no such set.
    Nothing,
    /// The steps are used up before anything was found.
    OutOfSteps,
}

/// What is asked of the room.
#[derive(Debug)]
pub(super) struct Wish<'w> {
    pub(super) objective: &'w [f64],
    pub(super) within: Option<u64>,
    pub(super) pins: &'w [Option<bool>],
    /// A set to start from.
    pub(super) hint: &'w [bool],
}

/// The solver failed, or was caught with too many wrong answers.
#[derive(Debug)]
pub(super) struct GaveUp;

impl Room<'_> {
    /// The best set, checked in whole numbers. What it takes is taken from the steps.
    pub(super) fn ask(&mut self, wish: &Wish<'_>, steps: &mut u64) -> Result<Outcome, GaveUp> {
        for _ in 0..CUTS {
            let reply = solver::ask(
                &Question {
                    relaxed: &self.relaxed,
                    objective: wish.objective,
                    within: wish.within,
                    pins: wish.pins,
                    hint: wish.hint,
                },
                steps,
            );
            let (values, best) = match reply {
                Reply::Found { values, best } => (values, best),
                Reply::Nothing => return Ok(Outcome::Nothing),
                Reply::OutOfSteps => return Ok(Outcome::OutOfSteps),
                Reply::GaveUp => return Err(GaveUp),
            };
            let chosen = self.set(&values);
            let closed = closed(self.case, &chosen);
            let failing = self.case.goals.iter().filter(|goal| !goal.holds(&closed));
            let failing: Vec<_> = failing.collect();
            if failing.is_empty() {
                let cost = self.open_cost(&chosen);
                let sound = wish.within.is_none_or(|within| cost <= within);
                let found = Outcome::Found(Found { chosen, cost, best });
                return sound.then_some(found).ok_or(GaveUp);
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

    /// The cheapest set, given one that will do: first among the few columns that a low limit
    /// leaves undecided, then among more, until nothing cheaper than what was found is left.
    fn cheapest(&mut self, known: &mut Vec<bool>) -> Result<Cheapest, GaveUp> {
        let objective: Vec<f64> =
            self.relaxed.costs.iter().map(|cost| cost.to_f64().unwrap_or(f64::MAX)).collect();
        let is_limited = self.relaxed.costs.iter().all(|&cost| cost <= LARGEST_LIMITED);
        let mut bound = self.bound.least();
        let mut width = bound / FIRST_WIDTH;
        let (mut steps, mut is_look) = (STEPS, true);
        loop {
            let cost = self.open_cost(known);
            if bound >= cost {
                return Ok(Cheapest { cost, bound: cost });
            }
            let limit = bound.saturating_add(width).min(cost - 1);
            let Some(pins) = self.bound.decided(limit, &self.free_pins()) else {
                bound = limit + 1;
                continue;
            };
            // a look that is not held to the limit finds a better set to start from
            let within = (is_limited && !is_look).then_some(limit);
            let hint = known.clone();
            let wish = Wish { objective: &objective, within, pins: &pins, hint: &hint };
            let mut share = if is_look { LOOK } else { steps };
            let before = share;
            let outcome = self.ask(&wish, &mut share)?;
            steps = steps.saturating_sub(before - share);
            let is_whole = match &outcome {
                Outcome::Found(found) => found.best,
                Outcome::Nothing => true,
                Outcome::OutOfSteps => false,
            };
            let mut least = limit + 1;
            if let Outcome::Found(found) = outcome {
                least = least.min(found.cost);
                if found.cost < cost {
                    *known = found.chosen;
                }
            }
            if is_whole {
                bound = least;
                width = width.saturating_mul(WIDER).max(1);
            } else if !is_look {
                return Ok(Cheapest { cost: self.open_cost(known), bound });
            }
            is_look = false;
        }
    }
}

/// What the known set costs in the end, and less than which none costs.
#[derive(Debug)]
struct Cheapest {
    cost: u64,
    bound: u64,
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
    let mut known = improve::improved(&room, search::greedy(&room));
    let Ok(Cheapest { cost, bound }) = room.cheapest(&mut known) else {
        return search::solve(&room, known);
    };
    let proven = bound >= cost;
    let (chosen, ranked) =
        if proven { prefer::best_ranked(&mut room, known, cost) } else { (known, false) };
    Answer { chosen, bound: base.saturating_add(bound), proven, ranked }
}
