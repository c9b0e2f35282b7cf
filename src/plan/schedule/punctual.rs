//! Dues before shortness: the schedule that misses them least, and the limits that follow from it.

use super::budget::Budget;
use super::decode::{Decoder, Fitness};
use super::instance::Instance;
use super::model::{Day, Network};
use super::population::Population;
use super::proof::{self, Answer};
use super::search::FIRST;

/// Starts of a schedule that misses dues as little as was found; `None` where none was found that
/// keeps the fixed starts.
pub(super) fn starts(network: &Network, instance: &Instance, budget: Budget) -> Option<Vec<Day>> {
    let finish = |id: usize| {
        let start = instance.fixed[id].unwrap_or(instance.heads[id]);
        instance.finish(id, start)
    };
    // nobody can be earlier than if there were people enough
    let least: u64 = (0..instance.count).map(|id| instance.overdue(id, finish(id))).sum();
    let mut population = Population::new(instance, budget.seed);
    let target = Fitness { late: 0, overdue: least, makespan: Day::MAX };
    population.improve(FIRST.min(budget.schedules), target);
    if population.best.late == 0 && population.best.overdue <= least {
        return Some(population.starts);
    }
    // whether all that can be met alone can be met together
    let limit = |id: usize| instance.dues[id].map_or(Day::MAX, |due| due.by.max(finish(id)));
    let strict = Instance::of(network).limited((0..instance.count).map(limit).collect());
    let (answer, _) = proof::finished_by(&strict, strict.horizon, budget.decisions / 4);
    if let Answer::Found(starts) = answer {
        let mut decoder = Decoder::new(&strict);
        if decoder.compact(&starts).late == 0 {
            return Some(decoder.starts);
        }
    }
    (population.best.late == 0).then_some(population.starts)
}

/// The day that nothing with a due may pass any more: its due, or where that is missed its finish.
pub(super) fn limits(instance: &Instance, starts: &[Day]) -> Vec<Day> {
    let limit = |id: usize| {
        let due = instance.dues[id]?;
        Some(due.by.max(instance.finish(id, starts[id])))
    };
    (0..instance.count).map(|id| limit(id).unwrap_or(Day::MAX)).collect()
}
