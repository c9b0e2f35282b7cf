//! A checklist in two versions.

use super::criterion;
use super::declared::{faults, kind_of};
use super::model::{Change, Class, Diff, changed};
use super::relations;
use crate::standard::model::{ChangeKind, Checklist, Criterion, Remediation, Section};

/// Everything that differs between two versions of a checklist.
pub fn diff_checklists(old: &Checklist, new: &Checklist) -> Diff {
    let mut changes = Vec::new();
    head(old, new, &mut changes);
    sections(old, new, &mut changes);
    criteria(old, new, &mut changes);
    remediations(old, new, &mut changes);
    relations::contradictions(old, new, &mut changes);
    Diff {
        from: old.version.clone(),
        to: new.version.clone(),
        undeclared: faults(old, new, &changes),
        unapproved: unapproved(old, new, &changes),
        changes,
    }
}

fn head(old: &Checklist, new: &Checklist, changes: &mut Vec<Change>) {
    let text = |from: &String, to: &String, field| {
        changed((from, to), Class::Patch, (None, field), Clone::clone)
    };
    changes.extend(text(&old.title, &new.title, "title"));
    changes.extend(text(&old.notes, &new.notes, "notes"));
    changes.extend(changed(
        (&old.prefix, &new.prefix),
        Class::Major,
        (None, "prefix"),
        Clone::clone,
    ));
    let date = (&old.effective, &new.effective);
    changes.extend(changed(date, Class::Patch, (None, "effective"), ToString::to_string));
    if old.approval != new.approval {
        changes.push(Change::new(None, "approval", Class::Patch, (None, None)));
    }
    if old.sources != new.sources {
        changes.push(Change::new(None, "sources", Class::Patch, (None, None)));
    }
}

fn sections(old: &Checklist, new: &Checklist, changes: &mut Vec<Change>) {
    for section in &new.sections {
        let field = |part: &str| format!("section {} {part}", section.id);
        let Some(before) = old.section(&section.id) else {
            let after = Some(section.title.clone());
            changes.push(Change::new(None, field("added"), Class::Minor, (None, after)));
            continue;
        };
        let title = (&before.title, &section.title);
        changes.extend(changed(title, Class::Patch, (None, &field("title")), Clone::clone));
        let weight = (&before.weight, &section.weight);
        changes.extend(changed(weight, Class::Major, (None, &field("weight")), u32::to_string));
        let parent = |section: &Section| section.parent.clone().unwrap_or_default();
        let parents = (parent(before), parent(section));
        let parents = (&parents.0, &parents.1);
        changes.extend(changed(parents, Class::Major, (None, &field("parent")), Clone::clone));
    }
    for section in old.sections.iter().filter(|section| new.section(&section.id).is_none()) {
        let field = format!("section {} retired", section.id);
        let before = Some(section.title.clone());
        changes.push(Change::new(None, field, Class::Minor, (before, None)));
    }
}

fn criteria(old: &Checklist, new: &Checklist, changes: &mut Vec<Change>) {
    // a criterion that counts or gates touches a score by coming and by going
    let class = |criterion: &Criterion| {
        if criterion.scored || criterion.critical { Class::Major } else { Class::Minor }
    };
    for criterion in &new.criteria {
        match old.criterion(&criterion.id) {
            Some(before) => {
                let kind = kind_of(new, &criterion.id);
                changes.extend(criterion::diff(before, criterion, kind));
            }
            None => {
                let after = Some(criterion.title.clone());
                let id = Some(criterion.id.as_str());
                changes.push(Change::new(id, "added", class(criterion), (None, after)));
            }
        }
    }
    for criterion in old.criteria.iter().filter(|c| new.criterion(&c.id).is_none()) {
        let before = Some(criterion.title.clone());
        let id = Some(criterion.id.as_str());
        changes.push(Change::new(id, "retired", class(criterion), (before, None)));
    }
}

fn remediations(old: &Checklist, new: &Checklist, changes: &mut Vec<Change>) {
    fn find<'c>(checklist: &'c Checklist, id: &str) -> Option<&'c Remediation> {
        checklist.remediations.iter().find(|remediation| remediation.id == id)
    }
    for remediation in &new.remediations {
        let field = format!("remediation {}", remediation.id);
        match find(old, &remediation.id) {
            None => {
                let after = Some(remediation.title.clone());
                changes.push(Change::new(None, field, Class::Minor, (None, after)));
            }
            Some(before) if before != remediation => {
                let texts = (Some(before.title.clone()), Some(remediation.title.clone()));
                changes.push(Change::new(None, field, Class::Minor, texts));
            }
            Some(_) => {}
        }
    }
    for remediation in old.remediations.iter().filter(|r| find(new, &r.id).is_none()) {
        let field = format!("remediation {}", remediation.id);
        let before = Some(remediation.title.clone());
        changes.push(Change::new(None, field, Class::Minor, (before, None)));
    }
}

/// Critical criteria that ask less or are gone, under the same approval as before.
fn unapproved(old: &Checklist, new: &Checklist, changes: &[Change]) -> Vec<String> {
    if new.approval.is_some() && new.approval != old.approval {
        return Vec::new();
    }
    let eased = |criterion: &&Criterion| {
        let own = |change: &&Change| change.criterion.as_ref() == Some(&criterion.id);
        let is_relaxed = kind_of(new, &criterion.id) == Some(ChangeKind::Relaxed);
        criterion.critical
            && changes.iter().filter(own).any(|change| {
                let is_eased = change.class == Class::Minor;
                match change.field.as_str() {
                    // what is no longer scored gates no more
                    "retired" | "critical" | "scored" | "applies_when" => true,
                    "statement" | "measure.definition" => is_relaxed,
                    field => is_eased && (field == "scale" || field.starts_with("measure.")),
                }
            })
    };
    old.criteria.iter().filter(eased).map(|criterion| criterion.id.clone()).collect()
}
