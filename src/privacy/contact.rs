//! Where a person is reached: telephone and fax, e-mail, streets and ZIP codes, pages and computers.

use super::context::{after, before, follows, near_home};
use super::figures::Figures;
use super::model::{Hit, Kind, Level};
use super::pattern::{Pattern, exact, pattern};
use crate::source::Span;
use std::sync::LazyLock;

static PHONE: Pattern = LazyLock::new(|| {
    pattern(
        r"(?:\+?1[-. ]{1,2})?(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[-. /]{1,3})[2-9][0-9]{2} ?[-. ] ?[0-9]{4}\b",
    )
});
static PHONE_ABROAD: Pattern =
    LazyLock::new(|| pattern(r"\+[0-9]{1,3}(?:[ .()-]{0,2}[0-9]{1,4}){2,6}\b"));
static PHONE_LOCAL: Pattern = LazyLock::new(|| pattern(r"\b[2-9][0-9]{2}[-. ][0-9]{4}\b"));
/// Ten digits without a sign between them: only where a word says what they are.
static PHONE_PLAIN: Pattern = LazyLock::new(|| pattern(r"\b[2-9][0-9]{2}[2-9][0-9]{6}\b"));
static EMAIL: Pattern = LazyLock::new(|| {
    pattern(
        r"[a-z0-9][a-z0-9._%+-]* ?(?:@|\(at\)|\[at\]) ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b",
    )
});
static LINK: Pattern = LazyLock::new(|| pattern(r"(?:\b(?:https?|ftp)://|\bwww\.)[!-~]+"));
static COMPUTER: Pattern = LazyLock::new(|| {
    pattern(r"\b([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})(?::[0-9]+)?\b")
});
static STREET: Pattern = LazyLock::new(|| {
    exact(concat!(
        r"\b[0-9]{1,6} (?:(?:[NSEW]\.? )?(?:[A-Z][A-Za-z'.]* ){1,3}",
        r"|(?:[NSEW]\.?|North|South|East|West) [0-9]{1,3}(?:st|nd|rd|th) )",
        r"(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Boulevard|Ct|Court|Way|Pl|Place|Ter|Terrace|Cir|Circle|Hwy|Highway|Pkwy|Parkway|Trail|Trl)\b"
    ))
});
static STREET_LOWER: Pattern = LazyLock::new(|| {
    pattern(r"\b[0-9]{1,6} [a-z']+ (?:[a-z']+ )?(?:street|avenue|boulevard|lane|road)\b")
});
static ZIP_LONG: Pattern = LazyLock::new(|| pattern(r"\b[0-9]{5}-[0-9]{4}\b"));
static ZIP_STATE: Pattern = LazyLock::new(|| {
    exact(concat!(
        r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])",
        r",? [0-9]{5}\b"
    ))
});
static ZIP_NAMED: Pattern = LazyLock::new(|| pattern(r"\bzip(?: ?code)?[ :]{1,2}[0-9]{5}\b"));

static BOX: Pattern = LazyLock::new(|| pattern(r"\bp\.? ?o\.? box [0-9]+\b"));

/// Mailboxes of a place and not of a person.
const MAILBOXES: [&str; 24] = [
    "quality",
    "pharmacy",
    "info",
    "help",
    "helpdesk",
    "office",
    "contact",
    "safety",
    "support",
    "admin",
    "noreply",
    "no-reply",
    "nursing",
    "oncology",
    "research",
    "trials",
    "registry",
    "compliance",
    "privacy",
    "education",
    "it",
    "cancer",
    "clinic",
    "infusion",
];
/// Words of a place that is no home.
const PLACES: &[&str] = &[
    "hospital",
    "clinic",
    "center",
    "centre",
    "campus",
    "building",
    "pavilion",
    "suite",
    "facility",
    "laboratory",
    "pharmacy",
    "office",
    "institute",
    "tower",
    "wing",
    "department",
    "headquarters",
    "warehouse",
    "location",
    "site",
];
/// Hosts where people write about themselves.
const PEOPLE: [&str; 8] = [
    "facebook.",
    "instagram.",
    "linkedin.",
    "caringbridge.",
    "gofundme.",
    "twitter.",
    "tiktok.",
    "x.com/",
];

fn by_home(text: &str, span: &Span) -> Level {
    if near_home(text, span) { Level::Block } else { Level::Warn }
}

/// Telephone and fax numbers.
pub(super) fn phones(text: &str, found: &mut Vec<Hit>) {
    const CALLS: &[&str] = &[
        "phone",
        "telephone",
        "tel",
        "call",
        "called",
        "calls",
        "fax",
        "pager",
        "page",
        "cell",
        "mobile",
        "contact",
        "hotline",
        "dial",
        "reach",
        "number",
    ];
    let whole = |span: &Span| {
        let is_inside = before(text, span, 1).ends_with(|s: char| s.is_ascii_digit() || s == '-');
        !is_inside && !after(text, span, 1).starts_with('-')
    };
    let mut push = |span: Span| {
        let level = by_home(text, &span);
        found.push(Hit { kind: Kind::Phone, level, span });
    };
    PHONE.find_iter(text).filter(|hit| whole(&hit.range())).for_each(|hit| push(hit.range()));
    for hit in PHONE_ABROAD.find_iter(text) {
        let digits = hit.as_str().bytes().filter(u8::is_ascii_digit).count();
        if (9..=15).contains(&digits) {
            push(hit.range());
        }
    }
    let local = PHONE_LOCAL.find_iter(text).chain(PHONE_PLAIN.find_iter(text));
    for hit in local.filter(|hit| whole(&hit.range())) {
        if follows(text, &hit.range(), (CALLS, 24)) {
            push(hit.range());
        }
    }
}

/// Addresses of e-mail, but those of a place.
pub(super) fn emails(text: &str, found: &mut Vec<Hit>) {
    for hit in EMAIL.find_iter(text) {
        let name = hit.as_str().split(['@', '(', '[']).next().unwrap_or_default().to_lowercase();
        let mut parts = name.trim().split(['.', '_', '-']);
        if !parts.all(|part| MAILBOXES.contains(&part)) {
            let level = by_home(text, &hit.range());
            found.push(Hit { kind: Kind::Email, level, span: hit.range() });
        }
    }
}

/// Links that may name a person, and addresses of computers. A link to a page of policies is none:
/// it asks for nothing behind a question mark.
pub(super) fn links(text: &str, found: &mut Vec<Hit>) {
    for hit in LINK.find_iter(text) {
        let lower = hit.as_str().to_lowercase();
        let asks = lower.split_once('?').is_some_and(|(_, query)| query.contains('='));
        let is_of_people = PEOPLE.iter().any(|host| lower.contains(host));
        if asks || is_of_people || COMPUTER.is_match(hit.as_str()) {
            found.push(Hit { kind: Kind::Link, level: Level::Warn, span: hit.range() });
        }
    }
    for hit in COMPUTER.find_iter(text).filter(|hit| is_computer(text, hit.as_str(), &hit.range()))
    {
        found.push(Hit { kind: Kind::Link, level: Level::Warn, span: hit.range() });
    }
}

/// Numbers of versions and sections have dots too.
fn is_computer(text: &str, number: &str, span: &Span) -> bool {
    const OTHERS: &[&str] = &[
        "v",
        "version",
        "release",
        "section",
        "chapter",
        "build",
        "standard",
        "ver",
        "item",
        "element",
        "library",
        "software",
        "firmware",
        "appendix",
        "paragraph",
        "criterion",
        "rev",
        "update",
    ];
    let host = number.split(':').next().unwrap_or_default();
    let parts: Vec<u32> = host.split('.').filter_map(|part| part.parse().ok()).collect();
    let is_byte = parts.iter().all(|part| *part < 256);
    let is_big = parts.iter().any(|part| *part > 31) || parts.first() == Some(&10);
    let is_inside = before(text, span, 1).ends_with(['.', '/', 'v', 'V']);
    is_byte && is_big && !is_inside && !follows(text, span, (OTHERS, 24))
}

/// Streets and ZIP codes, but those of a place of care.
pub(super) fn addresses(text: &str, figures: &Figures, found: &mut Vec<Hit>) {
    let patterns = [
        (&STREET, figures.street),
        (&STREET_LOWER, figures.street_lower),
        (&ZIP_LONG, figures.zip),
        (&ZIP_STATE, figures.zip),
        (&ZIP_NAMED, figures.zip),
        (&BOX, figures.zip),
    ];
    for (pattern, _) in patterns.into_iter().filter(|(_, may_match)| *may_match) {
        for hit in pattern.find_iter(text) {
            let span = hit.range();
            let is_inside = before(text, &span, 1).ends_with(['-', '.']);
            let is_inside = is_inside || after(text, &span, 1) == "-";
            if !is_inside && !is_of_a_place(text, &span) {
                found.push(Hit { kind: Kind::Address, level: Level::Warn, span });
            }
        }
    }
}

fn is_of_a_place(text: &str, span: &Span) -> bool {
    let around = [before(text, span, 40), after(text, span, 40)];
    let own = text.get(span.clone()).unwrap_or_default();
    let mut words = around.iter().flat_map(|part| part.split(|s: char| !s.is_alphabetic()));
    let mut inside = own.split(|s: char| !s.is_alphabetic());
    let is_place = |word: &str| PLACES.iter().any(|known| word.eq_ignore_ascii_case(known));
    let lives = |word: &&str| ["lives", "living", "resides", "home", "moved"].contains(word);
    let is_home =
        around.iter().any(|part| part.split(|s: char| !s.is_alphabetic()).any(|word| lives(&word)));
    !is_home && (words.any(is_place) || inside.any(is_place))
}
