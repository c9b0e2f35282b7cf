//! What a program is once it is read: checklists, scoring model, tailoring, gates, tiers, clocks.

use super::clock::Clock;
use super::model::Approval;
use crate::condition::Condition;
use crate::measure::Fraction;
use jiff::civil::Date;
use semver::{Version, VersionReq};
use std::fmt;

/// What a hospital applies for.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Its id, equal to its folder.
    pub id: String,
    /// Its version, equal to its file name.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// First day on which it may be applied for.
    pub effective: Date,
    /// The version it takes the place of.
    pub supersedes: Option<Version>,
    /// Why it is built as it is, for people.
    pub notes: String,
    /// Who answers for it.
    pub approval: Option<Approval>,
    /// How answers become a score.
    pub model: ScoringModel,
    /// The checklists it judges by, in order.
    pub checklists: Vec<ChecklistUse>,
    /// What it changes in them.
    pub tailoring: Vec<Tailoring>,
    /// What must be true of a facility before it is judged.
    pub eligibility: Vec<Eligibility>,
    /// Tiers, best first; the last is where nothing is demanded. None: advisory.
    pub tiers: Vec<Tier>,
    /// Conditions of the tiers.
    pub gates: Vec<Gate>,
    /// Times within which something has to happen.
    pub clocks: Vec<Clock>,
    /// What is asked for before anybody visits: documents, never scored.
    pub due_diligence: Vec<DueDiligence>,
}

/// A document asked for before anybody visits. It is never scored, and clinical reports leave it
/// out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDiligence {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
}

/// How answers become a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoringModel {
    /// Σ weight·credit / Σ weight.
    Flat,
    /// Σ credit / count.
    FlatUnweighted,
    /// Weighted mean of the children's scores, level by level.
    Tree,
    /// 1 if every counted criterion has credit 1, else 0.
    Absolute,
}

/// A checklist of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistUse {
    /// Its id.
    pub id: String,
    /// Which versions are allowed.
    pub requirement: VersionReq,
    /// Its weight in the overall score.
    pub weight: u32,
    /// Whether a facility may leave it out.
    pub optional: bool,
}

/// What a program changes in a criterion, with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Tailoring {
    /// The criterion.
    pub criterion: String,
    /// What is changed.
    pub action: TailoringAction,
    /// Why.
    pub reason: String,
    /// The role that approved it; needed to exclude a critical criterion.
    pub approved_by: Option<String>,
}

/// What may be tailored. Never weights, text or scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TailoringAction {
    /// The criterion is left out.
    Exclude,
    /// The criterion gates.
    MakeCritical,
    /// The target of a measure is harder.
    HardenTarget(Fraction),
    /// Anything short of full credit earns none.
    DemandFullCredit,
}

/// What must be true of a facility; judged first and printed apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility {
    /// Its id.
    pub id: String,
    /// In words.
    pub title: String,
    /// The condition.
    pub when: Condition,
}

/// A tier of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Its id, such as `concordant`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it means for the facility.
    pub meaning: String,
}

/// A condition of a tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Its id.
    pub id: String,
    /// The tier it belongs to.
    pub tier: String,
    /// What it demands.
    pub kind: GateKind,
}

/// What a gate demands. Lower bounds only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GateKind {
    /// Every must-pass criterion has full credit.
    MustPass,
    /// The overall score.
    Overall(Fraction),
    /// The score of every checklist.
    EachChecklist(Fraction),
    /// The score of one checklist.
    Checklist(String, Fraction),
    /// The score of one section: checklist, section.
    Section(String, String, Fraction),
    /// The share of counted criteria that are assessed.
    Complete(Fraction),
    /// The share of must-pass criteria that a reviewer verified.
    Verified(Fraction),
}

impl TailoringAction {
    /// What it does, in words.
    pub fn word(&self) -> String {
        match self {
            Self::Exclude => "left out".to_owned(),
            Self::MakeCritical => "made must-pass".to_owned(),
            Self::HardenTarget(target) => format!("target raised to {target}"),
            Self::DemandFullCredit => "full credit or none".to_owned(),
        }
    }
}

impl Program {
    /// A tier by id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// The gates of a tier.
    pub fn gates_of<'p>(&'p self, tier: &'p str) -> impl Iterator<Item = &'p Gate> + Clone {
        self.gates.iter().filter(move |gate| gate.tier == tier)
    }

    /// `full-partner@1.0.0`.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

impl ScoringModel {
    /// Its name in files and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::FlatUnweighted => "flat-unweighted",
            Self::Tree => "tree",
            Self::Absolute => "absolute",
        }
    }

    /// Its formula in words.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Flat => {
                "sum of weight × credit, divided by the sum of weights, over counted criteria"
            }
            Self::FlatUnweighted => "sum of credits divided by the number of counted criteria",
            Self::Tree => "weighted mean of sections level by level; in a section, weight × credit",
            Self::Absolute => "1 if every counted criterion has full credit, otherwise 0",
        }
    }
}

impl GateKind {
    /// Its name in files and results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MustPass => "must-pass",
            Self::Overall(_) => "overall",
            Self::EachChecklist(_) => "each-checklist",
            Self::Checklist(..) => "checklist",
            Self::Section(..) => "section",
            Self::Complete(_) => "complete",
            Self::Verified(_) => "verified",
        }
    }

    /// What has to be reached, from 0 to 1.
    pub fn threshold(&self) -> Fraction {
        match self {
            Self::MustPass => Fraction::ONE,
            Self::Overall(at_least)
            | Self::EachChecklist(at_least)
            | Self::Checklist(_, at_least)
            | Self::Section(_, _, at_least)
            | Self::Complete(at_least)
            | Self::Verified(at_least) => at_least.clone(),
        }
    }

    /// Whether whoever passes this passes the other.
    pub fn implies(&self, other: &Self) -> bool {
        let harder = self.threshold() >= other.threshold();
        let covers = match (self, other) {
            // a mean is never below its smallest part
            (Self::EachChecklist(_), Self::Overall(_) | Self::Checklist(..)) => true,
            (Self::Checklist(id, _), Self::Checklist(other, _)) => id == other,
            (Self::Section(id, section, _), Self::Section(other, other_section, _)) => {
                id == other && section == other_section
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        };
        covers && harder
    }
}

impl fmt::Display for GateKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at_least = self.threshold().percent();
        let at_least = at_least.strip_suffix(".0").unwrap_or(&at_least);
        match self {
            Self::MustPass => f.write_str("every must-pass criterion is met"),
            Self::Overall(_) => write!(f, "overall score at least {at_least} %"),
            Self::EachChecklist(_) => write!(f, "every checklist at least {at_least} %"),
            Self::Checklist(id, _) => write!(f, "{id} at least {at_least} %"),
            Self::Section(id, section, _) => {
                write!(f, "section {section} of {id} at least {at_least} %")
            }
            Self::Complete(_) => write!(f, "at least {at_least} % of criteria assessed"),
            Self::Verified(_) => {
                write!(f, "at least {at_least} % of must-pass criteria verified by a reviewer")
            }
        }
    }
}
