//! The facility of a folder, and what it says beside the program that it applies for.

use super::find::FacilityFolder;
use crate::assessment::locations_named;
use crate::diagnostic::{Bag, Diagnostic, Place, code, did_you_mean};
use crate::facility::{Facility, Location, parse_facility};
use crate::standard::{Program, Vocabulary};
use std::collections::BTreeSet;

/// The facility of a folder; without a `facility.toml` one that has the places its sheets name.
pub(super) fn facility(folder: &FacilityFolder, vocabulary: &Vocabulary, bag: &Bag) -> Facility {
    if let Some(text) = &folder.facility {
        return parse_facility(text, vocabulary, bag);
    }
    if let Some(first) = folder.assessments.first() {
        let message = "no facility.toml lies here or above";
        let help = "`concordant init` writes one; without it every service is unknown";
        let place = Place::file(first.header.name());
        bag.push(Diagnostic::new(&code::MISSING_FILE, place, message).help(help));
    }
    // without a facility.toml the places are those that the sheets name
    let named: BTreeSet<String> = folder.loose.iter().flat_map(locations_named).collect();
    let location = |id: String| Location { name: id.clone(), id, ..Location::default() };
    Facility { locations: named.into_iter().map(location).collect(), ..Facility::default() }
}

/// Items of due diligence that the program does not ask for.
pub(super) fn check_due_diligence(facility: &Facility, program: &Program, bag: &Bag) {
    for (id, item) in &facility.due_diligence {
        let asked = program.due_diligence.iter().map(|asked| asked.id.as_str());
        if !asked.clone().any(|known| known == id) {
            let message = format!("`{id}` is no item of due diligence of {}", program.reference());
            let diagnostic = Diagnostic::new(&code::UNKNOWN_REFERENCE, item.place.clone(), message);
            bag.push(diagnostic.help_maybe(did_you_mean(id, asked)));
        }
    }
}
