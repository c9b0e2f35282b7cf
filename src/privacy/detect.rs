//! One text through every detector that may find something in it.

use super::figures::{Figures, figures};
use super::fold::{Folded, Parts};
use super::model::{From, Hit, Kind, Level};
use super::names::{Writing, paired, titled};
use super::signs::{Signs, signs};
use super::{ages, contact, dates, numbers, records};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Ids that the facility or its checklists gave: they name no person.
#[derive(Debug, Clone, Default)]
pub struct Known(BTreeSet<String>);

impl Known {
    /// Knows some ids.
    pub fn new<'i>(ids: impl IntoIterator<Item = &'i str>) -> Self {
        Self(ids.into_iter().map(str::to_uppercase).collect())
    }

    fn has(&self, id: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&id.trim().to_uppercase())
    }
}

/// What a text holds that looks like an identifier of a person, in the order of the text. Where two
/// overlap, the one that blocks is kept, then the one that says more.
pub fn detect(text: &str, from: From, known: &Known) -> Vec<Hit> {
    if is_what_it_is_for(text, from) {
        return Vec::new();
    }
    let seen = signs(text);
    let is_name = from == From::Path || (from == From::Reference && is_file(text));
    if !is_name && holds_nothing(text, seen) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if seen.foreign {
        let folded = Folded::new(text, Parts::Whole);
        whole(&folded.text, signs(&folded.text), &mut found);
        place(&folded, 0, &mut found);
    } else {
        whole(text, seen, &mut found);
    }
    if is_name || (seen.path && (seen.digits > 0 || text.contains('.')) && is_split(text)) {
        let split = Folded::new(text, Parts::Split);
        let start = found.len();
        parts(&split.text, &mut found);
        place(&split, start, &mut found);
    }
    let word = |hit: &Hit| text.get(hit.span.clone()).unwrap_or_default();
    found.retain(|hit| !is_exempt(hit, from) && !known.has(word(hit)));
    without_overlaps(found)
}

/// Whether a text has no sign that a pattern needs. A slash or an underscore needs a dot beside it.
fn holds_nothing(text: &str, seen: Signs) -> bool {
    let has_sign = seen.title || seen.host || seen.digits > 0 || seen.at || seen.foreign;
    let may_be_link = seen.path && text.contains(['.', ':']);
    !has_sign && !may_be_link
}

/// Whether a cell holds just what its column is made for: most of them do, and need no pattern.
fn is_what_it_is_for(text: &str, from: From) -> bool {
    let dashes = |at: usize| text.as_bytes().get(at) == Some(&b'-');
    let has_only = |more: &[u8]| text.bytes().all(|s| s.is_ascii_digit() || more.contains(&s));
    match from {
        From::Date => text.len() == 10 && dashes(4) && dashes(7) && has_only(b"-"),
        From::Number => has_only(b".,%"),
        From::Prose | From::Reference | From::Path => false,
    }
}

/// What a dedicated column may hold.
fn is_exempt(hit: &Hit, from: From) -> bool {
    match from {
        From::Date => hit.kind == Kind::Date,
        From::Number => hit.kind == Kind::LongNumber,
        // the date of a document is part of its reference
        From::Reference | From::Path => hit.kind == Kind::Date && hit.level == Level::Warn,
        From::Prose => false,
    }
}

/// Whether a reference is the name of a file or a path, and no sentence: it has no blank, or an ending.
fn is_file(text: &str) -> bool {
    let ends = |word: &str| {
        word.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (2..=5).contains(&end.len())
                && end.bytes().all(|sign| sign.is_ascii_alphanumeric())
                && end.bytes().any(|sign| sign.is_ascii_alphabetic())
        })
    };
    let text = text.trim();
    !text.contains(' ') || text.split_whitespace().any(ends) || text.contains("%20")
}

/// Whether prose holds the name of a file, a path or a link.
fn is_split(text: &str) -> bool {
    let is_path = |word: &str| {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let is_joined = word.contains(['_', '%']) || word.contains("://");
        letters > 1 && (is_joined || word.matches(['/', '\\']).count() > 1)
    };
    text.split_whitespace().any(is_path)
}

fn whole(text: &str, seen: Signs, found: &mut Vec<Hit>) {
    if seen.title {
        titled(text, Writing::Prose, found);
    }
    if seen.at && (text.contains('@') || text.contains("(at)") || text.contains("[at]")) {
        contact::emails(text, found);
    }
    let figures = if seen.digits > 0 { figures(text) } else { Figures::default() };
    if figures.computer || seen.path && text.contains("://") || seen.host {
        contact::links(text, found);
    }
    if seen.digits > 0 {
        // three digits make the number of a record, in one group or several
        let may_be_record = seen.digits >= 3;
        let figures = Figures { record: figures.record && may_be_record, ..figures };
        numbered(text, 4, &figures, found);
    }
}

/// The parts of a file name, a path or a link.
fn parts(text: &str, found: &mut Vec<Hit>) {
    titled(text, Writing::File, found);
    paired(text, found);
    if text.bytes().any(|sign| sign.is_ascii_digit()) {
        numbered(text, 3, &figures(text), found);
    }
}

/// What has figures in it: each pattern is asked only where it can match. `least` digits make the
/// number of a record.
fn numbered(text: &str, least: usize, figures: &Figures, found: &mut Vec<Hit>) {
    if figures.age {
        ages::ages(text, found);
    }
    if figures.street || figures.street_lower || figures.zip {
        contact::addresses(text, figures, found);
    }
    if figures.initials {
        numbers::initials(text, found);
    }
    if figures.birth {
        dates::births(text, found);
    }
    dates::dates(text, figures, found);
    if figures.record {
        records::records(text, least, found);
    }
    if figures.phone {
        contact::phones(text, found);
    }
    if figures.social {
        numbers::social_security(text, found);
    }
    numbers::long_numbers(text, &figures.long, found);
}

fn place(folded: &Folded<'_>, start: usize, found: &mut [Hit]) {
    for hit in found.iter_mut().skip(start) {
        hit.span = folded.original(&hit.span);
    }
}

/// Most hits of one text.
const MOST: usize = 100;

fn without_overlaps(mut found: Vec<Hit>) -> Vec<Hit> {
    found.sort_by_key(|hit| (Reverse(hit.level), hit.kind, hit.span.start, Reverse(hit.span.end)));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in found {
        // a cell full of them is told often enough; those that block come first
        if kept.len() == MOST {
            break;
        }
        let overlaps = |one: &Hit| one.span.start < hit.span.end && hit.span.start < one.span.end;
        if !kept.iter().any(overlaps) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| hit.span.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, from: From) -> Vec<(Kind, Level)> {
        let known = Known::new(["RX-04", "1234567"]);
        detect(text, from, &known).into_iter().map(|hit| (hit.kind, hit.level)).collect()
    }

    #[test]
    fn a_column_made_for_it_takes_it() {
        let date = [(Kind::Date, Level::Warn)];
        assert_eq!(kinds("2026-03-04", From::Prose), date);
        assert!(kinds("2026-03-04", From::Date).is_empty());
        assert!(kinds("12345678", From::Number).is_empty());
        assert_eq!(kinds("DOB 1957-03-04", From::Date), [(Kind::BirthDate, Level::Block)]);
    }

    /// Every pattern is asked, whatever the figures say.
    fn all_asked(text: &str) -> Figures {
        let long = crate::privacy::pattern::exact(r"\b[0-9]{7,19}\b");
        Figures {
            age: true,
            street: true,
            street_lower: true,
            zip: true,
            initials: true,
            birth: true,
            other_date: true,
            iso_dates: Vec::new(),
            day: true,
            record: true,
            phone: true,
            social: true,
            long: long.find_iter(text).map(|hit| hit.range()).collect(),
            computer: true,
        }
    }

    /// What people and machines write around figures.
    const PIECES: &str = "pt|Patient|subject|MRN|m.r.n|m r n|chart|no.|number|id|med rec|is|of|in|DOB|born|birth date|\
        aged|age of|year-old|y/o|yrs|SSN|ss#|March|Mar.|may|4th|of June|12|3|45|7|91|2026|1957|20260304|482913|482|617|\
        0142|5|02138|6789|123456789|2026-03-04|3/4/26|10.0.4.77|1EG4-TE5-MK73|AB|RX|W|Elm St|old mill road|MA|zip|\
        phone|passport|driver's license|driver's lic|health plan|Subj|Mbr|MR#|enc|rx|plate no|car tag|7KXR|implant serial|s/n|VIN|1FTEX1EM5EFA41182|WBAFR7C57CC811956|ending|was|bday|b.|bd|1949|Mar 3rd|Feb|11FEB2026|6175550142|tel|48F|month|PO Box|West|41st|policyholder|medical record|seen|approved|Policy|home|-|/|.|, |: |#| |  |(|)|+|+44 |_|'s|é|to|and| - |4KTR";

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]
        #[test]
        fn a_pattern_that_is_not_asked_would_not_match(
            picked in proptest::collection::vec((0..1000_usize, 0..3_usize), 1..9)
        ) {
            let pieces: Vec<&str> = PIECES.split('|').collect();
            let joints = ["", " ", "-"];
            let text: String = picked
                .iter()
                .flat_map(|(piece, joint)| [pieces[piece % pieces.len()], joints[*joint]])
                .collect();
            let mut asked = Vec::new();
            numbered(&text, 3, &figures(&text), &mut asked);
            let mut all = Vec::new();
            if text.contains(|sign: char| sign.is_ascii_digit()) {
                numbered(&text, 3, &all_asked(&text), &mut all);
            }
            proptest::prop_assert_eq!(asked, all, "{}", text);
        }
    }

    #[test]
    fn known_ids_are_no_alarm() {
        assert!(kinds("1234567", From::Prose).is_empty());
        assert_eq!(kinds("1234568", From::Prose).len(), 1);
    }

    #[test]
    fn what_blocks_is_kept_of_two_that_overlap() {
        assert_eq!(kinds("MRN 00482913", From::Prose), [(Kind::RecordNumber, Level::Block)]);
    }

    #[test]
    fn the_span_is_that_of_the_text_as_typed() {
        let text = "é MRN\u{A0}００482913 x";
        let hits = detect(text, From::Prose, &Known::default());
        assert_eq!(text.get(hits[0].span.clone()).unwrap(), "MRN\u{A0}００482913");
    }
}
