//! Actions on working days: what is urgent first, what is due in time, and the whole as short as
//! can be around that.

use super::network::{Hospital, network};
use super::schedule::{Budget, Day, Network, NetworkError, Schedule, Unschedulable, schedule};
use super::work::Work;
use std::collections::BTreeSet;
use std::fmt;

/// When everything is done.
#[derive(Debug, Clone)]
pub(super) struct Timetable {
    /// Start and end of each action, as working days; the end is the day after its last.
    pub(super) days: Vec<(Day, Day)>,
    /// Working days by which each alone can slip.
    pub(super) slack: Vec<Day>,
    /// The actions that delay the whole.
    pub(super) critical: Vec<bool>,
    /// For each action the one that it waited for, before it or in the way of its role.
    pub(super) waited_for: Vec<Option<usize>>,
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

impl fmt::Display for NoTimetable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(error) => error.fmt(f),
            Self::Unschedulable(error) => error.fmt(f),
        }
    }
}

/// Puts actions on working days. A start that people fixed and that cannot be kept is let go, and
/// the work says why.
pub(super) fn timetable(
    hospital: Hospital<'_>,
    works: &mut [Work],
) -> Result<Timetable, NoTimetable> {
    loop {
        let snag = match attempt(hospital, works) {
            Ok(table) => return Ok(table),
            Err(snag) => snag,
        };
        let Some((at, why)) = snag.fixed(hospital, works) else { return Err(snag.why) };
        if let Some(work) = works.get_mut(at) {
            work.release(why);
        }
    }
}

fn attempt(hospital: Hospital<'_>, works: &[Work]) -> Result<Timetable, Snag> {
    // how short it could be, if nobody were waiting for a day
    let undated: Vec<Work> = works.iter().map(|work| Work { due: None, ..work.clone() }).collect();
    let (free, shortest) = Part::whole(&undated, &[]).solve(hospital)?;
    let mut pinned: Vec<Option<Day>> = vec![None; works.len()];
    for urgency in 0..2 {
        pin(hospital, works, urgency, &mut pinned)?;
    }
    let is_free = pinned.iter().all(Option::is_none) && works.iter().all(|w| w.due.is_none());
    let (network, found) = if is_free {
        (free.clone(), shortest.clone())
    } else {
        Part::whole(works, &pinned).solve(hospital)?
    };
    let on_path = found.critical_path(&network);
    let room = |(at, slack): (usize, Day)| {
        let end = found.finishes.get(at).copied().unwrap_or_default();
        let before = works.get(at).and_then(|work| work.before);
        before.map_or(slack, |before| slack.min(before.saturating_sub(end)))
    };
    Ok(Timetable {
        slack: found.slack(&free).into_iter().enumerate().map(room).collect(),
        critical: (0..works.len()).map(|at| on_path.contains(&at)).collect(),
        waited_for: (0..works.len()).map(|at| found.waited_for(&free, at)).collect(),
        finish: (found.makespan, shortest.lower_bound),
        proven: found.makespan == shortest.lower_bound,
        days: found.starts.into_iter().zip(found.finishes).collect(),
    })
}

/// Steps that a plan is worth: its actions are some dozens, and people wait for it.
const BUDGET: Budget = Budget { schedules: 2_000, decisions: 2_000, seed: 2_026 };

/// Some of the actions, and starts that are settled already.
struct Part {
    works: Vec<Work>,
    pinned: Vec<Option<Day>>,
    /// Their places among all.
    places: Vec<usize>,
}

impl Part {
    fn whole(works: &[Work], pinned: &[Option<Day>]) -> Self {
        Self { works: works.to_vec(), pinned: pinned.to_vec(), places: (0..works.len()).collect() }
    }

    fn solve(&self, hospital: Hospital<'_>) -> Result<(Network, Schedule), Snag> {
        let of = |at: usize| self.places.get(at).copied();
        let network = network(hospital, &self.works, &self.pinned).map_err(|error| {
            let (at, before) = named(&error);
            let (at, before) = (at.and_then(of), before.and_then(of));
            Snag { why: NoTimetable::Network(error), at, before }
        })?;
        match schedule(&network, BUDGET) {
            Ok(found) => Ok((network, found)),
            Err(error) => {
                let at = of(error.activity);
                Err(Snag { why: NoTimetable::Unschedulable(error), at, before: None })
            }
        }
    }
}

/// Fixes the starts of what is as urgent, and of what comes before it or before a fixed start, as
/// early as they can be.
fn pin(
    hospital: Hospital<'_>,
    works: &[Work],
    urgency: u8,
    pinned: &mut [Option<Day>],
) -> Result<(), Snag> {
    let mut wanted: Vec<&str> =
        works.iter().filter(|work| work.urgency == urgency).map(|work| work.id.as_str()).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    wanted.extend(works.iter().filter(|work| work.fixed.is_some()).map(|work| work.id.as_str()));
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        let Some(work) = works.iter().find(|work| work.id == id) else { continue };
        if needed.insert(&work.id) {
            wanted.extend(work.after.iter().map(String::as_str));
        }
    }
    let is_in = |at: usize, work: &Work| {
        let goes_on = work.under_way.is_some();
        goes_on || needed.contains(work.id.as_str()) || pinned.get(at).is_some_and(Option::is_some)
    };
    let places: Vec<usize> =
        works.iter().enumerate().filter(|(at, work)| is_in(*at, work)).map(|(at, _)| at).collect();
    let part = Part {
        works: places.iter().filter_map(|at| works.get(*at).cloned()).collect(),
        pinned: places.iter().map(|at| pinned.get(*at).copied().flatten()).collect(),
        places,
    };
    let (_, found) = part.solve(hospital)?;
    for (at, start) in part.places.iter().zip(&found.starts) {
        if let Some(pin) = pinned.get_mut(*at) {
            *pin = Some(*start);
        }
    }
    Ok(())
}

/// The activity that an error speaks of, and the one that has to come before it.
fn named(error: &NetworkError) -> (Option<usize>, Option<usize>) {
    match error {
        NetworkError::FixedBeforePredecessors { activity, predecessor, .. } => {
            (Some(*activity), Some(*predecessor))
        }
        NetworkError::FixedBeforeEarliest { activity, .. }
        | NetworkError::FixedOnPause { activity, .. }
        | NetworkError::FixedAboveCapacity { activity, .. } => (Some(*activity), None),
        _ => (None, None),
    }
}

/// What keeps a timetable from being, and where.
struct Snag {
    why: NoTimetable,
    at: Option<usize>,
    before: Option<usize>,
}

impl Snag {
    /// The fixed start that is in the way, and why it cannot be kept.
    fn fixed(&self, (facility, days): Hospital<'_>, works: &[Work]) -> Option<(usize, String)> {
        let at = self.at?;
        let work = works.get(at)?;
        let is_fixed = |at: &usize| works.get(*at).is_some_and(|work| work.fixed.is_some());
        match &self.why {
            NoTimetable::Unschedulable(_) => {
                let late = || format!("{} cannot be done by then", work.id);
                (0..works.len())
                    .filter(is_fixed)
                    .find(|fixed| waits(works, *fixed, &work.id))
                    .map(|fixed| (fixed, late()))
            }
            NoTimetable::Network(NetworkError::FixedBeforePredecessors { possible, .. }) => {
                let before = works.get(self.before?)?;
                let end = days.date(possible.saturating_sub(1));
                let why = format!("{}, which comes before it, cannot end before {end}", before.id);
                is_fixed(&at).then_some((at, why))
            }
            NoTimetable::Network(NetworkError::FixedOnPause { fixed, .. }) => {
                let day = days.date(*fixed);
                let roles = work.shares.iter().map(|share| share.role.as_str());
                let away: Vec<&str> = roles.filter(|role| facility.is_away(role, day)).collect();
                is_fixed(&at).then(|| (at, format!("{} is away on that day", away.join(", "))))
            }
            NoTimetable::Network(NetworkError::FixedAboveCapacity { day, .. }) => {
                // another may have taken the days that a later one, under way, cannot give up
                let shares = |other: &usize| works.get(*other).is_some_and(|o| o.shares_role(work));
                let mut rivals = (0..works.len()).rev().filter(is_fixed);
                let fixed = Some(at).filter(is_fixed).or_else(|| rivals.find(shares))?;
                let day = days.date(*day);
                Some((
                    fixed,
                    format!("its roles have not enough time on {day} for all that is fixed"),
                ))
            }
            NoTimetable::Network(_) => None,
        }
    }
}

/// Whether an action waits for another, directly or not.
fn waits(works: &[Work], at: usize, id: &str) -> bool {
    let mut open: Vec<&Work> = works.get(at).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(work) = open.pop() {
        if work.after.iter().any(|before| before == id) {
            return true;
        }
        if seen.insert(&work.id) {
            open.extend(works.iter().filter(|before| work.after.contains(&before.id)));
        }
    }
    false
}
