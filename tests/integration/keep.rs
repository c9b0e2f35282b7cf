//! Keeping the plan: what people wrote in plan.toml survives, and the log only grows.
#![expect(clippy::disallowed_methods, reason = "the tests make folders and look at what is left")]

use super::support::run;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the example, in a folder of its own.
pub(super) struct Copy {
    pub(super) home: TempDir,
}

impl Copy {
    pub(super) fn new() -> Self {
        let home = TempDir::new().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
        let to = home.path().join("riverbend");
        for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
            let place = to.join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).unwrap();
            } else {
                fs::copy(entry.path(), place).unwrap();
            }
        }
        Self { home }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.home.path().join("riverbend").join(name)
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).unwrap();
    }

    /// Runs a verb; standard output and error.
    pub(super) fn run(&self, arguments: &[&str], code: i32) -> String {
        let done = run(self.home.path(), arguments);
        assert_eq!(done.code, code, "{arguments:?}\n{}{}", done.out, done.err);
        format!("{}{}", done.out, done.err)
    }

    pub(super) fn accept(&self, more: &[&str], code: i32) -> String {
        let accept = ["plan", "riverbend", "--accept", "--as-of", "2026-11-20"];
        self.run(&[&accept, more].concat(), code)
    }
}

pub(super) const COMMITTEE: [&str; 2] = ["--accepted-by", "quality committee"];
pub(super) const LOG: &str = "date,action,event,by,evidence,new_due,reason\r\n";

#[test]
fn what_people_wrote_survives_a_new_acceptance() {
    let copy = Copy::new();
    copy.accept(&["--minimum", "--accepted-by", "quality committee"], 0);
    let first = copy.read("plan.toml");
    assert!(first.contains("accepted_on = 2026-11-20"));
    let effort = first.lines().find(|line| line.starts_with("effort_days")).unwrap();
    let edited = first.replacen(effort, "effort_days = \"8..12\"   # asked the team", 1).replacen(
        "[[left]]",
        "# ours\n[[action]]\nid = \"N-1\"\ntitle = \"Send the reviewer\"\nrole = \"site lead\"\n\
         party = \"network\"\neffort_days = 1\ndue = 2027-02-01\n\n[[left]]",
        1,
    );
    copy.write("plan.toml", &edited);
    // nothing changes: not a byte
    assert!(copy.accept(&["--minimum"], 0).contains("up to date"));
    assert_eq!(copy.read("plan.toml"), edited);
    // what a body accepted does not change without a body
    assert!(copy.accept(&["--close-all"], 2).contains("--accepted-by"));
    assert_eq!(copy.read("plan.toml"), edited);
    copy.accept(&["--close-all", "--accepted-by", "board"], 0);
    let second = copy.read("plan.toml");
    assert!(second.contains("accepted_by = \"board\"") && second.len() > edited.len());
    for kept in ["effort_days = \"8..12\"   # asked the team", "# ours\n[[action]]\nid = \"N-1\""] {
        assert!(second.contains(kept), "{second}");
    }
    let order: Vec<&str> = edited.lines().filter(|line| line.starts_with("id = ")).collect();
    let after: Vec<&str> = second.lines().filter(|line| line.starts_with("id = ")).collect();
    assert!(after.len() > order.len() && after.starts_with(&order));
    copy.run(&["check", "riverbend"], 0);
}

#[test]
fn nothing_that_was_accepted_is_lost_silently() {
    let copy = Copy::new();
    copy.accept(&["--minimum"], 0);
    let first = copy.read("plan.toml");
    let left = first.split("[[left]]").nth(1).unwrap();
    let accepted = format!("{}accepted_by = \"board\"\n\n", left.trim_end().to_owned() + "\n");
    let edited = first.replacen(left, &accepted, 1);
    copy.write("plan.toml", &edited);
    assert!(copy.accept(&["--close-all"], 2).contains("who accepted that it is left"));
    assert_eq!(copy.read("plan.toml"), edited);
    // another target is another plan
    assert!(copy.accept(&["--target", "conditional"], 2).contains("aims at concordant"));
    assert_eq!(copy.read("plan.toml"), edited);
}

#[test]
fn a_plan_with_mistakes_is_told_whole_and_left_alone() {
    let copy = Copy::new();
    copy.accept(&COMMITTEE, 0);
    let broken = copy
        .read("plan.toml")
        .replacen("effort_days =", "efort_days =", 1)
        .replacen("start = 2026", "start = 2126", 2)
        .replacen("after = []", "after = [\"PS-M99\"]", 1);
    copy.write("plan.toml", &broken);
    let told = copy.accept(&COMMITTEE, 3);
    for code in ["C102", "C203", "C306"] {
        assert!(told.contains(code), "{code}\n{told}");
    }
    assert!(told.contains("did you mean `effort_days`?"));
    assert_eq!(copy.read("plan.toml"), broken);
    copy.run(&["check", "riverbend"], 1);
    assert!(copy.run(&["check", "riverbend/plan.toml"], 1).contains("C102"));
    copy.run(&["plan", "check-in", "riverbend", "PS-M17", "started", "--by", "nurse-manager"], 3);
    assert!(!copy.file("check-ins.csv").exists());
}

#[test]
fn the_log_only_grows() {
    let copy = Copy::new();
    copy.accept(&COMMITTEE, 0);
    let mut before: Vec<u8> = Vec::new();
    let lines: [&[&str]; 3] = [
        &["started", "--on", "2026-03-02"],
        &["slipped", "--on", "2026-03-05", "--due", "2026-06-01", "--reason", "=a, \"b\"\nc"],
        &["verified", "--on", "2026-05-05", "--evidence", "E-01"],
    ];
    for (at, line) in lines.iter().enumerate() {
        let register = copy.read("evidence.csv");
        let id = register.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
        let line: Vec<&str> = line.iter().map(|w| if *w == "E-01" { &id } else { *w }).collect();
        let start = ["plan", "check-in", "riverbend", "PS-M17", line[0], "--by", "nurse-manager"];
        copy.run(&[&start, &line[1..]].concat(), 0);
        let after = fs::read(copy.file("check-ins.csv")).unwrap();
        assert!(after.starts_with(&before) && after.len() > before.len(), "{at}");
        before = after;
    }
    let wrong: [&[&str]; 7] = [
        &["PS-M71", "started", "--by", "nurse-manager"],
        &["PS-M17", "started", "--by", "nurse-manger"],
        &["PS-M17", "slipped", "--by", "nurse-manager"],
        &["PS-M17", "dropped", "--by", "nurse-manager", "--reason", " "],
        &["PS-M17", "verified", "--by", "nurse-manager"],
        &["PS-M17", "started", "--by", "nurse-manager", "--on", "2999-01-01"],
        &["PS-M17", "started", "--by", "nurse-manager", "--evidence", "no such thing"],
    ];
    for line in wrong {
        copy.run(&[&["plan", "check-in", "riverbend"], line].concat(), 2);
        assert_eq!(fs::read(copy.file("check-ins.csv")).unwrap(), before);
    }
    assert!(String::from_utf8(before).unwrap().contains("\"'=a, \"\"b\"\" c\""));
    copy.run(&["check", "riverbend"], 0);
}

#[test]
fn a_log_that_a_spreadsheet_saved_keeps_its_shape() {
    let copy = Copy::new();
    copy.accept(&COMMITTEE, 0);
    let saved = "action;date;event;by;evidence;new_due;reason\nPS-M17;3.2.2026;started;;;;";
    copy.write("check-ins.csv", saved);
    let arguments = ["PS-M17", "started", "--by", "nurse-manager", "--on", "2026-03-02"];
    copy.run(&[&["plan", "check-in", "riverbend"][..], &arguments].concat(), 0);
    let added = format!("{saved}\r\nPS-M17;2026-03-02;started;nurse-manager;;;\r\n");
    assert_eq!(copy.read("check-ins.csv"), added);
    copy.write("check-ins.csv", "what,when\nPS-M17,2026-03-02\n");
    let told = copy.run(&[&["plan", "check-in", "riverbend"][..], &arguments].concat(), 3);
    assert!(told.contains("header"), "{told}");
}
