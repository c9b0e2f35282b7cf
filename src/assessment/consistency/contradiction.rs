//! C452: answers that cannot all be true, as a checklist declares.

use super::said::Said;
use super::{Round, at_row, list};
use crate::diagnostic::{Bag, code};
use crate::standard::{Claim, Contradiction};

pub(super) fn check(round: Round<'_>, bag: &Bag) {
    let declared = round.checklists.iter().flat_map(|checklist| &checklist.contradictions);
    for contradiction in declared {
        let holding: Vec<Vec<Said<'_>>> =
            round.places().into_iter().filter_map(|at| holding(round, contradiction, at)).collect();
        if let Some(first) = holding.first() {
            report(contradiction, first, bag);
        }
    }
}

impl<'r> Round<'r> {
    /// The places where answers may meet: each location, and the facility where there are none.
    pub(super) fn places(&self) -> Vec<Option<&'r str>> {
        let locations = &self.facility.locations;
        if locations.is_empty() {
            return vec![None];
        }
        locations.iter().map(|location| Some(location.id.as_str())).collect()
    }
}

/// The answers of a contradiction, where every one of them is given at a place.
fn holding<'r>(
    round: Round<'r>,
    contradiction: &Contradiction,
    location: Option<&str>,
) -> Option<Vec<Said<'r>>> {
    let of = |claim: &Claim| {
        let said = round.said_at(&claim.criterion, location)?;
        let is_so = if claim.met { said.credit.is_one() } else { said.credit.is_zero() };
        is_so.then_some(said)
    };
    contradiction.all.iter().map(of).collect()
}

fn report(contradiction: &Contradiction, said: &[Said<'_>], bag: &Bag) {
    let Some((first, rest)) = said.split_first() else { return };
    let told = |said: &Said<'_>| {
        let verdict = if said.credit.is_zero() { "is not met" } else { "is met" };
        format!("{} {verdict}", said.name())
    };
    let all: Vec<String> = said.iter().map(told).collect();
    let others: Vec<String> = rest.iter().map(|said| said.beside(first)).collect();
    let message = format!("these cannot all be true: {} (see {})", list(&all), list(&others));
    let (file, row) = first.at();
    let place = (file, row, first.answer.origin.column);
    bag.push(at_row(&code::CONTRADICTORY_ANSWERS, place, message).help(&contradiction.note));
}
