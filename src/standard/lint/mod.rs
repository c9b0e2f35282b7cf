//! The linter of standards: what is well formed and means something may still be badly made.
//!
//! `check` tells what cannot be judged by; this tells what a careful reader would object to. Rules
//! look at the newest versions of a library together, because ids, sources and statements are
//! shared. Levels and suppressions come from a `lint.toml` beside the standards.

mod conditions;
mod config;
mod dates;
mod gates;
mod measures;
mod sources;
mod versions;
mod weights;
mod wording;

pub use config::{LintConfig, Suppression, parse_config};
pub use versions::{lint_program_step, lint_step};
pub use wording::{NEAR, similarity};

use super::model::Checklist;
use super::program::Program;
use crate::diagnostic::{Bag, Code, Diagnostic, Place};
use crate::document::Places;
use crate::source::Text;
use jiff::civil::Date;
use rayon::prelude::*;

/// A standard and where its parts stand.
#[derive(Debug)]
pub struct Located<'s, T> {
    /// The standard.
    pub model: &'s T,
    /// Its text.
    pub text: &'s Text,
    /// Where its parts stand.
    pub places: &'s Places,
}

/// What is looked at together: the newest version of every checklist and program.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'s> {
    /// The checklists.
    pub checklists: &'s [Located<'s, Checklist>],
    /// The programs.
    pub programs: &'s [Located<'s, Program>],
    /// The day on which it is looked at.
    pub today: Date,
}

/// Runs every rule.
pub fn lint(shelf: Shelf<'_>, bag: &Bag) {
    // side by side; what is said of each is told in their order
    let alone = |checklist: &Located<'_, Checklist>| {
        let own = Bag::new();
        conditions::lint(*checklist, &own);
        measures::lint(*checklist, &own);
        sources::lint(*checklist, shelf.today, &own);
        wording::lint(*checklist, &own);
        dates::lint(*checklist, shelf.today, &own);
        weights::lint(*checklist, &own);
        own.into_kept()
    };
    let told: Vec<Vec<Diagnostic>> = shelf.checklists.par_iter().map(alone).collect();
    for diagnostic in told.into_iter().flatten() {
        bag.push(diagnostic);
    }
    sources::lint_shared(shelf.checklists, bag);
    wording::lint_duplicates(shelf.checklists, bag);
    for program in shelf.programs {
        gates::lint(*program, shelf.checklists, bag);
        weights::lint_program(*program, bag);
    }
}

// derived, these would ask the same of the standard itself
impl<T> Clone for Located<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Located<'_, T> {}

impl<T> Located<'_, T> {
    /// Reports a problem of an item's key.
    fn report(
        &self,
        (code, bag): (&'static Code, &Bag),
        (item, key): (&str, &str),
        message: impl Into<String>,
        help: &str,
    ) {
        let place = Place::text(self.text, &self.places.get(item, key));
        let diagnostic = Diagnostic::new(code, place, message).item(item);
        bag.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }
}
