//! The echo rule: what somebody typed into a sheet about a person reaches no output.

use crate::catalogue::{folder, tool};
use crate::workbook::words_of;
use concordant::assessment::is_header;
use std::fmt::Write as _;
use std::path::Path;

/// What must never be in a sheet, and is.
const PLANTED: [&str; 6] = [
    "123-45-6789",
    "(617) 555-0123",
    "maria.g@example.org",
    "MRN 00123456",
    "Maria Gonzalez",
    "03/12/1957",
];

/// Parts of them by which anybody would know them again, also rewritten as a date.
const SECRETS: [&str; 10] = [
    "45-6789",
    "555-0123",
    "example.org",
    "00123456",
    "maria",
    "gonzalez",
    "12/1957",
    "1957-03",
    "1957-12",
    "mar 1957",
];

const COLUMNS: [&str; 28] = [
    "criterion",
    "response",
    "numerator",
    "denominator",
    "checklist",
    "fingerprint",
    "location",
    "reason",
    "value",
    "period_start",
    "period_end",
    "population",
    "sampling",
    "evidence",
    "evidence_kind",
    "evidence_date",
    "extent",
    "key_recommendation",
    "owner_role",
    "comment",
    "privileged",
    "facility",
    "round",
    "party",
    "section",
    "title",
    "statement",
    "evidence_asked",
];

/// Columns that take any text, so that a row full of it is still an answer.
const FREE_TEXT: [&str; 9] = [
    "reason",
    "population",
    "sampling",
    "evidence",
    "comment",
    "section",
    "title",
    "statement",
    "evidence_asked",
];

/// Each criterion of the test library with an answer that leaves a gap: response, numerator,
/// denominator.
const ANSWERS: [(&str, [&str; 3]); 9] = [
    ("MN-01", ["not_met", "", ""]),
    ("MN-02", ["partial", "", ""]),
    ("MN-03", ["", "24", "30"]),
    ("MN-04", ["not_met", "", ""]),
    ("MN-05", ["not_met", "", ""]),
    ("MN-06", ["not_applicable", "", ""]),
    ("MN-07", ["nowhere", "", ""]),
    ("MN-08", ["met", "", ""]),
    ("AX-01", ["not_met", "", ""]),
];

const FACILITY: &str = r#"
format = 1
id = "riverbend"
name = "Riverbend Hospital"
program = "mini-program"
services = { compounding = true }

[[location]]
id = "north"
name = "North Clinic"

[[location]]
id = "south"
name = "South Clinic"

# what would stop every export is allowed here, so that exports can be searched for it
[[privacy.allow]]
kind = "social-security"
text = "123-45-6789"
reason = "planted"

[[privacy.allow]]
kind = "record-number"
text = "MRN 00123456"
reason = "planted"
"#;

fn quoted(cell: &str) -> String {
    format!("\"{cell}\"")
}

/// An answer with an identifier in each column of free text.
fn filled(clean: &[String]) -> Vec<String> {
    let text = |((at, column), planted): ((usize, &&str), &str)| {
        if FREE_TEXT.contains(column) {
            return quoted(planted);
        }
        clean.get(at).cloned().unwrap_or_default()
    };
    COLUMNS.iter().enumerate().zip(PLANTED.into_iter().cycle()).map(text).collect()
}

/// A sheet with every identifier in every column of every criterion, one in a row; and in a title,
/// in headers, behind the last column and after a quote.
fn sheet() -> String {
    let mut sheet = format!("{}\n\n{}", quoted(PLANTED[4]), COLUMNS.join(","));
    for planted in PLANTED {
        let _ = write!(sheet, ",{}", quoted(planted));
    }
    sheet.push('\n');
    for (criterion, [response, numerator, denominator]) in ANSWERS {
        let clean: Vec<String> =
            [criterion, response, numerator, denominator].map(quoted).into_iter().collect();
        // the answer that stands is itself full of them
        let _ = writeln!(sheet, "{}", filled(&clean).join(","));
        for planted in PLANTED {
            for at in 0..COLUMNS.len() {
                let cell = |other: usize| match clean.get(other) {
                    _ if other == at => quoted(planted),
                    Some(cell) => cell.clone(),
                    None => String::new(),
                };
                let row: Vec<String> = (0..COLUMNS.len()).map(cell).collect();
                let _ = writeln!(sheet, "{}", row.join(","));
            }
            let behind = ",".repeat(COLUMNS.len() + PLANTED.len() - 4);
            let _ = writeln!(sheet, "{},{behind}{}", clean.join(","), quoted(planted));
            let _ = writeln!(sheet, "{},{} {planted}", clean.join(","), quoted(planted));
        }
    }
    sheet
}

fn assessment(party: &str, as_of: &str) -> String {
    format!("format = 1\nround = \"2026\"\nparty = \"{party}\"\nas_of = {as_of}\n")
}

/// A facility whose own assessment and site visit both are full of identifiers.
#[expect(clippy::disallowed_methods, reason = "tests write what they read")]
fn facility(at: &Path) {
    let write = |name: &str, text: &str| std::fs::write(at.join(name), text);
    write("facility.toml", FACILITY).expect("a new folder can be written");
    for (name, party, as_of) in
        [("self", "self", "2026-09-30"), ("visit", "site-visit", "2026-10-15")]
    {
        std::fs::create_dir(at.join(name)).expect("a new folder can be written");
        write(&format!("{name}/assessment.toml"), &assessment(party, as_of))
            .and_then(|()| write(&format!("{name}/answers.csv"), &sheet()))
            .expect("a new folder can be written");
    }
}

/// Every command that reads a sheet, without the format.
fn commands() -> Vec<Vec<&'static str>> {
    let explained = ["overall", "mini", "mini/practice", "concordant-must-pass"];
    let criteria = ANSWERS.iter().map(|(criterion, _)| *criterion);
    let mut commands = vec![vec!["check"], vec!["score"], vec!["gaps"], vec!["report"]];
    commands.extend([vec!["status"], vec!["status", "--request", "pharmacy-manager"]]);
    commands.extend([vec!["report", "--exit"], vec!["report", "--for", "pharmacy-manager"]]);
    commands.extend(explained.into_iter().chain(criteria).map(|subject| vec!["explain", subject]));
    commands
}

/// Whether an output holds a secret: which one.
fn leaked(output: &[u8]) -> Option<&'static str> {
    let printed = String::from_utf8_lossy(output).to_lowercase();
    SECRETS.into_iter().find(|secret| printed.contains(secret))
}

/// What stands in the register of evidence is shown where the register is; a message of `check`
/// that speaks of an id shows no name and no record number.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests write what they read")]
fn no_message_holds_what_was_planted_in_the_register() {
    let place = tempfile::tempdir().unwrap();
    facility(place.path());
    let ids = ["MRN-00123456", "Maria.Gonzalez-1", "Maria.Gonzalez-2", "dob-03/12/1957"];
    let mut register = "id,kind,title,approved,valid_until,kept_at\n".to_owned();
    for id in ids {
        let _ = writeln!(register, "{id},report,Report,2020-01-01,2021-01-01,Shelf");
    }
    let cited = format!("criterion,response,evidence\nMN-01,met,\"{}\"\n", ids[..3].join(", "));
    let unknown = "MN-06,met,\"MRN-00123456 MRN-100123456 Maria.Gonzalez-3\"\n";
    std::fs::write(place.path().join("evidence.csv"), register).unwrap();
    std::fs::write(place.path().join("self/answers.csv"), cited + unknown).unwrap();
    for format in ["terminal", "markdown", "json"] {
        let arguments = ["check", ".", "--no-embedded", "--format", format, "--standards"];
        let output = tool(place.path()).args(arguments).arg(folder("library")).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        for code in ["C445", "C448", "C449"] {
            assert!(printed.contains(code), "{code} as {format}: {printed}");
        }
        assert_eq!(leaked(&output.stdout), None, "{format}");
    }
}

/// The columns that the test plants in are columns that the tool knows.
#[test]
fn every_planted_column_is_known() {
    assert!(COLUMNS.iter().all(|column| is_header(column)));
}

/// The sheet is no rubbish that is passed over: what is planted is read and objected to.
#[test]
fn what_was_planted_is_read() {
    let place = tempfile::tempdir().unwrap();
    facility(place.path());
    let arguments = ["check", ".", "--no-embedded", "--format", "markdown", "--standards"];
    let output = tool(place.path()).args(arguments).arg(folder("library")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    for code in ["C007", "C401", "C404", "C406", "C410", "C415", "C416", "C420", "C422", "C425"] {
        assert!(printed.contains(code), "{code}");
    }
    for code in ["C711", "C713", "C718"] {
        assert!(printed.contains(code), "{code}");
    }
    for code in ["C407", "C409", "C429", "C431", "C432", "C436", "C438"] {
        assert!(printed.contains(code), "{code}");
    }
}

/// An identifier in any cell of a sheet is in no output, of any command, in any format.
#[test]
fn no_output_holds_what_was_planted() {
    let place = tempfile::tempdir().unwrap();
    facility(place.path());
    let library = folder("library");
    for command in commands() {
        let formats: &[&str] = match command[0] {
            "report" if command.len() > 1 => &["terminal", "markdown", "json", "html"],
            "gaps" | "status" => &["terminal", "markdown", "json", "csv"],
            "report" => &["terminal", "markdown", "json", "html", "csv", "xlsx"],
            _ => &["terminal", "markdown", "json"],
        };
        for format in formats {
            let mut tool = tool(place.path());
            tool.args(&command).args([".", "--no-embedded", "--format", format]);
            let output = tool.arg("--standards").arg(&library).output().unwrap();
            let told = format!("{command:?} as {format}");
            assert!(output.stdout.len() > 100, "{told}: {output:?}");
            let shown = match *format {
                "xlsx" => words_of(output.stdout).into_bytes(),
                _ => output.stdout,
            };
            assert_eq!(leaked(&shown), None, "{told}");
            assert_eq!(leaked(&output.stderr), None, "{told}, standard error");
        }
    }
}
