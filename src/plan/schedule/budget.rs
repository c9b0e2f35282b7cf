//! How much effort a schedule may cost, in steps: seconds would differ from machine to machine.

use super::model::Network;

/// The effort allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Schedules that may be generated, each counted once whatever its size.
    pub schedules: u64,
    /// Turns of the constraint solver: decisions and conflicts.
    pub decisions: u64,
    /// Where the generator of random numbers begins.
    pub seed: u64,
}

impl Budget {
    /// The usual effort for a network. A turn of the solver costs the more the more activities
    /// there are (about their number cubed), so that large networks get fewer.
    pub fn of(network: &Network) -> Self {
        let count = u64::try_from(network.activities().len()).unwrap_or(u64::MAX);
        let size = count.clamp(30, 3_000);
        let decisions = (240_000 * 30 * 30 * 30 / (size * size * size)).max(200);
        // beyond some hundred activities schedules take longer too
        let schedules = (100_000 * 120 / size.max(120)).max(2_000);
        Self { schedules, decisions, seed: 1 }
    }

    /// This many times as much of everything.
    #[must_use]
    pub fn times(self, factor: u64) -> Self {
        let schedules = self.schedules.saturating_mul(factor);
        Self { schedules, decisions: self.decisions.saturating_mul(factor), ..self }
    }
}

/// The effort spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Steps {
    /// Schedules generated.
    pub schedules: u64,
    /// Turns of the constraint solver.
    pub decisions: u64,
}
