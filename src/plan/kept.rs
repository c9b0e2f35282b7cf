//! What an accepted plan and its log ask of a new plan: overrides, what is under way, what was
//! dropped, what people added.

use super::accepted::{Accepted, AcceptedAction, Side};
use super::calendar::WorkingDays;
use super::check_in::CheckIn;
use super::forecast::History;
use super::model::{Action, Plan, Reason};
use super::progress::Stage;
use super::request::Request;
use super::timetable::Work;
use crate::diagnostic::mask_line;
use crate::facility::Facility;
use crate::source::plain_at_most;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// An accepted plan, and what has happened by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlan {
    accepted: Accepted,
    histories: BTreeMap<String, History>,
}

/// A reason of the log is shown at most this long.
const LONGEST_REASON: usize = 120;

impl KeptPlan {
    /// The plan as it stands by a day.
    pub fn new(accepted: Accepted, log: &[CheckIn], by: Date) -> Self {
        let history = |action: &AcceptedAction| History::of(&action.id, log, by);
        let histories =
            accepted.actions.iter().map(|action| (action.id.clone(), history(action))).collect();
        Self { accepted, histories }
    }

    fn history(&self, id: &str) -> History {
        self.histories.get(id).cloned().unwrap_or_default()
    }

    fn is_dropped(&self, id: &str) -> bool {
        self.history(id).stage == Stage::Dropped
    }

    /// Actions of remediations, by the id of the remediation.
    fn of_remediation(&self, id: &str) -> Option<&AcceptedAction> {
        self.accepted.actions.iter().find(|action| action.remediation.as_deref() == Some(id))
    }

    /// Whether the log dropped a remediation.
    pub(super) fn has_dropped(&self, remediation: &str) -> bool {
        self.of_remediation(remediation).is_some_and(|action| self.is_dropped(&action.id))
    }

    /// The request with what is under way in it, and without what was dropped, unless it is asked
    /// for anew.
    pub(super) fn steer(&self, request: &Request) -> Request {
        let mut steered = request.clone();
        for action in &self.accepted.actions {
            let Some(remediation) = &action.remediation else { continue };
            let history = self.history(&action.id);
            if history.stage == Stage::Dropped {
                if !request.must.contains(remediation) {
                    steered.skip.push(remediation.clone());
                }
            } else if history.begun.is_some() && !request.skip.contains(remediation) {
                steered.must.push(remediation.clone());
            }
        }
        steered
    }

    /// What people and the log say of the work of a remediation.
    pub(super) fn adjust(&self, work: &mut Work, days: &WorkingDays, facility: &Facility) {
        let Some(action) = self.of_remediation(&work.id) else { return };
        work.role.clone_from(&action.role);
        work.effort_days.clone_from(&action.effort.high);
        work.after.clone_from(&action.after);
        work.takes_capacity = action.party == Side::Hospital;
        self.place(work, action, days, facility);
    }

    fn place(
        &self,
        work: &mut Work,
        action: &AcceptedAction,
        days: &WorkingDays,
        facility: &Facility,
    ) {
        let history = self.history(&action.id);
        work.earliest = days.day_of(action.start);
        let Some(begun) = history.begun.filter(|_| history.stage != Stage::Dropped) else { return };
        let holidays = &facility.holidays;
        let worked = WorkingDays::new(begun, holidays).day_of(days.first());
        let left = match history.stage {
            Stage::Verified | Stage::Sustained => 0,
            Stage::EvidenceSent => 1,
            _ => match history.new_due {
                Some(due) => days.day_of(due) + 1,
                None => work.working_days(facility).saturating_sub(worked).max(1),
            },
        };
        // it goes on from the first day, whatever was to come before it
        (work.earliest, work.fixed, work.left) = (0, Some(0), Some(left));
        work.after.clear();
    }

    /// What people added, but for what is done or dropped.
    pub(super) fn own(&self, days: &WorkingDays, facility: &Facility) -> Vec<Work> {
        let work = |action: &AcceptedAction| {
            let span = WorkingDays::new(action.start, &facility.holidays).day_of(action.due) + 1;
            let takes_capacity = action.party == Side::Hospital;
            let mut work = Work {
                id: action.id.clone(),
                role: action.role.clone(),
                effort_days: action.effort.high.clone(),
                lead_days: 0,
                after: action.after.clone(),
                urgency: u8::MAX,
                earliest: 0,
                fixed: None,
                left: (!takes_capacity).then_some(span),
                takes_capacity,
            };
            self.place(&mut work, action, days, facility);
            work
        };
        self.own_actions().map(work).collect()
    }

    fn own_actions(&self) -> impl Iterator<Item = &AcceptedAction> {
        let own = self.accepted.actions.iter().filter(|action| action.remediation.is_none());
        own.filter(|action| {
            let history = self.history(&action.id);
            history.stage != Stage::Dropped && !history.is_verified()
        })
    }

    /// The action of the plan for what people added.
    pub(super) fn own_action(&self, work: &Work) -> Option<Action> {
        let action = self.own_actions().find(|action| action.id == work.id)?;
        Some(Action {
            id: action.id.clone(),
            remediation: None,
            party: action.party,
            title: action.title.clone(),
            role: work.role.clone(),
            effort_days: work.effort_days.clone(),
            lead_days: 0,
            start: action.start,
            due: action.due,
            working_days: 0,
            closes: action.closes.clone(),
            after: Vec::new(),
            critical_path: false,
            slack_days: 0,
            interim: None,
            done_when: action.done_when.clone(),
            sets: Vec::new(),
            reason: Reason::Asked,
        })
    }

    /// An action as it is under way: it began when it began.
    pub(super) fn since(&self, action: &mut Action, facility: &Facility) {
        let accepted = match &action.remediation {
            Some(remediation) => self.of_remediation(remediation),
            None => self.accepted.action(&action.id),
        };
        let Some(accepted) = accepted else { return };
        action.party = accepted.party;
        let history = self.history(&accepted.id);
        let Some(begun) = history.begun.filter(|_| history.stage != Stage::Dropped) else { return };
        if history.is_verified() {
            action.due = history.last.unwrap_or(action.due);
        }
        action.start = begun.min(action.due);
        let days = WorkingDays::new(action.start, &facility.holidays);
        let all = (0..=days.day_of(action.due)).map(|day| days.date(day));
        let away = |day: &Date| facility.is_away(&action.role, *day);
        action.working_days = all.filter(|day| !away(day)).count();
    }

    /// What people have to know: reasons of what was dropped, days that are missed.
    pub(super) fn tell(&self, plan: &mut Plan) {
        let planned: BTreeSet<&str> =
            plan.actions.iter().flat_map(|a| a.closes.iter().map(String::as_str)).collect();
        plan.left.retain(|left| !planned.contains(left.criterion.as_str()));
        for action in self.accepted.actions.iter().filter(|action| self.is_dropped(&action.id)) {
            let reason = plain_at_most(&self.history(&action.id).reason, LONGEST_REASON);
            let why = format!("{} was dropped: {}", action.id, mask_line(&reason));
            for left in plan.left.iter_mut().filter(|l| action.closes.contains(&l.criterion)) {
                left.reason.clone_from(&why);
            }
            if action.closes.is_empty() {
                plan.notes.push(format!("{why}."));
            }
        }
        for action in &plan.actions {
            let accepted = self.accepted.action(&action.id).map(|accepted| accepted.due);
            if let Some(due) = accepted.filter(|due| *due < action.due) {
                plan.notes.push(format!(
                    "{} ends on {} by this plan; {due} was accepted.",
                    action.id, action.due
                ));
            }
        }
        for point in &self.accepted.fixed {
            let late = plan
                .actions
                .iter()
                .filter(|action| point.after.contains(&action.id) && action.due >= point.date);
            let late: Vec<&str> = late.map(|action| action.id.as_str()).collect();
            if !late.is_empty() {
                let (title, day) = (&point.title, point.date);
                plan.notes.push(format!("Not done before {title} ({day}): {}.", late.join(", ")));
            }
        }
    }
}
