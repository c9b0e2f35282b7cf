//! What a facility is asked: all that a score counts or waits for, nothing else, and a reason for
//! everything that is left out.
#![expect(clippy::disallowed_methods, reason = "tests write folders")]

use super::hospital::snapshot;
use super::support::{json, run};
use calamine::{Reader as _, Xlsx};
use concordant::assessment::{NOTE_STAMP, Party};
use concordant::diagnostic::Bag;
use concordant::intake::template::{Asked, Template, TemplateRequest, Why, csv_sheet, template};
use concordant::intake::workbook::workbook;
use concordant::library::Library;
use concordant::score::ItemReason;
use concordant::standard::Checklist;
use concordant::workspace::{Opened, Options, find, open};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use tempfile::TempDir;

pub(crate) fn opened(example: &str) -> Opened {
    let bag = Bag::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let inputs = find(&[folder], &bag);
    let options =
        Options { program: None, assessment: None, as_of: None, today: date(2026, 11, 22) };
    let facility = inputs.facilities.first().expect("a facility");
    open(facility, &Library::embedded(), options, &bag).expect("the example opens")
}

pub(crate) fn asked(opened: &Opened, role: Option<&str>) -> Template {
    let checklists: Vec<&Checklist> = opened.checklists.iter().map(|c| &c.model).collect();
    template(TemplateRequest {
        facility: &opened.facility,
        program: &opened.program.model,
        checklists: &checklists,
        round: "2026",
        party: Party::Own,
        as_of: opened.as_of,
        role,
    })
}

/// The law: a row for each item that is neither excluded nor made not applicable by its condition,
/// and no other row.
#[test]
fn what_is_asked_is_what_a_score_counts_or_waits_for() {
    for example in ["riverbend", "harbor"] {
        let opened = opened(example);
        let card = opened.scorecard(&Bag::new());
        let is_left_out = |reason: Option<ItemReason>| {
            matches!(reason, Some(ItemReason::ConditionFalse | ItemReason::Excluded))
        };
        let items = card.items().filter(|(_, item)| !is_left_out(item.reason));
        let scored: BTreeSet<_> =
            items.map(|(_, item)| (item.criterion.clone(), item.location.clone())).collect();
        let template = asked(&opened, None);
        let several = opened.facility.locations.len() > 1;
        let place = |row: &concordant::intake::template::TemplateRow| {
            row.location.as_ref().filter(|_| several).map(|place| place.id.clone())
        };
        let rows = template.rows().map(|row| (row.criterion.clone(), place(row)));
        let rows: Vec<_> = rows.collect();
        assert_eq!(rows.len(), scored.len(), "{example}: no row twice");
        assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), scored, "{example}");
        assert!(!template.left_out.is_empty(), "{example}: some condition is false");
    }
}

#[test]
fn every_criterion_is_asked_or_left_out_for_a_reason() {
    let opened = opened("riverbend");
    let template = asked(&opened, None);
    let told: BTreeSet<&str> = template
        .rows()
        .map(|row| row.criterion.as_str())
        .chain(template.left_out.iter().map(|left| left.criterion.as_str()))
        .collect();
    let all = opened.checklists.iter().flat_map(|checklist| &checklist.model.criteria);
    assert_eq!(told, all.map(|criterion| criterion.id.as_str()).collect());
    assert!(template.left_out.iter().all(|left| !left.why.text().ends_with(' ')));
    // one place without a service is one place left out
    let somewhere = template.left_out.iter().filter(|left| left.location.is_some());
    assert!(somewhere.clone().count() > 0);
    for left in somewhere {
        assert!(template.rows().any(|row| row.criterion == left.criterion), "{left:?}");
    }
}

#[test]
fn the_parts_of_the_roles_are_the_whole() {
    let opened = opened("riverbend");
    let whole = asked(&opened, None);
    let mut rows = Vec::new();
    for role in whole.roles() {
        let part = asked(&opened, Some(role));
        assert!(part.rows().all(|row| row.role == role));
        let others = part.left_out.iter().filter(|left| matches!(left.why, Why::OtherRole(_)));
        assert!(others.count() > 0, "{role}");
        rows.extend(part.rows().map(|row| (row.criterion.clone(), row.location.clone())));
    }
    assert_eq!(rows.len(), whole.rows().count());
    rows.dedup();
    assert_eq!(rows.len(), whole.rows().count());
}

#[test]
fn a_sheet_has_a_row_for_each_question_and_a_fingerprint_in_each() {
    let template = asked(&opened("harbor"), None);
    for checklist in &template.checklists {
        let rows = csv_sheet(checklist, template.party);
        assert_eq!(rows.len(), 1 + checklist.rows().count());
        let columns = concordant::assessment::blank_columns(template.party).len();
        assert!(rows.iter().all(|row| row.len() == columns));
    }
    assert!(template.rows().all(|row| row.fingerprint.len() == 8));
}

#[test]
fn every_way_to_answer_ends_with_not_applicable() {
    let template = asked(&opened("riverbend"), None);
    assert_eq!(Asked::Binary.responses(), ["met", "not_met", "not_applicable"]);
    assert_eq!(Asked::Conformance.responses(), ["met", "partial", "not_met", "not_applicable"]);
    for row in template.rows() {
        assert_eq!(row.asked.responses().last(), Some(&"not_applicable"));
    }
    assert!(template.rows().any(|row| row.asked.measure().is_some()));
}

/// The workbook of an example, as bytes.
fn drawn(opened: &Opened, role: Option<&str>) -> Vec<u8> {
    let template = asked(opened, role);
    workbook(&template, &opened.program.model, &opened.vocabulary).expect("a workbook")
}

fn rows_of(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let text = |range: calamine::Range<calamine::Data>| {
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    book.worksheets().into_iter().map(|(name, range)| (name, text(range))).collect()
}

#[test]
fn the_same_template_gives_the_same_workbook() {
    let opened = opened("riverbend");
    assert!(drawn(&opened, None) == drawn(&opened, None), "two writes differ");
}

/// What a reader of sheets goes by: a mark on every sheet that holds no answers, and on the others
/// the columns and ids that it knows.
#[test]
fn sheets_without_answers_are_marked_and_the_others_have_known_columns() {
    let opened = opened("riverbend");
    let template = asked(&opened, None);
    let sheets = rows_of(&drawn(&opened, None));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let own: Vec<&str> = template.checklists.iter().map(|c| c.id.as_str()).collect();
    let notes = (["Start here", "Summary"], ["Left out", "Calculation", "Lists"]);
    assert_eq!(names, [&notes.0[..], &own, &notes.1].concat());
    for (name, rows) in &sheets {
        let last = rows[0].iter().rfind(|cell| !cell.is_empty()).map(String::as_str);
        let is_own = own.contains(&name.as_str());
        assert_eq!(last == Some(NOTE_STAMP), !is_own, "{name}");
        if let Some(checklist) = template.checklists.iter().find(|c| c.id == *name) {
            let at = rows[2].iter().position(|head| head == "Criterion").expect("a header");
            let ids = rows[3..].iter().map(|row| row[at].as_str()).filter(|id| !id.is_empty());
            assert!(ids.eq(checklist.rows().map(|row| row.criterion.as_str())), "{name}");
        }
    }
}

#[test]
fn the_part_of_a_role_says_so_and_has_no_gates() {
    let opened = opened("riverbend");
    let sheets = rows_of(&drawn(&opened, Some("pharmacy-manager")));
    let text = |name: &str| {
        let rows = &sheets.iter().find(|(known, _)| known == name).expect("the sheet").1;
        rows.iter().flatten().cloned().collect::<Vec<_>>().join("\n")
    };
    assert!(text("Start here").contains("the part of pharmacy-manager"));
    assert!(text("Summary").contains("the part of pharmacy-manager alone"));
    assert!(!text("Summary").contains("Holds") && !text("Summary").contains("Indicated result"));
}

/// A sheet of the workbook, saved as CSV, is read without a word: its headings, and its columns for
/// people, are passed over on purpose.
#[test]
fn a_sheet_of_the_workbook_saved_as_csv_is_read_in_silence() {
    let opened = opened("harbor");
    let home = TempDir::new().unwrap();
    let sheets = rows_of(&drawn(&opened, None));
    for checklist in &asked(&opened, None).checklists {
        let rows = &sheets.iter().find(|(name, _)| *name == checklist.id).unwrap().1;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        let path = home.path().join(format!("{}.csv", checklist.id));
        fs::write(&path, writer.into_inner().unwrap()).unwrap();
    }
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/harbor");
    for file in ["facility.toml", "2026-self/assessment.toml"] {
        let text = fs::read(own.join(file)).unwrap();
        fs::write(home.path().join(file.rsplit('/').next().unwrap()), text).unwrap();
    }
    let checked = json(home.path(), &["check", ".", "--format", "json"], 0);
    let found = checked["diagnostics"].as_array().unwrap();
    let of_sheets = found.iter().filter(|found| found["code"].as_str().unwrap() >= "C4");
    assert_eq!(of_sheets.count(), 0, "{found:#?}");
}

#[test]
fn one_file_for_each_department_and_nothing_is_written_over() {
    let home = TempDir::new().unwrap();
    let riverbend = format!("{}/examples/riverbend", env!("CARGO_MANIFEST_DIR"));
    let split = ["template", &riverbend, "--split-by", "role", "--output", "parts"];
    assert_eq!(run(home.path(), &split).code, 0);
    let mut names: Vec<String> = fs::read_dir(home.path().join("parts"))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let roles = asked(&opened("riverbend"), None);
    let roles: Vec<String> = roles.roles().iter().map(|role| format!("{role}.xlsx")).collect();
    assert_eq!(names, roles);
    let before = snapshot(home.path());
    assert_eq!(run(home.path(), &split).code, 3);
    assert_eq!(snapshot(home.path()), before);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let home = TempDir::new().unwrap();
    let riverbend = format!("{}/examples/riverbend", env!("CARGO_MANIFEST_DIR"));
    let lines: [(&[&str], &str); 5] = [
        (&[&riverbend, "--role", "pharmacy-manger", "--output", "x.xlsx"], "pharmacy-manager"),
        (&[&riverbend, "--split-by", "role", "--output", "x.xlsx"], "folder"),
        (&[&riverbend, "--format", "csv", "--output", "x.xlsx"], "ending"),
        (&[&riverbend, "--format", "json", "--output", "x"], "[possible values: xlsx, csv, html]"),
        (&["--output", "x.xlsx"], "--program"),
    ];
    for (line, says) in lines {
        let run = run(home.path(), &[&["template"], line].concat());
        assert_eq!((run.code, run.err.contains(says)), (2, true), "{line:?}: {}", run.err);
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn csv_comes_in_one_file_or_one_for_each_checklist() {
    let home = TempDir::new().unwrap();
    let whole = ["template", "--program", "full-partner", "--output", "all.csv"];
    assert_eq!(run(home.path(), &whole).code, 0);
    let each = ["template", "--program", "full-partner", "--format", "csv", "--output", "each"];
    assert_eq!(run(home.path(), &each).code, 0);
    let lines = |path: PathBuf| {
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader.records().count()
    };
    let files = fs::read_dir(home.path().join("each")).unwrap();
    let rows: usize = files.map(|file| lines(file.unwrap().path())).sum();
    assert!(rows > 100);
    assert_eq!(lines(home.path().join("all.csv")), rows);
}
