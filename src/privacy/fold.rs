//! One spelling of a text, so that an identifier is found however it was typed: digits of every
//! script, full-width signs, dashes and blanks of every kind, signs that nobody sees, `%20` of links.

use crate::source::{Span, is_hidden};
use std::borrow::Cow;

/// A folded text that knows where each of its bytes comes from.
#[derive(Debug)]
pub(super) struct Folded<'t> {
    pub(super) text: Cow<'t, str>,
    /// For each byte the span of what it comes from; `None`: the text is as it was.
    from: Option<Vec<(usize, usize)>>,
    whole: usize,
}

/// What is unfolded beside the signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// Nothing.
    Whole,
    /// Names of files, paths and links: `%20` is a blank, and so are the signs between their parts.
    Split,
}

/// Zero of each script whose digits people may type.
const ZEROS: [u32; 21] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0x1D7CE, 0x1D7D8, 0xFF10,
];

impl<'t> Folded<'t> {
    /// Folds a text.
    pub(super) fn new(text: &'t str, parts: Parts) -> Self {
        let whole = text.len();
        let is_plain = |sign: u8| (b' '..0x7F).contains(&sign);
        if parts == Parts::Whole && text.bytes().all(is_plain) {
            return Self { text: Cow::Borrowed(text), from: None, whole };
        }
        let mut folded = String::with_capacity(whole);
        let mut from = Vec::with_capacity(whole);
        let mut rest = text.char_indices().peekable();
        while let Some((at, sign)) = rest.next() {
            let mut end = at + sign.len_utf8();
            let mut sign = sign;
            if parts == Parts::Split {
                if let Some(decoded) = percent(text, at) {
                    sign = decoded;
                    end = at + 3;
                    rest.next();
                    rest.next();
                }
                sign = split(sign);
            }
            let Some(sign) = fold(sign) else { continue };
            folded.push(sign);
            from.extend(std::iter::repeat_n((at, end), sign.len_utf8()));
        }
        Self { text: Cow::Owned(folded), from: Some(from), whole }
    }

    /// Where a stretch of the folded text stands in the text as it was given.
    pub(super) fn original(&self, span: &Span) -> Span {
        let Some(from) = &self.from else { return span.clone() };
        let start = from.get(span.start).map_or(self.whole, |(start, _)| *start);
        let end = span.end.checked_sub(1).and_then(|last| from.get(last));
        start..end.map_or(start, |(_, end)| *end).max(start)
    }
}

fn fold(sign: char) -> Option<char> {
    let number = u32::from(sign);
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&number)) {
        return char::from_digit(number - zero, 10);
    }
    Some(match sign {
        ' '..='~' => sign,
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        sign if is_hidden(sign) => return None,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => return None,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            ' '
        }
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(number - 0xFEE0)?,
        sign => sign,
    })
}

/// The sign that `%41` stands for, where it is one of ASCII.
fn percent(text: &str, at: usize) -> Option<char> {
    let code = text.get(at..at + 3)?.strip_prefix('%')?;
    let code = u8::from_str_radix(code, 16).ok().filter(u8::is_ascii)?;
    Some(char::from(code))
}

/// Signs between the parts of a file name, a path or a link. Dashes and dots stay: a date has them.
fn split(sign: char) -> char {
    if matches!(sign, '_' | '/' | '\\' | '?' | '&' | '=' | '+' | '#' | ';') { ' ' } else { sign }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, parts: Parts) -> String {
        Folded::new(text, parts).text.into_owned()
    }

    #[test]
    fn every_way_to_type_a_sign_is_one() {
        assert_eq!(folded("１２３\u{2011}４５", Parts::Whole), "123-45");
        assert_eq!(folded("٣٢١", Parts::Whole), "321");
        assert_eq!(folded("M\u{200B}R\u{AD}N\u{A0}12\n34", Parts::Whole), "MRN 12 34");
        assert_eq!(folded("smith_john%20mrn=12", Parts::Split), "smith john mrn 12");
        assert_eq!(folded("100 % of", Parts::Split), "100 % of");
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was() {
        let text = "é １２\u{200B}３ x";
        let folded = Folded::new(text, Parts::Whole);
        let at = folded.text.find("123").unwrap();
        assert_eq!(text.get(folded.original(&(at..at + 3))).unwrap(), "１２\u{200B}３");
    }
}
