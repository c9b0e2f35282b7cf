//! The way in: what a hospital is handed to fill in.
//!
//! `template` says which questions a facility is asked; `workbook` draws them as a workbook that
//! scores itself, `form` as one page for a browser.

pub mod form;
pub mod template;
pub mod workbook;
