//! The first sheet: where the facility stands, on a page.

use super::page::Page;
use super::prose::{COLUMNS, Width};
use super::style::{HEADING, HOLDS, Styles, words};
use crate::assessment::Party;
use crate::report::format::table::{Cell, Palette};
use crate::report::record::score::{GateRecord, ScoreRecord, ScoreReport};
use crate::report::record::visit::DifferenceRecord;
use crate::report::record::whole::Report;
use crate::report::text::document::Document;
use crate::report::text::score::{eligibility, head, headline, holds, must_pass, name};
use crate::report::text::words::{and, sentence};
use crate::sheet::drawing::lines;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::ops::Range;

/// A line of prose over all columns.
const LINE: usize = 140;

/// The widths of the columns.
const WIDTHS: [u16; 10] = [46, 14, 12, 12, 16, 14, 12, 11, 11, 11];

/// Draws the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let score = &report.score;
    let mut page = Page { sheet, styles };
    page.set_up("Summary", name(score))?;
    for (column, width) in (0..).zip(WIDTHS) {
        page.sheet.set_column_width(column, width)?;
    }
    let mut document = Document::default();
    head(score, &mut document);
    headline(score, &mut document);
    eligibility(score, &mut document);
    let row = page.document(&document, 0, Width::Lines(LINE))?;
    let row = page.facts(report, row + 1)?;
    let row = page.scores(score, row + 1)?;
    let row = page.gates(score, row + 1)?;
    let row = page.differences(report, row + 1)?;
    let end = page.prose(report.disclaimer, row + 1, Width::Lines(LINE), &styles.line)?;
    page.sheet.set_print_area(0, 0, end, COLUMNS - 1)?;
    Ok(())
}

/// Figures with their names; a list beside a figure that counts it.
fn facts(report: &Report) -> Vec<(&'static str, Cell, String)> {
    let score = &report.score;
    let program = &score.program;
    let overall = &score.scores.overall;
    let danger = &score.result.immediate_danger;
    let fact = |label, cell: Cell| (label, cell, String::new());
    let list = |ids: &[&String]| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
    let mut facts = vec![
        fact("Facility", name(score).into()),
        fact("Program", format!("{} ({} {})", program.title, program.id, program.version).into()),
        fact("Round", score.round.as_str().into()),
        fact("As of", score.as_of.into()),
        fact("Indicated result", score.result.title.as_str().into()),
        fact("Provisional, because files have errors", Cell::YesNo(score.provisional)),
        ("Immediate danger, found by a reviewer", danger.len().into(), danger.join(", ")),
    ];
    if let Some(must) = must_pass(score) {
        facts.push(fact("Must-pass criteria", must.all.into()));
        facts.push(fact("Must-pass met", must.met.into()));
        facts.push(("Must-pass not met", must.failed.len().into(), list(&must.failed)));
        facts.push(("Must-pass not known", must.open.len().into(), list(&must.open)));
    }
    facts.extend([
        fact("Must-pass verified by a reviewer", score.verified.must_pass.into()),
        fact("Overall score", Cell::percent(overall.percent)),
        fact("Overall score, low end of its range", Cell::percent(overall.low)),
        fact("Overall score, high end of its range", Cell::percent(overall.high)),
        fact("Criteria assessed", Cell::percent(score.complete)),
        fact("Gaps", report.gaps.gaps.len().into()),
        fact("Open questions", report.gaps.open_questions.len().into()),
    ]);
    facts
}

impl Page<'_> {
    fn facts(&mut self, report: &Report, row: u32) -> Result<u32, XlsxError> {
        let styles = self.styles;
        (row..).zip(&facts(report)).try_fold(row, |_, (row, (label, cell, beside))| {
            self.text((row, 0), label, &styles.label)?;
            let is_word = matches!(cell, Cell::Text(_));
            let look = if is_word { styles.strong.clone() } else { styles.left(cell) };
            self.cell_as((row, 1), cell, &look)?;
            self.text((row, 2), beside, &styles.line)?;
            Ok(row + 1)
        })
    }

    /// A heading and a row of headers; those of numbers stand above their numbers.
    fn heading(
        &mut self,
        row: u32,
        title: &str,
        headers: &[&str],
        numbers: Range<u16>,
    ) -> Result<u32, XlsxError> {
        let styles = self.styles;
        let row = self.large(title, row, HEADING, &styles.heading)?;
        for (column, header) in (0..).zip(headers) {
            let is_number = numbers.contains(&column);
            let look = if is_number { &styles.header_of_numbers } else { &styles.header };
            self.text((row, column), header, look)?;
        }
        Ok(row + 1)
    }

    fn rows(&mut self, row: u32, rows: &[Vec<Cell>]) -> Result<u32, XlsxError> {
        (row..).zip(rows).try_fold(row, |_, (row, cells)| {
            let texts = WIDTHS.iter().zip(cells).map(|(width, cell)| match cell {
                Cell::Text(text) => lines(text, *width),
                _ => 1,
            });
            self.height(row, texts.max().unwrap_or(1))?;
            for (column, cell) in (0..).zip(cells) {
                self.cell((row, column), cell)?;
            }
            Ok(row + 1)
        })
    }

    fn scores(&mut self, score: &ScoreReport, row: u32) -> Result<u32, XlsxError> {
        let headers = [
            "Checklist",
            "Version",
            "Score",
            "Low",
            "High",
            "Met",
            "Partly met",
            "Not met",
            "Open",
            "Left out",
        ];
        let row = self.heading(row, "Scores", &headers, 2..COLUMNS)?;
        let all = score.scores.checklists.iter().chain([&score.scores.overall]);
        self.rows(row, &all.map(score_row).collect::<Vec<_>>())
    }

    fn gates(&mut self, score: &ScoreReport, row: u32) -> Result<u32, XlsxError> {
        if score.result.gates.is_empty() {
            return Ok(row);
        }
        let styles = self.styles;
        let headers = ["Demanded by the gate", "Tier", "Reached", "Of", "Holds", "Missing"];
        let row = self.heading(row, "Gates", &headers, 2..4)?;
        let rows: Vec<Vec<Cell>> = score.result.gates.iter().map(gate_row).collect();
        let end = self.rows(row, &rows)?;
        for (row, gate) in (row..).zip(&score.result.gates) {
            // it runs over the empty cells to its right
            self.text((row, 5), &and(&gate.missing), &styles.beside)?;
        }
        self.paint((row, end - 1), 4, &HOLDS)?;
        Ok(end)
    }

    fn differences(&mut self, report: &Report, row: u32) -> Result<u32, XlsxError> {
        let differences = &report.differences;
        if differences.is_empty() {
            return Ok(row);
        }
        let title = format!("Where a reviewer and the facility differ ({})", differences.len());
        let headers =
            ["Criterion", "Id", "Location", "Must-pass", "Facility says", "Reviewer says", "Who"];
        let row = self.heading(row, &title, &headers, 0..0)?;
        let rows: Vec<Vec<Cell>> = differences.iter().map(difference_row).collect();
        let end = self.rows(row, &rows)?;
        self.paint((row, end - 1), 3, words(Palette::MustPass))?;
        self.paint((row, end - 1), 4, words(Palette::State))?;
        self.paint((row, end - 1), 5, words(Palette::State))?;
        Ok(end)
    }
}

fn score_row(score: &ScoreRecord) -> Vec<Cell> {
    let newer = score.superseded_by.as_ref();
    let newer = newer.map(|newer| format!(" (superseded by {newer})")).unwrap_or_default();
    let version = if score.id == "overall" { "" } else { &score.version };
    let counts = &score.counts;
    vec![
        format!("{}{newer}", score.title).into(),
        version.into(),
        Cell::percent(score.percent),
        Cell::percent(score.low),
        Cell::percent(score.high),
        counts.met.into(),
        counts.partial.into(),
        counts.not_met.into(),
        (counts.not_assessed + counts.too_small).into(),
        (counts.not_applicable + counts.excluded + counts.unscored).into(),
    ]
}

/// A count where the gate counts criteria, otherwise points of 100.
fn gate_row(gate: &GateRecord) -> Vec<Cell> {
    let reached = match gate.count {
        Some(count) => count.into(),
        None => Cell::percent(gate.percent),
    };
    vec![
        sentence(&gate.demands).into(),
        gate.tier.replace('-', " ").into(),
        reached,
        gate.of.into(),
        holds(gate).into(),
    ]
}

fn difference_row(difference: &DifferenceRecord) -> Vec<Cell> {
    vec![
        difference.title.as_str().into(),
        difference.criterion.as_str().into(),
        difference.location.as_deref().into(),
        Cell::Must(difference.critical),
        difference.facility_says.label().into(),
        difference.reviewer_says.label().into(),
        difference.party.map(Party::label).into(),
    ]
}
