//! What templates are given: the report as JSON gives it, its documents, its charts, its figures.

use super::chart::{BarChart, Matrix, scores, sections, severity};
use super::load_chart::LoadChart;
use super::templates::Templates;
use super::timeline::Timeline;
use crate::plan::WorkingDays;
use crate::report::record::plan::PlanReport;
use crate::report::record::score::{GateRecord, ScoreReport};
use crate::report::record::whole::Report;
use crate::report::text::document::Document;
use crate::report::text::plan::{PlanParts, above_the_least, tier};
use crate::report::text::score::name;
use crate::report::text::whole::Parts;
use crate::report::text::words::{count, percent_of, threshold};
use base64::Engine as _;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// What every page has around its content.
#[derive(Debug, Serialize)]
pub(super) struct Page<'p> {
    kind: &'static str,
    title: String,
    name: String,
    running: String,
    foot: String,
    tool: String,
    style: &'p str,
    script: &'p str,
    script_digest: String,
    pub(super) disclaimer: String,
    pub(super) stamp: String,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Link {
    anchor: String,
    name: String,
}

/// A figure that is read at a glance.
#[derive(Debug, Serialize)]
pub(super) struct Tile {
    name: &'static str,
    value: String,
    note: String,
}

/// The charts of a report.
#[derive(Debug, Serialize)]
pub(super) struct Charts {
    scores: BarChart,
    sections: Vec<BarChart>,
    severity: Matrix,
}

/// The charts of a plan.
#[derive(Debug, Serialize)]
pub(super) struct PlanCharts {
    timeline: Timeline,
    loads: LoadChart,
}

impl PlanCharts {
    pub(super) fn new(plan: &PlanReport) -> Self {
        Self { timeline: Timeline::new(plan), loads: LoadChart::new(plan) }
    }
}

impl<'p> Page<'p> {
    pub(super) fn new(
        report: &'p Report,
        (kind, title): (&'static str, &str),
        templates: &'p Templates,
    ) -> Self {
        let score = &report.score;
        let digest = Sha256::digest(templates.script.as_bytes());
        let stamp = &report.stamp;
        let [disclaimer, stamp_line] = report.small_print();
        Self {
            kind,
            title: format!("{}: {title}", name(score)),
            name: name(score).to_owned(),
            running: format!("{title}, as of {}", score.as_of),
            foot: format!(
                "{} {}; {}@{}",
                stamp.tool, stamp.version, stamp.program.id, stamp.program.version
            ),
            tool: format!("{} {}", stamp.tool, stamp.version),
            style: &templates.style,
            script: templates.script,
            script_digest: base64::engine::general_purpose::STANDARD.encode(digest),
            disclaimer,
            stamp: stamp_line,
            links: Vec::new(),
        }
    }

    /// With links to the parts of a report.
    pub(super) fn with_links(mut self, parts: &Parts) -> Self {
        let link =
            |anchor: &str, name: &str| Link { anchor: anchor.to_owned(), name: name.to_owned() };
        let mut links = vec![link("summary", "Summary"), link("scores", "Scores")];
        links.extend(
            parts.checklists.iter().map(|c| link(&format!("checklist-{}", c.id), &c.title)),
        );
        links.extend([link("gaps", "Gaps"), link("details", "Open questions and evidence")]);
        links.extend([link("method", "How it is computed"), link("sign", "Signatures")]);
        if !parts.cards.blocks.is_empty() {
            links.push(link("cards", "Cards"));
        }
        self.links = links;
        self
    }

    /// With links to the parts of a plan, but for those that say nothing.
    pub(super) fn with_links_of_plan(mut self, parts: &PlanParts) -> Self {
        let link = |(anchor, name, part): (&str, &str, &Document)| {
            let link = Link { anchor: anchor.to_owned(), name: name.to_owned() };
            (!part.blocks.is_empty()).then_some(link)
        };
        let links = [
            ("summary", "Summary", &parts.head),
            ("first", "First week", &parts.first_week),
            ("timeline", "Timeline", &parts.timeline),
            ("actions", "Actions", &parts.actions),
            ("milestones", "What is expected when", &parts.milestones),
            ("loads", "Load of each role", &parts.loads),
            ("left", "Left as it is", &parts.left),
            ("method", "How the plan is made", &parts.method),
            ("sign", "Signatures", &parts.method),
        ];
        self.links = links.into_iter().filter_map(link).collect();
        self
    }
}

impl Charts {
    pub(super) fn new(report: &Report) -> Self {
        let checklists = &report.score.scores.checklists;
        Self {
            scores: scores(&report.score),
            sections: checklists.iter().map(sections).collect(),
            severity: severity(report),
        }
    }
}

/// The figures of the first page.
pub(super) fn tiles(report: &Report) -> Vec<Tile> {
    let score = &report.score;
    let tile = |name, value, note| Tile { name, value, note };
    let result = &score.result;
    let provisional = if score.provisional { "provisional" } else { "" };
    let mut tiles = vec![
        tile("Indicated result", result.title.clone(), provisional.to_owned()),
        overall(score),
    ];
    let must_pass = |gate: &&GateRecord| gate.kind == "must-pass";
    let gate = result.gates.iter().find(must_pass);
    if let Some((met, of)) = gate.and_then(|gate| gate.count.zip(gate.of)) {
        let note = if met == of { "met" } else { "met; each of them gates" };
        tiles.push(tile("Must-pass criteria", format!("{met} of {of}"), note.to_owned()));
    }
    let verified = score.verified;
    if verified.of > 0 {
        let note = match verified.must_pass {
            0 => "must-pass criteria; all is self-reported",
            all if all == verified.of => "must-pass criteria",
            _ => "must-pass criteria; the rest is self-reported or open",
        };
        let value = format!("{} of {}", verified.must_pass, verified.of);
        tiles.push(tile("Verified by a reviewer", value, note.to_owned()));
    }
    let open = report.gaps.open_questions.len();
    let note = format!("{} to answer", count(open, "open question"));
    tiles.push(tile("Assessed", percent_of(score.complete), note));
    let gaps = &report.gaps.gaps;
    let critical = gaps.iter().filter(|gap| gap.critical).count();
    tiles.push(tile("Gaps", gaps.len().to_string(), format!("{critical} of them must-pass")));
    tiles
}

fn overall(score: &ScoreReport) -> Tile {
    let overall = &score.scores.overall;
    let mut notes = Vec::new();
    if overall.low != overall.high {
        notes.push(format!("up to {}", percent_of(overall.high)));
    }
    let gates = score.result.gates.iter().filter(|gate| gate.kind == "overall");
    notes.extend(gates.map(|gate| {
        format!("{} needs {}", gate.tier.replace('-', " "), threshold(&gate.threshold))
    }));
    Tile { name: "Overall score", value: percent_of(overall.percent), note: notes.join("; ") }
}

/// The figures of a plan's first page.
pub(super) fn plan_tiles(plan: &PlanReport) -> Vec<Tile> {
    let tile = |name, value, note| Tile { name, value, note };
    let effort = &plan.selection;
    let order = &plan.schedule;
    let shortest = if order.proven {
        "no order ends earlier".to_owned()
    } else {
        format!("not proven; no order ends before {}", order.bound)
    };
    // one order is as good as another to who asks when it ends
    let early = order.finish_early.map_or(shortest, |early| {
        format!("if efforts stay low in the week of {}", WorkingDays::week_of(early))
    });
    let path = plan.actions.iter().filter(|action| action.critical_path).count();
    let roles = count(plan.loads.len(), "role");
    let by = match above_the_least(plan) {
        Some(above) => format!("by {roles}; {above}"),
        None => format!("by {roles}"),
    };
    let now = |percent: Option<f64>| format!("now {}", percent_of(percent));
    vec![
        tile("Expected tier", tier(&plan.expected), format!("now {}", tier(&plan.now))),
        tile("Expected score", percent_of(plan.expected.percent), now(plan.now.percent)),
        tile("Done by", order.finish.to_string(), early),
        tile("Actions", plan.actions.len().to_string(), format!("{path} on the critical path")),
        tile("Person-days", effort.effort_days.to_string(), by),
        tile("Left as it is", plan.left.len().to_string(), "for a body to accept".to_owned()),
    ]
}
