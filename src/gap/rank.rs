//! Which gap comes first.

use super::model::{Gap, OpenQuestion};
use crate::measure::Fraction;
use std::cmp::{Ordering, Reverse};

/// The order in words, printed with every list.
pub const FORMULA: &str = "critical first; then severity (harm by extent), highest first; then gain \
in the overall score, largest first; then how many other gaps it unblocks, most first; then \
effort, least first; then id and location";

/// What a list of gaps is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankBy {
    /// The formula above.
    #[default]
    Priority,
    /// Severity, then the formula.
    Severity,
    /// Gain, then the formula.
    Gain,
    /// Effort, least first, then the formula.
    Effort,
    /// Gain for each person-day, largest first, then the formula.
    GainPerDay,
    /// Id and location.
    Id,
}

impl RankBy {
    /// The words of the command line.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("priority", Self::Priority),
        ("severity", Self::Severity),
        ("gain", Self::Gain),
        ("effort", Self::Effort),
        ("gain-per-day", Self::GainPerDay),
        ("id", Self::Id),
    ];

    /// The order in words.
    pub fn formula(self) -> String {
        match self {
            Self::Priority => FORMULA.to_owned(),
            Self::Severity => format!("severity, highest first; then {FORMULA}"),
            Self::Gain => format!("gain in the overall score, largest first; then {FORMULA}"),
            Self::Effort => format!("effort in person-days, least first; then {FORMULA}"),
            Self::GainPerDay => format!("gain for each person-day, largest first; then {FORMULA}"),
            Self::Id => "id and location".to_owned(),
        }
    }
}

/// Sorts gaps and numbers them.
pub(super) fn rank(gaps: &mut [Gap], by: RankBy) {
    gaps.sort_by(|one, other| first(one, other, by).then_with(|| priority(one, other)));
    for (number, gap) in (1..).zip(gaps.iter_mut()) {
        gap.rank = number;
    }
}

fn first(one: &Gap, other: &Gap, by: RankBy) -> Ordering {
    match by {
        RankBy::Priority => Ordering::Equal,
        RankBy::Severity => other.severity.cmp(&one.severity),
        RankBy::Gain => other.gain.cmp(&one.gain),
        RankBy::Effort => effort(one).cmp(&effort(other)),
        RankBy::GainPerDay => per_day(other).cmp(&per_day(one)),
        RankBy::Id => by_id(one).cmp(&by_id(other)),
    }
}

fn priority(one: &Gap, other: &Gap) -> Ordering {
    let key = |gap: &Gap| {
        (
            Reverse(gap.critical),
            Reverse(gap.severity),
            Reverse(gap.gain.clone()),
            Reverse(gap.unblocks),
            effort(gap),
        )
    };
    key(one).cmp(&key(other)).then_with(|| by_id(one).cmp(&by_id(other)))
}

fn by_id(gap: &Gap) -> (&str, Option<&str>) {
    (&gap.criterion, gap.location.as_deref())
}

// a gap that nothing closes comes after every gap that something does
fn effort(gap: &Gap) -> (bool, Fraction) {
    match &gap.remedy {
        Some(remedy) => (false, remedy.effort_days.clone()),
        None => (true, Fraction::ZERO),
    }
}

fn per_day(gap: &Gap) -> Fraction {
    // what takes no effort is worth most for each day: count it as a tenth of a day
    let least = Fraction::new(1, 10);
    let days = effort(gap).1.max(least);
    gap.gain.over(&days).unwrap_or(Fraction::ZERO)
}

/// Open questions: critical first, then what an answer would add, then weight, then id.
pub(super) fn rank_questions(questions: &mut [OpenQuestion]) {
    questions.sort_by(|one, other| {
        let key = |question: &OpenQuestion| {
            (Reverse(question.critical), Reverse(question.gain.clone()), Reverse(question.weight))
        };
        let id = |question: &OpenQuestion| (question.criterion.clone(), question.location.clone());
        key(one).cmp(&key(other)).then_with(|| id(one).cmp(&id(other)))
    });
}
