//! Where results and complaints go.
#![expect(clippy::disallowed_methods, reason = "this room prints")]

use super::arguments::{DrawArguments, Format, When};
use crate::diagnostic::{Bag, Severity, joined, render};
use crate::report::{Document, TerminalOptions, markdown, terminal, to_json};
use crate::workspace::{Environment, is_beside_an_assessment, is_same_file, write_atomically};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes results to the standard output or a file, and complaints to the standard error.
#[derive(Debug)]
pub(super) struct Printer {
    pub(super) surroundings: Environment,
    format: Format,
    format_is_given: bool,
    output: Option<PathBuf>,
    color: bool,
    error_color: bool,
    quiet: bool,
}

impl Printer {
    pub(super) fn new(surroundings: Environment, draw: &DrawArguments) -> Self {
        let wanted = |auto: bool| match draw.color {
            When::Auto => auto,
            When::Always => true,
            When::Never => false,
        };
        let format = draw.format.unwrap_or_else(|| by_ending(draw.output.as_ref()));
        Self {
            surroundings,
            format,
            format_is_given: draw.format.is_some(),
            output: draw.output.clone(),
            // a file is read by programs that know no color
            color: wanted(surroundings.color) && draw.output.is_none(),
            error_color: wanted(surroundings.error_color),
            quiet: draw.quiet,
        }
    }

    /// Writes a report in the chosen format: JSON from its data, the rest from its document.
    pub(super) fn report(&self, data: &impl Serialize, document: &Document) -> Result<()> {
        match self.format {
            Format::Json => self.write(to_json(data)?.as_bytes()),
            Format::Markdown => self.write(markdown(document).as_bytes()),
            Format::Terminal => {
                let options = TerminalOptions { width: self.surroundings.width, color: self.color };
                self.write(terminal(document, options).as_bytes())
            }
            // refused for every verb that does not write them itself
            Format::Csv
            | Format::Xlsx
            | Format::Ics
            | Format::Html
            | Format::Sarif
            | Format::Junit
            | Format::Github => Ok(()),
        }
    }

    /// Writes what is sent to somebody: Markdown, unless another format is asked for.
    pub(super) fn letter(&self, data: &impl Serialize, document: &Document) -> Result<()> {
        let is_chosen = self.format_is_given || self.format != Format::Terminal;
        if is_chosen {
            return self.report(data, document);
        }
        self.write(markdown(document).as_bytes())
    }

    /// The file or folder that a result goes to.
    pub(super) fn output(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Whether a result is made to be handed over: a file, or a format that other programs read.
    pub(super) fn is_handed_over(&self) -> bool {
        self.output.is_some() || self.format != Format::Terminal
    }

    /// The chosen format.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// How diagnostics are drawn where a result goes.
    pub(super) fn text_options(&self) -> render::TextOptions {
        render::TextOptions { color: self.color, width: self.surroundings.width }
    }

    /// Why a result may not go where it is asked to go: over a file that was read, over a TOML
    /// file, under an ending that says another format; a workbook to a terminal or among sheets.
    pub(super) fn refusal(&self, read: &[String]) -> Option<String> {
        let Some(path) = self.output.as_ref() else {
            let is_lost = self.format == Format::Xlsx && self.surroundings.terminal;
            return is_lost.then(|| "no terminal shows a workbook; say --output FILE.xlsx".into());
        };
        let shown = path.display();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending.as_deref() == Some("toml") || is_same_file(path, read) {
            return Some(format!("{shown} holds what is judged; write the result elsewhere"));
        }
        if self.format == Format::Xlsx && is_beside_an_assessment(path) {
            return Some(format!(
                "{shown} would lie among the sheets of an assessment; write it elsewhere"
            ));
        }
        let is_known = matches!(
            ending.as_deref(),
            None | Some(
                "txt"
                    | "log"
                    | "json"
                    | "md"
                    | "markdown"
                    | "csv"
                    | "xlsx"
                    | "sarif"
                    | "xml"
                    | "html"
                    | "ics"
                    | "htm"
            )
        );
        (!is_known && !self.format_is_given)
            .then(|| format!("no format is known by the ending of {shown}; say --format"))
    }

    /// Says what was done, on the standard output.
    pub(super) fn say(text: &str) -> Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Writes a result as it is.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<()> {
        match &self.output {
            Some(path) => write_atomically(path, bytes)
                .with_context(|| format!("could not write {}", path.display())),
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(bytes)?;
                out.flush()?;
                Ok(())
            }
        }
    }

    /// Says something on the standard error, whatever was asked for.
    pub(super) fn complain(text: &str) {
        // where not even that can be written, nobody can be told
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Says on the standard error what is wrong with the files: errors one by one, the rest by number.
    pub(super) fn problems(&self, bag: &Bag) {
        const MOST: usize = 10;
        let counts = bag.counts();
        if self.quiet || counts.errors + counts.warnings == 0 {
            return;
        }
        let all = joined(bag.sorted());
        let errors = all.iter().filter(|one| one.said.severity() == Severity::Error);
        let mut shown = 0;
        for one in errors.take(MOST) {
            Self::complain(&render::joined_line(one));
            shown += one.places.len();
        }
        let more = counts.errors.saturating_sub(shown);
        let hidden = if more > 0 { format!(" ({more} not shown)") } else { String::new() };
        Self::complain(&format!(
            "the files have {}{hidden} and {}; `concordant check` shows each with its place",
            crate::report::count(counts.errors, "error"),
            crate::report::count(counts.warnings, "warning")
        ));
    }

    /// Everything that is wrong, in full, on the standard error: where nothing else is written.
    pub(super) fn all_problems(&self, bag: &Bag) {
        let options =
            render::TextOptions { color: self.error_color, width: self.surroundings.width };
        Self::complain(&render::text(bag, options));
    }
}

fn by_ending(output: Option<&PathBuf>) -> Format {
    let ending = output.and_then(|path| path.extension()).map(|ending| ending.to_string_lossy());
    match ending.as_deref() {
        Some("json") => Format::Json,
        Some("html" | "htm") => Format::Html,
        Some("md" | "markdown") => Format::Markdown,
        Some("csv") => Format::Csv,
        Some("xlsx") => Format::Xlsx,
        Some("ics") => Format::Ics,
        Some("sarif") => Format::Sarif,
        Some("xml") => Format::Junit,
        _ => Format::Terminal,
    }
}

/// Whether a failure is only that nobody reads on.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_pipe))
}
