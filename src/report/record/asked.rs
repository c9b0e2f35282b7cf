//! What is still asked of a role, criterion by criterion: open, or answered and lacking something.

use super::evidence::EvidenceRecord;
use super::gaps::{OpenQuestionRecord, SourceRecord};
use super::score::ItemRecord;
use super::whole::Report;
use crate::score::{ItemReason, State};
use serde::Serialize;

/// One answer that is missing or lacks something: a criterion at a location.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskedRecord {
    /// The criterion.
    pub criterion: String,
    /// The location; null where the facility answers as one.
    pub location: Option<String>,
    /// The checklist.
    pub checklist: String,
    /// The criterion's title.
    pub title: String,
    /// Whether it gates.
    pub critical: bool,
    /// Whether it is scored at all.
    pub scored: bool,
    /// Where it stands.
    pub state: State,
    /// Why, in the words of the score.
    pub reason: Option<ItemReason>,
    /// What is asked for.
    pub lacks: Vec<Lack>,
    /// Registered evidence that has run out.
    pub stale: Vec<String>,
    /// Who answers.
    pub answer_role: String,
    /// The row that is there, where one is.
    pub source: Option<SourceRecord>,
}

/// What an answer lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// An answer.
    Answer,
    /// A row that can be used.
    UsableRow,
    /// An answer to the wording as it is now.
    CurrentWording,
    /// One answer in place of two.
    OneAnswer,
    /// More cases.
    Cases,
    /// Numerator, denominator and period.
    Numbers,
    /// The reason for partial.
    Reason,
    /// Evidence: the checklist asks for it and none is cited.
    Evidence,
    /// Evidence that has not run out.
    CurrentEvidence,
    /// A reviewer's word on a claim of not applicable.
    Confirmation,
}

impl AskedRecord {
    /// Whether a reviewer has to act, not the role: on a claim, or on a row of their own.
    pub(super) fn waits_for_reviewer(&self) -> bool {
        let is_theirs = self.source.as_ref().is_some_and(|source| source.party.is_reviewer());
        let is_claim = self.lacks.contains(&Lack::Confirmation);
        is_claim || (self.state.is_open() && is_theirs && !self.lacks.contains(&Lack::Answer))
    }
}

impl Lack {
    /// What an open item lacks.
    fn of_open(state: State, reason: Option<ItemReason>) -> Self {
        match reason {
            _ if state == State::TooSmall => Self::Cases,
            Some(ItemReason::UnusableRow) => Self::UsableRow,
            Some(ItemReason::ChangedWording) => Self::CurrentWording,
            Some(ItemReason::Conflict) => Self::OneAnswer,
            Some(ItemReason::Unevidenced) => Self::Numbers,
            Some(ItemReason::ClaimedNotApplicable) => Self::Confirmation,
            _ => Self::Answer,
        }
    }

    /// The word of JSON and CSV.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::UsableRow => "usable_row",
            Self::CurrentWording => "current_wording",
            Self::OneAnswer => "one_answer",
            Self::Cases => "cases",
            Self::Numbers => "numbers",
            Self::Reason => "reason",
            Self::Evidence => "evidence",
            Self::CurrentEvidence => "current_evidence",
            Self::Confirmation => "confirmation",
        }
    }

    /// What people read in a table.
    pub fn label(self) -> &'static str {
        match self {
            Self::Answer => "no answer",
            Self::UsableRow => "its row cannot be used",
            Self::CurrentWording => "answered for another wording",
            Self::OneAnswer => "answered in two ways",
            Self::Cases => "too few cases",
            Self::Numbers => "no numbers",
            Self::Reason => "partly met without a reason",
            Self::Evidence => "no evidence cited",
            Self::CurrentEvidence => "evidence has run out",
            Self::Confirmation => "claimed not applicable",
        }
    }
}

/// Everything that is asked: open questions by their rank, then answers that lack something in the
/// order of the checklists, must-pass first, then what is reported only.
pub(super) fn asked(report: &Report) -> Vec<AskedRecord> {
    let mut all: Vec<AskedRecord> = report.gaps.open_questions.iter().map(question).collect();
    let items = report.score.items.iter();
    let mut lacking: Vec<AskedRecord> = items
        .clone()
        .filter(|item| item.counted)
        .filter_map(|item| answered(report, item))
        .collect();
    lacking.sort_by_key(|record| !record.critical);
    all.extend(lacking);
    let unscored = items.filter(|item| !item.scored && item.state.is_open());
    all.extend(
        unscored.map(|item| record(report, item, vec![Lack::of_open(item.state, item.reason)])),
    );
    all
}

fn question(question: &OpenQuestionRecord) -> AskedRecord {
    AskedRecord {
        criterion: question.criterion.clone(),
        location: question.location.clone(),
        checklist: question.checklist.clone(),
        title: question.title.clone(),
        critical: question.critical,
        scored: true,
        state: question.state,
        reason: question.reason,
        lacks: vec![Lack::of_open(question.state, question.reason)],
        stale: Vec::new(),
        answer_role: question.answer_role.clone(),
        source: question.source.clone(),
    }
}

fn record(report: &Report, item: &ItemRecord, lacks: Vec<Lack>) -> AskedRecord {
    let role = report.criterion(&item.criterion).map(|of| of.answer_role.clone());
    let source = |party| {
        let (file, row) = (item.file.clone()?, item.row?);
        Some(SourceRecord { file, worksheet: item.worksheet.clone(), row, party })
    };
    AskedRecord {
        criterion: item.criterion.clone(),
        location: item.location.clone(),
        checklist: item.checklist.clone(),
        title: item.title.clone(),
        critical: item.critical,
        scored: item.scored,
        state: item.state,
        reason: item.reason,
        lacks,
        stale: Vec::new(),
        answer_role: role.unwrap_or_default(),
        source: item.party.and_then(source),
    }
}

/// What an answer lacks that counts. What a reviewer has seen is theirs to complete.
fn answered(report: &Report, item: &ItemRecord) -> Option<AskedRecord> {
    if item.state.is_open() || item.verified {
        return None;
    }
    let claims = matches!(item.state, State::Met | State::Partial);
    let stale: Vec<String> = if claims { stale(report, item) } else { Vec::new() };
    let asks = report.criterion(&item.criterion).is_some_and(|of| !of.evidence.is_empty());
    let by_word = item.level.is_none() && item.measure.as_ref().is_none_or(|m| m.value.is_none());
    let has = [
        (item.reason == Some(ItemReason::Unevidenced), Lack::Numbers),
        (item.state == State::Partial && by_word && item.reason.is_none(), Lack::Reason),
        (claims && asks && !item.evidence, Lack::Evidence),
        (!stale.is_empty(), Lack::CurrentEvidence),
    ];
    let lacks: Vec<Lack> =
        has.into_iter().filter(|(is_so, _)| *is_so).map(|(_, lack)| lack).collect();
    (!lacks.is_empty()).then(|| AskedRecord { stale, ..record(report, item, lacks) })
}

/// Registered evidence of an item that has run out, or is too old for this criterion.
fn stale(report: &Report, item: &ItemRecord) -> Vec<String> {
    let name = crate::report::text::words::place(&item.criterion, item.location.as_deref());
    let is_stale = |piece: &&EvidenceRecord| {
        let is_over = piece.valid_until.is_some_and(|last| last < report.score.as_of);
        item.cited.contains(&piece.id) && (is_over || piece.too_old_for.contains(&name))
    };
    report.evidence.iter().filter(is_stale).map(|piece| piece.id.clone()).collect()
}
