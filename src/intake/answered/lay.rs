//! From rows as they were typed to the questions that they answer.

use super::super::merge::Slot;
use super::super::template::{
    LeftOut, Template, TemplateChecklist, TemplatePlace, TemplateSection,
};
use super::model::{Answered, Cells, Kept, Place, Typed};
use super::text::{Asking, SHOWN};
use crate::assessment::{
    Column, blank_cell, canonical_cell, canonical_reason, canonical_response, criterion_id,
    says_the_same,
};
use crate::standard::{Checklist, Criterion};
use semver::Version;
use std::collections::BTreeMap;

/// Lays rows over the questions of a template. `checklists` are those that are answered; of a
/// template for one role only the rows of its criteria are laid.
pub fn lay(template: &Template, typed: &Typed, checklists: &[&Checklist]) -> Answered {
    let extras = typed.columns.iter().zip(&typed.titles);
    let extras = extras.filter(|(slot, _)| slot.column().is_none());
    let titles = extras.map(|(_, title)| title.clone()).collect();
    let mut answered = Answered { titles, ..Answered::default() };
    let laying = Laying::new(template, checklists);
    let mut rows: BTreeMap<(String, Option<String>), Vec<Cells>> = BTreeMap::new();
    for cells in typed.cells() {
        let id = cells.get(&CRITERION).map(String::as_str).unwrap_or_default();
        let id = criterion_id(id).into_owned();
        if laying.is_of_another(&id) {
            continue;
        }
        match laying.place(&id, &cells) {
            Ok((asking, location)) => {
                let cells = laying.laid((asking, cells), &mut answered);
                rows.entry((id, location)).or_default().push(cells);
            }
            Err(_) if laying.is_untouched(&id, &cells) => {}
            Err(why) => {
                answered.kept.push(Kept { role: laying.role(&id), criterion: id, why, cells });
            }
        }
    }
    laying.only_place(&mut rows);
    answered.places = rows.into_iter().map(|(at, rows)| (at, place(rows))).collect();
    answered
}

const CRITERION: Slot = Slot::Known(Column::Criterion);

/// Columns that answer a question; what else stands in a row only tells of it.
const SAYS: [Column; 4] = [Column::Response, Column::Value, Column::Numerator, Column::Denominator];

struct Laying<'t> {
    template: &'t Template,
    checklists: &'t [&'t Checklist],
    /// The questions of each criterion, in order.
    questions: BTreeMap<&'t str, Vec<Asking<'t>>>,
}

impl<'t> Laying<'t> {
    fn new(template: &'t Template, checklists: &'t [&'t Checklist]) -> Self {
        let mut questions: BTreeMap<&str, Vec<Asking<'t>>> = BTreeMap::new();
        let mut add = |checklist: &'t TemplateChecklist, section: &'t TemplateSection| {
            for row in &section.rows {
                let asking = Asking { checklist, section, row };
                questions.entry(&row.criterion).or_default().push(asking);
            }
        };
        for checklist in &template.checklists {
            checklist.sections.iter().for_each(|section| add(checklist, section));
        }
        Self { template, checklists, questions }
    }

    fn criterion(&self, id: &str) -> Option<&'t Criterion> {
        self.checklists.iter().find_map(|checklist| checklist.criterion(id))
    }

    fn role(&self, id: &str) -> Option<String> {
        self.criterion(id).map(|criterion| criterion.answer_role.clone())
    }

    /// Whether a row says nothing but what our sheets say of its criterion before anybody answers.
    fn is_untouched(&self, id: &str, cells: &Cells) -> bool {
        let mut checklists = self.checklists.iter();
        let found = checklists.find_map(|list| Some((*list, list.criterion(id)?)));
        let Some((checklist, criterion)) = found else { return false };
        cells.iter().all(|(slot, cell)| {
            let Slot::Known(column) = slot else { return false };
            let ours = blank_cell(*column, checklist, criterion);
            let is_ours = |ours: &str| says_the_same(Some(*column), Some(criterion), (ours, cell));
            *column == Column::Location || ours.is_some_and(|ours| is_ours(&ours))
        })
    }

    /// Whether a row stands in the part of another role.
    fn is_of_another(&self, id: &str) -> bool {
        let role = self.template.role.as_deref();
        role.is_some_and(|role| self.criterion(id).is_none_or(|of| of.answer_role != role))
    }

    /// The question that a row answers, and the place for which it does; or why there is none.
    fn place(&self, id: &str, cells: &Cells) -> Result<(Asking<'t>, Option<String>), String> {
        let asked = self.questions.get(id).map(Vec::as_slice).unwrap_or_default();
        let Some(first) = asked.first() else { return Err(self.why_not(id, None)) };
        if self.is_foreign(cells) {
            return Err("says of itself that it is of another facility, round or party".to_owned());
        }
        if answers(cells, self.criterion(id)) && !is_current(first, cells) {
            let why =
                format!("answers another wording of {id}: answer the new one, then delete this");
            return Err(why);
        }
        let Some(location) = cells.get(&Slot::Known(Column::Location)) else {
            return Ok((*first, None));
        };
        let says = |name: &str| says_the_same(Some(Column::Location), None, (name, location));
        let is_it = |place: &TemplatePlace| says(&place.id) || says(&place.name);
        // a place that nobody knows is an error in reading, also where the answer is the facility's
        if !self.template.places.iter().any(is_it) {
            return Err(self.why_not(id, Some(location)));
        }
        if first.row.location.is_none() {
            return Ok((*first, None));
        }
        let found = asked.iter().find_map(|asking| {
            let place = asking.row.location.as_ref()?;
            is_it(place).then(|| (*asking, Some(place.id.clone())))
        });
        found.ok_or_else(|| self.why_not(id, Some(location)))
    }

    fn why_not(&self, id: &str, location: Option<&str>) -> String {
        let is_it = |left: &&LeftOut| {
            let place = left.location.as_ref();
            left.criterion == id && place.is_none_or(|place| Some(place.id.as_str()) == location)
        };
        match (self.template.left_out.iter().find(is_it), location) {
            (Some(left), _) => format!("is not asked: {}", left.why.text()),
            (None, Some(_)) => "names a place that facility.toml has not".to_owned(),
            (None, None) => "is not asked: no checklist of the program has it".to_owned(),
        }
    }

    fn is_foreign(&self, cells: &Cells) -> bool {
        let Template { facility, facility_name, round, party, .. } = self.template;
        let party = party.to_string();
        let own = [
            (Column::Facility, vec![facility.as_str(), facility_name.as_str()]),
            (Column::Round, vec![round.as_str()]),
            (Column::Party, vec![party.as_str()]),
        ];
        own.into_iter().any(|(column, names)| {
            let cell = cells.get(&Slot::Known(column));
            let is_known = names.first().is_some_and(|name| !name.is_empty());
            let same = |cell: &String| {
                names.iter().any(|name| says_the_same(Some(column), None, (name, cell)))
            };
            is_known && cell.is_some_and(|cell| !same(cell))
        })
    }

    /// The cells as the workbook has them. What is typed over the checklist's own texts gets a
    /// column of its own.
    fn laid(&self, (asking, cells): (Asking<'_>, Cells), answered: &mut Answered) -> Cells {
        let criterion = self.criterion(&asking.row.criterion);
        let response = cells.get(&Slot::Known(Column::Response));
        let response = response.and_then(|cell| canonical_response(cell, criterion));
        let is_partial = response.as_deref() == Some("partial");
        let is_answer = answers(&cells, criterion);
        let mut laid = Cells::new();
        for (slot, cell) in cells {
            let Slot::Known(column) = slot else {
                laid.insert(slot, cell);
                continue;
            };
            let ours = match column {
                Column::Section => &asking.section.title,
                Column::Title => &asking.row.title,
                Column::Statement => &asking.row.statement,
                Column::EvidenceAsked => &asking.row.evidence_asked,
                _ => "",
            };
            match column {
                Column::Criterion => {}
                Column::Location if asking.row.location.is_some() => {}
                // of another version, and still the same question
                Column::Checklist if is_answer && cell != asking.checklist.reference => {
                    laid.insert(slot, cell);
                }
                Column::Fingerprint if is_answer && !is_same(&cell, &asking.row.fingerprint) => {
                    laid.insert(slot, cell);
                }
                Column::Checklist | Column::Fingerprint => {}
                _ if SHOWN.contains(&column) => {
                    if !says_the_same(Some(column), None, (ours, &cell)) {
                        let own = answered.extra(&format!("{} as typed", column.header()));
                        laid.insert(own, cell);
                    }
                }
                Column::Reason => {
                    let word = canonical_reason(&cell).filter(|_| is_partial);
                    laid.insert(slot, word.map_or(cell, str::to_owned));
                }
                _ => {
                    laid.insert(slot, canonical_cell(column, &cell, criterion));
                }
            }
        }
        laid
    }

    /// Where a criterion is asked at one place only, an answer without a place is that place's.
    fn only_place(&self, rows: &mut BTreeMap<(String, Option<String>), Vec<Cells>>) {
        for (id, asked) in &self.questions {
            let [only] = asked.as_slice() else { continue };
            let Some(place) = &only.row.location else { continue };
            let own = ((*id).to_owned(), Some(place.id.clone()));
            if !rows.contains_key(&own)
                && let Some(all) = rows.remove(&((*id).to_owned(), None))
            {
                rows.insert(own, all);
            }
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether a row says more than blank.
fn answers(cells: &Cells, criterion: Option<&Criterion>) -> bool {
    SAYS.iter().any(|column| {
        let Some(cell) = cells.get(&Slot::Known(*column)) else { return false };
        let word = (*column == Column::Response).then(|| canonical_response(cell, criterion));
        word.flatten().is_none_or(|word| !word.is_empty())
    })
}

/// Whether an answer was given to the wording that is asked, by the same rule as in reading.
fn is_current(asking: &Asking<'_>, cells: &Cells) -> bool {
    let cell = |column| cells.get(&Slot::Known(column)).map(String::as_str).unwrap_or_default();
    let (print, named) = (cell(Column::Fingerprint), cell(Column::Checklist));
    let (own_id, own) = asking.checklist.reference.split_once('@').unwrap_or_default();
    let (id, version) = named.split_once('@').unwrap_or((named, ""));
    if !named.is_empty() && id.trim() != own_id {
        return false;
    }
    if !print.is_empty() && is_same(print, &asking.row.fingerprint) {
        return true;
    }
    let parsed = |text: &str| text.trim().parse::<Version>().ok();
    let line = |version: &Version| (version.major, version.minor);
    if !version.is_empty() && parsed(version).is_none() {
        return false;
    }
    match (parsed(version), parsed(own)) {
        (Some(version), Some(own)) if version != own => line(&version) == line(&own),
        _ => print.is_empty(),
    }
}

/// The rows of one question: the answer, and what stands below it. Of answers that contradict each
/// other none is the one.
fn place(rows: Vec<Cells>) -> Place {
    let said = |cells: &Cells| -> Vec<Option<String>> {
        SAYS.iter().map(|column| cells.get(&Slot::Known(*column)).cloned()).collect()
    };
    let is_said = |cells: &&Cells| answers(cells, None);
    let mut all: Vec<_> = rows.iter().filter(is_said).map(said).collect();
    all.dedup();
    if all.len() > 1 {
        return Place { own: Cells::new(), more: rows };
    }
    let at = rows.iter().position(|cells| answers(cells, None)).unwrap_or_default();
    let mut rows = rows;
    let own = if at < rows.len() { rows.remove(at) } else { Cells::new() };
    Place { own, more: rows }
}
