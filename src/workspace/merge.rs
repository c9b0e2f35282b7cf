//! Files that are merged, what is known where they lie, and writing without losing anybody's file.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::find::sheet_file;
use super::find::{is_beside_an_assessment, is_same_file};
use super::read::{Names, text};
use super::write::write_atomically;
use crate::assessment::parse_header;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::report::EXPORT_STAMP;
use crate::sheet::SheetFile;
use crate::source::Text;
use std::io;
use std::path::{Path, PathBuf};

/// Files of sheets, in the order in which they were given. What cannot be read is reported.
pub fn sheets_in_order(paths: &[PathBuf], bag: &Bag) -> Vec<SheetFile> {
    let above = paths.iter().filter_map(|path| path.parent()).map(Path::to_path_buf);
    let names = Names::new(above);
    let read = |path: &PathBuf| {
        let name = names.shown(path);
        if path.is_dir() {
            let message = "this is a folder; give the files in it";
            bag.push(Diagnostic::new(&code::UNREADABLE_FILE, Place::file(name), message));
            return None;
        }
        sheet_file(path, name, bag)
    };
    paths.iter().filter_map(read).collect()
}

/// The first `facility.toml` that lies with one of some files, or above it.
pub fn facility_near<'p>(paths: impl IntoIterator<Item = &'p Path>, bag: &Bag) -> Option<Text> {
    let folders = paths.into_iter().filter_map(Path::parent);
    let near = folders.flat_map(|folder| [folder.to_path_buf(), folder.join("..")]);
    let mut files = near.map(|folder| folder.join("facility.toml"));
    let found = files.find(|file| file.is_file())?;
    text(&found, "facility.toml", bag)
}

/// Two files that lie in assessments of different rounds or parties, where there are any.
pub fn of_two_assessments(files: &[PathBuf]) -> Option<[PathBuf; 2]> {
    let silent = Bag::new();
    let header = |file: &PathBuf| {
        let head = file.with_file_name("assessment.toml");
        let head = head.is_file().then(|| text(&head, "assessment.toml", &silent)).flatten()?;
        let header = parse_header(&head, &silent)?;
        Some((file.clone(), (header.round, header.party)))
    };
    let mut found = files.iter().filter_map(header);
    let (first, one) = found.next()?;
    let (other, _) = found.find(|(_, other)| *other != one)?;
    Some([first, other])
}

/// A file of that name beside another: `merged.csv` and `-rejects` give `merged-rejects.csv`.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}{suffix}.csv"))
}

/// Which of some files would be read together with a sheet that lies among them.
pub fn read_together(sheet: &Path, files: &[PathBuf]) -> Vec<PathBuf> {
    if !is_beside_an_assessment(sheet) {
        return Vec::new();
    }
    let folder = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).canonicalize().ok()
    };
    let here = folder(sheet);
    let is_other = |path: &&PathBuf| !is_same_file(path, &[sheet.to_string_lossy().into_owned()]);
    files.iter().filter(|path| folder(path) == here).filter(is_other).cloned().collect()
}

/// Writes files that go together. Each is new, the same as what is there, or, where it bears our
/// stamp, an earlier one of ours: what somebody typed is never written over.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] before anything is written, or when a file cannot be written.
pub fn write_beside_others(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    for (path, bytes) in files {
        let Ok(known) = std::fs::read(path) else { continue };
        let first = known.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_ours = String::from_utf8_lossy(first).contains(EXPORT_STAMP);
        if known != *bytes && !is_ours {
            let why = "is there already and holds something else; if somebody has worked in it, \
                       merge it with the others, or else remove it or give another name";
            let why = format!("{} {why}", path.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
        }
    }
    files.iter().try_for_each(|(path, bytes)| write_atomically(path, bytes))
}
