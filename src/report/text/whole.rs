//! The gap report for people: what is indicated, what blocks it, what to do first, what is missing,
//! what is not known, and how it was computed.

use super::card::card;
use super::checklist;
use super::document::{Block, Column, Document};
use super::evidence::evidence;
use super::gaps::{first_steps, gap_table, how_ranked, question_table};
use super::score::{eligibility, gates, head, headline, scores};
use super::words::{count, place};
use crate::report::record::score::{ItemRecord, ScoreRecord, ScoreReport};
use crate::report::record::visit::DifferenceRecord;
use crate::report::record::whole::Report;
use crate::score::ItemReason;
use serde::Serialize;

/// How many gaps are told in full before the table.
const FIRST: usize = 5;

/// The whole report, at the length that a person reads at a terminal.
pub fn report_document(report: &Report) -> Document {
    let Parts { head, first, scores, gaps, details, method, .. } = Parts::new(report);
    joined([head, first, scores, gaps, details, method])
}

/// The report with its sections and a card for each gap, for whoever gets it as a file.
pub fn full_report_document(report: &Report) -> Document {
    let Parts { head, first, scores, checklists, gaps, details, cards, method } =
        Parts::new(report);
    let mut sections = Document::default();
    sections.heading("Sections");
    for checklist in checklists {
        sections.append(checklist.sections);
    }
    joined([head, first, scores, sections, gaps, details, cards, method])
}

/// The report in parts, for formats that arrange them in their own way.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Parts {
    /// Who is judged by what, and the indicated result.
    pub(in crate::report) head: Document,
    /// What to do first.
    pub(in crate::report) first: Document,
    /// Eligibility, gates and scores.
    pub(in crate::report) scores: Document,
    /// Each checklist.
    pub(in crate::report) checklists: Vec<ChecklistPart>,
    /// The table of gaps.
    pub(in crate::report) gaps: Document,
    /// Open questions, differences, measures, what is left out, evidence.
    pub(in crate::report) details: Document,
    /// A card for each gap.
    pub(in crate::report) cards: Document,
    /// How gaps are ranked and scores computed.
    pub(in crate::report) method: Document,
}

/// The part of one checklist.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct ChecklistPart {
    /// Its id.
    pub(in crate::report) id: String,
    /// Its title.
    pub(in crate::report) title: String,
    /// Its sections.
    pub(in crate::report) sections: Document,
    /// Its criteria.
    pub(in crate::report) criteria: Document,
}

impl Parts {
    pub(in crate::report) fn new(report: &Report) -> Self {
        let part = |write: &dyn Fn(&mut Document)| {
            let mut document = Document::default();
            write(&mut document);
            document
        };
        let score = &report.score;
        Self {
            head: part(&|to| {
                head(score, to);
                headline(score, to);
            }),
            first: part(&|to| first_steps(&report.gaps, FIRST, to)),
            scores: part(&|to| {
                eligibility(score, to);
                gates(score, to);
                scores(score, to);
            }),
            checklists: score
                .scores
                .checklists
                .iter()
                .map(|checklist| ChecklistPart {
                    id: checklist.id.clone(),
                    title: format!("{} {}", checklist.title, checklist.version),
                    sections: part(&|to| sections(checklist, to)),
                    criteria: checklist::criteria(score, checklist),
                })
                .collect(),
            gaps: part(&|to| gap_table(&report.gaps, to)),
            details: part(&|to| details(report, to)),
            cards: part(&|to| cards(report, to)),
            method: part(&|to| {
                how_ranked(&report.gaps, to);
                how_computed(report, to);
            }),
        }
    }
}

fn joined(parts: impl IntoIterator<Item = Document>) -> Document {
    parts.into_iter().fold(Document::default(), |mut all, part| {
        all.append(part);
        all
    })
}

fn details(report: &Report, document: &mut Document) {
    question_table(&report.gaps, document);
    differences(report, document);
    measures(&report.score, document);
    aside(&report.score, document);
    evidence(&report.evidence, document);
}

fn sections(checklist: &ScoreRecord, document: &mut Document) {
    document.push(Block::Subheading(format!("{} {}", checklist.title, checklist.version)));
    document.paragraph(checklist::summary(checklist));
    checklist::sections(checklist, document);
}

fn cards(report: &Report, document: &mut Document) {
    if report.gaps.gaps.is_empty() {
        return;
    }
    document.heading("A card for each gap");
    let cards = report.gaps.gaps.iter().map(|gap| Block::Card(card(report, gap)));
    document.blocks.extend(cards);
}

/// Where the reviewers' word differs from the facility's own.
fn differences(report: &Report, document: &mut Document) {
    let row = |difference: &DifferenceRecord| {
        vec![
            place(&difference.criterion, difference.location.as_deref()),
            difference.title.clone(),
            if difference.critical { "MUST" } else { "" }.to_owned(),
            difference.facility_says.label().to_owned(),
            difference.reviewer_says.label().to_owned(),
            difference.party.map(|party| party.label().to_owned()).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = report.differences.iter().map(row).collect();
    if report.score.items.iter().all(|item| item.others.is_empty()) {
        return;
    }
    document.heading(format!("Where a reviewer and the facility differ ({})", rows.len()));
    if rows.is_empty() {
        document.paragraph("Nowhere among the criteria that both answered.");
    }
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 1),
        Column::word("facility says", 0),
        Column::word("reviewer says", 0),
        Column::word("who", 3),
    ];
    document.table("Differences", columns, rows);
}

/// Rates with their intervals, which inform and never decide.
fn measures(score: &ScoreReport, document: &mut Document) {
    let rows: Vec<Vec<String>> = score
        .items
        .iter()
        .filter_map(|item| {
            let Some(measure) = &item.measure else { return unevidenced(item) };
            let cases = match (&measure.numerator, &measure.denominator) {
                (Some(above), Some(below)) => format!("{} of {}", above.plain(), below.plain()),
                (None, Some(below)) => below.plain(),
                _ => String::new(),
            };
            let interval = match (measure.interval_low, measure.interval_high) {
                (Some(low), Some(high)) => format!("{low:.1} to {high:.1} %"),
                _ => String::new(),
            };
            Some(vec![
                place(&item.criterion, item.location.as_deref()),
                item.title.clone(),
                cases,
                measure.shown.clone().unwrap_or_else(|| "no cases".to_owned()),
                measure.target_shown.clone(),
                interval,
                item.state.label().to_owned(),
            ])
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    document.heading("Measures");
    document.paragraph(
        "The value decides. The 95 % interval (Wilson) says how far a sample of this size can be \
         trusted, and decides nothing.",
    );
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::number("cases", 2),
        Column::number("value", 0),
        Column::number("target", 0),
        Column::number("95 % interval", 1),
        Column::word("state", 0),
    ];
    document.table("Measures", columns, rows);
}

/// A measure that is said to be met, with nothing to show for it.
fn unevidenced(item: &ItemRecord) -> Option<Vec<String>> {
    (item.reason == Some(ItemReason::Unevidenced)).then(|| {
        let blank = String::new;
        vec![
            place(&item.criterion, item.location.as_deref()),
            item.title.clone(),
            blank(),
            "no numbers".to_owned(),
            blank(),
            blank(),
            format!("{} by word", item.state.label()),
        ]
    })
}

/// What is not in the score, and why.
fn aside(score: &ScoreReport, document: &mut Document) {
    let unscored: Vec<Vec<String>> = score
        .items
        .iter()
        .filter(|item| !item.scored)
        .map(|item| {
            vec![
                place(&item.criterion, item.location.as_deref()),
                item.title.clone(),
                item.state.label().to_owned(),
            ]
        })
        .collect();
    let mut by_reason: Vec<(ItemReason, Vec<String>)> = Vec::new();
    for item in score.items.iter().filter(|item| item.scored && !item.counted) {
        let Some(reason) = item.reason else { continue };
        let name = place(&item.criterion, item.location.as_deref());
        match by_reason.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => by_reason.push((reason, vec![name])),
        }
    }
    if unscored.is_empty() && by_reason.is_empty() {
        return;
    }
    document.heading("Left out of the score");
    let line = |(reason, names): &(ItemReason, Vec<String>)| {
        format!("{}: {}", super::words::sentence(reason.label()), names.join(", "))
    };
    if !by_reason.is_empty() {
        document.push(Block::Points(by_reason.iter().map(line).collect()));
    }
    let columns =
        vec![Column::word("reported only", 0), Column::words("what", 0), Column::word("state", 0)];
    document.table("Reported only", columns, unscored);
}

fn how_computed(report: &Report, document: &mut Document) {
    let overall = &report.score.scores.overall;
    document.heading("How the score is computed");
    let formula = match overall.model {
        "flat" => "weight × credit, added up and divided by the weights, over counted criteria",
        "flat-unweighted" => "credits, added up and divided by their number",
        "tree" => "weighted mean of sections, level by level",
        _ => "1 if every counted criterion has full credit, otherwise 0",
    };
    let mut points = vec![
        format!(
            "Model {}: {formula}. Exact fractions; printed figures are rounded down.",
            overall.model
        ),
        "Met earns 1, partly met 1/2 (this tool's convention), not met 0; a measure by its steps."
            .to_owned(),
        "Not assessed earns 0 and stays in the denominator; the range says what it could become."
            .to_owned(),
        "Not applicable leaves numerator and denominator. Claimed where the criterion applies, it \
         stays open until a reviewer says the same."
            .to_owned(),
    ];
    if let Some(value) = &overall.value {
        points.push(format!(
            "Overall = ({}) / {} = {value} ({} %).",
            overall.numerator,
            overall.denominator,
            value.percent()
        ));
    }
    let problems = report.problems;
    if problems.errors + problems.warnings > 0 {
        points.push(format!(
            "The files have {} and {}; `concordant check` lists them.",
            count(problems.errors, "error"),
            count(problems.warnings, "warning")
        ));
    }
    document.push(Block::Points(points));
    document.blocks.extend(report.small_print().map(Block::Note));
}
