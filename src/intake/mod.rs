//! The way in: what a hospital is handed to fill in, and how it comes back.
//!
//! `template` says which questions a facility is asked; `workbook` draws them as a workbook that
//! scores itself; `merge` joins the sheets of several people into one.

pub mod merge;
pub mod template;
pub mod workbook;
