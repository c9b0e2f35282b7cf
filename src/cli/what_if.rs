//! `what-if`: what changes to the facility would change in score, tier and plan. Writes nothing.

use super::exit::Exit;
use super::judge::judged;
use super::output::Printer;
use super::plan::{request, told};
use super::plan_arguments::WhatIfArguments;
use super::report::stamp;
use crate::diagnostic::{Bag, nearest};
use crate::gap::{RankBy, find};
use crate::plan::{Change, KeptPlan, NoPlan, Request, plan};
use crate::report::{Contents, PlanReport, Report, WhatIfReport, what_if_document};
use crate::score::{Case, Scorecard};
use crate::workspace::Opened;
use anyhow::Result;
use std::collections::BTreeSet;

/// `concordant what-if`.
pub(super) fn run(arguments: &WhatIfArguments, printer: &Printer) -> Result<Exit> {
    judged(&arguments.plan.judge, printer, |opened, card, bag| {
        let changes = match changes(arguments, opened, card) {
            Ok(changes) => changes,
            Err(message) => {
                Printer::complain(&format!("error: {message}"));
                return Ok(Some(Exit::Usage));
            }
        };
        let mut asked = request(&arguments.plan, printer);
        let keeping = opened.keeping(bag);
        asked.kept = keeping.kept(asked.start).map(KeptPlan::loosened);
        // as things are, the accepted plan says what is aimed at
        let aim = keeping.accepted.and_then(|accepted| accepted.target);
        let aim = aim.filter(|aim| card.program.tiers.iter().any(|tier| tier.id == *aim));
        asked.target = asked.target.or_else(|| aim.clone());
        let now = outlook((opened, bag), card, &Request { target: aim, ..asked.clone() });
        let mut facility = opened.facility.clone();
        for change in &changes {
            change.apply(&mut facility);
        }
        let case = Case { facility: &facility, ..card.case };
        let silent = Bag::new();
        let changed = Scorecard::new(card.program, card.checklists.clone(), case, &silent);
        let met: BTreeSet<&str> = changes.iter().filter_map(met).collect();
        let then = outlook((opened, bag), &changed.with_met(&met), &asked);
        match now.and_then(|now| Ok((now, then?))) {
            Ok((now, then)) => {
                let words = words(&changes, arguments);
                let report = WhatIfReport::new(words, &now, &then);
                printer.report(&report, &what_if_document(&report))?;
                Ok(None)
            }
            Err(no) => {
                Printer::complain(&told(&no));
                Ok(Some(Exit::DoesNotHold))
            }
        }
    })
}

fn met(change: &Change) -> Option<&str> {
    match change {
        Change::Met(criterion) => Some(criterion),
        _ => None,
    }
}

fn words(changes: &[Change], arguments: &WhatIfArguments) -> Vec<String> {
    let target = arguments.plan.target.as_ref();
    let target = target.map(|target| format!("{} is the target", target.replace('-', " ")));
    changes.iter().map(Change::words).chain(target).collect()
}

fn outlook(
    (opened, bag): (&Opened, &Bag),
    card: &Scorecard<'_>,
    request: &Request,
) -> Result<PlanReport, NoPlan> {
    let list = find(card, RankBy::Priority);
    let plan = plan(card, &list, request)?;
    let report = Report::new(stamp(opened), card, Contents::default(), bag);
    Ok(PlanReport::new(&plan, &report))
}

/// The changes that are asked for.
fn changes(
    arguments: &WhatIfArguments,
    opened: &Opened,
    card: &Scorecard<'_>,
) -> Result<Vec<Change>, String> {
    let known: Vec<&str> = card.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let mut changes = Vec::new();
    for id in &arguments.close {
        if !known.contains(&id.as_str()) {
            let near = nearest(id, known.iter().copied());
            let help = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            return Err(format!("`{id}` is no criterion that is judged{help}"));
        }
        changes.push(Change::Met(id.clone()));
    }
    for written in &arguments.set {
        changes.push(Change::fact(written, &opened.vocabulary)?);
    }
    for written in &arguments.capacity {
        changes.push(Change::days(written, &opened.vocabulary)?);
    }
    if changes.is_empty() && arguments.plan.target.is_none() {
        return Err("say what is tried out: --close, --set, --capacity or --target".to_owned());
    }
    Ok(changes)
}
