//! What differs between two versions of a standard, and what each difference may do to a member.
//!
//! Every change has a class: *major* may lower a score or close a gate, *minor* can only raise a
//! score or open a gate, *patch* touches neither. The class of the whole is the required bump.

mod checklist;
mod criterion;
mod declared;
mod model;
mod program;
mod relations;
mod words;

pub use checklist::diff_checklists;
pub use model::{Change, Class, Diff};
pub use program::diff_programs;
pub use words::{WordChange, word_changes};
