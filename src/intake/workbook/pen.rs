//! What every sheet of the workbook does in the same way: cells, heights, paper, protection.

use super::super::merge::Slot;
use super::formula::Formula;
use super::style::Styles;
use crate::assessment::{Column, NOTE_STAMP};
use crate::sheet::drawing::{day, fitting, lines};
use crate::sheet::strip;
use crate::source::plain;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, Formula as Written,
    ProtectionOptions, Worksheet, XlsxError,
};

/// Points of a line.
const LINE: f64 = 14.5;
/// Points above and below the lines of a row.
const MARGIN: f64 = 3.0;
/// The highest row that Excel knows.
const HIGHEST: f64 = 409.0;

/// Whether a text is a number that a cell holds digit for digit.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
    all(whole) && all(part) && digits.len() <= 15
}

/// A text so that reading gives it back: its lines stay lines, and one sign that reading takes for
/// ours is doubled.
fn kept(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(plain).collect();
    let text = lines.join("\n");
    if strip(&text) == text { text } else { format!("'{text}") }
}

/// Writes to a sheet.
pub(super) struct Pen<'p> {
    pub(super) sheet: &'p mut Worksheet,
    pub(super) styles: &'p Styles,
}

type Done = Result<(), XlsxError>;

impl Pen<'_> {
    /// A text: never a formula, never a link.
    pub(super) fn text(&mut self, (row, column): (u32, u16), text: &str, look: &Format) -> Done {
        if text.is_empty() {
            self.sheet.write_blank(row, column, look)?;
        } else {
            self.sheet.write_string_with_format(row, column, fitting(text), look)?;
        }
        Ok(())
    }

    /// What somebody typed: numbers and days as such, where the column holds them. A text that is
    /// longer than a cell can hold is an error, never cut.
    pub(super) fn typed(
        &mut self,
        (row, column): (u32, u16),
        (slot, text): (Slot, &str),
        look: &Format,
    ) -> Done {
        match slot.column() {
            _ if text.is_empty() => self.sheet.write_blank(row, column, look)?,
            Some(Column::Numerator | Column::Denominator | Column::Value) if is_plain(text) => {
                let number: f64 = text.parse().unwrap_or_default();
                self.sheet.write_number_with_format(row, column, number, look)?
            }
            Some(Column::PeriodStart | Column::PeriodEnd | Column::EvidenceDate) => {
                match text.parse().ok().and_then(day) {
                    Some(day) => {
                        let look = look.clone().set_num_format("yyyy-mm-dd");
                        self.sheet.write_datetime_with_format(row, column, &day, &look)?
                    }
                    None => self.sheet.write_string_with_format(row, column, kept(text), look)?,
                }
            }
            _ => self.sheet.write_string_with_format(row, column, kept(text), look)?,
        };
        Ok(())
    }

    /// A whole number.
    pub(super) fn number(&mut self, (row, column): (u32, u16), number: u32) -> Done {
        let look = &self.styles.number;
        self.sheet.write_number_with_format(row, column, number, look)?;
        Ok(())
    }

    /// A formula with what it comes to while nothing is answered: programs that do not calculate
    /// show that. Without it, every program calculates when it opens the file.
    pub(super) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &Formula,
        look: &Format,
    ) -> Done {
        let result = if self.styles.is_blank { formula.blank.as_str() } else { "" };
        let written = Written::new(format!("={}", formula.text)).set_result(result);
        self.sheet.write_formula_with_format(row, column, written, look)?;
        Ok(())
    }

    /// Texts side by side.
    pub(super) fn row(&mut self, row: u32, texts: &[&str], look: &Format) -> Done {
        self.row_from((row, 0), texts, look)
    }

    /// Texts side by side, from a cell on.
    pub(super) fn row_from(
        &mut self,
        (row, column): (u32, u16),
        texts: &[&str],
        look: &Format,
    ) -> Done {
        (column..).zip(texts).try_for_each(|(column, text)| self.text((row, column), text, look))
    }

    /// Widths of the columns from the first on.
    pub(super) fn widths(&mut self, widths: &[u16]) -> Done {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// The height of a row in which each text has its column's width.
    pub(super) fn height(&mut self, row: u32, texts: &[(&str, u16)]) -> Done {
        let most = texts.iter().map(|(text, width)| lines(text, *width)).max().unwrap_or(1).max(1);
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        self.sheet.set_row_height(row, (f64::from(most) * LINE + MARGIN).min(HIGHEST))?;
        Ok(())
    }

    /// Colors the cells of a column that hold one of some words.
    pub(super) fn paint(
        &mut self,
        (first, last): (u32, u32),
        column: u16,
        words: &[(&str, crate::sheet::drawing::Paint)],
    ) -> Done {
        for (word, paint) in words {
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(*word))
                .set_format(paint.format());
            self.sheet.add_conditional_format(first, column, last, column, &rule)?;
        }
        Ok(())
    }

    /// Name, paper and footer; protection without a password that leaves widths, heights and
    /// filters free.
    pub(super) fn set_up(&mut self, name: &str, footer: &str) -> Done {
        let footer: String = footer.chars().take(80).collect::<String>().replace('&', "&&");
        // an empty result is the empty text, not 0
        self.sheet.set_formula_result_default("");
        self.sheet
            .set_name(name)?
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(format!("&L{footer}&C&A&RPage &P of &N"))
            .protect_with_options(&ProtectionOptions {
                format_columns: true,
                format_rows: true,
                use_autofilter: true,
                ..ProtectionOptions::default()
            });
        Ok(())
    }

    /// Marks the sheet as one without answers, behind its columns.
    pub(super) fn mark(&mut self, column: u16) -> Done {
        let look = &self.styles.mark;
        self.sheet.write_string_with_format(0, column, NOTE_STAMP, look)?;
        self.sheet.set_column_width(column, 18)?;
        Ok(())
    }
}
