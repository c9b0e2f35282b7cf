//! The syntax of a document: every syntax error at once, then the tree that could be recovered.

use super::{Cursor, Places};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::Text;
use std::cell::RefCell;
use toml::Spanned;
use toml::de::DeTable;

/// A TOML text, its recovered tree and the places of what was asked of it.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t Text,
    root: Spanned<DeTable<'t>>,
    places: RefCell<Places>,
}

impl<'t> Document<'t> {
    /// Parses a text. Syntax errors go into the bag; what stands beside them is still there.
    pub fn parse(text: &'t Text, bag: &Bag) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text.content());
        for error in errors {
            let span = error.span().unwrap_or_default();
            let message = error.message().trim().trim_end_matches('.').to_owned();
            let message = if message.is_empty() { "this is not TOML".to_owned() } else { message };
            let help = syntax_help(&message);
            bag.push(
                Diagnostic::new(&code::SYNTAX, Place::text(text, &span), message).help_maybe(help),
            );
        }
        Self { text, root, places: RefCell::default() }
    }

    /// The top table. `what` names it in messages: `a checklist`.
    pub fn root<'d>(&'d self, what: &str, bag: &'d Bag) -> Cursor<'d> {
        let start = 0..0;
        Cursor::new(self, self.root.get_ref(), start, what, bag)
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &'t Text {
        self.text
    }

    /// Where everything that was asked for stands.
    pub fn into_places(self) -> Places {
        self.places.into_inner()
    }

    pub(super) fn remember(&self, item: &str, key: &str, span: crate::source::Span) {
        self.places.borrow_mut().put(item, key, span);
    }
}

fn syntax_help(message: &str) -> Option<String> {
    let message = message.to_lowercase();
    let says = |word: &str| message.contains(word);
    if says("duplicate key") {
        Some("a key stands once in a table; remove one of the two".to_owned())
    } else if says("string") || says("quote") || says("literal") {
        Some("texts stand between double quotes; a quote inside is written \\\"".to_owned())
    } else {
        None
    }
}
