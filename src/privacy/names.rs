//! Names: a title with a name behind it, and in file names a first with a last name.
//!
//! Names in prose without a title are not looked for: what finds them finds half the words of
//! medicine too.

use super::context::before;
use super::model::{Hit, Kind, Level};
use std::collections::BTreeSet;
use std::sync::LazyLock;

type Words = LazyLock<BTreeSet<&'static str>>;

fn words(list: &'static str) -> BTreeSet<&'static str> {
    list.split_whitespace().collect()
}

/// What follows `patient`, `subject`, `pt` or `MR` in the words of a hospital.
static AFTER_PATIENT: Words = LazyLock::new(|| words(include_str!("words/after-patient.txt")));
/// Small words, verbs and days, which begin with a capital in a title: `Every Patient Every Time`.
static SMALL: Words = LazyLock::new(|| words(include_str!("words/small.txt")));
static FIRST: Words = LazyLock::new(|| words(include_str!("words/first-names.txt")));
static LAST: Words = LazyLock::new(|| words(include_str!("words/last-names.txt")));

/// Titles behind which a name stands.
const TITLES: [&str; 11] =
    ["mr", "mrs", "ms", "miss", "mister", "pt", "patient", "subject", "decedent", "named", "name"];

/// Whether a word is one of the titles. Asked of every word of every cell: the first and the last
/// letter tell nearly all of them off.
pub(super) fn is_title(word: &[u8]) -> bool {
    let ends =
        matches!(word.last().map(|sign| sign | 0x20), Some(b'r' | b's' | b't' | b'd' | b'e'));
    let begins =
        matches!(word.first().map(|sign| sign | 0x20), Some(b'm' | b'p' | b's' | b'd' | b'n'));
    begins && ends && TITLES.iter().any(|title| word.eq_ignore_ascii_case(title.as_bytes()))
}

/// Small words inside names.
const PARTICLES: [&str; 13] =
    ["van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "al", "el", "bin"];
/// Ends of words that no name has.
const ENDINGS: [&str; 6] = ["tion", "tions", "sion", "ness", "ology", "ility"];

/// Whether a word behind `patient` makes of it a word of hospitals: `Patient Safety`.
pub(super) fn follows_patient(word: &str) -> bool {
    let lower = word.to_lowercase();
    let plain = lower.trim_end_matches("'s");
    AFTER_PATIENT.contains(plain) || ENDINGS.iter().any(|end| plain.ends_with(end))
}

/// Whether a word behind `patient` is no name.
fn is_no_name(word: &str) -> bool {
    follows_patient(word) || SMALL.contains(word.to_lowercase().as_str())
}

/// How names are written where they are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// With capitals, behind a blank.
    Prose,
    /// In any case, behind a dash, a dot or a blank: names of files.
    File,
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn is_part(sign: char) -> bool {
    sign.is_alphabetic() || sign == '\''
}

/// Finds titles with names behind them.
pub(super) fn titled(text: &str, writing: Writing, found: &mut Vec<Hit>) {
    let mut last: Option<Word<'_>> = None;
    for word in words_of(text) {
        if let Some(before_it) = last
            && is_title(before_it.text.as_bytes())
            && speaks_of_a_person(text, before_it)
            && let Some(end) = name_behind(text, (before_it, word), writing)
        {
            let span = before_it.start..end;
            found.push(Hit { kind: Kind::Name, level: Level::Block, span });
        }
        // `patient name is Solberg`
        let is_joint = word.text == "is" && last.is_some_and(|word| word.text == "name");
        last = if is_joint { last } else { Some(word) };
    }
}

fn words_of(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_part)?;
        let word = text.get(start..)?;
        let end = word.find(|sign| !is_part(sign)).unwrap_or(word.len());
        at = start + end;
        Some(Word { text: word.get(..end)?, start })
    })
}

/// `named` and `name` need somebody before them; `near miss` and `PT/OT` are nobody.
fn speaks_of_a_person(text: &str, title: Word<'_>) -> bool {
    let span = title.start..title.end();
    let ahead = before(text, &span, 12).trim_end().to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| ahead.ends_with(word));
    match title.text.to_lowercase().as_str() {
        "named" => is(&["patient", "pt", "subject", "man", "woman", "boy", "girl", "lady"]),
        "name" => is(&["patient", "pt", "pts", "pt.", "pt's", "subject", "patient's"]),
        "miss" => !is(&["near", "a", "the", "not", "to", "might", "may", "never"]),
        "pt" => !ahead.ends_with('/'),
        _ => true,
    }
}

/// Where a name behind a title ends; `None` where there is no name.
fn name_behind(text: &str, (title, word): (Word<'_>, Word<'_>), writing: Writing) -> Option<usize> {
    let gap = text.get(title.end()..word.start)?;
    let short =
        ["mr", "mrs", "ms", "miss", "pt"].iter().any(|t| title.text.eq_ignore_ascii_case(t));
    let is_joined = match writing {
        Writing::File => !gap.is_empty() && gap.chars().all(|s| " .-,:".contains(s)),
        Writing::Prose if short => matches!(gap, " " | "." | ". " | ".  " | ": "),
        Writing::Prose if title.text.eq_ignore_ascii_case("subject") => gap == " ",
        Writing::Prose if title.text.eq_ignore_ascii_case("name") => {
            matches!(gap, ": " | ":" | " - " | " = " | " is ")
        }
        Writing::Prose => matches!(gap, " " | ": " | ":" | "  " | ", "),
    };
    if !is_joined || gap.len() > 4 {
        return None;
    }
    let mut behind = words_of(text.get(word.start..)?).peekable();
    let mut name = behind.next()?;
    let is_joining = |word: &Word<'_>| {
        let is_initial = word.text.chars().count() == 1 && is_capital(word.text);
        PARTICLES.contains(&word.text.to_lowercase().as_str()) || is_initial
    };
    for _ in 0..3 {
        if !is_joining(&name) {
            break;
        }
        name = behind.next()?;
    }
    let next = behind.peek().map_or("", |word| word.text);
    let end = word.start + name.end();
    let surname = || end_of_surname(text, end);
    match writing {
        // behind a comma a name has two parts: `patient, Rosalind Ferreira`
        Writing::Prose if gap == ", " && (!is_capital(next) || is_no_name(next)) => None,
        Writing::Prose => is_name((title.text, gap), name.text).then(surname),
        Writing::File => is_file_name(title.text, (name.text, next)).then_some(end),
    }
}

/// A second part of a name, behind a dash or another capital.
fn end_of_surname(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let Some(next) = words_of(rest).next().filter(|word| word.start == 1) else { return end };
    let is_part = rest.starts_with([' ', '-']) && is_capital(next.text) && next.text.len() > 1;
    if is_part && !is_no_name(next.text) { end + next.end() } else { end }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_name((title, gap): (&str, &str), name: &str) -> bool {
    let plain = name.trim_end_matches("'s");
    let is_shouted = plain.chars().all(|sign| sign.is_uppercase() || sign == '\'');
    let lower = plain.chars().skip(1).filter(|sign| sign.is_lowercase()).count();
    let is_written = is_capital(plain) && (lower > 0 || is_shouted);
    // abbreviations are written in capitals too: a name in capitals has a title in capitals
    let is_title_shouted = title.chars().all(char::is_uppercase);
    let is_dotted = gap.starts_with('.');
    let is_abbreviation = title == "PT" || (title == "MS" && !is_dotted);
    let may_be_shouted =
        !is_shouted || (is_title_shouted && !is_abbreviation && plain.chars().count() >= 4);
    // `MyChart`: two words written as one, unless it is `McAllister`
    let inner = plain.char_indices().skip(1).find(|(_, sign)| sign.is_uppercase());
    let head = inner.and_then(|(at, _)| plain.get(..at)).unwrap_or_default();
    let is_joined = inner.is_some()
        && !is_shouted
        && !["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O'", "D'"].contains(&head);
    // behind `mrs`, and behind a title with a dot, a name is one in small letters too
    let is_sure = title.eq_ignore_ascii_case("mrs")
        || is_dotted && ["mr", "ms"].iter().any(|known| title.eq_ignore_ascii_case(known));
    let is_small = is_sure && plain.len() >= 3 && plain.chars().all(char::is_lowercase);
    (is_written && may_be_shouted && !is_joined || is_small) && !is_no_name(plain)
}

/// In a file name a title has to be sure: `patient` goes before many words.
fn is_file_name(title: &str, (name, next): (&str, &str)) -> bool {
    let lower = name.to_lowercase();
    if lower.chars().count() < 3 || is_no_name(&lower) {
        return false;
    }
    let is_sure = ["mr", "mrs", "miss"].iter().any(|known| title.eq_ignore_ascii_case(known));
    let is_known = FIRST.contains(lower.as_str()) || LAST.contains(lower.as_str());
    let goes_on = !next.is_empty() && !is_no_name(next) && is_capital(next);
    let is_written = is_capital(name) && name.chars().any(char::is_lowercase);
    let is_pt = title.eq_ignore_ascii_case("pt") || title.eq_ignore_ascii_case("ms");
    is_sure || is_known || is_written || (is_pt && !goes_on && lower.len() >= 5)
}

/// Finds a first name beside a last name in the name of a file.
pub(super) fn paired(text: &str, found: &mut Vec<Hit>) {
    let all: Vec<Word<'_>> = words_of(text).collect();
    for (one, other) in all.iter().zip(all.iter().skip(1)) {
        let gap = text.get(one.end()..other.start).unwrap_or_default();
        if !matches!(gap, " " | "-" | "." | ", " | ",") {
            continue;
        }
        let [first, second] = [one.text.to_lowercase(), other.text.to_lowercase()];
        let is_pair = |first: &str, last: &str| FIRST.contains(first) && LAST.contains(last);
        let is_name = is_pair(&first, &second) || is_pair(&second, &first);
        if is_name {
            let span = one.start..other.end();
            found.push(Hit { kind: Kind::Name, level: Level::Warn, span });
        }
    }
}
