//! The answers of a file while its rows are read: equal ones are kept once, and no more of a
//! criterion than a person writes, so that the longest file takes no more room than a short one.

use super::answer::{Answer, Given};
use super::cells::Cells;
use super::columns::Column;
use crate::diagnostic::code;
use std::collections::BTreeMap;

/// The answers of a file so far.
#[derive(Debug)]
pub(super) struct Collected {
    answers: Vec<Answer>,
    /// Where the answers to a criterion stand in the list.
    of_criterion: BTreeMap<String, Vec<usize>>,
    /// How many rows of a criterion are read.
    most: usize,
}

/// No person answers one criterion of one place in more rows: each is a piece of evidence.
const MOST_ROWS: usize = 200;

impl Collected {
    /// Nothing yet, of a facility with so many locations.
    pub(super) fn new(locations: usize) -> Self {
        let most = MOST_ROWS * locations.max(1);
        Self { answers: Vec::new(), of_criterion: BTreeMap::new(), most }
    }

    /// Whether a criterion has so many rows that no more of it are read; that is reported.
    pub(super) fn is_full(&self, criterion: &str, cells: &Cells<'_>) -> bool {
        let known = self.of_criterion.get(criterion);
        let is_full = known.is_some_and(|known| known.len() >= self.most);
        if is_full && !cells.is_only_counted(&code::TOO_MANY_ROWS) {
            let message =
                format!("{} rows answer this criterion already; this one was not read", self.most);
            let help = "keep one row for the answer and one for each further piece of evidence";
            cells.report(&code::TOO_MANY_ROWS, Column::Criterion, &message, help.to_owned());
        }
        is_full
    }

    /// Takes the answer of a row.
    pub(super) fn add(&mut self, answer: Answer, cells: &Cells<'_>) {
        let known = self.of_criterion.entry(answer.criterion.clone()).or_default();
        let all = &self.answers;
        let mut twins = known.iter().filter_map(|at| all.get(*at));
        if let Some(twin) = twins.find(|known| known.says_the_same(&answer)) {
            if answer.given != Given::Blank {
                report_twin(twin.origin.row, cells);
            }
            return;
        }
        known.push(self.answers.len());
        self.answers.push(answer);
    }

    /// The answers, in the order of their rows.
    pub(super) fn finish(self) -> Vec<Answer> {
        self.answers
    }
}

fn report_twin(row: usize, cells: &Cells<'_>) {
    if cells.is_only_counted(&code::DUPLICATE_ROW) {
        return;
    }
    let message = format!("row {row} says the same already");
    cells.report_one_of_many(
        (&code::DUPLICATE_ROW, Column::Criterion),
        (&message, "delete one of the two rows".to_owned()),
        ("an earlier row says the same already", "delete what is there twice".to_owned()),
    );
}
