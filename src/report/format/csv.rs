//! Gaps as CSV for spreadsheets.

use crate::report::record::gaps::{GapRecord, GapsReport};
use crate::sheet::{Value, write_csv};
use std::io::{self, Write};

/// The last header of every CSV that we export, so that an export left in an assessment's folder
/// is not read as a sheet.
pub const EXPORT_STAMP: &str = "concordant.export/1";

const HEADERS: [&str; 21] = [
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

/// Writes the gaps, a row each.
///
/// # Errors
/// When the writer fails.
pub fn gaps_csv(report: &GapsReport, out: impl Write) -> io::Result<()> {
    let mut rows: Vec<Vec<Value>> =
        vec![HEADERS.into_iter().chain([EXPORT_STAMP]).map(Value::from).collect()];
    rows.extend(report.gaps.iter().map(row));
    write_csv(&rows, out)
}

fn row(gap: &GapRecord) -> Vec<Value> {
    let number = |number: String| Value::Number(number);
    let remedy = gap.remediation.as_ref();
    let part = |of: fn(&crate::report::record::gaps::RemediationRecord) -> String| {
        Value::from(remedy.map(of))
    };
    vec![
        number(gap.rank.to_string()),
        gap.criterion.as_str().into(),
        gap.location.clone().into(),
        gap.checklist.as_str().into(),
        gap.title.as_str().into(),
        gap.severity.word().into(),
        gap.harm.word().into(),
        gap.extent.word().into(),
        if gap.critical { "yes" } else { "no" }.into(),
        gap.state.label().into(),
        Value::from(gap.reason.map(|reason| reason.label().to_owned())),
        number(gap.credit.decimal(3)),
        number(gap.weight.to_string()),
        number(format!("{:.2}", gap.gain_percent)),
        number(gap.unblocks.to_string()),
        gap.effort_days.map_or(Value::Blank, |days| number(format!("{days:.1}"))),
        part(|remedy| remedy.id.clone()),
        part(|remedy| remedy.title.clone()),
        part(|remedy| remedy.role.clone()),
        part(|remedy| remedy.interim.clone().unwrap_or_default()),
        Value::from(gap.source.as_ref().map(|source| format!("{}:{}", source.file, source.row))),
        Value::Blank,
    ]
}
