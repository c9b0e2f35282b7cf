//! `plan`: from the gaps to what is done, in which order, by when.

use super::arguments::Format;
use super::exit::Exit;
use super::judge::judged;
use super::output::Printer;
use super::plan_arguments::{MinimizeBy, PlanArguments, PlanCommand, PlanVerb};
use super::plan_keep;
use super::report::{stamp, with_templates, write_page};
use crate::gap::{RankBy, find};
use crate::plan::{Breadth, Minimize, NoPlan, Request, plan};
use crate::report::{
    Contents, PlanReport, Report, actions_csv, plan_calendar, plan_document, plan_workbook,
};
use crate::score::Scorecard;
use anyhow::{Context as _, Result};

/// `concordant plan`.
pub(super) fn run(verb: &PlanVerb, printer: &Printer) -> Result<Exit> {
    match &verb.command {
        Some(PlanCommand::CheckIn(check_in)) => return plan_keep::check_in(check_in, printer),
        Some(PlanCommand::Status(status)) => return plan_keep::status(status, printer),
        None => {}
    }
    let arguments = &verb.plan;
    if arguments.template.is_some() && printer.format() != Format::Html {
        Printer::complain("error: --template is for HTML: add --format html");
        return Ok(Exit::Usage);
    }
    judged(&arguments.judge, printer, |opened, card, bag| {
        if let Some(message) = unknown(arguments, card) {
            Printer::complain(&message);
            return Ok(Some(Exit::Usage));
        }
        let list = find(card, RankBy::Priority);
        let mut request = request(arguments, printer);
        let keeping = opened.keeping(bag);
        request.kept = keeping.kept(request.start);
        let plan = match plan(card, &list, &request) {
            Ok(plan) => plan,
            Err(no) => {
                Printer::complain(&told(&no));
                return Ok(Some(Exit::DoesNotHold));
            }
        };
        if verb.accept {
            return plan_keep::accept(verb, (opened, &plan), printer, bag).map(Some);
        }
        let report = Report::new(stamp(opened), card, Contents::default(), bag);
        let plan = PlanReport::new(&plan, &report);
        if printer.format() == Format::Html {
            let written =
                with_templates(arguments.template.as_deref(), printer, |templates, bag| {
                    write_page(templates.plan(&plan, &report, bag), printer)
                });
            return Ok(written?.exit());
        }
        write(&plan, printer)?;
        Ok(None)
    })
}

fn write(plan: &PlanReport, printer: &Printer) -> Result<()> {
    match printer.format() {
        Format::Xlsx => {
            printer.write(&plan_workbook(plan).context("the plan does not fit a workbook")?)
        }
        Format::Csv => {
            let mut bytes = Vec::new();
            actions_csv(plan, &mut bytes)?;
            printer.write(&bytes)
        }
        Format::Ics => printer.write(plan_calendar(plan).as_bytes()),
        _ => printer.report(plan, &plan_document(plan)),
    }
}

pub(super) fn request(arguments: &PlanArguments, printer: &Printer) -> Request {
    let today = printer.surroundings.today;
    Request {
        target: arguments.target.clone(),
        breadth: match (arguments.minimum, arguments.close_all) {
            (true, _) => Breadth::Minimum,
            (_, true) => Breadth::CloseAll,
            _ => Breadth::Usual,
        },
        minimize: match arguments.minimize {
            MinimizeBy::Effort => Minimize::Effort,
            MinimizeBy::Time => Minimize::Time,
            MinimizeBy::Cost => Minimize::Cost,
        },
        must: arguments.must.clone(),
        skip: arguments.skip.clone(),
        skip_reason: arguments.reason.clone().unwrap_or_default(),
        ask_first: arguments.ask_first,
        kept: None,
        start: arguments.start.or(arguments.judge.case.as_of).unwrap_or(today),
    }
}

/// A tier, criterion or remediation that there is not.
fn unknown(arguments: &PlanArguments, card: &Scorecard<'_>) -> Option<String> {
    if arguments.minimize == MinimizeBy::Cost && card.case.facility.day_rates.is_empty() {
        let message = "error: --minimize cost needs [day_rates] in facility.toml, such as";
        return Some(format!("{message} pharmacy-manager = 620"));
    }
    let tiers: Vec<&str> = card.program.tiers.iter().map(|tier| tier.id.as_str()).collect();
    if let Some(target) = arguments.target.as_deref().filter(|target| !tiers.contains(target)) {
        let near = crate::diagnostic::nearest(target, tiers.iter().copied());
        let help = near.map_or_else(|| tiers.join(", "), |near| format!("did you mean {near}?"));
        return Some(format!("error: `{target}` is no tier of the program; {help}"));
    }
    let criteria = card.checklists.iter().flat_map(|checklist| {
        let criteria = checklist.criteria.iter().map(|criterion| criterion.id.as_str());
        criteria.chain(checklist.remediations.iter().map(|remediation| remediation.id.as_str()))
    });
    let known: Vec<&str> = criteria.collect();
    let named = arguments.must.iter().chain(&arguments.skip);
    let unknown = named.map(String::as_str).find(|id| !known.contains(id))?;
    let near = crate::diagnostic::nearest(unknown, known.iter().copied());
    let help = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    Some(format!("error: `{unknown}` is no criterion or remediation that is judged{help}"))
}

pub(super) fn told(no: &NoPlan) -> String {
    match no {
        NoPlan::Clash(parts) => format!(
            "no plan reaches the target: these cannot hold together, and without any one of them \
             the rest could\n- {}",
            parts.join("\n- ")
        ),
        NoPlan::NoTimetable(why) => format!("the actions have no timetable: {why}"),
    }
}
