//! The single-mode files of the PSPLIB: tables under headings, framed by lines of asterisks.

use std::fmt;
use std::str::FromStr;

use concordant::plan::schedule::{Activity, Demand, Network, NetworkError, Resource};

/// What is wrong with a file, and in which line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum SmError {
    /// A table that is not there.
    Missing(&'static str),
    /// A line that cannot be read: its number and what was expected.
    Line(usize, String),
    /// A file that can be read but makes no sense.
    Network(NetworkError),
}

impl fmt::Display for SmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(heading) => write!(f, "no table `{heading}`: is this a .sm file?"),
            Self::Line(number, expected) => write!(f, "line {number}: expected {expected}"),
            // jobs count from 1 in these files, activities from 0 in messages
            Self::Network(error) => write!(f, "{error} (activity 0 is job 1)"),
        }
    }
}

/// A line of a table: its number in the file and its numbers.
type Row = (usize, Vec<u32>);

/// Reads a file. Dummy source and sink stay what they are: activities without duration.
pub(crate) fn parse(text: &str) -> Result<Network, SmError> {
    let relations = table(text, "PRECEDENCE RELATIONS:", "jobnr.")?;
    let requests = table(text, "REQUESTS/DURATIONS:", "jobnr.")?;
    let capacities = table(text, "RESOURCEAVAILABILITIES:", "R ")?;
    let (_, capacities) =
        capacities.into_iter().next().ok_or(SmError::Missing("RESOURCEAVAILABILITIES:"))?;
    let jobs = requests.len();
    let mut activities = Vec::with_capacity(jobs);
    for (place, (number, row)) in requests.iter().enumerate() {
        activities.push(activity(*number, row, place + 1, capacities.len())?);
    }
    if relations.len() != jobs {
        let number = relations.last().map_or(0, |(number, _)| *number);
        return Err(SmError::Line(number, format!("relations of {jobs} jobs")));
    }
    for (place, (number, row)) in relations.iter().enumerate() {
        for successor in successors(*number, row, place + 1, jobs)? {
            let waits = activities.get_mut(successor).expect("successors are checked");
            waits.predecessors.push(place);
        }
    }
    let resource = |capacity| Resource { capacity, reductions: Vec::new() };
    let resources = capacities.into_iter().map(resource).collect();
    Network::new(activities, resources, Vec::new()).map_err(SmError::Network)
}

/// The rows below a heading, up to the next line of asterisks or the end; the names of columns
/// and dashed lines are left out.
fn table(text: &str, heading: &'static str, columns: &str) -> Result<Vec<Row>, SmError> {
    let lines = (1..).zip(text.lines().map(str::trim));
    let mut below = lines.skip_while(|(_, line)| !line.starts_with(heading));
    below.next().ok_or(SmError::Missing(heading))?;
    let mut rows = Vec::new();
    for (number, line) in below.take_while(|(_, line)| !line.starts_with('*')) {
        if line.is_empty() || line.starts_with('-') || line.starts_with(columns) {
            continue;
        }
        let numbers: Result<Vec<u32>, _> = line.split_whitespace().map(u32::from_str).collect();
        let numbers =
            numbers.map_err(|_| SmError::Line(number, String::from("whole numbers only")))?;
        rows.push((number, numbers));
    }
    Ok(rows)
}

/// A row `job mode duration R1 R2 …`.
fn activity(number: usize, row: &[u32], job: usize, kinds: usize) -> Result<Activity, SmError> {
    let wrong =
        || SmError::Line(number, format!("job {job}, mode 1, a duration and {kinds} demands"));
    let [given, 1, duration, demands @ ..] = row else { return Err(wrong()) };
    if usize::try_from(*given) != Ok(job) || demands.len() != kinds {
        return Err(wrong());
    }
    let demand = |(resource, units): (usize, &u32)| Demand { resource, units: *units };
    let demands: Vec<Demand> = demands.iter().enumerate().map(demand).collect();
    let duration = usize::try_from(*duration).map_err(|_| wrong())?;
    Ok(Activity { duration, demands, ..Activity::default() })
}

/// A row `job modes count successor…`, as places instead of job numbers.
fn successors(number: usize, row: &[u32], job: usize, jobs: usize) -> Result<Vec<usize>, SmError> {
    let wrong =
        || SmError::Line(number, format!("job {job}, 1 mode, a count and as many of {jobs} jobs"));
    let [given, 1, count, successors @ ..] = row else { return Err(wrong()) };
    if usize::try_from(*given) != Ok(job) || usize::try_from(*count) != Ok(successors.len()) {
        return Err(wrong());
    }
    let place = |successor: &u32| {
        let place = usize::try_from(*successor).ok()?.checked_sub(1)?;
        (place < jobs).then_some(place)
    };
    successors.iter().map(|successor| place(successor).ok_or_else(wrong)).collect()
}
