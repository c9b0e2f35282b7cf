//! From a facility and a program to the questions that it is asked.

use super::model::{
    Asked, LeftOut, Template, TemplateChecklist, TemplatePlace, TemplateRow, TemplateSection, Why,
};
use crate::assessment::{Party, evidence_asked};
use crate::condition::{Truth, evaluate};
use crate::facility::{Facility, Location};
use crate::score::Tailored;
use crate::standard::fingerprint;
use crate::standard::model::{Answering, Checklist, Criterion, Per, Section};
use crate::standard::program::Program;
use jiff::civil::Date;

/// For whom a template is made.
#[derive(Debug, Clone, Copy)]
pub struct TemplateRequest<'a> {
    /// The facility; what it has not answered is unknown, and what depends on it is asked.
    pub facility: &'a Facility,
    /// What it applies for.
    pub program: &'a Program,
    /// The checklists that are answered, in the order of the program.
    pub checklists: &'a [&'a Checklist],
    /// One turn of review.
    pub round: &'a str,
    /// Who answers.
    pub party: Party,
    /// The day that the answers speak of.
    pub as_of: Date,
    /// The role whose part is wanted; none: the whole.
    pub role: Option<&'a str>,
}

/// The questions of a facility. What is asked is exactly what a score counts or waits for: neither
/// what does not apply nor what the program leaves out.
pub fn template(request: TemplateRequest<'_>) -> Template {
    let mut left_out = Vec::new();
    let checklists = request.checklists.iter();
    let checklists = checklists.map(|checklist| of_checklist(request, checklist, &mut left_out));
    let checklists = checklists.filter(|checklist| checklist.rows().next().is_some()).collect();
    Template {
        facility: request.facility.id.clone(),
        facility_name: request.facility.name.clone(),
        program: request.program.reference(),
        program_title: request.program.title.clone(),
        model: request.program.model,
        round: request.round.to_owned(),
        party: request.party,
        as_of: request.as_of,
        role: request.role.map(str::to_owned),
        is_part: false,
        checklists,
        left_out,
        places: request.facility.locations.iter().map(place).collect(),
    }
}

fn place(location: &Location) -> TemplatePlace {
    TemplatePlace { id: location.id.clone(), name: location.name.clone() }
}

fn of_checklist(
    request: TemplateRequest<'_>,
    checklist: &Checklist,
    left_out: &mut Vec<LeftOut>,
) -> TemplateChecklist {
    let used = request.program.checklists.iter().find(|used| used.id == checklist.id);
    let mut section = |section: &Section| {
        let own = checklist.criteria.iter().filter(|criterion| criterion.section == section.id);
        let asked = |criterion| Question::new(request, checklist, criterion).rows(left_out);
        TemplateSection {
            id: section.id.clone(),
            title: section.title.clone(),
            weight: section.weight,
            parent: section.parent.clone(),
            rows: own.flat_map(asked).collect(),
        }
    };
    TemplateChecklist {
        id: checklist.id.clone(),
        reference: checklist.reference(),
        title: checklist.title.clone(),
        weight: used.map_or(1, |used| used.weight),
        sections: checklist.sections.iter().map(&mut section).collect(),
    }
}

/// One criterion, as the program tailors it.
struct Question<'a> {
    request: TemplateRequest<'a>,
    tailored: Tailored<'a>,
}

impl<'a> Question<'a> {
    fn new(
        request: TemplateRequest<'a>,
        checklist: &'a Checklist,
        criterion: &'a Criterion,
    ) -> Self {
        Self { request, tailored: Tailored::new(request.program, checklist, criterion) }
    }

    /// Its rows; what is not asked goes among what is left out.
    fn rows(&self, left_out: &mut Vec<LeftOut>) -> Vec<TemplateRow> {
        let criterion = self.tailored.criterion;
        if let Some(tailoring) = self.tailored.excluded {
            let (reason, approved_by) = (tailoring.reason.clone(), tailoring.approved_by.clone());
            left_out.push(self.left_out(None, Why::Excluded { reason, approved_by }));
            return Vec::new();
        }
        let places = self.places();
        let judged = places.into_iter().map(|place| (self.applies(place.as_ref()), place));
        let (asked, not): (Vec<_>, Vec<_>) =
            judged.partition(|((truth, _), _)| *truth != Truth::False);
        let condition = criterion.applies_when.as_ref().map(ToString::to_string);
        let why = Why::DoesNotApply(condition.unwrap_or_default());
        if asked.is_empty() {
            left_out.push(self.left_out(None, why));
            return Vec::new();
        }
        left_out.extend(not.into_iter().map(|(_, place)| self.left_out(place, why.clone())));
        if self.request.role.is_some_and(|role| role != criterion.answer_role) {
            left_out.push(self.left_out(None, Why::OtherRole(criterion.answer_role.clone())));
            return Vec::new();
        }
        asked.into_iter().map(|((_, unknown), place)| self.row(place, unknown)).collect()
    }

    fn places(&self) -> Vec<Option<TemplatePlace>> {
        let locations = &self.request.facility.locations;
        if self.tailored.criterion.per == Per::Facility || locations.is_empty() {
            return vec![None];
        }
        locations.iter().map(|location| Some(place(location))).collect()
    }

    fn applies(&self, place: Option<&TemplatePlace>) -> (Truth, Vec<String>) {
        let Some(condition) = &self.tailored.criterion.applies_when else {
            return (Truth::True, Vec::new());
        };
        let TemplateRequest { facility, as_of, .. } = self.request;
        let at = place.map(|place| place.id.as_str());
        let (truth, unknown) =
            evaluate(&condition.expression, &|word| facility.value(word, at, as_of));
        (truth, unknown.into_iter().collect())
    }

    fn row(&self, location: Option<TemplatePlace>, unknown: Vec<String>) -> TemplateRow {
        let criterion = self.tailored.criterion;
        TemplateRow {
            criterion: criterion.id.clone(),
            location,
            fingerprint: fingerprint(criterion),
            title: criterion.title.clone(),
            statement: criterion.statement.clone(),
            rationale: criterion.rationale.clone(),
            guidance: criterion.guidance.clone(),
            evidence_asked: evidence_asked(criterion, self.tailored.measure.as_ref()),
            evidence: criterion.evidence.clone(),
            asked: self.asked(),
            critical: self.tailored.critical,
            full_credit: self.tailored.full_credit,
            scored: criterion.scored,
            weight: criterion.weight,
            role: criterion.answer_role.clone(),
            unknown,
        }
    }

    fn asked(&self) -> Asked {
        match (&self.tailored.criterion.answering, &self.tailored.measure) {
            (_, Some(measure)) => Asked::Measure(measure.clone()),
            (Answering::Binary, None) => Asked::Binary,
            (Answering::Scale(scale), None) => Asked::Scale(scale.levels.clone()),
            (Answering::Conformance | Answering::Measure(_), None) => Asked::Conformance,
        }
    }

    fn left_out(&self, location: Option<TemplatePlace>, why: Why) -> LeftOut {
        LeftOut {
            checklist: self.tailored.checklist.reference(),
            criterion: self.tailored.criterion.id.clone(),
            title: self.tailored.criterion.title.clone(),
            critical: self.tailored.critical,
            location,
            why,
        }
    }
}
