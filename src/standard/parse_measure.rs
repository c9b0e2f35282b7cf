//! From a table to a measure: target, steps, and whether they rise.

use super::model::{Direction, Measure, Step};
use super::parse::credit;
use crate::diagnostic::code;
use crate::document::Cursor;
use crate::measure::Fraction;

/// Reads the measure of a criterion.
pub(super) fn measure(cursor: Cursor<'_>) -> Measure {
    const DIRECTION: [(&str, Direction); 2] =
        [("higher", Direction::Higher), ("lower", Direction::Lower)];
    let unit = cursor.text("unit").value;
    let direction = cursor.choice("direction", &DIRECTION, None).unwrap_or(Direction::Higher);
    let target = cursor.fraction("target");
    if unit == "percent" && !target.value.is_share() {
        let message = format!("a target of {} is not a share from 0 to 1", target.value);
        let help = Some("write \"0.95\" or \"95 %\"".to_owned());
        cursor.report(&code::OUT_OF_RANGE, &target.span, message, help);
    }
    let measure = Measure {
        minimum_denominator: cursor.whole_maybe("minimum_denominator", 1..=100_000),
        steps: steps(&cursor),
        numerator: cursor.text_maybe("numerator").map(|text| text.value),
        denominator: cursor.text_maybe("denominator").map(|text| text.value),
        exclusions: cursor.text_maybe("exclusions").map(|text| text.value),
        target: target.value,
        unit,
        direction,
    };
    check_steps(&cursor, &measure);
    cursor.finish();
    measure
}

/// The steps of a measure from the least credit to the most.
fn steps(cursor: &Cursor<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for step in cursor.tables("steps", "step of the measure") {
        steps.push(Step { at: step.fraction("at").value, credit: credit(&step, "credit") });
        step.finish();
    }
    steps.sort_by(|one, other| one.credit.cmp(&other.credit));
    steps
}

fn check_steps(cursor: &Cursor<'_>, measure: &Measure) {
    let mut ladder: Vec<(&Fraction, &Fraction)> =
        measure.steps.iter().map(|step| (&step.at, &step.credit)).collect();
    ladder.push((&measure.target, &Fraction::ONE));
    let rises = ladder.windows(2).all(|pair| match pair {
        [(at, credit), (next, more)] => measure.reaches(next, at) && next != at && more > credit,
        _ => true,
    });
    if !rises {
        let message = "more credit is not given for a better value".to_owned();
        let help = Some("every step lies short of the target, with credit below 1".to_owned());
        cursor.report(&code::BAD_STEPS, &cursor.span(), message, help);
    }
}
