//! What a facility is once it is read.

use crate::condition::Value;
use crate::diagnostic::Place;
use crate::measure::Fraction;
use crate::privacy::Allowed;
use jiff::civil::Date;
use semver::VersionReq;
use std::collections::BTreeMap;

/// A hospital.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facility {
    /// The file it was read from, as messages show it; empty where there is none.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it applies for.
    pub program: Option<ProgramChoice>,
    /// What it does, where it said so.
    pub services: BTreeMap<String, Service>,
    /// What is true of it, where it said so.
    pub facts: BTreeMap<String, Value>,
    /// Its places of care; none: it is one place.
    pub locations: Vec<Location>,
    /// Days a week that each role has for closing gaps.
    pub roles: BTreeMap<String, Fraction>,
    /// What a person-day of each role costs, in any one currency; empty: nobody says.
    pub day_rates: BTreeMap<String, Fraction>,
    /// Days on which nobody works.
    pub holidays: Vec<Date>,
    /// Days on which a role is away.
    pub absences: Vec<Absence>,
    /// What looks like an identifier of a person and is allowed, with a reason.
    pub allowed: Vec<Allowed>,
    /// Documents asked for before anybody visits, by id.
    pub due_diligence: BTreeMap<String, DocumentStatus>,
}

/// Days on which a role is away: nothing of it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The role.
    pub role: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// How a document of due diligence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentStatus {
    /// Whether it is there.
    pub status: Received,
    /// Where that is said.
    pub place: Place,
}

/// Whether a document is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was received.
    Received,
    /// It is awaited.
    Outstanding,
    /// It is not asked of this facility.
    Waived,
}

impl Received {
    /// The words of `facility.toml`.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("received", Self::Received),
        ("outstanding", Self::Outstanding),
        ("waived", Self::Waived),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }
}

/// The program that a facility applies for.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramChoice {
    /// Its id.
    pub id: String,
    /// Which versions.
    pub requirement: VersionReq,
    /// Where it is chosen.
    pub place: Place,
}

/// Whether a service is offered, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// Whether it is offered, within the dates.
    pub offered: bool,
    /// From this day on; before, the opposite is true.
    pub from: Option<Date>,
    /// Up to this day; after, the opposite is true.
    pub to: Option<Date>,
}

/// A place of care.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Location {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Services that differ from the facility's.
    pub services: BTreeMap<String, Service>,
    /// Facts that differ from the facility's.
    pub facts: BTreeMap<String, Value>,
}

impl Service {
    /// Whether it is offered on a day.
    pub fn on(&self, day: Date) -> bool {
        let within = self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to);
        if within { self.offered } else { !self.offered }
    }
}

impl Facility {
    /// A service or fact on a day, at a location or for the facility as a whole.
    pub fn value(&self, word: &str, location: Option<&str>, day: Date) -> Option<Value> {
        let at = location.and_then(|id| self.location(id));
        let own = at.and_then(|at| lookup(&at.services, &at.facts, word, day));
        own.or_else(|| lookup(&self.services, &self.facts, word, day))
    }

    /// Whether a role is away on a day.
    pub fn is_away(&self, role: &str, day: Date) -> bool {
        let mut own = self.absences.iter().filter(|absence| absence.role == role);
        own.any(|absence| absence.from <= day && day <= absence.to)
    }

    /// A location by id.
    pub fn location(&self, id: &str) -> Option<&Location> {
        self.locations.iter().find(|location| location.id == id)
    }
}

fn lookup(
    services: &BTreeMap<String, Service>,
    facts: &BTreeMap<String, Value>,
    word: &str,
    day: Date,
) -> Option<Value> {
    let service = services.get(word).map(|service| Value::Boolean(service.on(day)));
    service.or_else(|| facts.get(word).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_location_overrides_the_facility() {
        let service = |offered| Service { offered, from: None, to: None };
        let facility = Facility {
            services: BTreeMap::from([("compounding".to_owned(), service(true))]),
            locations: vec![Location {
                id: "north".to_owned(),
                services: BTreeMap::from([("compounding".to_owned(), service(false))]),
                ..Location::default()
            }],
            ..Facility::default()
        };
        let day = date(2026, 1, 1);
        let value = |location| facility.value("compounding", location, day);
        assert_eq!(value(None), Some(Value::Boolean(true)));
        assert_eq!(value(Some("north")), Some(Value::Boolean(false)));
        assert_eq!(facility.value("radiation", None, day), None);
    }

    #[test]
    fn a_service_is_offered_within_its_dates() {
        let service =
            Service { offered: true, from: Some(date(2026, 5, 1)), to: Some(date(2026, 8, 31)) };
        assert!(!service.on(date(2026, 4, 30)));
        assert!(service.on(date(2026, 8, 31)));
        assert!(!service.on(date(2026, 9, 1)));
    }
}
