//! Standards that were given to `check`: each is read, compared with its path and checked.

use super::read::text;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::document::Places;
use crate::library::{Entry, Kind, Library};
use crate::source::Text;
use crate::standard::{
    Checklist, Program, References, Vocabulary, check_checklist, check_program, parse_checklist,
    parse_program, parse_vocabulary,
};
use semver::Version;
use std::collections::BTreeMap;
use std::path::Path;

enum Parsed {
    Checklist(Checklist, Places),
    Program(Program, Places),
}

/// Checks TOML files that were given as standards. Words come from a vocabulary among them, else
/// from the library; references across files go to the files given and to the library's newest.
pub fn check_standards(texts: &[Text], library: &Library, bag: &Bag) {
    if texts.is_empty() {
        return;
    }
    let own = texts.iter().find(|text| text.name().ends_with("vocabulary.toml"));
    let silent = Bag::new();
    let vocabulary = match own {
        Some(text) => parse_vocabulary(text, bag),
        None => library.vocabulary(&silent),
    };
    let files = texts.iter().filter(|text| !text.name().ends_with("vocabulary.toml"));
    let parsed: Vec<(&Text, Parsed)> = files.map(|text| (text, parse(text, bag))).collect();
    let newest = newest(&parsed, library);
    let known = versions(&parsed, library);
    let shared: Vec<&Checklist> = newest.iter().collect();
    let references = References::new(&shared);
    for (text, parsed) in &parsed {
        check(text, parsed, (&vocabulary, &references), (&newest, &known), bag);
    }
}

/// One standard from a file, whatever its path; `None` where it cannot be read.
pub fn read_standard(path: &str, bag: &Bag) -> Option<Entry> {
    let text = text(Path::new(path), path, bag)?;
    let (kind, id, version) = match parse(&text, bag) {
        Parsed::Checklist(checklist, _) => (Kind::Checklist, checklist.id, checklist.version),
        Parsed::Program(program, _) => (Kind::Program, program.id, program.version),
    };
    Some(Entry { kind, id, version, text, is_embedded: false })
}

fn parse(text: &Text, bag: &Bag) -> Parsed {
    if is_program(text) {
        let (program, places) = parse_program(text, bag);
        check_path(text, (&program.id, &program.version.to_string()), &places, bag);
        Parsed::Program(program, places)
    } else {
        let (checklist, places) = parse_checklist(text, bag);
        check_path(text, (&checklist.id, &checklist.version.to_string()), &places, bag);
        Parsed::Checklist(checklist, places)
    }
}

/// By its folder; elsewhere by the tables that only a program has.
fn is_program(text: &Text) -> bool {
    match text.name().rsplit('/').nth(2) {
        Some("programs") => true,
        Some("checklists") => false,
        _ => text.content().lines().any(|line| {
            matches!(line.trim_end(), "[[tier]]" | "[[gate]]" | "[[checklist]]" | "[[eligibility]]")
        }),
    }
}

/// Only a file in a library's place has a path that says id and version.
fn check_path(text: &Text, (id, version): (&str, &str), places: &Places, bag: &Bag) {
    let mut parts = text.name().rsplit('/');
    let (file, folder, kind) = (parts.next(), parts.next(), parts.next());
    let what = match kind {
        Some("checklists") => "the checklist",
        Some("programs") => "the program",
        _ => return,
    };
    let stem = file.and_then(|file| file.strip_suffix(".toml")).unwrap_or_default();
    for (key, inside, path) in [("id", id, folder.unwrap_or_default()), ("version", version, stem)]
    {
        if inside != path && !inside.is_empty() && inside != "0.0.0" {
            let message = format!("{key} is `{inside}`, but the path says `{path}`");
            let place = Place::text(text, &places.get(what, key));
            bag.push(Diagnostic::new(&code::PATH_MISMATCH, place, message));
        }
    }
}

/// Every version of every checklist, given or in the library.
fn versions(parsed: &[(&Text, Parsed)], library: &Library) -> Vec<(String, Version)> {
    let known = library.entries(Kind::Checklist).map(|e| (e.id.clone(), e.version.clone()));
    let given = parsed.iter().filter_map(|(_, parsed)| match parsed {
        Parsed::Checklist(checklist, _) => Some((checklist.id.clone(), checklist.version.clone())),
        Parsed::Program(..) => None,
    });
    known.chain(given).collect()
}

/// The newest version of every checklist, given or in the library.
fn newest(parsed: &[(&Text, Parsed)], library: &Library) -> Vec<Checklist> {
    let silent = Bag::new();
    let mut newest: BTreeMap<String, Checklist> = BTreeMap::new();
    let known = library.entries(Kind::Checklist).map(|e| Library::checklist(e, &silent).model);
    let given = parsed.iter().filter_map(|(_, parsed)| match parsed {
        Parsed::Checklist(checklist, _) => Some(checklist.clone()),
        Parsed::Program(..) => None,
    });
    for checklist in known.chain(given) {
        let other = newest.get(&checklist.id);
        if other.is_none_or(|other| other.version <= checklist.version) {
            newest.insert(checklist.id.clone(), checklist);
        }
    }
    newest.into_values().collect()
}

fn check(
    text: &Text,
    parsed: &Parsed,
    (vocabulary, references): (&Vocabulary, &References<'_>),
    (newest, known): (&[Checklist], &[(String, Version)]),
    bag: &Bag,
) {
    match parsed {
        Parsed::Checklist(checklist, places) => {
            check_checklist(checklist, (text, places), (vocabulary, references), bag);
        }
        Parsed::Program(program, places) => {
            let mut used: Vec<&Checklist> = Vec::new();
            for wanted in &program.checklists {
                used.extend(newest.iter().filter(|checklist| checklist.id == wanted.id));
                let fits = |(id, version): &(String, Version)| {
                    *id == wanted.id && wanted.requirement.matches(version)
                };
                if !known.iter().any(fits) {
                    let message =
                        format!("no {} {} is in the library", wanted.id, wanted.requirement);
                    let span = places.get(&format!("checklist {}", wanted.id), "version");
                    let place = Place::text(text, &span);
                    bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message));
                }
            }
            check_program(program, (text, places), (vocabulary, &used), bag);
        }
    }
}
