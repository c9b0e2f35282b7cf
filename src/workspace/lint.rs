//! Linting a library: every file checked, the newest versions together, each step between versions.
#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use super::git::library_at;
use super::read::{Names, text};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::library::{Entry, Kind, Library, Loaded, read_folder};
use crate::standard::lint::{
    LintConfig, Located, Shelf, lint, lint_program_step, lint_step, parse_config,
};
use crate::standard::{Checklist, Program, References, Vocabulary, check_checklist, check_program};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::Path;

/// What is linted, and how.
#[derive(Debug, Clone, Copy)]
pub struct LintRequest<'a> {
    /// The folder; `None`: what the binary holds.
    pub folder: Option<&'a Path>,
    /// Whether standards inside the binary may be referred to.
    pub embedded: bool,
    /// `lint.toml`; `None`: the one in the folder, where there is one.
    pub config: Option<&'a Path>,
    /// Levels of the command line, which win.
    pub levels: &'a [(String, crate::diagnostic::Level)],
    /// A folder or revision whose files are released.
    pub against: Option<&'a str>,
    /// The day on which it is looked at.
    pub today: Date,
}

/// What was linted: the problems and the files.
#[derive(Debug)]
pub struct Linted {
    /// The problems.
    pub bag: Bag,
    /// The files, as messages name them.
    pub files: Vec<String>,
}

/// Lints a library.
pub fn lint_library(request: LintRequest<'_>) -> Linted {
    let first = Bag::new();
    let mut library = Library::empty();
    if let Some(folder) = request.folder {
        read_folder(&mut library, folder, &first);
    }
    if request.embedded || request.folder.is_none() {
        library.add_embedded();
    }
    let config = config(request, &first);
    let all = all_problems(&library, request, &first);
    let bag = Bag::with_levels(levels(request, &config));
    for diagnostic in all.into_iter().filter(|diagnostic| !config.suppresses(diagnostic)) {
        bag.push(diagnostic);
    }
    config.report_unused(&bag);
    let ours = |entry: &&Entry| is_ours(entry, request);
    let files = [Kind::Checklist, Kind::Program].into_iter().flat_map(|kind| {
        library
            .entries(kind)
            .filter(ours)
            .map(|entry| entry.text.name().to_owned())
            .collect::<Vec<_>>()
    });
    Linted { files: files.collect(), bag }
}

fn is_ours(entry: &Entry, request: LintRequest<'_>) -> bool {
    !entry.is_embedded || request.folder.is_none()
}

fn config(request: LintRequest<'_>, bag: &Bag) -> LintConfig {
    let beside = request.folder.map(|folder| folder.join("lint.toml"));
    let beside = beside.filter(|path| path.is_file());
    let Some(path) = request.config.or(beside.as_deref()) else { return LintConfig::default() };
    let text = text(path, &Names::default().shown(path), bag);
    text.map(|text| parse_config(&text, bag)).unwrap_or_default()
}

fn levels(
    request: LintRequest<'_>,
    config: &LintConfig,
) -> std::collections::BTreeMap<String, crate::diagnostic::Level> {
    let mut levels = config.levels.clone();
    levels.extend(request.levels.iter().cloned());
    levels
}

fn all_problems(library: &Library, request: LintRequest<'_>, first: &Bag) -> Vec<Diagnostic> {
    let bag = Bag::new();
    let vocabulary = library.vocabulary(&bag);
    let checklists = parsed(library, &bag);
    let programs: Vec<(&Entry, Loaded<Program>)> =
        library.entries(Kind::Program).map(|e| (e, Library::program(e, &bag))).collect();
    let newest = newest(&checklists, |loaded| &loaded.id);
    let models: Vec<&Checklist> = newest.iter().map(|(_, loaded)| &loaded.model).collect();
    let words = (&vocabulary, &References::new(&models));
    check_all(&checklists, &programs, words, request, &bag);
    let ours: Vec<_> = newest.iter().filter(|(entry, _)| is_ours(entry, request)).collect();
    let shelf: Vec<Located<'_, Checklist>> =
        ours.iter().map(|(_, loaded)| located(loaded)).collect();
    let newest_programs = self::newest(&programs, |program| &program.id);
    let own_programs = newest_programs.iter().filter(|(entry, _)| is_ours(entry, request));
    let own_programs: Vec<Located<'_, Program>> =
        own_programs.map(|(_, loaded)| located(loaded)).collect();
    let shelf = Shelf { checklists: &shelf, programs: &own_programs, today: request.today };
    lint(shelf, &bag);
    steps(&checklists, request, &bag);
    program_steps(&programs, request, &bag);
    if let (Some(against), Some(folder)) = (request.against, request.folder)
        && let Some(released) = library_at(against, folder, &bag)
    {
        against_released(&released, library, &checklists, &bag);
    }
    // freeing a hundred thousand criteria takes a tenth of the run, and there are several hands
    checklists.into_par_iter().for_each(drop);
    // a file that is looked at in several ways says the same of itself each time
    let all = Bag::new();
    all.absorb([bag]);
    let mut kept = first.sorted();
    kept.extend(all.into_kept());
    kept
}

/// Every checklist, parsed side by side; what is wrong with them is told in their order.
fn parsed<'l>(library: &'l Library, bag: &Bag) -> Vec<(&'l Entry, Loaded<Checklist>)> {
    let entries: Vec<&Entry> = library.entries(Kind::Checklist).collect();
    let parse = |entry: &&'l Entry| {
        let own = Bag::new();
        (*entry, Library::checklist(entry, &own), own.into_kept())
    };
    let parsed: Vec<_> = entries.par_iter().map(parse).collect();
    let tell = |(entry, loaded, kept): (&'l Entry, Loaded<Checklist>, Vec<Diagnostic>)| {
        for diagnostic in kept {
            bag.push(diagnostic);
        }
        (entry, loaded)
    };
    parsed.into_iter().map(tell).collect()
}

fn located<T>(loaded: &Loaded<T>) -> Located<'_, T> {
    Located { model: &loaded.model, text: &loaded.text, places: &loaded.places }
}

type Entries<'l, T> = [(&'l Entry, Loaded<T>)];

/// The newest version of each id; entries come in the order of id and version.
fn newest<'l, 'e, T>(
    all: &'e Entries<'l, T>,
    id: impl Fn(&T) -> &String,
) -> Vec<(&'l Entry, &'e Loaded<T>)> {
    let mut newest: Vec<(&'l Entry, &'e Loaded<T>)> = Vec::new();
    for (entry, loaded) in all {
        newest.retain(|(_, known)| id(&known.model) != id(&loaded.model));
        newest.push((entry, loaded));
    }
    newest
}

fn check_all(
    checklists: &Entries<'_, Checklist>,
    programs: &Entries<'_, Program>,
    (vocabulary, references): (&Vocabulary, &References<'_>),
    request: LintRequest<'_>,
    bag: &Bag,
) {
    let check = |(_, loaded): &(&Entry, Loaded<Checklist>)| {
        let own = Bag::new();
        let at = (&loaded.text, &loaded.places);
        check_checklist(&loaded.model, at, (vocabulary, references), &own);
        own.into_kept()
    };
    let ours = checklists.par_iter().filter(|(entry, _)| is_ours(entry, request));
    let told: Vec<Vec<Diagnostic>> = ours.map(check).collect();
    for diagnostic in told.into_iter().flatten() {
        bag.push(diagnostic);
    }
    for (_, loaded) in programs.iter().filter(|(entry, _)| is_ours(entry, request)) {
        let mut used: Vec<&Checklist> = Vec::new();
        for wanted in &loaded.model.checklists {
            let fits = |(_, checklist): &&(&Entry, Loaded<Checklist>)| {
                checklist.model.id == wanted.id
                    && wanted.requirement.matches(&checklist.model.version)
            };
            match checklists.iter().rfind(fits) {
                Some((_, checklist)) => used.push(&checklist.model),
                None => {
                    let item = format!("checklist {}", wanted.id);
                    let message =
                        format!("no {} {} is in the library", wanted.id, wanted.requirement);
                    let place = Place::text(&loaded.text, &loaded.places.get(&item, "version"));
                    bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message).item(item));
                }
            }
        }
        let at = (&loaded.text, &loaded.places);
        check_program(&loaded.model, at, (vocabulary, &used), bag);
    }
}

/// Every version against the one that it says it supersedes.
fn steps(checklists: &Entries<'_, Checklist>, request: LintRequest<'_>, bag: &Bag) {
    for (_, new) in checklists.iter().filter(|(entry, _)| is_ours(entry, request)) {
        let Some(superseded) = &new.model.supersedes else { continue };
        let is_old = |old: &&Loaded<Checklist>| {
            old.model.id == new.model.id && old.model.version == *superseded
        };
        let old = checklists.iter().map(|(_, loaded)| loaded).find(is_old);
        let place = || Place::text(&new.text, &new.places.get("the checklist", "supersedes"));
        match old {
            Some(old) if old.model.version < new.model.version => {
                lint_step(&old.model, located(new), bag);
            }
            Some(_) => {
                let message = format!("{} does not come before {}", superseded, new.model.version);
                bag.push(Diagnostic::new(&code::BAD_SUPERSEDES, place(), message));
            }
            None => {
                let message = format!("{}@{superseded} is not in the library", new.model.id);
                let help = "ship the former version beside this one";
                let diagnostic = Diagnostic::new(&code::BAD_SUPERSEDES, place(), message);
                bag.push(diagnostic.help(help));
            }
        }
    }
}

/// The same for programs.
fn program_steps(programs: &Entries<'_, Program>, request: LintRequest<'_>, bag: &Bag) {
    for (_, new) in programs.iter().filter(|(entry, _)| is_ours(entry, request)) {
        let Some(superseded) = &new.model.supersedes else { continue };
        let old = programs.iter().map(|(_, loaded)| &loaded.model).find(|old| {
            old.id == new.model.id && old.version == *superseded && old.version < new.model.version
        });
        match old {
            Some(old) => lint_program_step(old, located(new), bag),
            None => {
                let place = new.places.get("the program", "supersedes");
                let message = format!("{}@{superseded} does not come before it", new.model.id);
                let place = Place::text(&new.text, &place);
                bag.push(Diagnostic::new(&code::BAD_SUPERSEDES, place, message));
            }
        }
    }
}

/// Released files are frozen; a new version rises above the newest released one as its changes ask.
fn against_released(
    released: &Library,
    library: &Library,
    checklists: &Entries<'_, Checklist>,
    bag: &Bag,
) {
    for kind in [Kind::Checklist, Kind::Program] {
        for old in released.entries(kind) {
            let now = library.get(kind, &old.id, &old.version).filter(|entry| !entry.is_embedded);
            let frozen = "a released version is frozen; give the change a new version";
            let message = match now {
                Some(now) if now.digest() == old.digest() => continue,
                Some(_) => format!("{}@{} was released with another text", old.id, old.version),
                None => format!("{}@{} was released and is gone", old.id, old.version),
            };
            // a file that is gone is named without the revision it was found in
            let gone = old.text.name().rsplit(':').next().unwrap_or_default();
            let place = Place::file(now.map_or(gone, |now| now.text.name()));
            bag.push(Diagnostic::new(&code::EDITED_RELEASE, place, message).help(frozen));
        }
    }
    for (entry, new) in checklists.iter().filter(|(entry, _)| !entry.is_embedded) {
        let is_new = released.get(Kind::Checklist, &entry.id, &entry.version).is_none();
        let below = released
            .entries(Kind::Checklist)
            .filter(|old| old.id == entry.id && old.version < entry.version)
            .last();
        let Some(old) = below.filter(|_| is_new) else { continue };
        match &new.model.supersedes {
            // compared with it already
            Some(superseded) if *superseded == old.version => continue,
            _ => {}
        }
        let message = format!("{}@{} was released before; say `supersedes`", old.id, old.version);
        let place = Place::text(&new.text, &new.places.get("the checklist", "version"));
        bag.push(Diagnostic::new(&code::BAD_SUPERSEDES, place, message));
        lint_step(&Library::checklist(old, &Bag::new()).model, located(new), bag);
    }
}
