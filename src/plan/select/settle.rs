//! What is decided before any search: forced, forbidden, indispensable, of no use.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::case::{Case, Goal};
use super::reach::{closed, with_dependents, with_prerequisites};

/// A case with what is decided.
#[derive(Debug)]
pub(super) struct Settled {
    /// Ways that are in every answer.
    pub(super) taken: Vec<bool>,
    /// Ways about which there is a choice.
    pub(super) free: Vec<bool>,
    /// Criteria that the taken ways close.
    pub(super) closed: Vec<bool>,
    /// Criteria that every answer closes, though not yet closed.
    pub(super) must: Vec<bool>,
}

pub(super) fn settle(case: &Case) -> Settled {
    let forced: Vec<bool> = case.ways.iter().map(|way| way.forced).collect();
    let forbidden: Vec<bool> = case.ways.iter().map(|way| way.forbidden).collect();
    let banned = with_dependents(case, &forbidden);
    let mut taken = with_prerequisites(case, &forced);
    loop {
        let closed = closed(case, &taken);
        let must = indispensable(case, &banned, &closed);
        let mut more = taken.clone();
        for criterion in (0..case.criteria).filter(|&criterion| must[criterion]) {
            let mut closers = case.closers[criterion].iter().filter(|&&way| !banned[way]);
            if let (Some(&only), None) = (closers.next(), closers.next()) {
                more[only] = true;
            }
        }
        let more = with_prerequisites(case, &more);
        if more == taken {
            let free = useful(case, (&taken, &banned), &closed, &must);
            return Settled { taken, free, closed, must };
        }
        taken = more;
    }
}

/// The criteria without which a condition cannot hold.
fn indispensable(case: &Case, banned: &[bool], closed: &[bool]) -> Vec<bool> {
    let can = |criterion: usize| case.closers[criterion].iter().any(|&way| !banned[way]);
    let mut must = vec![false; case.criteria];
    for goal in case.goals.iter().filter(|goal| !goal.holds(closed)) {
        let within = goal.gains.iter().filter(|(criterion, _)| can(*criterion));
        let most = within.clone().try_fold(0_u128, |sum, (_, gain)| sum.checked_add(*gain));
        // a sum beyond 128 bits only leaves more to the search
        let Some(most) = most else { continue };
        for &(criterion, gain) in within {
            must[criterion] |= !closed[criterion] && most - gain < goal.need;
        }
    }
    must
}

/// The ways that close something which counts, with all that they need.
fn useful(
    case: &Case,
    (taken, banned): (&[bool], &[bool]),
    closed: &[bool],
    must: &[bool],
) -> Vec<bool> {
    let mut counts = must.to_vec();
    let is_open = |goal: &&Goal| !goal.holds(closed);
    for goal in case.goals.iter().filter(is_open) {
        goal.gains.iter().for_each(|(criterion, _)| counts[*criterion] |= !closed[*criterion]);
    }
    let helps = |way: usize| case.ways[way].closes.iter().any(|&criterion| counts[criterion]);
    let choice = |way: usize| !taken[way] && !banned[way];
    let helping: Vec<bool> = (0..case.ways.len()).map(|way| choice(way) && helps(way)).collect();
    let all = with_prerequisites(case, &helping);
    (0..case.ways.len()).map(|way| all[way] && choice(way)).collect()
}
