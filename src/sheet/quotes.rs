//! Quotes of a CSV row that do not close where they should.

use super::row::Row;
use crate::diagnostic::{Bag, Diagnostic, code};
use memchr::{memchr, memchr_iter, memrchr};

/// Reports each cell of a row whose quote is never closed, or closed before its end.
pub(super) fn check(row: &Row, file: &str, bag: &Bag) {
    let (raw, delimiter) = row.raw();
    let bytes = raw.as_bytes();
    let rest = |from: usize| bytes.get(from..).unwrap_or_default();
    // where the cell begins that is looked at, and how many stand before it
    let (mut at, mut cell) = (0, 0);
    while let Some(quote) = memchr(b'"', rest(at)).map(|quote| at + quote) {
        let passed = bytes.get(at..quote).unwrap_or_default();
        cell += memchr_iter(delimiter, passed).count();
        let start = memrchr(delimiter, passed).map_or(at, |last| at + last + 1);
        let close = if start == quote { closing_quote(rest(quote + 1)) } else { Some(0) };
        let behind = close.map_or(bytes.len(), |close| quote + 1 + close);
        let end = memchr(delimiter, rest(behind)).map(|end| behind + end);
        if start == quote {
            let after = raw.get((behind + 1).min(raw.len())..end.unwrap_or(raw.len()));
            let goes_on = !after.unwrap_or_default().trim().is_empty();
            let quoted = bytes.get(quote..behind).unwrap_or_default();
            // a quote that was never closed runs on to the next quote, many rows below
            let is_open = close.is_none() || memchr(b'\n', quoted).is_some();
            if close.is_none() || goes_on {
                report(row, (file, cell), (is_open, bag));
            }
        }
        let Some(end) = end else { return };
        at = end + 1;
        cell += 1;
    }
}

fn report(row: &Row, (file, cell): (&str, usize), (is_open, bag): (bool, &Bag)) {
    let letters = super::letters(cell);
    let place = row.place(file, (Some(cell), Some(&letters)));
    let (code, message, help) = if is_open {
        let message = "a quoted cell begins here and does not end where it should";
        (
            &code::OPEN_QUOTE,
            message,
            "close the quote; the rows that follow it were taken for one cell",
        )
    } else {
        let message = "text follows a closing quote";
        (&code::TEXT_AFTER_QUOTE, message, "a quote inside a quoted cell is written twice")
    };
    bag.push(Diagnostic::new(code, place, message).help(help));
}

/// Where the quote that closes a cell stands, doubled quotes passed over.
fn closing_quote(inner: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr(b'"', inner.get(from..)?)?;
        if inner.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}
