//! `report --all`: every file that is handed over, in one folder with an index.

use super::output::Printer;
use super::report::Written;
use crate::diagnostic::Bag;
use crate::report::{
    DepartmentReport, FileGroup, FileLine, Report, TableName, Templates, count, departments,
    full_report_document, markdown, table_csv, to_json, workbook,
};
use crate::workspace::{Set, write_set};
use anyhow::{Context as _, Result, bail};
use std::io::ErrorKind;

/// Writes the whole set.
pub(super) fn report_set(
    report: &Report,
    (templates, bag): (&Templates, &Bag),
    printer: &Printer,
) -> Result<Written> {
    let Some(folder) = printer.output() else { bail!("--all needs --output DIR") };
    let Some(set) = files(report, templates, bag)? else { return Ok(Written::NoTemplate) };
    match write_set(folder, (&report.score.facility.id, &set)) {
        Ok(()) => Ok(Written::Whole),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Printer::complain(&format!("error: {}: {error}", folder.display()));
            Ok(Written::Refused)
        }
        Err(error) => Err(error).with_context(|| format!("could not write {}", folder.display())),
    }
}

/// The tables that are written as CSV: file, table, name, what it holds.
const TABLES: [(&str, TableName, &str, &str); 4] = [
    ("gaps.csv", TableName::Gaps, "Gaps as CSV", "a row for each gap"),
    (
        "open-questions.csv",
        TableName::OpenQuestions,
        "Open questions as CSV",
        "what nobody has answered yet",
    ),
    ("criteria.csv", TableName::Criteria, "Criteria as CSV", "every criterion as it stands"),
    ("evidence.csv", TableName::Evidence, "Evidence as CSV", "the register, and what has run out"),
];

/// What is listed in the index, and the bytes of each file.
struct Files {
    groups: Vec<FileGroup>,
    set: Set,
}

impl Files {
    fn add(&mut self, path: &str, (name, text): (&str, &str), bytes: Vec<u8>) {
        let line = FileLine { path: path.to_owned(), name: name.to_owned(), text: text.to_owned() };
        if let Some(group) = self.groups.last_mut() {
            group.files.push(line);
        }
        self.set.insert(path.to_owned(), bytes);
    }

    fn group(&mut self, name: &'static str) {
        self.groups.push(FileGroup { name, files: Vec::new() });
    }
}

fn files(report: &Report, templates: &Templates, bag: &Bag) -> Result<Option<Set>> {
    let mut files = Files { groups: Vec::new(), set: Set::new() };
    let Some(page) = templates.report(report, bag) else { return Ok(None) };
    let Some(exit) = templates.exit(report, bag) else { return Ok(None) };
    files.group("To read and to sign");
    files.add("report.html", ("Gap report", "for executives and committees"), page.into());
    files.add("exit.html", ("Exit statement", "two pages for the exit conference"), exit.into());
    files.group("For each department");
    for role in departments(report) {
        let Some(page) = templates.department(report, &role, bag) else { return Ok(None) };
        let path = format!("departments/{role}.html");
        let part = DepartmentReport::new(report, &role);
        let gaps = count(part.gaps.len(), "gap");
        let asked = count(part.open_questions.len(), "question");
        let text = format!("{gaps} to close, {asked} to answer");
        files.add(&path, (&role.replace('-', " "), &text), page.into());
    }
    files.group("To work with");
    let text = markdown(&full_report_document(report));
    files.add("report.md", ("Markdown", "for git and wikis"), text.into());
    let book = workbook(report).context("the report does not fit a workbook")?;
    files.add(
        "report.xlsx",
        ("Workbook", "a sheet for each table, for Excel and LibreOffice"),
        book,
    );
    for (path, table, name, text) in TABLES {
        let mut bytes = Vec::new();
        table_csv(report, table, &mut bytes)?;
        files.add(path, (name, text), bytes);
    }
    let json = to_json(report)?;
    files.add("report.json", ("JSON", "for programs; names are stable"), json.into());
    files.groups.retain(|group| !group.files.is_empty());
    let Some(index) = templates.index(report, &files.groups, bag) else { return Ok(None) };
    files.set.insert("index.html".to_owned(), index.into());
    Ok(Some(files.set))
}
