//! Gaps and open questions for people.

use super::card::days;
use super::document::{Block, Column, Document};
use super::words::{and_more, count, place, row_of, sentence};
use crate::gap::{Severity, severity_table};
use crate::report::record::gaps::{AlternativeRecord, GapRecord, GapsReport, OpenQuestionRecord};

/// All gaps, all open questions, and how they are ordered.
pub fn gaps_document(report: &GapsReport) -> Document {
    let mut document = Document::default();
    gap_table(report, &mut document);
    question_table(report, &mut document);
    how_ranked(report, &mut document);
    document
}

/// The first gaps in full (what to do, who, what until then), then the questions to answer.
pub(in crate::report) fn first_steps(report: &GapsReport, most: usize, document: &mut Document) {
    // immediate danger before everything, whatever its rank
    let (danger, rest): (Vec<&GapRecord>, Vec<&GapRecord>) =
        report.gaps.iter().partition(|gap| gap.severity == Severity::Immediate);
    let first = danger.iter().chain(&rest).take(most.max(danger.len()));
    let mut steps: Vec<(String, Vec<String>)> = first.map(|gap| step(gap)).collect();
    steps.extend(questions_step(report));
    if steps.is_empty() {
        return;
    }
    document.heading("What to do first");
    document.push(Block::Steps(steps));
}

fn questions_step(report: &GapsReport) -> Option<(String, Vec<String>)> {
    const MOST: usize = 4;
    let questions = &report.open_questions;
    let all = count(questions.len(), "open question");
    let head = match questions.iter().filter(|question| question.critical).count() {
        _ if questions.is_empty() => return None,
        0 => format!("Answer the {all}"),
        critical => format!("Answer the {all}, {critical} of them must-pass"),
    };
    let ask = |question: &OpenQuestionRecord| {
        let what = place(&question.criterion, question.location.as_deref());
        let why = question.reason.map(|reason| format!("; {}", reason.label())).unwrap_or_default();
        format!("Ask {}: {what} {}{why}.", question.answer_role, question.title)
    };
    Some((head, questions.iter().take(MOST).map(ask).collect()))
}

fn step(gap: &GapRecord) -> (String, Vec<String>) {
    let what = place(&gap.criterion, gap.location.as_deref());
    let must = if gap.critical { "must-pass, " } else { "" };
    let severity = match gap.severity {
        Severity::Immediate => "immediate danger".to_owned(),
        severity => format!("{} severity", severity.word()),
    };
    let head = format!("{what} {}: {must}{severity}", gap.title);
    let mut lines = vec![state_line(gap)];
    let Some(remedy) = &gap.remediation else {
        lines.push("No remediation of the checklist closes it; plan one of your own.".to_owned());
        return (head, lines);
    };
    let effort = days(gap.effort_days.unwrap_or_default());
    let before = match remedy.after.as_slice() {
        [] => String::new(),
        ids => format!(", {} included", ids.join(", ")),
    };
    let lead = count(usize::try_from(remedy.lead_days).unwrap_or_default(), "day");
    let (title, id, role) = (&remedy.title, &remedy.id, &remedy.role);
    lines.push(format!("Do: {title} ({id}: {role}, {effort}{before}, at least {lead})."));
    if !remedy.also_closes.is_empty() {
        lines.push(format!("The same work also closes {}.", and_more(&remedy.also_closes, 8)));
    }
    let other = |way: &AlternativeRecord| {
        let lead = count(usize::try_from(way.lead_days).unwrap_or_default(), "day");
        let effort = days(way.effort_days);
        format!("{} ({}: {}, {effort}, at least {lead})", way.title, way.id, way.role)
    };
    let others: Vec<String> = remedy.alternatives.iter().map(other).collect();
    if !others.is_empty() {
        lines.push(format!("Or: {}.", others.join("; ")));
    }
    lines.extend(remedy.interim.as_ref().map(|interim| format!("Until then: {interim}")));
    (head, lines)
}

fn state_line(gap: &GapRecord) -> String {
    let reason = gap.reason.map(|reason| format!(" ({})", reason.label())).unwrap_or_default();
    let source = gap.source.as_ref().map_or_else(String::new, |source| {
        format!("; {}, {}", source.party.label(), row_of(&source.sheet(), source.row))
    });
    let worth = format!("worth {:.2} points overall", gap.gain_percent);
    format!("Now: {}{reason}, {worth}{source}.", gap.state.label())
}

pub(in crate::report) fn gap_table(report: &GapsReport, document: &mut Document) {
    document.heading(format!("Gaps ({})", report.gaps.len()));
    if report.gaps.is_empty() {
        document.paragraph("None: every assessed criterion has full credit.");
    }
    let rows = report.gaps.iter().map(gap_row).collect();
    let columns = vec![
        Column::number("#", 0),
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 1),
        Column::word("severity", 0),
        Column::word("state", 2),
        Column::word("by", 4),
        Column::number("points", 2),
        Column::number("days", 1),
        Column::word("role", 3),
        Column::word("remedy", 5),
    ];
    document.table("Gaps", columns, rows);
}

fn gap_row(gap: &GapRecord) -> Vec<String> {
    let remedy = gap.remediation.as_ref();
    vec![
        gap.rank.to_string(),
        place(&gap.criterion, gap.location.as_deref()),
        gap.title.clone(),
        if gap.critical { "MUST" } else { "" }.to_owned(),
        gap.severity.word().to_owned(),
        gap.state.label().to_owned(),
        gap.source.as_ref().map(|source| source.party.short().to_owned()).unwrap_or_default(),
        format!("{:.2}", gap.gain_percent),
        gap.effort_days.map(|days| format!("{days:.1}")).unwrap_or_default(),
        remedy.map(|remedy| remedy.role.clone()).unwrap_or_default(),
        remedy.map(|remedy| remedy.id.clone()).unwrap_or_default(),
    ]
}

pub(in crate::report) fn question_table(report: &GapsReport, document: &mut Document) {
    document.heading(format!("Not known yet ({})", report.open_questions.len()));
    if report.open_questions.is_empty() {
        document.paragraph("Nothing: every criterion that counts is assessed.");
    }
    let (columns, rows) = question_rows(report.open_questions.iter());
    document.table("Open questions", columns, rows);
}

/// Questions as a table: its columns and rows.
pub(in crate::report) fn question_rows<'q>(
    questions: impl Iterator<Item = &'q OpenQuestionRecord>,
) -> (Vec<Column>, Vec<Vec<String>>) {
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 1),
        Column::words("why", 0),
        Column::word("who answers", 1),
        Column::number("worth up to", 3),
    ];
    (columns, questions.map(question_row).collect())
}

fn question_row(question: &OpenQuestionRecord) -> Vec<String> {
    vec![
        place(&question.criterion, question.location.as_deref()),
        question.title.clone(),
        if question.critical { "MUST" } else { "" }.to_owned(),
        question.reason.map(|reason| reason.label().to_owned()).unwrap_or_default(),
        question.answer_role.clone(),
        format!("{:.2}", question.gain_percent),
    ]
}

pub(in crate::report) fn how_ranked(report: &GapsReport, document: &mut Document) {
    document.heading("How gaps are ranked");
    document.paragraph(format!("{}.", sentence(&report.ranked_by)));
    document.paragraph(
        "Severity is harm (what happens to a patient or worker if it fails) by extent. The extent \
         is the reviewer's; without one it is limited for at least half credit or a measure within \
         10 % of its target, a pattern for some credit or within 50 %, otherwise widespread. \
         Immediate danger is set only by a reviewer. Points: what closing the gap alone adds to \
         the overall score, of 100. Days: least person-days that close it, open prerequisites \
         included.",
    );
    let names = ["low harm", "moderate harm", "high harm"];
    let rows = names.iter().zip(severity_table()).map(|(name, row)| {
        let words = row.iter().map(|severity| severity.word().to_owned());
        [(*name).to_owned()].into_iter().chain(words).collect()
    });
    let columns = vec![
        Column::word("", 0),
        Column::word("limited", 0),
        Column::word("pattern", 0),
        Column::word("widespread", 0),
    ];
    document.table("Severity: harm by extent", columns, rows.collect());
}
