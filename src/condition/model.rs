//! What a condition is once it is read.

use crate::measure::Fraction;
use crate::source::Span;
use std::fmt;

/// A condition, as it was written and as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// As written, for people.
    pub written: String,
    /// As understood.
    pub expression: Expression,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// A tree of `and`, `or`, `not`, words and comparisons. Spans are bytes of the condition's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// All of them.
    All(Vec<Self>),
    /// Any of them.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// A service or a fact that is true or false.
    Word(String, Span),
    /// A fact against a literal.
    Compare(String, Comparison, Literal, Span),
    /// `true` or `false`.
    Constant(bool),
}

/// How a fact is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Fraction),
    /// A text between quotes.
    Text(String),
}
