//! C444: evidence that is older than its criterion allows.

use super::said::Said;
use super::{Round, at_row, expired, list};
use crate::assessment::{Described, Piece};
use crate::diagnostic::{Bag, code};
use crate::standard::Criterion;
use jiff::ToSpan as _;
use jiff::civil::Date;

pub(super) fn check(round: Round<'_>, said: &[Said<'_>], bag: &Bag) {
    let claims: Vec<&Said<'_>> = said.iter().filter(|said| said.claims_credit()).collect();
    // what has run out by its own date is told as such
    let is_good = |piece: &&Piece| !expired::is_over(piece, round.as_of);
    for piece in round.record.register.pieces.iter().filter(is_good) {
        of_register(round, piece, &claims, bag);
    }
    for said in claims.into_iter().filter(|said| said.is_of_record) {
        for described in &said.answer.traces.described {
            of_row(round, said, described, bag);
        }
    }
}

/// A piece of the register, and everything for which it is too old.
fn of_register(round: Round<'_>, piece: &Piece, claims: &[&Said<'_>], bag: &Bag) {
    let (Some(kind), Some(approved)) = (&piece.kind, piece.approved) else { return };
    let too_old = |said: &&&Said<'_>| {
        let months = months(said.criterion, Some(kind));
        said.answer.cited.contains(&piece.id)
            && months.is_some_and(|months| is_older(approved, months, round.as_of))
            && !has_newer(round, said, kind)
    };
    let name = |said: &&Said<'_>| {
        let allowed = months(said.criterion, Some(kind)).unwrap_or_default();
        format!("{} ({allowed} months)", said.name())
    };
    let mut names: Vec<String> = claims.iter().filter(too_old).map(name).collect();
    names.sort();
    names.dedup();
    if !names.is_empty() {
        let register = &round.record.register;
        let id = register.show(&piece.id);
        let message = format!("{id} is older than allowed for {}", list(&names));
        let place = ((register.file.as_str(), None), piece.row, "approved");
        let help = "renew it and write its new day, or cite newer evidence of this kind";
        bag.push(at_row(&code::STALE_EVIDENCE, place, message).help(help));
    }
}

/// Evidence that a row describes itself.
fn of_row(round: Round<'_>, said: &Said<'_>, described: &Described, bag: &Bag) {
    let kind = described.kind.as_deref();
    let Some((date, months)) = described.date.zip(months(said.criterion, kind)) else { return };
    let is_told = kind.is_some_and(|kind| {
        has_newer(round, said, kind) || cited(round, said, kind).next().is_some()
    });
    if is_older(date, months, round.as_of) && !is_told {
        let message = format!("the evidence is older than the {months} months of {}", said.name());
        let place =
            ((&*described.file, described.worksheet.as_deref()), described.row, "evidence_date");
        let help = format!("name evidence that is not older on {}", round.as_of);
        let of_many = "the evidence is older than these criteria allow";
        let diagnostic = at_row(&code::STALE_EVIDENCE, place, message).help(&help);
        bag.push(diagnostic.together(of_many, Some(help)));
    }
}

/// How old evidence of a kind may be for a criterion. Where no kind is said it is the most that any
/// allows, and nothing where one of them never grows old.
pub(super) fn months(criterion: &Criterion, kind: Option<&str>) -> Option<u32> {
    let asks = criterion.evidence.iter().filter(|ask| kind.is_none_or(|kind| ask.kind == kind));
    let months: Option<Vec<u32>> = asks.map(|ask| ask.valid_for_months).collect();
    months?.into_iter().max()
}

fn is_older(date: Date, months: u32, day: Date) -> bool {
    date.checked_add(i64::from(months).months()).is_ok_and(|last| last < day)
}

/// The pieces of a kind that an answer cites.
fn cited<'r>(
    round: Round<'r>,
    said: &'r Said<'_>,
    kind: &'r str,
) -> impl Iterator<Item = &'r Piece> {
    let pieces = said.answer.cited.iter().filter_map(move |id| round.record.register.piece(id));
    pieces.filter(move |piece| piece.kind.as_deref() == Some(kind))
}

/// Whether the same answer rests on evidence of this kind that is new enough.
fn has_newer(round: Round<'_>, said: &Said<'_>, kind: &str) -> bool {
    let Some(months) = months(said.criterion, Some(kind)) else { return true };
    let is_new = |date: Option<Date>| date.is_some_and(|date| !is_older(date, months, round.as_of));
    let is_good = |piece: &Piece| is_new(piece.approved) && !expired::is_over(piece, round.as_of);
    let described = &said.answer.traces.described;
    cited(round, said, kind).any(is_good)
        || described.iter().any(|one| one.kind.as_deref() == Some(kind) && is_new(one.date))
}
