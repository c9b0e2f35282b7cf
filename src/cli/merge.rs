//! `merge`: several people's sheets of one assessment as one, and where they differ.

use super::arguments::{DrawArguments, MergeArguments};
use super::exit::Exit;
use super::judge::library;
use super::output::Printer;
use crate::assessment::{RawSheet, raw_sheets};
use crate::diagnostic::{Bag, did_you_mean};
use crate::facility::{Facility, parse_facility};
use crate::intake::answered::Typed;
use crate::intake::merge::{
    Known, Merged, Preference, conflict_rows, merge, rejected_rows, sheet_rows,
};
use crate::intake::workbook::TemplateError;
use crate::library::{Kind, Library};
use crate::report::{EXPORT_STAMP, MergeReport, count, merge_document};
use crate::sheet::write_csv;
use crate::standard::Checklist;
use crate::workspace::{
    Options, Stop, beside, facility_near, is_same_file, of_two_assessments, questions_near,
    read_together, sealed, sheets_in_order, sheets_meant, write_beside_others,
};
use anyhow::Result;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// `concordant merge`.
pub(super) fn run(arguments: &MergeArguments, printer: &Printer) -> Result<Exit> {
    // --output is the merged sheet; what came of it is told on the standard output
    let told = DrawArguments { output: None, ..arguments.draw.clone() };
    let printer = Printer::new(printer.surroundings, &told);
    let bag = Bag::new();
    let arguments =
        &MergeArguments { files: sheets_meant(&arguments.files, &bag), ..arguments.clone() };
    if let Some(refusal) = refusal(arguments) {
        Printer::complain(&format!("error: {refusal}"));
        return Ok(Exit::Usage);
    }
    let library = library(&arguments.library, &bag);
    let sheets = sheets_in_order(&arguments.files, &bag);
    let files: Vec<(String, Vec<RawSheet>)> =
        sheets.iter().map(|file| (file.name().to_string(), raw_sheets(file, &bag))).collect();
    if bag.has_errors() {
        printer.all_problems(&bag);
        Printer::complain("nothing was merged and nothing was written");
        return Ok(Exit::Unusable);
    }
    let facility = facility(arguments, &library);
    let checklists = checklists(&library);
    let known = Known::new(&checklists, facility.as_ref());
    let prefer = match preferences(arguments, &known) {
        Ok(prefer) => prefer,
        Err(message) => {
            Printer::complain(&format!("error: {message}"));
            return Ok(Exit::Usage);
        }
    };
    let merged = merge(&files, &known, &prefer);
    // pages that hold no answers are passed over, not in silence
    if bag.counts().warnings > 0 && !arguments.draw.quiet {
        printer.all_problems(&bag);
    }
    if merged.rows.is_empty() && merged.conflicts.is_empty() && merged.rejected.is_empty() {
        Printer::complain("there is nothing to merge: no file holds a row; nothing was written");
        return Ok(Exit::Nothing);
    }
    for wish in merged.idle.iter().filter_map(|at| arguments.prefer.get(*at)) {
        Printer::complain(&format!("--prefer {wish} had nothing to settle"));
    }
    let sheet = match sheet(arguments, (&library, &printer), &merged) {
        Ok(sheet) => sheet,
        Err(exit) => return Ok(exit),
    };
    let mut report = MergeReport::new(&merged, &known);
    if let Err(error) = write(arguments, (&merged, sheet), &mut report) {
        Printer::complain(&format!("error: {error:#}; nothing was written"));
        return Ok(Exit::Usage);
    }
    printer.report(&report, &merge_document(&report))?;
    Ok(exit(arguments, &merged))
}

fn exit(arguments: &MergeArguments, merged: &Merged) -> Exit {
    let lost = merged.rejected.iter().any(|row| row.reason.is_answer());
    match (merged.conflicts.is_empty(), lost) {
        (false, _) => Exit::DoesNotHold,
        (true, true) if arguments.draw.output.is_some() => Exit::Unusable,
        (true, true) => Exit::DoesNotHold,
        (true, false) => Exit::Done,
    }
}

/// What cannot be done as it is asked for.
fn refusal(arguments: &MergeArguments) -> Option<String> {
    let inputs: Vec<String> =
        arguments.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    for (at, file) in arguments.files.iter().enumerate() {
        if is_same_file(file, inputs.get(..at).unwrap_or_default()) {
            return Some(format!("{} is given twice", file.display()));
        }
    }
    if let Some([one, other]) = of_two_assessments(&arguments.files) {
        return Some(format!(
            "{} and {} are of different rounds or parties; merge joins the sheets of one assessment",
            one.display(),
            other.display()
        ));
    }
    for path in targets(arguments) {
        let shown = path.display();
        let is_sheet = arguments.draw.output.as_ref() == Some(&path);
        if !(has_ending(&path, "csv") || (is_sheet && has_ending(&path, "xlsx"))) {
            let more = if is_sheet { " or .xlsx" } else { "" };
            return Some(format!("{shown}: give a name that ends in .csv{more}"));
        }
        if is_same_file(&path, &inputs) {
            return Some(format!("{shown} is one of the files that are merged; write elsewhere"));
        }
    }
    let (output, conflicts) = (&arguments.draw.output, &arguments.conflicts);
    (output.is_some() && output == conflicts)
        .then(|| "--output and --conflicts are one file; give two".to_owned())
}

/// Every file that may be written.
fn targets(arguments: &MergeArguments) -> Vec<PathBuf> {
    let output = arguments.draw.output.iter();
    let rejects = output.clone().map(|path| beside(path, REJECTS));
    output.cloned().chain(rejects).chain(arguments.conflicts.clone()).collect()
}

/// What the file of rejected rows is called behind the sheet's name.
pub(super) const REJECTS: &str = "-rejects";

fn facility(arguments: &MergeArguments, library: &Library) -> Option<Facility> {
    // what is wrong with it is told by `check`
    let silent = Bag::new();
    let paths = arguments.draw.output.iter().chain(&arguments.files);
    let text = facility_near(paths.map(PathBuf::as_path), &silent)?;
    Some(parse_facility(&text, &library.vocabulary(&silent), &silent))
}

/// Every checklist of the library, of each the newest version first.
pub(super) fn checklists(library: &Library) -> Vec<Checklist> {
    let silent = Bag::new();
    let entries = library.entries(Kind::Checklist);
    let mut all: Vec<Checklist> =
        entries.map(|entry| Library::checklist(entry, &silent).model).collect();
    all.sort_by_key(|checklist| (checklist.id.clone(), Reverse(checklist.version.clone())));
    all
}

/// `FILE` or `FILE:CRITERION`, a file by its path or its name alone.
fn preferences(arguments: &MergeArguments, known: &Known<'_>) -> Result<Vec<Preference>, String> {
    let mut found: Vec<Preference> = Vec::new();
    for written in &arguments.prefer {
        let wish = match (file(arguments, written), written.rsplit_once(':')) {
            (Some(file), _) => Preference { file, criterion: None },
            (None, Some((name, id))) => {
                let file = file(arguments, name).ok_or_else(|| unknown(arguments, name))?;
                if known.criterion(id).is_none() {
                    return Err(format!("--prefer {written}: `{id}` is no criterion"));
                }
                Preference { file, criterion: Some(id.to_owned()) }
            }
            (None, None) => return Err(unknown(arguments, written)),
        };
        if found.iter().any(|other| other.criterion == wish.criterion && *other != wish) {
            let what = wish.criterion.as_deref().unwrap_or("every criterion");
            return Err(format!("--prefer names two files for {what}"));
        }
        found.push(wish);
    }
    Ok(found)
}

fn file(arguments: &MergeArguments, name: &str) -> Option<usize> {
    let files = &arguments.files;
    let exact = files.iter().position(|file| file.as_path() == Path::new(name));
    let mut named = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.file_name().is_some_and(|own| own.to_string_lossy() == name));
    exact.or_else(|| match (named.next(), named.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    })
}

fn unknown(arguments: &MergeArguments, name: &str) -> String {
    let names: Vec<String> =
        arguments.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let help = near.unwrap_or_else(|| format!("the files are {}", names.join(", ")));
    format!("--prefer: `{name}` is none of the files, or two of them; {help}")
}

/// The merged sheet as it is written; none where a conflict is open or nobody asked for one.
fn sheet(
    arguments: &MergeArguments,
    (library, printer): (&Library, &Printer),
    merged: &Merged,
) -> Result<Option<Vec<u8>>, Exit> {
    let output = arguments.draw.output.as_ref().filter(|_| merged.conflicts.is_empty());
    let Some(path) = output else { return Ok(None) };
    if !has_ending(path, "xlsx") {
        let mut bytes = Vec::new();
        // memory never fails to be written
        let written = write_csv(&sheet_rows(merged), &mut bytes);
        return written.map(|()| Some(bytes)).map_err(|_| Exit::Unusable);
    }
    let bag = Bag::new();
    let options = Options {
        program: arguments.program.as_deref(),
        assessment: None,
        as_of: None,
        today: printer.surroundings.today,
    };
    let typed = Typed::from(merged);
    let paths = std::iter::once(path).chain(&arguments.files).map(PathBuf::as_path);
    let questions = match questions_near(paths, (library, options), &typed, &bag) {
        Ok(questions) => questions,
        Err(Stop::Nothing) => {
            Printer::complain(
                "error: nothing says what a workbook asks: let --output lie in the folder of the \
                 assessment, or give --program ID; --output FILE.csv needs neither",
            );
            return Err(Exit::Usage);
        }
        Err(Stop::Invalid) => {
            printer.all_problems(&bag);
            Printer::complain("nothing was written");
            return Err(Exit::Unusable);
        }
    };
    let template = questions.template(None);
    let answered = questions.lay(&template, &typed);
    tell_kept(answered.kept.len());
    let bytes = questions.workbook(&template, &answered);
    bytes.map(Some).map_err(|error| unfit(&error))
}

/// Says that rows stand apart.
pub(super) fn tell_kept(rows: usize) {
    if rows > 0 {
        let rows = count(rows, "row");
        Printer::complain(&format!(
            "{rows} that no question asks for: kept as typed on the sheet `Kept answers`, with reasons"
        ));
    }
}

/// Says that a workbook cannot hold something; CSV can.
pub(super) fn unfit(error: &TemplateError) -> Exit {
    Printer::complain(&format!(
        "error: this does not fit into a workbook, CSV holds it: {error}; nothing was written"
    ));
    Exit::Unusable
}

/// Whether a path ends in this, in any case.
pub(super) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.to_string_lossy().eq_ignore_ascii_case(ending))
}

/// Writes what was asked for: the sheet and its rejects unless there is a conflict, the conflicts.
fn write(
    arguments: &MergeArguments,
    (merged, sheet): (&Merged, Option<Vec<u8>>),
    report: &mut MergeReport,
) -> Result<()> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut outdated = Vec::new();
    if let Some(path) = &arguments.conflicts {
        files.push((path.clone(), sealed(&conflict_rows(merged, EXPORT_STAMP))?));
    }
    if let (Some(path), Some(sheet)) = (&arguments.draw.output, sheet) {
        let rejects = beside(path, REJECTS);
        match rejected_rows(merged, EXPORT_STAMP) {
            Some(rows) => files.push((rejects, sealed(&rows)?)),
            None => outdated.push(rejects),
        }
        files.push((path.clone(), sheet));
        let others = read_together(path, &arguments.files);
        report.beside = others.iter().map(|path| shown(path)).collect();
    }
    for path in write_beside_others(&files, &outdated)? {
        tell_removed(&path);
    }
    report.written = files.iter().map(|(path, _)| shown(path)).collect();
    Ok(())
}

/// Says that a table of an earlier run is gone.
pub(super) fn tell_removed(path: &Path) {
    let path = path.display();
    Printer::complain(&format!("removed {path} of an earlier run: now no row is rejected"));
}

fn shown(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
