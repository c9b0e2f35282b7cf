//! What an accepted plan and its log ask of a new plan: overrides, what is under way, what was
//! dropped, what people added.

use super::accepted::{Accepted, AcceptedAction, AcceptedShare, End, FixedPoint, Side};
use super::calendar::WorkingDays;
use super::check_in::CheckIn;
use super::forecast::History;
use super::model::{Action, Asked, Plan, PlanPoint, Reason, Share};
use super::progress::Stage;
use super::request::Request;
use super::schedule::Due;
use super::work::{NOT_URGENT, Work};
use crate::diagnostic::mask_line;
use crate::facility::Facility;
use crate::measure::Fraction;
use crate::source::plain_at_most;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days, hospital and end of ranges that work is laid out for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'f> {
    /// Working days from the plan's first.
    pub(super) days: &'f WorkingDays,
    /// The hospital.
    pub(super) facility: &'f Facility,
    /// The end of efforts that are ranges.
    pub(super) end: End,
}

/// An accepted plan, and what has happened by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlan {
    accepted: Accepted,
    histories: BTreeMap<String, History>,
    /// Whether starts give way that only follow from what other actions take.
    is_loose: bool,
}

/// A reason of the log is shown at most this long.
const LONGEST_REASON: usize = 120;

impl KeptPlan {
    /// The plan as it stands by a day.
    pub fn new(accepted: Accepted, log: &[CheckIn], by: Date) -> Self {
        let history = |action: &AcceptedAction| History::of(&action.id, log, by);
        let histories =
            accepted.actions.iter().map(|action| (action.id.clone(), history(action))).collect();
        Self { accepted, histories, is_loose: false }
    }

    /// The same, where an action that starts right after another may start earlier when the other
    /// ends earlier: to see what a change would do.
    #[must_use]
    pub fn loosened(self) -> Self {
        Self { is_loose: true, ..self }
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

    /// Whether a remediation has begun, and was not dropped since.
    pub(super) fn has_begun(&self, remediation: &str) -> bool {
        let history = self.of_remediation(remediation).map(|action| self.history(&action.id));
        history.is_some_and(|of| of.begun.is_some() && of.stage != Stage::Dropped)
    }

    /// Why the log dropped a remediation, if it did.
    pub(super) fn why_dropped(&self, remediation: &str) -> Option<String> {
        let action = self.of_remediation(remediation)?;
        self.is_dropped(&action.id).then(|| self.dropped(action))
    }

    fn dropped(&self, action: &AcceptedAction) -> String {
        let reason = plain_at_most(&self.history(&action.id).reason, LONGEST_REASON);
        format!("{} was dropped: {}", action.id, mask_line(&reason))
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
    pub(super) fn adjust(&self, work: &mut Work, frame: Frame<'_>) {
        let Some(action) = self.of_remediation(&work.id) else { return };
        work.shares = shares(action, frame.end);
        work.after.clone_from(&action.after);
        work.takes_capacity = action.party == Side::Hospital;
        self.place(work, action, frame);
    }

    fn place(&self, work: &mut Work, action: &AcceptedAction, frame: Frame<'_>) {
        let Frame { days, facility, .. } = frame;
        let history = self.history(&action.id);
        work.earliest = days.day_of(action.start);
        let may_move = self.is_loose || frame.end == End::Lower;
        if may_move && self.follows(action, facility) {
            // what it waited for may be done earlier
            work.earliest = 0;
        }
        let Some(begun) = history.begun.filter(|_| history.stage != Stage::Dropped) else {
            if action.is_fixed {
                fix(work, action.start, days);
            }
            return;
        };
        let worked = WorkingDays::new(begun, &facility.holidays).day_of(days.first());
        let left = match history.stage {
            Stage::Verified | Stage::Sustained => 0,
            Stage::EvidenceSent => 1,
            _ => match history.new_due {
                Some(due) => days.day_of(due) + 1,
                None => work.working_days(facility).saturating_sub(worked).max(1),
            },
        };
        // it goes on from the first day, whatever was to come before it
        (work.earliest, work.under_way, work.left) = (0, Some(0), Some(left));
        work.after.clear();
    }

    /// Whether an action starts right after one that it waits for, or that its role is at work on:
    /// then that is why it starts on this day, and not a wish of people.
    fn follows(&self, action: &AcceptedAction, facility: &Facility) -> bool {
        let shares_role = |other: &AcceptedAction| {
            other.shares.iter().any(|one| action.shares.iter().any(|own| own.role == one.role))
        };
        let next = |other: &AcceptedAction| {
            let day = other.due.tomorrow().ok()?;
            Some(WorkingDays::new(day, &facility.holidays).first())
        };
        let mut others = self.accepted.actions.iter().filter(|other| {
            action.after.contains(&other.id) || (other.id != action.id && shares_role(other))
        });
        others.any(|other| next(other) == Some(action.start))
    }

    /// What people added, but for what is dropped, or done and of no use any more for what is open.
    pub(super) fn own<'k>(
        &'k self,
        frame: Frame<'_>,
        open: &BTreeSet<&str>,
    ) -> Vec<(Work, &'k [String])> {
        let Frame { facility, end, .. } = frame;
        let work = |action: &'k AcceptedAction| {
            let span = WorkingDays::new(action.start, &facility.holidays).day_of(action.due) + 1;
            let takes_capacity = action.party == Side::Hospital;
            let mut work = Work {
                left: (!takes_capacity).then_some(span),
                takes_capacity,
                ..Work::new(&action.id, shares(action, end), action.after.clone())
            };
            self.place(&mut work, action, frame);
            (work, action.closes.as_slice())
        };
        self.own_actions(open).map(work).collect()
    }

    fn own_actions<'k, 'o>(
        &'k self,
        open: &'o BTreeSet<&str>,
    ) -> impl Iterator<Item = &'k AcceptedAction> + use<'k, 'o> {
        let own = self.accepted.actions.iter().filter(|action| action.remediation.is_none());
        own.filter(move |action| {
            let history = self.history(&action.id);
            let closes = || action.closes.iter().any(|id| open.contains(id.as_str()));
            history.stage != Stage::Dropped && (!history.is_verified() || closes())
        })
    }

    /// What people's own actions close of what is open: each with its id and its person-days.
    pub(super) fn closing(&self, open: &BTreeSet<&str>) -> Vec<&AcceptedAction> {
        self.own_actions(open).filter(|action| !action.closes.is_empty()).collect()
    }

    /// The action of the plan for what people added.
    pub(super) fn own_action(&self, work: &Work, open: &BTreeSet<&str>) -> Option<Action> {
        let action = self.own_actions(open).find(|action| action.id == work.id)?;
        let closes = action.closes.iter().filter(|id| open.contains(id.as_str()));
        Some(Action {
            id: action.id.clone(),
            remediation: None,
            party: action.party,
            title: action.title.clone(),
            role: action.role.clone(),
            shares: work.shares.clone(),
            effort_days: work.effort_days(),
            least_days: work.effort_days(),
            lead_days: 0,
            start: action.start,
            due: action.due,
            is_fixed: false,
            working_days: 0,
            closes: closes.cloned().collect(),
            after: Vec::new(),
            critical_path: false,
            slack_days: 0,
            interim: None,
            done_when: action.done_when.clone(),
            sets: Vec::new(),
            reason: Reason::Asked,
        })
    }

    /// Person-days of a piece of work at the lower end of its range, where people say one.
    pub(super) fn least_days(&self, work: &Work) -> Option<Fraction> {
        self.of_work(work).map(|action| action.effort.low.clone())
    }

    /// The days that people wrote down for a piece of work: its own due, and the fixed points that
    /// need it and are still to come. What is verified has none.
    pub(super) fn days_asked(&self, work: &Work, first: Date) -> Vec<(Asked, Date)> {
        let action = self.of_work(work);
        if action.is_some_and(|action| self.history(&action.id).is_verified()) {
            return Vec::new();
        }
        let own = action.map(|action| (Asked::Due, action.due));
        let points = self.accepted.fixed.iter().filter(|point| {
            point.date >= first && point.needs(&work.id, work.urgency < NOT_URGENT)
        });
        let points = points.map(|point| (Asked::Before(point.title.clone()), point.date));
        points.chain(own).collect()
    }

    fn of_work(&self, work: &Work) -> Option<&AcceptedAction> {
        self.of_remediation(&work.id).or_else(|| self.accepted.action(&work.id))
    }

    /// When a piece of work should be done, by the days that people wrote down.
    pub(super) fn set_due(&self, work: &mut Work, days: &WorkingDays) {
        for (asked, date) in self.days_asked(work, days.first()) {
            let by = last_day(&asked, date).map_or(0, |last| days.up_to(last));
            let is_point = matches!(asked, Asked::Before(_));
            if is_point {
                work.before = Some(work.before.map_or(by, |before| before.min(by)));
            }
            let weight = work.weight() * if is_point { POINT } else { 1 };
            work.due = Some(work.due.map_or(Due { by, weight }, |due| Due {
                by: due.by.min(by),
                weight: due.weight.max(weight),
            }));
        }
    }

    /// The fixed points, with the actions of a plan that have to do with each.
    pub(super) fn points(&self, works: &[Work]) -> Vec<PlanPoint> {
        let point = |point: &FixedPoint| {
            let ids = |is: &dyn Fn(&Work) -> bool| {
                works.iter().filter(|work| is(work)).map(|work| work.id.clone()).collect()
            };
            PlanPoint {
                id: point.id.clone(),
                title: point.title.clone(),
                date: point.date,
                after: ids(&|work| point.needs(&work.id, work.urgency < NOT_URGENT)),
                before: ids(&|work| point.before.contains(&work.id)),
            }
        };
        let mut points: Vec<PlanPoint> = self.accepted.fixed.iter().map(point).collect();
        points.sort_by_key(|point| point.date);
        points
    }

    /// The day on which people fixed a start that is not kept.
    pub(super) fn fixed_start(&self, work: &Work) -> Option<Date> {
        self.of_work(work).filter(|action| action.is_fixed).map(|action| action.start)
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
        action.working_days = all.filter(|day| !action.is_paused(facility, *day)).count();
    }

    /// What people have to know: reasons of what was dropped, days that are missed.
    pub(super) fn tell(&self, plan: &mut Plan) {
        let planned: BTreeSet<&str> =
            plan.actions.iter().flat_map(|a| a.closes.iter().map(String::as_str)).collect();
        plan.left.retain(|left| !planned.contains(left.criterion.as_str()));
        for action in self.accepted.actions.iter().filter(|action| self.is_dropped(&action.id)) {
            let why = self.dropped(action);
            for left in plan.left.iter_mut().filter(|l| action.closes.contains(&l.criterion)) {
                left.reason.clone_from(&why);
            }
            if action.closes.is_empty() {
                plan.notes.push(format!("{why}."));
            }
        }
    }
}

/// How much more it weighs that a fixed point is missed than a due of the plan's own.
const POINT: u32 = 3;

/// The last day on which work may end for what is asked.
pub(super) fn last_day(asked: &Asked, date: Date) -> Option<Date> {
    match asked {
        Asked::Before(_) => date.yesterday().ok(),
        Asked::Due | Asked::Start => Some(date),
    }
}

/// Who does how much of an action, at an end of its efforts.
fn shares(action: &AcceptedAction, end: End) -> Vec<Share> {
    let share = |share: &AcceptedShare| Share {
        role: share.role.clone(),
        effort_days: share.effort.at(end).clone(),
    };
    action.shares.iter().map(share).collect()
}

/// Fixes the start of work, unless nobody can begin on that day.
fn fix(work: &mut Work, start: Date, days: &WorkingDays) {
    work.fixed = Some(days.day_of(start));
    if start < days.first() {
        work.release("the day is over, and no check-in says that it began".to_owned());
    } else if !days.is_worked(start) {
        work.release("nobody works on that day".to_owned());
    }
}
