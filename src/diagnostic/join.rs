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

/// So many rows are told one by one where each message names something of its own row.
const FEW: usize = 3;

/// Joins the diagnostics of different rows that say the same; the order is that of the first of
/// each. Nothing of a text with lines is joined: there each place is shown with its line.
pub fn joined(all: Vec<Diagnostic>) -> Vec<Joined> {
    let mut groups: Vec<Vec<Ranked<Diagnostic>>> = Vec::new();
    let mut known: BTreeMap<Alike, usize> = BTreeMap::new();
    for (rank, diagnostic) in all.into_iter().enumerate() {
        let is_of_row = diagnostic.place.row.is_some() && diagnostic.place.excerpt.is_none();
        let at = if is_of_row {
            *known.entry(alike(&diagnostic)).or_insert(groups.len())
        } else {
            groups.len()
        };
        match groups.get_mut(at) {
            Some(group) => group.push((rank, diagnostic)),
            None => groups.push(vec![(rank, diagnostic)]),
        }
    }
    let mut all: Vec<Ranked<Joined>> = groups.into_iter().flat_map(told).collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, one)| one).collect()
}

/// Something, and which one it was in the order of all.
type Ranked<T> = (usize, T);

/// A group as one message, or as several where it is of one row, or of a few that differ.
fn told(group: Vec<Ranked<Diagnostic>>) -> Vec<Ranked<Joined>> {
    let mut places: Vec<Place> = group.iter().map(|(_, one)| one.place.clone()).collect();
    places.dedup_by_key(|place| place.row);
    let is_literal = group.iter().all(|(_, one)| one.together.is_none());
    let least = if is_literal { 2 } else { FEW + 1 };
    if places.len() < least {
        let single = |said: Diagnostic| Joined { places: vec![said.place.clone()], said };
        return group.into_iter().map(|(rank, said)| (rank, single(said))).collect();
    }
    let first = group.into_iter().next();
    let joined = first.map(|(rank, mut said)| {
        if let Some(together) = said.together.take() {
            (said.message, said.help) = (together.message, together.help);
        }
        (rank, Joined { said, places })
    });
    joined.into_iter().collect()
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
        let few = joined(vec![said(2), said(5), said(9)]);
        assert_eq!(few.len(), 3);
        assert_eq!(few[2].said.message, "the answer of row 9 is torn");
        let many = joined(vec![said(2), said(5), said(5), said(8), said(9)]);
        assert_eq!(many.len(), 1);
        assert_eq!(many[0].said.message, "these answers are torn");
        assert_eq!(many[0].said.help.as_deref(), Some("mend them"));
        assert_eq!(rows(&many[0]), [2, 5, 8, 9]);
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
