//! The facility: its services, facts, locations, roles and holidays.

mod model;
mod parse;

pub use model::{Facility, Location, ProgramChoice, Service};
pub use parse::parse_facility;
