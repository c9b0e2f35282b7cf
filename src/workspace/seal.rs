//! Tables that we write beside a result, sealed, so that a later run knows whether anybody has worked
//! in one: only what is exactly as we wrote it is ever replaced or removed.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::write::write_atomically;
use crate::report::EXPORT_STAMP;
use crate::sheet::{Value, write_csv};
use crate::standard::digest_of_bytes;
use std::io;
use std::path::{Path, PathBuf};

/// Signs of the digest that a seal shows.
const LENGTH: usize = 16;

/// A table that bears our stamp, as CSV: behind the stamp stands a digest of everything else.
///
/// # Errors
/// Never for memory, as far as anybody knows.
pub fn sealed(rows: &[Vec<Value>]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_csv(rows, &mut bytes)?;
    let seal = format!(" {}", digest(&bytes));
    if let Some(end) = stamp_end(&bytes) {
        bytes.splice(end..end, seal.into_bytes());
    }
    Ok(bytes)
}

/// Whether a file is as we wrote it.
fn is_untouched(bytes: &[u8]) -> bool {
    let Some(end) = stamp_end(bytes) else { return false };
    let (before, behind) = bytes.split_at(end);
    let Some((seal, rest)) = behind.split_at_checked(LENGTH + 1) else { return false };
    seal == format!(" {}", digest(&[before, rest].concat())).as_bytes()
}

fn digest(bytes: &[u8]) -> String {
    digest_of_bytes(bytes).chars().take(LENGTH).collect()
}

/// Where the stamp in the first line ends.
fn stamp_end(bytes: &[u8]) -> Option<usize> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let stamp = EXPORT_STAMP.as_bytes();
    let at = line.windows(stamp.len()).position(|part| part == stamp)?;
    Some(at + stamp.len())
}

/// Writes files that go together. Each is new, the same as what is there, or takes the place of a
/// table of ours that nobody has touched; `outdated` are tables of an earlier run that would be
/// wrong beside these files, and are removed. Returns what was removed.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] before anything is written, where somebody's work would be
/// lost; or when a file cannot be written.
pub fn write_beside_others(
    files: &[(PathBuf, Vec<u8>)],
    outdated: &[PathBuf],
) -> io::Result<Vec<PathBuf>> {
    check_places(files)?;
    let removed = outdated_tables(outdated)?;
    files.iter().try_for_each(|(path, bytes)| write_atomically(path, bytes))?;
    remove_tables(&removed)?;
    Ok(removed)
}

/// The tables of an earlier run that are there.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where one is not as we wrote it.
pub fn outdated_tables(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        let Ok(known) = std::fs::read(path) else { continue };
        if !is_untouched(&known) {
            let why = "is left from an earlier run and is not as it was written; now no row is \
                       rejected: merge what somebody has mended in it, then remove it";
            return Err(exists(path, why));
        }
        found.push(path.clone());
    }
    Ok(found)
}

/// Removes tables of an earlier run.
///
/// # Errors
/// When one cannot be removed.
pub fn remove_tables(paths: &[PathBuf]) -> io::Result<()> {
    paths.iter().try_for_each(std::fs::remove_file)
}

/// Files that must not be written over: something else is there, and no table of ours as we wrote it.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] for the first of them.
pub(super) fn check_places(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    for (path, bytes) in files {
        let Ok(known) = std::fs::read(path) else { continue };
        if known != *bytes && !is_untouched(&known) {
            let why = "is there already and holds something else; if somebody has worked in it, \
                       merge it with the others, or else remove it or give another name";
            return Err(exists(path, why));
        }
    }
    Ok(())
}

fn exists(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("{} {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cell: &str) -> Vec<u8> {
        let head = vec!["criterion".into(), EXPORT_STAMP.into()];
        sealed(&[head, vec![cell.into(), Value::Blank]]).unwrap()
    }

    #[test]
    fn a_table_knows_whether_anybody_has_worked_in_it() {
        let bytes = table("RX-01");
        assert!(is_untouched(&bytes));
        let text = String::from_utf8(bytes).unwrap();
        assert!(!is_untouched(text.replace("RX-01", "RX-02").as_bytes()));
        assert!(!is_untouched(text.replace("\r\n", "\n").as_bytes()), "saved by another program");
        assert!(!is_untouched(b"criterion,concordant.export/1\r\nRX-01,\r\n"), "without a seal");
        assert!(!is_untouched(b"criterion,response\r\n"));
    }
}
