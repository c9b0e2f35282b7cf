//! A checklist, a criterion or a program for people.

use super::document::{Block, Column, Document};
use super::words::{count, sentence};
use crate::standard::model::{Access, Answering, Checklist, Criterion, Per, Remediation};
use crate::standard::{Program, fingerprint};

/// A checklist: its notes, its criteria by section, its sources.
pub fn checklist_document(checklist: &Checklist, digest: &str) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {}", checklist.title, checklist.version)));
    let critical = count(checklist.critical_count(), "must-pass criterion");
    document.paragraph(format!(
        "{} with {critical}; effective {}; {}.",
        sentence(&count(checklist.criteria.len(), "criterion")),
        checklist.effective,
        checklist.reference()
    ));
    document.paragraph(checklist.notes.clone());
    for section in &checklist.sections {
        let own = checklist.criteria.iter().filter(|criterion| criterion.section == section.id);
        let rows: Vec<Vec<String>> = own.map(criterion_row).collect();
        if rows.is_empty() {
            continue;
        }
        document.heading(section.title.clone());
        let columns = vec![
            Column::word("criterion", 0),
            Column::prose("statement", 0),
            Column::word("must-pass", 1),
            Column::word("scale", 2),
            Column::number("weight", 2),
            Column::word("harm", 3),
            Column::words("applies when", 3),
        ];
        document.table(&section.title, columns, rows);
    }
    sources(checklist, &mut document);
    document.push(Block::Note(format!("Digest (SHA-256): {digest}")));
    document
}

fn criterion_row(criterion: &Criterion) -> Vec<String> {
    let applies = criterion.applies_when.as_ref();
    vec![
        criterion.id.clone(),
        format!("{}: {}", criterion.title, criterion.statement),
        if criterion.critical { "MUST" } else { "" }.to_owned(),
        criterion.answering.name().to_owned(),
        criterion.weight.to_string(),
        criterion.harm.word().to_owned(),
        applies.map(ToString::to_string).unwrap_or_default(),
    ]
}

fn sources(checklist: &Checklist, document: &mut Document) {
    document.heading("Sources");
    let rows = checklist.sources.iter().map(|source| {
        let access = match source.access {
            Access::Open => "open",
            Access::Registration => "registration",
            Access::Paid => "paid",
        };
        vec![
            source.id.clone(),
            format!("{}. {}, {}", source.title, source.publisher, source.edition),
            access.to_owned(),
            source.checked_on.map_or_else(|| "not opened".to_owned(), |date| date.to_string()),
        ]
    });
    let columns = vec![
        Column::word("source", 0),
        Column::words("document", 0),
        Column::word("access", 1),
        Column::word("opened on", 1),
    ];
    document.table("Sources", columns, rows.collect());
}

/// One criterion in full, with what closes it.
pub(in crate::report) fn criterion_blocks(
    checklist: &Checklist,
    criterion: &Criterion,
) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {}", criterion.id, criterion.title)));
    document.paragraph(criterion.statement.clone());
    document.push(Block::Points(facts(checklist, criterion)));
    document.push(Block::Subheading("Why it matters".to_owned()));
    document.paragraph(criterion.rationale.clone());
    document.push(Block::Subheading("How a reviewer tests it".to_owned()));
    document.paragraph(criterion.guidance.clone());
    if let Answering::Measure(measure) = &criterion.answering {
        document.push(Block::Subheading("Measure".to_owned()));
        let named =
            |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name}: {text}"));
        let mut points = vec![format!("Target: {}", measure.show(&measure.target))];
        points.extend(named("Numerator", &measure.numerator));
        points.extend(named("Denominator", &measure.denominator));
        points.extend(named("Left out beforehand", &measure.exclusions));
        points.extend(measure.minimum_denominator.map(|least| format!("At least {least} cases")));
        points.extend(
            measure
                .steps
                .iter()
                .map(|step| format!("From {} on: credit {}", measure.show(&step.at), step.credit)),
        );
        document.push(Block::Points(points));
    }
    document.push(Block::Subheading("Evidence asked".to_owned()));
    let asks = criterion.evidence.iter().map(|evidence| {
        let valid =
            evidence.valid_for_months.map(|months| format!(", not older than {months} months"));
        format!("{} ({}{})", evidence.ask, evidence.kind, valid.unwrap_or_default())
    });
    document.push(Block::Points(asks.collect()));
    document.push(Block::Subheading("Rests on".to_owned()));
    document.push(Block::Points(citations(checklist, criterion)));
    relations(checklist, criterion, &mut document);
    remedies(checklist, criterion, &mut document);
    document
}

/// What its answer has to fit.
fn relations(checklist: &Checklist, criterion: &Criterion, document: &mut Document) {
    let required = criterion.requires.iter().map(|id| format!("Requires {id}"));
    let against = checklist.contradictions_of(&criterion.id);
    let against = against.map(|one| format!("Cannot all be true: {}. {}", one.members(), one.note));
    let points: Vec<String> = required.chain(against).collect();
    if !points.is_empty() {
        document.push(Block::Subheading("Has to fit".to_owned()));
        document.push(Block::Points(points));
    }
}

fn facts(checklist: &Checklist, criterion: &Criterion) -> Vec<String> {
    let section = checklist.section(&criterion.section);
    let critical = if criterion.critical { "must-pass; " } else { "" };
    let mut points = vec![
        format!(
            "{}, section {}",
            checklist.reference(),
            section.map_or(criterion.section.as_str(), |section| &section.title)
        ),
        format!(
            "{critical}weight {}; harm if it fails: {}; basis: {}",
            criterion.weight,
            criterion.harm.word(),
            criterion.basis.word()
        ),
        format!(
            "Answered by {} on the scale {}{}",
            criterion.answer_role,
            criterion.answering.name(),
            if criterion.per == Per::Location { ", for each location" } else { "" }
        ),
    ];
    points.push(match &criterion.applies_when {
        Some(condition) => format!("Applies when {condition}"),
        None => "Applies always".to_owned(),
    });
    if !criterion.scored {
        points.push("Reported only, not scored".to_owned());
    }
    points.push(format!("Fingerprint {}", fingerprint(criterion)));
    // the first point begins with an id, which keeps its letters
    let (first, rest) = points.split_first().map_or((None, &[][..]), |(f, r)| (Some(f), r));
    first.cloned().into_iter().chain(rest.iter().map(|point| sentence(point))).collect()
}

fn citations(checklist: &Checklist, criterion: &Criterion) -> Vec<String> {
    let line = |citation: &crate::standard::model::Citation| {
        let source = checklist.sources.iter().find(|source| source.id == citation.id)?;
        let at = citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        Some(format!("{}, {}, {}{at}", source.title, source.publisher, source.edition))
    };
    criterion.sources.iter().filter_map(line).collect()
}

fn remedies(checklist: &Checklist, criterion: &Criterion, document: &mut Document) {
    let closing = checklist.remediations.iter().filter(|r| r.closes.contains(&criterion.id));
    let steps: Vec<(String, Vec<String>)> = closing.map(remedy).collect();
    if !steps.is_empty() {
        document.push(Block::Subheading("What closes it (any one of these)".to_owned()));
        document.push(Block::Steps(steps));
    }
}

fn remedy(remediation: &Remediation) -> (String, Vec<String>) {
    let mut lines = vec![format!(
        "{}: {} person-days, at least {}",
        remediation.role,
        remediation.effort_days.plain(),
        count(usize::try_from(remediation.lead_days).unwrap_or_default(), "day")
    )];
    if !remediation.after.is_empty() {
        lines.push(format!("After {}", remediation.after.join(", ")));
    }
    lines.extend(remediation.interim.as_ref().map(|interim| format!("Until then: {interim}")));
    lines.push(format!("Done when: {}", remediation.done_when));
    (format!("{} {}", remediation.id, remediation.title), lines)
}

/// A program: its checklists, tiers with gates, eligibility, clocks, tailoring.
pub fn program_document(program: &Program, digest: &str) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {}", program.title, program.version)));
    document.paragraph(format!("{}, in force from {} on.", program.reference(), program.effective));
    document.paragraph(program.notes.clone());
    document.paragraph(format!(
        "Scoring model {}: {}.",
        program.model.name(),
        program.model.formula()
    ));
    document.heading("Checklists");
    let rows = program.checklists.iter().map(|used| {
        let optional = if used.optional { "yes" } else { "" };
        vec![
            used.id.clone(),
            used.requirement.to_string(),
            used.weight.to_string(),
            optional.to_owned(),
        ]
    });
    let columns = vec![
        Column::word("checklist", 0),
        Column::word("versions", 0),
        Column::number("weight", 0),
        Column::word("optional", 1),
    ];
    document.table("Checklists", columns, rows.collect());
    document.heading("Eligibility, judged first");
    let lines = program.eligibility.iter().map(|e| format!("{} ({})", e.title, e.when));
    document.push(Block::Points(lines.collect()));
    document.heading("Tiers and gates");
    if program.tiers.is_empty() {
        document.paragraph("None: the program is advisory, and scores inform.");
    }
    let steps = program.tiers.iter().map(|tier| {
        let gates = program.gates_of(&tier.id).map(|gate| sentence(&gate.kind.to_string()));
        (format!("{}: {}", tier.title, tier.meaning), gates.collect())
    });
    document.push(Block::Steps(steps.collect()));
    document.heading("Clocks");
    let lines = program.clocks.iter().map(|clock| format!("{}: {}", clock.within, clock.meaning));
    document.push(Block::Points(lines.collect()));
    if !program.due_diligence.is_empty() {
        document.heading("Asked for before anybody visits, never scored");
        let lines = program.due_diligence.iter().map(|item| item.title.clone());
        document.push(Block::Points(lines.collect()));
    }
    if !program.tailoring.is_empty() {
        document.heading("Changed in the checklists");
        let lines = program.tailoring.iter().map(|tailoring| {
            let approved = tailoring.approved_by.as_ref();
            let approved =
                approved.map(|role| format!(" (approved by {role})")).unwrap_or_default();
            let (criterion, action) = (&tailoring.criterion, tailoring.action.word());
            format!("{criterion}: {action}{approved}. {}", tailoring.reason)
        });
        document.push(Block::Points(lines.collect()));
    }
    document.push(Block::Note(format!("Digest (SHA-256): {digest}")));
    document
}
