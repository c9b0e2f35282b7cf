//! One criterion in two versions.

use super::declared::class_of_statement;
use super::model::{Change, Class, changed};
use super::relations;
use crate::measure::Fraction;
use crate::standard::model::{
    Answering, ChangeKind, Criterion, Direction, EvidenceAsk, Level, Measure, Scale,
};

/// Everything that differs. A criterion that was and stays reported only cannot touch a score.
pub(super) fn diff(old: &Criterion, new: &Criterion, kind: Option<ChangeKind>) -> Vec<Change> {
    let mut changes = Vec::new();
    statement(old, new, kind, &mut changes);
    counting(old, new, &mut changes);
    answering(old, new, kind, &mut changes);
    around(old, new, &mut changes);
    if !old.scored && !new.scored && !old.critical && !new.critical {
        for change in changes.iter_mut().filter(|change| change.class == Class::Major) {
            change.class = Class::Minor;
            change.note = Some("reported only".to_owned());
        }
    }
    changes
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn statement(
    old: &Criterion,
    new: &Criterion,
    kind: Option<ChangeKind>,
    changes: &mut Vec<Change>,
) {
    let (from, to) = (folded(&old.statement), folded(&new.statement));
    if from != to {
        let (class, note) = class_of_statement(kind);
        let change = Change::new(Some(&new.id), "statement", class, (Some(from), Some(to)));
        changes.push(change.note(note));
    }
}

/// What decides whether and how much it counts.
fn counting(old: &Criterion, new: &Criterion, changes: &mut Vec<Change>) {
    let id = Some(new.id.as_str());
    let applies = |criterion: &Criterion| {
        criterion.applies_when.as_ref().map_or_else(|| "always".to_owned(), ToString::to_string)
    };
    changes.extend(changed(
        (&old.weight, &new.weight),
        Class::Major,
        (id, "weight"),
        u32::to_string,
    ));
    changes.extend(changed(
        (&old.section, &new.section),
        Class::Major,
        (id, "section"),
        Clone::clone,
    ));
    changes.extend(changed(
        (&applies(old), &applies(new)),
        Class::Major,
        (id, "applies_when"),
        Clone::clone,
    ));
    changes.extend(changed((&old.per, &new.per), Class::Major, (id, "per"), |per| {
        format!("{per:?}").to_lowercase()
    }));
    changes.extend(changed(
        (&old.scored, &new.scored),
        Class::Major,
        (id, "scored"),
        bool::to_string,
    ));
    // also where it stops: with one verified criterion less, the share of verified ones can fall
    changes.extend(changed(
        (&old.critical, &new.critical),
        Class::Major,
        (id, "critical"),
        bool::to_string,
    ));
}

fn answering(
    old: &Criterion,
    new: &Criterion,
    kind: Option<ChangeKind>,
    changes: &mut Vec<Change>,
) {
    let id = new.id.as_str();
    match (&old.answering, &new.answering) {
        (Answering::Measure(from), Answering::Measure(to)) => {
            measure(id, (from, to), kind, changes);
        }
        (Answering::Scale(from), Answering::Scale(to)) => scale(id, from, to, changes),
        (from, to) if from == to => {}
        (from, to) => {
            let names = (Some(from.name().to_owned()), Some(to.name().to_owned()));
            // partly met becomes possible, and nothing that was met or not met changes
            let opens = matches!((from, to), (Answering::Binary, Answering::Conformance));
            let class = if opens { Class::Minor } else { Class::Major };
            changes.push(Change::new(Some(id), "scale", class, names));
        }
    }
}

fn measure(
    id: &str,
    (old, new): (&Measure, &Measure),
    kind: Option<ChangeKind>,
    changes: &mut Vec<Change>,
) {
    let at = |field| (Some(id), field);
    let direction = |direction: &Direction| match direction {
        Direction::Higher => "higher".to_owned(),
        Direction::Lower => "lower".to_owned(),
    };
    changes.extend(changed((&old.unit, &new.unit), Class::Major, at("measure.unit"), Clone::clone));
    changes.extend(changed(
        (&old.direction, &new.direction),
        Class::Major,
        at("measure.direction"),
        direction,
    ));
    changes.extend(changed(
        (&old.minimum_denominator, &new.minimum_denominator),
        Class::Major,
        at("measure.minimum_denominator"),
        |least| least.map_or_else(|| "none".to_owned(), |least| least.to_string()),
    ));
    let texts = |measure: &Measure| {
        let parts = [&measure.numerator, &measure.denominator, &measure.exclusions];
        parts.map(|part| folded(part.as_deref().unwrap_or_default())).join("; ")
    };
    changes.extend(changed(
        (&texts(old), &texts(new)),
        class_of_statement(kind).0,
        at("measure.definition"),
        Clone::clone,
    ));
    let ladder = |measure: &Measure| {
        let steps = measure.steps.iter().map(|step| format!("{} from {}", step.credit, step.at));
        let target = format!("1 from {}", measure.target);
        steps.chain([target]).collect::<Vec<_>>().join(", ")
    };
    let class = if is_never_harder(old, new) { Class::Minor } else { Class::Major };
    changes.extend(changed(
        (&ladder(old), &ladder(new)),
        class,
        at("measure.target"),
        Clone::clone,
    ));
}

/// Whether no value earns less than before: it is enough to look at the marks of both ladders.
fn is_never_harder(old: &Measure, new: &Measure) -> bool {
    let marks = [old, new]
        .into_iter()
        .flat_map(|measure| measure.steps.iter().map(|step| &step.at).chain([&measure.target]));
    // a program may harden the target, and then the steps are what counts beneath it
    let is_kept = |at: &Fraction| {
        new.credit(at) >= old.credit(at) && new.step_credit(at) >= old.step_credit(at)
    };
    old.direction == new.direction && marks.into_iter().all(is_kept)
}

fn scale(id: &str, old: &Scale, new: &Scale, changes: &mut Vec<Change>) {
    let credit = |scale: &Scale, level: &str| -> Option<Fraction> {
        scale.levels.iter().find(|known| known.id == level).map(|level| level.credit.clone())
    };
    for level in &old.levels {
        let field = format!("scale.{}", level.id);
        let before = Some(level.credit.to_string());
        match credit(new, &level.id) {
            None => {
                changes.push(Change::new(Some(id), field, Class::Major, (before, None)));
            }
            Some(after) if after != level.credit => {
                let class = if after < level.credit { Class::Major } else { Class::Minor };
                let after = Some(after.to_string());
                changes.push(Change::new(Some(id), field, class, (before, after)));
            }
            Some(_) => {}
        }
        let is_same = |new: &&Level| new.id == level.id;
        if let Some(after) = new.levels.iter().find(is_same).map(|level| &level.label) {
            let field = format!("scale.{} label", level.id);
            let labels = (&level.label, after);
            changes.extend(changed(labels, Class::Patch, (Some(id), &field), Clone::clone));
        }
    }
    for level in new.levels.iter().filter(|level| credit(old, &level.id).is_none()) {
        let field = format!("scale.{}", level.id);
        let after = Some(level.credit.to_string());
        changes.push(Change::new(Some(id), field, Class::Minor, (None, after)));
    }
}

/// What stands around the demand and touches no score.
fn around(old: &Criterion, new: &Criterion, changes: &mut Vec<Change>) {
    let id = Some(new.id.as_str());
    let text = |texts: (&String, &String), field| {
        changed((&folded(texts.0), &folded(texts.1)), Class::Patch, (id, field), Clone::clone)
    };
    changes.extend(text((&old.title, &new.title), "title"));
    changes.extend(text((&old.rationale, &new.rationale), "rationale"));
    changes.extend(text((&old.guidance, &new.guidance), "guidance"));
    changes.extend(text((&old.answer_role, &new.answer_role), "answer_role"));
    let basis = (old.basis.word(), new.basis.word());
    changes.extend(changed((&basis.0, &basis.1), Class::Patch, (id, "basis"), Clone::clone));
    // harm orders gaps and touches no score
    changes.extend(changed((&old.harm, &new.harm), Class::Minor, (id, "harm"), |harm| {
        harm.word().to_owned()
    }));
    let asks = |criterion: &Criterion| {
        let line = |ask: &EvidenceAsk| {
            let valid = ask.valid_for_months.map(|months| format!(" (valid {months} months)"));
            format!("{}: {}{}", ask.kind, folded(&ask.ask), valid.unwrap_or_default())
        };
        criterion.evidence.iter().map(line).collect::<Vec<_>>().join("; ")
    };
    changes.extend(changed((&asks(old), &asks(new)), Class::Minor, (id, "evidence"), Clone::clone));
    let sources = |criterion: &Criterion| {
        let line = |citation: &crate::standard::model::Citation| {
            format!("{} {}", citation.id, citation.at.as_deref().unwrap_or_default())
        };
        criterion.sources.iter().map(line).collect::<Vec<_>>().join("; ")
    };
    let sources = (sources(old), sources(new));
    changes.extend(changed((&sources.0, &sources.1), Class::Patch, (id, "sources"), Clone::clone));
    changes.extend(relations::requires(old, new));
}
