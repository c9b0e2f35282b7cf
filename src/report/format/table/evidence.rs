//! The register of evidence, a row for each piece.

use super::{Cell, Column, Medium, Palette, Table, heads, rows, shown};
use crate::report::record::evidence::EvidenceRecord;
use crate::report::record::whole::Report;

/// The register.
pub(in crate::report::format) fn evidence(report: &Report, medium: Medium) -> Table {
    let columns = shown(columns(), medium);
    let (heads, rows) = (heads(&columns), rows(&columns, report.evidence.iter()));
    Table { name: "Evidence", heads, rows, frozen: 1, printed: 10 }
}

fn columns<'r>() -> Vec<Column<&'r EvidenceRecord>> {
    vec![
        Column::new("id", "Id", 12, |piece: &&'r EvidenceRecord| piece.id.as_str().into()),
        Column::new("title", "Title", 44, |piece| piece.title.as_str().into()),
        Column::new("kind", "Kind", 16, |piece| piece.kind.as_deref().into()),
        Column::new("standing", "Standing", 12, |piece: &&'r EvidenceRecord| {
            piece.standing.label().into()
        })
        .colored(Palette::Standing),
        Column::new("approved", "Approved", 12, |piece| piece.approved.into()),
        Column::new("valid_until", "Valid until", 12, |piece| piece.valid_until.into()),
        Column::new("owner_role", "Kept by", 22, |piece| piece.owner_role.as_deref().into()),
        Column::new("kept_at", "Kept at", 30, |piece| piece.kept_at.as_str().into()),
        Column::new("cited_by", "Cited by", 30, |piece| Cell::list(&piece.cited_by, ", ")),
        Column::new("too_old_for", "Too old for", 24, |piece| Cell::list(&piece.too_old_for, ", ")),
    ]
}
