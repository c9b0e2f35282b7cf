//! What closes a gap, what that waits for, and what waits for it.

use super::model::{Prerequisite, Remedy};
use crate::measure::Fraction;
use crate::score::{Scorecard, State};
use crate::standard::model::Remediation;
use std::collections::{BTreeMap, BTreeSet};

/// The remediations of the checklists that are judged, and which criteria are closed already.
pub(super) struct Remedies<'s> {
    by_id: BTreeMap<&'s str, &'s Remediation>,
    open: BTreeSet<&'s str>,
}

fn prerequisite(remediation: &Remediation) -> Prerequisite {
    Prerequisite {
        id: remediation.id.clone(),
        title: remediation.title.clone(),
        role: remediation.role.clone(),
        effort_days: remediation.effort_days.clone(),
        lead_days: remediation.lead_days,
    }
}

impl<'s> Remedies<'s> {
    pub(super) fn new(card: &'s Scorecard<'_>) -> Self {
        let all = card.checklists.iter().flat_map(|checklist| &checklist.remediations);
        let by_id = all.map(|remediation| (remediation.id.as_str(), remediation)).collect();
        let is_open =
            |state: State| !matches!(state, State::Met | State::NotApplicable | State::Excluded);
        let criteria = card.criteria.iter().filter(|criterion| is_open(criterion.state()));
        Self { by_id, open: criteria.map(|criterion| criterion.id.as_str()).collect() }
    }

    /// A remediation is done when it closes something and all that it closes is met.
    fn is_done(&self, remediation: &Remediation) -> bool {
        !remediation.closes.is_empty()
            && remediation.closes.iter().all(|id| !self.open.contains(id.as_str()))
    }

    /// Open prerequisites, each before what waits for it.
    fn prerequisites(&self, remediation: &'s Remediation) -> Vec<&'s Remediation> {
        let mut order: Vec<&Remediation> = Vec::new();
        let mut seen = BTreeSet::new();
        self.visit(remediation, &mut seen, &mut order);
        order.retain(|other| other.id != remediation.id);
        order
    }

    fn visit(
        &self,
        remediation: &'s Remediation,
        seen: &mut BTreeSet<&'s str>,
        order: &mut Vec<&'s Remediation>,
    ) {
        if !seen.insert(&remediation.id) {
            return;
        }
        for id in &remediation.after {
            let before = self.by_id.get(id.as_str()).filter(|other| !self.is_done(other));
            if let Some(before) = before {
                self.visit(before, seen, order);
            }
        }
        order.push(remediation);
    }

    /// The way to close a criterion with the least effort, open prerequisites included, and the
    /// others beside it.
    pub(super) fn cheapest(&self, criterion: &str) -> Option<Remedy> {
        let closing = self.by_id.values().filter(|r| r.closes.iter().any(|id| id == criterion));
        let mut ways: Vec<Remedy> =
            closing.map(|remediation| self.remedy(remediation, criterion)).collect();
        ways.sort_by(|one, other| {
            (&one.effort_days, &one.id).cmp(&(&other.effort_days, &other.id))
        });
        let mut ways = ways.into_iter();
        let mut best = ways.next()?;
        best.alternatives = ways.collect();
        Some(best)
    }

    fn remedy(&self, remediation: &'s Remediation, criterion: &str) -> Remedy {
        let before = self.prerequisites(remediation);
        let efforts = before.iter().map(|other| &other.effort_days);
        Remedy {
            id: remediation.id.clone(),
            title: remediation.title.clone(),
            role: remediation.role.clone(),
            effort_days: Fraction::sum(efforts.chain([&remediation.effort_days])),
            lead_days: remediation.lead_days,
            own_effort_days: remediation.effort_days.clone(),
            prerequisites: before.into_iter().map(prerequisite).collect(),
            interim: remediation.interim.clone(),
            done_when: remediation.done_when.clone(),
            sets: remediation.sets.iter().map(|(fact, _)| fact.clone()).collect(),
            also_closes: remediation
                .closes
                .iter()
                .filter(|id| self.open.contains(id.as_str()) && *id != criterion)
                .cloned()
                .collect(),
            alternatives: Vec::new(),
        }
    }

    /// How many other open criteria wait, through prerequisites, for what closes this one.
    pub(super) fn unblocks(&self, criterion: &str) -> usize {
        let closes =
            |remediation: &Remediation| remediation.closes.iter().any(|id| id == criterion);
        let mut waiting: BTreeSet<&str> = BTreeSet::new();
        for remediation in self.by_id.values() {
            if self.prerequisites(remediation).iter().any(|before| closes(before)) {
                let open = remediation.closes.iter().map(String::as_str);
                waiting.extend(open.filter(|id| self.open.contains(id) && *id != criterion));
            }
        }
        waiting.len()
    }
}
