//! What is missing: gaps with severity and rank, and questions that nobody has answered yet.

mod find;
mod model;
mod rank;
mod remedy;
mod severity;

pub use find::find;
pub use model::{Gap, GapList, OpenQuestion, Prerequisite, Remedy};
pub use rank::{FORMULA, RankBy};
pub use severity::{Severity, severity_table};
