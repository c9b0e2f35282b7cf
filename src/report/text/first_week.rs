//! What each role begins in the first week of a plan, and whether it may wait.

use super::card::days;
use super::document::{Block, Document};
use super::plan::range;
use super::words::{and, count, sentence};
use crate::plan::WorkingDays;
use crate::report::record::plan::{ActionRecord, PlanReport};

/// What a department head starts on Monday.
pub(super) fn first_week(plan: &PlanReport, document: &mut Document) {
    let week = WorkingDays::week_of(plan.start);
    let first: Vec<&ActionRecord> =
        plan.actions.iter().filter(|action| WorkingDays::week_of(action.start) == week).collect();
    if first.is_empty() {
        return;
    }
    document.heading(format!("Begin in the week of {week} ({})", first.len()));
    let has = |action: &ActionRecord, role: &str| action.roles.iter().any(|s| s.role == role);
    let mut roles: Vec<&str> =
        first.iter().flat_map(|action| action.roles.iter().map(|s| s.role.as_str())).collect();
    roles.sort_unstable();
    roles.dedup();
    let step = |role: &&str| {
        let own: Vec<&&ActionRecord> = first.iter().filter(|action| has(action, role)).collect();
        let line = |action: &&&ActionRecord| {
            let (title, id, due) = (&action.title, &action.id, action.due);
            let effort = effort_of(action, role);
            format!("{title} ({id}): {effort}, by {due}; {}.", slack(action))
        };
        (sentence(&role.replace('-', " ")), own.iter().map(line).collect())
    };
    document.push(Block::Steps(roles.iter().map(step).collect()));
}

/// Whether an action may wait. What is urgent may not, however much time the rest would leave.
fn slack(action: &ActionRecord) -> String {
    match (action.reason, action.slack_days) {
        _ if action.fixed => "its start is fixed".to_owned(),
        ("immediate danger", _) => "immediate danger, it goes before all else".to_owned(),
        ("must-pass", _) => "must-pass, it may not wait".to_owned(),
        (_, 0) => "a day's delay delays what follows".to_owned(),
        (_, days) => format!("{} to spare", count(days, "working day")),
    }
}

/// What a role does of an action: all of it, or its share.
fn effort_of(action: &ActionRecord, role: &str) -> String {
    match action.roles.iter().find(|share| share.role == role) {
        Some(share) if action.roles.len() > 1 => {
            let others = action.roles.iter().filter(|other| other.role != role);
            let others: Vec<String> = others.map(|other| other.role.clone()).collect();
            format!("{}, with {}", days(share.effort_days), and(&others))
        }
        _ => range(action.least_days, action.effort_days),
    }
}
