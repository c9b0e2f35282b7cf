//! Text that a spreadsheet would run as a formula, made harmless and back.
//!
//! On writing, a leading `'` goes before a text that begins with `=`, `+`, `-`, `@`, tab or carriage
//! return, or with a `'` that reading would take for ours. Reading strips exactly one. So writing
//! and reading back is the identity, and an apostrophe that a person typed stays.

use std::borrow::Cow;

fn is_risky(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r')
}

fn is_marked(text: &str) -> bool {
    text.strip_prefix('\'')
        .and_then(|rest| rest.chars().next())
        .is_some_and(|next| is_risky(next) || next == '\'')
}

/// The form in which a text is written to a cell.
///
/// ```
/// use concordant::sheet::{neutralize, strip};
/// assert_eq!(neutralize("=1+1"), "'=1+1");
/// assert_eq!(strip("'=1+1"), "=1+1");
/// assert_eq!(neutralize("'tis"), "'tis");
/// ```
pub fn neutralize(text: &str) -> Cow<'_, str> {
    if text.starts_with(is_risky) || is_marked(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that a cell stands for.
pub fn strip(cell: &str) -> &str {
    if is_marked(cell) { cell.get(1..).unwrap_or_default() } else { cell }
}
