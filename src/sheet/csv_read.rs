//! Reading CSV as Excel and `LibreOffice` really write it, with the place of every cell.
//!
//! `csv-core` splits the cells, because a span to the byte is needed; around it stand what a
//! spreadsheet adds: a `sep=` line, semicolons and tabs, blank rows and columns, line breaks inside
//! cells. Row numbers are the spreadsheet's: blank rows count, line breaks inside a cell do not.

use super::letters;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::{Span, Text};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

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
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

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

/// A cell: its text as written, and where it stands, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text, unquoted, otherwise untouched.
    pub text: String,
    /// Where it stands in the file's text.
    pub span: Span,
}

/// A row that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row as a spreadsheet numbers it, from 1.
    pub number: usize,
    /// Its cells, without blank ones at the end.
    pub cells: Vec<Cell>,
}

/// The rows of a sheet that are not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What separated the cells.
    pub delimiter: Delimiter,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// Reads a CSV text. `knows` tells whether a cell is a header that the reader is looking for; the
/// delimiter that makes most cells of a row known is the one.
pub fn read_csv(text: &Text, knows: impl Fn(&str) -> bool, bag: &Bag) -> Table {
    let (declared, start) = declared_delimiter(text.content());
    let body = text.content().get(start..).unwrap_or_default();
    let delimiter = declared.unwrap_or_else(|| sniff(body, &knows));
    let mut splitter = Splitter::new(text, start, delimiter);
    splitter.row = if start > 0 { 2 } else { 1 };
    let mut rows = Vec::new();
    while let Some(row) = splitter.next_row(bag) {
        rows.extend(without_blanks(row));
    }
    Table { delimiter, rows }
}

/// Excel's first line `sep=;`: the delimiter and the offset behind the line.
fn declared_delimiter(content: &str) -> (Option<Delimiter>, usize) {
    let line = content.lines().next().unwrap_or_default();
    let declared = line.trim_matches('"').strip_prefix("sep=");
    let Some(sign) = declared.map(str::as_bytes).and_then(<[u8]>::first) else {
        return (None, 0);
    };
    let delimiter = Delimiter::ALL.into_iter().find(|delimiter| delimiter.byte() == *sign);
    let end = content.find('\n').map_or(content.len(), |at| at + 1);
    (delimiter, if delimiter.is_some() { end } else { 0 })
}

/// Looks at the first rows only: a header stands near the top or nowhere.
fn sniff(body: &str, knows: &impl Fn(&str) -> bool) -> Delimiter {
    const ROWS: usize = 20;
    let sample = Text::new("", body.to_owned());
    let silent = Bag::new();
    let score = |delimiter: Delimiter| {
        let mut splitter = Splitter::new(&sample, 0, delimiter);
        let mut best = (0, 0);
        for _ in 0..ROWS {
            let Some(row) = splitter.next_row(&silent) else {
                break;
            };
            let known = row.cells.iter().filter(|cell| knows(&cell.text)).count();
            best = best.max((known, row.cells.len()));
        }
        best
    };
    let mut best = (Delimiter::Comma, (0, 0));
    for delimiter in Delimiter::ALL {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

fn without_blanks(mut row: Row) -> Option<Row> {
    while row.cells.last().is_some_and(|cell| cell.text.trim().is_empty()) {
        row.cells.pop();
    }
    (!row.cells.is_empty()).then_some(row)
}

/// Splits a text row by row through `csv-core`.
struct Splitter<'t> {
    text: &'t Text,
    reader: Reader,
    at: usize,
    row: usize,
    buffer: Vec<u8>,
    done: bool,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t Text, at: usize, delimiter: Delimiter) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter.byte()).build();
        Self { text, reader, at, row: 1, buffer: vec![0; 256], done: false }
    }

    fn rest(&self) -> &'t str {
        self.text.content().get(self.at..).unwrap_or_default()
    }

    fn next_row(&mut self, bag: &Bag) -> Option<Row> {
        self.skip_blank_lines();
        if self.done || self.rest().is_empty() {
            return None;
        }
        let number = self.row;
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.next_cell();
            self.check_quotes(&cell, (number, cells.len()), bag);
            cells.push(cell);
            if ends_row {
                break;
            }
        }
        self.row += 1;
        Some(Row { number, cells })
    }

    // csv-core passes over empty lines without saying so, but a spreadsheet numbers them
    fn skip_blank_lines(&mut self) {
        loop {
            let rest = self.rest();
            let width = if rest.starts_with("\r\n") {
                2
            } else if rest.starts_with(['\n', '\r']) {
                1
            } else {
                return;
            };
            self.at += width;
            self.row += 1;
        }
    }

    fn next_cell(&mut self) -> (Cell, bool) {
        let start = self.at;
        let mut written = 0;
        loop {
            let input = self.rest().as_bytes();
            // an empty input tells csv-core that the text has ended, so nothing ends the cell
            let sign = usize::from(!input.is_empty());
            let output = self.buffer.get_mut(written..).unwrap_or_default();
            let (result, read, wrote) = self.reader.read_field(input, output);
            self.at += read;
            written += wrote;
            let ends_row = match result {
                ReadFieldResult::OutputFull => {
                    self.buffer.resize(self.buffer.len() * 2, 0);
                    continue;
                }
                ReadFieldResult::InputEmpty => continue,
                ReadFieldResult::Field { record_end } => record_end,
                ReadFieldResult::End => {
                    self.done = true;
                    true
                }
            };
            let bytes = self.buffer.get(..written).unwrap_or_default();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let cell = Cell { text, span: start..(self.at - sign).max(start) };
            self.skip_line_feed(ends_row);
            return (cell, ends_row);
        }
    }

    // csv-core ends a row at the CR of a CRLF; its LF must not count as a blank row
    fn skip_line_feed(&mut self, ends_row: bool) {
        let after_cr =
            self.at > 0 && self.text.content().as_bytes().get(self.at - 1) == Some(&b'\r');
        if ends_row && after_cr && self.rest().starts_with('\n') {
            self.at += 1;
        }
    }

    fn check_quotes(&self, cell: &Cell, (row, column): (usize, usize), bag: &Bag) {
        let raw = self.text.slice(&cell.span);
        let Some(inner) = raw.strip_prefix('"') else { return };
        let at = self.text.line_column(cell.span.start);
        let place = Place {
            row: Some(row),
            line: Some(at.line),
            column: Some(at.column),
            column_name: Some(letters(column)),
            ..Place::file(self.text.name())
        };
        let close = closing_quote(inner);
        let after = close.map_or("", |close| inner.get(close + 1..).unwrap_or_default());
        let has_rest = !after.trim().is_empty();
        // a quote that was never closed runs on to the next quote, many rows below
        let swallows =
            has_rest && inner.get(..close.unwrap_or_default()).unwrap_or_default().contains('\n');
        if close.is_none() || swallows {
            let message = "a quoted cell begins here and does not end where it should";
            let help = "close the quote; the rows that follow it were taken for one cell";
            bag.push(Diagnostic::new(&code::OPEN_QUOTE, place, message).help(help));
        } else if has_rest {
            let message = "text follows a closing quote";
            let help = "a quote inside a quoted cell is written twice";
            bag.push(Diagnostic::new(&code::TEXT_AFTER_QUOTE, place, message).help(help));
        }
    }
}

/// Where the quote that closes a cell stands, doubled quotes passed over.
fn closing_quote(inner: &str) -> Option<usize> {
    let mut signs = inner.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign != '"' {
            continue;
        }
        if signs.peek().is_some_and(|(_, next)| *next == '"') {
            signs.next();
        } else {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> (Text, Table, Bag) {
        let text = Text::new("t.csv", content.to_owned());
        let bag = Bag::new();
        let table = read_csv(&text, |cell| matches!(cell.trim(), "criterion" | "response"), &bag);
        (text, table, bag)
    }

    fn grid(content: &str) -> Vec<(usize, Vec<String>)> {
        let (_, table, _) = read(content);
        let texts = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect();
        table.rows.into_iter().map(|row| (row.number, texts(row))).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let content = "criterion,response\r\n\r\nA,\"two\r\nlines\"\r\nB,x\r\n";
        let expected = [
            row(1, &["criterion", "response"]),
            row(3, &["A", "two\r\nlines"]),
            row(4, &["B", "x"]),
        ];
        assert_eq!(grid(content), expected);
    }

    #[test]
    fn every_line_end_is_one() {
        for end in ["\n", "\r\n", "\r"] {
            let content = ["criterion,response", "A,x", "", "B,y"].join(end);
            assert_eq!(
                grid(&content),
                [row(1, &["criterion", "response"]), row(2, &["A", "x"]), row(4, &["B", "y"])],
                "{end:?}"
            );
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_headers_known() {
        for (content, delimiter) in [
            ("criterion;response\nA;1,5\n", Delimiter::Semicolon),
            ("criterion\tresponse\nA\tx\n", Delimiter::Tab),
            ("Title, with commas, many\n\ncriterion|response\n", Delimiter::Pipe),
            ("sep=;\ncriterion;response\n", Delimiter::Semicolon),
        ] {
            assert_eq!(read(content).1.delimiter, delimiter, "{content}");
        }
        assert_eq!(read("sep=;\ncriterion;response\n").1.rows[0].number, 2);
    }

    #[test]
    fn blank_rows_and_columns_at_the_end_vanish() {
        assert_eq!(
            grid("criterion,response,,\n,,,\nA,x,,\n , ,\n"),
            [row(1, &["criterion", "response"]), row(3, &["A", "x"])]
        );
    }

    #[test]
    fn spans_hold_the_raw_cell() {
        let (text, table, _) = read("criterion,response\n\"a\"\"b\", x ,é\nlast,\"q\"");
        let raw: Vec<&str> =
            table.rows.iter().flat_map(|row| &row.cells).map(|c| text.slice(&c.span)).collect();
        assert_eq!(raw, ["criterion", "response", "\"a\"\"b\"", " x ", "é", "last", "\"q\""]);
    }

    #[test]
    fn bad_quotes_are_said() {
        let codes = |content: &str| -> Vec<&'static str> {
            read(content).2.sorted().iter().map(|d| d.code.id).collect()
        };
        assert_eq!(codes("criterion,response\nA,\"open\nB,x\n"), ["C006"]);
        assert_eq!(codes("criterion,response\nA,\"open\nB,\"x\"\n"), ["C006"]);
        assert_eq!(codes("criterion,response\nA,\"x\" y\n"), ["C007"]);
        assert!(codes("criterion,response\nA,5\" tube\n").is_empty());
    }
}
