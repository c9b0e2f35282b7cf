//! The tables of a report as CSV: headers that stay, figures that are those of JSON.

use super::support::{json, run};
use concordant::measure::Fraction;
use concordant::report::EXPORT_STAMP;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

fn table(example: &str, name: &str) -> (Vec<String>, Vec<Row>) {
    let arguments = ["report", example, "--format", "csv", "--table", name];
    let run = run(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = run.out.strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        headers.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    let rows = reader.records().map(|record| row(record.unwrap())).collect();
    (headers, rows)
}

fn report(example: &str) -> Value {
    let arguments = ["report", example, "--format", "json"];
    json(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments, 0)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn decimal(value: &Value, digits: usize) -> String {
    value.as_f64().map(|number| format!("{number:.digits$}")).unwrap_or_default()
}

fn credit(value: &Value) -> String {
    let fraction = value.as_str().map(|text| text.parse::<Fraction>().unwrap());
    fraction.map(|fraction| fraction.decimal(3)).unwrap_or_default()
}

fn yes(value: &Value) -> String {
    if value.as_bool().unwrap() { "yes" } else { "no" }.to_owned()
}

fn expect(row: &Row, wanted: &[(&str, String)]) {
    for (header, wanted) in wanted {
        assert_eq!(row[*header], *wanted, "{header}: {row:?}");
    }
}

/// Programs read these by name and by place: what is new stands behind them, the stamp last.
#[test]
fn headers_of_the_gaps_stay() {
    let first = "rank,criterion,location,checklist,title,severity,harm,extent,critical,state,reason,\
                 credit,weight,gain_percent,unblocks,effort_days,remediation,action,role,interim,source";
    for name in ["gaps", "open-questions", "criteria", "evidence"] {
        let (headers, _) = table("examples/riverbend", name);
        assert_eq!(headers.last().unwrap(), EXPORT_STAMP);
        let mut different = headers.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), headers.len(), "{name}: {headers:?}");
        assert!(name != "gaps" || headers.join(",").starts_with(first), "{headers:?}");
    }
}

#[test]
fn gaps_are_those_of_the_gaps_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |verb: &str| run(root, &[verb, "examples/riverbend", "--format", "csv"]).out;
    assert_eq!(of("report"), of("gaps"));
}

#[test]
fn figures_are_those_of_json() {
    for example in ["examples/riverbend", "examples/harbor"] {
        let report = report(example);
        let list = |value: &Value| value.as_array().unwrap().clone();
        let (_, rows) = table(example, "gaps");
        let gaps = list(&report["gaps"]["gaps"]);
        assert_eq!(rows.len(), gaps.len());
        for (row, gap) in rows.iter().zip(&gaps) {
            let wanted = [
                ("criterion", text(&gap["criterion"])),
                ("location", text(&gap["location"])),
                ("critical", yes(&gap["critical"])),
                ("credit", credit(&gap["credit"])),
                ("weight", gap["weight"].to_string()),
                ("gain_percent", decimal(&gap["gain_percent"], 2)),
                ("effort_days", decimal(&gap["effort_days"], 1)),
                ("own_days", decimal(&gap["remediation"]["own_effort_days"], 1)),
                ("due", text(&gap["deadlines"][0]["due"])),
            ];
            expect(row, &wanted);
        }
        let (_, rows) = table(example, "criteria");
        let items = list(&report["score"]["items"]);
        assert_eq!(rows.len(), items.len());
        for (row, item) in rows.iter().zip(&items) {
            let measure = &item["measure"];
            let wanted = [
                ("criterion", text(&item["criterion"])),
                ("title", text(&item["title"])),
                ("credit", credit(&item["credit"])),
                ("weight", item["weight"].to_string()),
                ("counted", yes(&item["counted"])),
                ("verified", yes(&item["verified"])),
                ("interval_low", decimal(&measure["interval_low"], 1)),
                ("file", text(&item["file"])),
            ];
            expect(row, &wanted);
        }
        let (_, rows) = table(example, "evidence");
        let pieces = list(&report["evidence"]);
        assert_eq!(rows.len(), pieces.len());
        for (row, piece) in rows.iter().zip(&pieces) {
            let wanted = [
                ("id", text(&piece["id"])),
                ("approved", text(&piece["approved"])),
                ("valid_until", text(&piece["valid_until"])),
            ];
            expect(row, &wanted);
        }
        let (_, rows) = table(example, "open-questions");
        let questions = list(&report["gaps"]["open_questions"]);
        assert_eq!(rows.len(), questions.len());
        for (row, question) in rows.iter().zip(&questions) {
            let gain = decimal(&question["gain_percent"], 2);
            expect(row, &[("criterion", text(&question["criterion"])), ("gain_percent", gain)]);
        }
    }
}
