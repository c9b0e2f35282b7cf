//! What lies in the folders and files that were given.
#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use super::keep::{Kept, LOG, PLAN};
use super::read::{Names, text};
use crate::assessment::parse_header;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::report::EXPORT_STAMP;
use crate::sheet::{Open, Row, SheetFile, SheetKind};
use crate::source::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// A facility's folder, read.
#[derive(Debug, Default)]
pub struct FacilityFolder {
    /// The folder's name as messages show it.
    pub name: String,
    /// `facility.toml`.
    pub facility: Option<Text>,
    /// `evidence.csv`.
    pub register: Option<Text>,
    /// `plan.toml` and `check-ins.csv`.
    pub kept: Kept,
    /// Its assessments.
    pub assessments: Vec<AssessmentFolder>,
    /// Sheets that were given without any folder.
    pub loose: Vec<SheetFile>,
    /// Names that hold what looks like an identifier of a person: as they are, and as they are shown.
    pub masked: Vec<(String, String)>,
}

impl FacilityFolder {
    /// Every file of it that was read, as messages name them.
    pub fn files(&self) -> Vec<String> {
        let own = self.facility.iter().chain(&self.register);
        let own = own.chain(&self.kept.plan).chain(&self.kept.log);
        let heads = own.chain(self.assessments.iter().map(|a| &a.header));
        let heads = heads.map(|text| text.name().to_owned());
        let sheets = self.assessments.iter().flat_map(|a| &a.sheets).chain(&self.loose);
        heads.chain(sheets.map(|sheet| sheet.name().to_string())).collect()
    }

    /// The same, as they are named on the disk.
    pub(super) fn places(&self) -> Vec<String> {
        let masked = self.masked.iter().map(|(typed, _)| typed.clone());
        self.files().into_iter().chain(masked).collect()
    }
}

/// One assessment's folder, read.
#[derive(Debug)]
pub struct AssessmentFolder {
    /// The folder's own name: `2026-self`.
    pub name: String,
    /// `assessment.toml`.
    pub header: Text,
    /// Its sheets.
    pub sheets: Vec<SheetFile>,
}

/// Everything that was given.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Facilities, by folder. Loose sheets belong to one without a folder.
    pub facilities: Vec<FacilityFolder>,
    /// Standards: name, path below the library, text.
    pub standards: Vec<Text>,
}

/// Paths sorted by what they are, before anything is read.
#[derive(Default)]
struct Found {
    names: Names,
    /// The first spelling of each file and folder: `oak` and `./oak` are one.
    spellings: BTreeMap<PathBuf, PathBuf>,
    /// Facility folder (none: loose sheets) to its assessment folders; of each its sheets.
    facilities: BTreeMap<Option<PathBuf>, BTreeMap<PathBuf, BTreeSet<PathBuf>>>,
    loose: BTreeSet<PathBuf>,
    standards: BTreeSet<PathBuf>,
}

const SHEET_KINDS: [&str; 5] = ["csv", "tsv", "xlsx", "xlsm", "ods"];
const UNREAD_KINDS: [&str; 5] = ["xls", "xlsb", "numbers", "docx", "odt"];
/// Files of a facility that are no sheets.
const REGISTERS: [&str; 2] = ["evidence.csv", LOG];

/// The dates up to which each round of a facility has to be read, oldest first.
pub fn rounds(folder: &FacilityFolder) -> Vec<Date> {
    let silent = Bag::new();
    let headers = folder.assessments.iter().filter_map(|a| parse_header(&a.header, &silent));
    let mut newest: BTreeMap<String, Date> = BTreeMap::new();
    for header in headers {
        let date = newest.entry(header.round).or_insert(header.as_of);
        *date = header.as_of.max(*date);
    }
    let mut dates: Vec<Date> = newest.into_values().collect();
    dates.sort();
    dates.dedup();
    dates
}

/// Finds and reads what was given; problems go into the bag.
pub fn find(paths: &[PathBuf], bag: &Bag) -> Inputs {
    let bases = paths.iter().map(|path| base(path));
    let mut found = Found { names: Names::new(bases), ..Found::default() };
    for path in paths {
        let path = &found.first_spelling(path);
        if path.is_dir() {
            found.folder(path, bag);
        } else if path.is_file() {
            found.file(path, bag);
        } else {
            let message = "there is no such file or folder";
            let place = Place::file(found.names.shown(path));
            bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, message));
        }
    }
    found.read(bag)
}

/// Whether a word of the command line names a file or folder that is there.
pub fn is_path(word: &str) -> bool {
    Path::new(word).exists()
}

/// Whether a file lies, or would lie, in the folder of an assessment.
pub fn is_beside_an_assessment(path: &Path) -> bool {
    has(path.parent().unwrap_or(Path::new("")), "assessment.toml")
}

/// Whether a path is one of some files, by their true places.
pub fn is_same_file(path: &Path, files: &[String]) -> bool {
    let Ok(place) = path.canonicalize() else { return false };
    files.iter().any(|file| Path::new(file).canonicalize().is_ok_and(|other| other == place))
}

impl Found {
    fn folder(&mut self, folder: &Path, bag: &Bag) {
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            let Ok(entry) = entry else {
                let place = Place::file(self.names.shown(folder));
                let message = "a folder inside cannot be read";
                bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, message));
                continue;
            };
            if entry.file_type().is_file() {
                self.inside(entry.path(), bag);
            }
        }
    }

    /// A file met on a walk: only what belongs to a facility or a library is looked at.
    fn inside(&mut self, path: &Path, bag: &Bag) {
        let name = file_name(path);
        let folder = path.parent().unwrap_or(Path::new(""));
        if name == "facility.toml" {
            let folder = self.first_spelling(folder);
            self.facilities.entry(Some(folder)).or_default();
        } else if name == "assessment.toml" {
            self.assessment(folder);
        } else if is_sheet(path) && has(folder, "assessment.toml") {
            let path = self.first_spelling(path);
            self.assessment(folder).insert(path);
        } else if is_standard(path) {
            self.standards.insert(path.to_path_buf());
        } else if is_unread(path) && has(folder, "assessment.toml") {
            self.report_unread(path, bag);
        } else if is_sheet(path)
            && is_lost(folder)
            && !REGISTERS.contains(&name.as_str())
            && !sheet_file(path, String::new(), &Bag::new()).is_some_and(|file| is_export(&file))
        {
            let message = "the sheet is not read: no assessment.toml lies beside it";
            let is_register = path.file_stem().is_some_and(|stem| stem == "evidence");
            let help = if is_register {
                "the register is read as CSV: save it as evidence.csv"
            } else {
                "move it to the folder of its assessment, or give the file by its name"
            };
            let diagnostic =
                Diagnostic::new(&code::MISSING_FILE, Place::file(self.names.shown(path)), message);
            bag.push(diagnostic.help(help));
        }
    }

    /// A file that was named on the command line: it is read whatever its name is.
    fn file(&mut self, path: &Path, bag: &Bag) {
        let name = file_name(path);
        let folder = path.parent().unwrap_or(Path::new(""));
        let is_beside = || has(folder, "facility.toml");
        let is_kept = || [PLAN, LOG, "evidence.csv"].contains(&name.as_str()) && is_beside();
        if is_kept() {
            // it speaks of the answers beside it
            let folder = self.first_spelling(folder);
            self.folder(&folder, bag);
        } else if name == "facility.toml" {
            let folder = self.first_spelling(folder);
            self.facilities.entry(Some(folder)).or_default();
        } else if name == "assessment.toml" {
            self.assessment(folder);
        } else if extension(path) == "toml" {
            self.standards.insert(path.to_path_buf());
        } else if is_unread(path) {
            self.report_unread(path, bag);
        } else if has(folder, "assessment.toml") {
            let path = self.first_spelling(path);
            self.assessment(folder).insert(path);
        } else {
            self.loose.insert(path.to_path_buf());
        }
    }

    fn assessment(&mut self, folder: &Path) -> &mut BTreeSet<PathBuf> {
        let owner = [folder.to_path_buf(), above(folder)]
            .into_iter()
            .find(|folder| has(folder, "facility.toml"))
            .map(|owner| self.first_spelling(&owner));
        let folder = self.first_spelling(folder);
        self.facilities.entry(owner).or_default().entry(folder).or_default()
    }

    /// A path as it was first met, without `.` parts. The true place is only compared, never shown.
    fn first_spelling(&mut self, path: &Path) -> PathBuf {
        let plain: PathBuf =
            path.components().filter(|part| !matches!(part, Component::CurDir)).collect();
        let plain = if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain };
        let Ok(place) = plain.canonicalize() else { return path.to_path_buf() };
        self.spellings.entry(place).or_insert(plain).clone()
    }

    fn text(&self, path: &Path, bag: &Bag) -> Option<Text> {
        text(path, &self.names.shown(path), bag)
    }

    /// A sheet, to be read when its turn comes.
    fn sheet(&self, path: &Path, bag: &Bag) -> Option<SheetFile> {
        sheet_file(path, self.names.shown(path), bag)
    }

    fn read(mut self, bag: &Bag) -> Inputs {
        if !self.loose.is_empty() && self.facilities.is_empty() {
            self.facilities.entry(None).or_default();
        }
        let loose = self.loose.iter().filter_map(|path| self.sheet(path, bag));
        let mut loose = Some(loose.collect::<Vec<SheetFile>>());
        let mut facilities = Vec::new();
        for (folder, assessments) in &self.facilities {
            let folder = folder.as_deref();
            let masked = self.masked(folder, assessments);
            let assessments = assessments.iter();
            facilities.push(FacilityFolder {
                masked,
                name: folder.map(|folder| self.names.shown(folder)).unwrap_or_default(),
                facility: folder.and_then(|folder| self.text(&folder.join("facility.toml"), bag)),
                register: folder
                    .filter(|folder| has(folder, "evidence.csv"))
                    .and_then(|folder| self.text(&folder.join("evidence.csv"), bag)),
                kept: folder.map(|folder| self.read_kept(folder, bag)).unwrap_or_default(),
                assessments: assessments
                    .filter_map(|(folder, sheets)| self.read_assessment(folder, sheets, bag))
                    .collect(),
                // sheets given beside a facility's folder belong to that facility
                loose: loose.take().unwrap_or_default(),
            });
        }
        let standards = self.standards.iter().filter_map(|path| self.text(path, bag)).collect();
        Inputs { facilities, standards }
    }

    /// The names of a facility's files that are not shown as they are.
    fn masked(
        &self,
        folder: Option<&Path>,
        assessments: &BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    ) -> Vec<(String, String)> {
        let own = folder.map(|folder| folder.join("facility.toml"));
        let sheets = assessments.values().flatten().chain(&self.loose);
        let name = |path: &PathBuf| (self.names.typed(path), self.names.shown(path));
        let all = own.iter().chain(assessments.keys()).chain(sheets).map(name);
        all.filter(|(typed, shown)| typed != shown).collect()
    }

    fn read_kept(&self, folder: &Path, bag: &Bag) -> Kept {
        let own = |name| {
            let path = folder.join(name);
            path.is_file().then(|| self.text(&path, bag)).flatten()
        };
        Kept { plan: own(PLAN), log: own(LOG), folder: Some(folder.to_path_buf()) }
    }

    fn read_assessment(
        &self,
        folder: &Path,
        sheets: &BTreeSet<PathBuf>,
        bag: &Bag,
    ) -> Option<AssessmentFolder> {
        let header = self.text(&folder.join("assessment.toml"), bag)?;
        let sheets = sheets.iter().filter_map(|path| self.sheet(path, bag));
        Some(AssessmentFolder {
            name: file_name(folder),
            header,
            sheets: sheets.filter(|sheet| !is_export(sheet)).collect(),
        })
    }

    fn report_unread(&self, path: &Path, bag: &Bag) {
        let message = format!("`.{}` files are not read", extension(path));
        let help = "save it as XLSX, ODS or \"CSV UTF-8\", and remove or move this file";
        let place = Place::file(self.names.shown(path));
        bag.push(Diagnostic::new(&code::UNSUPPORTED_FILE, place, message).help(help));
    }
}

/// A file on disk, opened anew for each reading.
#[derive(Debug)]
struct OnDisk(PathBuf);

impl Open for OnDisk {
    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(std::fs::File::open(&self.0)?))
    }
}

/// A file of sheets that can be opened; it is read when its turn comes. One whose ending says nothing
/// is read as text.
pub(super) fn sheet_file(path: &Path, name: String, bag: &Bag) -> Option<SheetFile> {
    if let Err(error) = std::fs::File::open(path) {
        let message = format!("the file cannot be read: {}", error.kind());
        bag.push(Diagnostic::new(&code::UNREADABLE_FILE, Place::file(name), message));
        return None;
    }
    let kind = SheetKind::of_extension(&extension(path)).unwrap_or(SheetKind::Csv);
    Some(SheetFile::new(name, kind, Arc::new(OnDisk(path.to_path_buf()))))
}

/// An export of ours bears a stamp in its header; a workbook, in one of its worksheets.
pub(super) fn is_export(file: &SheetFile) -> bool {
    let silent = Bag::new();
    let is_stamped =
        |row: &Row| row.number == 1 && row.cells().any(|cell| cell.contains(EXPORT_STAMP));
    file.tables(&|_| false, &silent).into_iter().any(|mut table| {
        let mut row = Row::default();
        table.next_row(&mut row, &silent) && is_stamped(&row)
    })
}

/// The folder that names begin below: the one above what was given, or above its facility.
fn base(path: &Path) -> PathBuf {
    let inside = if path.is_dir() { path.to_path_buf() } else { above(path) };
    let facility = [inside.clone(), above(&inside)].into_iter().find(|f| has(f, "facility.toml"));
    above(&facility.unwrap_or_else(|| path.to_path_buf()))
}

/// The folder above, also of `.` and of the folder that a bare file name means.
pub(super) fn above(folder: &Path) -> PathBuf {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().unwrap_or(Path::new("")).to_path_buf(),
        _ => folder.join(".."),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn extension(path: &Path) -> String {
    path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn has(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file()
}

/// Hidden files and the locks of office programs are nobody's answers.
fn is_visible(path: &Path) -> bool {
    let name = file_name(path);
    !name.starts_with('.') && !name.starts_with("~$")
}

pub(super) fn is_sheet(path: &Path) -> bool {
    is_visible(path) && SHEET_KINDS.contains(&extension(path).as_str())
}

fn is_unread(path: &Path) -> bool {
    is_visible(path) && UNREAD_KINDS.contains(&extension(path).as_str())
}

/// Whether a folder without `assessment.toml` belongs to a facility.
fn is_lost(folder: &Path) -> bool {
    has(folder, "facility.toml") || has(&above(folder), "facility.toml")
}

/// A TOML file in a library's place.
fn is_standard(path: &Path) -> bool {
    let above = path.parent().and_then(Path::parent).map(file_name).unwrap_or_default();
    let is_placed = matches!(above.as_str(), "checklists" | "programs");
    extension(path) == "toml" && (is_placed || file_name(path) == "vocabulary.toml")
}
