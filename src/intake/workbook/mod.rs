//! The workbook that a hospital fills in and that scores itself: a cover, a summary, a sheet for
//! each checklist, what is left out and why, and the calculation.
//!
//! Its formulas say what `score` says; `tests/workbook` fills in workbooks, lets LibreOffice
//! calculate them, and compares every figure with the binary's. The same template gives the same
//! bytes.

mod calculation;
mod checklist;
mod cover;
mod formula;
mod grid;
mod judge;
mod kept;
mod left_out;
mod lists;
mod pen;
mod style;
mod summary;
mod validate;

use super::answered::Answered;
use super::template::Template;
use crate::sheet::drawing::{day, fitting};
use crate::standard::{Program, Vocabulary};
use calculation::Calculation;
use checklist::Drawing;
use grid::{Grid, sheet_names};
use lists::Lists;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use style::Styles;
use validate::Validation;

/// Why no workbook was written: a limit of the format.
pub type TemplateError = XlsxError;

/// A template as the bytes of an XLSX file.
///
/// # Errors
/// When the template does not fit into a workbook.
pub fn workbook(
    template: &Template,
    program: &Program,
    vocabulary: &Vocabulary,
) -> Result<Vec<u8>, TemplateError> {
    answered_workbook((template, &Answered::default()), program, vocabulary)
}

/// The same with what is typed already in its answer cells.
///
/// # Errors
/// When the template, or a text that somebody typed, does not fit into a workbook.
pub fn answered_workbook(
    (template, answered): (&Template, &Answered),
    program: &Program,
    vocabulary: &Vocabulary,
) -> Result<Vec<u8>, TemplateError> {
    let names = sheet_names(template.checklists.iter().map(|checklist| checklist.id.as_str()));
    let grids = template.checklists.iter().zip(names);
    let grid = |(checklist, name)| Grid::new(checklist, answered, (name, template.party));
    let grids: Vec<Grid<'_>> = grids.map(grid).collect();
    let calculation = Calculation::new(template, program, &grids);
    let styles = Styles::new(*answered == Answered::default());
    let footer = footer(template);
    let mut book = Workbook::new();
    book.set_properties(&properties(template));
    let kept = answered.kept.len();
    cover::write(book.add_worksheet(), (template, &grids, kept), &styles, &footer)?;
    summary::write(book.add_worksheet(), (template, &calculation), &styles, &footer)?;
    let validation = Validation { vocabulary, party: template.party };
    let drawing = Drawing { styles: &styles, validation, footer: &footer };
    let mut lists = Lists::default();
    for (grid, (_, figures)) in grids.iter().zip(&calculation.checklists) {
        let standing = summary::standing(figures);
        drawing.draw(book.add_worksheet(), grid, (&standing, &mut lists))?;
    }
    if kept > 0 {
        kept::write(book.add_worksheet(), (template, answered), &styles, &footer)?;
    }
    if !template.left_out.is_empty() {
        left_out::write(book.add_worksheet(), template, &styles, &footer)?;
    }
    calculation.write(book.add_worksheet(), &styles, &footer)?;
    lists.write(book.add_worksheet(), &styles)?;
    book.save_to_buffer()
}

fn footer(template: &Template) -> String {
    match template.facility_name.as_str() {
        "" => template.program.clone(),
        name => name.to_owned(),
    }
}

/// The day of the assessment stands for the day of writing, so that no clock gets in.
fn properties(template: &Template) -> DocProperties {
    let title = format!("{}: {}", footer(template), template.party.label());
    let subject = format!("{}, round {}", template.program, template.round);
    let properties = DocProperties::new()
        .set_title(fitting(&title))
        .set_subject(fitting(&subject))
        .set_comment("No patient identifiers in this file.")
        .set_custom_property("concordant", "concordant.template/1");
    match day(template.as_of) {
        Some(day) => properties.set_creation_datetime(&day),
        None => properties,
    }
}
