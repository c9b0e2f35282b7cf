//! Days that do not move, and days that people wrote down and the plan does not keep.

use super::document::{Block, Column, Document};
use super::words::{and, and_more, count};
use crate::report::record::plan::{MissedRecord, PlanReport};

/// Both, where there are any.
pub(super) fn days(plan: &PlanReport, document: &mut Document) {
    missed(plan, document);
    fixed(plan, document);
}

/// One line for the head of a plan.
pub(super) fn line(plan: &PlanReport) -> Option<String> {
    let worst = plan.missed.iter().max_by_key(|missed| missed.late_days)?;
    let number = match plan.missed.len() {
        1 => "1 day that people wrote down is".to_owned(),
        many => format!("{many} days that people wrote down are"),
    };
    Some(format!(
        "{number} not kept, at worst by {}: {}.",
        count(worst.late_days, "working day"),
        worst.action
    ))
}

fn missed(plan: &PlanReport, document: &mut Document) {
    if plan.missed.is_empty() {
        return;
    }
    document.heading(format!("Not kept ({})", plan.missed.len()));
    document.push(Block::Points(sentences(&plan.missed)));
}

/// A sentence for each action, or for each start that is not kept.
fn sentences(missed: &[MissedRecord]) -> Vec<String> {
    let mut lines: Vec<(&MissedRecord, Vec<String>)> = Vec::new();
    for one in missed {
        let known = lines.iter_mut().find(|(first, _)| {
            (first.code, &first.action, &first.why) == (one.code, &one.action, &one.why)
        });
        match known {
            Some((_, what)) => what.push(one.by_how_much()),
            None => lines.push((one, vec![one.by_how_much()])),
        }
    }
    lines.iter().map(|(first, what)| first.said(&and(what))).collect()
}

fn fixed(plan: &PlanReport, document: &mut Document) {
    if plan.fixed.is_empty() {
        return;
    }
    document.heading("Days that do not move");
    let rows = plan.fixed.iter().map(|point| {
        let ready = match (point.after.len(), point.late.as_slice()) {
            (0, _) => String::new(),
            (1, []) => format!("{} is done by then", and(&point.after)),
            (_, []) => format!("{} are done by then", and_more(&point.after, 5)),
            (_, late) => format!("not done by then: {}", and_more(late, 5)),
        };
        vec![point.date.to_string(), point.title.clone(), ready, and_more(&point.before, 5)]
    });
    let columns = vec![
        Column::word("on", 0),
        Column::words("what", 0),
        Column::words("ready", 0),
        Column::words("begins after it", 1),
    ];
    document.table("Days that do not move", columns, rows.collect());
}
