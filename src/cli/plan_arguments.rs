//! The arguments of `plan` and `what-if`, and of what keeps an accepted plan.

use super::arguments::{CaseArguments, DrawArguments, JudgeArguments, LibraryArguments, date};
use crate::plan::Event;
use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
    /// Tier to reach [default: the program's highest]
    #[arg(long, value_name = "TIER", help_heading = "Plan")]
    pub(super) target: Option<String>,
    /// Plan the least-effort path to the target alone: high harm and law may wait
    #[arg(long, help_heading = "Plan")]
    pub(super) minimum: bool,
    /// Plan everything that is open
    #[arg(long, conflicts_with = "minimum", help_heading = "Plan")]
    pub(super) close_all: bool,
    /// Plan this criterion or remediation; may be given several times
    #[arg(long, value_name = "ID", help_heading = "Plan")]
    pub(super) must: Vec<String>,
    /// Leave this criterion or remediation out; may be given several times
    #[arg(long, value_name = "ID", requires = "reason", help_heading = "Plan")]
    pub(super) skip: Vec<String>,
    /// Why it is left out
    #[arg(long, value_name = "TEXT", help_heading = "Plan")]
    pub(super) reason: Option<String>,
    /// What to keep small
    #[arg(long, value_enum, default_value = "effort", help_heading = "Plan")]
    pub(super) minimize: MinimizeBy,
    /// Ask open questions before anything is planned for them
    #[arg(long, help_heading = "Plan")]
    pub(super) ask_first: bool,
    /// First day of work [default: --as-of, else today]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Plan")]
    pub(super) start: Option<Date>,
    /// Folder with a network's own letterhead, wording and templates, for HTML
    #[arg(long, value_name = "DIR", help_heading = "Plan")]
    pub(super) template: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct WhatIfArguments {
    #[command(flatten)]
    pub(super) plan: PlanArguments,
    /// Take this criterion for met; may be given several times
    #[arg(long, value_name = "CRITERION", help_heading = "What if")]
    pub(super) close: Vec<String>,
    /// Give a service or fact another value, such as outsourced=true
    #[arg(long, value_name = "FACT=VALUE", help_heading = "What if")]
    pub(super) set: Vec<String>,
    /// Give a role more days a week, such as pharmacy-manager=+1
    #[arg(long, value_name = "ROLE=DAYS", help_heading = "What if")]
    pub(super) capacity: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MinimizeBy {
    /// Person-days
    Effort,
    /// Working days of the actions
    Time,
    /// Money, by the day_rates of facility.toml
    Cost,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct PlanVerb {
    #[command(subcommand)]
    pub(super) command: Option<PlanCommand>,
    #[command(flatten)]
    pub(super) plan: PlanArguments,
    /// Write plan.toml into the facility's folder, to be edited: dates, fixed days, efforts (also
    /// ranges), roles, own actions; one that is there keeps all that people wrote
    #[arg(long, help_heading = "Keeping")]
    pub(super) accept: bool,
    /// Body that accepts it, such as "quality committee"; no person's name
    #[arg(long, value_name = "BODY", requires = "accept", help_heading = "Keeping")]
    pub(super) accepted_by: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    /// Add a line to the log of the accepted plan: what happened to an action
    CheckIn(CheckInArguments),
    /// Show how the accepted plan stands: done, late, at risk, what slips because of what
    Status(StatusArguments),
}

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// The facility's folder
    #[arg(required = true, value_name = "FACILITY")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) case: CaseArguments,
    /// Exit with 1 unless this holds
    #[arg(long, value_enum, value_name = "GATE", help_heading = "Exit code")]
    pub(super) gate: Option<StatusGate>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusGate {
    /// No action that closes a must-pass criterion, or removes immediate danger, is past its day
    /// and not verified
    NoOverdueCritical,
}

#[derive(Debug, Args)]
pub(super) struct CheckInArguments {
    /// The facility's folder
    #[arg(value_name = "FACILITY")]
    pub(super) facility: PathBuf,
    /// Action of plan.toml, by its id
    #[arg(value_name = "ACTION")]
    pub(super) action: String,
    /// What happened
    #[arg(value_enum, value_name = "EVENT")]
    pub(super) event: Event,
    /// When it happened [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) on: Option<Date>,
    /// Role that says so, of the vocabulary
    #[arg(long, value_name = "ROLE")]
    pub(super) by: String,
    /// Evidence, by its id in evidence.csv
    #[arg(long, value_name = "ID")]
    pub(super) evidence: Option<String>,
    /// Day by which it will be done instead (slipped only)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) due: Option<Date>,
    /// Why; no patient identifiers and no names
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

impl ValueEnum for Event {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Started,
            Self::EvidenceSent,
            Self::Verified,
            Self::Sustained,
            Self::Slipped,
            Self::Dropped,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Started => "Work has begun",
            Self::EvidenceSent => "What shows that it is done was sent",
            Self::Verified => "Somebody looked, and it is done; needs --on",
            Self::Sustained => "It still holds after a while",
            Self::Slipped => "It will be later; needs --reason",
            Self::Dropped => "It will not be done; needs --reason",
        };
        Some(PossibleValue::new(self.word()).help(help))
    }
}

impl PlanVerb {
    /// How the chosen command draws.
    pub(super) fn draw(&self) -> &DrawArguments {
        match &self.command {
            Some(PlanCommand::CheckIn(check_in)) => &check_in.draw,
            Some(PlanCommand::Status(status)) => &status.draw,
            None => &self.plan.judge.draw,
        }
    }
}
