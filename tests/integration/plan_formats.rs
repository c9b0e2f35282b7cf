//! One plan behind every format: what a page, a workbook, Markdown, CSV and a calendar show is what
//! the JSON says; the same plan is the same bytes.

use crate::same_numbers::{Row, Tables, of_html, of_markdown};
use crate::support::{concordant, json, run};
use crate::workbook::{Sheet, expect_day, expect_number, expect_text, read};
use calamine::{Data, Reader as _};
use concordant::report::EXPORT_STAMP;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const RIVERBEND: [&str; 4] = ["plan", "examples/riverbend", "--start", "2026-11-02"];
/// Ways to plan: what is chosen and what is left differ.
const WAYS: [&[&str]; 4] = [
    &["--target", "concordant"],
    &["--target", "conditional", "--minimum"],
    &["--close-all"],
    &["--close-all", "--skip", "RX-31", "--reason", "the building closes"],
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn of(way: &[&'static str], format: &'static str) -> Vec<&'static str> {
    RIVERBEND.into_iter().chain(way.iter().copied()).chain(["--format", format]).collect()
}

fn plan(way: &[&'static str]) -> Value {
    json(root(), &of(way, "json"), 0)
}

fn text(way: &[&'static str], format: &'static str) -> String {
    let ended = run(root(), &of(way, format));
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out
}

fn bytes(way: &[&'static str], format: &'static str) -> Vec<u8> {
    let output = concordant(root()).args(of(way, format)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap()
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

fn joined(value: &Value, key: &str) -> String {
    let words: Vec<&str> = list(value, key).iter().map(|word| word.as_str().unwrap()).collect();
    words.join(" ")
}

fn fixed(value: &Value, digits: usize) -> String {
    format!("{:.digits$}", value.as_f64().unwrap())
}

fn most(load: &Value) -> f64 {
    list(load, "weeks").iter().map(|week| week["days"].as_f64().unwrap()).fold(0.0, f64::max)
}

fn check_actions(tables: &Tables, plan: &Value, told: &str) {
    let actions = list(plan, "actions");
    let rows = tables.with(&["action", "due", "slack"]);
    assert_eq!(rows.len(), actions.len(), "{told}");
    for (row, action) in rows.iter().zip(actions) {
        assert_eq!(row["action"], word(action, "id"), "{told}");
        assert_eq!(row["what"], word(action, "title"), "{told}");
        assert_eq!(row["role"], word(action, "role"), "{told}");
        assert_eq!(row["days"], fixed(&action["effort_days"], 1), "{told}");
        assert_eq!(row["due"], word(action, "due"), "{told}");
        let slack = action["slack_days"].to_string();
        let slack = if action["critical_path"] == true { "path" } else { &slack };
        assert_eq!(row["slack"], slack, "{told}: {row:?}");
        let start: Date = word(action, "start").parse().unwrap();
        let week = concordant::plan::WorkingDays::week_of(start).to_string();
        assert_eq!(row["week of"], week, "{told}");
        assert_eq!(row["why"], word(action, "reason"), "{told}");
    }
}

fn check_rest(tables: &Tables, plan: &Value, told: &str) {
    let milestones = list(plan, "milestones");
    let rows = tables.with(&["by", "done", "score", "tier"]);
    assert_eq!(rows.len(), milestones.len(), "{told}");
    for (row, milestone) in rows.iter().zip(milestones) {
        assert_eq!(row["by"], word(milestone, "date"), "{told}");
        let expected = &milestone["expected"];
        assert_eq!(row["score"], format!("{} %", fixed(&expected["percent"], 1)), "{told}");
        assert_eq!(row["tier"], word(expected, "tier").replace('-', " "), "{told}");
    }
    let gates = list(plan, "gates");
    let rows = tables.with(&["#", "gate", "met on"]);
    assert_eq!(rows.len(), gates.len(), "{told}");
    for (row, gate) in rows.iter().zip(gates) {
        let met = match gate["met_on"].as_str() {
            _ if gate["holds_now"] == true => "holds now",
            Some(day) => day,
            None => "not by this plan",
        };
        assert_eq!(row["met on"], met, "{told}");
    }
    let loads = list(plan, "loads");
    let rows = tables.with(&["role", "has a week", "most in a week"]);
    assert_eq!(rows.len(), loads.len(), "{told}");
    for (row, load) in rows.iter().zip(loads) {
        assert_eq!(row["role"], word(load, "role"), "{told}");
        assert_eq!(row["days"], fixed(&load["effort_days"], 1), "{told}");
        assert_eq!(row["has a week"], fixed(&load["days_a_week"], 1), "{told}");
        let digits = row["most in a week"].split('.').next_back().unwrap().len();
        assert_eq!(row["most in a week"], format!("{:.digits$}", most(load)), "{told}");
    }
    let left = list(plan, "left");
    let rows: &[Row] =
        if left.is_empty() { &[] } else { tables.with(&["criterion", "why", "accepted by", "on"]) };
    assert_eq!(rows.len(), left.len(), "{told}");
    for (row, left) in rows.iter().zip(left) {
        assert_eq!(row["criterion"], word(left, "criterion"), "{told}");
        assert_eq!(row["what"], word(left, "title"), "{told}");
        assert_eq!(row["why"], word(left, "reason"), "{told}");
    }
}

/// Point: the tables of the page and of Markdown, and the sentences above them.
#[test]
fn pages_and_markdown_say_what_json_says() {
    for way in WAYS {
        let plan = plan(way);
        let page = text(way, "html");
        let markdown = text(way, "markdown");
        for (tables, told) in [(of_html(&page), "html"), (of_markdown(&markdown), "markdown")] {
            let told = format!("{way:?} {told}");
            check_actions(&tables, &plan, &told);
            check_rest(&tables, &plan, &told);
        }
        let finish = word(&plan["schedule"], "finish");
        let done = format!("person-days, done by {finish}");
        let expected = format!("{} % overall", fixed(&plan["expected"]["percent"], 1));
        for text in [&page, &markdown] {
            assert!(text.contains(&done) && text.contains(&expected), "{way:?}");
        }
    }
}

/// Point: a bar for each action, as long as it lasts; the load of each week in the table.
#[test]
fn the_charts_are_the_figures() {
    for way in WAYS {
        let plan = plan(way);
        let page = text(way, "html");
        let count = |class: &str| page.matches(&format!("<rect class=\"{class}\"")).count();
        let actions = list(&plan, "actions");
        let critical = actions.iter().filter(|action| action["critical_path"] == true).count();
        assert_eq!(count("path"), critical, "{way:?}");
        assert_eq!(count("float"), actions.len() - critical, "{way:?}");
        let weeks: usize = list(&plan, "loads").iter().map(|load| list(load, "weeks").len()).sum();
        assert_eq!(count("load"), weeks, "{way:?}");
        for action in actions {
            let path = if action["critical_path"] == true { ", on the critical path" } else { "" };
            let (start, due) = (word(action, "start"), word(action, "due"));
            let told = format!("{} from {start} to {due}{path}", word(action, "id"));
            assert!(page.contains(&told), "{way:?}: {told}");
        }
        let tables = of_html(&page);
        for (row, load) in tables.with(&["days in each week"]).iter().zip(list(&plan, "loads")) {
            assert_eq!(told_weeks(&row["days in each week"]), weeks_of(load), "{way:?}");
        }
    }
}

fn weeks_of(load: &Value) -> BTreeMap<Date, String> {
    let week = |week: &Value| (word(week, "week_of").parse().unwrap(), fixed(&week["days"], 2));
    list(load, "weeks").iter().map(week).collect()
}

/// `1.50 in 2026-11-02 to 2026-11-16; …` as weeks.
fn told_weeks(told: &str) -> BTreeMap<Date, String> {
    let mut weeks = BTreeMap::new();
    for run in told.split(';') {
        let (days, span) = run.trim().split_once(" in ").unwrap();
        let (first, last) = span.split_once(" to ").unwrap_or((span, span));
        let (mut week, last): (Date, Date) = (first.parse().unwrap(), last.parse().unwrap());
        while week <= last {
            weeks.insert(week, days.to_owned());
            week = week.checked_add(jiff::Span::new().weeks(1)).unwrap();
        }
    }
    weeks
}

/// Point: days are dates and figures are numbers, those of JSON.
#[test]
fn the_workbook_says_what_json_says() {
    for way in WAYS {
        let plan = plan(way);
        let mut book = read(bytes(way, "xlsx"));
        let names = ["Plan", "At once", "Milestones", "Load", "Left", "Method"];
        assert_eq!(book.sheet_names(), names);
        for name in &names[..5] {
            let headers = Sheet::of(&mut book, name).headers();
            assert_eq!(headers.last().unwrap(), EXPORT_STAMP, "{name}");
            assert_eq!(headers.iter().collect::<BTreeSet<_>>().len(), headers.len(), "{name}");
        }
        let sheet = Sheet::of(&mut book, "Plan");
        assert_eq!(sheet.rows(), list(&plan, "actions").len());
        for (row, action) in list(&plan, "actions").iter().enumerate() {
            let what = word(action, "id");
            let cell = |header: &str| sheet.cell(row, header);
            for (header, key) in [
                ("Action", "id"),
                ("What to do", "title"),
                ("Role", "role"),
                ("Why", "reason"),
                ("Until then", "interim"),
                ("Done when", "done_when"),
            ] {
                expect_text(cell(header), &action[key], what);
            }
            for (header, key) in [
                ("Person-days", "effort_days"),
                ("Slack, working days", "slack_days"),
                ("Working days", "working_days"),
                ("Lead days", "lead_days"),
            ] {
                expect_number(cell(header), action[key].as_f64(), what);
            }
            expect_day(cell("Start"), &action["start"], what);
            expect_day(cell("Due"), &action["due"], what);
            expect_text(cell("Closes"), &joined(action, "closes").into(), what);
            expect_text(cell("After"), &joined(action, "after").into(), what);
            let path = if action["critical_path"] == true { "yes" } else { "no" };
            expect_text(cell("Critical path"), &path.into(), what);
        }
        check_other_sheets(&mut book, &plan);
    }
}

fn check_other_sheets(book: &mut calamine::Xlsx<std::io::Cursor<Vec<u8>>>, plan: &Value) {
    let sheet = Sheet::of(book, "At once");
    for (row, interim) in list(plan, "interims").iter().enumerate() {
        expect_day(sheet.cell(row, "By"), &interim["due"], "interim");
        expect_text(sheet.cell(row, "For"), &interim["place"], "interim");
    }
    let sheet = Sheet::of(book, "Milestones");
    let (milestones, gates) = (list(plan, "milestones"), list(plan, "gates"));
    assert_eq!(sheet.rows(), milestones.len() + gates.len());
    for (row, milestone) in milestones.iter().enumerate() {
        expect_day(sheet.cell(row, "By"), &milestone["date"], "milestone");
        let percent = milestone["expected"]["percent"].as_f64();
        expect_number(sheet.cell(row, "Expected score"), percent, "milestone");
    }
    for (row, gate) in (milestones.len()..).zip(gates) {
        expect_day(sheet.cell(row, "By"), &gate["met_on"], "gate");
        expect_text(sheet.cell(row, "Gate"), &gate["gate"], "gate");
    }
    let sheet = Sheet::of(book, "Load");
    let headers = sheet.headers();
    assert_eq!(sheet.rows(), list(plan, "loads").len());
    for (row, load) in list(plan, "loads").iter().enumerate() {
        expect_number(sheet.cell(row, "Has, days a week"), load["days_a_week"].as_f64(), "load");
        expect_number(sheet.cell(row, "Person-days"), load["effort_days"].as_f64(), "load");
        let weeks: BTreeMap<String, Option<f64>> = list(load, "weeks")
            .iter()
            .map(|week| (format!("Week of {}", word(week, "week_of")), week["days"].as_f64()))
            .collect();
        for header in headers.iter().filter(|header| header.starts_with("Week of ")) {
            let days = weeks.get(header).copied().flatten();
            expect_number(sheet.cell(row, header), days, header);
        }
        assert!(weeks.keys().all(|week| headers.contains(week)), "{weeks:?}");
    }
    let sheet = Sheet::of(book, "Left");
    assert_eq!(sheet.rows(), list(plan, "left").len());
    for (row, left) in list(plan, "left").iter().enumerate() {
        expect_text(sheet.cell(row, "Criterion"), &left["criterion"], "left");
        expect_text(sheet.cell(row, "Why it is left"), &left["reason"], "left");
        assert_eq!(*sheet.cell(row, "Accepted by (body)"), Data::Empty);
    }
    let method = book.worksheet_range("Method").unwrap();
    let all: Vec<String> = method.rows().flatten().map(ToString::to_string).collect();
    let all = all.join("\n");
    let stamp = &plan["stamp"];
    for standard in list(stamp, "checklists").iter().chain([&stamp["program"]]) {
        assert!(all.contains(word(standard, "digest")), "{all}");
    }
    assert!(all.contains(word(plan, "disclaimer")));
    assert!(all.contains(word(&plan["schedule"], "finish")));
}

#[test]
fn the_csv_says_what_json_says() {
    for way in WAYS {
        let plan = plan(way);
        let csv = text(way, "csv");
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
        let heads = reader.headers().unwrap().clone();
        assert_eq!(heads.iter().next_back(), Some(EXPORT_STAMP));
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), list(&plan, "actions").len());
        for (record, action) in records.iter().zip(list(&plan, "actions")) {
            let cell = |name: &str| {
                record.get(heads.iter().position(|head| head == name).unwrap()).unwrap().to_owned()
            };
            assert_eq!(cell("action"), word(action, "id"));
            for key in ["title", "role", "party", "start", "due", "reason", "done_when"] {
                assert_eq!(cell(key), word(action, key), "{key}");
            }
            assert_eq!(cell("effort_days"), fixed(&action["effort_days"], 1));
            assert_eq!(cell("lead_days"), action["lead_days"].to_string());
            assert_eq!(cell("slack_days"), action["slack_days"].to_string());
            assert_eq!(cell("critical_path") == "yes", action["critical_path"] == true);
            assert_eq!(cell("closes"), joined(action, "closes"));
            assert_eq!(cell("after"), joined(action, "after"));
        }
    }
}

/// An event by its properties, unfolded and unescaped.
type Event = BTreeMap<String, String>;

/// Reads a calendar by the rules of RFC 5545 that bind its writer.
fn events(calendar: &str) -> Vec<Event> {
    let lines: Vec<&str> = calendar.split("\r\n").collect();
    assert_eq!(lines.last(), Some(&""), "the last line ends too");
    for line in &lines {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let mut unfolded: Vec<String> = Vec::new();
    for line in &lines[..lines.len() - 1] {
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
            None => unfolded.push((*line).to_owned()),
        }
    }
    assert_eq!(unfolded.first().unwrap(), "BEGIN:VCALENDAR");
    assert_eq!(unfolded.last().unwrap(), "END:VCALENDAR");
    assert!(unfolded.contains(&"VERSION:2.0".to_owned()));
    assert!(unfolded.iter().any(|line| line.starts_with("PRODID:")));
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    for line in &unfolded {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => assert!(open.replace(Event::new()).is_none()),
            ("END", "VEVENT") => events.push(open.take().unwrap()),
            _ => {
                let Some(event) = &mut open else { continue };
                let value = value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                assert!(event.insert(name.to_owned(), value).is_none(), "{name} twice");
            }
        }
    }
    assert!(open.is_none());
    events
}

fn compact(day: &str) -> String {
    day.replace('-', "")
}

/// Point: a valid calendar, an event for each action and each interim control.
#[test]
fn the_calendar_is_valid_and_says_what_json_says() {
    for way in WAYS {
        let plan = plan(way);
        let events = events(&text(way, "ics"));
        let ids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
        assert_eq!(ids.len(), events.len(), "{way:?}");
        for event in &events {
            assert!(event["DTSTART;VALUE=DATE"] < event["DTEND;VALUE=DATE"], "{event:?}");
            assert!(!event["SUMMARY"].is_empty());
            assert_eq!(event["DTSTAMP"], format!("{}T000000Z", compact(word(&plan, "as_of"))));
        }
        let due = list(&plan, "interims").iter().filter(|interim| interim["due"].is_string());
        let (interims, actions) = events.split_at(due.count());
        for (event, interim) in interims.iter().zip(list(&plan, "interims")) {
            assert_eq!(event["DTSTART;VALUE=DATE"], compact(word(interim, "due")));
            assert_eq!(event["DESCRIPTION"], word(interim, "control"));
        }
        assert_eq!(actions.len(), list(&plan, "actions").len());
        for (event, action) in actions.iter().zip(list(&plan, "actions")) {
            assert_eq!(event["DTSTART;VALUE=DATE"], compact(word(action, "start")));
            let due: Date = word(action, "due").parse().unwrap();
            let after = due.tomorrow().unwrap().to_string();
            assert_eq!(event["DTEND;VALUE=DATE"], compact(&after));
            let summary = format!(
                "{} {} ({})",
                word(action, "id"),
                word(action, "title"),
                word(action, "role")
            );
            assert_eq!(event["SUMMARY"], summary);
            assert!(event["DESCRIPTION"].contains(word(action, "done_when")));
            assert!(!event["DESCRIPTION"].contains("Closes ."), "{event:?}");
        }
    }
}

/// Point: the same inputs give the same bytes in every format, and no clock of the zip gets in.
#[test]
fn the_same_plan_is_the_same_bytes() {
    for format in ["terminal", "markdown", "html", "json", "csv", "xlsx", "ics"] {
        let way = WAYS[0];
        assert!(bytes(way, format) == bytes(way, format), "{format}");
    }
}

/// What means nothing is refused; a network's own letterhead stands above a plan too.
#[test]
fn templates_are_for_pages() {
    let with = |more: &[&'static str]| {
        let all: Vec<&str> = RIVERBEND.iter().chain(more).copied().collect();
        run(root(), &all)
    };
    let refused = with(&["--template", "examples/letterhead"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
    let own = with(&["--format", "html", "--template", "examples/letterhead"]);
    assert_eq!(own.code, 0, "{}", own.err);
    assert!(own.out.contains("Lakeside Cancer Network (fictional)"), "{}", own.err);
    let place = tempfile::tempdir().unwrap();
    let silent = place.path().join("plan.html");
    #[expect(clippy::disallowed_methods, reason = "a network's own template")]
    std::fs::write(silent, "<p>{{ plan.schedule.finish }}</p>").unwrap();
    let folder = place.path().to_str().unwrap();
    let all: Vec<&str> =
        RIVERBEND.into_iter().chain(["--format", "html", "--template", folder]).collect();
    let silent = run(root(), &all);
    assert_eq!((silent.code, silent.out.as_str()), (3, ""), "{}", silent.err);
    assert!(silent.err.contains("C503"), "{}", silent.err);
    let checked = run(root(), &["check", "examples/riverbend", "--template", folder]);
    assert!(checked.code == 1 && checked.out.contains("C503"), "{}", checked.out);
}
