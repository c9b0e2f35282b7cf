//! Hospitals of 800 open criteria in several shapes, for the selection's tests and measurements.

use concordant::plan::select::{Candidate, Condition, Problem, Stance};

/// Criteria, in ten checklists.
const CRITERIA: usize = 800;
const CHECKLIST: usize = 80;

/// What makes a case hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One remediation a criterion, 540 prerequisites near by; overall and must-pass gates.
    Overall,
    /// The same with a gate on each checklist.
    EachChecklist,
    /// The same with prerequisites anywhere.
    FarPrerequisites,
    /// 600 remediations that close two criteria and often a third, anywhere; gates on each list.
    Overlapping,
    /// The same, all at one cost.
    EqualCosts,
    /// One remediation a criterion, costs within 5 %, no prerequisites.
    Knapsack,
}

/// A small generator (splitmix64): one seed gives the same case on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn place(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("64 bits");
        usize::try_from(self.below(end)).expect("below a usize")
    }
}

/// The case of a shape and a seed. Every criterion can be closed, so that every gate can be met.
pub(crate) fn case(shape: Shape, seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let overlapping = matches!(shape, Shape::Overlapping | Shape::EqualCosts);
    let ways = if overlapping { 600 } else { CRITERIA };
    let candidates = (0..ways).map(|at| {
        let mut closes =
            if overlapping { vec![at * 4 / 3, (at * 4 / 3 + 1) % CRITERIA] } else { vec![at] };
        if overlapping && dice.below(4) == 0 {
            closes.push(dice.place(CRITERIA));
        }
        let cost = match shape {
            Shape::EqualCosts => 2,
            Shape::Knapsack => 1_000 + dice.below(50),
            _ => 1 + dice.below(60),
        };
        let after = after(&mut dice, shape, at);
        Candidate { cost, rank: dice.below(600), closes, after, stance: Stance::Free }
    });
    let candidates = candidates.collect();
    Problem { criteria: CRITERIA, candidates, conditions: gates(&mut dice, shape) }
}

fn after(dice: &mut Dice, shape: Shape, at: usize) -> Vec<usize> {
    if at == 0 || shape == Shape::Knapsack || dice.below(800) >= 540 {
        return Vec::new();
    }
    let near = shape != Shape::FarPrerequisites && dice.below(20) > 0;
    vec![if near { at - 1 - dice.place(at.min(8)) } else { dice.place(at) }]
}

/// Each checklist wants 55 to 74 % of what it lacks, the whole 75 %; one in twelve is a must.
fn gates(dice: &mut Dice, shape: Shape) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let mut overall = Vec::new();
    for first in (0..CRITERIA).step_by(CHECKLIST) {
        let own: Vec<(usize, u128)> = (first..first + CHECKLIST)
            .map(|criterion| (criterion, u128::from((1 + dice.below(5)) * (1 + dice.below(2)))))
            .collect();
        let all: u128 = own.iter().map(|(_, gain)| gain).sum();
        // a mean of checklists: fractions of many denominators become huge whole numbers
        let scale = 1_000_000_000_000_000 / all;
        overall.extend(own.iter().map(|&(criterion, gain)| (criterion, gain * scale)));
        let need = all * u128::from(55 + dice.below(20)) / 100;
        conditions.push(Condition { id: format!("checklist-{first}"), gains: own, need });
    }
    if shape == Shape::Overall {
        conditions.clear();
    }
    let all: u128 = overall.iter().map(|(_, gain)| gain).sum();
    conditions.push(Condition { id: "overall".to_owned(), gains: overall, need: all * 3 / 4 });
    let musts = (0..CRITERIA).filter(|_| dice.below(12) == 0).map(|criterion| (criterion, 1));
    let gains: Vec<(usize, u128)> = musts.collect();
    let need = gains.iter().map(|(_, gain)| gain).sum();
    conditions.push(Condition { id: "must-pass".to_owned(), gains, need });
    conditions
}
