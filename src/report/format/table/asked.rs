//! What is still asked, a row for each criterion at each location.

use super::{Cell, Column, Medium, Table, heads, rows, shown};
use crate::report::record::asked::{AskedRecord, Lack};
use crate::report::record::completeness::CompletenessReport;
use crate::report::record::criteria::CriterionRecord;
use crate::report::record::gaps::SourceRecord;
use crate::report::record::whole::Report;
use crate::report::text::card::asks;
use crate::score::ItemReason;

struct Row<'r> {
    list: &'static str,
    asked: &'r AskedRecord,
    criterion: Option<&'r CriterionRecord>,
}

/// Everything that is asked of anybody; of one role where it is named.
pub(in crate::report::format) fn asked(
    (report, status): (&Report, &CompletenessReport),
    role: Option<&str>,
) -> Table {
    let lists = [
        ("missing", &status.missing),
        ("to_complete", &status.lacking),
        ("waiting", &status.waiting),
        ("report_only", &status.report_only),
    ];
    let all = lists.into_iter().flat_map(|(list, of)| of.iter().map(move |asked| (list, asked)));
    let records = all
        .filter(|(_, asked)| role.is_none_or(|role| asked.answer_role == role))
        .map(|(list, asked)| Row { list, asked, criterion: report.criterion(&asked.criterion) });
    let columns = shown(columns(), Medium::Csv);
    let (heads, rows) = (heads(&columns), rows(&columns, records));
    Table { name: "Asked", heads, rows, frozen: 2, printed: 9 }
}

fn columns<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("answer_role", "Who answers", 20, |row: &Row<'r>| {
            row.asked.answer_role.as_str().into()
        }),
        Column::new("criterion", "Criterion", 10, |row| row.asked.criterion.as_str().into()),
        Column::new("location", "Location", 11, |row| row.asked.location.as_deref().into()),
        Column::new("title", "Title", 30, |row| row.asked.title.as_str().into()),
        Column::new("critical", "Must-pass", 9, |row| Cell::YesNo(row.asked.critical)),
        Column::new("list", "List", 12, |row| row.list.into()),
        Column::new("lacks", "Lacks", 24, |row| {
            let words: Vec<&str> = row.asked.lacks.iter().map(|lack| Lack::word(*lack)).collect();
            words.join("; ").into()
        }),
        Column::new("state", "State", 15, |row| row.asked.state.label().into()),
        Column::new("reason", "Why", 24, |row| row.asked.reason.map(ItemReason::label).into()),
        Column::new("statement", "Demanded", 50, |row| {
            row.criterion.map(|criterion| criterion.statement.as_str()).into()
        }),
        Column::new("evidence_asked", "Evidence asked", 80, |row| {
            row.criterion.map(|criterion| asks(criterion).join("; ")).into()
        }),
        Column::new("checklist", "Checklist", 22, |row| row.asked.checklist.as_str().into()),
        Column::new("file", "File", 34, |row| {
            row.asked.source.as_ref().map(SourceRecord::sheet).into()
        }),
        Column::new("row", "Row", 6, |row| {
            row.asked.source.as_ref().map(|source| source.row).into()
        }),
    ]
}
