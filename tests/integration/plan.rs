//! The alignment plan of riverbend: what is in it and why, and what steers it.

#![expect(clippy::disallowed_methods, reason = "tests write folders")]

use crate::support::{json, run};
use serde_json::Value;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const START: &str = "2026-11-02";

fn plan(arguments: &[&str]) -> Value {
    let head = ["plan", "examples/riverbend", "--format", "json", "--start", START];
    json(root(), &[&head[..], arguments].concat(), 0)
}

fn ids(plan: &Value) -> Vec<&str> {
    plan["actions"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap()).collect()
}

fn action<'p>(plan: &'p Value, id: &str) -> &'p Value {
    let actions = plan["actions"].as_array().unwrap();
    actions.iter().find(|action| action["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

fn effort(plan: &Value) -> f64 {
    plan["selection"]["effort_days"].as_f64().unwrap()
}

fn left<'p>(plan: &'p Value, criterion: &str) -> Option<&'p str> {
    let all = plan["left"].as_array().unwrap();
    all.iter().find(|left| left["criterion"] == criterion).and_then(|left| left["reason"].as_str())
}

/// The names that programs rely on.
#[test]
fn the_contract_of_the_plan_is_kept() {
    let plan = plan(&[]);
    assert_eq!(plan["schema"], "concordant.plan/1");
    for key in ["id", "remediation", "role", "party", "effort_days", "start", "due", "closes"] {
        assert!(plan["actions"][0].get(key).is_some(), "{key}");
    }
    for key in ["after", "critical_path", "slack_days", "interim"] {
        assert!(plan["actions"][0].get(key).is_some(), "{key}");
    }
    for key in ["effort_days", "bound", "proven"] {
        assert!(plan["selection"].get(key).is_some(), "{key}");
    }
    for key in ["finish", "bound", "proven"] {
        assert!(plan["schedule"].get(key).is_some(), "{key}");
    }
    for key in ["date", "actions", "expected"] {
        assert!(plan["milestones"][0].get(key).is_some(), "{key}");
    }
    assert!(plan["selection"]["proven"] == true && plan["selection"]["above_percent"] == 0.0);
    assert!(plan["left"][0].get("criterion").is_some() && plan["left"][0].get("reason").is_some());
    assert_eq!(plan["expected"]["tier"], "concordant");
    assert!(plan["expected"]["percent"].as_f64().unwrap() >= 90.0);
}

/// What is immediate danger begins on the first day; must-pass criteria, high harm and law are in.
#[test]
fn what_may_not_wait_comes_first() {
    let plan = plan(&[]);
    assert_eq!(ids(&plan)[0], "PS-M17");
    assert_eq!(action(&plan, "PS-M17")["start"], START);
    assert_eq!(action(&plan, "PS-M17")["reason"], "immediate danger");
    let card = json(root(), &["report", "examples/riverbend", "--format", "json"], 0);
    let closed: Vec<&str> = plan["actions"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|action| action["closes"].as_array().unwrap())
        .map(|id| id.as_str().unwrap())
        .collect();
    let gaps = card["gaps"]["gaps"].as_array().unwrap();
    for gap in gaps.iter().filter(|gap| gap["critical"] == true || gap["harm"] == "high") {
        let id = gap["criterion"].as_str().unwrap();
        assert!(closed.contains(&id), "{id} is left");
    }
    let criteria = card["criteria"].as_array().unwrap();
    for gap in gaps {
        let id = gap["criterion"].as_str().unwrap();
        let criterion = criteria.iter().find(|criterion| criterion["id"] == id).unwrap();
        if criterion["basis"].as_str().unwrap().starts_with("law") {
            assert!(closed.contains(&id), "{id} is law and left");
        }
    }
}

/// The least-effort path never takes more than the usual plan, which never takes more than all.
#[test]
fn breadth_costs_effort() {
    let (least, usual, all) = (plan(&["--minimum"]), plan(&[]), plan(&["--close-all"]));
    assert!(effort(&least) <= effort(&usual) && effort(&usual) <= effort(&all));
    assert_eq!(least["expected"]["tier"], "concordant");
    let without_way: Vec<&Value> = all["left"].as_array().unwrap().iter().collect();
    assert!(without_way.iter().all(|left| left["reason"] != "not needed for concordant"));
    let conditional = plan(&["--minimum", "--target", "conditional"]);
    assert!(effort(&conditional) <= effort(&least));
}

/// What is asked for is in, what is skipped is out with its reason, what nobody has is refused.
#[test]
fn must_and_skip_steer() {
    let usual = plan(&[]);
    let unneeded = left(&usual, "PS-15").expect("the survey is not needed for the target");
    assert_eq!(unneeded, "not needed for concordant");
    let asked = plan(&["--must", "PS-15"]);
    assert!(left(&asked, "PS-15").is_none());
    let skipped = plan(&["--skip", "RX-M17", "--reason", "no budget this year"]);
    assert!(ids(&usual).contains(&"RX-M17") && !ids(&skipped).contains(&"RX-M17"));
    let run = |arguments: &[&str]| {
        let head = ["plan", "examples/riverbend", "--start", START];
        run(root(), &[&head[..], arguments].concat())
    };
    assert_eq!(run(&["--skip", "RX-M17"]).code, 2, "a reason is asked for");
    let unknown = run(&["--must", "RX-M171"]);
    assert!(unknown.code == 2 && unknown.err.contains("RX-M17"), "{}", unknown.err);
    assert_eq!(run(&["--target", "concordat"]).code, 2);
}

/// A plan that leaves immediate danger says so first, whoever asked for that.
#[test]
fn danger_that_is_left_is_told_first() {
    let plan_without = plan(&["--skip", "PS-33", "--reason", "unit is closed"]);
    let first = plan_without["notes"][0].as_str().unwrap();
    assert!(first.starts_with("IMMEDIATE DANGER") && first.contains("PS-33"), "{first}");
    let usual = plan(&[])["notes"].to_string();
    assert!(!usual.contains("IMMEDIATE DANGER"), "{usual}");
}

/// A target that cannot be reached is explained by what stands against it, and nothing is written.
#[test]
fn an_unreachable_target_is_explained() {
    let arguments = ["plan", "examples/riverbend", "--start", START, "--skip", "CA-M16"];
    let run = run(root(), &[&arguments[..], &["--reason", "staff refuses"]].concat());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("cannot hold together"), "{}", run.err);
    assert!(run.err.contains("every must-pass criterion is met"), "{}", run.err);
}

/// Another way of working is not chosen by arithmetic, and is when people ask for it.
#[test]
fn changes_of_how_the_hospital_works_are_peoples_choice() {
    assert!(!ids(&plan(&[])).contains(&"RX-M30"));
    assert!(ids(&plan(&["--must", "RX-M30"])).contains(&"RX-M30"));
}

/// Money is counted by the day rates of the facility, and only where it has some.
#[test]
fn cost_is_counted_by_day_rates() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("riverbend");
    crate::handed_over::copy_folder(&root().join("examples/riverbend"), &copy);
    let at = copy.to_str().unwrap();
    let arguments = ["plan", at, "--minimum", "--minimize", "cost", "--start", START];
    assert_eq!(run(root(), &arguments).code, 2, "there are no rates yet");
    let facility = copy.join("facility.toml");
    let text = std::fs::read_to_string(&facility).unwrap();
    let rates = "[day_rates]\npharmacy-manager = 100\nmedical-director = 5000\n";
    std::fs::write(&facility, format!("{text}\n{rates}")).unwrap();
    let cheap = json(root(), &[&arguments[..], &["--format", "json"]].concat(), 0);
    assert_eq!(cheap["selection"]["minimized"], "cost");
    assert_eq!(cheap["expected"]["tier"], "concordant");
}

/// Questions whose answers change the plan are named; the others are not.
#[test]
fn ask_first_names_the_answers_that_decide() {
    let asked = plan(&["--ask-first"]);
    let questions = asked["questions"].as_array().unwrap();
    let names: Vec<&str> = questions.iter().map(|q| q["criterion"].as_str().unwrap()).collect();
    assert!(names.contains(&"TR-16"), "a must-pass criterion decides: {names:?}");
    assert!(!names.contains(&"CA-22"), "{names:?}");
    assert!(effort(&asked) < effort(&plan(&[])));
    assert!(left(&asked, "TR-16").unwrap().starts_with("ask "));
}

/// Nothing is planned where everything holds; an advisory program has a plan without any tier.
#[test]
fn there_is_a_plan_where_there_is_no_target_to_reach() {
    let head = ["--format", "json", "--start", START];
    let minimum = [&["plan", "examples/harbor", "--minimum"][..], &head].concat();
    let harbor = json(root(), &minimum, 0);
    assert_eq!(harbor["actions"].as_array().unwrap().len(), 0);
    assert_eq!(harbor["now"], harbor["expected"]);
    let sheet = "examples/riverbend/2026-self/pharmacy.csv";
    let advisory = ["plan", sheet, "--program", "advisory-alliance", "--quiet"];
    let ended = run(root(), &[&advisory[..], &head].concat());
    assert!([0, 3].contains(&ended.code), "{}", ended.err);
    let advisory: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(advisory["target"], Value::Null);
    assert!(!ids(&advisory).is_empty());
}

/// `what-if` compares two plans, says what changes, and writes nothing.
#[test]
fn what_if_tries_out_and_writes_nothing() {
    let what_if = |arguments: &[&str]| {
        let head = ["what-if", "examples/riverbend", "--format", "json", "--start", START];
        json(root(), &[&head[..], arguments].concat(), 0)
    };
    let before = files();
    let more = what_if(&["--capacity", "pharmacy-informatics=+1"]);
    assert!(more["then"]["finish"].as_str() < more["now"]["finish"].as_str(), "{more}");
    assert_eq!(more["then"]["effort_days"], more["now"]["effort_days"]);
    let outsourced = what_if(&["--set", "outsourced=true"]);
    assert!(outsourced["then"]["effort_days"].as_f64() < outsourced["now"]["effort_days"].as_f64());
    assert!(outsourced["gone"].as_array().unwrap().contains(&"RX-M31".into()));
    let closed = what_if(&["--close", "RX-04"]);
    let gain = |side: &str| closed[side]["standing"]["percent"].as_f64().unwrap();
    assert!(gain("then") > gain("now"));
    assert_eq!(files(), before);
    for wrong in [&[][..], &["--set", "outsorced=true"], &["--set", "outsourced=perhaps"]] {
        let all = [&["what-if", "examples/riverbend"][..], wrong].concat();
        assert_eq!(run(root(), &all).code, 2, "{wrong:?}");
    }
}

fn files() -> Vec<(std::path::PathBuf, u64)> {
    let all = walkdir::WalkDir::new(root().join("examples")).sort_by_file_name();
    let files = all.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().len())).collect()
}

#[test]
fn a_clash_names_what_was_left_out() {
    let clash = |skip: &[&str]| {
        let mut arguments = vec!["plan", "examples/riverbend", "--reason", "no money"];
        arguments.extend(skip.iter().flat_map(|id| ["--skip", *id]));
        let run = run(root(), &arguments);
        assert_eq!(run.code, 1, "{skip:?}");
        run.err
    };
    let routes = clash(&["RX-M31", "RX-M04"]);
    for id in ["RX-M31", "RX-M04"] {
        assert!(routes.contains(&format!("{id} is not in the plan (--skip)")), "{routes}");
    }
    assert!(clash(&["RX-04"]).contains("(concordant-must-pass); RX-04 is skipped"));
}
