//! Which open answers would change a plan: those to ask first.

use super::goal::Goal;
use super::model::Question;
use super::request::Request;
use super::select::select;
use crate::gap::{GapList, RankBy, find};
use crate::measure::Fraction;
use crate::score::Scorecard;
use std::collections::BTreeSet;

/// The open questions whose answer, if it is that the criterion is met, makes other actions needed
/// than the answer that it is not. By the effort that a good answer saves, most first.
pub(super) fn deciding(
    card: &Scorecard<'_>,
    list: &GapList,
    request: &Request,
    target: Option<&str>,
) -> Vec<Question> {
    let Some((worst, effort)) = chosen(card, list, request, target) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for question in &list.open_questions {
        if !seen.insert(question.criterion.as_str()) {
            continue;
        }
        let with = card.with_met(&BTreeSet::from([question.criterion.as_str()]));
        let answered = chosen(&with, &find(&with, RankBy::Priority), request, target);
        let Some((best, less)) = answered.filter(|(best, _)| *best != worst) else { continue };
        found.push(Question {
            criterion: question.criterion.clone(),
            title: question.title.clone(),
            role: question.answer_role.clone(),
            saves_days: effort.minus(&less).max(Fraction::ZERO),
            changes: worst.symmetric_difference(&best).cloned().collect(),
        });
    }
    found.sort_by(|one, other| {
        other.saves_days.cmp(&one.saves_days).then_with(|| one.criterion.cmp(&other.criterion))
    });
    found
}

/// The actions that are chosen, and their person-days. `None` where the target cannot be reached.
fn chosen(
    card: &Scorecard<'_>,
    list: &GapList,
    request: &Request,
    target: Option<&str>,
) -> Option<(BTreeSet<String>, Fraction)> {
    let goal = Goal::new(card, list, request, target);
    let selection = select(&goal.problem).ok()?;
    let chosen: Vec<_> =
        selection.chosen.iter().filter_map(|at| goal.remediations.get(*at)).collect();
    let effort = Fraction::sum(chosen.iter().map(|remediation| &remediation.effort_days));
    Some((chosen.iter().map(|remediation| remediation.id.clone()).collect(), effort))
}
