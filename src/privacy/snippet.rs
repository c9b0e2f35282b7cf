//! What a message shows of a likely identifier: its shape, never itself.

use super::detect::{Known, detect};
use super::model::{From, Hit};
use crate::source::is_hidden;

/// Longest snippet, in characters.
const LONGEST: usize = 40;

/// A hit as a message shows it: digits are `#`, every other letter or sign of a word is `•`.
///
/// ```
/// use concordant::privacy::{From, Known, detect, snippet};
/// let text = "see MRN 00482913 of June";
/// let hits = detect(text, From::Prose, &Known::default());
/// assert_eq!(snippet(text, &hits[0]), "••• ########");
/// ```
pub fn snippet(text: &str, hit: &Hit) -> String {
    let matched = text.get(hit.span.clone()).unwrap_or_default();
    let mut shown: String = matched.chars().filter_map(masked).take(LONGEST).collect();
    if matched.chars().filter_map(masked).count() > LONGEST {
        shown = shown.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    shown
}

fn masked(sign: char) -> Option<char> {
    match sign {
        '\n' | '\r' | '\t' => Some(' '),
        sign if is_hidden(sign) => None,
        sign if sign.is_numeric() => Some('#'),
        sign if sign == ' ' || sign.is_ascii_punctuation() => Some(sign),
        _ => Some('•'),
    }
}

/// The name of a file or folder as messages show it: what looks like an identifier in it is masked.
/// The date of a document is not.
pub fn hide(path: &str) -> String {
    let hits = detect(path, From::Path, &Known::default());
    let mut shown = String::with_capacity(path.len());
    let mut at = 0;
    for hit in &hits {
        shown.push_str(path.get(at..hit.span.start).unwrap_or_default());
        let matched = path.get(hit.span.clone()).unwrap_or_default();
        shown.extend(matched.chars().filter_map(|sign| match sign {
            '/' => Some('/'),
            sign => masked(sign),
        }));
        at = hit.span.end;
    }
    shown.push_str(path.get(at..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_hidden_in_part() {
        assert_eq!(hide("2026-self/pharmacy.csv"), "2026-self/pharmacy.csv");
        assert_eq!(hide("self/scan_mrn00482913.csv"), "self/scan_•••########.csv");
        assert_eq!(hide("a/mr_halvorsen.csv"), "a/••_•••••••••.csv");
        assert_eq!(hide("a/pharmacy-2026-03-04.csv"), "a/pharmacy-2026-03-04.csv");
    }
}
