//! `template`: blank sheets for those who answer.

use super::arguments::Format;
use super::exit::Exit;
use super::init::{refusal, written};
use super::judge::{library, the_one};
use super::output::Printer;
use super::template_arguments::{SplitBy, TemplateArguments};
use crate::assessment::Party;
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::intake::form::form_page;
use crate::intake::template::{Template, TemplateChecklist, csv_sheets};
use crate::intake::workbook::workbook;
use crate::sheet::write_csv;
use crate::workspace::{Ask, Options, Questions, ask, find, write_new};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Files with what they hold.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// `concordant template`.
pub(super) fn run(arguments: &TemplateArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let questions = match questions(arguments, printer, &bag) {
        Ok(questions) => questions,
        Err(exit) => return Ok(exit),
    };
    if let Some(role) = &arguments.role
        && questions.template(Some(role)).rows().next().is_none()
    {
        let whole = questions.template(None);
        let near = did_you_mean(role, whole.roles());
        let help = near.unwrap_or_else(|| format!("these answer: {}", whole.roles().join(", ")));
        Printer::complain(&format!("error: nothing is asked of `{role}`; {help}"));
        return Ok(Exit::Usage);
    }
    let files = match arguments.split_by {
        Some(SplitBy::Role) => by_role(arguments, &questions)?,
        None => one(arguments, &questions)?,
    };
    if files.is_empty() {
        Printer::complain("there is nothing to ask: no criterion applies");
        return Ok(Exit::Nothing);
    }
    Ok(match write_new(files) {
        Ok(files) => {
            printer.problems(&bag);
            let next = if format(arguments) == Format::Html { NEXT_OF_FORMS } else { NEXT };
            Printer::say(&(written(&files) + next))?;
            Exit::Done
        }
        Err(error) => refusal(&error),
    })
}

const NEXT: &str = "\nNext: have it filled in, lay it into the folder of the assessment, beside \
                    assessment.toml, then\n  concordant check FOLDER\n";

const NEXT_OF_FORMS: &str = "\nNext: have it filled in with any browser, lay the sheet that it saves into the folder of \
                             the assessment, beside assessment.toml, then\n  concordant check FOLDER\n";

fn questions(
    arguments: &TemplateArguments,
    printer: &Printer,
    bag: &Bag,
) -> Result<Questions, Exit> {
    let unusable = || {
        printer.all_problems(bag);
        Printer::complain("nothing was written");
        Exit::Unusable
    };
    let library = library(&arguments.library, bag);
    let inputs = find(arguments.path.as_slice(), bag);
    if bag.has(&code::UNREADABLE_FILE) || (bag.has_errors() && inputs.facilities.is_empty()) {
        return Err(unusable());
    }
    let folder = if arguments.path.is_some() { Some(the_one(&inputs)?) } else { None };
    let options = Options {
        program: arguments.program.as_deref(),
        assessment: arguments.assessment.as_deref(),
        as_of: arguments.as_of,
        today: printer.surroundings.today,
    };
    let party = arguments.party.map(Party::from);
    ask(Ask { folder, library: &library, options, party }, bag).map_err(|_| unusable())
}

/// The whole, or the part of one role: a file, or a folder with files.
fn one(arguments: &TemplateArguments, questions: &Questions) -> Result<Files> {
    let template = questions.template(arguments.role.as_deref());
    if template.rows().next().is_none() {
        return Ok(Vec::new());
    }
    let output = &arguments.output;
    let format = format(arguments);
    if is_file(output) {
        return Ok(vec![(output.clone(), bytes(format, &template, questions)?)]);
    }
    if format != Format::Csv {
        let path = output.join(format!("{}.{}", template.file_stem(), ending(format)));
        return Ok(vec![(path, bytes(format, &template, questions)?)]);
    }
    let file = |checklist: &TemplateChecklist| {
        let path = output.join(format!("{}.csv", checklist.id));
        Ok((path, csv(std::slice::from_ref(checklist), template.party)?))
    };
    template.checklists.iter().map(file).collect()
}

/// A file for each role that answers anything.
fn by_role(arguments: &TemplateArguments, questions: &Questions) -> Result<Files> {
    let format = format(arguments);
    let file = |role: &&str| {
        let template = questions.template(Some(role));
        let path = arguments.output.join(format!("{role}.{}", ending(format)));
        Ok((path, bytes(format, &template, questions)?))
    };
    questions.template(None).roles().iter().map(file).collect()
}

/// A template in a format.
fn bytes(format: Format, template: &Template, questions: &Questions) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Csv => csv(&template.checklists, template.party)?,
        Format::Html => form_page(template, &questions.vocabulary).into_bytes(),
        // another format joins here, in `ending` and in `refused`
        _ => workbook(template, &questions.program.model, &questions.vocabulary)?,
    })
}

fn csv(checklists: &[TemplateChecklist], party: Party) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_csv(&csv_sheets(checklists, party), &mut bytes)?;
    Ok(bytes)
}

/// `--format`, else by the ending of the file, else a workbook.
fn format(arguments: &TemplateArguments) -> Format {
    let by_ending = match extension(&arguments.output).as_deref() {
        Some("csv") => Format::Csv,
        Some("html") => Format::Html,
        _ => Format::Xlsx,
    };
    arguments.format.unwrap_or(by_ending)
}

fn ending(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Html => "html",
        _ => "xlsx",
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Whether the output names a file: a folder has no ending, or is there already.
fn is_file(path: &Path) -> bool {
    matches!(extension(path).as_deref(), Some("csv" | "html" | "xlsx"))
}

/// Why the arguments cannot be carried out.
pub(super) fn refused(arguments: &TemplateArguments) -> Option<&'static str> {
    let written = arguments.format.filter(|_| is_file(&arguments.output));
    let differs = written
        .is_some_and(|format| extension(&arguments.output).as_deref() != Some(ending(format)));
    match arguments.format {
        Some(format) if !matches!(format, Format::Csv | Format::Html | Format::Xlsx) => {
            Some("error: a template is a workbook, CSV or a page: --format xlsx, csv or html")
        }
        _ if differs => Some("error: the ending of --output says another format than --format"),
        _ if arguments.split_by.is_some() && is_file(&arguments.output) => {
            Some("error: --split-by writes several files; let --output name a folder")
        }
        _ if arguments.path.is_none() && arguments.program.is_none() => {
            Some("error: give a facility's folder, or --program ID for sheets of no facility")
        }
        _ => None,
    }
}
