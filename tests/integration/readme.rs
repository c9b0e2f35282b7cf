//! What the READMEs show is what the tool does: their pictures are its output, their commands run.

#![expect(clippy::disallowed_methods, reason = "tests read the files they are about")]

use assert_cmd::Command;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn concordant(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("concordant").expect("the binary is built");
    command.current_dir(root()).env("COLUMNS", "80").env("NO_COLOR", "1").args(arguments);
    command.output().expect("it runs")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("the file is there").replace("\r\n", "\n")
}

/// The content of every fenced block of a kind.
fn blocks<'t>(text: &'t str, kind: &str) -> Vec<&'t str> {
    let open = format!("```{kind}\n");
    text.split(open.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The picture in the README is a part of the report of riverbend at 80 columns, to the letter.
#[test]
fn the_picture_is_the_output() {
    let report = concordant(&["report", "examples/riverbend"]);
    let report = String::from_utf8(report.stdout).expect("UTF-8").replace("\r\n", "\n");
    let readme = text("README.md");
    let pictures = blocks(&readme, "text");
    assert!(!pictures.is_empty(), "the README has a picture");
    for picture in pictures {
        assert!(report.contains(picture), "not in the report any more:\n{picture}");
    }
}

/// Every `$ concordant …` line of the examples' READMEs ends as it says: with 0, or `# exits N`.
#[test]
fn commands_of_the_examples_run() {
    let mut run = 0;
    for example in ["riverbend", "harbor", "letterhead"].map(|e| format!("examples/{e}/README.md"))
    {
        for line in text(&example).lines() {
            let Some(command) = line.trim().strip_prefix("$ concordant ") else { continue };
            let (command, comment) = command.split_once(" # ").unwrap_or((command, ""));
            let expected = comment.trim().strip_prefix("exits ").unwrap_or("0");
            let command = command.split(" > ").next().unwrap_or_default();
            let arguments: Vec<&str> = command.split_whitespace().collect();
            let code = concordant(&arguments).status.code();
            assert_eq!(code.map(|code| code.to_string()).as_deref(), Some(expected), "{line}");
            run += 1;
        }
    }
    assert!(run >= 10, "only {run} commands were found");
}

/// The commands that begin the README are the two that a newcomer needs.
#[test]
fn the_readme_begins_with_the_two_commands() {
    let readme = text("README.md");
    let first = blocks(&readme, "console").first().copied().unwrap_or_default().to_owned();
    let commands: Vec<&str> = first.lines().collect();
    assert_eq!(commands, ["cargo run --release -- report examples/riverbend", "cargo test"]);
    assert!(root().join("examples/riverbend/facility.toml").is_file());
}
