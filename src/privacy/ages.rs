//! Ages of persons. Above 89 an age names a person; limits of an age and years of other things do not.

use super::context::{after, before, follows, near_person, next_is};
use super::model::{Hit, Kind, Level};
use super::pattern::{Pattern, pattern};
use crate::source::Span;
use std::sync::LazyLock;

static OLD: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(1[01][0-9]|[1-9]?[0-9])[ -]?(?:y/o|y\.o\.?|yo|(?:yrs?|years?|y)[ -]?(?:old|o)|(?:years|yrs) of age|(?:yrs?|y) ?(?:m|f|male|female)|months?[ -]old)\b",
    )
});
static AGED: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:aged?|age of|age of (?:the |this )?(?:pt|patient))[ :=]{1,3}(1[01][0-9]|[1-9]?[0-9])\b",
    )
});
/// `pt (48F)`: the age with the sex, right behind the person.
static SEXED: Pattern =
    LazyLock::new(|| pattern(r"\b(?:pt|patient)[ ,:(]{1,3}(1[01][0-9]|[1-9]?[0-9]) ?[mf]\b"));
static YEARS: Pattern = LazyLock::new(|| pattern(r"\b(9[0-9]|1[01][0-9])[ -]?(?:years?|yrs?|y)\b"));

/// Words before an age that make it a limit.
const LIMITS: [&str; 22] = [
    "over", "under", "above", "below", "least", "than", "from", "between", "to", "minimum",
    "maximum", "≥", ">", "<", "≤", "=", "until", "after", "before", "up", "and", "-",
];
/// What is old without being a person.
const THINGS: &[&str] = &[
    "policy",
    "building",
    "wing",
    "hospital",
    "version",
    "contract",
    "agreement",
    "document",
    "form",
    "standard",
    "guideline",
    "table",
    "data",
    "equipment",
    "pump",
    "pumps",
    "linac",
    "machine",
    "hood",
    "program",
    "protocol",
    "system",
    "software",
    "facility",
    "procedure",
    "record",
    "records",
    "roof",
    "accelerator",
    "scanner",
    "plan",
    "report",
    "institution",
    "clinic",
    "tradition",
    "ventilation",
];

/// Ages.
pub(super) fn ages(text: &str, found: &mut Vec<Hit>) {
    for pattern in [&OLD, &AGED, &SEXED] {
        for parts in pattern.captures_iter(text) {
            let (Some(whole), Some(age)) = (parts.get(0), parts.get(1)) else { continue };
            let span = whole.range();
            let is_thing = next_is(text, &span, THINGS) || follows(text, &span, (THINGS, 24));
            // `5 yr f/u` is no age of a woman
            let goes_on = after(text, &span, 1) == "/";
            let is_range = is_limit(text, &span) || is_thing || goes_on;
            if !is_range {
                let in_months = whole.as_str().to_lowercase().contains("month");
                let level =
                    if is_high(age.as_str()) && !in_months { Level::Block } else { Level::Warn };
                found.push(Hit { kind: Kind::Age, level, span });
            }
        }
    }
    for hit in YEARS.find_iter(text) {
        let span = hit.range();
        let of_service =
            next_is(text, &span, &["of", "ago", "retention", "or", "and", "after", "before"]);
        if near_person(text, &span) && !of_service && !is_limit(text, &span) {
            found.push(Hit { kind: Kind::Age, level: Level::Block, span });
        }
    }
}

fn is_high(age: &str) -> bool {
    age.parse::<u32>().is_ok_and(|age| age > 89)
}

/// Whether an age is the end of a range: `18 years and older`, `over 65 years of age`.
fn is_limit(text: &str, span: &Span) -> bool {
    let ahead = before(text, span, 12).trim_end().to_lowercase();
    let ahead = ahead.trim_end_matches(" age").trim_end_matches(" ages");
    let last = ahead.rsplit(' ').next().unwrap_or_default();
    if LIMITS.iter().any(|limit| {
        last.ends_with(limit)
            && (last.len() == limit.len()
                || limit.len() < 4 && !limit.chars().all(char::is_alphabetic))
    }) {
        return true;
    }
    let behind = after(text, span, 24).trim_start().to_lowercase();
    let open = [
        "or older",
        "and older",
        "or over",
        "and over",
        "or above",
        "and above",
        "or younger",
        "and younger",
        "or more",
        "and up",
        "or less",
        "and under",
        "or under",
        "years or",
        "years and",
        "to ",
        "-",
        "+",
        "through ",
        "years to",
        "or greater",
        "and greater",
        "years old and",
        "years old or",
    ];
    open.iter().any(|end| behind.starts_with(end))
}
