//! Gates that say nothing: implied by another of their tier, or with nothing to judge.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::Checklist;
use crate::standard::program::{GateKind, Program};

pub(super) fn lint(
    program: Located<'_, Program>,
    checklists: &[Located<'_, Checklist>],
    bag: &Bag,
) {
    let used: Vec<&Checklist> = checklists
        .iter()
        .map(|checklist| checklist.model)
        .filter(|checklist| program.model.checklists.iter().any(|used| used.id == checklist.id))
        .collect();
    for (number, gate) in program.model.gates.iter().enumerate() {
        let item = format!("gate {}", gate.id);
        let at = (item.as_str(), "kind");
        let others = program.model.gates.iter().enumerate();
        let makes_needless = |(other_number, other): &(usize, &crate::standard::Gate)| {
            let is_other = *other_number != number && other.tier == gate.tier;
            // of two that imply each other the second is the needless one
            let first = other.kind == gate.kind && *other_number > number;
            is_other && other.kind.implies(&gate.kind) && !first
        };
        if let Some((_, other)) = others.clone().find(makes_needless) {
            let message = format!("{item} is needless: {} demands at least as much", other.id);
            program.report((&code::NEEDLESS_GATE, bag), at, message, "remove it");
        }
        if let Some(why) = nothing_to_judge(&gate.kind, program.model, &used) {
            let message = format!("{item} has nothing to judge: {why}");
            let help = "it would never block anybody; correct or remove it";
            program.report((&code::IDLE_GATE, bag), at, message, help);
        }
    }
}

fn nothing_to_judge(kind: &GateKind, program: &Program, used: &[&Checklist]) -> Option<String> {
    let scored = |checklist: &Checklist, section: Option<&str>| {
        checklist
            .criteria
            .iter()
            .any(|c| c.scored && section.is_none_or(|section| c.section == section))
    };
    match kind {
        GateKind::MustPass | GateKind::Verified(_) => {
            let made = program.tailoring.iter().any(|tailoring| {
                tailoring.action == crate::standard::program::TailoringAction::MakeCritical
            });
            let any = used.iter().flat_map(|checklist| &checklist.criteria).any(|c| c.critical);
            (!any && !made && !used.is_empty()).then(|| "no criterion is critical".to_owned())
        }
        GateKind::Checklist(id, _) => {
            let checklist = used.iter().find(|checklist| checklist.id == *id)?;
            (!scored(checklist, None)).then(|| format!("nothing of {id} is scored"))
        }
        GateKind::Section(id, section, _) => {
            let checklist = used.iter().find(|checklist| checklist.id == *id)?;
            let has_children =
                checklist.sections.iter().any(|child| child.parent.as_ref() == Some(section));
            (!has_children && !scored(checklist, Some(section)))
                .then(|| format!("nothing of section {section} is scored"))
        }
        _ => None,
    }
}
