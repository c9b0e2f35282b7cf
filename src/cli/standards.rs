//! `standards`: what the library holds.

use super::arguments::LibraryArguments;
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use super::standards_arguments::{StandardsArguments, StandardsCommand};
use super::{standards_check, standards_diff, standards_new};
use crate::diagnostic::{Bag, did_you_mean};
use crate::library::{Entry, Kind, Library};
use crate::report::{
    Block, ChecklistLine, Document, ProgramLine, StandardsReport, Tone, checklist_document,
    explain_criterion, program_document, standards_document,
};
use crate::standard::{Checklist, Criterion};
use anyhow::Result;
use semver::VersionReq;
use serde::Serialize;

/// `concordant standards`.
pub(super) fn run(arguments: &StandardsArguments, printer: &Printer) -> Result<Exit> {
    match &arguments.command {
        StandardsCommand::List(arguments) => list(&arguments.library, printer),
        StandardsCommand::Show(arguments) => show(&arguments.id, &arguments.library, printer),
        StandardsCommand::Check(arguments) => standards_check::run(arguments, printer),
        StandardsCommand::Diff(arguments) => standards_diff::run(arguments, printer),
        StandardsCommand::New(arguments) => standards_new::new(arguments, printer),
        StandardsCommand::Schema(arguments) => standards_new::schema(arguments, printer),
    }
}

fn list(arguments: &LibraryArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(arguments, &bag);
    let today = printer.surroundings.today;
    let newer = |entry: &Entry| {
        let newer = library.superseded_by(entry.kind, (&entry.id, &entry.version), today);
        newer.map(ToString::to_string)
    };
    let checklists = library.entries(Kind::Checklist).map(|entry| {
        let loaded = Library::checklist(entry, &bag);
        ChecklistLine {
            id: loaded.model.id.clone(),
            version: loaded.model.version.to_string(),
            title: loaded.model.title.clone(),
            effective: loaded.model.effective,
            superseded_by: newer(entry),
            criteria: loaded.model.criteria.len(),
            critical: loaded.model.critical_count(),
            digest: loaded.digest(),
        }
    });
    let checklists = checklists.collect();
    let programs = library.entries(Kind::Program).map(|entry| {
        let loaded = Library::program(entry, &bag);
        let uses = loaded.model.checklists.iter();
        ProgramLine {
            id: loaded.model.id.clone(),
            version: loaded.model.version.to_string(),
            title: loaded.model.title.clone(),
            effective: loaded.model.effective,
            superseded_by: newer(entry),
            checklists: uses.map(|used| format!("{} {}", used.id, used.requirement)).collect(),
            digest: loaded.digest(),
        }
    });
    let programs = programs.collect();
    if bag.has_errors() {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    }
    let report = StandardsReport::new(checklists, programs);
    printer.report(&report, &standards_document(&report))?;
    Ok(Exit::Done)
}

/// What `standards show --format json` writes: the standard's own text, and where it is from.
#[derive(Serialize)]
struct Shown<'s> {
    schema: &'static str,
    kind: &'static str,
    id: String,
    version: String,
    digest: String,
    text: &'s str,
}

fn show(written: &str, arguments: &LibraryArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(arguments, &bag);
    let (id, version) = written.split_once('@').unwrap_or((written, "*"));
    let Ok(requirement) = version.parse::<VersionReq>() else {
        Printer::complain(&format!("error: `{version}` is not a version; write {id}@2.0.0"));
        return Ok(Exit::Usage);
    };
    let found = [Kind::Checklist, Kind::Program]
        .into_iter()
        .find_map(|kind| newest(&library, kind, id, &requirement));
    let shown = match found {
        Some(entry) => Some(standard(entry, &bag)),
        None => criterion(&library, id, &bag),
    };
    if bag.has_errors() {
        printer.all_problems(&bag);
        return Ok(Exit::Unusable);
    }
    let Some((entry, document)) = shown else {
        let ids = [library.ids(Kind::Checklist), library.ids(Kind::Program)].concat();
        let help = did_you_mean(id, ids).unwrap_or_default();
        Printer::complain(&format!("error: `{written}` is not in the library; {help}"));
        return Ok(Exit::Usage);
    };
    let today = printer.surroundings.today;
    let newer = library.superseded_by(entry.kind, (&entry.id, &entry.version), today);
    let mut document = document;
    if let Some(newer) = newer {
        let head = format!("Superseded by {newer}; kept for comparison with earlier rounds");
        document.blocks.insert(1, Block::Callout(Tone::Neutral, head, Vec::new()));
    }
    let shown = Shown {
        schema: "concordant.standard/1",
        kind: if entry.kind == Kind::Checklist { "checklist" } else { "program" },
        id: entry.id.clone(),
        version: entry.version.to_string(),
        digest: entry.digest(),
        text: entry.text.content(),
    };
    printer.report(&shown, &document)?;
    Ok(Exit::Done)
}

fn newest<'l>(
    library: &'l Library,
    kind: Kind,
    id: &str,
    requirement: &VersionReq,
) -> Option<&'l Entry> {
    let fits = |entry: &&Entry| entry.id == id && requirement.matches(&entry.version);
    library.entries(kind).filter(fits).last()
}

fn standard<'e>(entry: &'e Entry, bag: &Bag) -> (&'e Entry, Document) {
    let document = match entry.kind {
        Kind::Checklist => {
            let loaded = Library::checklist(entry, bag);
            checklist_document(&loaded.model, &loaded.digest())
        }
        Kind::Program => {
            let loaded = Library::program(entry, bag);
            program_document(&loaded.model, &loaded.digest())
        }
    };
    (entry, document)
}

/// A criterion in the newest version of its checklist.
pub(super) fn criterion<'l>(
    library: &'l Library,
    id: &str,
    bag: &Bag,
) -> Option<(&'l Entry, Document)> {
    let ids = library.ids(Kind::Checklist);
    ids.into_iter().find_map(|checklist| {
        let entry = newest(library, Kind::Checklist, checklist, &VersionReq::STAR)?;
        let loaded = Library::checklist(entry, bag);
        let (checklist, criterion): (&Checklist, &Criterion) =
            (&loaded.model, loaded.model.criterion(&id.to_uppercase())?);
        Some((entry, explain_criterion(checklist, criterion)))
    })
}
