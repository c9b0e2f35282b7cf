//! A program in two versions; it follows the same law as a checklist.

use super::model::{Change, Class, Diff, changed};
use crate::standard::program::{ChecklistUse, Gate, Program, Tailoring, TailoringAction};

/// Everything that differs between two versions of a program.
pub fn diff_programs(old: &Program, new: &Program) -> Diff {
    let mut changes = Vec::new();
    head(old, new, &mut changes);
    checklists(old, new, &mut changes);
    tailoring(old, new, &mut changes);
    gates(old, new, &mut changes);
    rest(old, new, &mut changes);
    Diff {
        from: old.version.clone(),
        to: new.version.clone(),
        changes,
        undeclared: Vec::new(),
        unapproved: Vec::new(),
    }
}

fn head(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let text = |from: &String, to: &String, field| {
        changed((from, to), Class::Patch, (None, field), Clone::clone)
    };
    changes.extend(text(&old.title, &new.title, "title"));
    changes.extend(text(&old.notes, &new.notes, "notes"));
    let models = (&old.model, &new.model);
    changes.extend(changed(models, Class::Major, (None, "model"), |m| m.name().to_owned()));
    let tiers = |program: &Program| {
        program.tiers.iter().map(|tier| tier.id.clone()).collect::<Vec<_>>().join(" > ")
    };
    let tiers = (tiers(old), tiers(new));
    changes.extend(changed((&tiers.0, &tiers.1), Class::Major, (None, "tiers"), Clone::clone));
    let words = |program: &Program| {
        let line = |tier: &crate::standard::Tier| format!("{}: {}", tier.title, tier.meaning);
        program.tiers.iter().map(line).collect::<Vec<_>>().join("; ")
    };
    let words = (words(old), words(new));
    changes.extend(changed((&words.0, &words.1), Class::Patch, (None, "tier texts"), Clone::clone));
}

fn checklists(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let line = |used: &ChecklistUse| {
        let optional = if used.optional { ", optional" } else { "" };
        format!("{} weight {}{optional}", used.requirement, used.weight)
    };
    let pairs = paired(&old.checklists, &new.checklists, |used| &used.id);
    for (id, before, after) in pairs {
        let values = (before.map(line), after.map(line));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("checklist {id}"), Class::Major, values));
        }
    }
}

fn tailoring(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let line = |tailoring: &Tailoring| match &tailoring.action {
        TailoringAction::Exclude => "exclude".to_owned(),
        TailoringAction::MakeCritical => "make critical".to_owned(),
        TailoringAction::HardenTarget(target) => format!("target {target}"),
        TailoringAction::DemandFullCredit => "demand full credit".to_owned(),
    };
    let pairs = paired(&old.tailoring, &new.tailoring, |tailoring| &tailoring.criterion);
    for (id, before, after) in pairs {
        let is_exclusion = |side: Option<&Tailoring>| {
            side.is_some_and(|tailoring| tailoring.action == TailoringAction::Exclude)
        };
        // taking a hardening away can only help; leaving out or taking back shifts the denominator
        let only_eases = after.is_none() && !is_exclusion(before);
        let class = if only_eases { Class::Minor } else { Class::Major };
        let values = (before.map(line), after.map(line));
        if values.0 != values.1 {
            changes.push(Change::new(Some(&id), "tailoring", class, values));
        } else if before != after {
            changes.push(Change::new(Some(&id), "tailoring reason", Class::Patch, (None, None)));
        }
    }
}

fn gates(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let line = |gate: &Gate| format!("{}: {}", gate.tier, gate.kind);
    for (id, before, after) in paired(&old.gates, &new.gates, |gate| &gate.id) {
        let class = match (before, after) {
            (_, None) => Class::Minor,
            (Some(before), Some(after))
                if before.tier == after.tier && before.kind.implies(&after.kind) =>
            {
                Class::Minor
            }
            _ => Class::Major,
        };
        let values = (before.map(line), after.map(line));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("gate {id}"), class, values));
        }
    }
}

/// Eligibility is judged apart, clocks order plans: neither touches a score or a gate.
fn rest(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let pairs = paired(&old.eligibility, &new.eligibility, |eligibility| &eligibility.id);
    for (id, before, after) in pairs {
        let line = |e: &crate::standard::Eligibility| e.when.to_string();
        let values = (before.map(line), after.map(line));
        let class = if after.is_none() { Class::Minor } else { Class::Major };
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("eligibility {id}"), class, values));
        }
    }
    let documents = paired(&old.due_diligence, &new.due_diligence, |item| &item.id);
    for (id, before, after) in documents {
        let values = (before.map(|item| item.title.clone()), after.map(|item| item.title.clone()));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("due diligence {id}"), Class::Minor, values));
        }
    }
    for (id, before, after) in paired(&old.clocks, &new.clocks, |clock| &clock.id) {
        let line = |clock: &crate::standard::Clock| clock.within.clone();
        let values = (before.map(line), after.map(line));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("clock {id}"), Class::Minor, values));
        }
    }
}

/// Items of both sides by id, those of the newer side first.
fn paired<'p, T>(
    old: &'p [T],
    new: &'p [T],
    id: impl Fn(&T) -> &String,
) -> Vec<(String, Option<&'p T>, Option<&'p T>)> {
    fn find<'p, T>(items: &'p [T], id: &impl Fn(&T) -> &String, wanted: &str) -> Option<&'p T> {
        items.iter().find(|item| id(item) == wanted)
    }
    let mut pairs = Vec::new();
    for after in new {
        pairs.push((id(after).clone(), find(old, &id, id(after)), Some(after)));
    }
    for before in old.iter().filter(|before| find(new, &id, id(before)).is_none()) {
        pairs.push((id(before).clone(), Some(before), None));
    }
    pairs
}
