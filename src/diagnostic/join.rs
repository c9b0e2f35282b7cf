//! What is said of row after row as one message with its places: for people. What other programs
//! read lists every place.

use super::{Diagnostic, Place, Severity};
use std::collections::BTreeMap;

/// One message, and every place of which it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// What is said; its place is the first one.
    pub said: Diagnostic,
    /// Every place in order, the first one too.
    pub places: Vec<Place>,
}

/// What messages share that are joined: code and weight, file and worksheet, the column's header and
/// letters, message and help.
type Alike = (
    (&'static str, Severity),
    (String, Option<String>),
    (Option<String>, String),
    (String, Option<String>),
);

/// Joins the diagnostics of different rows that say the same; the order is that of the first of
/// each. Nothing of a text with lines is joined: there each place is shown with its line.
pub fn joined(all: Vec<Diagnostic>) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    let mut known: BTreeMap<Alike, usize> = BTreeMap::new();
    for diagnostic in all {
        let Some(row) = diagnostic.place.row.filter(|_| diagnostic.place.excerpt.is_none()) else {
            joined.push(single(diagnostic));
            continue;
        };
        let at = *known.entry(alike(&diagnostic)).or_insert(joined.len());
        match joined.get_mut(at) {
            // two things in one row stay two messages
            Some(one) if one.places.last().is_some_and(|last| last.row == Some(row)) => {
                joined.push(single(diagnostic));
            }
            Some(one) => one.add(diagnostic.place),
            None => joined.push(single(diagnostic)),
        }
    }
    joined
}

fn single(said: Diagnostic) -> Joined {
    Joined { places: vec![said.place.clone()], said }
}

fn alike(diagnostic: &Diagnostic) -> Alike {
    let place = &diagnostic.place;
    let letters = place.cell.as_deref().unwrap_or_default();
    let letters = letters.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let words = match &diagnostic.together {
        Some(together) => (together.message.clone(), together.help.clone()),
        None => (diagnostic.message.clone(), diagnostic.help.clone()),
    };
    (
        (diagnostic.code.id, diagnostic.severity()),
        (place.file.clone(), place.worksheet.clone()),
        (place.column_name.clone(), letters.to_owned()),
        words,
    )
}

impl Joined {
    fn add(&mut self, place: Place) {
        if let Some(together) = self.said.together.take() {
            self.said.message = together.message;
            self.said.help = together.help;
        }
        self.places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;

    fn at(row: usize, column: &str) -> Place {
        Place { row: Some(row), column_name: Some(column.to_owned()), ..Place::file("a.csv") }
    }

    fn rows(one: &Joined) -> Vec<usize> {
        one.places.iter().filter_map(|place| place.row).collect()
    }

    #[test]
    fn the_same_word_in_many_rows_is_one_message_and_another_word_another() {
        let said = |row, word: &str| {
            Diagnostic::new(&code::UNKNOWN_RESPONSE, at(row, "response"), "{} is no response")
                .echo(word, &["yess", "nope"])
        };
        let all = joined(vec![said(2, "yess"), said(3, "nope"), said(4, "yess")]);
        assert_eq!(all.iter().map(rows).collect::<Vec<_>>(), [vec![2, 4], vec![3]]);
        assert_eq!(all[0].said.message, "`yess` is no response");
    }

    #[test]
    fn what_names_its_own_row_is_said_in_other_words_of_many() {
        let said = |row| {
            let message = format!("the answer of row {row} is torn");
            Diagnostic::new(&code::CHANGED_WORDING, at(row, "fingerprint"), message)
                .together("these answers are torn", Some("mend them".to_owned()))
        };
        let one = joined(vec![said(2)]);
        assert_eq!(one[0].said.message, "the answer of row 2 is torn");
        let two = joined(vec![said(2), said(9)]);
        assert_eq!(two[0].said.message, "these answers are torn");
        assert_eq!(two[0].said.help.as_deref(), Some("mend them"));
        assert_eq!(rows(&two[0]), [2, 9]);
    }

    #[test]
    fn other_columns_other_files_and_one_row_stay_apart() {
        let said = |place| Diagnostic::new(&code::DATE_AS_NUMBER, place, "a number");
        let other = Place { row: Some(2), ..Place::file("b.csv") };
        let all = vec![said(at(2, "from")), said(at(2, "from")), said(at(3, "to")), said(other)];
        assert_eq!(joined(all).len(), 4);
        assert_eq!(joined(vec![said(Place::file("a")), said(Place::file("a"))]).len(), 2);
    }
}
