//! Tables of typed cells: each column is defined once, for CSV and for the sheets of a workbook.

pub(super) mod asked;
pub(super) mod criteria;
pub(super) mod evidence;
pub(super) mod gaps;
pub(super) mod plan;
pub(super) mod questions;

use crate::measure::Fraction;
use crate::report::record::gaps::Withheld;
use crate::report::record::score::MeasureRecord;
use jiff::civil::Date;
use std::borrow::Cow;

/// A value and what kind of value it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    YesNo(bool),
    /// Must-pass: the word where it is, nothing where it is not.
    Must(bool),
    Whole(u64),
    /// A number with so many digits behind the point.
    Decimal(f64, usize),
    /// A number as it is.
    Number(f64),
    /// Points of 100, as JSON has them.
    Percent(f64),
    Day(Date),
}

/// For whom a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Csv,
    Workbook,
}

/// Words that mean good or bad, by the kind of column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Palette {
    MustPass,
    Severity,
    State,
    Standing,
    Reason,
}

/// A column, and how its value is taken from a record.
#[derive(Debug)]
pub(super) struct Column<R> {
    head: Head,
    only: Option<Medium>,
    take: fn(&R) -> Cell,
}

/// What stands above a column, and how wide it is.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Its name in CSV, which stays.
    pub(super) name: &'static str,
    /// Its header in a workbook.
    pub(super) title: Cow<'static, str>,
    /// Its width in signs.
    pub(super) width: u16,
    /// Whether its words are colored.
    pub(super) palette: Option<Palette>,
}

/// A table, ready to be written.
#[derive(Debug)]
pub(super) struct Table {
    /// Its sheet's name.
    pub(super) name: &'static str,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many columns stay in sight.
    pub(super) frozen: u16,
    /// How many columns are printed; the others are for the screen.
    pub(super) printed: u16,
}

impl<R> Column<R> {
    fn new(name: &'static str, title: &'static str, width: u16, take: fn(&R) -> Cell) -> Self {
        let head = Head { name, title: title.into(), width, palette: None };
        Self { head, only: None, take }
    }

    fn colored(mut self, palette: Palette) -> Self {
        self.head.palette = Some(palette);
        self
    }

    fn only(mut self, medium: Medium) -> Self {
        self.only = Some(medium);
        self
    }
}

/// The columns of a medium.
fn shown<R>(columns: Vec<Column<R>>, medium: Medium) -> Vec<Column<R>> {
    let fits = |column: &Column<R>| column.only.is_none_or(|only| only == medium);
    columns.into_iter().filter(fits).collect()
}

fn heads<R>(columns: &[Column<R>]) -> Vec<Head> {
    columns.iter().map(|column| column.head.clone()).collect()
}

fn rows<R>(columns: &[Column<R>], records: impl Iterator<Item = R>) -> Vec<Vec<Cell>> {
    records.map(|record| columns.iter().map(|column| (column.take)(&record)).collect()).collect()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl Cell {
    /// A list in one cell.
    pub(super) fn list(words: &[String], between: &str) -> Self {
        words.join(between).into()
    }

    /// The evidence that is cited; where a row is marked privileged, that there is more.
    pub(super) fn cited(pieces: &[String], is_withheld: bool) -> Self {
        let withheld = is_withheld.then(|| Withheld::Privileged.label().to_owned());
        pieces.iter().cloned().chain(withheld).collect::<Vec<String>>().join(", ").into()
    }

    /// A fraction with so many digits, rounded down as everywhere.
    pub(super) fn fraction(value: &Fraction, digits: u32) -> Self {
        let number = value.decimal(digits).parse().unwrap_or_default();
        Self::Decimal(number, usize::try_from(digits).unwrap_or_default())
    }

    /// A count or a measured value: in full where it is a short decimal, otherwise rounded down.
    pub(super) fn measured(value: &Fraction) -> Self {
        let full = value.plain().parse().ok();
        let number = full.or_else(|| value.decimal(3).parse().ok());
        number.map_or(Self::Blank, Self::Number)
    }

    /// A value of a measure: percent in points of 100, everything else in its unit.
    pub(super) fn in_unit(measure: &MeasureRecord, value: &Fraction) -> Self {
        match measure.unit.as_str() {
            "percent" => Self::Percent(value.percent_number()),
            _ => Self::measured(value),
        }
    }

    /// A figure in points of 100.
    pub(super) fn percent(figure: Option<f64>) -> Self {
        figure.map_or(Self::Blank, Self::Percent)
    }
}
