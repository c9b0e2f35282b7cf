//! The state of every criterion at every location: condition, answer of record, numbers.

use super::item::{Item, ItemReason, State};
use super::tailored::Tailored;
use crate::assessment::{Answer, Given, Measured, Record, Rejection};
use crate::condition::{Truth, evaluate};
use crate::diagnostic::{Bag, Code, Diagnostic, Place, code};
use crate::facility::Facility;
use crate::measure::Fraction;
use crate::standard::model::Per;
use jiff::civil::Date;

/// What is judged: a facility's answers on a day.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The facility.
    pub facility: &'a Facility,
    /// Its answers.
    pub record: &'a Record,
    /// The day.
    pub as_of: Date,
}

/// The items of one criterion: one, or one for each location.
pub fn resolve(tailored: &Tailored<'_>, case: Case<'_>, bag: &Bag) -> Vec<Item> {
    let locations: Vec<Option<&str>> = match tailored.criterion.per {
        Per::Location if !case.facility.locations.is_empty() => {
            case.facility.locations.iter().map(|location| Some(location.id.as_str())).collect()
        }
        _ => vec![None],
    };
    let several = locations.len() > 1;
    let mut items = Vec::new();
    let mut warned = false;
    for location in locations {
        let answer = case.record.answer(&tailored.criterion.id, location);
        let item = item(tailored, case, (location, answer), bag);
        if let Some(answer) = answer.filter(|answer| answer.location.is_none())
            && several
            && item.counted
            && !warned
        {
            warned = true;
            let message = format!("one answer to {} stands for every location", item.criterion);
            let help = "add a row for each location, with its id in `location`";
            bag.push(at_answer(&code::ONE_FOR_ALL, answer, &message).help(help));
        }
        items.push(item);
    }
    items
}

fn at_answer(code: &'static Code, answer: &Answer, message: &str) -> Diagnostic {
    let place = Place {
        row: Some(answer.origin.row),
        column_name: Some("response".to_owned()),
        ..Place::file(&answer.origin.file)
    };
    Diagnostic::new(code, place, message)
}

fn item(
    tailored: &Tailored<'_>,
    case: Case<'_>,
    (location, answer): (Option<&str>, Option<&Answer>),
    bag: &Bag,
) -> Item {
    let criterion = tailored.criterion;
    let (truth, unknown) = match &criterion.applies_when {
        Some(condition) => {
            evaluate(&condition.expression, &|word| case.facility.value(word, location, case.as_of))
        }
        None => (Truth::True, std::collections::BTreeSet::new()),
    };
    let outcome = outcome(tailored, truth, answer);
    report(tailored, &outcome, answer, bag);
    let counted =
        criterion.scored && !matches!(outcome.state, State::NotApplicable | State::Excluded);
    let others = case.record.by_party(&criterion.id, location).into_iter().skip(1);
    // a claim is what that party said, whether or not it stands
    let state_of = |answer: &Answer| match answer.given {
        Given::NotApplicable => State::NotApplicable,
        _ => self::outcome(tailored, truth, Some(answer)).state,
    };
    Item {
        criterion: criterion.id.clone(),
        location: location.map(str::to_owned),
        state: outcome.state,
        reason: outcome.reason,
        level: outcome.level,
        measured: outcome.measured,
        credit: outcome.credit,
        counted,
        origin: answer.map(|answer| answer.origin.clone()),
        others: others.map(|other| (other.origin.party, state_of(other))).collect(),
        extent: answer.and_then(|answer| answer.extent),
        has_evidence: answer.is_some_and(|answer| answer.has_evidence),
        privileged: answer.is_some_and(|answer| answer.privileged),
        unknown: unknown.into_iter().collect(),
    }
}

struct Outcome {
    state: State,
    reason: Option<ItemReason>,
    credit: Option<Fraction>,
    level: Option<String>,
    measured: Option<Measured>,
}

impl Outcome {
    fn open(state: State, reason: ItemReason) -> Self {
        let credit = Some(Fraction::ZERO);
        Self { state, reason: Some(reason), credit, level: None, measured: None }
    }

    fn aside(state: State, reason: ItemReason) -> Self {
        Self { state, reason: Some(reason), credit: None, level: None, measured: None }
    }

    fn credited(credit: Fraction) -> Self {
        Self {
            state: State::of_credit(&credit),
            reason: None,
            credit: Some(credit),
            level: None,
            measured: None,
        }
    }
}

fn outcome(tailored: &Tailored<'_>, truth: Truth, answer: Option<&Answer>) -> Outcome {
    if tailored.excluded.is_some() {
        return Outcome::aside(State::Excluded, ItemReason::Excluded);
    }
    if truth == Truth::False {
        return Outcome::aside(State::NotApplicable, ItemReason::ConditionFalse);
    }
    let Some(answer) = answer else {
        return Outcome::open(State::NotAssessed, ItemReason::NotAnswered);
    };
    match &answer.given {
        Given::Blank => Outcome::open(State::NotAssessed, ItemReason::NotAnswered),
        Given::Rejected(rejection) => {
            let reason = match rejection {
                Rejection::Unusable => ItemReason::UnusableRow,
                Rejection::ChangedWording(_) => ItemReason::ChangedWording,
                Rejection::Conflict => ItemReason::Conflict,
            };
            Outcome::open(State::NotAssessed, reason)
        }
        Given::NotApplicable if truth == Truth::Unknown => {
            Outcome::aside(State::NotApplicable, ItemReason::ConditionUnknown)
        }
        Given::NotApplicable if answer.origin.party.is_reviewer() => {
            Outcome::aside(State::NotApplicable, ItemReason::ConfirmedByReviewer)
        }
        Given::NotApplicable => Outcome::open(State::NotAssessed, ItemReason::ClaimedNotApplicable),
        Given::Unevidenced if tailored.critical => {
            Outcome::open(State::NotAssessed, ItemReason::Unevidenced)
        }
        Given::Unevidenced => {
            let reason = Some(ItemReason::Unevidenced);
            Outcome { reason, ..Outcome::credited(Fraction::ONE) }
        }
        Given::Level(credit, name) => {
            let built_in = matches!(name.as_str(), "met" | "partial" | "not_met");
            Outcome {
                reason: answer.partial_reason.map(ItemReason::from),
                level: (!built_in).then(|| name.clone()),
                ..Outcome::credited(tailored.credit(credit.clone()))
            }
        }
        Given::Measured(measured) => numbers(tailored, measured),
    }
}

fn numbers(tailored: &Tailored<'_>, measured: &Measured) -> Outcome {
    let kept = Some(measured.clone());
    let (Some(value), Some(measure)) = (&measured.value, &tailored.measure) else {
        let outcome = Outcome::aside(State::NotApplicable, ItemReason::NoEligibleCases);
        return Outcome { measured: kept, ..outcome };
    };
    let minimum = measure.minimum_denominator.map(|minimum| Fraction::whole(i128::from(minimum)));
    if measured.denominator.as_ref().zip(minimum).is_some_and(|(cases, least)| *cases < least) {
        let outcome = Outcome::open(State::TooSmall, ItemReason::BelowMinimumDenominator);
        return Outcome { measured: kept, ..outcome };
    }
    let credit = tailored.credit(measure.credit(value));
    Outcome { measured: kept, ..Outcome::credited(credit) }
}

fn report(tailored: &Tailored<'_>, outcome: &Outcome, answer: Option<&Answer>, bag: &Bag) {
    let Some(answer) = answer else { return };
    let id = &tailored.criterion.id;
    let (code, message, help) = match outcome.reason {
        Some(ItemReason::ConditionFalse) if answer.given == Given::NotApplicable => return,
        Some(ItemReason::Unevidenced) if outcome.state.is_open() => (
            &code::CRITICAL_UNEVIDENCED,
            format!("{id} gates and is said to be met without numbers; it is not assessed"),
            "give numerator, denominator and period",
        ),
        Some(ItemReason::Unevidenced) => (
            &code::UNEVIDENCED,
            format!("{id} is said to be met without numbers; it counts, and is listed as such"),
            "give numerator, denominator and period",
        ),
        Some(ItemReason::ConditionFalse) => (
            &code::DOES_NOT_APPLY,
            format!("{id} does not apply here; the answer is kept and not counted"),
            "if it does apply, correct the services or facts in facility.toml",
        ),
        Some(ItemReason::ClaimedNotApplicable) => (
            &code::CLAIMED_NOT_APPLICABLE,
            format!("{id} applies here; not applicable stays a claim until a reviewer agrees"),
            "answer it, or correct the services or facts in facility.toml",
        ),
        Some(ItemReason::BelowMinimumDenominator) => (
            &code::TOO_FEW_CASES,
            format!("{id} has fewer cases than its minimum; it counts as not assessed"),
            "add cases, for example by a longer period",
        ),
        _ => return,
    };
    bag.push(at_answer(code, answer, &message).help(help));
}
