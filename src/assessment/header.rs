//! `assessment.toml`: round, party, date and the pinned versions.

use crate::diagnostic::{Bag, Place, code};
use crate::document::{Cursor, Document, Syntax};
use crate::source::Text;
use jiff::civil::Date;
use semver::Version;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Who answered. Ordered by precedence: a later one's answer stands over an earlier one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The facility itself.
    #[serde(rename = "self")]
    Own,
    /// Reviewers, from documents.
    DeskReview,
    /// Reviewers, on site.
    SiteVisit,
    /// Settled between facility and reviewers.
    Adjudicated,
}

impl Party {
    /// The words of files and sheets.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("self", Self::Own),
        ("desk-review", Self::DeskReview),
        ("site-visit", Self::SiteVisit),
        ("adjudicated", Self::Adjudicated),
    ];

    /// Whether it is anybody but the facility itself.
    pub fn is_reviewer(self) -> bool {
        self != Self::Own
    }

    /// What people read in a narrow column.
    pub fn short(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::DeskReview => "desk review",
            Self::SiteVisit => "site visit",
            Self::Adjudicated => "adjudicated",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Own => "self-assessment",
            Self::DeskReview => "desk review",
            Self::SiteVisit => "site visit",
            Self::Adjudicated => "adjudication",
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, party)| party == self).map_or("self", |(w, _)| w);
        f.write_str(word)
    }
}

/// The head of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentHeader {
    /// The file's name as messages show it.
    pub name: String,
    /// One turn of review.
    pub round: String,
    /// Who answered.
    pub party: Party,
    /// The day that the answers speak of.
    pub as_of: Date,
    /// The pinned program, `full-partner@1.0.0`.
    pub program: Option<(String, Version)>,
    /// The pinned checklists.
    pub checklists: BTreeMap<String, Version>,
    /// Where the program and each checklist are pinned.
    pub places: BTreeMap<String, Place>,
}

impl AssessmentHeader {
    /// Where something is pinned: `program` or a checklist's id; the file where it is not.
    pub fn place(&self, pin: &str) -> Place {
        self.places.get(pin).cloned().unwrap_or_else(|| Place::file(&self.name))
    }
}

/// Reads `assessment.toml`. `None` where round, party or date cannot be read: without them its
/// sheets cannot be placed.
pub fn parse_header(text: &Text, bag: &Bag) -> Option<AssessmentHeader> {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the assessment", bag);
    root.format();
    let round = root.text("round");
    let party = root.choice("party", &Party::WORDS, None);
    let as_of = root.date("as_of");
    let mut places = BTreeMap::new();
    let program = pinned_program(&root, &mut places);
    let checklists = pinned_checklists(&root, &mut places);
    root.finish();
    if round.value.is_empty() {
        return None;
    }
    Some(AssessmentHeader {
        name: text.name().to_owned(),
        round: round.value,
        party: party?,
        as_of: as_of?.value,
        program,
        checklists,
        places,
    })
}

type PinPlaces = BTreeMap<String, Place>;

fn pinned_program(root: &Cursor<'_>, places: &mut PinPlaces) -> Option<(String, Version)> {
    let written = root.text_maybe("program")?;
    places.insert("program".to_owned(), root.place(&written.span));
    let parts = written.value.split_once('@');
    let pinned = parts.and_then(|(id, version)| Some((id.to_owned(), version.parse().ok()?)));
    if pinned.is_none() {
        let message = format!("`{}` does not pin a program", written.value);
        let help = Some("write \"full-partner@1.0.0\"".to_owned());
        root.report(&code::BAD_VERSION, &written.span, message, help);
    }
    pinned
}

fn pinned_checklists(root: &Cursor<'_>, places: &mut PinPlaces) -> BTreeMap<String, Version> {
    let mut pins = BTreeMap::new();
    let Some(table) = root.table("checklists", "the pinned checklists") else {
        return pins;
    };
    for key in table.keys() {
        let written = table.text(&key.value);
        places.insert(key.value.clone(), table.place(&written.span));
        match written.value.parse() {
            Ok(version) => {
                pins.insert(key.value, version);
            }
            Err(_) => {
                let message = format!("`{}` is not a version", written.value);
                let help = Some("write three numbers, such as \"2.0.0\"".to_owned());
                table.report(&code::BAD_VERSION, &written.span, message, help);
            }
        }
    }
    table.finish();
    pins
}
