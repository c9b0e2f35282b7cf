//! A lower bound of the cost that is proven in whole numbers, and what follows from it.
//!
//! Any prices for the rows give a bound (Lagrange): what the rows want at their prices, and each
//! column at its cost less the prices it earns, taken only if that is below 0. The solver finds
//! good prices in floats; the bound is then added up exactly, so that bad prices weaken it and
//! never falsify it.
//!
//! One prerequisite of each way is not priced but kept: the ways form trees (`forest.rs`), whose
//! cheapest choice is exact. So it is known of every column what the bound becomes with it and
//! without it, prerequisites and dependents included. Where that exceeds a limit, the column is
//! decided for every set within the limit: few columns are left to search.
#![expect(clippy::indexing_slicing, reason = "rows name columns that exist")]

use super::forest::{Forest, Least};
use super::relaxed::Relaxed;
use super::solver;
use num_traits::ToPrimitive;

/// Prices are whole multiples of 2^-60.
const SCALE: i128 = 1 << 60;
/// The same as a float.
const SCALE_FLOAT: f64 = 1_152_921_504_606_846_976.0;
/// Weights beyond this could overflow in a sum.
const HEAVIEST: u128 = 1 << 110;

/// A proven bound, all in units of 2^-60.
#[derive(Debug)]
pub(super) struct Bound {
    /// What the priced rows want.
    wanted: i128,
    /// What each column costs less what it earns.
    weights: Vec<i128>,
    forest: Forest,
    /// With nothing decided.
    least: Least,
}

/// What is decided of each column.
pub(super) type Pins = Vec<Option<bool>>;

impl Bound {
    /// The bound at the prices that the solver finds best.
    pub(super) fn of(relaxed: &Relaxed) -> Self {
        let prices = solver::prices(relaxed);
        Self::at(relaxed, &prices).unwrap_or_else(|| Self::trivial(relaxed))
    }

    /// The bound at the prices 0.
    pub(super) fn trivial(relaxed: &Relaxed) -> Self {
        let weights = relaxed.costs.iter().map(|&cost| i128::from(cost) * SCALE).collect();
        Self::with(0, weights, Forest::of(relaxed))
    }

    fn with(wanted: i128, weights: Vec<i128>, forest: Forest) -> Self {
        // without pins nothing contradicts
        let least = forest.least(&weights, &vec![None; weights.len()]).unwrap_or_default();
        Self { wanted, weights, forest, least }
    }

    /// Without a value where 128 bits do not suffice.
    fn at(relaxed: &Relaxed, prices: &[f64]) -> Option<Self> {
        let Self { mut wanted, mut weights, forest, .. } = Self::trivial(relaxed);
        for (at, (row, price)) in relaxed.rows.iter().zip(prices).enumerate() {
            if forest.keeps(at) {
                continue;
            }
            let price = (price.max(0.0) * SCALE_FLOAT).to_i128()?;
            wanted = wanted.checked_add(price.checked_mul(i128::from(row.need))?)?;
            for &(column, gain) in &row.terms {
                let earned = price.checked_mul(i128::from(gain))?;
                weights[column] = weights[column].checked_sub(earned)?;
            }
        }
        let sound = weights.iter().chain([&wanted]).all(|it| it.unsigned_abs() < HEAVIEST);
        sound.then(|| Self::with(wanted, weights, forest))
    }

    /// What the bound rises by when a column is taken rather than left.
    pub(super) fn surplus(&self, column: usize) -> i128 {
        self.least.with[column].saturating_sub(self.least.without[column])
    }

    /// No set costs less.
    pub(super) fn least(&self) -> u64 {
        let all = self.wanted.saturating_add(self.least.all);
        let whole = all.div_euclid(SCALE) + i128::from(all.rem_euclid(SCALE) > 0);
        u64::try_from(whole.max(0)).unwrap_or(0)
    }

    /// What is decided of each column in every set that costs no more than the limit and keeps to
    /// the pins; nothing where there is no such set.
    pub(super) fn decided(&self, limit: u64, pins: &[Option<bool>]) -> Option<Pins> {
        let room = (i128::from(limit) * SCALE).checked_sub(self.wanted)?;
        let least = self.forest.least(&self.weights, pins)?;
        let decide = |(column, pin): (usize, &Option<bool>)| {
            let (with, without) = (least.with[column] > room, least.without[column] > room);
            pin.or_else(|| (with || without).then_some(without))
        };
        (least.all <= room).then(|| pins.iter().enumerate().map(decide).collect())
    }
}
