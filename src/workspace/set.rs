//! A folder of files that are written together: whole, listed with their digests, and never over
//! anything that somebody else put there.
#![expect(clippy::disallowed_methods, reason = "this room writes files")]

use super::write::{write_among_others, write_atomically};
use crate::standard::digest_of_bytes;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// Files by their path below the folder, with forward slashes.
pub type Set = BTreeMap<String, Vec<u8>>;

/// The list of a set, in the form that `sha256sum --check` reads.
const LIST: &str = "SHA256SUMS";

/// Writes the set of a facility into a folder that is new, empty, or holds an earlier set of the same
/// facility that nobody has changed. What the earlier set had and this one has not is removed.
///
/// # Errors
/// When the folder holds anything else, or a file cannot be written.
pub fn write_set(folder: &Path, (owner, set): (&str, &Set)) -> io::Result<()> {
    if !folder.exists() {
        return write_new(folder, (owner, set));
    }
    let earlier = earlier(folder, owner)?;
    refuse_changed(folder, &earlier)?;
    for path in set.keys().filter(|path| !earlier.contains_key(*path)) {
        if folder.join(path).exists() {
            return Err(foreign(&format!("`{path}` there is not of an earlier set")));
        }
    }
    write_files(folder, (owner, set))?;
    for path in earlier.keys().filter(|path| !set.contains_key(*path)) {
        let file = folder.join(path);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// A file of the earlier set that somebody has changed, or a folder in it that leads elsewhere.
fn refuse_changed(folder: &Path, earlier: &BTreeMap<String, String>) -> io::Result<()> {
    for (path, digest) in earlier {
        let file = folder.join(path);
        if file.parent().is_some_and(|above| above != folder && above.is_symlink()) {
            return Err(foreign(&format!("the folder of `{path}` leads elsewhere")));
        }
        let is_changed = std::fs::read(&file).is_ok_and(|bytes| digest_of_bytes(&bytes) != *digest);
        if is_changed {
            return Err(foreign(&format!("somebody has changed `{path}` since it was written")));
        }
    }
    Ok(())
}

/// A folder that is not there yet appears with everything in it.
fn write_new(folder: &Path, set: (&str, &Set)) -> io::Result<()> {
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    std::fs::create_dir_all(above)?;
    let begun = tempfile::Builder::new().prefix(".concordant-").tempdir_in(above)?;
    let inside = begun.path().join("set");
    std::fs::create_dir(&inside)?;
    write_files(&inside, set)?;
    std::fs::rename(inside, folder)
}

fn write_files(folder: &Path, (owner, set): (&str, &Set)) -> io::Result<()> {
    for (path, bytes) in set {
        let path = folder.join(path);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        write_among_others(&path, bytes)?;
    }
    let mut list = format!("{MARK}{owner}\n");
    for (path, bytes) in set {
        let _ = writeln!(list, "{}  {path}", digest_of_bytes(bytes));
    }
    write_atomically(&folder.join(LIST), list.as_bytes())
}

/// The first line of a list of ours, before the facility; `sha256sum` takes it for a comment.
const MARK: &str = "# concordant set of ";

/// The files of the set of a facility that is there, with their digests.
fn earlier(folder: &Path, owner: &str) -> io::Result<BTreeMap<String, String>> {
    if !folder.is_dir() {
        return Err(foreign("it is a file, and the whole set needs a folder"));
    }
    let Ok(list) = std::fs::read_to_string(folder.join(LIST)) else {
        let is_empty = std::fs::read_dir(folder)?.next().is_none();
        return if is_empty { Ok(BTreeMap::new()) } else { Err(foreign("it holds other files")) };
    };
    let Some(first) = list.lines().next().and_then(|line| line.strip_prefix(MARK)) else {
        return Err(foreign("the list of files there is not ours"));
    };
    if first != owner {
        return Err(foreign("it holds the set of another facility"));
    }
    let lines = list.lines().filter_map(|line| line.split_once("  "));
    let is_below = |path: &str| !path.starts_with('/') && path.split('/').all(|part| part != "..");
    Ok(lines
        .filter(|(_, path)| is_below(path))
        .map(|(digest, path)| (path.to_owned(), digest.to_owned()))
        .collect())
}

fn foreign(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("{why}; give a new or an empty folder"))
}
