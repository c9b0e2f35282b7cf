//! What a plan is: what to do, in which order, by when, and what it changes.

use super::accepted::Side;
use super::load::RoleLoad;
use super::request::Minimize;
use crate::facility::Facility;
use crate::measure::Fraction;
use jiff::civil::Date;

/// The alignment plan of a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The first working day.
    pub start: Date,
    /// The tier that is aimed at; `None` where the program has none.
    pub target: Option<String>,
    /// What to do, by start.
    pub actions: Vec<Action>,
    /// What cannot wait for an action, by due date.
    pub interims: Vec<Interim>,
    /// How good the choice is.
    pub selection: Chosen,
    /// How good the order is.
    pub schedule: Scheduled,
    /// What is reached when.
    pub milestones: Vec<Milestone>,
    /// When each gate of the target is met.
    pub gates: Vec<GateDate>,
    /// How much of each role it takes.
    pub loads: Vec<RoleLoad>,
    /// What is left as it is, with the reason.
    pub left: Vec<Left>,
    /// Open answers that would change the plan, where they are to be asked first.
    pub questions: Vec<Question>,
    /// Days that do not move: a visit, a meeting.
    pub fixed: Vec<PlanPoint>,
    /// Days that people wrote down and that the plan does not keep.
    pub missed: Vec<Missed>,
    /// What people have to know beside it.
    pub notes: Vec<String>,
    /// Where the facility stands now.
    pub now: Standing,
    /// Where it stands when everything is done and verified.
    pub expected: Standing,
}

/// A remediation in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its id: the remediation's, or one that people gave.
    pub id: String,
    /// The remediation; `None`: people added the action.
    pub remediation: Option<String>,
    /// Which side does it.
    pub party: Side,
    /// What to do.
    pub title: String,
    /// Who answers for it.
    pub role: String,
    /// Who does how much of it; who answers for it comes first.
    pub shares: Vec<Share>,
    /// Person-days of all its roles; of a range the upper end.
    pub effort_days: Fraction,
    /// The lower end of the range; the same where there is none.
    pub least_days: Fraction,
    /// Calendar days that it takes at least.
    pub lead_days: u32,
    /// The first day of it.
    pub start: Date,
    /// The last day of it.
    pub due: Date,
    /// Whether people fixed the day on which it starts.
    pub is_fixed: bool,
    /// Working days.
    pub working_days: usize,
    /// The open criteria that it closes.
    pub closes: Vec<String>,
    /// Actions that come before.
    pub after: Vec<String>,
    /// Whether a day's delay of it delays the whole.
    pub critical_path: bool,
    /// Working days by which it alone can slip without delaying anything.
    pub slack_days: usize,
    /// What reduces the risk until it is done.
    pub interim: Option<String>,
    /// Evidence that closes it.
    pub done_when: String,
    /// Facts that it changes.
    pub sets: Vec<String>,
    /// Why it is in the plan.
    pub reason: Reason,
}

impl Action {
    /// Whether one of its roles is away on a day, so that nothing of it goes on.
    pub(super) fn is_paused(&self, facility: &Facility, day: Date) -> bool {
        let mut roles = self.shares.iter().map(|share| &share.role);
        self.party == Side::Hospital && roles.any(|role| facility.is_away(role, day))
    }
}

/// What one role does of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The role.
    pub role: String,
    /// Its person-days.
    pub effort_days: Fraction,
}

/// A day that does not move, in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPoint {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Actions of the plan that have to be done before.
    pub after: Vec<String>,
    /// Actions of the plan that wait for it.
    pub before: Vec<String>,
}

/// A day that people wrote down and that a plan does not keep, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The code of its page.
    pub code: &'static str,
    /// The action.
    pub action: String,
    /// What is missed.
    pub asked: Asked,
    /// The day that was written down.
    pub date: Date,
    /// The day by the plan.
    pub planned: Date,
    /// Working days between the two.
    pub late_days: usize,
    /// Why.
    pub why: String,
}

/// What is asked of an action on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is due.
    Due,
    /// It has to be done before a fixed point, by its title.
    Before(String),
    /// It starts.
    Start,
}

/// Why an action is in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It removes immediate danger.
    ImmediateDanger,
    /// It closes a must-pass criterion.
    Critical,
    /// It closes what does high harm if it fails.
    HighHarm,
    /// It closes what the law demands.
    Law,
    /// It closes what reviewers name among what to do first.
    KeyRecommendation,
    /// It was asked for.
    Asked,
    /// The target needs it.
    Target,
    /// Another action needs it first.
    Prerequisite,
}

impl Reason {
    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::ImmediateDanger => "immediate danger",
            Self::Critical => "must-pass",
            Self::HighHarm => "high harm",
            Self::Law => "law",
            Self::KeyRecommendation => "key recommendation of the reviewers",
            Self::Asked => "asked for",
            Self::Target => "needed for the target",
            Self::Prerequisite => "comes first",
        }
    }
}

/// What reduces a risk from now on, with its own due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interim {
    /// The criterion, with its location.
    pub place: String,
    /// What to do at once.
    pub control: String,
    /// Who does it.
    pub role: String,
    /// The last day, by the program's clock; `None` where it has none.
    pub due: Option<Date>,
}

/// How good the choice of actions is.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Person-days of all actions.
    pub effort_days: Fraction,
    /// The same at the lower end of efforts that are ranges.
    pub least_days: Fraction,
    /// No choice that reaches the same costs less than this, in the unit that was minimized.
    pub bound: Fraction,
    /// Whether no cheaper choice exists.
    pub proven: bool,
    /// By which share of the bound it lies above it at most, up to the next thousandth.
    pub above: Fraction,
    /// What was made as small as possible.
    pub minimized: Minimize,
}

/// How good the order of actions is.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheduled {
    /// The last day, at the upper end of efforts that are ranges.
    pub finish: Date,
    /// The last day at the lower end; `None` where no effort is a range.
    pub finish_early: Option<Date>,
    /// No order ends before this day.
    pub bound: Date,
    /// Whether no order ends earlier.
    pub proven: bool,
    /// By which share of its working days it is longer than the bound at most, up to the next
    /// thousandth.
    pub above: Fraction,
}

/// What is reached at the end of a month.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// The last day of an action in that month.
    pub date: Date,
    /// Actions that end in it.
    pub actions: Vec<String>,
    /// What is expected then.
    pub expected: Standing,
}

/// A tier and a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The tier that is indicated; `None` where the program has none.
    pub tier: Option<String>,
    /// The overall score.
    pub overall: Option<Fraction>,
}

/// The day on which a gate is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateDate {
    /// The gate.
    pub id: String,
    /// What it demands, in words.
    pub demands: String,
    /// The day; `None` where the plan does not meet it.
    pub met_on: Option<Date>,
    /// Whether it holds already.
    pub holds_now: bool,
}

/// An open question whose answer would change the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Who answers.
    pub role: String,
    /// Person-days that the plan takes less if it is met.
    pub saves_days: Fraction,
    /// Actions that come or go with the answer.
    pub changes: Vec<String>,
}

/// A gap or an open question that the plan leaves as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: String,
}
