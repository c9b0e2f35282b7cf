//! The rooms of the code and who may import whom; the fences that clippy cannot hold.
#![expect(clippy::disallowed_methods, reason = "tests read the files they are about")]

use std::path::{Path, PathBuf};

/// Every room may import only rooms before it.
const ROOMS: [&str; 18] = [
    "source",
    "diagnostic",
    "measure",
    "document",
    "sheet",
    "condition",
    "standard",
    "privacy",
    "facility",
    "assessment",
    "score",
    "intake",
    "gap",
    "plan",
    "report",
    "library",
    "workspace",
    "cli",
];
/// Longest file.
const LONGEST: usize = 450;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let is_rust = |path: &Path| path.extension().is_some_and(|extension| extension == "rs");
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| is_rust(path))
        .map(|path| (path.clone(), std::fs::read_to_string(path).expect("a source file")))
        .collect()
}

fn room_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).ok()?;
    let first = below.components().next()?.as_os_str().to_string_lossy().into_owned();
    ROOMS.contains(&first.as_str()).then_some(first)
}

/// The rooms that a line of code names as `crate::room`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::").skip(1).filter_map(|rest| {
        let end = rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
        rest.get(..end.unwrap_or(rest.len()))
    })
}

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// Data flows one way: nothing imports a room that comes after its own.
#[test]
fn rooms_import_only_rooms_before_them() {
    let mut breaches = Vec::new();
    for (path, text) in sources() {
        let Some(own) = room_of(&path).and_then(|room| place(&room)) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            for room in named(line).filter(|room| place(room).is_some_and(|at| at > own)) {
                breaches.push(format!("{}:{number} imports {room}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// The test above sees a planted breach.
#[test]
fn a_breach_would_be_seen() {
    let line = "use crate::cli::Exit; // crate::nothing";
    assert_eq!(named(line).collect::<Vec<_>>(), ["cli"]);
    assert!(place("cli") > place("score"));
}

/// Every room exists, and every folder of the source is a room.
#[test]
fn every_folder_is_a_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<String> = std::fs::read_dir(root)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut rooms = ROOMS.map(str::to_owned).to_vec();
    rooms.sort();
    assert_eq!(folders, rooms);
}

/// A file says why it exists in its first line, stays readable, and switches no lint off.
#[test]
fn files_open_with_their_purpose_and_stay_short() {
    for (path, text) in sources() {
        let name = path.display();
        assert!(text.starts_with("//! "), "{name} does not say why it exists");
        assert!(!text.contains("#[allow("), "{name}: use #[expect(…, reason = …)]");
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{name} has {lines} lines");
    }
}

/// The ban on files, clock and environment is lifted only in the rooms made for it.
#[test]
fn fences_are_lifted_only_where_they_may_be() {
    for (path, text) in sources() {
        let room = room_of(&path).unwrap_or_default();
        if text.contains("clippy::disallowed_methods") {
            let may = ["library", "workspace", "cli"].contains(&room.as_str());
            assert!(may, "{} lifts the fence", path.display());
        }
        if room == "cli" {
            assert!(!text.contains("std::fs::"), "{} touches files", path.display());
        }
    }
}
