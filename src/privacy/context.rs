//! The words around a hit: they tell a person's date from a policy's.

use super::names::follows_patient;
use crate::source::Span;

/// A list of words that tells most others off at a glance.
struct List {
    words: &'static [&'static str],
    /// For each first letter the lengths that its words have, a bit for each.
    lengths: [u32; 32],
}

impl List {
    #[expect(
        clippy::indexing_slicing,
        clippy::as_conversions,
        reason = "runs while it is compiled, and would fail there"
    )]
    const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            lengths[(word[0] % 32) as usize] |= 1 << (word.len() % 32);
            at += 1;
        }
        Self { words, lengths }
    }

    fn has(&self, word: &str) -> bool {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let first = word.bytes().next().map_or(0, |sign| usize::from(sign % 32));
        let lengths = self.lengths.get(first).copied().unwrap_or_default();
        lengths >> (word.len() % 32) & 1 == 1
            && self.words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }
}

/// Words of one person's care.
static PERSON: List = List::new(&[
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
]);
/// Words of somebody's private life.
static HOME: List = List::new(&[
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
]);
/// Words that stand right before the date of a document.
static DATED: List = List::new(&[
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
]);
/// Words of documents, meetings and audits.
static DOCUMENT: List = List::new(&[
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
]);
/// Nouns that make of a word for care a word of policies: `dose rounding`, `cycle of audits`.
static ABOUT: List = List::new(&[
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
]);

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

/// The words before a stretch, the nearest first, each with how far it ends from it.
fn words_before<'t>(text: &'t str, span: &Span) -> impl Iterator<Item = (&'t str, usize)> {
    let window = before(text, span, NEAR);
    let mut rest = window;
    std::iter::from_fn(move || {
        rest = rest.trim_end_matches(|sign| !is_word(sign));
        let start = rest.trim_end_matches(is_word).len();
        let word = rest.get(start..).filter(|word| !word.is_empty())?;
        let far = window.len() - rest.len();
        rest = rest.get(..start)?;
        Some((word, far))
    })
}

fn around<'t>(text: &'t str, span: &Span) -> Around<'t> {
    Around {
        before: words_before(text, span).collect(),
        after: words(after(text, span, NEAR)).collect(),
    }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn is_person(word: &str, next: Option<&str>) -> bool {
    if !PERSON.has(word) {
        return false;
    }
    let Some(next) = next else { return true };
    let is_title = is_one_of(word, &["pt", "patient", "subject", "participant"]);
    !if is_title { follows_patient(next) } else { ABOUT.has(next) }
}

/// Whether a word for one person's care stands near; of people in the plural it does not speak.
pub(super) fn near_person(text: &str, span: &Span) -> bool {
    let mut all = words_before(text, span).chain(words(after(text, span, NEAR)));
    if !all.any(|(word, _)| PERSON.has(word)) {
        return false;
    }
    let around = around(text, span);
    let ahead = before(text, span, NEAR);
    let behind = after(text, span, NEAR);
    let begins = ENDS.iter().filter_map(|end| ahead.rfind(end)).max();
    let begins = begins.map_or(NEAR, |at| ahead.len() - at);
    let ends = ENDS.iter().filter_map(|end| behind.find(end)).min().unwrap_or(NEAR);
    speaks_of_one(&around.before, begins, true) || speaks_of_one(&around.after, ends, false)
}

/// Whether one of some words speaks of one person. `clause` is how far the same clause goes.
fn speaks_of_one(words: &[(&str, usize)], clause: usize, is_reversed: bool) -> bool {
    let of_many = words.iter().any(|(word, _)| is_one_of(word, MANY));
    words.iter().enumerate().any(|(at, (word, far))| {
        let beside = if is_reversed { at.checked_sub(1) } else { at.checked_add(1) };
        let next = beside.and_then(|at| words.get(at)).map(|(word, _)| *word);
        let is_loose = is_one_of(word, OF_CARE) && (of_many || *far >= clause);
        is_person(word, next) && !is_loose
    })
}

/// What ends a clause.
const ENDS: [&str; 3] = ["; ", ": ", ". "];
/// Words of care that speak of one person in their own clause only, and of many as well.
const OF_CARE: &[&str] = &["seen", "infused", "dose", "cycle", "admitted"];
/// People in the plural, as totals name them.
const MANY: &[&str] = &["patients", "subjects", "participants", "admissions", "people", "persons"];

/// Whether a word of care or of private life stands near.
pub(super) fn near_home(text: &str, span: &Span) -> bool {
    let around = around(text, span);
    let mut all = around.before.iter().chain(&around.after);
    all.any(|(word, _)| HOME.has(word)) || near_person(text, span)
}

/// Whether the date is a document's: a word such as `approved` stands right before it.
pub(super) fn dates_a_document(text: &str, span: &Span) -> bool {
    const RIGHT_BEFORE: usize = 12;
    let mut words = words_before(text, span).peekable();
    while let Some((word, _)) = words.next_if(|(_, far)| *far <= RIGHT_BEFORE) {
        if PERSON.has(word) {
            return false;
        }
        if DATED.has(word) {
            // a license expires, and so does a patient
            let is_death = word.eq_ignore_ascii_case("expired");
            return !(is_death && words.peek().is_some_and(|(whose, _)| PERSON.has(whose)));
        }
    }
    false
}

/// Whether a word of documents, meetings or audits stands near.
pub(super) fn near_document(text: &str, span: &Span) -> bool {
    let is_one = |(word, _): (&str, usize)| DOCUMENT.has(word) || DATED.has(word);
    words_before(text, span).any(is_one) || words(after(text, span, NEAR)).any(is_one)
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
