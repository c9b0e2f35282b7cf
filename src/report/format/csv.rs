//! The tables of a report as CSV for spreadsheets.

use super::table::{Cell, Medium, Table};
use super::table::{
    asked::asked, criteria::criteria, evidence::evidence, gaps::gaps, plan, questions::questions,
};
pub use crate::assessment::EXPORT_STAMP;
use crate::report::record::completeness::CompletenessReport;
use crate::report::record::gaps::GapsReport;
use crate::report::record::plan::PlanReport;
use crate::report::record::whole::Report;
use crate::sheet::{Value, write_csv};
use crate::source::plain;
use std::io::{self, Write};

/// A table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableName {
    /// What is missing.
    Gaps,
    /// What is not known.
    OpenQuestions,
    /// Every criterion at every location.
    Criteria,
    /// The register of evidence.
    Evidence,
}

/// Writes the gaps, a row each.
///
/// # Errors
/// When the writer fails.
pub fn gaps_csv(report: &GapsReport, out: impl Write) -> io::Result<()> {
    csv(&gaps(report, None, Medium::Csv), out)
}

/// Writes a table of a report.
///
/// # Errors
/// When the writer fails.
pub fn table_csv(report: &Report, table: TableName, out: impl Write) -> io::Result<()> {
    match table {
        TableName::Gaps => gaps_csv(&report.gaps, out),
        TableName::OpenQuestions => csv(&questions(report, Medium::Csv), out),
        TableName::Criteria => csv(&criteria(report, Medium::Csv), out),
        TableName::Evidence => csv(&evidence(report, Medium::Csv), out),
    }
}

/// Writes the actions of a plan, a row each.
///
/// # Errors
/// When the writer fails.
pub fn actions_csv(of: &PlanReport, out: impl Write) -> io::Result<()> {
    csv(&plan::actions(of, Medium::Csv), out)
}

/// Writes what is still asked, a row for each criterion at each location; of one role, or of all.
///
/// # Errors
/// When the writer fails.
pub fn asked_csv(
    of: (&Report, &CompletenessReport),
    role: Option<&str>,
    out: impl Write,
) -> io::Result<()> {
    csv(&asked(of, role), out)
}

fn csv(table: &Table, out: impl Write) -> io::Result<()> {
    let heads = table.heads.iter().map(|head| head.name).chain([EXPORT_STAMP]);
    let mut rows: Vec<Vec<Value>> = vec![heads.map(Value::from).collect()];
    let row = |cells: &Vec<Cell>| cells.iter().map(value).chain([Value::Blank]).collect();
    rows.extend(table.rows.iter().map(row));
    write_csv(&rows, out)
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Blank => Value::Blank,
        Cell::Text(text) => plain(text).into_owned().into(),
        Cell::YesNo(yes) | Cell::Must(yes) => if *yes { "yes" } else { "no" }.into(),
        Cell::Whole(number) => Value::Number(number.to_string()),
        Cell::Decimal(number, digits) => Value::Number(format!("{number:.digits$}")),
        Cell::Number(number) => Value::Number(number.to_string()),
        Cell::Percent(figure) => Value::Number(format!("{figure:.1}")),
        Cell::Day(day) => Value::Number(day.to_string()),
    }
}
