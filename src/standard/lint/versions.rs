//! The step from one version to the next: large enough, declared as it is, approved.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::Program;
use crate::standard::diff::{Diff, diff_checklists, diff_programs};
use crate::standard::model::Checklist;
use semver::Version;

/// Compares a version with the one that it supersedes.
pub fn lint_step(old: &Checklist, new: Located<'_, Checklist>, bag: &Bag) {
    let diff = diff_checklists(old, new.model);
    report_bump((&diff, &old.id), new, ("the checklist", &new.model.version), bag);
    for (criterion, fault) in &diff.undeclared {
        let (item, key) = place_of(new.model, criterion);
        let code = if fault.contains("binding word") {
            &code::REWORDED_MEANING
        } else {
            &code::UNDECLARED_CHANGE
        };
        let help = "say in a [[change]] what differs and how";
        new.report((code, bag), (&item, key), format!("{criterion} {fault}"), help);
    }
    for criterion in &diff.unapproved {
        let (item, key) = place_of(new.model, criterion);
        let message = format!("{criterion} is critical and asks less under the same approval");
        let help = "whoever answers for the standard approves it anew: change [approval]";
        new.report((&code::UNAPPROVED_EASING, bag), (&item, key), message, help);
    }
}

/// Compares a program with the one that it supersedes.
pub fn lint_program_step(old: &Program, new: Located<'_, Program>, bag: &Bag) {
    let diff = diff_programs(old, new.model);
    report_bump((&diff, &old.id), new, ("the program", &new.model.version), bag);
}

fn report_bump<T>(
    (diff, id): (&Diff, &str),
    new: Located<'_, T>,
    (item, version): (&str, &Version),
    bag: &Bag,
) {
    let Some(required) = diff.required_bump().filter(|_| !diff.is_bumped_enough()) else { return };
    let most = diff.changes.iter().find(|change| change.class == required);
    let because = most.map_or_else(String::new, |change| {
        let what = change.criterion.as_deref().unwrap_or(item);
        format!(": {what} {}", change.field)
    });
    let message = format!("{version} after {id}@{} needs a {required} step{because}", diff.from);
    let help = "raise the version; `concordant standards diff OLD NEW` lists every change";
    new.report((&code::SMALL_BUMP, bag), (item, "version"), message, help);
}

/// Where a criterion stands; one that is gone is told at its change, else at the version.
fn place_of(checklist: &Checklist, criterion: &str) -> (String, &'static str) {
    if checklist.criterion(criterion).is_some() {
        return (format!("criterion {criterion}"), "id");
    }
    let at = checklist.changes.iter().position(|change| change.criterion == criterion);
    match at {
        Some(at) => (format!("change {}", at + 1), "criterion"),
        None => ("the checklist".to_owned(), "version"),
    }
}
