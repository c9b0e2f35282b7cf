//! What a facility is asked to answer, before anybody draws it as a sheet, a workbook or a form.

use crate::assessment::Party;
use crate::standard::model::{EvidenceAsk, Level, Measure};
use crate::standard::program::ScoringModel;
use jiff::civil::Date;

/// Everything that one party of a facility is asked in one round, or the part of one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The facility's id; empty where there is no `facility.toml`.
    pub facility: String,
    /// Its name; empty where there is no `facility.toml`.
    pub facility_name: String,
    /// `full-partner@1.0.0`.
    pub program: String,
    /// The program's title.
    pub program_title: String,
    /// How answers become a score.
    pub model: ScoringModel,
    /// One turn of review.
    pub round: String,
    /// Who answers.
    pub party: Party,
    /// The day that the answers speak of.
    pub as_of: Date,
    /// The role whose part this is; none: the whole.
    pub role: Option<String>,
    /// Whether questions are left out that other sheets of the same assessment ask.
    pub is_part: bool,
    /// What is asked, in the order of the program. A checklist of which nothing is asked is not
    /// among them.
    pub checklists: Vec<TemplateChecklist>,
    /// What is not asked.
    pub left_out: Vec<LeftOut>,
    /// The places of the facility, also those at which nothing is asked.
    pub places: Vec<TemplatePlace>,
}

/// The questions of a checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateChecklist {
    /// Its id.
    pub id: String,
    /// `pharmacy@2.0.0`, as sheets name it.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its weight in the overall score.
    pub weight: u32,
    /// Its sections in file order, also those that only hold other sections or of which nothing is
    /// asked.
    pub sections: Vec<TemplateSection>,
}

/// The questions of a section.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateSection {
    /// Its id within the checklist.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its weight among its siblings, used by the tree model.
    pub weight: u32,
    /// The section it belongs to.
    pub parent: Option<String>,
    /// Its own rows; those of one criterion stand together.
    pub rows: Vec<TemplateRow>,
}

/// A question: one criterion, at one location where it is answered for each.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateRow {
    /// The criterion.
    pub criterion: String,
    /// The place that it asks about; none: the facility as a whole.
    pub location: Option<TemplatePlace>,
    /// The fingerprint of the wording.
    pub fingerprint: String,
    /// The criterion's title.
    pub title: String,
    /// The demand.
    pub statement: String,
    /// Why it matters.
    pub rationale: String,
    /// How a reviewer tests it.
    pub guidance: String,
    /// What to hand over, with target and definitions where it is a measure.
    pub evidence_asked: String,
    /// The same piece by piece, without target and definitions.
    pub evidence: Vec<EvidenceAsk>,
    /// How it is answered.
    pub asked: Asked,
    /// Whether it gates in this program.
    pub critical: bool,
    /// Whether anything short of full credit earns none in this program.
    pub full_credit: bool,
    /// Whether it counts in a score; otherwise it is reported only.
    pub scored: bool,
    /// Its weight, 1 to 5.
    pub weight: u32,
    /// The role that answers.
    pub role: String,
    /// Services and facts that nobody answered and that decide whether it applies; empty: it does.
    pub unknown: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Met or not met.
    Binary,
    /// Met, partial or not met.
    Conformance,
    /// By a number, with the program's target.
    Measure(Measure),
    /// By a level of the checklist's own scale, from the lowest credit to the highest.
    Scale(Vec<Level>),
}

/// A place of care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePlace {
    /// Its id, which a sheet gives as location.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A criterion that is not asked, or not at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// `pharmacy@2.0.0`.
    pub checklist: String,
    /// The criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Whether it gates in this program.
    pub critical: bool,
    /// The place at which it is not asked; none: nowhere.
    pub location: Option<TemplatePlace>,
    /// Why.
    pub why: Why,
}

/// Why a criterion is not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its condition does not hold for what the facility does; the condition as written.
    DoesNotApply(String),
    /// The program leaves it out.
    Excluded {
        /// The program's reason.
        reason: String,
        /// The role that approved it, where one had to.
        approved_by: Option<String>,
    },
    /// Another role answers it; the role.
    OtherRole(String),
}

impl Template {
    /// Every row, in order.
    pub fn rows(&self) -> impl Iterator<Item = &TemplateRow> {
        self.checklists.iter().flat_map(TemplateChecklist::rows)
    }

    /// Whether it asks everything that decides the result.
    pub fn is_whole(&self) -> bool {
        self.role.is_none() && !self.is_part
    }

    /// Asks only some criteria; what is left out otherwise is told of their checklists alone.
    pub fn keep(&mut self, is_kept: impl Fn(&str) -> bool) {
        for section in self.checklists.iter_mut().flat_map(|checklist| &mut checklist.sections) {
            let before = section.rows.len();
            section.rows.retain(|row| is_kept(&row.criterion));
            self.is_part |= section.rows.len() < before;
        }
        self.checklists.retain(|checklist| checklist.rows().next().is_some());
        let checklists = &self.checklists;
        self.left_out.retain(|left| checklists.iter().any(|own| own.reference == left.checklist));
    }

    /// What a file of it is called, without its ending: `riverbend-2026-self`, the program in the
    /// place of a facility that is not named, and the role behind.
    pub fn file_stem(&self) -> String {
        let whose = match self.facility.as_str() {
            "" => self.program.split('@').next().unwrap_or("template"),
            id => id,
        };
        let role = self.role.as_ref().map(|role| format!("-{role}")).unwrap_or_default();
        format!("{whose}-{}-{}{role}", self.round, self.party)
    }

    /// The roles that answer, each once, in the order of the alphabet.
    pub fn roles(&self) -> Vec<&str> {
        let mut roles: Vec<&str> = self.rows().map(|row| row.role.as_str()).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }
}

impl TemplateChecklist {
    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &TemplateRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}

impl Asked {
    /// The words that `response` may hold, best first, then not applicable.
    pub fn responses(&self) -> Vec<&str> {
        let mut words = match self {
            Self::Binary => vec!["met", "not_met"],
            Self::Conformance => vec!["met", "partial", "not_met"],
            // the numbers answer it; partly met is said by them alone
            Self::Measure(_) => vec!["met", "not_met"],
            Self::Scale(levels) => levels.iter().rev().map(|level| level.id.as_str()).collect(),
        };
        words.push("not_applicable");
        words
    }

    /// The measure, where it is one.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Measure(measure) => Some(measure),
            _ => None,
        }
    }
}

impl Why {
    /// The reason, for people.
    pub fn text(&self) -> String {
        match self {
            Self::DoesNotApply(condition) => {
                format!("does not apply to your services: asked only where {condition}")
            }
            Self::Excluded { reason, approved_by } => {
                let by = approved_by.as_ref().map(|role| format!(" (approved by {role})"));
                format!("left out by the program: {reason}{}", by.unwrap_or_default())
            }
            Self::OtherRole(role) => format!("answered by {role}"),
        }
    }
}
