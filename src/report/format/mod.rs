//! How it looks: one file per format.

pub(super) mod csv;
pub(super) mod html;
pub(super) mod ics;
pub(super) mod json;
pub(super) mod markdown;
mod table;
pub(super) mod terminal;
pub(super) mod xlsx;
