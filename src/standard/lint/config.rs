//! `lint.toml`: levels of codes, and suppressions with their reasons.

use crate::diagnostic::{Bag, Diagnostic, Place, Severity, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Syntax};
use crate::source::{Span, Text};
use std::cell::Cell;
use std::collections::BTreeMap;

/// How a library wants to be linted.
#[derive(Debug, Default)]
pub struct LintConfig {
    /// Codes that weigh otherwise than they say; `None`: off.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// What is not told, and why.
    pub suppressions: Vec<Suppression>,
}

/// One code that is not told of one item.
#[derive(Debug)]
pub struct Suppression {
    /// The code.
    pub code: String,
    /// The item: a criterion's, remediation's or source's id.
    pub item: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
    used: Cell<bool>,
}

/// The words of levels.
pub(super) const LEVELS: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("off", None),
];

/// Reads `lint.toml`.
pub fn parse_config(text: &Text, bag: &Bag) -> LintConfig {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the lint configuration", bag);
    root.format();
    let config = LintConfig {
        levels: levels(&root),
        suppressions: root.tables("suppress", "suppression").into_iter().map(suppression).collect(),
    };
    root.finish();
    config
}

fn levels(root: &Cursor<'_>) -> BTreeMap<String, Option<Severity>> {
    let mut levels = BTreeMap::new();
    let Some(table) = root.table("levels", "the levels") else { return levels };
    for key in table.keys() {
        let level = table.choice(&key.value, &LEVELS, Some(None));
        if let Some(code) = known(&table, &key.value, &key.span) {
            levels.insert(code, level.flatten());
        }
    }
    table.finish();
    levels
}

fn suppression(cursor: Cursor<'_>) -> Suppression {
    let code = cursor.text("code");
    let id = known(&cursor, &code.value, &code.span).unwrap_or_default();
    let Located { value: reason, .. } = cursor.text("reason");
    let suppression = Suppression {
        item: cursor.text("item").value,
        place: cursor.place(&code.span),
        code: id,
        reason,
        used: Cell::new(false),
    };
    cursor.finish();
    suppression
}

/// The code as it is written in the table of codes; reported where there is none.
fn known(cursor: &Cursor<'_>, code: &str, span: &Span) -> Option<String> {
    let found = code::find(code).map(|known| known.id.to_owned());
    if found.is_none() && !code.is_empty() {
        let help = did_you_mean(code, code::all().map(|known| known.id));
        cursor.report(&code::BAD_LEVEL, span, format!("`{code}` is no code"), help);
    }
    found
}

impl LintConfig {
    /// Whether a diagnostic is suppressed; remembers that the suppression was of use.
    pub fn suppresses(&self, diagnostic: &Diagnostic) -> bool {
        let item = diagnostic.item.as_deref().unwrap_or_default();
        let fits = |suppression: &&Suppression| {
            suppression.code == diagnostic.code.id
                && item.rsplit(' ').next() == Some(suppression.item.as_str())
        };
        let found = self.suppressions.iter().find(fits);
        if let Some(suppression) = found {
            suppression.used.set(true);
        }
        found.is_some()
    }

    /// Reports suppressions that suppressed nothing.
    pub fn report_unused(&self, bag: &Bag) {
        for suppression in self.suppressions.iter().filter(|s| !s.used.get()) {
            let message = format!("{} is not raised for {}", suppression.code, suppression.item);
            let place = suppression.place.clone();
            bag.push(Diagnostic::new(&code::UNUSED_SUPPRESSION, place, message).help("remove it"));
        }
    }
}
