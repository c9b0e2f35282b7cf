//! What is asked of the selection, and what it answers.

/// What can be done, and what has to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// How many criteria are open; elsewhere they are named by their place, from 0.
    pub criteria: usize,
    /// The remediations to choose from; elsewhere named by their place, from 0.
    pub candidates: Vec<Candidate>,
    /// What has to hold.
    pub conditions: Vec<Condition>,
}

/// A remediation that may be chosen.
///
/// Places that do not exist in `closes` and `after` are ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it costs, as a whole number of anything: half person-days, days of lead, money.
    pub cost: u64,
    /// The smaller, the more it is preferred among sets of equal cost; equal ranks go by place.
    pub rank: u64,
    /// The open criteria that it closes, each of them alone.
    pub closes: Vec<usize>,
    /// The remediations that come before it, all of them needed. A circle is chosen as a whole.
    pub after: Vec<usize>,
    /// Whether there is a choice.
    pub stance: Stance,
}

/// Whether there is a choice about a remediation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stance {
    /// It is chosen if it helps.
    #[default]
    Free,
    /// It is chosen with its prerequisites, whatever it costs; the text says why.
    Forced(String),
    /// It is not chosen, nor what needs it; the text says why.
    Forbidden(String),
    /// It is done: as a prerequisite it is met and costs nothing. It closes nothing more.
    Done,
}

/// A demand: the gains of the closed criteria add up to the need.
///
/// Whole numbers of any common denominator. A gate that wants all of its criteria has a gain of 1
/// for each and needs their number. A sum beyond 128 bits counts as enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The gate, for people.
    pub id: String,
    /// Criterion and what closing it adds; a criterion that is named twice adds both.
    pub gains: Vec<(usize, u128)>,
    /// What the gains have to reach; 0 holds by itself.
    pub need: u128,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The remediations, prerequisites included, without those that are done; ascending.
    pub chosen: Vec<usize>,
    /// The criteria they close; ascending.
    pub closed: Vec<usize>,
    /// What they cost together.
    pub cost: u64,
    /// No set costs less than this.
    pub bound: u64,
    /// Whether no cheaper set exists; without it the search reached its limit of steps.
    pub proven: bool,
    /// Whether the rule for ties was carried through to the end.
    pub ranked: bool,
}

/// What cannot hold together: leave any one part out, and the rest can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The parts: conditions first, then what is forced, then what is forbidden; each ascending.
    pub parts: Vec<Part>,
    /// Whether no clash of this problem has fewer parts; otherwise it is only free of idle ones.
    pub smallest: bool,
}

/// A part of a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// This condition has to hold.
    Condition(usize),
    /// This remediation is forced.
    Forced(usize),
    /// This remediation is forbidden.
    Forbidden(usize),
}

/// A condition that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The condition, by place.
    pub condition: usize,
    /// What its closed criteria add up to.
    pub reached: u128,
    /// How much is missing, exactly.
    pub missing: u128,
}
