//! From `facility.toml` to a facility.

use super::model::{Absence, DocumentStatus, Facility, Location, ProgramChoice, Received, Service};
use super::stray;
use crate::condition::{Kind, Value};
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Syntax};
use crate::measure::Fraction;
use crate::privacy::parse_allowed;
use crate::source::Text;
use crate::standard::Vocabulary;
use jiff::civil::Date;
use semver::VersionReq;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Reads `facility.toml`; every mistake goes into the bag, and what is usable is used.
pub fn parse_facility(text: &Text, vocabulary: &Vocabulary, bag: &Bag) -> Facility {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the facility", bag);
    root.format();
    let facility = Facility {
        file: text.name().to_owned(),
        id: root.text("id").value,
        name: root.text("name").value,
        program: program(&root),
        services: services(&root, vocabulary),
        facts: facts(&root, vocabulary),
        locations: locations(&root, vocabulary),
        roles: roles(&root, vocabulary),
        day_rates: day_rates(&root, vocabulary),
        holidays: holidays(&root),
        absences: absences(&root, vocabulary),
        allowed: parse_allowed(&root),
        due_diligence: due_diligence(&root),
    };
    root.finish();
    facility
}

fn program(root: &Cursor<'_>) -> Option<ProgramChoice> {
    let written = root.text_maybe("program")?;
    let (id, requirement) = written.value.split_once('@').unwrap_or((&written.value, "*"));
    let place = root.place(&written.span);
    let choice = match requirement.parse() {
        Ok(requirement) => ProgramChoice { id: id.to_owned(), requirement, place },
        Err(_) => {
            let message = format!("`{requirement}` is not a version requirement");
            let help = Some("write \"full-partner\" or \"full-partner@^1\"".to_owned());
            root.report(&code::BAD_VERSION, &written.span, message, help);
            ProgramChoice { id: id.to_owned(), requirement: VersionReq::STAR, place }
        }
    };
    Some(choice)
}

fn services(cursor: &Cursor<'_>, vocabulary: &Vocabulary) -> BTreeMap<String, Service> {
    let mut services = BTreeMap::new();
    let what = format!("services of {}", cursor.what());
    let Some(table) = cursor.table("services", &what) else {
        return services;
    };
    let (strays, keys): (Vec<_>, Vec<_>) =
        table.keys().into_iter().partition(|key| stray::is_stray(&key.value));
    stray::report(&table, &strays);
    for key in keys {
        if !vocabulary.service_ids().any(|known| known == key.value) {
            let message = format!("`{}` is no service of the vocabulary", key.value);
            let help = match vocabulary.fact(&key.value) {
                Some(_) => Some("it is a fact; move it to [facts]".to_owned()),
                None => did_you_mean(&key.value, vocabulary.service_ids()),
            };
            table.report(&code::UNKNOWN_WORD, &key.span, message, help);
            continue;
        }
        services.extend(service(&table, &key).map(|service| (key.value, service)));
    }
    services
}

fn service(table: &Cursor<'_>, key: &Located<String>) -> Option<Service> {
    let value = table.any(&key.value)?;
    if let Some(offered) = value.get_ref().as_bool() {
        return Some(Service { offered, from: None, to: None });
    }
    let wrong = |table: &Cursor<'_>| {
        let message = format!("service `{}` is neither true nor false", key.value);
        let help = Some("write true, false or { offered = true, from = 2026-05-01 }".to_owned());
        table.report(&code::WRONG_TYPE, &value.span(), message, help);
        None
    };
    if !value.get_ref().is_table() {
        return wrong(table);
    }
    let dates = table.table(&key.value, &format!("service {}", key.value))?;
    let from = dates.date_maybe("from").map(|date| date.value);
    let to = dates.date_maybe("to");
    if let (Some(from), Some(to)) = (from, &to)
        && to.value < from
    {
        let message = format!("service `{}` ends before it begins", key.value);
        dates.report(&code::BAD_PERIOD, &to.span, message, None);
        dates.boolean("offered", true);
        dates.finish();
        return None;
    }
    let offered = dates.boolean("offered", true);
    dates.finish();
    Some(Service { offered, from, to: to.map(|to| to.value) })
}

fn facts(cursor: &Cursor<'_>, vocabulary: &Vocabulary) -> BTreeMap<String, Value> {
    let mut facts = BTreeMap::new();
    let Some(table) = cursor.table("facts", &format!("facts of {}", cursor.what())) else {
        return facts;
    };
    let (strays, keys): (Vec<_>, Vec<_>) =
        table.keys().into_iter().partition(|key| stray::is_stray(&key.value));
    stray::report(&table, &strays);
    for key in keys {
        let Some(fact) = vocabulary.fact(&key.value) else {
            let message = format!("`{}` is no fact of the vocabulary", key.value);
            let help = if vocabulary.kind(&key.value).is_some() {
                Some("it is a service; move it to [services]".to_owned())
            } else {
                did_you_mean(&key.value, vocabulary.fact_ids())
            };
            table.report(&code::UNKNOWN_WORD, &key.span, message, help);
            continue;
        };
        let kind = vocabulary.kind(&fact.id).unwrap_or(Kind::Text);
        facts.extend(fact_value(&table, &key, kind).map(|value| (key.value, value)));
    }
    facts
}

fn fact_value(table: &Cursor<'_>, key: &Located<String>, kind: Kind) -> Option<Value> {
    let value = table.any(&key.value)?;
    let read = match (kind, value.get_ref()) {
        (Kind::Boolean, DeValue::Boolean(yes)) => Some(Value::Boolean(*yes)),
        (Kind::Text, DeValue::String(text)) => Some(Value::Text(text.to_string())),
        (Kind::Number, DeValue::Integer(number)) => {
            number.as_str().parse::<Fraction>().ok().map(Value::Number)
        }
        (Kind::Number, DeValue::Float(number)) => {
            number.as_str().parse::<Fraction>().ok().map(Value::Number)
        }
        _ => None,
    };
    if read.is_none() {
        let wanted = match kind {
            Kind::Boolean => "true or false",
            Kind::Number => "a number",
            Kind::Text => "a text between quotes",
        };
        let message = format!("fact `{}` is not {wanted}", key.value);
        table.report(&code::BAD_FACT, &value.span(), message, None);
    }
    read
}

fn locations(root: &Cursor<'_>, vocabulary: &Vocabulary) -> Vec<Location> {
    let mut locations: Vec<Location> = Vec::new();
    for cursor in root.tables("location", "location") {
        let id = cursor.text("id");
        if locations.iter().any(|known| known.id == id.value) && !id.value.is_empty() {
            let message = format!("location `{}` is defined twice", id.value);
            cursor.report(&code::DUPLICATE_ID, &id.span, message, None);
            continue;
        }
        let is_named = !id.value.is_empty();
        let cursor = if is_named { cursor.named(format!("location {}", id.value)) } else { cursor };
        stray::absences_in(&cursor);
        locations.push(Location {
            id: id.value,
            name: cursor.text("name").value,
            services: services(&cursor, vocabulary),
            facts: facts(&cursor, vocabulary),
        });
        cursor.finish();
    }
    locations
}

fn roles(root: &Cursor<'_>, vocabulary: &Vocabulary) -> BTreeMap<String, Fraction> {
    let mut roles = BTreeMap::new();
    let Some(table) = root.table("roles", "roles of the facility") else {
        return roles;
    };
    for key in table.keys() {
        vocabulary.check_role(&key.value, &table, &key);
        let days = table.fraction(&key.value);
        let week = Fraction::whole(7);
        if days.value < Fraction::ZERO || days.value > week {
            let message = format!("`{}` has {} days a week", key.value, days.value.plain());
            let help = Some("write days a week from 0 to 7, such as 2.5".to_owned());
            table.report(&code::OUT_OF_RANGE, &days.span, message, help);
        }
        roles.insert(key.value, days.value);
    }
    roles
}

/// What a person-day of each role costs, in any one currency.
fn day_rates(root: &Cursor<'_>, vocabulary: &Vocabulary) -> BTreeMap<String, Fraction> {
    let mut rates = BTreeMap::new();
    let Some(table) = root.table("day_rates", "day rates of the facility") else {
        return rates;
    };
    for key in table.keys() {
        vocabulary.check_role(&key.value, &table, &key);
        let rate = table.fraction(&key.value);
        if rate.value < Fraction::ZERO {
            let message = format!("a day of `{}` costs less than nothing", key.value);
            let help = Some("write what a person-day costs, such as 620".to_owned());
            table.report(&code::OUT_OF_RANGE, &rate.span, message, help);
        }
        rates.insert(key.value, rate.value);
    }
    rates
}

/// No absence is longer, in days; a role that is away for good has 0 days a week.
const LONGEST_ABSENCE: i32 = 731;

fn absences(root: &Cursor<'_>, vocabulary: &Vocabulary) -> Vec<Absence> {
    let mut absences = Vec::new();
    for cursor in root.tables("absence", "absence") {
        let role = cursor.text("role");
        vocabulary.check_role(&role.value, &cursor, &role);
        let (from, to) = (cursor.date("from"), cursor.date("to"));
        if let Some((from, to)) = from.zip(to) {
            let days = (to.value - from.value).get_days();
            if days < 0 {
                let message = format!("{} ends before it begins", cursor.what());
                cursor.report(&code::BAD_PERIOD, &to.span, message, None);
            } else if days > LONGEST_ABSENCE {
                let message = format!("{} lasts longer than two years", cursor.what());
                let help = Some("give the role 0 days a week under [roles]".to_owned());
                cursor.report(&code::OUT_OF_RANGE, &to.span, message, help);
            } else {
                absences.push(Absence { role: role.value, from: from.value, to: to.value });
            }
        }
        cursor.finish();
    }
    absences
}

fn due_diligence(root: &Cursor<'_>) -> BTreeMap<String, DocumentStatus> {
    let mut documents = BTreeMap::new();
    let Some(table) = root.table("due_diligence", "due diligence of the facility") else {
        return documents;
    };
    for key in table.keys() {
        let place = table.place(&key.span);
        let status = table.choice(&key.value, &Received::WORDS, Some(Received::Outstanding));
        let status = status.unwrap_or(Received::Outstanding);
        documents.insert(key.value, DocumentStatus { status, place });
    }
    table.finish();
    documents
}

fn holidays(root: &Cursor<'_>) -> Vec<Date> {
    let Some(value) = root.any("holidays") else {
        return Vec::new();
    };
    let wrong = |span| {
        let message = "holidays are a list of dates".to_owned();
        let help = Some("write holidays = [2026-11-26, 2026-12-25]".to_owned());
        root.report(&code::BAD_DATE, &span, message, help);
    };
    let Some(array) = value.get_ref().as_array() else {
        wrong(value.span());
        return Vec::new();
    };
    let mut dates: Vec<Date> = Vec::new();
    for item in array {
        let date = item.get_ref().as_datetime().map(ToString::to_string);
        match date.and_then(|date| date.parse().ok()) {
            Some(date) => dates.push(date),
            None => wrong(item.span()),
        }
    }
    dates.sort();
    dates
}
