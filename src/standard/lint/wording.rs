//! Wording: one demand, no vague words, nothing said twice.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::{Checklist, Criterion};
use std::collections::BTreeSet;

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
    let words: Vec<String> = words(statement);
    let text = format!(" {} ", words.join(" "));
    VAGUE.into_iter().find(|vague| text.contains(&format!(" {vague} ")))
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

/// Statements of different checklists that say nearly the same: a hospital would answer twice.
pub(super) fn lint_duplicates(checklists: &[Located<'_, Checklist>], bag: &Bag) {
    let mut seen: Vec<(&str, &Criterion, BTreeSet<String>)> = Vec::new();
    for checklist in checklists {
        let mut own = Vec::new();
        for criterion in &checklist.model.criteria {
            let words: BTreeSet<String> = words(&criterion.statement).into_iter().collect();
            let near = seen.iter().chain(&own).find(|(_, _, other)| share(&words, other) >= NEAR);
            if let Some((id, other, _)) = near {
                let item = format!("criterion {}", criterion.id);
                let message = format!("{item} says nearly the same as {} of {id}", other.id);
                let help = "ask once; let one checklist refer to the other in its guidance";
                let at = (item.as_str(), "statement");
                checklist.report((&code::NEAR_DUPLICATE, bag), at, message, help);
            }
            own.push((checklist.model.id.as_str(), criterion, words));
        }
        seen.extend(own);
    }
}

/// How much of their words two texts share, from 0 to 1.
pub fn similarity(one: &str, other: &str) -> f64 {
    share(&words(one).into_iter().collect(), &words(other).into_iter().collect())
}

fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    // the sizes alone rule most pairs out
    let (small, large) = (one.len().min(other.len()), one.len().max(other.len()));
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if large == 0 || count(small) / count(large) < NEAR {
        return 0.0;
    }
    let both = one.intersection(other).count();
    count(both) / count(one.len() + other.len() - both)
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
    fn likeness_is_by_shared_words() {
        assert!(similarity("a b c d e", "e d c b a") > 0.99);
        assert!(similarity("a b c d e", "a b c x y") < NEAR);
    }
}
