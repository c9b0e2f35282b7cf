//! Chance that is the same on every machine: a generator with a fixed algorithm.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// A seeded source of random numbers.
#[derive(Debug)]
pub(super) struct Dice(Pcg32);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        // the stream is any constant; it must only never change
        Self(Pcg32::new(seed, 0x00C0_FFEE))
    }

    /// A number below `sides`, which is at least 1. The slight favor of low numbers does no harm.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let wide = u64::from(self.0.next_u32()) * u64::try_from(sides).unwrap_or(u64::MAX >> 32);
        usize::try_from(wide >> 32).unwrap_or(0)
    }

    /// True in this many of a hundred cases.
    pub(super) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}
