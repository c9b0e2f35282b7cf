//! What a plan is asked for.

use super::kept::KeptPlan;
use jiff::civil::Date;

/// What is planned, and what steers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The tier that is aimed at; without it the program's highest.
    pub target: Option<String>,
    /// How much is planned.
    pub breadth: Breadth,
    /// What is made as small as possible.
    pub minimize: Minimize,
    /// Criteria and remediations that have to be in the plan.
    pub must: Vec<String>,
    /// Criteria and remediations that must not be in it.
    pub skip: Vec<String>,
    /// Why they must not.
    pub skip_reason: String,
    /// Whether open questions are asked before anything is planned for them.
    pub ask_first: bool,
    /// The first day.
    pub start: Date,
    /// The accepted plan, where there is one, and what has happened.
    pub kept: Option<KeptPlan>,
}

/// How much is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Breadth {
    /// What may not wait, and what the target needs.
    #[default]
    Usual,
    /// What the target needs, and nothing else.
    Minimum,
    /// Everything.
    CloseAll,
}

impl Minimize {
    /// The word of the command line and of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Effort => "effort",
            Self::Time => "time",
            Self::Cost => "cost",
        }
    }
}

/// What is made as small as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Minimize {
    /// Person-days.
    #[default]
    Effort,
    /// Working days that the actions take one after the other.
    Time,
    /// Money, by the day rates of the facility.
    Cost,
}
