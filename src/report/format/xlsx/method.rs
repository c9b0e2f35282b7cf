//! How everything was computed and by what it was judged: the words of the report, as rows.

use super::page::Page;
use super::prose::{PROSE, Width};
use super::style::Styles;
use crate::report::record::plan::PlanReport;
use crate::report::record::stamp::{Stamp, StandardStamp};
use crate::report::record::whole::Report;
use crate::report::text::document::{Block, Document};
use crate::report::text::plan::{PlanParts, name as plan_name};
use crate::report::text::score::name;
use crate::report::text::whole::Parts;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Draws the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut document = Document::default();
    document.push(Block::Title("How this was computed".to_owned()));
    document.append(Parts::new(report).method);
    document.append(judged_by(&report.stamp));
    document.append(this_workbook(READ_BACK));
    draw(sheet, (name(&report.score), &document), styles)
}

/// Draws the sheet of a plan: what it comes to, how it is made, by what it was judged.
pub(super) fn write_plan(
    sheet: &mut Worksheet,
    plan: &PlanReport,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let parts = PlanParts::new(plan);
    let mut document = Document::default();
    for block in parts.head.blocks {
        // the band of a callout is as wide as a summary, and this sheet is one cell wide
        match block {
            Block::Callout(_, head, lines) => {
                document.heading(head);
                document.push(Block::Points(lines));
            }
            block => document.push(block),
        }
    }
    document.append(parts.method);
    document.append(judged_by(&plan.head.stamp));
    document.append(this_workbook(PLAN_READ_BACK));
    draw(sheet, (plan_name(plan), &document), styles)
}

fn draw(
    sheet: &mut Worksheet,
    (name, document): (&str, &Document),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut page = Page { sheet, styles };
    page.set_up("Method", name)?;
    page.sheet.set_column_width(0, PROSE)?;
    for column in 1..=3 {
        page.sheet.set_column_width(column, 14)?;
    }
    page.document(document, 0, Width::Cell)?;
    Ok(())
}

const READ_BACK: &str = "It is a copy of a result. Answers belong into the sheets of the assessment; \
                         what is written here is not read.";
const PLAN_READ_BACK: &str = "It is a copy of a plan: what is written here is not read. In the columns \
                              of weeks stand person-days in the week of that Monday.";

/// The standards with their digests in full.
fn judged_by(stamp: &Stamp) -> Document {
    let line = |kind: &str, standard: &StandardStamp| {
        let newer = standard.superseded_by.as_ref();
        let newer = newer.map(|newer| format!(", superseded by {newer}")).unwrap_or_default();
        let (id, version, digest) = (&standard.id, &standard.version, &standard.digest);
        format!("{kind} {id} {version}{newer}, SHA-256 {digest}")
    };
    let mut lines = vec![
        format!("Tool: {} {}", stamp.tool, stamp.version),
        format!("As of {}", stamp.as_of),
        line("Program", &stamp.program),
    ];
    lines.extend(stamp.checklists.iter().map(|checklist| line("Checklist", checklist)));
    let mut document = Document::default();
    document.heading("What it was judged by");
    document.push(Block::Points(lines));
    document
}

fn this_workbook(read_back: &str) -> Document {
    let mut document = Document::default();
    document.heading("About this workbook");
    document.push(Block::Points(
        [
            "Percentages are points of 100, rounded down to one digit; credits have at most three.",
            "The first columns of each table are printed; those to the right are for the screen, and \
             show three lines of a longer text.",
            read_back,
        ]
        .map(str::to_owned)
        .into(),
    ));
    document
}
