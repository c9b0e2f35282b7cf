//! The cells of one row, by column, and messages about them.

use super::columns::{Column, Columns};
use crate::diagnostic::{Bag, Code, Diagnostic, Place};
use crate::sheet::{Row, strip};
use crate::standard::{Criterion, fingerprint};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Fingerprints that were computed once: a digest for each row would take longer than reading it.
#[derive(Debug, Default)]
pub(super) struct Prints(RefCell<BTreeMap<String, Arc<str>>>);

impl Prints {
    /// The fingerprint of a criterion.
    pub(super) fn of(&self, criterion: &Criterion) -> Arc<str> {
        let mut known = self.0.borrow_mut();
        if let Some(print) = known.get(&criterion.id) {
            return Arc::clone(print);
        }
        let print: Arc<str> = fingerprint(criterion).into();
        known.insert(criterion.id.clone(), Arc::clone(&print));
        print
    }
}

/// One row with its columns and the bag.
pub(super) struct Cells<'r> {
    pub(super) row: &'r Row,
    pub(super) columns: &'r Columns,
    /// The file's name as messages show it.
    pub(super) file: &'r Arc<str>,
    pub(super) bag: &'r Bag,
    /// Words that an echo may show: the prefixes of the checklists in use.
    pub(super) known: &'r [&'r str],
    /// The fingerprints of the criteria that were met so far.
    pub(super) prints: &'r Prints,
}

impl Cells<'_> {
    /// A cell's text, trimmed and without our own neutralizing sign; empty where there is none.
    pub(super) fn get(&self, column: Column) -> &str {
        let at = self.columns.index(column);
        let cell = at.and_then(|at| self.row.get(at));
        cell.map_or("", |cell| strip(cell.trim()).trim())
    }

    /// A cell's text where it is not blank.
    pub(super) fn filled(&self, column: Column) -> Option<&str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }

    /// Whether any of some cells is filled.
    pub(super) fn any(&self, columns: &[Column]) -> bool {
        columns.iter().any(|column| self.filled(*column).is_some())
    }

    /// Where a cell stands; where the column is missing, the row.
    pub(super) fn place(&self, column: Column) -> Place {
        self.row.place(self.file, (self.columns.index(column), Some(column.header())))
    }

    /// Whether so many of a code were told of this file that one more is only counted; it then was.
    pub(super) fn is_only_counted(&self, code: &'static Code) -> bool {
        self.bag.is_only_counted(code, self.file)
    }

    /// Reports a problem of a cell like `report`, with help that takes long to find: the nearest
    /// word of a list. It is looked for only where somebody will read it.
    pub(super) fn report_with(
        &self,
        (code, column): (&'static Code, Column),
        message: &str,
        help: impl FnOnce() -> Option<String>,
    ) {
        if !self.is_only_counted(code) {
            self.report(code, column, message, help());
        }
    }

    /// Reports a problem of a cell. `{}` in the message stands for the cell, masked.
    pub(super) fn report(
        &self,
        code: &'static Code,
        column: Column,
        message: &str,
        help: impl Into<Option<String>>,
    ) {
        if self.is_only_counted(code) {
            return;
        }
        let diagnostic = Diagnostic::new(code, self.place(column), message);
        let diagnostic = diagnostic.echo(self.get(column), self.known);
        self.bag.push(diagnostic.help_maybe(help.into()));
    }

    /// The same for a problem that row after row may have, where message and help name what is of
    /// one row only; `of_many` are the words for several rows at once.
    pub(super) fn report_one_of_many(
        &self,
        (code, column): (&'static Code, Column),
        (message, help): (&str, String),
        of_many: (&str, String),
    ) {
        if self.is_only_counted(code) {
            return;
        }
        let diagnostic = Diagnostic::new(code, self.place(column), message);
        let diagnostic = diagnostic.together(of_many.0, Some(of_many.1));
        self.bag.push(diagnostic.echo(self.get(column), self.known).help(help));
    }
}
