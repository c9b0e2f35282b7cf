//! What holds for every number, condition and table of cells: exact, free of contradiction, read back
//! as written.

use super::support::{cases, text};
use concordant::condition::{Truth, Value as FactValue, evaluate, parse};
use concordant::diagnostic::Bag;
use concordant::measure::Fraction;
use concordant::sheet::{Row, Value, read_csv, strip, write_csv};
use num_bigint::BigInt;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn cell() -> impl Strategy<Value = String> {
    let risky =
        proptest::sample::select(vec!["=", "+", "-", "@", "\t", "\r", "'", "\"", "\n", "''", ""]);
    (risky, ".{0,12}|[,;\"'\r\n\t =é]{0,6}").prop_map(|(first, rest)| format!("{first}{rest}"))
}

/// Rows whose last cell is not blank: blank cells at the end are no cells.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = (vec(cell(), 0..4), "[^ \r\n\t]", cell());
    let row = row.prop_map(|(mut cells, sign, last)| {
        cells.push(format!("{last}{sign}"));
        cells
    });
    vec(row.prop_filter("blank", |row| !row.last().unwrap().trim().is_empty()), 1..6)
}

proptest! {
    #![proptest_config(cases(256))]

    /// Point: what we write to a sheet is what we read from it, whatever the text.
    #[test]
    fn a_written_sheet_reads_back(table in table()) {
        let head = ["criterion", "response"].map(str::to_owned).to_vec();
        let table: Vec<Vec<String>> = std::iter::once(head).chain(table).collect();
        let rows: Vec<Vec<Value>> =
            table.iter().map(|row| row.iter().map(|cell| Value::from(cell.as_str())).collect()).collect();
        let mut bytes = Vec::new();
        write_csv(&rows, &mut bytes).unwrap();
        let bag = Bag::new();
        let knows = |cell: &str| matches!(cell, "criterion" | "response");
        let read = read_csv(&text("t.csv", &bytes), knows, &bag);
        let cells = |row: &Row| -> Vec<String> {
            row.cells().map(|cell| strip(cell).to_owned()).collect()
        };
        let read_back: Vec<Vec<String>> = read.rows.iter().map(cells).collect();
        prop_assert_eq!(read_back, table);
        let numbers: Vec<usize> = read.rows.iter().map(|row| row.number).collect();
        prop_assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
        prop_assert!(bag.sorted().is_empty(), "{:?}", bag.sorted());
    }

    /// Point: a number reads back as printed and is ordered as cross multiplication orders it.
    #[test]
    fn fractions_are_exact(one in fraction(), other in fraction()) {
        let (a, b) = (Fraction::new(one.0, one.1), Fraction::new(other.0, other.1));
        prop_assert_eq!(a.to_string().parse::<Fraction>(), Ok(a.clone()));
        prop_assert_eq!(a.cmp(&b), (one.0 * other.1).cmp(&(other.0 * one.1)));
        prop_assert_eq!(a == b, a.to_string() == b.to_string());
        for digits in 0..4 {
            let printed: Fraction = a.decimal(digits).parse().unwrap();
            let unit = Fraction::new(1, 10_i128.pow(digits));
            prop_assert!(printed <= a && a < printed.plus(&unit), "{} {a}", a.decimal(digits));
        }
        prop_assert_eq!(a.percent().parse::<f64>().unwrap().to_bits(), a.percent_number().to_bits());
    }

    /// Point: beyond 128 bits nothing wraps and nothing rounds.
    #[test]
    fn fractions_of_any_size_are_exact(
        one in (any::<i128>(), 1..=i128::MAX), other in (any::<i128>(), 1..=i128::MAX),
    ) {
        let (a, b) = (Fraction::new(one.0, one.1), Fraction::new(other.0, other.1));
        let product = |x: i128, y: i128| BigInt::from(x) * BigInt::from(y);
        prop_assert_eq!(a.cmp(&b), product(one.0, other.1).cmp(&product(other.0, one.1)));
        prop_assert_eq!(a.plus(&b).minus(&b), a.clone());
        prop_assert_eq!(a.plus(&b), b.plus(&a));
        if !b.is_zero() {
            prop_assert_eq!(a.times(&b).over(&b), Some(a.clone()));
        }
        prop_assert_eq!(a.plus(&b).cmp(&a), b.cmp(&Fraction::ZERO));
    }

    /// Point: a condition means what its words mean; what is known decides, and answering what was
    /// unknown never turns a known result.
    #[test]
    fn conditions_never_contradict_themselves(
        tree in tree(),
        known in vec(any::<Option<bool>>(), 4),
        filled in vec(any::<bool>(), 4),
    ) {
        let written = tree.written();
        let expression = parse(&written).unwrap().expression;
        let facts = |answers: &[Option<bool>]| -> BTreeMap<&'static str, FactValue> {
            let named = WORDS.into_iter().zip(answers);
            named.filter_map(|(word, answer)| Some((word, fact(word, (*answer)?)))).collect()
        };
        let some = facts(&known);
        let (truth, unknown) = evaluate(&expression, &|word| some.get(word).cloned());
        prop_assert_eq!(truth == Truth::Unknown, !unknown.is_empty(), "{}", written);
        prop_assert!(unknown.iter().all(|word| !some.contains_key(word.as_str())));
        let full: Vec<bool> =
            known.iter().zip(&filled).map(|(known, filled)| known.unwrap_or(*filled)).collect();
        let all = facts(&full.iter().copied().map(Some).collect::<Vec<_>>());
        let (settled, _) = evaluate(&expression, &|word| all.get(word).cloned());
        prop_assert_eq!(settled, Truth::from(tree.holds(&full)), "{}", written);
        prop_assert!(truth == Truth::Unknown || truth == settled, "{written}: {truth:?}");
    }
}

fn fraction() -> impl Strategy<Value = (i128, i128)> {
    let below = prop_oneof![1_i128..20, 1_i128..1_000_000_000];
    let above = prop_oneof![-20_i128..20, -1_000_000_000_i128..1_000_000_000];
    (above, below)
}

const WORDS: [&str; 4] = ["infusion", "outsourced", "beds", "country"];

fn fact(word: &str, high: bool) -> FactValue {
    match word {
        "beds" => FactValue::Number(Fraction::whole(if high { 300 } else { 30 })),
        "country" => FactValue::Text(if high { "US" } else { "CA" }.to_owned()),
        _ => FactValue::Boolean(high),
    }
}

/// A condition, to be written as a person would and judged without the tool.
#[derive(Debug, Clone)]
enum Tree {
    /// A word or a comparison, and what it comes to where the word is high and where it is low.
    Leaf(&'static str, [bool; 2]),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
}

impl Tree {
    /// With parentheses only where `or` stands below `and`, or anything joined below `not`.
    fn written(&self) -> String {
        let below_and = |part: &Self| match part {
            Self::Or(..) => format!("({})", part.written()),
            _ => part.written(),
        };
        match self {
            Self::Leaf(words, _) => (*words).to_owned(),
            Self::And(a, b) => format!("{} and {}", below_and(a), below_and(b)),
            Self::Or(a, b) => format!("{} or {}", a.written(), b.written()),
            Self::Not(inner) => match **inner {
                Self::And(..) | Self::Or(..) => format!("not ({})", inner.written()),
                _ => format!("not {}", inner.written()),
            },
        }
    }

    /// What it comes to where every word is answered.
    fn holds(&self, answers: &[bool]) -> bool {
        match self {
            Self::Leaf(words, [high, low]) => {
                let word = WORDS.iter().position(|word| words.starts_with(word));
                if word.is_none_or(|at| answers[at]) { *high } else { *low }
            }
            Self::And(a, b) => a.holds(answers) && b.holds(answers),
            Self::Or(a, b) => a.holds(answers) || b.holds(answers),
            Self::Not(inner) => !inner.holds(answers),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = proptest::sample::select(vec![
        Tree::Leaf("infusion", [true, false]),
        Tree::Leaf("outsourced == false", [false, true]),
        Tree::Leaf("beds >= 100", [true, false]),
        Tree::Leaf("beds < 300", [false, true]),
        Tree::Leaf("beds <= 300", [true, true]),
        Tree::Leaf("country == \"US\"", [true, false]),
        Tree::Leaf("country != 'US'", [false, true]),
        Tree::Leaf("true", [true, true]),
        Tree::Leaf("false", [false, false]),
    ]);
    leaf.prop_recursive(5, 24, 3, |inner| {
        let pair = (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            pair.clone().prop_map(|(a, b)| Tree::And(a, b)),
            pair.prop_map(|(a, b)| Tree::Or(a, b)),
            inner.prop_map(|inner| Tree::Not(Box::new(inner))),
        ]
    })
}
