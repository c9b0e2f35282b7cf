//! Dates that cannot be, and standards that nobody answers for.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::measure::Fraction;
use crate::standard::model::{Checklist, Remediation};
use jiff::civil::Date;

pub(super) fn lint(checklist: Located<'_, Checklist>, today: Date, bag: &Bag) {
    let model = checklist.model;
    let report = |at: (&str, &str), message: String| {
        checklist.report((&code::IMPOSSIBLE_DATE, bag), at, message, "correct one of the dates");
    };
    for source in &model.sources {
        let item = format!("source {}", source.id);
        if let Some(on) = source.checked_on.filter(|on| *on > today) {
            report(
                (&item, "checked_on"),
                format!("{item} is said to be opened on {on}, a day to come"),
            );
        }
    }
    for (number, change) in (1..).zip(&model.changes) {
        if let Some(by) = change.adopt_by.filter(|by| *by < model.effective) {
            let item = format!("change {number}");
            let message =
                format!("{} is to be adopted by {by}, before the version", change.criterion);
            report((&item, "adopt_by"), message);
        }
    }
    match &model.approval {
        None => {
            let help = "add [approval] with a body, a date and a reference";
            let message = "no [approval] says who answers for it";
            let at = ("the checklist", "id");
            checklist.report((&code::NO_APPROVAL, bag), at, message, help);
        }
        Some(approval) => {
            if let Some(on) = approval.date.filter(|on| *on > today) {
                report(("the approval", "date"), format!("it is said to be approved on {on}"));
            }
        }
    }
    for remediation in &model.remediations {
        lead(checklist, remediation, bag);
    }
}

/// Work of so many person-days by one role cannot be done in fewer calendar days.
fn lead(checklist: Located<'_, Checklist>, remediation: &Remediation, bag: &Bag) {
    let lead = Fraction::whole(i128::from(remediation.lead_days));
    if remediation.effort_days > lead {
        let item = format!("remediation {}", remediation.id);
        let message = format!(
            "{item} takes {} person-days of one role in {} days",
            remediation.effort_days.plain(),
            remediation.lead_days
        );
        let help = "lead_days counts calendar days until it can be finished";
        checklist.report((&code::LEAD_TOO_SHORT, bag), (&item, "lead_days"), message, help);
    }
}
