//! Diagnostics as annotations of a workflow run on GitHub.

use crate::diagnostic::{Bag, Severity};
use std::fmt::Write as _;

/// One `::error file=…,line=…::message` line for each diagnostic.
pub fn github(bag: &Bag) -> String {
    let mut out = String::new();
    for diagnostic in bag.sorted() {
        let command = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = &diagnostic.place;
        let mut properties = format!("file={}", property(&place.file));
        if let Some(line) = place.line.or(place.row) {
            let _ = write!(properties, ",line={line}");
        }
        if let Some(column) = place.column {
            let _ = write!(properties, ",col={column}");
        }
        let title = property(&format!("{} {}", diagnostic.code.id, diagnostic.code.title));
        let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let text = message(&format!("{}{help}", diagnostic.message));
        let _ = writeln!(out, "::{command} {properties},title={title}::{text}");
    }
    out
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
