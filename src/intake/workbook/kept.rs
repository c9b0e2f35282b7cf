//! The sheet of rows that no question asks for, as they were typed: what somebody wrote is handed on
//! until they delete it.

use super::super::answered::Answered;
use super::super::merge::Slot;
use super::super::template::Template;
use super::grid::{Field, HEADER, fields};
use super::pen::Pen;
use super::style::Styles;
use crate::assessment::Column;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeSet;

/// The sheet's name.
pub(super) const NAME: &str = "Kept answers";

/// Draws the sheet. It is read like those of the checklists: what it holds counts as it would in
/// any other sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    (template, answered): (&Template, &Answered),
    styles: &Styles,
    footer: &str,
) -> Result<(), XlsxError> {
    let mut pen = Pen { sheet, styles };
    pen.set_up(NAME, footer)?;
    // a title as the checklists' sheets have it: a reader passes over it
    pen.text((0, 0), &format!("{NAME} ({})", template.program), &styles.title)?;
    pen.sheet.set_row_height(0, 24)?;
    let used = answered.kept.iter().flat_map(|kept| kept.cells.keys().copied());
    let used: BTreeSet<Slot> = used.collect();
    let is_needed = |field: &Field| match field {
        Field::Read(column) => matches!(column, Column::Criterion | Column::Response),
        _ => true,
    };
    let fields = fields(is_needed, &used);
    for (column, field) in (0..).zip(&fields) {
        let is_typed = field.slot().is_some();
        let look = if is_typed { &styles.header_of_answers } else { &styles.header };
        pen.text((HEADER, column), &field.header(&answered.titles), look)?;
        let width = if *field == Field::ToDo { 44 } else { field.width() };
        pen.sheet.set_column_width(column, width)?;
        if field.is_hidden() {
            pen.sheet.set_column_hidden(column)?;
        }
    }
    pen.sheet.set_row_height(HEADER, 32)?;
    let mut last = HEADER;
    for (row, kept) in (HEADER + 1..).zip(&answered.kept) {
        for (column, field) in (0..).zip(&fields) {
            match field {
                Field::State => pen.text((row, column), "not counted here", &styles.word)?,
                Field::ToDo => pen.text((row, column), &kept.why, &styles.word)?,
                _ => match field.slot() {
                    Some(slot) => {
                        let text = kept.cells.get(&slot).map(String::as_str).unwrap_or_default();
                        pen.typed((row, column), (slot, text), &styles.answer)?;
                    }
                    None => pen.text((row, column), "", &styles.word)?,
                },
            }
        }
        let comment = kept.cells.get(&Slot::Known(Column::Comment));
        let comment = comment.map(String::as_str).unwrap_or_default();
        pen.height(row, &[(&kept.why, 44), (comment, Field::Read(Column::Comment).width())])?;
        last = row;
    }
    let end = u16::try_from(fields.len().saturating_sub(1)).unwrap_or(u16::MAX);
    pen.sheet.set_freeze_panes(HEADER + 1, 1)?;
    pen.sheet.autofilter(HEADER, 0, last, end)?;
    pen.sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(())
}
