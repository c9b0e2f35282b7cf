//! The alignment plan as data: `concordant.plan/1`.

use super::head::Head;
use super::whole::Report;
use crate::measure::Fraction;
use crate::plan::{
    Action, Asked, GateDate, Interim, Left, Milestone, Missed, Plan, PlanPoint, Question, Reason,
    RoleLoad, Share, Standing,
};
use crate::report::text::words::count;
use jiff::civil::Date;
use serde::Serialize;

/// The plan of a facility.
#[derive(Debug, Clone, Serialize)]
pub struct PlanReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: Head,
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
    /// Days that do not move, and what has to do with each.
    pub fixed: Vec<PlanPointRecord>,
    /// Days that people wrote down and that the plan does not keep.
    pub missed: Vec<MissedRecord>,
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
    /// Who answers for it.
    pub role: String,
    /// Who does how much of it.
    pub roles: Vec<ShareRecord>,
    /// `hospital` or `network`.
    pub party: &'static str,
    /// Person-days of all roles; of a range the upper end.
    pub effort_days: f64,
    /// The lower end of a range; the same where there is none.
    pub least_days: f64,
    pub lead_days: u32,
    pub working_days: usize,
    pub start: Date,
    pub due: Date,
    /// Whether people fixed the day on which it starts.
    pub fixed: bool,
    pub closes: Vec<String>,
    pub after: Vec<String>,
    pub critical_path: bool,
    pub slack_days: usize,
    pub interim: Option<String>,
    pub done_when: String,
    pub sets: Vec<String>,
    pub reason: &'static str,
    /// Days that it does not keep, each in a sentence.
    #[serde(skip)]
    pub not_kept: Vec<String>,
}

/// What one role does of an action.
#[derive(Debug, Clone, Serialize)]
pub struct ShareRecord {
    pub role: String,
    pub effort_days: f64,
}

/// A day that does not move.
#[derive(Debug, Clone, Serialize)]
pub struct PlanPointRecord {
    pub id: String,
    pub title: String,
    pub date: Date,
    /// Actions that have to be done before.
    pub after: Vec<String>,
    /// Actions that wait for it.
    pub before: Vec<String>,
    /// Actions that will not be done before.
    pub late: Vec<String>,
}

/// A day that the plan does not keep.
#[derive(Debug, Clone, Serialize)]
pub struct MissedRecord {
    /// `C608` or `C609`: `concordant explain` has a page for each.
    pub code: &'static str,
    pub action: String,
    /// `due`, `fixed-point` or `start`.
    pub what: &'static str,
    /// The title of the fixed point.
    pub point: Option<String>,
    /// The day that people wrote down.
    pub date: Date,
    /// The day by the plan.
    pub planned: Date,
    /// Working days between the two.
    pub late_days: usize,
    pub why: String,
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
    /// The same at the lower end of efforts that are ranges.
    pub least_days: f64,
    /// No choice that reaches the same has less of what was minimized.
    pub bound: f64,
    pub proven: bool,
    /// Per cent of the bound by which it lies above it at most, rounded up; 0 where it is proven.
    pub above_percent: f64,
    /// `effort`, `time` or `cost`.
    pub minimized: &'static str,
}

/// How good the order of actions is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ScheduleRecord {
    /// At the upper end of efforts that are ranges.
    pub finish: Date,
    /// At the lower end; null where no effort is a range.
    pub finish_early: Option<Date>,
    pub bound: Date,
    pub proven: bool,
    /// Per cent of working days by which it is longer than the bound at most, rounded up.
    pub above_percent: f64,
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

impl MissedRecord {
    /// It in a sentence, with its code.
    fn sentence(&self) -> String {
        self.said(&self.by_how_much())
    }

    /// By how much it is missed.
    pub(in crate::report) fn by_how_much(&self) -> String {
        let late = count(self.late_days, "working day");
        match (self.what, &self.point) {
            ("start", _) => format!("not on {}, which is fixed", self.date),
            (_, Some(point)) => format!("{late} too late for {point} ({})", self.date),
            _ => format!("{late} after it is due ({})", self.date),
        }
    }

    /// What is missed by how much, and why.
    pub(in crate::report) fn said(&self, by_how_much: &str) -> String {
        let Self { code, action, planned, why, .. } = self;
        let does = if self.what == "start" { "starts" } else { "ends" };
        format!("warning[{code}]: {action} {does} on {planned}, {by_how_much}: {why}.")
    }
}

impl PlanReport {
    /// The report of a plan, for the facility of a gap report.
    pub fn new(plan: &Plan, report: &Report) -> Self {
        Self {
            head: Head::of("concordant.plan/1", report),
            start: plan.start,
            target: plan.target.clone(),
            actions: plan.actions.iter().map(|one| action(one, &plan.missed)).collect(),
            interims: plan.interims.iter().map(interim).collect(),
            selection: SelectionRecord {
                effort_days: plan.selection.effort_days.to_f64(),
                least_days: plan.selection.least_days.to_f64(),
                bound: plan.selection.bound.to_f64(),
                proven: plan.selection.proven,
                above_percent: plan.selection.above.percent_number(),
                minimized: plan.selection.minimized.word(),
            },
            schedule: ScheduleRecord {
                finish: plan.schedule.finish,
                finish_early: plan.schedule.finish_early,
                bound: plan.schedule.bound,
                proven: plan.schedule.proven,
                above_percent: plan.schedule.above.percent_number(),
            },
            milestones: plan.milestones.iter().map(milestone).collect(),
            gates: plan.gates.iter().map(gate).collect(),
            loads: plan.loads.iter().map(load).collect(),
            left: plan.left.iter().map(left).collect(),
            questions: plan.questions.iter().map(question).collect(),
            fixed: plan.fixed.iter().map(|one| point(one, &plan.missed)).collect(),
            missed: plan.missed.iter().map(missed).collect(),
            notes: plan.notes.clone(),
            now: standing(&plan.now),
            expected: standing(&plan.expected),
        }
    }
}

fn action(action: &Action, all: &[Missed]) -> ActionRecord {
    let not_kept = all.iter().filter(|missed| missed.action == action.id);
    ActionRecord {
        id: action.id.clone(),
        remediation: action.remediation.clone(),
        title: action.title.clone(),
        role: action.role.clone(),
        roles: action.shares.iter().map(share).collect(),
        party: action.party.word(),
        effort_days: action.effort_days.to_f64(),
        least_days: action.least_days.to_f64(),
        lead_days: action.lead_days,
        working_days: action.working_days,
        start: action.start,
        due: action.due,
        fixed: action.is_fixed,
        closes: action.closes.clone(),
        after: action.after.clone(),
        critical_path: action.critical_path,
        slack_days: action.slack_days,
        interim: action.interim.clone(),
        done_when: action.done_when.clone(),
        sets: action.sets.clone(),
        reason: Reason::label(action.reason),
        not_kept: not_kept.map(|one| missed(one).sentence()).collect(),
    }
}

fn share(share: &Share) -> ShareRecord {
    ShareRecord { role: share.role.clone(), effort_days: share.effort_days.to_f64() }
}

fn point(point: &PlanPoint, missed: &[Missed]) -> PlanPointRecord {
    let asked = Asked::Before(point.title.clone());
    let late = missed.iter().filter(|missed| missed.asked == asked && missed.date == point.date);
    PlanPointRecord {
        id: point.id.clone(),
        title: point.title.clone(),
        date: point.date,
        after: point.after.clone(),
        before: point.before.clone(),
        late: late.map(|missed| missed.action.clone()).collect(),
    }
}

fn missed(missed: &Missed) -> MissedRecord {
    let (what, point) = match &missed.asked {
        Asked::Due => ("due", None),
        Asked::Before(title) => ("fixed-point", Some(title.clone())),
        Asked::Start => ("start", None),
    };
    MissedRecord {
        code: missed.code,
        action: missed.action.clone(),
        what,
        point,
        date: missed.date,
        planned: missed.planned,
        late_days: missed.late_days,
        why: missed.why.clone(),
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
