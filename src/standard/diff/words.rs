//! The words that differ between two texts.

use similar::{ChangeTag, TextDiff};

/// A stretch of words: kept, taken out or put in; one space stands between two stretches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordChange {
    /// In both.
    Kept(String),
    /// Only in the older text.
    Removed(String),
    /// Only in the newer text.
    Added(String),
}

/// Compares two texts word by word, white space folded.
///
/// ```
/// use concordant::standard::diff::{WordChange, word_changes};
/// let changes = word_changes("within 30 days", "within 14 days");
/// assert!(changes.contains(&WordChange::Removed("30".to_owned())));
/// assert!(changes.contains(&WordChange::Added("14".to_owned())));
/// ```
pub fn word_changes(from: &str, to: &str) -> Vec<WordChange> {
    let words = |text| str::split_whitespace(text).collect::<Vec<_>>();
    let (from, to) = (words(from), words(to));
    let diff = TextDiff::from_slices(&from, &to);
    let mut changes: Vec<WordChange> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match (change.tag(), changes.last_mut()) {
            (ChangeTag::Equal, Some(WordChange::Kept(known)))
            | (ChangeTag::Delete, Some(WordChange::Removed(known)))
            | (ChangeTag::Insert, Some(WordChange::Added(known))) => {
                known.push(' ');
                known.push_str(word);
            }
            (ChangeTag::Equal, _) => changes.push(WordChange::Kept(word.to_owned())),
            (ChangeTag::Delete, _) => changes.push(WordChange::Removed(word.to_owned())),
            (ChangeTag::Insert, _) => changes.push(WordChange::Added(word.to_owned())),
        }
    }
    changes
}
