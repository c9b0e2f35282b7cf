//! A plan's actions as bars over time. The table of actions beside it repeats every day of it.

use super::time_axis::{Axis, HEAD, LEFT, Label, Months, WIDTH, fitting, tenth};
use crate::report::record::plan::{ActionRecord, MilestoneRecord, PlanPointRecord, PlanReport};
use crate::report::text::words::{and, percent_of};
use crate::source::plain;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Height of a row.
const STEP: u32 = 22;
/// Rows of a part: what fits on a page of paper with its caption.
const MOST: usize = 30;
/// Rows of a part that are left to actions, however many days do not move.
const LEAST: usize = 10;
/// Height of the rows of milestones and gates.
const MARKS: u32 = 32;
/// Width of a sign of a label, and what is free beside it.
const SIGN: f64 = 7.0;
const GAP: f64 = 4.0;

/// The bars in parts, so that none is higher than a page.
#[derive(Debug, Serialize)]
pub(super) struct Timeline {
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    id: String,
    title: String,
    text: String,
    height: u32,
    axis: Months,
    /// Where the bars begin and end.
    top: u32,
    bottom: u32,
    /// Where milestones are.
    lines: Vec<f64>,
    bars: Vec<Bar>,
    /// Days that do not move, each in a row of its own.
    points: Vec<Point>,
    milestones: Vec<Mark>,
    gates: Vec<Mark>,
}

#[derive(Debug, Serialize)]
struct Bar {
    name: String,
    y: u32,
    x: f64,
    width: f64,
    critical: bool,
}

/// A day that does not move: a line from its row through the bars, in every part.
#[derive(Debug, Serialize)]
struct Point {
    name: String,
    y: u32,
    x: f64,
    day: String,
    /// Where the day is written: left of the line in the right half of the chart.
    label: f64,
    is_left: bool,
}

#[derive(Debug, Serialize)]
struct Mark {
    x: f64,
    y: u32,
    label: String,
    /// Left of the mark where the chart ends.
    is_last: bool,
}

impl Timeline {
    pub(super) fn new(plan: &PlanReport) -> Self {
        let dues = plan.actions.iter().map(|action| action.due);
        let last = dues.chain(ahead(plan).map(|point| point.date)).max().unwrap_or(plan.start);
        let axis = Axis::new(plan.start, last);
        let rows = MOST.saturating_sub(ahead(plan).count()).max(LEAST);
        let parts: Vec<&[ActionRecord]> = plan.actions.chunks(rows).collect();
        let part = |(number, actions): (usize, &&[ActionRecord])| {
            part(plan, (number, parts.len()), actions, axis)
        };
        Self { parts: (1..).zip(&parts).map(part).collect() }
    }
}

/// Days that do not move and are still to come.
fn ahead(plan: &PlanReport) -> impl Iterator<Item = &PlanPointRecord> {
    plan.fixed.iter().filter(|point| point.date >= plan.start)
}

fn part(
    plan: &PlanReport,
    (number, of): (usize, usize),
    actions: &[ActionRecord],
    axis: Axis,
) -> Part {
    let has_marks = number == 1;
    let milestones = if has_marks { milestones(plan, axis) } else { Vec::new() };
    let gates = if has_marks { gates(plan, axis) } else { Vec::new() };
    let rows_of = |marks: &[Mark]| u32::from(!marks.is_empty());
    let under = HEAD + MARKS * (rows_of(&milestones) + rows_of(&gates));
    let points: Vec<Point> = (0..)
        .zip(ahead(plan))
        .map(|(row, of): (u32, _)| point(of, under + row * STEP, axis))
        .collect();
    let top = under + u32::try_from(points.len()).unwrap_or_default() * STEP;
    let bars =
        (0..).zip(actions).map(|(row, action): (u32, _)| bar(action, top + row * STEP, axis));
    let bars: Vec<Bar> = bars.collect();
    let bottom = top + u32::try_from(actions.len()).unwrap_or_default() * STEP;
    let of = if of == 1 { String::new() } else { format!(", part {number} of {of}") };
    Part {
        id: format!("chart-timeline-{number}"),
        title: format!("Timeline of the actions{of}"),
        text: told(plan, actions, has_marks),
        height: bottom + 4,
        axis: axis.months(),
        top,
        bottom,
        lines: plan.milestones.iter().map(|milestone| axis.end_of(milestone.date)).collect(),
        bars,
        points,
        milestones,
        gates,
    }
}

fn point(point: &PlanPointRecord, y: u32, axis: Axis) -> Point {
    let x = axis.at(point.date);
    let is_left = x > WIDTH / 2.0 + LEFT / 2.0;
    Point {
        name: fitting(&point.title, LEFT - 10.0),
        y,
        x,
        day: point.date.to_string(),
        label: if is_left { x - GAP } else { x + GAP },
        is_left,
    }
}

fn bar(action: &ActionRecord, y: u32, axis: Axis) -> Bar {
    let x = axis.at(action.start);
    // letters in bold are wider
    let share = if action.critical_path { 0.87 } else { 1.0 };
    Bar {
        name: fitting(&format!("{} {}", action.id, action.title), (LEFT - 10.0) * share),
        y,
        x,
        width: tenth((axis.end_of(action.due) - x).max(3.0)),
        critical: action.critical_path,
    }
}

fn milestones(plan: &PlanReport, axis: Axis) -> Vec<Mark> {
    let label = |of: &MilestoneRecord| Label {
        x: axis.end_of(of.date),
        text: percent_of(of.expected.percent),
    };
    marks(plan.milestones.iter().map(label), HEAD)
}

/// Days on which gates are met, with their numbers in the table of gates.
fn gates(plan: &PlanReport, axis: Axis) -> Vec<Mark> {
    let label = |(day, numbers): (Date, Vec<String>)| Label {
        x: axis.end_of(day),
        text: numbers.join(", "),
    };
    marks(gate_days(plan).into_iter().map(label), HEAD + MARKS)
}

fn gate_days(plan: &PlanReport) -> Vec<(Date, Vec<String>)> {
    let mut days = BTreeMap::<Date, Vec<String>>::new();
    for (number, gate) in (1..).zip(&plan.gates) {
        let number: usize = number;
        if let Some(day) = gate.met_on {
            days.entry(day).or_default().push(number.to_string());
        }
    }
    days.into_iter().collect()
}

/// Marks in a row. The last has its label; one that would lie over that of the next is left to the
/// table.
fn marks(labels: impl Iterator<Item = Label>, y: u32) -> Vec<Mark> {
    let labels: Vec<Label> = labels.collect();
    let mut free = WIDTH;
    let mark = |label: Label| {
        let signs = u32::try_from(label.text.chars().count()).unwrap_or_default();
        let width = f64::from(signs) * SIGN;
        let is_last = label.x + width / 2.0 > WIDTH;
        let right = if is_last { label.x } else { label.x + width / 2.0 };
        let has_room = right + GAP <= free || free >= WIDTH;
        if has_room {
            free = right - width;
        }
        let text = if has_room { label.text } else { String::new() };
        Mark { x: label.x, y, label: text, is_last }
    };
    let mut marks: Vec<Mark> = labels.into_iter().rev().map(mark).collect();
    marks.reverse();
    marks
}

fn told(plan: &PlanReport, actions: &[ActionRecord], has_marks: bool) -> String {
    let action = |action: &ActionRecord| {
        let path = if action.critical_path { ", on the critical path" } else { "" };
        format!("{} from {} to {}{path}", action.id, action.start, action.due)
    };
    let mut lines: Vec<String> = actions.iter().map(action).collect();
    lines.extend(ahead(plan).map(|point| {
        format!("{} on {}, a day that does not move", plain(&point.title), point.date)
    }));
    if has_marks {
        lines.extend(plan.milestones.iter().map(|milestone| {
            format!("by {} {}", milestone.date, percent_of(milestone.expected.percent))
        }));
        lines.extend(gate_days(plan).into_iter().map(|(day, numbers)| {
            let gates = if numbers.len() == 1 { "gate" } else { "gates" };
            format!("{gates} {} met on {day}", and(&numbers))
        }));
    }
    format!("{}.", lines.join("; "))
}
