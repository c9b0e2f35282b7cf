//! The alignment plan for people: what to begin on Monday, what follows, what it changes.

use super::card::days;
use super::document::{Block, Column, Document, Tone};
use super::words::{and_more, count, percent_of, sentence};
use crate::plan::WorkingDays;
use crate::report::record::plan::{ActionRecord, PlanReport, StandingRecord};
use jiff::civil::Date;

/// The document of a plan.
pub fn plan_document(plan: &PlanReport) -> Document {
    let mut document = Document::default();
    let name = Some(plan.facility.name.as_str()).filter(|name| !name.is_empty());
    document.push(Block::Title(format!("{}: alignment plan", name.unwrap_or("The facility"))));
    document.paragraph(format!(
        "For {} ({} {}), on the answers of round {}, as of {}. Work begins in the week of {}.",
        plan.program.title,
        plan.program.id,
        plan.program.version,
        plan.round,
        plan.as_of,
        WorkingDays::week_of(plan.start)
    ));
    headline(plan, &mut document);
    interims(plan, &mut document);
    first_week(plan, &mut document);
    actions(plan, &mut document);
    timeline(plan, &mut document);
    milestones(plan, &mut document);
    loads(plan, &mut document);
    questions(plan, &mut document);
    left(plan, &mut document);
    method(plan, &mut document);
    document
}

fn tier(standing: &StandingRecord) -> String {
    standing.tier.as_ref().map_or_else(|| "no tier".to_owned(), |tier| tier.replace('-', " "))
}

fn headline(plan: &PlanReport, document: &mut Document) {
    let reaches = plan.target.is_none() || plan.expected.tier == plan.target;
    let tone = if reaches { Tone::Good } else { Tone::Neutral };
    let head = if plan.actions.is_empty() {
        "Nothing has to be done for the target".to_owned()
    } else {
        format!(
            "{}, {}, done by {}",
            count(plan.actions.len(), "action"),
            days(plan.selection.effort_days),
            plan.schedule.finish
        )
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
    lines.extend(plan.notes.iter().cloned());
    if plan.provisional {
        lines.push("Provisional: files have errors, and the plan may change with them.".to_owned());
    }
    lines.push(
        "A forecast: done is not met. Only a reviewer's answer moves the verified score."
            .to_owned(),
    );
    document.push(Block::Callout(tone, head, lines));
}

fn shortest(plan: &PlanReport) -> String {
    let choice = if plan.selection.proven {
        "No other choice of actions takes less effort for the same".to_owned()
    } else {
        format!("A choice with less effort may exist, not below {}", days(plan.selection.bound))
    };
    let order = if plan.schedule.proven {
        "no other order ends earlier (proven)".to_owned()
    } else {
        format!("no order can end before {}", plan.schedule.bound)
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

/// What a department head starts on Monday.
fn first_week(plan: &PlanReport, document: &mut Document) {
    let week = WorkingDays::week_of(plan.start);
    let first: Vec<&ActionRecord> =
        plan.actions.iter().filter(|action| WorkingDays::week_of(action.start) == week).collect();
    if first.is_empty() {
        return;
    }
    document.heading(format!("Begin in the week of {week} ({})", first.len()));
    let mut roles: Vec<&str> = first.iter().map(|action| action.role.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    let step = |role: &&str| {
        let own: Vec<&&ActionRecord> =
            first.iter().filter(|action| action.role == **role).collect();
        let line = |action: &&&ActionRecord| {
            let slack = match action.slack_days {
                0 => "; a day's delay delays what follows".to_owned(),
                days => format!("; {} to spare", count(days, "working day")),
            };
            format!(
                "{} ({}): {}, by {}{slack}.",
                action.title,
                action.id,
                days(action.effort_days),
                action.due
            )
        };
        (sentence(&role.replace('-', " ")), own.iter().map(line).collect())
    };
    document.push(Block::Steps(roles.iter().map(step).collect()));
}

fn actions(plan: &PlanReport, document: &mut Document) {
    if plan.actions.is_empty() {
        return;
    }
    document.heading(format!("Actions ({})", plan.actions.len()));
    let rows = plan.actions.iter().map(|action| {
        vec![
            action.id.clone(),
            action.title.clone(),
            action.role.clone(),
            format!("{:.1}", action.effort_days),
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

/// Actions as bars over weeks; the longest plan fits into so many signs.
const WIDEST: usize = 48;

fn timeline(plan: &PlanReport, document: &mut Document) {
    let from = WorkingDays::week_of(plan.start);
    let weeks_to = |day: Date| {
        let days = day.since(from).map_or(0, |span| span.get_days());
        usize::try_from(days / 7).unwrap_or_default()
    };
    let weeks = plan.actions.iter().map(|action| weeks_to(action.due) + 1).max().unwrap_or(0);
    if weeks == 0 {
        return;
    }
    let each = weeks.div_ceil(WIDEST);
    let signs = weeks.div_ceil(each);
    document.heading("Timeline");
    let weeks_words = if each == 1 { "a week".to_owned() } else { format!("{each} weeks") };
    document.paragraph(format!("Each sign is {weeks_words}; █ is on the critical path, ▒ is not."));
    let mut rows = vec![vec![String::new(), months(from, each, signs)]];
    rows.extend(plan.actions.iter().map(|action| {
        let (start, end) = (weeks_to(action.start) / each, weeks_to(action.due) / each);
        let sign = if action.critical_path { '█' } else { '▒' };
        let bar = (0..signs).map(|at| if (start..=end).contains(&at) { sign } else { '·' });
        vec![action.id.clone(), bar.collect()]
    }));
    let columns = vec![Column::word("action", 0), Column::word("weeks", 0)];
    document.table("Timeline", columns, rows);
}

/// The months above the signs: three letters where one begins and there is room.
fn months(from: Date, each: usize, signs: usize) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |at: usize| {
        let weeks = i64::try_from(at * each).unwrap_or_default();
        from.checked_add(jiff::Span::new().weeks(weeks)).unwrap_or(from).month()
    };
    let mut line = String::new();
    for at in 0..signs {
        let begins = at == 0 || month(at) != month(at - 1);
        let has_room = at == 0 || line.chars().count() < at;
        if begins && has_room {
            line += &" ".repeat(at - line.chars().count());
            let name = usize::try_from(month(at) - 1).ok().and_then(|month| NAMES.get(month));
            line += name.copied().unwrap_or_default();
        }
    }
    line
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
    let rows = plan.gates.iter().map(|gate| {
        let when = match gate.met_on {
            _ if gate.holds_now => "holds now".to_owned(),
            Some(day) => day.to_string(),
            None => "not by this plan".to_owned(),
        };
        vec![sentence(&gate.demands), when]
    });
    document.heading("Gates of the target");
    let columns = vec![Column::words("gate", 0), Column::word("met on", 0)];
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
        let blank = || "________".to_owned();
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
        "In it first: immediate danger, must-pass criteria, high harm, what the law demands. Then the \
         actions with the least effort that meet every gate of the target, with what comes first."
            .to_owned(),
        "An action lasts the longer of its lead time (five working days of seven) and its effort by \
         the days a week of its role, and takes that role's time evenly. Weekends and the holidays \
         of facility.toml are free."
            .to_owned(),
        "Slack: working days by which an action alone can slip without delaying another or the end."
            .to_owned(),
    ]));
    document.push(Block::Note(plan.disclaimer.to_owned()));
    document.push(Block::Note(plan.stamp.line()));
}
