//! Files that are merged, and what is known where they lie.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::ask::{Ask, Questions, ask};
use super::find::{
    above, find, is_beside_an_assessment, is_export, is_same_file, is_sheet, sheet_file,
};
use super::open::{Options, Stop};
use super::read::{Names, text};
use crate::assessment::parse_header;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::facility::Location;
use crate::intake::answered::Typed;
use crate::library::Library;
use crate::sheet::SheetFile;
use crate::source::Text;
use std::path::{Path, PathBuf};

/// The files that are meant by some paths: for a folder the sheets that lie in it, by their names,
/// without our own exports. A folder without any, and that of a facility, are reported.
pub fn sheets_meant(paths: &[PathBuf], bag: &Bag) -> Vec<PathBuf> {
    let names = names_of(paths);
    let meant = |path: &PathBuf| {
        if !path.is_dir() {
            return vec![path.clone()];
        }
        let files = if path.join("facility.toml").is_file() { Vec::new() } else { inside(path) };
        if files.is_empty() {
            let message = "no sheets lie in this folder";
            let help = "give the folder that people's sheets lie in, or the files themselves";
            let place = Place::file(names.shown(path));
            bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, message).help(help));
        }
        files
    };
    paths.iter().flat_map(meant).collect()
}

/// The sheets that lie in a folder.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let silent = Bag::new();
    let files = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let files = files.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let is_theirs = |path: &PathBuf| {
        let file = sheet_file(path, String::new(), &silent);
        file.is_some_and(|file| !is_export(&file))
    };
    files.filter(|path| path.is_file() && is_sheet(path)).filter(is_theirs).collect()
}

fn names_of(paths: &[PathBuf]) -> Names {
    Names::new(paths.iter().filter_map(|path| path.parent()).map(Path::to_path_buf))
}

/// Files of sheets, in the order in which they were given. What cannot be read is reported.
pub fn sheets_in_order(paths: &[PathBuf], bag: &Bag) -> Vec<SheetFile> {
    let names = names_of(paths);
    paths.iter().filter_map(|path| sheet_file(path, names.shown(path), bag)).collect()
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

/// The first of `all.csv`, `all-2.csv` and so on that a folder does not hold.
pub fn free_name(folder: &Path, (stem, ending): (&str, &str)) -> PathBuf {
    let first = std::iter::once(format!("{stem}.{ending}"));
    let mut names = first.chain((2..).map(|number| format!("{stem}-{number}.{ending}")));
    let free = names.find(|name| !folder.join(name).exists()).unwrap_or_default();
    folder.join(free)
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

/// What the assessment asks to which some files belong: the one that lies with the first of them, or
/// else the newest of the facility near. Without either, `--program` says it, and the places are
/// those that the rows name.
///
/// # Errors
/// [`Stop::Nothing`] where nothing says what is asked; [`Stop::Invalid`] with the reasons in the bag.
pub fn questions_near<'p>(
    paths: impl Iterator<Item = &'p Path> + Clone,
    (library, options): (&Library, Options<'_>),
    typed: &Typed,
    bag: &Bag,
) -> Result<Questions, Stop> {
    let near = assessment_near(paths);
    if near.is_none() && options.program.is_none() {
        return Err(Stop::Nothing);
    }
    let (folder, name) = near.unzip();
    let inputs = folder.map(|folder| find(&[folder], bag));
    let folder = inputs.as_ref().and_then(|inputs| inputs.facilities.first());
    let name = name.flatten();
    let options = Options { assessment: name.as_deref(), ..options };
    let mut questions = ask(Ask { folder, library, options, party: None }, bag)?;
    if folder.is_none_or(|folder| folder.facility.is_none()) {
        let place = |id: String| Location { id: id.clone(), name: id, ..Location::default() };
        questions.facility.locations = typed.locations().into_iter().map(place).collect();
    }
    Ok(questions)
}

/// The folder of a facility, or else of an assessment, near some files, and the assessment's name.
fn assessment_near<'p>(
    paths: impl Iterator<Item = &'p Path> + Clone,
) -> Option<(PathBuf, Option<String>)> {
    let here = Path::new(".");
    let folders = paths.filter_map(Path::parent);
    let folders = folders.map(|folder| if folder.as_os_str().is_empty() { here } else { folder });
    let has = |folder: &Path, name: &str| folder.join(name).is_file();
    let assessment = folders.clone().find(|folder| has(folder, "assessment.toml"));
    if let Some(folder) = assessment {
        let name = folder.canonicalize().ok();
        let name = name.and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let owner = above(folder);
        let is_owned = has(&owner, "facility.toml");
        return Some(if is_owned { (owner, name) } else { (folder.to_path_buf(), None) });
    }
    let mut near = folders.flat_map(|folder| [folder.to_path_buf(), above(folder)]);
    near.find(|folder| has(folder, "facility.toml")).map(|folder| (folder, None))
}
