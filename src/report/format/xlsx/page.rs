//! Cells and pages: what every sheet of the workbook does in the same way.

use super::style::Styles;
use crate::report::format::table::Cell;
use crate::sheet::drawing::Paint;
use crate::sheet::drawing::{day, fitting};
use crate::source::plain_at_most;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, Worksheet, XlsxError,
};

/// What a footer may hold of a name: the whole of it 255 signs.
const LONGEST_IN_FOOTER: usize = 80;
/// Points of a line.
const LINE: f64 = 14.5;
/// Points above and below the lines of a row.
const MARGIN: f64 = 2.0;
/// The highest row that Excel knows.
const HIGHEST: f64 = 409.0;

/// Writes to a sheet.
pub(super) struct Page<'p> {
    pub(super) sheet: &'p mut Worksheet,
    pub(super) styles: &'p Styles,
}

impl Page<'_> {
    /// A value in its own look.
    pub(super) fn cell(&mut self, at: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let styles = self.styles;
        self.cell_as(at, cell, styles.of(cell))
    }

    /// A value in a look.
    pub(super) fn cell_as(
        &mut self,
        (row, column): (u32, u16),
        cell: &Cell,
        look: &Format,
    ) -> Result<(), XlsxError> {
        let word = |yes: bool| if yes { "yes" } else { "no" };
        match cell {
            Cell::Blank | Cell::Must(false) => self.sheet.write_blank(row, column, look),
            Cell::Text(text) => return self.text((row, column), text, look),
            Cell::YesNo(yes) => self.sheet.write_string_with_format(row, column, word(*yes), look),
            Cell::Must(true) => self.sheet.write_string_with_format(row, column, "MUST", look),
            // a count has at most ten digits
            Cell::Whole(number) => {
                let number = u32::try_from(*number).unwrap_or(u32::MAX);
                self.sheet.write_number_with_format(row, column, number, look)
            }
            Cell::Decimal(number, _) | Cell::Number(number) | Cell::Percent(number) => {
                self.sheet.write_number_with_format(row, column, *number, look)
            }
            Cell::Day(date) => match day(*date) {
                Some(day) => self.sheet.write_datetime_with_format(row, column, &day, look),
                None => self.sheet.write_string_with_format(row, column, date.to_string(), look),
            },
        }?;
        Ok(())
    }

    /// A text: never a formula, never a link.
    pub(super) fn text(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        look: &Format,
    ) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, fitting(text), look)?;
        Ok(())
    }

    /// The height of a row of so many lines. One line is left to the program; LibreOffice would
    /// leave several at the height of one.
    pub(super) fn height(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            let lines = u16::try_from(lines).unwrap_or(u16::MAX);
            let points = f64::from(lines) * LINE + MARGIN;
            self.sheet.set_row_height(row, points.min(HIGHEST))?;
        }
        Ok(())
    }

    /// Colors the cells of a column that hold one of some words.
    pub(super) fn paint(
        &mut self,
        rows: (u32, u32),
        column: u16,
        words: &[(&str, Paint)],
    ) -> Result<(), XlsxError> {
        for (word, paint) in words {
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(*word))
                .set_format(paint.format());
            self.sheet.add_conditional_format(rows.0, column, rows.1, column, &rule)?;
        }
        Ok(())
    }

    /// Name, paper and footer of a sheet.
    pub(super) fn set_up(&mut self, name: &str, facility: &str) -> Result<(), XlsxError> {
        let facility = plain_at_most(facility, LONGEST_IN_FOOTER).replace('&', "&&");
        self.sheet
            .set_name(name)?
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(format!("&L{facility}&C&A&RPage &P of &N"));
        Ok(())
    }
}
