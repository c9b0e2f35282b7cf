//! Calendars: whole-day events for the calendar programs of hospitals (RFC 5545).
//!
//! Written by hand: the crate for it stamps the clock and a random id, and the same plan has to give
//! the same bytes.

use crate::report::record::plan::{ActionRecord, InterimRecord, PlanPointRecord, PlanReport};
use crate::report::text::plan::{range, roles};
use crate::source::plain;
use jiff::civil::Date;

/// The actions of a plan from start to due, days that do not move, and the days on which interim controls are due.
pub fn plan_calendar(plan: &PlanReport) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", &format!("-//{}//{}//EN", plan.head.stamp.tool, plan.head.stamp.version));
    line("CALSCALE", "GREGORIAN");
    line("X-WR-CALNAME", &escaped(&format!("{}: alignment plan", plan.head.facility.name)));
    for interim in &plan.interims {
        if let Some(due) = interim.due {
            event(&mut line, plan, &of_interim(interim, due));
        }
    }
    for action in &plan.actions {
        event(&mut line, plan, &of_action(action));
    }
    for point in &plan.fixed {
        event(&mut line, plan, &of_point(point));
    }
    line("END", "VCALENDAR");
    out
}

struct Event {
    id: String,
    first: Date,
    last: Date,
    summary: String,
    description: String,
}

fn of_action(action: &ActionRecord) -> Event {
    let after = match action.after.as_slice() {
        [] => String::new(),
        ids => format!(" After {}.", ids.join(", ")),
    };
    let closes = match action.closes.as_slice() {
        [] => "Comes before other actions.".to_owned(),
        ids => format!("Closes {}.", ids.join(", ")),
    };
    Event {
        id: action.id.clone(),
        first: action.start,
        last: action.due,
        summary: format!("{} {} ({})", action.id, action.title, action.role),
        description: format!(
            "{closes} Done when: {}{after} {}.{}",
            action.done_when,
            effort(action),
            not_kept(action)
        ),
    }
}

fn not_kept(action: &ActionRecord) -> String {
    let first = if action.not_kept.is_empty() { "" } else { " " };
    format!("{first}{}", action.not_kept.join(" "))
}

/// Person-days, of each role where there are several.
fn effort(action: &ActionRecord) -> String {
    let all = range(action.least_days, action.effort_days);
    if action.roles.len() < 2 { all } else { format!("{all}: {}", roles(action)) }
}

fn of_point(point: &PlanPointRecord) -> Event {
    let list = |what: &str, ids: &[String]| match ids {
        [] => String::new(),
        ids => format!("{what}: {}. ", ids.join(", ")),
    };
    let parts = [
        list("Needs before it", &point.after),
        list("Not done by then", &point.late),
        list("Begins after it", &point.before),
    ];
    Event {
        id: format!("fixed-{}", point.id),
        first: point.date,
        last: point.date,
        summary: point.title.clone(),
        description: parts.concat().trim_end().to_owned(),
    }
}

fn of_interim(interim: &InterimRecord, due: Date) -> Event {
    Event {
        id: format!("interim-{}", interim.place),
        first: due,
        last: due,
        summary: format!("Interim control for {} is in place ({})", interim.place, interim.role),
        description: interim.control.clone(),
    }
}

fn event(line: &mut impl FnMut(&str, &str), plan: &PlanReport, event: &Event) {
    // the end of a whole-day event is the day after its last
    let after = event.last.tomorrow().unwrap_or(event.last);
    let id: String = event
        .id
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' })
        .collect();
    line("BEGIN", "VEVENT");
    line("UID", &format!("{id}-{}@{}.concordant", plan.head.round, plan.head.facility.id));
    // when the plan was made is the day it speaks of, so that the same plan is the same file
    line("DTSTAMP", &format!("{}T000000Z", compact(plan.head.as_of)));
    line("DTSTART;VALUE=DATE", &compact(event.first));
    line("DTEND;VALUE=DATE", &compact(after));
    line("SUMMARY", &escaped(&event.summary));
    line("DESCRIPTION", &escaped(&event.description));
    line("TRANSP", "TRANSPARENT");
    line("END", "VEVENT");
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

fn escaped(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Lines of at most 75 bytes; what follows begins with a blank.
fn fold(line: &str, out: &mut String) {
    const LONGEST: usize = 75;
    let mut width = 0;
    for sign in line.chars() {
        if width + sign.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(sign);
        width += sign.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = String::new();
        fold(&"é".repeat(60), &mut out);
        assert!(out.lines().all(|line| line.len() <= 75));
        assert_eq!(out.replace("\r\n ", "").trim_end(), "é".repeat(60));
        assert_eq!(escaped("a;b,c\\d\ne"), "a\\;b\\,c\\\\d e");
    }
}
