//! Declared relations in two versions: they warn of answers that do not fit, and touch no score.

use super::model::{Change, Class};
use crate::standard::model::{Checklist, Criterion};
use crate::standard::relation::Contradiction;

/// Contradictions that came, went or are explained otherwise.
pub(super) fn contradictions(old: &Checklist, new: &Checklist, changes: &mut Vec<Change>) {
    let find = |list: &Checklist, members: &str| {
        list.contradictions.iter().find(|one| one.members() == members).cloned()
    };
    let change = |members: &str, class, texts| {
        Change::new(None, format!("contradiction {members}"), class, texts)
    };
    let note = |one: &Contradiction| Some(one.note.clone());
    for one in &new.contradictions {
        let members = one.members();
        match find(old, &members) {
            None => changes.push(change(&members, Class::Minor, (None, note(one)))),
            Some(before) if before.note != one.note => {
                changes.push(change(&members, Class::Patch, (note(&before), note(one))));
            }
            Some(_) => {}
        }
    }
    for one in &old.contradictions {
        let members = one.members();
        if find(new, &members).is_none() {
            changes.push(change(&members, Class::Minor, (note(one), None)));
        }
    }
}

/// What a criterion requires, where that differs.
pub(super) fn requires(old: &Criterion, new: &Criterion) -> Option<Change> {
    let shown = |criterion: &Criterion| criterion.requires.join(", ");
    (old.requires != new.requires).then(|| {
        let texts = (Some(shown(old)), Some(shown(new)));
        Change::new(Some(&new.id), "requires", Class::Minor, texts)
    })
}
