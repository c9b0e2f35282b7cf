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
    let date = (&old.effective, &new.effective);
    changes.extend(changed(date, Class::Patch, (None, "effective"), ToString::to_string));
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
    let pairs = paired(&old.checklists, &new.checklists, |used| used.id.clone());
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
    // one criterion may be tailored in several ways
    let key = |tailoring: &Tailoring| {
        (tailoring.criterion.clone(), std::mem::discriminant(&tailoring.action))
    };
    for ((id, _), before, after) in paired(&old.tailoring, &new.tailoring, key) {
        // taking a hardening away can only help; leaving out or making must-pass and taking it back
        // shift a denominator, that of the score or that of the verified ones
        let is_hardening = before.is_some_and(|tailoring| {
            use TailoringAction::{DemandFullCredit, HardenTarget};
            matches!(tailoring.action, HardenTarget(_) | DemandFullCredit)
        });
        let only_eases = after.is_none() && is_hardening;
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
    for (id, before, after) in paired(&old.gates, &new.gates, |gate| gate.id.clone()) {
        let class = match (before, after) {
            (_, None) => Class::Minor,
            (Some(before), Some(after))
                if before.tier == after.tier && before.kind.implies(&after.kind) =>
            {
                Class::Minor
            }
            _ => Class::Major,
        };
        let what = |gate: &Gate| (gate.tier.clone(), gate.kind.clone());
        let values = (before.map(line), after.map(line));
        // printed thresholds are rounded
        if before.map(what) != after.map(what) {
            changes.push(Change::new(None, format!("gate {id}"), class, values));
        }
    }
}

/// Eligibility is judged apart, clocks order plans: neither touches a score or a gate.
fn rest(old: &Program, new: &Program, changes: &mut Vec<Change>) {
    let pairs = paired(&old.eligibility, &new.eligibility, |eligibility| eligibility.id.clone());
    for (id, before, after) in pairs {
        let line = |e: &crate::standard::Eligibility| e.when.to_string();
        let values = (before.map(line), after.map(line));
        let class = if after.is_none() { Class::Minor } else { Class::Major };
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("eligibility {id}"), class, values));
        } else if before != after {
            let field = format!("eligibility {id} title");
            changes.push(Change::new(None, field, Class::Patch, (None, None)));
        }
    }
    let documents = paired(&old.due_diligence, &new.due_diligence, |item| item.id.clone());
    for (id, before, after) in documents {
        let values = (before.map(|item| item.title.clone()), after.map(|item| item.title.clone()));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("due diligence {id}"), Class::Minor, values));
        }
    }
    for (id, before, after) in paired(&old.clocks, &new.clocks, |clock| clock.id.clone()) {
        let line = |clock: &crate::standard::Clock| clock.within.clone();
        let values = (before.map(line), after.map(line));
        if values.0 != values.1 {
            changes.push(Change::new(None, format!("clock {id}"), Class::Minor, values));
        } else if before != after {
            let field = format!("clock {id} meaning");
            changes.push(Change::new(None, field, Class::Patch, (None, None)));
        }
    }
}

/// Items of both sides by key, those of the newer side first.
fn paired<'p, T, K: PartialEq>(
    old: &'p [T],
    new: &'p [T],
    key: impl Fn(&T) -> K,
) -> Vec<(K, Option<&'p T>, Option<&'p T>)> {
    let find = |items: &'p [T], wanted: &K| items.iter().find(|item| key(item) == *wanted);
    let mut pairs = Vec::new();
    for after in new {
        let wanted = key(after);
        let before = find(old, &wanted);
        pairs.push((wanted, before, Some(after)));
    }
    for before in old {
        let wanted = key(before);
        if find(new, &wanted).is_none() {
            pairs.push((wanted, Some(before), None));
        }
    }
    pairs
}
