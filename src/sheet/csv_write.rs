//! Writing CSV that spreadsheet programs open without asking and without running anything.

use super::neutralize;
use std::io::{self, Write};

/// A cell to write. Numbers are typed and never prefixed; texts are neutralized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number in its printed form.
    Number(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Blank, Self::from)
    }
}

/// Writes rows as CSV: UTF-8 with a byte order mark (Excel needs it), commas, CRLF.
///
/// # Errors
/// When the writer fails.
pub fn write_csv(rows: &[Vec<Value>], mut out: impl Write) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
    for row in rows {
        let cells = row.iter().map(|value| match value {
            Value::Blank => std::borrow::Cow::Borrowed(""),
            Value::Text(text) => neutralize(text),
            Value::Number(number) => std::borrow::Cow::Borrowed(number.as_str()),
        });
        writer.write_record(cells.map(std::borrow::Cow::into_owned))?;
    }
    writer.flush()
}
