//! The standards that we ship parse without a diagnostic, mean something, and are all embedded.

use concordant::diagnostic::{Bag, render};
use concordant::library::{EMBEDDED_FILES, Kind, Library};
use concordant::standard::{Checklist, Program, References, check_checklist, check_program};
use std::collections::BTreeMap;
use std::path::Path;

fn expect_clean(bag: &Bag) {
    let options = render::TextOptions { color: false, width: 120 };
    assert_eq!(bag.sorted().len(), 0, "\n{}", render::text(bag, options));
}

fn parsed() -> (Library, Vec<concordant::library::Loaded<Checklist>>) {
    let library = Library::embedded();
    let bag = Bag::new();
    let checklists =
        library.entries(Kind::Checklist).map(|e| Library::checklist(e, &bag)).collect();
    expect_clean(&bag);
    (library, checklists)
}

#[test]
fn checklists_and_programs_are_clean() {
    let (library, checklists) = parsed();
    let bag = Bag::new();
    let vocabulary = library.vocabulary(&bag);
    // entries come in the order of id and version, so the last of an id is the newest
    let newest: BTreeMap<&str, &Checklist> = checklists
        .iter()
        .map(|checklist| (checklist.model.id.as_str(), &checklist.model))
        .collect();
    let models: Vec<&Checklist> = newest.into_values().collect();
    let references = References::new(&models);
    for checklist in &checklists {
        let at = (&checklist.text, &checklist.places);
        check_checklist(&checklist.model, at, (&vocabulary, &references), &bag);
    }
    let all: Vec<&Checklist> = checklists.iter().map(|checklist| &checklist.model).collect();
    for entry in library.entries(Kind::Program) {
        let program = Library::program(entry, &bag);
        let model: &Program = &program.model;
        check_program(model, (&program.text, &program.places), (&vocabulary, &all), &bag);
    }
    expect_clean(&bag);
}

#[test]
fn every_checklist_is_full_and_at_most_a_quarter_is_critical() {
    for checklist in parsed().1 {
        let (id, criteria) = (&checklist.model.id, checklist.model.criteria.len());
        assert!((14..=30).contains(&criteria), "{id}: {criteria}");
        assert!(checklist.model.critical_count() * 4 <= criteria, "{id}");
    }
}

#[test]
fn prefixes_are_unique() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for checklist in parsed().1 {
        let (prefix, id) = (checklist.model.prefix, checklist.model.id);
        let owner = owners.entry(prefix.clone()).or_insert_with(|| id.clone());
        assert_eq!(*owner, id, "{prefix}");
    }
}

#[test]
fn every_file_of_the_folder_is_embedded_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("standards");
    let mut on_disk: Vec<String> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
        .map(|entry| {
            let below = entry.path().strip_prefix(&folder).unwrap();
            below.to_string_lossy().replace('\\', "/")
        })
        .collect();
    on_disk.sort();
    let mut embedded: Vec<String> =
        EMBEDDED_FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    embedded.sort();
    assert_eq!(embedded, on_disk);
}
