//! Whether two cells of a column say the same, however they are spelled.

use super::answer::PartialReason;
use super::columns::Column;
use super::numbers::{count, date, serial_date, value};
use super::words::{self, Response, fold};
use crate::measure::Fraction;
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

/// A cell as the workbooks that we write have it, where there is no doubt what it means: the words of
/// their lists, plain numbers, days as year-month-day. Everything else stays as it was typed.
pub fn canonical_cell(column: Column, cell: &str, criterion: Option<&Criterion>) -> String {
    let known = match column {
        Column::Response => canonical_response(cell, criterion).filter(|word| !word.is_empty()),
        Column::Numerator | Column::Denominator => count(cell).ok().map(|count| count.plain()),
        Column::Value => plain_value(cell, criterion),
        Column::PeriodStart | Column::PeriodEnd | Column::EvidenceDate => {
            let day = date(cell).ok().or_else(|| serial_date(cell));
            day.map(|day| day.to_string())
        }
        Column::Extent => words::extent(cell).map(|extent| extent.word().to_owned()),
        Column::Privileged | Column::KeyRecommendation => {
            words::yes_or_no(cell).map(|yes| if yes { "yes" } else { "no" }.to_owned())
        }
        _ => None,
    };
    known.unwrap_or_else(|| cell.to_owned())
}

/// The word of a reason for partly met, as lists have it; `None` where it is any other text.
pub fn canonical_reason(cell: &str) -> Option<&'static str> {
    words::partial_reason(cell).map(PartialReason::word)
}

/// A value as a number without its sign: percentages from 0 to 100, the digits as they were typed.
fn plain_value(cell: &str, criterion: Option<&Criterion>) -> Option<String> {
    let number = value(cell).ok().filter(|_| !cell.contains('/'))?;
    if cell.contains('%') {
        let answering = criterion.map(|criterion| &criterion.answering);
        let Some(Answering::Measure(measure)) = answering else { return None };
        return measure.is_percent().then(|| number.times(&Fraction::whole(100)).plain());
    }
    let plain: String = cell.chars().filter(|sign| !sign.is_whitespace()).collect();
    Some(plain.replace(',', "."))
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
    fn what_is_certain_is_written_as_our_sheets_have_it() {
        let written = |column, cell| canonical_cell(column, cell, None);
        assert_eq!(written(Column::Response, "Fully met"), "met");
        assert_eq!(written(Column::Numerator, "1,200"), "1200");
        assert_eq!(written(Column::PeriodEnd, "25.03.2026"), "2026-03-25");
        assert_eq!(written(Column::Privileged, "x"), "yes");
        assert_eq!(written(Column::Value, "93,30"), "93.30");
        // what says nothing, or may mean two things, stays as it is
        for (column, cell) in [
            (Column::Response, "tbd"),
            (Column::PeriodEnd, "3/5/2026"),
            (Column::Value, "14/15"),
            (Column::Value, "93 %"),
            (Column::Comment, "Yes"),
        ] {
            assert_eq!(written(column, cell), cell);
        }
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
