//! Whether a row answers the wording in force: checklist cell, fingerprint, statement.

use super::answer::{Given, Rejection};
use super::cells::Cells;
use super::columns::Column;
use super::row::Placed;
use crate::diagnostic::{code, did_you_mean};
use crate::standard::Checklist;
use semver::Version;

/// The answer, or its rejection where it was given to another wording.
pub(super) fn checked(
    cells: &Cells<'_>,
    placed: Placed<'_>,
    (given, in_use): (Given, &[&Checklist]),
) -> Given {
    let Ok(version) = named_version(cells, placed, in_use) else {
        return Given::Rejected(Rejection::Unusable);
    };
    check_statement(cells, placed);
    if given == Given::Blank {
        return given;
    }
    let (checklist, criterion) = placed;
    let cell = cells.get(Column::Fingerprint);
    let current = cells.prints.of(criterion);
    let same_wording = cell.is_empty() || cell.eq_ignore_ascii_case(&current);
    let other = version.filter(|version| *version != checklist.version);
    let only_patch = other.as_ref().is_some_and(|other| {
        (other.major, other.minor) == (checklist.version.major, checklist.version.minor)
    });
    if same_wording && !cell.is_empty() {
        return given;
    }
    if only_patch {
        let message = "the answer was given to a wording that a patch has changed since";
        cells.report(&code::PATCHED_WORDING, Column::Fingerprint, message, None);
        return given;
    }
    if same_wording && other.is_none() {
        return given;
    }
    let message = if same_wording {
        "the row names another version and bears no fingerprint".to_owned()
    } else {
        format!("the answer was given to another wording of {}", criterion.id)
    };
    let help = format!(
        "answer the statement of {} and write fingerprint {current}",
        checklist.reference()
    );
    cells.report(&code::CHANGED_WORDING, Column::Fingerprint, &message, help);
    Given::Rejected(Rejection::ChangedWording(word_of(&given)))
}

/// What an answer said, in words of the tool: never a user's text.
fn word_of(given: &Given) -> String {
    match given {
        Given::Level(_, name) => name.clone(),
        Given::Measured(_) => "a number".to_owned(),
        Given::Unevidenced => "met".to_owned(),
        Given::NotApplicable => "not_applicable".to_owned(),
        Given::Blank | Given::Rejected(_) => "nothing usable".to_owned(),
    }
}

/// The version that the checklist cell names; an error where it names what is not in use.
fn named_version(
    cells: &Cells<'_>,
    placed: Placed<'_>,
    in_use: &[&Checklist],
) -> Result<Option<Version>, ()> {
    let (checklist, criterion) = placed;
    let Some(cell) = cells.filled(Column::Checklist) else {
        return Ok(None);
    };
    let (id, version) = cell.split_once('@').unwrap_or((cell, ""));
    if !in_use.iter().any(|known| known.id == id.trim()) {
        let help = || did_you_mean(id, in_use.iter().map(|known| known.id.as_str()));
        let message = "{} names no checklist in use";
        cells.report_with((&code::OTHER_VERSION, Column::Checklist), message, help);
        return Err(());
    }
    if id.trim() != checklist.id {
        let message = format!("{} belongs to {}, not to {{}}", criterion.id, checklist.id);
        let help = format!("write {}", checklist.reference());
        cells.report(&code::FOREIGN_CRITERION, Column::Checklist, &message, help);
        return Err(());
    }
    if version.is_empty() {
        return Ok(None);
    }
    match version.trim().parse() {
        Ok(version) => Ok(Some(version)),
        Err(_) => {
            let help = format!("write {}", checklist.reference());
            let message = "{} does not name a version";
            cells.report(&code::OTHER_VERSION, Column::Checklist, message, help);
            Err(())
        }
    }
}

fn check_statement(cells: &Cells<'_>, (_, criterion): Placed<'_>) {
    let Some(cell) = cells.filled(Column::Statement) else {
        return;
    };
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if cell != criterion.statement && folded(cell) != folded(&criterion.statement) {
        let message = "the sheet shows another statement than the checklist";
        let help = format!("the answer counts for {} as the checklist words it", criterion.id);
        cells.report(&code::STATEMENT_EDITED, Column::Statement, message, help);
    }
}
