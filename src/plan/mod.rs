//! The alignment plan: what to do, in which order, by when, and what it changes.
//!
//! `goal` states in whole numbers what has to be reached, [`select`] chooses the remediations with
//! the least effort that reach it, [`schedule`] puts them on working days, `milestones` says what is
//! expected when. `accepted` and `check_in` read what people keep: the accepted plan and its log.

mod accept;
mod accepted;
mod accepted_parse;
mod blocked;
mod build;
mod calendar;
mod candidates;
mod check_in;
mod forecast;
mod goal;
mod kept;
mod load;
mod milestones;
mod missed;
mod model;
mod network;
mod progress;
mod questions;
mod request;
pub mod schedule;
pub mod select;
mod timetable;
mod what_if;
mod work;

pub use accept::{Acceptance, Written, new_plan, updated_plan};
pub use accepted::{
    Accepted, AcceptedAction, AcceptedLeft, AcceptedShare, AfterAll, Effort, FixedPoint, Known,
    Side,
};
pub use accepted_parse::parse_accepted;
pub use build::{NoPlan, plan};
pub use calendar::WorkingDays;
pub use check_in::{COLUMNS, CheckIn, Event, Log, header_of, read_log};
pub use kept::KeptPlan;
pub use load::RoleLoad;
pub use model::{
    Action, Asked, Chosen, GateDate, Interim, Left, Milestone, Missed, Plan, PlanPoint, Question,
    Reason, Scheduled, Share, Standing,
};
pub use progress::{ActionProgress, Expected, PointProgress, Progress, Risk, Stage, progress};
pub use request::{Breadth, Minimize, Request};
pub use timetable::NoTimetable;
pub use what_if::Change;

use crate::gap::GapList;

/// The criteria that are not met, by the rank of their gaps, then of their open questions. A
/// criterion with several locations comes as often as they do.
fn open_criteria(list: &GapList) -> impl Iterator<Item = &str> {
    let gaps = list.gaps.iter().map(|gap| gap.criterion.as_str());
    gaps.chain(list.open_questions.iter().map(|question| question.criterion.as_str()))
}
