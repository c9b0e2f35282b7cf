//! What would be, if: criteria met, a fact changed, a role with more days.

use crate::condition::Value;
use crate::diagnostic::did_you_mean;
use crate::facility::{Facility, Service};
use crate::measure::Fraction;
use crate::standard::{FactType, Vocabulary};

/// A change that is tried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A criterion is met at every location, as a reviewer would find it.
    Met(String),
    /// A service or fact has another value for the facility as a whole.
    Fact(String, Value),
    /// A role has so many days a week more, or less.
    Days(String, Fraction),
}

impl Change {
    /// `outsourced=true`: a service or fact of the vocabulary and its value.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn fact(written: &str, vocabulary: &Vocabulary) -> Result<Self, String> {
        let (word, value) = pair(written)?;
        let truth = || match value {
            "true" | "yes" => Ok(Value::Boolean(true)),
            "false" | "no" => Ok(Value::Boolean(false)),
            _ => Err(format!("`{word}` is true or false, not `{value}`")),
        };
        let value = match vocabulary.fact(word).map(|fact| fact.fact_type) {
            Some(FactType::Boolean) => truth()?,
            Some(FactType::Number) => Value::Number(
                value.parse().map_err(|_| format!("`{word}` is a number, not `{value}`"))?,
            ),
            Some(FactType::Text) => Value::Text(value.to_owned()),
            None if vocabulary.service_ids().any(|service| service == word) => truth()?,
            None => {
                let known = vocabulary.service_ids().chain(vocabulary.fact_ids());
                let help = did_you_mean(word, known.collect::<Vec<_>>()).unwrap_or_default();
                return Err(format!("`{word}` is no service or fact of the vocabulary; {help}"));
            }
        };
        Ok(Self::Fact(word.to_owned(), value))
    }

    /// `pharmacy-manager=+1`: days a week that a role of the vocabulary has more.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn days(written: &str, vocabulary: &Vocabulary) -> Result<Self, String> {
        let (role, days) = pair(written)?;
        if !vocabulary.role_ids().any(|known| known == role) {
            let help = did_you_mean(role, vocabulary.role_ids()).unwrap_or_default();
            return Err(format!("`{role}` is no role of the vocabulary; {help}"));
        }
        let number = days.trim_start_matches('+').parse();
        let number = number.map_err(|_| format!("`{days}` is no number of days a week"))?;
        Ok(Self::Days(role.to_owned(), number))
    }

    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Met(criterion) => format!("{criterion} is met"),
            Self::Fact(word, value) => format!("{word} is {}", shown(value)),
            Self::Days(role, days) => {
                let more = if *days < Fraction::ZERO { "less" } else { "more" };
                let number = days.abs();
                let unit = if number.is_one() { "day" } else { "days" };
                format!("{role} has {} {unit} a week {more}", number.plain())
            }
        }
    }

    /// The facility with the change; what is met changes nothing of it.
    pub fn apply(&self, facility: &mut Facility) {
        match self {
            Self::Met(_) => {}
            Self::Fact(word, Value::Boolean(offered)) if facility.services.contains_key(word) => {
                let service = Service { offered: *offered, from: None, to: None };
                facility.services.insert(word.clone(), service);
            }
            Self::Fact(word, value) => {
                facility.facts.insert(word.clone(), value.clone());
            }
            Self::Days(role, days) => {
                let now = super::work::days_a_week(facility, role);
                let then = now.plus(days).max(Fraction::ZERO);
                facility.roles.insert(role.clone(), then);
            }
        }
    }
}

fn pair(written: &str) -> Result<(&str, &str), String> {
    written.split_once('=').ok_or_else(|| format!("`{written}` is not NAME=VALUE"))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Boolean(truth) => truth.to_string(),
        Value::Number(number) => number.plain(),
        Value::Text(text) => text.clone(),
    }
}
