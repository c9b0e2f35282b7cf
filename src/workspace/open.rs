//! From the folders that were found to what is judged: facility, standards, answers of one round.

use super::ask::asked;
use super::facility::{check_due_diligence, facility};
use super::find::FacilityFolder;
use super::fit;
use super::keep::Kept;
use super::screen::{known_ids, screen_folder};
use super::standards::check_standards;
use crate::assessment::{
    AssessmentHeader, Party, Record, Recorded, Register, SheetContext, check_coverage,
    parse_header, read_register, read_sheet, record,
};
use crate::diagnostic::{Bag, Diagnostic, Place, code, did_you_mean};
use crate::facility::{Facility, ProgramChoice};
use crate::library::{Entry, Kind, Library, Loaded};
use crate::privacy::{Screen, Uses, hide};
use crate::score::{Case, Scorecard};
use crate::sheet::SheetFile;
use crate::source::Text;
use crate::standard::{Checklist, ChecklistUse, Program, Vocabulary};
use jiff::civil::Date;
use semver::{Version, VersionReq};
use std::collections::BTreeMap;
use std::path::Path;

/// What the command line asks for.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// `--program`.
    pub program: Option<&'a str>,
    /// `--assessment`.
    pub assessment: Option<&'a str>,
    /// `--as-of`.
    pub as_of: Option<Date>,
    /// Today, for sheets without any date.
    pub today: Date,
}

/// Why nothing can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A standard or the choice of a program has errors; the bag says which.
    Invalid,
    /// There is no answer sheet.
    Nothing,
}

/// Everything that is judged.
#[derive(Debug)]
pub struct Opened {
    /// The facility.
    pub facility: Facility,
    /// The program.
    pub program: Loaded<Program>,
    /// Its checklists, in its order.
    pub checklists: Vec<Loaded<Checklist>>,
    /// The answers of the round.
    pub record: Record,
    /// The day that the result speaks of.
    pub as_of: Date,
    /// Standards that a newer version has taken the place of: id and that version.
    pub superseded: BTreeMap<String, Version>,
    /// The words that facilities and standards may use.
    pub vocabulary: Vocabulary,
    /// Every file that was read, as messages name it.
    pub files: Vec<String>,
    /// The accepted plan and its log.
    pub kept: Kept,
    /// Which likely identifiers the facility allows, and how often.
    pub allowed: Uses,
}

impl Opened {
    /// Judges it.
    pub fn scorecard(&self, bag: &Bag) -> Scorecard<'_> {
        let case = Case { facility: &self.facility, record: &self.record, as_of: self.as_of };
        let checklists = self.checklists.iter().map(|checklist| &checklist.model).collect();
        let card = Scorecard::new(&self.program.model, checklists, case, bag);
        Scorecard { superseded: self.superseded.clone(), ..card }
    }
}

/// The library that a run uses: what the binary holds, and a folder.
pub fn standards(folder: Option<&Path>, embedded: bool, bag: &Bag) -> Library {
    let mut library = if embedded { Library::embedded() } else { Library::empty() };
    if let Some(folder) = folder {
        crate::library::read_folder(&mut library, folder, bag);
    }
    library
}

/// Opens a facility's newest round.
///
/// # Errors
/// [`Stop`], with the reasons in the bag, where nothing can be judged.
pub fn open(
    folder: &FacilityFolder,
    library: &Library,
    options: Options<'_>,
    bag: &Bag,
) -> Result<Opened, Stop> {
    let before = bag.counts().errors;
    let vocabulary = library.vocabulary(bag);
    if bag.counts().errors > before {
        return Err(Stop::Invalid);
    }
    let facility = facility(folder, &vocabulary, bag);
    let round = round(folder, options, bag);
    let Some(newest) = round.iter().map(|(header, _)| header).max_by_key(|h| (h.as_of, h.party))
    else {
        return Err(Stop::Nothing);
    };
    let as_of = options.as_of.unwrap_or(newest.as_of);
    let chosen = Chosen { library, options, newest, as_of };
    let (program, checklists) = chosen.standards(&facility, bag)?;
    chosen.compare_pins(&round, &program.model, bag);
    let used: Vec<&Checklist> = checklists.iter().map(|checklist| &checklist.model).collect();
    if round.iter().all(|(_, sheets)| sheets.is_empty()) {
        return Err(Stop::Nothing);
    }
    let register = folder.register.as_ref();
    let register = register.map(|text| read_register(text, &vocabulary, bag)).unwrap_or_default();
    let screen = Screen::new(known_ids((&facility, &register), &used), &facility.allowed);
    screen_folder(folder, &screen, bag);
    let context = Context {
        facility: &facility,
        vocabulary: &vocabulary,
        register: &register,
        screen: &screen,
    };
    let recorded = answers(&round, (context, &used), bag);
    let criteria = asked((&facility, &program.model), &used, newest);
    for ((_, sheets), recorded) in round.iter().zip(&recorded) {
        check_coverage(recorded, (sheets.len(), &used), &criteria, bag);
    }
    let allowed = screen.into_uses();
    let mut record = record(recorded, None, bag).ok_or(Stop::Nothing)?;
    record.register = register;
    let superseded = chosen.superseded(&program.model, &checklists);
    check_due_diligence(&facility, &program.model, bag);
    let opened = Opened {
        facility,
        program,
        checklists,
        record,
        as_of,
        superseded,
        vocabulary,
        files: folder.places(),
        kept: folder.kept.clone(),
        allowed,
    };
    fit::check(&opened, folder, bag);
    Ok(opened)
}

/// What the rows of every sheet are read against.
#[derive(Clone, Copy)]
struct Context<'c> {
    facility: &'c Facility,
    vocabulary: &'c Vocabulary,
    register: &'c Register,
    screen: &'c Screen<'c>,
}

fn answers(
    round: &Round<'_>,
    (context, checklists): (Context<'_>, &[&Checklist]),
    bag: &Bag,
) -> Vec<Recorded> {
    let Context { facility, vocabulary, register, screen } = context;
    let read = |(header, sheets): &(AssessmentHeader, Vec<&SheetFile>)| {
        let context = SheetContext { header, facility, checklists, vocabulary, register, screen };
        let answers = sheets.iter().flat_map(|sheet| read_sheet(sheet, context, bag)).collect();
        Recorded { header: header.clone(), answers }
    };
    round.iter().map(read).collect()
}

pub(super) type Round<'f> = Vec<(AssessmentHeader, Vec<&'f SheetFile>)>;

/// The assessments of the newest round, with their sheets.
pub(super) fn round<'f>(folder: &'f FacilityFolder, options: Options<'_>, bag: &Bag) -> Round<'f> {
    let mut all: Round<'f> = Vec::new();
    let chosen = |name: &str| options.assessment.is_none_or(|wanted| wanted == name);
    for assessment in folder.assessments.iter().filter(|a| chosen(&a.name)) {
        let Some(header) = parse_header(&assessment.header, bag) else {
            continue;
        };
        if assessment.sheets.is_empty() {
            let message = "no sheet lies beside assessment.toml";
            let help =
                "`concordant template` writes blank sheets; save yours here as CSV, XLSX or ODS";
            let place = Place::file(&header.name);
            bag.push(Diagnostic::new(&code::FOLDER_WITHOUT_SHEETS, place, message).help(help));
        }
        all.push((header, assessment.sheets.iter().collect()));
    }
    if let Some(wanted) = options.assessment
        && all.is_empty()
    {
        let names: Vec<String> = folder.assessments.iter().map(|a| hide(&a.name)).collect();
        let names = names.iter().map(String::as_str);
        let message = format!("there is no assessment `{wanted}`");
        let diagnostic = Diagnostic::new(&code::MISSING_FILE, Place::file(&folder.name), message);
        bag.push(diagnostic.help_maybe(did_you_mean(wanted, names)));
    }
    if !folder.loose.is_empty() {
        let as_of = options.as_of.unwrap_or(options.today);
        let header = AssessmentHeader {
            name: "the sheets given".to_owned(),
            round: as_of.year().to_string(),
            party: Party::Own,
            as_of,
            program: None,
            checklists: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        all.push((header, folder.loose.iter().collect()));
    }
    let up_to = options.as_of;
    all.retain(|(header, _)| up_to.is_none_or(|day| header.as_of <= day));
    let newest = all.iter().map(|(header, _)| (header.as_of, header.round.clone())).max();
    all.retain(|(header, _)| newest.as_ref().is_some_and(|(_, round)| *round == header.round));
    all
}

/// What decides which standards judge.
pub(super) struct Chosen<'a> {
    pub(super) library: &'a Library,
    pub(super) options: Options<'a>,
    pub(super) newest: &'a AssessmentHeader,
    pub(super) as_of: Date,
}

impl Chosen<'_> {
    /// The program and its checklists, sound: what is wrong with them is told once.
    pub(super) fn standards(
        &self,
        facility: &Facility,
        bag: &Bag,
    ) -> Result<(Loaded<Program>, Vec<Loaded<Checklist>>), Stop> {
        let own = Bag::new();
        let Some(program) = self.program(facility, &own) else {
            bag.absorb([own]);
            return Err(Stop::Invalid);
        };
        let checklists = self.checklists(&program.model, &own);
        let checked = self.check(&program.model, &checklists);
        let is_sound = !own.has_errors() && !checked.has_errors() && !checklists.is_empty();
        bag.absorb([own, checked]);
        if is_sound { Ok((program, checklists)) } else { Err(Stop::Invalid) }
    }

    fn program(&self, facility: &Facility, bag: &Bag) -> Option<Loaded<Program>> {
        let asked = self.options.program.map(|written| choice(written, bag));
        let pinned = self.newest.program.as_ref().map(|(id, version)| {
            let requirement = VersionReq::parse(&format!("={version}")).unwrap_or(VersionReq::STAR);
            ProgramChoice { id: id.clone(), requirement, place: self.newest.place("program") }
        });
        let Some(choice) = asked.flatten().or(pinned).or_else(|| facility.program.clone()) else {
            let ids = self.library.ids(Kind::Program).join(", ");
            let message = "it is not said which program is applied for";
            let help = format!("add --program ID (known: {ids}), or `program` to facility.toml");
            let place = Place::file(&self.newest.name);
            bag.push(Diagnostic::new(&code::NO_PROGRAM, place, message).help(help));
            return None;
        };
        let wanted = (choice.id.as_str(), &choice.requirement);
        let entry = self.entry(Kind::Program, wanted, choice.place, bag)?;
        Some(Library::program(entry, bag))
    }

    fn entry(
        &self,
        kind: Kind,
        (id, req): (&str, &VersionReq),
        place: Place,
        bag: &Bag,
    ) -> Option<&Entry> {
        let found = self.library.resolve(kind, id, req, self.as_of);
        if found.is_none() {
            let ids = self.library.ids(kind);
            let message = if ids.contains(&id) {
                let wanted = req.to_string();
                format!("no version {} of {id} is in the library", wanted.trim_start_matches('='))
            } else {
                format!("{id} is not in the library")
            };
            let known = self.library.entries(kind).filter(|entry| entry.id == id);
            let known: Vec<String> = known.map(|entry| entry.version.to_string()).collect();
            let help = if known.is_empty() {
                did_you_mean(id, ids.iter().copied())
            } else {
                Some(format!("known versions: {}", known.join(", ")))
            };
            bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message).help_maybe(help));
        }
        found
    }

    fn checklists(&self, program: &Program, bag: &Bag) -> Vec<Loaded<Checklist>> {
        let mut checklists = Vec::new();
        for used in &program.checklists {
            let Some(requirement) = self.requirement(program, used, bag) else {
                continue;
            };
            let place = self.newest.place(&used.id);
            let wanted = (used.id.as_str(), &requirement);
            let Some(entry) = self.entry(Kind::Checklist, wanted, place, bag) else { continue };
            let loaded = Library::checklist(entry, bag);
            if loaded.model.effective > self.as_of {
                let message = format!(
                    "{} is effective from {} on, after the assessment",
                    loaded.model.reference(),
                    loaded.model.effective
                );
                let place = self.newest.place(&used.id);
                bag.push(Diagnostic::new(&code::STANDARD_NOT_EFFECTIVE, place, message));
            }
            checklists.push(loaded);
        }
        checklists
    }

    fn superseded(
        &self,
        program: &Program,
        checklists: &[Loaded<Checklist>],
    ) -> BTreeMap<String, Version> {
        let used = checklists.iter().map(|loaded| &loaded.model);
        let used = used.map(|checklist| (Kind::Checklist, &checklist.id, &checklist.version));
        let newer = |(kind, id, version): (Kind, &String, &Version)| {
            let newer = self.library.superseded_by(kind, (id, version), self.as_of)?;
            Some((id.clone(), newer.clone()))
        };
        used.chain([(Kind::Program, &program.id, &program.version)]).filter_map(newer).collect()
    }

    /// What a folder adds to the library has to mean something before anybody is judged by it.
    fn check(&self, program: &Program, checklists: &[Loaded<Checklist>]) -> Bag {
        let used = checklists.iter().map(|loaded| &loaded.model);
        let used = used.map(|checklist| (Kind::Checklist, &checklist.id, &checklist.version));
        let all = used.chain([(Kind::Program, &program.id, &program.version)]);
        let texts: Vec<Text> = all
            .filter_map(|(kind, id, version)| self.library.get(kind, id, version))
            .filter(|entry| !entry.is_embedded)
            .map(|entry| entry.text.clone())
            .collect();
        let bag = Bag::new();
        check_standards(&texts, self.library, &bag);
        bag
    }

    /// The pinned version, where the program allows it; otherwise whatever the program allows.
    /// `None` for an optional checklist that the assessment does not pin.
    fn requirement(&self, program: &Program, used: &ChecklistUse, bag: &Bag) -> Option<VersionReq> {
        let Some(pin) = self.newest.checklists.get(&used.id) else {
            let pins_others = !self.newest.checklists.is_empty();
            return (!(used.optional && pins_others)).then(|| used.requirement.clone());
        };
        if !used.requirement.matches(pin) {
            let message = format!(
                "{}@{pin} is pinned, but {} allows {}",
                used.id,
                program.reference(),
                used.requirement
            );
            let place = self.newest.place(&used.id);
            let help = "pin an allowed version, and answer what has changed";
            bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message).help(help));
            return None;
        }
        VersionReq::parse(&format!("={pin}")).ok()
    }

    /// Pins that another assessment of the round, or the program, does not share.
    fn compare_pins(&self, round: &Round<'_>, program: &Program, bag: &Bag) {
        for (header, _) in round {
            if let (Some((id, version)), Some(newest)) = (&header.program, &self.newest.program)
                && (id, version) != (&newest.0, &newest.1)
            {
                let message = format!("{id}@{version} is pinned here, another program elsewhere");
                let help = format!("{} is the newest and counts", self.newest.name);
                let place = header.place("program");
                bag.push(Diagnostic::new(&code::PINS_DIFFER, place, message).help(help));
            }
            for (id, version) in &header.checklists {
                let place = header.place(id);
                if !program.checklists.iter().any(|used| used.id == *id) {
                    let message = format!("{} does not use {id}", program.reference());
                    let ids = program.checklists.iter().map(|used| used.id.as_str());
                    let help = did_you_mean(id, ids);
                    let diagnostic = Diagnostic::new(&code::NOT_IN_PROGRAM, place, message);
                    bag.push(diagnostic.help_maybe(help));
                } else if self.newest.checklists.get(id).is_some_and(|other| other != version) {
                    let message =
                        format!("{id}@{version} is pinned here, another version elsewhere");
                    let help = format!("{} is the newest and counts", self.newest.name);
                    bag.push(Diagnostic::new(&code::PINS_DIFFER, place, message).help(help));
                }
            }
        }
    }
}

fn choice(written: &str, bag: &Bag) -> Option<ProgramChoice> {
    let (id, requirement) = written.split_once('@').unwrap_or((written, "*"));
    match requirement.parse() {
        Ok(requirement) => {
            Some(ProgramChoice { id: id.to_owned(), requirement, place: Place::file("--program") })
        }
        Err(_) => {
            let message = format!("`{requirement}` is not a version requirement");
            let place = Place::file("--program");
            bag.push(Diagnostic::new(&code::BAD_VERSION, place, message));
            None
        }
    }
}
