//! What is to be scheduled: activities, resources, calendars, and the checked network of them.

use std::collections::BTreeSet;

use super::check;
use super::error::NetworkError;

/// A working day, counted from the first day of the plan.
pub type Day = usize;

/// Something that takes time. Once begun it goes on, but for the pauses of its calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    /// Days of work; 0 marks a moment, which consumes nothing.
    pub duration: Day,
    /// What it takes on every day of work. Several demands on one resource add up.
    pub demands: Vec<Demand>,
    /// Activities that must have finished before this one starts.
    pub predecessors: Vec<usize>,
    /// The first day on which it may start.
    pub earliest: Day,
    /// The only day on which it may start: a visit, a meeting of a committee.
    pub fixed: Option<Day>,
    /// The calendar that it pauses by.
    pub calendar: Option<usize>,
    /// When it should have finished. A schedule that is late is still one, but none is chosen that
    /// is later than it has to be.
    pub due: Option<Due>,
}

/// A day that somebody wants to see kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day after the last on which it should be at work.
    pub by: Day,
    /// How much a day of delay weighs against that of others.
    pub weight: u32,
}

/// Units of a resource that an activity takes on each day of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// Place of the resource in the network.
    pub resource: usize,
    /// Units a day.
    pub units: u32,
}

/// Something that comes back every day: people of a role, a room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resource {
    /// Units on an ordinary day.
    pub capacity: u32,
    /// Days with less; where several cover a day, the least holds.
    pub reductions: Vec<Reduction>,
}

/// A stretch of days on which a resource has less than usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reduction {
    /// The first day with less.
    pub from: Day,
    /// The first day after it.
    pub until: Day,
    /// Units on these days; more than the usual capacity changes nothing.
    pub capacity: u32,
}

/// Days on which the activities of this calendar pause: they neither progress nor take capacity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The days of absence.
    pub pauses: BTreeSet<Day>,
}

/// Activities, resources and calendars that fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    activities: Vec<Activity>,
    resources: Vec<Resource>,
    calendars: Vec<Calendar>,
}

impl Network {
    /// Checks that every reference leads somewhere, that nothing waits for itself, that every
    /// demand can be met on an ordinary day and that every fixed start can be kept.
    pub fn new(
        activities: Vec<Activity>,
        resources: Vec<Resource>,
        calendars: Vec<Calendar>,
    ) -> Result<Self, NetworkError> {
        let network = Self { activities, resources, calendars };
        check::check(&network)?;
        Ok(network)
    }

    /// The activities, by id.
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// The resources, by id.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// The calendars, by id.
    pub fn calendars(&self) -> &[Calendar] {
        &self.calendars
    }

    /// Whether the activity works on this day, given that it is under way.
    pub fn works(&self, activity: usize, day: Day) -> bool {
        let calendar = self.activities.get(activity).and_then(|activity| activity.calendar);
        !calendar
            .and_then(|calendar| self.calendars.get(calendar))
            .is_some_and(|calendar| calendar.pauses.contains(&day))
    }

    /// The day after the last day of work of an activity that starts on `start`.
    pub fn finish(&self, activity: usize, start: Day) -> Day {
        let mut left = self.activities.get(activity).map_or(0, |activity| activity.duration);
        let mut day = start;
        while left > 0 {
            left -= usize::from(self.works(activity, day));
            day += 1;
        }
        day
    }
}

impl Resource {
    /// Units on a day.
    pub fn capacity_on(&self, day: Day) -> u32 {
        let covering = self.reductions.iter().filter(|less| less.from <= day && day < less.until);
        covering.map(|less| less.capacity).fold(self.capacity, u32::min)
    }
}
