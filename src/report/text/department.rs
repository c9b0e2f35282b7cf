//! What one department has to do, for its head: cards of its gaps, what others wait for, what to
//! answer, what to renew.

use super::card::{card, days};
use super::document::{Block, Column, Document, Tone};
use super::evidence;
use super::gaps::question_rows;
use super::words::count;
use crate::report::record::department::DepartmentReport;
use crate::report::record::plan::PlanReport;
use crate::report::record::whole::Report;

/// The document of a role; with a plan, its actions in it too.
pub fn department_document(
    report: &Report,
    department: &DepartmentReport<'_>,
    plan: Option<&PlanReport>,
) -> Document {
    let mut document = Document::default();
    let name = super::score::name(&report.score);
    let role = role_words(&department.role);
    document.push(Block::Title(format!("{name}: what the {role} has to do")));
    document.paragraph(summary(department));
    if report.score.provisional {
        document.push(Block::Callout(
            Tone::Neutral,
            super::score::PROVISIONAL.to_owned(),
            Vec::new(),
        ));
    }
    if department.is_empty() {
        document.paragraph("Nothing is asked of this role.");
    }
    if let Some(plan) = plan {
        planned(plan, &department.role, &mut document);
    }
    gaps(department, &mut document);
    waited_for(department, &mut document);
    if !department.open_questions.is_empty() {
        document.heading(format!("To answer ({})", department.open_questions.len()));
        let (columns, rows) = question_rows(department.open_questions.iter().copied());
        document.table("To answer", columns, rows);
    }
    if !department.stale_evidence.is_empty() {
        document.heading(format!("Evidence to renew ({})", department.stale_evidence.len()));
        let rows = department.stale_evidence.iter().map(|piece| evidence::row(piece)).collect();
        document.table("Evidence to renew", evidence::columns(), rows);
    }
    let cards = department.gaps.iter().map(|gap| Block::Card(card(report, gap)));
    document.blocks.extend(cards);
    document.blocks.extend(report.small_print().map(Block::Note));
    document
}

fn summary(department: &DepartmentReport<'_>) -> String {
    let effort: f64 = department
        .gaps
        .iter()
        .filter_map(|gap| gap.remediation.as_ref())
        .fold(Vec::new(), |mut seen: Vec<(&str, f64)>, remedy| {
            if seen.iter().all(|(id, _)| *id != remedy.id) {
                seen.push((&remedy.id, remedy.own_effort_days));
            }
            seen
        })
        .iter()
        .map(|(_, days)| days)
        .sum();
    let must = department.gaps.iter().filter(|gap| gap.critical).count();
    let must = if must > 0 { format!(", {must} of them must-pass") } else { String::new() };
    let all = [
        (department.gaps.len(), "gap", format!(" to close{must} ({})", days(effort))),
        (department.waited_for.len(), "piece", " of work that others wait for".to_owned()),
        (department.open_questions.len(), "question", " to answer".to_owned()),
        (department.stale_evidence.len(), "piece", " of evidence to renew".to_owned()),
    ];
    let some = all.iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> =
        some.map(|(number, what, how)| format!("{}{how}", count(*number, what))).collect();
    let program = department.program;
    let told = if told.is_empty() { String::new() } else { format!("{}. ", told.join("; ")) };
    format!(
        "{told}Judged by {} ({} {}), as of {}.",
        program.title, program.id, program.version, department.as_of
    )
}

/// A role as people say it.
pub(in crate::report) fn role_words(role: &str) -> String {
    role.replace('-', " ")
}

fn planned(plan: &PlanReport, role: &str, document: &mut Document) {
    let own: Vec<_> = plan.actions.iter().filter(|action| action.role == role).collect();
    if own.is_empty() {
        return;
    }
    document.heading(format!("In the plan ({})", own.len()));
    let rows = own.iter().map(|action| {
        vec![
            action.id.clone(),
            action.title.clone(),
            action.start.to_string(),
            action.due.to_string(),
            format!("{:.1}", action.effort_days),
            action.closes.join(", "),
            action.after.join(", "),
        ]
    });
    let columns = vec![
        Column::word("action", 0),
        Column::words("what", 0),
        Column::word("from", 0),
        Column::word("to", 0),
        Column::number("days", 1),
        Column::words("closes", 2),
        Column::words("after", 3),
    ];
    document.table("In the plan", columns, rows.collect());
}

fn gaps(department: &DepartmentReport<'_>, document: &mut Document) {
    if department.gaps.is_empty() {
        return;
    }
    document.heading(format!("To close ({})", department.gaps.len()));
    let rows = department.gaps.iter().map(|gap| {
        let remedy = gap.remediation.as_ref();
        let due = gap.deadlines.first();
        vec![
            super::words::place(&gap.criterion, gap.location.as_deref()),
            gap.title.clone(),
            if gap.critical { "MUST" } else { "" }.to_owned(),
            gap.severity.word().to_owned(),
            remedy.map(|remedy| remedy.id.clone()).unwrap_or_default(),
            remedy.map(|remedy| format!("{:.1}", remedy.own_effort_days)).unwrap_or_default(),
            due.map(|due| due.due.to_string()).unwrap_or_default(),
        ]
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 2),
        Column::word("severity", 1),
        Column::word("remedy", 3),
        Column::number("days", 1),
        Column::word("first due", 0),
    ];
    document.table("To close", columns, rows.collect());
}

fn waited_for(department: &DepartmentReport<'_>, document: &mut Document) {
    if department.waited_for.is_empty() {
        return;
    }
    document.heading(format!("Others wait for ({})", department.waited_for.len()));
    let rows = department.waited_for.iter().map(|waited| {
        let waiting: Vec<String> = waited
            .waiting
            .iter()
            .map(|(criterion, role)| format!("{criterion} ({role})"))
            .collect();
        vec![
            waited.work.id.clone(),
            waited.work.title.clone(),
            format!("{:.1}", waited.work.effort_days),
            super::words::and_more(&waiting, 6),
        ]
    });
    let columns = vec![
        Column::word("work", 0),
        Column::words("what", 0),
        Column::number("days", 1),
        Column::words("who waits", 0),
    ];
    document.table("Others wait for", columns, rows.collect());
}
