//! The stamp that every report bears: what it was judged by, with which tool, as of when.

use jiff::civil::Date;
use serde::Serialize;

/// A standard and the digest of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its text.
    pub digest: String,
    /// The newer version that has taken its place by the day of the result.
    pub superseded_by: Option<String>,
}

/// What a report was made by and from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The tool.
    pub tool: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The program.
    pub program: StandardStamp,
    /// The checklists.
    pub checklists: Vec<StandardStamp>,
    /// The day that the result speaks of.
    pub as_of: Date,
}

impl Stamp {
    /// A stamp of this build.
    pub fn new(program: StandardStamp, checklists: Vec<StandardStamp>, as_of: Date) -> Self {
        let (tool, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        Self { tool, version, program, checklists, as_of }
    }

    /// In one line for people, digests shortened.
    pub fn line(&self) -> String {
        let short = |s: &StandardStamp| {
            let newer = s.superseded_by.as_ref();
            let newer = newer.map(|newer| format!(", superseded by {newer}")).unwrap_or_default();
            format!("{}@{} ({}{newer})", s.id, s.version, s.digest.get(..12).unwrap_or_default())
        };
        let checklists: Vec<String> = self.checklists.iter().map(short).collect();
        format!(
            "{} {}; {}; {}; as of {}",
            self.tool,
            self.version,
            short(&self.program),
            checklists.join(", "),
            self.as_of
        )
    }
}

/// What every report says of itself.
pub(in crate::report) const DISCLAIMER: &str = "An aid to review. It indicates, a committee decides, and only \
a decision designates. The checklists are reference wording from public sources, no institution's \
criteria. Whoever gives the care is responsible for it.";
