//! The way in: sheets as a hospital fills them in.
//!
//! `merge` joins the sheets of several people into one.

pub mod merge;
