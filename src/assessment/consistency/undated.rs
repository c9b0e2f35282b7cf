//! C450: a criterion limits the age of evidence, and nothing tells how old the cited piece is.

use super::said::Said;
use super::stale::months;
use super::{Round, at_row, list};
use crate::diagnostic::{Bag, code};

pub(super) fn check(round: Round<'_>, said: &[Said<'_>], bag: &Bag) {
    let register = &round.record.register;
    for piece in &register.pieces {
        if piece.approved.is_some() || piece.valid_until.is_some() {
            continue;
        }
        let Some(kind) = piece.kind.as_deref() else { continue };
        let limits = |said: &&Said<'_>| {
            said.claims_credit()
                && said.answer.cited.contains(&piece.id)
                && months(said.criterion, Some(kind)).is_some()
        };
        let mut names: Vec<String> = said.iter().filter(limits).map(Said::name).collect();
        names.sort();
        names.dedup();
        if !names.is_empty() {
            let verb = if names.len() == 1 { "limits" } else { "limit" };
            let (id, names) = (register.show(&piece.id), list(&names));
            let message = format!("{id} has no day, and {names} {verb} its age");
            let place = ((register.file.as_str(), None), piece.row, "approved");
            let help = "write the day on which it was approved or made";
            bag.push(at_row(&code::UNDATED_PIECE, place, message).help(help));
        }
    }
}
