//! Why no set will do: the fewest demands that cannot hold together.
//!
//! Closing more never harms a condition, so all that is permitted together meets whatever can be
//! met: a clash is one condition with what is forbidden, or a forced remediation with one that it
//! needs and that is forbidden.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::case::Case;
use super::model::{Clash, Part};
use super::reach::{closable, with_prerequisites};

/// How many sets of forbidden remediations are tried for the smallest clash.
const TRIES: usize = 20_000;

/// The smallest clash; among equal ones that of the first forced, then the first condition.
pub(super) fn find(case: &Case) -> Option<Clash> {
    let forbidden: Vec<usize> =
        (0..case.ways.len()).filter(|&at| case.ways[at].forbidden).collect();
    let nothing = vec![false; case.ways.len()];
    let open_at = |out: &[bool]| {
        let closable = closable(case, out);
        (0..case.goals.len()).filter(|&goal| !case.goals[goal].holds(&closable)).collect::<Vec<_>>()
    };
    if let Some(&goal) = open_at(&nothing).first() {
        return Some(Clash { parts: vec![Part::Condition(goal)], smallest: true });
    }
    if let Some(parts) = forced_against_forbidden(case) {
        return Some(Clash { parts, smallest: true });
    }
    let failing = open_at(&flags(case, &forbidden));
    smallest(case, &failing, &forbidden)
}

fn flags(case: &Case, places: &[usize]) -> Vec<bool> {
    let mut flags = vec![false; case.ways.len()];
    for &at in places {
        flags[at] = true;
    }
    flags
}

fn forced_against_forbidden(case: &Case) -> Option<Vec<Part>> {
    (0..case.ways.len()).filter(|&at| case.ways[at].forced).find_map(|at| {
        let needed = with_prerequisites(case, &flags(case, &[at]));
        let before = (0..case.ways.len()).find(|&way| needed[way] && case.ways[way].forbidden)?;
        Some(vec![Part::Forced(at), Part::Forbidden(before)])
    })
}

/// Tries sets of one forbidden remediation, of two and so on; when too many, thins out all of them.
fn smallest(case: &Case, failing: &[usize], forbidden: &[usize]) -> Option<Clash> {
    let first = *failing.first()?;
    let fails =
        |goal: usize, out: &[usize]| !case.goals[goal].holds(&closable(case, &flags(case, out)));
    let mut tries = 0;
    for size in 1..=forbidden.len() {
        let mut places: Vec<usize> = (0..size).collect();
        loop {
            let out: Vec<usize> = places.iter().map(|&place| forbidden[place]).collect();
            if let Some(&goal) = failing.iter().find(|&&goal| fails(goal, &out)) {
                return Some(clash(goal, &out, true));
            }
            tries += failing.len();
            if tries > TRIES {
                return Some(clash(first, &thinned(forbidden, |out| fails(first, out)), false));
            }
            if !advance(&mut places, forbidden.len()) {
                break;
            }
        }
    }
    Some(clash(first, forbidden, false))
}

fn clash(goal: usize, out: &[usize], smallest: bool) -> Clash {
    let forbidden = out.iter().map(|&way| Part::Forbidden(way));
    Clash { parts: std::iter::once(Part::Condition(goal)).chain(forbidden).collect(), smallest }
}

/// Leaves out one after the other what is not needed for the failure.
fn thinned(all: &[usize], fails: impl Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut kept = all.to_vec();
    for &way in all {
        let fewer: Vec<usize> = kept.iter().copied().filter(|&other| other != way).collect();
        if fails(&fewer) {
            kept = fewer;
        }
    }
    kept
}

/// The next choice of as many places below an end, in order; false after the last one.
fn advance(places: &mut [usize], end: usize) -> bool {
    let size = places.len();
    let Some(at) = (0..size).rev().find(|&at| places[at] < end - size + at) else { return false };
    places[at] += 1;
    for later in at + 1..size {
        places[later] = places[later - 1] + 1;
    }
    true
}
