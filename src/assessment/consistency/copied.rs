//! C455: the same evidence or comment stands beside many criteria. The text itself is never shown.

use super::said::Said;
use super::{at_row, list};
use crate::assessment::{Party, Traces};
use crate::diagnostic::{Bag, code};
use std::collections::BTreeMap;

/// From so many criteria on, a text speaks of none of them.
const MANY: usize = 10;

pub(super) fn check(said: &[Said<'_>], bag: &Bag) {
    column(said, ("evidence", |traces| &traces.evidence), bag);
    column(said, ("comment", |traces| &traces.comments), bag);
}

type Marks = fn(&Traces) -> &[u64];

fn column(said: &[Said<'_>], (name, marks): (&str, Marks), bag: &Bag) {
    let mut same: BTreeMap<(Party, u64), Vec<&Said<'_>>> = BTreeMap::new();
    for said in said.iter().filter(|said| said.claims_credit()) {
        for mark in marks(&said.answer.traces) {
            same.entry((said.answer.origin.party, *mark)).or_default().push(said);
        }
    }
    let mut same: Vec<Vec<&Said<'_>>> = same.into_values().collect();
    // the marks are in no order that anybody could follow
    same.sort_by(|a, b| {
        let first = |beside: &[&Said<'_>]| beside.first().map(|said| said.answer.origin.clone());
        first(a).cmp(&first(b))
    });
    for beside in same {
        let mut criteria: Vec<String> =
            beside.iter().map(|said| said.criterion.id.clone()).collect();
        criteria.sort();
        criteria.dedup();
        let Some(first) = beside.first().filter(|_| criteria.len() >= MANY) else { continue };
        let message =
            format!("the same text stands beside {} criteria: {}", criteria.len(), list(&criteria));
        let help = match name {
            "evidence" => "register one document that supports them all, and cite its id",
            _ => "say of each what is so there, or leave the cell blank",
        };
        let (file, row) = first.at();
        bag.push(at_row(&code::COPIED_TEXT, (file, row, name), message).help(help));
    }
}
