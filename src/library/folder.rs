//! A folder of standards on disk, added to a library.
#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use super::Library;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use std::path::Path;
use walkdir::WalkDir;

/// Adds every TOML file of a folder. Files that cannot be read are reported.
pub fn read_folder(library: &mut Library, folder: &Path, bag: &Bag) {
    // of an absolute path only what begins with the folder: no report names a machine
    let base = folder.parent().filter(|_| folder.is_absolute());
    let shown = |path: &Path| {
        let below = base.and_then(|base| path.strip_prefix(base).ok()).unwrap_or(path);
        let text = below.to_string_lossy().replace('\\', "/");
        text.strip_prefix("./").unwrap_or(&text).to_owned()
    };
    if !folder.is_dir() {
        let message = "there is no such folder of standards";
        let place = Place::file(shown(folder));
        bag.push(Diagnostic::new(&code::MISSING_FILE, place, message));
        return;
    }
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk {
        let unreadable = |path: &Path, reason: String| {
            let place = Place::file(shown(path));
            bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, reason));
        };
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                unreadable(path, "the folder cannot be read".to_owned());
                continue;
            }
        };
        let path = entry.path();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        if !entry.file_type().is_file() || !is_toml {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path);
        match std::fs::read(path) {
            Ok(bytes) => {
                let below = below.to_string_lossy().replace('\\', "/");
                library.add(&shown(path), &below, &bytes, bag);
            }
            Err(error) => unreadable(path, format!("the file cannot be read: {}", error.kind())),
        }
    }
}
