//! `merge`: nothing that was typed is lost, no file wins in silence, the answers stay what they were.
#![expect(clippy::disallowed_methods, reason = "the tests write sheets and read what was merged")]

use crate::hospital::Hospital;
use crate::support::{Dice, Run, SMALL, cases, run};
use concordant::assessment::{Column, RawSheet, raw_sheets, says_the_same};
use concordant::diagnostic::Bag;
use concordant::intake::merge::{
    Known, Merged, Preference, Slot, conflict_rows, merge, rejected_rows, sheet_rows,
};
use concordant::report::EXPORT_STAMP;
use concordant::sheet::{SheetFile, Value, write_csv};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

type Files = Vec<(String, Vec<RawSheet>)>;

fn known() -> Known<'static> {
    Known::new(&SMALL.checklists, None)
}

fn files(contents: &[String]) -> Files {
    let bag = Bag::new();
    let read = |(at, content): (usize, &String)| {
        let name = format!("{at}.csv");
        let sheets = raw_sheets(&SheetFile::csv(name.clone(), content.clone()), &bag);
        (name, sheets)
    };
    let files = contents.iter().enumerate().map(read).collect();
    assert!(!bag.has_errors(), "{contents:?}");
    files
}

fn merged(contents: &[&str], prefer: &[Preference]) -> Merged {
    let contents: Vec<String> = contents.iter().map(|text| (*text).to_owned()).collect();
    merge(&files(&contents), &known(), prefer)
}

/// Rows of the merged sheet by column, without blank cells.
fn rows(merged: &Merged) -> Vec<BTreeMap<&str, &str>> {
    let cells = |row: &'_ Vec<String>| -> Vec<usize> {
        (0..row.len()).filter(|at| !row[*at].is_empty()).collect()
    };
    let row = |row| {
        cells(row).into_iter().map(|at| (merged.titles[at].as_str(), row[at].as_str())).collect()
    };
    merged.rows.iter().map(row).collect()
}

/// Criterion and column of what is open.
fn open(merged: &Merged) -> Vec<(&str, &str)> {
    merged.conflicts.iter().map(|of| (of.criterion.as_str(), of.title.as_str())).collect()
}

fn for_all(file: usize) -> Preference {
    Preference { file, criterion: None }
}

#[test]
fn blank_never_conflicts() {
    let merged = merged(
        &["criterion,response,evidence\nWD-02,met,\n", "criterion,response,evidence\nWD-02,,P 1\n"],
        &[],
    );
    assert!(merged.conflicts.is_empty());
    let expected = [("criterion", "WD-02"), ("evidence", "P 1"), ("response", "met")];
    assert_eq!(rows(&merged), [BTreeMap::from(expected)]);
}

#[test]
fn what_means_the_same_is_one() {
    let one = "criterion,response,numerator,denominator,period_start\nWD-03,yes,45,50,2026-03-25\n";
    let other = "Item;Answer;num;den;from\nwd-03;Fully met;45;50,0;25.03.2026\n";
    let merged = merged(&[one, other], &[]);
    assert!(merged.conflicts.is_empty(), "{:?}", open(&merged));
    assert_eq!(rows(&merged)[0]["response"], "met");
    assert_eq!(rows(&merged)[0]["period_start"], "2026-03-25");
}

#[test]
fn different_answers_wait_for_a_decision() {
    let (met, not) = ("criterion,response\nWD-02,met\n", "criterion,response\nWD-02,no\n");
    for contents in [[met, not], [not, met]] {
        let merged = merged(&contents, &[]);
        assert_eq!(open(&merged), [("WD-02", "response")]);
        let cells: Vec<&str> =
            merged.conflicts[0].sides.iter().map(|side| side.cell.as_str()).collect();
        assert_eq!(cells.len(), 2);
        // no side is marked as the one that counts
        assert!(merged.conflicts[0].sides.iter().all(|side| !side.is_kept));
        assert!(!rows(&merged)[0].contains_key("response"));
    }
}

#[test]
fn a_preferred_answer_is_whole() {
    let one = "criterion,response,reason,evidence,comment\nWD-02,partial,policy only,,mine\n";
    let other = "criterion,response,numerator,evidence,comment\nWD-02,met,7,P 7,yours\n";
    let merged = merged(&[one, other], &[for_all(0)]);
    assert!(merged.conflicts.is_empty());
    let row = &rows(&merged)[0];
    assert_eq!((row["response"], row["reason"]), ("partial", "policy only"));
    // numbers and evidence of the other answer go with it; what people say of it stays
    assert!(!row.contains_key("numerator") && !row.contains_key("evidence"));
    assert_eq!(row["comment"], "mine\nyours");
    let rejects = text(&rejected_rows(&merged, EXPORT_STAMP).unwrap());
    let line = rejects.lines().find(|line| line.starts_with("1.csv,,2,by --prefer 0.csv")).unwrap();
    for cell in [",met,", ",7,", ",P 7,"] {
        assert!(line.contains(cell), "{cell}: {line}");
    }
}

#[test]
fn a_preference_for_one_criterion_settles_that_one() {
    let one = "criterion,response\nWD-02,met\nWD-05,met\n";
    let other = "criterion,response\nWD-02,no\nWD-05,no\n";
    let wish = |id: &str| Preference { file: 1, criterion: Some(id.to_owned()) };
    let half = merged(&[one, other], &[wish("WD-05")]);
    assert_eq!(open(&half), [("WD-02", "response")]);
    let both = merged(&[one, other], &[for_all(0), wish("WD-05")]);
    let of = |at: usize| rows(&both)[at]["response"].to_owned();
    assert_eq!((of(0), of(1)), ("met".to_owned(), "no".to_owned()));
    assert_eq!(merged(&[one, one], &[wish("WD-05")]).idle, [0]);
}

#[test]
fn a_preference_cannot_hide_that_a_file_contradicts_itself() {
    let one = "criterion,response\nWD-02,met\nWD-02,no\n";
    let merged = merged(&[one, "criterion,response\nWD-02,met\n"], &[for_all(0)]);
    assert_eq!(open(&merged), [("WD-02", "response")]);
}

#[test]
fn evidence_and_comments_add_up() {
    let one =
        "criterion,response,evidence,evidence_kind,comment\nWD-02,met,P 1,,seen\nWD-02,,P 2,,\n";
    let other = "criterion,response,evidence,evidence_kind,comment\nWD-02,yes,P 1,policy,in May\n";
    let merged = merged(&[one, other], &[]);
    assert!(merged.conflicts.is_empty());
    let rows = rows(&merged);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0]["evidence"], rows[0]["evidence_kind"]), ("P 1", "policy"));
    assert_eq!(rows[0]["comment"], "seen\nin May");
    assert_eq!(rows[1]["evidence"], "P 2");
    assert!(!rows[1].contains_key("response"));
}

#[test]
fn each_location_has_its_own_answer() {
    let one = "criterion,location,response\nWD-01,north,met\n";
    let other = "criterion,location,response\nWD-01,south,no\nWD-01,North,yes\n";
    let merged = merged(&[one, other], &[]);
    assert!(merged.conflicts.is_empty());
    assert_eq!(rows(&merged).len(), 2);
}

#[test]
fn what_a_template_says_yields_to_people() {
    let filled = "criterion,response,owner_role,title\nWD-02,met,nurse-manager,Mine\n";
    let blank = "criterion,response,owner_role,title\nWD-02,tbd,administrator,Criterion WD-02\n";
    for contents in [[filled, blank], [blank, filled]] {
        let merged = merged(&contents, &[]);
        assert!(merged.conflicts.is_empty(), "{:?}", open(&merged));
        let row = &rows(&merged)[0];
        assert_eq!(
            (row["response"], row["owner_role"], row["title"]),
            ("met", "nurse-manager", "Mine")
        );
    }
}

fn text(rows: &[Vec<Value>]) -> String {
    let mut bytes = Vec::new();
    write_csv(rows, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().trim_start_matches('\u{FEFF}').to_owned()
}

/// Every line of a table, as a spreadsheet program reads it.
fn lines(rows: &[Vec<Value>]) -> Vec<Vec<String>> {
    let text = text(rows);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let cell = |cell: &str| concordant::sheet::strip(cell).to_owned();
    reader.records().map(|record| record.unwrap().iter().map(cell).collect()).collect()
}

/// Whether a cell that somebody typed stands in a line of its own criterion and location.
fn is_there(
    (column, cell): (Option<Column>, &str),
    names: &[&str],
    written: &[Vec<String>],
) -> bool {
    let has_names = |line: &&Vec<String>| {
        let is_in = |name: &&str| line.iter().any(|other| other.eq_ignore_ascii_case(name));
        names.iter().filter(|name| !name.is_empty()).all(is_in)
    };
    let same = |other: &String| other.contains(cell) || says_the_same(column, None, (other, cell));
    written.iter().filter(has_names).any(|line| line.iter().any(same))
}

fn expect_nothing_lost(files: &Files, prefer: &[Preference]) {
    let merged = merge(files, &known(), prefer);
    let mut written = lines(&sheet_rows(&merged));
    written.extend(rejected_rows(&merged, EXPORT_STAMP).iter().flat_map(|rows| lines(rows)));
    if !merged.conflicts.is_empty() {
        written.extend(lines(&conflict_rows(&merged, EXPORT_STAMP)));
    }
    for sheet in files.iter().flat_map(|(_, sheets)| sheets) {
        for row in sheet.above.iter().chain(&sheet.rows) {
            let names: Vec<&str> = row.cells.iter().take(2).map(String::as_str).collect();
            for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let column = sheet.heads.get(at).and_then(|head| head.column);
                // the role that the template fills in is nobody's word
                let is_ours = column == Some(Column::OwnerRole) && cell == "administrator";
                let found = is_ours || is_there((column, cell), &names, &written);
                assert!(found, "row {} `{cell}` of {column:?} is lost: {merged:#?}", row.number);
            }
        }
    }
    let number: usize = merged.files.iter().map(|file| file.rows + file.rejected).sum();
    let given: usize = files.iter().flat_map(|(_, sheets)| sheets).map(|s| s.rows.len()).sum();
    assert_eq!(number, given, "every row is merged or rejected");
}

/// Columns of a sheet as people hand it in, and what stands in them: a word, `*` for a text that is
/// nobody else's, `=` for one that all have.
const DRAWN: [(&str, &[&str]); 12] = [
    ("criterion", &["WD-01", "WD-02", "WD-03", "wd-02", "CL-01", "CL-02", "WD-99", "", "WD-02"]),
    ("location", &["", "", "north", "North", "south"]),
    ("response", &["", "met", "yes", "no", "partial", "tbd", "n/a", "perhaps"]),
    ("reason", &["", "", "policy only", "in_progress"]),
    ("numerator", &["", "", "41", "42"]),
    ("denominator", &["", "", "50"]),
    ("evidence", &["", "*", "="]),
    ("evidence_kind", &["", "*", "="]),
    ("owner_role", &["", "administrator", "nurse-manager"]),
    ("comment", &["", "*", "="]),
    ("Our column", &["", "*", "="]),
    ("title", &["", "*", "="]),
];

/// A sheet as people hand it in: titles above, columns of their own, rows twice, rows that are none.
fn drawn(seed: u64, file: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(31).wrapping_add(u64::try_from(file).unwrap()));
    let mut text = String::new();
    if dice.once_in(3) {
        text += &format!("Answers of department {file} {seed}\n");
    }
    text += &(DRAWN.map(|(head, _)| head).join(",") + "\n");
    for row in 0..=dice.below(13) {
        let mut cells: Vec<String> = Vec::new();
        for (head, words) in DRAWN {
            let at = dice.below(u64::try_from(words.len()).unwrap());
            cells.push(match words[usize::try_from(at).unwrap()] {
                "*" => format!("{head} {file} {row}"),
                "=" => format!("=\"\"{head}\"\" of all"),
                word => word.to_owned(),
            });
        }
        if dice.once_in(12) {
            cells.push(format!("beyond {file} {row}"));
        }
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        text += &(quoted.join(",") + "\n");
    }
    text
}

proptest! {
    #![proptest_config(cases(120))]

    /// Point: whatever people hand in and whatever is preferred, every cell is in the merged sheet,
    /// beside it, or in the list of conflicts.
    #[test]
    fn nothing_that_was_typed_is_lost(seed in any::<u64>(), number in 1_usize..5, wish in 0_usize..6) {
        let contents: Vec<String> = (0..number).map(|file| drawn(seed, file)).collect();
        let files = files(&contents);
        expect_nothing_lost(&files, &[]);
        if wish < number {
            expect_nothing_lost(&files, &[for_all(wish)]);
        }
    }

    /// Point: the order of the files decides nothing: not what conflicts, not what is answered.
    #[test]
    fn no_file_wins_by_its_place(seed in any::<u64>()) {
        let contents: Vec<String> = (0..3).map(|file| drawn(seed, file)).collect();
        let turned: Vec<String> = contents.iter().rev().cloned().collect();
        let [one, other] =
            [&contents, &turned].map(|contents| merge(&files(contents), &known(), &[]));
        prop_assert_eq!(open(&one), open(&other));
        prop_assert_eq!(one.rejected.len(), other.rejected.len());
        prop_assert_eq!(one.rows.len(), other.rows.len());
        let answers = |merged: &Merged| -> Vec<Vec<(Slot, String)>> {
            let kept = |slot: &Slot| {
                matches!(slot, Slot::Known(Column::Criterion | Column::Numerator | Column::Denominator))
            };
            let row = |row: &Vec<String>| {
                let cells = merged.columns.iter().copied().zip(row.iter().cloned());
                cells.filter(|(slot, _)| kept(slot)).collect()
            };
            merged.rows.iter().map(row).collect()
        };
        prop_assert_eq!(answers(&one), answers(&other));
    }

    /// Point: what was merged merges to itself, byte for byte, alone and with its sources.
    #[test]
    fn merging_again_changes_nothing(seed in any::<u64>()) {
        let contents: Vec<String> = (0..3).map(|file| drawn(seed, file)).collect();
        let all = merge(&files(&contents), &known(), &[]);
        let is_open = |line: &str| {
            all.conflicts.iter().any(|of| line.to_uppercase().starts_with(&format!("\"{}", of.criterion)))
        };
        let agreed = |text: &String| -> String {
            text.split_inclusive('\n').filter(|line| !is_open(line)).collect()
        };
        let contents: Vec<String> = contents.iter().map(agreed).collect();
        let once = merge(&files(&contents), &known(), &[]);
        prop_assert_eq!(open(&once), vec![]);
        let sheet = text(&sheet_rows(&once));
        let again = merge(&files(std::slice::from_ref(&sheet)), &known(), &[]);
        prop_assert_eq!(open(&again), vec![]);
        prop_assert_eq!(text(&sheet_rows(&again)), sheet);
    }
}

/// A hospital's own sheets.
fn sheets(hospital: &Hospital) -> Vec<String> {
    let folder = hospital.folder("2026-self");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "assessment.toml")
        .collect();
    names.sort();
    names
}

/// Point: a merged sheet scores as its parts do, criterion by criterion.
#[test]
fn the_merged_sheet_scores_as_its_parts() {
    for seed in [1, 3, 4] {
        let hospital = Hospital::embedded(seed);
        let items = |score: &serde_json::Value| -> Vec<serde_json::Value> {
            let mut items = score["items"].as_array().unwrap().clone();
            for item in &mut items {
                for place in ["file", "row"] {
                    item[place] = serde_json::Value::Null;
                }
            }
            items
        };
        let before = hospital.json("score", &[], 0);
        let names = sheets(&hospital);
        let paths: Vec<String> = names.iter().map(|name| format!("oak/2026-self/{name}")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let arguments = [&["merge", "--output", "all.csv"], &paths[..]].concat();
        let merge = run(hospital.home.path(), &arguments);
        assert_eq!(merge.code, 0, "{}{}", merge.out, merge.err);
        for name in &names {
            fs::remove_file(hospital.folder("2026-self").join(name)).unwrap();
        }
        fs::rename(hospital.home.path().join("all.csv"), hospital.folder("2026-self/all.csv"))
            .unwrap();
        let after = hospital.json("score", &[], 0);
        assert_eq!(items(&after), items(&before));
        assert_eq!(after["scores"], before["scores"]);
    }
}

/// Point: a blank sheet merges to itself; so do the parts into which somebody has cut it.
#[test]
fn parts_of_a_sheet_make_the_sheet() {
    let home = TempDir::new().unwrap();
    assert_eq!(
        run(home.path(), &["init", "oak", "--program", "full-partner", "--format", "csv"]).code,
        0
    );
    let sheet = fs::read_to_string(home.path().join("oak/2026-self/pharmacy.csv")).unwrap();
    let lines: Vec<&str> = sheet.split_inclusive("\r\n").collect();
    let (even, odd): (Vec<_>, Vec<_>) =
        lines[1..].iter().enumerate().partition(|(at, _)| at % 2 == 0);
    for (name, rows) in [("even.csv", even), ("odd.csv", odd)] {
        let rows: String = rows.into_iter().map(|(_, line)| *line).collect();
        fs::write(home.path().join(name), format!("{}{rows}", lines[0])).unwrap();
    }
    let whole = "oak/2026-self/pharmacy.csv";
    for (at, files) in
        [&["odd.csv", "even.csv"][..], &[whole], &[whole, "odd.csv"]].iter().enumerate()
    {
        let output = format!("merged-{at}.csv");
        let run = run(home.path(), &[&["merge", "--output", &output], *files].concat());
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        assert_eq!(fs::read_to_string(home.path().join(&output)).unwrap(), sheet);
    }
}

/// Two people's files that differ, one with a row that cannot be used.
fn two() -> TempDir {
    let home = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    write("a.csv", "criterion,response,comment\nRX-01,met,Maria Gonzalez saw it\nRX-99,met,\n");
    write("b.csv", "criterion,response,comment,evidence\nRX-01,not met,,log 4\n");
    home
}

fn merge_two(home: &TempDir, more: &[&str]) -> Run {
    run(home.path(), &[&["merge", "a.csv", "b.csv"], more].concat())
}

fn exists(home: &TempDir, name: &str) -> bool {
    home.path().join(name).exists()
}

/// Point: with an open conflict nothing is written but the table of conflicts that was asked for.
#[test]
fn an_open_conflict_stops_the_sheet() {
    let home = two();
    let run = merge_two(&home, &["--output", "all.csv", "--conflicts", "c.csv"]);
    assert_eq!(run.code, 1);
    assert!(!exists(&home, "all.csv") && !exists(&home, "all-rejects.csv"));
    assert!(run.out.contains("1 open conflict; no merged sheet was written"), "{}", run.out);
    let table = fs::read_to_string(home.path().join("c.csv")).unwrap();
    assert!(table.contains("RX-01,,response,2,met,2,not met,"), "{table}");
}

/// Point: settled, the sheet is written with what was set aside beside it, which nobody reads as a
/// sheet; people's files stay as they were.
#[test]
fn a_settled_conflict_is_written_and_told() {
    let home = two();
    let before = ["a.csv", "b.csv"].map(|name| fs::read(home.path().join(name)).unwrap());
    let run = merge_two(&home, &["--output", "all.csv", "--prefer", "b.csv:RX-01"]);
    assert_eq!(run.code, 3, "a row was rejected: {}{}", run.out, run.err);
    let after = ["a.csv", "b.csv"].map(|name| fs::read(home.path().join(name)).unwrap());
    assert_eq!(before, after);
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert!(read("all.csv").contains(",RX-01,,,,,,,not met,"), "{}", read("all.csv"));
    let rejects = read("all-rejects.csv");
    assert!(rejects.lines().next().unwrap().ends_with(EXPORT_STAMP));
    assert!(rejects.contains("a.csv,,2,by --prefer b.csv,"), "{rejects}");
    assert!(rejects.contains("a.csv,,3,no checklist has its criterion,"), "{rejects}");
    assert!(run.out.contains("SETTLED: 1"), "{}", run.out);
}

/// Point: a report shows words of answers, and never what people wrote.
#[test]
fn texts_are_not_shown() {
    let home = two();
    fs::write(home.path().join("c.csv"), "criterion,response,reason\nRX-27,na,Maria said so\n")
        .unwrap();
    fs::write(home.path().join("d.csv"), "criterion,response,reason\nRX-27,na,Juan did not\n")
        .unwrap();
    for format in ["terminal", "markdown", "json"] {
        let run =
            run(home.path(), &["merge", "a.csv", "b.csv", "c.csv", "d.csv", "--format", format]);
        assert_eq!(run.code, 1);
        for secret in ["Maria", "Juan", "Gonzalez"] {
            assert!(!run.out.contains(secret) && !run.err.contains(secret), "{}", run.out);
        }
        assert!(run.out.contains("not met"), "{}", run.out);
    }
}

/// Point: a merge never writes over what somebody has typed: not over an input, not over a sheet
/// that is there; the same again is fine.
#[test]
fn nobodys_file_is_written_over() {
    let home = two();
    let prefer = ["--prefer", "a.csv"];
    for (target, why) in [("a.csv", "is one of the files"), ("./b.csv", "is one of the files")] {
        let run = merge_two(&home, &[&prefer[..], &["--output", target]].concat());
        assert_eq!(run.code, 2);
        assert!(run.err.contains(why), "{}", run.err);
    }
    fs::write(home.path().join("all.csv"), "criterion,response\nRX-05,met\n").unwrap();
    let run = merge_two(&home, &[&prefer[..], &["--output", "all.csv"]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is there already"), "{}", run.err);
    assert!(!exists(&home, "all-rejects.csv"), "nothing was written");
    let new = [&prefer[..], &["--output", "new.csv"]].concat();
    assert_eq!(merge_two(&home, &new), merge_two(&home, &new));
}

/// Point: what cannot be done is a mistake on the command line, said in words.
#[test]
fn mistakes_on_the_command_line_are_told() {
    let home = two();
    for (arguments, why) in [
        (&["--prefer", "c.csv"][..], "`c.csv` is none of the files"),
        (&["--prefer", "a.csv:RX-999"], "`RX-999` is no criterion"),
        (&["--prefer", "a.csv", "--prefer", "b.csv"], "two files for every criterion"),
        (&["--output", "all.xlsx"], "merge writes CSV"),
        (&["--output", "x.csv", "--conflicts", "x.csv"], "give two"),
        (&["a.csv"], "given twice"),
        (&["--format", "html"], "terminal, markdown or json"),
    ] {
        let run = merge_two(&home, arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}{}", run.out, run.err);
        assert!(run.err.contains(why), "{arguments:?}: {}", run.err);
    }
    let idle = merge_two(&home, &["--prefer", "a.csv", "--prefer", "b.csv:RX-02"]);
    assert!(idle.err.contains("--prefer b.csv:RX-02 had nothing to settle"), "{}", idle.err);
}

/// Point: what a reviewer says is never joined with what the hospital says of itself.
#[test]
fn parties_are_not_merged() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = run(&here, &["merge", "2026-self/pharmacy.csv", "2026-visit/visit.csv"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("of different rounds or parties"), "{}", run.err);
}

/// Point: a file without a header cannot be merged, and then nothing is.
#[test]
fn an_unreadable_file_stops_the_merge() {
    let home = two();
    fs::write(home.path().join("c.csv"), "notes\nof somebody\n").unwrap();
    let run = merge_two(&home, &["c.csv", "--prefer", "a.csv", "--output", "all.csv"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("C005"), "{}", run.err);
    assert!(!exists(&home, "all.csv"));
}

/// Point: inputs that would be read together with the merged sheet are named.
#[test]
fn files_beside_the_merged_sheet_are_named() {
    let hospital = Hospital::embedded(3);
    let paths = ["oak/2026-self/pharmacy.csv", "oak/2026-self/patient-safety.csv"];
    let arguments = [&["merge", "--output", "oak/2026-self/all.csv"], &paths[..]].concat();
    let run = run(hospital.home.path(), &arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("pharmacy.csv and patient-safety.csv lie beside"), "{}", run.out);
}

/// Point: workbooks merge with texts, worksheet by worksheet; what stands in none with a header is
/// left out and told with its worksheet.
#[test]
fn workbooks_merge_with_texts() {
    let home = two();
    let mut book = rust_xlsxwriter::Workbook::new();
    let tables: [(&str, &[&[&str]]); 3] = [
        ("Pharmacy", &[&["Our answers"], &["criterion", "response"], &["RX-01", "yes"]]),
        ("Nursing", &[&["criterion", "answer", "comment"], &["CA-02", "no", "not yet"]]),
        ("Notes", &[&["who does what"]]),
    ];
    for (name, rows) in tables {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save(home.path().join("c.xlsx")).unwrap();
    let arguments = ["merge", "b.csv", "c.xlsx", "--output", "all.csv", "--prefer", "c.xlsx"];
    let run = run(home.path(), &arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("c.xlsx, Pharmacy"), "{}", run.out);
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert!(read("all.csv").contains(",CA-02,,,,,,,no,"), "{}", read("all.csv"));
    let rejects = read("all-rejects.csv");
    for line in ["c.xlsx,Notes,1,", "c.xlsx,Pharmacy,1,", "b.csv,,2,by --prefer c.xlsx,"] {
        assert!(rejects.contains(line), "{line}: {rejects}");
    }
}

/// A sheet of our own workbook, blank.
fn own_workbook() -> TempDir {
    let home = TempDir::new().unwrap();
    let run = run(home.path(), &["template", "--program", "full-partner", "--output", "a.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    home
}

/// Point: what our own workbook holds beside the answers is nobody's word: titles are not rejected,
/// columns that follow what is typed are not carried along.
#[test]
fn our_own_workbooks_merge_without_remainder() {
    let home = own_workbook();
    let run = run(home.path(), &["merge", "a.xlsx", "--output", "all.csv"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(!exists(&home, "all-rejects.csv"), "{}", run.out);
    let merged = fs::read_to_string(home.path().join("all.csv")).unwrap();
    let header = merged.lines().next().unwrap();
    assert!(header.ends_with(",privileged"), "{header}");
}

/// The rows of one worksheet as a spreadsheet program saves them as CSV.
fn saved_as_csv(home: &TempDir, worksheet: &str) {
    let book = fs::read(home.path().join("a.xlsx")).unwrap();
    let mut book = crate::workbook::read(book);
    let range = calamine::Reader::worksheet_range(&mut book, worksheet).unwrap();
    let rows =
        range.rows().map(|row| row.iter().map(|cell| Value::from(cell.to_string())).collect());
    let rows: Vec<Vec<Value>> = rows.collect();
    let mut bytes = Vec::new();
    write_csv(&rows, &mut bytes).unwrap();
    fs::write(home.path().join("page.csv"), bytes).unwrap();
}

/// Point: a spreadsheet program saves the worksheet in front. Where that is a page without answers,
/// the message says so, and no column is asked for.
#[test]
fn a_page_without_answers_saved_as_csv_is_told() {
    let home = own_workbook();
    for page in ["Start here", "Summary", "Calculation", "Lists"] {
        saved_as_csv(&home, page);
        let run = run(home.path(), &["check", "page.csv", "--program", "full-partner"]);
        assert!(
            run.out.contains("warning[C012]: this is a page of a workbook"),
            "{page}: {}",
            run.out
        );
        assert!(!run.out.contains("error["), "{page}: {}", run.out);
    }
    saved_as_csv(&home, "pharmacy");
    let run = run(home.path(), &["check", "page.csv", "--program", "full-partner"]);
    assert!(!run.out.contains("C012"), "{}", run.out);
}

/// Point: a worksheet that bears a likely identifier in its name is told as a worksheet, masked by
/// whatever speaks of it.
#[test]
fn names_of_worksheets_are_masked() {
    let home = two();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("MRN 12345678").unwrap();
    for (column, head) in [(0, "criterion"), (1, "response")] {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "RX-01").unwrap();
    sheet.write(1, 1, "met").unwrap();
    sheet.write(1, 6, "beside the table").unwrap();
    book.save(home.path().join("c.xlsx")).unwrap();
    let check = run(home.path(), &["check", "c.xlsx", "--program", "full-partner"]);
    assert!(check.out.contains("rename the worksheet; nothing is exported"), "{}", check.out);
    assert!(check.out.contains("--> c.xlsx, sheet `••• ########`\n"), "{}", check.out);
    assert!(check.out.contains("move it into `comment`"), "{}", check.out);
    let merge = run(home.path(), &["merge", "b.csv", "c.xlsx", "--output", "all.csv"]);
    for text in [&check.out, &check.err, &merge.out, &merge.err] {
        assert!(!text.contains("12345678"), "{text}");
    }
}
