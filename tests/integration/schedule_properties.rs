//! What holds for every schedule of every network, on networks that nobody would think of.

use std::collections::BTreeSet;

use concordant::plan::schedule::{
    Activity, Budget, Calendar, Day, Demand, Due, Network, Reduction, Resource, schedule,
};
use proptest::prelude::*;

use super::schedule_support::{can_be_punctual, keeps_everything, shortest};

const BUDGET: Budget = Budget { schedules: 200, decisions: 5_000, seed: 1 };

/// Everything an activity can have; predecessors are a bit for each activity before it.
type Sketch = (Day, [u32; 2], u32, Option<Day>, Option<Day>, Option<usize>);

fn sketches(count: usize) -> impl Strategy<Value = Vec<Sketch>> {
    let demands = [0_u32..=3, 0..=3];
    let earliest = proptest::option::weighted(0.2, 0_usize..6);
    let fixed = proptest::option::weighted(0.15, 2_usize..12);
    let calendar = proptest::option::weighted(0.4, 0_usize..2);
    let one = (0_usize..=4, demands, any::<u32>(), earliest, fixed, calendar);
    proptest::collection::vec(one, 1..=count)
}

fn resources() -> impl Strategy<Value = Vec<Resource>> {
    let reduction = (0_usize..12, 0_usize..4, 0_u32..=3)
        .prop_map(|(from, days, capacity)| Reduction { from, until: from + days, capacity });
    let reductions = proptest::collection::vec(reduction, 0..=2);
    let resource = (3_u32..=5, reductions)
        .prop_map(|(capacity, reductions)| Resource { capacity, reductions });
    proptest::collection::vec(resource, 2)
}

fn calendars() -> impl Strategy<Value = Vec<Calendar>> {
    let pauses = proptest::collection::btree_set(0_usize..14, 0..6);
    proptest::collection::vec(pauses.prop_map(|pauses| Calendar { pauses }), 2)
}

fn activities(sketches: &[Sketch]) -> Vec<Activity> {
    let activity = |(id, sketch): (usize, &Sketch)| {
        let (duration, units, bits, earliest, fixed, calendar) = sketch;
        let demand = |(resource, units): (usize, &u32)| Demand { resource, units: *units };
        Activity {
            duration: *duration,
            demands: units.iter().enumerate().map(demand).collect(),
            // two bits for each, so that a quarter of all pairs is related
            predecessors: (0..id)
                .filter(|before| (bits >> (2 * before)).trailing_zeros() >= 2)
                .collect(),
            earliest: earliest.unwrap_or(0),
            fixed: *fixed,
            calendar: *calendar,
            due: None,
        }
    };
    sketches.iter().enumerate().map(activity).collect()
}

/// A network as sketched; where a fixed start cannot be kept, it is left out.
fn networks(count: usize) -> impl Strategy<Value = Network> {
    (sketches(count), resources(), calendars()).prop_map(|(sketches, resources, calendars)| {
        let mut activities = activities(&sketches);
        for id in 0..activities.len() {
            let some = activities[..=id].to_vec();
            if Network::new(some, resources.clone(), calendars.clone()).is_err() {
                activities[id].fixed = None;
            }
        }
        Network::new(activities, resources, calendars).expect("only fixed starts can be wrong")
    })
}

/// A network in which some activities should have finished by a day.
fn dated(count: usize) -> impl Strategy<Value = Network> {
    let due = (1_usize..14, 1_u32..=3).prop_map(|(by, weight)| Due { by, weight });
    let dues = proptest::collection::vec(proptest::option::weighted(0.5, due), count);
    (networks(count), dues).prop_map(|(network, dues)| {
        let mut activities = network.activities().to_vec();
        for (activity, due) in activities.iter_mut().zip(dues) {
            activity.due = due;
        }
        let (resources, calendars) = (network.resources().to_vec(), network.calendars().to_vec());
        Network::new(activities, resources, calendars).expect("a due is no condition")
    })
}

/// The same network with all ids reversed: predecessors then have higher ids.
fn reversed(network: &Network) -> Network {
    let last = network.activities().len() - 1;
    let mut activities = network.activities().to_vec();
    activities.reverse();
    for activity in &mut activities {
        for predecessor in &mut activity.predecessors {
            *predecessor = last - *predecessor;
        }
    }
    let (resources, calendars) = (network.resources().to_vec(), network.calendars().to_vec());
    Network::new(activities, resources, calendars).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No schedule breaks a precedence, a capacity, a calendar, an earliest or a fixed start.
    #[test]
    fn schedules_keep_everything(network in networks(14)) {
        if let Ok(found) = schedule(&network, BUDGET) {
            prop_assert_eq!(keeps_everything(&network, &found), Ok(()));
        }
    }

    /// On small networks the bound is never above the shortest of all schedules, the makespan
    /// never below it, and what is called proven or impossible is.
    #[test]
    fn claims_agree_with_trying_everything(network in networks(5)) {
        match schedule(&network, BUDGET) {
            Ok(found) => {
                let best = shortest(&network, found.makespan).expect("there is the one found");
                prop_assert!(found.lower_bound <= best && best <= found.makespan);
                prop_assert!(found.proven && found.makespan == best);
            }
            Err(why) => {
                prop_assert!(why.proven);
                prop_assert_eq!(shortest(&network, 16), None);
            }
        }
    }

    /// Dues bend no rule; and where all of them can be met, they are.
    #[test]
    fn dues_are_met_where_they_can_be(network in dated(5)) {
        let Ok(found) = schedule(&network, BUDGET) else { return Ok(()) };
        prop_assert_eq!(keeps_everything(&network, &found), Ok(()));
        let is_late = network.activities().iter().zip(&found.finishes);
        let late = is_late.filter(|(one, finish)| one.due.is_some_and(|due| **finish > due.by));
        if can_be_punctual(&network, found.makespan.max(20)) {
            prop_assert_eq!(late.count(), 0);
        }
        prop_assert_eq!(&found, &schedule(&network, BUDGET).unwrap());
    }

    /// Without any breeding the solver alone still finds and proves, and the bounds stay bounds.
    #[test]
    fn any_budget_gives_true_claims(
        network in networks(5),
        schedules in 0_u64..5,
        decisions in 0_u64..100,
    ) {
        let budget = Budget { schedules, decisions, seed: 3 };
        if let Ok(found) = schedule(&network, budget) {
            prop_assert_eq!(keeps_everything(&network, &found), Ok(()));
            let best = shortest(&network, found.makespan).expect("there is the one found");
            prop_assert!(found.lower_bound <= best);
        }
    }

    /// The same input gives the same result, and the order of ids decides nothing about how short
    /// a proven schedule is.
    #[test]
    fn runs_repeat(network in networks(10)) {
        let found = schedule(&network, BUDGET);
        prop_assert_eq!(&found, &schedule(&network, BUDGET));
        if let (Ok(one), Ok(other)) = (found, schedule(&reversed(&network), BUDGET))
            && one.proven && other.proven
        {
            prop_assert_eq!(one.makespan, other.makespan);
        }
    }

    /// An activity can slip by its slack or less, on any working day, and by no day more.
    #[test]
    fn slack_is_what_can_slip(network in networks(8)) {
        let Ok(found) = schedule(&network, BUDGET) else { return Ok(()) };
        let slack = found.slack(&network);
        for (id, slack) in slack.into_iter().enumerate() {
            let slipped = |days: usize| {
                let mut moved = found.clone();
                moved.starts[id] += days;
                moved.finishes[id] = network.finish(id, moved.starts[id]);
                let moment = network.activities()[id].duration == 0;
                let works = moment || network.works(id, moved.starts[id]);
                works.then(|| moved.finishes[id] <= found.makespan && keeps_everything(&network, &moved).is_ok())
            };
            for days in 1..=slack {
                prop_assert_ne!(slipped(days), Some(false), "activity {} by {} days", id, days);
            }
            let next = (slack + 1..).find_map(slipped);
            prop_assert_eq!(next, Some(false), "activity {} has more slack", id);
        }
    }

    /// The critical path ends with the last finish, and nobody on it could have started while the
    /// one before was still at work.
    #[test]
    fn critical_paths_are_chains(network in networks(12)) {
        let Ok(found) = schedule(&network, BUDGET) else { return Ok(()) };
        let path = found.critical_path(&network);
        let last = *path.last().expect("there is an activity");
        prop_assert_eq!(found.finishes[last], found.makespan);
        let distinct: BTreeSet<_> = path.iter().collect();
        prop_assert_eq!(distinct.len(), path.len());
        for pair in path.windows(2) {
            let [before, after] = pair else { continue };
            let between = found.finishes[*before]..found.starts[*after];
            prop_assert!(found.finishes[*before] <= found.starts[*after]);
            prop_assert!(between.into_iter().all(|day| !network.works(*after, day)));
        }
    }
}
