//! What is said, as data: every number once, in the shape that JSON promises.

pub(super) mod asked;
pub(super) mod completeness;
pub(super) mod criteria;
pub(super) mod deadline;
pub(super) mod department;
pub(super) mod evidence;
pub(super) mod exit;
mod from_scorecard;
pub(super) mod gaps;
pub(super) mod head;
pub(super) mod merge;
pub(super) mod plan;
pub(super) mod request;
pub(super) mod score;
pub(super) mod stamp;
pub(super) mod status;
pub(super) mod visit;
pub(super) mod what_if;
pub(super) mod whole;
