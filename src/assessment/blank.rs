//! What a person needs to know beside a criterion's statement to answer it.

use crate::standard::model::{Criterion, Measure};

/// What to hand over: the target and what is counted where it is a measure, then the evidence.
pub fn evidence_asked(criterion: &Criterion, measure: Option<&Measure>) -> String {
    let mut asked: Vec<String> = Vec::new();
    if let Some(measure) = measure {
        let part = |name: &str, text: &Option<String>| {
            text.as_ref().map(|text| format!("{name}: {text}")).unwrap_or_default()
        };
        asked.push(format!("Target {}", measure.show(&measure.target)));
        asked.push(part("Numerator", &measure.numerator));
        asked.push(part("Denominator", &measure.denominator));
    }
    asked.extend(criterion.evidence.iter().map(|evidence| evidence.ask.clone()));
    asked.retain(|text| !text.is_empty());
    asked.join("; ")
}
