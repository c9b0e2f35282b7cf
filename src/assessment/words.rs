//! The words of answers, in every form that people type them.

use super::answer::{Extent, PartialReason};

/// A cell in one form: small letters, one blank between words, no dashes, underscores or end dots.
pub(super) fn fold(cell: &str) -> String {
    if cell.is_ascii() {
        return fold_ascii(cell);
    }
    let lower = cell.to_lowercase().replace(['_', '-', '\u{a0}', '\u{2010}', '\u{2011}'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ':', '!']).to_owned()
}

/// The same in one pass, for what most cells are.
fn fold_ascii(cell: &str) -> String {
    let mut folded = String::with_capacity(cell.len());
    let mut is_parted = false;
    for sign in cell.chars() {
        if sign.is_whitespace() || matches!(sign, '_' | '-') {
            is_parted = true;
            continue;
        }
        if is_parted && !folded.is_empty() {
            folded.push(' ');
        }
        is_parted = false;
        folded.push(sign.to_ascii_lowercase());
    }
    folded.truncate(folded.trim_end_matches(['.', ':', '!']).len());
    folded
}

/// Whether two texts are the same word. Most are the very same, or differ in their first letter.
pub(super) fn is_same_word(one: &str, other: &str) -> bool {
    let first = |text: &str| {
        let sign = text.bytes().find(u8::is_ascii_alphanumeric);
        sign.map(|sign| sign.to_ascii_lowercase()).filter(|_| text.is_ascii())
    };
    let differ = first(one).zip(first(other)).is_some_and(|(one, other)| one != other);
    one == other || (!differ && fold(one) == fold(other))
}

/// A response that needs no scale of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Response {
    Blank,
    Met,
    Partial,
    NotMet,
    NotApplicable,
}

const WORDS: [(Response, &[&str]); 5] = [
    (
        Response::Blank,
        &[
            "",
            "?",
            "tbd",
            "unknown",
            "not assessed",
            "not yet assessed",
            "not answered",
            "open",
            "pending",
            "blank",
            "-",
            "–",
            "—",
        ],
    ),
    (
        Response::Met,
        &[
            "met",
            "yes",
            "y",
            "true",
            "fully met",
            "full",
            "fully",
            "compliant",
            "fully compliant",
            "complete",
            "in place",
            "done",
            "x",
            "✓",
            "✔",
        ],
    ),
    (
        Response::Partial,
        &[
            "partial",
            "partly",
            "partially",
            "partly met",
            "partially met",
            "partial met",
            "in part",
            "partially compliant",
            "some",
            "(x)",
        ],
    ),
    (
        Response::NotMet,
        &[
            "not met",
            "no",
            "n",
            "false",
            "unmet",
            "not compliant",
            "non compliant",
            "noncompliant",
            "not in place",
            "none",
            "not done",
            "notmet",
        ],
    ),
    (
        Response::NotApplicable,
        &["not applicable", "na", "n/a", "n.a", "n a", "does not apply", "not relevant", "n / a"],
    ),
];

/// The words that a message lists as allowed.
pub(super) const ALLOWED: [&str; 4] = ["met", "partial", "not_met", "not_applicable"];

pub(super) fn response(cell: &str) -> Option<Response> {
    let folded = fold(cell);
    // `fold` takes the end dot of "n.a." and would leave nothing of "."
    let found = WORDS.iter().find(|(_, words)| words.contains(&folded.as_str()));
    found.map(|(response, _)| *response)
}

/// All words of responses, for finding the nearest.
pub(super) fn response_words() -> impl Iterator<Item = &'static str> + Clone {
    WORDS
        .iter()
        .flat_map(|(_, words)| words.iter().copied())
        .filter(|word| word.len() > 1 && word.is_ascii())
}

/// No word that says nothing is longer, in bytes; a few signs around it are.
const LONGEST_NOTHING: usize = 20;

/// Whether a cell of free text says that there is nothing, or nothing yet.
pub(super) fn says_nothing(cell: &str) -> bool {
    const NOTHING: [&str; 17] = [
        "",
        "?",
        "–",
        "—",
        "/",
        "none",
        "no",
        "nil",
        "na",
        "n/a",
        "n.a",
        "tbd",
        "tba",
        "pending",
        "to follow",
        "missing",
        "not available",
    ];
    // most texts are too long for any of these, and folding takes its time
    cell.len() <= LONGEST_NOTHING && NOTHING.contains(&fold(cell).as_str())
}

pub(super) fn partial_reason(cell: &str) -> Option<PartialReason> {
    let folded = fold(cell);
    let found = PartialReason::WORDS.iter().find(|(word, _)| fold(word) == folded);
    found.map(|(_, reason)| *reason)
}

pub(super) fn extent(cell: &str) -> Option<Extent> {
    let folded = fold(cell);
    if folded == "immediate danger" {
        return Some(Extent::Immediate);
    }
    Extent::WORDS.iter().find(|(word, _)| *word == folded).map(|(_, extent)| *extent)
}

pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" => Some(true),
        "no" | "n" | "false" | "0" | "" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_are_understood_as_people_type_them() {
        for (cell, expected) in [
            ("YES", Response::Met),
            ("Fully-met", Response::Met),
            ("Partly", Response::Partial),
            ("partially_met", Response::Partial),
            ("No.", Response::NotMet),
            ("NOT_MET", Response::NotMet),
            ("N.A.", Response::NotApplicable),
            ("n/a", Response::NotApplicable),
            ("Not\u{a0}applicable", Response::NotApplicable),
            (" ", Response::Blank),
        ] {
            assert_eq!(response(cell), Some(expected), "{cell}");
        }
        assert_eq!(response("Yess"), None);
        assert_eq!(response("mostly"), None);
    }

    #[test]
    fn a_dash_in_a_free_text_says_nothing() {
        for cell in ["-", " — ", "N/A", "n.a.", "None", "TBD", "to follow."] {
            assert!(says_nothing(cell), "{cell}");
        }
        for cell in ["RB-E01", "no doses were given by one nurse", "x"] {
            assert!(!says_nothing(cell), "{cell}");
        }
    }

    #[test]
    fn folding_is_the_same_for_signs_of_any_script() {
        for cell in ["  Not_Met. ", "N/A", "a - b", "--", "Yes!", "x\u{b}y", "met .", "", "_a_"] {
            let lower = cell.to_lowercase().replace(['_', '-'], " ");
            let words: Vec<&str> = lower.split_whitespace().collect();
            let long = words.join(" ").trim_end_matches(['.', ':', '!']).to_owned();
            assert_eq!(fold(cell), long, "{cell:?}");
        }
        assert!(is_same_word("Pharmacy_Manager", "pharmacy-manager"));
        assert!(!is_same_word("nurse-manager", "pharmacy-manager"));
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut all: Vec<&str> =
            WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
