//! C454: a long run of answers is the same, and nothing beside them tells them apart.

use super::said::Said;
use super::{Sheet, at_row};
use crate::assessment::{Given, Traces};
use crate::diagnostic::{Bag, code};
use std::collections::{BTreeMap, BTreeSet};

/// So many criteria in a row are no chance.
const LONG: usize = 20;

pub(super) fn check(said: &[Said<'_>], bag: &Bag) {
    let mut by_file: BTreeMap<Sheet<'_>, Vec<&Said<'_>>> = BTreeMap::new();
    for said in said {
        by_file.entry(said.at().0).or_default().push(said);
    }
    for answers in by_file.into_values() {
        for run in answers.chunk_by(|one, next| are_alike(one, next)) {
            report(run, bag);
        }
    }
}

/// Whether two answers say the same in words and show the same. Numbers differ by nature, and who
/// admits gaps is not in doubt.
fn are_alike(one: &Said<'_>, next: &Said<'_>) -> bool {
    let shown = |traces: &Traces| {
        let described: BTreeSet<_> =
            traces.described.iter().map(|one| (one.kind.clone(), one.date)).collect();
        (traces.evidence.clone(), traces.comments.clone(), described)
    };
    word(one).is_some()
        && word(one) == word(next)
        && one.answer.partial_reason == next.answer.partial_reason
        && one.answer.cited == next.answer.cited
        && shown(&one.answer.traces) == shown(&next.answer.traces)
}

/// The word that earns credit, where the answer is no more than that.
fn word<'r>(said: &Said<'r>) -> Option<&'r str> {
    match &said.answer.given {
        Given::Level(_, name) => Some(name.as_str()).filter(|_| said.claims_credit()),
        Given::Unevidenced => Some("met"),
        _ => None,
    }
}

fn report(run: &[&Said<'_>], bag: &Bag) {
    let criteria: BTreeSet<&str> = run.iter().map(|said| said.criterion.id.as_str()).collect();
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    if criteria.len() < LONG {
        return;
    }
    let Some(word) = word(first) else { return };
    let message = format!(
        "{} criteria in a row, to row {}, are answered `{word}` alike, and nothing tells them apart",
        criteria.len(),
        last.at().1
    );
    let (file, row) = first.at();
    let place = (file, row, first.answer.origin.column);
    let help = "answer each by what you saw, and name its evidence";
    bag.push(at_row(&code::STRAIGHT_LINE, place, message).help(help));
}
