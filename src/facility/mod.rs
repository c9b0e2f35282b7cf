//! The facility: its services, facts, locations, roles, holidays and absences.

mod model;
mod parse;
mod stray;

pub use model::{Absence, DocumentStatus, Facility, Location, ProgramChoice, Received, Service};
pub use parse::parse_facility;
