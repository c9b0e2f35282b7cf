//! The language of conditions over services and facts.
//!
//! `compounding and not outsourced`, `analytic_cases >= 500`, `country == "US"`. Three-valued:
//! what nobody answered is unknown, and an unknown condition never takes a criterion away.

mod check;
mod evaluate;
mod lexer;
mod model;
mod parse;

pub use check::{Fault, Kind, check};
pub use evaluate::{Truth, Value, evaluate};
pub use model::{Comparison, Condition, Expression, Literal};
pub use parse::{ConditionError, parse};
