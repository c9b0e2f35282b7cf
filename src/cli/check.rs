//! `check`: every problem of every file, each with its place and what to do.

use super::arguments::CheckArguments;
use super::diagnostics;
use super::exit::Exit;
use super::judge::library;
use super::merge::{tell_removed, unfit};
use super::output::Printer;
use super::privacy::Allowances;
use super::report::stamp;
use crate::diagnostic::Bag;
use crate::gap::{RankBy, find as find_gaps};
use crate::library::Library;
use crate::plan::{Breadth, Minimize, Request, plan};
use crate::privacy::Uses;
use crate::report::{Contents, PlanReport, Report, Templates, count, departments};
use crate::score::Scorecard;
use crate::workspace::{
    FacilityFolder, Options, Repair, RepairError, Stop, check_standards, find, open,
    read_templates, repair, rounds, write_repairs,
};
use anyhow::{Context as _, Result};
use std::path::Path;

/// `concordant check`.
pub(super) fn run(arguments: &CheckArguments, printer: &Printer) -> Result<Exit> {
    let of_library = Bag::new();
    let library = library(&arguments.case.library, &of_library);
    let of_files = Bag::new();
    let inputs = find(&arguments.paths, &of_files);
    let is_empty = inputs.facilities.is_empty() && inputs.standards.is_empty();
    let of_standards = Bag::new();
    check_standards(&inputs.standards, &library, &of_standards);
    // the same file may be read in several ways; what is wrong with it is told once
    let mut bags = vec![of_library, of_files, of_standards];
    let of_templates = Bag::new();
    let own = arguments.template.as_ref().map(|folder| read_templates(folder, &of_templates));
    let templates = own.map(|files| Templates::new(&files, &of_templates));
    bags.push(of_templates);
    let mut repairs = Vec::new();
    let mut allowances = Allowances::default();
    for folder in &inputs.facilities {
        let options = arguments.case.options(printer);
        let of_facility =
            facility(folder, (&library, options), (templates.as_ref(), &mut allowances));
        bags.extend(of_facility);
        if let Some(target) = &arguments.fix_to
            && let Ok(opened) = open(folder, &library, options, &Bag::new())
        {
            repairs.extend(repair(folder, &opened, (options, target)));
        }
    }
    let bag = Bag::new();
    bag.absorb(bags);
    if is_empty && !bag.has_errors() {
        Printer::complain("there is nothing to check: no facility, sheet or standard was found");
        return Ok(Exit::Nothing);
    }
    let sheets = inputs.facilities.iter().flat_map(FacilityFolder::files);
    let standards = inputs.standards.iter().map(|text| text.name().to_owned());
    let files: Vec<String> = sheets.chain(standards).collect();
    if let Some(target) = &arguments.fix_to
        && let Some(refused) = write_fixed(target, repairs, &files)?
    {
        return Ok(refused);
    }
    diagnostics::write(printer, &bag, (&files, allowances.told(&bag).as_ref()))
}

/// Writes the repaired sheets, and says what became of them.
fn write_fixed(target: &Path, repairs: Vec<Repair>, read: &[String]) -> Result<Option<Exit>> {
    let told: Vec<String> = repairs.iter().map(told).collect();
    let written = match write_repairs(target, repairs, read) {
        Ok(written) => written,
        Err(RepairError::Unwritable(path, error)) => {
            return Err(error).with_context(|| format!("cannot write {}", path.display()));
        }
        Err(RepairError::Unfit(error)) => return Ok(Some(unfit(&error))),
        Err(refused) => {
            Printer::complain(&format!("error: {}", why_not(target, refused)));
            return Ok(Some(Exit::Usage));
        }
    };
    for line in &told {
        Printer::complain(line);
    }
    for path in written.written {
        Printer::complain(&format!("wrote {}", path.display()));
    }
    for path in written.removed {
        tell_removed(&path);
    }
    Ok(None)
}

fn told(repair: &Repair) -> String {
    match &repair.repaired {
        None => format!("{}: no row names the columns; nothing was repaired", repair.source),
        Some(repaired) => format!(
            "{}: {}, {} rejected",
            repair.source,
            count(repaired.changes.len(), "change"),
            count(repaired.rejected.len(), "row")
        ),
    }
}

fn why_not(target: &Path, refused: RepairError) -> String {
    match refused {
        RepairError::Several(count) => format!(
            "{count} sheets were given, and {} is one file; name a folder",
            target.display()
        ),
        RepairError::Source(path) => format!(
            "{} is what was read, or would lie among the sheets of an assessment; write it elsewhere",
            path.display()
        ),
        RepairError::Exists(why) => format!("{why}; nothing was written"),
        RepairError::Unfit(error) => error.to_string(),
        RepairError::Unwritable(path, error) => format!("cannot write {}: {error}", path.display()),
    }
}

/// Every round of a facility, so that an older one is not forgotten.
fn facility(
    folder: &FacilityFolder,
    (library, options): (&Library, Options<'_>),
    (templates, allowances): (Option<&Templates>, &mut Allowances),
) -> Vec<Bag> {
    let asked = options.as_of.is_some() || options.assessment.is_some();
    let mut dates: Vec<_> = rounds(folder).into_iter().map(Some).collect();
    if asked || dates.is_empty() || !folder.loose.is_empty() {
        dates = vec![options.as_of];
    }
    let mut uses = Uses::default();
    let mut last = None;
    let check = |as_of| {
        let bag = Bag::new();
        let of_templates = match open(folder, library, Options { as_of, ..options }, &bag) {
            Ok(opened) => {
                let card = opened.scorecard(&bag);
                opened.keeping(&bag);
                let report = Report::new(stamp(&opened), &card, Contents::default(), &bag);
                let drawn = templates.map(|templates| draw((&report, &card), templates));
                drop(card);
                uses.absorb(opened.allowed.clone());
                last = Some(opened);
                drawn.unwrap_or_default()
            }
            Err(Stop::Invalid | Stop::Nothing) => Vec::new(),
        };
        of_templates.into_iter().chain([bag]).collect::<Vec<Bag>>()
    };
    let mut bags: Vec<Bag> = dates.into_iter().flat_map(check).collect();
    // an allowance may be needed in one round and not in another, so it is told at the end
    if let Some(opened) = &last {
        let bag = Bag::new();
        allowances.add(opened, &uses, &bag);
        bags.push(bag);
    }
    bags
}

/// Draws a page.
type Draw<'p> = &'p dyn Fn(&Bag) -> Option<String>;

/// What is wrong with the templates of each kind of page.
fn draw((report, card): (&Report, &Scorecard<'_>), templates: &Templates) -> Vec<Bag> {
    let role = departments(report).into_iter().next().unwrap_or_default();
    let request = Request {
        target: None,
        breadth: Breadth::default(),
        minimize: Minimize::default(),
        must: Vec::new(),
        skip: Vec::new(),
        skip_reason: String::new(),
        ask_first: false,
        kept: None,
        start: report.score.as_of,
    };
    // a target that cannot be reached is no mistake of a template
    let plan = plan(card, &find_gaps(card, RankBy::Priority), &request).ok();
    let plan = plan.map(|plan| PlanReport::new(&plan, report));
    let pages: [Draw<'_>; 5] = [
        &|bag| templates.report(report, bag),
        &|bag| templates.exit(report, bag),
        &|bag| templates.department(report, (&role, None), bag),
        &|bag| templates.index(report, &[], bag),
        &|bag| plan.as_ref().and_then(|plan| templates.plan(plan, report, bag)),
    ];
    let told = |page: Draw<'_>| {
        let bag = Bag::new();
        // only what is wrong is wanted
        let _ = page(&bag);
        bag
    };
    pages.into_iter().map(told).collect()
}
