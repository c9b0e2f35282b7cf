//! Open questions, a row each.

use super::{Cell, Column, Medium, Palette, Table, heads, rows, shown};
use crate::report::record::criteria::CriterionRecord;
use crate::report::record::gaps::{OpenQuestionRecord, SourceRecord};
use crate::report::record::whole::Report;
use crate::report::text::card::asks;
use crate::score::ItemReason;

struct Row<'r> {
    question: &'r OpenQuestionRecord,
    criterion: Option<&'r CriterionRecord>,
}

/// The open questions.
pub(in crate::report::format) fn questions(report: &Report, medium: Medium) -> Table {
    let columns = shown(columns(), medium);
    let records = report
        .gaps
        .open_questions
        .iter()
        .map(|question| Row { question, criterion: report.criterion(&question.criterion) });
    let (heads, rows) = (heads(&columns), rows(&columns, records));
    Table { name: "Open questions", heads, rows, frozen: 2, printed: 9 }
}

fn columns<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("criterion", "Criterion", 10, |row: &Row<'r>| {
            row.question.criterion.as_str().into()
        }),
        Column::new("location", "Location", 11, |row| row.question.location.as_deref().into()),
        Column::new("title", "Title", 30, |row| row.question.title.as_str().into()),
        Column::new("statement", "Demanded", 50, |row| {
            row.criterion.map(|criterion| criterion.statement.as_str()).into()
        }),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::YesNo(row.question.critical))
            .only(Medium::Csv),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::Must(row.question.critical))
            .colored(Palette::MustPass)
            .only(Medium::Workbook),
        Column::new("state", "State", 15, |row: &Row<'r>| row.question.state.label().into())
            .colored(Palette::State),
        Column::new("reason", "Why it is open", 24, |row| {
            row.question.reason.map(ItemReason::label).into()
        }),
        Column::new("answer_role", "Who answers", 20, |row| {
            row.question.answer_role.as_str().into()
        }),
        Column::new("gain_percent", "Worth up to, in points", 12, |row| {
            Cell::Decimal(row.question.gain_percent, 2)
        }),
        Column::new("weight", "Weight", 8, |row| row.question.weight.into()),
        Column::new("checklist", "Checklist", 22, |row| row.question.checklist.as_str().into()),
        Column::new("evidence_asked", "Evidence asked", 80, |row| {
            row.criterion.map(|criterion| asks(criterion).join("; ")).into()
        }),
        Column::new("file", "File", 34, |row| {
            row.question.source.as_ref().map(SourceRecord::sheet).into()
        }),
        Column::new("row", "Row", 6, |row| {
            row.question.source.as_ref().map(|source| source.row).into()
        }),
    ]
}
