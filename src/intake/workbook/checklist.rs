//! The sheet of a checklist: its questions in sections, with cells to answer.

use super::super::template::{Asked, TemplateRow};
use super::formula::{Formula, RowFormulas};
use super::grid::{Field, Grid, HEADER, Line};
use super::lists::Lists;
use super::pen::Pen;
use super::style::Styles;
use super::validate::Validation;
use crate::assessment::Column;
use crate::diagnostic::render::wrap;
use crate::sheet::drawing::{MUST, STATES};
use rust_xlsxwriter::{Format, IgnoreError, Note, Worksheet, XlsxError};

/// What all checklists' sheets share.
pub(super) struct Drawing<'d> {
    pub(super) styles: &'d Styles,
    pub(super) validation: Validation<'d>,
    pub(super) footer: &'d str,
}

/// Lines of a text that is not printed.
const MOST: usize = 3;

/// Columns in which people answer.
const ANSWERS: [Column; 16] = [
    Column::Response,
    Column::Reason,
    Column::Numerator,
    Column::Denominator,
    Column::Value,
    Column::Evidence,
    Column::EvidenceKind,
    Column::EvidenceDate,
    Column::OwnerRole,
    Column::Comment,
    Column::Privileged,
    Column::Extent,
    Column::PeriodStart,
    Column::PeriodEnd,
    Column::Population,
    Column::Sampling,
];

impl Drawing<'_> {
    /// Draws the sheet; `standing` is a line of figures for its top.
    pub(super) fn draw(
        &self,
        sheet: &mut Worksheet,
        grid: &Grid<'_>,
        (standing, lists): (&Formula, &mut Lists),
    ) -> Result<(), XlsxError> {
        let mut pen = Pen { sheet, styles: self.styles };
        pen.set_up(&grid.name, self.footer)?;
        let checklist = grid.checklist;
        let title = format!("{} ({})", checklist.title, checklist.reference);
        pen.text((0, 0), &title, &self.styles.title)?;
        pen.sheet.set_row_height(0, 24)?;
        pen.formula((1, 0), standing, &self.styles.heading)?;
        pen.sheet.set_row_height(1, 20)?;
        header(&mut pen, grid)?;
        for (at, line) in grid.rows() {
            match line {
                Line::Heading(section) => heading(&mut pen, grid, (at, &section.title))?,
                Line::Row(_, row) => {
                    self.row(&mut pen, grid, (at, line, row))?;
                    self.validation.row(pen.sheet, grid, (at, row), lists)?;
                }
            }
        }
        finish(&mut pen, grid)
    }

    fn row(
        &self,
        pen: &mut Pen<'_>,
        grid: &Grid<'_>,
        (at, line, row): (u32, Line<'_>, &TemplateRow),
    ) -> Result<(), XlsxError> {
        let formulas = RowFormulas::new(grid, (at, row), self.validation.party);
        for (column, field) in grid.columns() {
            if let Some(formula) = formulas.of(field) {
                pen.formula((at, column), &formula, &self.styles.word)?;
                continue;
            }
            let text = shown(grid, field, line);
            pen.text((at, column), &text, self.look(field, row))?;
        }
        let asked = grid.column(Field::Read(Column::Response)).unwrap_or_default();
        pen.sheet.insert_note(at, 0, &note(&guidance(row)))?;
        pen.sheet.insert_note(at, asked, &note(&how(row)))?;
        // what is printed is shown in full; what is asked stands in the note as well
        let width = |column: Column| Field::Read(column).width();
        let asked = wrap(&row.evidence_asked, usize::from(width(Column::EvidenceAsked)));
        let asked: Vec<String> = asked.into_iter().take(MOST).collect();
        pen.height(
            at,
            &[
                (&row.statement, width(Column::Statement)),
                (&row.title, width(Column::Title)),
                (&asked.join(" "), width(Column::EvidenceAsked)),
            ],
        )
    }

    /// The look of a cell without a formula.
    fn look(&self, field: Field, row: &TemplateRow) -> &Format {
        let styles = self.styles;
        let Field::Read(column) = field else { return &styles.id };
        let is_measure = row.asked.measure().is_some();
        match column {
            Column::Criterion => &styles.id,
            Column::Numerator | Column::Denominator if is_measure => &styles.answer_of_count,
            Column::Value if is_measure => &styles.answer_of_number,
            Column::PeriodStart | Column::PeriodEnd if is_measure => &styles.answer_of_day,
            Column::Numerator
            | Column::Denominator
            | Column::Value
            | Column::PeriodStart
            | Column::PeriodEnd
            | Column::Population
            | Column::Sampling
                if !is_measure =>
            {
                &styles.unused
            }
            Column::EvidenceDate => &styles.answer_of_day,
            _ if ANSWERS.contains(&column) => &styles.answer,
            _ => &styles.text,
        }
    }
}

fn header(pen: &mut Pen<'_>, grid: &Grid<'_>) -> Result<(), XlsxError> {
    let styles = pen.styles;
    for (column, field) in grid.columns() {
        let is_answer = matches!(field, Field::Read(read) if ANSWERS.contains(&read));
        let look = if is_answer { &styles.header_of_answers } else { &styles.header };
        pen.text((HEADER, column), &field.header(), look)?;
        pen.sheet.set_column_width(column, field.width())?;
        if field.is_hidden() {
            pen.sheet.set_column_hidden(column)?;
        }
    }
    pen.sheet.set_row_height(HEADER, 32)?;
    Ok(())
}

fn heading(pen: &mut Pen<'_>, grid: &Grid<'_>, (at, title): (u32, &str)) -> Result<(), XlsxError> {
    let look = &pen.styles.section;
    // no criterion: a reader passes over a row that holds nothing but a title
    for (column, field) in grid.columns().filter(|(_, field)| !field.is_hidden()) {
        let text = if field == Field::Read(Column::Title) { title } else { "" };
        pen.text((at, column), text, look)?;
    }
    pen.sheet.set_row_height(at, 18)?;
    Ok(())
}

/// What stands in a cell before anybody answers.
fn shown(grid: &Grid<'_>, field: Field, line: Line<'_>) -> String {
    let Line::Row(section, row) = line else { return String::new() };
    match field {
        Field::MustPass if row.critical => "MUST".to_owned(),
        Field::MustPass if !row.scored => "unscored".to_owned(),
        Field::Read(column) => match column {
            Column::Checklist => grid.checklist.reference.clone(),
            Column::Criterion => row.criterion.clone(),
            Column::Fingerprint => row.fingerprint.clone(),
            Column::Section => section.title.clone(),
            Column::Title => row.title.clone(),
            Column::Statement => row.statement.clone(),
            Column::EvidenceAsked => row.evidence_asked.clone(),
            Column::Location => row.location.as_ref().map_or("", |place| &place.id).to_owned(),
            Column::OwnerRole => row.role.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Header and ids in sight, filter, paper, colors.
fn finish(pen: &mut Pen<'_>, grid: &Grid<'_>) -> Result<(), XlsxError> {
    let last = grid.last();
    let end = u16::try_from(grid.fields.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let state = grid.column(Field::State).unwrap_or_default();
    let must = grid.column(Field::MustPass).unwrap_or_default();
    let printed = grid.column(Field::ToDo).unwrap_or(end);
    pen.paint((HEADER + 1, last), state, &STATES)?;
    pen.paint((HEADER + 1, last), must, &[("MUST", MUST)])?;
    let sheet = &mut *pen.sheet;
    sheet.set_freeze_panes(HEADER + 1, 2)?;
    sheet.autofilter(HEADER, 0, last, end)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_print_area(0, 0, last, printed)?;
    sheet.ignore_error_range(HEADER, 0, last, end, IgnoreError::NumberStoredAsText)?;
    if let Some(response) = grid.column(Field::Read(Column::Response)) {
        sheet.set_selection(HEADER + 2, response, HEADER + 2, response)?;
    }
    Ok(())
}

/// Why a criterion matters and how it is tested.
fn guidance(row: &TemplateRow) -> String {
    let mut parts = vec![format!("{}: {}", row.criterion, row.title)];
    let part = |name: &str, text: &str| {
        format!("{name}: {}", text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    if !row.rationale.is_empty() {
        parts.push(part("Why", &row.rationale));
    }
    if !row.guidance.is_empty() {
        parts.push(part("How it is tested", &row.guidance));
    }
    if let Some(place) = &row.location {
        parts.push(format!("Here for {}: {}", place.id, place.name));
    }
    if !row.evidence_asked.is_empty() {
        parts.push(part("Asked for", &row.evidence_asked));
    }
    if !row.unknown.is_empty() {
        let words = row.unknown.join(", ");
        parts.push(format!("Asked because facility.toml does not say: {words}"));
    }
    parts.push(format!("Weight {}; answered by {}", row.weight, row.role));
    parts.join("\n")
}

/// How a row is answered.
fn how(row: &TemplateRow) -> String {
    let aside = "not_applicable: say why in Reason.";
    match &row.asked {
        Asked::Binary => format!(
            "met: all of it is true and can be shown.\nnot_met: any part is missing.\n{aside}"
        ),
        Asked::Conformance => format!(
            "met: all of it is true and can be shown.\npartial: some of it; choose why in Reason. \
             Counts one half.\nnot_met: none of it.\n{aside}"
        ),
        Asked::Scale(levels) => {
            let lines = levels.iter().rev();
            let lines = lines.map(|level| format!("{}: {}", level.id, level.label));
            format!("{}\n{aside}", lines.collect::<Vec<_>>().join("\n"))
        }
        Asked::Measure(measure) => {
            let numbers = if measure.is_percent() {
                "Give Numerator and Denominator, or a Value from 0 to 100."
            } else {
                "Give the number in Value."
            };
            let mut parts = vec![numbers.to_owned(), format!("Unit: {}", measure.unit)];
            parts.push(format!("Target: {}", measure.show(&measure.target)));
            let named = [
                ("Numerator", &measure.numerator),
                ("Denominator", &measure.denominator),
                ("Not counted", &measure.exclusions),
            ];
            for (name, text) in named {
                parts.extend(text.iter().map(|text| format!("{name}: {text}")));
            }
            if let Some(least) = measure.minimum_denominator {
                parts.push(format!("Fewer than {least} cases cannot be judged."));
            }
            parts.push("No eligible cases: Denominator 0.".to_owned());
            parts.push(aside.to_owned());
            parts.join("\n")
        }
    }
}

/// A note beside a cell, as high as its text.
fn note(text: &str) -> Note {
    const WIDTH: u32 = 380;
    let lines = text.lines().map(|line| wrap(line, 58).len().max(1)).sum::<usize>();
    let height = u32::try_from(lines).unwrap_or(40).min(40) * 16 + 16;
    Note::new(text).set_width(WIDTH).set_height(height).add_author_prefix(false)
}
