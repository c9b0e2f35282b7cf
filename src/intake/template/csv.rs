//! A template as rows of a CSV sheet.

use super::model::{TemplateChecklist, TemplateRow, TemplateSection};
use crate::assessment::{Column, Party, blank_columns};
use crate::sheet::Value;

/// The rows of an empty sheet: a header, then a row for each question of a checklist.
pub fn csv_sheet(checklist: &TemplateChecklist, party: Party) -> Vec<Vec<Value>> {
    csv_sheets(std::slice::from_ref(checklist), party)
}

/// The same for several checklists in one sheet.
pub fn csv_sheets(checklists: &[TemplateChecklist], party: Party) -> Vec<Vec<Value>> {
    let columns = blank_columns(party);
    let mut rows = vec![columns.iter().map(|column| Value::from(column.header())).collect()];
    for checklist in checklists {
        for section in &checklist.sections {
            for row in &section.rows {
                let cell = |column: &Column| cell(*column, checklist, section, row);
                rows.push(columns.iter().map(cell).collect());
            }
        }
    }
    rows
}

fn cell(
    column: Column,
    checklist: &TemplateChecklist,
    section: &TemplateSection,
    row: &TemplateRow,
) -> Value {
    let text = match column {
        Column::Checklist => &checklist.reference,
        Column::Criterion => &row.criterion,
        Column::Fingerprint => &row.fingerprint,
        Column::Section => &section.title,
        Column::Title => &row.title,
        Column::Statement => &row.statement,
        Column::EvidenceAsked => &row.evidence_asked,
        Column::Location => row.location.as_ref().map_or("", |place| &place.id),
        Column::OwnerRole => &row.role,
        _ => "",
    };
    Value::from(text)
}
