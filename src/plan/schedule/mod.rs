//! The core that puts any network of activities on working days: short, safe, and repeatable.
//!
//! Data flows one way: a checked [`Network`] is compiled to an instance, a population of schedules
//! is improved on it, bounds and a constraint solver say how much better any schedule could be.
//! Effort is counted in steps, never in seconds, so that one input gives one result everywhere.
#![expect(clippy::indexing_slicing, reason = "ids are checked once, when the network is built")]

mod bound;
mod budget;
mod calendar;
mod check;
mod decode;
mod dice;
mod error;
mod instance;
mod model;
mod outcome;
mod population;
mod profile;
mod proof;
mod punctual;
mod rules;
mod search;
mod slack;
mod window;

pub use budget::{Budget, Steps};
pub use error::{NetworkError, Unschedulable};
pub use model::{Activity, Calendar, Day, Demand, Due, Network, Reduction, Resource};
pub use outcome::Schedule;
pub use search::schedule;
