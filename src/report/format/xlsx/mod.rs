//! A workbook: the report for people who live in Excel, one sheet for each table.
//!
//! Every figure is that of the records, as a number; every text passes one function
//! ([`fitting`]) and is written as a string, so that nothing in it is a formula.

mod method;
mod page;
mod prose;
mod sheet;
mod style;
mod summary;

use super::csv::EXPORT_STAMP;
use super::table::{Medium, Table};
use super::table::{
    criteria::criteria, evidence::evidence, gaps::gaps, plan, questions::questions,
};
use crate::report::record::plan::PlanReport;
use crate::report::record::whole::Report;
use crate::report::text::plan::name as plan_name;
use crate::report::text::score::name;
use crate::sheet::drawing::{day, fitting};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use style::Styles;

/// Why no workbook was written: a limit of the format, such as its number of rows.
pub type WorkbookError = XlsxError;

/// The report as the bytes of an XLSX file. The same report gives the same bytes.
///
/// # Errors
/// When the report does not fit into a workbook.
pub fn workbook(report: &Report) -> Result<Vec<u8>, WorkbookError> {
    let styles = Styles::new();
    let mut book = Workbook::new();
    let score = &report.score;
    let program = &score.program;
    let subject =
        format!("{} ({} {}), as of {}", program.title, program.id, program.version, score.as_of);
    let title = format!("{}: where it stands", name(score));
    book.set_properties(&properties((&title, &subject), score.as_of, report.disclaimer));
    summary::write(book.add_worksheet(), report, &styles)?;
    let medium = Medium::Workbook;
    let tables: [Table; 4] = [
        gaps(&report.gaps, Some(report), medium),
        questions(report, medium),
        criteria(report, medium),
        evidence(report, medium),
    ];
    for table in &tables {
        sheet::write(book.add_worksheet(), table, &styles, name(&report.score))?;
    }
    method::write(book.add_worksheet(), report, &styles)?;
    book.save_to_buffer()
}

/// A plan as the bytes of an XLSX file. The same plan gives the same bytes.
///
/// # Errors
/// When the plan does not fit into a workbook.
pub fn plan_workbook(of: &PlanReport) -> Result<Vec<u8>, WorkbookError> {
    let styles = Styles::new();
    let mut book = Workbook::new();
    let name = plan_name(of);
    let program = &of.head.program;
    let subject =
        format!("{} ({} {}), as of {}", program.title, program.id, program.version, of.head.as_of);
    let title = format!("{name}: alignment plan");
    book.set_properties(&properties((&title, &subject), of.head.as_of, of.head.disclaimer));
    let mut tables = vec![plan::actions(of, Medium::Workbook), plan::at_once(of)];
    if !of.fixed.is_empty() {
        tables.push(plan::fixed(of));
    }
    tables.extend([plan::milestones(of), plan::load(of), plan::left(of)]);
    for table in &tables {
        sheet::write(book.add_worksheet(), table, &styles, name)?;
    }
    method::write_plan(book.add_worksheet(), of, &styles)?;
    book.save_to_buffer()
}

/// The date of the result stands for the date of writing, so that no clock gets in; no names of
/// people.
fn properties(
    (title, subject): (&str, &str),
    as_of: Date,
    disclaimer: &'static str,
) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(fitting(title))
        .set_subject(fitting(subject))
        .set_comment(disclaimer)
        .set_custom_property("concordant", EXPORT_STAMP);
    match day(as_of) {
        Some(day) => properties.set_creation_datetime(&day),
        None => properties,
    }
}
