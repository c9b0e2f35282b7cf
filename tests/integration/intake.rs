//! Sheets as hospitals really send them: what is said of each, and what repair makes of it.
//!
//! `tests/intake/damaged/NAME/` holds one damaged copy of `tests/intake/clean.csv` and, in
//! `expected.txt`, what `check` says of it and what `check --fix-to` wrote.
//! `SNAPSHOTS=overwrite cargo test` writes these anew; read what changed before you commit it.
#![expect(clippy::disallowed_methods, reason = "tests read the files they are about")]

use crate::catalogue::{folder, tool};
use concordant::diagnostic::Bag;
use concordant::sheet::{Row, SheetFile, SheetKind, strip};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const LIBRARY: [&str; 2] = ["--no-embedded", "--standards"];

/// A facility's folder with one sheet in it.
fn folder_with(sheet: &Path) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let own = place.path().join("2026-self");
    std::fs::create_dir(&own).unwrap();
    let intake = folder("intake");
    std::fs::copy(intake.join("facility.toml"), place.path().join("facility.toml")).unwrap();
    std::fs::copy(intake.join("assessment.toml"), own.join("assessment.toml")).unwrap();
    std::fs::copy(sheet, own.join(sheet.file_name().unwrap())).unwrap();
    place
}

fn check(at: &Path, more: &[&str]) -> String {
    let library = folder("library");
    let mut command = tool(at);
    command.arg("check").args(LIBRARY).arg(library).arg(".").args(more);
    let output = command.output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap().replace("\r\n", "\n")
}

/// The rows of a file below its header, and the header.
fn table(path: &Path) -> Vec<Vec<String>> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let bytes: Arc<[u8]> = bytes.into();
    let ending = path.extension().unwrap().to_string_lossy();
    let kind = SheetKind::of_extension(&ending).unwrap();
    let bag = Bag::new();
    let file = SheetFile::new("t", kind, Arc::new(bytes));
    let mut rows = Vec::new();
    for mut part in file.tables(&concordant::assessment::is_header, &bag) {
        let mut row = Row::default();
        while part.next_row(&mut row, &bag) {
            rows.push(row.cells().map(|cell| strip(cell.trim()).trim().to_owned()).collect());
        }
    }
    rows
}

fn cells(tables: &[Vec<Vec<String>>]) -> BTreeSet<String> {
    let all = tables.iter().flatten().flatten().filter(|cell| !cell.is_empty());
    // line ends inside a cell are what the program that saved it makes of them
    all.map(|cell| cell.replace("\r\n", "\n").replace('\r', "\n")).collect()
}

fn sheets() -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = std::fs::read_dir(folder("intake/damaged"))
        .unwrap()
        .map(|entry| {
            let at = entry.unwrap().path();
            let sheet = ["csv", "xlsx", "ods"].map(|ending| at.join(format!("sheet.{ending}")));
            let sheet = sheet.into_iter().find(|sheet| sheet.exists()).unwrap();
            (at.file_name().unwrap().to_string_lossy().into_owned(), sheet)
        })
        .collect();
    found.sort();
    found
}

/// What is said of a sheet, and what became of it.
fn told(sheet: &Path) -> String {
    let place = folder_with(sheet);
    let before = std::fs::read(sheet).unwrap();
    let mut told = check(place.path(), &[]);
    let fixed = place.path().join("fixed.csv");
    check(place.path(), &["--fix-to", "fixed.csv"]);
    let inside = place.path().join("2026-self").join(sheet.file_name().unwrap());
    assert_eq!(std::fs::read(&inside).unwrap(), before, "the source was touched");
    told += "\n-- repaired: ";
    let clean = std::fs::read(folder("intake/clean.csv")).unwrap();
    match std::fs::read(&fixed) {
        Err(_) => told += "nothing\n",
        Ok(bytes) if bytes == clean => told += "the clean sheet, byte for byte\n",
        Ok(_) => told += &difference(&fixed),
    }
    for row in table(&place.path().join("fixed.rejected.csv")).iter().skip(1) {
        let _ = writeln!(told, "-- rejected: row {}: {}", row[1], row[2]);
    }
    told
}

/// The rows in which a repaired sheet differs from the clean one.
fn difference(fixed: &Path) -> String {
    let clean = table(&folder("intake/clean.csv"));
    let fixed = table(fixed);
    let name = |row: &Vec<String>| format!("{} {}", row[1], row[7]).trim().to_owned();
    let differs = |row: &&Vec<String>| !clean.contains(row);
    let lacks = |row: &&Vec<String>| !fixed.contains(row);
    let list =
        |rows: Vec<String>| if rows.is_empty() { "none".to_owned() } else { rows.join(", ") };
    let new = list(fixed.iter().filter(differs).map(name).collect());
    let lost = list(clean.iter().filter(lacks).map(name).collect());
    format!("not the clean sheet; rows that differ: {new}; rows of the clean sheet: {lost}\n")
}

#[test]
fn every_damage_is_told_and_repaired_as_far_as_it_is_certain() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|word| word == "overwrite");
    let sheets = sheets();
    assert!(sheets.len() >= 60, "{} damaged sheets", sheets.len());
    for (name, sheet) in sheets {
        let told = told(&sheet);
        let expected = sheet.with_file_name("expected.txt");
        if overwrite {
            std::fs::write(&expected, &told).unwrap();
        }
        let before = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(before.replace("\r\n", "\n"), told, "{name}");
    }
}

/// Point: every cell that is not blank is in the repaired sheet, among the changes, or among the
/// rejected rows.
#[test]
fn repair_loses_nothing_that_was_typed() {
    for (name, sheet) in sheets() {
        let place = folder_with(&sheet);
        check(place.path(), &["--fix-to", "fixed.csv"]);
        let at = |name: &str| table(&place.path().join(name));
        let out = [at("fixed.csv"), at("fixed.changes.csv"), at("fixed.rejected.csv")];
        if out[0].is_empty() {
            continue;
        }
        let out = cells(&out);
        let lost: Vec<String> =
            cells(&[table(&sheet)]).into_iter().filter(|cell| !out.contains(cell)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

/// Point: a repaired sheet has nothing left to repair.
#[test]
fn what_was_repaired_stays_as_it_is() {
    for (name, sheet) in sheets() {
        let place = folder_with(&sheet);
        check(place.path(), &["--fix-to", "fixed.csv"]);
        let Ok(once) = std::fs::read(place.path().join("fixed.csv")) else { continue };
        let again = folder_with(&place.path().join("fixed.csv"));
        check(again.path(), &["--fix-to", "twice.csv"]);
        let twice = std::fs::read(again.path().join("twice.csv")).unwrap();
        assert!(once == twice, "{name}");
        assert_eq!(table(&again.path().join("twice.changes.csv")).len(), 1, "{name}");
    }
}

/// Point: a row that holds nothing but a cell behind the header is kept, and no row below moves up.
#[test]
fn a_row_of_one_far_cell_is_rejected_alone() {
    let place = tempfile::TempDir::new().unwrap();
    let sheet = place.path().join("far.csv");
    std::fs::write(&sheet, "criterion,response\n,,,,far\nMN-02,met\nMN-01,not_met\n").unwrap();
    let home = folder_with(&sheet);
    check(home.path(), &["--fix-to", "fixed.csv"]);
    let rejected = table(&home.path().join("fixed.rejected.csv"));
    assert_eq!(rejected.len(), 2, "{rejected:?}");
    assert!(rejected[1].contains(&"far".to_owned()), "{rejected:?}");
}

/// Point: as a workbook, a repaired sheet says what it says as CSV, cell by cell and in the score.
#[test]
fn a_repaired_workbook_says_what_the_sheet_says() {
    let mut compared = 0;
    for (name, sheet) in sheets() {
        let place = folder_with(&sheet);
        check(place.path(), &["--fix-to", "fixed.csv"]);
        let told = check(place.path(), &["--fix-to", "fixed.xlsx"]);
        let fixed = place.path().join("fixed.csv");
        if !fixed.exists() {
            continue;
        }
        let book = place.path().join("fixed.xlsx");
        assert!(book.exists(), "{name}: {told}");
        compared += 1;
        let found = cells(&[table(&book)]);
        let alike = |cell: &String| {
            // signs that nobody sees are in no workbook
            let cell = &cell.replace('\0', "");
            let number = |text: &str| text.parse::<f64>().ok();
            found.contains(cell)
                || found.iter().any(|f| number(f).is_some() && number(f) == number(cell))
        };
        // headers are written as people write them
        let wanted = cells(&[table(&fixed)[1..].to_vec()]);
        let lost: Vec<&String> = wanted.iter().filter(|cell| !alike(cell)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        let score = |sheet: &Path| {
            let place = folder_with(sheet);
            let mut command = tool(place.path());
            command
                .arg("score")
                .args(LIBRARY)
                .arg(folder("library"))
                .args([".", "--format", "json"]);
            let output = command.output().unwrap().stdout;
            let score: serde_json::Value = serde_json::from_slice(&output).unwrap_or_default();
            (score["scores"].clone(), score["result"].clone())
        };
        assert_eq!(score(&book), score(&fixed), "{name}");
    }
    assert!(compared > 50, "{compared}");
}

/// Point: a workbook in which somebody has gone on, and rejected rows that somebody has mended, are
/// never written over; rejected rows of an earlier run do not stand beside a sheet without any.
#[test]
fn repair_writes_over_nobodys_work() {
    let place = tempfile::TempDir::new().unwrap();
    let sheet = place.path().join("own.csv");
    std::fs::write(&sheet, "criterion,response\nMN-01,met\nMN-02,perhaps\n").unwrap();
    let home = folder_with(&sheet);
    let at = |name: &str| home.path().join(name);
    let fix = || check(home.path(), &["--fix-to", "fixed.xlsx"]);
    fix();
    let rejected = std::fs::read_to_string(at("fixed.rejected.csv")).unwrap();
    let mend = |text: &str| std::fs::write(at("2026-self/own.csv"), text).unwrap();
    mend("criterion,response\nMN-01,met\nMN-02,met\n");
    assert!(fix().contains("fixed.xlsx is there already"));
    std::fs::remove_file(at("fixed.xlsx")).unwrap();
    std::fs::write(at("fixed.rejected.csv"), rejected.replace("perhaps", "met")).unwrap();
    assert!(fix().contains("is left from an earlier run"));
    assert!(!at("fixed.xlsx").exists());
    std::fs::write(at("fixed.rejected.csv"), rejected).unwrap();
    assert!(fix().contains("of an earlier run: now no row is rejected"));
    assert!(at("fixed.xlsx").exists() && !at("fixed.rejected.csv").exists());
}
