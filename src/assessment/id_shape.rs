//! What the ids of a register look like, learned from the register itself: `RB-E07` is letters,
//! a dash and digits like `RB-E01`, "12 May" is not.

use std::collections::{BTreeMap, BTreeSet};

/// The shapes of some ids, and the words that they share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct IdShapes {
    /// Each shape with the most digits that its runs have.
    known: BTreeMap<String, Vec<usize>>,
    /// How many ids have a word.
    words: BTreeMap<String, usize>,
}

/// Most digits that may come on top of those seen: after `E-9` comes `E-10`.
const GROWTH: usize = 1;

/// Longer words are names of something, and it may be a person's.
const LONGEST_SHARED: usize = 4;

impl IdShapes {
    /// Learns from one more id.
    pub(super) fn learn(&mut self, id: &str) {
        let words: BTreeSet<String> = words(id).map(str::to_owned).collect();
        for word in words {
            *self.words.entry(word).or_default() += 1;
        }
        let (shape, runs) = shape(id);
        if is_telling(&shape) {
            let longest = self.known.entry(shape).or_insert_with(|| runs.clone());
            for (longest, run) in longest.iter_mut().zip(runs) {
                *longest = run.max(*longest);
            }
        }
    }

    /// Whether a word looks like one of the ids.
    pub(super) fn fits(&self, word: &str) -> bool {
        // most words of a text are no id at first sight
        if !word.bytes().any(|sign| sign.is_ascii_digit()) {
            return false;
        }
        let (shape, runs) = shape(word);
        self.known.get(&shape).is_some_and(|longest| {
            runs.iter().zip(longest).all(|(run, longest)| *run <= longest + GROWTH)
        })
    }

    /// Short words that several ids share, and single letters: they name no person.
    pub(super) fn shared_words(&self) -> Vec<&str> {
        let is_shared = |(word, ids): &(&String, &usize)| match word.chars().count() {
            1 => true,
            2..=LONGEST_SHARED => **ids > 1,
            _ => false,
        };
        self.words.iter().filter(is_shared).map(|(word, _)| word.as_str()).collect()
    }
}

fn words(id: &str) -> impl Iterator<Item = &str> {
    id.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty())
}

/// An id in capitals with `#` for each run of digits, and the lengths of these.
fn shape(id: &str) -> (String, Vec<usize>) {
    let mut shape = String::new();
    let mut runs: Vec<usize> = Vec::new();
    for sign in id.chars() {
        if !sign.is_ascii_digit() {
            shape.extend(sign.to_uppercase());
        } else if shape.ends_with('#') {
            if let Some(run) = runs.last_mut() {
                *run += 1;
            }
        } else {
            shape.push('#');
            runs.push(1);
        }
    }
    (shape, runs)
}

/// Whether a shape is no word of prose: digits alone are in every sentence, and so is `E6`.
fn is_telling(shape: &str) -> bool {
    let letters = shape.chars().filter(|sign| sign.is_alphabetic()).count();
    let is_joined = shape.contains(['-', '_', '.', '/']);
    shape.contains('#') && (letters >= 2 || (letters == 1 && is_joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(ids: &[&str]) -> IdShapes {
        let mut shapes = IdShapes::default();
        for id in ids {
            shapes.learn(id);
        }
        shapes
    }

    #[test]
    fn ids_are_known_by_their_letters_and_digits() {
        let shapes = learned(&["RB-E01", "RB-E14", "POL-2024-003"]);
        for word in ["RB-E99", "rb-e3", "RB-E100", "POL-2025-017"] {
            assert!(shapes.fits(word), "{word}");
        }
        for word in ["RB-E", "RB-E1234567", "RB-F01", "E01", "2026-05-12", "12", "POL-3", "RX-04"] {
            assert!(!shapes.fits(word), "{word}");
        }
    }

    #[test]
    fn what_stands_in_prose_is_no_shape() {
        let shapes = learned(&["12", "E6", "2024-003", "policy"]);
        for word in ["12", "E6", "E7", "2026-101", "2026-05-12", "roster"] {
            assert!(!shapes.fits(word), "{word}");
        }
        assert!(learned(&["E-1"]).fits("E-10"));
    }

    #[test]
    fn a_word_of_one_id_alone_is_not_shared() {
        let ids = ["RB-01", "RB-02", "Lee-E1", "Maria-1", "Maria-2"];
        assert_eq!(learned(&ids).shared_words(), ["E", "RB"]);
    }
}
