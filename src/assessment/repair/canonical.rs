//! One cell as our own sheets have it, where there is no doubt what it means.

use crate::assessment::cells::Cells;
use crate::assessment::columns::Column;
use crate::assessment::numbers::{count, date, serial_date, value};
use crate::assessment::row::criterion_id;
use crate::assessment::sheet::SheetContext;
use crate::assessment::words::{self, Response, fold};
use crate::assessment::{blank, words::ALLOWED};
use crate::diagnostic::sure;
use crate::sheet::Value;
use crate::standard::model::Answering;
use crate::standard::{Checklist, Criterion, fingerprint};
use semver::Version;
use std::collections::BTreeMap;

/// What a row answers, as far as that is certain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered<'c> {
    /// The criterion in force; `None` where the id means none.
    pub(super) of: Option<(&'c Checklist, &'c Criterion)>,
    /// Whether the answer was given to the wording in force, as far as the row says.
    is_current: bool,
}

impl<'c> Answered<'c> {
    pub(super) fn of(cells: &Cells<'_>, context: SheetContext<'c>) -> Self {
        let of = criterion(cells, context);
        let is_current = of.is_some_and(|(checklist, criterion)| {
            let print = cells.get(Column::Fingerprint);
            let named = cells.get(Column::Checklist);
            let version = named.split_once('@').map_or("", |(_, version)| version.trim());
            let version = version.parse::<Version>().ok();
            let line = |version: &Version| (version.major, version.minor);
            let is_other = version.as_ref().is_some_and(|version| *version != checklist.version);
            // what a patch changed asks for the same answer
            let only_patch =
                version.as_ref().is_none_or(|version| line(version) == line(&checklist.version));
            match print {
                "" => only_patch,
                print if print.eq_ignore_ascii_case(&fingerprint(criterion)) => true,
                _ => is_other && only_patch,
            }
        });
        Self { of, is_current }
    }
}

/// The criterion that a row means: by its id, else by its fingerprint, else by the only id that is
/// near.
fn criterion<'c>(
    cells: &Cells<'_>,
    context: SheetContext<'c>,
) -> Option<(&'c Checklist, &'c Criterion)> {
    let id = criterion_id(cells.get(Column::Criterion));
    if id.is_empty() {
        return None;
    }
    if let Some(found) = context.criterion(&id) {
        return Some(found);
    }
    let all = || {
        let lists = context.checklists.iter();
        lists.flat_map(|list| list.criteria.iter().map(move |criterion| (*list, criterion)))
    };
    let plain = plain_id(&id);
    let mut same = all().filter(|(_, criterion)| plain_id(&criterion.id) == plain);
    if let (Some(one), None) = (same.next(), same.next()) {
        return Some(one);
    }
    let print = cells.get(Column::Fingerprint).to_lowercase();
    let mut same = all().filter(|(_, criterion)| fingerprint(criterion) == print);
    if let (Some(one), None) = (same.next(), same.next()) {
        return Some(one);
    }
    let near = sure(&id, all().map(|(_, criterion)| criterion.id.as_str()));
    near.and_then(|id| context.criterion(id))
}

/// An id without what people write otherwise: signs between its parts, zeros before its number.
fn plain_id(id: &str) -> String {
    let letters: String = id.chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    format!("{letters}-{}", digits.trim_start_matches('0'))
}

/// The cell as it should be, and why that is certain.
pub(super) fn cell(
    column: Column,
    typed: &str,
    answered: &Answered<'_>,
    context: SheetContext<'_>,
) -> (String, &'static str) {
    let known = match column {
        Column::Section | Column::Title | Column::Statement | Column::EvidenceAsked => {
            (of_checklist(column, answered), "the text is the checklist's")
        }
        _ if typed.is_empty() => (None, ""),
        Column::Criterion => (
            answered.of.map(|(_, criterion)| criterion.id.clone()),
            "the only criterion that it can mean",
        ),
        Column::Checklist => (checklist(typed, answered), "the checklist as it is named"),
        Column::Fingerprint => (Some(print_of(typed, answered)), "the fingerprint in force"),
        Column::Location => (location(typed, context), "the place as facility.toml names it"),
        Column::Response => (response(typed, answered), "a synonym of the response"),
        Column::Reason => (
            words::partial_reason(typed).map(|reason| reason.word().to_owned()),
            "a synonym of the reason",
        ),
        Column::Numerator | Column::Denominator => {
            (count(typed).ok().map(|count| count.to_string()), "the number as it is written")
        }
        Column::Value => (number(typed), "a decimal point"),
        Column::PeriodStart | Column::PeriodEnd | Column::EvidenceDate => (
            date(typed).ok().or_else(|| serial_date(typed)).map(|date| date.to_string()),
            "year-month-day",
        ),
        Column::Extent => {
            (words::extent(typed).map(|extent| extent.word().to_owned()), "a synonym of the extent")
        }
        Column::OwnerRole => {
            (word(typed, context.vocabulary.role_ids()), "the role as the vocabulary names it")
        }
        Column::EvidenceKind => (
            word(typed, context.vocabulary.evidence_ids()),
            "the kind of evidence as the vocabulary names it",
        ),
        Column::Privileged => (
            words::yes_or_no(typed).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            "yes or no",
        ),
        _ => (None, ""),
    };
    (known.0.unwrap_or_else(|| typed.to_owned()), known.1)
}

/// What a sheet of ours shows beside the answer; only where the row answers the wording in force.
fn of_checklist(column: Column, answered: &Answered<'_>) -> Option<String> {
    let (checklist, criterion) = answered.of.filter(|_| answered.is_current)?;
    match blank::cell(column, checklist, criterion, None) {
        Value::Text(text) => Some(text),
        _ => Some(String::new()),
    }
}

fn print_of(typed: &str, answered: &Answered<'_>) -> String {
    let current = answered.of.filter(|_| answered.is_current);
    current.map_or_else(|| typed.to_lowercase(), |(_, criterion)| fingerprint(criterion))
}

fn checklist(typed: &str, answered: &Answered<'_>) -> Option<String> {
    let (checklist, _) = answered.of.filter(|_| answered.is_current)?;
    let id = typed.split('@').next().unwrap_or_default();
    let is_it = fold(id) == fold(&checklist.id) || fold(id) == fold(&checklist.title);
    is_it.then(|| checklist.reference())
}

fn location(typed: &str, context: SheetContext<'_>) -> Option<String> {
    let is_it = |text: &str| fold(text) == fold(typed);
    let mut found =
        context.facility.locations.iter().filter(|place| is_it(&place.id) || is_it(&place.name));
    found.next().map(|place| place.id.clone())
}

fn response(typed: &str, answered: &Answered<'_>) -> Option<String> {
    let answering = answered.of.map(|(_, criterion)| &criterion.answering);
    if let Some(Answering::Scale(scale)) = answering {
        let is_it = |text: &str| fold(text) == fold(typed);
        let level = scale.levels.iter().find(|level| is_it(&level.id) || is_it(&level.label));
        if let Some(level) = level {
            return Some(level.id.clone());
        }
    }
    let [met, partial, not_met, not_applicable] = ALLOWED;
    let word = match words::response(typed)? {
        Response::Blank => "",
        Response::Met => met,
        Response::Partial => partial,
        Response::NotMet => not_met,
        Response::NotApplicable => not_applicable,
    };
    Some(word.to_owned())
}

/// A decimal comma becomes a point; the digits stay as they were typed.
fn number(typed: &str) -> Option<String> {
    value(typed).ok()?;
    let plain: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    Some(plain.replace(',', "."))
}

fn word<'w>(typed: &str, mut words: impl Iterator<Item = &'w str>) -> Option<String> {
    words.find(|known| fold(known) == fold(typed)).map(str::to_owned)
}

/// Fills what a sheet of ours has of itself, where the source has no such column, and the
/// fingerprint of a row whose version leaves no doubt.
pub(super) fn fill_absent(
    cells: &mut BTreeMap<Column, String>,
    answered: &Answered<'_>,
    has: impl Fn(Column) -> bool,
) {
    let Some((checklist, criterion)) = answered.of.filter(|_| answered.is_current) else { return };
    for column in blank::COLUMNS {
        let is_ours = matches!(column, Column::Checklist | Column::Fingerprint);
        if has(column) && (!is_ours || cells.contains_key(&column)) {
            continue;
        }
        if let Value::Text(text) = blank::cell(column, checklist, criterion, None) {
            cells.insert(column, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_however_it_is_written() {
        for id in ["RX-5", "RX05", "RX_05", "RX-005", "RX.5"] {
            assert_eq!(plain_id(id), plain_id("RX-05"), "{id}");
        }
        assert_ne!(plain_id("RX-50"), plain_id("RX-05"));
    }
}
