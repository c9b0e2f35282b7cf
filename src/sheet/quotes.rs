//! Quotes of a CSV row that do not close where they should.

use super::row::Row;
use crate::diagnostic::{Bag, Diagnostic, code};

/// Reports each cell of a row whose quote is never closed, or closed before its end.
pub(super) fn check(row: &Row, file: &str, bag: &Bag) {
    let (raw, delimiter) = row.raw();
    let delimiter = char::from(delimiter);
    let (mut rest, mut cell) = (raw, 0);
    loop {
        let mut behind = rest;
        if let Some(inner) = rest.strip_prefix('"') {
            let close = closing_quote(inner);
            behind = close.map_or("", |close| inner.get(close + 1..).unwrap_or_default());
            let after = behind.split(delimiter).next().unwrap_or_default();
            let quoted = inner.get(..close.unwrap_or_default()).unwrap_or_default();
            if close.is_none() || (!after.trim().is_empty() && quoted.contains('\n')) {
                // a quote that was never closed runs on to the next quote, many rows below
                report(row, (file, cell), (true, bag));
            } else if !after.trim().is_empty() {
                report(row, (file, cell), (false, bag));
            }
        }
        let Some((_, next)) = behind.split_once(delimiter) else { return };
        rest = next;
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
fn closing_quote(inner: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find('"')?;
        if inner.as_bytes().get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}
