//! The tables of a plan: actions, interim controls, milestones and gates, load by week, what is left.

use super::{Cell, Column, Head, Medium, Palette, Table, heads, rows, shown};
use crate::report::record::plan::{
    ActionRecord, GateDateRecord, InterimRecord, LeftRecord, LoadRecord, MilestoneRecord,
    PlanPointRecord, PlanReport, ShareRecord,
};
use crate::report::text::plan::tier;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The actions.
pub(in crate::report::format) fn actions(plan: &PlanReport, medium: Medium) -> Table {
    let columns = shown(action_columns(), medium);
    let (heads, rows) = (heads(&columns), rows(&columns, plan.actions.iter()));
    Table { name: "Plan", heads, rows, frozen: 2, printed: 11 }
}

fn action_columns<'p>() -> Vec<Column<&'p ActionRecord>> {
    vec![
        Column::new("action", "Action", 10, |a: &&'p ActionRecord| a.id.as_str().into()),
        Column::new("title", "What to do", 36, |a| a.title.as_str().into()),
        Column::new("role", "Role", 22, |a| a.role.as_str().into()),
        Column::new("party", "Party", 10, |a: &&'p ActionRecord| a.party.into()).only(Medium::Csv),
        Column::new("effort_days", "Person-days", 9, |a| Cell::Decimal(a.effort_days, 1)),
        Column::new("lead_days", "Lead days", 7, |a: &&'p ActionRecord| a.lead_days.into())
            .only(Medium::Csv),
        Column::new("start", "Start", 12, |a| a.start.into()),
        Column::new("due", "Due", 12, |a| a.due.into()),
        Column::new("slack_days", "Slack, working days", 10, |a| a.slack_days.into()),
        Column::new("critical_path", "Critical path", 9, |a| Cell::YesNo(a.critical_path)),
        Column::new("closes", "Closes", 20, |a| Cell::list(&a.closes, " ")),
        Column::new("after", "After", 16, |a| Cell::list(&a.after, " ")),
        Column::new("reason", "Why", 18, |a: &&'p ActionRecord| a.reason.into())
            .colored(Palette::Reason),
        Column::new("interim", "Until then", 50, |a| a.interim.as_deref().into()),
        Column::new("done_when", "Done when", 50, |a| a.done_when.as_str().into()),
        Column::new("working_days", "Working days", 9, |a: &&'p ActionRecord| {
            a.working_days.into()
        })
        .only(Medium::Workbook),
        Column::new("lead_days", "Lead days", 7, |a: &&'p ActionRecord| a.lead_days.into())
            .only(Medium::Workbook),
        Column::new("sets", "Facts that it changes", 20, |a| Cell::list(&a.sets, " ")),
        Column::new("roles", "Effort of each role", 30, |a| {
            let share = |share: &ShareRecord| format!("{} {}", share.role, share.effort_days);
            a.roles.iter().map(share).collect::<Vec<_>>().join("; ").into()
        }),
        Column::new("least_days", "Person-days at least", 9, |a| Cell::Decimal(a.least_days, 1)),
        Column::new("fixed_start", "Start is fixed", 9, |a| Cell::YesNo(a.fixed)),
        Column::new("not_kept", "Days that are not kept", 50, |a| a.not_kept.join(" ").into()),
        Column::new("party", "Party", 10, |a: &&'p ActionRecord| a.party.into())
            .only(Medium::Workbook),
    ]
}

/// What cannot wait for an action.
pub(in crate::report::format) fn at_once(plan: &PlanReport) -> Table {
    let columns = vec![
        Column::new("due", "By", 12, |i: &&InterimRecord| i.due.into()),
        Column::new("place", "For", 18, |i| i.place.as_str().into()),
        Column::new("control", "Until it is closed", 80, |i| i.control.as_str().into()),
        Column::new("role", "Who", 24, |i| i.role.as_str().into()),
    ];
    let (heads, rows) = (heads(&columns), rows(&columns, plan.interims.iter()));
    Table { name: "At once", heads, rows, frozen: 2, printed: 4 }
}

/// Days that do not move.
pub(in crate::report::format) fn fixed(plan: &PlanReport) -> Table {
    let columns = vec![
        Column::new("date", "On", 12, |p: &&PlanPointRecord| p.date.into()),
        Column::new("title", "What", 40, |p| p.title.as_str().into()),
        Column::new("after", "Needs before it", 50, |p| Cell::list(&p.after, " ")),
        Column::new("late", "Not done by then", 30, |p| Cell::list(&p.late, " ")),
        Column::new("before", "Begins after it", 30, |p| Cell::list(&p.before, " ")),
    ];
    let (heads, rows) = (heads(&columns), rows(&columns, plan.fixed.iter()));
    Table { name: "Fixed days", heads, rows, frozen: 2, printed: 5 }
}

/// What is reached when.
enum Reached<'p> {
    Milestone(&'p MilestoneRecord),
    Gate(&'p GateDateRecord),
}

/// Milestones, and the gates of the target.
pub(in crate::report::format) fn milestones(plan: &PlanReport) -> Table {
    let columns = vec![
        Column::new("date", "By", 12, |row: &Reached<'_>| match row {
            Reached::Milestone(milestone) => milestone.date.into(),
            Reached::Gate(gate) => gate.met_on.into(),
        }),
        Column::new("kind", "What it is", 12, |row| match row {
            Reached::Milestone(_) => "milestone".into(),
            Reached::Gate(_) => "gate".into(),
        }),
        Column::new("what", "Actions done, or what the gate demands", 60, |row| match row {
            Reached::Milestone(milestone) => Cell::list(&milestone.actions, " "),
            Reached::Gate(gate) => gate.demands.as_str().into(),
        }),
        Column::new("percent", "Expected score", 11, |row| match row {
            Reached::Milestone(milestone) => Cell::percent(milestone.expected.percent),
            Reached::Gate(_) => Cell::Blank,
        }),
        Column::new("tier", "Expected tier", 18, |row| match row {
            Reached::Milestone(milestone) => tier(&milestone.expected).into(),
            Reached::Gate(_) => Cell::Blank,
        }),
        Column::new("gate", "Gate", 24, |row| match row {
            Reached::Milestone(_) => Cell::Blank,
            Reached::Gate(gate) => gate.gate.as_str().into(),
        }),
        Column::new("state", "Gate is met", 18, |row| match row {
            Reached::Milestone(_) => Cell::Blank,
            Reached::Gate(gate) if gate.holds_now => "now".into(),
            Reached::Gate(gate) if gate.met_on.is_some() => "by this plan".into(),
            Reached::Gate(_) => "not by this plan".into(),
        }),
    ];
    let records = plan.milestones.iter().map(Reached::Milestone);
    let records = records.chain(plan.gates.iter().map(Reached::Gate));
    let (heads, rows) = (heads(&columns), rows(&columns, records));
    Table { name: "Milestones", heads, rows, frozen: 1, printed: 7 }
}

/// Roles by weeks. Columns of weeks bear their Mondays.
pub(in crate::report::format) fn load(plan: &PlanReport) -> Table {
    let head = |name, title: Cow<'static, str>, width| Head { name, title, width, palette: None };
    let weeks: BTreeSet<Date> =
        plan.loads.iter().flat_map(|load| load.weeks.iter().map(|week| week.week_of)).collect();
    let mut heads = vec![
        head("role", "Role".into(), 26),
        head("days_a_week", "Has, days a week".into(), 9),
        head("effort_days", "Person-days".into(), 9),
        head("most", "Most in a week".into(), 9),
    ];
    heads.extend(weeks.iter().map(|week| head("week", format!("Week of {week}").into(), 12)));
    let row = |load: &LoadRecord| {
        let most = load.weeks.iter().map(|week| week.days).fold(0.0, f64::max);
        let mut cells = vec![
            load.role.as_str().into(),
            Cell::Decimal(load.days_a_week, 1),
            Cell::Decimal(load.effort_days, 1),
            Cell::Decimal(most, 2),
        ];
        cells.extend(weeks.iter().map(|monday| {
            let week = load.weeks.iter().find(|week| week.week_of == *monday);
            week.map_or(Cell::Blank, |week| Cell::Decimal(week.days, 2))
        }));
        cells
    };
    let rows = plan.loads.iter().map(row).collect();
    Table { name: "Load", heads, rows, frozen: 1, printed: 16 }
}

/// What is left, with room for who accepts it.
pub(in crate::report::format) fn left(plan: &PlanReport) -> Table {
    let columns = vec![
        Column::new("criterion", "Criterion", 12, |l: &&LeftRecord| l.criterion.as_str().into()),
        Column::new("title", "Title", 50, |l| l.title.as_str().into()),
        Column::new("reason", "Why it is left", 40, |l| l.reason.as_str().into()),
        Column::new("accepted_by", "Accepted by (body)", 30, |l| l.accepted_by.as_deref().into()),
        Column::new("accepted_on", "Accepted on", 14, |l| l.accepted_on.into()),
    ];
    let (heads, rows) = (heads(&columns), rows(&columns, plan.left.iter()));
    Table { name: "Left", heads, rows, frozen: 1, printed: 5 }
}
