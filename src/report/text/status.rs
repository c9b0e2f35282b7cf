//! How an accepted plan stands, for people: what is late, what slips because of what.

use super::document::{Block, Column, Document, Tone};
use super::words::{and, and_more, count, percent_of};
use crate::report::record::plan::StandingRecord;
use crate::report::record::status::{StatusRecord, StatusReport};

/// The document of a plan's status.
pub fn status_document(status: &StatusReport) -> Document {
    let mut document = Document::default();
    let name = Some(status.head.facility.name.as_str()).filter(|name| !name.is_empty());
    document.push(Block::Title(format!("{}: how the plan stands", name.unwrap_or("The facility"))));
    let on = status.accepted_on.map(|day| format!(" on {day}")).unwrap_or_default();
    let accepted = match &status.accepted_by {
        Some(by) => format!("Accepted by {by}{on}"),
        None => "No body is named that accepted it".to_owned(),
    };
    document.paragraph(format!(
        "For {} ({} {}), as of {}. {accepted}.",
        status.head.program.title,
        status.head.program.id,
        status.head.program.version,
        status.head.as_of
    ));
    headline(status, &mut document);
    trouble(status, &mut document);
    slips(status, &mut document);
    scores(status, &mut document);
    points(status, &mut document);
    actions(status, &mut document);
    document.push(Block::Note(
        "Late: working days since an action was due by the accepted plan. A check-in moves the \
         forecast, never the accepted day."
            .to_owned(),
    ));
    document.push(Block::Note(status.head.disclaimer.to_owned()));
    document.push(Block::Note(status.head.stamp.line()));
    document
}

fn is_verified(action: &StatusRecord) -> bool {
    matches!(action.state, "verified" | "sustained")
}

fn headline(status: &StatusReport, document: &mut Document) {
    let number = |is: &dyn Fn(&StatusRecord) -> bool| {
        status.actions.iter().filter(|action| is(action)).count()
    };
    let late = number(&|action| action.late_days > 0);
    let risk = number(&|action| action.at_risk.is_some());
    let tone = match (status.overdue_critical.is_empty(), late + risk) {
        (false, _) => Tone::Bad,
        (_, 0) => Tone::Good,
        _ => Tone::Neutral,
    };
    let head = format!(
        "{} of {} verified, {late} late, {risk} at risk",
        number(&is_verified),
        count(status.actions.len(), "action")
    );
    let mut lines = Vec::new();
    if let Some((accepted, forecast)) = status.finish.zip(status.forecast_finish) {
        lines.push(if forecast == accepted {
            format!("By the forecast it ends on {forecast}, as was accepted.")
        } else {
            format!("By the forecast it ends on {forecast}; {accepted} was accepted.")
        });
    }
    if !status.overdue_critical.is_empty() {
        lines.push(format!(
            "Overdue, and a must-pass criterion or immediate danger waits for it: {}.",
            status.overdue_critical.join(", ")
        ));
    }
    if status.head.provisional {
        lines.push("Provisional: files have errors.".to_owned());
    }
    document.push(Block::Callout(tone, head, lines));
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

/// What is late or at risk.
fn trouble(status: &StatusReport, document: &mut Document) {
    let mut troubled: Vec<&StatusRecord> =
        status.actions.iter().filter(|a| a.late_days > 0 || a.at_risk.is_some()).collect();
    // what gates comes first, then what is late longest
    troubled.sort_by_key(|action| (!action.critical, std::cmp::Reverse(action.late_days)));
    if troubled.is_empty() {
        return;
    }
    document.heading(format!("Late or at risk ({})", troubled.len()));
    let rows = troubled.into_iter().map(|action| {
        let what = match (action.late_days, action.at_risk) {
            (0, Some("not_begun")) => format!("at risk: to begin by {}, not begun", action.start),
            (0, Some("predecessor")) => "at risk: what comes before it is late".to_owned(),
            (0, _) => "at risk: the forecast is after it is due".to_owned(),
            (days, _) => format!("{} late", count(days, "working day")),
        };
        let gates = if action.critical { "yes" } else { "" };
        vec![
            action.id.clone(),
            action.title.clone(),
            action.role.clone(),
            what,
            action.due.to_string(),
            action.forecast.map(|day| day.to_string()).unwrap_or_default(),
            gates.to_owned(),
        ]
    });
    let columns = vec![
        Column::word("action", 0),
        Column::words("what", 2),
        Column::word("role", 1),
        Column::words("how", 0),
        Column::word("due", 0),
        Column::word("forecast", 0),
        Column::word("critical", 1),
    ];
    document.table("Late or at risk", columns, rows.collect());
}

/// What slips because of what.
fn slips(status: &StatusReport, document: &mut Document) {
    // what slips alike is said once
    let mut slipping: Vec<(String, String, Vec<String>)> = Vec::new();
    for action in status.actions.iter().filter(|action| action.slips_days > 0) {
        let (one, many) = (slip(action, status, "it was"), slip(action, status, "they were"));
        match slipping.iter_mut().find(|(known, ..)| *known == one) {
            Some((_, _, ids)) => ids.push(action.id.clone()),
            None => slipping.push((one, many, vec![action.id.clone()])),
        }
    }
    let line = |(one, many, ids): &(String, String, Vec<String>)| match ids.as_slice() {
        [id] => format!("{id} slips {one}."),
        ids => format!("{} slip {many}.", and(ids)),
    };
    if !slipping.is_empty() {
        document.heading("What slips because of what");
        document.push(Block::Points(slipping.iter().map(line).collect()));
    }
}

/// By how much an action slips, and why.
fn slip(action: &StatusRecord, status: &StatusReport, it_was: &str) -> String {
    let mut line = count(action.slips_days, "working day");
    if !action.because.is_empty() {
        line += &format!(" because of {}", action.because.join(", "));
    } else if action.begun.is_none() && action.start < status.head.as_of {
        line += &format!("; {it_was} to begin on {}", action.start);
    }
    if !action.reason.is_empty() {
        line += &format!("; the log says: {}", action.reason.trim_end_matches('.'));
    }
    line
}

fn standing(standing: &StandingRecord) -> Vec<String> {
    let tier = standing.tier.as_ref().map_or("no tier".to_owned(), |tier| tier.replace('-', " "));
    vec![percent_of(standing.percent), tier]
}

fn scores(status: &StatusReport, document: &mut Document) {
    document.heading("Verified and forecast");
    document.paragraph("Done is not met: only a reviewer's answer moves the verified score.");
    let mut rows = vec![
        [vec!["as it is".to_owned()], standing(&status.verified)].concat(),
        [vec!["when what is done by now is confirmed".to_owned()], standing(&status.forecast)]
            .concat(),
    ];
    rows.extend(status.milestones.iter().map(|milestone| {
        let what = format!("by {}: {}", milestone.date, and_more(&milestone.actions, 5));
        [vec![what], standing(&milestone.expected)].concat()
    }));
    let columns =
        vec![Column::words("when", 0), Column::number("score", 0), Column::word("tier", 0)];
    document.table("Verified and forecast", columns, rows);
}

fn points(status: &StatusReport, document: &mut Document) {
    if status.fixed.is_empty() {
        return;
    }
    document.heading("Days that do not move");
    let rows = status.fixed.iter().map(|point| {
        let ready = match point.not_ready.as_slice() {
            [] if point.needs.is_empty() => String::new(),
            [] => format!("will be done by then: {}", and_more(&point.needs, 5)),
            late => format!("not done by then: {}", and_more(late, 5)),
        };
        vec![point.date.to_string(), point.title.clone(), ready]
    });
    let columns = vec![Column::word("on", 0), Column::words("what", 0), Column::words("ready", 0)];
    document.table("Days that do not move", columns, rows.collect());
}

fn actions(status: &StatusReport, document: &mut Document) {
    document.heading(format!("Actions ({})", status.actions.len()));
    let rows = status.actions.iter().map(|action| {
        let why = if action.state == "dropped" { action.reason.as_str() } else { "" };
        vec![
            action.id.clone(),
            action.title.clone(),
            action.role.clone(),
            words(action.state),
            action.begun.unwrap_or(action.start).to_string(),
            action.due.to_string(),
            action.forecast.map(|day| day.to_string()).unwrap_or_default(),
            why.to_owned(),
        ]
    });
    let columns = vec![
        Column::word("action", 0),
        Column::words("what", 0),
        Column::word("role", 1),
        Column::word("state", 0),
        Column::word("start", 2),
        Column::word("due", 0),
        Column::word("forecast", 0),
        Column::words("why", 3),
    ];
    document.table("Actions", columns, rows.collect());
}
