//! Measures that do not say what is counted, criteria that ask for nothing.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::Checklist;

pub(super) fn lint(checklist: Located<'_, Checklist>, bag: &Bag) {
    for criterion in &checklist.model.criteria {
        let item = format!("criterion {}", criterion.id);
        if criterion.evidence.is_empty() {
            let message = format!("{item} asks for no evidence");
            let help = "say what a hospital hands over: `evidence = [ { kind, ask } ]`";
            checklist.report((&code::NO_EVIDENCE, bag), (&item, ""), message, help);
        }
        let Some(measure) = criterion.answering.measure() else { continue };
        let mut missing = Vec::new();
        if measure.numerator.is_none() && measure.is_percent() {
            missing.push("numerator");
        }
        if measure.denominator.is_none() {
            missing.push("denominator");
        }
        if !missing.is_empty() {
            let message = format!("the measure of {item} has no {}", missing.join(" and no "));
            let help = "say which cases are counted, and among which";
            let at = (item.as_str(), "measure");
            checklist.report((&code::INCOMPLETE_MEASURE, bag), at, message, help);
        }
    }
}
