//! Gates and the indicated result: the highest tier whose gates all hold.

use super::criterion::CriterionResult;
use super::model::{Bound, Score};
use crate::measure::Fraction;
use crate::standard::program::{Gate, GateKind, Program};

/// What is judged by the gates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged<'s> {
    pub(super) scores: &'s [Score],
    pub(super) overall: (Option<&'s Fraction>, Option<&'s Fraction>),
    pub(super) criteria: &'s [CriterionResult],
}

/// How a gate stands.
#[derive(Debug, Clone, PartialEq)]
pub struct GateResult {
    /// The gate.
    pub id: String,
    /// Its tier.
    pub tier: String,
    /// What it demands.
    pub kind: GateKind,
    /// Whether it holds; `None` where there is nothing to judge, which does not block.
    pub holds: Option<bool>,
    /// Whether open answers decide: it does not hold now and could.
    pub open: bool,
    /// What was reached, from 0 to 1.
    pub figure: Option<Fraction>,
    /// What could be reached if every open answer turned out in full.
    pub figure_high: Option<Fraction>,
    /// What has to be reached.
    pub threshold: Fraction,
    /// For gates that count criteria: how many of how many.
    pub count: Option<(usize, usize)>,
    /// The parts that do not reach it: criteria or checklists.
    pub missing: Vec<String>,
}

impl GateResult {
    /// Whether it stands in the way at one end of the range.
    fn blocks(&self, bound: Bound) -> bool {
        match bound {
            Bound::Low => self.holds == Some(false),
            Bound::High => self.figure_high.as_ref().is_some_and(|high| *high < self.threshold),
        }
    }
}

/// The result that the answers point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Indicated {
    /// One tier, whatever the open answers turn out to be.
    Tier(String),
    /// Open answers decide between these two, the lower one first.
    Undetermined {
        /// The tier if nothing more is met.
        low: String,
        /// The tier if every open answer turns out in full.
        high: String,
    },
    /// Nothing is counted, or the program has no tiers.
    None,
}

pub(super) fn judge(gate: &Gate, judged: Judged<'_>) -> GateResult {
    let (figure, figure_high, count, missing) = figures(&gate.kind, judged);
    let threshold = gate.kind.threshold();
    let holds = figure.as_ref().map(|figure| *figure >= threshold);
    let could = figure_high.as_ref().is_some_and(|high| *high >= threshold);
    GateResult {
        id: gate.id.clone(),
        tier: gate.tier.clone(),
        kind: gate.kind.clone(),
        open: holds == Some(false) && could,
        missing: if holds == Some(false) { missing } else { Vec::new() },
        holds,
        figure,
        figure_high,
        threshold,
        count,
    }
}

type Figures = (Option<Fraction>, Option<Fraction>, Option<(usize, usize)>, Vec<String>);

fn figures(kind: &GateKind, judged: Judged<'_>) -> Figures {
    match kind {
        GateKind::MustPass => {
            let full = |c: &CriterionResult| c.credit().is_some_and(|credit| credit.is_one());
            let could = |c: &CriterionResult| c.highest().is_some_and(|credit| credit.is_one());
            shares(&must_pass(judged.criteria), full, could)
        }
        GateKind::Verified(_) => {
            // no answer of the facility can verify itself, so nothing is open here
            let verified = CriterionResult::is_verified;
            shares(&must_pass(judged.criteria), verified, verified)
        }
        GateKind::Complete(_) => {
            let counted: Vec<_> = judged.criteria.iter().filter(|c| c.is_counted()).collect();
            shares(&counted, CriterionResult::is_assessed, |_| true)
        }
        GateKind::Overall(_) => {
            (judged.overall.0.cloned(), judged.overall.1.cloned(), None, Vec::new())
        }
        GateKind::EachChecklist(at_least) => lowest(judged.scores, at_least),
        GateKind::Checklist(id, _) => {
            let score = judged.scores.iter().find(|score| score.id == *id);
            let value = score.and_then(|score| score.value.clone());
            (value, score.and_then(|score| score.high.clone()), None, vec![id.clone()])
        }
        GateKind::Section(id, section, _) => {
            let score = judged.scores.iter().find(|score| score.id == *id);
            let section = score.and_then(|score| score.sections.iter().find(|s| s.id == *section));
            let value = section.and_then(|section| section.value.clone());
            (value, section.and_then(|section| section.high.clone()), None, Vec::new())
        }
    }
}

pub(super) fn must_pass(criteria: &[CriterionResult]) -> Vec<&CriterionResult> {
    criteria.iter().filter(|criterion| criterion.critical && criterion.is_counted()).collect()
}

fn shares(
    criteria: &[&CriterionResult],
    low: impl Fn(&CriterionResult) -> bool,
    high: impl Fn(&CriterionResult) -> bool,
) -> Figures {
    let all = criteria.len();
    let passed = criteria.iter().filter(|criterion| low(criterion)).count();
    let could = criteria.iter().filter(|criterion| high(criterion)).count();
    let share = |part: usize| Fraction::count(part).over(&Fraction::count(all));
    let missing = criteria.iter().filter(|c| !low(c)).map(|c| c.id.clone()).collect();
    (share(passed), share(could), Some((passed, all)), missing)
}

fn lowest(scores: &[Score], at_least: &Fraction) -> Figures {
    let low = scores.iter().filter_map(|score| score.value.clone()).min();
    let high = scores.iter().filter_map(|score| score.high.clone()).min();
    let below = |score: &&Score| score.value.as_ref().is_some_and(|value| value < at_least);
    let missing = scores.iter().filter(below).map(|score| score.id.clone()).collect();
    (low, high, None, missing)
}

/// The highest tier whose gates all hold, at both ends of the range.
pub(super) fn indicated(program: &Program, gates: &[GateResult], is_defined: bool) -> Indicated {
    let at = |bound: Bound| {
        let open = |tier: &str| {
            gates.iter().filter(|gate| gate.tier == tier).all(|gate| !gate.blocks(bound))
        };
        program.tiers.iter().find(|tier| open(&tier.id)).map(|tier| tier.id.clone())
    };
    match (at(Bound::Low), at(Bound::High)) {
        _ if !is_defined => Indicated::None,
        (Some(low), Some(high)) if low == high => Indicated::Tier(low),
        (Some(low), Some(high)) => Indicated::Undetermined { low, high },
        _ => Indicated::None,
    }
}
