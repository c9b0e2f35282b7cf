//! The arguments of what keeps an accepted plan.

use super::arguments::{DrawArguments, LibraryArguments, PlanArguments, date};
use crate::plan::Event;
use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum PlanCommand {
    /// Add a line to the log of the accepted plan: what happened to an action
    CheckIn(CheckInArguments),
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

impl PlanArguments {
    /// How the chosen command draws.
    pub(super) fn draw(&self) -> &DrawArguments {
        match &self.command {
            Some(PlanCommand::CheckIn(check_in)) => &check_in.draw,
            None => &self.judge.draw,
        }
    }
}
