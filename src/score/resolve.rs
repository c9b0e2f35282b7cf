//! The state of every criterion at every location: condition, answer of record, numbers.

use super::item::{Item, ItemReason, State};
use super::tailored::Tailored;
use crate::assessment::{Answer, Given, Measured, Origin, Record, Rejection};
use crate::condition::{Truth, evaluate};
use crate::diagnostic::{Bag, Code, Diagnostic, code};
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
    let mut told = Told { several, codes: Vec::new(), bag };
    for location in &locations {
        let answer = case.record.answer(&tailored.criterion.id, *location);
        let (mut item, outcome) = item(tailored, case, (*location, answer));
        // with one place there is nothing to tell apart
        item.location = item.location.filter(|_| several);
        if let Some(answer) = answer {
            told.about(&item, &outcome, answer);
        }
        items.push(item);
    }
    items
}

/// What was said of a row already: a row that stands for several locations is told of once.
struct Told<'b> {
    several: bool,
    codes: Vec<(&'static str, Origin)>,
    bag: &'b Bag,
}

impl Told<'_> {
    fn about(&mut self, item: &Item, outcome: &Outcome, answer: &Answer) {
        let stands_for_all = self.several && answer.location.is_none();
        let is_usable = !matches!(answer.given, Given::Rejected(_));
        if stands_for_all && item.counted && is_usable {
            let message =
                format!("{} is answered without a location, for all of them", item.criterion);
            let help = "add a row for each location, with its id in `location`";
            let diagnostic = at_answer(&code::ONE_FOR_ALL, answer, &message).help(help);
            let of_many = "these are answered without a location, for all of them";
            self.push(diagnostic.together(of_many, Some(help.to_owned())), answer);
        }
        // that it does not apply at one of the places it stands for is no fault of the answer
        if stands_for_all && outcome.reason == Some(ItemReason::ConditionFalse) {
            return;
        }
        if let Some(diagnostic) = diagnostic(item, outcome, answer) {
            self.push(diagnostic, answer);
        }
    }

    fn push(&mut self, diagnostic: Diagnostic, answer: &Answer) {
        let key = (diagnostic.code.id, answer.origin.clone());
        if !self.codes.contains(&key) {
            self.codes.push(key);
            self.bag.push(diagnostic);
        }
    }
}

fn at_answer(code: &'static Code, answer: &Answer, message: &str) -> Diagnostic {
    Diagnostic::new(code, answer.origin.place(), message)
}

fn item(
    tailored: &Tailored<'_>,
    case: Case<'_>,
    (location, answer): (Option<&str>, Option<&Answer>),
) -> (Item, Outcome) {
    let criterion = tailored.criterion;
    let (truth, unknown) = match &criterion.applies_when {
        Some(condition) => {
            evaluate(&condition.expression, &|word| case.facility.value(word, location, case.as_of))
        }
        None => (Truth::True, std::collections::BTreeSet::new()),
    };
    let outcome = outcome(tailored, truth, answer);
    let counted =
        criterion.scored && !matches!(outcome.state, State::NotApplicable | State::Excluded);
    let all = case.record.by_party(&criterion.id, location);
    let others = all.iter().skip(1);
    // a claim is what that party said, whether or not it stands
    let state_of = |answer: &Answer| match answer.given {
        Given::NotApplicable => State::NotApplicable,
        _ => self::outcome(tailored, truth, Some(answer)).state,
    };
    let origin = answer.map(|answer| &answer.origin);
    let origin = origin.or_else(|| case.record.blank_row(&criterion.id, location));
    let item = Item {
        criterion: criterion.id.clone(),
        location: location.map(str::to_owned),
        state: outcome.state,
        reason: outcome.reason,
        level: outcome.level.clone(),
        measured: outcome.measured.clone(),
        credit: outcome.credit.clone(),
        counted,
        origin: origin.cloned(),
        others: others.map(|other| (other.origin.party, state_of(other))).collect(),
        extent: answer.and_then(|answer| answer.extent),
        key_recommendation: all.iter().any(|answer| answer.key_recommendation),
        has_evidence: answer.is_some_and(|answer| answer.has_evidence),
        cited: all
            .iter()
            .filter(|answer| !answer.privileged)
            .flat_map(|answer| answer.cited.iter().cloned())
            .collect(),
        finding: answer.and_then(|answer| answer.finding.clone()),
        privileged: answer.is_some_and(|answer| answer.privileged),
        withheld: all.iter().any(|answer| answer.privileged),
        unknown: unknown.into_iter().collect(),
    };
    (item, outcome)
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

/// What is to be said of an answer that does not count as it stands.
fn diagnostic(item: &Item, outcome: &Outcome, answer: &Answer) -> Option<Diagnostic> {
    let at = item.location.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
    let id = format!("{}{at}", item.criterion);
    let numbers = "give numerator, denominator and period";
    let (code, message, of_many, help) = match outcome.reason? {
        ItemReason::ConditionFalse if answer.given == Given::NotApplicable => return None,
        ItemReason::ConditionFalse => (
            &code::DOES_NOT_APPLY,
            format!("{id} does not apply; the answer is kept and not counted"),
            "these criteria do not apply; the answers are kept and not counted",
            "if it does apply, correct the services or facts in facility.toml",
        ),
        ItemReason::Unevidenced if outcome.state.is_open() => (
            &code::CRITICAL_UNEVIDENCED,
            format!("{id} gates and is said to be met without numbers; it is not assessed"),
            "these gate and are said to be met without numbers; they are not assessed",
            numbers,
        ),
        ItemReason::Unevidenced => (
            &code::UNEVIDENCED,
            format!("{id} is said to be met without numbers; it counts, and is listed as such"),
            "these are said to be met without numbers; they count, and are listed as such",
            numbers,
        ),
        ItemReason::ClaimedNotApplicable => (
            &code::CLAIMED_NOT_APPLICABLE,
            format!("{id} applies; not applicable stays a claim until a reviewer agrees"),
            "these criteria apply; not applicable stays a claim until a reviewer agrees",
            "answer it, or correct the services or facts in facility.toml",
        ),
        ItemReason::BelowMinimumDenominator => (
            &code::TOO_FEW_CASES,
            format!("{id} has fewer cases than its minimum; it counts as not assessed"),
            "these have fewer cases than their minimum; they count as not assessed",
            "add cases, for example by a longer period",
        ),
        _ => return None,
    };
    let diagnostic = at_answer(code, answer, &message).help(help);
    Some(diagnostic.together(of_many, Some(help.to_owned())))
}
