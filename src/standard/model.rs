//! What a checklist is once it is read.

use super::relation::Contradiction;
use crate::condition::Condition;
use crate::measure::Fraction;
use jiff::civil::Date;
use semver::Version;

/// A versioned file of criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its id, equal to its folder.
    pub id: String,
    /// Its version, equal to its file name.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// First day on which an assessment may be judged by it.
    pub effective: Date,
    /// What every criterion's id begins with.
    pub prefix: String,
    /// The version it takes the place of.
    pub supersedes: Option<Version>,
    /// What it stands on, for people.
    pub notes: String,
    /// Who answers for it.
    pub approval: Option<Approval>,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// Its sections, in file order.
    pub sections: Vec<Section>,
    /// Scales of its own.
    pub scales: Vec<Scale>,
    /// Its criteria, in file order.
    pub criteria: Vec<Criterion>,
    /// Ways to close gaps.
    pub remediations: Vec<Remediation>,
    /// Answers that cannot all be true.
    pub contradictions: Vec<Contradiction>,
    /// What differs from the superseded version.
    pub changes: Vec<Change>,
}

/// Who answers for a version. Bodies and roles, never persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Approval {
    /// The body.
    pub body: String,
    /// When.
    pub date: Option<Date>,
    /// Where it is recorded.
    pub reference: Option<String>,
}

/// A document that criteria rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id within the file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Which edition.
    pub edition: String,
    /// Whether a reader can open it.
    pub access: Access,
    /// Where a reader finds it.
    pub url: Option<String>,
    /// When somebody opened it; `None`: nobody did.
    pub checked_on: Option<Date>,
    /// When it has to be opened again.
    pub review_by: Option<Date>,
}

/// Whether a reader can open a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Free on the web.
    Open,
    /// Free after registration.
    Registration,
    /// For payment or membership.
    Paid,
}

/// A group of criteria, or of sections.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its id within the file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its weight among its siblings, used by the tree model; 1 to 5.
    pub weight: u32,
    /// The section it belongs to.
    pub parent: Option<String>,
}

/// A scale of the file's own: levels from the lowest credit to the highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its id within the file.
    pub id: String,
    /// Its levels.
    pub levels: Vec<Level>,
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its id, which a sheet gives as response.
    pub id: String,
    /// Its label for people.
    pub label: String,
    /// Its credit, from 0 to 1.
    pub credit: Fraction,
}

/// How a criterion is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answering {
    /// Met or not met.
    Binary,
    /// Met, partial or not met.
    Conformance,
    /// By a number.
    Measure(Measure),
    /// By a level of a scale of the file.
    Scale(Scale),
}

/// A measured rate or number.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// `percent`, `days` and so on.
    pub unit: String,
    /// Whether more is better.
    pub direction: Direction,
    /// Full credit from here on; for `percent` a share from 0 to 1.
    pub target: Fraction,
    /// Fewer cases than this cannot be judged.
    pub minimum_denominator: Option<u32>,
    /// Partial credits short of the target.
    pub steps: Vec<Step>,
    /// What is counted.
    pub numerator: Option<String>,
    /// What it is counted among.
    pub denominator: Option<String>,
    /// What is left out beforehand.
    pub exclusions: Option<String>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// A partial credit from a value on.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// From this value on.
    pub at: Fraction,
    /// This credit.
    pub credit: Fraction,
}

/// What happens to a patient or a worker if a criterion fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Harm {
    /// Inconvenience or delay.
    Low,
    /// Harm that passes.
    Moderate,
    /// Death or lasting harm.
    High,
}

/// Why a criterion may be demanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Law, of this jurisdiction.
    Law(String),
    /// An accreditor demands it.
    Accreditor,
    /// Published consensus.
    Consensus,
    /// Proposed by the checklist itself.
    Proposed,
}

/// Who answers: the facility as a whole, or each place of care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Once.
    Facility,
    /// For each location.
    Location,
}

/// One testable requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its immutable id, never reused.
    pub id: String,
    /// The section it belongs to.
    pub section: String,
    /// Its title.
    pub title: String,
    /// The demand.
    pub statement: String,
    /// Why it matters.
    pub rationale: String,
    /// How a reviewer tests it.
    pub guidance: String,
    /// How it is answered.
    pub answering: Answering,
    /// Its weight, 1 to 5.
    pub weight: u32,
    /// Whether it gates.
    pub critical: bool,
    /// What happens if it fails.
    pub harm: Harm,
    /// Why it may be demanded.
    pub basis: Basis,
    /// Whether it counts in a score; otherwise it is reported only.
    pub scored: bool,
    /// Who answers.
    pub per: Per,
    /// The role that answers.
    pub answer_role: String,
    /// When it applies; `None`: always.
    pub applies_when: Option<Condition>,
    /// What a reviewer asks for.
    pub evidence: Vec<EvidenceAsk>,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// Criteria without which it cannot be met.
    pub requires: Vec<String>,
}

/// A piece of evidence that a reviewer asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceAsk {
    /// Kind of evidence, from the vocabulary.
    pub kind: String,
    /// What to hand over.
    pub ask: String,
    /// How long it stays valid, in months.
    pub valid_for_months: Option<u32>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source's id.
    pub id: String,
    /// Where in it.
    pub at: Option<String>,
}

/// The checklist's template for closing gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Remediation {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// The criteria it closes.
    pub closes: Vec<String>,
    /// Who does it.
    pub role: String,
    /// Person-days, in halves.
    pub effort_days: Fraction,
    /// Calendar days until it can be finished.
    pub lead_days: u32,
    /// Remediations that come before.
    pub after: Vec<String>,
    /// What reduces the risk until it is closed.
    pub interim: Option<String>,
    /// Evidence that closes it.
    pub done_when: String,
    /// Facts it changes.
    pub sets: Vec<(String, bool)>,
}

/// What differs from the superseded version, for one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The criterion.
    pub criterion: String,
    /// What kind of change.
    pub kind: ChangeKind,
    /// Criteria of the superseded version that it comes from.
    pub from: Vec<String>,
    /// By when a facility adopts it.
    pub adopt_by: Option<Date>,
    /// For people.
    pub note: Option<String>,
}

/// Kinds of change of a criterion between versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Other words, same meaning.
    Reworded,
    /// Same demand, said more clearly.
    Clarified,
    /// Asks less.
    Relaxed,
    /// Asks more.
    Stricter,
    /// Became several.
    Split,
    /// Came from several.
    Merged,
    /// Another demand in its place.
    Replaced,
    /// New.
    Added,
    /// Gone.
    Retired,
}

impl Checklist {
    /// A criterion by id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        // ids of a checklist differ in their last signs: one of them tells most off
        let last = id.bytes().last();
        self.criteria.iter().find(|one| one.id.bytes().last() == last && one.id == id)
    }

    /// A section by id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// How many criteria gate.
    pub fn critical_count(&self) -> usize {
        self.criteria.iter().filter(|criterion| criterion.critical).count()
    }

    /// `pharmacy@2.0.0`, as sheets name it.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

impl Measure {
    /// Whether the unit is a share of cases.
    pub fn is_percent(&self) -> bool {
        self.unit == "percent"
    }

    /// Whether a value reaches a mark, in the measure's direction.
    pub fn reaches(&self, value: &Fraction, mark: &Fraction) -> bool {
        match self.direction {
            Direction::Higher => value >= mark,
            Direction::Lower => value <= mark,
        }
    }

    /// The credit of a value: 1 at the target, else the best step reached, else 0.
    pub fn credit(&self, value: &Fraction) -> Fraction {
        if self.reaches(value, &self.target) {
            return Fraction::ONE;
        }
        self.step_credit(value)
    }

    /// The credit of a value by the steps alone: what stays where a program hardens the target.
    pub fn step_credit(&self, value: &Fraction) -> Fraction {
        let reached = self.steps.iter().filter(|step| self.reaches(value, &step.at));
        reached.map(|step| step.credit.clone()).max().unwrap_or(Fraction::ZERO)
    }

    /// A value as people read it: `93.3 %`, `45 days`. Percentages are rounded down.
    pub fn show(&self, value: &Fraction) -> String {
        if self.is_percent() {
            format!("{} %", value.percent())
        } else {
            format!("{} {}", value.plain(), self.unit)
        }
    }
}

impl Answering {
    /// Its name in a file.
    pub fn name(&self) -> &str {
        match self {
            Self::Binary => "binary",
            Self::Conformance => "conformance",
            Self::Measure(_) => "measure",
            Self::Scale(scale) => &scale.id,
        }
    }

    /// The measure, where it is one.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Measure(measure) => Some(measure),
            _ => None,
        }
    }
}

impl Harm {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

impl Basis {
    /// The word people read.
    pub fn word(&self) -> String {
        match self {
            Self::Law(whose) => format!("law ({whose})"),
            Self::Accreditor => "accreditor".to_owned(),
            Self::Consensus => "consensus".to_owned(),
            Self::Proposed => "proposed".to_owned(),
        }
    }
}
