//! The comments of a TOML file: people write there what they like.

use super::model::From;
use crate::source::{Span, Text};
use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Each comment and what it is made for: a line that was set aside with a `#` may hold a date as it
/// does without, anything else is prose.
pub(super) fn comments(text: &Text) -> Vec<(Span, From)> {
    let tokens = Source::new(text.content()).lex();
    let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
    let spans = comments.map(|token| token.span().start()..token.span().end());
    spans.map(|span| (span.clone(), made_for(text.slice(&span)))).collect()
}

fn made_for(comment: &str) -> From {
    let line = comment.trim_start_matches(['#', ' ', '\t']);
    let (table, errors) = DeTable::parse_recoverable(line);
    let is_statement = errors.is_empty() && !table.get_ref().is_empty();
    if is_statement { From::Date } else { From::Prose }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> Vec<(String, From)> {
        let text = Text::new("t.toml", content.to_owned());
        let all = comments(&text);
        all.into_iter().map(|(span, from)| (text.slice(&span).to_owned(), from)).collect()
    }

    #[test]
    fn a_sign_inside_a_text_begins_no_comment() {
        let content = "a = \"x # no\" # yes\nb = \"\"\"\n# no\n\"\"\"\nc = '#'\n  # last";
        let texts: Vec<String> = found(content).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["# yes", "# last"]);
    }

    #[test]
    fn a_line_that_was_set_aside_is_no_prose() {
        let set_aside = "# from = 2026-08-03";
        assert_eq!(found(set_aside), [(set_aside.to_owned(), From::Date)]);
        let heading = "# [[absence]]";
        assert_eq!(found(heading), [(heading.to_owned(), From::Date)]);
        let prose = "# seen on 2026-08-03";
        assert_eq!(found(prose), [(prose.to_owned(), From::Prose)]);
    }
}
