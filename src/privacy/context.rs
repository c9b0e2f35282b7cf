//! The words around a hit: they tell a person's date from a policy's.

use super::names::follows_patient;
use crate::source::Span;

/// Words of one person's care.
const PERSON: &[&str] = &[
    "pt",
    "patient",
    "subject",
    "participant",
    "admitted",
    "died",
    "deceased",
    "seen",
    "infused",
    "cycle",
    "dose",
    "she",
    "he",
    "her",
    "his",
    "him",
    "discharged",
    "readmitted",
    "hospitalized",
];
/// Words of somebody's private life.
const HOME: &[&str] = &[
    "home",
    "cell",
    "mobile",
    "daughter",
    "son",
    "wife",
    "husband",
    "mother",
    "father",
    "spouse",
    "caregiver",
    "sister",
    "brother",
    "relative",
    "family",
];
/// Words that stand right before the date of a document.
const DATED: &[&str] = &[
    "approved",
    "rev",
    "revised",
    "revision",
    "effective",
    "reviewed",
    "version",
    "until",
    "due",
    "minutes",
    "issued",
    "updated",
    "expires",
    "expiry",
    "expired",
    "exp",
    "published",
    "calibrated",
    "accessed",
    "retrieved",
    "use",
    "discard",
    "met",
    "calibration",
    "edition",
    "review",
    "printed",
    "adopted",
    "valid",
    "through",
];
/// Words of documents, meetings and audits.
const DOCUMENT: &[&str] = &[
    "policy",
    "policies",
    "procedure",
    "form",
    "table",
    "list",
    "log",
    "report",
    "minutes",
    "meeting",
    "committee",
    "audit",
    "audits",
    "audited",
    "survey",
    "training",
    "trained",
    "signed",
    "license",
    "certificate",
    "certification",
    "certified",
    "contract",
    "agreement",
    "version",
    "matrix",
    "record",
    "register",
    "roster",
    "plan",
    "order",
    "protocol",
    "amendment",
    "screenshot",
    "screenshots",
    "inspection",
    "rounds",
    "drill",
    "drills",
    "exercise",
    "charts",
    "observed",
    "observations",
    "period",
    "quarter",
    "since",
    "started",
    "begins",
    "begin",
    "began",
    "opened",
    "opens",
    "closed",
    "closes",
    "go-live",
    "live",
    "installed",
    "installation",
    "hired",
    "named",
    "appointed",
    "posted",
    "sent",
    "budget",
    "survey",
    "visit",
    "assessment",
    "as",
    "planned",
    "scheduled",
    "board",
    "ends",
    "ended",
    "guideline",
    "guidance",
    "regulation",
    "edition",
    "certified",
    "checked",
    "competency",
    "competencies",
    "last",
    "next",
    "deadline",
    "target",
    "minute",
    "manual",
    "index",
    "description",
    "entry",
    "count",
    "stock",
    "data",
    "results",
    "document",
    "education",
    "orientation",
    "rule",
    "memo",
    "bulletin",
    "decision",
    "vote",
    "from",
    "between",
    "by",
    "launched",
    "kit",
    "seal",
    "analysis",
    "summary",
    "implemented",
    "in force",
    "retired",
    "statement",
    "review",
    "reviews",
    "update",
    "updated",
    "test",
    "tested",
    "tests",
    "copy",
    "file",
    "renewed",
    "renewal",
    "accredited",
    "accreditation",
    "validated",
    "validation",
];
/// Nouns that make of a word for care a word of policies: `dose rounding`, `cycle of audits`.
const ABOUT: &[&str] = &[
    "rounding",
    "banding",
    "limit",
    "limits",
    "range",
    "ranges",
    "table",
    "policy",
    "adjustment",
    "modification",
    "modifications",
    "of",
    "finding",
    "error",
    "errors",
    "calculation",
    "calibrator",
    "reduction",
    "reductions",
    "time",
    "count",
    "counting",
    "tracking",
    "verification",
    "check",
    "checks",
    "to",
    "area",
    "line",
    "matter",
    "monitoring",
    "constraint",
    "constraints",
    "rate",
];

/// How far a word may stand from what it speaks of, in bytes.
pub(super) const NEAR: usize = 40;

/// The words before and behind a stretch, the nearest first.
struct Around<'t> {
    before: Vec<(&'t str, usize)>,
    after: Vec<(&'t str, usize)>,
}

fn is_word(sign: char) -> bool {
    sign.is_alphabetic() || sign == '\''
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = rest.find(is_word)?;
        let word = rest.get(start..)?;
        let end = word.find(|sign| !is_word(sign)).unwrap_or(word.len());
        let found = (word.get(..end)?, at + start);
        rest = word.get(end..)?;
        at += start + end;
        Some(found)
    })
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text before a stretch, at most so many bytes of it.
pub(super) fn before<'t>(text: &'t str, span: &Span, most: usize) -> &'t str {
    text.get(floor(text, span.start.saturating_sub(most))..span.start).unwrap_or_default()
}

/// The text behind a stretch.
pub(super) fn after<'t>(text: &'t str, span: &Span, most: usize) -> &'t str {
    text.get(span.end..floor(text, span.end.saturating_add(most))).unwrap_or_default()
}

fn around<'t>(text: &'t str, span: &Span) -> Around<'t> {
    let window = before(text, span, NEAR);
    let mut left: Vec<_> =
        words(window).map(|(word, at)| (word, window.len() - at - word.len())).collect();
    left.reverse();
    Around { before: left, after: words(after(text, span, NEAR)).collect() }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn is_person(word: &str, next: Option<&str>) -> bool {
    if !is_one_of(word, PERSON) {
        return false;
    }
    let Some(next) = next else { return true };
    let is_title = is_one_of(word, &["pt", "patient", "subject", "participant"]);
    !if is_title { follows_patient(next) } else { is_one_of(next, ABOUT) }
}

/// Whether a word for one person's care stands near; of people in the plural it does not speak.
pub(super) fn near_person(text: &str, span: &Span) -> bool {
    let around = around(text, span);
    let mut next = None;
    for (word, _) in &around.before {
        let is_plural_seen = is_one_of(word, &["seen", "admitted", "infused"]);
        let of_many = is_plural_seen && around.before.iter().any(|(w, _)| is_one_of(w, MANY));
        if is_person(word, next) && !of_many {
            return true;
        }
        next = Some(*word);
    }
    let behind: Vec<&str> = around.after.iter().map(|(word, _)| *word).collect();
    let pairs = behind.iter().zip(behind.iter().skip(1).map(Some).chain([None]));
    let many = behind.iter().any(|word| is_one_of(word, MANY));
    pairs.into_iter().any(|(word, next)| {
        let of_many = many && is_one_of(word, &["seen", "admitted", "infused", "dose", "cycle"]);
        is_person(word, next.copied()) && !of_many
    })
}

/// People in the plural, as totals name them.
const MANY: &[&str] = &["patients", "subjects", "participants", "admissions", "people", "persons"];

/// Whether a word of care or of private life stands near.
pub(super) fn near_home(text: &str, span: &Span) -> bool {
    let around = around(text, span);
    let mut all = around.before.iter().chain(&around.after);
    all.any(|(word, _)| is_one_of(word, HOME)) || near_person(text, span)
}

/// Whether the date is a document's: a word such as `approved` stands right before it.
pub(super) fn dates_a_document(text: &str, span: &Span) -> bool {
    const RIGHT_BEFORE: usize = 12;
    let around = around(text, span);
    let near = around.before.iter().take_while(|(_, far)| *far <= RIGHT_BEFORE);
    near.take_while(|(word, _)| !is_one_of(word, PERSON)).any(|(word, _)| is_one_of(word, DATED))
}

/// Whether a word of documents, meetings or audits stands near.
pub(super) fn near_document(text: &str, span: &Span) -> bool {
    let around = around(text, span);
    let mut all = around.before.iter().chain(&around.after);
    all.any(|(word, _)| is_one_of(word, DOCUMENT) || is_one_of(word, DATED))
}

/// Whether one of some words is among the last before a stretch.
pub(super) fn follows(text: &str, span: &Span, (list, most): (&[&str], usize)) -> bool {
    words(before(text, span, most)).any(|(word, _)| is_one_of(word, list))
}

/// Whether the next word behind a stretch is one of some.
pub(super) fn next_is(text: &str, span: &Span, list: &[&str]) -> bool {
    let rest = after(text, span, NEAR).trim_start_matches([' ', '-']);
    words(rest).next().is_some_and(|(word, at)| at == 0 && is_one_of(word, list))
}
