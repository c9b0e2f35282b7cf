//! The case as rows over yes-or-no columns, in whole numbers small enough for a float.
//!
//! Numbers above 32 bits are rounded outwards, gains up and needs down: no answer is lost, and an
//! answer that the rounding lets in is found out in the full numbers and cut off.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::case::{Case, Goal};
use super::settle::Settled;
use std::collections::BTreeMap;

/// Numbers of a row stay below this many bits.
const BITS: u32 = 32;

/// The columns and rows.
#[derive(Debug)]
pub(super) struct Relaxed {
    /// What each column costs.
    pub(super) costs: Vec<u64>,
    /// The ways behind the first columns, in order of preference; the others stand for criteria
    /// that several ways close.
    pub(super) ways: Vec<usize>,
    pub(super) rows: Vec<Row>,
    /// The column that closes a criterion, if any is left to choose.
    closing: Vec<Option<usize>>,
}

/// The terms add up to the need.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) need: i64,
}

impl Relaxed {
    pub(super) fn of(case: &Case, settled: &Settled) -> Self {
        let ways: Vec<usize> =
            case.order.iter().copied().filter(|&way| settled.free[way]).collect();
        let mut columns = vec![usize::MAX; case.ways.len()];
        ways.iter().enumerate().for_each(|(column, &way)| columns[way] = column);
        let mut relaxed = Self {
            costs: ways.iter().map(|&way| case.ways[way].cost).collect(),
            closing: vec![None; case.criteria],
            rows: Vec::new(),
            ways,
        };
        relaxed.add_prerequisites(case, settled, &columns);
        relaxed.add_criteria(case, settled, &columns);
        for goal in &case.goals {
            relaxed.add_goal(goal, settled);
        }
        relaxed
    }

    fn add_prerequisites(&mut self, case: &Case, settled: &Settled, columns: &[usize]) {
        for (column, &way) in self.ways.iter().enumerate() {
            for &before in case.ways[way].after.iter().filter(|&&before| settled.free[before]) {
                self.rows.push(Row { terms: vec![(columns[before], 1), (column, -1)], need: 0 });
            }
        }
    }

    /// Criteria with the same ways to close them share a column; one way alone is that column.
    fn add_criteria(&mut self, case: &Case, settled: &Settled, columns: &[usize]) {
        let mut shared: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for criterion in (0..case.criteria).filter(|&criterion| !settled.closed[criterion]) {
            let free = case.closers[criterion].iter().filter(|&&way| settled.free[way]);
            let closers: Vec<usize> = free.map(|&way| columns[way]).collect();
            let each: Vec<(usize, i64)> = closers.iter().map(|&column| (column, 1)).collect();
            if settled.must[criterion] {
                self.rows.push(Row { terms: each, need: 1 });
                continue;
            }
            self.closing[criterion] = match *closers.as_slice() {
                [] => None,
                [only] => Some(only),
                _ => Some(*shared.entry(closers).or_insert_with(|| {
                    let column = self.costs.len();
                    self.costs.push(0);
                    let terms = each.into_iter().chain([(column, -1)]).collect();
                    self.rows.push(Row { terms, need: 0 });
                    column
                })),
            };
        }
    }

    fn add_goal(&mut self, goal: &Goal, settled: &Settled) {
        let sure: Vec<bool> = settled
            .closed
            .iter()
            .zip(&settled.must)
            .map(|(closed, must)| *closed || *must)
            .collect();
        let need = goal.need.saturating_sub(goal.reached(&sure));
        if need == 0 {
            return;
        }
        let mut gains: BTreeMap<usize, u128> = BTreeMap::new();
        for &(criterion, gain) in &goal.gains {
            if let (false, Some(column)) = (sure[criterion], self.closing[criterion]) {
                let sum = gains.entry(column).or_default();
                *sum = sum.saturating_add(gain).min(need);
            }
        }
        self.rows.push(rounded(&gains, need));
    }

    /// Cuts off a set of closed criteria that fails a goal, and with it every set that closes no
    /// more than these and the least of the others: one of the rest has to be closed.
    ///
    /// False where no column is left that could.
    pub(super) fn cut(&mut self, goal: &Goal, closed: &[bool]) -> bool {
        let mut sum = goal.reached(closed);
        let mut others: Vec<(u128, usize)> = goal
            .gains
            .iter()
            .filter(|(criterion, _)| !closed[*criterion])
            .map(|&(criterion, gain)| (gain, criterion))
            .collect();
        others.sort_unstable();
        let rest = others.into_iter().filter(|(gain, _)| {
            let more = sum.saturating_add(*gain);
            let fails_still = more < goal.need;
            sum = if fails_still { more } else { sum };
            !fails_still
        });
        let mut columns: Vec<usize> =
            rest.filter_map(|(_, criterion)| self.closing[criterion]).collect();
        columns.sort_unstable();
        columns.dedup();
        let some = !columns.is_empty();
        let terms = columns.into_iter().map(|column| (column, 1)).collect();
        self.rows.push(Row { terms, need: 1 });
        some
    }
}

/// A row in numbers of at most [`BITS`] bits that every answer of the full row meets.
fn rounded(gains: &BTreeMap<usize, u128>, need: u128) -> Row {
    let common = gains.values().fold(0, |common, &gain| divisor(common, gain)).max(1);
    let need = need.div_ceil(common);
    let shift = (u128::BITS - need.leading_zeros()).saturating_sub(BITS);
    let whole = |number: u128| i64::try_from(number).unwrap_or(i64::MAX);
    let up = |gain: u128| whole((gain / common).div_ceil(1 << shift));
    let terms = gains.iter().map(|(&column, &gain)| (column, up(gain))).collect();
    Row { terms, need: whole(need >> shift) }
}

/// The greatest common divisor.
fn divisor(one: u128, other: u128) -> u128 {
    if other == 0 { one } else { divisor(other, one % other) }
}
