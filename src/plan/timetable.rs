//! Actions on working days: how long each takes, what it takes of its role, and when it is done.

use super::calendar::WorkingDays;
use super::schedule::{
    Activity, Budget, Calendar, Day, Demand, Network, NetworkError, Resource, Schedule,
    Unschedulable, schedule,
};
use crate::facility::{Absence, Facility};
use crate::measure::Fraction;
use crate::standard::model::Remediation;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Days a week of a role that the facility says nothing of.
const DAYS_A_WEEK: i128 = 1;
/// Parts of a person-day that capacity is counted in: fine enough for half a day a week.
const PARTS: i128 = 1_000;

/// What one action asks of the timetable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Work {
    /// Its id.
    pub(super) id: String,
    /// The role that does it.
    pub(super) role: String,
    /// Person-days.
    pub(super) effort_days: Fraction,
    /// Calendar days that it takes at least.
    pub(super) lead_days: u32,
    /// What comes before.
    pub(super) after: Vec<String>,
    /// The smaller, the sooner: 0 removes immediate danger, 1 closes a must-pass criterion.
    pub(super) urgency: u8,
    /// The first day on which it may start.
    pub(super) earliest: Day,
    /// The only day on which it may start: it is under way.
    pub(super) fixed: Option<Day>,
    /// Working days that are left of it; `None`: all.
    pub(super) left: Option<Day>,
    /// Whether it takes the time of a role of the hospital.
    pub(super) takes_capacity: bool,
}

impl Work {
    pub(super) fn of(remediation: &Remediation) -> Self {
        Self {
            id: remediation.id.clone(),
            role: remediation.role.clone(),
            effort_days: remediation.effort_days.clone(),
            lead_days: remediation.lead_days,
            after: remediation.after.clone(),
            urgency: u8::MAX,
            earliest: 0,
            fixed: None,
            left: None,
            takes_capacity: true,
        }
    }

    /// Working days that it still takes.
    pub(super) fn working_days(&self, facility: &Facility) -> Day {
        self.left.unwrap_or_else(|| self.all_days(facility))
    }

    /// The longer of its lead time and its effort by the capacity of its role, in working days.
    fn all_days(&self, facility: &Facility) -> Day {
        let by_lead = WorkingDays::within(self.lead_days);
        let by_effort = self.effort_days.over(&capacity(facility, &self.role));
        let by_effort = by_effort.map_or(0, |days| ceiling(&days));
        by_lead.max(by_effort)
    }

    /// Parts of a person-day on each day of it.
    fn parts_a_day(&self, facility: &Facility) -> u32 {
        let days = self.all_days(facility);
        let a_day = self.effort_days.over(&Fraction::count(days));
        let parts = a_day.map_or(0, |a_day| ceiling(&a_day.times(&Fraction::whole(PARTS))));
        u32::try_from(parts).unwrap_or(u32::MAX)
    }
}

/// Working days that a remediation takes.
pub(super) fn working_days(facility: &Facility, remediation: &Remediation) -> Day {
    Work::of(remediation).working_days(facility)
}

/// Days a week of a role.
pub(super) fn days_a_week(facility: &Facility, role: &str) -> Fraction {
    let week = facility.roles.get(role).filter(|days| **days > Fraction::ZERO);
    week.cloned().unwrap_or(Fraction::whole(DAYS_A_WEEK))
}

/// Person-days of a role on each working day.
fn capacity(facility: &Facility, role: &str) -> Fraction {
    days_a_week(facility, role).times(&Fraction::new(1, 5))
}

/// Whether a facility says how many days a week a role has.
pub(super) fn is_known(facility: &Facility, role: &str) -> bool {
    facility.roles.get(role).is_some_and(|days| *days > Fraction::ZERO)
}

fn ceiling(value: &Fraction) -> Day {
    let parts = value.numerator().zip(value.denominator());
    let up = parts.map(|(above, below)| (above + below - 1).div_euclid(below));
    up.and_then(|up| usize::try_from(up).ok()).unwrap_or(Day::MAX / 2)
}

/// When everything is done.
#[derive(Debug, Clone)]
pub(super) struct Timetable {
    /// Start and end of each action, as working days; the end is the day after its last.
    pub(super) days: Vec<(Day, Day)>,
    /// Working days by which each alone can slip.
    pub(super) slack: Vec<Day>,
    /// The actions that delay the whole.
    pub(super) critical: Vec<bool>,
    /// Working days until all is done, and the least that any order takes.
    pub(super) finish: (Day, Day),
    /// Whether no order ends earlier.
    pub(super) proven: bool,
}

/// Why there is no timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTimetable {
    /// The actions do not fit together.
    Network(NetworkError),
    /// A fixed day cannot be kept.
    Unschedulable(Unschedulable),
}

impl fmt::Display for NoTimetable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(error) => error.fmt(f),
            Self::Unschedulable(error) => error.fmt(f),
        }
    }
}

/// Puts actions on working days: what is urgent as early as can be, with what comes before it, and
/// around that everything else so that the whole ends early.
pub(super) fn timetable(
    hospital: (&Facility, &WorkingDays),
    works: &[Work],
) -> Result<Timetable, NoTimetable> {
    let free = network(hospital, works, &[]).map_err(NoTimetable::Network)?;
    let shortest = solve(&free)?;
    let mut pinned: Vec<Option<Day>> = vec![None; works.len()];
    for urgency in 0..2 {
        pin(hospital, works, urgency, &mut pinned)?;
    }
    let network = network(hospital, works, &pinned).map_err(NoTimetable::Network)?;
    let found =
        if pinned.iter().all(Option::is_none) { shortest.clone() } else { solve(&network)? };
    let slack = found.slack(&free);
    let on_path = found.critical_path(&network);
    Ok(Timetable {
        days: found.starts.iter().copied().zip(found.finishes.iter().copied()).collect(),
        slack,
        critical: (0..works.len()).map(|at| on_path.contains(&at)).collect(),
        finish: (found.makespan, shortest.lower_bound),
        proven: found.makespan == shortest.lower_bound,
    })
}

fn solve(network: &Network) -> Result<Schedule, NoTimetable> {
    schedule(network, BUDGET).map_err(NoTimetable::Unschedulable)
}

/// Steps that a plan is worth: its actions are some dozens, and people wait for it.
const BUDGET: Budget = Budget { schedules: 2_000, decisions: 2_000, seed: 2_026 };

/// Fixes the starts of what is as urgent, and of what comes before it, as early as they can be.
fn pin(
    hospital: (&Facility, &WorkingDays),
    works: &[Work],
    urgency: u8,
    pinned: &mut [Option<Day>],
) -> Result<(), NoTimetable> {
    let mut wanted: Vec<&str> =
        works.iter().filter(|work| work.urgency == urgency).map(|work| work.id.as_str()).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        let Some(work) = works.iter().find(|work| work.id == id) else { continue };
        if needed.insert(&work.id) {
            wanted.extend(work.after.iter().map(String::as_str));
        }
    }
    let is_in = |at: usize, work: &Work| {
        let goes_on = work.fixed.is_some();
        goes_on || needed.contains(work.id.as_str()) || pinned.get(at).is_some_and(Option::is_some)
    };
    let places: Vec<usize> =
        works.iter().enumerate().filter(|(at, work)| is_in(*at, work)).map(|(at, _)| at).collect();
    let part: Vec<Work> = places.iter().filter_map(|at| works.get(*at).cloned()).collect();
    let fixed: Vec<Option<Day>> =
        places.iter().map(|at| pinned.get(*at).copied().flatten()).collect();
    let network = network(hospital, &part, &fixed).map_err(NoTimetable::Network)?;
    let found = solve(&network)?;
    for (at, start) in places.iter().zip(&found.starts) {
        if let Some(pin) = pinned.get_mut(*at) {
            *pin = Some(*start);
        }
    }
    Ok(())
}

fn network(
    (facility, days): (&Facility, &WorkingDays),
    works: &[Work],
    pinned: &[Option<Day>],
) -> Result<Network, NetworkError> {
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    for work in works {
        let next = roles.len();
        roles.entry(&work.role).or_insert(next);
    }
    let mut resources = vec![Resource::default(); roles.len()];
    for (role, at) in &roles {
        if let Some(resource) = resources.get_mut(*at) {
            let parts = ceiling(&capacity(facility, role).times(&Fraction::whole(PARTS)));
            resource.capacity = u32::try_from(parts).unwrap_or(u32::MAX);
        }
    }
    let shares = shares(facility, works);
    let mut away: BTreeMap<&str, usize> = BTreeMap::new();
    let mut calendars = Vec::new();
    for absence in &facility.absences {
        let at = *away.entry(&absence.role).or_insert(calendars.len());
        if at == calendars.len() {
            calendars.push(Calendar::default());
        }
        if let Some(calendar) = calendars.get_mut(at) {
            calendar.pauses.extend(pauses(days, absence));
        }
    }
    let place = |id: &String| works.iter().position(|work| work.id == *id);
    let calendar_of =
        |work: &Work| away.get(work.role.as_str()).copied().filter(|_| work.takes_capacity);
    // what is under way when its role is away goes on when it is back
    let goes_on = |work: &Work| {
        let calendar = calendar_of(work).and_then(|at| calendars.get(at));
        let pauses = calendar.map(|away| &away.pauses);
        // one of so many days is no pause
        let last = |day: Day| day + pauses.map_or(0, BTreeSet::len);
        let is_free = |day: &Day| pauses.is_none_or(|pauses| !pauses.contains(day));
        work.fixed.and_then(|day| (day..=last(day)).find(is_free))
    };
    let activity = |(at, work): (usize, &Work)| {
        let resource = roles.get(work.role.as_str()).copied().unwrap_or_default();
        let units = shares.get(&at).copied().unwrap_or_else(|| work.parts_a_day(facility));
        let units = if work.takes_capacity { units } else { 0 };
        Activity {
            duration: work.working_days(facility),
            demands: if units > 0 { vec![Demand { resource, units }] } else { Vec::new() },
            predecessors: work.after.iter().filter_map(place).collect(),
            earliest: work.earliest,
            calendar: calendar_of(work),
            fixed: goes_on(work).or(pinned.get(at).copied().flatten()),
        }
    };
    let activities = works.iter().enumerate().map(activity).collect();
    Network::new(activities, resources, calendars)
}

/// The working days of a plan that lie in an absence.
fn pauses(days: &WorkingDays, absence: &Absence) -> std::ops::Range<Day> {
    let last = days.first().max(absence.to);
    let end = if absence.to < days.first() { 0 } else { days.day_of(last) };
    let end = if absence.to >= days.first() && days.is_worked(last) { end + 1 } else { end };
    days.day_of(absence.from)..end
}

/// What is under way goes on, even where its role has begun more than it can do at once: each then
/// gets its share.
fn shares(facility: &Facility, works: &[Work]) -> BTreeMap<usize, u32> {
    let mut wanted: BTreeMap<&str, u64> = BTreeMap::new();
    let goes_on = |work: &Work| work.fixed.is_some() && work.takes_capacity;
    for work in works.iter().filter(|work| goes_on(work)) {
        *wanted.entry(&work.role).or_default() += u64::from(work.parts_a_day(facility));
    }
    let share = |work: &Work| {
        let all = wanted.get(work.role.as_str()).copied()?;
        let has = ceiling(&capacity(facility, &work.role).times(&Fraction::whole(PARTS)));
        let has = u64::try_from(has).ok()?;
        let own = u64::from(work.parts_a_day(facility));
        u32::try_from(if all <= has { own } else { own * has / all }).ok()
    };
    let going = works.iter().enumerate().filter(|(_, work)| goes_on(work));
    going.filter_map(|(at, work)| Some((at, share(work)?))).collect()
}
