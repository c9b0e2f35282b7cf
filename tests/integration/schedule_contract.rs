//! The scheduler by example: what each input means, which inputs are refused, what is read from a
//! schedule. `schedule_properties.rs` says what holds for all of them.

use concordant::plan::schedule::{
    Activity, Budget, Calendar, Demand, Due, Network, NetworkError, Reduction, Resource, Schedule,
    schedule,
};

use super::progen::Shape;
use super::schedule_support::{activity, keeps_everything, shortest};

#[path = "../../examples/psplib/sm.rs"]
mod sm;

fn people(capacity: u32) -> Vec<Resource> {
    vec![Resource { capacity, reductions: Vec::new() }]
}

fn solved(network: &Network) -> Schedule {
    let found = schedule(network, Budget::of(network)).expect("a schedule");
    assert_eq!(keeps_everything(network, &found), Ok(()));
    found
}

fn starts(activities: Vec<Activity>, resources: Vec<Resource>) -> Vec<usize> {
    solved(&Network::new(activities, resources, Vec::new()).unwrap()).starts
}

#[test]
fn nothing_to_do_takes_no_time() {
    let found = solved(&Network::new(Vec::new(), Vec::new(), Vec::new()).unwrap());
    assert_eq!((found.makespan, found.proven), (0, true));
    let nothing = Network::new(vec![], vec![], vec![]).unwrap();
    assert!(found.critical_path(&nothing).is_empty());
}

#[test]
fn activities_wait_for_their_predecessors() {
    let chain = vec![activity(3, 1, &[]), activity(2, 1, &[0]), activity(0, 0, &[1])];
    assert_eq!(starts(chain, people(5)), [0, 3, 5]);
}

#[test]
fn activities_share_a_resource_only_as_far_as_it_reaches() {
    let three = vec![activity(2, 1, &[]), activity(2, 1, &[]), activity(2, 1, &[])];
    let mut days = starts(three, people(2));
    days.sort_unstable();
    assert_eq!(days, [0, 0, 2]);
}

#[test]
fn nothing_starts_before_its_earliest_day() {
    let late = Activity { earliest: 7, ..activity(1, 1, &[]) };
    assert_eq!(starts(vec![late], people(1)), [7]);
}

/// A visit is fixed on day 2: what takes three days goes after it though it comes first.
#[test]
fn work_makes_room_for_what_is_fixed() {
    let visit = Activity { fixed: Some(2), ..activity(1, 1, &[]) };
    assert_eq!(starts(vec![activity(3, 1, &[]), visit], people(1)), [3, 2]);
}

/// Two activities compete for the days before the visit; only the one that it waits for may win.
#[test]
fn what_a_fixed_start_waits_for_goes_first() {
    let visit = Activity { fixed: Some(3), ..activity(1, 0, &[1]) };
    let tail = activity(9, 0, &[0]);
    let found = starts(vec![activity(3, 1, &[]), activity(3, 1, &[]), visit, tail], people(1));
    assert_eq!(found, [3, 0, 3, 6]);
}

/// On a day of absence an activity neither progresses nor takes capacity, so another one may use
/// what it leaves.
#[test]
fn absences_stretch_an_activity_and_free_its_resource() {
    let away = Calendar { pauses: [1, 2].into() };
    let long = Activity { calendar: Some(0), ..activity(2, 1, &[]) };
    let short = activity(2, 1, &[]);
    let network = Network::new(vec![long, short], people(1), vec![away]).unwrap();
    let found = solved(&network);
    assert_eq!((found.starts.as_slice(), found.makespan), (&[0, 1][..], 4));
    assert_eq!(found.load(&network), [[1, 1, 1, 1]]);
    assert!(found.proven);
}

#[test]
fn reduced_days_are_kept_free() {
    let reductions = vec![
        Reduction { from: 1, until: 3, capacity: 0 },
        Reduction { from: 2, until: 4, capacity: 1 },
        Reduction { from: 9, until: 9, capacity: 0 },
    ];
    let resources = vec![Resource { capacity: 2, reductions }];
    assert_eq!(starts(vec![activity(2, 1, &[]), activity(1, 2, &[])], resources), [3, 0]);
}

/// A moment takes no capacity, whatever it demands, and lies between what is before and after.
#[test]
fn moments_take_nothing() {
    let moment = activity(0, 9, &[0]);
    let list = vec![activity(2, 1, &[]), moment, activity(1, 1, &[1])];
    assert_eq!(starts(list, people(1)), [0, 2, 2]);
}

/// Several demands on one resource add up; enormous capacities are no problem.
#[test]
fn units_may_be_many_or_split() {
    let half = Demand { resource: 0, units: 2_000_000_000 };
    let whole = Activity { duration: 1, demands: vec![half, half], ..Activity::default() };
    let network = Network::new(vec![whole.clone(), whole], people(u32::MAX), vec![]).unwrap();
    let found = solved(&network);
    assert_eq!(found.makespan, 2);
    assert!(found.proven);
}

/// Six activities, three of a pair of people: slack, critical path and load by hand.
#[test]
fn what_planning_reads() {
    let list = vec![
        activity(2, 2, &[]),
        activity(4, 1, &[0]),
        activity(1, 1, &[0]),
        activity(1, 2, &[1, 2]),
        activity(2, 0, &[0]),
    ];
    let network = Network::new(list, people(2), Vec::new()).unwrap();
    let found = solved(&network);
    assert_eq!(found.starts, [0, 2, 2, 6, 2]);
    assert_eq!(found.slack(&network), [0, 0, 3, 0, 3]);
    assert_eq!(found.critical_path(&network), [0, 1, 3]);
    assert_eq!(found.load(&network), [[2, 2, 2, 1, 1, 1, 2]]);
    assert_eq!((found.makespan, found.lower_bound, found.proven), (7, 7, true));
}

/// Both predecessors of a visit fit before it alone, not together: this is found out and proven,
/// and names one of the two.
#[test]
fn a_fixed_start_without_room_before_it_is_refused() {
    let visit = Activity { fixed: Some(5), ..activity(1, 0, &[0, 1]) };
    let list = vec![activity(3, 1, &[]), activity(3, 1, &[]), visit];
    let network = Network::new(list, people(1), Vec::new()).unwrap();
    let why = schedule(&network, Budget::of(&network)).unwrap_err();
    assert!(why.proven && why.days_late == 1 && [0, 1].contains(&why.activity), "{why:?}");
    assert!(why.to_string().starts_with("no schedule exists: activity "));
    let why = schedule(&network, Budget { schedules: 1, decisions: 0, seed: 1 }).unwrap_err();
    assert!(!why.proven && why.to_string().starts_with("no schedule was found"));
}

fn refused(list: Vec<Activity>, calendars: Vec<Calendar>) -> (NetworkError, String) {
    let error = Network::new(list, people(2), calendars).unwrap_err();
    let text = error.to_string();
    (error, text)
}

#[test]
fn references_must_lead_somewhere() {
    let (error, text) = refused(vec![activity(1, 1, &[5])], vec![]);
    assert_eq!(error, NetworkError::UnknownPredecessor { activity: 0, predecessor: 5 });
    assert_eq!(text, "activity 0 waits for 5, which does not exist");

    let demands = vec![Demand { resource: 3, units: 1 }];
    let (error, text) = refused(vec![Activity { demands, ..activity(1, 0, &[]) }], vec![]);
    assert_eq!(error, NetworkError::UnknownResource { activity: 0, resource: 3 });
    assert_eq!(text, "activity 0 demands resource 3, which does not exist");

    let (error, text) =
        refused(vec![Activity { calendar: Some(0), ..activity(1, 1, &[]) }], vec![]);
    assert_eq!(error, NetworkError::UnknownCalendar { activity: 0, calendar: 0 });
    assert_eq!(text, "activity 0 names calendar 0, which does not exist");
}

/// Activity 0 waits for the cycle and 4 follows it, but neither is in it.
#[test]
fn cycles_are_named() {
    let list = vec![
        activity(1, 1, &[1]),
        activity(1, 1, &[3]),
        activity(1, 1, &[1]),
        activity(1, 1, &[2]),
        activity(1, 1, &[]),
    ];
    let (error, text) = refused(list, vec![]);
    assert_eq!(error, NetworkError::Cycle { activities: vec![1, 2, 3] });
    assert_eq!(text, "activities wait for each other: 1, 2, 3");
    assert_eq!(
        refused(vec![activity(1, 1, &[0])], vec![]).0,
        NetworkError::Cycle { activities: vec![0] }
    );
}

#[test]
fn demands_must_fit_an_ordinary_day() {
    let demands = vec![Demand { resource: 0, units: 2 }, Demand { resource: 0, units: 1 }];
    let (error, text) = refused(vec![Activity { demands, ..activity(1, 0, &[]) }], vec![]);
    let demand =
        NetworkError::DemandAboveCapacity { activity: 0, resource: 0, demand: 3, capacity: 2 };
    assert_eq!(error, demand);
    assert_eq!(text, "activity 0 demands 3 of resource 0, which has 2");
}

#[test]
fn fixed_starts_must_be_possible() {
    let fixed = |day| Activity { fixed: Some(day), ..activity(1, 2, &[]) };
    let (error, text) = refused(vec![Activity { earliest: 4, ..fixed(3) }], vec![]);
    assert_eq!(error, NetworkError::FixedBeforeEarliest { activity: 0, fixed: 3, earliest: 4 });
    assert_eq!(text, "activity 0 is fixed on day 3 but may start on day 4 at the earliest");

    let after = Activity { predecessors: vec![0, 1], ..fixed(3) };
    let (error, text) = refused(vec![activity(2, 1, &[]), activity(4, 1, &[]), after], vec![]);
    let expected = NetworkError::FixedBeforePredecessors {
        activity: 2,
        fixed: 3,
        predecessor: 1,
        possible: 4,
    };
    assert_eq!(error, expected);
    assert_eq!(
        text,
        "activity 2 is fixed on day 3 but activity 1, which it waits for, cannot have finished \
         before day 4"
    );

    let away = vec![Calendar { pauses: [3].into() }];
    let (error, text) = refused(vec![Activity { calendar: Some(0), ..fixed(3) }], away);
    assert_eq!(error, NetworkError::FixedOnPause { activity: 0, fixed: 3 });
    assert_eq!(text, "activity 0 is fixed on day 3, on which it pauses");

    let (error, text) = refused(vec![fixed(3), fixed(4), fixed(3)], vec![]);
    assert_eq!(error, NetworkError::FixedAboveCapacity { activity: 2, resource: 0, day: 3 });
    assert_eq!(text, "activity 2 is fixed where resource 0 is already taken on day 3");
}

#[test]
fn plans_do_not_reach_for_centuries() {
    let far = Activity { earliest: usize::MAX, ..activity(1, 1, &[]) };
    let (error, text) = refused(vec![activity(1, 1, &[]), far], vec![]);
    assert_eq!(error, NetworkError::TooFar { activity: 1, limit: 100_000 });
    assert_eq!(text, "activity 1 may reach past day 100000, the last of a plan");
    let (error, _) = refused(vec![activity(usize::MAX, 1, &[])], vec![]);
    assert_eq!(error, NetworkError::TooFar { activity: 0, limit: 100_000 });
}

/// More steps never give a longer schedule, and the steps taken stay within those allowed.
#[test]
fn effort_pays() {
    let shape =
        Shape { jobs: 30, complexity_percent: 150, factor_percent: 75, strength_percent: 20 };
    for seed in 1..4 {
        let network = shape.draw(seed).network();
        let little = Budget { schedules: 30, decisions: 10, seed: 1 };
        let one = schedule(&network, little).unwrap();
        let other = schedule(&network, little.times(10)).unwrap();
        assert_eq!(keeps_everything(&network, &one), Ok(()));
        assert_eq!(keeps_everything(&network, &other), Ok(()));
        assert!(other.makespan <= one.makespan && other.lower_bound >= one.lower_bound);
        // a schedule is pushed twice once begun
        assert!(one.steps.schedules <= 32 && one.steps.decisions <= 10, "{:?}", one.steps);
    }
}

const EIGHT: &str = include_str!("../schedules/eight.sm");

#[test]
fn a_psplib_file_is_read_and_solved() {
    let network = sm::parse(EIGHT).unwrap();
    assert_eq!(network.activities().len(), 8);
    assert_eq!(network.activities()[4].predecessors, [1, 2]);
    let found = solved(&network);
    assert_eq!(Some(found.makespan), shortest(&network, found.makespan));
    assert_eq!((found.makespan, found.proven), (15, true));
    // with the line ends of another system too
    assert_eq!(sm::parse(&EIGHT.replace('\n', "\r\n")).unwrap(), network);
    let drawn =
        Shape { jobs: 30, complexity_percent: 180, factor_percent: 50, strength_percent: 50 };
    let drawn = drawn.draw(5);
    assert_eq!(sm::parse(&drawn.text()).unwrap(), drawn.network());
}

#[test]
fn a_bad_psplib_file_says_where() {
    let message = |text: &str| sm::parse(text).unwrap_err().to_string();
    assert_eq!(message("jobs"), "no table `PRECEDENCE RELATIONS:`: is this a .sm file?");
    let cut = EIGHT.split("RESOURCEAV").next().unwrap();
    assert_eq!(message(cut), "no table `RESOURCEAVAILABILITIES:`: is this a .sm file?");
    let wrong = EIGHT
        .replace("   5        1          1           8", "   5        1          1           9");
    assert_eq!(message(&wrong), "line 18: expected job 5, 1 mode, a count and as many of 8 jobs");
    let wrong = EIGHT.replace("  3      1     4       2    0", "  3      1     4       2    x");
    assert_eq!(message(&wrong), "line 28: expected whole numbers only");
    let wrong = EIGHT.replace("  3      1     4       2    0", "  3      1     4       2");
    assert_eq!(message(&wrong), "line 28: expected job 3, mode 1, a duration and 2 demands");
    let wrong = EIGHT.replace("  3      1     4       2    0", "  3      1     4       5    0");
    assert_eq!(
        message(&wrong),
        "activity 2 demands 5 of resource 0, which has 4 (activity 0 is job 1)"
    );
}

/// The example prints one line a file, and fails after a file that it cannot use.
#[test]
fn the_example_prints_a_line_for_every_file() {
    let here = std::env::current_exe().unwrap();
    let name = format!("psplib{}", std::env::consts::EXE_SUFFIX);
    let example = here.ancestors().nth(2).unwrap().join("examples").join(name);
    // built by `cargo test`, not by `cargo test --test integration`
    let Ok(output) = std::process::Command::new(example)
        .args(["tests/schedules/eight.sm", "README.md", "nowhere.sm"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
    else {
        return;
    };
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with("eight 15 15 proven 0."), "{printed}");
    assert_eq!(printed.lines().count(), 1);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("README.md: no table"), "{said}");
    assert!(said.contains("nowhere.sm: "), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

/// What weighs more is in time, and the rest as little late as can be.
#[test]
fn dues_go_by_weight() {
    let due = |by, weight| Some(Due { by, weight });
    let one = Activity { due: due(3, 1), ..activity(3, 1, &[]) };
    let other = Activity { due: due(3, 5), ..activity(3, 1, &[]) };
    let free = activity(2, 1, &[]);
    let resources = vec![Resource { capacity: 1, ..Resource::default() }];
    let network = Network::new(vec![one, other, free], resources, Vec::new()).unwrap();
    let found = schedule(&network, Budget::of(&network)).unwrap();
    assert_eq!(found.starts, [3, 0, 6]);
}
