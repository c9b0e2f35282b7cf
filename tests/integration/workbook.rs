//! The workbook of a report, read back: its figures are those of JSON, as numbers; its texts are
//! texts; the same report gives the same bytes.
#![expect(clippy::disallowed_methods, reason = "the tests make folders and look at what is left")]

use super::hospital::Hospital;
use super::support::{concordant, json, run};
use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use concordant::diagnostic::Bag;
use concordant::library::Library;
use concordant::measure::Fraction;
use concordant::report::{
    Contents, EXPORT_STAMP, Report, Stamp, StandardStamp, TableName, table_csv, workbook,
};
use concordant::workspace::{Options, find, open};
use jiff::civil::{Date, date};
use serde_json::Value;
use std::io::Cursor;
use std::path::{Path, PathBuf};

const EXAMPLES: [&str; 2] = ["examples/riverbend", "examples/harbor"];
const SHEETS: [&str; 6] = ["Summary", "Gaps", "Open questions", "Criteria", "Evidence", "Method"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn bytes(example: &str) -> Vec<u8> {
    let mut command = concordant(root());
    let output = command.args(["report", example, "--format", "xlsx", "--findings"]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn report(example: &str) -> Value {
    json(root(), &["report", example, "--format", "json", "--findings"], 0)
}

pub(crate) fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// Every text of a workbook.
pub(crate) fn words_of(bytes: Vec<u8>) -> String {
    let mut book = read(bytes);
    let mut words = String::new();
    for (name, range) in book.worksheets() {
        words.push_str(&format!("{name}\n"));
        words.extend(range.used_cells().map(|(_, _, cell)| format!("{cell}\n")));
    }
    words
}

/// A table sheet: headers and rows.
pub(crate) struct Sheet(Range<Data>);

impl Sheet {
    pub(crate) fn of(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Self {
        Self(book.worksheet_range(name).unwrap())
    }

    pub(crate) fn headers(&self) -> Vec<String> {
        self.0.rows().next().unwrap().iter().map(ToString::to_string).collect()
    }

    pub(crate) fn rows(&self) -> usize {
        self.0.rows().count() - 1
    }

    pub(crate) fn cell(&self, row: usize, header: &str) -> &Data {
        let headers = self.headers();
        let column = headers.iter().position(|known| known == header);
        let column = column.unwrap_or_else(|| panic!("{header} is none of {headers:?}"));
        self.0.get((row + 1, column)).unwrap_or(&Data::Empty)
    }
}

/// A cell is this number, as a number.
pub(crate) fn expect_number(cell: &Data, wanted: Option<f64>, what: &str) {
    let same = match (cell, wanted) {
        (Data::Float(found), Some(wanted)) => found.to_bits() == wanted.to_bits(),
        (Data::Empty, None) => true,
        _ => false,
    };
    assert!(same, "{what}: {cell:?} is not {wanted:?}");
}

pub(crate) fn expect_text(cell: &Data, wanted: &Value, what: &str) {
    match wanted.as_str() {
        None | Some("") => assert_eq!(*cell, Data::Empty, "{what}"),
        Some(wanted) => assert_eq!(*cell, Data::String(wanted.to_owned()), "{what}"),
    }
}

/// A cell is this day, as a date.
pub(crate) fn expect_day(cell: &Data, wanted: &Value, what: &str) {
    let Some(wanted) = wanted.as_str() else { return assert_eq!(*cell, Data::Empty, "{what}") };
    let Data::DateTime(found) = cell else { panic!("{what}: {cell:?} is no date") };
    let wanted: Date = wanted.parse().unwrap();
    let serial = wanted.since(date(1899, 12, 30)).unwrap().get_days();
    assert_eq!(found.as_f64().to_bits(), f64::from(serial).to_bits(), "{what}");
}

/// A fraction of JSON with three digits, rounded down.
fn credit(value: &Value) -> Option<f64> {
    let fraction: Fraction = value.as_str()?.parse().unwrap();
    Some(fraction.decimal(3).parse().unwrap())
}

/// A value of a measure: percent in points of 100, rounded down; everything else as it is.
fn in_unit(measure: &Value, key: &str) -> Option<f64> {
    let value: Fraction = measure[key].as_str()?.parse().unwrap();
    match measure["unit"].as_str() {
        Some("percent") => Some(value.percent_number()),
        _ => Some(value.decimal(3).parse().unwrap()),
    }
}

fn word(yes: &Value) -> Value {
    if yes.as_bool().unwrap() { "yes" } else { "no" }.into()
}

#[test]
fn sheets_have_their_names_and_bear_the_stamp() {
    for example in EXAMPLES {
        let mut book = read(bytes(example));
        assert_eq!(book.sheet_names(), SHEETS);
        for name in SHEETS.iter().skip(1).take(4) {
            let sheet = Sheet::of(&mut book, name);
            let headers = sheet.headers();
            assert_eq!(headers.last().unwrap(), EXPORT_STAMP, "{name}");
            assert!(headers.iter().all(|header| !header.is_empty()), "{name}: {headers:?}");
            let mut different = headers.clone();
            different.sort();
            different.dedup();
            assert_eq!(different.len(), headers.len(), "{name}: {headers:?}");
        }
    }
}

#[test]
fn gaps_are_those_of_json() {
    for example in EXAMPLES {
        let (report, mut book) = (report(example), read(bytes(example)));
        let sheet = Sheet::of(&mut book, "Gaps");
        let gaps = report["gaps"]["gaps"].as_array().unwrap();
        assert_eq!(sheet.rows(), gaps.len());
        for (row, gap) in gaps.iter().enumerate() {
            let what = format!("{example} {}", gap["criterion"]);
            let cell = |header: &str| sheet.cell(row, header);
            let remedy = &gap["remediation"];
            let mut items = report["score"]["items"].as_array().unwrap().iter();
            let is_it = |key: &str, item: &Value| item[key] == gap[key];
            let item = items.find(|item| is_it("criterion", item) && is_it("location", item));
            let measure = &item.unwrap()["measure"];
            for (header, wanted) in [
                ("Rank", gap["rank"].as_f64()),
                ("Gain in points", gap["gain_percent"].as_f64()),
                ("Credit", credit(&gap["credit"])),
                ("Weight", gap["weight"].as_f64()),
                ("Gaps that wait for it", gap["unblocks"].as_f64()),
                ("Person-days with prerequisites", gap["effort_days"].as_f64()),
                ("Own person-days", remedy["own_effort_days"].as_f64()),
                ("Lead days", remedy["lead_days"].as_f64()),
                ("Row", gap["source"]["row"].as_f64()),
                ("Measured", in_unit(measure, "value")),
                ("Target", in_unit(measure, "target")),
            ] {
                expect_number(cell(header), wanted, &format!("{what} {header}"));
            }
            for (header, wanted) in [
                ("Criterion", &gap["criterion"]),
                ("Location", &gap["location"]),
                ("Title", &gap["title"]),
                ("Severity", &gap["severity"]),
                ("Harm", &gap["harm"]),
                ("Extent", &gap["extent"]),
                ("What to do", &remedy["title"]),
                ("Remedy", &remedy["id"]),
                ("Until then", &remedy["interim"]),
                ("Closed when", &remedy["done_when"]),
                ("File", &gap["source"]["file"]),
            ] {
                expect_text(cell(header), wanted, &format!("{what} {header}"));
            }
            expect_day(cell("First due"), &gap["deadlines"][0]["due"], &what);
            let must = if gap["critical"] == true { "MUST".into() } else { Value::Null };
            expect_text(cell("Must-pass"), &must, &what);
        }
    }
}

#[test]
fn criteria_are_those_of_json() {
    for example in EXAMPLES {
        let (report, mut book) = (report(example), read(bytes(example)));
        let sheet = Sheet::of(&mut book, "Criteria");
        let items = report["score"]["items"].as_array().unwrap();
        assert_eq!(sheet.rows(), items.len());
        for (row, item) in items.iter().enumerate() {
            let what = format!("{example} {}", item["criterion"]);
            let cell = |header: &str| sheet.cell(row, header);
            let measure = &item["measure"];
            let fraction = |key: &str| -> Option<Fraction> { measure[key].as_str()?.parse().ok() };
            for (header, wanted) in [
                ("Credit", credit(&item["credit"])),
                ("Weight", item["weight"].as_f64()),
                ("Row", item["row"].as_f64()),
                ("Numerator", fraction("numerator").map(|value| value.to_f64())),
                ("Denominator", fraction("denominator").map(|value| value.to_f64())),
                ("Value", in_unit(measure, "value")),
                ("Target", in_unit(measure, "target")),
                ("95 % interval, low", measure["interval_low"].as_f64()),
                ("95 % interval, high", measure["interval_high"].as_f64()),
            ] {
                expect_number(cell(header), wanted, &format!("{what} {header}"));
            }
            for (header, wanted) in [
                ("Criterion", &item["criterion"]),
                ("Location", &item["location"]),
                ("Title", &item["title"]),
                ("Scored", &word(&item["scored"])),
                ("Counted", &word(&item["counted"])),
                ("Verified", &word(&item["verified"])),
                ("File", &item["file"]),
            ] {
                expect_text(cell(header), wanted, &format!("{what} {header}"));
            }
        }
    }
}

#[test]
fn questions_and_evidence_are_those_of_json() {
    for example in EXAMPLES {
        let (report, mut book) = (report(example), read(bytes(example)));
        let sheet = Sheet::of(&mut book, "Open questions");
        let questions = report["gaps"]["open_questions"].as_array().unwrap();
        assert_eq!(sheet.rows(), questions.len());
        for (row, question) in questions.iter().enumerate() {
            let cell = |header: &str| sheet.cell(row, header);
            expect_text(cell("Criterion"), &question["criterion"], example);
            expect_text(cell("Who answers"), &question["answer_role"], example);
            let gain = question["gain_percent"].as_f64();
            expect_number(cell("Worth up to, in points"), gain, example);
            expect_number(cell("Weight"), question["weight"].as_f64(), example);
        }
        let sheet = Sheet::of(&mut book, "Evidence");
        let evidence = report["evidence"].as_array().unwrap();
        assert_eq!(sheet.rows(), evidence.len());
        for (row, piece) in evidence.iter().enumerate() {
            expect_text(sheet.cell(row, "Id"), &piece["id"], example);
            expect_text(sheet.cell(row, "Title"), &piece["title"], example);
            expect_day(sheet.cell(row, "Approved"), &piece["approved"], example);
            expect_day(sheet.cell(row, "Valid until"), &piece["valid_until"], example);
        }
    }
}

/// The rows of the summary below a row whose first cell says this.
fn below<'s>(summary: &'s Range<Data>, first: &str) -> Vec<&'s [Data]> {
    let is_it = |row: &&[Data]| row.first() == Some(&Data::String(first.to_owned()));
    let found: Vec<&[Data]> = summary.rows().skip_while(|row| !is_it(row)).skip(1).collect();
    assert!(!found.is_empty(), "the summary has no row `{first}`");
    found
}

fn fact<'s>(summary: &'s Range<Data>, label: &str) -> &'s Data {
    let mut rows = summary.rows();
    let found = rows.find(|row| row.first() == Some(&Data::String(label.to_owned())));
    found.unwrap_or_else(|| panic!("no fact `{label}`")).get(1).unwrap()
}

#[test]
fn the_summary_has_the_figures_of_json() {
    for example in EXAMPLES {
        let (report, mut book) = (report(example), read(bytes(example)));
        let summary = book.worksheet_range("Summary").unwrap();
        let score = &report["score"];
        let overall = &score["scores"]["overall"];
        for (label, wanted) in [
            ("Overall score", &overall["percent"]),
            ("Overall score, low end of its range", &overall["low"]),
            ("Overall score, high end of its range", &overall["high"]),
            ("Criteria assessed", &score["complete"]),
            ("Must-pass verified by a reviewer", &score["verified"]["must_pass"]),
        ] {
            expect_number(fact(&summary, label), wanted.as_f64(), &format!("{example} {label}"));
        }
        expect_text(fact(&summary, "Facility"), &score["facility"]["name"], example);
        expect_text(fact(&summary, "Indicated result"), &score["result"]["title"], example);
        expect_day(fact(&summary, "As of"), &score["as_of"], example);
        let checklists = score["scores"]["checklists"].as_array().unwrap();
        let rows = below(&summary, "Checklist");
        for (row, wanted) in rows.iter().zip(checklists.iter().chain([overall])) {
            let counts = &wanted["counts"];
            let sum = |keys: &[&str]| keys.iter().map(|key| counts[key].as_f64().unwrap()).sum();
            let title = wanted["title"].as_str().unwrap();
            assert!(row[0].to_string().starts_with(title), "{row:?}");
            let figures: [(usize, Option<f64>); 8] = [
                (2, wanted["percent"].as_f64()),
                (3, wanted["low"].as_f64()),
                (4, wanted["high"].as_f64()),
                (5, Some(sum(&["met"]))),
                (6, Some(sum(&["partial"]))),
                (7, Some(sum(&["not_met"]))),
                (8, Some(sum(&["not_assessed", "too_small"]))),
                (9, Some(sum(&["not_applicable", "excluded", "unscored"]))),
            ];
            for (column, wanted) in figures {
                expect_number(&row[column], wanted, &format!("{example} {title} {column}"));
            }
        }
        let gates = score["result"]["gates"].as_array().unwrap();
        for (row, gate) in below(&summary, "Demanded by the gate").iter().zip(gates) {
            let reached = gate["count"].as_f64().or_else(|| gate["percent"].as_f64());
            expect_number(&row[2], reached, &format!("{example} {}", gate["id"]));
        }
    }
}

/// The method says what the report says, with digests in full.
#[test]
fn the_method_is_that_of_the_report() {
    for example in EXAMPLES {
        let (report, mut book) = (report(example), read(bytes(example)));
        let method = book.worksheet_range("Method").unwrap();
        let all: Vec<String> = method.rows().flatten().map(ToString::to_string).collect();
        let all = all.join("\n");
        let stamp = &report["stamp"];
        let standards = stamp["checklists"].as_array().unwrap().iter().chain([&stamp["program"]]);
        for standard in standards {
            assert!(all.contains(standard["digest"].as_str().unwrap()), "{all}");
        }
        assert!(all.contains(report["disclaimer"].as_str().unwrap()));
        let printed = run(root(), &["report", example, "--format", "markdown"]).out;
        let overall = printed.lines().find(|line| line.contains("Overall = (")).unwrap();
        assert!(all.contains(overall.trim_start_matches("- ")), "{overall}\n{all}");
    }
}

/// The fields of each entry of a ZIP's directory: its time and date, and its name.
fn entries(bytes: &[u8]) -> Vec<([u8; 4], String)> {
    let starts = bytes.windows(4).enumerate().filter(|(_, window)| window == b"PK\x01\x02");
    let entry = |at: usize| {
        let length = usize::from(u16::from_le_bytes([bytes[at + 28], bytes[at + 29]]));
        let name = String::from_utf8_lossy(&bytes[at + 46..at + 46 + length]).into_owned();
        (bytes[at + 12..at + 16].try_into().unwrap(), name)
    };
    starts.map(|(at, _)| entry(at)).collect()
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for example in EXAMPLES {
        let once = bytes(example);
        assert!(once == bytes(example), "{example}");
        let entries = entries(&once);
        assert!(entries.iter().any(|(_, name)| name == "docProps/custom.xml"), "{entries:?}");
        // no clock: every entry bears the first day of the format, 1980-01-01
        assert!(entries.iter().all(|(time, _)| *time == [0, 0, 0x21, 0]), "{entries:?}");
    }
}

/// A report of riverbend in the library's own types, to plant texts in.
fn planted(hostile: &str) -> Report {
    let bag = Bag::new();
    let folder = find(&[PathBuf::from(root()).join("examples/riverbend")], &bag);
    let today = date(2026, 11, 21);
    let options = Options { program: None, assessment: None, as_of: None, today };
    let opened = open(&folder.facilities[0], &Library::embedded(), options, &bag);
    let opened = opened.unwrap_or_else(|_| panic!("riverbend can be judged"));
    let standard = StandardStamp {
        id: hostile.to_owned(),
        version: "1.0.0".to_owned(),
        digest: "0".repeat(64),
        superseded_by: None,
    };
    let stamp = Stamp::new(standard, Vec::new(), opened.as_of);
    let card = opened.scorecard(&bag);
    let mut report = Report::new(stamp, &card, Contents::default(), &bag);
    hostile.clone_into(&mut report.score.facility.name);
    hostile.clone_into(&mut report.evidence[0].title);
    report.gaps.gaps[0].finding = Some(hostile.to_owned());
    report
}

/// Point: no text is a formula, steers the reader, breaks the file or is too long for a cell.
#[test]
fn hostile_texts_are_texts() {
    let long = "x".repeat(100_000);
    let cut = format!("{}…", "x".repeat(32_766));
    for (hostile, shown) in [
        ("=HYPERLINK(\"http://x.example\",\"go\")", "=HYPERLINK(\"http://x.example\",\"go\")"),
        ("+1+1", "+1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("{=1+1}", "{=1+1}"),
        ("http://x.example/a b", "http://x.example/a b"),
        ("nul\0, rtl\u{202E}, bell\u{7}", "nul, rtl, bell"),
        ("_x0041_ <b>&amp;</b> \u{FFFE}", "_x0041_ <b>&amp;</b> "),
        ("&D&T&\"Arial\"&72", "&D&T&\"Arial\"&72"),
        ("two\r\nlines\tand", "two lines and"),
        (&long, &cut),
    ] {
        let report = planted(hostile);
        let bytes = workbook(&report).unwrap();
        assert!(bytes == workbook(&report).unwrap());
        let mut book = read(bytes);
        for name in SHEETS {
            let formulas = book.worksheet_formula(name).unwrap();
            assert!(formulas.is_empty(), "{hostile:.40}: {formulas:?}");
        }
        let title = Sheet::of(&mut book, "Evidence").cell(0, "Title").clone();
        assert_eq!(title, Data::String(shown.to_owned()));
        let finding = Sheet::of(&mut book, "Gaps").cell(0, "What the reviewer wrote").clone();
        assert_eq!(finding, Data::String(shown.to_owned()));
        let summary = book.worksheet_range("Summary").unwrap();
        assert_eq!(*fact(&summary, "Facility"), Data::String(shown.to_owned()));
        for table in [TableName::Gaps, TableName::Evidence] {
            let mut csv = Vec::new();
            table_csv(&report, table, &mut csv).unwrap();
            let csv = String::from_utf8(csv).unwrap();
            assert!(!csv.contains(['\0', '\u{202E}', '\u{7}']), "{table:?}");
        }
    }
}

/// Point: what cannot be asked for is refused, and nothing is written.
#[test]
fn refusals_leave_nothing() {
    let hospital = Hospital::embedded(3);
    let home = hospital.home.path();
    for line in [
        "report oak --exit --output x.xlsx",
        "report oak --for pharmacy-manager --format xlsx --output x.xlsx",
        "report oak --exit --format csv --output x.xlsx",
        "report oak --format xlsx --table gaps --output x.xlsx",
        "report oak --table gaps --format json --output x.xlsx",
        "report oak --table gaps",
        "score oak --output x.xlsx",
        "gaps oak --output x.xlsx",
        "check oak --format xlsx",
        "standards list --output x.xlsx",
        "report oak --output oak/2026-self/x.xlsx",
        "report oak --format xlsx --output oak/2026-self/x",
    ] {
        let run = run(home, &line.split_whitespace().collect::<Vec<_>>());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}: {}", run.err);
        let is_listed = run.err.contains("[possible values: ");
        assert!(is_listed || run.err.lines().count() == 1, "{line}: {}", run.err);
    }
    assert!(!home.join("x.xlsx").exists() && !home.join("oak/2026-self/x.xlsx").exists());
    assert_eq!(run(home, &["report", "oak", "--output", "oak/report.xlsx"]).code, 0);
    assert!(std::fs::read(home.join("oak/report.xlsx")).unwrap().starts_with(b"PK"));
    // a workbook beside the folders of assessments disturbs nobody
    assert_eq!(run(home, &["check", "oak"]).code, 0);
}
