//! Dates: those of a birth, of one person's care, and whole dates that nothing explains.

use super::context::{after, before, dates_a_document, near_document, near_person};
use super::figures::Figures;
use super::model::{Hit, Kind, Level};
use super::numbers::is_labeled;
use super::pattern::{Pattern, pattern};
use crate::source::Span;
use std::sync::LazyLock;

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
const DAY: &str = r"(?:0?[1-9]|[12][0-9]|3[01])";
const YEAR: &str = r"(?:19|20)[0-9]{2}";

static WHOLE: Pattern = LazyLock::new(|| {
    pattern(&format!(
        concat!(
            r"\b(?:{YEAR}([-/.])(?:0?[1-9]|1[0-2])[-/.]{DAY}",
            r"|{DAY} ?[-/.] ?{DAY} ?[-/.] ?{YEAR}",
            r"|{DAY}/{DAY}/[0-9]{{2}}",
            r"|{DAY}(?:st|nd|rd|th)?\.?[ -](?:of )?{MONTH},?[ -]{YEAR}|{DAY}{MONTH}{YEAR}",
            r"|{MONTH}[ -]{DAY}(?:st|nd|rd|th)?,?[ -]{YEAR}",
            r"|{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))\b"
        ),
        YEAR = YEAR,
        DAY = DAY,
        MONTH = MONTH
    ))
});
/// What stands right before the date of somebody's care.
static OF_CARE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:date of (?:death|service|admission|discharge|surgery|treatment|infusion)|(?:admit|admission|discharge|death|infusion) date|dos|dod|c[0-9]{1,2} ?d[0-9]{1,2})(?: (?:is|was|on))?[ :=(-]{1,3}$",
    )
});
/// A day without a year: told only where it is a person's.
static DAY_ALONE: Pattern = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{MONTH} {DAY}(?:st|nd|rd|th)?|{DAY}(?:st|nd|rd|th)? (?:of )?{MONTH})\b"
    ))
});
static BIRTH: Pattern = LazyLock::new(|| {
    pattern(&format!(
        concat!(
            r"\b(?:dob|d\.o\.b\.?|(?:date|day|year) of birth|birth ?(?:date|day|year)|b-?day|born|birth)",
            r"(?: ?\([mdy/. -]+\))?(?:[ :=#().,-]|\b(?:is|was|on|in|the|of)\b){{0,8}}",
            r"({DAY}(?:st|nd|rd|th)?\.?[ -](?:of )?{MONTH}|{MONTH}[ -]{DAY}(?:st|nd|rd|th)?|{MONTH}[ -]{YEAR}|[0-9]{{1,4}} ?[-/. ] ?[0-9]{{1,2}} ?[-/. ] ?[0-9]{{1,4}}|[0-9]{{6}}(?:[0-9]{{2}})?|{YEAR}|[0-9]{{1,2}}/[0-9]{{1,2}})\b",
            r"|\bb(?:d|\.)[ :]{{1,2}}[0-9]{{1,2}}[-/][0-9]{{1,2}}[-/](?:19[0-9]{{2}}|[3-9][0-9])\b"
        ),
        YEAR = YEAR,
        DAY = DAY,
        MONTH = MONTH
    ))
});

/// Birth dates: a word for birth with a date right behind it.
pub(super) fn births(text: &str, found: &mut Vec<Hit>) {
    for hit in BIRTH.find_iter(text) {
        found.push(Hit { kind: Kind::BirthDate, level: Level::Block, span: hit.range() });
    }
}

/// Whole dates: of one person's care, or of nothing that is said. Dates of documents, and the ends
/// of a period, are none.
pub(super) fn dates(text: &str, figures: &Figures, found: &mut Vec<Hit>) {
    let other: Vec<Span>;
    let all: &[Span] = if figures.other_date {
        other = WHOLE.find_iter(text).map(|hit| hit.range()).collect();
        &other
    } else {
        &figures.iso_dates
    };
    let mut explained: Option<&Span> = None;
    for span in all {
        let is_inside = before(text, span, 1).ends_with(|s: char| s == '-' || s.is_ascii_digit());
        let goes_on = after(text, span, 2);
        let goes_on = goes_on.starts_with('-') && goes_on.len() > 1 && !goes_on.ends_with(' ');
        // what holds for a date holds for those that are listed behind it
        let is_listed = explained.is_some_and(|last| joins(text, last.end..span.start, &LISTS));
        let is_other = is_inside || goes_on || is_compact_code(text, span);
        if is_other
            || is_listed
            || dates_a_document(text, span)
            || is_end_of_period(text, span, all)
        {
            explained = Some(span);
            continue;
        }
        let level = if near_person(text, span) || dates_care(text, span) {
            Level::Block
        } else if near_document(text, span) {
            explained = Some(span);
            continue;
        } else {
            Level::Warn
        };
        found.push(Hit { kind: Kind::Date, level, span: span.clone() });
    }
    if !figures.day {
        return;
    }
    for hit in DAY_ALONE.find_iter(text) {
        let span = hit.range();
        let is_part = all.iter().any(|whole| whole.start <= span.start && span.end <= whole.end);
        let has_capital = hit.as_str().chars().any(char::is_uppercase);
        let is_period =
            next_word_is_to(after(text, &span, 4)) || next_word_is_to(before(text, &span, 4));
        if !is_part
            && has_capital
            && !is_period
            && near_person(text, &span)
            && !dates_a_document(text, &span)
        {
            found.push(Hit { kind: Kind::Date, level: Level::Block, span });
        }
    }
}

/// Whether what stands right before a date says that it is one of a person's care: `DOS`, `date of
/// death`, `C3D1 on`.
fn dates_care(text: &str, span: &Span) -> bool {
    let ahead = before(text, span, 32);
    ahead.bytes().any(|sign| matches!(sign | 0x20, b'd')) && OF_CARE.is_match(ahead)
}

fn next_word_is_to(text: &str) -> bool {
    let gap = text.trim().to_lowercase();
    ["to", "-", "–", "until", "through", "and"].contains(&gap.as_str())
        || gap.starts_with("to ")
        || gap.ends_with(" to")
}

/// Words between dates that belong together.
const LISTS: [&str; 5] = [",", "and", ", and", ";", "&"];

/// Whether the text between two dates is one of some words.
fn joins(text: &str, gap: Span, words: &[&str]) -> bool {
    let gap = text.get(gap).map(|gap| gap.trim().to_lowercase());
    gap.is_some_and(|gap| words.contains(&gap.as_str()))
}

/// A number of eight digits that says what it is, and is no date: `lot 20260114`.
fn is_compact_code(text: &str, span: &Span) -> bool {
    let is_compact =
        text.get(span.clone()).is_some_and(|date| date.bytes().all(|s| s.is_ascii_digit()));
    is_compact && is_labeled(text, span)
}

/// Whether another date stands right beside it, joined by `to` or a dash.
fn is_end_of_period(text: &str, span: &Span, all: &[Span]) -> bool {
    const ENDS: [&str; 6] = ["to", "-", "until", "through", "thru", "till"];
    all.iter().any(|other| {
        joins(text, span.end..other.start, &ENDS) || joins(text, other.end..span.start, &ENDS)
    })
}
