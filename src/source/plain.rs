//! Text that shows what it says: without signs that steer terminals, spreadsheets or the direction
//! of reading.

use std::borrow::Cow;

/// Whether a sign is one that nobody sees and changes what others see: controls, overrides and isolates of
/// direction, invisible blanks and joins between words, tags.
pub fn is_hidden(sign: char) -> bool {
    matches!(sign,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// The text in one line, without hidden signs; breaks and tabs become blanks.
///
/// ```
/// use concordant::source::plain;
/// assert_eq!(plain("gap\u{202E}fdp.exe\0"), "gapfdp.exe");
/// assert_eq!(plain("one\r\ntwo"), "one two");
/// ```
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let broken = text.replace("\r\n", "\n");
    let shown = broken.chars().filter_map(|sign| match sign {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        hidden if is_hidden(hidden) => None,
        sign => Some(sign),
    });
    Cow::Owned(shown.collect())
}

/// The same, at most so many signs long; what is cut ends in `…`.
///
/// ```
/// assert_eq!(concordant::source::plain_at_most("abcdef", 4), "abc…");
/// ```
pub fn plain_at_most(text: &str, most: usize) -> String {
    let text = plain(text);
    match text.char_indices().nth(most) {
        None => text.into_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}
