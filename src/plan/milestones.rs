//! What is expected when: the score and tier at the end of each month, the day of each gate.

use super::model::{Action, GateDate, Milestone, Standing};
use crate::score::{Indicated, Scorecard};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Where a scorecard stands.
pub(super) fn standing(card: &Scorecard<'_>) -> Standing {
    let tier = match &card.indicated {
        Indicated::Tier(tier) => Some(tier.clone()),
        // open answers count as not met until somebody gives them
        Indicated::Undetermined { low, .. } => Some(low.clone()),
        Indicated::None => None,
    };
    Standing { tier, overall: card.overall.value.clone() }
}

/// The scorecard when all that is due by a day is done and verified.
fn by<'s>(card: &Scorecard<'s>, actions: &[Action], day: Date) -> Scorecard<'s> {
    let done = actions.iter().filter(|action| action.due <= day);
    let closed: BTreeSet<&str> =
        done.flat_map(|action| action.closes.iter().map(String::as_str)).collect();
    card.with_met(&closed)
}

/// A milestone for each month in which an action ends.
pub(super) fn milestones(card: &Scorecard<'_>, actions: &[Action]) -> Vec<Milestone> {
    let mut months: BTreeMap<(i16, i8), Vec<&Action>> = BTreeMap::new();
    for action in actions {
        months.entry((action.due.year(), action.due.month())).or_default().push(action);
    }
    let milestone = |mut ending: Vec<&Action>| {
        ending.sort_by_key(|action| (action.due, action.id.clone()));
        let date = ending.last().map(|action| action.due)?;
        Some(Milestone {
            date,
            actions: ending.iter().map(|action| action.id.clone()).collect(),
            expected: standing(&by(card, actions, date)),
        })
    };
    months.into_values().filter_map(milestone).collect()
}

/// The day on which each gate of a tier is met.
pub(super) fn gate_dates(card: &Scorecard<'_>, tier: &str, actions: &[Action]) -> Vec<GateDate> {
    let days: BTreeSet<Date> = actions.iter().map(|action| action.due).collect();
    let cards: Vec<(Date, Scorecard<'_>)> =
        days.into_iter().map(|day| (day, by(card, actions, day))).collect();
    let holds = |card: &Scorecard<'_>, id: &str| {
        card.gates.iter().any(|gate| gate.id == id && gate.holds != Some(false))
    };
    let gates = card.gates.iter().filter(|gate| gate.tier == tier);
    gates
        .map(|gate| {
            let met = cards.iter().find(|(_, then)| holds(then, &gate.id));
            let holds_now = holds(card, &gate.id);
            GateDate {
                id: gate.id.clone(),
                demands: gate.kind.to_string(),
                met_on: met.filter(|_| !holds_now).map(|(day, _)| *day),
                holds_now,
            }
        })
        .collect()
}
