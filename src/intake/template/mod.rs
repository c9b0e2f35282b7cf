//! Blank sheets: who is asked what, how it is answered, and what is left out and why.
//!
//! `model` says what a template is, `build` makes one for a facility and a program; `csv` draws it,
//! blank or with what is typed already.

mod build;
mod csv;
mod model;

pub use build::{TemplateRequest, template};
pub(in crate::intake) use csv::lines;
pub use csv::{answered_sheets, csv_sheet, csv_sheets};
pub use model::{
    Asked, LeftOut, Template, TemplateChecklist, TemplatePlace, TemplateRow, TemplateSection, Why,
};
