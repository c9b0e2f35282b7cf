//! `[[privacy.allow]]` of `facility.toml`: what looks like an identifier and is none, with a reason.

use super::model::Kind;
use crate::diagnostic::{Place, code};
use crate::document::Cursor;
use crate::source::Span;

/// Something that the facility allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The kind that it looks like.
    pub kind: Kind,
    /// Its text, as it stands in a cell.
    pub text: String,
    /// Why it is no identifier, or may be there.
    pub reason: String,
    /// Where it is allowed.
    pub place: Place,
    /// The stretch of `facility.toml` that spells it out.
    pub span: Span,
}

impl Allowed {
    /// Whether a text is what it allows, whatever its capitals, blanks and signs between digits.
    pub(super) fn is(&self, kind: Kind, text: &str) -> bool {
        self.kind == kind && bare(&self.text) == bare(text)
    }
}

/// A text without what people write in several ways.
fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads what is allowed.
pub fn parse_allowed(root: &Cursor<'_>) -> Vec<Allowed> {
    let Some(privacy) = root.table("privacy", "privacy of the facility") else {
        return Vec::new();
    };
    let mut allowed = Vec::new();
    for cursor in privacy.tables("allow", "allowed text") {
        let kind = cursor.choice("kind", &Kind::WORDS, None);
        let text = cursor.text("text");
        let reason = cursor.text("reason");
        let place = Place { excerpt: None, ..cursor.place(&text.span) };
        if let Some(kind) = kind
            && !bare(&text.value).is_empty()
            && !reason.value.is_empty()
        {
            let (text, span) = (text.value, text.span);
            allowed.push(Allowed { kind, text, reason: reason.value, place, span });
        } else if bare(&text.value).is_empty() && !text.value.is_empty() {
            let message = "an allowed text has neither letters nor digits";
            let help = Some("write what stands in the cell, such as \"555-0100\"".to_owned());
            cursor.report(&code::EMPTY_TEXT, &text.span, message, help);
        }
        cursor.finish();
    }
    privacy.finish();
    allowed
}
