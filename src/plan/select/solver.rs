//! The linear solver: rows in, a candidate answer out. What it says is checked by others.
#![expect(clippy::indexing_slicing, reason = "rows name columns that exist")]

use super::relaxed::{Relaxed, Row};
use microlp::{
    ComparisonOp, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Variable,
};
use num_traits::ToPrimitive;

/// Thresholds are loosened by the solver's own tolerance, so that no exact hit is refused.
const TOLERANCE: f64 = 1e-7;
/// A difference of costs that the solver may overlook, as a share of the cost.
const OVERLOOKED: f64 = 1e-13;

/// What to minimize over which columns.
#[derive(Debug)]
pub(super) struct Question<'q> {
    pub(super) relaxed: &'q Relaxed,
    pub(super) objective: &'q [f64],
    /// A limit on the cost.
    pub(super) within: Option<u64>,
    /// Columns that are decided.
    pub(super) pins: &'q [Option<bool>],
    /// How many branches may be looked at.
    pub(super) steps: u64,
    /// A set of ways to start from.
    pub(super) hint: &'q [bool],
}

/// What the solver answers.
#[derive(Debug)]
pub(super) enum Reply {
    /// Values of all columns, whether they are best, and the branches looked at.
    Found { values: Vec<bool>, best: bool, steps: u64 },
    /// There are none.
    Nothing,
    /// It failed or reached its limit.
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

/// Values of the columns that minimize the objective.
pub(super) fn ask(question: &Question<'_>) -> Reply {
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
    solve(&problem, question, &variables)
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

fn solve(problem: &Problem, question: &Question<'_>, variables: &[Option<Variable>]) -> Reply {
    let mut options = SolveOptions::default();
    options.node_limit = Some(question.steps);
    options.tolerances.prune_epsilon = OVERLOOKED;
    options.warm_start = Some(hint(question, variables));
    let values = |value: &dyn Fn(Variable) -> bool| {
        let columns = variables.iter().zip(question.pins);
        columns.map(|(variable, pin)| variable.map_or(*pin == Some(true), value)).collect()
    };
    if variables.iter().all(Option::is_none) {
        return Reply::Found { values: values(&|_| false), best: true, steps: 0 };
    }
    match problem.solve_with(options).map(microlp::SolveOutcome::into_solution) {
        Ok(Ok(solution)) => Reply::Found {
            values: values(&|variable| solution.var_value(variable) > 0.5),
            best: solution.status() == SolutionStatus::Optimal,
            steps: solution.stats().nodes_solved,
        },
        Err(microlp::Error::Infeasible) => Reply::Nothing,
        _ => Reply::GaveUp,
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
