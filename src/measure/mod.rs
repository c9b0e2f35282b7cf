//! Numbers: exact fractions, proportions, and the interval around a proportion.
//!
//! Scores decide whether a hospital may carry a name. They are counted in exact fractions, on every
//! machine alike; a float appears only where something is printed.

mod fraction;
mod interval;

pub use fraction::{Fraction, ParseFractionError};
pub use interval::{Interval, wilson};
