//! `report --all`: every file that is handed over, in one folder with an index.

use super::output::Printer;
use super::report::Written;
use super::report_plan::SetPlan;
use crate::diagnostic::Bag;
use crate::report::{
    DepartmentReport, FileGroup, FileLine, Report, TableName, Templates, actions_csv, count,
    departments, full_report_document, markdown, plan_calendar, plan_document, plan_workbook,
    table_csv, to_json, workbook,
};
use crate::workspace::{Set, write_set};
use anyhow::{Context as _, Result, bail};
use std::io::ErrorKind;

/// Writes the whole set.
pub(super) fn report_set(
    (report, plan): (&Report, &SetPlan),
    (templates, bag): (&Templates, &Bag),
    printer: &Printer,
) -> Result<Written> {
    let Some(folder) = printer.output() else { bail!("--all needs --output DIR") };
    let Some(set) = files((report, plan), templates, bag)? else { return Ok(Written::NoTemplate) };
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
        self.groups.push(FileGroup { name, text: String::new(), files: Vec::new() });
    }
}

fn files(
    (report, plan): (&Report, &SetPlan),
    templates: &Templates,
    bag: &Bag,
) -> Result<Option<Set>> {
    let mut files = Files { groups: Vec::new(), set: Set::new() };
    let Some(page) = templates.report(report, bag) else { return Ok(None) };
    let Some(exit) = templates.exit(report, bag) else { return Ok(None) };
    files.group("To read and to sign");
    files.add("report.html", ("Gap report", "for executives and committees"), page.into());
    files.add("exit.html", ("Exit statement", "two pages for the exit conference"), exit.into());
    if !add_plan(&mut files, (report, plan), (templates, bag))? {
        return Ok(None);
    }
    files.group("For each department");
    for role in departments(report) {
        let given = (role.as_str(), plan.planned());
        let Some(page) = templates.department(report, given, bag) else { return Ok(None) };
        let path = format!("departments/{role}.html");
        let part = DepartmentReport::new(report, &role);
        let gaps = count(part.gaps.len(), "gap");
        let asked = count(part.open_questions.len(), "question");
        let text = format!("{gaps} to close, {asked} to answer");
        files.add(&path, (&role.replace('-', " "), &text), page.into());
    }
    add_tables(&mut files, report)?;
    files.groups.retain(|group| !group.files.is_empty() || !group.text.is_empty());
    let Some(index) = templates.index(report, &files.groups, bag) else { return Ok(None) };
    files.set.insert("index.html".to_owned(), index.into());
    Ok(Some(files.set))
}

fn add_tables(files: &mut Files, report: &Report) -> Result<()> {
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
    Ok(())
}

/// The plan in every format, or why there is none; false where its page cannot be drawn.
fn add_plan(
    files: &mut Files,
    (report, plan): (&Report, &SetPlan),
    (templates, bag): (&Templates, &Bag),
) -> Result<bool> {
    files.group("The plan");
    let plan = match plan {
        SetPlan::Planned(plan) => plan,
        SetPlan::None(why) => {
            if let Some(group) = files.groups.last_mut() {
                group.text = format!("There is no plan in this set: {why}");
            }
            return Ok(true);
        }
        SetPlan::Aimless => return Ok(true),
    };
    let Some(page) = templates.plan(plan, report, bag) else { return Ok(false) };
    let actions = count(plan.actions.len(), "action");
    let text = format!("{actions} from {} to {}", plan.start, plan.schedule.finish);
    files.add("plan.html", ("Alignment plan", &text), page.into());
    let text = markdown(&plan_document(plan));
    files.add("plan.md", ("Plan as Markdown", "for git and wikis"), text.into());
    let book = plan_workbook(plan).context("the plan does not fit a workbook")?;
    files.add("plan.xlsx", ("Plan as a workbook", "for Excel and LibreOffice"), book);
    let mut bytes = Vec::new();
    actions_csv(plan, &mut bytes)?;
    files.add("plan.csv", ("Actions as CSV", "a row for each action"), bytes);
    let calendar = plan_calendar(plan);
    files.add("plan.ics", ("Calendar", "a date for each action, to subscribe to"), calendar.into());
    files.add("plan.json", ("Plan as JSON", "for programs"), to_json(&**plan)?.into());
    Ok(true)
}
