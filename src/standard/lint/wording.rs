//! Wording: one demand, no vague words, nothing said twice.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::{Checklist, Criterion};
use rayon::prelude::*;

/// Words that leave open what is demanded.
const VAGUE: [&str; 22] = [
    "should",
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "as needed",
    "as necessary",
    "ensure",
    "ensures",
    "reasonable",
    "reasonably",
    "sufficient",
    "sufficiently",
    "timely",
    "regularly",
    "periodically",
    "optimal",
    "robust",
    "best practice",
    "where possible",
    "as applicable",
    "etc",
];
/// A statement longer than this cannot be tested in one go.
const LONGEST: usize = 320;
/// Statements that share this much of their words say nearly the same.
pub const NEAR: f64 = 0.8;

pub(super) fn lint(checklist: Located<'_, Checklist>, bag: &Bag) {
    for criterion in &checklist.model.criteria {
        let item = format!("criterion {}", criterion.id);
        let at = (item.as_str(), "statement");
        if let Some(word) = vague_word(&criterion.statement) {
            let message = format!("the statement of {item} says `{word}`");
            let help = "say what a reviewer can see: a number, a date, a named thing";
            checklist.report((&code::VAGUE_WORDING, bag), at, message, help);
        }
        if let Some(sign) = second_demand(&criterion.statement) {
            let message = format!("the statement of {item} goes on after {sign}");
            let help = "one demand for each criterion; split it, or move the rest to the guidance";
            checklist.report((&code::DOUBLE_DEMAND, bag), at, message, help);
        }
        let length = criterion.statement.chars().count();
        if length > LONGEST {
            let message = format!("the statement of {item} has {length} characters");
            let help = "at most 320; move what a reviewer needs to know to the guidance";
            checklist.report((&code::LONG_STATEMENT, bag), at, message, help);
        }
    }
}

fn vague_word(statement: &str) -> Option<&'static str> {
    let words = words(statement);
    VAGUE.into_iter().find(|vague| {
        let parts: Vec<&str> = vague.split(' ').collect();
        words.windows(parts.len()).any(|here| here.iter().eq(parts.iter()))
    })
}

/// What shows that a second demand follows: a full stop in the middle, a semicolon, `and/or`.
fn second_demand(statement: &str) -> Option<&'static str> {
    let text = statement.trim().trim_end_matches('.');
    let sentence_ends = text.match_indices(". ").any(|(at, _)| {
        let next = text.get(at + 2..).and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_uppercase)
    });
    if sentence_ends {
        Some("a full stop")
    } else if text.contains(';') {
        Some("a semicolon")
    } else if text.contains("and/or") {
        Some("`and/or`")
    } else {
        None
    }
}

/// Statements that say nearly the same: a hospital would answer twice.
///
/// Comparing each with each is too slow for a large library. Two texts that share four fifths of
/// their words share one of the rarest few of each, so only those are compared that do (the prefix
/// filter of set-similarity joins: Chaudhuri, Ganti, Kaushik, ICDE 2006).
pub(super) fn lint_duplicates(checklists: &[Located<'_, Checklist>], bag: &Bag) {
    let all: Vec<(Located<'_, Checklist>, &Criterion)> = checklists
        .iter()
        .flat_map(|checklist| {
            checklist.model.criteria.iter().map(|criterion| (*checklist, criterion))
        })
        .collect();
    let statements: Vec<&str> = all.iter().map(|(_, c)| c.statement.as_str()).collect();
    for (later, earlier) in near_pairs(&statements) {
        let (Some((checklist, criterion)), Some((of, other))) = (all.get(later), all.get(earlier))
        else {
            continue;
        };
        let item = format!("criterion {}", criterion.id);
        let message = format!("{item} says nearly the same as {} of {}", other.id, of.model.id);
        let help = "ask once; let one checklist refer to the other in its guidance";
        let at = (item.as_str(), "statement");
        checklist.report((&code::NEAR_DUPLICATE, bag), at, message, help);
    }
}

/// For each text the first earlier one that is nearly the same.
fn near_pairs(texts: &[&str]) -> Vec<(usize, usize)> {
    let (sets, frequency) = word_sets(texts);
    // where each word stands among the rarest of a text: text, place in it
    let mut by_word: Vec<Vec<(usize, usize)>> = vec![Vec::new(); frequency];
    for (text, words) in sets.iter().enumerate() {
        let prefix = words.get(..prefix_length(words.len())).unwrap_or_default();
        for (place, word) in prefix.iter().enumerate() {
            if let Some(places) = by_word.get_mut(*word) {
                places.push((text, place));
            }
        }
    }
    let first_near = |(later, words): (usize, &Vec<usize>)| {
        let mut candidates = candidates((later, words), &sets, &by_word);
        candidates.sort_unstable();
        let near = |earlier: &usize| sets.get(*earlier).is_some_and(|other| is_near(words, other));
        candidates.into_iter().find(near).map(|earlier| (later, earlier))
    };
    sets.par_iter().enumerate().filter_map(first_near).collect()
}

/// Earlier texts that share one of the rarest words and can still share enough from there on (the
/// positional filter of PPJoin: Xiao, Wang, Lin, Yu, WWW 2008).
fn candidates(
    (later, words): (usize, &[usize]),
    sets: &[Vec<usize>],
    by_word: &[Vec<(usize, usize)>],
) -> Vec<usize> {
    let mut found = Vec::new();
    let prefix = words.get(..prefix_length(words.len())).unwrap_or_default();
    for (place, word) in prefix.iter().enumerate() {
        let places = by_word.get(*word).into_iter().flatten();
        for (earlier, other_place) in places.take_while(|(earlier, _)| *earlier < later) {
            let other = sets.get(*earlier).map_or(0, Vec::len);
            let most = 1 + (words.len() - place - 1).min(other.saturating_sub(other_place + 1));
            if most >= least_shared(words.len(), other) {
                found.push(*earlier);
            }
        }
    }
    found
}

/// Whether two sorted lists share enough; given up as soon as they cannot any more.
fn is_near(one: &[usize], other: &[usize]) -> bool {
    let Some(mut spare) = one.len().checked_sub(least_shared(one.len(), other.len())) else {
        return false;
    };
    let mut rest = other.iter().peekable();
    for word in one {
        while rest.next_if(|next| *next < word).is_some() {}
        if rest.next_if(|next| *next == word).is_none() {
            let Some(less) = spare.checked_sub(1) else { return false };
            spare = less;
        }
    }
    true
}

/// How many words two texts of these lengths share at least when they are near:
/// both / (one + other − both) ≥ 4/5.
fn least_shared(one: usize, other: usize) -> usize {
    (4 * (one + other)).div_ceil(9)
}

/// Each text as numbers of its words, the rarest word of all texts first; and how many words.
#[expect(
    clippy::disallowed_types,
    reason = "a million words; `order` is sorted, no hash order stays"
)]
fn word_sets(texts: &[&str]) -> (Vec<Vec<usize>>, usize) {
    use std::collections::HashMap;
    let distinct = |text: &&str| {
        let mut words = words(text);
        words.sort_unstable();
        words.dedup();
        words
    };
    let sets: Vec<Vec<String>> = texts.par_iter().map(distinct).collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for word in sets.iter().flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let mut order: Vec<(usize, &str)> =
        frequency.iter().map(|(word, times)| (*times, *word)).collect();
    order.sort_unstable();
    let number: HashMap<&str, usize> =
        order.iter().enumerate().map(|(number, (_, word))| (*word, number)).collect();
    let numbered = sets.par_iter().map(|set| {
        let mut numbers: Vec<usize> =
            set.iter().filter_map(|word| number.get(word.as_str()).copied()).collect();
        numbers.sort_unstable();
        numbers
    });
    (numbered.collect(), order.len())
}

/// How many of its rarest words a text must share at least one of: n − ⌈0.8 n⌉ + 1.
fn prefix_length(words: usize) -> usize {
    words - (words * 4).div_ceil(5) + 1
}

fn shared(one: &[usize], other: &[usize]) -> f64 {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(both) / count((one.len() + other.len() - both).max(1))
}

/// How much of their words two texts share, from 0 to 1.
pub fn similarity(one: &str, other: &str) -> f64 {
    let (sets, _) = word_sets(&[one, other]);
    match sets.as_slice() {
        [one, other] => shared(one, other),
        _ => 0.0,
    }
}

fn words(text: &str) -> Vec<String> {
    let cut = |sign: char| !(sign.is_alphanumeric() || sign == '\'');
    text.split(cut).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_words_are_whole_words() {
        assert_eq!(vague_word("Staff should wash hands."), Some("should"));
        assert_eq!(vague_word("Doses are kept where possible."), Some("where possible"));
        assert_eq!(vague_word("Shoulder straps are checked."), None);
    }

    #[test]
    fn a_second_demand_shows() {
        assert_eq!(second_demand("A list exists. It is read."), Some("a full stop"));
        assert_eq!(second_demand("A list exists; it is read."), Some("a semicolon"));
        assert_eq!(second_demand("A list of 0.5 mL syringes e.g. of plastic exists."), None);
    }

    #[test]
    fn the_filter_misses_no_pair() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let text = |skip: usize| -> String {
            let kept = words.iter().enumerate().filter(|(at, _)| *at != skip);
            kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
        };
        let texts: Vec<String> = (0..11).map(text).chain(["x y z".to_owned()]).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = near_pairs(&texts);
        for later in 0..texts.len() {
            let earlier = (0..later).find(|at| similarity(texts[later], texts[*at]) >= NEAR);
            assert_eq!(found.iter().find(|(at, _)| *at == later).map(|pair| pair.1), earlier);
        }
    }

    #[test]
    fn likeness_is_by_shared_words() {
        assert!(similarity("a b c d e", "e d c b a") > 0.99);
        assert!(similarity("a b c d e", "a b c x y") < NEAR);
    }
}
