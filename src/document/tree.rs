//! The syntax of a document: every syntax error at once, then the tree that could be recovered.

use super::recover::{Recovered, help_of, message_of, recover};
use super::{Cursor, Places};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::Text;
use std::cell::RefCell;
use toml::Spanned;
use toml::de::DeTable;

/// A TOML text whose broken statements, where it has any, were reported and blanked out.
#[derive(Debug)]
pub struct Syntax<'t> {
    text: &'t Text,
    state: State<'t>,
}

#[derive(Debug)]
enum State<'t> {
    /// Nothing is broken: its tree.
    Sound(Spanned<DeTable<'t>>),
    /// What is left of it.
    Mended(Recovered),
}

impl<'t> Syntax<'t> {
    /// Reads the syntax of a text. Errors go into the bag, one for each broken statement; what
    /// stands beside them can still be read.
    pub fn read(text: &'t Text, bag: &Bag) -> Self {
        let (tree, errors) = DeTable::parse_recoverable(text.content());
        let state =
            if errors.is_empty() { State::Sound(tree) } else { State::Mended(recover(text, bag)) };
        Self { text, state }
    }
}

/// The tree of a TOML text, and the places of what was asked of it.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t Text,
    root: Root<'t>,
    damaged: &'t [(usize, String)],
    places: RefCell<Places>,
}

#[derive(Debug)]
enum Root<'t> {
    Sound(&'t DeTable<'t>),
    Mended(Spanned<DeTable<'t>>),
}

impl<'t> Document<'t> {
    /// Builds the tree. What is still wrong with it concerns several statements: a key or a table
    /// that is there twice.
    pub fn new(syntax: &'t Syntax<'_>, bag: &Bag) -> Self {
        let text = syntax.text;
        let recovered = match &syntax.state {
            State::Sound(tree) => {
                let root = Root::Sound(tree.get_ref());
                return Self { text, root, damaged: &[], places: RefCell::default() };
            }
            State::Mended(recovered) => recovered,
        };
        let (root, errors) = DeTable::parse_recoverable(&recovered.text);
        for error in errors {
            let message = message_of(&error);
            let help = help_of(&message);
            let place = Place::text(text, &error.span().unwrap_or_default());
            bag.push(Diagnostic::new(&code::SYNTAX, place, message).help_maybe(help));
        }
        let root = Root::Mended(root);
        Self { text, root, damaged: &recovered.damaged, places: RefCell::default() }
    }

    /// Whether a key of the table whose header begins here stands in a broken statement.
    pub(super) fn is_damaged(&self, header: usize, key: &str) -> bool {
        self.damaged.iter().any(|(at, name)| *at == header && name == key)
    }

    /// Whether a key of the table that begins here stands in it with a `#` before it.
    pub(super) fn is_commented_out(&self, table: usize, key: &str) -> bool {
        let below = self.text.content().get(table..).unwrap_or_default().lines();
        let is_header = |line: &&str| line.trim_start().starts_with('[');
        let own = below.enumerate().take_while(|(at, line)| *at == 0 || !is_header(line));
        let mut own = own.map(|(_, line)| line.trim_start());
        own.any(|line| {
            let set_aside = line.strip_prefix('#').map(|line| line.trim_start_matches(['#', ' ']));
            let rest = set_aside.and_then(|line| line.strip_prefix(key));
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        })
    }

    /// The top table. `what` names it in messages: `a checklist`.
    pub fn root<'d>(&'d self, what: &str, bag: &'d Bag) -> Cursor<'d> {
        let start = 0..0;
        let root = match &self.root {
            Root::Sound(root) => root,
            Root::Mended(root) => root.get_ref(),
        };
        Cursor::new(self, root, start, what, bag)
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &'t Text {
        self.text
    }

    /// Where everything that was asked for stands.
    pub fn into_places(self) -> Places {
        let mut places = self.places.into_inner();
        places.finish();
        places
    }

    pub(super) fn remember(&self, item: &str, key: &str, span: crate::source::Span) {
        self.places.borrow_mut().put(item, key, span);
    }
}
