//! Which remediations reach a goal with the least cost: pure arithmetic over whole numbers.
//!
//! [`select`] settles what is forced, looks for the cheapest set with a linear solver whose answers
//! are checked in whole numbers, and among sets of equal cost takes the one preferred by rank:
//!
//! > Of two sets of equal cost the better one holds the best-ranked remediation in which they
//! > differ. Remediations that cost nothing come last in this comparison, and there the set without
//! > is the better one, so that nothing useless is planned because it is free.
//!
//! Floats guide the search and never decide: a condition is met in whole numbers or it is not, and
//! the lower bound that narrows the search is added up in whole numbers too.

mod bound;
mod case;
mod clash;
mod forest;
mod improve;
mod model;
mod narrow;
mod prefer;
mod reach;
mod relaxed;
mod search;
mod settle;
mod solver;
#[cfg(test)]
mod tests;

use case::Case;
pub use model::{Candidate, Clash, Condition, Part, Problem, Selection, Shortfall, Stance};
pub use reach::shortfalls;

/// The cheapest set of remediations that meets every condition, or what stands against it.
///
/// The same problem gives the same answer on every machine: limits count steps, not seconds.
///
/// ```
/// use concordant::plan::select::{Candidate, Condition, Problem, Stance, select};
/// let way = |cost, closes: &[usize], after: &[usize]| Candidate {
///     cost,
///     rank: 0,
///     closes: closes.to_vec(),
///     after: after.to_vec(),
///     stance: Stance::Free,
/// };
/// let problem = Problem {
///     criteria: 2,
///     candidates: vec![way(4, &[0], &[1]), way(3, &[], &[]), way(8, &[0, 1], &[])],
///     conditions: vec![Condition { id: "overall".to_owned(), gains: vec![(0, 5), (1, 2)], need: 5 }],
/// };
/// let selection = select(&problem).unwrap();
/// assert_eq!((selection.chosen, selection.cost), (vec![0, 1], 7));
/// ```
pub fn select(problem: &Problem) -> Result<Selection, Clash> {
    let case = Case::of(problem);
    if let Some(clash) = clash::find(&case) {
        return Err(clash);
    }
    let settled = settle::settle(&case);
    let answer = narrow::solve(&case, &settled);
    let chosen = reach::with_prerequisites(&case, &answer.chosen);
    let closed = reach::closed(&case, &chosen);
    let members =
        |flags: &[bool]| (0..).zip(flags).filter(|(_, is)| **is).map(|(at, _)| at).collect();
    Ok(Selection {
        cost: case.cost(&chosen),
        chosen: members(&chosen),
        closed: members(&closed),
        bound: answer.bound,
        proven: answer.proven,
        ranked: answer.ranked,
    })
}
