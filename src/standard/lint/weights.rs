//! Weights that cannot matter, and too many criteria that gate.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::Checklist;
use crate::standard::program::{Program, ScoringModel};

pub(super) fn lint(checklist: Located<'_, Checklist>, bag: &Bag) {
    let model = checklist.model;
    let (critical, all) = (model.critical_count(), model.criteria.len());
    if critical * 4 > all {
        let message = format!("{critical} of {all} criteria are critical, more than a quarter");
        let help = "where everything gates, nothing stands out; split or lower some";
        checklist.report((&code::CRITICAL_SHARE, bag), ("the checklist", "id"), message, help);
    }
    for section in &model.sections {
        let siblings = model.sections.iter().filter(|other| other.parent == section.parent).count();
        if section.weight != 1 && siblings == 1 {
            let item = format!("section {}", section.id);
            let message = format!("{item} has a weight and nothing beside it to weigh against");
            let help = "remove the weight";
            checklist.report((&code::IDLE_WEIGHT, bag), (&item, "weight"), message, help);
        }
    }
}

pub(super) fn lint_program(program: Located<'_, Program>, bag: &Bag) {
    let [only] = program.model.checklists.as_slice() else {
        if program.model.model == ScoringModel::Absolute {
            for used in program.model.checklists.iter().filter(|used| used.weight != 1) {
                let item = format!("checklist {}", used.id);
                let message = format!("{item} has a weight, but the absolute model weighs nothing");
                let at = (item.as_str(), "weight");
                program.report((&code::IDLE_WEIGHT, bag), at, message, "remove the weight");
            }
        }
        return;
    };
    if only.weight != 1 {
        let item = format!("checklist {}", only.id);
        let message = format!("{item} has a weight and nothing beside it to weigh against");
        program.report((&code::IDLE_WEIGHT, bag), (&item, "weight"), message, "remove the weight");
    }
}
