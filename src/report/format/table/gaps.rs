//! Gaps, a row each.

use super::{Cell, Column, Medium, Palette, Table, heads, rows, shown};
use crate::report::record::criteria::CriterionRecord;
use crate::report::record::gaps::{
    AlternativeRecord, GapRecord, GapsReport, PrerequisiteRecord, RemediationRecord, SourceRecord,
    Withheld,
};
use crate::report::record::score::{ItemRecord, MeasureRecord};
use crate::report::record::whole::Report;
use crate::report::text::card::days;
use crate::score::ItemReason;

/// The headers that CSV has had from the beginning, in their order; what came later stands behind.
const FIRST_IN_CSV: [&str; 21] = [
    "rank",
    "criterion",
    "location",
    "checklist",
    "title",
    "severity",
    "harm",
    "extent",
    "critical",
    "state",
    "reason",
    "credit",
    "weight",
    "gain_percent",
    "unblocks",
    "effort_days",
    "remediation",
    "action",
    "role",
    "interim",
    "source",
];

/// A gap, with what else a report knows of its criterion.
struct Row<'r> {
    gap: &'r GapRecord,
    criterion: Option<&'r CriterionRecord>,
    item: Option<&'r ItemRecord>,
}

/// The gaps. A list of gaps alone knows no statements; the report that it belongs to does.
pub(in crate::report::format) fn gaps(
    list: &GapsReport,
    report: Option<&Report>,
    medium: Medium,
) -> Table {
    let mut columns = shown(columns(), medium);
    if medium == Medium::Csv {
        let place = |name: &str| FIRST_IN_CSV.iter().position(|first| *first == name);
        columns.sort_by_key(|column| place(column.head.name).unwrap_or(usize::MAX));
    }
    let records = list.gaps.iter().map(|gap| Row {
        gap,
        criterion: report.and_then(|report| report.criterion(&gap.criterion)),
        item: report.and_then(|report| item(report, gap)),
    });
    let (heads, rows) = (heads(&columns), rows(&columns, records));
    Table { name: "Gaps", heads, rows, frozen: 3, printed: 14 }
}

fn item<'r>(report: &'r Report, gap: &GapRecord) -> Option<&'r ItemRecord> {
    let is_it =
        |item: &&ItemRecord| item.criterion == gap.criterion && item.location == gap.location;
    report.score.items.iter().find(is_it)
}

fn columns<'r>() -> Vec<Column<Row<'r>>> {
    what().into_iter().chain(why()).chain(how()).chain(whence()).collect()
}

/// What is printed: the gap, what to do, who, by when.
fn what<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("rank", "Rank", 6, |row: &Row<'r>| row.gap.rank.into()),
        Column::new("criterion", "Criterion", 10, |row| row.gap.criterion.as_str().into()),
        Column::new("location", "Location", 11, |row| row.gap.location.as_deref().into()),
        Column::new("title", "Title", 26, |row| row.gap.title.as_str().into()),
        Column::new("statement", "Demanded", 44, |row: &Row<'r>| {
            row.criterion.map(|criterion| criterion.statement.as_str()).into()
        })
        .only(Medium::Workbook),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::YesNo(row.gap.critical))
            .only(Medium::Csv),
        Column::new("critical", "Must-pass", 9, |row: &Row<'r>| Cell::Must(row.gap.critical))
            .colored(Palette::MustPass)
            .only(Medium::Workbook),
        Column::new("severity", "Severity", 11, |row: &Row<'r>| row.gap.severity.word().into())
            .colored(Palette::Severity),
        Column::new("state", "State", 11, |row: &Row<'r>| row.gap.state.label().into())
            .colored(Palette::State),
        Column::new("action", "What to do", 36, |row| remedy(row, |remedy| remedy.title.as_str())),
        Column::new("role", "Role", 18, |row| remedy(row, |remedy| remedy.role.as_str())),
        Column::new("due", "First due", 12, |row| {
            row.gap.deadlines.first().map(|deadline| deadline.due).into()
        }),
        Column::new("due_for", "Due for", 30, |row| {
            row.gap.deadlines.first().map(|deadline| deadline.meaning.as_str()).into()
        }),
        Column::new("effort_days", "Person-days with prerequisites", 14, |row| {
            row.gap.effort_days.map(|days| Cell::Decimal(days, 1)).into()
        }),
        Column::new("gain_percent", "Gain in points", 8, |row| {
            Cell::Decimal(row.gap.gain_percent, 2)
        }),
    ]
}

/// How bad it is, and how that was found.
fn why<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("checklist", "Checklist", 22, |row: &Row<'r>| {
            row.gap.checklist.as_str().into()
        }),
        Column::new("harm", "Harm", 10, |row| row.gap.harm.word().into()),
        Column::new("extent", "Extent", 12, |row| row.gap.extent.word().into()),
        Column::new("extent_by", "Extent by", 12, |row| {
            if row.gap.extent_by_reviewer { "reviewer" } else { "credit" }.into()
        }),
        Column::new("reason", "Reason", 18, |row| row.gap.reason.map(ItemReason::label).into()),
        Column::new("said_by", "Said by", 16, |row| {
            row.gap.source.as_ref().map(|source| source.party.label()).into()
        }),
        Column::new("finding", "What the reviewer wrote", 60, |row| {
            let withheld = || row.gap.finding_withheld.map(Withheld::label);
            row.gap.finding.as_deref().or_else(withheld).into()
        }),
        Column::new("unit", "Unit", 10, |row: &Row<'r>| {
            measure(row, |measure| measure.unit.as_str())
        })
        .only(Medium::Workbook),
        Column::new("measured", "Measured", 11, |row: &Row<'r>| {
            measure(row, |of| of.value.as_ref().map(|value| Cell::in_unit(of, value)))
        })
        .only(Medium::Workbook),
        Column::new("target", "Target", 11, |row: &Row<'r>| {
            measure(row, |of| Cell::in_unit(of, &of.target))
        })
        .only(Medium::Workbook),
        Column::new("credit", "Credit", 8, |row| Cell::fraction(&row.gap.credit, 3)),
        Column::new("weight", "Weight", 8, |row| row.gap.weight.into()),
        Column::new("unblocks", "Gaps that wait for it", 11, |row| row.gap.unblocks.into()),
    ]
}

/// How it is closed.
fn how<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("own_days", "Own person-days", 10, |row: &Row<'r>| {
            remedy(row, |remedy| Cell::Decimal(remedy.own_effort_days, 1))
        }),
        Column::new("lead_days", "Lead days", 8, |row| remedy(row, |remedy| remedy.lead_days)),
        Column::new("remediation", "Remedy", 11, |row| remedy(row, |remedy| remedy.id.as_str())),
        Column::new("first", "First", 60, |row| remedy(row, before)),
        Column::new("interim", "Until then", 40, |row| {
            remedy(row, |remedy| remedy.interim.as_deref())
        }),
        Column::new("done_when", "Closed when", 40, |row| {
            remedy(row, |remedy| remedy.done_when.as_str())
        }),
        Column::new("also_closes", "Also closes", 16, |row| {
            remedy(row, |remedy| Cell::list(&remedy.also_closes, ", "))
        }),
        Column::new("alternatives", "Other ways", 60, |row| remedy(row, alternatives)),
        Column::new("deadlines", "All deadlines", 60, |row| deadlines(row.gap).into()),
    ]
}

/// Where it stands.
fn whence<'r>() -> Vec<Column<Row<'r>>> {
    vec![
        Column::new("evidence", "Evidence cited", 16, |row: &Row<'r>| {
            Cell::list(&row.gap.cited, ", ")
        }),
        Column::new("source", "Source", 30, |row: &Row<'r>| {
            row.gap.source.as_ref().map(|at| format!("{}:{}", at.sheet(), at.row)).into()
        })
        .only(Medium::Csv),
        Column::new("file", "File", 34, |row: &Row<'r>| {
            row.gap.source.as_ref().map(SourceRecord::sheet).into()
        })
        .only(Medium::Workbook),
        Column::new("row", "Row", 6, |row: &Row<'r>| {
            row.gap.source.as_ref().map(|source| source.row).into()
        })
        .only(Medium::Workbook),
    ]
}

fn remedy<'r, C: Into<Cell>>(row: &Row<'r>, of: fn(&'r RemediationRecord) -> C) -> Cell {
    row.gap.remediation.as_ref().map_or(Cell::Blank, |remedy| of(remedy).into())
}

fn measure<'r, C: Into<Cell>>(row: &Row<'r>, of: fn(&'r MeasureRecord) -> C) -> Cell {
    let measure = row.item.and_then(|item| item.measure.as_ref());
    measure.map_or(Cell::Blank, |measure| of(measure).into())
}

fn before(remedy: &RemediationRecord) -> String {
    let line = |before: &PrerequisiteRecord| {
        let effort = days(before.effort_days);
        format!("{} ({}: {}, {effort})", before.title, before.id, before.role)
    };
    remedy.prerequisites.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn alternatives(remedy: &RemediationRecord) -> String {
    let line = |other: &AlternativeRecord| {
        let effort = days(other.effort_days);
        format!("{} ({}: {}, {effort})", other.title, other.id, other.role)
    };
    remedy.alternatives.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn deadlines(gap: &GapRecord) -> String {
    let lines = gap.deadlines.iter().map(|deadline| {
        format!(
            "{} ({} from {}): {}",
            deadline.due, deadline.within, deadline.from, deadline.meaning
        )
    });
    lines.collect::<Vec<_>>().join("; ")
}
