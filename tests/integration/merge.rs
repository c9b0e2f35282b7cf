//! `merge`: nothing that was typed is lost, no file wins in silence, the answers stay what they were.

use crate::support::{Dice, SMALL, cases};
use concordant::assessment::{Column, RawSheet, raw_sheets, says_the_same};
use concordant::diagnostic::Bag;
use concordant::intake::merge::{
    Known, Merged, Preference, Slot, conflict_rows, merge, rejected_rows, sheet_rows,
};
use concordant::report::EXPORT_STAMP;
use concordant::sheet::{SheetFile, Value, write_csv};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(crate) type Files = Vec<(String, Vec<RawSheet>)>;

pub(crate) fn known() -> Known<'static> {
    Known::new(&SMALL.checklists, None)
}

pub(crate) fn files(contents: &[String]) -> Files {
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
pub(crate) fn drawn(seed: u64, file: usize) -> String {
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
