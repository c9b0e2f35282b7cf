//! What people have typed already, laid over the questions of a template, so that sheets can be
//! handed out again without losing what stands.
//!
//! `model` says what is laid, `lay` sorts the rows by question, `text` says what a cell shows. Every
//! row has a place: in the row of its question, below it as further evidence, above it as the
//! answer for all places, or among the kept ones that no question asks for.

mod lay;
mod model;
mod text;

pub use lay::lay;
pub use model::{Answered, Kept, Place, Typed};
pub(in crate::intake) use text::{Asking, Part};
