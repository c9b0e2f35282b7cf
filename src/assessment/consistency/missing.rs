//! C447: a criterion is met, and none of its evidence is of a kind that it asks for.

use super::said::Said;
use super::{Round, Sheet, at_row, list};
use crate::assessment::Party;
use crate::diagnostic::{Bag, code};
use std::collections::{BTreeMap, BTreeSet};

/// One message for each sheet. Reviewers see for themselves what they please.
pub(super) fn check(round: Round<'_>, said: &[Said<'_>], bag: &Bag) {
    let mut by_file: BTreeMap<Sheet<'_>, Vec<&Said<'_>>> = BTreeMap::new();
    let own = said.iter().filter(|said| said.answer.origin.party == Party::Own);
    for said in own.filter(|said| said.credit.is_one() && said.is_of_record) {
        // where a piece does not tell its kind, it may be of any
        if kinds(round, said).is_some_and(|kinds| kinds.is_disjoint(&asked(said))) {
            by_file.entry(said.at().0).or_default().push(said);
        }
    }
    for (file, found) in by_file {
        let Some(first) = found.first() else { continue };
        let name = |said: &&Said<'_>| {
            let asked: Vec<&str> = asked(said).into_iter().collect();
            format!("{} ({})", said.name(), asked.join(", "))
        };
        let names: Vec<String> = found.iter().map(name).collect();
        let message = format!("none of the evidence is of a kind asked for: {}", list(&names));
        let help = "cite a piece of one of these kinds, or correct the kind that is written";
        let place = (file, first.at().1, "evidence");
        bag.push(at_row(&code::MISSING_KIND, place, message).help(help));
    }
}

fn asked<'r>(said: &Said<'r>) -> BTreeSet<&'r str> {
    said.criterion.evidence.iter().map(|ask| ask.kind.as_str()).collect()
}

/// The kinds of all evidence of an answer; `None` where one of them is not told, there is none, or
/// the criterion asks for none.
fn kinds<'r>(round: Round<'r>, said: &Said<'r>) -> Option<BTreeSet<&'r str>> {
    let register = &round.record.register;
    let traces = &said.answer.traces;
    let cited = said.answer.cited.iter().filter_map(|id| register.piece(id));
    let cited = cited.map(|piece| piece.kind.as_deref());
    let described = traces.described.iter().map(|one| one.kind.as_deref());
    let kinds: BTreeSet<&str> = cited.chain(described).collect::<Option<_>>()?;
    let is_told = traces.evidence.is_empty() || !traces.described.is_empty();
    (!kinds.is_empty() && is_told && !said.criterion.evidence.is_empty()).then_some(kinds)
}
