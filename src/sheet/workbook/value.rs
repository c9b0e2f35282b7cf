//! The values of a workbook's cells as a person would type them.

use super::{Filled, Mark};
use calamine::{Data, DataRef, ExcelDateTime};

/// A cell, from its value and whether a formula stands behind it; `None` where it is empty.
pub(super) fn filled(value: &DataRef<'_>, is_formula: bool) -> Option<Filled> {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => date_text(date),
        DataRef::DateTimeIso(text) => iso_text(text),
        DataRef::DurationIso(text) => text.clone(),
        // what the spreadsheet says is nothing that a person typed
        DataRef::Error(_) => String::new(),
    };
    let is_empty = matches!(value, DataRef::Empty);
    let marks: Vec<Mark> = match (value, is_formula) {
        (DataRef::Error(_), _) => vec![Mark::ErrorValue],
        (_, true) if is_empty => vec![Mark::Uncomputed],
        (_, true) => vec![Mark::Formula],
        _ => Vec::new(),
    };
    (!is_empty || is_formula).then_some(Filled { text, marks })
}

/// The same for a value that is owned.
pub(super) fn filled_data(value: &Data, is_formula: bool) -> Option<Filled> {
    let value = match value {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::String(text.clone()),
        Data::Int(whole) => DataRef::Int(*whole),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    };
    filled(&value, is_formula)
}

/// A number as a spreadsheet shows it: fifteen digits, no exponent. A spreadsheet computes in
/// binary fractions, so that 0.1 + 0.2 has a seventeenth digit that nobody typed.
fn number_text(number: f64) -> String {
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{shown}")
}

/// A date as year-month-day, with the time where there is one.
fn date_text(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        return number_text(date.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = if (hour, minute, second) == (0, 0, 0) {
        String::new()
    } else {
        format!(" {hour:02}:{minute:02}:{second:02}")
    };
    format!("{year:04}-{month:02}-{day:02}{time}")
}

/// A date that is written out, without a time of midnight.
fn iso_text(text: &str) -> String {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    if time.bytes().all(|sign| matches!(sign, b'0' | b':' | b'.' | b'Z')) {
        date.to_owned()
    } else {
        format!("{date} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(30.0), "30");
        assert_eq!(number_text(0.933), "0.933");
        assert_eq!(number_text(1e21), "1000000000000000000000");
    }

    #[test]
    fn midnight_is_no_time() {
        assert_eq!(iso_text("2026-03-05T00:00:00"), "2026-03-05");
        assert_eq!(iso_text("2026-03-05"), "2026-03-05");
        assert_eq!(iso_text("2026-03-05T10:30:00"), "2026-03-05 10:30:00");
    }
}
