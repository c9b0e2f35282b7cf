//! What may be chosen, and what each costs: the remediations of the checklists, and what people added.

use super::accepted::AcceptedAction;
use super::calendar::WorkingDays;
use super::goal::{Open, ceiling};
use super::request::{Minimize, Request};
use super::select::{Candidate, Stance};
use super::work::working_days;
use crate::measure::Fraction;
use crate::score::{Scorecard, State};
use crate::standard::model::Remediation;

/// The remediations as candidates, each at its place.
pub(super) fn candidates(
    card: &Scorecard<'_>,
    (criteria, remediations): (&[Open], &[&Remediation]),
    request: &Request,
) -> Vec<Candidate> {
    let place = |id: &str| remediations.iter().position(|r| r.id == id);
    remediations
        .iter()
        .map(|remediation| {
            let closes: Vec<usize> = (0..)
                .zip(criteria)
                .filter(|(_, open)| !open.is_skipped && remediation.closes.contains(&open.id))
                .map(|(at, _)| at)
                .collect();
            let rank = closes.iter().min().map_or(u64::MAX, |at| u64::try_from(*at).unwrap_or(0));
            let days = [(remediation.role.as_str(), &remediation.effort_days)];
            let cost = match request.minimize {
                Minimize::Time => {
                    u64::try_from(working_days(card.case.facility, remediation)).unwrap_or(u64::MAX)
                }
                Minimize::Effort | Minimize::Cost => cost(card, days, request.minimize),
            };
            Candidate {
                cost,
                rank,
                closes,
                after: needs(remediation, request).filter_map(|id| place(id)).collect(),
                stance: stance(card, remediation, request),
            }
        })
        .collect()
}

/// What comes before a remediation. What is under way goes on without what was left out.
pub(super) fn needs<'r>(
    remediation: &'r Remediation,
    request: &'r Request,
) -> impl Iterator<Item = &'r String> {
    let is_begun = request.kept.as_ref().is_some_and(|kept| kept.has_begun(&remediation.id));
    remediation.after.iter().filter(move |id| !(is_begun && request.skip.contains(id)))
}

/// Whether there is a choice about a remediation.
pub(super) fn stance(card: &Scorecard<'_>, remediation: &Remediation, request: &Request) -> Stance {
    let is_met = |id: &String| {
        let result = card.criteria.iter().find(|criterion| criterion.id == *id);
        let met = [State::Met, State::NotApplicable, State::Excluded];
        result.is_none_or(|criterion| met.contains(&criterion.state()))
    };
    let Remediation { id, closes, .. } = remediation;
    if request.skip.contains(id) {
        let dropped = request.kept.as_ref().is_some_and(|kept| kept.has_dropped(id));
        Stance::Forbidden(if dropped { "dropped in check-ins.csv" } else { "--skip" }.to_owned())
    } else if !closes.is_empty() && closes.iter().all(is_met) {
        Stance::Done
    } else if request.must.contains(id) {
        let is_begun = request.kept.as_ref().is_some_and(|kept| kept.has_begun(id));
        Stance::Forced(if is_begun { "it is under way" } else { "--must" }.to_owned())
    } else if !remediation.sets.is_empty() {
        // another way of working is for people to choose, not for arithmetic
        Stance::Forbidden(CHANGES_FACTS.to_owned())
    } else {
        Stance::Free
    }
}

/// What people added is in the plan, whatever else is chosen.
pub(super) fn own_candidate(
    (card, action): (&Scorecard<'_>, &AcceptedAction),
    criteria: &[Open],
    request: &Request,
) -> Candidate {
    let closes = (0..).zip(criteria).filter(|(_, open)| action.closes.contains(&open.id));
    let shares = action.shares.iter().map(|share| (share.role.as_str(), &share.effort.high));
    let span = WorkingDays::new(action.start, &card.case.facility.holidays);
    Candidate {
        cost: match request.minimize {
            Minimize::Time => u64::try_from(span.up_to(action.due)).unwrap_or(u64::MAX),
            Minimize::Effort | Minimize::Cost => cost(card, shares, request.minimize),
        },
        rank: u64::MAX,
        closes: closes.map(|(at, _)| at).collect(),
        after: Vec::new(),
        stance: Stance::Forced("people added it to plan.toml".to_owned()),
    }
}

/// Why a remediation that changes facts is left out by itself.
pub(super) const CHANGES_FACTS: &str = "it changes how the hospital works";

/// Half person-days, or money.
fn cost<'d>(
    card: &Scorecard<'_>,
    days: impl IntoIterator<Item = (&'d str, &'d Fraction)>,
    minimize: Minimize,
) -> u64 {
    let rates = &card.case.facility.day_rates;
    let price = |(role, days): (&str, &Fraction)| match minimize {
        Minimize::Effort | Minimize::Time => days.times(&Fraction::whole(2)),
        Minimize::Cost => {
            // who has no rate is taken for the dearest, so that nobody is cheap by silence
            let rate = rates.get(role).or_else(|| rates.values().max());
            rate.map_or(Fraction::ZERO, |rate| days.times(rate))
        }
    };
    let prices: Vec<Fraction> = days.into_iter().map(price).collect();
    u64::try_from(ceiling(&Fraction::sum(&prices))).unwrap_or(u64::MAX)
}
