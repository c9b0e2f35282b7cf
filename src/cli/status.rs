//! `status`: how complete the answers are, what is missing, and letters that ask for it.

use super::arguments::{Format, StatusArguments};
use super::exit::Exit;
use super::judge::judged;
use super::output::Printer;
use super::report::stamp;
use crate::diagnostic::nearest;
use crate::report::{
    CompletenessReport, Contents, Report, RequestReport, asked_csv, completeness_document, count,
    markdown, request_document, requested_roles,
};
use crate::workspace::{Opened, Set, write_set};
use anyhow::{Context as _, Result, bail};
use std::io::ErrorKind;

/// `concordant status`.
pub(super) fn run(arguments: &StatusArguments, printer: &Printer) -> Result<Exit> {
    judged(&arguments.judge(), printer, |opened, card, bag| {
        if let Some(message) = unknown_role(arguments, opened) {
            Printer::complain(&message);
            return Ok(Some(Exit::Usage));
        }
        let report = Report::new(stamp(opened), card, Contents::default(), bag);
        let today = arguments.case.as_of.unwrap_or(printer.surroundings.today);
        let status = CompletenessReport::new(&report, &card.program.clocks, today);
        if arguments.requests {
            return requests(arguments, (&report, &status), printer);
        }
        if printer.format() == Format::Csv {
            let mut bytes = Vec::new();
            asked_csv((&report, &status), arguments.request.as_deref(), &mut bytes)?;
            printer.write(&bytes)?;
        } else if let Some(role) = &arguments.request {
            let request = RequestReport::new((&report, &status), role, arguments.answer_by);
            printer.letter(&request, &request_document(&request))?;
        } else {
            printer.report(&status, &completeness_document(&status))?;
        }
        Ok(None)
    })
}

/// A role that nobody has, said with the nearest.
fn unknown_role(arguments: &StatusArguments, opened: &Opened) -> Option<String> {
    let roles: Vec<&str> = opened.vocabulary.role_ids().collect();
    let role = arguments.request.as_ref().filter(|role| !roles.contains(&role.as_str()))?;
    let near = nearest(role, roles.iter().copied());
    let help = near.map_or_else(|| roles.join(", "), |near| format!("did you mean {near}?"));
    Some(format!("error: `{role}` is no role of the vocabulary; {help}"))
}

/// A letter to each role, and the state of things, in a folder.
fn requests(
    arguments: &StatusArguments,
    (report, status): (&Report, &CompletenessReport),
    printer: &Printer,
) -> Result<Option<Exit>> {
    let Some(folder) = printer.output() else { bail!("--requests needs --output DIR") };
    let mut set = Set::new();
    let roles = requested_roles(status);
    for role in &roles {
        let request = RequestReport::new((report, status), role, arguments.answer_by);
        set.insert(format!("{role}.md"), markdown(&request_document(&request)).into_bytes());
    }
    set.insert("status.md".to_owned(), markdown(&completeness_document(status)).into_bytes());
    // never over the set of a report, which lists its files in the same way
    let owner = format!("requests of {}", report.score.facility.id);
    match write_set(folder, (&owner, &set)) {
        Ok(()) => {
            let shown = folder.display();
            Printer::say(&format!("{} written to {shown}\n", count(roles.len(), "request")))?;
            Ok(None)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Printer::complain(&format!("error: {}: {error}", folder.display()));
            Ok(Some(Exit::Usage))
        }
        Err(error) => Err(error).with_context(|| format!("could not write {}", folder.display())),
    }
}
