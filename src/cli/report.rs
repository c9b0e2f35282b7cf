//! `score`, `gaps` and `report`: three views of one result.

use super::arguments::{
    Format, GapsArguments, JudgeArguments, PartArguments, Ranking, ReportArguments,
};
use super::exit::Exit;
use super::judge::facility;
use super::output::Printer;
use super::tables;
use crate::diagnostic::{Bag, nearest};
use crate::gap::{RankBy, find};
use crate::report::{
    Contents, DepartmentReport, ExitReport, GapsReport, Report, ScoreReport, Stamp, StandardStamp,
    department_document, exit_document, full_report_document, gaps_csv, gaps_document,
    report_document, score_document,
};
use crate::score::{Indicated, Scorecard};
use crate::workspace::Opened;
use anyhow::Result;

/// `concordant score`.
pub(super) fn score(arguments: &JudgeArguments, printer: &Printer) -> Result<Exit> {
    judged(arguments, printer, |_, card, bag| {
        let report = ScoreReport::new(card, bag.has_errors());
        printer.report(&report, &score_document(&report))?;
        Ok(None)
    })
}

/// `concordant gaps`.
pub(super) fn gaps(arguments: &GapsArguments, printer: &Printer) -> Result<Exit> {
    let by = RankBy::from(arguments.rank_by);
    judged(&arguments.judge, printer, |_, card, _| {
        let report = GapsReport::new(&find(card, by), by, &card.program.clocks);
        if printer.format() == Format::Csv {
            let mut bytes = Vec::new();
            gaps_csv(&report, &mut bytes)?;
            printer.write(&bytes)?;
        } else {
            printer.report(&report, &gaps_document(&report))?;
        }
        Ok(None)
    })
}

/// `concordant report`.
pub(super) fn report(arguments: &ReportArguments, printer: &Printer) -> Result<Exit> {
    let by = RankBy::from(arguments.gaps.rank_by);
    let part = &arguments.part;
    let contents = Contents { by, findings: part.findings };
    judged(&arguments.gaps.judge, printer, |opened, card, bag| {
        if let Some(role) = unknown_role(part, opened) {
            Printer::complain(&role);
            return Ok(Some(Exit::Usage));
        }
        let report = Report::new(stamp(opened), card, contents, bag);
        write(&report, part, printer)?;
        Ok(None)
    })
}

/// A role that nobody has, said with the nearest.
fn unknown_role(part: &PartArguments, opened: &Opened) -> Option<String> {
    let role = part.role.as_ref().filter(|role| !opened.roles.contains(role))?;
    let roles: Vec<&str> = opened.roles.iter().map(String::as_str).collect();
    let near = nearest(role, roles.iter().copied());
    let help = near.map_or_else(|| roles.join(", "), |near| format!("did you mean {near}?"));
    Some(format!("error: `{role}` is no role of the vocabulary; {help}"))
}

fn write(report: &Report, part: &PartArguments, printer: &Printer) -> Result<()> {
    if part.exit {
        let exit = ExitReport::new(report);
        return printer.report(&exit, &exit_document(report, &exit));
    }
    if let Some(role) = &part.role {
        let department = DepartmentReport::new(report, role);
        return printer.report(&department, &department_document(report, &department));
    }
    match printer.format() {
        Format::Csv | Format::Xlsx => tables::write(report, part, printer),
        Format::Markdown => printer.report(report, &full_report_document(report)),
        _ => printer.report(report, &report_document(report)),
    }
}

fn stamp(opened: &Opened) -> Stamp {
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

fn judged(
    arguments: &JudgeArguments,
    printer: &Printer,
    write: impl Fn(&Opened, &Scorecard<'_>, &Bag) -> Result<Option<Exit>>,
) -> Result<Exit> {
    let bag = Bag::new();
    let opened = match facility(&arguments.paths, &arguments.case, printer, &bag) {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    if let Some(gate) = &arguments.gate
        && opened.program.model.tier(gate).is_none()
    {
        let tiers: Vec<&str> = opened.program.model.tiers.iter().map(|t| t.id.as_str()).collect();
        let near = nearest(gate, tiers.iter().copied());
        let help = near.map_or_else(|| tiers.join(", "), |near| format!("did you mean {near}?"));
        Printer::complain(&format!("error: `{gate}` is no tier of the program; {help}"));
        return Ok(Exit::Usage);
    }
    if let Some(refusal) = printer.refusal(&opened.files) {
        Printer::complain(&format!("error: {refusal}"));
        return Ok(Exit::Usage);
    }
    let card = opened.scorecard(&bag);
    if arguments.case.strict && bag.has_errors() {
        printer.all_problems(&bag);
        Printer::complain("nothing was written, because of --strict");
        return Ok(Exit::Unusable);
    }
    if let Some(refused) = write(&opened, &card, &bag)? {
        return Ok(refused);
    }
    printer.problems(&bag);
    Ok(exit(arguments, &card, &bag))
}

/// What is asked of the result. An input with errors comes first: its verdict cannot be relied on.
fn exit(arguments: &JudgeArguments, card: &Scorecard<'_>, bag: &Bag) -> Exit {
    if bag.has_errors() {
        return Exit::Unusable;
    }
    let place = |id: &str| card.program.tiers.iter().position(|tier| tier.id == id);
    let reaches = |gate: &String| match &card.indicated {
        Indicated::Tier(tier) => place(tier) <= place(gate),
        // what open answers decide does not hold yet; the lower end does
        Indicated::Undetermined { low, .. } => place(low) <= place(gate),
        Indicated::None => false,
    };
    // no tier that is asked for holds while a reviewer sees immediate danger
    let is_safe = card.immediate_danger().next().is_none();
    let gate = arguments.gate.as_ref().is_none_or(|gate| is_safe && reaches(gate));
    let score = arguments
        .min_score
        .as_ref()
        .is_none_or(|least| card.overall.value.as_ref().is_some_and(|value| value >= least));
    if gate && score { Exit::Done } else { Exit::DoesNotHold }
}

impl From<Ranking> for RankBy {
    fn from(ranking: Ranking) -> Self {
        match ranking {
            Ranking::Priority => Self::Priority,
            Ranking::Severity => Self::Severity,
            Ranking::Gain => Self::Gain,
            Ranking::Effort => Self::Effort,
            Ranking::GainPerDay => Self::GainPerDay,
            Ranking::Id => Self::Id,
        }
    }
}
