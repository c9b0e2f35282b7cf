//! The alignment plan as data: `concordant.plan/1`.

use super::score::{FacilityRecord, ProgramRecord};
use super::stamp::Stamp;
use super::whole::Report;
use crate::measure::Fraction;
use crate::plan::{
    Action, GateDate, Interim, Left, Milestone, Plan, Question, Reason, RoleLoad, Standing,
};
use jiff::civil::Date;
use serde::Serialize;

/// The plan of a facility.
#[derive(Debug, Clone, Serialize)]
pub struct PlanReport {
    /// `concordant.plan/1`.
    pub schema: &'static str,
    /// What it was made by and from.
    pub stamp: Stamp,
    /// What it is not.
    pub disclaimer: &'static str,
    /// Whose plan it is.
    pub facility: FacilityRecord,
    /// By what it is judged.
    pub program: ProgramRecord,
    /// In which round.
    pub round: String,
    /// The day that the answers speak of.
    pub as_of: Date,
    /// Whether an input has errors, so that the plan may change when they are mended.
    pub provisional: bool,
    /// The first working day.
    pub start: Date,
    /// The tier that is aimed at.
    pub target: Option<String>,
    /// What to do, by start.
    pub actions: Vec<ActionRecord>,
    /// What cannot wait for an action.
    pub interims: Vec<InterimRecord>,
    /// How good the choice is.
    pub selection: SelectionRecord,
    /// How good the order is.
    pub schedule: ScheduleRecord,
    /// What is expected when.
    pub milestones: Vec<MilestoneRecord>,
    /// When each gate of the target is met.
    pub gates: Vec<GateDateRecord>,
    /// How much of each role it takes.
    pub loads: Vec<LoadRecord>,
    /// What is left as it is.
    pub left: Vec<LeftRecord>,
    /// Open answers that would change the plan, where they are to be asked first.
    pub questions: Vec<QuestionRecord>,
    /// What people have to know beside it.
    pub notes: Vec<String>,
    /// Where the facility stands now.
    pub now: StandingRecord,
    /// Where it stands when everything is done and verified.
    pub expected: StandingRecord,
}

/// An action.
#[derive(Debug, Clone, Serialize)]
pub struct ActionRecord {
    pub id: String,
    /// Null: people added the action.
    pub remediation: Option<String>,
    pub title: String,
    pub role: String,
    /// `hospital` or `network`.
    pub party: &'static str,
    pub effort_days: f64,
    pub lead_days: u32,
    pub working_days: usize,
    pub start: Date,
    pub due: Date,
    pub closes: Vec<String>,
    pub after: Vec<String>,
    pub critical_path: bool,
    pub slack_days: usize,
    pub interim: Option<String>,
    pub done_when: String,
    pub sets: Vec<String>,
    pub reason: &'static str,
}

/// What reduces a risk at once.
#[derive(Debug, Clone, Serialize)]
pub struct InterimRecord {
    pub place: String,
    pub control: String,
    pub role: String,
    pub due: Option<Date>,
}

/// How good the choice of actions is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SelectionRecord {
    pub effort_days: f64,
    /// No choice that reaches the same has less of what was minimized.
    pub bound: f64,
    pub proven: bool,
    /// `effort`, `time` or `cost`.
    pub minimized: &'static str,
}

/// How good the order of actions is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ScheduleRecord {
    pub finish: Date,
    pub bound: Date,
    pub proven: bool,
}

/// What is expected at the end of a month.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneRecord {
    pub date: Date,
    pub actions: Vec<String>,
    pub expected: StandingRecord,
}

/// The day on which a gate is met; null where it holds already or the plan does not meet it.
#[derive(Debug, Clone, Serialize)]
pub struct GateDateRecord {
    pub gate: String,
    pub demands: String,
    pub holds_now: bool,
    pub met_on: Option<Date>,
}

/// What a plan takes of a role.
#[derive(Debug, Clone, Serialize)]
pub struct LoadRecord {
    pub role: String,
    pub days_a_week: f64,
    pub effort_days: f64,
    pub weeks: Vec<WeekRecord>,
}

/// Person-days in the week of a Monday.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct WeekRecord {
    pub week_of: Date,
    pub days: f64,
}

/// A gap or an open question that is left, and room for who accepts that.
#[derive(Debug, Clone, Serialize)]
pub struct LeftRecord {
    pub criterion: String,
    pub title: String,
    pub reason: String,
    pub accepted_by: Option<String>,
    pub accepted_on: Option<Date>,
}

/// An open question whose answer would change the plan.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRecord {
    pub criterion: String,
    pub title: String,
    pub role: String,
    pub saves_days: f64,
    pub changes: Vec<String>,
}

/// A tier and a score.
#[derive(Debug, Clone, Serialize)]
pub struct StandingRecord {
    pub tier: Option<String>,
    /// 0 to 100, rounded down.
    pub percent: Option<f64>,
    /// The exact score.
    pub value: Option<Fraction>,
}

impl PlanReport {
    /// The report of a plan, for the facility of a gap report.
    pub fn new(plan: &Plan, report: &Report) -> Self {
        let score = &report.score;
        Self {
            schema: "concordant.plan/1",
            stamp: report.stamp.clone(),
            disclaimer: report.disclaimer,
            facility: score.facility.clone(),
            program: score.program.clone(),
            round: score.round.clone(),
            as_of: score.as_of,
            provisional: score.provisional,
            start: plan.start,
            target: plan.target.clone(),
            actions: plan.actions.iter().map(action).collect(),
            interims: plan.interims.iter().map(interim).collect(),
            selection: SelectionRecord {
                effort_days: plan.selection.effort_days.to_f64(),
                bound: plan.selection.bound.to_f64(),
                proven: plan.selection.proven,
                minimized: plan.selection.minimized.word(),
            },
            schedule: ScheduleRecord {
                finish: plan.schedule.finish,
                bound: plan.schedule.bound,
                proven: plan.schedule.proven,
            },
            milestones: plan.milestones.iter().map(milestone).collect(),
            gates: plan.gates.iter().map(gate).collect(),
            loads: plan.loads.iter().map(load).collect(),
            left: plan.left.iter().map(left).collect(),
            questions: plan.questions.iter().map(question).collect(),
            notes: plan.notes.clone(),
            now: standing(&plan.now),
            expected: standing(&plan.expected),
        }
    }
}

fn action(action: &Action) -> ActionRecord {
    ActionRecord {
        id: action.id.clone(),
        remediation: action.remediation.clone(),
        title: action.title.clone(),
        role: action.role.clone(),
        party: action.party.word(),
        effort_days: action.effort_days.to_f64(),
        lead_days: action.lead_days,
        working_days: action.working_days,
        start: action.start,
        due: action.due,
        closes: action.closes.clone(),
        after: action.after.clone(),
        critical_path: action.critical_path,
        slack_days: action.slack_days,
        interim: action.interim.clone(),
        done_when: action.done_when.clone(),
        sets: action.sets.clone(),
        reason: Reason::label(action.reason),
    }
}

fn interim(interim: &Interim) -> InterimRecord {
    InterimRecord {
        place: interim.place.clone(),
        control: interim.control.clone(),
        role: interim.role.clone(),
        due: interim.due,
    }
}

fn milestone(milestone: &Milestone) -> MilestoneRecord {
    MilestoneRecord {
        date: milestone.date,
        actions: milestone.actions.clone(),
        expected: standing(&milestone.expected),
    }
}

fn gate(gate: &GateDate) -> GateDateRecord {
    GateDateRecord {
        gate: gate.id.clone(),
        demands: gate.demands.clone(),
        holds_now: gate.holds_now,
        met_on: gate.met_on,
    }
}

fn load(load: &RoleLoad) -> LoadRecord {
    let week = |(week_of, days): &(Date, Fraction)| WeekRecord {
        week_of: *week_of,
        days: days.decimal(2).parse().unwrap_or_default(),
    };
    LoadRecord {
        role: load.role.clone(),
        days_a_week: load.days_a_week.to_f64(),
        effort_days: load.effort_days.to_f64(),
        weeks: load.weeks.iter().map(week).collect(),
    }
}

fn left(left: &Left) -> LeftRecord {
    LeftRecord {
        criterion: left.criterion.clone(),
        title: left.title.clone(),
        reason: left.reason.clone(),
        accepted_by: None,
        accepted_on: None,
    }
}

fn question(question: &Question) -> QuestionRecord {
    QuestionRecord {
        criterion: question.criterion.clone(),
        title: question.title.clone(),
        role: question.role.clone(),
        saves_days: question.saves_days.to_f64(),
        changes: question.changes.clone(),
    }
}

pub(super) fn standing(standing: &Standing) -> StandingRecord {
    StandingRecord {
        tier: standing.tier.clone(),
        percent: standing.overall.as_ref().map(Fraction::percent_number),
        value: standing.overall.clone(),
    }
}
