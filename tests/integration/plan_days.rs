//! What people write into an accepted plan counts: days that are fixed or due, efforts that are
//! ranges, several roles, actions of their own, what reviewers recommend.
#![expect(clippy::disallowed_methods, reason = "the tests write plans")]

use super::keep::{COMMITTEE, Copy, LOG};
use super::support::{cases, json};
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// An accepted plan of the example, to be edited.
struct Edited {
    copy: Copy,
    text: String,
}

impl Edited {
    fn new() -> Self {
        let copy = Copy::new();
        copy.accept(&COMMITTEE, 0);
        let text = copy.read("plan.toml");
        Self { copy, text }
    }

    /// Puts a line in place of the line of a key of an action.
    fn set(mut self, id: &str, key: &str, line: &str) -> Self {
        let (head, rest) = self.text.split_once(&format!("id = \"{id}\"\n")).unwrap();
        let (before, old) = rest.split_once(&format!("\n{key} = ")).unwrap();
        let (_, behind) = old.split_once('\n').unwrap();
        self.text = format!("{head}id = \"{id}\"\n{before}\n{line}\n{behind}");
        self
    }

    fn add(mut self, text: &str) -> Self {
        self.text += text;
        self
    }

    fn run(&self, verb: &[&str]) -> Value {
        self.copy.write("plan.toml", &self.text);
        let arguments = [verb, &["--as-of", "2026-11-20", "--format", "json"]].concat();
        json(self.copy.home.path(), &arguments, 0)
    }

    fn plan(&self) -> Value {
        self.run(&["plan", "riverbend"])
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap()
}

fn words<'v>(value: &'v Value, key: &str) -> BTreeSet<&'v str> {
    list(value, key).iter().map(|word| word.as_str().unwrap()).collect()
}

fn day(value: &Value, key: &str) -> Date {
    value[key].as_str().unwrap().parse().unwrap()
}

fn action<'p>(plan: &'p Value, id: &str) -> &'p Value {
    list(plan, "actions").iter().find(|action| action["id"] == id).unwrap()
}

fn missed<'p>(plan: &'p Value, id: &str, what: &str) -> Option<&'p Value> {
    list(plan, "missed").iter().find(|one| one["action"] == id && one["what"] == what)
}

#[test]
fn a_plan_as_accepted_keeps_every_day() {
    let edited = Edited::new();
    let plan = edited.plan();
    assert_eq!(list(&plan, "missed").len(), 0, "{}", plan["missed"]);
    assert_eq!(plan["schedule"]["finish_early"], Value::Null);
    for action in list(&plan, "actions") {
        let id = action["id"].as_str().unwrap();
        let due = format!("id = \"{id}\"\n");
        let (_, behind) = edited.text.split_once(&due).unwrap();
        let (_, due) = behind.split_once("\ndue = ").unwrap();
        assert_eq!(due.get(..10), action["due"].as_str(), "{id}");
    }
}

/// A role that is busy does first what is due first, and what comes late says why.
#[test]
fn a_due_is_a_deadline() {
    let earlier = Edited::new().set("RX-M13", "start", "start = 2026-11-20");
    let earlier = earlier.set("RX-M13", "due", "due = 2026-12-18");
    let plan = earlier.plan();
    assert!(missed(&plan, "RX-M13", "due").is_none(), "{}", plan["missed"]);
    assert!(action(&plan, "RX-M13")["due"].as_str() <= Some("2026-12-18"));
    // nobody can be so quick
    let never = Edited::new().set("CA-M10", "due", "due = 2026-12-01");
    let plan = never.plan();
    let late = missed(&plan, "CA-M10", "due").unwrap();
    assert_eq!(
        (&late["code"], &late["planned"]),
        (&"C608".into(), &action(&plan, "CA-M10")["due"])
    );
    assert!(late["late_days"].as_u64() > Some(100), "{late}");
    assert!(late["why"].as_str().unwrap().contains("working days"), "{late}");
    for format in ["terminal", "markdown", "html", "csv", "ics"] {
        let arguments = ["plan", "riverbend", "--as-of", "2026-11-20", "--format", format];
        let told = never.copy.run(&arguments, 0).replace("\r\n ", "");
        assert!(told.contains("C608"), "{format}: {told}");
    }
}

#[test]
fn fixed_starts_are_kept_or_told() {
    let fixed = |start: &str| {
        Edited::new().set("CA-M23", "start", &format!("start = {start}\nfixed = true")).plan()
    };
    let kept = fixed("2027-01-12");
    assert_eq!(action(&kept, "CA-M23")["start"], "2027-01-12");
    assert_eq!(action(&kept, "CA-M23")["fixed"], true);
    assert!(missed(&kept, "CA-M23", "start").is_none());
    // a Saturday, and a day that is over
    for (start, why) in [("2027-01-16", "nobody works"), ("2026-11-02", "over")] {
        let plan = fixed(start);
        let told = missed(&plan, "CA-M23", "start").unwrap();
        assert_eq!(told["code"], "C609");
        assert!(told["why"].as_str().unwrap().contains(why), "{told}");
        assert_eq!(action(&plan, "CA-M23")["fixed"], false);
    }
    // before what comes before it can be over
    let after = "start = 2026-11-23\nfixed = true";
    let plan =
        Edited::new().set("RX-M17", "start", after).set("RX-M17", "after", "after = [\"CA-M10\"]");
    let plan = plan.plan();
    let told = missed(&plan, "RX-M17", "start").unwrap();
    assert!(told["why"].as_str().unwrap().contains("CA-M10"), "{told}");
}

#[test]
fn a_fixed_point_is_waited_for_and_prepared() {
    let point = "\n[[fixed]]\nid = \"visit\"\ntitle = \"Site visit\"\ndate = 2027-03-01\n\
                 after_all = \"critical\"\n\n[[action]]\nid = \"letter\"\ntitle = \"Answer the visitors\"\n\
                 role = \"quality-director\"\neffort_days = 1\ndue = 2027-04-01\nafter = [\"visit\"]\n";
    let edited = Edited::new().add(point);
    let plan = edited.plan();
    assert_eq!(action(&plan, "letter")["start"], "2027-03-02");
    let visit = &plan["fixed"][0];
    assert!(words(visit, "after").contains("RX-M31"), "{visit}");
    assert_eq!(
        (words(visit, "before"), list(visit, "late").len()),
        (BTreeSet::from(["letter"]), 0)
    );
    assert_eq!(list(&plan, "missed").len(), 0);
    let slack = action(&plan, "RX-M31")["slack_days"].as_u64().unwrap();
    assert!(slack < 60, "{slack} days of slack go past the visit");
    // status speaks of the same actions
    let status = edited.run(&["plan", "status", "riverbend"]);
    assert_eq!(words(&status["fixed"][0], "needs"), words(visit, "after"));
    // and both timelines show it
    let as_text = |format| edited.copy.run(&["plan", "riverbend", "--format", format], 0);
    let page = as_text("html");
    assert_eq!(page.matches("<line class=\"fixed\"").count(), 1);
    assert!(page.contains("Site visit on 2027-03-01, a day that does not move"));
    let terminal = as_text("terminal");
    let row = terminal.lines().find(|line| line.starts_with("visit ")).unwrap();
    assert_eq!(row.matches('◆').count(), 1, "{row}");
}

#[test]
fn a_range_of_effort_is_a_range_of_the_finish() {
    let edited = Edited::new().set("CA-M10", "effort_days", "effort_days = \"20-40\"");
    let plan = edited.set("RX-M17", "effort_days", "effort_days = \"8..10\"");
    let told = plan.plan();
    let (early, late) = (day(&told["schedule"], "finish_early"), day(&told["schedule"], "finish"));
    assert!(early < late, "{early} {late}");
    assert_eq!(
        (&action(&told, "CA-M10")["least_days"], &action(&told, "CA-M10")["effort_days"]),
        (&20.0.into(), &40.0.into())
    );
    let text = plan.copy.run(&["plan", "riverbend", "--as-of", "2026-11-20"], 0);
    assert!(text.contains("finishes between the weeks of"), "{text}");
}

#[test]
fn an_action_of_several_roles_takes_the_time_of_each() {
    let edited = Edited::new().set("PS-M24", "effort_days", "");
    let roles = "roles = { infection-preventionist = 3, nurse-educator = 6 }";
    let plan = edited.set("PS-M24", "role", roles).plan();
    let action = action(&plan, "PS-M24");
    assert_eq!(
        (&action["effort_days"], &action["role"]),
        (&9.0.into(), &"infection-preventionist".into())
    );
    assert_eq!(action["roles"][1]["effort_days"], 6.0);
    // 3 days at half a day a week take 30 working days, 6 at two a week 15: the slower one counts
    assert!(action["working_days"].as_u64() >= Some(30));
    let load = |role: &str| {
        let load = list(&plan, "loads").iter().find(|load| load["role"] == role).unwrap();
        load["effort_days"].as_f64().unwrap()
    };
    assert!((load("infection-preventionist") - 3.0).abs() < 1e-9);
    assert!((load("nurse-educator") - 18.0).abs() < 1e-9);
}

/// What people do themselves needs no remediation beside it.
#[test]
fn own_actions_close_what_they_say() {
    let own = "\n[[action]]\nid = \"ours\"\ntitle = \"Do it our way\"\nrole = \"quality-director\"\n\
               effort_days = 2\ndue = 2027-02-26\ncloses = [\"CA-07\", \"TR-22\"]\n";
    let before = Edited::new().plan();
    assert_eq!(words(action(&before, "CA-M23"), "closes"), BTreeSet::from(["CA-07"]));
    let edited = Edited::new().add(own);
    let plan = edited.plan();
    assert!(list(&plan, "actions").iter().all(|action| action["id"] != "CA-M23"));
    assert_eq!(words(action(&plan, "ours"), "closes"), BTreeSet::from(["CA-07", "TR-22"]));
    assert!(list(&plan, "left").iter().all(|left| left["criterion"] != "TR-22"));
    // and when it is done and waits for a reviewer, nothing is planned in its place
    let line = "2026-11-18,ours,started,quality-director,,,\r\n2026-11-19,ours,verified,quality-director,,,\r\n";
    edited.copy.write("check-ins.csv", &format!("{LOG}{line}"));
    let done = edited.plan();
    assert!(list(&done, "actions").iter().all(|action| action["id"] != "CA-M23"));
    assert_eq!(action(&done, "ours")["due"], "2026-11-19");
}

#[test]
fn what_if_starts_from_the_accepted_plan() {
    let edited = Edited::new().set("CA-M10", "effort_days", "effort_days = 60");
    let more = ["what-if", "riverbend", "--capacity", "pharmacy-informatics=+1"];
    let told = edited.run(&more);
    let plan = edited.plan();
    assert_eq!(told["now"]["finish"], plan["schedule"]["finish"]);
    assert_eq!(told["now"]["effort_days"], plan["selection"]["effort_days"]);
    assert_eq!(told["now"]["missed"], list(&plan, "missed").len());
    assert!(told["then"]["finish"].as_str() < told["now"]["finish"].as_str(), "{told}");
    assert_eq!(
        fs::read_to_string(edited.copy.home.path().join("riverbend/plan.toml")).unwrap(),
        edited.text
    );
}

/// Only reviewers recommend, and what they recommend is planned although the target does without.
#[test]
fn key_recommendations_are_not_traded_away() {
    let copy = Copy::new();
    let mark = |folder: &str| {
        let name = format!("{folder}/key.csv");
        copy.write(&name, "criterion,response,Priority recommendation\nTR-22,not_met,yes\n");
        let plan = json(copy.home.path(), &["plan", "riverbend", "--format", "json"], 0);
        fs::remove_file(copy.home.path().join("riverbend").join(name)).unwrap();
        plan
    };
    let closing = |plan: &Value| {
        let mut actions = list(plan, "actions").iter();
        let closing = actions.find(|action| words(action, "closes").contains("TR-22"));
        closing.map(|action| action["reason"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        closing(&mark("2026-visit")).as_deref(),
        Some("key recommendation of the reviewers")
    );
    assert_eq!(
        closing(&json(copy.home.path(), &["plan", "riverbend", "--format", "json"], 0)),
        None
    );
}

/// What may be written at random into the actions of the accepted plan.
#[derive(Debug, Clone)]
enum Edit {
    Fix(usize, i64),
    Due(usize, i64),
    Range(usize, u8, u8),
    Roles(usize, u8, u8),
    After(usize, usize),
    Visit(i64, usize, bool),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (0_usize..25, 0_i64..200).prop_map(|(at, day)| Edit::Fix(at, day)),
        (0_usize..25, 0_i64..250).prop_map(|(at, day)| Edit::Due(at, day)),
        (0_usize..25, 0_u8..9, 0_u8..9).prop_map(|(at, low, more)| Edit::Range(at, low, more)),
        (0_usize..25, 1_u8..9, 1_u8..9).prop_map(|(at, one, two)| Edit::Roles(at, one, two)),
        (0_usize..25, 0_usize..25).prop_map(|(at, before)| Edit::After(at, before)),
        (20_i64..200, 0_usize..25, any::<bool>())
            .prop_map(|(day, at, all)| Edit::Visit(day, at, all)),
    ];
    prop::collection::vec(edit, 1..8)
}

fn edited(edits: &[Edit]) -> Edited {
    let first: Date = "2026-11-20".parse().unwrap();
    let on = |days: i64| first + jiff::Span::new().days(days);
    let mut edited = Edited::new();
    let ids: Vec<String> = list(&edited.plan(), "actions")
        .iter()
        .map(|a| a["id"].as_str().unwrap().to_owned())
        .collect();
    let id = |at: usize| ids[at % ids.len()].clone();
    let mut seen = BTreeSet::new();
    for (number, edit) in edits.iter().enumerate() {
        edited = match edit {
            Edit::Visit(day, at, all) => {
                let kind = if *all { "after_all = \"critical\"\n" } else { "" };
                let (date, needed) = (on(*day), id(*at));
                edited.add(&format!(
                    "\n[[fixed]]\nid = \"v{number}\"\ntitle = \"Visit {number}\"\ndate = {date}\n\
                     after = [\"{needed}\"]\n{kind}"
                ))
            }
            // a key that was replaced is not there to be replaced again
            Edit::Fix(at, _)
            | Edit::Due(at, _)
            | Edit::Range(at, ..)
            | Edit::Roles(at, ..)
            | Edit::After(at, _)
                if !seen.insert(id(*at)) =>
            {
                edited
            }
            // a due before the start is a mistake of the file, and told as one
            Edit::Fix(at, day) => edited
                .set(&id(*at), "start", &format!("start = {}\nfixed = true", on(*day)))
                .set(&id(*at), "due", &format!("due = {}", on(*day + 10))),
            Edit::Due(at, day) => {
                let due = format!("due = {}", on(*day));
                edited.set(&id(*at), "start", "start = 2026-11-20").set(&id(*at), "due", &due)
            }
            Edit::Range(at, low, more) => {
                let range = format!("effort_days = \"{low}..{}\"", low + more);
                edited.set(&id(*at), "effort_days", &range)
            }
            Edit::Roles(at, one, two) => {
                let roles =
                    format!("roles = {{ nurse-manager = {one}, pharmacy-manager = {two} }}");
                edited.set(&id(*at), "effort_days", "").set(&id(*at), "role", &roles)
            }
            // only what stood behind may wait, so that nothing waits for itself
            Edit::After(at, before) if before % ids.len() < at % ids.len() => {
                edited.set(&id(*at), "after", &format!("after = [\"{}\"]", id(*before)))
            }
            Edit::After(..) => edited,
        };
    }
    edited
}

fn is_worked(day: Date, holidays: &BTreeSet<Date>) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

/// No prerequisite, holiday, absence or role's day is broken.
fn check_rules(plan: &Value, holidays: &BTreeSet<Date>, away: (&str, Date, Date)) {
    let by_id: BTreeMap<&str, &Value> = list(plan, "actions")
        .iter()
        .map(|action| (action["id"].as_str().unwrap(), action))
        .collect();
    let mut loads: BTreeMap<(&str, Date), f64> = BTreeMap::new();
    for action in by_id.values() {
        let (start, due) = (day(action, "start"), day(action, "due"));
        let roles: Vec<(&str, f64)> = list(action, "roles")
            .iter()
            .map(|share| (share["role"].as_str().unwrap(), share["effort_days"].as_f64().unwrap()))
            .collect();
        let is_away = |day: Date| {
            roles.iter().any(|(role, _)| *role == away.0) && away.1 <= day && day <= away.2
        };
        let all = std::iter::successors(Some(start), |day| day.tomorrow().ok());
        let all = all.take_while(|day| *day <= due);
        let worked: Vec<Date> =
            all.filter(|day| is_worked(*day, holidays) && !is_away(*day)).collect();
        assert_eq!(
            Some(worked.len()),
            action["working_days"].as_u64().and_then(|n| usize::try_from(n).ok()),
            "{action}"
        );
        assert_eq!((worked.first(), worked.last()), (Some(&start), Some(&due)), "{action}");
        for before in words(action, "after") {
            assert!(day(by_id[before], "due") < start, "{action} after {before}");
        }
        for (role, effort) in roles {
            for day in &worked {
                let days = f64::from(u32::try_from(worked.len()).unwrap());
                *loads.entry((role, *day)).or_insert(0.0) += effort / days;
            }
        }
    }
    for load in list(plan, "loads") {
        let a_day = load["days_a_week"].as_f64().unwrap() / 5.0;
        let own = loads.iter().filter(|((role, _), _)| *role == load["role"]);
        for ((role, day), taken) in own {
            assert!(*taken <= a_day + 0.01, "{role} on {day}: {taken} of {a_day}");
        }
    }
}

/// What is fixed or due is kept, or told with its code.
fn check_told(plan: &Value, text: &str) {
    let told: toml_edit::DocumentMut = text.parse().unwrap();
    let tables = |key: &str| {
        let tables = told.get(key).and_then(toml_edit::Item::as_array_of_tables);
        tables.map(|tables| tables.iter().collect::<Vec<_>>()).unwrap_or_default()
    };
    let word = |table: &toml_edit::Table, key: &str| {
        table[key].as_str().map_or_else(|| table[key].to_string().trim().to_owned(), str::to_owned)
    };
    let written = |table: &toml_edit::Table, key: &str| word(table, key).parse::<Date>().unwrap();
    for one in tables("action") {
        let id = word(one, "id");
        let planned = action(plan, &id);
        let is_late = day(planned, "due") > written(one, "due");
        assert_eq!(missed(plan, &id, "due").is_some(), is_late, "{planned}");
        if one.contains_key("fixed") {
            let is_kept = day(planned, "start") == written(one, "start");
            assert_eq!(missed(plan, &id, "start").is_none(), is_kept, "{planned}");
        }
    }
    for point in tables("fixed") {
        let id = word(point, "id");
        let of = list(plan, "fixed").iter().find(|known| known["id"] == id.as_str()).unwrap();
        let date = written(point, "date");
        let late: BTreeSet<&str> = words(of, "after")
            .into_iter()
            .filter(|id| day(action(plan, id), "due") >= date)
            .collect();
        assert_eq!(words(of, "late"), late);
    }
}

proptest! {
    #![proptest_config(cases(8))]
    /// No plan breaks a prerequisite, a capacity, a holiday, an absence or, untold, a fixed point.
    #[test]
    fn whatever_people_write_no_rule_is_broken(edits in edits(), away in 0_i64..120) {
        let edited = edited(&edits);
        let first: Date = "2026-11-20".parse().unwrap();
        let (from, to) = (first + jiff::Span::new().days(away), first + jiff::Span::new().days(away + 12));
        let facility = edited.copy.read("facility.toml");
        let absence = format!("\n[[absence]]\nrole = \"nurse-manager\"\nfrom = {from}\nto = {to}\n");
        edited.copy.write("facility.toml", &format!("{facility}{absence}"));
        let holidays = facility.split("holidays").nth(1).unwrap().split(']').next().unwrap();
        let holidays: BTreeSet<Date> = holidays
            .split(|sign: char| !(sign.is_ascii_digit() || sign == '-'))
            .filter_map(|word| word.parse().ok())
            .collect();
        let plan = edited.plan();
        check_rules(&plan, &holidays, ("nurse-manager", from, to));
        check_told(&plan, &edited.text);
        let early = &plan["schedule"]["finish_early"];
        prop_assert!(early.is_null() || day(&plan["schedule"], "finish_early") <= day(&plan["schedule"], "finish"));
        prop_assert_eq!(&plan, &edited.plan());
    }
}
