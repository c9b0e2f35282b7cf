//! C449: pieces of the register that no answer of the round cites.

use super::{Round, at_row, list};
use crate::assessment::Piece;
use crate::diagnostic::{Bag, code};
use std::collections::BTreeSet;

pub(super) fn check(round: Round<'_>, bag: &Bag) {
    let register = &round.record.register;
    let cited: BTreeSet<&str> =
        round.record.answers().flat_map(|answer| &answer.cited).map(String::as_str).collect();
    let never = |piece: &&Piece| !cited.contains(piece.id.as_str());
    let pieces: Vec<&Piece> = register.pieces.iter().filter(never).collect();
    let Some(first) = pieces.first().filter(|_| round.is_newest) else { return };
    let names: Vec<String> = pieces.iter().map(|piece| register.show(&piece.id)).collect();
    let all = register.pieces.len();
    let verb = if pieces.len() == 1 { "is" } else { "are" };
    let message = format!("{} of {all} pieces {verb} never cited: {}", pieces.len(), list(&names));
    let place = ((register.file.as_str(), None), first.row, "id");
    let help = "cite them where they help, or leave them: the register may hold more";
    bag.push(at_row(&code::UNCITED_PIECES, place, message).help(help));
}
