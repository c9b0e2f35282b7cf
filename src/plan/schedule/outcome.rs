//! The schedule that was found, and what planning reads from it.

use super::budget::Steps;
use super::model::{Day, Network};
use super::slack;

/// Days for every activity, and how good they are known to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The first day of each activity.
    pub starts: Vec<Day>,
    /// The day after the last day of work of each activity; of a moment, the moment itself.
    pub finishes: Vec<Day>,
    /// The day after the last day of work of all.
    pub makespan: Day,
    /// No schedule is shorter than this; where there are dues, none that misses them no more.
    pub lower_bound: Day,
    /// Whether it is certain that no schedule is shorter than this one.
    pub proven: bool,
    /// What it cost.
    pub steps: Steps,
}

impl Schedule {
    /// For each activity, how many days it can slip alone, every other start staying where it is
    /// and the last finish too: any start up to that many days later breaks nothing.
    pub fn slack(&self, network: &Network) -> Vec<Day> {
        slack::slack(network, &self.starts, &self.finishes, self.makespan)
    }

    /// A chain of activities that ends with the last finish, each waiting for the one before it
    /// to finish, be it as a predecessor or for what it takes. The first waits for nothing but
    /// its earliest or fixed start, a pause, or a reduced capacity.
    pub fn critical_path(&self, network: &Network) -> Vec<usize> {
        slack::critical_path(network, &self.starts, &self.finishes)
    }

    /// Who kept an activity from starting earlier: one that it waits for, else one that took what it
    /// takes. `None` where nobody did, or where its start is fixed.
    pub fn waited_for(&self, network: &Network, activity: usize) -> Option<usize> {
        slack::cause(network, &self.starts, &self.finishes, activity)
    }

    /// For each resource, the units taken on each day up to the makespan.
    pub fn load(&self, network: &Network) -> Vec<Vec<u64>> {
        slack::load(network, &self.starts, &self.finishes, self.makespan)
    }
}
