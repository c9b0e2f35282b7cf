//! Whether what was opened fits together: the answers of the round, the facility and its program.

use super::find::FacilityFolder;
use super::open::Opened;
use crate::assessment::{Round, check_round, parse_header};
use crate::diagnostic::Bag;
use crate::standard::Checklist;

/// Runs the rules over an opened round.
pub(super) fn check(opened: &Opened, folder: &FacilityFolder, bag: &Bag) {
    let checklists: Vec<&Checklist> =
        opened.checklists.iter().map(|checklist| &checklist.model).collect();
    let round = Round {
        facility: &opened.facility,
        program: &opened.program.model,
        checklists: &checklists,
        record: &opened.record,
        as_of: opened.as_of,
        is_newest: is_newest(opened, folder),
    };
    check_round(round, bag);
}

/// Whether no assessment of the folder is of a later round, or of a later day of this one.
fn is_newest(opened: &Opened, folder: &FacilityFolder) -> bool {
    // what is wrong with a header was told when it was opened
    let silent = Bag::new();
    let headers = folder.assessments.iter().filter_map(|one| parse_header(&one.header, &silent));
    headers.map(|header| header.as_of).all(|day| day <= opened.record.as_of)
}
