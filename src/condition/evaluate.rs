//! Whether a condition holds for a facility, where it can be told.

use super::model::{Comparison, Expression, Literal};
use crate::measure::Fraction;
use std::collections::BTreeSet;

/// True, false, or not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// A service or fact that would decide it is not answered.
    Unknown,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// What a service or fact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Number(Fraction),
    /// A text.
    Text(String),
}

/// Evaluates a condition (Kleene's three values), and names the words whose absence decides.
///
/// `value` gives what is known of a service or fact. The set is empty unless the result is unknown.
///
/// ```
/// use concordant::condition::{Truth, Value, evaluate, parse};
/// let condition = parse("compounding and not outsourced").unwrap();
/// let (truth, unknown) = evaluate(&condition.expression, &|word| {
///     (word == "compounding").then_some(Value::Boolean(true))
/// });
/// assert_eq!(truth, Truth::Unknown);
/// assert!(unknown.contains("outsourced"));
/// ```
pub fn evaluate(
    expression: &Expression,
    value: &dyn Fn(&str) -> Option<Value>,
) -> (Truth, BTreeSet<String>) {
    let (truth, unknown) = eval(expression, value);
    if truth == Truth::Unknown { (truth, unknown) } else { (truth, BTreeSet::new()) }
}

fn eval(
    expression: &Expression,
    value: &dyn Fn(&str) -> Option<Value>,
) -> (Truth, BTreeSet<String>) {
    match expression {
        Expression::Constant(holds) => ((*holds).into(), BTreeSet::new()),
        Expression::All(parts) => fold(parts, value, Truth::True, Truth::False),
        Expression::Any(parts) => fold(parts, value, Truth::False, Truth::True),
        Expression::Not(inner) => {
            let (truth, unknown) = eval(inner, value);
            let turned = match truth {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Unknown => Truth::Unknown,
            };
            (turned, unknown)
        }
        Expression::Word(word, _) => match value(word) {
            Some(Value::Boolean(holds)) => (holds.into(), BTreeSet::new()),
            _ => (Truth::Unknown, BTreeSet::from([word.clone()])),
        },
        Expression::Compare(word, comparison, literal, _) => {
            let known = value(word).and_then(|value| compare(&value, *comparison, literal));
            match known {
                Some(holds) => (holds.into(), BTreeSet::new()),
                None => (Truth::Unknown, BTreeSet::from([word.clone()])),
            }
        }
    }
}

fn fold(
    parts: &[Expression],
    value: &dyn Fn(&str) -> Option<Value>,
    neutral: Truth,
    deciding: Truth,
) -> (Truth, BTreeSet<String>) {
    let mut result = neutral;
    let mut unknown = BTreeSet::new();
    for part in parts {
        let (truth, words) = eval(part, value);
        if truth == deciding {
            return (deciding, BTreeSet::new());
        }
        if truth == Truth::Unknown {
            result = Truth::Unknown;
            unknown.extend(words);
        }
    }
    (result, unknown)
}

fn compare(value: &Value, comparison: Comparison, literal: &Literal) -> Option<bool> {
    let order = match (value, literal) {
        (Value::Number(value), Literal::Number(literal)) => value.cmp(literal),
        (Value::Text(value), Literal::Text(literal)) => value.cmp(literal),
        (Value::Boolean(value), Literal::Boolean(literal)) => value.cmp(literal),
        _ => return None,
    };
    Some(match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::parse;

    fn truth(text: &str) -> Truth {
        let value = |word: &str| match word {
            "yes" => Some(Value::Boolean(true)),
            "no" => Some(Value::Boolean(false)),
            "beds" => Some(Value::Number(Fraction::whole(280))),
            "country" => Some(Value::Text("US".to_owned())),
            _ => None,
        };
        evaluate(&parse(text).unwrap().expression, &value).0
    }

    #[test]
    fn one_known_part_can_decide() {
        assert_eq!(truth("no and open"), Truth::False);
        assert_eq!(truth("yes or open"), Truth::True);
        assert_eq!(truth("yes and open"), Truth::Unknown);
        assert_eq!(truth("not open"), Truth::Unknown);
        assert_eq!(truth("yes and not no"), Truth::True);
    }

    #[test]
    fn facts_are_compared() {
        assert_eq!(truth("beds >= 280"), Truth::True);
        assert_eq!(truth("beds < 280"), Truth::False);
        assert_eq!(truth("country == \"US\""), Truth::True);
        assert_eq!(truth("cases >= 500"), Truth::Unknown);
    }
}
