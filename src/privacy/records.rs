//! Numbers of records, accounts, members and subjects; of plates, vehicles and implants.

use super::context::{after, before, follows, next_is};
use super::figures::{begins, initial, is_of_word, last_word};
use super::model::{Hit, Kind, Level};
use super::numbers::{AMOUNTS, is_compact_date};
use super::pattern::{Pattern, exact, pattern};
use crate::source::Span;
use std::sync::LazyLock;

/// Words that are nothing but a person's number.
static RECORD: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:mrn|m r n|m\.r\.n|csn|hicn)s?\.?(?: ?(?:no|nr|num|number|id)\b)?(?: (?:is|was|ending(?: in)?)\b)?[ :#=.,(-]{0,4}([a-z]{0,4}[0-9]+(?:[ -]?[0-9]+)*)",
    )
});
static RECORD_JOINED: Pattern = LazyLock::new(|| pattern(r"\b(?:mrn|csn)([0-9]{3,})"));
/// Words that may be followed by a person's number, or by anything else; a mark such as `no`; the
/// number, and its groups where it is written with blanks.
static ACCOUNT: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(med(?:ical)?\.? ?rec(?:ord)?|chart|acct|acc|account|encounter|enc|accession|member|mbr|subscriber|subject|subj|patient|pt|participant|enrollee|fin|har|visit|hospital|hosp|unit|specimen|case|rx|claim|insurance|beneficiary|medicare|medicaid|nhs|health[ -]?plan|policy ?holder|passport|licen[cs]e plate|driver'?s? lic(?:en[cs]e)?|dl|mr|vin)\.?( ?(?:no|nr|num|number|id)\b\.?(?: (?:is|was)\b)?| ?#)?[ :#=.(-]{0,4}([a-z]{0,4}-?[0-9]+(?:-?[0-9]+)*)((?: [0-9]{2,})*)",
    )
});
/// The same with letters apart from the digits: `medical record no. AB 20331`.
static MARKED: Pattern = LazyLock::new(|| {
    exact(
        r"\b(?i:med(?:ical)?\.? ?rec(?:ord)?|chart|acct|account|encounter|accession|member|patient|subject|mrn) ?(?i:no|nr|number|id|#)\.?[ :#=]{0,3}[A-Z]{1,3} [0-9]{4,}\b",
    )
});
static MEDICARE: Pattern = LazyLock::new(|| {
    exact(
        r"\b[1-9][A-HJ-NP-RT-Y][A-HJ-NP-RT-Y0-9][0-9]-?[A-HJ-NP-RT-Y][A-HJ-NP-RT-Y0-9][0-9]-?[A-HJ-NP-RT-Y]{2}[0-9]{2}\b",
    )
});
/// Plates of vehicles: letters and digits, in one or two groups.
static PLATE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:lic(?:en[cs]e)?\.? plate\b|plate ?(?:no\b|number\b|#)|(?:car|vehicle)[, ]{1,2}(?:tag|plate)\b)\.?(?: ?(?:no|number)\b\.?| ?#)?[ :#=.]{0,3}([a-z0-9]{1,4}[- ]?[a-z0-9]{2,4})\b",
    )
});
static VEHICLE: Pattern = LazyLock::new(|| {
    pattern(
        r"\bvin\b(?: ?(?:no|number)\b\.?| ?#)?[ :#=.]{0,3}([a-hj-npr-z]{0,5}[0-9][a-hj-npr-z0-9]{11,16})\b",
    )
});
/// Devices inside a person have a number of their own; those of the house are not asked about.
static IMPLANT: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:implant|pacemaker|defibrillator|icd|(?:medi)?port|stent|prosthesis) (?:serial|s/n|sn)\b\.?(?: ?(?:no|number)\b\.?| ?#)?[ :#=.]{0,3}([a-z]{0,4}[0-9][a-z0-9]*(?:-[a-z0-9]+)*)",
    )
});

/// Words before `account` or `record` that make it the hospital's own.
const OWN: &[&str] = &[
    "gl", "g", "ledger", "cost", "budget", "expense", "revenue", "bank", "billing", "per", "each",
];
/// Words of numbers that a mark such as `no` makes a person's, or seven digits.
const NEEDS_A_MARK: [&str; 11] = [
    "visit",
    "specimen",
    "claim",
    "insurance",
    "beneficiary",
    "medicare",
    "medicaid",
    "passport",
    "har",
    "enc",
    "nhs",
];
/// Words that only a mark makes a person's number, and how many digits it has at least.
const ONLY_WITH_A_MARK: [(&str, usize); 8] = [
    ("hospital", 3),
    ("vin", 3),
    ("hosp", 4),
    ("acc", 4),
    ("dl", 4),
    ("case", 5),
    ("rx", 6),
    ("unit", 6),
];

/// Words that are nothing but a person's number; other letters may hang on them.
const NUMBERS: [&[u8]; 3] = [b"mrn", b"csn", b"hicn"];

/// The last words of what may stand before a person's number, by their first letter.
fn records_with(initial: u8) -> &'static [&'static [u8]] {
    match initial {
        b'a' => &[b"acc", b"accession", b"account", b"acct"],
        b'b' => &[b"beneficiary"],
        b'c' => &[b"case", b"chart", b"claim"],
        b'd' => &[b"dl"],
        b'e' => &[b"enc", b"encounter", b"enrollee"],
        b'f' => &[b"fin"],
        b'h' => &[b"har", b"healthplan", b"holder", b"hosp", b"hospital"],
        b'i' => &[b"insurance"],
        b'l' => &[b"lic", b"licence", b"license"],
        b'm' => &[
            b"mbr",
            b"medicaid",
            b"medicalrec",
            b"medicalrecord",
            b"medicare",
            b"medrec",
            b"medrecord",
            b"member",
            b"mr",
        ],
        b'n' => &[b"n", b"nhs"],
        b'p' => {
            &[b"participant", b"passport", b"patient", b"plan", b"plate", b"policyholder", b"pt"]
        }
        b'r' => &[b"rec", b"record", b"rx"],
        b's' => &[b"serial", b"sn", b"specimen", b"subj", b"subject", b"subscriber"],
        b't' => &[b"tag"],
        b'u' => &[b"unit"],
        b'v' => &[b"vin", b"visit"],
        _ => &[],
    }
}

/// What may stand between such a word and its number.
const MARKS: [&[u8]; 5] = [b"no", b"nr", b"num", b"number", b"id"];
/// The longer ones of what may stand there.
const LONG_MARKS: [&[u8]; 2] = [b"number", b"ending"];

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Numbers of records, accounts, members and subjects. `least` digits make one.
pub(super) fn records(text: &str, least: usize, found: &mut Vec<Hit>) {
    let mut push = |span: Span| {
        found.push(Hit { kind: Kind::RecordNumber, level: Level::Block, span });
    };
    for parts in RECORD.captures_iter(text) {
        if let (Some(whole), Some(value)) = (parts.get(0), parts.get(1))
            && digits(value.as_str()) >= least
        {
            push(whole.range());
        }
    }
    for parts in ACCOUNT.captures_iter(text) {
        let group = |at: usize| parts.get(at).map_or(0..0, |part| part.range());
        let number = Labeled {
            word: group(1),
            mark: parts.get(2).map(|mark| mark.range()),
            value: group(3),
            more: group(4),
        };
        if let Some(span) = number.of_a_person(text) {
            push(span);
        }
    }
    for (pattern, least) in [(&PLATE, 3), (&VEHICLE, 4), (&IMPLANT, 4)] {
        for parts in pattern.captures_iter(text) {
            let value = parts.get(1).map_or("", |value| value.as_str());
            if digits(value) >= least && is_code(value) {
                push(parts.get(0).map_or(0..0, |whole| whole.range()));
            }
        }
    }
    MARKED.find_iter(text).for_each(|hit| push(hit.range()));
    MEDICARE.find_iter(text).for_each(|hit| push(hit.range()));
    RECORD_JOINED.find_iter(text).for_each(|hit| push(hit.range()));
}

/// Whether letters and digits are one code, and no word beside a small number: `plate no. 14 agar`.
fn is_code(value: &str) -> bool {
    let is_apart = value.contains(' ') && value.bytes().any(|sign| sign.is_ascii_lowercase());
    let has_letter = value.bytes().any(|sign| sign.is_ascii_alphabetic());
    !is_apart && (has_letter || digits(value) >= 4)
}

/// A number behind a word such as `chart` or `account no`.
struct Labeled {
    word: Span,
    mark: Option<Span>,
    value: Span,
    /// Further groups of digits, behind blanks.
    more: Span,
}

impl Labeled {
    /// Where it stands if it is a person's.
    fn of_a_person(&self, text: &str) -> Option<Span> {
        let of = |span: &Span| text.get(span.clone()).unwrap_or_default();
        let (word, value) = (of(&self.word).to_lowercase(), of(&self.value));
        let goes_on = after(text, &self.value, 1).starts_with(|s: char| s.is_alphanumeric());
        let is_own = follows(text, &self.word, (OWN, 10)) || before(text, &self.word, 1) == "/";
        let is_amount =
            !after(text, &self.value, 1).starts_with('-') && next_is(text, &self.value, AMOUNTS);
        if goes_on || is_own || is_amount {
            return None;
        }
        let between = text.get(self.word.end..self.value.start).unwrap_or_default();
        let is_marked = self.mark.is_some() || between.contains('#');
        let is_it = if is_marked {
            let groups = self.value.start..self.more.end.max(self.value.end);
            is_marked_number((&word, between), value, of(&groups))
        } else {
            is_plain_number(&word, value)
        };
        let end = if is_marked { self.more.end.max(self.value.end) } else { self.value.end };
        is_it.then_some(self.word.start..end)
    }
}

/// Whether a number with a mark such as `no` before it is a person's; `groups` is all of it.
fn is_marked_number((word, mark): (&str, &str), value: &str, groups: &str) -> bool {
    // `MR no` is an order of magnetic resonance
    if word == "mr" && !mark.contains('#') {
        return false;
    }
    let own = ONLY_WITH_A_MARK.iter().find(|(known, _)| *known == word).map(|(_, least)| *least);
    let least = own.unwrap_or(if word == "mr" || has_code(value) { 4 } else { 3 });
    digits(groups) >= least
}

fn is_plain_number(word: &str, value: &str) -> bool {
    let count = digits(value);
    if ONLY_WITH_A_MARK.iter().any(|(known, _)| *known == word) || word == "mr" {
        return false;
    }
    let is_numbered_by_year = ["accession", "specimen"].contains(&word) && count >= 6;
    if has_code(value) {
        return is_numbered_by_year;
    }
    let needs_more = word == "fin" || NEEDS_A_MARK.contains(&word) && !is_numbered_by_year;
    let least = if needs_more { 7 } else { 4 };
    let is_round = needs_more && value.ends_with("0000");
    count >= least && !is_date(value) && !is_round
}

/// Letters, a dash and digits: `PH-0412`.
fn has_code(value: &str) -> bool {
    let letters = value.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    letters.len() < value.len() && letters.starts_with('-')
}

/// A year, or a date that begins with one: `chart 2026`, `record 2026-03`, `visit 20260304`. A
/// number that goes on otherwise is none: `subject 2011-044`.
fn is_date(value: &str) -> bool {
    let year = value.get(..4).unwrap_or_default();
    let rest = value.get(4..).unwrap_or_default();
    let is_year = (year.starts_with("19") || year.starts_with("20")) && digits(year) == 4;
    let is_below = |part: &str, most: u32| {
        part.len() == 2 && part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    let mut parts = rest.split('-').skip(1);
    let (month, day) = (parts.next().unwrap_or_default(), parts.next());
    let is_rest = rest.is_empty()
        || rest.starts_with('-')
            && (is_below(month, 12) || digits(month) == 4 && day.is_none())
            && day.is_none_or(|day| is_below(day, 31));
    is_year && is_rest || is_compact_date(value)
}

/// `MRN 12`, `chart no. AB 12`: between the word and the number stand at most letters of the number
/// and a word such as `no`.
pub(super) fn follows_record(before: &[u8]) -> bool {
    const WIDEST: usize = 8;
    let mut rest = before;
    for _ in 0..5 {
        let is_between = |sign: &&u8| !is_of_word(**sign);
        let gap = rest.iter().rev().take(WIDEST).take_while(is_between).count();
        let (ahead, word) = last_word(rest.get(..rest.len() - gap).unwrap_or_default());
        if is_record(word, gap == 0) {
            return true;
        }
        // the letters that a number begins with, or a word such as `no`
        let most = if gap == 0 { 5 } else { 4 };
        let may_stand_between =
            word.len() <= most || LONG_MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark));
        if word.is_empty() || !may_stand_between {
            return false;
        }
        rest = ahead;
    }
    false
}

/// Whether a word is one that a person's number follows, with a mark or letters of the number on it.
fn is_record(word: &[u8], is_joined: bool) -> bool {
    let Some(initial) = initial(word) else { return false };
    let may_end = |rest: &[u8]| {
        let is_mark = |mark: &&[u8]| rest.eq_ignore_ascii_case(mark);
        rest.is_empty() || (is_joined && rest.len() <= 4) || MARKS.iter().any(is_mark)
    };
    let is_one =
        |known: &&[u8]| begins(word, known) && may_end(word.get(known.len()..).unwrap_or_default());
    NUMBERS.iter().any(|number| begins(word, number))
        || word.eq_ignore_ascii_case(b"ns")
        || records_with(initial).iter().any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text, as it stands there.
    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        records(text, 4, &mut hits);
        hits.iter().map(|hit| text.get(hit.span.clone()).unwrap()).collect()
    }

    #[test]
    fn a_mark_makes_a_number_of_what_may_be_anything() {
        assert_eq!(found("case # 26-04471 was late"), ["case # 26-04471"]);
        assert_eq!(found("chart no. 44 18 90 lacks it"), ["chart no. 44 18 90"]);
        assert!(found("case 12 of 30, unit 7, rx 4471 per month").is_empty());
    }

    #[test]
    fn a_date_is_no_number_of_a_person_and_a_number_by_year_is() {
        assert!(found("chart 2026, record 2026-03, visit 20260304").is_empty());
        assert_eq!(found("subject 2011-044 left"), ["subject 2011-044"]);
    }

    #[test]
    fn plates_and_implants_are_of_persons_plates_of_a_laboratory_are_not() {
        assert_eq!(found("license plate 7KXR412"), ["license plate 7KXR412"]);
        assert_eq!(found("pacemaker s/n 4471820"), ["pacemaker s/n 4471820"]);
        assert!(found("plate no. 14 agar, hood serial no. 4471820").is_empty());
    }
}
