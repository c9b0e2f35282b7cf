//! What templates may ask for beside the engine's own filters.

use crate::report::text::card::anchor_of;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Adds the filters and the rule that no hidden sign reaches a page.
pub(super) fn add(env: &mut Environment<'_>, headings: BTreeMap<String, String>) {
    env.set_formatter(write);
    env.add_filter("css_text", css_text);
    env.add_filter("slug", slug);
    env.add_filter("anchor", anchor);
    env.add_filter("severity_rank", severity_rank);
    env.add_filter("worded", move |text: &str, _: Kwargs| worded(text, &headings));
}

/// Writes a value: texts without hidden signs, and escaped.
fn write(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let escapes = matches!(state.auto_escape(), AutoEscape::Html) && !value.is_safe();
    match value.as_str().filter(|_| escapes) {
        Some(text) => {
            let text = Value::from(crate::source::plain(text).into_owned());
            minijinja::escape_formatter(out, state, &text)
        }
        None => minijinja::escape_formatter(out, state, value),
    }
}

/// A text as a string of a style sheet: whatever is neither letter nor digit becomes its number, so
/// that nothing can end the string, the rule or the sheet.
fn css_text(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in crate::source::plain(text).chars() {
        if sign.is_ascii_alphanumeric() {
            out.push(sign);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(sign));
        }
    }
    out.push('"');
    out
}

/// A heading as an id, without its number in brackets.
fn slug(text: &str) -> String {
    let text = without_count(text).0.to_lowercase();
    let parts: Vec<&str> = text
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    format!("part-{}", parts.join("-"))
}

/// `Gaps (32)` as `Gaps` and ` (32)`.
fn without_count(text: &str) -> (&str, &str) {
    let found = text.rfind(" (").filter(|_| text.ends_with(')'));
    let inside = found.and_then(|at| text.get(at + 2..text.len() - 1));
    match found.filter(|_| inside.is_some_and(|i| i.chars().all(|sign| sign.is_ascii_digit()))) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    }
}

/// A heading in a network's own words.
fn worded(text: &str, headings: &BTreeMap<String, String>) -> String {
    let (head, count) = without_count(text);
    headings.get(head).map_or_else(|| text.to_owned(), |own| format!("{own}{count}"))
}

/// The anchor of a gap's card, from the gap's record.
fn anchor(gap: &Value) -> Result<String, Error> {
    let criterion = gap.get_attr("criterion")?;
    let location = gap.get_attr("location")?;
    Ok(anchor_of(criterion.as_str().unwrap_or_default(), location.as_str()))
}

/// Severity as a number to sort by.
fn severity_rank(word: &str) -> u8 {
    match word {
        "immediate" => 4,
        "high" => 3,
        "moderate" => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_a_string_of_css() {
        assert_eq!(css_text("a\"}</style>"), "\"a\\22 \\7d \\3c \\2f style\\3e \"");
        assert_eq!(css_text("a\u{202E}\nb"), "\"a\\20 b\"");
    }

    #[test]
    fn headings_are_told_apart_from_their_numbers() {
        let own = BTreeMap::from([("Gaps".to_owned(), "Findings".to_owned())]);
        assert_eq!(worded("Gaps (32)", &own), "Findings (32)");
        assert_eq!(worded("Gaps (north)", &own), "Gaps (north)");
        assert_eq!(slug("Not known yet (12)"), "part-not-known-yet");
    }
}
