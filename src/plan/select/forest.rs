//! The cheapest choice among weighted columns of which some need another one: exact, in one pass
//! up and one pass down the trees.
#![expect(clippy::indexing_slicing, reason = "rows name columns that exist")]

use super::relaxed::{Relaxed, Row};

/// Columns, each with at most one that it needs, and no circle.
#[derive(Debug)]
pub(super) struct Forest {
    needs: Vec<Option<usize>>,
    /// The columns, each after the one that it needs.
    order: Vec<usize>,
    /// The rows that say what the forest says.
    kept: Vec<bool>,
}

/// What the cheapest choices weigh.
#[derive(Debug, Default)]
pub(super) struct Least {
    pub(super) all: i128,
    /// All columns together where this one is taken.
    pub(super) with: Vec<i128>,
    /// All columns together where this one is left.
    pub(super) without: Vec<i128>,
}

/// What no choice weighs.
const NEVER: i128 = i128::MAX;

impl Forest {
    /// Keeps the first prerequisite of each way that closes no circle.
    pub(super) fn of(relaxed: &Relaxed) -> Self {
        let columns = relaxed.costs.len();
        let mut needs: Vec<Option<usize>> = vec![None; columns];
        let mut kept = vec![false; relaxed.rows.len()];
        for (at, row) in relaxed.rows.iter().enumerate() {
            let Some((before, column)) = prerequisite(relaxed, row) else { continue };
            let mut above = std::iter::successors(Some(before), |&above| needs[above]);
            if needs[column].is_none() && !above.any(|above| above == column) {
                needs[column] = Some(before);
                kept[at] = true;
            }
        }
        Self { order: order(&needs), needs, kept }
    }

    /// Whether the forest stands for this row.
    pub(super) fn keeps(&self, row: usize) -> bool {
        self.kept[row]
    }

    /// The cheapest choices that keep to the pins; nothing where these contradict each other.
    pub(super) fn least(&self, weights: &[i128], pins: &[Option<bool>]) -> Option<Least> {
        // of each column with all that need it, by whether it is taken
        let weigh = |(weight, pin): (&i128, &Option<bool>)| match pin {
            Some(true) => (NEVER, *weight),
            Some(false) => (0, NEVER),
            None => (0, *weight),
        };
        let mut below: Vec<(i128, i128)> = weights.iter().zip(pins).map(weigh).collect();
        let mut all = 0_i128;
        for &column in self.order.iter().rev() {
            let (without, with) = below[column];
            let least = without.min(with);
            if least == NEVER {
                return None;
            }
            let Some(needed) = self.needs[column] else {
                all = all.saturating_add(least);
                continue;
            };
            below[needed].0 = sum(below[needed].0, without);
            below[needed].1 = sum(below[needed].1, least);
        }
        Some(self.spread(all, &below))
    }

    /// From the trees as a whole to each column.
    fn spread(&self, all: i128, below: &[(i128, i128)]) -> Least {
        let mut least = Least { all, with: vec![0; below.len()], without: vec![0; below.len()] };
        for &column in &self.order {
            let (without, with) = below[column];
            let best = without.min(with);
            let (with_needed, without_needed) = match self.needs[column] {
                None => (less(all, best), less(all, best)),
                Some(needed) => {
                    (less(least.with[needed], best), less(least.without[needed], without))
                }
            };
            least.with[column] = sum(with_needed, with);
            least.without[column] = sum(with_needed.min(without_needed), without);
        }
        least
    }
}

/// The needed column and the one that needs it.
fn prerequisite(relaxed: &Relaxed, row: &Row) -> Option<(usize, usize)> {
    let ways = relaxed.ways.len();
    match *row.terms.as_slice() {
        [(before, 1), (column, -1)] if row.need == 0 && before < ways && column < ways => {
            Some((before, column))
        }
        _ => None,
    }
}

fn order(needs: &[Option<usize>]) -> Vec<usize> {
    let mut needing: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    let mut order = Vec::new();
    for (column, needed) in needs.iter().enumerate() {
        match needed {
            Some(needed) => needing[*needed].push(column),
            None => order.push(column),
        }
    }
    let mut at = 0;
    while let Some(column) = order.get(at).copied() {
        order.append(&mut needing[column]);
        at += 1;
    }
    order
}

/// Never plus anything is never.
fn sum(one: i128, other: i128) -> i128 {
    if one == NEVER || other == NEVER { NEVER } else { one.saturating_add(other) }
}

/// Never less anything is never.
fn less(one: i128, other: i128) -> i128 {
    if one == NEVER || other == NEVER { NEVER } else { one.saturating_sub(other) }
}
