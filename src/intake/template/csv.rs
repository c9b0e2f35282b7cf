//! A template as rows of a CSV sheet.

use super::model::{TemplateChecklist, TemplateRow, TemplateSection};
use crate::assessment::Column;
use crate::sheet::Value;

/// What stands beside the answers, and the answers, in the order in which people fill them in.
pub(in crate::intake) const COLUMNS: [Column; 24] = [
    Column::Checklist,
    Column::Criterion,
    Column::Fingerprint,
    Column::Section,
    Column::Title,
    Column::Statement,
    Column::EvidenceAsked,
    Column::Location,
    Column::Response,
    Column::Reason,
    Column::Value,
    Column::Numerator,
    Column::Denominator,
    Column::PeriodStart,
    Column::PeriodEnd,
    Column::Population,
    Column::Sampling,
    Column::Evidence,
    Column::EvidenceKind,
    Column::EvidenceDate,
    Column::Extent,
    Column::OwnerRole,
    Column::Comment,
    Column::Privileged,
];

/// The rows of an empty sheet: a header, then a row for each question of a checklist.
pub fn csv_sheet(checklist: &TemplateChecklist) -> Vec<Vec<Value>> {
    csv_sheets(std::slice::from_ref(checklist))
}

/// The same for several checklists in one sheet.
pub fn csv_sheets(checklists: &[TemplateChecklist]) -> Vec<Vec<Value>> {
    let mut rows = vec![COLUMNS.iter().map(|column| Value::from(column.header())).collect()];
    for checklist in checklists {
        for section in &checklist.sections {
            for row in &section.rows {
                let cell = |column: &Column| cell(*column, checklist, section, row);
                rows.push(COLUMNS.iter().map(cell).collect());
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
