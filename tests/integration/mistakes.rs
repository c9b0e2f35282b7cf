//! Many mistakes in one file: each is told once, with its place, and a report is still written.

use crate::catalogue::{CHECK, folder, tool};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Problems of a whole row, where the cells may have shifted.
const WITHOUT_COLUMN: [&str; 1] = ["C415"];

/// The diagnostics of `check` that weigh more than a note.
fn problems(at: &Path) -> Vec<Value> {
    let output = tool(at).args(CHECK).args(["--format", "json"]).output();
    let printed = output.expect("the tool starts").stdout;
    let report: Value = serde_json::from_slice(&printed).expect("check writes JSON");
    let all = report.get("diagnostics").and_then(Value::as_array).cloned().unwrap_or_default();
    let is_note = |problem: &Value| problem.get("severity").is_some_and(|weight| weight == "note");
    all.into_iter().filter(|problem| !is_note(problem)).collect()
}

fn codes(problems: &[Value]) -> BTreeSet<&str> {
    problems.iter().filter_map(|problem| problem.get("code")?.as_str()).collect()
}

/// Every mistake of a sheet in one run: forty of them, none twice, each with its cell.
#[test]
fn forty_mistakes_in_a_sheet_are_forty_diagnostics() {
    let problems = problems(&folder("sheets/forty-mistakes"));
    assert_eq!(problems.len(), 40, "{problems:#?}");
    assert!(codes(&problems).len() >= 25, "{:?}", codes(&problems));
    for problem in &problems {
        assert_eq!(problem["file"], "2026-self/answers.csv", "{problem:#}");
        assert!(problem["row"].is_number(), "{problem:#}");
        let code = problem["code"].as_str().unwrap();
        let is_cell = !WITHOUT_COLUMN.contains(&code);
        assert_eq!(problem["column_name"].is_string(), is_cell, "{problem:#}");
    }
}

/// No two of the forty fall together: each has its own row, or its own cell of the header.
#[test]
fn no_row_is_reported_twice() {
    let problems = problems(&folder("sheets/forty-mistakes"));
    let places: BTreeSet<String> = problems
        .iter()
        .map(|problem| match problem["row"].as_u64() {
            Some(1) => format!("header {}", problem["column"]),
            _ => format!("row {}", problem["row"]),
        })
        .collect();
    assert_eq!(places.len(), problems.len());
}

/// A sheet full of mistakes does not stop a report; the report says that it is provisional.
#[test]
fn forty_mistakes_leave_a_provisional_report() {
    let at = folder("sheets/forty-mistakes");
    let report = ["report", "--no-embedded", "--standards", "../../library", "."];
    let run = |more: &[&str]| tool(&at).args(report).args(more).assert().code(3);
    let printed = String::from_utf8(run(&[]).get_output().stdout.clone()).unwrap();
    assert!(printed.contains("Provisional"), "{printed}");
    let written = run(&["--format", "json"]).get_output().stdout.clone();
    let value: Value = serde_json::from_slice(&written).unwrap();
    let provisional = value.pointer("/score/provisional");
    assert_eq!(provisional, Some(&Value::Bool(true)), "{value:#}");
}

/// With `--strict` there is no report at all, neither on the screen nor in a file.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks whether a file was written")]
fn strict_writes_nothing() {
    let at = folder("sheets/forty-mistakes");
    let strict = ["report", "--strict", "--no-embedded", "--standards", "../../library", "."];
    tool(&at).args(strict).assert().code(3).stdout("");
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("report.md");
    tool(&at).args(strict).arg("--output").arg(&file).assert().code(3).stdout("");
    assert!(!file.exists());
}

/// Every mistake of a checklist in one run, a broken line among them, each with its place.
#[test]
fn ten_mistakes_in_a_checklist_are_ten_diagnostics() {
    let problems = problems(&folder("sheets/ten-mistakes"));
    assert_eq!(problems.len(), 10, "{problems:#?}");
    assert_eq!(codes(&problems).len(), 10, "{:?}", codes(&problems));
    assert!(codes(&problems).contains("C101"));
    for problem in &problems {
        assert_eq!(problem["file"], "checklists/mini/9.0.0.toml", "{problem:#}");
        assert!(problem["line"].is_number() && problem["column"].is_number(), "{problem:#}");
    }
}
