//! The exit statement: what reviewers say before they leave, on two pages.

use super::document::{Block, Column, Document, Tone};
use super::words::{and_more, count, day_or_passed, place};
use crate::report::record::deadline::DeadlineRecord;
use crate::report::record::exit::ExitReport;
use crate::report::record::gaps::{GapRecord, OpenQuestionRecord, Withheld};
use crate::report::record::visit::{DifferenceRecord, StrengthRecord};
use crate::report::record::whole::Report;
use crate::source::plain_at_most;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Two pages hold so many strengths, findings and differences; the report holds them all.
const MOST_STRENGTHS: usize = 6;
const MOST_FINDINGS: usize = 6;
const MOST_DIFFERENCES: usize = 8;
/// So much of what a reviewer wrote; the card of the gap holds it all.
const LONGEST_FINDING: usize = 240;
const MOST_NAMES: usize = 40;

/// The document of an exit statement.
pub fn exit_document(report: &Report, exit: &ExitReport<'_>) -> Document {
    let mut document = Document::default();
    let name = super::score::name(&report.score);
    document.push(Block::Title(format!("{name}: exit statement")));
    document.paragraph(super::score::judged_by(&report.score));
    super::score::headline(&report.score, &mut document);
    let is_reviewed = report.score.assessments.iter().any(|a| a.party.is_reviewer());
    if !is_reviewed {
        document.push(Block::Callout(
            Tone::Neutral,
            "No reviewer's answers are in this: it rests on what the facility says of itself."
                .to_owned(),
            Vec::new(),
        ));
    }
    strengths(exit, &mut document);
    findings(exit, &mut document);
    differences(report, exit, &mut document);
    next(exit, &mut document);
    document.blocks.extend(report.small_print().map(Block::Note));
    document
}

fn strengths(exit: &ExitReport<'_>, document: &mut Document) {
    document.heading("Strengths");
    if exit.strengths.is_empty() {
        document.paragraph("No section of any checklist is met in full yet.");
        return;
    }
    let line = |strength: &StrengthRecord| {
        let criteria = match strength.criteria {
            1 => "its one criterion met".to_owned(),
            all => format!("all {all} criteria met"),
        };
        let verified = match strength.verified {
            0 => "self-reported".to_owned(),
            all if all == strength.criteria => "verified by a reviewer".to_owned(),
            some => format!("{some} verified by a reviewer"),
        };
        format!("{} ({}): {criteria}, {verified}.", strength.title, strength.checklist_title)
    };
    let mut points: Vec<String> = exit.strengths.iter().take(MOST_STRENGTHS).map(line).collect();
    points.extend(more(exit.strengths.len(), MOST_STRENGTHS, "section"));
    document.push(Block::Points(points));
}

/// What is left to the report, where something is.
fn more(all: usize, shown: usize, what: &str) -> Option<String> {
    let left = all.checked_sub(shown).filter(|left| *left > 0)?;
    Some(format!("{} more in the report.", count(left, what)))
}

fn findings(exit: &ExitReport<'_>, document: &mut Document) {
    if !exit.immediate.is_empty() {
        document.heading(format!("Immediate danger ({})", exit.immediate.len()));
        first_in_full(&exit.immediate, exit.as_of, document);
    }
    if !exit.immediate_unscored.is_empty() {
        document.paragraph(format!(
            "Immediate danger was also found at what is only reported and has no card: {}.",
            and_more(&exit.immediate_unscored, MOST_NAMES)
        ));
    }
    document.heading(format!("Must-pass criteria not met ({})", counted(&exit.critical)));
    if exit.critical.is_empty() {
        document.paragraph(if exit.immediate.iter().any(|gap| gap.critical) {
            "None beside those above."
        } else if exit.open_critical.is_empty() {
            "None: all are met."
        } else {
            "None of those that are assessed."
        });
    } else {
        first_in_full(&exit.critical, exit.as_of, document);
    }
    if !exit.open_critical.is_empty() {
        let name = |question: &&OpenQuestionRecord| {
            let what = place(&question.criterion, question.location.as_deref());
            format!("{what} (ask {})", question.answer_role)
        };
        let names: Vec<String> = exit.open_critical.iter().map(name).collect();
        let is = if names.len() == 1 { "Not known yet is" } else { "Not known yet are" };
        document.paragraph(format!("{is} {}.", and_more(&names, MOST_FINDINGS)));
    }
}

/// The first findings with what they say, the rest by name.
fn first_in_full(gaps: &[&GapRecord], as_of: Date, document: &mut Document) {
    let shown = gaps.iter().take(MOST_FINDINGS);
    document.push(Block::Steps(shown.map(|gap| finding(gap, as_of)).collect()));
    let rest = gaps.iter().skip(MOST_FINDINGS);
    let rest: Vec<String> =
        rest.map(|gap| place(&gap.criterion, gap.location.as_deref())).collect();
    if !rest.is_empty() {
        let names = and_more(&rest, MOST_NAMES);
        document.paragraph(format!("And, with a card each in the report: {names}."));
    }
}

/// Criteria, and their places where these are more.
fn counted(gaps: &[&GapRecord]) -> String {
    let criteria: BTreeSet<&str> = gaps.iter().map(|gap| gap.criterion.as_str()).collect();
    match criteria.len() {
        all if all == gaps.len() => all.to_string(),
        some => format!("{some}, at {} places", gaps.len()),
    }
}

fn finding(gap: &GapRecord, as_of: Date) -> (String, Vec<String>) {
    let what = place(&gap.criterion, gap.location.as_deref());
    let by = gap.source.as_ref().map(|source| format!(", {}", source.party.label()));
    let head = format!("{what} {}: {}{}", gap.title, gap.state.label(), by.unwrap_or_default());
    let finding = gap.finding.as_ref();
    let finding = finding.map(|text| plain_at_most(text, LONGEST_FINDING));
    let finding = finding.map(|text| format!("The reviewer wrote: {text}"));
    let withheld = gap.finding_withheld.map(Withheld::label);
    let withheld = withheld.map(|why| format!("The reviewer's words are {why}."));
    let interim = gap.remediation.as_ref().and_then(|remedy| remedy.interim.as_ref());
    let interim = interim.map(|interim| format!("At once, until it is closed: {interim}"));
    let due = gap.deadlines.first();
    let due = due.map(|due| {
        let day = day_or_passed(due.due, as_of);
        format!("No later than {day} ({}): {}", due.within, due.meaning)
    });
    (head, finding.into_iter().chain(withheld).chain(interim).chain(due).collect())
}

fn differences(report: &Report, exit: &ExitReport<'_>, document: &mut Document) {
    if report.score.items.iter().all(|item| item.others.is_empty()) {
        return;
    }
    let all = exit.differences.len();
    document.heading(format!("Where self-assessment and visit differ ({all})"));
    if exit.differences.is_empty() {
        document.paragraph("Nowhere among the criteria that both answered.");
    }
    let mut sorted: Vec<&DifferenceRecord> = exit.differences.iter().collect();
    sorted.sort_by_key(|difference| !difference.critical);
    let row = |difference: &&DifferenceRecord| {
        vec![
            place(&difference.criterion, difference.location.as_deref()),
            difference.title.clone(),
            if difference.critical { "MUST" } else { "" }.to_owned(),
            difference.facility_says.label().to_owned(),
            difference.reviewer_says.label().to_owned(),
        ]
    };
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 1),
        Column::word("facility says", 0),
        Column::word("reviewer says", 0),
    ];
    let rows = sorted.iter().take(MOST_DIFFERENCES).map(row).collect();
    document.table("Differences", columns, rows);
    if let Some(more) = more(all, MOST_DIFFERENCES, "difference") {
        document.paragraph(more);
    }
}

fn next(exit: &ExitReport<'_>, document: &mut Document) {
    document.heading("What happens next");
    let gaps = || exit.immediate.iter().chain(&exit.critical).copied();
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    for clock in ["immediate-danger", "interim-control", "closing"] {
        let running = |gap: &GapRecord| gap.deadlines.iter().find(|d| d.clock == clock).cloned();
        let found: Vec<(&GapRecord, DeadlineRecord)> =
            gaps().filter_map(|gap| Some((gap, running(gap)?))).collect();
        let Some(first) = found.iter().map(|(_, deadline)| deadline).min_by_key(|d| d.due) else {
            continue;
        };
        let names: Vec<String> =
            found.iter().map(|(gap, _)| place(&gap.criterion, gap.location.as_deref())).collect();
        let names = and_more(&names, MOST_FINDINGS);
        let meaning = first.meaning.trim_end_matches('.');
        let day = day_or_passed(first.due, exit.as_of);
        steps.push((format!("No later than {day}: {meaning}"), vec![format!("{names}.")]));
    }
    if exit.questions > 0 {
        let must = exit.open_critical.len();
        let must = if must > 0 { format!(", {must} of them must-pass") } else { String::new() };
        let all = count(exit.questions, "open question");
        steps.push((format!("The {all} are answered{must}"), Vec::new()));
    }
    let others = exit.clocks.iter().filter(|clock| runs(exit, &clock.id));
    steps.extend(others.map(|clock| {
        (format!("Within {}: {}", clock.within, clock.meaning.trim_end_matches('.')), Vec::new())
    }));
    if exit.gaps > 0 {
        let all = format!("{} in all; the report has a card for each", count(exit.gaps, "gap"));
        steps.push((all, Vec::new()));
    }
    document.push(Block::Steps(steps));
}

/// Whether a clock without a day of its own belongs to what happens next.
fn runs(exit: &ExitReport<'_>, clock: &str) -> bool {
    match clock {
        "immediate-danger" | "interim-control" | "closing" => false,
        "self-assessment" | "due-diligence" => false,
        "ordinary-closing" => exit.gaps > exit.immediate.len() + exit.critical.len(),
        // only what is designated is reviewed again
        "annual-review" => exit.immediate.is_empty() && exit.critical.is_empty(),
        _ => true,
    }
}
