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
    let (checklist, criterion) = placed;
    let other = version.filter(|version| *version != checklist.version);
    if given == Given::Blank {
        check_version(cells, placed, other.as_ref());
        return given;
    }
    let cell = cells.get(Column::Fingerprint);
    let current = cells.prints.of(criterion);
    let same_wording = cell.is_empty() || cell.eq_ignore_ascii_case(&current);
    let only_patch = other.as_ref().is_some_and(|other| {
        (other.major, other.minor) == (checklist.version.major, checklist.version.minor)
    });
    if same_wording && !cell.is_empty() {
        check_version(cells, placed, other.as_ref());
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
    if !cells.is_only_counted(&code::CHANGED_WORDING) {
        report_changed(cells, placed, (same_wording, other.as_ref()));
    }
    Given::Rejected(Rejection::ChangedWording(word_of(&given)))
}

fn report_changed(
    cells: &Cells<'_>,
    (checklist, criterion): Placed<'_>,
    (same_wording, other): (bool, Option<&Version>),
) {
    let of_other = other.map(|other| format!(", that of {}", named(checklist, other)));
    let of_other = of_other.unwrap_or_default();
    let (message, of_many) = if same_wording {
        let message = "the row names another version and bears no fingerprint".to_owned();
        (message.clone(), message)
    } else {
        (
            format!("the answer was given to another wording of {}{of_other}", criterion.id),
            format!("the answers were given to another wording of their criteria{of_other}"),
        )
    };
    let (reference, print) = (checklist.reference(), cells.prints.of(criterion));
    let help = format!("answer the statement of {reference} and write fingerprint {print}");
    let help_of_many = format!(
        "answer the statements of {reference}, best in a new sheet by `concordant template`, which \
         bears their fingerprints"
    );
    let column = Column::Fingerprint;
    cells.report_one_of_many(
        (&code::CHANGED_WORDING, column),
        (&message, help),
        (&of_many, help_of_many),
    );
}

/// A version as messages name it: its numbers, where they are those of a version, and nothing that a
/// person may have put behind them.
fn named(checklist: &Checklist, version: &Version) -> String {
    let Version { major, minor, patch, .. } = version;
    if [major, minor, patch].into_iter().any(|number| *number > 999) {
        return format!("another version of {}", checklist.id);
    }
    format!("{}@{major}.{minor}.{patch}", checklist.id)
}

/// Says that a row is of another version, where nothing else tells it: what was asked beside it may
/// have changed all the same.
fn check_version(cells: &Cells<'_>, (checklist, criterion): Placed<'_>, other: Option<&Version>) {
    let Some(other) = other.filter(|_| !cells.is_only_counted(&code::OTHER_TEMPLATE)) else {
        return;
    };
    let age = if *other < checklist.version { "an older" } else { "a newer" };
    let reference = checklist.reference();
    let message =
        format!("this is a row of {}, {age} version than {reference}", named(checklist, other));
    let is_in_force =
        cells.get(Column::Fingerprint).eq_ignore_ascii_case(&cells.prints.of(criterion));
    let wording = if is_in_force {
        "its wording is in force, so that an answer counts"
    } else {
        "its wording is not in force, so that an answer would not count"
    };
    let help = format!(
        "{wording}; `concordant template` writes a sheet that asks the whole of {reference}"
    );
    cells.report(&code::OTHER_TEMPLATE, Column::Checklist, &message, help);
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
        let of_many = format!("these criteria belong to {}, not to {{}}", checklist.id);
        let help = format!("write {}", checklist.reference());
        cells.report_one_of_many(
            (&code::FOREIGN_CRITERION, Column::Checklist),
            (&message, help.clone()),
            (&of_many, help),
        );
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
    let is_other = cell != criterion.statement && folded(cell) != folded(&criterion.statement);
    if is_other && !cells.is_only_counted(&code::STATEMENT_EDITED) {
        let message = "the sheet shows another statement than the checklist";
        let help = format!("the answer counts for {} as the checklist words it", criterion.id);
        let help_of_many = "the answers count for the criteria as the checklist words them";
        cells.report_one_of_many(
            (&code::STATEMENT_EDITED, Column::Statement),
            (message, help),
            (message, help_of_many.to_owned()),
        );
    }
}
