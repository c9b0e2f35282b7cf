//! The way in: what a hospital is handed to fill in.
//!
//! `template` says which questions a facility is asked, and draws them; `form` draws them as a page.

pub mod form;
pub mod template;
