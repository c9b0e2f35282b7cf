//! Answers that are handed on: joined, mended or handed out again, a workbook holds every cell that
//! somebody typed, and what it says is what the sheets say.
#![expect(clippy::disallowed_methods, reason = "tests write sheets and read what was written")]

use crate::hospital::Hospital;
use crate::merge::{drawn, files, known};
use crate::support::{MODELS, Run, SMALL, cases, run};
use concordant::assessment::{Column, Party, RawSheet, raw_sheets, says_the_same};
use concordant::diagnostic::Bag;
use concordant::facility::{Facility, Location};
use concordant::intake::answered::{Typed, lay};
use concordant::intake::merge::merge;
use concordant::intake::template::{Template, TemplateRequest, answered_sheets, template};
use concordant::intake::workbook::answered_workbook;
use concordant::sheet::{SheetFile, SheetKind, write_csv};
use concordant::standard::Checklist;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

fn small() -> Template {
    let place = |id: &str| Location { id: id.into(), name: id.into(), ..Location::default() };
    let facility =
        Facility { locations: vec![place("north"), place("south")], ..Facility::default() };
    let checklists: Vec<&Checklist> = SMALL.checklists.iter().collect();
    template(TemplateRequest {
        facility: &facility,
        program: &SMALL.programs[0],
        checklists: &checklists,
        round: "2026",
        party: Party::Own,
        as_of: date(2026, 6, 30),
        role: None,
    })
}

fn read(name: &str, bytes: Vec<u8>) -> Vec<RawSheet> {
    let bag = Bag::new();
    let kind = SheetKind::of_extension(name.rsplit('.').next().unwrap()).unwrap();
    let bytes: Arc<[u8]> = bytes.into();
    let sheets = raw_sheets(&SheetFile::new(name, kind, Arc::new(bytes)), &bag);
    assert!(!bag.has_errors());
    sheets
}

/// Cells that somebody may have typed: criterion, title of the column, text.
type Cells = Vec<(String, String, String)>;

/// Every filled cell of some sheets, but for what a template fills in by itself.
fn typed(sheets: &[RawSheet]) -> Cells {
    let ours = ["section", "title", "statement", "evidence_asked", "checklist", "fingerprint"];
    let mut cells = Vec::new();
    for sheet in sheets {
        let title = |at: usize| {
            let head = &sheet.heads[at];
            head.column.map_or_else(|| head.title.clone(), |column| column.header().to_owned())
        };
        let id = sheet.heads.iter().position(|head| head.column == Some(Column::Criterion));
        for row in sheet.rows.iter().filter(|row| row.cells.get(id.unwrap()).is_some()) {
            let id = row.cells[id.unwrap()].clone();
            for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let title = title(at);
                let is_ours = ours.contains(&title.as_str()) || title == "criterion";
                if !id.is_empty() && !is_ours && title != "location" && title != "owner_role" {
                    cells.push((id.clone(), title, cell.clone()));
                }
            }
        }
    }
    cells
}

fn expect_all(wanted: &Cells, found: &Cells, what: &str) {
    let mut found = found.clone();
    for (id, title, cell) in wanted {
        let same = |other: &(String, String, String)| {
            let column = Column::of(title);
            let word = |cell: &str| match cell.trim_end_matches(".0") {
                // a reason for partly met is a word of a list
                cell if title == "reason" => cell.replace('_', " "),
                cell => cell.to_owned(),
            };
            let title = title == &other.1 || other.1 == format!("{title} as typed");
            let cells = (word(cell), word(&other.2));
            id.eq_ignore_ascii_case(&other.0)
                && title
                && says_the_same(
                    column,
                    SMALL.checklists.iter().find_map(|c| c.criterion(id)),
                    (&cells.0, &cells.1),
                )
        };
        let at = found.iter().position(same);
        let at = at.unwrap_or_else(|| panic!("{what}: {id} {title} `{cell}` is lost: {found:#?}"));
        found.remove(at);
    }
    let more: Vec<_> = found.iter().filter(|(_, title, _)| !title.ends_with(" as typed")).collect();
    assert!(more.is_empty(), "{what}: nobody typed {more:?}");
}

proptest! {
    #![proptest_config(cases(60))]

    /// Point: whatever people hand in, the workbook and the sheet that are made of it hold as many
    /// cells as were merged, each with what was typed, and not one more.
    #[test]
    fn cells_in_are_cells_out(seed in any::<u64>()) {
        let contents: Vec<String> = (0..2).map(|file| drawn(seed, file)).collect();
        let merged = merge(&files(&contents), &known(), &[]);
        let mut bytes = Vec::new();
        write_csv(&concordant::intake::merge::sheet_rows(&merged), &mut bytes).unwrap();
        let wanted = typed(&read("a.csv", bytes));
        let template = small();
        let checklists: Vec<&Checklist> = SMALL.checklists.iter().collect();
        let answered = lay(&template, &Typed::from(&merged), &checklists);
        let book = answered_workbook((&template, &answered), &SMALL.programs[0], &SMALL.vocabulary);
        expect_all(&wanted, &typed(&read("b.xlsx", book.unwrap())), "workbook");
        let mut bytes = Vec::new();
        let rows = answered_sheets(&template.checklists, Party::Own, &answered);
        write_csv(&rows, &mut bytes).unwrap();
        expect_all(&wanted, &typed(&read("c.csv", bytes)), "sheet");
    }
}

/// What is judged, but for where it stands.
fn judged(score: &Value) -> Value {
    let mut score = score.clone();
    for item in score["items"].as_array_mut().unwrap() {
        for place in ["file", "row", "worksheet", "cell"] {
            item.as_object_mut().unwrap().remove(place);
        }
    }
    serde_json::json!({ "items": score["items"], "scores": score["scores"], "result": score["result"] })
}

/// The sheets of a folder, by their paths.
fn sheets(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_sheet = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "csv" || ending == "xlsx")
            && !path.to_string_lossy().contains("rejects")
    };
    let mut sheets: Vec<PathBuf> = all.filter(is_sheet).collect();
    sheets.sort();
    sheets
}

/// Puts sheets in the place of those that lie in an assessment.
fn replace(hospital: &Hospital, with: &[PathBuf]) {
    let own = hospital.folder("2026-self");
    for sheet in sheets(&own) {
        fs::remove_file(sheet).unwrap();
    }
    for sheet in with {
        fs::rename(sheet, own.join(sheet.file_name().unwrap())).unwrap();
    }
}

/// Runs a verb on a hospital, with the standards that judge it.
fn tool(hospital: &Hospital, arguments: &[&str]) -> Run {
    let standards = hospital.arguments.iter().skip(1).map(String::as_str);
    let all: Vec<&str> = arguments.iter().copied().chain(standards).collect();
    run(hospital.home.path(), &all)
}

fn hospitals() -> Vec<Hospital> {
    let small = MODELS.iter().enumerate();
    let small = small.map(|(at, model)| Hospital::small(u64::try_from(at).unwrap() + 1, model));
    small.chain([1, 3, 4].map(Hospital::embedded)).collect()
}

/// Point: as a workbook, merged sheets score as their parts do; merged again as CSV, too.
#[test]
fn a_merged_workbook_scores_as_its_parts() {
    for hospital in hospitals() {
        let before = judged(&hospital.json("score", &[], 0));
        let own = sheets(&hospital.folder("2026-self"));
        let own: Vec<&str> = own.iter().map(|path| path.to_str().unwrap()).collect();
        let home = hospital.home.path();
        let merge = tool(&hospital, &[&["merge", "--output", "oak/all.xlsx"], &own[..]].concat());
        assert_eq!(merge.code, 0, "{}{}", merge.out, merge.err);
        replace(&hospital, &[home.join("oak/all.xlsx")]);
        assert_eq!(judged(&hospital.json("score", &[], 0)), before);
        let again = ["merge", "oak/2026-self/all.xlsx", "--output", "all.csv"];
        assert_eq!(tool(&hospital, &again).code, 0);
        replace(&hospital, &[home.join("all.csv")]);
        assert_eq!(judged(&hospital.json("score", &[], 0)), before);
    }
}

/// Point: handed out again, whole or by department, as workbooks or CSV, sheets say what they said;
/// the departments' files come back together as the message tells.
#[test]
fn sheets_handed_out_again_say_what_they_said() {
    for hospital in hospitals() {
        let before = judged(&hospital.json("score", &[], 0));
        for format in ["csv", "xlsx"] {
            let parts = format!("parts-{format}");
            let whole = format!("whole-{format}");
            let made = |more: &[&str]| {
                let own = ["--assessment", "2026-self", "--format", format];
                let line = [&["template", "oak", "--with-answers"], &own[..], more].concat();
                let made = tool(&hospital, &line);
                assert_eq!(made.code, 0, "{}{}", made.out, made.err);
                assert!(made.out.contains("Filled in: what 2026-self says"), "{}", made.out);
                made
            };
            let told = made(&["--split-by", "role", "--output", &parts]);
            let line = format!("concordant merge {parts} --output oak/2026-self/all.{format}");
            assert!(told.out.contains(&line), "{}", told.out);
            made(&["--output", &whole]);
            replace(&hospital, &sheets(&hospital.home.path().join(&whole)));
            assert_eq!(judged(&hospital.json("score", &[], 0)), before, "{format}");
            let output = format!("oak/all.{format}");
            let merge = tool(&hospital, &["merge", &parts, "--output", &output]);
            assert_eq!(merge.code, 0, "{}{}", merge.out, merge.err);
            replace(&hospital, &[hospital.home.path().join(&output)]);
            assert_eq!(judged(&hospital.json("score", &[], 0)), before, "{format}");
        }
    }
}

/// Point: the line that is printed joins one department's part with what is there; the merged sheet
/// alone then says what all said, and does not stand in the way of the next.
#[test]
fn the_printed_line_brings_a_part_back() {
    let hospital = &hospitals()[0];
    let home = hospital.home.path();
    let before = judged(&hospital.json("score", &[], 0));
    let role = largest_role(hospital);
    let own = ["template", "oak", "--assessment", "2026-self", "--with-answers"];
    let more = ["--role", &role, "--output", "part.xlsx"];
    let told = tool(hospital, &[&own[..], &more].concat());
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let line = told.out.lines().find(|line| line.contains("concordant merge")).unwrap();
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    let merge = tool(hospital, &words);
    assert_eq!(merge.code, 0, "{line}\n{}{}", merge.out, merge.err);
    let whole = home.join(words.last().unwrap());
    let moved = home.join("moved.xlsx");
    fs::rename(&whole, &moved).unwrap();
    replace(hospital, &[moved]);
    assert_eq!(judged(&hospital.json("score", &[], 0)), before);
    // the next one finds another name
    fs::rename(home.join("oak/2026-self/moved.xlsx"), &whole).unwrap();
    let again = tool(hospital, &[&own[..], &["--split-by", "role", "--output", "parts"]].concat());
    assert!(again.out.contains("all-2.xlsx"), "{}", again.out);
}

/// The role that answers most.
fn largest_role(hospital: &Hospital) -> String {
    let template = tool(hospital, &["template", "oak", "--split-by", "role", "--output", "roles"]);
    assert_eq!(template.code, 0, "{}", template.err);
    let mut files = sheets(&hospital.home.path().join("roles"));
    files.sort_by_key(|file| std::cmp::Reverse(fs::metadata(file).unwrap().len()));
    files[0].file_stem().unwrap().to_string_lossy().into_owned()
}

/// A facility with two places and one sheet.
fn with_sheet(sheet: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("oak");
    fs::create_dir(&folder).unwrap();
    let places =
        ["main", "lake"].map(|id| format!("\n[[location]]\nid = \"{id}\"\nname = \"{id}\"\n"));
    let facility = "format = 1\nid = \"oak\"\nname = \"Oak\"\nprogram = \"full-partner\"\n\n\
                    [services]\npediatrics = false\n"
        .to_owned();
    fs::write(folder.join("facility.toml"), facility + &places.concat()).unwrap();
    let init =
        ["init", "oak", "--program", "full-partner", "--as-of", "2026-06-30", "--format", "csv"];
    assert_eq!(run(home.path(), &init).code, 0);
    for blank in sheets(&folder.join("2026-self")) {
        fs::remove_file(blank).unwrap();
    }
    fs::write(folder.join("2026-self/own.csv"), sheet).unwrap();
    home
}

/// The rows of a criterion in a workbook, by header, without blank cells; with their worksheet.
fn rows_of(book: &Path, id: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut book = crate::workbook::read(fs::read(book).unwrap());
    let mut found = Vec::new();
    for (name, range) in calamine::Reader::worksheets(&mut book) {
        let rows: Vec<Vec<String>> =
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let Some(heads) = rows.get(2).filter(|heads| heads[0] == "Criterion") else { continue };
        for row in rows.iter().skip(3).filter(|row| row[0] == id) {
            let cells = heads.iter().cloned().zip(row.iter().cloned());
            found.push((name.clone(), cells.filter(|(_, cell)| !cell.is_empty()).collect()));
        }
    }
    found
}

fn handed_out(sheet: &str) -> (TempDir, PathBuf) {
    let home = with_sheet(sheet);
    let line = ["template", "oak", "--with-answers", "--output", "new.xlsx"];
    let made = run(home.path(), &line);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let book = home.path().join("new.xlsx");
    (home, book)
}

/// Point: further evidence stands below its criterion, columns of the hospital's own behind ours;
/// numbers are numbers and days are days.
#[test]
fn further_rows_and_own_columns_have_their_places() {
    let (_home, book) = handed_out(
        "criterion,response,evidence,evidence_date,numerator,denominator,Work order\n\
         RX-01,yes,first,25.03.2026,,,17\nRX-01,,second,,,,\nRX-35,,,,\"48\",50.0,\n",
    );
    let rows = rows_of(&book, "RX-01");
    assert_eq!(rows.len(), 2);
    let [(_, first), (_, second)] = rows.as_slice() else { panic!("two rows") };
    assert_eq!((first["Response"].as_str(), first["Work order"].as_str()), ("met", "17"));
    assert_eq!(second["Evidence"], "second");
    assert!(!second.contains_key("Response") && !second.contains_key("Statement"));
    let mut cells = crate::workbook::read(fs::read(&book).unwrap());
    let range = calamine::Reader::worksheet_range(&mut cells, "pharmacy").unwrap();
    let has = |wanted: &calamine::Data| range.used_cells().any(|(_, _, cell)| cell == wanted);
    assert!(has(&calamine::Data::Float(48.0)) && has(&calamine::Data::Float(50.0)));
    assert!(range.used_cells().any(|(_, _, cell)| matches!(cell, calamine::Data::DateTime(_))));
}

/// Point: what answers another wording, another place or nothing that is asked is kept with its
/// reason, and the question stays open.
#[test]
fn what_no_question_asks_for_is_kept() {
    let (_home, book) = handed_out(
        "criterion,location,fingerprint,response,comment\nRX-01,,bbbbbbbb,met,of old\n\
         CA-31,,,met,children\nCA-16,attic,,met,nowhere\nRX-02,attic,,met,once for all\n",
    );
    let kept = |id: &str| {
        let rows = rows_of(&book, id);
        let kept: Vec<_> =
            rows.iter().filter(|(sheet, _)| sheet == "Kept answers").cloned().collect();
        let asked = rows.iter().filter(|(sheet, _)| sheet != "Kept answers");
        assert!(asked.clone().all(|(_, row)| !row.contains_key("Response")), "{id}");
        assert_eq!(kept.len(), 1, "{id}");
        kept[0].1.clone()
    };
    let old = kept("RX-01");
    assert_eq!((old["Fingerprint"].as_str(), old["Comment"].as_str()), ("bbbbbbbb", "of old"));
    assert!(old["To do"].contains("another wording"), "{old:?}");
    assert!(kept("CA-31")["To do"].contains("does not apply to your services"));
    for id in ["CA-16", "RX-02"] {
        assert!(kept(id)["To do"].contains("a place that facility.toml has not"));
    }
}

/// Point: one answer for all places stands above their rows, which wait for their own.
#[test]
fn an_answer_for_all_places_stands_above_them() {
    let (_home, book) = handed_out("criterion,response\nCA-16,met\n");
    let rows = rows_of(&book, "CA-16");
    let places: Vec<Option<&str>> =
        rows.iter().map(|(_, row)| row.get("Location").map(String::as_str)).collect();
    assert_eq!(places, [None, Some("main"), Some("lake")]);
    let answers = rows.iter().filter(|(_, row)| row.contains_key("Response"));
    assert_eq!(answers.count(), 1);
}

/// Point: a place that was added later has blank rows, and what was said of the others stands.
#[test]
fn a_new_place_is_asked_beside_the_others() {
    let home = with_sheet("criterion,location,response\nCA-16,main,met\nCA-16,lake,not met\n");
    let facility = home.path().join("oak/facility.toml");
    let text = fs::read_to_string(&facility).unwrap();
    fs::write(&facility, text + "\n[[location]]\nid = \"hill\"\nname = \"Hill\"\n").unwrap();
    let line = ["template", "oak", "--with-answers", "--output", "new.xlsx"];
    assert_eq!(run(home.path(), &line).code, 0);
    let rows = rows_of(&home.path().join("new.xlsx"), "CA-16");
    let said: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|(_, row)| (row["Location"].as_str(), row.get("Response").map(String::as_str)))
        .collect();
    assert_eq!(said, [("main", Some("met")), ("lake", Some("not_met")), ("hill", None)]);
}

/// Point: a part without measures has all columns that follow what is typed; none of them comes back
/// as a column of the hospital's own.
#[test]
fn columns_that_are_computed_never_come_back() {
    let home = with_sheet("criterion,response\nRX-01,met\n");
    let part = ["template", "oak", "--role", "compliance-officer", "--output", "part.xlsx"];
    assert_eq!(run(home.path(), &part).code, 0);
    assert_eq!(run(home.path(), &["merge", "part.xlsx", "--output", "part.csv"]).code, 0);
    let header = fs::read_to_string(home.path().join("part.csv")).unwrap();
    assert!(header.lines().next().unwrap().ends_with(",privileged"), "{header}");
}

/// Point: what cannot be handed out again is said, and nothing is written.
#[test]
fn what_cannot_be_handed_out_again_is_said() {
    let home = with_sheet("criterion,response\nRX-01,met\nRX-01,no\n");
    let template = |more: &[&str]| {
        let line = ["template", "oak", "--with-answers", "--output"];
        run(home.path(), &[&line, more].concat())
    };
    for (more, code, why) in [
        (&["x.xlsx"][..], 1, "contradict each other in 1 cell"),
        (&["x.html"], 2, "load that sheet into the page"),
        (&["x.xlsx", "--party", "site-visit"], 2, "there is no site visit yet"),
    ] {
        let run = template(more);
        assert_eq!((run.code, run.err.contains(why)), (code, true), "{more:?}: {}", run.err);
    }
    assert!(!home.path().join("x.xlsx").exists());
    let bare = run(
        home.path(),
        &["template", "--program", "full-partner", "--with-answers", "--output", "x.xlsx"],
    );
    assert_eq!(bare.code, 2, "{}", bare.err);
}

/// Point: who hands out sheets with answers is told of privileged rows and of likely identifiers in
/// them; both are in the files, as in those of `merge`.
#[test]
fn what_must_not_leave_the_house_is_told() {
    let home = with_sheet(
        "criterion,response,comment,privileged\nRX-01,met,peer review of May,yes\n\
         RX-05,met,MRN 12345678 was seen,\n",
    );
    let line = ["template", "oak", "--with-answers", "--output", "new.csv"];
    let made = run(home.path(), &line);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("Privileged: 1 row filled in"), "{}", made.out);
    assert!(made.out.contains("Privacy: 1 likely identifier of patients"), "{}", made.out);
    assert!(!made.out.contains("12345678") && !made.err.contains("12345678"));
    let text = fs::read_to_string(home.path().join("new.csv")).unwrap();
    assert!(text.contains("peer review of May") && text.contains("MRN 12345678"));
}

/// Point: a workbook has to know what it asks; nothing is guessed.
#[test]
fn a_workbook_of_no_assessment_needs_a_program() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("a.csv"), "criterion,location,response\nCA-16,roof,met\n").unwrap();
    let bare = run(home.path(), &["merge", "a.csv", "--output", "all.xlsx"]);
    assert_eq!((bare.code, bare.err.contains("--program ID")), (2, true), "{}", bare.err);
    let line = ["merge", "a.csv", "--output", "all.xlsx", "--program", "full-partner"];
    let made = run(home.path(), &line);
    assert_eq!(made.code, 0, "{}", made.err);
    let rows = rows_of(&home.path().join("all.xlsx"), "CA-16");
    assert_eq!((rows.len(), rows[0].1["Location"].as_str()), (1, "roof"));
}

/// Point: a text that no cell of a workbook can hold is never cut.
#[test]
fn a_text_that_does_not_fit_stops_the_workbook() {
    let long = "x".repeat(40_000);
    let home = with_sheet(&format!("criterion,response,comment\nRX-01,met,{long}\n"));
    let made = run(home.path(), &["merge", "oak/2026-self/own.csv", "--output", "oak/all.xlsx"]);
    assert_eq!(
        (made.code, made.err.contains("does not fit into a workbook")),
        (3, true),
        "{}",
        made.err
    );
    assert!(!home.path().join("oak/all.xlsx").exists());
}
