//! Texts and dates as a workbook can hold them.

use crate::diagnostic::render::wrap;
use crate::source::plain;
use jiff::civil::Date;
use rust_xlsxwriter::ExcelDateTime;

/// What a cell holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A text as every cell shows it: without hidden signs, and no longer than a cell can hold.
pub fn fitting(text: &str) -> String {
    let text = plain(text);
    if text.encode_utf16().count() <= LONGEST {
        return text.into_owned();
    }
    let mut used = 0;
    let fits = |sign: &char| {
        used += sign.len_utf16();
        used < LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// How many lines a text takes in a column. A width counts digits, and prose is narrower than
/// digits, which makes up for edges.
pub fn lines(text: &str, width: u16) -> usize {
    wrap(&plain(text), usize::from(width)).len()
}

/// Whether a spreadsheet would take a text for a formula as soon as somebody edits its cell.
pub fn is_risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// A day as Excel counts it; none before 1900, which it does not know.
pub fn day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn texts_are_cut_at_the_limit_of_a_cell() {
        let units = |text: &str| fitting(text).encode_utf16().count();
        assert_eq!(fitting(&"a".repeat(LONGEST)), "a".repeat(LONGEST));
        assert_eq!(units(&"a".repeat(LONGEST + 1)), LONGEST);
        assert!(fitting(&"a".repeat(100_000)).ends_with("a…"));
        // a sign of two units is kept whole or left out
        assert_eq!(units(&"😀".repeat(20_000)), LONGEST);
        assert_eq!(units(&("a".to_owned() + &"😀".repeat(20_000))), LONGEST - 1);
        assert!(!fitting(&"😀".repeat(20_000)).contains('\u{FFFD}'));
        assert_eq!(fitting("a\0b\u{202E}c\nd\u{FFFF}"), "abc d");
    }

    #[test]
    fn days_that_excel_does_not_know_are_none() {
        assert!(day(date(2026, 2, 28)).is_some());
        assert!(day(date(1850, 1, 1)).is_none());
        assert!(day(date(-5, 1, 1)).is_none());
    }
}
