//! Whether the answers of a round fit together, and whether their evidence holds.
//!
//! Each file is one rule with a code of its own. A rule looks at the answers of a whole round, at
//! the facility and at what the checklists declare. It only tells: no rule changes an answer, and
//! none shows a free text.

mod contradiction;
mod copied;
mod expired;
mod future;
mod missing;
mod prerequisite;
mod said;
mod stale;
mod straight_line;
mod uncited;
mod undated;
mod unevidenced;

#[cfg(test)]
mod tests;

use super::record::Record;
use crate::condition::{Truth, evaluate};
use crate::diagnostic::{Bag, Code, Diagnostic, Place};
use crate::facility::Facility;
use crate::standard::program::TailoringAction;
use crate::standard::{Checklist, Criterion, Program, Tailoring};
use jiff::civil::Date;

/// A round of answers, and what they are looked at with.
#[derive(Debug, Clone, Copy)]
pub struct Round<'r> {
    /// The facility.
    pub facility: &'r Facility,
    /// The program that is applied for.
    pub program: &'r Program,
    /// Its checklists.
    pub checklists: &'r [&'r Checklist],
    /// The answers.
    pub record: &'r Record,
    /// The day that is judged.
    pub as_of: Date,
    /// Whether no later round exists: an older one cannot cite what came after it.
    pub is_newest: bool,
}

/// Runs every rule.
pub fn check_round(round: Round<'_>, bag: &Bag) {
    let said = round.said();
    stale::check(round, &said, bag);
    expired::check(round, &said, bag);
    future::check(round, bag);
    undated::check(round, &said, bag);
    missing::check(round, &said, bag);
    uncited::check(round, bag);
    unevidenced::check(&said, bag);
    contradiction::check(round, bag);
    prerequisite::check(round, bag);
    straight_line::check(&said, bag);
    copied::check(&said, bag);
}

impl<'r> Round<'r> {
    /// A criterion that is judged: known, and not left out by the program.
    fn criterion(&self, id: &str) -> Option<&'r Criterion> {
        let excludes = |tailoring: &Tailoring| {
            tailoring.criterion == id && tailoring.action == TailoringAction::Exclude
        };
        if self.program.tailoring.iter().any(excludes) {
            return None;
        }
        self.checklists.iter().find_map(|checklist| checklist.criterion(id))
    }

    /// Whether a criterion may apply at a place.
    fn applies(&self, criterion: &Criterion, location: Option<&str>) -> bool {
        let value = |word: &str| self.facility.value(word, location, self.as_of);
        let condition = criterion.applies_when.as_ref();
        condition.is_none_or(|c| evaluate(&c.expression, &value).0 != Truth::False)
    }
}

/// A file, and its worksheet where it is a workbook.
type Sheet<'s> = (&'s str, Option<&'s str>);

/// A message about a row of a sheet or of the register.
fn at_row(
    code: &'static Code,
    ((file, worksheet), row, column): (Sheet<'_>, usize, &str),
    message: impl Into<String>,
) -> Diagnostic {
    let column_name = Some(column.to_owned());
    let worksheet = worksheet.map(str::to_owned);
    let place = Place { row: Some(row), worksheet, column_name, ..Place::file(file) };
    Diagnostic::new(code, place, message)
}

/// Most ids that one message lists.
const MOST_LISTED: usize = 8;

/// `RX-01, RX-04 and 3 more`.
fn list(names: &[String]) -> String {
    let more = names.len().saturating_sub(MOST_LISTED);
    let shown: Vec<&str> = names.iter().take(MOST_LISTED).map(String::as_str).collect();
    match (shown.split_last(), more) {
        (Some((last, [])), 0) => (*last).to_owned(),
        (Some((last, rest)), 0) => format!("{} and {last}", rest.join(", ")),
        _ => format!("{} and {more} more", shown.join(", ")),
    }
}
