//! The sheet of a checklist: its questions in sections, with cells to answer.

use super::super::answered::{Asking, Part};
use super::super::merge::Slot;
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
const ANSWERS: [Column; 17] = [
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
    Column::KeyRecommendation,
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
                Line::Row(asking, part) => {
                    self.row(&mut pen, grid, (at, asking, part))?;
                    self.validation.row(pen.sheet, grid, (at, asking.row), lists)?;
                }
            }
        }
        finish(&mut pen, grid)
    }

    fn row(
        &self,
        pen: &mut Pen<'_>,
        grid: &Grid<'_>,
        (at, asking, part): (u32, Asking<'_>, Part<'_>),
    ) -> Result<(), XlsxError> {
        let row = asking.row;
        let formulas = RowFormulas::of_part(grid, (at, row, part), self.validation.party);
        for (column, field) in grid.columns() {
            let cell = (at, column);
            let formula = formulas.of(field).filter(|_| is_computed(field, part));
            match (formula, field.slot()) {
                (Some(formula), _) => pen.formula(cell, &formula, &self.styles.word)?,
                (None, Some(slot)) => {
                    let text = asking.text(slot, part);
                    let is_typed = part.cells().is_some_and(|cells| cells.contains_key(&slot));
                    pen.typed(cell, (slot, &text), self.look(field, (row, is_typed)))?;
                }
                (None, None) => {
                    let is_must = field == Field::MustPass;
                    let look = if is_must { &self.styles.id } else { &self.styles.word };
                    pen.text(cell, told(field, (row, part)), look)?;
                }
            }
        }
        let asked = grid.column(Field::Read(Column::Response)).unwrap_or_default();
        if matches!(part, Part::Question(_) | Part::ForAll(_)) {
            pen.sheet.insert_note(at, 0, &note(&guidance(row)))?;
            pen.sheet.insert_note(at, asked, &note(&how(row)))?;
        }
        height(pen, (at, asking, part))
    }

    /// The look of a cell without a formula.
    fn look(&self, field: Field, (row, is_typed): (&TemplateRow, bool)) -> &Format {
        let styles = self.styles;
        let Field::Read(column) = field else { return &styles.answer };
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
                if !is_measure && !is_typed =>
            {
                &styles.unused
            }
            Column::EvidenceDate => &styles.answer_of_day,
            _ if ANSWERS.contains(&column) => &styles.answer,
            // what somebody typed where nobody is asked stays theirs to change
            Column::Checklist | Column::Fingerprint => &styles.text,
            _ if is_typed => &styles.answer,
            _ => &styles.text,
        }
    }
}

fn header(pen: &mut Pen<'_>, grid: &Grid<'_>) -> Result<(), XlsxError> {
    let styles = pen.styles;
    for (column, field) in grid.columns() {
        let is_answer = match field {
            Field::Read(read) => ANSWERS.contains(&read),
            Field::Own(_) => true,
            _ => false,
        };
        let look = if is_answer { &styles.header_of_answers } else { &styles.header };
        pen.text((HEADER, column), &field.header(grid.titles), look)?;
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

/// Whether a column is computed in such a row: further rows answer nothing, and what stands for all
/// places is counted where it stands for them.
fn is_computed(field: Field, part: Part<'_>) -> bool {
    match part {
        Part::Question(_) => true,
        Part::ForAll(_) => !matches!(field, Field::Credit | Field::CreditAtBest),
        Part::More(_) | Part::MoreForAll(_) => false,
    }
}

/// What is told of a row in a column that nobody types into.
fn told(field: Field, (row, part): (&TemplateRow, Part<'_>)) -> &'static str {
    match (field, part) {
        (Field::MustPass, Part::Question(_) | Part::ForAll(_)) if row.critical => "MUST",
        (Field::MustPass, Part::Question(_) | Part::ForAll(_)) if !row.scored => "unscored",
        (Field::State, Part::More(_) | Part::MoreForAll(_)) => "further row",
        (Field::ToDo, Part::More(cells) | Part::MoreForAll(cells)) => {
            let is_answer = cells.contains_key(&Slot::Known(Column::Response));
            if is_answer { "a second answer: keep one" } else { "adds evidence" }
        }
        _ => "",
    }
}

/// As high as what is printed, which is shown in full, and as what somebody typed.
fn height(
    pen: &mut Pen<'_>,
    (at, asking, part): (u32, Asking<'_>, Part<'_>),
) -> Result<(), XlsxError> {
    let width = |column: Column| Field::Read(column).width();
    let of = |column: Column| (asking.text(Slot::Known(column), part), width(column));
    // what is asked stands in the note as well
    let (asked, wide) = of(Column::EvidenceAsked);
    let asked: Vec<String> = wrap(&asked, usize::from(wide)).into_iter().take(MOST).collect();
    let mut texts = vec![(asked.join(" "), wide)];
    let shown = [Column::Statement, Column::Title];
    let typed = [Column::Reason, Column::Evidence, Column::Comment];
    texts.extend(shown.into_iter().chain(typed).map(of));
    let texts: Vec<(&str, u16)> = texts.iter().map(|(text, wide)| (text.as_str(), *wide)).collect();
    pen.height(at, &texts)
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
