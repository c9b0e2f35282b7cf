//! JSON: the typed reports as they are.

use serde::Serialize;

/// A report as indented JSON with a line end.
///
/// # Errors
/// When a value cannot be serialized, which would be a mistake of ours.
pub fn to_json(report: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}
