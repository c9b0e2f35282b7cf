//! The command line: one file per verb. The only room that prints.

mod answers;
mod arguments;
mod check;
mod diagnostics;
mod exit;
mod explain;
mod formats;
mod init;
mod judge;
mod merge;
mod output;
mod plan;
mod plan_arguments;
mod plan_keep;
mod privacy;
mod report;
mod report_plan;
mod report_set;
mod score;
mod standards;
mod standards_arguments;
mod standards_check;
mod standards_diff;
mod standards_new;
mod status;
mod tables;
mod template;
mod template_arguments;
mod what_if;

use arguments::{Arguments, Command, Format};
use clap::FromArgMatches as _;
pub use exit::Exit;
use output::Printer;
use std::process::ExitCode;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let surroundings = crate::workspace::environment();
    let parsed = formats::command().try_get_matches();
    let arguments = match parsed.and_then(|found| Arguments::from_arg_matches(&found)) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = error.exit_code();
            // a closed pipe is no failure of ours
            let _ = error.print();
            return ExitCode::from(u8::try_from(code).unwrap_or(2));
        }
    };
    let printer = Printer::new(surroundings, &arguments.drawing());
    if let Some(refusal) = refused(&arguments.command, printer.format()) {
        Printer::complain(refusal);
        return Exit::Usage.into();
    }
    let result = match &arguments.command {
        Command::Init(init) => init::run(init, &printer),
        Command::Template(asked) => template::run(asked, &printer),
        Command::Check(check) => check::run(check, &printer),
        Command::Merge(merge) => merge::run(merge, &printer),
        Command::Status(status) => status::run(status, &printer),
        Command::Score(score) => score::score(score, &printer),
        Command::Gaps(gaps) => score::gaps(gaps, &printer),
        Command::Report(report) => report::report(report, &printer),
        Command::Plan(plan) => plan::run(plan, &printer),
        Command::WhatIf(what_if) => what_if::run(what_if, &printer),
        Command::Explain(explain) => explain::run(explain, &printer),
        Command::Standards(standards) => standards::run(standards, &printer),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) if output::is_broken_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            Printer::complain(&format!("error: {error:#}"));
            Exit::Unusable.into()
        }
    }
}

/// Formats that not every verb can write.
fn refused(command: &Command, format: Format) -> Option<&'static str> {
    let checks = match command {
        Command::Check(_) => true,
        Command::Standards(standards) => standards.is_check(),
        _ => false,
    };
    let plans = matches!(command, Command::Plan(plan) if plan.command.is_none());
    let has_table = matches!(command, Command::Gaps(_) | Command::Report(_) | Command::Status(_));
    if matches!(command, Command::Merge(_)) {
        // its --output is a sheet, whatever its report looks like
        return None;
    }
    if matches!(command, Command::Init(_)) {
        let is_known = matches!(format, Format::Terminal | Format::Csv | Format::Xlsx);
        return (!is_known)
            .then_some("error: init writes xlsx or csv; a form is written by template");
    }
    match format {
        Format::Csv if !has_table && !plans => Some(
            "error: CSV is for `gaps`, `report`, `plan` and `status` only: concordant gaps PATH \
             --format csv",
        ),
        Format::Xlsx if !matches!(command, Command::Report(_)) && !plans => Some(
            "error: a workbook is for `report` and `plan` only: concordant report PATH --output FILE.xlsx",
        ),
        Format::Html if !matches!(command, Command::Report(_)) && !plans => Some(
            "error: HTML is for `report` and `plan` only: concordant report PATH --format html",
        ),
        Format::Ics if !plans => {
            Some("error: a calendar is for plans only: concordant plan PATH --format ics")
        }
        Format::Sarif | Format::Junit | Format::Github if !checks => {
            Some("error: this format is for `check` and `standards check` only")
        }
        _ => match command {
            Command::Report(report) => tables::refused(&report.part, format),
            Command::Template(asked) => template::refused(asked),
            _ => None,
        },
    }
}
