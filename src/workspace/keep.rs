//! The accepted plan and its log, beside `facility.toml`: read, written, added to.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::open::Opened;
use super::write::write_atomically;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::plan::{
    Accepted, COLUMNS, CheckIn, KeptPlan, Known, Log, header_of, parse_accepted, read_log,
};
use crate::sheet::{Delimiter, neutralize};
use crate::source::{Text, plain};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The name of the accepted plan.
pub(super) const PLAN: &str = "plan.toml";
/// The name of its log.
pub(super) const LOG: &str = "check-ins.csv";

/// What a facility keeps of its plan.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The facility's folder; `None` for sheets without one.
    pub folder: Option<PathBuf>,
    /// `plan.toml`.
    pub plan: Option<Text>,
    /// `check-ins.csv`.
    pub log: Option<Text>,
}

/// The accepted plan and its log, read.
#[derive(Debug, Clone, Default)]
pub struct Keeping {
    /// The plan; `None` where there is none, or where it has errors.
    pub accepted: Option<Accepted>,
    /// What happened.
    pub log: Log,
}

impl Opened {
    /// The accepted plan and its log. Errors go into the bag.
    pub fn keeping(&self, bag: &Bag) -> Keeping {
        let Some(text) = &self.kept.plan else {
            if let Some(log) = &self.kept.log {
                let message = "there is no plan.toml whose actions these lines could speak of";
                let help = "`concordant plan FACILITY --accept` writes one";
                let place = Place::file(log.name());
                bag.push(Diagnostic::new(&code::LOG_WITHOUT_PLAN, place, message).help(help));
            }
            return Keeping::default();
        };
        let checklists = || self.checklists.iter().map(|checklist| &checklist.model);
        let criteria = checklists().flat_map(|list| &list.criteria).map(|c| c.id.as_str());
        let remediations = checklists().flat_map(|list| &list.remediations).map(|r| r.id.as_str());
        let roles: Vec<String> = self.vocabulary.role_ids().map(str::to_owned).collect();
        let known = Known {
            roles: &roles,
            criteria: criteria.collect::<BTreeSet<&str>>(),
            remediations: remediations.collect(),
        };
        let own = Bag::new();
        let accepted = parse_accepted(text, &known, &own);
        let is_sound = !own.has_errors();
        let actions: Vec<&str> = accepted.actions.iter().map(|action| action.id.as_str()).collect();
        let log = self.kept.log.as_ref();
        let log = log.map(|log| read_log(log, &actions, &roles, &own)).unwrap_or_default();
        bag.absorb([own]);
        Keeping { accepted: is_sound.then_some(accepted), log }
    }
}

impl Keeping {
    /// What a new plan keeps of it, by a day.
    pub fn kept(&self, by: Date) -> Option<KeptPlan> {
        let accepted = self.accepted.clone()?;
        Some(KeptPlan::new(accepted, &self.log.check_ins, by))
    }
}

/// Writes `plan.toml` into a facility's folder, whole or not at all.
///
/// # Errors
/// When it cannot be written; an older one then stays as it was.
pub fn write_plan(folder: &Path, text: &str) -> io::Result<()> {
    write_atomically(&folder.join(PLAN), text.as_bytes())
}

/// Why a check-in cannot be added.
#[derive(Debug)]
pub enum LogError {
    /// The log that is there has other columns.
    Columns,
    /// The log that is there is not UTF-8.
    Encoding,
    /// It cannot be written.
    Unwritable(io::Error),
}

/// Adds a line to the log of a facility's folder; what is there stays to the byte.
///
/// # Errors
/// [`LogError`]; the log then stays as it was.
pub fn add_check_in(folder: &Path, log: Option<&Text>, line: &CheckIn) -> Result<(), LogError> {
    let path = folder.join(LOG);
    let mut added = String::new();
    let mut columns: Vec<Option<&'static str>> = COLUMNS.map(Some).to_vec();
    let mut delimiter = Delimiter::Comma;
    if let Some(text) = log {
        let bytes = std::fs::read(&path).map_err(LogError::Unwritable)?;
        let is_utf8 = std::str::from_utf8(&bytes).is_ok();
        let is_blank = text.content().trim().is_empty();
        if !is_utf8 {
            return Err(LogError::Encoding);
        }
        if is_blank {
            added += &format!("{}\r\n", COLUMNS.join(","));
        } else {
            // a spreadsheet may have saved it with its own columns and delimiter
            let (own, table) = header_of(text).ok_or(LogError::Columns)?;
            columns = own;
            delimiter = table.delimiter;
            if !bytes.ends_with(b"\n") {
                added += "\r\n";
            }
        }
    } else {
        added += &format!("{}\r\n", COLUMNS.join(","));
    }
    let cell = |column: Option<&'static str>| column.map(|c| line.cell(c)).unwrap_or_default();
    let cells: Vec<String> =
        columns.iter().map(|column| neutralize(&plain(&cell(*column))).into_owned()).collect();
    added += &record(&cells, delimiter).map_err(LogError::Unwritable)?;
    append(&path, added.as_bytes(), log.is_none()).map_err(LogError::Unwritable)
}

fn record(cells: &[String], delimiter: Delimiter) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .delimiter(delimiter.byte())
        .from_writer(&mut bytes);
    writer.write_record(cells)?;
    writer.flush()?;
    drop(writer);
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// One write at the end of the file, so that two people on a shared drive lose no line.
fn append(path: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
    let mut file = if is_new {
        OpenOptions::new().append(true).create_new(true).open(path)?
    } else {
        OpenOptions::new().append(true).open(path)?
    };
    file.write_all(bytes)?;
    file.sync_all()
}
