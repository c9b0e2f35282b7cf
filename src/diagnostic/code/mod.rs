//! Every diagnostic code: its number, weight, title and explanation; one file for each hundred.
//!
//! A code is its constant here, its page in `pages/`, its fixture folder in `tests/diagnostics/` and
//! its line in `concordant explain CODE`. A test holds the four together. Numbers are never reused.

mod answers;
mod documents;
mod files;
mod folders;
mod merging;
mod persons;
mod plans;
mod reports;
mod standards;

use super::Severity;
pub use answers::*;
pub use documents::*;
pub use files::*;
pub use folders::*;
pub use merging::*;
pub use persons::*;
pub use plans::*;
pub use reports::*;
pub use standards::*;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its number, such as `C406`.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is, in one line.
    pub title: &'static str,
    /// Its explanation, in Markdown.
    pub page: &'static str,
}

impl Code {
    const fn error(id: &'static str, title: &'static str, page: &'static str) -> Self {
        Self { id, severity: Severity::Error, title, page }
    }

    const fn warning(id: &'static str, title: &'static str, page: &'static str) -> Self {
        Self { id, severity: Severity::Warning, title, page }
    }

    const fn note(id: &'static str, title: &'static str, page: &'static str) -> Self {
        Self { id, severity: Severity::Note, title, page }
    }

    /// Whether it tells of a likely identifier of a person. Such an error stops what leaves the
    /// house; no answer is lost by it, so it makes no result provisional.
    pub fn is_about_a_person(&self) -> bool {
        ("C701"..="C717").contains(&self.id)
    }
}

/// Every code, in the order of the numbers.
pub fn all() -> impl Iterator<Item = &'static Code> + Clone {
    let hundreds = [C0, C1, C2, C3, C4, C5, C6, C7, C8];
    hundreds.into_iter().flatten().copied()
}

/// The code of a number, in either case.
///
/// ```
/// assert_eq!(concordant::diagnostic::code::find("c406").unwrap().id, "C406");
/// ```
pub fn find(id: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(id))
}
