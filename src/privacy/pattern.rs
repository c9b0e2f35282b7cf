//! Patterns, built when they are first needed.

use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// A pattern that is built when it is first needed.
pub(super) type Pattern = LazyLock<Regex>;

/// A pattern over ASCII, whatever the capitals. Texts are folded before they are asked.
pub(super) fn pattern(written: &str) -> Regex {
    build(written, true)
}

/// The same, where capitals matter.
pub(super) fn exact(written: &str) -> Regex {
    build(written, false)
}

fn build(written: &str, any_case: bool) -> Regex {
    let built = RegexBuilder::new(written).unicode(false).case_insensitive(any_case).build();
    built.expect("patterns are constants, and a test builds each")
}
