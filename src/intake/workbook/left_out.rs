//! The sheet of what is not asked, with the reason.

use super::super::template::{LeftOut, Template};
use super::pen::Pen;
use super::style::Styles;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet's name.
pub(super) const NAME: &str = "Left out";

const WIDTHS: [u16; 6] = [32, 12, 44, 10, 14, 80];

/// Draws the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    template: &Template,
    styles: &Styles,
    footer: &str,
) -> Result<(), XlsxError> {
    let mut pen = Pen { sheet, styles };
    pen.set_up(NAME, footer)?;
    pen.widths(&WIDTHS)?;
    pen.text((0, 0), "What is not asked, and why", &styles.title)?;
    pen.sheet.merge_range(
        1,
        0,
        1,
        5,
        "If one of these does apply, correct the services or facts in \
        facility.toml and write the workbook again.",
        &styles.note,
    )?;
    // names of columns that a reader of sheets does not take for those of answers
    let names = ["Of checklist", "Left out", "About", "Must pass", "Only at", "Because"];
    pen.row(3, &names, &styles.header)?;
    for (row, left) in (4..).zip(&template.left_out) {
        one(&mut pen, row, left)?;
    }
    let last = u32::try_from(template.left_out.len()).unwrap_or(u32::MAX) + 3;
    pen.sheet.autofilter(3, 0, last, 5)?;
    pen.sheet.set_freeze_panes(4, 0)?;
    pen.sheet.set_repeat_rows(3, 3)?;
    pen.sheet.set_print_area(0, 0, last, 5)?;
    pen.mark(6)
}

fn one(pen: &mut Pen<'_>, row: u32, left: &LeftOut) -> Result<(), XlsxError> {
    let styles = pen.styles;
    let why = left.why.text();
    let place = left.location.as_ref().map_or("", |place| &place.id);
    let must = if left.critical { "MUST" } else { "" };
    let texts = [&left.checklist, &left.criterion, &left.title, must, place, &why];
    pen.row(row, &texts, &styles.text)?;
    let [.., title, _, _, reason] = WIDTHS;
    pen.height(row, &[(&left.title, title), (&why, reason)])
}
