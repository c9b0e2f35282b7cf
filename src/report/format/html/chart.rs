//! Geometry of the charts. Every figure comes from the report's records; a table beside each chart
//! repeats it.

use crate::assessment::Extent;
use crate::gap::{Severity, severity_table};
use crate::report::record::score::{GateRecord, ScoreRecord, ScoreReport, SectionRecord};
use crate::report::record::whole::Report;
use crate::report::text::document::{Column, Table};
use crate::report::text::words::{count, percent_of, range, threshold};
use crate::standard::model::Harm;
use serde::Serialize;

/// Width of a chart in its own units.
const WIDTH: f64 = 480.0;
/// Height of a bar with its name.
const STEP: u32 = 42;

/// Scores as bars: dark what is reached, light what open answers could add, ticks for thresholds.
#[derive(Debug, Serialize)]
pub(super) struct BarChart {
    id: String,
    title: String,
    text: String,
    caption: String,
    height: u32,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    name: String,
    figure: String,
    y: u32,
    low: f64,
    open: f64,
    ticks: Vec<f64>,
}

/// How many gaps there are of each harm and extent.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    id: String,
    title: String,
    text: String,
    caption: String,
    extents: Vec<Head>,
    harms: Vec<Head>,
    cells: Vec<Cell>,
    table: Table,
}

#[derive(Debug, Serialize)]
struct Head {
    name: String,
    x: u32,
    y: u32,
}

#[derive(Debug, Serialize)]
struct Cell {
    x: u32,
    y: u32,
    severity: Severity,
    count: usize,
}

/// Percent as units of a chart, to a tenth.
fn units(percent: f64) -> f64 {
    (percent * WIDTH / 10.0).round() / 10.0
}

fn bar(place: usize, name: &str, (low, high): (Option<f64>, Option<f64>), ticks: Vec<f64>) -> Bar {
    let (from, to) = (low.unwrap_or_default(), high.unwrap_or_default());
    Bar {
        name: name.to_owned(),
        figure: range(low, high),
        y: u32::try_from(place).unwrap_or_default() * STEP,
        low: units(from),
        open: units((to - from).max(0.0)),
        ticks: ticks.into_iter().map(units).collect(),
    }
}

fn chart(id: &str, title: String, bars: Vec<Bar>, caption: String) -> BarChart {
    let told: Vec<String> =
        bars.iter().map(|bar| format!("{}: {}", bar.name, bar.figure)).collect();
    BarChart {
        id: id.to_owned(),
        title,
        text: told.join("; "),
        caption,
        height: u32::try_from(bars.len()).unwrap_or_default() * STEP,
        bars,
    }
}

const HOW_TO_READ: &str = "Strong color: the score. Faint color: what open answers could add.";

/// The score of each checklist and overall, with the thresholds of the program's gates.
pub(super) fn scores(score: &ScoreReport) -> BarChart {
    let gates = &score.result.gates;
    let bar_of = |(place, (of, ticks)): (usize, (&ScoreRecord, Vec<f64>))| {
        bar(place, &of.title, (of.low, of.high), ticks)
    };
    let overall = (&score.scores.overall, ticks(gates, |gate| gate.kind == "overall"));
    let checklists = score.scores.checklists.iter().map(|of| {
        let concerns = |gate: &GateRecord| {
            gate.kind == "each-checklist"
                || (gate.kind == "checklist" && gate.subject.as_ref() == Some(&of.id))
        };
        (of, ticks(gates, concerns))
    });
    let bars = checklists.chain([overall]).enumerate().map(bar_of).collect();
    let needs: Vec<String> = gates
        .iter()
        .filter(|gate| matches!(gate.kind, "overall" | "each-checklist" | "checklist"))
        .map(|gate| {
            let of = gate.subject.as_deref().unwrap_or(match gate.kind {
                "overall" => "overall",
                _ => "each checklist",
            });
            format!("{} {of} {}", gate.tier.replace('-', " "), threshold(&gate.threshold))
        })
        .collect();
    let thresholds =
        if needs.is_empty() { String::new() } else { format!(" Ticks: {}.", needs.join("; ")) };
    let caption = format!("{HOW_TO_READ}{thresholds}");
    chart("chart-scores", "Score of each checklist with its range".to_owned(), bars, caption)
}

fn ticks(gates: &[GateRecord], concerns: impl Fn(&GateRecord) -> bool) -> Vec<f64> {
    gates.iter().filter(|gate| concerns(gate)).map(|gate| gate.threshold.percent_number()).collect()
}

/// The score of each section of a checklist.
pub(super) fn sections(score: &ScoreRecord) -> BarChart {
    let counted: Vec<&SectionRecord> =
        score.sections.iter().filter(|section| section.percent.is_some()).collect();
    let bars = counted.iter().enumerate().map(|(place, section)| {
        bar(place, &section.title, (section.low, section.high), Vec::new())
    });
    let title = format!("Score of each section of {}", score.title);
    let caption = format!("{HOW_TO_READ} Whole checklist: {}.", percent_of(score.percent));
    chart(&format!("chart-{}", score.id), title, bars.collect(), caption)
}

const HARMS: [Harm; 3] = [Harm::Low, Harm::Moderate, Harm::High];
const EXTENTS: [Extent; 3] = [Extent::Limited, Extent::Pattern, Extent::Widespread];

/// Gaps by harm and extent. What a reviewer calls immediate danger stands outside of the table.
pub(super) fn severity(report: &Report) -> Matrix {
    let gaps = &report.gaps.gaps;
    let count_of = |harm: Harm, extent: Extent| {
        gaps.iter().filter(|gap| gap.harm == harm && gap.extent == extent).count()
    };
    let immediate = gaps.iter().filter(|gap| gap.extent == Extent::Immediate).count();
    let at = |place: usize| u32::try_from(place).unwrap_or_default();
    let mut cells = Vec::new();
    let mut rows = Vec::new();
    for ((row, harm), severities) in HARMS.into_iter().enumerate().zip(severity_table()) {
        let mut line = vec![format!("{} harm", harm.word())];
        for ((column, extent), severity) in EXTENTS.into_iter().enumerate().zip(severities) {
            let count = count_of(harm, extent);
            let (x, y) = (120 + at(column) * 120, 24 + at(row) * 60);
            cells.push(Cell { x, y, severity, count });
            line.push(format!("{count} ({})", severity.word()));
        }
        rows.push(line);
    }
    let danger = match immediate {
        0 => "No reviewer found immediate danger.".to_owned(),
        some => format!("Beside these {} of immediate danger.", count(some, "finding")),
    };
    let mut columns = vec![Column::word("harm", 0)];
    columns.extend(["limited", "pattern", "widespread"].map(|title| Column::number(title, 0)));
    let caption = "Number of gaps by harm and extent".to_owned();
    let told: Vec<String> = rows.iter().map(|row| row.join(", ")).collect();
    Matrix {
        id: "chart-severity".to_owned(),
        title: caption.clone(),
        text: format!("Extents limited, pattern, widespread. {}", told.join("; ")),
        caption: format!(
            "Gaps by what happens if it fails and how far the failure reaches. {danger}"
        ),
        extents: heads(EXTENTS.map(Extent::word), |place| (120 + place * 120, 0)),
        harms: heads(HARMS.map(Harm::word), |place| (0, 24 + place * 60)),
        cells,
        table: Table { caption, columns, rows },
    }
}

fn heads(names: [&str; 3], at: impl Fn(u32) -> (u32, u32)) -> Vec<Head> {
    let head = |(place, name): (u32, &str)| {
        let (x, y) = at(place);
        Head { name: name.to_owned(), x, y }
    };
    (0..).zip(names).map(head).collect()
}
