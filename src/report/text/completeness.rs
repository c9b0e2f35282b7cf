//! How complete an assessment is, for people: bars, what is missing, what comes next.

use super::document::{Block, Column, Document, Tone};
use super::words::{and, bar, count, day_or_passed, percent_of, place, row_of};
use crate::report::record::asked::{AskedRecord, Lack};
use crate::report::record::completeness::{
    CompletenessReport, ProgressRecord, Step, StepRecord, WindowRecord,
};
use jiff::ToSpan as _;

/// How many signs a bar has.
const BAR: u32 = 20;

/// The document of a status.
pub fn completeness_document(report: &CompletenessReport) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{}: how far the answers are", name(report))));
    document.paragraph(format!(
        "{} ({} {}), round {}, as of {}.",
        report.head.program.title,
        report.head.program.id,
        report.head.program.version,
        report.head.round,
        report.head.as_of
    ));
    headline(report, &mut document);
    next(report, &mut document);
    progress("By checklist", "checklist", &report.checklists, &mut document);
    progress("By role", "role", &report.roles, &mut document);
    asked("Missing", &report.missing, &mut document);
    asked("Answered, and something is missing", &report.lacking, &mut document);
    asked("Waiting for a reviewer", &report.waiting, &mut document);
    asked("Open, reported only", &report.report_only, &mut document);
    document.push(Block::Note(
        "Complete is the share of the criteria that count and are assessed at every location. A \
         criterion with several locations wants an answer for each. What is reported only moves no \
         figure."
            .to_owned(),
    ));
    document.push(Block::Note(report.head.disclaimer.to_owned()));
    document.push(Block::Note(report.head.stamp.line()));
    document
}

/// The facility's name.
pub(super) fn name(report: &CompletenessReport) -> &str {
    let name = report.head.facility.name.as_str();
    if name.is_empty() { "The facility" } else { name }
}

fn headline(report: &CompletenessReport, document: &mut Document) {
    let all = &report.overall;
    let head = match all.complete {
        Some(_) => format!(
            "{}  {} complete: {} of {} assessed",
            progress_bar(all.complete),
            percent_of(all.complete),
            all.assessed,
            criteria(all.criteria)
        ),
        None => "Nothing is asked of this facility".to_owned(),
    };
    let mut lines = Vec::new();
    if all.must_pass > 0 {
        lines.push(format!(
            "{} of {} assessed; {} of {} verified by a reviewer.",
            all.must_pass_assessed,
            count(all.must_pass, "must-pass criterion"),
            report.verified.must_pass,
            report.verified.of
        ));
    }
    // who has answered everything has no day to meet
    let window = report.window.as_ref().filter(|_| all.missing > 0);
    lines.extend(window.map(|window| until(window) + "."));
    if report.head.provisional {
        lines.push(super::score::PROVISIONAL.to_owned());
    }
    let is_done = all.missing == 0 && report.lacking.is_empty() && !report.head.provisional;
    let tone = if is_done { Tone::Good } else { Tone::Neutral };
    document.push(Block::Callout(tone, head, lines));
}

/// A bar that is full only when nothing is missing.
fn progress_bar(complete: Option<f64>) -> String {
    const NEARLY: f64 = 95.0;
    let shown = complete.map(|figure| if figure < 100.0 { figure.min(NEARLY) } else { figure });
    bar(shown, shown, BAR)
}

fn criteria(number: usize) -> String {
    if number == 1 { "1 criterion".to_owned() } else { format!("{number} criteria") }
}

/// Until when, and counted from what.
pub(super) fn until(window: &WindowRecord) -> String {
    let (from, within) = (window.from, &window.within);
    let today = window.due.checked_sub(window.days_left.days()).unwrap_or(window.from);
    let left = match window.days_left {
        ..0 => String::new(),
        left => format!(", {} left", count(usize::try_from(left).unwrap_or_default(), "day")),
    };
    let due = day_or_passed(window.due, today);
    format!(
        "The self-assessment ends on {due}{left}: {within} from {from}, its date in assessment.toml"
    )
}

fn next(report: &CompletenessReport, document: &mut Document) {
    document.heading("What comes next");
    if report.next.is_empty() {
        document.paragraph("Nothing: every answer is there, complete and seen by a reviewer.");
        return;
    }
    let steps = report.next.iter().map(|step| step_words(step, report));
    document.push(Block::Steps(steps.collect()));
}

fn step_words(step: &StepRecord, report: &CompletenessReport) -> (String, Vec<String>) {
    let number = step.number;
    let places = |list: &[AskedRecord], wanted: &dyn Fn(&AskedRecord) -> bool| {
        let found: Vec<String> = list.iter().filter(|of| wanted(of)).map(at).collect();
        super::words::and_more(&found, 8)
    };
    let (head, first) = match step.step {
        Step::MendFiles => (
            format!("Mend {} in the files", count(number, "error")),
            "concordant check shows each with its place and what to do.".to_owned(),
        ),
        Step::AnswerMustPass => (
            format!("Answer what gates: {}", count(number, "must-pass question")),
            format!("{}.", places(&report.missing, &|of| of.critical)),
        ),
        Step::AnswerRest => {
            let head = format!("Answer the rest: {}", count(number, "question"));
            (head, "concordant status --requests drafts a letter to each role.".to_owned())
        }
        Step::CompleteAnswers => (
            format!("Complete {}", count(number, "answer")),
            "They count already; a reviewer will ask for what is missing.".to_owned(),
        ),
        Step::AwaitReviewer => {
            let head = format!("Wait for a reviewer: {}", count(number, "answer"));
            (head, format!("{}.", places(&report.waiting, &|_| true)))
        }
        Step::Verify => (
            format!("Have a reviewer look at {}", count(number, "must-pass criterion")),
            "concordant init FOLDER --party site-visit begins their sheets.".to_owned(),
        ),
    };
    let who: Vec<String> =
        step.roles.iter().map(|of| format!("{} ({})", of.role, of.number)).collect();
    let who = (!who.is_empty()).then(|| format!("Who: {}.", and(&who)));
    (head, [Some(first), who].into_iter().flatten().collect())
}

fn at(record: &AskedRecord) -> String {
    place(&record.criterion, record.location.as_deref())
}

fn progress(
    heading: &str,
    what: &'static str,
    records: &[ProgressRecord],
    document: &mut Document,
) {
    if records.is_empty() {
        return;
    }
    document.heading(heading);
    document.table(heading, columns(what), records.iter().map(row).collect());
}

fn row(of: &ProgressRecord) -> Vec<String> {
    let blank = |number: usize| if number == 0 { String::new() } else { number.to_string() };
    vec![
        of.id.clone(),
        progress_bar(of.complete),
        percent_of(of.complete),
        format!("{} of {}", of.assessed, of.criteria),
        blank(of.must_pass_missing),
        blank(of.missing),
        blank(of.lacking),
        blank(of.waiting),
    ]
}

fn columns(what: &'static str) -> Vec<Column> {
    vec![
        Column::word(what, 0),
        Column::drawn("", 2),
        Column::number("complete", 0),
        Column::number("criteria", 2),
        Column::number("must-pass open", 1),
        Column::number("missing", 0),
        Column::number("to complete", 3),
        Column::number("reviewer's", 4),
    ]
}

fn asked(heading: &str, records: &[AskedRecord], document: &mut Document) {
    if records.is_empty() {
        return;
    }
    let heading = format!("{heading} ({})", records.len());
    document.heading(heading.clone());
    let rows = records.iter().map(|record| {
        let lacks: Vec<&str> = record.lacks.iter().map(|lack| Lack::label(*lack)).collect();
        let source = record.source.as_ref();
        vec![
            at(record),
            record.title.clone(),
            if record.critical { "MUST" } else { "" }.to_owned(),
            lacks.join("; "),
            record.answer_role.clone(),
            source.map(|source| row_of(&source.sheet(), source.row)).unwrap_or_default(),
        ]
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 2),
        Column::words("lacks", 1),
        Column::word("who", 0),
        Column::words("where", 3),
    ];
    document.table(&heading, columns, rows.collect());
}
