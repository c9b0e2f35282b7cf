//! What has to be reached, as whole numbers: open criteria, remediations, and the gates of a tier.

use super::accepted::AcceptedAction;
use super::blocked::Blocked;
use super::candidates::{candidates, own_candidate};
use super::request::{Breadth, Request};
use super::select::{Condition, Problem};
use super::{Reason, open_criteria};
use crate::gap::{GapList, Severity};
use crate::measure::Fraction;
use crate::score::{GateResult, Scorecard};
use crate::standard::GateKind;
use crate::standard::model::{Basis, Harm, Remediation};
use crate::standard::program::ScoringModel;
use std::collections::{BTreeMap, BTreeSet};

/// The goal of a plan.
#[derive(Debug)]
pub(super) struct Goal<'s> {
    /// Criteria that are not met, in the order of their rank.
    pub(super) criteria: Vec<Open>,
    /// Remediations that close any of them, or come before one that does.
    pub(super) remediations: Vec<&'s Remediation>,
    /// The same in whole numbers.
    pub(super) problem: Problem,
    /// What each condition says, for people.
    pub(super) demands: BTreeMap<String, String>,
    /// Gates that no remediation moves.
    pub(super) beyond: Vec<String>,
    /// What people added that closes something: candidates behind the remediations, by id.
    own: Vec<String>,
}

/// A criterion that is not met.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// Its id.
    pub(super) id: String,
    /// Whether nobody has answered it.
    pub(super) is_question: bool,
    /// Why it may not wait.
    pub(super) urgent: Option<Reason>,
    /// Whether it has to be closed.
    pub(super) is_forced: bool,
    /// Whether any remediation may close it.
    pub(super) can_close: bool,
    /// Whether people left it out.
    pub(super) is_skipped: bool,
    /// Why none may, where that is known.
    pub(super) blocked: Option<String>,
}

impl<'s> Goal<'s> {
    /// The goal of a request.
    pub(super) fn new(
        card: &'s Scorecard<'_>,
        list: &GapList,
        request: &Request,
        target: Option<&str>,
    ) -> Self {
        let remediations = remediations(card, list);
        let open: BTreeSet<&str> = open_criteria(list).collect();
        let own = request.kept.as_ref().map(|kept| kept.closing(&open)).unwrap_or_default();
        let criteria = criteria((card, list), request, (&remediations, &own));
        let mut candidates = candidates(card, (&criteria, &remediations), request);
        candidates.extend(own.iter().map(|own| own_candidate((card, own), &criteria, request)));
        let mut goal = Self {
            own: own.iter().map(|action| action.id.clone()).collect(),
            problem: Problem { criteria: criteria.len(), candidates, conditions: Vec::new() },
            criteria,
            remediations,
            demands: BTreeMap::new(),
            beyond: Vec::new(),
        };
        if request.breadth != Breadth::CloseAll
            && let Some(tier) = target
        {
            goal.demand_gates(card, tier);
        }
        goal.demand_forced();
        goal
    }

    /// The criteria that are open.
    pub(super) fn open(&self) -> BTreeSet<&str> {
        self.criteria.iter().map(|open| open.id.as_str()).collect()
    }

    /// The id of a candidate.
    pub(super) fn name(&self, candidate: usize) -> &str {
        let remediation = self.remediations.get(candidate).map(|r| r.id.as_str());
        let own = || self.own.get(candidate.checked_sub(self.remediations.len())?);
        remediation.or_else(|| own().map(String::as_str)).unwrap_or_default()
    }

    fn place(&self, criterion: &str) -> Option<usize> {
        self.criteria.iter().position(|open| open.id == criterion)
    }

    fn demand(&mut self, id: &str, words: String, gains: Vec<(usize, u128)>, need: u128) {
        self.demands.insert(id.to_owned(), words);
        self.problem.conditions.push(Condition { id: id.to_owned(), gains, need });
    }

    fn demand_forced(&mut self) {
        let forced: Vec<(usize, String)> = self
            .criteria
            .iter()
            .enumerate()
            .filter(|(_, open)| open.is_forced && open.can_close)
            .map(|(at, open)| (at, open.id.clone()))
            .collect();
        for (at, id) in forced {
            let words = format!("{id} is closed");
            self.demand(&format!("close:{id}"), words, vec![(at, 1)], 1);
        }
    }

    fn demand_gates(&mut self, card: &Scorecard<'_>, tier: &str) {
        let effects = Effects::new(card, &self.criteria);
        for gate in card.gates.iter().filter(|gate| gate.tier == tier) {
            match &gate.kind {
                GateKind::MustPass => self.demand_must_pass(card, gate),
                GateKind::Complete(at_least) => self.demand_complete(card, gate, at_least),
                GateKind::Verified(_) => self.beyond.extend(unverified(gate)),
                _ if card.program.model == ScoringModel::Absolute => self.demand_all(card, gate),
                _ => {
                    for (id, figure, gains) in effects.of(card, gate) {
                        self.demand_figure((&id, gate), figure.as_ref(), &gains);
                    }
                }
            }
        }
    }

    fn demand_must_pass(&mut self, card: &Scorecard<'_>, gate: &GateResult) {
        let critical: BTreeSet<&str> =
            card.criteria.iter().filter(|c| c.critical).map(|c| c.id.as_str()).collect();
        let gains: Vec<(usize, u128)> = (0..)
            .zip(&self.criteria)
            .filter(|(_, open)| critical.contains(open.id.as_str()))
            .map(|(at, _)| (at, 1))
            .collect();
        let need = u128::try_from(gains.len()).unwrap_or_default();
        self.demand(&gate.id, gate.kind.to_string(), gains, need);
    }

    fn demand_complete(&mut self, card: &Scorecard<'_>, gate: &GateResult, at_least: &Fraction) {
        let counted: Vec<_> = card.criteria.iter().filter(|c| c.is_counted()).collect();
        let assessed = counted.iter().filter(|c| c.is_assessed()).count();
        let wanted = ceiling(&at_least.times(&Fraction::count(counted.len())));
        let need = wanted.saturating_sub(u128::try_from(assessed).unwrap_or_default());
        let unknown = |open: &&Open| counted.iter().any(|c| c.id == open.id && !c.is_assessed());
        let gains: Vec<(usize, u128)> = self
            .criteria
            .iter()
            .filter(unknown)
            .filter_map(|open| Some((self.place(&open.id)?, 1)))
            .collect();
        self.demand(&gate.id, gate.kind.to_string(), gains, need);
    }

    /// Where anything short of everything is nothing, everything has to be closed.
    fn demand_all(&mut self, card: &Scorecard<'_>, gate: &GateResult) {
        let inside = |id: &str| match &gate.kind {
            GateKind::Checklist(checklist, _) | GateKind::Section(checklist, _, _) => {
                card.criterion(id).is_some_and(|(of, _)| of.id == *checklist)
            }
            _ => true,
        };
        let gains: Vec<(usize, u128)> = (0..)
            .zip(&self.criteria)
            .filter(|(_, open)| inside(&open.id))
            .map(|(at, _)| (at, 1))
            .collect();
        let need = if gate.holds == Some(false) { gains.len() } else { 0 };
        let need = u128::try_from(need).unwrap_or_default();
        self.demand(&gate.id, gate.kind.to_string(), gains, need);
    }

    /// A figure that has to reach a threshold, in whole numbers over a common denominator.
    fn demand_figure(
        &mut self,
        (id, gate): (&str, &GateResult),
        figure: Option<&Fraction>,
        gains: &[Fraction],
    ) {
        let Some(figure) = figure else { return };
        let missing = gate.threshold.minus(figure);
        if missing <= Fraction::ZERO {
            return;
        }
        let (need, whole) = whole_numbers(&missing, gains);
        let gains = whole.into_iter().enumerate().filter(|(_, gain)| *gain > 0).collect();
        self.demand(id, gate.kind.to_string(), gains, need);
    }
}

/// What closing each open criterion alone adds to every figure. In every model but `absolute` a
/// score is linear in the credits, so that these add up.
struct Effects<'s> {
    closed: Vec<Scorecard<'s>>,
}

type Effect = (String, Option<Fraction>, Vec<Fraction>);

impl<'s> Effects<'s> {
    fn new(card: &Scorecard<'s>, criteria: &[Open]) -> Self {
        let alone = |open: &Open| card.with_met(&BTreeSet::from([open.id.as_str()]));
        Self { closed: criteria.iter().map(alone).collect() }
    }

    fn of(&self, card: &Scorecard<'_>, gate: &GateResult) -> Vec<Effect> {
        let figure = |of: &dyn Fn(&Scorecard<'_>) -> Option<Fraction>, id: &str| {
            let now = of(card);
            let gain = |with: &Scorecard<'s>| match (of(with), &now) {
                (Some(with), Some(now)) => with.minus(now),
                _ => Fraction::ZERO,
            };
            (id.to_owned(), now.clone(), self.closed.iter().map(gain).collect())
        };
        let checklist = |card: &Scorecard<'_>, id: &str| {
            card.scores.iter().find(|score| score.id == id).and_then(|score| score.value.clone())
        };
        match &gate.kind {
            GateKind::Overall(_) => vec![figure(&|card| card.overall.value.clone(), &gate.id)],
            GateKind::EachChecklist(_) => card
                .scores
                .iter()
                .map(|score| {
                    let id = format!("{} ({})", gate.id, score.id);
                    figure(&|card| checklist(card, &score.id), &id)
                })
                .collect(),
            GateKind::Checklist(id, _) => vec![figure(&|card| checklist(card, id), &gate.id)],
            GateKind::Section(id, section, _) => {
                let value = |card: &Scorecard<'_>| {
                    let score = card.scores.iter().find(|score| score.id == *id)?;
                    score.sections.iter().find(|s| s.id == *section)?.value.clone()
                };
                vec![figure(&value, &gate.id)]
            }
            _ => Vec::new(),
        }
    }
}

/// Fractions over their common denominator. Where that does not fit, gains are rounded down and the
/// need up, so that a choice is never short.
fn whole_numbers(need: &Fraction, gains: &[Fraction]) -> (u128, Vec<u128>) {
    const FINEST: i128 = 1_000_000_000_000_000_000;
    let mut denominators = gains.iter().chain([need]).map(Fraction::denominator);
    let common = denominators.try_fold(1_i128, |common, denominator| {
        let denominator = denominator?;
        common.checked_div(gcd(common, denominator))?.checked_mul(denominator)
    });
    let common = common.filter(|common| *common <= FINEST).unwrap_or(FINEST);
    let scale = Fraction::whole(common);
    (ceiling(&need.times(&scale)), gains.iter().map(|gain| floor(&gain.times(&scale))).collect())
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { gcd(other, one % other) }
}

fn floor(value: &Fraction) -> u128 {
    let parts = value.numerator().zip(value.denominator());
    let whole = parts.map(|(above, below)| above.div_euclid(below));
    whole.and_then(|whole| u128::try_from(whole).ok()).unwrap_or_default()
}

pub(super) fn ceiling(value: &Fraction) -> u128 {
    let down = floor(value);
    let is_whole = i128::try_from(down).is_ok_and(|down| Fraction::whole(down) == *value);
    if is_whole || *value <= Fraction::ZERO { down } else { down + 1 }
}

/// Remediations that close what is open, and what comes before them.
fn remediations<'s>(card: &'s Scorecard<'_>, list: &GapList) -> Vec<&'s Remediation> {
    let open: BTreeSet<&str> = open_criteria(list).collect();
    let all: BTreeMap<&str, &Remediation> = card
        .checklists
        .iter()
        .flat_map(|checklist| &checklist.remediations)
        .map(|remediation| (remediation.id.as_str(), remediation))
        .collect();
    let closes = |r: &Remediation| r.closes.iter().any(|id| open.contains(id.as_str()));
    let mut wanted: Vec<&str> = all.values().filter(|r| closes(r)).map(|r| r.id.as_str()).collect();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        let Some(remediation) = all.get(id).filter(|_| found.insert(id)) else { continue };
        wanted.extend(
            remediation.after.iter().filter_map(|id| all.get(id.as_str())).map(|r| r.id.as_str()),
        );
    }
    found.into_iter().filter_map(|id| all.get(id).copied()).collect()
}

fn criteria(
    (card, list): (&Scorecard<'_>, &GapList),
    request: &Request,
    (remediations, own): (&[&Remediation], &[&AcceptedAction]),
) -> Vec<Open> {
    let mut seen = BTreeSet::new();
    let questions: BTreeSet<&str> =
        list.open_questions.iter().map(|question| question.criterion.as_str()).collect();
    let blocked = Blocked::new(card, remediations, request);
    let mut found = Vec::new();
    for id in open_criteria(list).filter(|id| seen.insert(*id)) {
        let is_question = questions.contains(id) && list.gaps.iter().all(|gap| gap.criterion != id);
        let urgent = urgent(card, list, id);
        let is_asked = request.must.iter().any(|must| must == id);
        let is_skipped = request.skip.iter().any(|skip| skip == id);
        let by_breadth = match request.breadth {
            Breadth::Usual => urgent.is_some(),
            Breadth::Minimum => false,
            Breadth::CloseAll => true,
        };
        // what is asked for by its name clashes with what stands against it, and is not left
        let may = |r: &&&Remediation| blocked.allows(r, is_asked);
        let mut closers = remediations.iter().filter(|r| r.closes.iter().any(|one| one == id));
        let is_closed = own.iter().any(|action| action.closes.iter().any(|closed| closed == id));
        found.push(Open {
            id: id.to_owned(),
            is_question,
            urgent,
            is_forced: (is_asked || by_breadth) && !is_skipped,
            can_close: (is_closed || closers.clone().any(|r| may(&r))) && !is_skipped,
            is_skipped,
            blocked: closers.find_map(|r| blocked.why(&r.id)),
        });
    }
    found
}

/// Why a criterion may not wait or be traded away.
fn urgent(card: &Scorecard<'_>, list: &GapList, id: &str) -> Option<Reason> {
    let is_danger =
        list.gaps.iter().any(|gap| gap.criterion == id && gap.severity == Severity::Immediate);
    let critical = card.criteria.iter().any(|criterion| criterion.id == id && criterion.critical);
    let (_, criterion) = card.criterion(id)?;
    if is_danger {
        Some(Reason::ImmediateDanger)
    } else if critical {
        Some(Reason::Critical)
    } else if criterion.harm == Harm::High {
        Some(Reason::HighHarm)
    } else if matches!(criterion.basis, Basis::Law(_)) {
        Some(Reason::Law)
    } else if list.gaps.iter().any(|gap| gap.criterion == id && gap.key_recommendation) {
        Some(Reason::KeyRecommendation)
    } else {
        None
    }
}

fn unverified(gate: &GateResult) -> Option<String> {
    (gate.holds == Some(false)).then(|| {
        format!(
            "{} ({}): only a reviewer's answers move it; no action of the hospital does.",
            gate.kind, gate.id
        )
    })
}
