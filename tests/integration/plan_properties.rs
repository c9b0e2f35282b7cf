//! What holds for the plan of any hospital: no prerequisite, no role's days, no weekend or holiday is
//! broken, nothing open is forgotten, and what it expects is what the score says once it is done.
#![expect(clippy::disallowed_methods, reason = "the tests write answers")]

use super::hospital::{Hospital, read_toml};
use super::support::{Dice, run};
use jiff::civil::{Date, Weekday, date};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const SEEDS: u64 = 8;
const START: &str = "2026-11-20";
/// Nobody works on these, one of them the first day asked for.
const HOLIDAYS: [Date; 5] = [
    date(2026, 11, 20),
    date(2026, 11, 26),
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 5, 31),
];
/// Ways to plan that an arbitrary hospital may be asked for.
const WAYS: [&[&str]; 4] = [
    &[],
    &["--target", "conditional", "--minimum"],
    &["--close-all"],
    &["--close-all", "--ask-first", "--minimize", "time"],
];

/// A hospital with holidays, and days a week for most roles.
fn hospital(seed: u64) -> Hospital {
    let hospital = Hospital::embedded(seed);
    let path = hospital.folder("facility.toml");
    let text = fs::read_to_string(&path).unwrap();
    let days: Vec<String> = HOLIDAYS.iter().map(ToString::to_string).collect();
    let text = text.replacen(
        "format = 1\n",
        &format!("format = 1\nholidays = [{}]\n", days.join(", ")),
        1,
    );
    let bag = concordant::diagnostic::Bag::new();
    let vocabulary = concordant::library::Library::embedded().vocabulary(&bag);
    let mut dice = Dice(seed);
    let mut roles = "\n[roles]\n".to_owned();
    for role in vocabulary.role_ids() {
        let days = ["0.5", "1", "1.5", "2", "5"][usize::try_from(dice.below(5)).unwrap()];
        if !dice.once_in(6) {
            roles += &format!("{role} = {days}\n");
        }
    }
    fs::write(path, text + &roles).unwrap();
    hospital
}

/// A plan, unless the hospital cannot reach what is asked for, which is said.
fn plan(hospital: &Hospital, way: &[&str], told: &str) -> Option<Value> {
    let own = hospital.arguments.iter().map(String::as_str);
    let all: Vec<&str> = ["plan"]
        .into_iter()
        .chain(own)
        .chain(["--start", START, "--format", "json"])
        .chain(way.iter().copied())
        .collect();
    let ended = run(hospital.home.path(), &all);
    if ended.code == 1 && ended.err.contains("no plan reaches the target") {
        return None;
    }
    assert_eq!(ended.code, 0, "{told}: {}", ended.err);
    Some(serde_json::from_str(&ended.out).unwrap())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap()
}

fn day(value: &Value, key: &str) -> Date {
    value[key].as_str().unwrap().parse().unwrap()
}

fn words<'v>(value: &'v Value, key: &str) -> BTreeSet<&'v str> {
    list(value, key).iter().map(|word| word.as_str().unwrap()).collect()
}

fn is_worked(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !HOLIDAYS.contains(&day)
}

fn worked(from: Date, to: Date) -> Vec<Date> {
    let all = std::iter::successors(Some(from), |day| day.tomorrow().ok());
    all.take_while(|day| *day <= to).filter(|day| is_worked(*day)).collect()
}

fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(back)).unwrap()
}

fn check_days(plan: &Value, told: &str) {
    let actions = list(plan, "actions");
    let by_id: BTreeMap<&str, &Value> =
        actions.iter().map(|action| (action["id"].as_str().unwrap(), action)).collect();
    assert_eq!(by_id.len(), actions.len(), "{told}: an action twice");
    let first: Date = "2026-11-23".parse().unwrap();
    assert_eq!(day(plan, "start"), first, "{told}");
    for action in actions {
        let told = format!("{told} {}", action["id"]);
        let (start, due) = (day(action, "start"), day(action, "due"));
        assert!(first <= start && start <= due, "{told}");
        assert!(is_worked(start) && is_worked(due), "{told}: {start} to {due}");
        let days = worked(start, due).len();
        assert_eq!(action["working_days"], days, "{told}");
        // five of seven calendar days
        let lead = action["lead_days"].as_u64().unwrap();
        assert!(u64::try_from(days).unwrap() >= (lead * 5).div_ceil(7), "{told}");
        for earlier in words(action, "after") {
            assert!(day(by_id[earlier], "due") < start, "{told} after {earlier}");
        }
    }
    let last = actions.iter().map(|action| day(action, "due")).max();
    assert!(last.is_none_or(|last| last == day(&plan["schedule"], "finish")), "{told}");
    assert!(day(&plan["schedule"], "bound") <= day(&plan["schedule"], "finish"), "{told}");
}

/// The load of each role and week, summed from the actions alone.
fn summed(plan: &Value) -> BTreeMap<(&str, Date), f64> {
    let mut loads = BTreeMap::new();
    for action in list(plan, "actions") {
        let days = worked(day(action, "start"), day(action, "due"));
        let count = f64::from(u32::try_from(days.len()).unwrap());
        let each = action["effort_days"].as_f64().unwrap() / count;
        for day in days {
            let role = action["role"].as_str().unwrap();
            *loads.entry((role, monday(day))).or_insert(0.0) += each;
        }
    }
    loads
}

fn check_loads(plan: &Value, told: &str) {
    let summed = summed(plan);
    let mut told_weeks = 0;
    for load in list(plan, "loads") {
        let role = load["role"].as_str().unwrap();
        let has = load["days_a_week"].as_f64().unwrap();
        for week in list(load, "weeks") {
            told_weeks += 1;
            let week_of = day(week, "week_of");
            let days = summed[&(role, week_of)];
            assert!(days <= has + 0.01, "{told}: {role} has {has} and works {days} in {week_of}");
            // printed rounded down
            let printed = week["days"].as_f64().unwrap();
            assert!((-1e-9..0.01 + 1e-9).contains(&(days - printed)), "{told}: {days} {printed}");
        }
        let all: f64 = summed.iter().filter(|((of, _), _)| *of == role).map(|(_, days)| days).sum();
        assert!((all - load["effort_days"].as_f64().unwrap()).abs() < 1e-6, "{told}: {role}");
    }
    assert_eq!(told_weeks, summed.len(), "{told}");
}

/// Nothing is silently accepted, and effort is the sum of what is done.
fn check_choice(report: &Value, plan: &Value, told: &str) {
    let gaps = list(&report["gaps"], "gaps").iter();
    let open = gaps.chain(list(&report["gaps"], "open_questions"));
    let open: BTreeSet<&str> = open.map(|open| open["criterion"].as_str().unwrap()).collect();
    let actions = list(plan, "actions");
    let closed: BTreeSet<&str> =
        actions.iter().flat_map(|action| words(action, "closes")).collect();
    let left: Vec<&str> =
        list(plan, "left").iter().map(|left| left["criterion"].as_str().unwrap()).collect();
    for criterion in &left {
        assert!(!closed.contains(criterion), "{told}: {criterion} is closed and left");
    }
    let planned: BTreeSet<&str> = closed.iter().chain(&left).copied().collect();
    let missing: Vec<_> = open.symmetric_difference(&planned).collect();
    assert!(missing.is_empty(), "{told}: {missing:?}");
    let distinct: BTreeSet<_> = left.iter().collect();
    assert_eq!(distinct.len(), left.len(), "{told}: left twice");
    for left in list(plan, "left") {
        assert!(!left["reason"].as_str().unwrap().is_empty(), "{told}: {left}");
        assert!(left["accepted_by"].is_null() && left["accepted_on"].is_null());
    }
    let effort: f64 = actions.iter().map(|a| a["effort_days"].as_f64().unwrap()).sum();
    let selected = plan["selection"]["effort_days"].as_f64().unwrap();
    assert!((effort - selected).abs() < 1e-9, "{told}: {effort} is not {selected}");
}

/// Answers that meet these criteria in full, as rows of a sheet.
fn met(hospital: &Hospital, criteria: &BTreeSet<&str>) -> String {
    let mut sheet = "criterion,response,value,numerator,denominator\n".to_owned();
    for text in &hospital.checklists {
        let checklist = read_toml(text);
        for criterion in checklist["criterion"].as_array().unwrap() {
            let id = criterion["id"].as_str().unwrap();
            if !criteria.contains(id) {
                continue;
            }
            let measure = &criterion["measure"];
            sheet += &match (criterion["scale"].as_str().unwrap(), measure["unit"].as_str()) {
                ("measure", Some("percent")) if measure["direction"] == "lower" => {
                    format!("{id},,,0,1000\n")
                }
                ("measure", Some("percent")) => format!("{id},,,1000,1000\n"),
                ("measure", _) => format!("{id},,0,,\n"),
                ("binary" | "conformance", _) => format!("{id},met,,,\n"),
                (scale, _) => {
                    let scales = checklist["scale"].as_array().unwrap();
                    let scale = scales.iter().find(|own| own["id"] == scale).unwrap();
                    let best = scale["levels"].as_array().unwrap().last().unwrap();
                    format!("{id},{},,,\n", best["id"].as_str().unwrap())
                }
            };
        }
    }
    sheet
}

/// The expected score is what `score` says when a reviewer finds all of it met.
fn check_expected(hospital: &Hospital, plan: &Value, told: &str) {
    let actions = list(plan, "actions");
    // a fact that changes may change what applies
    if actions.iter().any(|action| !list(action, "sets").is_empty()) {
        return;
    }
    // what is asked first is taken for met in the forecast
    let left = list(plan, "left")
        .iter()
        .filter(|left| left["reason"].as_str().is_some_and(|reason| reason.starts_with("ask ")));
    let asked = left.map(|left| left["criterion"].as_str().unwrap());
    let closed: BTreeSet<&str> =
        actions.iter().flat_map(|action| words(action, "closes")).chain(asked).collect();
    let folder = hospital.folder("2026-adjudicated");
    fs::create_dir_all(&folder).unwrap();
    let header = fs::read_to_string(hospital.folder("2026-self/assessment.toml")).unwrap();
    let header = header.replace("\"self\"", "\"adjudicated\"").replace("06-30", "10-30");
    fs::write(folder.join("assessment.toml"), header).unwrap();
    fs::write(folder.join("all.csv"), met(hospital, &closed)).unwrap();
    let own = hospital.arguments.iter().map(String::as_str);
    let all: Vec<&str> = ["score"].into_iter().chain(own).chain(["--format", "json"]).collect();
    let ended = run(hospital.home.path(), &all);
    fs::remove_dir_all(&folder).unwrap();
    let score: Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{}", ended.err));
    let overall = &score["scores"]["overall"];
    assert_eq!(overall["percent"], plan["expected"]["percent"], "{told}: {}", ended.err);
    let milestones = list(plan, "milestones");
    let last = milestones.last().map(|milestone| &milestone["expected"]["percent"]);
    assert!(last.is_none_or(|last| *last == plan["expected"]["percent"]), "{told}");
}

/// Point: no plan breaks a prerequisite, a role's days, a weekend or a holiday; none forgets what is
/// open; what it expects comes true.
#[test]
fn what_holds_for_every_plan() {
    let mut plans = 0;
    for seed in 0..SEEDS {
        let hospital = hospital(seed);
        let report = hospital.json("report", &[], 0);
        for way in WAYS {
            let told = format!("hospital {seed} {way:?}");
            let Some(plan) = plan(&hospital, way, &told) else { continue };
            plans += 1;
            check_days(&plan, &told);
            check_loads(&plan, &told);
            check_choice(&report, &plan, &told);
            check_expected(&hospital, &plan, &told);
        }
    }
    assert!(plans >= 16, "{plans} plans");
}
