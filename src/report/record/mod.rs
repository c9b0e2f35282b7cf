//! What is said, as data: every number once, in the shape that JSON promises.

mod from_scorecard;
pub(super) mod gaps;
pub(super) mod score;
pub(super) mod stamp;
pub(super) mod whole;
