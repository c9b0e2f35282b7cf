//! A network's own letterhead, wording and templates.
#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use super::read::{Names, text};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::source::Text;
use std::path::{Path, PathBuf};

/// Reads every file of a folder but hidden ones, in the order of their names. A folder that cannot
/// be read, or holds nothing, is reported.
pub fn read_templates(folder: &Path, bag: &Bag) -> Vec<Text> {
    let base = folder.parent().unwrap_or(Path::new("")).to_path_buf();
    let names = Names::new([base].into_iter());
    let report = |message: &str| {
        let place = Place::file(names.shown(folder));
        bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, message));
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        report("the folder of templates cannot be read");
        return Vec::new();
    };
    let is_hidden =
        |path: &Path| path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.is_file() && !is_hidden(path)).collect();
    paths.sort();
    if paths.is_empty() {
        report("the folder of templates holds no file");
    }
    paths.iter().filter_map(|path| text(path, &names.shown(path), bag)).collect()
}
