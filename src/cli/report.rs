//! `report`: the gap report and its parts, in every format.

use super::arguments::{Format, PartArguments, ReportArguments};
use super::exit::Exit;
use super::judge::judged;
use super::output::Printer;
use super::report_plan::SetPlan;
use super::report_set::report_set;
use super::tables;
use crate::diagnostic::{Bag, nearest};
use crate::gap::RankBy;
use crate::report::{
    Contents, DepartmentReport, ExitReport, Report, Stamp, StandardStamp, Templates,
    department_document, exit_document, full_report_document, report_document,
};
use crate::workspace::{Opened, read_templates};
use anyhow::Result;
use std::path::Path;

/// `concordant report`.
pub(super) fn report(arguments: &ReportArguments, printer: &Printer) -> Result<Exit> {
    let by = RankBy::from(arguments.gaps.rank_by);
    let part = &arguments.part;
    if part.template.is_some() && !part.all && printer.format() != Format::Html {
        Printer::complain("error: --template is for HTML: add --format html, or --all");
        return Ok(Exit::Usage);
    }
    let contents = Contents { by, findings: part.findings };
    judged(&arguments.gaps.judge, printer, |opened, card, bag| {
        if let Some(role) = unknown_role(part, opened) {
            Printer::complain(&role);
            return Ok(Some(Exit::Usage));
        }
        let report = Report::new(stamp(opened), card, contents, bag);
        let written = if part.all || printer.format() == Format::Html {
            let plan = part.all.then(|| SetPlan::new((opened, card), &report, bag));
            pages(&report, part, plan.as_ref(), printer)?
        } else {
            document(&report, part, printer)?;
            Written::Whole
        };
        Ok(written.exit())
    })
}

/// What became of a report.
pub(super) enum Written {
    /// It was written.
    Whole,
    /// It may not go where it was asked to go, which was said.
    Refused,
    /// A template cannot be used; the bag says why.
    NoTemplate,
}

impl Written {
    /// How to exit, where not everything was written.
    pub(super) fn exit(&self) -> Option<Exit> {
        match self {
            Self::Whole => None,
            Self::Refused => Some(Exit::Usage),
            Self::NoTemplate => {
                Printer::complain("nothing was written");
                Some(Exit::Unusable)
            }
        }
    }
}

/// A role that nobody has, said with the nearest.
fn unknown_role(part: &PartArguments, opened: &Opened) -> Option<String> {
    let roles: Vec<&str> = opened.vocabulary.role_ids().collect();
    let role = part.role.as_ref().filter(|role| !roles.contains(&role.as_str()))?;
    let near = nearest(role, roles.iter().copied());
    let help = near.map_or_else(|| roles.join(", "), |near| format!("did you mean {near}?"));
    Some(format!("error: `{role}` is no role of the vocabulary; {help}"))
}

fn page(
    report: &Report,
    part: &PartArguments,
    (templates, bag): (&Templates, &Bag),
) -> Option<String> {
    match &part.role {
        Some(role) => templates.department(report, (role, None), bag),
        None if part.exit => templates.exit(report, bag),
        None => templates.report(report, bag),
    }
}

/// Pages, from templates: one of them, or the whole set.
fn pages(
    report: &Report,
    part: &PartArguments,
    plan: Option<&SetPlan>,
    printer: &Printer,
) -> Result<Written> {
    with_templates(part.template.as_deref(), printer, |templates, bag| {
        if let Some(plan) = plan {
            return report_set((report, plan), (templates, bag), printer);
        }
        write_page(page(report, part, (templates, bag)), printer)
    })
}

/// Writes a page, where there is one.
pub(super) fn write_page(page: Option<String>, printer: &Printer) -> Result<Written> {
    match page {
        Some(page) => printer.write(page.as_bytes()).map(|()| Written::Whole),
        None => Ok(Written::NoTemplate),
    }
}

/// Writes with the templates of a folder in place of ours; says what is wrong with them.
pub(super) fn with_templates(
    folder: Option<&Path>,
    printer: &Printer,
    write: impl FnOnce(&Templates, &Bag) -> Result<Written>,
) -> Result<Written> {
    let bag = Bag::new();
    let own = folder.map(|folder| read_templates(folder, &bag));
    let templates = Templates::new(&own.unwrap_or_default(), &bag);
    let written = if bag.has_errors() { Written::NoTemplate } else { write(&templates, &bag)? };
    if !bag.sorted().is_empty() {
        printer.all_problems(&bag);
    }
    Ok(written)
}

fn document(report: &Report, part: &PartArguments, printer: &Printer) -> Result<()> {
    if part.exit {
        let exit = ExitReport::new(report);
        return printer.report(&exit, &exit_document(report, &exit));
    }
    if let Some(role) = &part.role {
        let department = DepartmentReport::new(report, role);
        return printer.report(&department, &department_document(report, &department, None));
    }
    match printer.format() {
        Format::Csv | Format::Xlsx => tables::write(report, part, printer),
        Format::Markdown => printer.report(report, &full_report_document(report)),
        _ => printer.report(report, &report_document(report)),
    }
}

/// What a report was made by and from.
pub(super) fn stamp(opened: &Opened) -> Stamp {
    let of = |id: &str, version: &semver::Version, digest: &str| StandardStamp {
        id: id.to_owned(),
        version: version.to_string(),
        digest: digest.to_owned(),
        superseded_by: opened.superseded.get(id).map(ToString::to_string),
    };
    let program = &opened.program;
    let checklists = opened.checklists.iter();
    Stamp::new(
        of(&program.model.id, &program.model.version, &program.digest()),
        checklists.map(|c| of(&c.model.id, &c.model.version, &c.digest())).collect(),
        opened.as_of,
    )
}
