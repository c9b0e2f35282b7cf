//! Finding gaps and open questions in a scorecard.

use super::model::{Gap, GapList, OpenQuestion};
use super::rank::{RankBy, rank, rank_questions};
use super::remedy::Remedies;
use super::severity::{extent, severity};
use crate::assessment::Party;
use crate::measure::Fraction;
use crate::score::{CriterionResult, Item, Scorecard, State};
use crate::standard::model::Criterion;
use jiff::civil::Date;

/// All gaps and open questions of a scorecard, ranked.
pub fn find(card: &Scorecard<'_>, by: RankBy) -> GapList {
    let remedies = Remedies::new(card);
    let mut list = GapList::default();
    for (result, item) in card.items().filter(|(_, item)| item.counted) {
        let Some((_, criterion)) = card.criterion(&result.id) else {
            continue;
        };
        if item.state.is_open() {
            list.open_questions.push(question(card, result, item, criterion));
        } else if item.credit.as_ref().is_some_and(|credit| !credit.is_one()) {
            list.gaps.push(gap(card, result, item, (criterion, &remedies)));
        }
    }
    rank(&mut list.gaps, by);
    rank_questions(&mut list.open_questions);
    list
}

fn gain(card: &Scorecard<'_>, item: &Item) -> Fraction {
    let with = card.overall_with(&item.criterion, item.location.as_deref());
    let now = card.overall.value.clone().unwrap_or(Fraction::ZERO);
    with.map_or(Fraction::ZERO, |with| with.minus(&now))
}

fn gap(
    card: &Scorecard<'_>,
    result: &CriterionResult,
    item: &Item,
    (criterion, remedies): (&Criterion, &Remedies<'_>),
) -> Gap {
    let extent = extent(item, criterion.answering.measure());
    Gap {
        rank: 0,
        criterion: item.criterion.clone(),
        location: item.location.clone(),
        checklist: result.checklist.clone(),
        title: criterion.title.clone(),
        critical: result.critical,
        state: item.state,
        reason: item.reason,
        credit: item.credit.clone().unwrap_or(Fraction::ZERO),
        weight: result.weight,
        harm: criterion.harm,
        key_recommendation: item.key_recommendation,
        extent_by_reviewer: item.extent.is_some(),
        severity: severity(criterion.harm, extent),
        extent,
        gain: gain(card, item),
        unblocks: remedies.unblocks(&criterion.id),
        remedy: remedies.cheapest(&criterion.id),
        origin: item.origin.clone(),
        since: since(card, item),
        finding: item.finding.clone(),
        cited: item.cited.clone(),
        privileged: item.privileged,
        withheld: item.withheld,
    }
}

/// The earliest day of an unbroken row of answers, back from the answer of record, that all say that
/// something is missing.
fn since(card: &Scorecard<'_>, item: &Item) -> Option<Date> {
    let failing = |state: State| matches!(state, State::NotMet | State::Partial);
    let before = item.others.iter().take_while(|(_, state)| failing(*state));
    let parties = before.map(|(party, _)| *party).chain(item.origin.as_ref().map(|o| o.party));
    let day = |party: Party| {
        let of = card.case.record.headers.iter().filter(|header| header.party == party);
        of.map(|header| header.as_of).min()
    };
    parties.filter_map(day).min()
}

fn question(
    card: &Scorecard<'_>,
    result: &CriterionResult,
    item: &Item,
    criterion: &Criterion,
) -> OpenQuestion {
    OpenQuestion {
        criterion: item.criterion.clone(),
        location: item.location.clone(),
        checklist: result.checklist.clone(),
        title: criterion.title.clone(),
        critical: result.critical,
        state: item.state,
        reason: item.reason,
        weight: result.weight,
        gain: gain(card, item),
        answer_role: criterion.answer_role.clone(),
        origin: item.origin.clone(),
    }
}
