//! From a text to a condition: `or` binds loosest, then `and`, then `not`.

use super::lexer::{Sign, signs};
use super::model::{Comparison, Condition, Expression, Literal};
use crate::source::Span;

/// What is wrong with a condition, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// In lower case, without a full stop.
    pub message: String,
    /// Bytes of the condition's text.
    pub span: Span,
}

/// Deepest nesting that is read; a condition that a person can check has two or three levels.
const DEEPEST: usize = 32;

/// Reads a condition.
///
/// # Errors
/// The first thing that makes it unreadable, with its place in the text.
///
/// ```
/// let condition = concordant::condition::parse("compounding and not outsourced").unwrap();
/// assert_eq!(condition.to_string(), "compounding and not outsourced");
/// assert!(concordant::condition::parse("compounding and").is_err());
/// ```
pub fn parse(text: &str) -> Result<Condition, ConditionError> {
    let signs = signs(text)?;
    let mut parser = Parser { signs: &signs, at: 0, end: text.len(), depth: 0 };
    let expression = parser.any()?;
    match parser.peek() {
        None => Ok(Condition { written: text.trim().to_owned(), expression }),
        Some((Sign::Close, span)) => Err(error("this parenthesis was never opened", span)),
        Some((_, span)) => Err(error("`and` or `or` is missing before this", span)),
    }
}

fn error(message: &str, span: &Span) -> ConditionError {
    ConditionError { message: message.to_owned(), span: span.clone() }
}

struct Parser<'s> {
    signs: &'s [(Sign, Span)],
    at: usize,
    end: usize,
    depth: usize,
}

type Parsed = Result<Expression, ConditionError>;

impl<'s> Parser<'s> {
    fn peek(&self) -> Option<&'s (Sign, Span)> {
        self.signs.get(self.at)
    }

    fn next(&mut self) -> Option<&'s (Sign, Span)> {
        let sign = self.signs.get(self.at);
        self.at += 1;
        sign
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some((Sign::Word(next), _)) if next == word);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> Parsed {
        let mut parts = vec![self.all()?];
        while self.eat("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Expression::Any))
    }

    fn all(&mut self) -> Parsed {
        let mut parts = vec![self.not()?];
        while self.eat("and") {
            parts.push(self.not()?);
        }
        Ok(joined(parts, Expression::All))
    }

    fn not(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > DEEPEST {
            let span = self.peek().map_or(self.end..self.end, |(_, span)| span.clone());
            return Err(error("this is nested too deeply", &span));
        }
        let parsed = if self.eat("not") {
            self.not().map(|inner| Expression::Not(Box::new(inner)))
        } else {
            self.atom()
        };
        self.depth -= 1;
        parsed
    }

    fn atom(&mut self) -> Parsed {
        match self.next() {
            Some((Sign::Open, span)) => {
                let inner = self.any()?;
                match self.next() {
                    Some((Sign::Close, _)) => Ok(inner),
                    _ => Err(error("this parenthesis is never closed", span)),
                }
            }
            Some((Sign::Word(word), span)) => self.word(word, span),
            Some((_, span)) => Err(error("a service or a fact belongs here", span)),
            None => Err(error("a service or a fact is missing at the end", &(self.end..self.end))),
        }
    }

    fn word(&mut self, word: &str, span: &Span) -> Parsed {
        match word {
            "true" => return Ok(Expression::Constant(true)),
            "false" => return Ok(Expression::Constant(false)),
            "and" | "or" => return Err(error("a service or a fact is missing before this", span)),
            _ => {}
        }
        let Some((Sign::Compare(comparison), _)) = self.peek() else {
            return Ok(Expression::Word(word.to_owned(), span.clone()));
        };
        self.at += 1;
        let (literal, end) = self.literal()?;
        let whole = span.start..end;
        Ok(Expression::Compare(word.to_owned(), *comparison, literal, whole))
    }

    fn literal(&mut self) -> Result<(Literal, usize), ConditionError> {
        let missing = "a number or a text between quotes belongs here";
        match self.next() {
            Some((Sign::Number(number), span)) => match number.parse() {
                Ok(number) => Ok((Literal::Number(number), span.end)),
                Err(_) => Err(error("this is not a number", span)),
            },
            Some((Sign::Text(text), span)) => Ok((Literal::Text(text.clone()), span.end)),
            Some((Sign::Word(word), span)) => match word.as_str() {
                "true" => Ok((Literal::Boolean(true), span.end)),
                "false" => Ok((Literal::Boolean(false), span.end)),
                _ => Err(error(missing, span)),
            },
            Some((_, span)) => Err(error(missing, span)),
            None => Err(error(missing, &(self.end..self.end))),
        }
    }
}

fn joined(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

impl Comparison {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> (String, Span) {
        let error = parse(text).unwrap_err();
        (error.message, error.span)
    }

    #[test]
    fn and_binds_tighter_than_or() {
        let Expression::Any(parts) = parse("a or b and not c").unwrap().expression else {
            panic!("an `or` on top")
        };
        assert!(matches!(parts.as_slice(), [Expression::Word(..), Expression::All(_)]));
    }

    #[test]
    fn errors_point_at_the_fault() {
        assert_eq!(message("a b").1, 2..3);
        assert_eq!(message("a and").1, 5..5);
        assert_eq!(message("(a").1, 0..1);
        assert_eq!(message("a)").1, 1..2);
        assert_eq!(message("beds = 3").1, 5..6);
        assert_eq!(message("a & b").1, 2..3);
        assert_eq!(message("country == \"US").1, 11..14);
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"not ".repeat(100_000)).is_err());
    }
}
