//! A criterion as a program judges it: tailored, never in weight, text or scale.

use crate::measure::Fraction;
use crate::standard::model::{Checklist, Criterion, Measure};
use crate::standard::{Program, Tailoring, program};
use program::TailoringAction;

/// A criterion with what the program changes in it.
#[derive(Debug, Clone)]
pub struct Tailored<'s> {
    /// Its checklist.
    pub checklist: &'s Checklist,
    /// The criterion.
    pub criterion: &'s Criterion,
    /// Whether it gates.
    pub critical: bool,
    /// Why it is left out, where it is.
    pub excluded: Option<&'s Tailoring>,
    /// Whether anything short of full credit earns none.
    pub full_credit: bool,
    /// Its measure, with the program's target.
    pub measure: Option<Measure>,
}

impl<'s> Tailored<'s> {
    /// A criterion in a program.
    pub fn new(program: &'s Program, checklist: &'s Checklist, criterion: &'s Criterion) -> Self {
        let mut tailored = Self {
            checklist,
            criterion,
            critical: criterion.critical,
            excluded: None,
            full_credit: false,
            measure: criterion.answering.measure().cloned(),
        };
        for tailoring in program.tailoring.iter().filter(|t| t.criterion == criterion.id) {
            match &tailoring.action {
                TailoringAction::Exclude => tailored.excluded = Some(tailoring),
                TailoringAction::MakeCritical => tailored.critical = true,
                TailoringAction::DemandFullCredit => tailored.full_credit = true,
                TailoringAction::HardenTarget(target) => {
                    if let Some(measure) = &mut tailored.measure {
                        // what was full credit is now at most the best step
                        measure.target = target.clone();
                    }
                }
            }
        }
        tailored
    }

    /// The credit after tailoring.
    pub fn credit(&self, credit: Fraction) -> Fraction {
        if self.full_credit && !credit.is_one() { Fraction::ZERO } else { credit }
    }
}
