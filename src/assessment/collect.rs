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
        // what differs only beside the answer is kept as long as a person could have typed it
        if known.len() >= MOST_ROWS {
            let given = known.iter().filter_map(|at| all.get(*at)).map(|known| &known.given);
            if given.clone().any(|given| *given == answer.given) || is_torn(given) {
                report_many(cells);
                return;
            }
        }
        known.push(self.answers.len());
        self.answers.push(answer);
    }

    /// The answers, in the order of their rows.
    pub(super) fn finish(self) -> Vec<Answer> {
        self.answers
    }
}

/// No person answers one criterion in more rows: one for each piece of evidence and each place.
const MOST_ROWS: usize = 200;

/// Whether there are different answers already.
fn is_torn<'a>(mut given: impl Iterator<Item = &'a Given>) -> bool {
    given.next().is_some_and(|first| given.any(|other| other != first))
}

fn report_many(cells: &Cells<'_>) {
    let message = "two hundred rows answer this criterion already; this one was not read";
    let help = "keep one row for the answer and one for each further piece of evidence".to_owned();
    cells.report(&code::DUPLICATE_ROW, Column::Criterion, message, help);
}

fn report_twin(row: usize, cells: &Cells<'_>) {
    let message = format!("row {row} says the same already");
    cells.report_one_of_many(
        (&code::DUPLICATE_ROW, Column::Criterion),
        (&message, "delete one of the two rows".to_owned()),
        ("an earlier row says the same already", "delete what is there twice".to_owned()),
    );
}
