//! The exit codes of design section 6, and what a run that fails leaves behind.
#![expect(clippy::disallowed_methods, reason = "the tests make folders and look at what is left")]

use super::hospital::{Hospital, snapshot};
use super::support::{Run, concordant, run};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

/// A hospital whose self-assessment is weak and free of errors.
fn weak() -> Hospital {
    Hospital::embedded(3)
}

/// The same with an unreadable answer in one of its sheets.
fn faulty() -> Hospital {
    let hospital = weak();
    let sheet = hospital.folder("2026-self/pharmacy.csv");
    let text = fs::read_to_string(&sheet).unwrap();
    fs::write(sheet, text + "pharmacy@2.0.0,RX-01,,,,,,,perhaps\n").unwrap();
    hospital
}

fn in_home(hospital: &Hospital, line: &str) -> Run {
    run(hospital.home.path(), &line.split_whitespace().collect::<Vec<_>>())
}

/// Runs lines in a hospital's home; each must end with the code.
fn expect(hospital: &Hospital, code: i32, lines: &[&str]) {
    for line in lines {
        let run = in_home(hospital, line);
        assert_eq!(run.code, code, "`{line}`\n{}\n{}", run.out, run.err);
        assert!(!run.err.contains("panicked"), "`{line}`: {}", run.err);
    }
}

/// Point: 0, done, and what a gate asked for holds; warnings and open answers never change it.
#[test]
fn zero_is_done() {
    let lines = [
        "--help",
        "--version",
        "score --help",
        "score oak",
        "gaps oak",
        "report oak",
        "check oak",
        "gaps oak --format csv",
        "report oak --format csv --table criteria",
        "score oak --strict",
        "score oak --gate not-concordant",
        "score oak --min-score 0",
        "score oak/2026-self",
        "score oak/2026-self/pharmacy.csv",
        "score oak --assessment 2026-self",
        "explain C406",
        "explain RX-05",
        "explain overall oak",
        "explain RX-05 oak",
        "standards list",
        "standards show pharmacy",
        "standards show RX-05",
        "init elm --program full-partner --as-of 2026-06-30",
        "score elm",
    ];
    expect(&weak(), 0, &lines);
}

/// Point: 1, what was asked for does not hold; what was written is whole and the same.
#[test]
fn one_does_not_hold() {
    let hospital = weak();
    let lines = [
        "score oak --gate concordant",
        "gaps oak --gate conditional",
        "report oak --min-score 100%",
        "score oak --min-score 0.99",
        "score oak --gate not-concordant --min-score 99/100",
    ];
    expect(&hospital, 1, &lines);
    expect(&faulty(), 1, &["check oak", "check oak --format json", "check oak --strict"]);
    let [asked, plain] =
        ["score oak --gate concordant", "score oak"].map(|line| in_home(&hospital, line));
    assert_eq!(asked.out, plain.out);
}

/// Point: 2, the command line is wrong; nothing is written.
#[test]
fn two_is_the_command_line() {
    let lines = [
        "",
        "scores oak",
        "score",
        "score oak --frobnicate",
        "score oak --gate excellent",
        "score oak --as-of soon",
        "score oak --min-score most",
        "score oak --format pdf",
        "score oak --format csv",
        "check oak --format csv",
        "score oak --output x.csv",
        "score oak --no-embedded",
        "explain C999",
        "explain nothing oak",
        "explain RX-05 RX-07",
        "standards show nothing",
        "standards show pharmacy@two",
        "init",
        "init elm",
    ];
    let hospital = weak();
    expect(&hospital, 2, &lines);
    for line in lines {
        assert_eq!(in_home(&hospital, line).out, "", "`{line}`");
    }
    assert!(!hospital.home.path().join("x.csv").exists());
    // two hospitals at once
    expect(&hospital, 0, &["init elm --program full-partner --as-of 2026-06-30"]);
    expect(&hospital, 2, &["score oak elm", "score ."]);
}

/// Point: no score reaches more than 1, so that 85 for 85 % is told and not failed.
#[test]
fn two_is_a_share_that_is_none() {
    let lines = ["--min-score 85", "--min-score 101%", "--min-score=-1", "--min-score=-5%"];
    expect(
        &weak(),
        2,
        &lines.map(|line| format!("score oak {line}")).each_ref().map(String::as_str),
    );
}

/// Point: 3, an input has errors; the report is written, says that it is provisional, and its
/// verdict is not relied on.
#[test]
fn three_is_provisional() {
    let hospital = faulty();
    let lines =
        ["gaps oak", "report oak", "explain overall oak", "score oak --gate not-concordant"];
    expect(&hospital, 3, &lines);
    expect(&hospital, 3, &["score oak --gate concordant", "score oak --min-score 0"]);
    assert_eq!(hospital.json("score", &[], 3)["provisional"], true);
    let run = in_home(&hospital, "report oak");
    assert!(run.out.contains("Provisional"), "{}", run.out);
    assert!(run.err.contains("pharmacy.csv"), "the error has its place: {}", run.err);
    assert_eq!(weak().json("score", &[], 0)["provisional"], false);
}

/// Point: 3 with nothing written: --strict, what cannot be read, a standard that is invalid.
#[test]
fn three_writes_nothing_where_nothing_can_be_relied_on() {
    let hospital = faulty();
    let home = hospital.home.path();
    let broken = home.join("broken/checklists/new/1.0.0.toml");
    fs::create_dir_all(broken.parent().unwrap()).unwrap();
    fs::write(broken, "format = 1\nid = \"new\"\nversion = \"1.0.0\"\n").unwrap();
    let twisted = home.join("twisted/programs/full-partner/1.0.0.toml");
    fs::create_dir_all(twisted.parent().unwrap()).unwrap();
    fs::write(twisted, hospital.program.replace("90 %", "85 %")).unwrap();
    let lines = [
        "score oak --strict",
        "gaps oak --strict --format json",
        "report oak --strict --output r.md",
        "score nowhere",
        "score oak nowhere.csv",
        "score oak --standards nowhere",
        "score oak --standards twisted",
        "standards list --standards broken",
        "score oak --program nothing",
        "score oak --output nowhere/score.json",
        "score oak --output oak",
        "init oak --program full-partner --as-of 2026-06-30",
    ];
    let before = snapshot(home);
    expect(&hospital, 3, &lines);
    for line in lines {
        let run = in_home(&hospital, line);
        assert_eq!(run.out, "", "`{line}`");
        assert!(!run.err.is_empty(), "`{line}` says why");
    }
    assert_eq!(snapshot(home), before);
}

/// Point: what is wrong with a standard is said once, however often it is read.
#[test]
fn a_mistake_of_a_standard_is_said_once() {
    let hospital = Hospital::small(20, "flat");
    let path = hospital.home.path().join("standards/checklists/rare/1.0.0.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text + "bogus = 1\n").unwrap();
    for line in ["score oak --standards standards", "check oak --standards standards"] {
        let run = in_home(&hospital, line);
        let said = [run.out, run.err].concat().matches("has no key `bogus`").count();
        assert_eq!(said, 1, "`{line}`");
    }
}

/// Point: 4, there was nothing to assess.
#[test]
fn four_is_nothing() {
    let hospital = weak();
    let folder = |name: &str| {
        let path = hospital.home.path().join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    folder("empty");
    fs::copy(hospital.folder("facility.toml"), folder("young").join("facility.toml")).unwrap();
    let header = hospital.folder("2026-self/assessment.toml");
    fs::copy(header, folder("young/2026-self").join("assessment.toml")).unwrap();
    let lines = [
        "score empty",
        "gaps empty",
        "report empty",
        "check empty",
        "explain overall empty",
        "score young",
        "score young/2026-self",
        "score oak/facility.toml",
        "score oak --as-of 2020-01-01",
        "score empty --strict",
        "score empty --gate concordant",
    ];
    expect(&hospital, 4, &lines);
    for line in lines {
        assert_eq!(in_home(&hospital, line).out, "", "`{line}`");
    }
}

/// Point: a file named by --output is replaced whole, or stays as it was.
#[test]
fn output_is_written_whole_or_not_at_all() {
    let hospital = faulty();
    let target = hospital.home.path().join("result.json");
    let write = |line: &str, code: i32| {
        fs::write(&target, "older").unwrap();
        let run = in_home(&hospital, line);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "`{line}`: {}", run.err);
        fs::read_to_string(&target).unwrap()
    };
    for (line, code) in [
        ("score oak --strict --output result.json", 3),
        ("score nowhere --output result.json", 3),
        ("score oak --gate excellent --output result.json", 2),
        ("score oak --as-of 2020-01-01 --output result.json", 4),
        ("standards show nothing --output result.json", 2),
    ] {
        assert_eq!(write(line, code), "older", "`{line}`");
    }
    let files = || snapshot(hospital.home.path()).len();
    let before = files();
    let written = write("score oak --output result.json", 3);
    assert_eq!(written, in_home(&hospital, "score oak --format json").out, "by its ending");
    assert_eq!(files(), before, "no half of a file is left");
}

/// Point: init touches nothing that is there, and begins nothing where it would.
#[test]
fn init_never_overwrites() {
    let home = TempDir::new().unwrap();
    let init = "init ash --program full-partner --as-of 2026-06-30 --format csv";
    let init: Vec<&str> = init.split(' ').collect();
    let folder = home.path().join("ash/2026-self");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("pharmacy.csv"), "mine\n").unwrap();
    let before = snapshot(home.path());
    assert_eq!(run(home.path(), &init).code, 3);
    assert_eq!(snapshot(home.path()), before, "one file in the way stops all of it");

    fs::remove_file(folder.join("pharmacy.csv")).unwrap();
    let own = "format = 1\nid = \"ash\"\nname = \"Ash\"\nprogram = \"full-partner\"\n";
    fs::write(home.path().join("ash/facility.toml"), own).unwrap();
    assert_eq!(run(home.path(), &init).code, 0);
    assert_eq!(fs::read_to_string(home.path().join("ash/facility.toml")).unwrap(), own);
    let before = snapshot(home.path());
    assert_eq!(run(home.path(), &init).code, 3);
    assert_eq!(snapshot(home.path()), before);
}

/// Point: nobody reading on is no failure: no panic, no complaint.
#[test]
fn a_broken_pipe_is_no_failure() {
    let hospital = weak();
    let lines = ["report oak", "gaps oak --format json", "standards show pharmacy", "--help"];
    for line in lines {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = concordant(hospital.home.path());
        command.args(line.split_whitespace()).stdout(writer).stderr(Stdio::piped());
        let output = command.output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "`{line}`: {complaint}");
        assert!(!complaint.contains("panicked") && !complaint.contains("error:"), "{complaint}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = concordant(Path::new(hospital.home.path()));
    let output = command.args(["score", "nowhere"]).stderr(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "a deaf standard error changes nothing");
}
