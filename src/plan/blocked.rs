//! Remediations that are not to be had: left out, dropped, people's own choice, or behind one that is.

use super::candidates::{CHANGES_FACTS, needs, stance};
use super::request::Request;
use super::select::Stance;
use crate::score::Scorecard;
use crate::standard::model::Remediation;
use std::collections::BTreeMap;

/// What stands against remediations.
pub(super) struct Blocked<'s> {
    /// By id: the remediation behind it all, which may be the same.
    roots: BTreeMap<&'s str, &'s str>,
    /// By id of such a root: what is said of it.
    reasons: BTreeMap<&'s str, String>,
}

impl<'s> Blocked<'s> {
    pub(super) fn new(
        card: &Scorecard<'_>,
        remediations: &[&'s Remediation],
        request: &Request,
    ) -> Self {
        let mut reasons = BTreeMap::new();
        for remediation in remediations {
            if let Stance::Forbidden(why) = stance(card, remediation, request) {
                reasons.insert(remediation.id.as_str(), reason(&remediation.id, &why, request));
            }
        }
        let mut roots: BTreeMap<&str, &str> = reasons.keys().map(|id| (*id, *id)).collect();
        // what is done is not in need of what comes before it
        let waits = |remediation: &&Remediation| {
            !matches!(stance(card, remediation, request), Stance::Done)
        };
        let waiting: Vec<&&Remediation> = remediations.iter().filter(|r| waits(r)).collect();
        loop {
            let before = roots.len();
            for remediation in &waiting {
                let root =
                    needs(remediation, request).find_map(|id| roots.get(id.as_str()).copied());
                if let Some(root) = root {
                    roots.entry(&remediation.id).or_insert(root);
                }
            }
            if roots.len() == before {
                return Self { roots, reasons };
            }
        }
    }

    /// Whether a remediation may be chosen; by itself, or also with all that it needs.
    pub(super) fn allows(&self, remediation: &Remediation, by_itself: bool) -> bool {
        let root = self.roots.get(remediation.id.as_str());
        root.is_none_or(|root| by_itself && *root != remediation.id)
    }

    /// Why a remediation is not to be had.
    pub(super) fn why(&self, id: &str) -> Option<String> {
        let root = *self.roots.get(id)?;
        let reason = self.reasons.get(root)?;
        Some(if root == id { reason.clone() } else { format!("{id} needs {root}; {reason}") })
    }
}

fn reason(id: &str, why: &str, request: &Request) -> String {
    let dropped = request.kept.as_ref().and_then(|kept| kept.why_dropped(id));
    match dropped {
        Some(dropped) => dropped,
        None if why == CHANGES_FACTS => {
            format!("{id} would close it, but {why}; plan it with --must")
        }
        None => format!("{id} is skipped: {}", request.skip_reason),
    }
}
