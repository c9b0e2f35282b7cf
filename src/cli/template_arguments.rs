//! The arguments of `template`. Doc comments are the help texts.

use super::arguments::{AnsweredBy, DrawArguments, Format, LibraryArguments, When, date};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    /// A facility's folder: what cannot apply to its services is left out, with the reason
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Program to ask for [default: the one that is pinned, or that facility.toml names]
    #[arg(long, value_name = "ID")]
    pub(super) program: Option<String>,
    /// Ask by the versions and the date of one assessment, by its folder's name [default: the newest]
    #[arg(long, value_name = "NAME")]
    pub(super) assessment: Option<String>,
    /// Day of the assessment [default: that of the newest assessment, or today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Who will answer [default: as in the newest assessment, or self]
    #[arg(long, value_enum)]
    pub(super) party: Option<AnsweredBy>,
    /// Ask only what one role answers, such as pharmacy-manager
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Option<String>,
    /// Write a file for each role into the folder of --output
    #[arg(long, value_enum, value_name = "BY", conflicts_with = "role")]
    pub(super) split_by: Option<SplitBy>,
    /// Fill in what the sheets of the assessment answer already, so that they can be handed out again:
    /// for what is still open, or after a location or a service was added
    #[arg(long, requires = "path")]
    pub(super) with_answers: bool,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    /// Format; html is a page that is filled in with a browser [default: by the ending of --output, else
    /// xlsx]
    #[arg(long, value_enum, help_heading = "Output")]
    pub(super) format: Option<Format>,
    /// File to write, or folder for several; nothing that is there is written over
    #[arg(long, short, value_name = "FILE|DIR", help_heading = "Output")]
    pub(super) output: PathBuf,
    /// Say nothing about problems on the standard error
    #[arg(long, short, help_heading = "Output")]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SplitBy {
    /// One file for each department that answers, by its role
    Role,
}

impl TemplateArguments {
    /// How messages are drawn.
    pub(super) fn draw(&self) -> DrawArguments {
        DrawArguments { format: None, output: None, color: When::Auto, quiet: self.quiet }
    }
}
