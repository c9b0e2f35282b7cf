//! Whether two cells of a column say the same, however they are spelled.

use super::columns::Column;
use super::numbers::{date, value};
use super::words::{self, Response, fold};
use crate::standard::model::{Answering, Criterion};

/// The word for a response, in the form that our own sheets have; `None` where it is none. An
/// answer that says nothing is an empty word.
pub fn canonical_response(cell: &str, criterion: Option<&Criterion>) -> Option<String> {
    if let Some(Answering::Scale(scale)) = criterion.map(|criterion| &criterion.answering) {
        let is_it = |text: &str| fold(text) == fold(cell);
        let level = scale.levels.iter().find(|level| is_it(&level.id) || is_it(&level.label));
        if let Some(level) = level {
            return Some(level.id.clone());
        }
    }
    let word = match words::response(cell)? {
        Response::Blank => "",
        Response::Met => "met",
        Response::Partial => "partial",
        Response::NotMet => "not_met",
        Response::NotApplicable => "not_applicable",
    };
    Some(word.to_owned())
}

/// Whether two cells of a column say the same: words in any dress, dates and numbers by their
/// value, texts but for white space. Columns that we do not know hold texts.
pub fn says_the_same(
    column: Option<Column>,
    criterion: Option<&Criterion>,
    (one, other): (&str, &str),
) -> bool {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced(one) == spaced(other) {
        return true;
    }
    match column {
        Some(Column::Response) => {
            let words = [one, other].map(|cell| canonical_response(cell, criterion));
            matches!(words, [Some(one), Some(other)] if one == other)
        }
        Some(Column::PeriodStart | Column::PeriodEnd | Column::EvidenceDate) => {
            matches!((date(one), date(other)), (Ok(one), Ok(other)) if one == other)
        }
        Some(Column::Value | Column::Numerator | Column::Denominator) => {
            matches!((value(one), value(other)), (Ok(one), Ok(other)) if one == other)
        }
        Some(column) => !column.is_free_text() && fold(one) == fold(other),
        None => false,
    }
}

impl Column {
    /// Whether people write in it what they like: such cells are never shown.
    pub fn is_free_text(self) -> bool {
        matches!(
            self,
            Self::Reason
                | Self::Population
                | Self::Sampling
                | Self::Evidence
                | Self::Comment
                | Self::Section
                | Self::Title
                | Self::Statement
                | Self::EvidenceAsked
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(column: Column, one: &str, other: &str) -> bool {
        says_the_same(Some(column), None, (one, other))
    }

    #[test]
    fn words_numbers_and_dates_have_many_dresses() {
        assert!(same(Column::Response, "yes", "Fully met"));
        assert!(!same(Column::Response, "yes", "partly"));
        assert!(same(Column::PeriodStart, "2026-03-25", "25.03.2026"));
        assert!(!same(Column::PeriodStart, "3/5/2026", "5/3/2026"));
        assert!(same(Column::Value, "93 %", "93,0%"));
        assert!(!same(Column::Value, "93", "93 %"));
        assert!(same(Column::OwnerRole, "Nurse Manager", "nurse-manager"));
    }

    #[test]
    fn texts_are_the_same_but_for_white_space() {
        assert!(same(Column::Comment, "seen in\nMay", "seen in May"));
        assert!(!same(Column::Comment, "Seen", "seen"));
        assert!(!says_the_same(None, None, ("a", "A")));
    }

    #[test]
    fn what_says_nothing_is_an_empty_word() {
        assert_eq!(canonical_response("tbd", None).as_deref(), Some(""));
        assert_eq!(canonical_response("perhaps", None), None);
    }
}
