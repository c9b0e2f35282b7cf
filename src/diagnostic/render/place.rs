//! Where a message points, in words.

use crate::diagnostic::Place;
use crate::source::plain;

/// Most stretches of rows that one message names.
const MOST_STRETCHES: usize = 10;

/// The places of a message, however many there are.
pub(super) fn where_they_are(places: &[Place]) -> String {
    let Some(first) = places.first() else { return String::new() };
    if places.len() == 1 {
        return where_it_is(first);
    }
    let cell = first.cell.as_deref().unwrap_or_default();
    let letters = cell.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let what = if letters.is_empty() { "rows" } else { "cells" };
    let rows: Vec<usize> = places.iter().filter_map(|place| place.row).collect();
    let name = first.column_name.as_ref();
    let column = name.map(|name| format!(", column `{name}`")).unwrap_or_default();
    let (file, count) = (file(first), rows.len());
    format!("{file}: {count} {what} ({}){column}", stretches(&rows, letters))
}

/// Where one thing is.
pub(super) fn where_it_is(place: &Place) -> String {
    let file = file(place);
    if let Some(cell) = &place.cell {
        let name = place.column_name.as_ref();
        let column = name.map(|name| format!(", column `{name}`")).unwrap_or_default();
        return format!("{file}: cell {cell}{column}");
    }
    match (place.row, &place.column_name, place.line, place.column) {
        (Some(row), Some(name), ..) => format!("{file}: row {row}, column `{name}`"),
        (Some(row), None, ..) => format!("{file}: row {row}"),
        (None, _, Some(line), Some(column)) => format!("{}:{line}:{column}", place.file),
        _ => file,
    }
}

fn file(place: &Place) -> String {
    match &place.worksheet {
        Some(worksheet) => format!("{}, sheet `{}`", place.file, plain(worksheet)),
        None => place.file.clone(),
    }
}

/// `2 to 9, 12, 14 to 20 and 31 more`: rows in their order, each under the letters of its column.
fn stretches(rows: &[usize], letters: &str) -> String {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match all.last_mut() {
            Some((_, end)) if *end + 1 == *row => *end = *row,
            _ => all.push((*row, *row)),
        }
    }
    let shown = all.get(..MOST_STRETCHES).unwrap_or(&all);
    let words = shown.iter().map(|(from, to)| match to - from {
        0 => format!("{letters}{from}"),
        1 => format!("{letters}{from}, {letters}{to}"),
        _ => format!("{letters}{from} to {letters}{to}"),
    });
    let words = words.collect::<Vec<_>>().join(", ");
    let more: usize = all.iter().skip(MOST_STRETCHES).map(|(from, to)| to - from + 1).sum();
    if more == 0 { words } else { format!("{words} and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_follow_each_other_are_a_stretch() {
        assert_eq!(stretches(&[2, 3, 4, 7, 9, 10], ""), "2 to 4, 7, 9, 10");
        assert_eq!(stretches(&[2, 3, 4, 7], "F"), "F2 to F4, F7");
        let far: Vec<usize> = (1..=30).map(|row| row * 5).collect();
        assert_eq!(stretches(&far, ""), "5, 10, 15, 20, 25, 30, 35, 40, 45, 50 and 20 more");
    }

    #[test]
    fn many_rows_are_counted_and_one_is_named() {
        let at = |row| Place {
            row: Some(row),
            column_name: Some("response".to_owned()),
            ..Place::file("a.csv")
        };
        assert_eq!(where_they_are(&[at(4)]), "a.csv: row 4, column `response`");
        assert_eq!(where_they_are(&[at(4), at(8)]), "a.csv: 2 rows (4, 8), column `response`");
    }
}
