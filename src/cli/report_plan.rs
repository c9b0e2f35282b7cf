//! The plan that the whole set holds: the same as `plan` makes, on a day that no clock decides.

use super::plan::told;
use crate::diagnostic::Bag;
use crate::gap::{RankBy, find};
use crate::plan::{Breadth, Minimize, Request, plan};
use crate::report::{PlanReport, Report};
use crate::score::Scorecard;
use crate::workspace::Opened;
use jiff::civil::Date;

/// The plan of a set.
pub(super) enum SetPlan {
    /// The program has no tier that could be aimed at.
    Aimless,
    /// There is none, and why.
    None(String),
    /// It lies in the set.
    Planned(Box<PlanReport>),
}

impl SetPlan {
    /// The plan, where there is one.
    pub(super) fn planned(&self) -> Option<&PlanReport> {
        match self {
            Self::Planned(plan) => Some(plan),
            Self::Aimless | Self::None(_) => None,
        }
    }

    /// For the target and from the first day of the accepted plan; without one, for the program's
    /// highest tier, as `plan` does, from the first working day after the day of the answers.
    pub(super) fn new(
        (opened, card): (&Opened, &Scorecard<'_>),
        report: &Report,
        bag: &Bag,
    ) -> Self {
        if card.program.tiers.is_empty() {
            return Self::Aimless;
        }
        let keeping = opened.keeping(bag);
        if opened.kept.plan.is_some() && keeping.accepted.is_none() {
            return Self::None(
                "plan.toml has errors; mend it, and write the set again.".to_owned(),
            );
        }
        let accepted = keeping.accepted.as_ref();
        let next_day = opened.as_of.tomorrow().unwrap_or(opened.as_of);
        let start = accepted.map_or(next_day, |accepted| accepted.start.max(next_day));
        let mut request = request(accepted.and_then(|accepted| accepted.target.clone()), start);
        request.kept = keeping.kept(start);
        let mut made = match plan(card, &find(card, RankBy::Priority), &request) {
            Ok(made) => made,
            Err(no) => {
                return Self::None(told(&no).replacen("\n- ", ": ", 1).replace("\n- ", "; "));
            }
        };
        made.notes.push(said(opened.as_of, made.start, accepted.is_some()));
        Self::Planned(Box::new(PlanReport::new(&made, report)))
    }
}

fn request(target: Option<String>, start: Date) -> Request {
    Request {
        target,
        breadth: Breadth::Usual,
        minimize: Minimize::Effort,
        must: Vec::new(),
        skip: Vec::new(),
        skip_reason: String::new(),
        ask_first: false,
        kept: None,
        start,
    }
}

fn said(as_of: Date, start: Date, is_accepted: bool) -> String {
    let why = if is_accepted {
        "the accepted plan's first day, or the first working day after the answers where that is later"
    } else {
        "the first working day after the answers"
    };
    format!(
        "This plan lies in a set that no clock changes: it begins on {start}, {why} (as of {as_of}). \
         `concordant plan --start` plans from another day."
    )
}
