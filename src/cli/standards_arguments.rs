//! The arguments of `standards`. Doc comments are the help texts.

use super::arguments::{DrawArguments, LibraryArguments, date};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct StandardsArguments {
    #[command(subcommand)]
    pub(super) command: StandardsCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum StandardsCommand {
    /// List checklists and programs with their digests
    List(StandardsList),
    /// Show a checklist, a program or a criterion
    Show(StandardsShow),
    /// Check a folder of standards: shape, meaning, wording, versions
    Check(StandardsCheck),
    /// Compare two versions: every change, what it may do to a member, the step it requires
    Diff(StandardsDiff),
    /// Begin a checklist, or a new version of one
    New(StandardsNew),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(StandardsSchema),
}

#[derive(Debug, Args)]
pub(super) struct StandardsList {
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StandardsShow {
    /// Id, with a version where not the newest is meant: pharmacy@2.0.0, full-partner, RX-05
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StandardsCheck {
    /// Folder of standards [default: those inside the binary]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Refuse references to standards inside the binary
    #[arg(long)]
    pub(super) no_embedded: bool,
    /// Compare with released standards: a folder, or a revision that git knows
    #[arg(long, value_name = "REV|DIR", requires = "folder")]
    pub(super) against: Option<String>,
    /// Let a code weigh otherwise: C228=off, C229=error
    #[arg(long, value_name = "CODE=LEVEL")]
    pub(super) level: Vec<String>,
    /// Levels and suppressions [default: lint.toml in the folder]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Mend what can only be meant in one way; comments and order stay
    #[arg(long, requires = "folder")]
    pub(super) fix: bool,
    /// Day on which sources have to be reviewed [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StandardsDiff {
    /// The older version: id@version, or a file
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The newer version: id@version, or a file
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StandardsNew {
    /// Folder of standards to write to
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Id of a new checklist, or id@version of the next version of one
    #[arg(value_name = "ID[@VERSION]")]
    pub(super) id: String,
    /// Prefix of the criteria of a new checklist
    #[arg(long, value_name = "PREFIX")]
    pub(super) prefix: Option<String>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StandardsSchema {
    /// Kind of file
    #[arg(value_enum, default_value = "checklist")]
    pub(super) kind: SchemaKind,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    Checklist,
    Program,
    Vocabulary,
}

impl StandardsArguments {
    /// Whether it writes diagnostics.
    pub(super) fn is_check(&self) -> bool {
        matches!(self.command, StandardsCommand::Check(_))
    }
}
