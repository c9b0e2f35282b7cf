//! What other programs read: SARIF, JUnit, annotations of GitHub, and the JSON Schemas of our files.
//!
//! SARIF is checked here by the rules that our few properties have to keep. The official schema is
//! not in the repository; whoever changes the shape validates once against it by hand.

#![expect(clippy::disallowed_methods, reason = "tests read the files they are about")]

use crate::catalogue::{arguments, fixture, folder, is_checked};
use crate::lint::{copy, standards};
use crate::support::{Run, run};
use concordant::diagnostic::code;
use concordant::source::decode;
use predicates::Predicate as _;
use quick_junit::{Report, TestCaseStatus};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

const CHECK: [&str; 4] = ["check", "--no-embedded", "--as-of", "2026-11-21"];

/// A folder of standards in a format, checked from its parent.
fn checked(at: &Path, standards_in: &str, format: &str) -> Run {
    standards(at, &[&CHECK[..], &["--format", format, standards_in]].concat())
}

/// The codes that `check` tells, which alone writes these formats.
fn codes_of_check() -> impl Iterator<Item = &'static code::Code> {
    code::all().filter(|code| is_checked(code))
}

/// A fixture of a code in a format.
fn of_fixture(code: &code::Code, format: &str) -> Run {
    let at = fixture(code);
    let arguments = arguments(&at);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(["--format", format]);
    run(&at, &arguments)
}

/// The standards of a fixture in a folder whose name has to be escaped everywhere.
fn in_an_odd_folder(code: &str) -> (tempfile::TempDir, &'static str) {
    const ODD: &str = "new 50%, ü";
    let at = tempfile::tempdir().unwrap();
    copy(&folder(&format!("diagnostics/{code}")), &at.path().join(ODD));
    (at, ODD)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Where a relative URI of a log leads.
fn path_of(uri: &str) -> PathBuf {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        assert!(first.is_ascii_alphanumeric() || b"-._~/@%".contains(first), "{uri}");
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    assert!(!uri.starts_with('/') && !uri.is_empty(), "{uri}");
    PathBuf::from(String::from_utf8(bytes).unwrap())
}

/// A region counts from 1 and lies inside its file.
fn expect_region(region: &Value, file: &Path) {
    let number = |key: &str| region.get(key).map(|n| usize::try_from(n.as_u64().unwrap()).unwrap());
    let text = decode(&std::fs::read(file).unwrap()).text;
    let line = number("startLine").unwrap();
    let Some(start) = number("startColumn") else { return };
    let length = text.lines().nth(line - 1).unwrap_or_default().chars().count();
    let end = number("endColumn").unwrap_or(start);
    let told = format!("{region} of {}", file.display());
    assert!(1 <= line && line <= text.lines().count().max(1), "{told}");
    assert!(1 <= start && start <= end && end <= length + 1, "{told}: the line has {length}");
}

/// A log keeps the rules of SARIF 2.1.0; returns its results.
fn expect_sarif(run: &Run, at: &Path) -> Vec<Value> {
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
    let [only] = list(&log["runs"]) else { panic!("one run: {log}") };
    let driver = &only["tool"]["driver"];
    assert_eq!(driver["name"], "concordant");
    assert_eq!(only["columnKind"], "unicodeCodePoints");
    let rules = list(&driver["rules"]);
    let ids: BTreeSet<&str> = rules.iter().map(|rule| word(&rule["id"])).collect();
    assert_eq!(ids.len(), rules.len(), "each rule once");
    for rule in rules {
        let known = code::find(word(&rule["id"])).unwrap();
        assert_eq!(rule["shortDescription"]["text"], known.title);
        assert_eq!(rule["help"]["markdown"], known.page);
    }
    for result in list(&only["results"]) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&word(&result["level"])));
        assert!(!word(&result["message"]["text"]).is_empty());
        let [place] = list(&result["locations"]) else { panic!("one place: {result}") };
        let place = &place["physicalLocation"];
        let file = at.join(path_of(word(&place["artifactLocation"]["uri"])));
        if let Some(region) = place.get("region") {
            expect_region(region, &file);
        }
    }
    list(&only["results"]).to_vec()
}

/// Where nothing is wrong there is a log with one run and no results.
#[test]
fn sarif_of_a_clean_folder_is_an_empty_run() {
    let at = folder("");
    let run = run(&at, &["check", "--standards", "library", "--format", "sarif", "library"]);
    assert_eq!(expect_sarif(&run, &at), [Value::Null; 0]);
    assert_eq!(run.code, 0);
}

/// Every fixture gives a log that keeps the rules, with its own code in it.
#[test]
fn sarif_of_every_fixture_keeps_the_rules() {
    for code in codes_of_check() {
        let results = expect_sarif(&of_fixture(code, "sarif"), &fixture(code));
        assert!(!results.is_empty(), "{}", code.id);
        assert!(results.iter().all(|result| result["ruleId"] == code.id), "{results:?}");
    }
}

/// A file's address is relative to the folder of the run, and what is not allowed in it is escaped.
#[test]
fn sarif_escapes_addresses() {
    let (at, odd) = in_an_odd_folder("C228");
    let results = expect_sarif(&checked(at.path(), odd, "sarif"), at.path());
    let place = &results[0]["locations"][0]["physicalLocation"];
    let uri = "new%2050%25%2C%20%C3%BC/checklists/tiny/1.0.0.toml";
    assert_eq!(place["artifactLocation"]["uri"], uri);
    let statement = place["region"]["endColumn"].as_u64().unwrap();
    assert_eq!(
        statement,
        u64::try_from("statement = \"The hood is certified regularly.\" ".len()).unwrap()
    );
}

/// JUnit is XML that a reader of JUnit takes, with a suite for each file that was looked at.
#[test]
fn junit_has_a_suite_for_each_file() {
    let (at, odd) = in_an_odd_folder("C233");
    let run = checked(at.path(), odd, "junit");
    assert_eq!(run.code, 1);
    let report = Report::deserialize_from_str(&run.out).unwrap();
    let names: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    let file = |version: &str| format!("{odd}/checklists/tiny/{version}.toml");
    assert_eq!(names, [file("1.0.0"), file("1.0.1")]);
    let [sound, failing] = report.test_suites.as_slice() else { panic!("{names:?}") };
    let passes = |suite: &quick_junit::TestSuite| -> Vec<bool> {
        let passes = |status: &TestCaseStatus| matches!(status, TestCaseStatus::Success { .. });
        suite.test_cases.iter().map(|case| passes(&case.status)).collect()
    };
    assert_eq!((passes(sound), passes(failing)), (vec![true], vec![false]));
    assert_eq!((report.tests, report.failures), (2, 1));
}

/// A warning fails no test and is not lost; every fixture gives XML that can be read.
#[test]
fn junit_of_every_fixture_can_be_read() {
    for code in codes_of_check() {
        let run = of_fixture(code, "junit");
        let report =
            Report::deserialize_from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out));
        assert_eq!(report.failures > 0, run.code == 1, "{}", run.out);
        assert!(run.out.contains(code.id), "{}", run.out);
    }
}

/// `::error file=…,line=…,col=…,title=…::message`, taken apart as a runner of GitHub does.
fn expect_annotation(line: &str) -> (Vec<(&str, String)>, String) {
    let unescaped = |text: &str| {
        let text = text.replace("%3A", ":").replace("%2C", ",");
        text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    };
    let (command, message) = line.strip_prefix("::").and_then(|l| l.split_once("::")).unwrap();
    let (kind, properties) = command.split_once(' ').unwrap();
    assert!(["error", "warning", "notice"].contains(&kind), "{line}");
    let pairs = properties.split(',').map(|pair| pair.split_once('=').unwrap());
    let pairs: Vec<(&str, String)> = pairs.map(|(key, text)| (key, unescaped(text))).collect();
    let keys: Vec<&str> = pairs.iter().map(|(key, _)| *key).collect();
    assert!(keys.first() == Some(&"file") && keys.last() == Some(&"title"), "{line}");
    assert!(keys.iter().all(|key| ["file", "line", "col", "title"].contains(key)), "{line}");
    assert!(!message.is_empty(), "{line}");
    (pairs, unescaped(message))
}

/// Each line of the annotations of every fixture has the right shape and names its code.
#[test]
fn annotations_of_every_fixture_have_the_right_shape() {
    for code in codes_of_check() {
        let run = of_fixture(code, "github");
        assert!(!run.out.is_empty(), "{}", code.id);
        for line in run.out.lines() {
            let (properties, _) = expect_annotation(line);
            let title = format!("{} {}", code.id, code.title);
            assert_eq!(properties.last(), Some(&("title", title)));
        }
    }
}

/// Percent signs, commas and colons reach the reader as they were written.
#[test]
fn annotations_are_escaped() {
    let (at, odd) = in_an_odd_folder("C243");
    let config = "format = 1\n\n[levels]\nC228 = \"50%, or: more\"\n";
    std::fs::write(at.path().join(odd).join("lint.toml"), config).unwrap();
    let out = checked(at.path(), odd, "github").out;
    assert!(out.starts_with("::error file=new 50%25%2C ü/lint.toml,line=4,col=8,title="), "{out}");
    let (properties, message) = expect_annotation(out.trim_end());
    assert_eq!(properties[0], ("file", format!("{odd}/lint.toml")));
    assert!(message.contains("`50%, or: more`"), "{message}");
}

const KINDS: [&str; 3] = ["checklist", "program", "vocabulary"];

fn schema(kind: &str) -> (String, Value) {
    let run = standards(&folder(""), &["schema", kind]);
    assert_eq!(run.code, 0, "{}", run.err);
    let value = serde_json::from_str(&run.out).unwrap();
    (run.out, value)
}

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("standards")
}

/// Editors that read the checked-in schemas see what the binary knows.
#[test]
fn checked_in_schemas_are_those_of_the_binary() {
    for kind in KINDS {
        let path = shipped().join(format!("schema/{kind}.schema.json"));
        let (printed, _) = schema(kind);
        if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
            std::fs::write(&path, &printed).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(kept, printed, "{kind}: if that is meant, SNAPSHOTS=overwrite cargo test");
    }
}

/// A TOML value as a validator of JSON sees it: dates are texts.
fn to_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(yes) => json!(yes),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| to_json(item.get_ref())).collect(),
        DeValue::Table(table) => table_to_json(table),
    }
}

fn table_to_json(table: &DeTable<'_>) -> Value {
    let pairs =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), to_json(value.get_ref())));
    Value::Object(pairs.collect::<Map<String, Value>>())
}

/// What is wrong with a value by a schema, each with its place. By hand: a crate that does it
/// brings 36 others and two minutes of compiling, and our schemas use these few words of the
/// language; on any other word it panics.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, wanted) in schema.as_object().unwrap() {
        let holds = match key.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|wanted| is_of(value, word(wanted))),
                wanted => is_of(value, word(wanted)),
            },
            "const" => value == wanted,
            "enum" => list(wanted).contains(value),
            "minLength" => value.as_str().is_none_or(|text| {
                text.chars().count() >= usize::try_from(wanted.as_u64().unwrap()).unwrap()
            }),
            "pattern" => value
                .as_str()
                .is_none_or(|text| predicates::str::is_match(word(wanted)).unwrap().eval(text)),
            "format" => {
                assert_eq!(wanted, "date");
                value.as_str().is_none_or(|text| text.parse::<jiff::civil::Date>().is_ok())
            }
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "required" => list(wanted).iter().all(|key| value.get(word(key)).is_some()),
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults.extend(self::faults(wanted, item, &format!("{at}[{number}]")));
                }
                true
            }
            "properties" | "additionalProperties" => {
                faults.extend(faults_of_properties(schema, key, value, at));
                true
            }
            other => panic!("the validator of this test does not know `{other}`"),
        };
        if !holds {
            faults.push(format!("{at} breaks {key} {wanted}"));
        }
    }
    faults
}

fn faults_of_properties(schema: &Value, key: &str, value: &Value, at: &str) -> Vec<String> {
    let known = |name: &str| schema.get("properties").and_then(|known| known.get(name));
    let mut faults = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        match (known(name), key, &schema[key]) {
            (Some(schema), "properties", _) => faults.extend(self::faults(schema, value, &at)),
            (None, "additionalProperties", Value::Bool(false)) => {
                faults.push(format!("{at} is unknown"));
            }
            (None, "additionalProperties", schema) => {
                faults.extend(self::faults(schema, value, &at));
            }
            _ => {}
        }
    }
    faults
}

fn is_of(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        other => panic!("the validator of this test does not know the type `{other}`"),
    }
}

fn read_toml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    table_to_json(DeTable::parse(&text).unwrap().get_ref())
}

/// Every file that we ship is what its schema says; an editor would underline nothing in it.
#[test]
fn shipped_files_are_valid_by_their_schemas() {
    let [checklist, program, vocabulary] = KINDS.map(|kind| schema(kind).1);
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(shipped()).into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let below = path.strip_prefix(shipped()).unwrap();
        let schema = match below.iter().next().and_then(|first| first.to_str()) {
            Some("checklists") => &checklist,
            Some("programs") => &program,
            _ => &vocabulary,
        };
        assert_eq!(faults(schema, &read_toml(path), ""), [""; 0], "{}", below.display());
        seen += 1;
    }
    assert!(seen >= 12, "only {seen} files were found");
}

/// What the parser refuses because of its shape, an editor underlines as well.
#[test]
fn schemas_refuse_what_the_parser_refuses() {
    let [checklist, ..] = KINDS.map(|kind| schema(kind).1);
    let of = |code: &str| {
        let path = folder(&format!("diagnostics/{code}/checklists/tiny/1.0.0.toml"));
        read_toml(&path)
    };
    let mut sound = of("C228");
    assert_eq!(faults(&checklist, &sound, ""), [""; 0]);
    sound["criterion"][0]["answer_role"] = json!("pharmacy-manger");
    let [fault] = &faults(&checklist, &sound, "")[..] else { panic!("one fault") };
    assert!(fault.starts_with(".criterion[0].answer_role breaks enum"), "{fault}");
    for (code, part) in [
        ("C102", ".source[0].publishr is unknown"),
        ("C103", ".source[0] breaks required"),
        ("C109", ".version breaks pattern"),
        ("C110", ".source[0].review_by breaks format"),
        ("C112", ".format breaks enum"),
    ] {
        let faults = faults(&checklist, &of(code), "");
        assert!(faults.iter().any(|fault| fault.contains(part)), "{code}: {faults:?}");
    }
}
