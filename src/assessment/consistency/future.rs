//! C446: a piece of evidence bears a day after the assessment that cites it.

use super::{Round, at_row, list};
use crate::diagnostic::{Bag, code};

pub(super) fn check(round: Round<'_>, bag: &Bag) {
    let register = &round.record.register;
    for piece in &register.pieces {
        let Some(approved) = piece.approved else { continue };
        let cites = round.record.answers().filter(|answer| answer.cited.contains(&piece.id));
        // a sheet says what was there on its own day
        let early = cites.filter(|answer| answer.origin.as_of < approved);
        let mut names: Vec<String> = early.map(|answer| answer.criterion.clone()).collect();
        names.dedup();
        if !names.is_empty() {
            let verb = if names.len() == 1 { "cites" } else { "cite" };
            let id = register.show(&piece.id);
            let message =
                format!("{id} is dated after the assessment in which {} {verb} it", list(&names));
            let place = ((register.file.as_str(), None), piece.row, "approved");
            let help = "correct its day, or cite what was in force on the day of the assessment";
            bag.push(at_row(&code::FUTURE_PIECE, place, message).help(help));
        }
    }
}
