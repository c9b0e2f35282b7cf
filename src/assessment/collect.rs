//! The answers of a file while its rows are read: equal ones are kept once, so that a file in which
//! the same rows stand a million times takes no more room than one.

use super::answer::{Answer, Given};
use super::cells::Cells;
use super::columns::Column;
use crate::diagnostic::code;
use std::collections::BTreeMap;

/// The answers of a file so far.
#[derive(Debug, Default)]
pub(super) struct Collected {
    answers: Vec<Answer>,
    /// Where the answers to a criterion stand in the list.
    of_criterion: BTreeMap<String, Vec<usize>>,
}

impl Collected {
    /// Takes the answer of a row, where it has one.
    pub(super) fn add(&mut self, answer: Option<Answer>, cells: &Cells<'_>) {
        let Some(answer) = answer else { return };
        let Some(known) = self.of_criterion.get_mut(&answer.criterion) else {
            self.of_criterion.insert(answer.criterion.clone(), vec![self.answers.len()]);
            self.answers.push(answer);
            return;
        };
        let all = &self.answers;
        let twin = known.iter().filter_map(|at| all.get(*at)).find(|k| k.says_the_same(&answer));
        if let Some(twin) = twin {
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
    let message = format!("row {row} says the same already");
    let help = "delete one of the two rows".to_owned();
    cells.report(&code::DUPLICATE_ROW, Column::Criterion, &message, help);
}
