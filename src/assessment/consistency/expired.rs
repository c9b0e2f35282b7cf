//! C445: a piece of evidence has run out, and an answer still rests on it.

use super::said::Said;
use super::{Round, at_row, list};
use crate::assessment::Piece;
use crate::diagnostic::{Bag, code};
use jiff::civil::Date;

pub(super) fn check(round: Round<'_>, said: &[Said<'_>], bag: &Bag) {
    let register = &round.record.register;
    for piece in register.pieces.iter().filter(|piece| is_over(piece, round.as_of)) {
        let rests =
            |said: &&Said<'_>| said.claims_credit() && said.answer.cited.contains(&piece.id);
        let mut names: Vec<String> = said.iter().filter(rests).map(Said::name).collect();
        names.sort();
        names.dedup();
        if !names.is_empty() {
            let verb = if names.len() == 1 { "rests" } else { "rest" };
            let id = register.show(&piece.id);
            let message = format!("{id} has run out, and {} {verb} on it", list(&names));
            let place = ((register.file.as_str(), None), piece.row, "valid_until");
            let help = "renew it and write its new dates, or cite what has taken its place";
            bag.push(at_row(&code::EXPIRED_PIECE, place, message).help(help));
        }
    }
}

/// Whether its last day is over. An end before the beginning is a slip that is told as such.
pub(super) fn is_over(piece: &Piece, day: Date) -> bool {
    let last = piece.valid_until.filter(|last| piece.approved.is_none_or(|from| from <= *last));
    last.is_some_and(|last| last < day)
}
