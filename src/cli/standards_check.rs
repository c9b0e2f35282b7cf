//! `standards check`: the linter of standards.

use super::diagnostics;
use super::exit::Exit;
use super::output::Printer;
use super::standards_arguments::StandardsCheck;
use crate::diagnostic::{Level, Severity, code};
use crate::report::count;
use crate::workspace::{LintRequest, apply_fixes, lint_library};
use anyhow::Result;
use std::path::Path;

/// `concordant standards check`.
pub(super) fn run(arguments: &StandardsCheck, printer: &Printer) -> Result<Exit> {
    let mut levels = Vec::new();
    for written in &arguments.level {
        match level(written) {
            Some(level) => levels.push(level),
            None => {
                Printer::complain(&format!(
                    "error: `{written}` is no level; write CODE=error, warning, note or off"
                ));
                return Ok(Exit::Usage);
            }
        }
    }
    let request = LintRequest {
        folder: arguments.folder.as_deref(),
        embedded: !arguments.no_embedded,
        config: arguments.config.as_deref(),
        levels: &levels,
        against: arguments.against.as_deref(),
        today: arguments.as_of.unwrap_or(printer.surroundings.today),
    };
    let mut linted = lint_library(request);
    if arguments.fix {
        let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
        let mended = apply_fixes(&linted.bag, folder)?;
        Printer::complain(&format!("mended {}", count(mended, "problem")));
        linted = lint_library(request);
    }
    if linted.files.is_empty() && !linted.bag.has_errors() {
        Printer::complain("there is nothing to check: no checklist or program was found");
        // an upload step of a workflow needs its file all the same
        diagnostics::write(printer, &linted.bag, (&linted.files, None))?;
        return Ok(Exit::Nothing);
    }
    if arguments.folder.is_none() {
        let all = count(linted.files.len(), "standard");
        Printer::complain(&format!(
            "checked {all} inside the binary; name a folder to check yours"
        ));
    }
    diagnostics::write(printer, &linted.bag, (&linted.files, None))
}

fn level(written: &str) -> Option<(String, Level)> {
    let (id, word) = written.split_once('=')?;
    let level = match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" => Some(Severity::Note),
        "off" => None,
        _ => return None,
    };
    Some((code::find(id)?.id.to_owned(), level))
}
