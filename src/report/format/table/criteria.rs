//! Every criterion at every location, a row each.

use super::{Cell, Column, Medium, Palette, Table, heads, rows, shown};
use crate::assessment::{Extent, Party};
use crate::report::record::criteria::CriterionRecord;
use crate::report::record::score::{ItemRecord, MeasureRecord};
use crate::report::record::whole::Report;
use crate::report::text::card::{asks, sources};
use crate::score::ItemReason;

struct Row<'r> {
    item: &'r ItemRecord,
    criterion: Option<&'r CriterionRecord>,
}

/// The criteria.
pub(in crate::report::format) fn criteria(report: &Report, medium: Medium) -> Table {
    let columns = shown(columns(), medium);
    let records = report
        .score
        .items
        .iter()
        .map(|item| Row { item, criterion: report.criterion(&item.criterion) });
    let (heads, rows) = (heads(&columns), rows(&columns, records));
    Table { name: "Criteria", heads, rows, frozen: 2, printed: 10 }
}

fn columns<'r>() -> Vec<Column<Row<'r>>> {
    what().into_iter().chain(figures()).chain(measured()).chain(rest()).collect()
}

fn what<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("criterion", "Criterion", 10, |row: &Row<'r>| {
            row.item.criterion.as_str().into()
        }),
        Column::new("location", "Location", 11, |row| row.item.location.as_deref().into()),
        Column::new("checklist", "Checklist", 20, |row| row.item.checklist.as_str().into()),
        Column::new("section", "Section", 20, |row| {
            row.criterion.map_or(row.item.section.as_str(), |found| &found.section).into()
        }),
        Column::new("title", "Title", 30, |row| row.item.title.as_str().into()),
        Column::new("statement", "Demanded", 50, |row| {
            row.criterion.map(|criterion| criterion.statement.as_str()).into()
        }),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::YesNo(row.item.critical))
            .only(Medium::Csv),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::Must(row.item.critical))
            .colored(Palette::MustPass)
            .only(Medium::Workbook),
        Column::new("state", "State", 15, |row: &Row<'r>| row.item.state.label().into())
            .colored(Palette::State),
        Column::new("reason", "Reason", 22, |row| row.item.reason.map(ItemReason::label).into()),
        Column::new("credit", "Credit", 8, |row| {
            row.item.credit.as_ref().map(|credit| Cell::fraction(credit, 3)).into()
        }),
    ]
}

fn figures<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("weight", "Weight", 8, |row: &Row<'r>| row.item.weight.into()),
        Column::new("scored", "Scored", 8, |row| Cell::YesNo(row.item.scored)),
        Column::new("counted", "Counted", 9, |row| Cell::YesNo(row.item.counted)),
        Column::new("level", "Level", 12, |row| row.item.level.as_deref().into()),
        Column::new("party", "Said by", 16, |row| row.item.party.map(Party::label).into()),
        Column::new("verified", "Verified", 9, |row| Cell::YesNo(row.item.verified)),
        Column::new("others", "What others said", 26, |row| {
            let said = row.item.others.iter();
            let said =
                said.map(|other| format!("{}: {}", other.party.label(), other.state.label()));
            Cell::list(&said.collect::<Vec<_>>(), "; ")
        }),
        Column::new("has_evidence", "Evidence given", 9, |row| Cell::YesNo(row.item.evidence)),
        Column::new("evidence", "Evidence cited", 16, |row| Cell::list(&row.item.cited, ", ")),
        Column::new("extent", "Extent by reviewer", 12, |row| {
            row.item.extent.map(Extent::word).into()
        }),
    ]
}

fn measured<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("unit", "Unit", 12, |row: &Row<'r>| {
            measure(row, |measure| measure.unit.as_str())
        }),
        Column::new("value", "Value", 10, |row| {
            measure(row, |measure| {
                measure.value.as_ref().map(|value| Cell::in_unit(measure, value))
            })
        }),
        Column::new("numerator", "Numerator", 10, |row| {
            measure(row, |measure| measure.numerator.as_ref().map(Cell::measured))
        }),
        Column::new("denominator", "Denominator", 12, |row| {
            measure(row, |measure| measure.denominator.as_ref().map(Cell::measured))
        }),
        Column::new("target", "Target", 10, |row| {
            measure(row, |measure| Cell::in_unit(measure, &measure.target))
        }),
        Column::new("minimum", "Least cases", 8, |row| measure(row, |measure| measure.minimum)),
        Column::new("interval_low", "95 % interval, low", 10, |row| {
            measure(row, |measure| Cell::percent(measure.interval_low))
        }),
        Column::new("interval_high", "95 % interval, high", 10, |row| {
            measure(row, |measure| Cell::percent(measure.interval_high))
        }),
    ]
}

fn rest<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("harm", "Harm", 10, |row: &Row<'r>| {
            row.criterion.map(|criterion| criterion.harm.word()).into()
        }),
        Column::new("basis", "Basis", 14, |row| {
            row.criterion.map(|criterion| criterion.basis.as_str()).into()
        }),
        Column::new("answer_role", "Who answers", 20, |row| {
            row.criterion.map(|criterion| criterion.answer_role.as_str()).into()
        }),
        Column::new("evidence_asked", "Evidence asked", 80, |row| {
            row.criterion.map(|criterion| asks(criterion).join("; ")).into()
        }),
        Column::new("sources", "Rests on", 100, |row| {
            row.criterion.map(|criterion| sources(criterion).join("; ")).into()
        }),
        Column::new("file", "File", 34, |row| row.item.sheet().into()),
        Column::new("row", "Row", 6, |row| row.item.row.into()),
    ]
}

fn measure<'r, C: Into<Cell>>(row: &Row<'r>, of: fn(&'r MeasureRecord) -> C) -> Cell {
    row.item.measure.as_ref().map_or(Cell::Blank, |measure| of(measure).into())
}
