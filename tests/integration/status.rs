//! `status`: every figure is the score's, every open answer is asked of one role, and the letters
//! that ask say what, why, where and by when.
#![expect(clippy::disallowed_methods, reason = "the tests write sheets and read letters")]

use crate::hospital::Hospital;
use crate::same_numbers::of_markdown;
use crate::support::{MODELS, Run, json, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Cells of a sheet by criterion: column and content.
type Filled<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

/// A fresh folder as `init` writes it, its self-assessment dated.
fn fresh() -> TempDir {
    let home = TempDir::new().unwrap();
    let init =
        ["init", "oak", "--program", "full-partner", "--as-of", "2026-03-02", "--format", "csv"];
    assert_eq!(run(home.path(), &init).code, 0);
    home
}

/// Fills in cells of a sheet.
fn fill(home: &TempDir, sheet: &str, filled: Filled<'_>) {
    let path = home.path().join("oak/2026-self").join(sheet);
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(&heads).unwrap();
    for record in reader.records() {
        let mut row: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let id = row[at("criterion")].clone();
        let ours = filled.iter().filter(|(criterion, _)| *criterion == id);
        for (column, content) in ours.flat_map(|(_, cells)| cells.iter()) {
            row[at(column)] = (*content).to_owned();
        }
        writer.write_record(&row).unwrap();
    }
    writer.flush().unwrap();
}

/// One answer of each kind that lacks something.
fn lacking() -> TempDir {
    let home = fresh();
    let met: &[(&str, &str)] = &[("response", "met"), ("evidence", "policy 12")];
    fill(
        &home,
        "pharmacy.csv",
        &[
            ("RX-01", met),
            ("RX-03", &[("response", "met")]),
            ("RX-22", &[("response", "partial"), ("evidence", "policy 13")]),
            ("RX-05", &[("response", "met"), ("fingerprint", "bbbbbbbb")]),
            ("RX-27", &[("response", "not applicable"), ("reason", "never seen here")]),
        ],
    );
    fill(
        &home,
        "chemotherapy-administration.csv",
        &[("CA-13", &[("response", "met"), ("evidence", "log")])],
    );
    home
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("no number: {value}"))
}

fn sum(records: &Value, field: &str) -> u64 {
    list(records).iter().map(|record| whole(&record[field])).sum()
}

/// Criterion and location.
fn place(record: &Value) -> (String, String) {
    let word = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
    (word("criterion"), word("location"))
}

fn expect_same(status: &Value, score: &Value) {
    let overall = &status["overall"];
    assert_eq!(overall["complete"], score["complete"]);
    assert_eq!(status["verified"], score["verified"]);
    assert_eq!(overall["must_pass"], score["verified"]["of"]);
    for (ours, theirs) in
        list(&status["checklists"]).iter().zip(list(&score["scores"]["checklists"]))
    {
        assert_eq!(ours["id"], theirs["id"]);
        let counts = &theirs["counts"];
        let of = |states: &[&str]| states.iter().map(|state| whole(&counts[*state])).sum::<u64>();
        let assessed = of(&["met", "partial", "not_met"]);
        assert_eq!(whole(&ours["assessed"]), assessed, "{ours}");
        let all = assessed + of(&["not_assessed", "too_small"]);
        assert_eq!(whole(&ours["criteria"]), all, "{ours}");
    }
    for field in [
        "criteria",
        "assessed",
        "answers",
        "given",
        "must_pass",
        "must_pass_assessed",
        "missing",
        "must_pass_missing",
        "lacking",
        "waiting",
    ] {
        assert_eq!(sum(&status["checklists"], field), whole(&overall[field]), "{field}");
        assert_eq!(sum(&status["roles"], field), whole(&overall[field]), "{field}");
    }
    let counted = list(&score["items"]).iter().filter(|item| item["counted"] == true);
    let is_open = |item: &&Value| item["state"] == "not_assessed" || item["state"] == "too_small";
    assert_eq!(overall["answers"], counted.clone().count());
    let open: BTreeSet<_> = counted.filter(is_open).map(place).collect();
    let asked = list(&status["missing"]).iter().chain(list(&status["waiting"]));
    let asked: BTreeSet<_> = asked.filter(|of| of["scored"] == true).map(place).collect();
    assert_eq!(asked, open);
    let number = whole(&overall["missing"]) + whole(&overall["waiting"]);
    assert_eq!(usize::try_from(number).unwrap(), open.len());
    assert_eq!(whole(&overall["answers"]) - whole(&overall["given"]), number);
}

/// Point: completeness by checklist, by role and overall is that of `score`, one by one and summed.
#[test]
fn every_figure_is_the_scores() {
    let small = |model| (30..33).map(move |seed| Hospital::small(seed, model));
    for hospital in (1..5).map(Hospital::embedded).chain(MODELS.into_iter().flat_map(small)) {
        expect_same(&hospital.json("status", &[], 0), &hospital.json("score", &[], 0));
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for example in ["examples/riverbend", "examples/harbor"] {
        let of = |verb: &str| json(here, &[verb, example, "--format", "json"], 0);
        expect_same(&of("status"), &of("score"));
    }
}

/// Point: a bar is a picture of a figure that stands beside it, and is full only when all is done.
#[test]
fn people_read_the_same_figures() {
    for hospital in [1, 3].map(Hospital::embedded) {
        let status = hospital.json("status", &[], 0);
        let arguments = ["status", "oak", "--format", "markdown"];
        let text = run(hospital.home.path(), &arguments).out;
        let tables = of_markdown(&text);
        for (what, field) in [("checklist", "checklists"), ("role", "roles")] {
            let shown = tables.with(&[what, "complete"]);
            assert_eq!(shown.len(), list(&status[field]).len());
            for (row, of) in shown.iter().zip(list(&status[field])) {
                assert_eq!(row[what], of["id"].as_str().unwrap());
                let complete = of["complete"].as_f64().unwrap();
                assert_eq!(row["complete"], format!("{complete:.1} %"));
                assert_eq!(row["criteria"], format!("{} of {}", of["assessed"], of["criteria"]));
                let full = row.values().any(|cell| cell.contains(&"█".repeat(20)));
                assert_eq!(full, of["assessed"] == of["criteria"], "{row:?}");
            }
        }
    }
}

/// Point: what gates is asked for first, and roles that are missed most come first.
#[test]
fn must_pass_comes_first() {
    let home = fresh();
    let status = json(home.path(), &["status", "oak", "--format", "json"], 0);
    let gates: Vec<bool> =
        list(&status["missing"]).iter().map(|of| of["critical"] == true).collect();
    assert!(gates.contains(&true) && gates.is_sorted_by_key(|gates| !gates));
    let key = |of: &Value| (whole(&of["must_pass_missing"]), whole(&of["missing"]));
    assert!(list(&status["roles"]).iter().map(key).rev().is_sorted());
    assert_eq!(status["next"][0]["step"], "answer_must_pass");
    assert_eq!(status["overall"]["complete"], 0.0);
}

/// Point: each way in which an answer falls short is told by its name; a claim waits for a reviewer.
#[test]
fn what_answers_lack_is_named() {
    let home = lacking();
    let status = json(home.path(), &["status", "oak", "--format", "json"], 3);
    let lacks = |field: &str| -> BTreeMap<String, Value> {
        let of = |record: &Value| (place(record).0, record["lacks"].clone());
        list(&status[field]).iter().map(of).collect()
    };
    let answered = lacks("lacking");
    assert_eq!(answered["RX-03"], serde_json::json!(["evidence"]));
    assert_eq!(answered["RX-22"], serde_json::json!(["reason"]));
    assert_eq!(answered["CA-13"], serde_json::json!(["numbers"]));
    assert_eq!(answered.len(), 3, "{answered:?}");
    let missing = lacks("missing");
    assert_eq!(missing["RX-05"], serde_json::json!(["current_wording"]));
    assert_eq!(missing["RX-04"], serde_json::json!(["answer"]));
    assert!(!missing.contains_key("RX-01"));
    assert_eq!(lacks("waiting").into_keys().collect::<Vec<_>>(), ["RX-27"]);
}

/// Point: whatever is asked of anybody stands in exactly one letter, in full.
#[test]
fn letters_ask_for_everything_once() {
    let home = lacking();
    let status = json(home.path(), &["status", "oak", "--format", "json"], 3);
    let arguments = ["status", "oak", "--requests", "--output", "letters"];
    let more = ["--answer-by", "2026-04-01", "--as-of", "2026-03-12"];
    let written = run(home.path(), &[&arguments[..], &more].concat());
    assert_eq!(written.code, 3, "{}", written.err);
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in
        ["missing", "lacking", "waiting", "report_only"].iter().flat_map(|of| list(&status[*of]))
    {
        let role = record["answer_role"].as_str().unwrap().to_owned();
        asked.entry(role).or_default().insert(place(record).0);
    }
    for (role, criteria) in &asked {
        let text = fs::read_to_string(home.path().join(format!("letters/{role}.md"))).unwrap();
        let cards = text.lines().filter_map(|line| line.strip_prefix("### "));
        let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
        let is_id = |word: &&str| word.contains('-') && !word.starts_with('-');
        let named: BTreeSet<String> = cards
            .chain(rows)
            .filter_map(|line| line.split_whitespace().next())
            .filter(is_id)
            .map(str::to_owned)
            .collect();
        assert_eq!(&named, criteria, "{role}");
        assert!(text.contains("No patient identifiers"), "{role}");
        assert!(text.contains("Name roles, not persons"), "{role}");
        assert!(text.contains("Please answer by 2026-04-01."), "{role}");
        let until = "The self-assessment ends on 2026-05-31, 80 days left: 90 days from 2026-03-02";
        assert!(text.contains(until), "{role}: {text}");
    }
    let files = fs::read_dir(home.path().join("letters")).unwrap().count();
    assert_eq!(files, asked.len() + 2, "a letter for each role, status.md and SHA256SUMS");
}

/// Point: a letter names every location of what it asks, and asks for nothing else.
#[test]
fn letters_name_every_location() {
    for hospital in [1, 2, 5].map(Hospital::embedded) {
        let status = hospital.json("status", &[], 0);
        let lists = ["missing", "lacking", "waiting", "report_only"];
        let all = || lists.iter().flat_map(|of| list(&status[*of]));
        let roles: BTreeSet<&str> = all().filter_map(|of| of["answer_role"].as_str()).collect();
        for role in roles {
            let letter = hospital.json("status", &["--request", role], 0);
            let parts = ["to_answer", "to_complete", "waiting", "report_only"];
            let mut asked: Vec<(String, String)> = Vec::new();
            for one in parts.iter().flat_map(|part| list(&letter[*part])) {
                let criterion = one["criterion"].as_str().unwrap();
                let places: Vec<&str> =
                    list(&one["locations"]).iter().filter_map(Value::as_str).collect();
                let places = if places.is_empty() { vec![""] } else { places };
                asked.extend(places.iter().map(|at| (criterion.to_owned(), (*at).to_owned())));
                assert!(!one["statement"].as_str().unwrap().is_empty());
            }
            let mut wanted: Vec<_> =
                all().filter(|of| of["answer_role"] == role).map(place).collect();
            wanted.sort();
            asked.sort();
            assert_eq!(asked, wanted, "{role}");
        }
    }
}

/// Point: a letter says what is demanded, what is asked for, where the row stands and what is wrong.
#[test]
fn a_letter_reads_in_full() {
    let home = lacking();
    let role = |role: &str| {
        let arguments = ["status", "oak", "--request", role, "--as-of", "2026-03-12"];
        run(home.path(), &arguments).out
    };
    let nurse = role("nurse-manager");
    for part in [
        "# oak: request for information to the nurse manager",
        "### CA-13 Treatment-day assessment",
        "- **Demanded**: The assessment of the treatment day is complete before the dose is given.",
        "- **Missing**: It is said to be met; give numerator, denominator and period.",
        "- **Evidence asked**: Totals for 30 treatment visits, by element",
        "- **Where**: 2026-self/chemotherapy-administration.csv row",
    ] {
        assert!(nurse.contains(part), "{part}: {nurse}");
    }
    let manager = role("pharmacy-manager");
    assert!(manager.contains("partly met; give the reason"), "{manager}");
    assert!(manager.contains("| RX-27 |"), "{manager}");
}

/// Point: letters are never written over what somebody has changed; the same again is fine.
#[test]
fn edited_letters_stay() {
    let home = fresh();
    let write = || -> Run {
        let arguments = ["status", "oak", "--requests", "--output", "letters"];
        run(home.path(), &[&arguments[..], &["--as-of", "2026-03-12"]].concat())
    };
    assert_eq!(write().code, 0);
    assert_eq!(write().code, 0);
    let letter = home.path().join("letters/nurse-manager.md");
    fs::write(&letter, "mine").unwrap();
    let refused = write();
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("somebody has changed `nurse-manager.md`"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&letter).unwrap(), "mine");
}

/// Point: the table for spreadsheets has a row for everything that is asked.
#[test]
fn the_table_has_a_row_for_each() {
    let home = lacking();
    let status = json(home.path(), &["status", "oak", "--format", "json"], 3);
    let table = |more: &[&str]| -> Vec<BTreeMap<String, String>> {
        let run = run(home.path(), &[&["status", "oak", "--format", "csv"], more].concat());
        let text = run.out.strip_prefix('\u{FEFF}').unwrap().to_owned();
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    };
    let number: usize = ["missing", "lacking", "waiting", "report_only"]
        .iter()
        .map(|of| list(&status[*of]).len())
        .sum();
    assert_eq!(table(&[]).len(), number);
    let ours = table(&["--request", "nurse-manager"]);
    assert!(!ours.is_empty());
    assert!(ours.iter().all(|row| row["answer_role"] == "nurse-manager"));
}

/// Point: a role that nobody has is a mistake on the command line, told with the nearest.
#[test]
fn an_unknown_role_is_refused() {
    let home = fresh();
    let run = run(home.path(), &["status", "oak", "--request", "nurse-manger"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean nurse-manager?"), "{}", run.err);
}
