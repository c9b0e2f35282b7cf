//! Which patterns the figures of a text call for: one walk over its groups of digits.
//!
//! Most figures are those of `45 of 48 charts`, and no pattern can match them. Each answer here is
//! what a pattern needs to match at all; a text that lacks it is not asked for that pattern.

use super::records::follows_record;
use crate::source::Span;
use memchr::memchr2_iter;

/// What the figures of a text may be.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// An age.
    pub(super) age: bool,
    /// The number of a house before words with capitals.
    pub(super) street: bool,
    /// The number of a house before `street`, `road` and the like.
    pub(super) street_lower: bool,
    /// A ZIP code, or the number of a post-office box.
    pub(super) zip: bool,
    /// Initials with a number behind a word for a person.
    pub(super) initials: bool,
    /// A birth date.
    pub(super) birth: bool,
    /// A whole date that is not written as `2026-03-04`.
    pub(super) other_date: bool,
    /// Whole dates that are.
    pub(super) iso_dates: Vec<Span>,
    /// A day beside a month.
    pub(super) day: bool,
    /// The number of a record behind the word for it.
    pub(super) record: bool,
    /// A telephone number.
    pub(super) phone: bool,
    /// A social security number.
    pub(super) social: bool,
    /// Long numbers that stand alone.
    pub(super) long: Vec<Span>,
    /// The address of a computer.
    pub(super) computer: bool,
}

/// A group of digits.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    start: usize,
    end: usize,
}

impl Group {
    fn len(self) -> usize {
        self.end - self.start
    }
}

const MONTHS: [&[u8; 3]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];
const STREETS: [&[u8]; 5] = [b"street", b"avenue", b"boulevard", b"lane", b"road"];
const PERSONS: [&[u8]; 6] = [b"pt", b"subject", b"subj", b"participant", b"patient", b"initials"];

/// Looks over the figures of a text.
pub(super) fn figures(text: &str) -> Figures {
    let bytes = text.as_bytes();
    let mut figures = Figures { birth: speaks_of_birth(bytes), ..Figures::default() };
    let mut last = [Group::default(); 3];
    let mut at = 0;
    while let Some(group) = next_group(bytes, at) {
        let around = Around {
            before: bytes.get(..group.start).unwrap_or_default(),
            after: bytes.get(group.end..).unwrap_or_default(),
            digits: bytes.get(group.start..group.end).unwrap_or_default(),
        };
        figures.words(&around);
        figures.long(&around, group);
        figures.dates(&around, group);
        figures.joined(&around, (group, last), bytes);
        last = [group, last[0], last[1]];
        at = group.end;
    }
    figures
}

/// Whether a text may hold a word for a birth.
fn speaks_of_birth(bytes: &[u8]) -> bool {
    let is_one = |at: usize| {
        let behind = bytes.get(at..).unwrap_or_default();
        let before = bytes.get(..at).unwrap_or_default();
        // the letter behind it, or the sign before it, tells most off
        let next = behind.get(1).map_or(0, |sign| sign | 0x20);
        let last = before.last().map_or(0, |sign| sign | 0x20);
        if !matches!(next, b'i' | b'o' | b'd' | b'-' | b'.') && !matches!(last, b'o' | b'.') {
            return false;
        }
        let begins_word = !before.last().is_some_and(|sign| is_of_word(*sign));
        let mut short = [b"bday".as_slice(), b"b-day", b"bd", b"b."].into_iter();
        let is_short = begins_word && short.any(|word| begins(behind, word));
        let is_word = begins(behind, b"birth") || begins(behind, b"born") || is_short;
        is_word || ends(before, b"do") || ends(before, b"d.o.")
    };
    memchr2_iter(b'b', b'B', bytes).any(is_one)
}

fn next_group(bytes: &[u8], at: usize) -> Option<Group> {
    let rest = bytes.get(at..)?;
    let start = at + rest.iter().position(u8::is_ascii_digit)?;
    let digits = bytes.get(start..)?.iter().take_while(|sign| sign.is_ascii_digit()).count();
    Some(Group { start, end: start + digits })
}

/// A group with what stands around it.
struct Around<'t> {
    before: &'t [u8],
    after: &'t [u8],
    digits: &'t [u8],
}

impl Figures {
    /// What the words beside a group say of it.
    fn words(&mut self, around: &Around<'_>) {
        let Around { before, after, digits } = *around;
        let next = after.first().copied().unwrap_or_default();
        let second = after.get(1).copied().unwrap_or_default();
        let is_apart = next == b' ';
        if digits.len() <= 3 {
            let sign = if is_apart || next == b'-' { second } else { next };
            self.age |= sign | 0x20 == b'y' || follows_age(before) || precedes_age(after);
        }
        if digits.len() <= 6 && is_apart {
            self.street |= second.is_ascii_uppercase();
            self.street_lower = self.street_lower || precedes_street(after);
        }
        let goes_on = next == b'-' && second.is_ascii_digit();
        self.zip |= digits.len() == 5 && (goes_on || follows_zip(before)) || ends(before, b"box ");
        self.initials = self.initials || follows_initials(before);
        self.record |= digits.len() == 1 && next.is_ascii_uppercase();
        self.record = self.record || follows_record(before);
        self.phone |= before.last() == Some(&b'+') || digits.len() == 10;
    }

    /// Whether a group is a number so long that it may be somebody's.
    fn long(&mut self, around: &Around<'_>, group: Group) {
        let hangs = |sign: Option<&u8>| sign.is_some_and(|sign| is_of_word(*sign));
        let stands_alone = !hangs(around.before.last()) && !hangs(around.after.first());
        if (7..=19).contains(&group.len()) && stands_alone {
            self.long.push(group.start..group.end);
        }
    }

    /// Whether a group is part of a date.
    fn dates(&mut self, around: &Around<'_>, group: Group) {
        let Around { before, after, digits } = *around;
        let is_of_a_year = digits.starts_with(b"19") || digits.starts_with(b"20");
        if digits.len() <= 2 {
            self.day = self.day || follows_month(before) || precedes_month(after);
        } else if is_of_a_year && digits.len() == 8 {
            self.other_date = true;
        } else if is_of_a_year && digits.len() == 4 {
            let begins_date = matches!(after.first(), Some(b'-' | b'/' | b'.'))
                && after.get(1).is_some_and(u8::is_ascii_digit);
            if begins_date && !before.last().is_some_and(|sign| is_of_word(*sign)) && is_iso(after)
            {
                self.iso_dates.push(group.start..group.end + 6);
            } else {
                self.other_date |= begins_date;
            }
            self.other_date = self.other_date || ends_date(before);
        }
    }

    /// What several groups are together.
    fn joined(&mut self, around: &Around<'_>, (group, last): (Group, [Group; 3]), bytes: &[u8]) {
        let [one, two, three] = last;
        if one.end == 0 {
            self.social |= group.len() == 9;
            return;
        }
        let is_near = |one: Group, group: Group| group.start - one.end <= 3;
        let is_by = |one: Group, group: Group, sign: u8| {
            one.end > 0 && group.start == one.end + 1 && bytes.get(one.end) == Some(&sign)
        };
        self.phone |= one.len() == 3 && group.len() == 4 && is_near(one, group);
        self.social |= matches!(
            (two.len(), one.len(), group.len()),
            (_, _, 9) | (3, 2, 4) | (_, 5, 4) | (_, 3, 6)
        );
        if around.before.last() == Some(&b'/') {
            self.other_date |= is_by(one, group, b'/') && is_by(two, one, b'/');
        }
        if around.before.last() == Some(&b'.') {
            let is_dotted = is_by(one, group, b'.') && is_by(two, one, b'.');
            self.computer |= is_dotted && is_by(three, two, b'.');
        }
    }
}

pub(super) fn is_of_word(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || sign == b'_'
}

/// The first letter of a word, small: it tells most words off.
pub(super) fn initial(word: &[u8]) -> Option<u8> {
    word.first().map(|sign| sign | 0x20)
}

pub(super) fn begins(text: &[u8], word: &[u8]) -> bool {
    let is_same = |sign: &u8, other: &u8| sign.eq_ignore_ascii_case(other);
    text.len() >= word.len() && text.iter().zip(word).all(|(sign, other)| is_same(sign, other))
}

fn ends(text: &[u8], word: &[u8]) -> bool {
    let mut pairs = text.iter().rev().zip(word.iter().rev());
    text.len() >= word.len() && pairs.all(|(sign, other)| sign.eq_ignore_ascii_case(other))
}

/// A text without its last word, and that word.
pub(super) fn last_word(text: &[u8]) -> (&[u8], &[u8]) {
    let start = text.iter().rposition(|sign| !sign.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    text.split_at(start)
}

/// A text without some signs at its end, at most so many.
fn without_end<'t>(text: &'t [u8], signs: &[u8], most: usize) -> &'t [u8] {
    let gap = text.iter().rev().take(most).take_while(|sign| signs.contains(sign)).count();
    text.get(..text.len() - gap).unwrap_or_default()
}

/// `aged 91`, `age of 91`.
fn follows_age(before: &[u8]) -> bool {
    if !matches!(before.last(), Some(b' ' | b':' | b'=')) {
        return false;
    }
    let word = without_end(before, b" :=", 3);
    if !word.last().is_some_and(|sign| b"edft".contains(&(sign | 0x20))) {
        return false;
    }
    [b"age".as_slice(), b"aged", b"age of", b"pt", b"patient"].iter().any(|end| ends(word, end))
}

/// `48F`, `6-month-old`.
fn precedes_age(after: &[u8]) -> bool {
    let after = match after.first() {
        Some(b' ' | b'-') => after.get(1..).unwrap_or_default(),
        _ => after,
    };
    let is_sex = after.first().is_some_and(|sign| matches!(sign | 0x20, b'm' | b'f'));
    is_sex && !after.get(1).is_some_and(|sign| is_of_word(*sign)) || begins(after, b"month")
}

/// `MA 02138`, `MA, 02138`, `zip code: 02138`.
fn follows_zip(before: &[u8]) -> bool {
    let ahead = without_end(before, b" :", 2);
    let is_named = || ends(ahead, b"zip") || ends(ahead, b"code");
    let state = without_end(ahead, b",", 1);
    ahead.len() < before.len() && (state.last().is_some_and(u8::is_ascii_uppercase) || is_named())
}

/// `12 elm street`, `12 old mill road`.
fn precedes_street(after: &[u8]) -> bool {
    let is_part = |sign: &&u8| sign.is_ascii_alphabetic() || **sign == b'\'';
    let mut rest = after;
    for at in 0..3 {
        let Some(word) = rest.strip_prefix(b" ") else { return false };
        let may_be_one = at > 0 && initial(word).is_some_and(|sign| b"sablr".contains(&sign));
        if may_be_one && STREETS.iter().any(|street| begins(word, street)) {
            return true;
        }
        let end = word.iter().take_while(is_part).count();
        if end == 0 {
            return false;
        }
        rest = word.get(end..).unwrap_or_default();
    }
    false
}

/// `pt AB-12`.
fn follows_initials(before: &[u8]) -> bool {
    let before = without_end(before, b" -", 1);
    if !before.last().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    let (rest, _) = last_word(before);
    let rest = without_end(rest, b" :,", rest.len());
    PERSONS.iter().any(|person| ends(rest, person))
}

fn is_month(word: &[u8]) -> bool {
    if !initial(word).is_some_and(|sign| b"jfmasond".contains(&sign)) {
        return false;
    }
    MONTHS.iter().any(|month| begins(word, *month))
}

/// `March 4`, `Mar. 4`.
fn follows_month(before: &[u8]) -> bool {
    let Some(before) = before.strip_suffix(b" ") else { return false };
    is_month(last_word(without_end(before, b".", 1)).1)
}

/// `4 March`, `4th of March`.
fn precedes_month(after: &[u8]) -> bool {
    let is_counted = after.first().is_some_and(u8::is_ascii_alphabetic)
        && [b"st", b"nd", b"rd", b"th"].iter().any(|end| begins(after, *end));
    let after = if is_counted { after.get(2..).unwrap_or_default() } else { after };
    let Some(word) = after.strip_prefix(b" ") else { return false };
    is_month(if begins(word, b"of ") { word.get(3..).unwrap_or_default() } else { word })
}

/// Whether a year is the end of a date: `4/3/2026`, `4 March 2026`, `March 4th, 2026`.
fn ends_date(before: &[u8]) -> bool {
    let Some(rest) = before.strip_suffix(b" ").or_else(|| before.strip_suffix(b"-")) else {
        return matches!(before.last(), Some(b'/' | b'.')) || is_month(last_word(before).1);
    };
    let rest = without_end(rest, b",", 1);
    match rest.last() {
        Some(b'-' | b'/') => true,
        Some(sign) if sign.is_ascii_digit() => true,
        Some(b'.') => true,
        _ => {
            let word = last_word(rest).1;
            is_month(word) || [b"st", b"nd", b"rd", b"th"].iter().any(|end| begins(word, *end))
        }
    }
}

/// Whether `-03-04` stands behind a year, and nothing that belongs to it behind that.
fn is_iso(after: &[u8]) -> bool {
    let [b'-', month @ .., _, _, _] = after.get(..6).unwrap_or_default() else { return false };
    let day = after.get(4..6).unwrap_or_default();
    let is_month = matches!(month, [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2']);
    let is_day =
        matches!(day, [b'0', b'1'..=b'9'] | [b'1' | b'2', b'0'..=b'9'] | [b'3', b'0' | b'1']);
    let goes_on = after.get(6).is_some_and(|sign| is_of_word(*sign));
    is_month && is_day && after.get(3) == Some(&b'-') && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_an_audit_call_for_nothing() {
        let figures = figures("45 of 48 charts had both signatures, 5 in June; 120 doses in 2026");
        assert_eq!(format!("{figures:?}"), format!("{:?}", Figures::default()));
    }

    #[test]
    fn each_shape_calls_for_its_pattern() {
        assert!(figures("pt is 45-year-old").age && figures("AGED: 91").age);
        assert!(figures("12 Elm St").street && figures("12 old mill ROAD").street_lower);
        assert!(figures("Patient: AB-12").initials && figures("4th of March").day);
        assert!(figures("chart no. AB 1234").record && figures("m.r.n 12").record);
        assert!(figures("617-555-0142").phone && figures("123 - 45 - 6789").social);
        assert!(
            figures("version 10.0.0.1").computer
                && figures("1234567").long.first() == Some(&(0..7))
        );
    }

    #[test]
    fn dates_are_read_off_where_they_are_written_plainly() {
        let iso = figures("from 2026-03-04 on");
        assert!(iso.iso_dates.first() == Some(&(5..15)) && !iso.other_date);
        for other in
            ["2026/3/4", "4.3.2026", "3/4/26", "March 4th, 2026", "4 Mar. 2026", "20260304"]
        {
            assert!(figures(other).other_date, "{other}");
        }
    }

    #[test]
    fn births_are_told_by_their_words() {
        for text in ["DOB 1", "d.o.b. 1", "Born in", "birthday"] {
            assert!(figures(text).birth, "{text}");
        }
        assert!(!figures("the 9th board of September").birth);
    }
}
