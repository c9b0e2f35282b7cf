//! The echo rule: sheets hold other people's words, and a message must not spread them.
//!
//! A cell is echoed word by word. Words that every sheet uses, or that are one slip away from one,
//! stay readable, because they are what a typing mistake looks like; everything else becomes dots,
//! and digits become `#` unless they are a short number on its own. So a misplaced name, record
//! number or birth date cannot reach an output, whatever the column it was typed into.

use strsim::osa_distance;

/// Longest echo, in characters.
const LONGEST: usize = 40;
/// Most digits that may be shown together with no unknown word beside them.
const MOST_DIGITS: usize = 4;

/// Words of the forms themselves: answers, reasons, extents and the small words between them.
const PLAIN: &[&str] = &[
    "a",
    "adjudicated",
    "all",
    "and",
    "applicable",
    "assessed",
    "blank",
    "cases",
    "complete",
    "completed",
    "compliant",
    "danger",
    "desk",
    "done",
    "false",
    "full",
    "fully",
    "immediate",
    "in",
    "incomplete",
    "limited",
    "locations",
    "met",
    "n",
    "na",
    "no",
    "none",
    "not",
    "of",
    "ok",
    "only",
    "or",
    "partial",
    "partially",
    "partly",
    "pattern",
    "pending",
    "percent",
    "planned",
    "policy",
    "progress",
    "review",
    "self",
    "site",
    "some",
    "true",
    "unknown",
    "unmet",
    "visit",
    "widespread",
    "x",
    "y",
    "yes",
];

/// Masks a cell for an echo, at most 40 characters.
///
/// ```
/// use concordant::diagnostic::mask_cell;
/// assert_eq!(mask_cell("Yess", &[]), "Yess");
/// assert_eq!(mask_cell("John Smith", &[]), "•••• •••••");
/// assert_eq!(mask_cell("123-45-6789", &[]), "###-##-####");
/// assert_eq!(mask_cell("PS-99", &["PS"]), "PS-99");
/// ```
pub fn mask_cell(cell: &str, known: &[&str]) -> String {
    // what is behind the longest echo cannot be shown, but may be what makes a cell strange
    let cut = cell.char_indices().nth(LONGEST * 4).map_or(cell.len(), |(at, _)| at);
    let cell = cell.get(..cut).unwrap_or(cell);
    let tokens = tokens(cell);
    let is_exact = |word: &str| known.contains(&word) || is_plain(word);
    let is_strange = |word: &str| !is_exact(word) && !is_slip(word);
    let strange = tokens.iter().any(|token| token.is_word() && is_strange(token.text));
    // beside a strange word a near one is no slip of the pen either: "Nonee Smith"
    let is_known = |word: &str| is_exact(word) || (!strange && is_slip(word));
    let numbers = tokens.iter().filter(|token| token.is_number());
    let (groups, digits) = numbers
        .fold((0, 0), |(groups, digits), token| (groups + 1, digits + token.text.chars().count()));
    let show_digits = !strange && digits <= MOST_DIGITS && groups <= 2;
    let masked: String = tokens
        .iter()
        .map(|token| match token.kind {
            Kind::Word if !is_known(token.text) => "•".repeat(token.text.chars().count()),
            Kind::Number if !show_digits => "#".repeat(token.text.chars().count()),
            Kind::Word | Kind::Number => token.text.to_owned(),
            Kind::Other => visible(token.text),
        })
        .collect();
    shorten(masked.trim())
}

/// Masks what is shaped like an identifier in a line of a file that its authors wrote for others
/// (TOML): e-mail addresses and digits in groups that are longer than a date's.
///
/// Keeps every byte offset: a masked character is replaced by as many signs as it has bytes.
pub fn mask_line(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    for word in line.split_inclusive(char::is_whitespace) {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let is_date = digits == 8 && word.matches('-').count() == 2 && !word.contains('@');
        let is_mail = word.contains('@');
        if is_mail || (digits >= 7 && !is_date) {
            masked.extend(word.chars().flat_map(|sign| {
                let hide = sign.is_ascii_digit() || (is_mail && sign.is_alphabetic());
                let times = if hide { sign.len_utf8() } else { 1 };
                std::iter::repeat_n(if hide { '#' } else { sign }, times)
            }));
        } else {
            masked.push_str(word);
        }
    }
    masked
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Word,
    Number,
    Other,
}

struct Token<'t> {
    kind: Kind,
    text: &'t str,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}

fn kind(sign: char) -> Kind {
    if sign.is_numeric() {
        Kind::Number
    } else if sign.is_ascii_punctuation() || sign.is_whitespace() || sign.is_control() {
        Kind::Other
    } else {
        // whatever is not known to be harmless is a word, and unknown words are masked
        Kind::Word
    }
}

fn tokens(cell: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let kind_here = kind(first);
        let end = rest.find(|sign| kind(sign) != kind_here).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        tokens.push(Token { kind: kind_here, text });
        rest = after;
    }
    tokens
}

fn is_plain(word: &str) -> bool {
    PLAIN.contains(&word.to_lowercase().as_str())
}

fn is_slip(word: &str) -> bool {
    let lower = word.to_lowercase();
    let near = |plain: &&str| plain.len() >= 3 && osa_distance(plain, &lower) == 1;
    lower.len() >= 4 && PLAIN.iter().any(near)
}

fn visible(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_never_pass() {
        let planted = [
            ("MRN 00123456", "00123456"),
            ("Smith, John", "Smith"),
            ("dob 3/5/57", "57"),
            ("94 y/o", "94"),
            ("j.smith@example.org", "smith"),
            ("(617) 555-0123", "555"),
            ("José Ñandú", "Ñ"),
            ("1957-03-12", "1957"),
        ];
        for (cell, secret) in planted {
            assert!(!mask_cell(cell, &[]).contains(secret), "{cell} -> {}", mask_cell(cell, &[]));
        }
    }

    #[test]
    fn typing_mistakes_stay_readable() {
        for cell in ["Yess", "not-met", "partialy", "112", "12 of 30", "N.A."] {
            assert_eq!(mask_cell(cell, &[]), cell);
        }
    }

    #[test]
    fn echoes_are_short_and_printable() {
        let long = mask_cell(&"y ".repeat(500), &[]);
        assert_eq!(long.chars().count(), 40);
        assert_eq!(mask_cell("yes\u{7}\nno", &[]), "yes  no");
    }

    #[test]
    fn lines_keep_their_offsets() {
        let line = "name = \"é 12345678 a@b.org\"";
        assert_eq!(mask_line(line).len(), line.len());
        assert!(!mask_line(line).contains("12345678"));
        assert_eq!(mask_line("effective = 2026-01-01"), "effective = 2026-01-01");
    }
}
