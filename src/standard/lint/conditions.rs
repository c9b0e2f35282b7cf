//! Conditions that decide nothing: always true, or never.

use super::Located;
use crate::condition::{Expression, Literal, Value, evaluate};
use crate::diagnostic::{Bag, code};
use crate::measure::Fraction;
use crate::standard::model::Checklist;
use std::collections::BTreeMap;

/// More combinations than this are not tried; no sensible condition has as many.
const MOST_TRIES: usize = 4_096;

pub(super) fn lint(checklist: Located<'_, Checklist>, bag: &Bag) {
    for criterion in &checklist.model.criteria {
        let Some(condition) = &criterion.applies_when else { continue };
        let item = format!("criterion {}", criterion.id);
        let at = (item.as_str(), "applies_when");
        match verdict(&condition.expression) {
            Some(true) => {
                let message = format!("`{condition}` holds whatever the facility answers");
                checklist.report((&code::ALWAYS_TRUE, bag), at, message, "leave the key out");
            }
            Some(false) => {
                let message = format!("`{condition}` holds for no facility");
                let help = "nobody would ever be asked; correct or remove it";
                checklist.report((&code::NEVER_TRUE, bag), at, message, help);
            }
            None => {}
        }
    }
}

/// Whether it comes out the same for every facility.
fn verdict(expression: &Expression) -> Option<bool> {
    let mut words: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    collect(expression, &mut words);
    let tries = words.values().try_fold(1_usize, |all, values| all.checked_mul(values.len()));
    if tries.is_none_or(|tries| tries > MOST_TRIES) {
        return None;
    }
    let mut seen = (false, false);
    let choices: Vec<(&String, &Vec<Value>)> = words.iter().collect();
    try_all(&choices, &mut BTreeMap::new(), &mut |chosen| {
        let value = |word: &str| chosen.get(word).cloned();
        match evaluate(expression, &value).0 {
            crate::condition::Truth::True => seen.0 = true,
            _ => seen.1 = true,
        }
    });
    match seen {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn try_all(
    choices: &[(&String, &Vec<Value>)],
    chosen: &mut BTreeMap<String, Value>,
    look: &mut impl FnMut(&BTreeMap<String, Value>),
) {
    let Some(((word, values), rest)) = choices.split_first() else {
        look(chosen);
        return;
    };
    for value in *values {
        chosen.insert((*word).clone(), value.clone());
        try_all(rest, chosen, look);
    }
}

/// For every word the values that can make a difference: for a number those at, below and above
/// each literal.
fn collect(expression: &Expression, words: &mut BTreeMap<String, Vec<Value>>) {
    match expression {
        Expression::Constant(_) => {}
        Expression::All(parts) | Expression::Any(parts) => {
            for part in parts {
                collect(part, words);
            }
        }
        Expression::Not(inner) => collect(inner, words),
        Expression::Word(word, _) => {
            let both = vec![Value::Boolean(true), Value::Boolean(false)];
            words.entry(word.clone()).or_insert(both);
        }
        Expression::Compare(word, _, literal, _) => {
            let known = words.entry(word.clone()).or_default();
            for value in values(literal) {
                if !known.contains(&value) {
                    known.push(value);
                }
            }
        }
    }
}

fn values(literal: &Literal) -> Vec<Value> {
    match literal {
        Literal::Boolean(_) => vec![Value::Boolean(true), Value::Boolean(false)],
        Literal::Text(text) => vec![Value::Text(text.clone()), Value::Text(format!("{text}?"))],
        Literal::Number(number) => {
            // counts are never negative, so nothing below 0 is tried; halves, because a fact may
            // be a fraction
            let around =
                [number.clone(), number.plus(&Fraction::HALF), number.minus(&Fraction::HALF)];
            let fits = |number: &Fraction| *number >= Fraction::ZERO;
            around.into_iter().filter(fits).map(Value::Number).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::parse;

    fn of(text: &str) -> Option<bool> {
        verdict(&parse(text).unwrap().expression)
    }

    #[test]
    fn what_decides_nothing_is_seen() {
        assert_eq!(of("infusion or not infusion"), Some(true));
        assert_eq!(of("compounding and not compounding"), Some(false));
        assert_eq!(of("beds > 10 and beds < 5"), Some(false));
        assert_eq!(of("beds > 10 and beds < 11"), None);
        assert_eq!(of("beds >= 0"), Some(true));
        assert_eq!(of("country == \"US\" and country == \"CA\""), Some(false));
    }

    #[test]
    fn what_decides_something_is_left_alone() {
        for text in ["infusion", "compounding and not outsourced", "beds > 10 or infusion"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
