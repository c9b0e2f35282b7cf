//! What a facility is asked in a round that has begun, or would be asked if one began today.

use super::facility::facility;
use super::find::{AssessmentFolder, FacilityFolder};
use super::open::{Chosen, Options, Stop};
use crate::assessment::{AssessmentHeader, Party, parse_header};
use crate::diagnostic::{Bag, Diagnostic, Place, code, did_you_mean};
use crate::facility::Facility;
use crate::intake::answered::{Answered, Typed, lay};
use crate::intake::template::{Template, TemplateRequest, template};
use crate::intake::workbook::{TemplateError, answered_workbook};
use crate::library::{Library, Loaded};
use crate::sheet::SheetFile;
use crate::standard::{Checklist, Program, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// For whom questions are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The facility's folder; none: a facility of which nothing is known.
    pub folder: Option<&'a FacilityFolder>,
    /// The standards.
    pub library: &'a Library,
    /// What the command line asks for.
    pub options: Options<'a>,
    /// Who answers; none: as the newest assessment says.
    pub party: Option<Party>,
}

/// Everything that a template is made of.
#[derive(Debug)]
pub struct Questions {
    /// The facility.
    pub facility: Facility,
    /// What it applies for.
    pub program: Loaded<Program>,
    /// The checklists that are answered, in its order.
    pub checklists: Vec<Loaded<Checklist>>,
    /// Round, party, day.
    pub header: AssessmentHeader,
    /// The words that cells may use.
    pub vocabulary: Vocabulary,
}

impl Questions {
    /// What is asked: all, or the part of a role.
    pub fn template(&self, role: Option<&str>) -> Template {
        let checklists: Vec<&Checklist> = self.checklists.iter().map(|c| &c.model).collect();
        template(TemplateRequest {
            facility: &self.facility,
            program: &self.program.model,
            checklists: &checklists,
            round: &self.header.round,
            party: self.header.party,
            as_of: self.header.as_of,
            role,
        })
    }
}

impl Questions {
    /// The sheets of the assessment that asks this, or else those that were given alone. `None`
    /// where the party that will answer has no assessment yet.
    pub fn sheets<'f>(&self, folder: &'f FacilityFolder) -> Option<&'f [SheetFile]> {
        let silent = Bag::new();
        let is_it = |assessment: &&AssessmentFolder| {
            let header = parse_header(&assessment.header, &silent);
            header.is_some_and(|h| h.name == self.header.name && h.party == self.header.party)
        };
        let own = folder.assessments.iter().find(is_it);
        let own = own.map(|assessment| assessment.sheets.as_slice());
        own.or_else(|| folder.assessments.is_empty().then_some(folder.loose.as_slice()))
    }

    /// Lays what is typed over the questions of a template.
    pub fn lay(&self, template: &Template, typed: &Typed) -> Answered {
        let checklists: Vec<&Checklist> = self.checklists.iter().map(|c| &c.model).collect();
        lay(template, typed, &checklists)
    }

    /// A template with what is typed already as a workbook.
    ///
    /// # Errors
    /// When it does not fit into a workbook.
    pub fn workbook(
        &self,
        template: &Template,
        answered: &Answered,
    ) -> Result<Vec<u8>, TemplateError> {
        answered_workbook((template, answered), &self.program.model, &self.vocabulary)
    }
}

/// Finds what is asked, by the versions that the newest assessment pins, or else by the newest ones
/// that the program allows.
///
/// # Errors
/// [`Stop`], with the reasons in the bag.
pub fn ask(request: Ask<'_>, bag: &Bag) -> Result<Questions, Stop> {
    let Ask { library, options, .. } = request;
    let before = bag.counts().errors;
    let vocabulary = library.vocabulary(bag);
    let own = request.folder.filter(|folder| folder.facility.is_some());
    let facility = own.map(|folder| facility(folder, &vocabulary, bag)).unwrap_or_default();
    let header = header(request, bag);
    if bag.counts().errors > before {
        return Err(Stop::Invalid);
    }
    let chosen = Chosen { library, options, newest: &header, as_of: header.as_of };
    let (program, checklists) = chosen.standards(&facility, bag)?;
    Ok(Questions { facility, program, checklists, header, vocabulary })
}

/// The criteria of which anything is asked: of the others no row can be missing.
pub(super) fn asked(
    (facility, program): (&Facility, &Program),
    checklists: &[&Checklist],
    header: &AssessmentHeader,
) -> BTreeSet<String> {
    let asked = template(TemplateRequest {
        facility,
        program,
        checklists,
        round: &header.round,
        party: header.party,
        as_of: header.as_of,
        role: None,
    });
    asked.rows().map(|row| row.criterion.clone()).collect()
}

/// The newest assessment of the party, or else of anybody, or else one that begins now.
fn header(request: Ask<'_>, bag: &Bag) -> AssessmentHeader {
    let Options { assessment, as_of, today, program } = request.options;
    let folders = request.folder.map(|folder| folder.assessments.as_slice()).unwrap_or_default();
    let named = folders.iter().filter(|f| assessment.is_none_or(|wanted| wanted == f.name));
    let headers: Vec<_> = named.filter_map(|folder| parse_header(&folder.header, bag)).collect();
    if let Some(wanted) = assessment.filter(|_| headers.is_empty()) {
        let names = folders.iter().map(|folder| folder.name.as_str());
        let message = format!("there is no assessment `{wanted}`");
        let diagnostic = Diagnostic::new(&code::MISSING_FILE, Place::file("--assessment"), message);
        bag.push(diagnostic.help_maybe(did_you_mean(wanted, names)));
    }
    let is_own = |header: &AssessmentHeader| request.party.is_none_or(|p| p == header.party);
    let newest = headers.into_iter().max_by_key(|header| (is_own(header), header.as_of));
    let begun = newest.map(|header| AssessmentHeader {
        party: request.party.unwrap_or(header.party),
        as_of: as_of.unwrap_or(header.as_of),
        // another program asks by its own versions
        checklists: if program.is_some() { BTreeMap::new() } else { header.checklists.clone() },
        ..header
    });
    begun.unwrap_or_else(|| {
        let as_of = as_of.unwrap_or(today);
        AssessmentHeader {
            name: "--program".to_owned(),
            round: as_of.year().to_string(),
            party: request.party.unwrap_or(Party::Own),
            as_of,
            program: None,
            checklists: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    })
}
