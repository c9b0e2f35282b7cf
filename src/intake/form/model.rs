//! What the script of a form is given: the questions in the order of the page, and the words of its lists.

use crate::assessment::{Column, blank_columns};
use crate::intake::template::{
    Asked, LeftOut, Template, TemplateChecklist, TemplateRow, TemplateSection,
};
use crate::measure::Fraction;
use crate::privacy::{SMALL_WORDS, WORDS_OF_HOSPITALS};
use crate::standard::model::{Direction, EvidenceAsk, Level, Measure};
use crate::standard::{Vocabulary, Word, digest_of_bytes};
use serde::Serialize;

/// What says whose row it is; people's sheets lack it, but a form's sheets travel between computers.
const WHOSE: [Column; 3] = [Column::Facility, Column::Round, Column::Party];

/// Everything that the script needs.
#[derive(Debug, Serialize)]
pub(super) struct Form<'t> {
    storage: String,
    pub(super) file: String,
    facility: Named<'t>,
    round: &'t str,
    party: String,
    /// Whether reviewers answer: theirs are extents, and not applicable is theirs to say.
    reviewer: bool,
    as_of: String,
    columns: Vec<&'static str>,
    roles: Vec<Meaning<'t>>,
    kinds: Vec<Meaning<'t>>,
    locations: Vec<Named<'t>>,
    checklists: Vec<FormChecklist<'t>>,
    left_out: Vec<FormLeftOut<'t>>,
    /// What is no name behind a title, as `check` knows it.
    words: NoNames,
}

#[derive(Debug, Serialize)]
struct NoNames {
    of_hospitals: &'static str,
    small: &'static str,
}

#[derive(Debug, Serialize, PartialEq)]
struct Named<'t> {
    id: &'t str,
    name: &'t str,
}

#[derive(Debug, Serialize)]
struct Meaning<'t> {
    id: &'t str,
    meaning: &'t str,
}

#[derive(Debug, Serialize)]
struct FormChecklist<'t> {
    reference: &'t str,
    title: &'t str,
    sections: Vec<FormSection<'t>>,
}

#[derive(Debug, Serialize)]
struct FormSection<'t> {
    /// Its own title, as sheets give it.
    title: &'t str,
    /// Its title after those of the sections it belongs to.
    path: String,
    criteria: Vec<FormCriterion<'t>>,
}

#[derive(Debug, Serialize)]
struct FormCriterion<'t> {
    id: &'t str,
    fingerprint: &'t str,
    title: &'t str,
    statement: &'t str,
    rationale: &'t str,
    guidance: &'t str,
    asked: &'t str,
    evidence: Vec<FormEvidence<'t>>,
    critical: bool,
    scored: bool,
    role: &'t str,
    scale: &'static str,
    levels: Vec<FormLevel<'t>>,
    measure: Option<FormMeasure<'t>>,
    places: Vec<FormPlace<'t>>,
}

#[derive(Debug, Serialize)]
struct FormEvidence<'t> {
    kind: &'t str,
    ask: &'t str,
    valid_for_months: Option<u32>,
}

#[derive(Debug, Serialize)]
struct FormLevel<'t> {
    id: &'t str,
    label: &'t str,
    credit: &'static str,
}

#[derive(Debug, Serialize)]
struct FormMeasure<'t> {
    unit: &'t str,
    percent: bool,
    higher: bool,
    target: String,
    target_text: String,
    minimum: Option<u32>,
    /// Where some credit begins; none where the program demands full credit.
    steps: Vec<String>,
    numerator: Option<&'t str>,
    denominator: Option<&'t str>,
    exclusions: Option<&'t str>,
}

#[derive(Debug, Serialize)]
struct FormPlace<'t> {
    location: Option<&'t str>,
    unknown: &'t [String],
}

#[derive(Debug, Serialize)]
struct FormLeftOut<'t> {
    criterion: &'t str,
    title: &'t str,
    location: Option<&'t str>,
    why: String,
}

impl<'t> Form<'t> {
    pub(super) fn new(template: &'t Template, vocabulary: &'t Vocabulary) -> Self {
        let columns = blank_columns(template.party);
        let headers = columns.iter().chain(&WHOSE).map(|column| column.header());
        Self {
            storage: storage_key(template),
            file: file_name(template),
            facility: Named { id: &template.facility, name: &template.facility_name },
            round: &template.round,
            party: template.party.to_string(),
            reviewer: template.party.is_reviewer(),
            as_of: template.as_of.to_string(),
            columns: headers.collect(),
            roles: meanings(&vocabulary.roles),
            kinds: meanings(&vocabulary.evidence_kinds),
            locations: locations(template),
            checklists: template.checklists.iter().map(FormChecklist::new).collect(),
            left_out: template.left_out.iter().map(FormLeftOut::new).collect(),
            words: NoNames { of_hospitals: WORDS_OF_HOSPITALS, small: SMALL_WORDS },
        }
    }
}

/// What a browser keeps answers under: nothing else of any form is kept under it, also where another
/// facility, round, party, role or version of a checklist is answered in the same browser.
fn storage_key(template: &Template) -> String {
    let party = template.party.to_string();
    let own = [&template.facility, &template.facility_name, &template.program, &template.round];
    let role = template.role.clone().unwrap_or_default();
    let checklists = template.checklists.iter().map(|checklist| &checklist.reference);
    let parts = own.into_iter().chain([&party, &role]).chain(checklists);
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    let digest = digest_of_bytes(parts.join("\0").as_bytes());
    let short = digest.get(..16).unwrap_or(&digest);
    format!("concordant-form/{}/{}/{party}/{short}", template.facility, template.round)
}

/// The name of the sheet: what every file system takes.
fn file_name(template: &Template) -> String {
    let party = template.party.to_string();
    let role = template.role.as_deref().unwrap_or_default();
    let whose = match template.facility.as_str() {
        "" => template.program.split('@').next().unwrap_or_default(),
        id => id,
    };
    let parts = [whose, &template.round, &party, role];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-");
    let plain = |sign: char| if sign.is_alphanumeric() { sign } else { '-' };
    format!("{}.csv", name.chars().map(plain).collect::<String>().trim_matches('-'))
}

fn meanings(words: &[Word]) -> Vec<Meaning<'_>> {
    words.iter().map(|word| Meaning { id: &word.id, meaning: &word.meaning }).collect()
}

/// The places that are asked about, in the order in which they come up.
fn locations(template: &Template) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    for place in template.rows().filter_map(|row| row.location.as_ref()) {
        let named = Named { id: &place.id, name: &place.name };
        if !found.contains(&named) {
            found.push(named);
        }
    }
    found
}

impl<'t> FormChecklist<'t> {
    fn new(checklist: &'t TemplateChecklist) -> Self {
        let filled = checklist.sections.iter().filter(|section| !section.rows.is_empty());
        Self {
            reference: &checklist.reference,
            title: &checklist.title,
            sections: filled.map(|section| FormSection::new(checklist, section)).collect(),
        }
    }
}

impl<'t> FormSection<'t> {
    fn new(checklist: &'t TemplateChecklist, section: &'t TemplateSection) -> Self {
        let together = section.rows.chunk_by(|one, other| one.criterion == other.criterion);
        Self {
            title: &section.title,
            path: path(checklist, section),
            criteria: together.filter_map(FormCriterion::new).collect(),
        }
    }
}

fn path(checklist: &TemplateChecklist, section: &TemplateSection) -> String {
    let mut titles = vec![section.title.as_str()];
    let mut parent = section.parent.as_deref();
    // no deeper than there are sections, should one belong to itself
    for _ in &checklist.sections {
        let Some(above) = checklist.sections.iter().find(|s| Some(s.id.as_str()) == parent) else {
            break;
        };
        titles.push(&above.title);
        parent = above.parent.as_deref();
    }
    titles.reverse();
    titles.join(": ")
}

impl<'t> FormCriterion<'t> {
    /// A criterion from its rows, one for each place.
    fn new(rows: &'t [TemplateRow]) -> Option<Self> {
        let row = rows.first()?;
        let (scale, levels): (_, &[Level]) = match &row.asked {
            Asked::Binary => ("binary", &[]),
            Asked::Conformance => ("conformance", &[]),
            Asked::Measure(_) => ("measure", &[]),
            Asked::Scale(levels) => ("levels", levels),
        };
        Some(Self {
            id: &row.criterion,
            fingerprint: &row.fingerprint,
            title: &row.title,
            statement: &row.statement,
            rationale: &row.rationale,
            guidance: &row.guidance,
            asked: &row.evidence_asked,
            evidence: row.evidence.iter().map(FormEvidence::new).collect(),
            critical: row.critical,
            scored: row.scored,
            role: &row.role,
            scale,
            levels: levels.iter().rev().map(|level| FormLevel::new(level, row)).collect(),
            measure: row.asked.measure().map(|measure| FormMeasure::new(measure, row)),
            places: rows.iter().map(FormPlace::new).collect(),
        })
    }
}

impl<'t> FormEvidence<'t> {
    fn new(asked: &'t EvidenceAsk) -> Self {
        Self { kind: &asked.kind, ask: &asked.ask, valid_for_months: asked.valid_for_months }
    }
}

impl<'t> FormLevel<'t> {
    fn new(level: &'t Level, row: &TemplateRow) -> Self {
        let credit = match &level.credit {
            full if full.is_one() => "full",
            some if some.is_zero() || row.full_credit => "none",
            _ => "some",
        };
        Self { id: &level.id, label: &level.label, credit }
    }
}

impl<'t> FormMeasure<'t> {
    fn new(measure: &'t Measure, row: &TemplateRow) -> Self {
        let some = |credit: &Fraction| !credit.is_zero() && !row.full_credit;
        let steps = measure.steps.iter().filter(|step| some(&step.credit));
        Self {
            unit: &measure.unit,
            percent: measure.is_percent(),
            higher: measure.direction == Direction::Higher,
            target: measure.target.to_string(),
            target_text: measure.show(&measure.target),
            minimum: measure.minimum_denominator,
            steps: steps.map(|step| step.at.to_string()).collect(),
            numerator: measure.numerator.as_deref(),
            denominator: measure.denominator.as_deref(),
            exclusions: measure.exclusions.as_deref(),
        }
    }
}

impl<'t> FormPlace<'t> {
    fn new(row: &'t TemplateRow) -> Self {
        let location = row.location.as_ref().map(|place| place.id.as_str());
        Self { location, unknown: &row.unknown }
    }
}

impl<'t> FormLeftOut<'t> {
    fn new(left_out: &'t LeftOut) -> Self {
        Self {
            criterion: &left_out.criterion,
            title: &left_out.title,
            location: left_out.location.as_ref().map(|place| place.id.as_str()),
            why: left_out.why.text(),
        }
    }
}
