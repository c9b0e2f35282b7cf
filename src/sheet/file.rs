//! A file of sheets: CSV, or a workbook with several worksheets. One way to read all of them.

use super::csv_rows::CsvRows;
use super::row::Row;
use super::workbook::{self, WorksheetRows};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::{DAMAGE, Encoding};
use std::fmt::Debug;
use std::io::{self, Read};
use std::sync::Arc;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// Text with separated cells.
    Csv,
    /// A workbook of Excel (Office Open XML).
    Xlsx,
    /// A workbook of `LibreOffice` (OpenDocument).
    Ods,
}

impl SheetKind {
    /// The kind that the ending of a file's name tells.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "ods" => Some(Self::Ods),
            _ => None,
        }
    }
}

/// Content that can be read from its beginning as often as wanted: this room knows no paths.
pub trait Open: Debug + Send + Sync {
    /// Begins to read.
    ///
    /// # Errors
    /// When the content cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read>>;
}

impl Open for Arc<[u8]> {
    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(io::Cursor::new(Self::clone(self))))
    }
}

/// A file of sheets, read when it is asked for.
#[derive(Debug, Clone)]
pub struct SheetFile {
    name: Arc<str>,
    kind: SheetKind,
    content: Arc<dyn Open>,
}

impl SheetFile {
    /// A file of a kind, by the name that messages show.
    pub fn new(name: impl Into<String>, kind: SheetKind, content: Arc<dyn Open>) -> Self {
        Self { name: name.into().into(), kind, content }
    }

    /// A CSV text in memory.
    ///
    /// ```
    /// use concordant::{diagnostic::Bag, sheet::{Row, SheetFile}};
    /// let sheet = SheetFile::csv("a.csv", "criterion,response\nRX-01,met\n");
    /// let bag = Bag::new();
    /// let mut tables = sheet.tables(&|header| header == "criterion", &bag);
    /// let mut row = Row::default();
    /// assert!(tables[0].next_row(&mut row, &bag));
    /// assert_eq!(row.get(1), Some("response"));
    /// ```
    pub fn csv(name: impl Into<String>, content: impl Into<String>) -> Self {
        let bytes: Arc<[u8]> = content.into().into_bytes().into();
        Self::new(name, SheetKind::Csv, Arc::new(bytes))
    }

    /// The name that messages show.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// What kind of file it is.
    pub fn kind(&self) -> SheetKind {
        self.kind
    }

    /// Its tables: the text, or each worksheet that has rows. What cannot be read is reported.
    /// `knows` tells whether a cell is a header that the reader is looking for.
    pub fn tables(&self, knows: &dyn Fn(&str) -> bool, bag: &Bag) -> Vec<Rows> {
        let opened = self.content.open().and_then(|content| match self.kind {
            SheetKind::Csv if workbook::is_renamed(&self.name, self.content.open()?, bag)? => {
                Ok(Vec::new())
            }
            SheetKind::Csv => {
                let first = first_row(CsvRows::new(&self.name, self.content.open()?, knows)?)?;
                let rows = Box::new(CsvRows::new(&self.name, content, knows)?);
                Ok(vec![Rows::Csv { rows, first, file: Arc::clone(&self.name) }])
            }
            SheetKind::Xlsx | SheetKind::Ods => {
                let worksheets = workbook::read((&self.name, self.kind), content, bag)?;
                Ok(worksheets.into_iter().map(Rows::Worksheet).collect())
            }
        });
        opened.unwrap_or_else(|error| {
            report_unreadable(&self.name, &error, bag);
            Vec::new()
        })
    }
}

/// The first row, where it is not blank. Whoever reads on reports what is wrong with it.
fn first_row(mut rows: CsvRows<Box<dyn Read>>) -> io::Result<Option<Row>> {
    let mut row = Row::default();
    let is_read = rows.next_row(&mut row, &Bag::new())?;
    Ok(Some(row).filter(|row| is_read && row.number == 1))
}

fn report_unreadable(file: &str, error: &io::Error, bag: &Bag) {
    let message = format!("the file cannot be read: {}", error.kind());
    bag.push(Diagnostic::new(&code::UNREADABLE_FILE, Place::file(file), message));
}

/// The rows of one table, one after another.
#[derive(Debug)]
pub enum Rows {
    /// Of a CSV text.
    Csv {
        /// Its rows.
        rows: Box<CsvRows<Box<dyn Read>>>,
        /// Its first row.
        first: Option<Row>,
        /// The file's name as messages show it.
        file: Arc<str>,
    },
    /// Of a worksheet.
    Worksheet(WorksheetRows),
}

impl Rows {
    /// Reads the next row that is not blank; `false` at the end. What cannot be read is reported.
    pub fn next_row(&mut self, row: &mut Row, bag: &Bag) -> bool {
        match self {
            Self::Worksheet(rows) => rows.next_row(row),
            Self::Csv { rows, file, .. } => match rows.next_row(row, bag) {
                Ok(true) => {
                    if row.is_damaged() && !bag.has_in(&code::DAMAGED_TEXT, file) {
                        report_damage((row, file), rows.encoding(), bag);
                    }
                    true
                }
                Ok(false) => {
                    report_encoding(file, rows.encoding(), bag);
                    false
                }
                Err(error) => {
                    report_unreadable(file, &error, bag);
                    false
                }
            },
        }
    }

    /// The first row: exports and notes of ours bear a stamp there.
    pub fn first_row(&self) -> Option<&Row> {
        match self {
            Self::Csv { first, .. } => first.as_ref(),
            Self::Worksheet(rows) => rows.first_row(),
        }
    }

    /// Whether it is a worksheet that its workbook hides.
    pub fn is_hidden(&self) -> bool {
        match self {
            Self::Csv { .. } => false,
            Self::Worksheet(rows) => rows.is_hidden(),
        }
    }

    /// Gives a worksheet another name, where its own must not be shown.
    pub fn rename(&mut self, name: &str) {
        if let Self::Worksheet(rows) = self {
            rows.rename(name);
        }
    }

    /// The worksheet, where it is one.
    pub fn worksheet(&self) -> Option<&str> {
        match self {
            Self::Csv { .. } => None,
            Self::Worksheet(rows) => Some(rows.name()),
        }
    }
}

fn report_damage((row, file): (&Row, &str), encoding: Encoding, bag: &Bag) {
    let at = row.cells().position(|cell| cell.contains(DAMAGE));
    let place = row.place(file, (at, None));
    let label = encoding.label();
    let message = format!("a character here cannot be read (the file was taken for {label})");
    let help = "open it in the program that wrote it and save it again as UTF-8";
    bag.push(Diagnostic::new(&code::DAMAGED_TEXT, place, message).help(help));
}

fn report_encoding(file: &str, encoding: Encoding, bag: &Bag) {
    if encoding == Encoding::Windows1252 && !bag.has_in(&code::GUESSED_ENCODING, file) {
        let message = "the file is not UTF-8 and was read as Windows-1252";
        let help = "check letters with accents; save as \"CSV UTF-8\" to be certain";
        let place = Place::file(file);
        bag.push(Diagnostic::new(&code::GUESSED_ENCODING, place, message).help(help));
    }
}
