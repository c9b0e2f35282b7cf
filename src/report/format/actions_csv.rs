//! The actions of a plan as CSV for spreadsheets.

use super::csv::EXPORT_STAMP;
use crate::report::record::plan::{ActionRecord, PlanReport};
use crate::sheet::{Value, write_csv};
use crate::source::plain;
use std::io::{self, Write};

const HEADERS: [&str; 16] = [
    "action",
    "title",
    "role",
    "party",
    "effort_days",
    "lead_days",
    "start",
    "due",
    "slack_days",
    "critical_path",
    "closes",
    "after",
    "reason",
    "interim",
    "done_when",
    "sets",
];

/// Writes the actions, a row each.
///
/// # Errors
/// When the writer fails.
pub fn actions_csv(plan: &PlanReport, out: impl Write) -> io::Result<()> {
    let head = HEADERS.into_iter().chain([EXPORT_STAMP]).map(Value::from).collect();
    let rows: Vec<Vec<Value>> = std::iter::once(head).chain(plan.actions.iter().map(row)).collect();
    write_csv(&rows, out)
}

fn row(action: &ActionRecord) -> Vec<Value> {
    let text = |text: &str| Value::from(plain(text).into_owned());
    vec![
        text(&action.id),
        text(&action.title),
        text(&action.role),
        text(action.party),
        Value::Number(format!("{:.1}", action.effort_days)),
        Value::Number(action.lead_days.to_string()),
        text(&action.start.to_string()),
        text(&action.due.to_string()),
        Value::Number(action.slack_days.to_string()),
        text(if action.critical_path { "yes" } else { "no" }),
        text(&action.closes.join(" ")),
        text(&action.after.join(" ")),
        text(action.reason),
        text(action.interim.as_deref().unwrap_or_default()),
        text(&action.done_when),
        text(&action.sets.join(" ")),
        Value::Blank,
    ]
}
