//! What is screened of a facility's folder beside its sheets, and which ids are nobody's.

use super::find::FacilityFolder;
use crate::assessment::Register;
use crate::diagnostic::{Bag, Place};
use crate::facility::Facility;
use crate::privacy::{Known, Screen};
use crate::standard::Checklist;

/// Ids that name no person, whatever they look like.
pub(super) fn known_ids(
    (facility, register): (&Facility, &Register),
    used: &[&Checklist],
) -> Known {
    let criteria = used.iter().flat_map(|checklist| &checklist.criteria).map(|c| c.id.as_str());
    let pieces = register.pieces.iter().map(|piece| piece.id.as_str());
    let places = facility.locations.iter().flat_map(|place| [place.id.as_str(), &place.name]);
    Known::new(criteria.chain(pieces).chain(places).chain([facility.id.as_str()]))
}

/// Every text of a facility that is no sheet, and the names of its files. The whole folder is
/// screened whatever a verb reads of it: what stops one export stops all.
pub(super) fn screen_folder(folder: &FacilityFolder, screen: &Screen<'_>, bag: &Bag) {
    for (typed, shown) in &folder.masked {
        screen.name(typed, &Place::file(shown), bag);
    }
    let headers = folder.assessments.iter().map(|assessment| &assessment.header);
    let documents = folder.facility.iter().chain(&folder.kept.plan).chain(headers);
    documents.for_each(|text| screen.document(text, bag));
    let registers = folder.register.iter().chain(&folder.kept.log);
    registers.for_each(|text| screen.register(text, bag));
}
