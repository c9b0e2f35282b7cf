//! `explain`: a code, a criterion, or a figure of a facility down to the rows.

use super::arguments::ExplainArguments;
use super::exit::Exit;
use super::judge::{facility, library};
use super::output::Printer;
use super::privacy;
use super::standards::criterion;
use crate::diagnostic::{Bag, code, nearest};
use crate::gap::{RankBy, find};
use crate::report::{
    Document, ItemRecord, ScoreReport, explain_code, explain_due_diligence, explain_gate,
    explain_item, explain_score, explain_section,
};
use crate::score::Scorecard;
use crate::workspace::is_path;
use anyhow::Result;
use serde::Serialize;
use std::path::PathBuf;

/// What `explain --format json` writes: the subject, its figures where it has some, its rows.
#[derive(Serialize)]
struct Explanation<'r> {
    schema: &'static str,
    subject: String,
    text: Option<&'r str>,
    score: Option<serde_json::Value>,
    gate: Option<serde_json::Value>,
    items: Vec<&'r ItemRecord>,
}

impl Explanation<'_> {
    fn of(subject: &str) -> Self {
        Self {
            schema: "concordant.explain/1",
            subject: subject.to_owned(),
            text: None,
            score: None,
            gate: None,
            items: Vec::new(),
        }
    }
}

/// `concordant explain`.
pub(super) fn run(arguments: &ExplainArguments, printer: &Printer) -> Result<Exit> {
    let (paths, subjects): (Vec<&String>, Vec<&String>) =
        arguments.subjects.iter().partition(|word| is_path(word));
    let subject = match subjects.as_slice() {
        [] => "overall",
        [one] => one.as_str(),
        [_, second, ..] => {
            Printer::complain(&format!(
                "error: one subject at a time; `{second}` is no path either"
            ));
            return Ok(Exit::Usage);
        }
    };
    if paths.is_empty() {
        return without_facility(subject, arguments, printer);
    }
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let bag = Bag::new();
    let opened = match facility(&paths, &arguments.case, printer, &bag) {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let card = opened.scorecard(&bag);
    let report = ScoreReport::new(&card, bag.is_provisional());
    let Some((explanation, document)) = of_facility(subject, &card, &report) else {
        Printer::complain(&unknown(subject, &report));
        return Ok(Exit::Usage);
    };
    if let Err(exit) = privacy::refuse(&bag, printer) {
        return Ok(exit);
    }
    printer.report(&explanation, &document)?;
    privacy::remind(&bag, &opened.allowed);
    Ok(if bag.has_errors() { Exit::Unusable } else { Exit::Done })
}

fn without_facility(
    subject: &str,
    arguments: &ExplainArguments,
    printer: &Printer,
) -> Result<Exit> {
    if let Some(code) = code::find(subject) {
        let explanation = Explanation { text: Some(code.page), ..Explanation::of(code.id) };
        printer.report(&explanation, &explain_code(code))?;
        return Ok(Exit::Done);
    }
    let bag = Bag::new();
    let library = library(&arguments.case.library, &bag);
    let found = criterion(&library, subject, &bag);
    if bag.has_errors() {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    }
    let Some((_, document)) = found else {
        Printer::complain(&format!(
            "error: `{subject}` is no code and no criterion; for a score or a gate, give the \
             facility too: concordant explain {subject} FACILITY"
        ));
        return Ok(Exit::Usage);
    };
    let text = crate::report::markdown(&document);
    let explanation = Explanation { text: Some(&text), ..Explanation::of(subject) };
    printer.report(&explanation, &document)?;
    Ok(Exit::Done)
}

fn of_facility<'r>(
    subject: &str,
    card: &Scorecard<'_>,
    report: &'r ScoreReport,
) -> Option<(Explanation<'r>, Document)> {
    let rows = |keep: &dyn Fn(&ItemRecord) -> bool| {
        report.items.iter().filter(|item| keep(item)).collect::<Vec<_>>()
    };
    let explanation = Explanation::of(subject);
    if subject == "due-diligence" {
        let document = explain_due_diligence(card.program, card.case.facility);
        return Some((explanation, document));
    }
    if let Some((checklist, criterion)) = card.criterion(&subject.to_uppercase()) {
        let gaps = find(card, RankBy::Priority).gaps;
        let items = rows(&|item| item.criterion == criterion.id);
        let document = explain_item(report, (checklist, criterion), &gaps);
        return Some((Explanation { items, ..explanation }, document));
    }
    if card.program.tier(subject).is_some() {
        let mut document = Document::default();
        for gate in report.result.gates.iter().filter(|gate| gate.tier == subject) {
            document.append(explain_gate(report, gate));
        }
        return Some((explanation, document));
    }
    if let Some(gate) = report.result.gates.iter().find(|gate| gate.id == subject) {
        let items = rows(&|item| item.critical && item.counted);
        let gate_value = serde_json::to_value(gate).ok();
        let document = explain_gate(report, gate);
        return Some((Explanation { gate: gate_value, items, ..explanation }, document));
    }
    let (id, section) = subject.split_once('/').unwrap_or((subject, ""));
    let all = std::iter::once(&report.scores.overall).chain(&report.scores.checklists);
    let score = all.into_iter().find(|score| score.id == id)?;
    if !section.is_empty() && !score.sections.iter().any(|known| known.id == section) {
        return None;
    }
    let items = rows(&|item| {
        (score.id == "overall" || item.checklist == score.id)
            && (section.is_empty() || item.section == section)
    });
    let document = if section.is_empty() {
        explain_score(report, score)
    } else {
        explain_section(report, score, section)
    };
    let score = serde_json::to_value(score).ok();
    Some((Explanation { score, items, ..explanation }, document))
}

fn unknown(subject: &str, report: &ScoreReport) -> String {
    let gates = report.result.gates.iter().map(|gate| gate.id.as_str());
    let scores = report.scores.checklists.iter().map(|score| score.id.as_str());
    let all: Vec<&str> = ["overall"].into_iter().chain(scores).chain(gates).collect();
    let criteria = report.items.iter().map(|item| item.criterion.as_str());
    if let Some(near) = nearest(subject, all.iter().copied().chain(criteria)) {
        return format!("error: `{subject}` is not known here; did you mean `{near}`?");
    }
    format!(
        "error: `{subject}` is no criterion, score or gate of this facility; known beside its \
         criteria: {}",
        all.join(", ")
    )
}
