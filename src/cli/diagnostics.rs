//! How `check` and `standards check` write what they found.

use super::arguments::Format;
use super::exit::Exit;
use super::output::Printer;
use super::privacy::Screened;
use crate::diagnostic::{Bag, joined, render};
use crate::report::{count, to_json};
use anyhow::Result;
use serde::Serialize;

/// What `check --format json` writes.
#[derive(Serialize)]
struct CheckReport<'s> {
    schema: &'static str,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// What was looked for in the texts of a facility; none where standards alone were checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifiers: Option<&'s Screened>,
    diagnostics: Vec<render::DiagnosticRecord>,
    /// Of one code in one file at most a thousand are listed; these are the rest, by number.
    not_listed: Vec<render::DroppedRecord>,
}

/// Writes diagnostics in the chosen format; `files` are those that were looked at.
pub(super) fn write(
    printer: &Printer,
    bag: &Bag,
    (files, screened): (&[String], Option<&Screened>),
) -> Result<Exit> {
    match printer.format() {
        Format::Json => printer.write(json(bag, screened)?.as_bytes())?,
        Format::Sarif => printer.write(to_json(&render::sarif(bag))?.as_bytes())?,
        Format::Github => printer.write(render::github(bag).as_bytes())?,
        Format::Junit => {
            let text = render::junit(bag, files).map_err(anyhow::Error::msg)?;
            printer.write(text.as_bytes())?;
        }
        Format::Markdown => printer.write(markdown(bag, screened).as_bytes())?,
        Format::Terminal | Format::Csv | Format::Xlsx | Format::Html | Format::Ics => {
            printer.write(terminal(printer, bag, screened).as_bytes())?;
        }
    }
    Ok(if bag.has_errors() { Exit::DoesNotHold } else { Exit::Done })
}

fn json(bag: &Bag, identifiers: Option<&Screened>) -> Result<String> {
    let counts = bag.counts();
    let (diagnostics, not_listed) = render::records(bag);
    Ok(to_json(&CheckReport {
        schema: "concordant.check/1",
        errors: counts.errors,
        warnings: counts.warnings,
        notes: counts.notes,
        identifiers,
        diagnostics,
        not_listed,
    })?)
}

fn summary(bag: &Bag, screened: Option<&Screened>) -> String {
    let counts = bag.counts();
    let screened = screened.map(|screened| format!("{}\n", screened.statement()));
    format!(
        "{}, {}, {}\n{}",
        count(counts.errors, "error"),
        count(counts.warnings, "warning"),
        count(counts.notes, "note"),
        screened.unwrap_or_default()
    )
}

fn markdown(bag: &Bag, screened: Option<&Screened>) -> String {
    let lines: Vec<String> =
        joined(bag.sorted()).iter().map(|d| format!("- {}\n", render::joined_line(d))).collect();
    format!("# Check\n\n{}\n{}", lines.concat(), summary(bag, screened))
}

fn terminal(printer: &Printer, bag: &Bag, screened: Option<&Screened>) -> String {
    let counts = bag.counts();
    let text = render::text(bag, printer.text_options());
    let gap = if text.is_empty() { "" } else { "\n\n" };
    let hint = if counts.errors + counts.warnings > 0 {
        "Explain a code with: concordant explain CODE\n"
    } else {
        ""
    };
    format!("{text}{gap}{}{hint}", summary(bag, screened))
}
