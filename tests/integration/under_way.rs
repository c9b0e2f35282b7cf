//! An accepted plan under way: what is late is told on the day, delays travel along what waits, and a
//! new plan keeps what is under way and what was dropped.
#![expect(clippy::disallowed_methods, reason = "the tests make folders and look at what is left")]

use super::keep::{COMMITTEE, Copy, LOG};
use super::support::{cases, json};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;

/// Three actions in a chain and one beside them, in weeks without holidays. PS-33 and PS-08 are
/// must-pass criteria.
const CHAIN: &str = "\
format = 1
program = \"full-partner@1.0.0\"
round = \"2026\"
start = 2027-03-01

[[action]]
id = \"A\"
title = \"First\"
role = \"nurse-manager\"
effort_days = 5
start = 2027-03-01
due = 2027-03-05
closes = [\"PS-33\"]

[[action]]
id = \"B\"
title = \"Second\"
role = \"nurse-manager\"
effort_days = 3
start = 2027-03-08
due = 2027-03-10
after = [\"A\"]

[[action]]
id = \"C\"
title = \"Third\"
role = \"nurse-educator\"
effort_days = 2
start = 2027-03-15
due = 2027-03-16
closes = [\"PS-08\"]
after = [\"B\"]

[[action]]
id = \"D\"
title = \"Beside\"
role = \"site lead\"
party = \"network\"
effort_days = 1
start = 2027-03-19
due = 2027-03-19

[[fixed]]
id = \"visit\"
title = \"Site visit\"
date = 2027-03-19
after = [\"C\", \"A\"]
";

/// What JSON says of an action: state, forecast, late, slips, because, at risk.
fn told(status: &serde_json::Value, at: usize) -> String {
    let action = &status["actions"][at];
    let keys = ["state", "forecast", "late_days", "slips_days", "because", "at_risk"];
    keys.map(|key| action[key].to_string().replace('"', "")).join(" ")
}

fn status(copy: &Copy, day: &str) -> serde_json::Value {
    let arguments = ["plan", "status", "riverbend", "--as-of", day, "--format", "json"];
    json(copy.home.path(), &arguments, 0)
}

#[test]
fn delays_travel_along_the_chain() {
    let copy = Copy::new();
    copy.write("plan.toml", CHAIN);
    // before anything is due, all is as accepted
    let before = status(&copy, "2027-03-01");
    assert_eq!(told(&before, 0), "not_started 2027-03-05 0 0 [] null");
    assert_eq!(told(&before, 2), "not_started 2027-03-16 0 0 [] null");
    assert_eq!(before["fixed"][0]["not_ready"], serde_json::json!([]));
    assert_eq!(before["verified"], before["forecast"]);
    // on Tuesday of the second week nobody has begun A: it takes five days from then, to Monday
    // 15; B follows to Thursday 18, C to Monday 22, which is after the visit
    let late = status(&copy, "2027-03-09");
    assert_eq!(told(&late, 0), "not_started 2027-03-15 2 6 [] null");
    assert_eq!(told(&late, 1), "not_started 2027-03-18 0 6 [A] not_begun");
    assert_eq!(told(&late, 2), "not_started 2027-03-22 0 4 [B] predecessor");
    assert_eq!(told(&late, 3), "not_started 2027-03-19 0 0 [] null");
    assert_eq!(late["fixed"][0]["not_ready"], serde_json::json!(["C"]));
    assert_eq!(late["overdue_critical"], serde_json::json!(["A"]));
    assert_eq!(
        (&late["finish"], &late["forecast_finish"]),
        (&"2027-03-19".into(), &"2027-03-22".into())
    );
    // verified on Friday 12: B goes on from Monday 15 to Wednesday 17, C to Friday 19
    copy.write(
        "check-ins.csv",
        &format!("{LOG}2027-03-09,A,started,nurse-manager,,,\r\n2027-03-12,A,verified,nurse-manager,,,\r\n"),
    );
    let under_way = status(&copy, "2027-03-11");
    assert_eq!(told(&under_way, 0), "under_way 2027-03-15 4 6 [] null");
    let verified = status(&copy, "2027-03-12");
    assert_eq!(told(&verified, 0), "verified 2027-03-12 0 0 [] null");
    assert_eq!(told(&verified, 1), "not_started 2027-03-17 2 5 [] null");
    assert_eq!(told(&verified, 2), "not_started 2027-03-19 0 3 [B] predecessor");
    // done is not met: the score as it is stays, the forecast rises
    assert_eq!(verified["verified"], before["verified"]);
    let percent = |key: &str| verified[key]["percent"].as_f64().unwrap();
    assert!(percent("forecast") > percent("verified"));
}

#[test]
fn slipped_and_dropped_say_why() {
    let copy = Copy::new();
    copy.write("plan.toml", CHAIN);
    let lines = "2027-03-02,A,started,nurse-manager,,,\r\n\
                 2027-03-04,A,slipped,nurse-manager,,2027-03-31,waits for 12345678 boxes\r\n\
                 2027-03-04,B,dropped,nurse-manager,,,not needed\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{lines}"));
    let then = status(&copy, "2027-03-05");
    assert_eq!(told(&then, 0), "slipped 2027-03-31 0 18 [] forecast");
    assert_eq!(told(&then, 1), "dropped null 0 0 [] null");
    assert_eq!(told(&then, 2), "not_started 2027-03-16 0 0 [] null");
    let shown = copy.run(&["plan", "status", "riverbend", "--as-of", "2027-03-05"], 0);
    assert!(shown.contains("waits for ######## boxes"), "{shown}");
    assert!(!shown.contains("12345678"));
    let markdown = ["plan", "status", "riverbend", "--as-of", "2027-03-05", "--format", "markdown"];
    assert!(copy.run(&markdown, 0).contains("A slips 18 working days"));
}

#[test]
fn the_gate_fails_while_a_must_pass_action_is_overdue() {
    let copy = Copy::new();
    copy.write("plan.toml", CHAIN);
    let gate = |day: &str, code: i32| {
        let gate = ["--gate", "no-overdue-critical", "--as-of", day];
        copy.run(&[&["plan", "status", "riverbend"], &gate[..]].concat(), code)
    };
    gate("2027-03-05", 0);
    gate("2027-03-06", 1);
    // a slip moves the forecast, not the day; evidence is not verification
    let sent = "2027-03-05,A,slipped,nurse-manager,,2027-03-31,boxes\r\n\
                2027-03-08,A,evidence-sent,nurse-manager,,,\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{sent}"));
    gate("2027-03-09", 1);
    let verified = "2027-03-10,A,verified,nurse-manager,,,\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{sent}{verified}"));
    gate("2027-03-09", 1);
    gate("2027-03-10", 0);
    // B is no must-pass action
    gate("2027-03-16", 0);
    gate("2027-03-17", 1);
    // errors come first, and without a plan there is nothing to tell
    copy.write("check-ins.csv", &format!("{LOG}someday,A,started,nurse-manager,,,\r\n"));
    gate("2027-03-17", 3);
    copy.write("plan.toml", "format = 1\n");
    gate("2027-03-17", 3);
    fs::remove_file(copy.file("plan.toml")).unwrap();
    gate("2027-03-17", 4);
    copy.run(&["plan", "status", "riverbend", "--format", "csv"], 2);
}

/// An action of a plan's JSON.
fn action<'p>(plan: &'p serde_json::Value, id: &str) -> Option<&'p serde_json::Value> {
    plan["actions"].as_array().unwrap().iter().find(|action| action["id"] == id)
}

#[test]
fn a_new_plan_keeps_what_is_under_way() {
    let copy = Copy::new();
    copy.accept(&COMMITTEE, 0);
    let text = copy.read("plan.toml");
    let plan = |more: &[&str]| {
        let arguments = ["plan", "riverbend", "--format", "json", "--as-of", "2026-12-14"];
        json(copy.home.path(), &[&arguments, more].concat(), 0)
    };
    let own = "[[action]]\nid = \"N-1\"\ntitle = \"Visit\"\nrole = \"site lead\"\n\
               party = \"network\"\neffort_days = 1\nstart = 2027-02-01\ndue = 2027-02-03\n\
               after = [\"PS-M15\"]\n\n[[fixed]]\nid = \"visit\"\ntitle = \"Site visit\"\n\
               date = 2026-12-21\nafter = [\"PS-M15\"]\n\n[[left]]";
    // RX-M31: more effort; PS-M15: not before
    let mut edited = text.replacen("[[left]]", own, 1);
    let edits = [
        ("RX-M31", "effort_days", "\"6..9\""),
        ("PS-M15", "start", "2026-12-18"),
        ("PS-M15", "due", "2027-01-08"),
    ];
    for (id, key, value) in edits {
        let (head, rest) = edited.split_once(&format!("id = \"{id}\"\n")).unwrap();
        let (before, old) = rest.split_once(&format!("\n{key} = ")).unwrap();
        let (_, behind) = old.split_once('\n').unwrap();
        edited = format!("{head}id = \"{id}\"\n{before}\n{key} = {value}\n{behind}");
    }
    copy.write("plan.toml", &edited);
    let lines = "2026-12-01,PS-M17,started,nurse-manager,,,\r\n\
                 2026-12-02,RX-M31,started,facilities-manager,,,\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{lines}"));
    let kept = plan(&[]);
    assert_eq!(action(&kept, "PS-M17").unwrap()["start"], "2026-12-01");
    assert_eq!(action(&kept, "RX-M31").unwrap()["start"], "2026-12-02");
    assert_eq!(action(&kept, "RX-M31").unwrap()["effort_days"], 9.0);
    assert_eq!(action(&kept, "PS-M15").unwrap()["start"], "2026-12-18");
    let visit = action(&kept, "N-1").unwrap();
    assert_eq!(
        (&visit["party"], &visit["remediation"]),
        (&"network".into(), &serde_json::Value::Null)
    );
    assert_eq!((&visit["start"], &visit["due"]), (&"2027-02-01".into(), &"2027-02-03".into()));
    let late =
        kept["missed"].as_array().unwrap().iter().find(|missed| missed["action"] == "PS-M15");
    let late = late.unwrap();
    assert_eq!(
        (&late["code"], &late["point"], &late["date"]),
        (&"C608".into(), &"Site visit".into(), &"2026-12-21".into())
    );
    assert!(late["why"].to_string().contains("may not start before 2026-12-18"), "{late}");
    assert_eq!(kept["fixed"][0]["late"], serde_json::json!(["PS-M15"]));
    for one in kept["actions"].as_array().unwrap() {
        assert!(one["due"].as_str().unwrap() >= "2026-12-14", "{one}");
    }
    assert_eq!(kept, plan(&[]));
    // a plan that is accepted again leaves all that stands there
    copy.accept(&["--accepted-by", "board"], 0);
    let ids = |text: &str| text.lines().filter(|l| l.starts_with("id = ")).count();
    assert_eq!(ids(&copy.read("plan.toml")), ids(&edited));
    assert!(copy.read("plan.toml").contains("effort_days = \"6..9\""));
}

#[test]
fn what_was_dropped_stays_out_with_its_reason() {
    let copy = Copy::new();
    copy.accept(&["--close-all"], 0);
    let close_all =
        ["plan", "riverbend", "--close-all", "--format", "json", "--as-of", "2026-12-14"];
    let minimum = ["plan", "riverbend", "--minimum", "--format", "json", "--as-of", "2026-12-14"];
    let needed = json(copy.home.path(), &minimum, 0);
    let all = json(copy.home.path(), &close_all, 0);
    let closes = |id: &str| action(&all, id).unwrap()["closes"].as_array().unwrap().clone();
    // one that the target does not need, that nothing waits for, and that closes something
    let is_free = |id: &str| {
        let waits = all["actions"].as_array().unwrap().iter();
        action(&needed, id).is_none()
            && !closes(id).is_empty()
            && !waits.into_iter().any(|a| a["after"].as_array().unwrap().iter().any(|x| x == id))
    };
    let ids: Vec<&str> =
        all["actions"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap()).collect();
    let id = *ids.iter().find(|id| is_free(id)).unwrap();
    let line = format!("2026-12-01,{id},dropped,quality-director,,,the ward closes\r\n");
    copy.write("check-ins.csv", &format!("{LOG}{line}"));
    let then = json(copy.home.path(), &close_all, 0);
    assert!(action(&then, id).is_none());
    let left = then["left"].as_array().unwrap();
    let told = |criterion: &serde_json::Value| left.iter().find(|l| l["criterion"] == *criterion);
    let is_told = |criterion: &&serde_json::Value| {
        let reason = format!("{id} was dropped: the ward closes");
        told(criterion).is_some_and(|left| left["reason"] == reason.as_str())
    };
    assert!(closes(id).iter().any(|criterion| is_told(&criterion)), "{left:?}");
    // asked for anew, it comes back
    let again = json(copy.home.path(), &[&close_all[..], &["--must", id]].concat(), 0);
    assert!(action(&again, id).is_some());
}

/// Roles of the example, and the stretch in which they may be away.
fn absences() -> impl Strategy<Value = Vec<(&'static str, i64, i64)>> {
    let roles = ["nurse-manager", "pharmacy-manager", "nurse-educator", "facilities-manager"];
    prop::collection::vec((prop::sample::select(roles.to_vec()), -20_i64..120, 0_i64..40), 1..4)
}

proptest! {
    #![proptest_config(cases(6))]
    /// No action works on a weekend, a holiday or a day on which its role is away.
    #[test]
    fn nobody_works_while_away(absences in absences(), is_begun in any::<bool>()) {
        let copy = Copy::new();
        let first = date(2026, 11, 20);
        let mut away: Vec<(&str, Date, Date)> = Vec::new();
        let mut text = copy.read("facility.toml");
        for (role, from, days) in absences {
            let from = first + from.days();
            let to = from + days.days();
            text += &format!("\n[[absence]]\nrole = \"{role}\"\nfrom = {from}\nto = {to}\n");
            away.push((role, from, to));
        }
        copy.write("facility.toml", &text);
        if is_begun {
            copy.accept(&COMMITTEE, 0);
            let line = "2026-11-20,PS-M17,started,nurse-manager,,,\r\n";
            copy.write("check-ins.csv", &format!("{LOG}{line}"));
        }
        let arguments = ["plan", "riverbend", "--format", "json", "--as-of", "2026-11-20"];
        let plan = json(copy.home.path(), &arguments, 0);
        let holidays: BTreeSet<Date> = text
            .split("holidays").nth(1).unwrap().split(']').next().unwrap()
            .split(|sign: char| !(sign.is_ascii_digit() || sign == '-'))
            .filter_map(|word| word.parse().ok())
            .collect();
        prop_assert!(holidays.len() > 5);
        for action in plan["actions"].as_array().unwrap() {
            let day = |key: &str| action[key].as_str().unwrap().parse::<Date>().unwrap();
            let role = action["role"].as_str().unwrap();
            let is_worked = |day: &Date| {
                let is_away = away.iter().any(|(r, from, to)| *r == role && from <= day && day <= to);
                let is_free = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                !is_away && !is_free && !holidays.contains(day)
            };
            let days = std::iter::successors(Some(day("start")), |day| day.tomorrow().ok());
            let worked = days.take_while(|at| *at <= day("due")).filter(is_worked).count();
            let said = usize::try_from(action["working_days"].as_u64().unwrap()).unwrap();
            prop_assert_eq!(said, worked, "{}", action);
            // what is under way may have begun just before its role went away
            prop_assert!(is_worked(&day("due")), "{}", action);
            prop_assert!(is_begun || is_worked(&day("start")), "{}", action);
        }
    }
}

#[test]
fn absences_are_checked() {
    let copy = Copy::new();
    let text = copy.read("facility.toml");
    let absence = |role: &str, from: &str, to: &str| {
        format!("\n[[absence]]\nrole = \"{role}\"\nfrom = {from}\nto = {to}\n")
    };
    let wrong = [
        absence("nurse-manger", "2027-01-01", "2027-01-05"),
        absence("nurse-manager", "2027-01-05", "2027-01-01"),
        absence("nurse-manager", "2027-01-05", "2037-01-01"),
    ];
    copy.write("facility.toml", &format!("{text}{}", wrong.concat()));
    let told = copy.run(&["check", "riverbend"], 1);
    for word in ["did you mean `nurse-manager`?", "C306", "C108"] {
        assert!(told.contains(word), "{told}");
    }
}

#[test]
fn what_waits_for_what_was_dropped_is_left_or_goes_on() {
    let copy = Copy::new();
    copy.accept(&COMMITTEE, 0);
    let plan = ["plan", "riverbend", "--format", "json", "--as-of", "2026-12-14"];
    let dropped = "2026-12-01,PS-M02,dropped,quality-director,,,the ward closes\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{dropped}"));
    let then = json(copy.home.path(), &plan, 0);
    let reason = |id: &str| {
        let left = then["left"].as_array().unwrap().iter().find(|left| left["criterion"] == id);
        left.unwrap()["reason"].clone()
    };
    assert!(action(&then, "PS-M03").is_none());
    assert_eq!(reason("PS-04"), "PS-M02 was dropped: the ward closes");
    assert_eq!(reason("PS-29"), "PS-M03 needs PS-M02; PS-M02 was dropped: the ward closes");
    let begun = "2026-12-01,PS-M03,started,nurse-manager,,,\r\n";
    copy.write("check-ins.csv", &format!("{LOG}{dropped}{begun}"));
    assert!(action(&json(copy.home.path(), &plan, 0), "PS-M03").is_some());
}
