//! Actions as a network of activities: roles are resources, absences are pauses.

use super::calendar::WorkingDays;
use super::model::Share;
use super::schedule::{Activity, Calendar, Day, Demand, Network, NetworkError, Resource};
use super::work::{Work, parts_of};
use crate::facility::{Absence, Facility};
use std::collections::{BTreeMap, BTreeSet};

/// The hospital: its roles and absences, and its working days.
pub(super) type Hospital<'h> = (&'h Facility, &'h WorkingDays);

/// The network of some actions; `pinned` are starts that are settled already.
pub(super) fn network(
    (facility, days): Hospital<'_>,
    works: &[Work],
    pinned: &[Option<Day>],
) -> Result<Network, NetworkError> {
    let roles: BTreeSet<&str> = works.iter().flat_map(roles_of).collect();
    let roles: BTreeMap<&str, usize> = roles.into_iter().zip(0..).collect();
    let resource =
        |role: &&str| Resource { capacity: parts_of(facility, role), ..Resource::default() };
    let resources = roles.keys().map(resource).collect();
    let begun = begun(facility, works);
    let mut away = Away::new(facility, days);
    let mut activities = Vec::new();
    for (at, work) in works.iter().enumerate() {
        let calendar = away.calendar_of(work);
        let demand = |(share, units): (&Share, u32)| {
            let resource = roles.get(share.role.as_str()).copied()?;
            (work.takes_capacity && units > 0).then_some(Demand { resource, units })
        };
        let units = begun.get(&at).cloned().unwrap_or_else(|| work.parts_a_day(facility));
        let place = |id: &String| works.iter().position(|work| work.id == *id);
        let goes_on = work.under_way.and_then(|day| away.first_worked(calendar, day));
        let settled = pinned.get(at).copied().flatten();
        activities.push(Activity {
            duration: work.working_days(facility),
            demands: work.shares.iter().zip(units).filter_map(demand).collect(),
            predecessors: work.after.iter().filter_map(place).collect(),
            earliest: work.earliest.min(work.fixed.unwrap_or(work.earliest)),
            fixed: goes_on.or(work.fixed).or(settled),
            calendar,
            due: work.due,
        });
    }
    Network::new(activities, resources, away.calendars)
}

fn roles_of(work: &Work) -> impl Iterator<Item = &str> {
    work.shares.iter().map(|share| share.role.as_str())
}

/// The calendars of roles that are away. An action of several roles goes on while all are there.
struct Away<'h> {
    pauses: BTreeMap<&'h str, BTreeSet<Day>>,
    places: BTreeMap<Vec<&'h str>, usize>,
    calendars: Vec<Calendar>,
}

impl<'h> Away<'h> {
    fn new(facility: &'h Facility, days: &WorkingDays) -> Self {
        let mut pauses = BTreeMap::<&str, BTreeSet<Day>>::new();
        for absence in &facility.absences {
            pauses.entry(&absence.role).or_default().extend(span(days, absence));
        }
        Self { pauses, places: BTreeMap::new(), calendars: Vec::new() }
    }

    fn calendar_of(&mut self, work: &Work) -> Option<usize> {
        let of: BTreeSet<&str> = roles_of(work).filter(|_| work.takes_capacity).collect();
        let away = self.pauses.iter().filter(|(role, _)| of.contains(*role));
        let (roles, pauses): (Vec<&str>, Vec<_>) = away.map(|(role, days)| (*role, days)).unzip();
        if roles.is_empty() {
            return None;
        }
        let pauses = pauses.into_iter().flatten().copied().collect();
        let calendars = &mut self.calendars;
        let place = self.places.entry(roles).or_insert_with(|| {
            calendars.push(Calendar { pauses });
            calendars.len() - 1
        });
        Some(*place)
    }

    /// What is under way when its role is away goes on when it is back.
    fn first_worked(&self, calendar: Option<usize>, day: Day) -> Option<Day> {
        let pauses = calendar.and_then(|at| self.calendars.get(at)).map(|away| &away.pauses);
        // one of so many days is no pause
        let last = day + pauses.map_or(0, BTreeSet::len);
        (day..=last).find(|day| pauses.is_none_or(|pauses| !pauses.contains(day)))
    }
}

/// The working days of a plan that lie in an absence.
fn span(days: &WorkingDays, absence: &Absence) -> std::ops::Range<Day> {
    days.day_of(absence.from)..days.up_to(absence.to)
}

/// What is under way goes on, even where its role has begun more than it can do at once: each then
/// gets its share.
fn begun(facility: &Facility, works: &[Work]) -> BTreeMap<usize, Vec<u32>> {
    let goes_on = |work: &Work| work.under_way.is_some() && work.takes_capacity;
    let going: Vec<(usize, &Work)> =
        works.iter().enumerate().filter(|(_, work)| goes_on(work)).collect();
    let mut wanted: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, work) in &going {
        for (role, units) in roles_of(work).zip(work.parts_a_day(facility)) {
            *wanted.entry(role).or_default() += u64::from(units);
        }
    }
    let share = |(role, own): (&str, u32)| {
        let all = wanted.get(role).copied().unwrap_or_default();
        let has = u64::from(parts_of(facility, role));
        let own = u64::from(own);
        u32::try_from(if all <= has { own } else { own * has / all }).unwrap_or(u32::MAX)
    };
    let shares = |work: &Work| roles_of(work).zip(work.parts_a_day(facility)).map(share).collect();
    going.into_iter().map(|(at, work)| (at, shares(work))).collect()
}
