//! A network made ready for counting: flat lists, days as windows, capacities packed into words.

use std::collections::BTreeMap;

use super::calendar::Workdays;
use super::check;
use super::model::{Day, Due, Network};
use super::window;

/// A network compiled.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) count: usize,
    pub(super) durations: Vec<Day>,
    pub(super) predecessors: Vec<Vec<usize>>,
    pub(super) successors: Vec<Vec<usize>>,
    /// Predecessors first.
    pub(super) order: Vec<usize>,
    /// The place of every activity in `order`.
    pub(super) places: Vec<usize>,
    pub(super) workdays: Vec<Workdays>,
    pub(super) fixed: Vec<Option<Day>>,
    /// The first day on which an activity can start, whatever the capacities.
    pub(super) heads: Vec<Day>,
    /// The day by which it must have finished for the sake of fixed starts, else the horizon.
    pub(super) deadlines: Vec<Day>,
    /// The day by which each has to finish on its own account; none: `Day::MAX`.
    pub(super) limits: Vec<Day>,
    /// When each should finish.
    pub(super) dues: Vec<Option<Due>>,
    /// Units a day of every resource that an activity takes.
    pub(super) units: Vec<BTreeMap<usize, u64>>,
    /// Capacity of every resource on every day before the horizon.
    pub(super) capacities: Vec<Vec<u64>>,
    /// No schedule that starts everything as early as it can reaches this day.
    pub(super) horizon: Day,
    pub(super) lanes: Lanes,
    /// Demands of every activity, packed.
    pub(super) demands: Vec<u64>,
    /// Capacities of every day, packed, with the guards set.
    pub(super) free: Vec<u64>,
}

/// How resources share words: each has a lane whose highest bit, the guard, is set while the lane
/// is not overdrawn. One subtraction so tests all the resources of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes {
    bits: usize,
    pub(super) words: usize,
    pub(super) guards: u64,
}

impl Lanes {
    fn new(resources: usize, largest: u64) -> Self {
        let bits = [16, 32].into_iter().find(|bits| largest < 1 << (bits - 1)).unwrap_or(64);
        let guards = (0..64 / bits).map(|lane| 1 << (lane * bits + bits - 1)).sum();
        // a word without resources costs less than an exception
        Self { bits, words: resources.div_ceil(64 / bits).max(1), guards }
    }

    fn pack(&self, units: impl Iterator<Item = (usize, u64)>, words: &mut [u64]) {
        for (resource, units) in units {
            let (word, lane) = (resource / (64 / self.bits), resource % (64 / self.bits));
            words[word] |= units << (lane * self.bits);
        }
    }
}

impl Instance {
    pub(super) fn of(network: &Network) -> Self {
        let activities = network.activities();
        let order = check::order(activities).expect("a checked network has no cycle");
        let mut places = vec![0; order.len()];
        for (place, activity) in order.iter().enumerate() {
            places[*activity] = place;
        }
        let latest = |reach: Day, day: Day| reach.max(day);
        let days = activities.iter().map(|one| one.earliest.max(one.fixed.unwrap_or(0)));
        let total: Day = activities.iter().map(|one| one.duration).sum();
        let horizon = days.fold(check::settled(network), latest) + total + 1;
        let units: Vec<_> = activities.iter().map(check::units).collect();
        let capacities = capacities(network, &units, horizon);
        let largest = capacities.iter().flatten().copied().max().unwrap_or(0);
        let mut instance = Self {
            count: order.len(),
            durations: activities.iter().map(|one| one.duration).collect(),
            predecessors: activities.iter().map(|one| one.predecessors.clone()).collect(),
            successors: vec![Vec::new(); order.len()],
            workdays: check::workdays(network),
            fixed: activities.iter().map(|one| one.fixed).collect(),
            heads: activities.iter().map(|one| one.earliest).collect(),
            deadlines: Vec::new(),
            limits: vec![Day::MAX; order.len()],
            dues: activities.iter().map(|one| one.due).collect(),
            lanes: Lanes::new(capacities.len(), largest),
            demands: Vec::new(),
            free: Vec::new(),
            order,
            places,
            units,
            capacities,
            horizon,
        };
        instance.link();
        instance.pack();
        instance.heads = window::heads(&instance);
        instance.deadlines = window::deadlines(&instance, horizon);
        instance
    }

    /// The same with hard limits in place of dues.
    pub(super) fn limited(mut self, limits: Vec<Day>) -> Self {
        self.limits = limits;
        self.dues = vec![None; self.count];
        self.deadlines = window::deadlines(&self, self.horizon);
        self
    }

    /// Whether anything should be finished by a day.
    pub(super) fn has_dues(&self) -> bool {
        self.dues.iter().any(Option::is_some)
    }

    /// What it weighs that an activity finishes on a day, if that is late.
    pub(super) fn overdue(&self, activity: usize, finish: Day) -> u64 {
        let late = |due: &Due| {
            let days = u64::try_from(finish.saturating_sub(due.by)).unwrap_or(u64::MAX);
            days.saturating_mul(u64::from(due.weight))
        };
        self.dues[activity].as_ref().map_or(0, late)
    }

    fn link(&mut self) {
        for activity in 0..self.count {
            self.predecessors[activity].sort_unstable();
            self.predecessors[activity].dedup();
            for predecessor in &self.predecessors[activity] {
                self.successors[*predecessor].push(activity);
            }
        }
    }

    fn pack(&mut self) {
        let Lanes { words, guards, .. } = self.lanes;
        self.demands = vec![0; self.count * words];
        for (units, packed) in self.units.iter().zip(self.demands.chunks_mut(words)) {
            self.lanes.pack(units.iter().map(|(resource, units)| (*resource, *units)), packed);
        }
        self.free = vec![guards; self.horizon * words];
        for (day, packed) in self.free.chunks_mut(words).enumerate() {
            let on_day = self.capacities.iter().map(|days| days[day]);
            self.lanes.pack(on_day.enumerate(), packed);
        }
    }

    /// The packed demands of an activity.
    pub(super) fn demand(&self, activity: usize) -> &[u64] {
        &self.demands[activity * self.lanes.words..][..self.lanes.words]
    }

    /// The day after the last day of work of an activity that starts on `start`.
    pub(super) fn finish(&self, activity: usize, start: Day) -> Day {
        self.workdays[activity].finish(start, self.durations[activity])
    }
}

/// Capacity of every resource on every day; never more than could be taken at once, so that
/// plenty needs no wide lanes.
fn capacities(network: &Network, units: &[BTreeMap<usize, u64>], horizon: Day) -> Vec<Vec<u64>> {
    let mut capacities = Vec::new();
    for (id, resource) in network.resources().iter().enumerate() {
        let wanted: u64 = units.iter().filter_map(|units| units.get(&id)).sum();
        let mut days = vec![u64::from(resource.capacity).min(wanted); horizon];
        for less in resource.reductions.iter().filter(|less| less.from < less.until) {
            for day in &mut days[less.from.min(horizon)..less.until.min(horizon)] {
                *day = u64::from(less.capacity).min(*day);
            }
        }
        capacities.push(days);
    }
    capacities
}
