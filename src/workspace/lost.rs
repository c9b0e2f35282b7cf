//! Sheets that should be there: of each pinned checklist of which anything is asked, some row.

use super::open::Round;
use crate::assessment::{AssessmentHeader, Party, Recorded};
use crate::diagnostic::{Bag, Diagnostic, code};
use crate::facility::Facility;
use crate::intake::template::{TemplateRequest, template};
use crate::standard::{Checklist, Program};

/// The checklists of which anything is asked: the others have no sheet that could be lost.
pub(super) fn asked<'c>(
    facility: &Facility,
    program: &Program,
    checklists: &[&'c Checklist],
    newest: &AssessmentHeader,
) -> Vec<&'c Checklist> {
    let asked = template(TemplateRequest {
        facility,
        program,
        checklists,
        round: &newest.round,
        party: newest.party,
        as_of: newest.as_of,
        role: None,
    });
    let is_asked =
        |checklist: &&&Checklist| asked.checklists.iter().any(|asked| asked.id == checklist.id);
    checklists.iter().filter(is_asked).copied().collect()
}

/// A self-assessment of several sheets answers every checklist that it pins; where no row does, a
/// sheet was lost. One sheet alone may be all that there is yet.
pub(super) fn report_lost_sheets(
    (round, recorded): (&Round<'_>, &[Recorded]),
    used: &[&Checklist],
    bag: &Bag,
) {
    let all = round.iter().zip(recorded).filter(|((_, sheets), _)| sheets.len() > 1);
    for (_, own) in all.filter(|(_, recorded)| recorded.header.party == Party::Own) {
        for checklist in used {
            let is_pinned = own.header.checklists.contains_key(&checklist.id);
            let has_row =
                || own.answers.iter().any(|a| checklist.criterion(&a.criterion).is_some());
            if is_pinned && !has_row() {
                let message = format!("{} is pinned, and no row answers it", checklist.reference());
                let help = "put its sheet back into this folder";
                let place = own.header.place(&checklist.id);
                bag.push(Diagnostic::new(&code::NO_ROWS, place, message).help(help));
            }
        }
    }
}
