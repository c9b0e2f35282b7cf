//! What the checklists of a library know of each other, collected once.

use super::model::{Checklist, Remediation};
use super::remediation_graph::{cycles, graph};
use std::collections::{BTreeMap, BTreeSet};

/// Ids that a reference may point to, and what closes what.
#[derive(Debug, Default)]
pub struct References<'c> {
    pub(super) criteria: BTreeSet<&'c str>,
    pub(super) remediations: BTreeSet<&'c str>,
    pub(super) closing: BTreeMap<&'c str, Vec<&'c Remediation>>,
    pub(super) waited_for: BTreeSet<&'c str>,
    pub(super) prefixes: BTreeMap<&'c str, Vec<&'c str>>,
    pub(super) cycles: Vec<Vec<String>>,
}

impl<'c> References<'c> {
    /// Collects some checklists: the newest version of each, or one alone.
    pub fn new(checklists: &[&'c Checklist]) -> Self {
        let mut references = Self { cycles: cycles(&graph(checklists)), ..Self::default() };
        for checklist in checklists {
            references.prefixes.entry(&checklist.prefix).or_default().push(&checklist.id);
            references.criteria.extend(checklist.criteria.iter().map(|c| c.id.as_str()));
            for remediation in &checklist.remediations {
                references.remediations.insert(&remediation.id);
                references.waited_for.extend(remediation.after.iter().map(String::as_str));
                for criterion in &remediation.closes {
                    references.closing.entry(criterion).or_default().push(remediation);
                }
            }
        }
        references
    }

    /// What closes a criterion.
    pub(super) fn closing(&self, criterion: &str) -> impl Iterator<Item = &'c Remediation> {
        self.closing.get(criterion).into_iter().flatten().copied()
    }
}
