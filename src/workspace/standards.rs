//! Standards that were given to `check`: each is read, compared with its path and checked.

use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::document::Places;
use crate::library::{Kind, Library};
use crate::source::Text;
use crate::standard::{
    Checklist, Program, Vocabulary, check_checklist, check_program, parse_checklist, parse_program,
    parse_vocabulary,
};
use std::collections::BTreeMap;

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
    for (text, parsed) in &parsed {
        check(text, parsed, (&vocabulary, &newest), bag);
    }
}

fn parse(text: &Text, bag: &Bag) -> Parsed {
    let is_program = ["[[tier]]", "[[gate]]", "[[checklist]]"]
        .iter()
        .any(|table| text.content().lines().any(|line| line.trim_end() == *table));
    if is_program {
        let (program, places) = parse_program(text, bag);
        check_path(text, (&program.id, &program.version.to_string()), &places, bag);
        Parsed::Program(program, places)
    } else {
        let (checklist, places) = parse_checklist(text, bag);
        check_path(text, (&checklist.id, &checklist.version.to_string()), &places, bag);
        Parsed::Checklist(checklist, places)
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
    (vocabulary, newest): (&Vocabulary, &[Checklist]),
    bag: &Bag,
) {
    match parsed {
        Parsed::Checklist(checklist, places) => {
            let others: Vec<&Checklist> =
                newest.iter().filter(|other| other.id != checklist.id).collect();
            check_checklist(checklist, (text, places), (vocabulary, &others), bag);
        }
        Parsed::Program(program, places) => {
            let mut used: Vec<&Checklist> = Vec::new();
            for (number, wanted) in (1..).zip(&program.checklists) {
                let fits = |checklist: &&Checklist| checklist.id == wanted.id;
                match newest.iter().find(fits) {
                    Some(checklist) => used.push(checklist),
                    None => {
                        let message = format!("{} is not in the library", wanted.id);
                        let span = places.get(&format!("checklist {}", wanted.id), "id");
                        let span = if span.is_empty() {
                            places.get(&format!("checklist {number}"), "")
                        } else {
                            span
                        };
                        let place = Place::text(text, &span);
                        bag.push(Diagnostic::new(&code::NO_SUCH_STANDARD, place, message));
                    }
                }
            }
            check_program(program, (text, places), (vocabulary, &used), bag);
        }
    }
}
