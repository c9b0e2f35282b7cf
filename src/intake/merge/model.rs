//! What is merged and what comes of it.

use crate::assessment::Column;

/// A column of the merged sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// One that we know.
    Known(Column),
    /// One that only the hospital knows, by its place among them.
    Extra(usize),
}

impl Slot {
    /// The column, where we know it.
    pub fn column(self) -> Option<Column> {
        match self {
            Self::Known(column) => Some(column),
            Self::Extra(_) => None,
        }
    }
}

/// What `--prefer` asks for: one file's word, for a criterion or for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference {
    /// The file, by its place among those that are merged.
    pub file: usize,
    /// The criterion; `None` for every one.
    pub criterion: Option<String>,
}

/// What comes of a merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// The files, as messages name them.
    pub files: Vec<Tally>,
    /// The columns of the merged sheet.
    pub columns: Vec<Slot>,
    /// Their titles.
    pub titles: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// Conflicts that nobody has settled: nothing may be written.
    pub conflicts: Vec<Conflict>,
    /// Differences that were settled, and how: what was set aside is never lost.
    pub settled: Vec<Conflict>,
    /// Rows that cannot be merged.
    pub rejected: Vec<Rejected>,
    /// Preferences that found nothing to settle, by their place.
    pub idle: Vec<usize>,
}

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Its name.
    pub file: String,
    /// Rows that were merged.
    pub rows: usize,
    /// Rows of them that answer something.
    pub answers: usize,
    /// Rows that could not be used.
    pub rejected: usize,
}

/// One column of one criterion at one location, in which rows differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The criterion.
    pub criterion: String,
    /// The location; empty for the facility as a whole.
    pub location: String,
    /// The column.
    pub slot: Slot,
    /// Its title.
    pub title: String,
    /// What each row says.
    pub sides: Vec<Side>,
    /// How it was settled; `None` where it was not.
    pub settled: Option<Settled>,
}

/// What one row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The file, by its place.
    pub file: usize,
    /// Its worksheet.
    pub worksheet: Option<String>,
    /// The row.
    pub row: usize,
    /// The cell.
    pub cell: String,
    /// Whether the merged sheet says the same.
    pub is_kept: bool,
}

/// How a difference was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// By `--prefer`: this file's word counts.
    Preferred(usize),
    /// The others only repeat what the template says, or say nothing.
    SaysNothing,
}

/// A row that cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The file, by its place.
    pub file: usize,
    /// Its worksheet.
    pub worksheet: Option<String>,
    /// The row.
    pub row: usize,
    /// Why.
    pub reason: Reason,
    /// Its cells by column; those without any column by their place.
    pub cells: Vec<(Option<Slot>, String)>,
}

/// Why a row cannot be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It stands above the header.
    AboveHeader,
    /// It names no criterion.
    NoCriterion,
    /// It names one that no checklist has.
    UnknownCriterion,
    /// It has more cells than the header.
    TooWide,
    /// No department is asked for it, and each gets only what it is asked for.
    NoDepartment,
}

impl Reason {
    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::AboveHeader => "no header stands above it",
            Self::NoCriterion => "it names no criterion",
            Self::UnknownCriterion => "no checklist has its criterion",
            Self::TooWide => "it goes on behind the header's last column",
            Self::NoDepartment => "no department is asked for it",
        }
    }

    /// The word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::AboveHeader => "above_header",
            Self::NoCriterion => "no_criterion",
            Self::UnknownCriterion => "unknown_criterion",
            Self::TooWide => "too_wide",
            Self::NoDepartment => "no_department",
        }
    }

    /// Whether it is somebody's answer that is not in the merged sheet.
    pub fn is_answer(self) -> bool {
        self != Self::AboveHeader
    }
}
