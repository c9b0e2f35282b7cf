//! The way in: what a hospital is handed to fill in, and how it comes back.
//!
//! `template` says which questions a facility is asked; `workbook` draws them as a workbook that
//! scores itself, `form` as one page for a browser; `merge` joins the sheets of several people;
//! `answered` lays what is typed already over the questions.

pub mod answered;
pub mod form;
pub mod merge;
pub mod template;
pub mod workbook;
