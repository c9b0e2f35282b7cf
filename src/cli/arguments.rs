//! The arguments. Doc comments are the help texts: first line imperative, no full stop.

use super::plan_arguments::{PlanVerb, WhatIfArguments};
use super::standards_arguments::{StandardsArguments, StandardsCommand};
use super::template_arguments::TemplateArguments;
use crate::measure::Fraction;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Tell a cancer program where it stands against standards of care, what is missing, what to do first
///
/// Reads a hospital's folder (facility.toml, assessments with sheets: XLSX, ODS or CSV) and the standards inside
/// this binary. Needs no network.
///
/// While a likely patient identifier stands in the files, nothing is written that could leave the
/// house: no file, no format but the terminal. `[[privacy.allow]]` in facility.toml says what is
/// nobody's, and why.
///
/// Exit codes: 0 done, and what a gate asked for holds; 1 a gate does not hold, or check found
/// errors; 2 the command line is wrong; 3 an input has errors, what was written is provisional, or
/// nothing was written because a likely patient identifier would leave the house;
/// 4 there was nothing to assess.
#[derive(Debug, Parser)]
#[command(name = "concordant", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a folder for a facility: facility.toml, evidence.csv, a pinned assessment, a workbook
    Init(InitArguments),
    /// Write blank sheets: a workbook that scores itself, or CSV; whole, or one for each department
    Template(TemplateArguments),
    /// Check files and folders; list every problem with its place and what to do
    Check(CheckArguments),
    /// Join the sheets of several people into one; tell where they differ, side by side
    Merge(MergeArguments),
    /// Show how complete the answers are: by checklist and role, what is missing, what comes next
    Status(StatusArguments),
    /// Score a facility: indicated result, gates, scores with their range
    Score(JudgeArguments),
    /// List gaps and open questions, ranked
    Gaps(GapsArguments),
    /// Write the gap report: result, what to do first, gaps, open questions
    Report(ReportArguments),
    /// Plan what closes the gaps: what to do, in which order, by when, what it changes
    Plan(Box<PlanVerb>),
    /// Try out what changes would do to score, tier and plan; writes nothing
    WhatIf(WhatIfArguments),
    /// Explain a diagnostic code, a criterion, or a figure of a facility down to its rows
    Explain(ExplainArguments),
    /// List and show the standards of the library
    Standards(StandardsArguments),
}

pub(super) fn date(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "write a date such as 2026-03-31".to_owned())
}

fn share(written: &str) -> Result<Fraction, String> {
    let hint = "write a share such as 85% or 0.85";
    let share: Fraction = written.parse().map_err(|_| hint.to_owned())?;
    if share.is_share() { Ok(share) } else { Err(format!("not from 0 to 100 %; {hint}")) }
}

/// How to write results.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct DrawArguments {
    /// Format [default: by the ending of --output, else terminal]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Write to a file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// When to color
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) color: When,
    /// Say nothing about problems on the standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people at a terminal
    Terminal,
    /// For git and wikis
    Markdown,
    /// For a browser, self-contained and printable
    Html,
    /// For programs; names are stable
    Json,
    /// A table as text, for spreadsheets
    Csv,
    /// A workbook: a result, or sheets to fill in that score themselves
    Xlsx,
    /// For calendar programs
    Ics,
    /// For code scanning
    Sarif,
    /// For the test reports of CI systems
    Junit,
    /// For annotations in a workflow run
    Github,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

/// Which standards a run knows.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Standards")]
pub(super) struct LibraryArguments {
    /// Add a folder of standards to those inside the binary
    #[arg(long, value_name = "DIR")]
    pub(super) standards: Option<PathBuf>,
    /// Use the standards of --standards alone
    #[arg(long, requires = "standards")]
    pub(super) no_embedded: bool,
}

/// What is judged, and by what.
#[derive(Debug, Clone, Args)]
pub(super) struct CaseArguments {
    /// Program that is applied for, such as full-partner or full-partner@^1 [default: the pinned one]
    #[arg(long, value_name = "ID")]
    pub(super) program: Option<String>,
    /// Use one assessment alone, by its folder's name
    #[arg(long, value_name = "NAME")]
    pub(super) assessment: Option<String>,
    /// Judge as of a day; later assessments are left out [default: the assessment's own date]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Write nothing where an input has errors
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
}

#[derive(Debug, Args)]
pub(super) struct JudgeArguments {
    /// A facility's folder, an assessment's folder, or sheets
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) case: CaseArguments,
    /// Exit with 1 unless at least this tier is indicated
    #[arg(long, value_name = "TIER", help_heading = "Exit code")]
    pub(super) gate: Option<String>,
    /// Exit with 1 unless the overall score is at least this, such as 85%
    #[arg(
        long,
        value_name = "SHARE",
        value_parser = share,
        allow_hyphen_values = true,
        help_heading = "Exit code"
    )]
    pub(super) min_score: Option<Fraction>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Clone, Args)]
pub(super) struct MergeArguments {
    /// Sheets of one assessment, each filled in by somebody, or folders that hold them; --output is the
    /// merged sheet (.csv, or .xlsx for a workbook that scores itself), and without it nothing is written
    #[arg(required = true, value_name = "FILE|DIR")]
    pub(super) files: Vec<PathBuf>,
    /// Program whose questions a workbook asks [default: that of the assessment in whose folder --output
    /// or a file lies, or of the facility above]
    #[arg(long, value_name = "ID")]
    pub(super) program: Option<String>,
    /// Take this file's word where files differ, for one criterion or for all; may be given several
    /// times
    #[arg(long, value_name = "FILE[:CRITERION]", help_heading = "Conflicts")]
    pub(super) prefer: Vec<String>,
    /// Write all differences side by side, as a table with the full cells
    #[arg(long, value_name = "FILE.csv", help_heading = "Conflicts")]
    pub(super) conflicts: Option<PathBuf>,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// A facility's folder, an assessment's folder, or sheets
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) case: CaseArguments,
    /// Draft the request for information to one role, as Markdown
    #[arg(long, value_name = "ROLE", help_heading = "Requests")]
    pub(super) request: Option<String>,
    /// Draft one for each role into the folder of --output
    #[arg(
        long,
        requires = "output",
        conflicts_with_all = ["request", "format"],
        help_heading = "Requests"
    )]
    pub(super) requests: bool,
    /// Day by which answers are asked for
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Requests")]
    pub(super) answer_by: Option<Date>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

impl StatusArguments {
    /// The same as of any other result: nothing is asked of it.
    pub(super) fn judge(&self) -> JudgeArguments {
        JudgeArguments {
            paths: self.paths.clone(),
            case: self.case.clone(),
            gate: None,
            min_score: None,
            draw: self.draw.clone(),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct GapsArguments {
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
    /// Order of the gaps
    #[arg(long, value_enum, default_value = "priority", help_heading = "Report")]
    pub(super) rank_by: Ranking,
}

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    #[command(flatten)]
    pub(super) gaps: GapsArguments,
    #[command(flatten)]
    pub(super) part: PartArguments,
}

/// Which part of a report, and what it shows.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct PartArguments {
    /// Write the exit statement: strengths, findings, differences, what happens next; two pages
    #[arg(long, conflicts_with = "role")]
    pub(super) exit: bool,
    /// Write what one department has to do, by its role, such as pharmacy-manager
    #[arg(long = "for", value_name = "ROLE")]
    pub(super) role: Option<String>,
    /// Write the whole set into the folder of --output: pages, workbook, Markdown, CSV, JSON, the plan
    /// to the highest tier or to that of plan.toml, index
    #[arg(long, requires = "output", conflicts_with_all = ["exit", "role", "format"])]
    pub(super) all: bool,
    /// Show what reviewers wrote in their rows; read it before you hand it over
    #[arg(long)]
    pub(super) findings: bool,
    /// Folder with a network's own letterhead, wording and templates, for HTML
    #[arg(long, value_name = "DIR")]
    pub(super) template: Option<PathBuf>,
    /// Table to write as CSV [default: gaps]
    #[arg(long, value_enum, value_name = "TABLE")]
    pub(super) table: Option<CsvTable>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CsvTable {
    /// What is missing, ranked; the same as `gaps --format csv`
    Gaps,
    /// What nobody has answered yet
    OpenQuestions,
    /// Every criterion at every location
    Criteria,
    /// The register of evidence
    Evidence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ranking {
    /// Critical, severity, gain, what it unblocks, effort, id
    Priority,
    Severity,
    Gain,
    Effort,
    GainPerDay,
    Id,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder to begin; made where it does not exist
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Program to apply for
    #[arg(long, value_name = "ID")]
    pub(super) program: String,
    /// Day of the assessment [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Who will answer; site-visit begins the reviewers' sheets beside the hospital's
    #[arg(long, value_enum, default_value = "self")]
    pub(super) party: AnsweredBy,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnsweredBy {
    #[value(name = "self")]
    Own,
    DeskReview,
    SiteVisit,
    Adjudicated,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Facility folders, sheets, checklists, programs, folders of standards
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) case: CaseArguments,
    /// Write a corrected copy, as CSV or, by the ending .xlsx, as a workbook that scores itself: what is
    /// certain is mended, listed in FILE.changes.csv; rows that cannot be used go to FILE.rejected.csv
    /// with the reasons. Several sheets go below a folder, as CSV
    #[arg(long, value_name = "FILE|DIR", help_heading = "Repair")]
    pub(super) fix_to: Option<PathBuf>,
    /// Check a network's own templates too, by drawing the facility's pages with them
    #[arg(long, value_name = "DIR")]
    pub(super) template: Option<PathBuf>,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A code (C406), a criterion (RX-05), a checklist, checklist/section, a gate or overall; and the
    /// facility whose figure is meant
    #[arg(required = true, value_name = "SUBJECT|PATH")]
    pub(super) subjects: Vec<String>,
    #[command(flatten)]
    pub(super) case: CaseArguments,
    #[command(flatten)]
    pub(super) draw: DrawArguments,
}

impl Arguments {
    /// How the chosen command draws.
    pub(super) fn drawing(&self) -> DrawArguments {
        let draw = match &self.command {
            Command::Template(template) => return template.draw(),
            Command::Init(init) => &init.draw,
            Command::Check(check) => &check.draw,
            Command::Merge(merge) => &merge.draw,
            Command::Status(status) => &status.draw,
            Command::Score(score) => &score.draw,
            Command::Gaps(gaps) => &gaps.judge.draw,
            Command::Report(report) => &report.gaps.judge.draw,
            Command::Plan(plan) => plan.draw(),
            Command::WhatIf(what_if) => &what_if.plan.judge.draw,
            Command::Explain(explain) => &explain.draw,
            Command::Standards(standards) => match &standards.command {
                StandardsCommand::List(list) => &list.draw,
                StandardsCommand::Show(show) => &show.draw,
                StandardsCommand::Check(check) => &check.draw,
                StandardsCommand::Diff(diff) => &diff.draw,
                StandardsCommand::New(new) => &new.draw,
                StandardsCommand::Schema(schema) => &schema.draw,
            },
        };
        draw.clone()
    }
}
