//! From a document to a checklist: shape, types and closed lists. Meaning is `check`'s affair.

use super::model::{
    Access, Answering, Approval, Basis, Change, ChangeKind, Checklist, Citation, Criterion,
    EvidenceAsk, Harm, Level, Per, Remediation, Scale, Section, Source,
};
use super::parse_measure::measure;
use super::relation;
use crate::condition::{self, Condition};
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Places, Syntax};
use crate::measure::Fraction;
use crate::source::Text;
use jiff::civil::Date;
use semver::Version;

/// Credits are compiled to whole points; a larger denominator is a typing mistake.
const LARGEST_DENOMINATOR: i128 = 1_000;

/// Reads a checklist. Every mistake of shape goes into the bag; a caller that finds errors there
/// must not judge by the result.
pub fn parse_checklist(text: &Text, bag: &Bag) -> (Checklist, Places) {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let checklist = {
        let root = document.root("the checklist", bag);
        let format = root.format_up_to(relation::SINCE_FORMAT);
        let scales: Vec<Scale> = unique(root.tables("scale", "scale"), "scale", scale);
        let checklist = Checklist {
            id: kebab(&root, "id"),
            version: version(&root, "version").unwrap_or(Version::new(0, 0, 0)),
            title: root.text("title").value,
            effective: root.date("effective").map_or(Date::ZERO, |date| date.value),
            prefix: prefix(&root),
            supersedes: root.has("supersedes").then(|| version(&root, "supersedes")).flatten(),
            notes: root.text("notes").value,
            approval: root.table("approval", "the approval").map(approval),
            sources: unique(root.tables("source", "source"), "source", source),
            sections: unique(root.tables("section", "section"), "section", section),
            criteria: unique(root.tables("criterion", "criterion"), "criterion", |cursor, id| {
                criterion(cursor, id, (&scales, format))
            }),
            remediations: unique(
                root.tables("remediation", "remediation"),
                "remediation",
                remediation,
            ),
            contradictions: relation::contradictions(&root, format),
            changes: root.tables("change", "change").into_iter().map(change).collect(),
            scales,
        };
        root.finish();
        checklist
    };
    (checklist, document.into_places())
}

/// Reads the tables of a list, names each by its id, and reports ids used twice.
pub(super) fn unique<'d, T>(
    cursors: Vec<Cursor<'d>>,
    what: &str,
    mut read: impl FnMut(Cursor<'d>, String) -> T,
) -> Vec<T> {
    let mut seen: Vec<String> = Vec::new();
    let mut items = Vec::new();
    for cursor in cursors {
        let id = cursor.text("id");
        if !id.value.is_empty() && seen.contains(&id.value) {
            let message = format!("{what} `{}` is defined twice", id.value);
            let help = Some("ids are never reused; give the second one its own".to_owned());
            cursor.report(&code::DUPLICATE_ID, &id.span, message, help);
        }
        let name = if id.value.is_empty() {
            cursor.what().to_owned()
        } else {
            format!("{what} {}", id.value)
        };
        seen.push(id.value.clone());
        let cursor = cursor.named(name);
        cursor.mark("id", id.span);
        items.push(read(cursor, id.value));
    }
    items
}

/// A date-free id: small letters, digits, dashes.
pub(super) fn kebab(cursor: &Cursor<'_>, key: &str) -> String {
    let id = cursor.text(key);
    let fits = id.value.starts_with(|sign: char| sign.is_ascii_lowercase())
        && id
            .value
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    if !fits && !id.value.is_empty() {
        let message = format!("`{}` is not an id of small letters, digits and dashes", id.value);
        cursor.report(&code::BAD_ID, &id.span, message, None);
    }
    id.value
}

pub(super) fn version(cursor: &Cursor<'_>, key: &str) -> Option<Version> {
    let written = cursor.text(key);
    if written.value.is_empty() {
        return None;
    }
    match written.value.parse() {
        Ok(version) => Some(version),
        Err(_) => {
            let message = format!("`{}` is not a version", written.value);
            let help = Some("write three numbers, such as \"2.0.0\"".to_owned());
            cursor.report(&code::BAD_VERSION, &written.span, message, help);
            None
        }
    }
}

/// A condition under a key, with its syntax errors placed inside the text.
pub(super) fn condition(cursor: &Cursor<'_>, key: &str) -> Option<Condition> {
    let written = cursor.text_maybe(key)?;
    match condition::parse(&written.value) {
        Ok(condition) => Some(condition),
        Err(error) => {
            let span = inside(&written, &error.span);
            let help = Some(format!("in the condition `{}`", written.value));
            cursor.report(&code::BAD_CONDITION, &span, error.message, help);
            None
        }
    }
}

/// The place of a part of a text between one-sign quotes.
pub(super) fn inside(
    written: &Located<String>,
    part: &std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let start = written.span.start + 1;
    start + part.start..start + part.end.max(part.start)
}

fn prefix(root: &Cursor<'_>) -> String {
    let prefix = root.text("prefix");
    let fits = (2..=4).contains(&prefix.value.len())
        && prefix.value.chars().all(|sign| sign.is_ascii_uppercase());
    let month =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
            .contains(&prefix.value.as_str());
    if (!fits || month) && !prefix.value.is_empty() {
        let message = format!("`{}` is no prefix of two to four capitals", prefix.value);
        let help = month.then(|| "a spreadsheet would take the ids for dates".to_owned());
        root.report(&code::BAD_ID, &prefix.span, message, help);
    }
    prefix.value
}

fn approval(cursor: Cursor<'_>) -> Approval {
    let approval = Approval {
        body: cursor.text("body").value,
        date: cursor.date_maybe("date").map(|date| date.value),
        reference: cursor.text_maybe("reference").map(|text| text.value),
    };
    cursor.finish();
    approval
}

fn source(cursor: Cursor<'_>, id: String) -> Source {
    const ACCESS: [(&str, Access); 3] =
        [("open", Access::Open), ("registration", Access::Registration), ("paid", Access::Paid)];
    let source = Source {
        id,
        title: cursor.text("title").value,
        publisher: cursor.text("publisher").value,
        edition: cursor.text("edition").value,
        access: cursor.choice("access", &ACCESS, None).unwrap_or(Access::Paid),
        url: cursor.text_maybe("url").map(|url| url.value),
        checked_on: cursor.date_maybe("checked_on").map(|date| date.value),
        review_by: cursor.date_maybe("review_by").map(|date| date.value),
    };
    cursor.finish();
    source
}

fn section(cursor: Cursor<'_>, id: String) -> Section {
    let section = Section {
        id,
        title: cursor.text("title").value,
        weight: cursor.whole_maybe("weight", 1..=5).unwrap_or(1),
        parent: cursor.text_maybe("parent").map(|parent| parent.value),
    };
    cursor.finish();
    section
}

fn scale(cursor: Cursor<'_>, id: String) -> Scale {
    let mut levels: Vec<Level> = Vec::new();
    for level in cursor.tables("levels", &format!("level of scale {id}")) {
        levels.push(Level {
            id: level.text("id").value,
            label: level.text("label").value,
            credit: credit(&level, "credit"),
        });
        level.finish();
    }
    let has = |credit: &Fraction| levels.iter().any(|level| level.credit == *credit);
    let rises = levels.windows(2).all(|pair| match pair {
        [lower, higher] => lower.credit < higher.credit,
        _ => true,
    });
    if !rises || !has(&Fraction::ZERO) || !has(&Fraction::ONE) {
        let message = format!("scale `{id}` does not rise from credit 0 to credit 1");
        cursor.report(&code::BAD_SCALE, &cursor.span(), message, None);
    }
    cursor.finish();
    Scale { id, levels }
}

pub(super) fn credit(cursor: &Cursor<'_>, key: &str) -> Fraction {
    let credit = cursor.fraction(key);
    let fine = credit.value.denominator().is_some_and(|below| below <= LARGEST_DENOMINATOR);
    if !credit.value.is_share() || !fine {
        let message =
            format!("credit {} is not from 0 to 1 in thousandths or coarser", credit.value);
        cursor.report(&code::OUT_OF_RANGE, &credit.span, message, None);
        return Fraction::ZERO;
    }
    credit.value
}

fn criterion(cursor: Cursor<'_>, id: String, (scales, format): (&[Scale], u32)) -> Criterion {
    const HARM: [(&str, Harm); 3] =
        [("low", Harm::Low), ("moderate", Harm::Moderate), ("high", Harm::High)];
    const PER: [(&str, Per); 2] = [("facility", Per::Facility), ("location", Per::Location)];
    let criterion = Criterion {
        section: cursor.text("section").value,
        title: cursor.text("title").value,
        statement: cursor.text("statement").value,
        rationale: cursor.text("rationale").value,
        guidance: cursor.text("guidance").value,
        answering: answering(&cursor, scales),
        weight: cursor.whole("weight", 1..=5),
        critical: cursor.boolean("critical", false),
        harm: cursor.choice("harm", &HARM, None).unwrap_or(Harm::Low),
        basis: basis(&cursor),
        scored: cursor.boolean("scored", true),
        per: cursor.choice("per", &PER, Some(Per::Facility)).unwrap_or(Per::Facility),
        answer_role: cursor.text("answer_role").value,
        applies_when: condition(&cursor, "applies_when"),
        evidence: evidence(&cursor, &id),
        sources: citations(&cursor, &id),
        requires: relation::requires(&cursor, format),
        id,
    };
    cursor.finish();
    criterion
}

fn answering(cursor: &Cursor<'_>, scales: &[Scale]) -> Answering {
    let written = cursor.text("scale");
    let table = cursor.table("measure", &format!("measure of {}", cursor.what()));
    let is_measure = written.value == "measure";
    if let Some(table) = &table
        && !is_measure
    {
        let message =
            format!("{} has a measure, but its scale is `{}`", cursor.what(), written.value);
        let help = Some("write `scale = \"measure\"` or remove the measure".to_owned());
        table.report(&code::MEASURE_MISMATCH, &table.span(), message, help);
    }
    match (written.value.as_str(), table) {
        ("measure", Some(table)) => Answering::Measure(measure(table)),
        ("measure", None) => {
            let message = format!("{} is a measure without a measure table", cursor.what());
            let help = Some("add `measure = { unit, direction, target }`".to_owned());
            cursor.report(&code::MEASURE_MISMATCH, &written.span, message, help);
            Answering::Binary
        }
        ("conformance", _) => Answering::Conformance,
        ("binary" | "", _) => Answering::Binary,
        (name, _) => match scales.iter().find(|scale| scale.id == name) {
            Some(scale) => Answering::Scale(scale.clone()),
            None => {
                let built_in = ["binary", "conformance", "measure"];
                let own = scales.iter().map(|scale| scale.id.as_str());
                let help = did_you_mean(name, built_in.into_iter().chain(own));
                let message = format!("`{name}` is no scale");
                cursor.report(&code::UNKNOWN_REFERENCE, &written.span, message, help);
                // binary, so that a critical criterion is not told of its scale as well
                Answering::Binary
            }
        },
    }
}

fn basis(cursor: &Cursor<'_>) -> Basis {
    const BASIS: [(&str, u8); 4] =
        [("law", 0), ("accreditor", 1), ("consensus", 2), ("proposed", 3)];
    let jurisdiction = cursor.text_maybe("jurisdiction");
    match cursor.choice("basis", &BASIS, None) {
        Some(0) => {
            if jurisdiction.is_none() {
                let message = format!("{} rests on law without saying whose", cursor.what());
                let help = Some("add `jurisdiction = \"US\"`".to_owned());
                cursor.report(&code::NO_JURISDICTION, &cursor.span(), message, help);
            }
            Basis::Law(jurisdiction.map(|whose| whose.value).unwrap_or_default())
        }
        Some(1) => Basis::Accreditor,
        Some(2) => Basis::Consensus,
        _ => Basis::Proposed,
    }
}

fn evidence(cursor: &Cursor<'_>, id: &str) -> Vec<EvidenceAsk> {
    let tables = cursor.tables("evidence", &format!("evidence of criterion {id}"));
    let read = |table: Cursor<'_>| {
        let ask = EvidenceAsk {
            kind: table.text("kind").value,
            ask: table.text("ask").value,
            valid_for_months: months(&table),
        };
        table.finish();
        ask
    };
    tables.into_iter().map(read).collect()
}

fn months(cursor: &Cursor<'_>) -> Option<u32> {
    let written = cursor.text_maybe("valid_for")?;
    let (number, unit) = written.value.split_once(' ').unwrap_or((&written.value, ""));
    let factor = match unit.trim_end_matches('s') {
        "month" => Some(1),
        "year" => Some(12),
        _ => None,
    };
    let months = factor.and_then(|factor| number.parse::<u32>().ok()?.checked_mul(factor));
    if months.is_none() {
        let message = format!("`{}` is not a period", written.value);
        let help = Some("write \"12 months\" or \"2 years\"".to_owned());
        cursor.report(&code::BAD_DURATION, &written.span, message, help);
    }
    months
}

fn citations(cursor: &Cursor<'_>, id: &str) -> Vec<Citation> {
    let tables = cursor.tables("sources", &format!("source of criterion {id}"));
    let read = |table: Cursor<'_>| {
        let citation =
            Citation { id: table.text("id").value, at: table.text_maybe("at").map(|at| at.value) };
        table.finish();
        citation
    };
    tables.into_iter().map(read).collect()
}

fn remediation(cursor: Cursor<'_>, id: String) -> Remediation {
    let effort = cursor.fraction("effort_days");
    let halves = effort.value.times(&Fraction::whole(2));
    if effort.value < Fraction::ZERO || halves.denominator() != Some(1) {
        let message = format!("an effort of {} is not in half days", effort.value);
        cursor.report(&code::OUT_OF_RANGE, &effort.span, message, None);
    }
    let strings = |key: &str| cursor.texts(key).into_iter().map(|text| text.value).collect();
    let remediation = Remediation {
        title: cursor.text("title").value,
        closes: strings("closes"),
        role: cursor.text("role").value,
        effort_days: effort.value,
        lead_days: cursor.whole("lead_days", 0..=3_650),
        after: strings("after"),
        interim: cursor.text_maybe("interim").map(|text| text.value),
        done_when: cursor.text("done_when").value,
        sets: sets(&cursor),
        id,
    };
    cursor.finish();
    remediation
}

fn sets(cursor: &Cursor<'_>) -> Vec<(String, bool)> {
    let Some(table) = cursor.table("sets", &format!("facts set by {}", cursor.what())) else {
        return Vec::new();
    };
    let keys = table.keys();
    let read = keys.into_iter().map(|key| {
        let value = table.boolean(&key.value, true);
        (key.value, value)
    });
    read.collect()
}

fn change(cursor: Cursor<'_>) -> Change {
    const KINDS: [(&str, ChangeKind); 9] = [
        ("reworded", ChangeKind::Reworded),
        ("clarified", ChangeKind::Clarified),
        ("relaxed", ChangeKind::Relaxed),
        ("stricter", ChangeKind::Stricter),
        ("split", ChangeKind::Split),
        ("merged", ChangeKind::Merged),
        ("replaced", ChangeKind::Replaced),
        ("added", ChangeKind::Added),
        ("retired", ChangeKind::Retired),
    ];
    let change = Change {
        criterion: cursor.text("criterion").value,
        kind: cursor.choice("kind", &KINDS, None).unwrap_or(ChangeKind::Replaced),
        from: cursor.texts("from").into_iter().map(|id| id.value).collect(),
        adopt_by: cursor.date_maybe("adopt_by").map(|date| date.value),
        note: cursor.text_maybe("note").map(|note| note.value),
    };
    cursor.finish();
    change
}
