//! C451: criteria that ask for evidence are said to be met, and none is given.

use super::said::Said;
use super::{Sheet, at_row, list};
use crate::assessment::{Given, Party};
use crate::diagnostic::{Bag, code};
use std::collections::BTreeMap;

/// One message for each sheet, what must pass first.
pub(super) fn check(said: &[Said<'_>], bag: &Bag) {
    let mut by_file: BTreeMap<Sheet<'_>, Vec<&Said<'_>>> = BTreeMap::new();
    for said in said.iter().filter(|said| is_bare(said)) {
        by_file.entry(said.at().0).or_default().push(said);
    }
    for (file, mut bare) in by_file {
        let Some(first) = bare.first().map(|said| said.at().1) else { continue };
        bare.sort_by_key(|said| (!said.criterion.critical, said.at().1));
        let gating = bare.iter().filter(|said| said.criterion.critical).count();
        let names: Vec<String> = bare.iter().map(|said| said.name()).collect();
        let gating =
            if gating > 0 { format!(", {gating} of them must-pass") } else { String::new() };
        let answers = if names.len() == 1 { "answer is" } else { "answers are" };
        let message =
            format!("{} {answers} met without evidence{gating}: {}", names.len(), list(&names));
        let place = (file, first, "evidence");
        let help = "name in `evidence` what a reviewer can look at";
        bag.push(at_row(&code::MET_WITHOUT_EVIDENCE, place, message).help(help));
    }
}

/// Whether the facility says that a criterion is met, and shows nothing that it asks for. Numbers
/// are evidence; what a reviewer has judged since needs no other.
fn is_bare(said: &Said<'_>) -> bool {
    let answer = said.answer;
    let is_word = matches!(answer.given, Given::Level(..));
    answer.origin.party == Party::Own
        && is_word
        && said.is_of_record
        && said.credit.is_one()
        && !said.criterion.evidence.is_empty()
        && !answer.has_evidence
        && answer.traces.described.is_empty()
}
