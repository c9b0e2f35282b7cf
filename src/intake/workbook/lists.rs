//! The words of the dropdowns, on a hidden sheet: a list in a cell holds 255 signs at most.

use super::pen::Pen;
use super::style::Styles;
use crate::sheet::letters;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet's name.
const NAME: &str = "Lists";

/// The lists of a workbook, each once.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Vec<String>>);

impl Lists {
    /// Where a list stands, as a validation names it.
    pub(super) fn range(&mut self, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let at = self.0.iter().position(|known| *known == words).unwrap_or(self.0.len());
        let column = letters(at);
        let last = words.len() + 1;
        if at == self.0.len() {
            self.0.push(words);
        }
        format!("={NAME}!${column}$2:${column}${last}")
    }

    /// Draws the hidden sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        let mut pen = Pen { sheet, styles };
        pen.set_up(NAME, "")?;
        for (column, words) in (0..).zip(&self.0) {
            for (row, word) in (1..).zip(words) {
                pen.text((row, column), word, &styles.word)?;
            }
        }
        pen.mark(u16::try_from(self.0.len()).unwrap_or(u16::MAX))?;
        pen.sheet.set_hidden(true);
        Ok(())
    }
}
