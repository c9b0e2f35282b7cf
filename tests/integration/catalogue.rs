//! One name for one thing: a code, its page, its fixture folder, its test.
//!
//! A fixture is `tests/diagnostics/<CODE>/`: the smallest input that raises the code, the arguments
//! where the default does not do (`args.txt`, one a line), and the whole output (`expected.txt`).
//! `SNAPSHOTS=overwrite cargo test` writes the outputs anew; read what changed before you commit it.

use assert_cmd::Command;
use concordant::diagnostic::{Code, Severity, code};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a fixture is run with: the test library alone, and the fixture's folder.
pub(crate) const CHECK: [&str; 5] = ["check", "--no-embedded", "--standards", "../../library", "."];

/// A folder of `tests`.
pub(crate) fn folder(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(below)
}

/// The tool in a folder, with nothing of the surroundings of whoever runs the tests.
pub(crate) fn tool(at: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concordant"));
    command.current_dir(at).env("COLUMNS", "100");
    command.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    command
}

/// A text file with line feeds, whatever the checkout made of it.
#[expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
fn text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok().map(|text| text.replace("\r\n", "\n"))
}

/// What a fixture is run with.
pub(crate) fn arguments(fixture: &Path) -> Vec<String> {
    match text(&fixture.join("args.txt")) {
        Some(lines) => lines.lines().map(str::to_owned).collect(),
        None => CHECK.map(str::to_owned).to_vec(),
    }
}

/// Whether a fixture's files are checked; the codes of a plan are seen in a plan.
pub(crate) fn is_checked(code: &Code) -> bool {
    arguments(&fixture(code)).iter().any(|argument| argument == "check")
}

/// What a fixture prints, complaints at the end, and its exit code.
fn run(fixture: &Path) -> (String, Option<i32>) {
    let output = tool(fixture).args(arguments(fixture)).output().expect("the tool starts");
    let printed = [output.stdout, output.stderr].concat();
    (String::from_utf8_lossy(&printed).replace("\r\n", "\n"), output.status.code())
}

/// The codes that an output names in brackets.
fn named(output: &str) -> BTreeSet<&str> {
    let parts = output.split('[').skip(1);
    let words = parts.filter_map(|part| part.split_once(']')).map(|(word, _)| word);
    words.filter(|word| code::find(word).is_some()).collect()
}

/// The fixture of a code.
pub(crate) fn fixture(code: &Code) -> PathBuf {
    folder("diagnostics").join(code.id)
}

/// Codes are listed in the order of their numbers, and no number has two meanings.
#[test]
fn numbers_are_unique_and_ascend() {
    let numbers: Vec<&str> = code::all().map(|code| code.id).collect();
    for pair in numbers.windows(2) {
        assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
    }
}

/// A code without a fixture was never seen, a fixture without a code is a leftover.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let entries = std::fs::read_dir(folder("diagnostics")).unwrap().map(Result::unwrap);
    let folders: BTreeSet<String> = entries
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let codes: BTreeSet<String> = code::all().map(|code| code.id.to_owned()).collect();
    assert_eq!(folders, codes);
}

/// A fixture raises its own code and, but for what is listed above, no other.
#[test]
fn a_fixture_raises_its_code_and_no_other() {
    for code in code::all() {
        let (printed, _) = run(&fixture(code));
        assert_eq!(named(&printed), BTreeSet::from([code.id]), "{}\n{printed}", code.id);
    }
}

/// What users see of each code is on record, to the byte; only errors make `check` fail.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their snapshots when asked to")]
fn every_fixture_prints_what_is_expected() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite");
    let mut differing = Vec::new();
    for code in code::all() {
        let path = fixture(code).join("expected.txt");
        let (printed, exit) = run(&fixture(code));
        if overwrite {
            std::fs::write(&path, &printed).unwrap();
        } else if text(&path).as_ref() != Some(&printed) {
            differing.push(format!("== {}\n{printed}", code.id));
        }
        let wanted = i32::from(code.severity == Severity::Error);
        assert_eq!(exit, Some(wanted), "{}: exit code\n{printed}", code.id);
    }
    let help = "if that is what it should print: SNAPSHOTS=overwrite cargo test";
    assert!(differing.is_empty(), "not as expected:\n{}\n{help}", differing.join("\n"));
}

/// A page bears the title of the table, shows the mistake and says what to do.
#[test]
fn every_page_has_its_title_an_example_and_what_to_do() {
    for code in code::all() {
        let title = format!("# {}: {}", code.id, code.title);
        assert_eq!(code.page.lines().next(), Some(title.as_str()));
        for heading in ["## Example", "## What to do"] {
            let found = code.page.lines().filter(|line| *line == heading).count();
            assert_eq!(found, 1, "{}: {heading}", code.id);
        }
    }
}

/// No page is left over from a code that is gone.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests look at the source tree")]
fn every_page_belongs_to_a_code() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/pages");
    let entries = std::fs::read_dir(pages).unwrap().map(Result::unwrap);
    let found: BTreeSet<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let codes: BTreeSet<String> = code::all().map(|code| format!("{}.md", code.id)).collect();
    assert_eq!(found, codes);
}

/// The hint under every `check` keeps its word.
#[test]
fn explain_prints_the_page_of_every_code() {
    for code in code::all() {
        let output = tool(&folder("library")).args(["explain", code.id]).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed.trim_end(), code.page.trim_end(), "{}", code.id);
        assert_eq!(output.status.code(), Some(0), "{}", code.id);
        assert!(output.stderr.is_empty(), "{}", code.id);
    }
}

/// The fixtures stand on a library that has no mistakes of its own.
#[test]
fn the_library_of_the_tests_is_clean() {
    let arguments = ["check", "--no-embedded", "--standards", ".", "."];
    let assert = tool(&folder("library")).args(arguments).assert().code(0);
    assert.stdout("0 errors, 0 warnings, 0 notes\n");
}
