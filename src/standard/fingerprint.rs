//! The fingerprint that tells whether an answer was given to these very words.

use super::model::{Answering, Criterion, Direction, Measure};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Letters that spell no word and that no spreadsheet turns into a number.
const LETTERS: &[u8; 20] = b"bcdfghjkmnpqrstvwxyz";

/// Eight letters over a criterion's id, its statement with white space folded, its scale and its
/// measure.
pub fn fingerprint(criterion: &Criterion) -> String {
    let mut text = criterion.id.clone();
    text.push('\n');
    text.push_str(&criterion.statement.split_whitespace().collect::<Vec<_>>().join(" "));
    text.push('\n');
    text.push_str(criterion.answering.name());
    match &criterion.answering {
        Answering::Measure(measure) => push_measure(&mut text, measure),
        Answering::Scale(scale) => {
            for level in &scale.levels {
                let _ = write!(text, "\n{} {}", level.id, level.credit);
            }
        }
        Answering::Binary | Answering::Conformance => {}
    }
    letters(&Sha256::digest(text))
}

fn push_measure(text: &mut String, measure: &Measure) {
    let direction = match measure.direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    };
    let minimum = measure.minimum_denominator.unwrap_or_default();
    let _ = write!(text, "\n{} {direction} {} {minimum}", measure.unit, measure.target);
    for step in &measure.steps {
        let _ = write!(text, "\n{} {}", step.at, step.credit);
    }
}

fn letters(hash: &[u8]) -> String {
    let mut number = hash.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let mut text = String::with_capacity(8);
    for _ in 0..8 {
        let at = usize::try_from(number % 20).unwrap_or_default();
        text.push(LETTERS.get(at).copied().map_or('b', char::from));
        number /= 20;
    }
    text
}
