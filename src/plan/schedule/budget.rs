//! How much effort a schedule may cost, in steps: seconds would differ from machine to machine.

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
    /// This many times as much of everything.
    #[must_use]
    pub fn times(self, factor: u64) -> Self {
        let schedules = self.schedules.saturating_mul(factor);
        Self { schedules, decisions: self.decisions.saturating_mul(factor), ..self }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { schedules: 60_000, decisions: 60_000, seed: 1 }
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
