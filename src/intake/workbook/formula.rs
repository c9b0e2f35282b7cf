//! The formulas of a row: what its answer is worth, where it stands, what is still to do.
//!
//! They say what `assessment` and `score` say of the same cells; `tests/workbook` compares the two.

use super::super::answered::Part;
use super::super::template::{Asked, TemplateRow};
use super::grid::{Field, Grid};
use crate::assessment::{Column, PartialReason, Party};
use crate::measure::Fraction;
use crate::standard::model::{Direction, Measure};

/// A formula, and what it comes to while nothing is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Formula {
    pub(super) text: String,
    pub(super) blank: String,
}

impl Formula {
    pub(super) fn new(text: impl Into<String>, blank: impl Into<String>) -> Self {
        Self { text: text.into(), blank: blank.into() }
    }
}

const OPEN: &str = "\"not assessed\"";
const ASIDE: &str = "\"not applicable\"";

/// A row of a sheet with its cells.
pub(super) struct RowFormulas<'g> {
    row: &'g TemplateRow,
    party: Party,
    response: String,
    reason: String,
    numerator: String,
    denominator: String,
    value: String,
    measured: String,
    outcome: String,
    state: String,
    /// The same question where it is answered for all places at once.
    for_all: Option<Box<Self>>,
    /// What a row says that has nothing left to do.
    rest: &'static str,
}

/// What is said of a row that answers for all places.
const FOR_ALL: &str = "answers for every place below that has no answer of its own";
/// What is said of a row for which such a row answers.
const COVERED: &str = "as answered above for all places";

impl<'g> RowFormulas<'g> {
    pub(super) fn new(grid: &Grid<'_>, (at, row): (u32, &'g TemplateRow), party: Party) -> Self {
        let cell = |field| grid.at(field, at);
        Self {
            row,
            party,
            response: cell(Field::Read(Column::Response)),
            reason: cell(Field::Read(Column::Reason)),
            numerator: cell(Field::Read(Column::Numerator)),
            denominator: cell(Field::Read(Column::Denominator)),
            value: cell(Field::Read(Column::Value)),
            measured: cell(Field::Measured),
            outcome: cell(Field::Outcome),
            state: cell(Field::State),
            for_all: None,
            rest: if row.scored { "" } else { "reported only, not scored" },
        }
    }

    /// The same of a row that stands for all places, or of one for which such a row answers.
    pub(super) fn of_part(
        grid: &Grid<'_>,
        (at, row, part): (u32, &'g TemplateRow, Part<'_>),
        party: Party,
    ) -> Self {
        let own = Self::new(grid, (at, row), party);
        match (part, grid.for_all(&row.criterion)) {
            (Part::ForAll(_), _) => Self { rest: FOR_ALL, ..own },
            (_, Some(all)) => {
                Self { for_all: Some(Box::new(Self::new(grid, (all, row), party))), ..own }
            }
            _ => own,
        }
    }

    /// Whether the row itself is blank, as a formula.
    fn is_blank(&self) -> String {
        let numbers = [&self.numerator, &self.denominator, &self.value];
        let numbers = numbers.into_iter().filter(|_| self.row.asked.measure().is_some());
        let cells: Vec<String> = std::iter::once(&self.response)
            .chain(numbers)
            .map(|cell| format!("{cell}=\"\""))
            .collect();
        format!("AND({})", cells.join(","))
    }

    /// The formula of a column; none where the column has none in this row.
    pub(super) fn of(&self, field: Field) -> Option<Formula> {
        let outcome = &self.outcome;
        match field {
            Field::Measured => self.row.asked.measure().map(|measure| self.measured(measure)),
            Field::Outcome => {
                let own = self.outcome_text();
                let text = match &self.for_all {
                    Some(all) => format!("IF({},{},{own})", self.is_blank(), all.outcome_text()),
                    None => own,
                };
                Some(Formula::new(text, "not assessed"))
            }
            Field::State => {
                let word =
                    format!("IF({outcome}=1,\"met\",IF({outcome}=0,\"not met\",\"partly met\"))");
                let text = format!("IF(ISNUMBER({outcome}),{word},{outcome})");
                Some(Formula::new(text, "not assessed"))
            }
            Field::Credit => Some(Formula::new(self.credit("0"), "0")),
            Field::CreditAtBest => Some(Formula::new(self.credit("1"), "1")),
            Field::ToDo => Some(match &self.for_all {
                Some(_) => {
                    let own = self.to_do(self.rest);
                    let text = format!("IF({},\"{COVERED}\",{own})", self.is_blank());
                    Formula::new(text, COVERED)
                }
                None => Formula::new(self.to_do(self.rest), self.rest),
            }),
            Field::Read(_) | Field::MustPass | Field::Own(_) => None,
        }
    }

    /// A number; `wrong` where the numbers cannot be used; `none` without eligible cases; else empty.
    fn measured(&self, measure: &Measure) -> Formula {
        let Self { numerator, denominator, value, .. } = self;
        let no_count = |cell: &str| {
            format!("IF(ISNUMBER({cell}),OR({cell}<0,{cell}<>INT({cell})),{cell}<>\"\")")
        };
        let both = format!("AND({numerator}<>\"\",{denominator}<>\"\")");
        let (no_value, too_many, counted) = if measure.is_percent() {
            // 0.93 may be a share or a percentage; beside both counts there is nothing to guess
            let small = format!("AND({value}>0,{value}<=1,NOT({both}))");
            (
                format!("OR({value}<0,{value}>100,{small})"),
                format!("AND({both},{numerator}>{denominator})"),
                format!(
                    "IF({both},{numerator}/{denominator},IF({value}=\"\",\"wrong\",{value}/100))"
                ),
            )
        } else {
            let stated = format!("IF({value}=\"\",\"wrong\",{value})");
            (format!("{value}<0"), "FALSE".to_owned(), stated)
        };
        let wrong = [
            no_count(numerator),
            no_count(denominator),
            format!("IF(ISNUMBER({value}),{no_value},{value}<>\"\")"),
            too_many,
        ];
        let none = format!("AND({denominator}<>\"\",{denominator}=0)");
        let text = format!(
            "IF(COUNTA({numerator},{denominator},{value})=0,\"\",IF(OR({}),\"wrong\",\
             IF({none},\"none\",{counted})))",
            wrong.join(",")
        );
        Formula::new(text, "")
    }

    /// The credit as a number, or why there is none.
    fn outcome_text(&self) -> String {
        let Self { response, reason, .. } = self;
        // who answers for themselves cannot put aside what applies: it stays open
        let aside = if self.may_put_aside() {
            format!("IF(TRIM({reason})=\"\",{OPEN},{ASIDE})")
        } else {
            OPEN.to_owned()
        };
        let answered = match &self.row.asked {
            Asked::Measure(measure) => self.measure_outcome(measure),
            Asked::Binary => self.words(&[("met", &Fraction::ONE), ("not_met", &Fraction::ZERO)]),
            Asked::Conformance => self.words(&[
                ("met", &Fraction::ONE),
                ("partial", &Fraction::HALF),
                ("not_met", &Fraction::ZERO),
            ]),
            Asked::Scale(levels) => {
                let words = levels.iter().rev().map(|level| (level.id.as_str(), &level.credit));
                self.words(&words.collect::<Vec<_>>())
            }
        };
        format!("IF({response}=\"not_applicable\",{aside},{answered})")
    }

    fn may_put_aside(&self) -> bool {
        self.party.is_reviewer() || !self.row.unknown.is_empty()
    }

    fn words(&self, words: &[(&str, &Fraction)]) -> String {
        let mut text = String::new();
        for (word, credit) in words {
            let credit = self.tailored(credit);
            text += &format!("IF({}=\"{word}\",{},", self.response, number(&credit));
        }
        text + OPEN + &")".repeat(words.len())
    }

    /// What the program makes of a credit.
    fn tailored(&self, credit: &Fraction) -> Fraction {
        if self.row.full_credit && !credit.is_one() { Fraction::ZERO } else { credit.clone() }
    }

    fn measure_outcome(&self, measure: &Measure) -> String {
        let Self { response, denominator, measured, .. } = self;
        // met without numbers counts, but not where it gates
        let by_word = if self.row.critical { OPEN } else { "1" };
        let no_numbers =
            format!("IF({response}=\"met\",{by_word},IF({response}=\"not_met\",0,{OPEN}))");
        let credit = self.measure_credit(measure);
        let judged = match measure.minimum_denominator {
            Some(least) => format!(
                "IF(AND({denominator}<>\"\",{denominator}<{least}),\"too few cases\",{credit})"
            ),
            None => credit,
        };
        let words = ["", "met", "partial", "not_met"].map(|word| format!("{response}=\"{word}\""));
        format!(
            "IF(NOT(OR({})),{OPEN},IF({measured}=\"\",{no_numbers},IF({measured}=\"wrong\",{OPEN},\
             IF({measured}=\"none\",{ASIDE},{judged}))))",
            words.join(",")
        )
    }

    /// Full credit at the target, else the best step reached, else none.
    fn measure_credit(&self, measure: &Measure) -> String {
        let sign = match measure.direction {
            Direction::Higher => ">=",
            Direction::Lower => "<=",
        };
        let mut steps: Vec<(&Fraction, Fraction)> = vec![(&measure.target, Fraction::ONE)];
        steps.extend(measure.steps.iter().map(|step| (&step.at, self.tailored(&step.credit))));
        steps.retain(|(_, credit)| !credit.is_zero());
        // the best credit reached counts, whatever the order of the file
        steps.sort_by(|one, other| other.1.cmp(&one.1));
        let mut text = String::new();
        for (at, credit) in &steps {
            let reached = format!("ROUND({},12){sign}{}", self.measured, rounded(at));
            text += &format!("IF({reached},{},", number(credit));
        }
        text + "0" + &")".repeat(steps.len())
    }

    fn credit(&self, open: &str) -> String {
        let outcome = &self.outcome;
        format!("IF(ISNUMBER({outcome}),{outcome},IF({outcome}={ASIDE},\"\",{open}))")
    }

    /// What is still to do, in a few words.
    fn to_do(&self, rest: &str) -> String {
        let Self { response, reason, .. } = self;
        let claim = if self.may_put_aside() { "" } else { "a claim: open until a reviewer agrees" };
        let aside = format!("IF(TRIM({reason})=\"\",\"give the reason\",\"{claim}\")");
        let words = self.row.asked.responses();
        let words = words.iter().chain(&[""]).map(|word| format!("{response}=\"{word}\""));
        let known = words.collect::<Vec<_>>().join(",");
        let answered = match &self.row.asked {
            Asked::Measure(measure) => self.measure_to_do(measure, rest),
            Asked::Conformance => {
                let reasons = PartialReason::WORDS.map(|(word, _)| format!("{reason}=\"{word}\""));
                let reasons = reasons.join(",");
                let partial = "choose a reason for partial";
                format!(
                    "IF(AND({response}=\"partial\",NOT(OR({reasons}))),\"{partial}\",\"{rest}\")"
                )
            }
            Asked::Binary | Asked::Scale(_) => format!("\"{rest}\""),
        };
        format!(
            "IF({response}=\"not_applicable\",{aside},IF(NOT(OR({known})),\"choose from the list\",\
             {answered}))"
        )
    }

    fn measure_to_do(&self, measure: &Measure, rest: &str) -> String {
        let Self { response, measured, outcome, state, .. } = self;
        let check = if measure.is_percent() {
            "check the numbers: whole counts, or a value from 0 to 100"
        } else {
            "check the numbers: a value, counts whole"
        };
        let by_word =
            if self.row.critical { "give numbers: open until then" } else { "give numbers" };
        let least = measure.minimum_denominator.unwrap_or_default();
        let differ = format!(
            "AND(ISNUMBER({measured}),OR(AND({response}=\"met\",{outcome}<>1),\
             AND({response}=\"not_met\",{outcome}=1)))"
        );
        format!(
            "IF({measured}=\"wrong\",\"{check}\",IF(AND({measured}=\"\",{response}=\"met\"),\
             \"{by_word}\",IF({state}=\"too few cases\",\"at least {least} cases are needed\",\
             IF({differ},\"word and numbers disagree\",\"{rest}\"))))"
        )
    }
}

/// An exact number as a formula writes it: `0.5`, or `1/3` where no short decimal exists.
pub(super) fn number(fraction: &Fraction) -> String {
    fraction.plain()
}

/// The same, to compare with a rounded number.
pub(super) fn rounded(fraction: &Fraction) -> String {
    let plain = fraction.plain();
    if plain.contains('/') { format!("ROUND({plain},12)") } else { plain }
}

/// A share as a percentage, rounded down to one digit like every printed figure; the inner
/// rounding takes away what binary fractions add.
pub(super) fn percent(cell: &str) -> String {
    format!("IF({cell}=\"\",\"–\",ROUNDDOWN(ROUND({cell}*100,10),1))")
}
