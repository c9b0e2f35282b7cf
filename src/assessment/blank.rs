//! A row of a blank sheet: what a person needs beside a criterion to answer it.

use super::columns::Column;
use super::header::Party;
use crate::facility::Facility;
use crate::sheet::Value;
use crate::standard::fingerprint;
use crate::standard::model::{Checklist, Criterion, Measure, Per};

/// The columns of a sheet of ours, in their order.
pub(super) const COLUMNS: [Column; 25] = [
    Column::Checklist,
    Column::Criterion,
    Column::Fingerprint,
    Column::Section,
    Column::Title,
    Column::Statement,
    Column::EvidenceAsked,
    Column::Location,
    Column::Response,
    Column::Reason,
    Column::Value,
    Column::Numerator,
    Column::Denominator,
    Column::PeriodStart,
    Column::PeriodEnd,
    Column::Population,
    Column::Sampling,
    Column::Evidence,
    Column::EvidenceKind,
    Column::EvidenceDate,
    Column::Extent,
    Column::KeyRecommendation,
    Column::OwnerRole,
    Column::Comment,
    Column::Privileged,
];

/// The columns of a party's sheets: what only reviewers say has a column in theirs.
pub fn blank_columns(party: Party) -> Vec<Column> {
    let is_theirs = |column: &&Column| **column != Column::KeyRecommendation || party.is_reviewer();
    COLUMNS.iter().filter(is_theirs).copied().collect()
}

/// The places at which a criterion is answered; one without a name where it is answered once.
pub(super) fn places<'f>(criterion: &Criterion, facility: &'f Facility) -> Vec<Option<&'f str>> {
    match criterion.per {
        Per::Location if !facility.locations.is_empty() => {
            facility.locations.iter().map(|location| Some(location.id.as_str())).collect()
        }
        _ => vec![None],
    }
}

/// The text that a blank row of ours holds in a column; none where people fill it in.
pub fn blank_cell(column: Column, checklist: &Checklist, criterion: &Criterion) -> Option<String> {
    match cell(column, checklist, criterion, None) {
        Value::Text(text) => Some(text),
        Value::Number(_) | Value::Blank => None,
    }
}

/// What a blank row holds in a column.
pub(super) fn cell(
    column: Column,
    checklist: &Checklist,
    criterion: &Criterion,
    location: Option<&str>,
) -> Value {
    match column {
        Column::Checklist => checklist.reference().into(),
        Column::Criterion => criterion.id.as_str().into(),
        Column::Fingerprint => fingerprint(criterion).into(),
        Column::Section => {
            checklist.section(&criterion.section).map_or("", |section| &section.title).into()
        }
        Column::Title => criterion.title.as_str().into(),
        Column::Statement => criterion.statement.as_str().into(),
        Column::EvidenceAsked => evidence_asked(criterion, criterion.answering.measure()).into(),
        Column::Location => location.unwrap_or_default().into(),
        Column::OwnerRole => criterion.answer_role.as_str().into(),
        _ => Value::Blank,
    }
}

/// What to hand over: the target and what is counted where it is a measure, then the evidence.
pub fn evidence_asked(criterion: &Criterion, measure: Option<&Measure>) -> String {
    let mut asked: Vec<String> = Vec::new();
    if let Some(measure) = measure {
        let part = |name: &str, text: &Option<String>| {
            text.as_ref().map(|text| format!("{name}: {text}")).unwrap_or_default()
        };
        asked.push(format!("Target {}", measure.show(&measure.target)));
        asked.push(part("Numerator", &measure.numerator));
        asked.push(part("Denominator", &measure.denominator));
    }
    asked.extend(criterion.evidence.iter().map(|evidence| evidence.ask.clone()));
    asked.retain(|text| !text.is_empty());
    asked.join("; ")
}
