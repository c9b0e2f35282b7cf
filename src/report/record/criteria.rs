//! The criteria behind the items: what is demanded, what is asked for, what it rests on.

use crate::score::Scorecard;
use crate::standard::model::{Basis, Checklist, Citation, Criterion, Harm};
use serde::Serialize;

/// One criterion in its checklist's words.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionRecord {
    /// The criterion.
    pub id: String,
    /// Its checklist, with the version.
    pub checklist: String,
    /// Its section's title.
    pub section: String,
    /// Its title.
    pub title: String,
    /// What is demanded.
    pub statement: String,
    /// How a reviewer tests it.
    pub guidance: String,
    /// What happens if it fails.
    pub harm: Harm,
    /// Why it may be demanded, in a word.
    pub basis: String,
    /// Who answers.
    pub answer_role: String,
    /// What a reviewer asks for.
    pub evidence: Vec<AskRecord>,
    /// What it rests on.
    pub sources: Vec<CitationRecord>,
}

/// A piece of evidence that a reviewer asks for.
#[derive(Debug, Clone, Serialize)]
pub struct AskRecord {
    /// Its kind, from the vocabulary.
    pub kind: String,
    /// What to hand over.
    pub ask: String,
    /// How old it may be, in months.
    pub valid_for_months: Option<u32>,
}

/// A place in a source.
#[derive(Debug, Clone, Serialize)]
pub struct CitationRecord {
    /// The source's id within its checklist.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Which edition.
    pub edition: String,
    /// Where in it.
    pub at: Option<String>,
    /// Where a reader finds it.
    pub url: Option<String>,
}

/// Every criterion that is judged, in the order of the checklists.
pub(super) fn criteria(card: &Scorecard<'_>) -> Vec<CriterionRecord> {
    let found = card.criteria.iter().filter_map(|result| card.criterion(&result.id));
    found.map(|(checklist, criterion)| record(checklist, criterion)).collect()
}

fn record(checklist: &Checklist, criterion: &Criterion) -> CriterionRecord {
    let section = checklist.section(&criterion.section);
    let asks = criterion.evidence.iter().map(|ask| AskRecord {
        kind: ask.kind.clone(),
        ask: ask.ask.clone(),
        valid_for_months: ask.valid_for_months,
    });
    CriterionRecord {
        id: criterion.id.clone(),
        checklist: checklist.reference(),
        section: section.map_or_else(|| criterion.section.clone(), |found| found.title.clone()),
        title: criterion.title.clone(),
        statement: criterion.statement.clone(),
        guidance: criterion.guidance.clone(),
        harm: criterion.harm,
        basis: basis(&criterion.basis),
        answer_role: criterion.answer_role.clone(),
        evidence: asks.collect(),
        sources: criterion.sources.iter().filter_map(|cited| citation(checklist, cited)).collect(),
    }
}

fn basis(basis: &Basis) -> String {
    basis.word()
}

fn citation(checklist: &Checklist, cited: &Citation) -> Option<CitationRecord> {
    let source = checklist.sources.iter().find(|source| source.id == cited.id)?;
    Some(CitationRecord {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        edition: source.edition.clone(),
        at: cited.at.clone(),
        url: source.url.clone(),
    })
}
