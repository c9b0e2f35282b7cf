//! One value behind every format: the numbers of the pages, of Markdown and of the terminal are read
//! back and are those of the JSON.
#![expect(clippy::disallowed_methods, reason = "tests read what was written")]

use crate::support::{run, run_with};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A row of a table by its column titles.
pub(crate) type Row = BTreeMap<String, String>;

/// Tables by their titles of columns: what a format shows, whatever it looks like.
#[derive(Debug, Default)]
pub(crate) struct Tables(Vec<Vec<Row>>);

impl Tables {
    /// The rows of the one table that has these columns.
    pub(crate) fn with(&self, columns: &[&str]) -> &[Row] {
        let has = |row: &Row| columns.iter().all(|column| row.contains_key(*column));
        let mut found = self.0.iter().filter(|rows| rows.first().is_some_and(has));
        let table = found.next().unwrap_or_else(|| panic!("no table with {columns:?}"));
        assert!(found.next().is_none(), "two tables with {columns:?}");
        table
    }
}

fn rows(head: &[String], body: impl Iterator<Item = Vec<String>>) -> Vec<Row> {
    body.map(|cells| head.iter().cloned().zip(cells).collect()).collect()
}

pub(crate) fn of_markdown(text: &str) -> Tables {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_start_matches("| ").trim_end_matches(" |").replace("\\|", "\u{1}");
        line.split(" | ").map(|cell| cell.replace('\\', "").trim().to_owned()).collect()
    };
    let mut tables = Tables::default();
    let lines: Vec<&str> = text.lines().collect();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("| ---")) {
        let body = lines[at + 1..].iter().take_while(|line| line.starts_with('|'));
        tables.0.push(rows(&cells(lines[at - 1]), body.map(|line| cells(line))));
    }
    tables
}

pub(crate) fn of_html(page: &str) -> Tables {
    let tree = Html::parse_document(page);
    let every = |of: ElementRef<'_>, what: &str| -> Vec<String> {
        let selector = Selector::parse(what).unwrap();
        let text = |cell: ElementRef<'_>| cell.text().collect::<String>().trim().to_owned();
        of.select(&selector).map(text).collect()
    };
    let mut tables = Tables::default();
    for table in tree.select(&Selector::parse("table").unwrap()) {
        let head = every(table, "thead th");
        let body = Selector::parse("tbody tr").unwrap();
        tables.0.push(rows(&head, table.select(&body).map(|row| every(row, "th, td"))));
    }
    tables
}

fn percent(value: &Value) -> String {
    value.as_f64().map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1} %"))
}

fn place(record: &Value) -> String {
    let criterion = record["criterion"].as_str().unwrap();
    record["location"]
        .as_str()
        .map_or_else(|| criterion.to_owned(), |at| format!("{criterion} ({at})"))
}

fn number(value: &Value, digits: usize) -> String {
    value.as_f64().map_or_else(String::new, |number| format!("{number:.digits$}"))
}

fn check_score(row: &Row, score: &Value, told: &str) {
    assert_eq!(row["score"], percent(&score["percent"]), "{told}");
    let (low, high) = (percent(&score["low"]), percent(&score["high"]));
    let range = if low == high { low } else { format!("{} to {high}", low.trim_end_matches(" %")) };
    assert_eq!(row["range"], range, "{told}");
    let counts = |names: &[&str]| -> u64 {
        names.iter().map(|name| score["counts"][name].as_u64().unwrap()).sum()
    };
    assert_eq!(row["met"], counts(&["met"]).to_string(), "{told}");
    assert_eq!(row["partly"], counts(&["partial"]).to_string(), "{told}");
    assert_eq!(row["not met"], counts(&["not_met"]).to_string(), "{told}");
    assert_eq!(row["open"], counts(&["not_assessed", "too_small"]).to_string(), "{told}");
    if let Some(left) = row.get("left out") {
        let all = counts(&["not_applicable", "excluded", "unscored"]);
        assert_eq!(*left, all.to_string(), "{told}");
    }
}

fn check_scores(tables: &Tables, report: &Value, told: &str) {
    let scores = &report["score"]["scores"];
    let checklists = scores["checklists"].as_array().unwrap();
    let rows = tables.with(&["checklist", "score", "left out"]);
    assert_eq!(rows.len(), checklists.len() + 1, "{told}");
    for (row, score) in rows.iter().zip(checklists.iter().chain([&scores["overall"]])) {
        assert!(row["checklist"].starts_with(score["title"].as_str().unwrap()), "{told}");
        check_score(row, score, told);
    }
    let sections: Vec<&Value> =
        checklists.iter().flat_map(|c| c["sections"].as_array().unwrap()).collect();
    let shown = tables.0.iter().filter(|rows| rows[0].contains_key("section"));
    let shown: Vec<&Row> = shown.flatten().collect();
    assert!(shown.is_empty() || shown.len() == sections.len(), "{told}");
    for (row, section) in shown.iter().zip(sections) {
        assert_eq!(row["section"], section["title"].as_str().unwrap(), "{told}");
        check_score(row, section, told);
    }
}

fn check_gates(tables: &Tables, report: &Value, told: &str) {
    let gates = report["score"]["result"]["gates"].as_array().unwrap();
    let rows = tables.with(&["demands", "reached"]);
    assert_eq!(rows.len(), gates.len(), "{told}");
    for (row, gate) in rows.iter().zip(gates) {
        let reached = match (gate["count"].as_u64(), gate["of"].as_u64()) {
            (Some(part), Some(all)) => format!("{part} of {all}"),
            _ => percent(&gate["percent"]),
        };
        assert!(row["reached"].ends_with(&reached), "{told}: {row:?}");
    }
}

fn check_gaps(tables: &Tables, report: &Value, told: &str) {
    let gaps = report["gaps"]["gaps"].as_array().unwrap();
    let rows = tables.with(&["#", "criterion", "points"]);
    assert_eq!(rows.len(), gaps.len(), "{told}");
    for (row, gap) in rows.iter().zip(gaps) {
        assert_eq!(row["#"], gap["rank"].to_string(), "{told}");
        assert_eq!(row["criterion"], place(gap), "{told}");
        assert_eq!(row["points"], number(&gap["gain_percent"], 2), "{told}");
        assert_eq!(row["days"], number(&gap["effort_days"], 1), "{told}");
        assert_eq!(row["severity"], gap["severity"].as_str().unwrap(), "{told}");
    }
}

fn check_measures(tables: &Tables, report: &Value, told: &str) {
    let items = report["score"]["items"].as_array().unwrap();
    let measured: BTreeMap<String, &Value> =
        items.iter().filter(|item| item["measure"].is_object()).map(|i| (place(i), i)).collect();
    let rows = tables.with(&["cases", "95 % interval"]);
    let mut seen = 0;
    for row in rows {
        let Some(item) = measured.get(&row["criterion"]) else { continue };
        let measure = &item["measure"];
        seen += 1;
        assert_eq!(row["target"], measure["target_shown"].as_str().unwrap(), "{told}");
        let value = measure["shown"].as_str().unwrap_or("no cases");
        assert_eq!(row["value"], value, "{told}");
        if let (Some(low), Some(high)) =
            (measure["interval_low"].as_f64(), measure["interval_high"].as_f64())
        {
            assert_eq!(row["95 % interval"], format!("{low:.1} to {high:.1} %"), "{told}");
        }
    }
    assert_eq!(seen, measured.len(), "{told}");
}

fn check(tables: &Tables, report: &Value, told: &str) {
    check_scores(tables, report, told);
    check_gates(tables, report, told);
    check_gaps(tables, report, told);
    check_measures(tables, report, told);
}

/// What every format says in prose of the whole.
fn check_headline(text: &str, report: &Value, told: &str) {
    let score = &report["score"];
    let overall = &score["scores"]["overall"];
    let verified = &score["verified"];
    for part in [
        format!("Overall score {}", percent(&overall["percent"])),
        percent(&overall["high"]),
        format!("{} of {} must-pass criteria verified", verified["must_pass"], verified["of"]),
        format!("Gaps ({})", report["gaps"]["gaps"].as_array().unwrap().len()),
        format!("Not known yet ({})", report["gaps"]["open_questions"].as_array().unwrap().len()),
    ] {
        let folded = text.to_lowercase().replace(char::is_whitespace, "");
        let wanted = part.to_lowercase().replace(char::is_whitespace, "");
        assert!(folded.contains(&wanted), "{told}: {part}");
    }
}

/// The figures of the charts, and what stands beside them for those who cannot see them.
fn check_charts(page: &str, report: &Value, told: &str) {
    let tree = Html::parse_document(page);
    let texts = |selector: &str| -> Vec<String> {
        let found = Selector::parse(selector).unwrap();
        tree.select(&found).map(|text| text.text().collect()).collect()
    };
    let counts = texts("text.count");
    let gaps = report["gaps"]["gaps"].as_array().unwrap();
    let of = |harm: &str, extent: &str| {
        gaps.iter().filter(|gap| gap["harm"] == harm && gap["extent"] == extent).count()
    };
    let cells = ["low", "moderate", "high"].iter().flat_map(|harm| {
        ["limited", "pattern", "widespread"].map(|extent| of(harm, extent).to_string())
    });
    assert_eq!(counts, cells.collect::<Vec<_>>(), "{told}");
    let scores = &report["score"]["scores"];
    let bars = texts("section#scores text.figure");
    let all = scores["checklists"].as_array().unwrap().iter().chain([&scores["overall"]]);
    for (figure, score) in bars.iter().zip(all) {
        assert!(figure.ends_with(&percent(&score["high"])), "{told}: {figure}");
        assert!(figure.starts_with(percent(&score["low"]).trim_end_matches(" %")), "{told}");
    }
    assert_eq!(bars.len(), scores["checklists"].as_array().unwrap().len() + 1, "{told}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every number of the report, in every format, is the one of the JSON.
#[test]
fn every_format_shows_the_numbers_of_the_report() {
    for example in ["riverbend", "harbor"] {
        let place = tempfile::tempdir().unwrap();
        let set = place.path().join("set");
        let folder = format!("examples/{example}");
        let written = run(root(), &["report", &folder, "--all", "--output", set.to_str().unwrap()]);
        assert_eq!(written.code, 0, "{}", written.err);
        let read = |name: &str| fs::read_to_string(set.join(name)).unwrap();
        let report: Value = serde_json::from_str(&read("report.json")).unwrap();
        let page = read("report.html");
        check(&of_html(&page), &report, &format!("{example} in HTML"));
        check_charts(&page, &report, &format!("{example} in charts"));
        let markdown = read("report.md");
        check(&of_markdown(&markdown), &report, &format!("{example} in Markdown"));
        check_headline(&markdown, &report, &format!("{example} in Markdown"));
        let text: String = Html::parse_document(&page).root_element().text().collect();
        check_headline(&text, &report, &format!("{example} in HTML"));
        let wide = run_with(root(), &["report", &folder], &[("COLUMNS", "200")]);
        let plain = wide.out.replace('│', "");
        check_headline(&plain, &report, &format!("{example} in the terminal"));
    }
}
