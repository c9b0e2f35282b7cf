//! Why a network cannot be scheduled: every kind names the activity to look at.

use std::fmt;

use super::model::Day;

/// What makes a network unusable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkError {
    /// A predecessor that is no activity.
    UnknownPredecessor {
        /// Who names it.
        activity: usize,
        /// What is named.
        predecessor: usize,
    },
    /// A demand on something that is no resource.
    UnknownResource {
        /// Who demands it.
        activity: usize,
        /// What is named.
        resource: usize,
    },
    /// A calendar that is none.
    UnknownCalendar {
        /// Who names it.
        activity: usize,
        /// What is named.
        calendar: usize,
    },
    /// Activities that wait for each other, each for the one before it, the first for the last.
    Cycle {
        /// The activities, the lowest first.
        activities: Vec<usize>,
    },
    /// More than the resource ever has.
    DemandAboveCapacity {
        /// Who demands it.
        activity: usize,
        /// Of which resource.
        resource: usize,
        /// Units a day.
        demand: u64,
        /// Units on an ordinary day.
        capacity: u32,
    },
    /// A fixed start before the activity's own earliest start.
    FixedBeforeEarliest {
        /// Whose start is fixed.
        activity: usize,
        /// The fixed day.
        fixed: Day,
        /// The earliest day.
        earliest: Day,
    },
    /// A fixed start before its predecessors can have finished, however many people there were.
    FixedBeforePredecessors {
        /// Whose start is fixed.
        activity: usize,
        /// The fixed day.
        fixed: Day,
        /// The predecessor that finishes last.
        predecessor: usize,
        /// When it can have finished.
        possible: Day,
    },
    /// A fixed start on a day on which the activity pauses.
    FixedOnPause {
        /// Whose start is fixed.
        activity: usize,
        /// The fixed day.
        fixed: Day,
    },
    /// Activities with fixed starts that together take more than there is.
    FixedAboveCapacity {
        /// The one that no longer fits; those before it in the network are counted.
        activity: usize,
        /// Of which resource.
        resource: usize,
        /// On which day.
        day: Day,
    },
    /// A plan that reaches farther than a plan can.
    TooFar {
        /// The activity that may reach past the limit.
        activity: usize,
        /// The last day that a plan may reach.
        limit: Day,
    },
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPredecessor { activity, predecessor } => {
                write!(f, "activity {activity} waits for {predecessor}, which does not exist")
            }
            Self::UnknownResource { activity, resource } => {
                write!(f, "activity {activity} demands resource {resource}, which does not exist")
            }
            Self::UnknownCalendar { activity, calendar } => {
                write!(f, "activity {activity} names calendar {calendar}, which does not exist")
            }
            Self::Cycle { activities } => {
                let names: Vec<String> = activities.iter().map(usize::to_string).collect();
                write!(f, "activities wait for each other: {}", names.join(", "))
            }
            Self::DemandAboveCapacity { activity, resource, demand, capacity } => write!(
                f,
                "activity {activity} demands {demand} of resource {resource}, which has {capacity}"
            ),
            Self::FixedBeforeEarliest { activity, fixed, earliest } => write!(
                f,
                "activity {activity} is fixed on day {fixed} but may start on day {earliest} at \
                 the earliest"
            ),
            Self::FixedBeforePredecessors { activity, fixed, predecessor, possible } => write!(
                f,
                "activity {activity} is fixed on day {fixed} but activity {predecessor}, which it \
                 waits for, cannot have finished before day {possible}"
            ),
            Self::FixedOnPause { activity, fixed } => {
                write!(f, "activity {activity} is fixed on day {fixed}, on which it pauses")
            }
            Self::FixedAboveCapacity { activity, resource, day } => write!(
                f,
                "activity {activity} is fixed where resource {resource} is already taken on day \
                 {day}"
            ),
            Self::TooFar { activity, limit } => {
                write!(f, "activity {activity} may reach past day {limit}, the last of a plan")
            }
        }
    }
}

impl std::error::Error for NetworkError {}

/// No schedule keeps the fixed starts, or none was found within the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unschedulable {
    /// The activity that could not finish in time for a fixed start.
    pub activity: usize,
    /// By how many days the best attempt missed, over all activities.
    pub days_late: Day,
    /// True where it is certain that no schedule exists; else more steps may find one.
    pub proven: bool,
}

impl fmt::Display for Unschedulable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { activity, days_late, proven } = self;
        let sure = if *proven { "no schedule exists" } else { "no schedule was found" };
        write!(
            f,
            "{sure}: activity {activity} does not finish in time for a fixed start after it \
             ({days_late} days late in the best attempt)"
        )
    }
}

impl std::error::Error for Unschedulable {}
