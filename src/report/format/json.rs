//! JSON: the typed reports as they are.

use crate::source::is_hidden;
use serde::Serialize;
use std::fmt::Write as _;

/// A report as indented JSON with a line end. Signs that nobody sees are written as their numbers,
/// so that a terminal or an editor shows what is there.
///
/// # Errors
/// When a value cannot be serialized, which would be a mistake of ours.
pub fn to_json(report: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(report)? + "\n";
    let is_hidden = |sign: char| sign != '\n' && is_hidden(sign);
    if !text.contains(is_hidden) {
        return Ok(text);
    }
    // hidden signs stand in strings only
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_hidden(sign) {
            for unit in sign.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(sign);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_signs_are_seen_and_mean_the_same() {
        let written = to_json(&"a\u{202E}b\u{E0041}\n").unwrap();
        assert_eq!(written, "\"a\\u202eb\\udb40\\udc41\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), "a\u{202E}b\u{E0041}\n");
    }
}
