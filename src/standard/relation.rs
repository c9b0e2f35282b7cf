//! Relations between criteria that a checklist declares: what cannot all be true, what has to be
//! met first. They tell of answers that do not fit together and never touch a score.

use super::model::Checklist;
use crate::diagnostic::code;
use crate::document::Cursor;
use std::fmt;

/// The format of a checklist from which on it may declare relations.
pub(super) const SINCE_FORMAT: u32 = 2;

/// Answers that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What cannot hold together.
    pub all: Vec<Claim>,
    /// Why it cannot, for people.
    pub note: String,
}

/// What an answer says of a criterion: `RX-01` is met in full, `not RX-01` earns nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The criterion.
    pub criterion: String,
    /// Whether it is met in full, or not at all.
    pub met: bool,
}

impl Claim {
    /// Reads `RX-01` or `not RX-01`.
    fn read(written: &str) -> Self {
        let negated = written.strip_prefix("not ").map(str::trim);
        Self { criterion: negated.unwrap_or(written).to_owned(), met: negated.is_none() }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.met { "" } else { "not " };
        write!(f, "{not}{}", self.criterion)
    }
}

impl Contradiction {
    /// What cannot hold together, as its file writes it.
    pub fn members(&self) -> String {
        self.all.iter().map(Claim::to_string).collect::<Vec<_>>().join(", ")
    }
}

impl Checklist {
    /// The contradictions that name a criterion.
    pub fn contradictions_of(&self, criterion: &str) -> impl Iterator<Item = &Contradiction> {
        let names = move |one: &&Contradiction| one.all.iter().any(|c| c.criterion == criterion);
        self.contradictions.iter().filter(names)
    }
}

/// The contradictions that a checklist of this format declares.
pub(super) fn contradictions(root: &Cursor<'_>, format: u32) -> Vec<Contradiction> {
    since_format(root, "contradiction", format);
    root.tables("contradiction", "contradiction").into_iter().map(contradiction).collect()
}

fn contradiction(cursor: Cursor<'_>) -> Contradiction {
    let contradiction = Contradiction {
        all: cursor.texts("all").iter().map(|member| Claim::read(&member.value)).collect(),
        note: cursor.text("note").value,
    };
    cursor.finish();
    contradiction
}

/// What has to be met before a criterion can be, in a checklist of this format.
pub(super) fn requires(cursor: &Cursor<'_>, format: u32) -> Vec<String> {
    since_format(cursor, "requires", format);
    cursor.texts("requires").into_iter().map(|id| id.value).collect()
}

/// A new key raises the format, so that an older build refuses the file instead of passing over it.
fn since_format(cursor: &Cursor<'_>, key: &str, format: u32) {
    if format < SINCE_FORMAT
        && let Some(value) = cursor.any(key)
    {
        let message = format!("{} has no key `{key}` in format {format}", cursor.what());
        let help = Some(format!("write `format = {SINCE_FORMAT}` at the top of the file"));
        cursor.report(&code::UNKNOWN_KEY, &value.span(), message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_read_as_it_is_written() {
        let not = Claim { criterion: "RX-01".to_owned(), met: false };
        assert_eq!(Claim::read("not RX-01"), not);
        assert_eq!(Claim::read("not  RX-01"), not);
        assert!(Claim::read("RX-01").met);
        assert_eq!(not.to_string(), "not RX-01");
        // an id that begins like the word
        assert_eq!(Claim::read("nothing").criterion, "nothing");
    }
}
