//! What a visit adds to the score: where reviewers and the facility differ, and what is strong.

use super::score::{ItemRecord, ScoreReport, SectionRecord};
use crate::assessment::Party;
use crate::measure::Fraction;
use crate::score::State;
use serde::Serialize;

/// A criterion on which a reviewer's word differs from the facility's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceRecord {
    /// The criterion.
    pub criterion: String,
    /// The location; null where the facility answers as one.
    pub location: Option<String>,
    /// Its title.
    pub title: String,
    /// Whether it gates.
    pub critical: bool,
    /// What the facility said.
    pub facility_says: State,
    /// What stands.
    pub reviewer_says: State,
    /// Who said that.
    pub party: Option<Party>,
}

/// A part of a checklist in which nothing is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrengthRecord {
    /// The checklist.
    pub checklist: String,
    /// Its title.
    pub checklist_title: String,
    /// The section's title.
    pub title: String,
    /// Criteria that count, all met.
    pub criteria: usize,
    /// Those that a reviewer verified at every location.
    pub verified: usize,
    /// Those that gate.
    pub critical: usize,
}

/// Where a reviewer's word differs from the facility's own. A row that cannot be used says nothing
/// to differ from.
pub(super) fn differences(items: &[ItemRecord]) -> Vec<DifferenceRecord> {
    let record = |item: &ItemRecord| {
        let own = item.others.iter().find(|other| other.party == Party::Own)?;
        let differs = item.state != State::NotAssessed && own.state != item.state;
        differs.then(|| DifferenceRecord {
            criterion: item.criterion.clone(),
            location: item.location.clone(),
            title: item.title.clone(),
            critical: item.critical,
            facility_says: own.state,
            reviewer_says: item.state,
            party: item.party,
        })
    };
    items.iter().filter_map(record).collect()
}

/// Sections in which every counted criterion is met: the most verified first, then the largest.
pub(super) fn strengths(score: &ScoreReport) -> Vec<StrengthRecord> {
    let mut found = Vec::new();
    for checklist in &score.scores.checklists {
        let full =
            checklist.sections.iter().filter(|s| s.value.as_ref().is_some_and(Fraction::is_one));
        for section in full {
            let (criteria, verified, critical) = counts(&score.items, &checklist.id, section);
            if criteria > 0 {
                found.push(StrengthRecord {
                    checklist: checklist.id.clone(),
                    checklist_title: checklist.title.clone(),
                    title: section.title.clone(),
                    criteria,
                    verified,
                    critical,
                });
            }
        }
    }
    found.sort_by_key(|strength| std::cmp::Reverse((strength.verified, strength.criteria)));
    found
}

/// Criteria of a section that count, those verified everywhere, those that gate.
fn counts(items: &[ItemRecord], checklist: &str, section: &SectionRecord) -> (usize, usize, usize) {
    let ours = |item: &&ItemRecord| item.checklist == checklist && item.section == section.id;
    let counted: Vec<&ItemRecord> = items.iter().filter(ours).filter(|item| item.counted).collect();
    let mut ids: Vec<&str> = counted.iter().map(|item| item.criterion.as_str()).collect();
    ids.dedup();
    let of = |id: &str| counted.iter().filter(move |item| item.criterion == id).collect::<Vec<_>>();
    let verified = ids.iter().filter(|id| of(id).iter().all(|item| item.verified)).count();
    let critical = ids.iter().filter(|id| of(id).iter().any(|item| item.critical)).count();
    (ids.len(), verified, critical)
}
