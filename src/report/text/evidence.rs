//! The register of evidence for people: what is kept where, and what has to be renewed.

use super::document::{Column, Document};
use super::words::{and_more, count};
use crate::report::record::evidence::EvidenceRecord;

/// The register, what is stale first.
pub(in crate::report) fn evidence(pieces: &[EvidenceRecord], document: &mut Document) {
    if pieces.is_empty() {
        return;
    }
    document.heading(format!("Evidence register ({})", pieces.len()));
    let stale: Vec<String> = pieces
        .iter()
        .filter(|piece| piece.standing.is_stale())
        .map(|piece| piece.id.clone())
        .collect();
    document.paragraph(match stale.len() {
        0 => "Nothing of it has run out.".to_owned(),
        some => format!("{} to renew: {}.", count(some, "piece"), and_more(&stale, 8)),
    });
    let mut sorted: Vec<&EvidenceRecord> = pieces.iter().collect();
    sorted.sort_by_key(|piece| piece.standing);
    document.table("Evidence", columns(), sorted.into_iter().map(row).collect());
}

/// The columns of the register.
pub(in crate::report) fn columns() -> Vec<Column> {
    vec![
        Column::word("id", 0),
        Column::words("what", 0),
        Column::words("kind", 5),
        Column::word("standing", 0),
        Column::word("approved", 4),
        Column::word("valid until", 1),
        Column::words("cited by", 3),
        Column::words("kept by", 2),
        Column::words("kept at", 6),
    ]
}

/// A piece as a row of them.
pub(in crate::report) fn row(piece: &EvidenceRecord) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let too_old = match piece.too_old_for.as_slice() {
        [] => String::new(),
        ids => format!(" (too old for {})", and_more(ids, 4)),
    };
    vec![
        piece.id.clone(),
        piece.title.clone(),
        piece.kind.clone().unwrap_or_default(),
        piece.standing.label().to_owned(),
        day(piece.approved),
        day(piece.valid_until),
        format!("{}{too_old}", and_more(&piece.cited_by, 4)),
        piece.owner_role.clone().unwrap_or_default(),
        piece.kept_at.clone(),
    ]
}
