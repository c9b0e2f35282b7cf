//! `template`: blank sheets for those who answer.

use super::answers::Answers;
use super::arguments::Format;
use super::exit::Exit;
use super::init::{quoted, refusal, written};
use super::judge::{library, the_one};
use super::merge::{REJECTS, tell_kept, tell_removed};
use super::output::Printer;
use super::template_arguments::{SplitBy, TemplateArguments};
use crate::assessment::Party;
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::intake::answered::Answered;
use crate::intake::form::form_page;
use crate::intake::template::{Template, TemplateChecklist, answered_sheets};
use crate::sheet::{Value, write_csv};
use crate::workspace::{
    Ask, Options, Questions, ask, beside, find, free_name, outdated_tables, remove_tables, sealed,
    write_new,
};
use anyhow::Result;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Files with what they hold.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// What is asked, with what is answered already where that is wanted.
struct Sheets {
    questions: Questions,
    answers: Option<Answers>,
}

/// `concordant template`.
pub(super) fn run(arguments: &TemplateArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let mut sheets = match sheets(arguments, printer, &bag) {
        Ok(sheets) => sheets,
        Err(exit) => return Ok(exit),
    };
    if let Some(role) = &arguments.role
        && sheets.questions.template(Some(role)).rows().next().is_none()
    {
        let whole = sheets.questions.template(None);
        let near = did_you_mean(role, whole.roles());
        let help = near.unwrap_or_else(|| format!("these answer: {}", whole.roles().join(", ")));
        Printer::complain(&format!("error: nothing is asked of `{role}`; {help}"));
        return Ok(Exit::Usage);
    }
    let files = match arguments.split_by {
        Some(SplitBy::Role) => sheets.by_role(arguments)?,
        None => sheets.one(arguments)?,
    };
    if files.is_empty() {
        Printer::complain("there is nothing to ask: no criterion applies");
        return Ok(Exit::Nothing);
    }
    let answers = sheets.answers.as_ref();
    let (told, exit) = answers.map_or((String::new(), Exit::Done), Answers::told);
    Ok(match sheets.write(arguments, files)? {
        Ok(files) => {
            printer.problems(&bag);
            Printer::say(&(written(&files) + &told + &sheets.next(arguments)))?;
            exit
        }
        Err(exit) => exit,
    })
}

fn sheets(arguments: &TemplateArguments, printer: &Printer, bag: &Bag) -> Result<Sheets, Exit> {
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
    let asked = ask(Ask { folder, library: &library, options, party }, bag);
    let questions = asked.map_err(|_| unusable())?;
    let wanted = folder.filter(|_| arguments.with_answers);
    let read = |folder| Answers::read(&questions, (folder, &library, options), printer);
    let answers = wanted.map(read).transpose()?;
    Ok(Sheets { questions, answers })
}

impl Sheets {
    /// The whole, or the part of one role: a file, or a folder with files.
    fn one(&self, arguments: &TemplateArguments) -> Result<Files> {
        let template = self.questions.template(arguments.role.as_deref());
        if template.rows().next().is_none() {
            return Ok(Vec::new());
        }
        let output = &arguments.output;
        let format = format(arguments);
        if format == Format::Xlsx {
            tell_kept(self.answered(&template).kept.len());
        }
        if is_file(output) {
            return Ok(vec![(output.clone(), self.bytes(format, &template)?)]);
        }
        if format != Format::Csv {
            let path = output.join(format!("{}.{}", template.file_stem(), ending(format)));
            return Ok(vec![(path, self.bytes(format, &template)?)]);
        }
        let mut answered = self.answered(&template);
        let party = template.party;
        let kept = answered.take_kept();
        let file = |checklist: &TemplateChecklist| {
            let path = output.join(format!("{}.csv", checklist.id));
            let rows = answered_sheets(std::slice::from_ref(checklist), party, &answered);
            Ok((path, csv(&rows)?))
        };
        let mut files: Files = template.checklists.iter().map(file).collect::<Result<_>>()?;
        if !kept.kept.is_empty() {
            let rows = answered_sheets(&[], party, &kept);
            files.push((output.join("kept-answers.csv"), csv(&rows)?));
        }
        Ok(files)
    }

    /// A file for each role that answers anything.
    fn by_role(&mut self, arguments: &TemplateArguments) -> Result<Files> {
        let format = format(arguments);
        let whole = self.questions.template(None);
        let roles = whole.roles();
        let answered = self.answered(&whole);
        if let Some(answers) = &mut self.answers {
            answers.leave_out(&answered, &roles);
        }
        let file = |role: &&str| {
            let template = self.questions.template(Some(role));
            let path = arguments.output.join(format!("{role}.{}", ending(format)));
            Ok((path, self.bytes(format, &template)?))
        };
        roles.iter().map(file).collect()
    }

    fn answered(&self, template: &Template) -> Answered {
        let typed = self.answers.as_ref().map(|answers| &answers.typed);
        typed.map(|typed| self.questions.lay(template, typed)).unwrap_or_default()
    }

    /// A template in a format.
    fn bytes(&self, format: Format, template: &Template) -> Result<Vec<u8>> {
        let answered = self.answered(template);
        Ok(match format {
            Format::Csv => csv(&answered_sheets(&template.checklists, template.party, &answered))?,
            Format::Html => form_page(template, &self.questions.vocabulary).into_bytes(),
            // another format joins here, in `ending` and in `refused`
            _ => self.questions.workbook(template, &answered)?,
        })
    }

    /// Writes the files, and beside them what none of them holds.
    fn write(
        &self,
        arguments: &TemplateArguments,
        mut files: Files,
    ) -> Result<Result<Vec<PathBuf>, Exit>> {
        let rejects = if is_file(&arguments.output) {
            beside(&arguments.output, REJECTS)
        } else {
            arguments.output.join("rejects.csv")
        };
        let mut outdated = Vec::new();
        match self.answers.as_ref().map(Answers::rejects) {
            Some(Some(rows)) => files.push((rejects, sealed(&rows)?)),
            Some(None) => outdated.push(rejects),
            None => {}
        }
        let removed = match outdated_tables(&outdated) {
            Ok(removed) => removed,
            Err(error) => {
                Printer::complain(&format!("error: {error}; nothing was written"));
                return Ok(Err(Exit::Usage));
            }
        };
        let written = write_new(files);
        if written.is_ok() {
            remove_tables(&removed)?;
            for path in &removed {
                tell_removed(path);
            }
        }
        Ok(written.map_err(|error| refusal(&error)))
    }

    /// What to do with the files.
    fn next(&self, arguments: &TemplateArguments) -> String {
        let format = format(arguments);
        let is_form = format == Format::Html;
        let shown = |path: &Path| quoted(&path.display().to_string());
        let folder = arguments.path.as_deref().unwrap_or(Path::new("FOLDER"));
        let named = Path::new(&self.questions.header.name).parent().and_then(Path::file_name);
        let assessment = folder.join(named.unwrap_or(OsStr::new("ASSESSMENT")));
        let whole = shown(&free_name(
            &assessment,
            ("all", if format == Format::Csv { "csv" } else { "xlsx" }),
        ));
        let check = format!("  concordant check {}", shown(folder));
        let (output, assessment) = (shown(&arguments.output), shown(&assessment));
        let with = if is_form { " with any browser, which saves a sheet" } else { "" };
        let then = format!("Then take the other sheets out of {assessment}, and\n{check}\n");
        let is_part = arguments.role.is_some() && self.answers.is_some();
        match (arguments.split_by, is_part) {
            (Some(SplitBy::Role), _) => format!(
                "\nNext: have each filled in{with}. They come back together as one sheet:\n  concordant \
                 merge {output} --output {whole}\n{then}"
            ),
            (None, true) => format!(
                "\nNext: have it filled in, then join it with the sheets that are there; its word \
                 counts:\n  concordant merge {output} {assessment} --prefer {output} --output \
                 {whole}\n{then}"
            ),
            (None, false) => {
                let renewed = match &self.answers {
                    Some(_) => ",\nin the place of the sheets that it renews",
                    None => "",
                };
                let what = if is_form { "the sheet" } else { "it" };
                format!(
                    "\nNext: have it filled in{with}, lay {what} into the folder of the assessment, \
                     beside assessment.toml{renewed}, then\n{check}\n"
                )
            }
        }
    }
}

fn csv(rows: &[Vec<Value>]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_csv(rows, &mut bytes)?;
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

/// Whether a name ends like that of a file which this verb does not write.
fn is_of_others(path: &Path) -> bool {
    const ENDINGS: [&str; 10] =
        ["ods", "xls", "xlsm", "xlsb", "tsv", "txt", "pdf", "json", "md", "htm"];
    extension(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Why the arguments cannot be carried out.
pub(super) fn refused(arguments: &TemplateArguments) -> Option<&'static str> {
    let written = arguments.format.filter(|_| is_file(&arguments.output));
    let differs = written
        .is_some_and(|format| extension(&arguments.output).as_deref() != Some(ending(format)));
    let refusals = [
        (differs, "error: the ending of --output says another format than --format"),
        (
            is_of_others(&arguments.output),
            "error: sheets are written as .xlsx, .csv or .html; give such a name, or a folder",
        ),
        (
            arguments.split_by.is_some() && is_file(&arguments.output),
            "error: --split-by writes several files; let --output name a folder",
        ),
        (
            arguments.with_answers && format(arguments) == Format::Html,
            "error: a page is handed out blank; write --format csv --with-answers, and load that sheet \
             into the page",
        ),
        (
            arguments.path.is_none() && arguments.program.is_none(),
            "error: give a facility's folder, or --program ID for sheets of no facility",
        ),
    ];
    refusals.into_iter().find(|(holds, _)| *holds).map(|(_, why)| why)
}
