//! The load of each role, week by week, against the days that it has. The table beside it repeats
//! every figure.

use super::time_axis::{Axis, HEAD, LEFT, Months, fitting, tenth};
use crate::plan::WorkingDays;
use crate::report::record::plan::{LoadRecord, PlanReport};
use crate::report::text::document::{Column, Table};
use jiff::civil::Date;
use serde::Serialize;

/// Height of a role.
const STEP: u32 = 34;
/// Height of the bar of a week in which all days are taken.
const FULL: f64 = 22.0;
/// Roles of a part: what fits on a page of paper.
const MOST: usize = 18;

/// Strips of bars, a role each, in parts, so that none is higher than a page.
#[derive(Debug, Serialize)]
pub(super) struct LoadChart {
    parts: Vec<Part>,
    table: Table,
}

#[derive(Debug, Serialize)]
struct Part {
    id: String,
    title: String,
    text: String,
    height: u32,
    axis: Months,
    strips: Vec<Strip>,
}

#[derive(Debug, Serialize)]
struct Strip {
    name: String,
    figure: String,
    /// Where its bars stand.
    foot: u32,
    /// Where all days are taken.
    full: f64,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl LoadChart {
    pub(super) fn new(plan: &PlanReport) -> Self {
        let last = plan.actions.iter().map(|action| action.due).max().unwrap_or(plan.start);
        let axis = Axis::new(WorkingDays::week_of(plan.start), last);
        let parts: Vec<&[LoadRecord]> = plan.loads.chunks(MOST).collect();
        let part =
            |(number, loads): (usize, &&[LoadRecord])| part((number, parts.len()), loads, axis);
        Self { parts: (1..).zip(&parts).map(part).collect(), table: table(plan) }
    }
}

fn part((number, of): (usize, usize), loads: &[LoadRecord], axis: Axis) -> Part {
    let strips = (0..).zip(loads).map(|(row, load): (u32, _)| strip(load, HEAD + row * STEP, axis));
    let strips: Vec<Strip> = strips.collect();
    let of = if of == 1 { String::new() } else { format!(", part {number} of {of}") };
    let told = |load: &LoadRecord| {
        format!("{}: at most {} of {} days a week", load.role, most(load), load.days_a_week)
    };
    let told: Vec<String> = loads.iter().map(told).collect();
    Part {
        id: format!("chart-loads-{number}"),
        title: format!("Load of each role by week{of}"),
        text: format!("{}.", told.join("; ")),
        height: HEAD + u32::try_from(loads.len()).unwrap_or_default() * STEP + 4,
        axis: axis.months(),
        strips,
    }
}

/// The largest load of a week.
fn most(load: &LoadRecord) -> f64 {
    load.weeks.iter().map(|week| week.days).fold(0.0, f64::max)
}

fn strip(load: &LoadRecord, y: u32, axis: Axis) -> Strip {
    let foot = y + STEP - 4;
    let has = if load.days_a_week > 0.0 { load.days_a_week } else { 1.0 };
    let bar = |(monday, days): (Date, f64)| {
        let (x, end) = (axis.at(monday), axis.end_of(friday(monday)));
        // a week cannot hold more than all of its days, but for what rounding does
        let height = tenth((days / has).min(1.2) * FULL);
        Bar { x, y: tenth(f64::from(foot) - height), width: tenth((end - x).max(1.0)), height }
    };
    Strip {
        name: fitting(&load.role.replace('-', " "), LEFT - 60.0),
        figure: format!("{} a week", load.days_a_week),
        foot,
        full: f64::from(foot) - FULL,
        bars: load.weeks.iter().map(|week| bar((week.week_of, week.days))).collect(),
    }
}

fn friday(monday: Date) -> Date {
    monday.checked_add(jiff::Span::new().days(4)).unwrap_or(monday)
}

/// Every figure of the chart; weeks in a row with the same load are told once.
fn table(plan: &PlanReport) -> Table {
    let row = |load: &LoadRecord| {
        vec![
            load.role.clone(),
            format!("{:.1}", load.effort_days),
            format!("{:.1}", load.days_a_week),
            format!("{:.2}", most(load)),
            runs(load),
        ]
    };
    Table {
        caption: "Load of each role".to_owned(),
        columns: vec![
            Column::word("role", 0),
            Column::number("days", 0),
            Column::number("has a week", 0),
            Column::number("most in a week", 0),
            Column::words("days in each week", 0),
        ],
        rows: plan.loads.iter().map(row).collect(),
    }
}

/// `1.5 from 2026-11-02 to 2026-12-20; 0.75 …`.
fn runs(load: &LoadRecord) -> String {
    let mut runs: Vec<(f64, Date, Date)> = Vec::new();
    for week in &load.weeks {
        match runs.last_mut() {
            Some((days, _, last))
                if (*days - week.days).abs() < 0.005 && next_week(*last) == week.week_of =>
            {
                *last = week.week_of;
            }
            _ => runs.push((week.days, week.week_of, week.week_of)),
        }
    }
    let told = |(days, first, last): &(f64, Date, Date)| {
        let to = if first == last { String::new() } else { format!(" to {last}") };
        format!("{days:.2} in {first}{to}")
    };
    runs.iter().map(told).collect::<Vec<_>>().join("; ")
}

fn next_week(monday: Date) -> Date {
    monday.checked_add(jiff::Span::new().weeks(1)).unwrap_or(monday)
}
