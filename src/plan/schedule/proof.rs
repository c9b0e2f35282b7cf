//! Asks a constraint solver whether all activities can be finished by a day, and counts its turns.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pumpkin_conflict_resolvers::resolvers::ResolutionResolver;
use pumpkin_core::Solver;
use pumpkin_core::branching::branchers::autonomous_search::AutonomousSearch;
use pumpkin_core::branching::branchers::independent_variable_value_brancher::IndependentVariableValueBrancher;
use pumpkin_core::branching::value_selection::InDomainMin;
use pumpkin_core::branching::variable_selection::Smallest;
use pumpkin_core::options::{RestartOptions, SequenceGeneratorType, SolverOptions};
use pumpkin_core::results::{ProblemSolution, SatisfactionResult};
use pumpkin_core::termination::TerminationCondition;
use pumpkin_core::variables::{AffineView, DomainId, TransformableVariable};

use super::instance::Instance;
use super::model::Day;
use super::window;

/// The solver counts in 32 bits; a sum of units above this is left to the bounds.
const MOST_UNITS: u64 = 1 << 24;
/// More days of work than this around pauses would make the model large and slow.
const MOST_PARTS: usize = 2_000;

/// What the solver says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Starts with which all is finished in time.
    Found(Vec<Day>),
    /// It cannot be done.
    Impossible,
    /// It could not tell within its turns.
    Unknown,
}

/// Stops the solver after so many turns. It asks once before every decision and conflict.
struct Turns {
    left: u64,
}

impl TerminationCondition for Turns {
    fn should_stop(&mut self) -> bool {
        let stop = self.left == 0;
        self.left = self.left.saturating_sub(1);
        stop
    }
}

/// Asks whether all can be finished by `end`, for at most `turns`; says how many it took.
///
/// A solver that stumbles over itself leaves the question open instead of ending the program:
/// with some of its options (not these) its conflict analysis has been seen to panic.
pub(super) fn finished_by(instance: &Instance, end: Day, turns: u64) -> (Answer, u64) {
    if !is_within_reach(instance) {
        return (Answer::Unknown, 0);
    }
    let ask = || {
        let Some(mut model) = Model::new(instance, end) else { return (Answer::Impossible, 0) };
        let mut termination = Turns { left: turns };
        let answer = model.solve(&mut termination);
        (answer, turns - termination.left)
    };
    if cfg!(debug_assertions) {
        // a stumble of ours is to be seen
        return ask();
    }
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or((Answer::Unknown, turns))
}

/// Early and frequent restarts prove more instances of 30 activities than the usual late ones.
fn options() -> SolverOptions {
    let restart_options = RestartOptions {
        sequence_generator_type: SequenceGeneratorType::Luby,
        base_interval: 100,
        min_num_conflicts_before_first_restart: 100,
        ..RestartOptions::default()
    };
    SolverOptions { restart_options, memory_preallocated: 1, ..SolverOptions::default() }
}

/// Whether the numbers are small enough for the solver.
fn is_within_reach(instance: &Instance) -> bool {
    let sums = instance.capacities.iter().enumerate().map(|(resource, days)| {
        let units = instance.units.iter().filter_map(|units| units.get(&resource));
        units.sum::<u64>() + days.iter().max().unwrap_or(&0)
    });
    let paused = (0..instance.count).filter(|id| instance.workdays[*id].has_pauses());
    let parts: Day = paused.map(|id| instance.durations[id]).sum();
    sums.max().unwrap_or(0) < MOST_UNITS && parts < MOST_PARTS
}

fn small(number: Day) -> i32 {
    i32::try_from(number).expect("days end long before 32 bits do")
}

fn few(units: u64) -> i32 {
    i32::try_from(units).expect("units are limited before the model is built")
}

type View = AffineView<DomainId>;

/// A stretch of work without a pause in it.
struct Part {
    activity: usize,
    start: View,
    duration: Day,
}

/// The question as the solver understands it.
struct Model<'a> {
    instance: &'a Instance,
    solver: Solver,
    starts: Vec<View>,
    ends: Vec<View>,
    /// What the search decides on.
    choices: Vec<DomainId>,
    parts: Vec<Part>,
    end: Day,
}

impl<'a> Model<'a> {
    /// `None` where some window is empty.
    fn new(instance: &'a Instance, end: Day) -> Option<Self> {
        let mut model = Self {
            instance,
            solver: Solver::with_options(options()),
            starts: Vec::new(),
            ends: Vec::new(),
            choices: Vec::new(),
            parts: Vec::new(),
            end,
        };
        let deadlines = window::deadlines(instance, end);
        for (activity, deadline) in deadlines.into_iter().enumerate() {
            model.add_activity(activity, deadline)?;
        }
        model.add_order();
        for resource in 0..instance.capacities.len() {
            model.add_resource(resource);
        }
        Some(model)
    }

    fn add_activity(&mut self, activity: usize, deadline: Day) -> Option<()> {
        let instance = self.instance;
        let head = instance.heads[activity];
        let last = window::latest_start(instance, activity, deadline).filter(|day| *day >= head)?;
        let last = instance.fixed[activity].map_or(last, |fixed| fixed.min(last));
        let duration = instance.durations[activity];
        let workdays = &instance.workdays[activity];
        if duration == 0 || workdays.is_free_of_pauses(head, deadline) {
            let start = self.solver.new_bounded_integer(small(head), small(last));
            self.choices.push(start);
            self.starts.push(start.into());
            self.ends.push(start.offset(small(duration)));
            if duration > 0 {
                self.parts.push(Part { activity, start: start.into(), duration });
            }
        } else {
            self.add_paused(activity, head, last);
        }
        Some(())
    }

    /// An activity with a pause in its window is as many parts as it has days of work; the rank
    /// of its first working day decides on which day each of them lies.
    fn add_paused(&mut self, activity: usize, head: Day, last: Day) {
        let workdays = &self.instance.workdays[activity];
        let (low, high) = (workdays.rank(head), workdays.rank(last));
        let first = self.solver.new_bounded_integer(small(low), small(high));
        self.choices.push(first);
        let duration = self.instance.durations[activity];
        for part in 0..duration {
            let days: Vec<i32> =
                (low..=high).map(|rank| small(workdays.day(rank + part))).collect();
            let (least, most) = (days.first().copied(), days.last().copied());
            let day = self.solver.new_bounded_integer(least.unwrap_or(0), most.unwrap_or(0));
            let array: Vec<View> =
                days.iter().map(|day| self.solver.new_bounded_integer(*day, *day).into()).collect();
            let tag = self.solver.new_constraint_tag();
            let index: View = first.offset(-small(low));
            let is_day = pumpkin_constraints::element(index, array, View::from(day), tag);
            self.solver.add_constraint(is_day).post();
            let start = View::from(day);
            self.parts.push(Part { activity, start, duration: 1 });
            if part == 0 {
                self.starts.push(start);
            }
            if part + 1 == duration {
                self.ends.push(start.offset(1));
            }
        }
    }

    fn add_order(&mut self) {
        for activity in 0..self.instance.count {
            for &predecessor in &self.instance.predecessors[activity] {
                let tag = self.solver.new_constraint_tag();
                let (before, after) = (self.ends[predecessor], self.starts[activity]);
                let order = pumpkin_constraints::binary_less_than_or_equals(before, after, tag);
                self.solver.add_constraint(order).post();
            }
        }
    }

    /// Days with less than usual are filled by work of nobody that lies fixed.
    fn add_resource(&mut self, resource: usize) {
        let days = &self.instance.capacities[resource];
        let days = &days[..self.end.min(days.len())];
        let capacity = days.iter().copied().max().unwrap_or(0);
        let (mut starts, mut durations, mut units) = (Vec::new(), Vec::new(), Vec::new());
        for part in &self.parts {
            if let Some(&demand) = self.instance.units[part.activity].get(&resource) {
                starts.push(part.start);
                durations.push(small(part.duration));
                units.push(few(demand));
            }
        }
        if starts.is_empty() {
            return;
        }
        let mut day = 0;
        for stretch in days.chunk_by(|one, other| one == other) {
            let missing = capacity - stretch.first().copied().unwrap_or(capacity);
            if missing > 0 {
                starts.push(self.solver.new_bounded_integer(small(day), small(day)).into());
                durations.push(small(stretch.len()));
                units.push(few(missing));
            }
            day += stretch.len();
        }
        let tag = self.solver.new_constraint_tag();
        let within = pumpkin_constraints::cumulative(starts, durations, units, few(capacity), tag);
        self.solver.add_constraint(within).post();
    }

    fn solve(&mut self, turns: &mut Turns) -> Answer {
        let backup =
            IndependentVariableValueBrancher::new(Smallest::new(&self.choices), InDomainMin);
        let mut brancher = AutonomousSearch::new(backup);
        let mut resolver = ResolutionResolver::default();
        let starts = self.starts.clone();
        match self.solver.satisfy(&mut brancher, turns, &mut resolver) {
            SatisfactionResult::Satisfiable(found) => {
                let solution = found.solution();
                let day = |start: &View| solution.get_integer_value(*start);
                let days = starts.iter().map(|start| usize::try_from(day(start)).unwrap_or(0));
                Answer::Found(days.collect())
            }
            SatisfactionResult::Unsatisfiable(..) => Answer::Impossible,
            SatisfactionResult::Unknown(..) => Answer::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Activity, Demand, Network, Reduction, Resource};
    use super::*;

    /// The capacity holds although it is broken before anything is decided.
    #[test]
    fn contradictions_from_the_start_are_seen() {
        let demands = vec![Demand { resource: 0, units: 1 }];
        let one = Activity { duration: 3, demands, ..Activity::default() };
        let resources = vec![Resource { capacity: 1, reductions: Vec::new() }];
        let network = Network::new(vec![one.clone(), one], resources, Vec::new()).unwrap();
        let instance = Instance::of(&network);
        let answers = [2, 3, 4, 5].map(|end| finished_by(&instance, end, 100).0);
        assert_eq!(answers, [const { Answer::Impossible }; 4]);
        assert!(matches!(finished_by(&instance, 6, 100).0, Answer::Found(_)));
    }

    #[test]
    fn days_with_less_are_kept_free() {
        let demands = vec![Demand { resource: 0, units: 1 }];
        let one = Activity { duration: 4, demands, earliest: 3, ..Activity::default() };
        let reductions = vec![Reduction { from: 5, until: 6, capacity: 0 }];
        let resources = vec![
            Resource { capacity: 3, reductions },
            Resource { capacity: 3, reductions: vec![] },
        ];
        let network = Network::new(vec![one], resources, Vec::new()).unwrap();
        let instance = Instance::of(&network);
        let answers = [6, 7, 8, 9].map(|end| finished_by(&instance, end, 100).0);
        assert_eq!(answers, [const { Answer::Impossible }; 4]);
        assert_eq!(finished_by(&instance, 10, 100).0, Answer::Found(vec![6]));
    }
}
