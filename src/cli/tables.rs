//! What spreadsheets read: a table of a report as CSV, or all of it as a workbook.

use super::arguments::{CsvTable, Format, PartArguments};
use super::output::Printer;
use crate::report::{Report, TableName, table_csv, workbook};
use anyhow::{Context as _, Result};

/// What cannot be asked for together.
pub(super) fn refused(part: &PartArguments, format: Format) -> Option<&'static str> {
    let is_sheet = matches!(format, Format::Csv | Format::Xlsx);
    if is_sheet && (part.exit || part.role.is_some()) {
        return Some("error: --exit and --for are documents; CSV and XLSX hold the whole report");
    }
    (part.table.is_some() && format != Format::Csv)
        .then_some("error: --table is for CSV only: say --format csv")
}

/// Writes the table or the workbook that is asked for.
pub(super) fn write(report: &Report, part: &PartArguments, printer: &Printer) -> Result<()> {
    if printer.format() == Format::Xlsx {
        return printer.write(&workbook(report).context("the report does not fit a workbook")?);
    }
    let table = part.table.unwrap_or(CsvTable::Gaps);
    let mut bytes = Vec::new();
    table_csv(report, table.into(), &mut bytes)?;
    printer.write(&bytes)
}

impl From<CsvTable> for TableName {
    fn from(table: CsvTable) -> Self {
        match table {
            CsvTable::Gaps => Self::Gaps,
            CsvTable::OpenQuestions => Self::OpenQuestions,
            CsvTable::Criteria => Self::Criteria,
            CsvTable::Evidence => Self::Evidence,
        }
    }
}
