//! What is said of an intake, and what is not: once what is the same in row after row, nothing of
//! what we wrote ourselves, and at the slips of `facility.toml` what to do.
#![expect(clippy::disallowed_methods, reason = "tests write the folders they are about")]

use crate::catalogue::{folder, tool};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const AS_OF: &str = "2026-11-20";

/// A folder that `init` has begun, with its sheets as CSV or as a workbook.
fn begun(format: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let program = ["init", "oak", "--program", "full-partner", "--as-of", AS_OF];
    tool(place.path()).args(program).args(["--format", format]).assert().code(0);
    place
}

fn check(at: &Path, more: &[&str]) -> String {
    let output = tool(at).args(["check", "oak"]).args(more).output().unwrap();
    String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n")
}

/// The codes of the messages, in their order, but for questions that are not answered yet.
fn codes(printed: &str) -> Vec<&str> {
    let heads = printed.lines().filter(|line| !line.starts_with(' '));
    let codes = heads.filter_map(|line| line.split_once('[')?.1.split_once("]: "));
    codes.map(|(code, _)| code).filter(|code| *code != "C310").collect()
}

/// Changes the cells of every row of a CSV sheet of ours by their headers.
fn with_rows(place: &Path, checklist: &str, change: impl Fn(usize, &mut Vec<String>, &[String])) {
    let path = place.join("oak/2026-self").join(format!("{checklist}.csv"));
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let head = rows[0].clone();
    for (at, row) in rows.iter_mut().enumerate().skip(1) {
        change(at, row, &head);
    }
    let mut writer = csv::Writer::from_path(&path).unwrap();
    for row in &rows {
        writer.write_record(row).unwrap();
    }
}

fn set(row: &mut [String], head: &[String], column: &str, text: &str) {
    let at = head.iter().position(|name| name == column).unwrap();
    row[at] = text.to_owned();
}

/// Point: whoever has just begun is told of nothing but the questions of facility.toml.
#[test]
fn an_untouched_folder_raises_nothing() {
    for format in ["csv", "xlsx"] {
        let place = begun(format);
        let printed = check(place.path(), &[]);
        assert!(codes(&printed).is_empty(), "{format}: {printed}");
        assert!(printed.contains("no simple pattern found"), "{printed}");
    }
}

/// Point: many questions of facility.toml are one message, the last few are told one by one.
#[test]
fn questions_that_are_not_answered_are_one_message_until_few_are_left() {
    let place = begun("csv");
    let many = check(place.path(), &[]);
    assert_eq!(many.matches("[C310]").count(), 1, "{many}");
    assert!(many.contains("20 services and facts are not answered; 76 criteria depend on them"));
    let toml = place.path().join("oak/facility.toml");
    let text = fs::read_to_string(&toml).unwrap();
    // all are answered but two
    let answered = text.lines().map(|line| {
        let is_left = line.starts_with("# trials") || line.starts_with("# infusion");
        let is_answer = line.contains(" = true ") || line.contains(" = false ");
        let plain = line.strip_prefix("# ").filter(|_| is_answer && !is_left);
        plain.unwrap_or(line).to_owned()
    });
    fs::write(&toml, answered.collect::<Vec<_>>().join("\n")).unwrap();
    let few = check(place.path(), &[]);
    assert_eq!(few.matches("[C310]").count(), 2, "{few}");
    assert!(few.contains("`trials` is not answered; these criteria depend on it"), "{few}");
}

/// Point: of an untouched sheet of ours nothing was the hospital's, and nothing is changed.
#[test]
fn an_untouched_sheet_is_repaired_without_a_change() {
    for format in ["csv", "xlsx"] {
        let place = begun(format);
        check(place.path(), &["--fix-to", "fixed"]);
        let mut lists = 0;
        for entry in fs::read_dir(place.path().join("fixed/2026-self")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(!name.contains(".rejected."), "{name}");
            if name.contains(".changes.") {
                lists += 1;
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(text.lines().count(), 1, "{name}: {text}");
            }
        }
        assert!(lists > 0, "{format}");
    }
}

/// Point: nobody has to guess what a register of evidence looks like, and nobody's is lost.
#[test]
fn init_begins_a_register_where_there_is_none() {
    let place = begun("csv");
    let register = place.path().join("oak/evidence.csv");
    let text = fs::read_to_string(&register).unwrap();
    let header = "id,kind,title,approved,valid_until,kept_at,owner_role";
    assert_eq!(text.trim_start_matches('\u{FEFF}').trim_end(), header);
    let own = format!("{header}\nE-1,policy,Policy on waste,2026-02-03,,Policy portal,\n");
    fs::write(&register, &own).unwrap();
    fs::remove_file(place.path().join("oak/facility.toml")).unwrap();
    let again = ["init", "oak", "--program", "full-partner", "--as-of", "2027-11-20"];
    tool(place.path()).args(again).assert().code(0);
    assert_eq!(fs::read_to_string(&register).unwrap(), own);
}

/// Point: a sheet in which every row has the same fault has one message with all of its rows, and
/// programs still get every place.
#[test]
fn what_is_wrong_in_every_row_is_said_once() {
    type Fault = (&'static str, &'static str, &'static str);
    let faults: [Fault; 9] = [
        ("owner_role", "pharmacy manger", "C431"),
        ("statement", "Our own words.", "C438"),
        ("evidence_date", "46100", "C018"),
        ("evidence_date", "3/4/26", "C425"),
        ("fingerprint", "bbbbbbbb", "C420"),
        ("checklist", "pharmacy@1.0.0", "C457"),
        ("location", "North clinic", "C416"),
        ("privileged", "perhaps", "C436"),
        ("response", "probably", "C406"),
    ];
    for (column, word, code) in faults {
        let place = begun("csv");
        with_rows(place.path(), "pharmacy", |_, row, head| {
            set(row, head, "response", "not_met");
            set(row, head, column, word);
        });
        let printed = check(place.path(), &[]);
        let own: Vec<&str> = codes(&printed).into_iter().filter(|one| *one == code).collect();
        assert_eq!(own, [code], "{printed}");
        let json: serde_json::Value =
            serde_json::from_str(&check(place.path(), &["--format", "json"])).unwrap();
        let all = json["diagnostics"].as_array().unwrap();
        let places = all.iter().filter(|one| one["code"] == code).count();
        assert!(places > 20, "{code}: {places}");
        assert!(printed.contains(&format!("pharmacy.csv: {places} rows (")), "{printed}");
    }
}

/// Point: a few mistakes of one kind keep the words that tell how to mend each.
#[test]
fn a_few_are_told_one_by_one() {
    let place = begun("csv");
    with_rows(place.path(), "pharmacy", |at, row, head| {
        if at <= 3 {
            set(row, head, "response", "not_met");
            set(row, head, "fingerprint", "bbbbbbbb");
        }
    });
    let printed = check(place.path(), &[]);
    assert_eq!(codes(&printed), ["C420"; 3], "{printed}");
    assert_eq!(printed.matches("and write fingerprint").count(), 3, "{printed}");
}

/// Point: a cell beside the table of a workbook costs no answer, is told by its place and never by
/// its words, and is in the repaired and in the merged sheet.
#[test]
fn a_cell_beside_the_table_is_told_and_kept() {
    let place = tempfile::tempdir().unwrap();
    let intake = folder("intake");
    let library = folder("library");
    let own = place.path().join("oak/2026-self");
    fs::create_dir_all(&own).unwrap();
    fs::copy(intake.join("facility.toml"), place.path().join("oak/facility.toml")).unwrap();
    fs::copy(intake.join("assessment.toml"), own.join("assessment.toml")).unwrap();
    let sheet = intake.join("damaged/workbook-with-cells-beside-the-table/sheet.xlsx");
    fs::copy(&sheet, own.join("mini.xlsx")).unwrap();
    let standards = ["--no-embedded", "--standards", library.to_str().unwrap()];
    let printed = check(place.path(), &[&standards[..], &["--fix-to", "fixed.csv"]].concat());
    assert_eq!(codes(&printed), ["C458", "C458"], "{printed}");
    assert!(printed.contains("2 cells (Y3, Y6)") && printed.contains("cell AA5"), "{printed}");
    let merged = ["merge", "oak/2026-self/mini.xlsx", "--output", "merged.csv"];
    tool(place.path()).args(merged).args(standards).assert().code(0);
    let words = ["ask the pharmacy", "see binder", "done"];
    for file in ["fixed.csv", "merged.csv"] {
        let text = fs::read_to_string(place.path().join(file)).unwrap();
        assert!(words.iter().all(|word| text.contains(word)), "{file}: {text}");
    }
    assert!(words.iter().all(|word| !printed.contains(word)), "{printed}");
}

/// What a person does to the lines that `init` wrote with a `#` before them, and what is said.
#[test]
fn lines_set_free_by_half_are_told_with_what_to_do() {
    let free = |text: &str, lines: &[&str]| {
        lines.iter().fold(text.to_owned(), |text, line| {
            assert!(text.contains(&format!("# {line}")), "{line}");
            text.replacen(&format!("# {line}"), line, 1)
        })
    };
    let (head, id, name) = ("[[location]]", "id = \"main\"", "name = \"Main campus\"");
    let absence = ["role = \"pharmacy-manager\"", "from = 2026-08-03", "to = 2026-08-21"];
    let cases: [(&[&str], &str, &str); 6] = [
        (&[id, name], "C312", "write [[location]] above `id`"),
        (&[head], "C103", "remove the # before `id = …`"),
        (&[head, id], "C103", "remove the # before `name = …`"),
        (&absence, "C312", "write [[absence]] above `role`"),
        (&["holidays = [2026-12-25]"], "C312", "above the first line in brackets"),
        (&[head, id, name], "", ""),
    ];
    for (lines, code, help) in cases {
        let place = begun("csv");
        let path = place.path().join("oak/facility.toml");
        let text = free(&fs::read_to_string(&path).unwrap(), lines);
        fs::write(&path, text).unwrap();
        let printed = check(place.path(), &[]);
        if code.is_empty() {
            assert!(!printed.contains("error["), "{printed}");
        } else {
            assert_eq!(codes(&printed)[0], code, "{lines:?}: {printed}");
        }
        assert!(printed.contains(help), "{lines:?}: {printed}");
    }
}

/// Point: single brackets, and a place that a sheet names while none is written down.
#[test]
fn places_that_are_not_there_are_told_with_what_to_do() {
    let place = begun("csv");
    with_rows(place.path(), "pharmacy", |_, row, head| set(row, head, "location", "North"));
    let printed = check(place.path(), &[]);
    assert_eq!(codes(&printed), ["C416"], "{printed}");
    assert!(printed.contains("facility.toml names no places of care yet"), "{printed}");
    let path = place.path().join("oak/facility.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "\n[location]\nid = \"north\"\nname = \"North\"\n").unwrap();
    let printed = check(place.path(), &[]);
    assert!(printed.contains("write [[location]], in double brackets"), "{printed}");
}

/// Point: a comment is a text that a person typed, wherever in the folder it stands; what it says is
/// told with line and column, and never shown.
#[test]
fn comments_are_screened_like_values() {
    let place = begun("csv");
    let plant = |file: &str, line: &str| {
        let path = place.path().join("oak").join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{line}\n{text}")).unwrap();
    };
    plant("facility.toml", "# patient John Smithers, MRN 48213377");
    plant("2026-self/assessment.toml", "# seen by the desk: MRN 48213378");
    let printed = check(place.path(), &[]);
    let mut found = codes(&printed);
    found.sort_unstable();
    assert_eq!(found, ["C702", "C702", "C704"], "{printed}");
    assert!(printed.contains("oak/facility.toml:1:26"), "{printed}");
    assert!(printed.contains("oak/2026-self/assessment.toml:1:21"), "{printed}");
    for word in ["Smithers", "48213377", "48213378"] {
        assert!(!printed.contains(word), "{printed}");
    }
    let report = ["report", "oak", "--format", "html", "--output", "report.html"];
    tool(place.path()).args(report).assert().failure();
    assert!(!place.path().join("report.html").exists());
}

/// Point: what the facility allows it allows in comments too.
#[test]
fn an_allowance_holds_for_comments() {
    let place = begun("csv");
    let path = place.path().join("oak/facility.toml");
    let text = fs::read_to_string(&path).unwrap();
    let allowed = "[[privacy.allow]]\nkind = \"phone\"\ntext = \"212-555-7788\"\n\
                   reason = \"the desk of the department\"\n";
    fs::write(&path, format!("{text}\n# call 212-555-7788\n{allowed}")).unwrap();
    let printed = check(place.path(), &[]);
    assert_eq!(codes(&printed), ["C718"], "{printed}");
}

/// Point: a file in which every row tells the same thing is bounded, and all of it is counted.
#[test]
fn a_long_file_is_one_message_and_a_number() {
    use concordant::diagnostic::{Bag, Diagnostic, Place, code, joined};
    let bag = Bag::new();
    let column: Arc<str> = "evidence_date".into();
    for row in 2..=30_001 {
        let place =
            Place { row: Some(row), column_name: Some(column.to_string()), ..Place::file("a.csv") };
        bag.push(Diagnostic::new(&code::DATE_AS_NUMBER, place, "a number"));
    }
    let all = joined(bag.sorted());
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].places.len(), Bag::MOST_KEPT);
    assert_eq!(bag.counts().warnings, 30_000);
    assert_eq!(bag.dropped(), [("C018", "a.csv".to_owned(), 29_000)]);
}

/// Point: a row whose answer counts stays in the repaired sheet, whatever else nobody can read in it.
#[test]
fn repair_keeps_what_counts() {
    let place = begun("csv");
    let unread = [("evidence_date", "March 2026"), ("period_start", "last quarter")];
    with_rows(place.path(), "patient-safety", |at, row, head| {
        set(row, head, "response", if at % 2 == 0 { "met" } else { "not met" });
        set(row, head, "evidence", "Policy 4");
        let (column, text) = unread[at % 2];
        set(row, head, column, text);
    });
    let score = || {
        let score = ["score", "oak", "--format", "json"];
        let output = tool(place.path()).args(score).output().unwrap();
        let score: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let states = score["items"].as_array().unwrap().iter().map(|item| item["state"].clone());
        (score["overall"].clone(), states.collect::<Vec<_>>())
    };
    let before = score();
    assert!(before.1.contains(&"met".into()));
    let sheet = place.path().join("oak/2026-self/patient-safety.csv");
    let fix = ["check", "oak", "--fix-to", "mended"];
    tool(place.path()).args(fix).assert().code(1);
    let all = walkdir::WalkDir::new(place.path().join("mended")).into_iter().map(Result::unwrap);
    let found =
        all.map(walkdir::DirEntry::into_path).find(|path| path.ends_with("patient-safety.csv"));
    fs::copy(found.unwrap(), &sheet).unwrap();
    assert_eq!(score(), before);
}

/// Point: a register that was saved as a workbook is told what it has to be.
#[test]
fn a_register_that_is_no_csv_is_told_so() {
    let place = begun("csv");
    fs::write(place.path().join("oak/evidence.xlsx"), "not looked into").unwrap();
    let told = check(place.path(), &[]);
    assert!(told.contains("save it as evidence.csv"), "{told}");
}
