//! The linear solver: rows in, a candidate answer out. What it says is checked by others.
#![expect(clippy::indexing_slicing, reason = "rows name columns that exist")]

use super::relaxed::{Relaxed, Row};
use microlp::{
    ComparisonOp, OptimizationDirection, Problem, ResumeOptions, SolutionStatus, SolveOptions,
    SolveOutcome, TerminationReason, Variable,
};
use num_traits::ToPrimitive;

/// Thresholds are loosened by the solver's own tolerance, so that no exact hit is refused.
const TOLERANCE: f64 = 1e-7;
/// A difference of costs that the solver may overlook, as a share of the cost.
const OVERLOOKED: f64 = 1e-13;
/// How many branches are looked at before more are paid for.
const PORTION: u64 = 16;

/// What to minimize over which columns.
#[derive(Debug)]
pub(super) struct Question<'q> {
    pub(super) relaxed: &'q Relaxed,
    pub(super) objective: &'q [f64],
    /// A limit on the cost.
    pub(super) within: Option<u64>,
    /// Columns that are decided.
    pub(super) pins: &'q [Option<bool>],
    /// A set of ways to start from.
    pub(super) hint: &'q [bool],
}

/// What the solver answers.
#[derive(Debug)]
pub(super) enum Reply {
    /// Values of all columns, and whether they are best.
    Found { values: Vec<bool>, best: bool },
    /// There are none.
    Nothing,
    /// The steps are used up before any were found.
    OutOfSteps,
    /// It failed.
    GaveUp,
}

fn float<N: ToPrimitive + Copy>(number: N) -> f64 {
    number.to_f64().unwrap_or(f64::MAX)
}

/// The prices of the rows that prove the highest bound: the dual of the problem without the demand
/// for whole answers. Empty where the solver fails.
pub(super) fn prices(relaxed: &Relaxed) -> Vec<f64> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let scales: Vec<f64> = relaxed.rows.iter().map(scale).collect();
    let mut earned: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); relaxed.costs.len()];
    let mut rows = Vec::new();
    for (row, scale) in relaxed.rows.iter().zip(&scales) {
        let price = problem.add_var(float(row.need) / scale, (0.0, f64::INFINITY));
        rows.push(price);
        for &(column, gain) in &row.terms {
            earned[column].push((price, float(gain) / scale));
        }
    }
    for (mut terms, &cost) in earned.into_iter().zip(&relaxed.costs) {
        terms.push((problem.add_var(-1.0, (0.0, f64::INFINITY)), -1.0));
        problem.add_constraint(terms, ComparisonOp::Le, float(cost));
    }
    let solution = problem.solve().ok().and_then(|outcome| outcome.into_solution().ok());
    let priced = solution.map(|solution| {
        rows.iter().zip(&scales).map(|(row, scale)| solution.var_value(*row) / scale).collect()
    });
    priced.unwrap_or_default()
}

/// The largest number of a row, by which it is divided.
fn scale(row: &Row) -> f64 {
    float(row.terms.iter().map(|(_, gain)| gain.abs()).max().unwrap_or(1).max(1))
}

/// Values of the columns that minimize the objective, in at most the given steps, of which it
/// takes what it uses.
pub(super) fn ask(question: &Question<'_>, steps: &mut u64) -> Reply {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables: Vec<Option<Variable>> = vec![None; question.pins.len()];
    for (column, variable) in variables.iter_mut().enumerate() {
        if question.pins[column].is_none() {
            let weight = question.objective[column];
            // a criterion is closed as far as its ways are, so it need not be branched on
            let is_way = column < question.relaxed.ways.len();
            *variable = Some(if is_way {
                problem.add_binary_var(weight)
            } else {
                problem.add_var(weight, (0.0, 1.0))
            });
        }
    }
    let limit = question.within.map(|within| cost_row(question.relaxed, within));
    for row in question.relaxed.rows.iter().chain(&limit) {
        if !add(&mut problem, row, question.pins, &variables) {
            return Reply::Nothing;
        }
    }
    solve(&problem, question, &variables, steps)
}

fn cost_row(relaxed: &Relaxed, within: u64) -> Row {
    let whole = |cost: u64| i64::try_from(cost).unwrap_or(i64::MAX);
    let costs = (0..).zip(&relaxed.costs).filter(|(_, cost)| **cost > 0);
    let terms = costs.map(|(column, &cost)| (column, -whole(cost))).collect();
    Row { terms, need: -whole(within) }
}

/// Adds what is undecided of a row; false where nothing is, and it fails.
fn add(problem: &mut Problem, row: &Row, pins: &[Option<bool>], of: &[Option<Variable>]) -> bool {
    let decided = row.terms.iter().filter(|(column, _)| pins[*column] == Some(true));
    let need = decided.fold(row.need, |need, (_, gain)| need.saturating_sub(*gain));
    let open = |&(column, gain): &(usize, i64)| of[column].map(|variable| (variable, gain));
    let open: Vec<(Variable, i64)> = row.terms.iter().filter_map(open).collect();
    let least: i64 = open.iter().map(|(_, gain)| (*gain).min(0)).sum();
    if least >= need {
        return true;
    }
    let largest = float(open.iter().map(|(_, gain)| gain.abs()).max().unwrap_or(1).max(1));
    let terms: Vec<(Variable, f64)> =
        open.iter().map(|(variable, gain)| (*variable, float(*gain) / largest)).collect();
    problem.add_constraint(terms, ComparisonOp::Ge, float(need) / largest - TOLERANCE);
    !open.is_empty()
}

fn solve(
    problem: &Problem,
    question: &Question<'_>,
    variables: &[Option<Variable>],
    steps: &mut u64,
) -> Reply {
    let values = |value: &dyn Fn(Variable) -> bool| {
        let columns = variables.iter().zip(question.pins);
        columns.map(|(variable, pin)| variable.map_or(*pin == Some(true), value)).collect()
    };
    let open = variables.iter().flatten().count();
    if open == 0 {
        return Reply::Found { values: values(&|_| false), best: true };
    }
    let price = Price::of(open, question.within.is_some());
    let Some(branches) = price.branches(*steps) else { return Reply::OutOfSteps };
    *steps -= price.start;
    let mut options = SolveOptions::default();
    options.tolerances.prune_epsilon = OVERLOOKED;
    options.warm_start = Some(hint(question, variables));
    match in_portions(problem, options, branches, |taken| *steps -= taken * price.branch) {
        Ok(SolveOutcome::Solution(solution)) => Reply::Found {
            values: values(&|variable| solution.var_value(variable) > 0.5),
            best: solution.status() == SolutionStatus::Optimal,
        },
        Ok(SolveOutcome::Interrupted(_)) => Reply::OutOfSteps,
        Err(microlp::Error::Infeasible) => Reply::Nothing,
        Err(_) => Reply::GaveUp,
    }
}

/// Searches in growing portions of branches, because a search that finds nothing does not say how
/// many it took: the portions that were begun are paid for.
fn in_portions(
    problem: &Problem,
    mut options: SolveOptions,
    branches: u64,
    mut pay: impl FnMut(u64),
) -> Result<SolveOutcome, microlp::Error> {
    let mut portion = PORTION.min(branches);
    options.node_limit = Some(portion);
    pay(portion);
    let mut outcome = problem.solve_with(options)?;
    let mut left = branches - portion;
    while left > 0 && outcome.termination_reason() == TerminationReason::NodeLimit {
        portion = portion.saturating_mul(2).min(left);
        pay(portion);
        left -= portion;
        let mut more = ResumeOptions::default();
        more.node_limit = Some(portion);
        outcome = outcome.resume_with(more)?;
    }
    Ok(outcome)
}

/// What a question costs in steps: each about as much work as the next, whatever the size.
struct Price {
    start: u64,
    branch: u64,
}

impl Price {
    fn of(open: usize, is_limited: bool) -> Self {
        let open = u64::try_from(open).unwrap_or(u64::MAX);
        let square = open.saturating_mul(open);
        // a row over all columns makes each step slower
        let slower = if is_limited { 2 } else { 1 };
        Self { start: 4 + square / 100, branch: (4 + square / 2_500).saturating_mul(slower) }
    }

    /// How many branches the steps suffice for; nothing where not even for the first one.
    fn branches(&self, steps: u64) -> Option<u64> {
        let branches = steps.checked_sub(self.start)? / self.branch;
        (branches > 0).then_some(branches)
    }
}

/// Where the search starts; the columns of criteria follow from the ways.
fn hint(question: &Question<'_>, variables: &[Option<Variable>]) -> Vec<(Variable, f64)> {
    let ways = question.relaxed.ways.iter().zip(variables);
    let value = |(&way, variable): (&usize, &Option<Variable>)| {
        variable.map(|variable| (variable, if question.hint[way] { 1.0 } else { 0.0 }))
    };
    ways.filter_map(value).collect()
}
