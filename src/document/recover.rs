//! One diagnostic for one slip of syntax, and the rest of the file still read.
//!
//! A parser that goes on after an unclosed bracket takes the rest of the file for its content and
//! reports every line. So a file with syntax errors is cut into statements (a header, or a key with
//! its value); each broken one is reported once, at its first error, and blanked out. Offsets stay.

use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::{Span, Text};
use toml::de::{DeTable, Error};

/// What is left of a text whose broken statements were taken out.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    /// The text, every broken statement replaced by blanks.
    pub(super) text: String,
    /// Keys that were taken out: where their table's header begins (0 for the top), and their name.
    pub(super) damaged: Vec<(usize, String)>,
}

/// Reports and blanks out every broken statement.
pub(super) fn recover(text: &Text, bag: &Bag) -> Recovered {
    let mut recovered = Recovered { text: text.content().to_owned(), damaged: Vec::new() };
    let mut header = 0;
    let mut skipping = false;
    for statement in statements(text.content()) {
        let raw = text.slice(&statement);
        let is_header = looks_like_header(raw);
        if is_header {
            header = statement.start + raw.len() - raw.trim_start().len();
            skipping = false;
        }
        let error = DeTable::parse_recoverable(raw).1.into_iter().min_by_key(start_of);
        if let Some(error) = &error {
            // what cannot be read as text was told when the file was decoded
            if !raw.contains(['\0', '\u{FFFD}']) {
                report(text, &statement, error, bag);
            }
            // without its header a table's keys would fall to the table before
            skipping |= is_header;
            recovered.damaged.extend(key_of(raw).map(|key| (header, key)));
        }
        if error.is_some() || skipping {
            blank(&mut recovered.text, &statement);
        }
    }
    recovered
}

fn start_of(error: &Error) -> usize {
    error.span().map_or(usize::MAX, |span| span.start)
}

fn report(text: &Text, statement: &Span, error: &Error, bag: &Bag) {
    let within = error.span().unwrap_or_default();
    let raw = text.slice(statement);
    // an error at the very end of the statement belongs to the last thing that is written there
    let end = raw.trim_end().len();
    let start = within.start.min(end.saturating_sub(usize::from(within.start >= end)));
    let span = statement.start + start..statement.start + within.end.clamp(start, end.max(start));
    let message = message_of(error);
    let help = truth(text.slice(&span)).or_else(|| help_of(&message));
    bag.push(Diagnostic::new(&code::SYNTAX, Place::text(text, &span), message).help_maybe(help));
}

/// What to write for a yes or no in the words of people.
fn truth(word: &str) -> Option<String> {
    let meant = match word.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" => "true",
        "no" | "n" | "false" => "false",
        _ => return None,
    };
    Some(format!("write {meant}, in small letters and without quotes"))
}

/// The parser's words, in the form of ours.
pub(super) fn message_of(error: &Error) -> String {
    let message = error.message().trim().trim_end_matches('.').replace('\n', ", ");
    if message.is_empty() { "this is not TOML".to_owned() } else { message }
}

pub(super) fn help_of(message: &str) -> Option<String> {
    let message = message.to_lowercase();
    let says = |word: &str| message.contains(word);
    if says("duplicate key") {
        Some("a key stands once in a table: remove one of the two, or begin the second table with a \
              [[heading]] of its own".to_owned())
    } else if says("string") || says("quote") || says("literal") {
        Some("texts stand between double quotes; a quote inside is written \\\"".to_owned())
    } else if says("unclosed") || says("missing comma") {
        Some("look for a bracket that is never closed, or a missing comma".to_owned())
    } else if says("date") {
        Some("write a date as 2026-03-31, without quotes".to_owned())
    } else {
        None
    }
}

/// Cuts a text into statements. A line belongs to the statement before it as long as that one is
/// not complete and the line does not look like the beginning of another.
fn statements(content: &str) -> Vec<Span> {
    let mut statements: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut open = Open::default();
    for line in content.split_inclusive('\n') {
        let written = content.get(start..end).unwrap_or_default();
        let begins = looks_like_header(line) || key_of(line).is_some();
        let is_complete = || open.is_closed() && DeTable::parse_recoverable(written).1.is_empty();
        if !written.is_empty() && (begins || is_complete()) {
            statements.push(start..end);
            start = end;
            open = Open::default();
        }
        open.read(line);
        end += line.len();
    }
    statements.push(start..end);
    statements
}

/// Roughly what is still open: enough to know when parsing is worth trying, so that a bracket that
/// is never closed does not make every line that follows be parsed again.
#[derive(Default)]
struct Open {
    brackets: i64,
    long_quotes: usize,
}

impl Open {
    fn read(&mut self, line: &str) {
        let count = |signs: &[char]| i64::try_from(line.matches(signs).count()).unwrap_or_default();
        self.brackets += count(&['[', '{']) - count(&[']', '}']);
        self.long_quotes += line.matches("\"\"\"").count() + line.matches("'''").count();
    }

    /// Texts may hold brackets, so anything that looks closed at all is worth a try.
    fn is_closed(&self) -> bool {
        self.brackets <= 0 && self.long_quotes.is_multiple_of(2)
    }
}

/// `[table]` or `[[table]]`, also with a bracket missing; not a list of values.
fn looks_like_header(line: &str) -> bool {
    let line = line.trim_start().lines().next().unwrap_or_default();
    let line = line.split('#').next().unwrap_or_default().trim();
    let Some(inner) = line.strip_prefix('[') else { return false };
    let name = inner.trim_matches(['[', ']', ' ']);
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.');
    name.starts_with(|sign: char| sign.is_ascii_alphabetic()) && name.chars().all(is_name)
}

/// The key of a line `key = …`.
fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim().trim_matches('"');
    let is_key = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.');
    (!key.is_empty() && key.chars().all(is_key)).then(|| key.to_owned())
}

fn blank(text: &mut String, span: &Span) {
    let blanks: String = text
        .get(span.clone())
        .unwrap_or_default()
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(span.clone(), &blanks);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(content: &str) -> Vec<usize> {
        let text = Text::new("t.toml", content.to_owned());
        let bag = Bag::new();
        let recovered = recover(&text, &bag);
        assert_eq!(recovered.text.len(), content.len());
        assert!(DeTable::parse_recoverable(&recovered.text).1.is_empty(), "{}", recovered.text);
        bag.sorted().iter().filter_map(|diagnostic| diagnostic.place.line).collect()
    }

    #[test]
    fn an_open_bracket_is_one_mistake() {
        assert_eq!(lines("a = [ { b = 1 }\n\n[[t]]\nc = 1\nd = 2\n"), [1]);
        assert_eq!(lines("a = [\n  1,\n  2\nb = 3\n").len(), 1);
    }

    #[test]
    fn an_open_text_is_one_mistake() {
        assert_eq!(lines("a = \"open\nb = 1\n"), [1]);
        assert_eq!(lines("a = \"\"\"\nmany words\nmore words\n[t]\nb = 1\n").len(), 1);
    }

    #[test]
    fn each_broken_statement_is_one_mistake() {
        assert_eq!(lines("a = 2026-13-01\nb = yes\nc = 1\nd =\n"), [1, 2, 4]);
        assert_eq!(lines("[[t]\na = 1\n[u]\na = 1\n"), [1]);
    }

    #[test]
    fn a_yes_is_told_to_be_true() {
        let help = |content: &str| {
            let bag = Bag::new();
            recover(&Text::new("t.toml", content.to_owned()), &bag);
            bag.sorted().remove(0).help.unwrap_or_default()
        };
        for (word, meant) in [("yes", "true"), ("No", "false"), ("TRUE", "true")] {
            let found = help(&format!("a = {word}\n"));
            assert!(found.starts_with(&format!("write {meant},")), "{word}: {found}");
        }
        assert!(help("a = { b = yes }\n").starts_with("write true,"));
        assert!(help("a = main\n").contains("double quotes"));
    }

    #[test]
    fn lists_over_several_lines_are_one_statement() {
        let content = "a = [\n  [ 1 ],\n  [ 2 ],\n]\nb = \"\"\"\n x \\\n y\"\"\"\n";
        assert_eq!(statements(content).len(), 2);
        assert!(lines(content).is_empty());
    }
}
