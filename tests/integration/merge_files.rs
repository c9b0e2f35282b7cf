//! `merge` as people run it: files in, a sheet, its rejects and conflicts out; nobody's file is written over.
#![expect(clippy::disallowed_methods, reason = "the tests write sheets and read what was merged")]

use crate::hospital::Hospital;
use crate::support::{Run, run};
use concordant::report::EXPORT_STAMP;
use concordant::sheet::{Value, write_csv};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

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
    assert!(rejects.lines().next().unwrap().contains(EXPORT_STAMP));
    assert!(rejects.contains("a.csv,,2,by --prefer b.csv,"), "{rejects}");
    assert!(rejects.contains("a.csv,,3,no checklist has its criterion,"), "{rejects}");
    assert!(run.out.contains("SETTLED: 1"), "{}", run.out);
}

/// Point: rejects of an earlier run never stand beside a sheet in which nothing was rejected, and
/// what somebody has mended in them is never lost.
#[test]
fn rejects_of_an_earlier_run_are_gone_or_stop_the_next() {
    let home = two();
    let mend = |text: &str| fs::write(home.path().join("a.csv"), text).unwrap();
    let before = fs::read(home.path().join("b.csv")).unwrap();
    fs::write(home.path().join("b.csv"), "criterion,response\nRX-05,met\n").unwrap();
    for output in ["all.csv", "all.xlsx"] {
        mend("criterion,response\nRX-01,met\nRX-99,met\n");
        let line = ["--program", "full-partner", "--output", output];
        assert_eq!(merge_two(&home, &line).code, 3);
        let rejects = fs::read_to_string(home.path().join("all-rejects.csv")).unwrap();
        // nothing of the sheet changes: only the row that no checklist has goes
        mend("criterion,response\nRX-01,met\n");
        fs::write(home.path().join("all-rejects.csv"), rejects.replace("RX-99", "RX-05")).unwrap();
        let stopped = merge_two(&home, &line);
        assert_eq!(stopped.code, 2, "{}", stopped.err);
        assert!(stopped.err.contains("is left from an earlier run"), "{}", stopped.err);
        assert!(exists(&home, "all-rejects.csv"));
        fs::write(home.path().join("all-rejects.csv"), &rejects).unwrap();
        let done = merge_two(&home, &line);
        assert!(done.err.contains("removed all-rejects.csv of an earlier run"), "{}", done.err);
        assert!(!exists(&home, "all-rejects.csv"));
    }
    fs::write(home.path().join("b.csv"), before).unwrap();
    // conflicts that somebody has gone through are never written over
    let conflicts = ["--conflicts", "c.csv"];
    assert_eq!(merge_two(&home, &conflicts).code, 1);
    let table = fs::read_to_string(home.path().join("c.csv")).unwrap();
    fs::write(home.path().join("c.csv"), table + "we agreed on met\r\n").unwrap();
    assert_eq!(merge_two(&home, &conflicts).code, 2);
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

/// Point: a folder stands for the sheets in it, for those whose command line knows no `*`; what we
/// wrote beside them is no sheet.
#[test]
fn a_folder_is_the_sheets_in_it() {
    let home = two();
    let one_by_one = merge_two(&home, &["--prefer", "a.csv", "--output", "one.csv"]);
    let parts = home.path().join("parts");
    fs::create_dir(&parts).unwrap();
    for name in ["a.csv", "b.csv"] {
        fs::copy(home.path().join(name), parts.join(name)).unwrap();
    }
    fs::write(parts.join("~$b.csv"), "locked").unwrap();
    fs::write(parts.join("notes.txt"), "nobody's").unwrap();
    fs::write(parts.join("c.csv"), format!("{EXPORT_STAMP}\ncriterion,response\n")).unwrap();
    let arguments = ["merge", "parts", "--prefer", "a.csv", "--output", "two.csv"];
    let whole = run(home.path(), &arguments);
    // a row of theirs cannot be used, either way
    assert_eq!((one_by_one.code, whole.code), (3, 3), "{}{}", whole.out, whole.err);
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(read("one.csv"), read("two.csv"));
    // mended rejects come back as rows, without what we wrote beside them
    let rejects = read("one-rejects.csv");
    let mended = rejects.lines().enumerate().filter(|(at, row)| *at == 0 || row.contains("RX-99"));
    let mended: Vec<String> = mended.map(|(_, row)| row.replace("RX-99", "RX-02")).collect();
    fs::write(home.path().join("one-rejects.csv"), mended.join("\n")).unwrap();
    let again = run(home.path(), &["merge", "one.csv", "one-rejects.csv", "--output", "all.csv"]);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    let all = read("all.csv");
    assert!(all.contains("RX-02") && !all.contains(EXPORT_STAMP), "{all}");
    assert_eq!(all.lines().next(), read("one.csv").lines().next());
    fs::create_dir(home.path().join("empty")).unwrap();
    let none = run(home.path(), &["merge", "parts", "empty"]);
    assert_eq!(none.code, 3);
    assert!(none.err.contains("no sheets lie in this folder"), "{}", none.err);
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
        (&["--output", "all.ods"], "ends in .csv or .xlsx"),
        (&["--conflicts", "all.xlsx"], "ends in .csv"),
        (&["--output", "x.csv", "--conflicts", "x.csv"], "give two"),
        (&["a.csv"], "given twice"),
        (&["--format", "html"], "[possible values: terminal, markdown, json]"),
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
    // merge passes over it too, and says so; where nothing is left it writes nothing
    let alone = ["merge", "page.csv", "--output", "all.csv"];
    let merged = run(home.path(), &alone);
    assert_eq!(merged.code, 4, "{}{}", merged.out, merged.err);
    assert!(merged.err.contains("[C012]") && merged.err.contains("nothing to merge"));
    assert!(!exists(&home, "all.csv"));
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
