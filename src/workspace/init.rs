//! A new folder for a facility: `facility.toml`, a pinned assessment, blank sheets.
#![expect(clippy::disallowed_methods, reason = "this room writes files")]

use super::write::write_atomically;
use crate::assessment::{Party, register_header};
use crate::diagnostic::render::wrap;
use crate::facility::Facility;
use crate::intake::template::{Template, TemplateRequest, csv_sheet, template};
use crate::intake::workbook::workbook;
use crate::library::Loaded;
use crate::sheet::{Value, write_csv};
use crate::standard::{Checklist, FactType, Program, Vocabulary};
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// What to begin.
#[derive(Debug)]
pub struct InitRequest<'a> {
    /// The facility's folder.
    pub folder: &'a Path,
    /// What it applies for.
    pub program: &'a Loaded<Program>,
    /// Its checklists.
    pub checklists: &'a [Loaded<Checklist>],
    /// The words to ask for.
    pub vocabulary: &'a Vocabulary,
    /// The day of the assessment.
    pub as_of: Date,
    /// Who will answer.
    pub party: Party,
    /// The facility, where `facility.toml` is there already.
    pub facility: Option<&'a Facility>,
    /// In which form the blank sheets are written: never in two, where each would be an answer.
    pub sheets: Sheets,
}

/// The form of blank sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheets {
    /// One workbook that scores itself.
    Workbook,
    /// A CSV file for each checklist.
    Csv,
}

/// Why a folder cannot be begun.
#[derive(Debug)]
pub enum InitError {
    /// This file is there already, and nothing was written.
    Exists(PathBuf),
    /// This file or folder cannot be written.
    Unwritable(PathBuf, io::Error),
}

/// Writes the folder; returns the files in the order of writing. Never overwrites anything.
///
/// # Errors
/// [`InitError`]; an existing file is found before anything is written.
pub fn init(request: &InitRequest<'_>) -> Result<Vec<PathBuf>, InitError> {
    let assessment =
        request.folder.join(format!("{}-{}", request.as_of.year(), folder_word(request.party)));
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    if request.facility.is_none() {
        let text = facility_text(request);
        files.push((request.folder.join("facility.toml"), text.into_bytes()));
        let register = request.folder.join("evidence.csv");
        // who has begun one already goes on with it
        if !register.exists() {
            let unwritable = |error| InitError::Unwritable(register.clone(), error);
            let bytes = blank_register().map_err(unwritable)?;
            files.push((register, bytes));
        }
    }
    files.push((assessment.join("assessment.toml"), assessment_text(request).into_bytes()));
    let blank = match request.sheets {
        Sheets::Workbook => blank_workbook(request),
        Sheets::Csv => blank_csv(request),
    };
    let blank = blank.map_err(|error| InitError::Unwritable(assessment.clone(), error))?;
    files.extend(blank.into_iter().map(|(name, bytes)| (assessment.join(name), bytes)));
    write_new(files)
}

/// Writes files that must not be there yet; returns their paths in the order of writing.
///
/// # Errors
/// [`InitError`]; an existing file is found before anything is written.
pub fn write_new(files: Vec<(PathBuf, Vec<u8>)>) -> Result<Vec<PathBuf>, InitError> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(InitError::Exists(path.clone()));
    }
    for (path, bytes) in &files {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| InitError::Unwritable(folder.to_path_buf(), error))?;
        }
        write_atomically(path, bytes)
            .map_err(|error| InitError::Unwritable(path.clone(), error))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// A register of evidence that waits for its first piece.
fn blank_register() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_csv(&[register_header().map(Value::from).to_vec()], &mut bytes)?;
    Ok(bytes)
}

fn blank_workbook(request: &InitRequest<'_>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let template = asked(request);
    let bytes = workbook(&template, &request.program.model, request.vocabulary);
    let bytes = bytes.map_err(io::Error::other)?;
    Ok(vec![(format!("{}.xlsx", template.file_stem()), bytes)])
}

fn blank_csv(request: &InitRequest<'_>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let sheet = |checklist| {
        let mut bytes = Vec::new();
        write_csv(&csv_sheet(checklist, request.party), &mut bytes)?;
        Ok((format!("{}.csv", checklist.id), bytes))
    };
    asked(request).checklists.iter().map(sheet).collect()
}

/// What the facility is asked.
fn asked(request: &InitRequest<'_>) -> Template {
    let (id, name) = named(request.folder);
    let begun = Facility { id, name, ..Facility::default() };
    let checklists: Vec<&Checklist> =
        request.checklists.iter().map(|loaded| &loaded.model).collect();
    template(TemplateRequest {
        facility: request.facility.unwrap_or(&begun),
        program: &request.program.model,
        checklists: &checklists,
        round: &request.as_of.year().to_string(),
        party: request.party,
        as_of: request.as_of,
        role: None,
    })
}

/// What the folder of a party's assessment is called after the year.
fn folder_word(party: Party) -> &'static str {
    match party {
        Party::Own => "self",
        Party::DeskReview => "desk",
        Party::SiteVisit => "visit",
        Party::Adjudicated => "adjudicated",
    }
}

fn assessment_text(request: &InitRequest<'_>) -> String {
    let mut text = format!(
        "# One assessment: who answered, when, by which versions. The versions are pinned, so that\n\
         # a newer checklist never changes what was answered here.\n\n\
         format = 1\n\
         round = \"{}\"\n\
         party = \"{}\"               # self | desk-review | site-visit | adjudicated\n\
         as_of = {}\n\
         program = \"{}\"\n\n\
         [checklists]\n",
        request.as_of.year(),
        request.party,
        request.as_of,
        request.program.model.reference()
    );
    for checklist in request.checklists {
        let _ = writeln!(text, "{} = \"{}\"", checklist.model.id, checklist.model.version);
    }
    text
}

/// Every service and fact stands commented out: what is not answered is unknown, and what is
/// unknown never takes a criterion away.
fn facility_text(request: &InitRequest<'_>) -> String {
    let (id, name) = named(request.folder);
    let mut text = format!(
        "# The facility. Answer every service and fact you know: remove the # and write the value.\n\
         # What is not answered is unknown, and criteria that depend on it apply until you answer.\n\
         # No patient identifiers in this folder: `concordant check` looks for them. What looks like\n\
         # one and is none is allowed with a reason, by a table at the end: [[privacy.allow]] with\n\
         # kind = \"phone\", the text itself, and a reason such as \"department line\".\n\n\
         format = 1\n\
         id = \"{}\"\n\
         name = \"{}\"\n\
         program = \"{}\"\n\n\
         [services]\n",
        id, name, request.program.model.id
    );
    for service in &request.vocabulary.services {
        let _ = writeln!(text, "# {} = true          # {}", service.id, service.meaning);
    }
    text.push_str("\n[facts]\n");
    for fact in &request.vocabulary.facts {
        let example = match fact.fact_type {
            FactType::Boolean => "false",
            FactType::Number => "0",
            FactType::Text => "\"\"",
        };
        let _ = writeln!(text, "# {} = {example}          # {}", fact.id, fact.meaning);
    }
    text.push_str(&places_text());
    text.push_str(&evidence_text(request.vocabulary));
    text
}

fn evidence_text(vocabulary: &Vocabulary) -> String {
    let kinds = vocabulary.evidence_ids().collect::<Vec<_>>().join(", ");
    let kinds = wrap(&kinds, 92).join("\n#   ");
    format!(
        "\n# Evidence is registered in evidence.csv beside this file, one row for each document:\n\
         # id (your own, in one word), title, kind, the days approved and valid_until, kept_at (where\n\
         # a reviewer finds it), owner_role. Sheets cite the id in `evidence`. The kinds are\n\
         #   {kinds}.\n"
    )
}

/// Lines that are set free by whoever needs them.
fn places_text() -> String {
    "\n# Places of care, where there are several. Criteria that have to hold at each place get a\n\
         # row for each: add your places, remove the blank sheets and write new ones with template.\n\
         # Services and facts here override those above. Remove the # before [[location]] too.\n\
         # [[location]]\n\
         # id = \"main\"\n\
         # name = \"Main campus\"\n\
         # services = { compounding = true }\n\n\
         # Days on which a role is away; its work in the plan waits. Days on which nobody works stand\n\
         # above [services]:\n\
         # holidays = [2026-12-25]\n\
         # [[absence]]\n\
         # role = \"pharmacy-manager\"\n\
         # from = 2026-08-03\n\
         # to = 2026-08-21\n"
        .to_owned()
}

/// The id and the name of a facility that begins in a folder.
fn named(folder: &Path) -> (String, String) {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| "Our hospital".to_owned()).replace(['"', '\\'], "");
    let id = id_of(&name);
    (if id.is_empty() { "facility".to_owned() } else { id }, name)
}

/// Small letters, digits and single dashes.
fn id_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower.split(|sign: char| !sign.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
