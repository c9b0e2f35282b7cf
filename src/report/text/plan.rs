//! The alignment plan for people: what to begin on Monday, what follows, what it changes.

use super::card::days;
use super::document::{Block, Column, Document, Tone};
use super::words::{and, and_more, count, percent_of, sentence};
use super::{bars, first_week, plan_days};
use crate::plan::WorkingDays;
use crate::report::record::plan::{ActionRecord, PlanReport, ShareRecord, StandingRecord};
use jiff::civil::Date;
use serde::Serialize;

/// The parts of a plan, for formats that draw something of their own between them.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct PlanParts {
    /// Whose plan it is, and what it comes to.
    pub(in crate::report) head: Document,
    /// Interim controls.
    pub(in crate::report) at_once: Document,
    /// Days that do not move, and days that are not kept.
    pub(in crate::report) days: Document,
    /// What to begin in the first week.
    pub(in crate::report) first_week: Document,
    /// The actions.
    pub(in crate::report) actions: Document,
    /// The actions as bars made of signs.
    pub(in crate::report) timeline: Document,
    /// Milestones and gates.
    pub(in crate::report) milestones: Document,
    /// The load of each role.
    pub(in crate::report) loads: Document,
    /// What to ask first, and what is left as it is.
    pub(in crate::report) left: Document,
    /// How the plan is made, and what it is not.
    pub(in crate::report) method: Document,
}

impl PlanParts {
    pub(in crate::report) fn new(plan: &PlanReport) -> Self {
        let part = |write: &dyn Fn(&PlanReport, &mut Document)| {
            let mut document = Document::default();
            write(plan, &mut document);
            document
        };
        Self {
            head: part(&head),
            at_once: part(&interims),
            days: part(&plan_days::days),
            first_week: part(&first_week::first_week),
            actions: part(&actions),
            timeline: part(&bars::timeline),
            milestones: part(&milestones),
            loads: part(&loads),
            left: part(&|plan, to| {
                questions(plan, to);
                left(plan, to);
            }),
            method: part(&method),
        }
    }
}

/// The document of a plan.
pub fn plan_document(plan: &PlanReport) -> Document {
    let parts = PlanParts::new(plan);
    let mut document = parts.head;
    for part in [
        parts.at_once,
        parts.days,
        parts.first_week,
        parts.actions,
        parts.timeline,
        parts.milestones,
        parts.loads,
        parts.left,
        parts.method,
    ] {
        document.append(part);
    }
    document
}

/// The facility's name, or that it has none.
pub(in crate::report) fn name(plan: &PlanReport) -> &str {
    Some(plan.head.facility.name.as_str()).filter(|name| !name.is_empty()).unwrap_or("The facility")
}

/// What stands where somebody has to write by hand.
pub(in crate::report) const TO_FILL_IN: &str = "________";

fn head(plan: &PlanReport, document: &mut Document) {
    document.push(Block::Title(format!("{}: alignment plan", name(plan))));
    document.paragraph(format!(
        "For {} ({} {}), on the answers of round {}, as of {}. Work begins in the week of {}.",
        plan.head.program.title,
        plan.head.program.id,
        plan.head.program.version,
        plan.head.round,
        plan.head.as_of,
        WorkingDays::week_of(plan.start)
    ));
    headline(plan, document);
}

pub(in crate::report) fn tier(standing: &StandingRecord) -> String {
    standing.tier.as_ref().map_or_else(|| "no tier".to_owned(), |tier| tier.replace('-', " "))
}

fn headline(plan: &PlanReport, document: &mut Document) {
    let reaches = plan.target.is_none() || plan.expected.tier == plan.target;
    let tone = if reaches && plan.missed.is_empty() { Tone::Good } else { Tone::Neutral };
    let head = if plan.actions.is_empty() {
        "Nothing has to be done for the target".to_owned()
    } else {
        format!("{}, {}, {}", count(plan.actions.len(), "action"), effort(plan), finish(plan))
    };
    let mut lines = vec![
        format!(
            "Expected then: {}, {} overall; now: {}, {}.",
            tier(&plan.expected),
            percent_of(plan.expected.percent),
            tier(&plan.now),
            percent_of(plan.now.percent)
        ),
        shortest(plan),
    ];
    lines.extend(plan_days::line(plan));
    lines.extend(plan.notes.iter().cloned());
    if plan.head.provisional {
        lines.push("Provisional: files have errors, and the plan may change with them.".to_owned());
    }
    lines.push(
        "A forecast: done is not met. Only a reviewer's answer moves the verified score."
            .to_owned(),
    );
    document.push(Block::Callout(tone, head, lines));
}

/// Person-days of the whole, as a range where any effort is one.
pub(in crate::report) fn effort(plan: &PlanReport) -> String {
    let all = range(plan.selection.least_days, plan.selection.effort_days);
    above_the_least(plan).map_or_else(|| all.clone(), |above| format!("{all} ({above})"))
}

/// How far the effort may lie above the least, where the choice is not proven.
pub(in crate::report) fn above_the_least(plan: &PlanReport) -> Option<String> {
    let choice = &plan.selection;
    let unit = if choice.minimized == "effort" { "" } else { choice.minimized };
    let least = ["the least", unit].join(" ");
    let above = percent_of(Some(choice.above_percent));
    (!choice.proven).then(|| format!("not proven: at most {above} above {}", least.trim_end()))
}

/// Person-days, as a range where it is one.
pub(in crate::report) fn range(least: f64, most: f64) -> String {
    if least < most { format!("{least} to {}", days(most)) } else { days(most) }
}

/// The last day; where efforts are ranges the weeks between which it lies.
pub(in crate::report) fn finish(plan: &PlanReport) -> String {
    let schedule = &plan.schedule;
    match schedule.finish_early.map(WorkingDays::week_of) {
        Some(early) if early < WorkingDays::week_of(schedule.finish) => {
            let late = WorkingDays::week_of(schedule.finish);
            format!("finishes between the weeks of {early} and {late}")
        }
        Some(week) => format!("finishes in the week of {week}"),
        None => format!("done by {}", schedule.finish),
    }
}

fn shortest(plan: &PlanReport) -> String {
    let what = plan.selection.minimized;
    let choice = if plan.selection.proven {
        format!("No other choice of actions takes less {what} for the same")
    } else {
        format!(
            "Not proven: another choice may take less {what}; this one takes at most {} more than \
             the least (at least {})",
            percent_of(Some(plan.selection.above_percent)),
            plan.selection.bound
        )
    };
    let order = if plan.schedule.proven {
        "no other order ends earlier (proven)".to_owned()
    } else {
        format!(
            "not proven: another order may end earlier, not before {}; this one takes at most {} \
             more working days",
            plan.schedule.bound,
            percent_of(Some(plan.schedule.above_percent))
        )
    };
    format!("{choice}; {order}.")
}

fn interims(plan: &PlanReport, document: &mut Document) {
    if plan.interims.is_empty() {
        return;
    }
    document.heading(format!("At once ({})", plan.interims.len()));
    let rows = plan.interims.iter().map(|interim| {
        vec![
            interim.due.map(|due| by(due, plan.start)).unwrap_or_default(),
            interim.place.clone(),
            interim.control.clone(),
            interim.role.clone(),
        ]
    });
    let columns = vec![
        Column::word("by", 0),
        Column::word("for", 0),
        Column::prose("until it is closed", 0),
        Column::word("who", 1),
    ];
    document.table("At once", columns, rows.collect());
}

/// A day, and whether it is over when work begins.
fn by(due: Date, start: Date) -> String {
    if due < start { format!("{due}, OVERDUE") } else { due.to_string() }
}

/// What an action is, and who else has to do with it.
fn what(action: &ActionRecord) -> String {
    let others: Vec<String> = action.roles.iter().skip(1).map(share).collect();
    if others.is_empty() {
        return action.title.clone();
    }
    format!("{} (with {})", action.title, and(&others))
}

fn share(share: &ShareRecord) -> String {
    format!("{} {}", share.role, days(share.effort_days))
}

/// The roles of an action, with their person-days where there are several.
pub(in crate::report) fn roles(action: &ActionRecord) -> String {
    if action.roles.len() < 2 {
        return action.role.clone();
    }
    action.roles.iter().map(share).collect::<Vec<_>>().join(", ")
}

/// Person-days of an action, as a range where it is one.
fn effort_cell(action: &ActionRecord) -> String {
    let (least, most) = (action.least_days, action.effort_days);
    if least < most { format!("{least:.1}–{most:.1}") } else { format!("{most:.1}") }
}

fn actions(plan: &PlanReport, document: &mut Document) {
    if plan.actions.is_empty() {
        return;
    }
    document.heading(format!("Actions ({})", plan.actions.len()));
    let rows = plan.actions.iter().map(|action| {
        vec![
            action.id.clone(),
            what(action),
            action.role.clone(),
            effort_cell(action),
            WorkingDays::week_of(action.start).to_string(),
            action.due.to_string(),
            if action.critical_path { "path".to_owned() } else { action.slack_days.to_string() },
            and_more(&action.closes, 4),
            and_more(&action.after, 3),
            action.reason.to_owned(),
        ]
    });
    let columns = vec![
        Column::word("action", 0),
        Column::words("what", 0),
        Column::word("role", 1),
        Column::number("days", 2),
        Column::word("week of", 0),
        Column::word("due", 0),
        Column::number("slack", 3),
        Column::words("closes", 2),
        Column::words("after", 4),
        Column::word("why", 5),
    ];
    document.table("Actions", columns, rows.collect());
}

fn milestones(plan: &PlanReport, document: &mut Document) {
    if plan.milestones.is_empty() {
        return;
    }
    document.heading("What is expected when");
    let rows = plan.milestones.iter().map(|milestone| {
        vec![
            milestone.date.to_string(),
            and_more(&milestone.actions, 5),
            percent_of(milestone.expected.percent),
            tier(&milestone.expected),
        ]
    });
    let columns = vec![
        Column::word("by", 0),
        Column::words("done", 1),
        Column::number("score", 0),
        Column::word("tier", 0),
    ];
    document.table("Milestones", columns, rows.collect());
    let rows = (1..).zip(&plan.gates).map(|(number, gate): (usize, _)| {
        let when = match gate.met_on {
            _ if gate.holds_now => "holds now".to_owned(),
            Some(day) => day.to_string(),
            None => "not by this plan".to_owned(),
        };
        vec![number.to_string(), sentence(&gate.demands), when]
    });
    document.heading("Gates of the target");
    let columns = vec![Column::number("#", 1), Column::words("gate", 0), Column::word("met on", 0)];
    document.table("Gates of the target", columns, rows.collect());
}

fn loads(plan: &PlanReport, document: &mut Document) {
    if plan.loads.is_empty() {
        return;
    }
    document.heading("Load of each role");
    let rows = plan.loads.iter().map(|load| {
        let most = load.weeks.iter().map(|week| week.days).fold(0.0, f64::max);
        let first = load.weeks.first().map(|week| week.week_of.to_string()).unwrap_or_default();
        let last = load.weeks.last().map(|week| week.week_of.to_string()).unwrap_or_default();
        vec![
            load.role.clone(),
            format!("{:.1}", load.effort_days),
            format!("{:.1}", load.days_a_week),
            format!("{most:.1}"),
            first,
            last,
        ]
    });
    let columns = vec![
        Column::word("role", 0),
        Column::number("days", 0),
        Column::number("has a week", 0),
        Column::number("most in a week", 0),
        Column::word("first week", 2),
        Column::word("last week", 1),
    ];
    document.table("Load of each role", columns, rows.collect());
}

/// Answers to get before the plan is agreed on.
fn questions(plan: &PlanReport, document: &mut Document) {
    if plan.questions.is_empty() {
        return;
    }
    document.heading(format!("Ask first ({})", plan.questions.len()));
    document.paragraph("The answers to these change the plan: with a gap it needs what is named.");
    let rows = plan.questions.iter().map(|question| {
        vec![
            question.criterion.clone(),
            question.title.clone(),
            question.role.clone(),
            format!("{:.1}", question.saves_days),
            and_more(&question.changes, 5),
        ]
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("who answers", 1),
        Column::number("days saved if met", 0),
        Column::words("actions that change", 2),
    ];
    document.table("Ask first", columns, rows.collect());
}

fn left(plan: &PlanReport, document: &mut Document) {
    if plan.left.is_empty() {
        return;
    }
    document.heading(format!("Left as it is ({})", plan.left.len()));
    document.paragraph("Nothing is accepted silently: a body accepts each of these, on a day.");
    let rows = plan.left.iter().map(|left| {
        let blank = || TO_FILL_IN.to_owned();
        vec![
            left.criterion.clone(),
            left.title.clone(),
            left.reason.clone(),
            left.accepted_by.clone().unwrap_or_else(blank),
            left.accepted_on.map_or_else(blank, |day| day.to_string()),
        ]
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::words("why", 0),
        Column::word("accepted by", 2),
        Column::word("on", 2),
    ];
    document.table("Left as it is", columns, rows.collect());
}

fn method(plan: &PlanReport, document: &mut Document) {
    document.heading("How the plan is made");
    document.push(Block::Points(vec![
        "In it first: immediate danger, must-pass criteria, high harm, what the law demands, key \
         recommendations of the reviewers. Then the actions with the least effort that meet every gate of the target, with what comes first."
            .to_owned(),
        "An action lasts the longer of its lead time (five working days of seven) and its effort by \
         the days a week of its role (of the slowest of several), and takes their time evenly. Of an \
         effort that is a range the upper end is planned. Weekends and the holidays of facility.toml \
         are free."
            .to_owned(),
        "Slack: working days by which an action alone can slip without delaying another, the end or \
         a fixed point that needs it."
            .to_owned(),
    ]));
    document.push(Block::Note(plan.head.disclaimer.to_owned()));
    document.push(Block::Note(plan.head.stamp.line()));
}
