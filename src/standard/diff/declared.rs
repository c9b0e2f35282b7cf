//! Whether the `[[change]]` entries of a version fit what really differs.

use super::model::{Change, Class};
use crate::standard::model::{Answering, ChangeKind, Checklist, Criterion};

/// The kind that a checklist declares for a criterion.
pub(super) fn kind_of(checklist: &Checklist, criterion: &str) -> Option<ChangeKind> {
    checklist.changes.iter().find(|change| change.criterion == criterion).map(|change| change.kind)
}

/// Numbers and modal verbs of a text: what a mere rewording may not touch.
pub(super) fn binding_words(text: &str) -> Vec<String> {
    const MODALS: [&str; 10] =
        ["must", "shall", "may", "can", "never", "always", "not", "no", "every", "each"];
    let words =
        text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '.' | '%' | '/')));
    let mut found: Vec<String> = words
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| {
            word.chars().any(|sign| sign.is_ascii_digit()) || MODALS.contains(&word.as_str())
        })
        .collect();
    found.sort();
    found
}

/// Those of everything that says what is demanded: the statement and what a measure counts.
fn binding_of(criterion: &Criterion) -> Vec<Vec<String>> {
    let mut texts = vec![criterion.statement.as_str()];
    if let Answering::Measure(measure) = &criterion.answering {
        let parts = [&measure.numerator, &measure.denominator, &measure.exclusions];
        texts.extend(parts.map(|part| part.as_deref().unwrap_or_default()));
    }
    texts.into_iter().map(binding_words).collect()
}

/// What a changed statement may do, by the kind that is declared for it.
pub(super) fn class_of_statement(kind: Option<ChangeKind>) -> (Class, &'static str) {
    match kind {
        Some(ChangeKind::Reworded) => (Class::Patch, "declared as reworded"),
        Some(ChangeKind::Clarified) => (Class::Minor, "declared as clarified"),
        Some(ChangeKind::Relaxed) => (Class::Minor, "declared as relaxed"),
        Some(ChangeKind::Stricter) => (Class::Major, "declared as stricter"),
        Some(_) => (Class::Major, "another demand"),
        None => (Class::Major, "not declared in a [[change]]"),
    }
}

/// What is wrong with the declared changes: criterion and message.
pub(super) fn faults(
    old: &Checklist,
    new: &Checklist,
    changes: &[Change],
) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for declared in &new.changes {
        let id = &declared.criterion;
        let was = old.criterion(id).is_some();
        let is = new.criterion(id).is_some();
        let differs = changes.iter().any(|change| change.criterion.as_ref() == Some(id));
        let mut fault = |message: String| faults.push((id.clone(), message));
        match declared.kind {
            ChangeKind::Added if was => fault("is declared as added, but was there before".into()),
            ChangeKind::Added if !is => fault("is declared as added, but is not there".into()),
            ChangeKind::Retired if is => fault("is declared as retired, but is still there".into()),
            ChangeKind::Retired if !was => fault("is declared as retired, but never was".into()),
            ChangeKind::Added | ChangeKind::Retired => {}
            _ if !is => fault("is declared as changed, but is not there".into()),
            _ if was && !differs => fault("is declared as changed, but nothing differs".into()),
            ChangeKind::Reworded | ChangeKind::Clarified => {
                let binding = |checklist: &Checklist| checklist.criterion(id).map(binding_of);
                if was && binding(old) != binding(new) {
                    fault("is declared as reworded, but a number or a binding word differs".into());
                }
            }
            _ => {}
        }
        for from in declared.from.iter().filter(|from| old.criterion(from).is_none()) {
            faults.push((id.clone(), format!("is said to come from {from}, which never was")));
        }
    }
    for change in changes {
        let Some(id) = &change.criterion else { continue };
        let is_known = new
            .changes
            .iter()
            .any(|declared| declared.criterion == *id || declared.from.contains(id));
        let told = faults.iter().any(|(known, _)| known == id);
        // the kinds speak of what is demanded; weights and places are plain from the diff
        let is_demand =
            matches!(change.field.as_str(), "statement" | "added" | "retired" | "critical")
                || change.field.starts_with("measure.")
                || change.field.starts_with("scale");
        if !is_known && !told && is_demand && change.class > Class::Patch {
            faults.push((id.clone(), "differs without a [[change]] that says how".to_owned()));
        }
    }
    faults
}
