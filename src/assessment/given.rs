//! What a row says, once its response is understood: words against numbers, scales, reasons.

use super::answer::{Given, Measured, Rejection};
use super::cells::Cells;
use super::columns::Column;
use super::numbers::{BadNumber, count, rounding, value};
use super::words::Response;
use crate::diagnostic::code;
use crate::measure::Fraction;
use crate::standard::model::{Answering, Criterion, Measure};

/// A response that was understood.
pub(super) enum Word {
    /// One that every scale has.
    Response(Response),
    /// A level of the criterion's own scale.
    Level(Fraction, String),
}

const NUMBERS: [Column; 3] = [Column::Value, Column::Numerator, Column::Denominator];

/// What the row says. Reports what does not fit, and rejects what cannot be used.
pub(super) fn given(
    cells: &Cells<'_>,
    criterion: &Criterion,
    (response, applies): (Result<Word, ()>, bool),
) -> Given {
    let Ok(word) = response else {
        return Given::Rejected(Rejection::Unusable);
    };
    let response = match word {
        Word::Level(credit, name) => return Given::Level(credit, name),
        Word::Response(response) => response,
    };
    if response == Response::NotApplicable {
        return not_applicable(cells, applies);
    }
    match &criterion.answering {
        Answering::Measure(measure) => measured(cells, measure, response),
        answering => worded(cells, answering, response),
    }
}

fn not_applicable(cells: &Cells<'_>, applies: bool) -> Given {
    if applies && cells.filled(Column::Reason).is_none() {
        let message = "not applicable without a reason";
        let help = "say in `reason` why this cannot apply here".to_owned();
        cells.report(&code::NO_REASON, Column::Reason, message, help);
        return Given::Rejected(Rejection::Unusable);
    }
    Given::NotApplicable
}

fn worded(cells: &Cells<'_>, answering: &Answering, response: Response) -> Given {
    let level = |credit: Fraction, name: &str| Given::Level(credit, name.to_owned());
    match (response, answering) {
        (Response::Blank, _) => {
            if cells.any(&NUMBERS) {
                let message = "numbers without an answer";
                let help = "this criterion is answered by a word; fill in `response`".to_owned();
                cells.report(&code::NUMBERS_WITHOUT_ANSWER, Column::Response, message, help);
            }
            Given::Blank
        }
        (Response::Met, _) => level(Fraction::ONE, "met"),
        (Response::NotMet, _) => level(Fraction::ZERO, "not_met"),
        (_, Answering::Binary) => {
            let message = "this criterion is met or not met, nothing between";
            let help = "write not_met as long as any part is missing".to_owned();
            cells.report(&code::WRONG_SCALE, Column::Response, message, help);
            Given::Rejected(Rejection::Unusable)
        }
        (_, _) => level(Fraction::HALF, "partial"),
    }
}

fn measured(cells: &Cells<'_>, measure: &Measure, response: Response) -> Given {
    if !cells.any(&NUMBERS) {
        return without_numbers(cells, response);
    }
    let Some(numbers) = numbers(cells, measure) else {
        return Given::Rejected(Rejection::Unusable);
    };
    if let Some(value) = &numbers.value {
        let credit = measure.credit(value);
        let agrees = match response {
            Response::Met => credit.is_one(),
            Response::NotMet => !credit.is_one(),
            Response::Partial => !credit.is_one(),
            Response::Blank | Response::NotApplicable => true,
        };
        if !agrees {
            let message = format!(
                "the response says {{}}, the numbers say {} against a target of {}",
                measure.show(value),
                measure.show(&measure.target)
            );
            let help = "the numbers count; correct the word or the numbers".to_owned();
            cells.report(&code::CONTRADICTION, Column::Response, &message, help);
        }
    }
    Given::Measured(numbers)
}

fn without_numbers(cells: &Cells<'_>, response: Response) -> Given {
    let help = "give numerator, denominator and period".to_owned();
    match response {
        Response::Blank | Response::NotApplicable => Given::Blank,
        Response::NotMet => Given::Level(Fraction::ZERO, "not_met".to_owned()),
        Response::Partial => {
            let message = "a measure is partly met only by its numbers";
            cells.report(&code::WRONG_SCALE, Column::Response, message, help);
            Given::Rejected(Rejection::Unusable)
        }
        // whether that will do depends on whether the program lets the criterion gate
        Response::Met => Given::Unevidenced,
    }
}

/// The numbers of a row; `None` after an error that leaves nothing to go by.
fn numbers(cells: &Cells<'_>, measure: &Measure) -> Option<Measured> {
    let numerator = read_count(cells, Column::Numerator);
    let denominator = read_count(cells, Column::Denominator);
    let has_counts = matches!((&numerator, &denominator), (Ok(Some(_)), Ok(Some(_))));
    let stated = stated_value(cells, measure, has_counts);
    let (Ok(numerator), Ok(denominator), Ok(stated)) = (numerator, denominator, stated) else {
        return None;
    };
    if let (Some(above), Some(below)) = (&numerator, &denominator)
        && above > below
        && measure.is_percent()
    {
        let message = format!("numerator {{}} is above the denominator, {}", below.plain());
        let help = "exchange them, or correct the one that is wrong".to_owned();
        cells.report(&code::ABOVE_DENOMINATOR, Column::Numerator, &message, help);
        return None;
    }
    let no_cases = denominator.as_ref().is_some_and(Fraction::is_zero);
    let counted = match (&numerator, &denominator) {
        (Some(above), Some(below)) if measure.is_percent() => above.over(below),
        _ => None,
    };
    if no_cases {
        return Some(Measured { value: None, numerator, denominator });
    }
    check_stated(cells, measure, counted.as_ref(), stated.as_ref());
    let value = counted.or(stated);
    if value.is_none() {
        let (missing, help) = if measure.is_percent() {
            (Column::Denominator, "give numerator and denominator, or a value such as 93 %")
        } else {
            (Column::Value, "give the number in `value`")
        };
        cells.report(&code::BAD_NUMBER, missing, "the measure is incomplete", help.to_owned());
        return None;
    }
    Some(Measured { value, numerator, denominator })
}

fn read_count(cells: &Cells<'_>, column: Column) -> Result<Option<Fraction>, ()> {
    let Some(cell) = cells.filled(column) else {
        return Ok(None);
    };
    count(cell).map(Some).map_err(|_| {
        let message = "{} is not a whole number of cases";
        cells.report(&code::BAD_NUMBER, column, message, "write digits only".to_owned());
    })
}

/// The value column. A percentage needs its sign where it could be a share: 0.93 and 1 are not
/// what people mean by 0.93 % and 1 %, and we do not guess.
/// Beside numerator and denominator there is nothing to guess: there 0.93 is a share.
fn stated_value(
    cells: &Cells<'_>,
    measure: &Measure,
    has_counts: bool,
) -> Result<Option<Fraction>, ()> {
    let Some(cell) = cells.filled(Column::Value) else {
        return Ok(None);
    };
    let help = || "write it with its sign, or give numerator and denominator".to_owned();
    let number = value(cell).map_err(|reason| {
        let message = match reason {
            BadNumber::NotANumber => "{} is not a number",
            BadNumber::TwoMeanings => "{} can be read as two numbers",
        };
        cells.report(
            &code::BAD_NUMBER,
            Column::Value,
            message,
            "write digits and at most one decimal sign".to_owned(),
        );
    })?;
    if number < Fraction::ZERO {
        let message = "{} is below 0";
        cells.report(&code::BAD_NUMBER, Column::Value, message, "correct the number".to_owned());
        return Err(());
    }
    if !measure.is_percent() {
        if cell.contains('%') {
            let message = format!("{{}} is a percentage, the measure counts {}", measure.unit);
            cells.report(&code::BAD_NUMBER, Column::Value, &message, None);
            return Err(());
        }
        return Ok(Some(number));
    }
    let has_sign = cell.contains(['%', '/']);
    let is_small = !has_sign && number <= Fraction::ONE && !number.is_zero();
    if is_small && has_counts {
        return Ok(Some(number));
    }
    if is_small {
        let message = "{} may be a share or a percentage";
        let (share, percent) = (number.percent(), number.decimal(2));
        let help = match cells.row.worksheet() {
            // there 93 % with its sign is a cell that holds 0.93
            Some(_) => format!("write {share} or {percent}, without the sign, whichever it is"),
            None => format!("write {share} % or {percent} %, whichever it is"),
        };
        cells.report(&code::AMBIGUOUS_PERCENT, Column::Value, message, help);
        return Err(());
    }
    let share = if has_sign { number } else { number.times(&Fraction::new(1, 100)) };
    if !share.is_share() {
        let message = "{} is not a percentage from 0 to 100";
        cells.report(&code::BAD_NUMBER, Column::Value, message, help());
        return Err(());
    }
    Ok(Some(share))
}

/// The number as the cell shows it, before it was taken for a percentage.
fn shown(cell: &str) -> Fraction {
    value(cell).unwrap_or(Fraction::ZERO)
}

fn check_stated(
    cells: &Cells<'_>,
    measure: &Measure,
    counted: Option<&Fraction>,
    stated: Option<&Fraction>,
) {
    let (Some(counted), Some(stated)) = (counted, stated) else {
        return;
    };
    let cell = cells.get(Column::Value);
    let slack = rounding(cell);
    let percent = !cell.contains(['%', '/']) && measure.is_percent() && *stated != shown(cell);
    let slack = if percent { slack.times(&Fraction::new(1, 100)) } else { slack };
    if counted.minus(stated).abs() > slack {
        let message = format!(
            "value {{}} differs from numerator over denominator, {}",
            measure.show(counted)
        );
        let help = "numerator and denominator count; correct one of them".to_owned();
        cells.report(&code::VALUE_CONTRADICTS, Column::Value, &message, help);
    }
}
