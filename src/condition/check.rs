//! Whether the words of a condition exist and can be compared in that way.

use super::model::{Comparison, Expression, Literal};
use crate::source::Span;

/// What a word of the vocabulary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A service or a fact that is true or false.
    Boolean,
    /// A fact that is a number.
    Number,
    /// A fact that is a text.
    Text,
}

/// A fault of a condition: a word nobody knows, or a comparison that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The word is neither a service nor a fact.
    UnknownWord(String, Span),
    /// The comparison makes no sense; the message says why.
    WrongType(String, Span),
}

/// All faults of a condition. `kind` tells what a word is, `None` where it is unknown.
pub fn check(expression: &Expression, kind: &dyn Fn(&str) -> Option<Kind>) -> Vec<Fault> {
    match expression {
        Expression::Constant(_) => Vec::new(),
        Expression::All(parts) | Expression::Any(parts) => {
            parts.iter().flat_map(|part| check(part, kind)).collect()
        }
        Expression::Not(inner) => check(inner, kind),
        Expression::Word(word, span) => match kind(word) {
            None => vec![Fault::UnknownWord(word.clone(), span.clone())],
            Some(Kind::Boolean) => Vec::new(),
            Some(_) => vec![Fault::WrongType(
                format!("`{word}` is not true or false; compare it: `{word} >= 1`"),
                span.clone(),
            )],
        },
        Expression::Compare(word, comparison, literal, span) => {
            compared(word, *comparison, literal, span, kind).into_iter().collect()
        }
    }
}

fn compared(
    word: &str,
    comparison: Comparison,
    literal: &Literal,
    span: &Span,
    kind: &dyn Fn(&str) -> Option<Kind>,
) -> Option<Fault> {
    let wrong = |message: String| Some(Fault::WrongType(message, span.clone()));
    let Some(found) = kind(word) else {
        return Some(Fault::UnknownWord(word.to_owned(), span.clone()));
    };
    let only_equality = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    match (found, literal) {
        (Kind::Number, Literal::Number(_)) => None,
        (Kind::Text, Literal::Text(_)) | (Kind::Boolean, Literal::Boolean(_)) => only_equality
            .then(|| {
                let message = format!("`{word}` can only be compared by `==` and `!=`");
                Fault::WrongType(message, span.clone())
            }),
        (Kind::Number, _) => wrong(format!("`{word}` is a number")),
        (Kind::Text, _) => wrong(format!("`{word}` is a text, written between quotes")),
        (Kind::Boolean, _) => wrong(format!("`{word}` is true or false")),
    }
}
