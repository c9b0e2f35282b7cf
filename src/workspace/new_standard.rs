//! A new checklist, or the next version of one, to write on.
#![expect(clippy::disallowed_methods, reason = "this room writes files")]

use super::write::write_atomically;
use crate::diagnostic::Bag;
use crate::library::{Kind, Library, read_folder};
use jiff::civil::Date;
use semver::Version;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, value};

/// What is to be begun.
#[derive(Debug)]
pub struct NewStandard<'a> {
    /// The folder of standards.
    pub folder: &'a Path,
    /// `id` of a new checklist, or `id@version` of the next version of one.
    pub id: &'a str,
    /// The prefix of a new checklist.
    pub prefix: Option<&'a str>,
    /// The day on which it is begun.
    pub today: Date,
}

/// Writes the file and returns its path; `None` where the folder has errors, which are reported.
///
/// # Errors
/// A message where the request does not fit: an id that is there, a version that does not rise.
pub fn begin_standard(request: &NewStandard<'_>, bag: &Bag) -> Result<Option<PathBuf>, String> {
    let (id, version) = match request.id.split_once('@') {
        Some((id, version)) => {
            let version: Version =
                version.parse().map_err(|_| format!("`{version}` is not a version"))?;
            (id, Some(version))
        }
        None => (request.id, None),
    };
    let is_kebab = id.starts_with(|sign: char| sign.is_ascii_lowercase())
        && id.chars().all(|s| s.is_ascii_lowercase() || s.is_ascii_digit() || s == '-');
    if !is_kebab {
        return Err(format!("`{id}` is not an id of small letters, digits and dashes"));
    }
    let mut library = Library::empty();
    if request.folder.is_dir() {
        read_folder(&mut library, request.folder, bag);
    }
    library.add_embedded();
    if bag.has_errors() {
        return Ok(None);
    }
    let (version, text) = match version {
        Some(version) => (version.clone(), next_version(&library, id, &version)?),
        None => (Version::new(1, 0, 0), first_version(&library, id, request)?),
    };
    let folder = request.folder.join("checklists").join(id);
    let path = folder.join(format!("{version}.toml"));
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    write_atomically(&path, text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(Some(path))
}

/// The newest version below, copied: version and `supersedes` moved, its declared changes taken out.
fn next_version(library: &Library, id: &str, version: &Version) -> Result<String, String> {
    let newest = library.entries(Kind::Checklist).filter(|entry| entry.id == id).last();
    let Some(newest) = newest else {
        return Err(format!("there is no checklist {id}; leave the version out to begin one"));
    };
    if *version <= newest.version {
        return Err(format!("{version} does not rise above {}", newest.version));
    }
    let mut document: DocumentMut =
        newest.text.content().parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    set_text(&mut document, "version", &version.to_string());
    set_text(&mut document, "supersedes", &newest.version.to_string());
    document.remove("change");
    let mut text = document.to_string();
    text.push_str(
        "\n# One for each criterion that differs from the superseded version:\n\
         # [[change]]\n\
         # criterion = \"\"\n\
         # kind = \"\"        # reworded | clarified | relaxed | stricter | split | merged | replaced | added | retired\n\
         # from = [\"\"]\n\
         # note = \"\"\n",
    );
    Ok(text)
}

/// Sets a text of the top table, keeping the comment behind it.
fn set_text(document: &mut DocumentMut, key: &str, text: &str) {
    let kept = document.get(key).and_then(toml_edit::Item::as_value).map(|old| old.decor().clone());
    document.insert(key, value(text));
    let fresh = document.get_mut(key).and_then(toml_edit::Item::as_value_mut);
    if let (Some(fresh), Some(decor)) = (fresh, kept) {
        *fresh.decor_mut() = decor;
    }
}

fn first_version(library: &Library, id: &str, request: &NewStandard<'_>) -> Result<String, String> {
    if library.ids(Kind::Checklist).contains(&id) {
        return Err(format!("{id} is there already; write {id}@VERSION for its next version"));
    }
    let prefix = request.prefix.ok_or("a new checklist needs --prefix, two to four capitals")?;
    if !(2..=4).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(format!("`{prefix}` is no prefix of two to four capitals"));
    }
    for entry in library.entries(Kind::Checklist) {
        if Library::checklist(entry, &Bag::new()).model.prefix == prefix {
            return Err(format!("the prefix {prefix} is the one of {}; choose another", entry.id));
        }
    }
    let day = request.today;
    Ok(format!(
        r#"format = 1
id = "{id}"
version = "1.0.0"
title = "Title of the checklist"
effective = {day}
prefix = "{prefix}"
notes = "What it stands on. Own wording from public sources; no institution's criteria."

[approval]
body = "Who answers for it"
date = {day}
reference = "Where it is recorded"

[[source]]
id = "SOURCE"
title = "Title of the document"
publisher = "Publisher"
edition = "Edition"
access = "open"
checked_on = {day}

[[section]]
id = "first"
title = "First section"

[[criterion]]
id = "{prefix}-01"
section = "first"
title = "Short noun phrase"
statement = "One demand that one person can test."
rationale = "Why it matters."
guidance = "How a reviewer tests it, and what does not count."
scale = "conformance"
weight = 3
harm = "moderate"
basis = "consensus"
answer_role = "quality-director"
evidence = [ {{ kind = "policy", ask = "What to hand over" }} ]
sources = [ {{ id = "SOURCE", at = "section" }} ]

[[remediation]]
id = "{prefix}-M01"
title = "Imperative phrase"
closes = ["{prefix}-01"]
role = "quality-director"
effort_days = 3
lead_days = 30
done_when = "Evidence that closes it."
"#
    ))
}
