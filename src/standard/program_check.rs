//! Whether a program means something: its checklists exist, its tailoring is allowed, its gates can
//! be judged, and each tier implies the one below.

use super::model::{Answering, Checklist, Criterion};
use super::program::{Gate, GateKind, Program, Tailoring, TailoringAction};
use super::vocabulary::Vocabulary;
use crate::condition::{self, Fault};
use crate::diagnostic::{Bag, Code, Diagnostic, Place, code, did_you_mean};
use crate::document::Places;
use crate::source::Text;

/// Checks a program against the vocabulary and the checklists that it resolves to.
pub fn check_program(
    program: &Program,
    (text, places): (&Text, &Places),
    (vocabulary, checklists): (&Vocabulary, &[&Checklist]),
    bag: &Bag,
) {
    let check = Check { program, text, places, vocabulary, checklists, bag };
    for (number, tailoring) in (1..).zip(&program.tailoring) {
        check.tailoring(&format!("tailoring {number}"), tailoring);
    }
    check.eligibility();
    check.gates();
    check.tiers();
}

struct Check<'c> {
    program: &'c Program,
    text: &'c Text,
    places: &'c Places,
    vocabulary: &'c Vocabulary,
    checklists: &'c [&'c Checklist],
    bag: &'c Bag,
}

impl Check<'_> {
    fn report(
        &self,
        code: &'static Code,
        (item, key): (&str, &str),
        message: String,
        help: Option<String>,
    ) {
        let place = Place::text(self.text, &self.places.get(item, key));
        self.bag.push(Diagnostic::new(code, place, message).help_maybe(help));
    }

    fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.checklists.iter().find_map(|checklist| checklist.criterion(id))
    }

    fn tailoring(&self, item: &str, tailoring: &Tailoring) {
        let Some(criterion) = self.criterion(&tailoring.criterion) else {
            let all = self.checklists.iter().flat_map(|checklist| &checklist.criteria);
            let help = did_you_mean(&tailoring.criterion, all.map(|c| c.id.as_str()));
            let message = format!("`{}` is no criterion of the program", tailoring.criterion);
            self.report(&code::UNKNOWN_REFERENCE, (item, "criterion"), message, help);
            return;
        };
        if let Some(role) = &tailoring.approved_by
            && !self.vocabulary.role_ids().any(|known| known == role)
        {
            let help = did_you_mean(role, self.vocabulary.role_ids());
            let message = format!("`{role}` is no role of the vocabulary");
            self.report(&code::UNKNOWN_WORD, (item, "approved_by"), message, help);
        }
        if let Some(reason) = forbidden(tailoring, criterion) {
            self.report(&code::TAILORING, (item, "action"), reason, None);
        }
    }

    fn eligibility(&self) {
        for eligibility in &self.program.eligibility {
            let item = format!("eligibility {}", eligibility.id);
            let kind = |word: &str| self.vocabulary.kind(word);
            for fault in condition::check(&eligibility.when.expression, &kind) {
                match fault {
                    Fault::UnknownWord(word, _) => {
                        let words = self.vocabulary.service_ids().chain(self.vocabulary.fact_ids());
                        let help = did_you_mean(&word, words);
                        let message = format!("`{word}` is no service or fact of the vocabulary");
                        self.report(&code::UNKNOWN_WORD, (&item, "when"), message, help);
                    }
                    Fault::WrongType(message, _) => {
                        self.report(&code::CONDITION_TYPE, (&item, "when"), message, None);
                    }
                }
            }
        }
    }

    fn gates(&self) {
        let tiers: Vec<&str> = self.program.tiers.iter().map(|tier| tier.id.as_str()).collect();
        for gate in &self.program.gates {
            let item = format!("gate {}", gate.id);
            if !tiers.contains(&gate.tier.as_str()) && !gate.tier.is_empty() {
                let help = did_you_mean(&gate.tier, tiers.iter().copied());
                let message = format!("`{}` is no tier", gate.tier);
                self.report(&code::UNKNOWN_REFERENCE, (&item, "tier"), message, help);
            }
            self.gate_subject(&item, gate);
        }
    }

    fn gate_subject(&self, item: &str, gate: &Gate) {
        let (GateKind::Checklist(id, _) | GateKind::Section(id, ..)) = &gate.kind else {
            return;
        };
        let uses = self.program.checklists.iter().map(|used| used.id.as_str());
        if !id.is_empty() && !uses.clone().any(|known| known == id) {
            let message = format!("`{id}` is no checklist of the program");
            let help = did_you_mean(id, uses);
            self.report(&code::UNKNOWN_REFERENCE, (item, "checklist"), message, help);
            return;
        }
        let GateKind::Section(_, section, _) = &gate.kind else {
            return;
        };
        let Some(checklist) = self.checklists.iter().find(|checklist| checklist.id == *id) else {
            return;
        };
        if !section.is_empty() && checklist.section(section).is_none() {
            let sections = checklist.sections.iter().map(|section| section.id.as_str());
            let message = format!("`{section}` is no section of {id}");
            let help = did_you_mean(section, sections);
            self.report(&code::UNKNOWN_REFERENCE, (item, "section"), message, help);
        }
    }

    fn tiers(&self) {
        let tiers = &self.program.tiers;
        if tiers.is_empty() {
            return;
        }
        let gates = |tier| kinds_of(self.program, tier);
        for (place, tier) in tiers.iter().enumerate() {
            let is_floor = place + 1 == tiers.len();
            if is_floor != gates(&tier.id).is_empty() {
                let message = if is_floor {
                    format!("`{}` is the lowest tier and must demand nothing", tier.id)
                } else {
                    format!("`{}` has no gate, so everybody reaches it", tier.id)
                };
                let item = format!("tier {}", tier.id);
                self.report(&code::BAD_GATE, (&item, ""), message, None);
            }
        }
        for pair in tiers.windows(2) {
            let [higher, lower] = pair else { continue };
            let (above, below) = (gates(&higher.id), gates(&lower.id));
            if below.is_empty() {
                continue;
            }
            let item = format!("tier {}", higher.id);
            let implied = |kind: &GateKind, by: &[&GateKind]| by.iter().any(|k| k.implies(kind));
            if let Some(free) = below.iter().find(|kind| !implied(kind, &above)) {
                let (above, below) = (&higher.id, &lower.id);
                let message = format!("`{above}` does not demand what `{below}` does: {free}");
                let help = Some(format!("give `{above}` that gate, at least as high"));
                self.report(&code::TIER_ORDER, (&item, ""), message, help);
            } else if above.iter().all(|kind| implied(kind, &below)) {
                let message = format!("`{}` demands no more than `{}`", higher.id, lower.id);
                self.report(&code::TIER_ORDER, (&item, ""), message, None);
            }
        }
    }
}

fn kinds_of<'p>(program: &'p Program, tier: &str) -> Vec<&'p GateKind> {
    program.gates.iter().filter(|gate| gate.tier == tier).map(|gate| &gate.kind).collect()
}

fn forbidden(tailoring: &Tailoring, criterion: &Criterion) -> Option<String> {
    let id = &criterion.id;
    match (&tailoring.action, &criterion.answering) {
        (TailoringAction::Exclude, _) if criterion.critical && tailoring.approved_by.is_none() => {
            Some(format!("{id} is critical; excluding it needs `approved_by`, a role"))
        }
        (TailoringAction::MakeCritical, Answering::Conformance | Answering::Scale(_)) => {
            Some(format!("{id} can be partly met and cannot gate; demand full credit instead"))
        }
        (TailoringAction::HardenTarget(target), Answering::Measure(measure)) => (measure
            .reaches(&measure.target, target)
            || !measure.reaches(target, &measure.target))
        .then(|| format!("{target} is not harder than the target of {id}, {}", measure.target)),
        (TailoringAction::HardenTarget(_), _) => Some(format!("{id} is no measure")),
        _ => None,
    }
}
