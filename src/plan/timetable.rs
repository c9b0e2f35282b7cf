//! Actions on working days: how long each takes, what it takes of its role, and when it is done.

use super::calendar::WorkingDays;
use super::schedule::{
    Activity, Budget, Day, Demand, Network, NetworkError, Resource, Schedule, Unschedulable,
    schedule,
};
use crate::facility::Facility;
use crate::measure::Fraction;
use crate::standard::model::Remediation;
use std::collections::BTreeMap;

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
}

impl Work {
    pub(super) fn of(remediation: &Remediation) -> Self {
        Self {
            id: remediation.id.clone(),
            role: remediation.role.clone(),
            effort_days: remediation.effort_days.clone(),
            lead_days: remediation.lead_days,
            after: remediation.after.clone(),
        }
    }

    /// The longer of its lead time and its effort by the capacity of its role, in working days.
    pub(super) fn working_days(&self, facility: &Facility) -> Day {
        let by_lead = WorkingDays::within(self.lead_days);
        let by_effort = self.effort_days.over(&capacity(facility, &self.role));
        let by_effort = by_effort.map_or(0, |days| ceiling(&days));
        by_lead.max(by_effort)
    }

    /// Parts of a person-day on each day of it.
    fn parts_a_day(&self, facility: &Facility) -> u32 {
        let days = self.working_days(facility);
        let a_day = self.effort_days.over(&Fraction::count(days));
        let parts = a_day.map_or(0, |a_day| ceiling(&a_day.times(&Fraction::whole(PARTS))));
        u32::try_from(parts).unwrap_or(u32::MAX)
    }
}

/// Working days that a remediation takes.
pub(super) fn working_days(facility: &Facility, remediation: &Remediation) -> Day {
    Work::of(remediation).working_days(facility)
}

/// Person-days of a role on each working day.
fn capacity(facility: &Facility, role: &str) -> Fraction {
    let week = facility.roles.get(role).filter(|days| **days > Fraction::ZERO);
    week.cloned().unwrap_or(Fraction::whole(DAYS_A_WEEK)).times(&Fraction::new(1, 5))
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

/// Puts actions on working days.
pub(super) fn timetable(facility: &Facility, works: &[Work]) -> Result<Timetable, NoTimetable> {
    let network = network(facility, works).map_err(NoTimetable::Network)?;
    let found: Schedule = schedule(&network, Budget::of(&network))
        .map_err(NoTimetable::Unschedulable)?;
    let slack = found.slack(&network);
    let on_path = found.critical_path(&network);
    Ok(Timetable {
        days: found.starts.iter().copied().zip(found.finishes.iter().copied()).collect(),
        slack,
        critical: (0..works.len()).map(|at| on_path.contains(&at)).collect(),
        finish: (found.makespan, found.lower_bound),
        proven: found.proven,
    })
}

fn network(facility: &Facility, works: &[Work]) -> Result<Network, NetworkError> {
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
    let place = |id: &String| works.iter().position(|work| work.id == *id);
    let activity = |work: &Work| {
        let resource = roles.get(work.role.as_str()).copied().unwrap_or_default();
        let units = work.parts_a_day(facility);
        Activity {
            duration: work.working_days(facility),
            demands: if units > 0 { vec![Demand { resource, units }] } else { Vec::new() },
            predecessors: work.after.iter().filter_map(place).collect(),
            ..Activity::default()
        }
    };
    Network::new(works.iter().map(activity).collect(), resources, Vec::new())
}
