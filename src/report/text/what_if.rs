//! What would be, if, for people: two columns and a sentence.

use super::card::days;
use super::document::{Block, Column, Document, Tone};
use super::words::{and, and_more, count, percent_of};
use crate::report::record::plan::StandingRecord;
use crate::report::record::what_if::{OutlookRecord, WhatIfReport};

/// The document of a comparison.
pub fn what_if_document(report: &WhatIfReport) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{}: what if", report.facility)));
    document.paragraph(format!("If {}. Nothing was written.", and(&report.changes)));
    document.push(Block::Callout(Tone::Neutral, sentence_of(report), Vec::new()));
    let row = |name: &str, value: &dyn Fn(&OutlookRecord) -> String| {
        vec![name.to_owned(), value(&report.now), value(&report.then)]
    };
    let mut rows = vec![
        row("score today", &|outlook| percent_of(outlook.standing.percent)),
        row("tier today", &|outlook| tier(&outlook.standing)),
        row("planned for", &|outlook| {
            outlook.target.clone().unwrap_or_else(|| "everything".to_owned()).replace('-', " ")
        }),
        row("actions", &|outlook| outlook.actions.to_string()),
        row("person-days", &|outlook| format!("{:.1}", outlook.effort_days)),
        row("done by", &|outlook| match outlook.finish_early {
            Some(early) => format!("{early} to {}", outlook.finish),
            None => outlook.finish.to_string(),
        }),
        row("score then", &|outlook| percent_of(outlook.expected.percent)),
        row("tier then", &|outlook| tier(&outlook.expected)),
    ];
    if report.now.missed + report.then.missed > 0 {
        rows.push(row("days not kept", &|outlook| outlook.missed.to_string()));
    }
    let columns = vec![Column::word("", 0), Column::word("as it is", 0), Column::word("if", 0)];
    document.table("As it is, and if", columns, rows);
    let mut points = Vec::new();
    if !report.gone.is_empty() {
        points.push(format!("No longer needed: {}.", and_more(&report.gone, 12)));
    }
    if !report.new.is_empty() {
        points.push(format!("Needed then: {}.", and_more(&report.new, 12)));
    }
    if !points.is_empty() {
        document.push(Block::Points(points));
    }
    document.push(Block::Note(report.disclaimer.to_owned()));
    document.push(Block::Note(report.stamp.line()));
    document
}

fn tier(standing: &StandingRecord) -> String {
    standing.tier.as_ref().map_or_else(|| "none".to_owned(), |tier| tier.replace('-', " "))
}

/// Days that people wrote down.
fn days_are(number: usize) -> String {
    let are = if number == 1 { "is" } else { "are" };
    format!("{} that people wrote down {are}", count(number, "day"))
}

/// "The plan ends 4 weeks earlier and takes 3 person-days less."
fn sentence_of(report: &WhatIfReport) -> String {
    let (now, then) = (&report.now, &report.then);
    let shift = then.finish.since(now.finish).map_or(0, |span| span.get_days());
    let length = match shift.unsigned_abs() {
        days if days >= 7 => count(usize::try_from(days / 7).unwrap_or_default(), "week"),
        days => count(usize::try_from(days).unwrap_or_default(), "day"),
    };
    let finish = match shift {
        0 => "The plan ends on the same day".to_owned(),
        shift if shift < 0 => format!("The plan ends {length} earlier"),
        _ => format!("The plan ends {length} later"),
    };
    let effort = then.effort_days - now.effort_days;
    let effort = if effort.abs() < f64::EPSILON {
        "takes the same effort".to_owned()
    } else if effort < 0.0 {
        format!("takes {} less", days(-effort))
    } else {
        format!("takes {} more", days(effort))
    };
    let (before, after) = (tier(&now.standing), tier(&then.standing));
    let tier = if before == after {
        format!("the tier of today stays {before}")
    } else {
        format!("the tier of today changes from {before} to {after}")
    };
    let kept = match (now.missed, then.missed) {
        (now, then) if now == then => String::new(),
        (now, then) => format!("; {} not kept instead of {now}", days_are(then)),
    };
    format!("{finish} and {effort}{kept}; {tier}.")
}
