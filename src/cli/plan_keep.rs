//! `plan --accept`, `plan check-in`, `plan status`: what keeps an accepted plan.

use super::arguments::{CaseArguments, JudgeArguments};
use super::exit::Exit;
use super::judge::{judged, library, the_one};
use super::output::Printer;
use super::plan_arguments::{CheckInArguments, PlanVerb, StatusArguments, StatusGate};
use super::report::stamp;
use crate::diagnostic::{Bag, did_you_mean};
use crate::gap::{RankBy, find as gaps};
use crate::plan::{Acceptance, CheckIn, Event, Plan, new_plan, progress, updated_plan};
use crate::report::{Contents, Report, StandardStamp, StatusReport, count, status_document};
use crate::workspace::{
    FacilityFolder, LogError, Opened, Options, add_check_in, find, open, write_plan,
};
use anyhow::{Context as _, Result};
use std::path::Path;

/// `concordant plan FACILITY --accept`.
pub(super) fn accept(
    arguments: &PlanVerb,
    (opened, plan): (&Opened, &Plan),
    printer: &Printer,
    bag: &Bag,
) -> Result<Exit> {
    let keeping = opened.keeping(bag);
    // a likely identifier in a text changes no plan, and plan.toml stays in the house
    if bag.is_provisional() {
        printer.all_problems(bag);
        Printer::complain("a plan on files with errors is provisional; nothing was written");
        return Ok(Exit::Unusable);
    }
    let Some(folder) = &opened.kept.folder else {
        Printer::complain(
            "error: plan.toml lies beside facility.toml, and there is none; see init",
        );
        return Ok(Exit::Usage);
    };
    let head = acceptance(arguments, opened, printer);
    let written = match (&opened.kept.plan, &keeping.accepted) {
        (Some(text), Some(accepted)) => updated_plan(plan, &head, (text.content(), accepted)),
        _ => Ok(new_plan(plan, &head)),
    };
    let written = match written {
        Ok(written) => written,
        Err(lost) => {
            let lost: Vec<String> = lost.iter().map(|line| format!("error: {line}")).collect();
            Printer::complain(&lost.join("\n"));
            Printer::complain("nothing was written");
            return Ok(Exit::Usage);
        }
    };
    let name = opened.kept.plan.as_ref().map_or_else(|| shown(folder), |t| t.name().to_owned());
    if !written.has_changed {
        Printer::say(&format!("{name} is up to date; nothing was written\n"))?;
        return Ok(Exit::Done);
    }
    write_plan(folder, &written.text).with_context(|| format!("could not write {name}"))?;
    let new = count(written.new_actions.len(), "new action");
    Printer::say(&format!(
        "Written: {name} ({new})\n\nNext: edit it, then say what happens with\n  \
         concordant plan check-in FACILITY ACTION EVENT --by ROLE\n"
    ))?;
    printer.problems(bag);
    Ok(Exit::Done)
}

fn shown(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    name.map_or_else(|| "plan.toml".to_owned(), |name| format!("{name}/plan.toml"))
}

fn acceptance(arguments: &PlanVerb, opened: &Opened, printer: &Printer) -> Acceptance {
    let stamp = stamp(opened);
    let line = |standard: &StandardStamp| {
        let digest = standard.digest.get(..12).unwrap_or_default();
        format!("{}@{} {digest}", standard.id, standard.version)
    };
    Acceptance {
        program: opened.program.model.reference(),
        round: opened.record.round.clone(),
        by: arguments.accepted_by.clone(),
        on: arguments.plan.judge.case.as_of.unwrap_or(printer.surroundings.today),
        standards: stamp.checklists.iter().chain([&stamp.program]).map(line).collect(),
    }
}

/// `concordant plan check-in`.
pub(super) fn check_in(arguments: &CheckInArguments, printer: &Printer) -> Result<Exit> {
    let bag = Bag::new();
    let library = library(&arguments.library, &bag);
    let inputs = find(std::slice::from_ref(&arguments.facility), &bag);
    let folder = match the_one(&inputs) {
        Ok(folder) => folder,
        Err(exit) => return Ok(exit),
    };
    let today = printer.surroundings.today;
    let options = Options { program: None, assessment: None, as_of: None, today };
    let Ok(opened) = open(folder, &library, options, &bag) else {
        printer.all_problems(&bag);
        Printer::complain("nothing was written");
        return Ok(Exit::Unusable);
    };
    // mistakes in sheets and in older lines keep nobody from adding a line
    let bag = Bag::new();
    let keeping = opened.keeping(&bag);
    let (Some(accepted), Some(place)) = (&keeping.accepted, &opened.kept.folder) else {
        printer.all_problems(&bag);
        Printer::complain("there is no plan.toml that can be used; nothing was written");
        return Ok(Exit::Unusable);
    };
    let ids: Vec<&str> = accepted.actions.iter().map(|action| action.id.as_str()).collect();
    if let Some(message) = refusal(arguments, (&opened, folder), &ids, today) {
        Printer::complain(&format!("error: {message}; nothing was written"));
        return Ok(Exit::Usage);
    }
    let line = CheckIn {
        date: arguments.on.unwrap_or(today),
        action: arguments.action.clone(),
        event: arguments.event,
        by: Some(arguments.by.clone()),
        evidence: arguments.evidence.clone(),
        new_due: arguments.due,
        reason: arguments.reason.clone().unwrap_or_default().trim().to_owned(),
    };
    let why = match add_check_in(place, opened.kept.log.as_ref(), &line) {
        Ok(()) => {
            let (action, event) = (&line.action, line.event.word());
            Printer::say(&format!("{}: {action} {event}\n", line.date))?;
            return Ok(Exit::Done);
        }
        Err(LogError::Columns) => "its first row is not the header of a log of check-ins".into(),
        Err(LogError::Encoding) => "it is not UTF-8; save it as \"CSV UTF-8\"".into(),
        Err(LogError::Unwritable(error)) => format!("it cannot be written: {error}"),
    };
    Printer::complain(&format!("error: nothing was added to check-ins.csv: {why}"));
    Ok(Exit::Unusable)
}

/// What is wrong with a check-in.
fn refusal(
    arguments: &CheckInArguments,
    (opened, folder): (&Opened, &FacilityFolder),
    ids: &[&str],
    today: jiff::civil::Date,
) -> Option<String> {
    let near = |wrong: &str, known: &[&str]| {
        let near = did_you_mean(wrong, known.iter().copied());
        near.map(|near| format!("; {near}")).unwrap_or_default()
    };
    let (action, event) = (arguments.action.as_str(), arguments.event);
    if !ids.contains(&action) {
        return Some(format!("`{action}` is no action of plan.toml{}", near(action, ids)));
    }
    let roles: Vec<&str> = opened.vocabulary.role_ids().collect();
    if !roles.contains(&arguments.by.as_str()) {
        let help = near(&arguments.by, &roles);
        return Some(format!("`{}` is no role of the vocabulary{help}", arguments.by));
    }
    if event.wants_reason() && arguments.reason.as_deref().unwrap_or("").trim().is_empty() {
        return Some(format!("`{}` needs --reason", event.word()));
    }
    if event == Event::Verified && arguments.on.is_none() {
        return Some("`verified` needs --on, the day on which somebody looked".to_owned());
    }
    if let Some(on) = arguments.on.filter(|on| *on > today) {
        return Some(format!("{on} is not over yet; a check-in says what has happened"));
    }
    if arguments.due.is_some() && event != Event::Slipped {
        return Some("--due goes with `slipped` alone".to_owned());
    }
    let evidence = arguments.evidence.as_deref().filter(|_| folder.register.is_some())?;
    let register = &opened.record.register;
    let known: Vec<&str> = register.pieces.iter().map(|piece| piece.id.as_str()).collect();
    (!known.contains(&evidence))
        .then(|| format!("`{evidence}` is not in evidence.csv{}", near(evidence, &known)))
}

/// `concordant plan status`.
pub(super) fn status(arguments: &StatusArguments, printer: &Printer) -> Result<Exit> {
    let as_of = arguments.case.as_of.unwrap_or(printer.surroundings.today);
    let judge = JudgeArguments {
        paths: arguments.paths.clone(),
        case: CaseArguments { as_of: Some(as_of), ..arguments.case.clone() },
        gate: None,
        min_score: None,
        draw: arguments.draw.clone(),
    };
    judged(&judge, printer, |opened, card, bag| {
        let keeping = opened.keeping(bag);
        let Some(accepted) = &keeping.accepted else {
            printer.all_problems(bag);
            Printer::complain(match &opened.kept.plan {
                Some(_) => "plan.toml has errors; nothing was written",
                None => "there is no plan.toml; `concordant plan FACILITY --accept` writes one",
            });
            let is_there = opened.kept.plan.is_some();
            return Ok(Some(if is_there { Exit::Unusable } else { Exit::Nothing }));
        };
        if arguments.case.strict && bag.has_errors() {
            printer.all_problems(bag);
            Printer::complain("nothing was written, because of --strict");
            return Ok(Some(Exit::Unusable));
        }
        let list = gaps(card, RankBy::Priority);
        let progress = progress((accepted, &keeping.log.check_ins), (card, &list), as_of);
        let report = Report::new(stamp(opened), card, Contents::default(), bag);
        let report = StatusReport::new(&progress, accepted, &report);
        printer.report(&report, &status_document(&report))?;
        let fails = match arguments.gate {
            Some(StatusGate::NoOverdueCritical) => !report.overdue_critical.is_empty(),
            None => false,
        };
        if fails && !bag.has_errors() {
            printer.problems(bag);
            return Ok(Some(Exit::DoesNotHold));
        }
        Ok(None)
    })
}
