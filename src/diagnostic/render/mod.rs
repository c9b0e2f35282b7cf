//! How diagnostics are shown: one file per output.

mod json;
mod text;

pub use json::{DiagnosticRecord, DroppedRecord, records};
pub use text::{TextOptions, one_line, text};
