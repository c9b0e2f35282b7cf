//! The register of evidence as data: what is kept where, who cites it, what has run out.

use crate::assessment::Piece;
use crate::report::text::words::place;
use crate::score::{Item, Scorecard};
use crate::source::plain_at_most;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceRecord {
    /// What sheets cite.
    pub id: String,
    /// Its kind, from the vocabulary.
    pub kind: Option<String>,
    /// Its title.
    pub title: String,
    /// The day it was approved or written.
    pub approved: Option<Date>,
    /// The last day on which it is valid.
    pub valid_until: Option<Date>,
    /// Where it is kept.
    pub kept_at: String,
    /// The role that keeps it up to date.
    pub owner_role: Option<String>,
    /// Whether it is good on the day of the report.
    pub standing: Standing,
    /// The criteria that cite it, with their location.
    pub cited_by: Vec<String>,
    /// Those of them that ask for newer evidence of this kind.
    pub too_old_for: Vec<String>,
}

/// Whether a piece of evidence is good on the day of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its last day is over.
    Expired,
    /// Older than a criterion that cites it allows.
    TooOld,
    /// Dated after the report.
    NotYet,
    /// Nothing tells how old it is.
    Undated,
    /// Good.
    Current,
}

impl Standing {
    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::TooOld => "too old",
            Self::NotYet => "dated later",
            Self::Undated => "undated",
            Self::Current => "current",
        }
    }

    /// Whether it has to be renewed.
    pub fn is_stale(self) -> bool {
        matches!(self, Self::Expired | Self::TooOld)
    }
}

const LONGEST: usize = 300;

/// The register, in its own order.
pub(super) fn evidence(card: &Scorecard<'_>) -> Vec<EvidenceRecord> {
    card.case.record.register.pieces.iter().map(|piece| record(card, piece)).collect()
}

fn record(card: &Scorecard<'_>, piece: &Piece) -> EvidenceRecord {
    let day = card.case.as_of;
    let cited = || card.items().map(|(_, item)| item).filter(|item| item.cited.contains(&piece.id));
    let name = |item: &Item| place(&item.criterion, item.location.as_deref());
    let too_old_for: Vec<String> =
        cited().filter(|item| is_too_old(card, item, piece)).map(name).collect();
    let standing = match (piece.approved, piece.valid_until) {
        (_, Some(last)) if last < day => Standing::Expired,
        _ if !too_old_for.is_empty() => Standing::TooOld,
        (Some(approved), _) if approved > day => Standing::NotYet,
        (None, None) => Standing::Undated,
        _ => Standing::Current,
    };
    EvidenceRecord {
        id: plain_at_most(&piece.id, LONGEST),
        kind: piece.kind.clone(),
        title: plain_at_most(&piece.title, LONGEST),
        approved: piece.approved,
        valid_until: piece.valid_until,
        kept_at: plain_at_most(&piece.kept_at, LONGEST),
        owner_role: piece.owner_role.clone(),
        standing,
        cited_by: cited().map(name).collect(),
        too_old_for,
    }
}

/// Whether a criterion asks for evidence of this kind that is newer than the piece.
fn is_too_old(card: &Scorecard<'_>, item: &Item, piece: &Piece) -> bool {
    let (Some(approved), Some(kind)) = (piece.approved, &piece.kind) else { return false };
    let asks = card.criterion(&item.criterion).map(|(_, criterion)| &criterion.evidence);
    let months = asks
        .into_iter()
        .flatten()
        .filter(|ask| ask.kind == *kind)
        .filter_map(|ask| ask.valid_for_months)
        .max();
    let last = months.and_then(|months| approved.checked_add(i64::from(months).months()).ok());
    last.is_some_and(|last| last < card.case.as_of)
}
