//! What a row leaves behind of its evidence and its comment: kinds, days, and marks that tell
//! whether two texts are the same. Never the texts.

use super::cells::Cells;
use super::columns::Column;
use super::numbers::date;
use super::sheet::SheetContext;
use super::words::{is_same_word, says_nothing};
use crate::diagnostic::{Diagnostic, code};
use jiff::civil::Date;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Traces of one row, or of all rows of one party for a criterion at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Evidence that is described in the sheet itself.
    pub described: Vec<Described>,
    /// Marks of texts in the column `evidence` that cite nothing of the register.
    pub evidence: Vec<u64>,
    /// Marks of texts in the column `comment`.
    pub comments: Vec<u64>,
}

/// Evidence that a row describes in its own columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its kind, from the vocabulary.
    pub kind: Option<String>,
    /// Its day.
    pub date: Option<Date>,
    /// The sheet.
    pub file: Arc<str>,
    /// The worksheet, where the sheet is a workbook.
    pub worksheet: Option<Arc<str>>,
    /// The row of it.
    pub row: usize,
}

impl Traces {
    /// The traces of a row. Reports ids that look like those of the register and are not in it.
    pub(super) fn of(cells: &Cells<'_>, context: SheetContext<'_>) -> Self {
        report_unregistered(cells, context);
        let said = |column| cells.filled(column).filter(|cell| !says_nothing(cell));
        let evidence = said(Column::Evidence);
        let own = evidence.filter(|cell| context.register.cited(cell).is_empty());
        Self {
            described: described(cells, context).into_iter().collect(),
            evidence: own.map(mark).into_iter().collect(),
            comments: said(Column::Comment).map(mark).into_iter().collect(),
        }
    }

    /// Whether another row leaves the same behind.
    pub(super) fn say_the_same(&self, other: &Self) -> bool {
        let told = |traces: &Self| {
            let each = traces.described.iter().map(|one| (one.kind.clone(), one.date));
            each.collect::<Vec<_>>()
        };
        (&self.evidence, &self.comments) == (&other.evidence, &other.comments)
            && told(self) == told(other)
    }

    /// The traces of two rows.
    #[must_use]
    pub(super) fn joined(mut self, other: Self) -> Self {
        for one in other.described {
            let is_before = |known: &Described| (&known.file, known.row) <= (&one.file, one.row);
            self.described.insert(self.described.partition_point(is_before), one);
        }
        join_marks(&mut self.evidence, other.evidence);
        join_marks(&mut self.comments, other.comments);
        self
    }
}

/// Adds marks to sorted ones, each once.
fn join_marks(known: &mut Vec<u64>, more: Vec<u64>) {
    for mark in more {
        if let Err(at) = known.binary_search(&mark) {
            known.insert(at, mark);
        }
    }
}

fn described(cells: &Cells<'_>, context: SheetContext<'_>) -> Option<Described> {
    let kinds = || context.vocabulary.evidence_ids();
    let kind = cells
        .filled(Column::EvidenceKind)
        .and_then(|cell| kinds().find(|known| is_same_word(known, cell)));
    let date = cells.filled(Column::EvidenceDate).and_then(|cell| date(cell).ok());
    (kind.is_some() || date.is_some()).then(|| Described {
        kind: kind.map(str::to_owned),
        date,
        file: Arc::clone(cells.file),
        worksheet: cells.row.worksheet().cloned(),
        row: cells.row.number,
    })
}

/// A number that is the same for texts that differ in blanks at most. It is compared within one
/// run and never written.
fn mark(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.split_whitespace().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

fn report_unregistered(cells: &Cells<'_>, context: SheetContext<'_>) {
    let register = context.register;
    for id in register.unregistered(cells.get(Column::Evidence)) {
        // an answer may well point to a criterion
        if context.criterion(&id.to_uppercase()).is_some() {
            continue;
        }
        let message = format!("{} is cited and is not in the register", register.show(id));
        let help = format!("add it to {}, or correct the id", register.file);
        let place = cells.place(Column::Evidence);
        let of_many = "evidence is cited here that is not in the register";
        let help_of_many = format!("add it to {}, or correct the ids", register.file);
        let diagnostic = Diagnostic::new(&code::UNREGISTERED_ID, place, message).help(help);
        cells.bag.push(diagnostic.together(of_many, Some(help_of_many)));
    }
}
