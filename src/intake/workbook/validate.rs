//! What a cell takes: dropdowns, numbers and days, each with what to write instead.

use super::super::template::{Asked, TemplateRow};
use super::grid::{Field, Grid};
use super::lists::Lists;
use crate::assessment::{Column, Extent, PartialReason, Party};
use crate::standard::Vocabulary;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

/// The day 1990-01-01 as spreadsheets count.
const EARLIEST: u32 = 32_874;

/// What all sheets share.
pub(super) struct Validation<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) party: Party,
}

impl Validation<'_> {
    /// Sets what the answer cells of a row take.
    pub(super) fn row(
        &self,
        sheet: &mut Worksheet,
        grid: &Grid<'_>,
        (at, row): (u32, &TemplateRow),
        lists: &mut Lists,
    ) -> Result<(), XlsxError> {
        for (column, field) in grid.columns() {
            let Field::Read(read) = field else { continue };
            let takes = match self.list(read, row) {
                Some(words) => Some(list(&words, read, lists)?),
                None => rule(grid, (at, read), row)?,
            };
            if let Some(takes) = takes {
                sheet.add_data_validation(at, column, at, column, &takes)?;
            }
        }
        Ok(())
    }

    /// The words of a cell's dropdown.
    fn list<'a>(&'a self, column: Column, row: &'a TemplateRow) -> Option<Vec<&'a str>> {
        match column {
            Column::Response => Some(row.asked.responses()),
            Column::Reason if row.asked == Asked::Conformance => {
                Some(PartialReason::WORDS.map(|(word, _)| word).to_vec())
            }
            Column::Extent => {
                let may = |extent: Extent| self.party.is_reviewer() || extent != Extent::Immediate;
                let words = Extent::WORDS.iter().filter(|(_, extent)| may(*extent));
                Some(words.map(|(word, _)| *word).collect())
            }
            Column::Privileged => Some(vec!["yes", "no"]),
            Column::EvidenceKind => Some(self.vocabulary.evidence_ids().collect()),
            Column::OwnerRole => Some(self.vocabulary.role_ids().collect()),
            _ => None,
        }
    }
}

/// A dropdown. A reason may be any text: that of not applicable is in no list.
fn list(words: &[&str], column: Column, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let takes = DataValidation::new().allow_list_formula(Formula::new(lists.range(words)));
    if column == Column::Reason {
        return Ok(takes.show_error_message(false));
    }
    takes
        .set_error_title("Not in the list")?
        .set_error_message("Choose a word from the list of this cell, or leave it empty.")
}

/// What a cell of numbers or days takes.
fn rule(
    grid: &Grid<'_>,
    (at, column): (u32, Column),
    row: &TemplateRow,
) -> Result<Option<DataValidation>, XlsxError> {
    let cell = |column| grid.at(Field::Read(column), at);
    let own = cell(column);
    let measure = row.asked.measure();
    let is_percent = measure.is_some_and(crate::standard::Measure::is_percent);
    let count = format!("ISNUMBER({own}),{own}>=0,{own}=INT({own})");
    let day = format!("ISNUMBER({own}),{own}>={EARLIEST}");
    let (test, message) = match (column, measure) {
        (Column::Numerator, Some(_)) if is_percent => {
            let other = cell(Column::Denominator);
            let test = format!("AND({count},OR({other}=\"\",{own}<={other}))");
            (test, "A whole number of cases, not above the denominator.")
        }
        (Column::Denominator, Some(_)) if is_percent => {
            let other = cell(Column::Numerator);
            let test = format!("AND({count},OR({other}=\"\",{own}>={other}))");
            (test, "A whole number of cases, not below the numerator.")
        }
        (Column::Numerator | Column::Denominator, Some(_)) => {
            (format!("AND({count})"), "A whole number of cases.")
        }
        (Column::Value, Some(_)) if is_percent => {
            let counts = (cell(Column::Numerator), cell(Column::Denominator));
            let both = format!("AND({}<>\"\",{}<>\"\")", counts.0, counts.1);
            let test =
                format!("AND(ISNUMBER({own}),{own}>=0,{own}<=100,OR({own}=0,{own}>1,{both}))");
            let message = "A percentage from 0 to 100 without its sign, such as 93.3. Up to 1 \
                           percent: give numerator and denominator.";
            (test, message)
        }
        (Column::Value, Some(_)) => {
            (format!("AND(ISNUMBER({own}),{own}>=0)"), "A number, not below 0.")
        }
        (Column::PeriodEnd, Some(_)) => {
            let start = cell(Column::PeriodStart);
            let test = format!("AND({day},OR({start}=\"\",{own}>={start}))");
            (test, "A day such as 2026-03-31, not before the period begins.")
        }
        (Column::PeriodStart, Some(_)) | (Column::EvidenceDate, _) => {
            (format!("AND({day})"), "A day such as 2026-03-31.")
        }
        _ => return Ok(None),
    };
    let takes = DataValidation::new()
        .allow_custom(Formula::new(format!("={test}")))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Not understood")?
        .set_error_message(message)?;
    Ok(Some(takes))
}
