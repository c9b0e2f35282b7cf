//! The facility: its services, facts, locations, roles and holidays.

mod model;
mod parse;

pub use model::{DocumentStatus, Facility, Location, ProgramChoice, Received, Service};
pub use parse::parse_facility;
