//! The records of a facility's score: the shape that JSON promises.

use super::gaps::sheet_of;
use crate::assessment::{Extent, Party};
use crate::measure::Fraction;
use crate::score::{Counts, ItemReason, State};
use jiff::civil::Date;
use serde::Serialize;

/// A facility's score.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreReport {
    /// `concordant.score/1`.
    pub schema: &'static str,
    /// Who is judged.
    pub facility: FacilityRecord,
    /// By what.
    pub program: ProgramRecord,
    /// In which round.
    pub round: String,
    /// On which day.
    pub as_of: Date,
    /// Whose answers, the last word last.
    pub assessments: Vec<AssessmentRecord>,
    /// Whether an input has errors, so that the result may change when they are mended.
    pub provisional: bool,
    /// Share of counted criteria that are assessed, 0 to 100.
    pub complete: Option<f64>,
    /// Must-pass criteria that a reviewer verified.
    pub verified: VerifiedRecord,
    /// What must be true before anything is judged.
    pub eligibility: Vec<EligibilityRecord>,
    /// What the answers point to.
    pub result: ResultRecord,
    /// The figures.
    pub scores: ScoresRecord,
    /// Every criterion at every location.
    pub items: Vec<ItemRecord>,
    /// What the program changes in the checklists.
    pub tailoring: Vec<TailoringRecord>,
    /// Times within which something has to happen.
    pub clocks: Vec<ClockRecord>,
}

/// A time within which something has to happen.
#[derive(Debug, Clone, Serialize)]
pub struct ClockRecord {
    pub id: String,
    pub within: String,
    pub meaning: String,
}

/// Who is judged.
#[derive(Debug, Clone, Serialize)]
pub struct FacilityRecord {
    pub id: String,
    pub name: String,
    pub locations: Vec<LocationRecord>,
}

/// A place of care.
#[derive(Debug, Clone, Serialize)]
pub struct LocationRecord {
    pub id: String,
    pub name: String,
}

/// What is applied for.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramRecord {
    pub id: String,
    pub version: String,
    pub title: String,
}

/// One assessment of the round.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentRecord {
    pub party: Party,
    pub as_of: Date,
}

/// How many must-pass criteria a reviewer verified.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct VerifiedRecord {
    pub must_pass: usize,
    pub of: usize,
}

/// One condition of eligibility; `holds` is null where a fact is not answered.
#[derive(Debug, Clone, Serialize)]
pub struct EligibilityRecord {
    pub id: String,
    pub title: String,
    pub holds: Option<bool>,
    pub unknown: Vec<String>,
}

/// What the answers point to.
#[derive(Debug, Clone, Serialize)]
pub struct ResultRecord {
    /// A tier, `undetermined`, or null where nothing is counted or the program has no tiers.
    pub tier: Option<String>,
    /// Its title for people.
    pub title: String,
    /// The tier if nothing more is met.
    pub low_tier: Option<String>,
    /// The tier if every open answer turns out in full.
    pub high_tier: Option<String>,
    /// Criteria, with their location, at which a reviewer found immediate danger. It closes no
    /// gate, but no gate asked for by `--gate` holds while it lasts.
    pub immediate_danger: Vec<String>,
    /// Every gate of the program.
    pub gates: Vec<GateRecord>,
}

/// How a gate stands.
#[derive(Debug, Clone, Serialize)]
pub struct GateRecord {
    /// The gate.
    pub id: String,
    /// Its tier.
    pub tier: String,
    /// What kind of gate.
    pub kind: &'static str,
    /// The checklist, or `checklist/section`, that it is about; null where it is about all.
    pub subject: Option<String>,
    /// What it demands, for people.
    pub demands: String,
    /// Whether it holds; null where there is nothing to judge, which does not block.
    pub holds: Option<bool>,
    /// Whether open answers could still make it hold.
    pub open: bool,
    /// What was reached, an exact fraction.
    pub figure: Option<Fraction>,
    /// What has to be reached, an exact fraction.
    pub threshold: Fraction,
    /// What was reached, 0 to 100, rounded down.
    pub percent: Option<f64>,
    /// For gates that count criteria: how many reach it.
    pub count: Option<usize>,
    /// For gates that count criteria: of how many.
    pub of: Option<usize>,
    /// What does not reach it: criteria or checklists.
    pub missing: Vec<String>,
}

/// The figures.
#[derive(Debug, Clone, Serialize)]
pub struct ScoresRecord {
    /// Over all checklists.
    pub overall: ScoreRecord,
    /// Each checklist.
    pub checklists: Vec<ScoreRecord>,
}

/// A score.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreRecord {
    /// The checklist, or `overall`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version; the program's for the overall score.
    pub version: String,
    /// The newer version that has taken its place, where there is one.
    pub superseded_by: Option<String>,
    /// The scoring model.
    pub model: &'static str,
    /// Its weight in the overall score.
    pub weight: u32,
    /// The exact score; null where nothing is counted.
    pub value: Option<Fraction>,
    /// Above.
    pub numerator: Fraction,
    /// Below.
    pub denominator: Fraction,
    /// 0 to 100, rounded down to one digit.
    pub percent: Option<f64>,
    /// Low end of the range: the score.
    pub low: Option<f64>,
    /// High end of the range: every open answer in full.
    pub high: Option<f64>,
    /// The exact high end.
    pub high_value: Option<Fraction>,
    /// Criteria by state.
    pub counts: Counts,
    /// Its sections.
    pub sections: Vec<SectionRecord>,
}

/// The score of a section.
#[derive(Debug, Clone, Serialize)]
pub struct SectionRecord {
    pub id: String,
    pub title: String,
    pub weight: u32,
    pub value: Option<Fraction>,
    pub numerator: Fraction,
    pub denominator: Fraction,
    pub percent: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub counts: Counts,
}

/// One criterion at one location.
#[derive(Debug, Clone, Serialize)]
pub struct ItemRecord {
    /// The criterion.
    pub criterion: String,
    /// The location; null where the facility answers as one.
    pub location: Option<String>,
    /// The checklist.
    pub checklist: String,
    /// The section.
    pub section: String,
    /// The criterion's title.
    pub title: String,
    /// Whether it gates.
    pub critical: bool,
    /// Whether it is scored at all.
    pub scored: bool,
    /// Where it stands.
    pub state: State,
    /// The level of a scale of its own.
    pub level: Option<String>,
    /// An exact fraction; null where it is left out.
    pub credit: Option<Fraction>,
    /// The criterion's weight. A criterion with several locations enters once, with their mean.
    pub weight: u32,
    /// Whether it is in numerator and denominator.
    pub counted: bool,
    /// Why it is in this state, where that is not plain.
    pub reason: Option<ItemReason>,
    /// Whose answer is the answer of record.
    pub party: Option<Party>,
    /// Its sheet.
    pub file: Option<String>,
    /// Its worksheet, where the sheet is a workbook.
    pub worksheet: Option<String>,
    /// Its row as a spreadsheet numbers it.
    pub row: Option<usize>,
    /// A reviewer's word on how far the failure reaches.
    pub extent: Option<Extent>,
    /// Whether a reviewer verified it.
    pub verified: bool,
    /// Whether evidence is cited.
    pub evidence: bool,
    /// The pieces of the evidence register that any party cites for it, by id.
    pub cited: Vec<String>,
    /// The number, where it is a measure.
    pub measure: Option<MeasureRecord>,
    /// What others said, the last word first.
    pub others: Vec<OtherRecord>,
}

impl ItemRecord {
    /// The sheet of its answer, with its worksheet, for people.
    pub fn sheet(&self) -> Option<String> {
        self.file.as_deref().map(|file| sheet_of(file, self.worksheet.as_deref()))
    }
}

/// What another party said.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OtherRecord {
    pub party: Party,
    pub state: State,
}

/// A measured value.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRecord {
    /// What it counts.
    pub unit: String,
    /// The value for people.
    pub shown: Option<String>,
    /// The value, an exact fraction.
    pub value: Option<Fraction>,
    /// Above.
    pub numerator: Option<Fraction>,
    /// Below.
    pub denominator: Option<Fraction>,
    /// The target.
    pub target: Fraction,
    /// The target for people.
    pub target_shown: String,
    /// Fewer cases than this cannot be judged.
    pub minimum: Option<u32>,
    /// Wilson 95 % interval in percent: low end. It never decides.
    pub interval_low: Option<f64>,
    /// High end.
    pub interval_high: Option<f64>,
}

/// What a program changes in a criterion.
#[derive(Debug, Clone, Serialize)]
pub struct TailoringRecord {
    pub criterion: String,
    pub action: &'static str,
    pub reason: String,
    pub approved_by: Option<String>,
    pub critical: bool,
}
