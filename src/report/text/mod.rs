//! What is said, in words: documents made from the records, for every format that shows prose.

mod bars;
pub(super) mod card;
pub(super) mod checklist;
pub(super) mod completeness;
pub(super) mod department;
pub(super) mod diff;
pub(super) mod document;
pub(super) mod evidence;
pub(super) mod exit;
pub(super) mod explain;
mod first_week;
pub(super) mod gaps;
pub(super) mod merge;
pub(super) mod plan;
pub(super) mod plan_days;
pub(super) mod request;
pub(super) mod score;
pub(super) mod standard;
pub(super) mod standards;
pub(super) mod status;
pub(super) mod what_if;
pub(super) mod whole;
pub(super) mod words;
