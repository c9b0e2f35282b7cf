//! Which standards there are, by id and version.

use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::document::Places;
use crate::source::{Text, decode};
use crate::standard::{
    Checklist, Program, Vocabulary, digest, parse_checklist, parse_program, parse_vocabulary,
};
use jiff::civil::Date;
use semver::{Version, VersionReq};
use std::collections::BTreeMap;

/// What a file of the library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A checklist.
    Checklist,
    /// A program.
    Program,
}

/// A file of the library, not yet parsed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its id, from its path.
    pub id: String,
    /// Its version, from its path.
    pub version: Version,
    /// Its text.
    pub text: Text,
    /// Whether it comes with the binary, whose tests have checked it.
    pub is_embedded: bool,
}

impl Entry {
    /// SHA-256 of the text with LF line ends.
    pub fn digest(&self) -> String {
        digest(self.text.content())
    }
}

/// A parsed standard with its text and the places of its parts.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The standard.
    pub model: T,
    /// Its text.
    pub text: Text,
    /// Where its parts stand.
    pub places: Places,
}

impl<T> Loaded<T> {
    /// Its digest.
    pub fn digest(&self) -> String {
        digest(self.text.content())
    }
}

/// The standards that a run knows.
#[derive(Debug, Default)]
pub struct Library {
    entries: BTreeMap<(Kind, String, Version), Entry>,
    vocabulary: Option<Text>,
}

impl Library {
    /// A library with nothing in it.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The standards inside the binary.
    pub fn embedded() -> Self {
        let mut library = Self::empty();
        library.add_embedded();
        library
    }

    /// Adds the standards inside the binary; a file that is there already stands.
    pub fn add_embedded(&mut self) {
        for (path, content) in super::embedded::FILES {
            let text = Text::new(format!("standards/{path}"), *content);
            if *path == "vocabulary.toml" {
                self.vocabulary.get_or_insert(text);
            } else if let Some((kind, id, version)) = parts_of(path) {
                let key = (kind, id.clone(), version.clone());
                let entry = Entry { kind, id, version, text, is_embedded: true };
                self.entries.entry(key).or_insert(entry);
            }
        }
    }

    /// Adds a file under its path below the library's folder; `name` is what messages show. The
    /// same id and version with another digest is an error that names both.
    pub fn add(&mut self, name: &str, path: &str, bytes: &[u8], bag: &Bag) {
        let decoded = decode(bytes);
        if let Some(at) = decoded.damaged_at {
            let text = Text::new(name, decoded.text.clone());
            let message = "the file holds characters that are not text";
            let place = Place::text(&text, &(at..at));
            bag.push(Diagnostic::new(&code::DAMAGED_TEXT, place, message).help("save it as UTF-8"));
        }
        let text = Text::new(name, decoded.text);
        if path == "lint.toml" {
            return;
        }
        if path == "vocabulary.toml" {
            self.vocabulary = Some(text);
            return;
        }
        let Some((kind, id, version)) = parts_of(path) else {
            let message = "this is no place for a standard";
            let help = "checklists/<id>/<version>.toml or programs/<id>/<version>.toml";
            let diagnostic = Diagnostic::new(&code::PATH_MISMATCH, Place::file(name), message);
            bag.push(diagnostic.help(help));
            return;
        };
        let key = (kind, id.clone(), version.clone());
        let entry = Entry { kind, id, version, text, is_embedded: false };
        if let Some(known) = self.entries.get(&key)
            && known.digest() != entry.digest()
        {
            let from = if known.is_embedded { "inside the binary" } else { known.text.name() };
            let message = format!(
                "{}@{} is already known from {from} with another text",
                entry.id, entry.version
            );
            let diagnostic = Diagnostic::new(&code::DIGEST_CONFLICT, Place::file(name), message);
            bag.push(
                diagnostic.help("a released version is frozen; give the change a new version"),
            );
            return;
        }
        // the same text twice is one standard; the first one's name stands
        self.entries.entry(key).or_insert(entry);
    }

    /// Every file of a kind, by id and version.
    pub fn entries(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(move |entry| entry.kind == kind)
    }

    /// The ids of a kind, each once.
    pub fn ids(&self, kind: Kind) -> Vec<&str> {
        let mut ids: Vec<&str> = self.entries(kind).map(|entry| entry.id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// The highest version that a requirement allows and that is effective on a day; where none is
    /// effective yet, the lowest allowed.
    pub fn resolve(&self, kind: Kind, id: &str, req: &VersionReq, on: Date) -> Option<&Entry> {
        let fits = |entry: &&Entry| entry.id == id && req.matches(&entry.version);
        let allowed: Vec<&Entry> = self.entries(kind).filter(fits).collect();
        let effective = |entry: &&&Entry| effective(&entry.text).is_none_or(|from| from <= on);
        allowed.iter().rev().find(effective).or(allowed.first()).copied()
    }

    /// The newest version above this one that is effective on a day: what supersedes it by then.
    pub fn superseded_by(
        &self,
        kind: Kind,
        (id, version): (&str, &Version),
        on: Date,
    ) -> Option<&Version> {
        let newer = self.entries(kind).filter(|entry| {
            let in_force = effective(&entry.text).is_none_or(|from| from <= on);
            entry.id == id && entry.version > *version && in_force
        });
        newer.map(|entry| &entry.version).max()
    }

    /// One file by id and version.
    pub fn get(&self, kind: Kind, id: &str, version: &Version) -> Option<&Entry> {
        self.entries.get(&(kind, id.to_owned(), version.clone()))
    }

    /// The vocabulary; empty where the library has none.
    pub fn vocabulary(&self, bag: &Bag) -> Vocabulary {
        self.vocabulary.as_ref().map(|text| parse_vocabulary(text, bag)).unwrap_or_default()
    }

    /// Parses a checklist and compares it with its path.
    pub fn checklist(entry: &Entry, bag: &Bag) -> Loaded<Checklist> {
        let (model, places) = parse_checklist(&entry.text, bag);
        check_path(entry, &model.id, &model.version, &places, bag);
        Loaded { model, text: entry.text.clone(), places }
    }

    /// Parses a program and compares it with its path.
    pub fn program(entry: &Entry, bag: &Bag) -> Loaded<Program> {
        let (model, places) = parse_program(&entry.text, bag);
        check_path(entry, &model.id, &model.version, &places, bag);
        Loaded { model, text: entry.text.clone(), places }
    }
}

// without parsing: the effective date decides which file is worth parsing
fn effective(text: &Text) -> Option<Date> {
    let line = text.content().lines().find_map(|line| line.strip_prefix("effective"))?;
    let value = line.trim_start().strip_prefix('=')?.trim_start();
    value.get(..10)?.parse().ok()
}

fn parts_of(path: &str) -> Option<(Kind, String, Version)> {
    let mut parts = path.split('/');
    let kind = match parts.next()? {
        "checklists" => Kind::Checklist,
        "programs" => Kind::Program,
        _ => return None,
    };
    let id = parts.next()?.to_owned();
    let version = parts.next()?.strip_suffix(".toml")?.parse().ok()?;
    parts.next().is_none().then_some((kind, id, version))
}

fn check_path(entry: &Entry, id: &str, version: &Version, places: &Places, bag: &Bag) {
    let what = match entry.kind {
        Kind::Checklist => "the checklist",
        Kind::Program => "the program",
    };
    let report = |key: &str, inside: &str, path: &str| {
        let message = format!("{key} is `{inside}`, but the path says `{path}`");
        let place = Place::text(&entry.text, &places.get(what, key));
        bag.push(Diagnostic::new(&code::PATH_MISMATCH, place, message));
    };
    if !id.is_empty() && id != entry.id {
        report("id", id, &entry.id);
    }
    if *version != Version::new(0, 0, 0) && *version != entry.version {
        report("version", &version.to_string(), &entry.version.to_string());
    }
}
