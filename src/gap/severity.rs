//! How severe a gap is: harm by extent, a printed table of three by three.

use crate::assessment::Extent;
use crate::measure::Fraction;
use crate::score::Item;
use crate::standard::model::{Direction, Harm, Measure};
use serde::Serialize;

/// How severe a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Close it in the ordinary course.
    Low,
    /// Close it in this round.
    Moderate,
    /// Close it first.
    High,
    /// Danger now; only a reviewer sets it.
    Immediate,
}

impl Severity {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::Immediate => "immediate",
        }
    }
}

/// Harm by extent, after the precedent of an accreditor's likelihood-by-scope matrix: rows from low
/// to high harm, columns limited, pattern, widespread.
pub fn severity_table() -> [[Severity; 3]; 3] {
    use Severity::{High, Low, Moderate};
    [[Low, Low, Moderate], [Low, Moderate, High], [Moderate, High, High]]
}

pub(super) fn severity(harm: Harm, extent: Extent) -> Severity {
    let row = match harm {
        Harm::Low => 0,
        Harm::Moderate => 1,
        Harm::High => 2,
    };
    let column = match extent {
        Extent::Limited => 0,
        Extent::Pattern => 1,
        Extent::Widespread => 2,
        Extent::Immediate => return Severity::Immediate,
    };
    let table = severity_table();
    table.get(row).and_then(|row| row.get(column)).copied().unwrap_or(Severity::High)
}

/// The reviewer's extent; without one, from the credit and from how far a measure is off its
/// target: within 10 % of it is limited, within 50 % a pattern.
pub(super) fn extent(item: &Item, measure: Option<&Measure>) -> Extent {
    if let Some(extent) = item.extent {
        return extent;
    }
    let credit = item.credit.clone().unwrap_or(Fraction::ZERO);
    let value = item.measured.as_ref().and_then(|measured| measured.value.as_ref());
    let within = |share: (i128, i128)| match (measure, value) {
        (Some(measure), Some(value)) => is_within(measure, value, &Fraction::new(share.0, share.1)),
        _ => false,
    };
    if credit >= Fraction::HALF || within((1, 10)) {
        Extent::Limited
    } else if credit > Fraction::ZERO || within((1, 2)) {
        Extent::Pattern
    } else {
        Extent::Widespread
    }
}

fn is_within(measure: &Measure, value: &Fraction, share: &Fraction) -> bool {
    let slack = measure.target.times(share);
    let mark = match measure.direction {
        Direction::Higher => measure.target.minus(&slack),
        Direction::Lower => measure.target.plus(&slack),
    };
    measure.reaches(value, &mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_harm_or_more_extent_is_never_less_severe() {
        let table = severity_table();
        for row in table {
            assert!(row.windows(2).all(|pair| pair[0] <= pair[1]));
        }
        for column in 0..3 {
            assert!(table.windows(2).all(|pair| pair[0][column] <= pair[1][column]));
        }
        assert_eq!(severity(Harm::Low, Extent::Immediate), Severity::Immediate);
    }
}
