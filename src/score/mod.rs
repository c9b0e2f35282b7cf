//! From answers to a score, its range, the gates and the indicated result.
//!
//! `resolve` decides the state of every criterion at every location, `tally` adds whole points,
//! `model` turns points into scores, `gate` judges them, `scorecard` holds all of it together.

mod criterion;
mod gate;
mod item;
mod model;
mod resolve;
mod scorecard;
mod tailored;
mod tally;

pub use criterion::{Counts, CriterionResult};
pub use gate::{GateResult, Indicated};
pub use item::{Item, ItemReason, State};
pub use model::{Bound, Score, SectionScore};
pub use resolve::{Case, resolve};
pub use scorecard::{EligibilityResult, Scorecard};
pub use tailored::Tailored;
