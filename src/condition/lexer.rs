//! From characters to the signs of a condition.

use super::model::Comparison;
use super::parse::ConditionError;
use crate::source::Span;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sign {
    Word(String),
    Number(String),
    Text(String),
    Compare(Comparison),
    Open,
    Close,
}

pub(super) fn signs(text: &str) -> Result<Vec<(Sign, Span)>, ConditionError> {
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(first) = rest(text, at).chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (sign, length) = next_sign(rest(text, at), first)
            .map_err(|(message, length)| ConditionError { message, span: at..at + length })?;
        signs.push((sign, at..at + length));
        at += length;
    }
    Ok(signs)
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

type Lexed = Result<(Sign, usize), (String, usize)>;

fn next_sign(text: &str, first: char) -> Lexed {
    let run = |keep: fn(char) -> bool| text.find(|sign| !keep(sign)).unwrap_or(text.len());
    let take = |length: usize| text.get(..length).unwrap_or_default().to_owned();
    match first {
        '(' => Ok((Sign::Open, 1)),
        ')' => Ok((Sign::Close, 1)),
        '"' | '\'' => quoted(text, first),
        '=' | '!' | '<' | '>' => comparison(text),
        _ if first.is_ascii_digit() || first == '-' => {
            let length = run(|sign| sign.is_ascii_digit() || matches!(sign, '-' | '.' | '/'));
            Ok((Sign::Number(take(length)), length))
        }
        _ if first.is_ascii_alphabetic() => {
            let length = run(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-'));
            Ok((Sign::Word(take(length)), length))
        }
        '&' | '|' => Err(("conditions are joined by the words `and` and `or`".to_owned(), 1)),
        _ => Err((format!("`{first}` has no meaning in a condition"), first.len_utf8())),
    }
}

fn quoted(text: &str, quote: char) -> Lexed {
    let inner = text.get(1..).unwrap_or_default();
    match inner.find(quote) {
        Some(end) => Ok((Sign::Text(inner.get(..end).unwrap_or_default().to_owned()), end + 2)),
        None => Err(("this quote is never closed".to_owned(), text.len())),
    }
}

fn comparison(text: &str) -> Lexed {
    const SIGNS: [(&str, Comparison); 6] = [
        ("==", Comparison::Equal),
        ("!=", Comparison::NotEqual),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
    ];
    let found = SIGNS.iter().find(|(sign, _)| text.starts_with(sign));
    match found {
        Some((sign, comparison)) => Ok((Sign::Compare(*comparison), sign.len())),
        None if text.starts_with('=') => Err(("equality is written `==`".to_owned(), 1)),
        None => Err(("negation is written `not`".to_owned(), 1)),
    }
}
