//! What a difference is.

use semver::Version;
use serde::Serialize;
use std::fmt;

/// What a change may do to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Nothing.
    Patch,
    /// Raise a score, open a gate.
    Minor,
    /// Lower a score, close a gate.
    Major,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Class {
    /// The class of the step from one version to another; `None` where it is no step upward.
    pub fn of_step(from: &Version, to: &Version) -> Option<Self> {
        if to <= from {
            return None;
        }
        Some(if to.major != from.major {
            Self::Major
        } else if to.minor != from.minor {
            Self::Minor
        } else {
            Self::Patch
        })
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The criterion; null where it is something else.
    pub criterion: Option<String>,
    /// What differs: `statement`, `weight`, `gate concordant-overall`.
    pub field: String,
    /// What it may do to a member.
    pub class: Class,
    /// Before.
    pub from: Option<String>,
    /// After.
    pub to: Option<String>,
    /// Why it is of this class, where that is not plain.
    pub note: Option<String>,
}

impl Change {
    pub(super) fn new(
        criterion: Option<&str>,
        field: impl Into<String>,
        class: Class,
        (from, to): (Option<String>, Option<String>),
    ) -> Self {
        let criterion = criterion.map(str::to_owned);
        Self { criterion, field: field.into(), class, from, to, note: None }
    }

    #[must_use]
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// Everything that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The older version.
    pub from: Version,
    /// The newer version.
    pub to: Version,
    /// The differences, in the order of the newer file.
    pub changes: Vec<Change>,
    /// What is wrong with the declared changes: criterion and message.
    pub undeclared: Vec<(String, String)>,
    /// Critical criteria that were relaxed or retired without a new approval.
    pub unapproved: Vec<String>,
}

impl Diff {
    /// The step that the changes require; `None` where nothing differs.
    pub fn required_bump(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).max()
    }

    /// The step that the versions declare.
    pub fn declared_bump(&self) -> Option<Class> {
        Class::of_step(&self.from, &self.to)
    }

    /// Whether the declared step is at least the required one.
    pub fn is_bumped_enough(&self) -> bool {
        self.required_bump() <= self.declared_bump()
    }
}

/// A change where two values differ.
pub(super) fn changed<T: PartialEq>(
    (from, to): (&T, &T),
    class: Class,
    (criterion, field): (Option<&str>, &str),
    show: impl Fn(&T) -> String,
) -> Option<Change> {
    let values = (Some(show(from)), Some(show(to)));
    (from != to).then(|| Change::new(criterion, field, class, values))
}
