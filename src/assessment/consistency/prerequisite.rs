//! C453: a criterion is met without another that it requires.

use super::{Round, at_row};
use crate::diagnostic::{Bag, code};
use crate::standard::Criterion;
use std::collections::BTreeSet;

pub(super) fn check(round: Round<'_>, bag: &Bag) {
    for criterion in round.checklists.iter().flat_map(|checklist| &checklist.criteria) {
        for required in &criterion.requires {
            pair(round, (criterion, required), bag);
        }
    }
}

/// Told once for a row, also where it stands for several locations.
fn pair(round: Round<'_>, (criterion, required): (&Criterion, &str), bag: &Bag) {
    let mut told = BTreeSet::new();
    for location in round.places() {
        let met = round.said_at(&criterion.id, location).filter(|said| said.credit.is_one());
        let open = round.said_at(required, location).filter(|said| said.credit.is_zero());
        let Some((met, open)) = met.zip(open) else { continue };
        let (file, row) = met.at();
        if told.insert(met.answer.origin.clone()) {
            let (met_name, open_name, other) = (met.name(), open.name(), open.beside(&met));
            let message =
                format!("{met_name} is met, and {open_name}, which it requires, is not ({other})");
            let place = (file, row, met.answer.origin.column);
            let help = "look at both again: one of the two answers does not hold";
            bag.push(at_row(&code::MISSING_PREREQUISITE, place, message).help(help));
        }
    }
}
