//! The allowed word that a wrong one probably meant.

use strsim::{normalized_damerau_levenshtein, osa_distance};

/// A longer text is not compared, in bytes.
const LONGEST_WORD: usize = 80;

/// The nearest of the allowed words, where one is near enough to be worth saying.
///
/// ```
/// use concordant::diagnostic::nearest;
/// assert_eq!(nearest("compoundng", ["infusion", "compounding"]), Some("compounding"));
/// assert_eq!(nearest("surgery", ["infusion", "compounding"]), None);
/// ```
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // nobody means one of our words by a cell of a thousand signs, and comparing them is slow
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    let letters = Letters::of(&word);
    let mut best: Option<(f64, &str)> = None;
    // "pharmacist" is far from "oncology-pharmacist" by letters, and near for a person
    let mut within = None;
    for candidate in allowed {
        if !letters.may_be_near(candidate) {
            continue;
        }
        let lower = candidate.to_lowercase();
        if within.is_none() && word.len() >= 5 && lower.contains(&word) {
            within = Some(candidate);
        }
        let near = normalized_damerau_levenshtein(&word, &lower);
        // short ids differ in one sign by a third: one edit is always near
        let one_edit = lower.len() > 2 && osa_distance(&word, &lower) == 1;
        if (near >= 0.6 || one_edit) && best.is_none_or(|(score, _)| near > score) {
            best = Some((near, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or(within)
}

/// How often each sign of ASCII stands in a word: what two words do not share has to be edited, so
/// that most words are told off without comparing them sign by sign.
struct Letters {
    counts: [u8; 128],
    length: usize,
    is_plain: bool,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0; 128];
        for sign in word.bytes() {
            if let Some(count) = counts.get_mut(usize::from(sign)) {
                *count += 1;
            }
        }
        Self { counts, length: word.len(), is_plain: word.is_ascii() }
    }

    /// Whether another word may be near: equal in three of five signs, one edit away, or around it.
    fn may_be_near(&self, other: &str) -> bool {
        if !self.is_plain || !other.is_ascii() {
            return true;
        }
        let mut counts = self.counts;
        let mut shared = 0;
        for sign in other.bytes() {
            let count = counts.get_mut(usize::from(sign.to_ascii_lowercase()));
            if let Some(count) = count.filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        let longest = self.length.max(other.len());
        let edits = longest - shared;
        edits <= 1 || edits * 5 <= longest * 2 || shared == self.length
    }
}

/// The allowed word that a wrong one can only have meant: at most two slips away, and no other is
/// as near.
///
/// ```
/// use concordant::diagnostic::sure;
/// assert_eq!(sure("infsuion", ["infusion", "compounding"]), Some("infusion"));
/// assert_eq!(sure("RX-99", ["RX-09", "RX-19"]), None);
/// ```
pub fn sure<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const MOST_SLIPS: usize = 2;
    // in a short id one sign is a third of what it says
    const LEAST_LETTERS: usize = 5;
    let mut best: Option<(usize, &str)> = None;
    let mut is_alone = true;
    for candidate in allowed {
        let slips = osa_distance(word, candidate);
        match best {
            Some((fewest, known)) if slips == fewest => is_alone &= known == candidate,
            Some((fewest, _)) if slips > fewest => {}
            _ => (best, is_alone) = (Some((slips, candidate)), true),
        }
    }
    let digits = word.chars().any(|sign| sign.is_ascii_digit());
    let (slips, candidate) = best?;
    let sure = is_alone && slips <= MOST_SLIPS && word.len() >= LEAST_LETTERS && !digits;
    sure.then_some(candidate)
}

/// `did you mean ...?`, where a near word exists; otherwise the list of what is allowed.
pub fn did_you_mean<'a>(
    word: &str,
    allowed: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(candidate) = nearest(word, allowed.clone()) {
        return Some(format!("did you mean `{candidate}`?"));
    }
    let all: Vec<&str> = allowed.into_iter().collect();
    (!all.is_empty()).then(|| format!("allowed: {}", list(&all)))
}

/// A list for people, cut after twelve.
pub fn list(words: &[&str]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    match words.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// What is told off at a glance would not have been near.
        #[test]
        fn a_word_that_is_told_off_is_not_near(word in "[a-e-]{0,9}", other in "[A-Ca-e-]{0,9}") {
            let lower = other.to_lowercase();
            let is_near = normalized_damerau_levenshtein(&word, &lower) >= 0.6
                || osa_distance(&word, &lower) == 1
                || lower.contains(&word);
            proptest::prop_assert!(!is_near || Letters::of(&word).may_be_near(&other));
        }
    }
}
