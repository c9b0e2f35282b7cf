//! One row of a sheet: its cells, and where each stands.

use super::letters;
use crate::diagnostic::Place;
use crate::source::DAMAGE;
use memchr::memchr2;
use std::sync::Arc;

/// What is to be said of a cell of a workbook beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The text is what a formula came to when the file was saved.
    Formula,
    /// A formula that was never computed; the cell has no text.
    Uncomputed,
    /// The cell holds an error of the spreadsheet, such as `#REF!`.
    ErrorValue,
    /// The cell is merged with cells of rows below, which then have no text of their own.
    Merged,
}

/// A row that is not blank. Made to be filled again and again, so that a long sheet takes no more
/// room than a short one.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The row as a spreadsheet numbers it, from 1.
    pub number: usize,
    /// Whether a workbook hides it.
    pub is_hidden: bool,
    pub(super) texts: String,
    /// Where the text of each cell ends in `texts`.
    pub(super) ends: Vec<usize>,
    pub(super) source: Source,
    pub(super) marks: Vec<(usize, Mark)>,
}

/// Where a row comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// A text: the line it begins at, the row as it stands there, and what separates its cells.
    Text { line: usize, raw: String, delimiter: u8 },
    /// A worksheet of a workbook.
    Worksheet(Arc<str>),
}

impl Default for Source {
    fn default() -> Self {
        Self::Text { line: 0, raw: String::new(), delimiter: b',' }
    }
}

impl Row {
    /// The text of a cell, unquoted, otherwise untouched; `None` behind the last cell that is not
    /// blank.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.texts.get(start.unwrap_or_default()..end)
    }

    /// The texts of its cells, without blank ones at the end.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Whether a workbook says anything of its cells beside their texts.
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// What a workbook says of a cell beside its text.
    pub fn marks(&self, at: usize) -> impl Iterator<Item = Mark> + '_ {
        self.marks.iter().filter(move |(cell, _)| *cell == at).map(|(_, mark)| *mark)
    }

    /// The worksheet that it stands in, where it comes from a workbook.
    pub fn worksheet(&self) -> Option<&Arc<str>> {
        match &self.source {
            Source::Text { .. } => None,
            Source::Worksheet(name) => Some(name),
        }
    }

    /// Where a cell stands; the row itself without one. `name` is the header of its column.
    pub fn place(&self, file: &str, (at, name): (Option<usize>, Option<&str>)) -> Place {
        let mut place = Place {
            row: Some(self.number),
            column_name: name.map(str::to_owned),
            ..Place::file(file)
        };
        match &self.source {
            Source::Text { line, raw, delimiter } => {
                let start = at.map_or(0, |at| start_of(raw, *delimiter, at));
                let before = raw.get(..start).unwrap_or_default();
                let lines = before.matches('\n').count();
                let in_line = before.rsplit('\n').next().unwrap_or_default();
                place.line = Some(line + lines);
                place.column = Some(in_line.chars().count() + 1);
            }
            Source::Worksheet(worksheet) => {
                place.worksheet = Some(worksheet.to_string());
                place.cell = at.map(|at| format!("{}{}", letters(at), self.number));
            }
        }
        place
    }

    /// Takes over the cells of a text, with their ends.
    pub(super) fn set_cells(&mut self, texts: &[u8], ends: &[usize]) {
        self.texts.clear();
        // the text was decoded, and is split at ASCII signs only
        match std::str::from_utf8(texts) {
            Ok(texts) => self.texts.push_str(texts),
            Err(_) => self.texts.push_str(&String::from_utf8_lossy(texts)),
        }
        self.ends.clear();
        self.ends.extend_from_slice(ends);
    }

    /// Takes over where a row of a text stands: its number and line, and the row as it stands there
    /// with what separates its cells.
    pub(super) fn set_source(
        &mut self,
        (number, line): (usize, usize),
        (raw, delimiter): (&str, u8),
    ) {
        self.number = number;
        self.is_hidden = false;
        self.marks.clear();
        match &mut self.source {
            Source::Text { line: known, raw: kept, delimiter: sign } => {
                (*known, *sign) = (line, delimiter);
                kept.clear();
                kept.push_str(raw);
            }
            source @ Source::Worksheet(_) => {
                *source = Source::Text { line, raw: raw.to_owned(), delimiter };
            }
        }
    }

    /// The row as it stands in its text; `None` for a row of a workbook.
    pub fn raw_text(&self) -> Option<&str> {
        match &self.source {
            Source::Text { raw, .. } => Some(raw),
            Source::Worksheet(_) => None,
        }
    }

    /// The row as it stands in its text; empty for a row of a workbook.
    pub(super) fn raw(&self) -> (&str, u8) {
        match &self.source {
            Source::Text { raw, delimiter, .. } => (raw, *delimiter),
            Source::Worksheet(_) => ("", b','),
        }
    }

    /// Whether a sign of it could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        let [nul, replaced] = DAMAGE;
        // the first byte of U+FFFD: one look tells nearly all rows off
        memchr2(0, 0xEF, self.texts.as_bytes()).is_some()
            && (self.texts.contains(nul) || self.texts.contains(replaced))
    }

    /// Takes blank cells off the end.
    pub(super) fn trim(&mut self) {
        while let Some(last) = self.ends.len().checked_sub(1) {
            if self.get(last).is_some_and(|text| !text.trim().is_empty()) || self.is_marked(last) {
                return;
            }
            self.ends.pop();
            self.texts.truncate(self.ends.last().copied().unwrap_or_default());
        }
    }

    fn is_marked(&self, at: usize) -> bool {
        self.marks.iter().any(|(cell, mark)| *cell == at && *mark != Mark::Formula)
    }
}

/// Where a cell begins in the text of its row; where the row has no such cell, its beginning.
fn start_of(raw: &str, delimiter: u8, wanted: usize) -> usize {
    let mut at = 0;
    let mut cell = 0;
    let mut is_quoted = false;
    let mut begins = true;
    for (offset, byte) in raw.bytes().enumerate() {
        if cell == wanted {
            return at;
        }
        if byte == b'"' && (begins || is_quoted) {
            is_quoted = !is_quoted;
        } else if byte == b'"' && raw.as_bytes().get(offset.wrapping_sub(1)) == Some(&b'"') {
            // the second of two quotes inside a quoted cell
            is_quoted = true;
        } else if byte == delimiter && !is_quoted {
            cell += 1;
            at = offset + 1;
            begins = true;
            continue;
        }
        begins = false;
    }
    if cell == wanted { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_begins_behind_its_separator() {
        let raw = "\"a,\"\"b\"\"\",x,\"two\nlines\",last";
        let starts: Vec<usize> = (0..4).map(|at| start_of(raw, b',', at)).collect();
        assert_eq!(starts, [0, 10, 12, 24]);
        assert_eq!(start_of(raw, b',', 9), 0);
    }
}
