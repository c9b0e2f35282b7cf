//! Numbers of persons: social security, long numbers, initials with a number.

use super::context::{after, before, follows, near_person, next_is};
use super::model::{Hit, Kind, Level};
use super::names::follows_patient;
use super::pattern::{Pattern, exact, pattern};
use crate::source::Span;
use std::sync::LazyLock;

static SOCIAL: Pattern =
    LazyLock::new(|| pattern(r"\b([0-9]{3})(?: ?- ?| )([0-9]{2})(?: ?- ?| )([0-9]{4})\b"));
static SOCIAL_NAMED: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:ssn|ss ?#|ss (?:no|number|nr)|soc(?:ial)?\.? sec(?:urity)?\.?(?: (?:no|number|nr))?)[ :.#=]*(?:is )?([0-9]{3})[-. ]?([0-9]{2})[-. ]?([0-9]{4})\b",
    )
});
static INITIALS: Pattern = LazyLock::new(|| exact(r"\b[A-Z]{2,3}[- ]?[0-9]{2,4}\b"));

/// Units and nouns that make a number an amount.
pub(super) const AMOUNTS: &[&str] = &[
    "mg",
    "mcg",
    "g",
    "kg",
    "ml",
    "l",
    "unit",
    "units",
    "iu",
    "meq",
    "mmol",
    "cells",
    "cell",
    "gy",
    "cgy",
    "mbq",
    "gbq",
    "mci",
    "usd",
    "dollars",
    "eur",
    "dose",
    "doses",
    "hours",
    "minutes",
    "days",
    "patients",
    "encounters",
    "visits",
    "records",
    "copies",
    "sq",
    "ft",
    "mm",
    "cm",
    "per",
    "times",
    "rows",
    "bytes",
    "entries",
    "lives",
    "people",
    "residents",
    "inhabitants",
    "percent",
    "charts",
    "orders",
    "scans",
    "infusions",
    "admissions",
    "calls",
    "claims",
    "tests",
    "views",
];
/// What a number is that is no person's: it says so before it.
const LABELS: &[&str] = &[
    "nct",
    "doi",
    "irb",
    "lot",
    "batch",
    "ndc",
    "serial",
    "protocol",
    "ind",
    "isbn",
    "issn",
    "pmid",
    "pmcid",
    "ccn",
    "clia",
    "dea",
    "ein",
    "tin",
    "duns",
    "po",
    "invoice",
    "ticket",
    "asset",
    "tag",
    "catalog",
    "model",
    "policy",
    "document",
    "doc",
    "form",
    "license",
    "licence",
    "certificate",
    "registration",
    "permit",
    "item",
    "barcode",
    "upc",
    "gtin",
    "part",
    "sku",
    "incident",
    "change",
    "request",
    "build",
    "version",
    "umin",
    "isrctn",
    "eudract",
    "actrn",
    "grant",
    "award",
    "contract",
    "cas",
    "unii",
    "rxnorm",
    "snomed",
    "loinc",
    "ledger",
    "work",
    "facility",
    "provider",
    "npi",
    "vendor",
    "project",
    "course",
    "room",
    "fda",
    "udi",
    "sn",
    "ref",
    "gl",
    "purchase",
    "expiry",
    "exp",
];
/// Social security numbers; of the groups those that were never given out are none.
pub(super) fn social_security(text: &str, found: &mut Vec<Hit>) {
    for pattern in [&SOCIAL_NAMED, &SOCIAL] {
        for parts in pattern.captures_iter(text) {
            let group = |at: usize| parts.get(at).map_or("", |part| part.as_str());
            let area = group(1);
            let is_given = area != "000" && area != "666" && !area.starts_with('9');
            let whole = parts.get(0).map_or(0..0, |whole| whole.range());
            let is_part = hangs_on_a_code(before(text, &whole, 2)) || after(text, &whole, 1) == "-";
            if is_given && group(2) != "00" && group(3) != "0000" && !is_part {
                let span = parts.get(1).map_or(whole.start, |part| part.start())..whole.end;
                found.push(Hit { kind: Kind::SocialSecurity, level: Level::Block, span });
            }
        }
    }
}

/// Whether a number is the end of a longer one, such as that of a part: `AB-123-45-6789`.
fn hangs_on_a_code(ahead: &str) -> bool {
    let code = ahead.strip_suffix(['-', '.']).unwrap_or_default();
    code.ends_with(|sign: char| sign.is_ascii_digit() || sign.is_ascii_uppercase())
}

/// Long numbers that say nothing of themselves.
pub(super) fn long_numbers(text: &str, long: &[Span], found: &mut Vec<Hit>) {
    for span in long {
        let is_date = is_compact_date(text.get(span.clone()).unwrap_or_default());
        if !is_date
            && !is_labeled(text, span)
            && !is_amount(text, span)
            && !is_of_a_provider(text, span)
        {
            found.push(Hit { kind: Kind::LongNumber, level: Level::Warn, span: span.clone() });
        }
    }
}

/// Whether a number is a day, such as `20260416`: that is told as a date.
pub(super) fn is_compact_date(number: &str) -> bool {
    let part = |at: std::ops::Range<usize>| {
        number.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or_default()
    };
    number.len() == 8
        && (1_900..2_100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
}

/// Whether the number says what it is: `lot 4410228`, `10.1017/S0195941700095412`, `INC-0044812`.
pub(super) fn is_labeled(text: &str, span: &Span) -> bool {
    const LABEL: usize = 24;
    let ahead = before(text, span, LABEL);
    // the word it hangs on: letters or a DOI right before it, behind a dash, dot or slash
    let hanging = ahead.rsplit([' ', ',', ';', '(']).next().unwrap_or_default();
    let is_doi = || {
        before(text, span, 40)
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.contains("10.") && word.contains('/'))
    };
    let code: usize = hanging.bytes().filter(u8::is_ascii_alphabetic).count();
    let hangs = hanging.ends_with(['-', '.']) && (2..=6).contains(&code) && hanging.is_ascii();
    let is_decimal = ahead.ends_with(['.', ','])
        && ahead.trim_end_matches(['.', ',']).ends_with(|s: char| s.is_ascii_digit());
    hangs && hanging.bytes().any(|s| s.is_ascii_uppercase())
        || is_decimal
        || follows(text, span, (LABELS, LABEL))
        || is_doi()
}

fn is_amount(text: &str, span: &Span) -> bool {
    let number = text.get(span.clone()).unwrap_or_default();
    let is_round = number.ends_with("0000");
    let is_money = before(text, span, 2).trim_end().ends_with(['$', '€', '£']);
    is_round || is_money || next_is(text, span, AMOUNTS)
}

/// A National Provider Identifier: ten digits with a check digit. It names a provider, no patient.
fn is_of_a_provider(text: &str, span: &Span) -> bool {
    let number = text.get(span.clone()).unwrap_or_default();
    let is_one = number.len() == 10 && number.starts_with(['1', '2']);
    is_one && luhn(&format!("80840{number}")) && !near_person(text, span)
}

/// The check of the Luhn formula.
fn luhn(number: &str) -> bool {
    let mut sum = 0;
    for (at, digit) in number.bytes().rev().enumerate() {
        let value = u32::from(digit.wrapping_sub(b'0'));
        let doubled = if at % 2 == 1 { value * 2 } else { value };
        sum += doubled / 10 + doubled % 10;
    }
    sum % 10 == 0
}

/// Initials with a number right behind a word for a person.
pub(super) fn initials(text: &str, found: &mut Vec<Hit>) {
    const RIGHT_BEFORE: usize = 14;
    const CODES: [&str; 22] = [
        "PS", "RX", "CA", "NU", "IS", "PG", "OC", "RO", "TE", "TR", "CD", "IL", "ICD", "CPT",
        "USP", "ISO", "PD", "MM", "SOP", "CFR", "KPI", "FY",
    ];
    for hit in INITIALS.find_iter(text) {
        let span = hit.range();
        let letters = hit.as_str().trim_end_matches(|s: char| !s.is_ascii_uppercase());
        let ahead = before(text, &span, RIGHT_BEFORE).trim_end_matches([' ', ':', ',']);
        let word = ahead.rsplit(|s: char| !s.is_ascii_alphabetic()).next().unwrap_or_default();
        let is_person = ["pt", "subject", "subj", "participant", "patient", "initials"];
        let is_person = is_person.iter().any(|known| word.eq_ignore_ascii_case(known));
        let goes_on = after(text, &span, 1).starts_with(['-', '.', '/']);
        if is_person && !CODES.contains(&letters) && !follows_patient(letters) && !goes_on {
            found.push(Hit { kind: Kind::Initials, level: Level::Warn, span });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::luhn;

    #[test]
    fn a_provider_has_a_check_digit() {
        assert!(luhn("808401234567893"));
        assert!(!luhn("808401234567894"));
    }
}
