//! What a text may hold, at one glance over its bytes: most cells need no more.

use super::names::is_title;

/// What is in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many digits.
    pub(super) digits: usize,
    /// Whether there is an at sign, or a bracket that may stand around the word.
    pub(super) at: bool,
    /// Whether there is a sign of a link or path: a slash, a percent sign, an underscore.
    pub(super) path: bool,
    /// Whether there may be a host of the web: `w.`.
    pub(super) host: bool,
    /// Whether there is a title with something behind it that may be a name.
    pub(super) title: bool,
    /// Whether a sign is not plain ASCII.
    pub(super) foreign: bool,
}

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Other,
}

/// The class of each byte: one look instead of four comparisons.
static CLASSES: [Class; 256] = classes();

#[expect(clippy::indexing_slicing, clippy::as_conversions, reason = "runs while it is compiled")]
const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut sign = 0_u8;
    while sign < 0x80 {
        if sign.is_ascii_alphabetic() {
            classes[sign as usize] = Class::Letter;
        } else if sign.is_ascii_digit() {
            classes[sign as usize] = Class::Digit;
        }
        sign += 1;
    }
    classes
}

fn class(sign: u8) -> Class {
    CLASSES.get(usize::from(sign)).copied().unwrap_or(Class::Other)
}

/// Looks over a text: words and groups of digits each at once, every other sign by itself.
pub(super) fn signs(text: &str) -> Signs {
    let mut signs = Signs::default();
    let mut rest = text.as_bytes();
    while let Some(first) = rest.first() {
        let kind = class(*first);
        if kind == Class::Other {
            signs.take(*first);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let length = rest.iter().position(|sign| class(*sign) != kind).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(length);
        if kind == Class::Letter {
            signs.take_word(run, behind);
        } else {
            signs.digits += length;
        }
        rest = behind;
    }
    signs
}

impl Signs {
    fn take(&mut self, sign: u8) {
        match sign {
            b'@' | b'(' | b'[' => self.at = true,
            b'/' | b'_' | b'%' => self.path = true,
            b' '..0x7F => {}
            _ => self.foreign = true,
        }
    }

    fn take_word(&mut self, word: &[u8], behind: &[u8]) {
        self.host |= behind.first() == Some(&b'.') && matches!(word.last(), Some(b'w' | b'W'));
        self.title = self.title || (is_title(word) && may_be_followed_by_a_name(behind));
    }
}

/// A blank, a dot or a colon, and a letter of any script right behind it.
fn may_be_followed_by_a_name(behind: &[u8]) -> bool {
    // nothing but a dot, a colon or a blank stands between a title and a name
    const WIDEST: usize = 3;
    let is_letter = |sign: &u8| sign.is_ascii_alphabetic() || *sign >= 0x80;
    let gap = behind.iter().take(WIDEST + 1).position(is_letter).unwrap_or_default();
    gap > 0 && matches!(behind.get(gap - 1), Some(b' ' | b'.' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted() {
        let signs = signs("12 of 3456, a@b");
        assert_eq!(signs.digits, 6);
        assert!(signs.at && !signs.path && !signs.foreign && !signs.title);
    }

    #[test]
    fn a_title_needs_something_behind_it() {
        for text in ["seen by Mr. Oak", "PATIENT: oak", "patient named Élan", "pt.  Oak"] {
            assert!(signs(text).title, "{text}");
        }
        for text in ["each patient's order", "of the subject", "script a", "rooms 4"] {
            assert!(!signs(text).title, "{text}");
        }
    }

    #[test]
    fn hosts_and_paths_are_seen() {
        assert!(signs("see www.example.org").host && signs("a/b").path);
        assert!(!signs("a law of w and.").host);
        assert!(signs("é").foreign && signs("a\nb").foreign && !signs("a - b").foreign);
    }
}
