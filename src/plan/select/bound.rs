//! A lower bound of the cost that is proven in whole numbers, and what follows from it.
//!
//! Any prices for the rows give a bound (Lagrange): what the rows want at their prices, and each
//! column at its cost less the prices it earns, taken only if that is below 0. The solver finds
//! good prices in floats; the bound is then added up exactly, so that bad prices weaken it and
//! never falsify it. A column whose price difference exceeds the room left below a limit is
//! decided for every set within that limit: few columns are left to search.
#![expect(clippy::indexing_slicing, reason = "rows name columns that exist")]

use super::relaxed::Relaxed;
use super::solver;
use num_traits::ToPrimitive;

/// Prices are whole multiples of 2^-60.
const SCALE: i128 = 1 << 60;
/// The same as a float.
const SCALE_FLOAT: f64 = 1_152_921_504_606_846_976.0;

/// A proven bound, all in units of 2^-60.
#[derive(Debug)]
pub(super) struct Bound {
    base: i128,
    /// What each column costs less what it earns.
    reduced: Vec<i128>,
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
        let reduced = relaxed.costs.iter().map(|&cost| i128::from(cost) * SCALE).collect();
        Self { base: 0, reduced }
    }

    /// Without a value where 128 bits do not suffice.
    fn at(relaxed: &Relaxed, prices: &[f64]) -> Option<Self> {
        let Self { mut base, mut reduced } = Self::trivial(relaxed);
        for (row, price) in relaxed.rows.iter().zip(prices) {
            let price = (price.max(0.0) * SCALE_FLOAT).to_i128()?;
            base = base.checked_add(price.checked_mul(i128::from(row.need))?)?;
            for &(column, gain) in &row.terms {
                let earned = price.checked_mul(i128::from(gain))?;
                reduced[column] = reduced[column].checked_sub(earned)?;
            }
        }
        for earned in &reduced {
            base = base.checked_add((*earned).min(0))?;
        }
        Some(Self { base, reduced })
    }

    /// What a column costs beyond what it earns, in units of its own.
    pub(super) fn surplus(&self, column: usize) -> i128 {
        self.reduced[column]
    }

    /// No set costs less.
    pub(super) fn least(&self) -> u64 {
        let whole = self.base.div_euclid(SCALE) + i128::from(self.base.rem_euclid(SCALE) > 0);
        u64::try_from(whole.max(0)).unwrap_or(0)
    }

    /// What is decided of each column in every set that costs no more than the limit and keeps to
    /// the pins; nothing where there is no such set.
    pub(super) fn decided(&self, limit: u64, pins: &[Option<bool>]) -> Option<Pins> {
        let mut room = (i128::from(limit) * SCALE).checked_sub(self.base)?;
        for (reduced, pin) in self.reduced.iter().zip(pins) {
            let against = match pin {
                Some(true) => (*reduced).max(0),
                Some(false) => reduced.saturating_neg().max(0),
                None => 0,
            };
            room = room.checked_sub(against)?;
        }
        let decide = |(reduced, pin): (&i128, &Option<bool>)| {
            let beyond = reduced.saturating_abs() > room;
            pin.or_else(|| beyond.then_some(*reduced < 0))
        };
        (room >= 0).then(|| self.reduced.iter().zip(pins).map(decide).collect())
    }
}
