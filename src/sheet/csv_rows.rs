//! Reading CSV row by row, as Excel and `LibreOffice` really write it, with the place of every cell.
//!
//! `csv-core` splits the cells of what is not plain; around it stand what a spreadsheet adds: a `sep=` line, semicolons
//! and tabs, blank rows and columns, line breaks inside cells. Row numbers are the spreadsheet's:
//! blank rows count, line breaks inside a cell do not.

use super::csv_line::split_line;
use super::row::Row;
use super::{quotes, sniff};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::{Encoding, TextStream};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter};
use std::io::{self, Read};

/// What separates cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the decimal sign is a comma.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// All, the commonest first.
    pub(super) const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The byte between cells.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// No row of a sheet is longer, in bytes: behind a longer one lies a quote that was never closed.
const LONGEST_ROW: usize = 1 << 20;

/// The rows of a CSV text, one after another.
pub struct CsvRows<R> {
    name: String,
    text: TextStream<R>,
    /// The piece of the text that is looked at, and how far it is used.
    window: String,
    at: usize,
    is_ended: bool,
    delimiter: Delimiter,
    reader: Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// How much of the two is used.
    written: usize,
    cells: usize,
    line: usize,
    number: usize,
}

impl<R> std::fmt::Debug for CsvRows<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvRows")
            .field("name", &self.name)
            .field("row", &self.number)
            .finish_non_exhaustive()
    }
}

impl<R: Read> CsvRows<R> {
    /// Begins to read. `knows` tells whether a cell is a header that the reader is looking for; the
    /// delimiter that makes most cells of a row known is the one.
    ///
    /// # Errors
    /// When the reader fails.
    pub fn new(name: &str, reader: R, knows: impl Fn(&str) -> bool) -> io::Result<Self> {
        let mut text = TextStream::new(reader);
        let mut window = String::new();
        let is_ended = !text.read_piece(&mut window)?;
        let (declared, start) = sniff::declared(&window);
        let body = window.get(start..).unwrap_or_default();
        let delimiter = declared.unwrap_or_else(|| sniff::delimiter(body, &knows));
        let first = if start > 0 { 2 } else { 1 };
        Ok(Self {
            name: name.to_owned(),
            text,
            window,
            at: start,
            is_ended,
            delimiter,
            reader: reader_of(delimiter),
            output: vec![0; 1024],
            ends: vec![0; 64],
            written: 0,
            cells: 0,
            line: first,
            number: first,
        })
    }

    /// What separates the cells.
    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// What the text was taken for, as far as it was read.
    pub fn encoding(&self) -> Encoding {
        self.text.encoding()
    }

    /// Reads the next row that is not blank; `false` at the end.
    ///
    /// # Errors
    /// When the reader fails.
    pub fn next_row(&mut self, row: &mut Row, bag: &Bag) -> io::Result<bool> {
        loop {
            if !self.skip_blank_lines()? {
                return Ok(false);
            }
            self.read_row(row, bag)?;
            row.trim();
            if !row.ends.is_empty() {
                return Ok(true);
            }
        }
    }

    /// Makes room and reads on; `false` where there is nothing more.
    fn read_on(&mut self) -> io::Result<bool> {
        if self.is_ended {
            return Ok(false);
        }
        self.window.drain(..self.at);
        self.at = 0;
        self.is_ended = !self.text.read_piece(&mut self.window)?;
        Ok(true)
    }

    fn rest(&self) -> &[u8] {
        self.window.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The length of the line end that stands here, read on as far as that needs.
    fn line_end(&mut self) -> io::Result<Option<usize>> {
        while matches!(self.rest(), [] | [b'\r']) && self.read_on()? {}
        Ok(match self.rest() {
            [] => None,
            [b'\r', b'\n', ..] => Some(2),
            [b'\r' | b'\n', ..] => Some(1),
            _ => Some(0),
        })
    }

    // csv-core passes over empty lines without saying so, but a spreadsheet numbers them
    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        while let Some(width) = self.line_end()? {
            if width == 0 {
                return Ok(true);
            }
            self.pass_line_end(width);
            self.number += 1;
        }
        Ok(false)
    }

    fn read_row(&mut self, row: &mut Row, bag: &Bag) -> io::Result<()> {
        let length = match self.take_line(row) {
            Some(length) => length,
            None => self.take_parsed(row, bag)?,
        };
        self.at += length;
        // csv-core ends a row at the CR of a CRLF; its LF must not count as a blank row
        if let Some(width @ 1..) = self.line_end()? {
            self.pass_line_end(width);
        }
        self.number += 1;
        Ok(())
    }

    /// Takes a row that lies in one line, as far as the text was read; its length.
    fn take_line(&self, row: &mut Row) -> Option<usize> {
        let rest = self.window.get(self.at..)?;
        let delimiter = self.delimiter.byte();
        let length = split_line(rest, delimiter, (&mut row.texts, &mut row.ends))?;
        row.set_source((self.number, self.line), (rest.get(..length)?, delimiter));
        Some(length)
    }

    /// Takes a row by the parser, whatever it holds; its length without its line end.
    fn take_parsed(&mut self, row: &mut Row, bag: &Bag) -> io::Result<usize> {
        let length = match self.split()? {
            Some(length) => length,
            None => self.split_first_line(bag),
        };
        let raw = self.window.get(self.at..self.at + length).unwrap_or_default();
        let texts = self.output.get(..self.written).unwrap_or_default();
        row.set_cells(texts, self.ends.get(..self.cells).unwrap_or_default());
        row.set_source((self.number, self.line), (raw, self.delimiter.byte()));
        if memchr(b'"', raw.as_bytes()).is_some() {
            quotes::check(row, &self.name, bag);
        }
        self.line += memchr_iter(b'\n', raw.as_bytes()).count();
        Ok(length)
    }

    // lines are what editors count: a carriage return alone begins none
    fn pass_line_end(&mut self, width: usize) {
        let passed = self.rest().get(..width).unwrap_or_default();
        self.line += usize::from(passed.contains(&b'\n'));
        self.at += width;
    }

    /// Splits the row that begins here; its length without its line end. `None` where a quote
    /// swallows more than any row holds.
    fn split(&mut self) -> io::Result<Option<usize>> {
        let mut read = 0;
        (self.written, self.cells) = (0, 0);
        loop {
            // an empty input tells csv-core that the text has ended
            if self.window.len() == self.at + read && self.read_on()? {
                continue;
            }
            if read > LONGEST_ROW {
                return Ok(None);
            }
            let input = self.window.as_bytes().get(self.at + read..).unwrap_or_default();
            let output = self.output.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.cells..).unwrap_or_default();
            let (result, taken, put, ended) = self.reader.read_record(input, output, ends);
            read += taken;
            self.written += put;
            self.cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    let text = self.window.get(self.at..self.at + read).unwrap_or_default();
                    return Ok(Some(text.trim_end_matches(['\r', '\n']).len()));
                }
            }
        }
    }

    /// Takes the first line alone for a row, quotes for signs like any other: what stands below it
    /// is not lost to a quote that was never closed.
    fn split_first_line(&mut self, bag: &Bag) -> usize {
        let message = "a quoted cell of this row does not end within a million signs";
        let help = "close the quote; this row was read up to the end of its line";
        let place = Place {
            row: Some(self.number),
            line: Some(self.line),
            column: Some(1),
            ..Place::file(&self.name)
        };
        bag.push(Diagnostic::new(&code::OPEN_QUOTE, place, message).help(help));
        self.reader = reader_of(self.delimiter);
        let rest = self.window.get(self.at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let mut plain =
            ReaderBuilder::new().quoting(false).delimiter(self.delimiter.byte()).build();
        let cells = line.bytes().filter(|byte| *byte == self.delimiter.byte()).count() + 1;
        self.output.resize(self.output.len().max(line.len()), 0);
        self.ends.resize(self.ends.len().max(cells), 0);
        let (_, _, written, first) =
            plain.read_record(line.as_bytes(), &mut self.output, &mut self.ends);
        let output = self.output.get_mut(written..).unwrap_or_default();
        let ends = self.ends.get_mut(first..).unwrap_or_default();
        let (_, _, _, last) = plain.read_record(&[], output, ends);
        (self.written, self.cells) = (written, first + last);
        line.len()
    }
}

fn reader_of(delimiter: Delimiter) -> Reader {
    ReaderBuilder::new().delimiter(delimiter.byte()).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Rows with and without quotes are split as the CSV library splits them.
        #[test]
        fn rows_are_split_as_by_the_library(content in "[ab é,;\n\r]{0,40}(\"[ab,\n]{0,5}\",b\n[a,\n]{0,9}){0,3}") {
            let mut reader = CsvRows::new("t.csv", content.as_bytes(), |_| false).unwrap();
            let (mut row, mut rows) = (Row::default(), Vec::new());
            while reader.next_row(&mut row, &Bag::new()).unwrap() {
                rows.push(row.cells().map(str::to_owned).collect::<Vec<_>>());
            }
            let mut library = csv::ReaderBuilder::new();
            let library = library.has_headers(false).flexible(true).delimiter(reader.delimiter().byte());
            let library = library.from_reader(content.as_bytes());
            let mut expected = Vec::new();
            for record in library.into_records() {
                let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
                while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                    cells.pop();
                }
                if !cells.is_empty() {
                    expected.push(cells);
                }
            }
            proptest::prop_assert_eq!(rows, expected);
        }
    }

    /// A quote that is never closed in the middle of a long text.
    #[test]
    fn an_open_quote_swallows_one_line_of_a_long_text() {
        let rows = "A,x\n".repeat(LONGEST_ROW / 2);
        let content = format!("criterion,response\nB,\"open\n{rows}");
        let bag = Bag::new();
        let mut reader = CsvRows::new("t.csv", content.as_bytes(), |_| false).unwrap();
        let mut row = Row::default();
        let mut count = 0;
        while reader.next_row(&mut row, &bag).unwrap() {
            count += 1;
            if count == 2 {
                assert_eq!(row.cells().collect::<Vec<_>>(), ["B", "\"open"]);
            }
        }
        assert_eq!(count, 2 + LONGEST_ROW / 2);
        assert!(bag.has(&code::OPEN_QUOTE));
    }
}
