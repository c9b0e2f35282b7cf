//! What is wrong with a file: codes, the bag that collects them, masking, and how they are shown.
//!
//! Diagnostics are about files, gaps are about hospitals. A problem in user data is a value in the
//! [`Bag`], never an error: one run shows all of them, each with its place and what to do.

mod bag;
pub mod code;
mod join;
mod mask;
mod model;
mod nearest;
pub mod render;

pub use bag::{Bag, Counts, Level};
pub use code::Code;
pub use join::{Joined, joined};
pub use mask::{mask_cell, mask_line};
pub use model::{Diagnostic, Excerpt, Fix, Place, Severity, Together};
pub use nearest::{did_you_mean, list, nearest, sure};
