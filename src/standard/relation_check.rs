//! Whether the relations that a checklist declares can mean anything.

use super::check::Check;
use super::model::Criterion;
use super::relation::Contradiction;
use super::remediation_graph::cycles;
use crate::diagnostic::code;
use std::collections::{BTreeMap, BTreeSet};

impl Check<'_> {
    pub(super) fn relations(&self) {
        for (number, contradiction) in (1..).zip(&self.checklist.contradictions) {
            self.contradiction(contradiction, &format!("contradiction {number}"));
        }
        for criterion in &self.checklist.criteria {
            self.required(criterion);
        }
        self.circles();
    }

    fn contradiction(&self, contradiction: &Contradiction, item: &str) {
        for claim in &contradiction.all {
            self.known_criterion((item, &format!("all {claim}")), &claim.criterion);
        }
        let named: BTreeSet<&str> =
            contradiction.all.iter().map(|claim| claim.criterion.as_str()).collect();
        let claims: BTreeSet<_> = contradiction.all.iter().collect();
        let (message, help) = if claims.len() > named.len() {
            ("takes a criterion for met and not met at once", "it can never hold; remove one")
        } else if named.len() < 2 {
            ("names fewer than two criteria", "name what cannot be true together under `all`")
        } else {
            return;
        };
        let message = format!("{item} {message}");
        self.report(&code::IDLE_RELATION, (item, "all"), message, Some(help.to_owned()));
    }

    fn required(&self, criterion: &Criterion) {
        let item = format!("criterion {}", criterion.id);
        for id in &criterion.requires {
            self.known_criterion((&item, &format!("requires {id}")), id);
        }
    }

    fn known_criterion(&self, at: (&str, &str), id: &str) {
        let is_known =
            |id: &str| self.own.criteria.contains(id) || self.shared.criteria.contains(id);
        if !is_known(id) {
            let all = self.own.criteria.iter().chain(&self.shared.criteria).copied();
            self.unknown(at, (id, "criterion"), all);
        }
    }

    fn circles(&self) {
        let criteria = self.checklist.criteria.iter();
        let graph: BTreeMap<&str, &[String]> =
            criteria.map(|c| (c.id.as_str(), c.requires.as_slice())).collect();
        for circle in cycles(&graph) {
            let first = circle.first().cloned().unwrap_or_default();
            let message = format!("criteria require each other: {}", circle.join(" → "));
            let help = Some("`requires` names what comes first; remove one of these".to_owned());
            let item = format!("criterion {first}");
            self.report(&code::IDLE_RELATION, (&item, "requires"), message, help);
        }
    }
}
