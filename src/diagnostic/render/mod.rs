//! How diagnostics are shown: one file per output.

mod github;
mod json;
mod junit;
mod place;
mod sarif;
mod text;
mod wrap;

pub use github::github;
pub use json::{DiagnosticRecord, DroppedRecord, records};
pub use junit::junit;
pub use sarif::sarif;
pub use text::{TextOptions, joined_line, one_line, text};
pub use wrap::wrap;
