//! What is handed over: the exit statement, the part of a department, the register of evidence, and
//! the whole set in a folder.
#![expect(clippy::disallowed_methods, reason = "tests write folders and read what was written")]

use crate::support::{Run, json, run};
use concordant::diagnostic::Bag;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const RIVERBEND: &str = "examples/riverbend";

fn report(arguments: &[&str]) -> Value {
    let all = [&["report", RIVERBEND, "--format", "json"], arguments].concat();
    json(root(), &all, 0)
}

fn texts<'v>(records: &'v Value, key: &str) -> Vec<&'v str> {
    records.as_array().unwrap().iter().map(|record| record[key].as_str().unwrap()).collect()
}

/// The exit statement is a choice from the report: nothing in it is new.
#[test]
fn the_exit_statement_says_what_the_report_says() {
    let (whole, exit) = (report(&[]), report(&["--exit"]));
    assert_eq!(exit["schema"], "concordant.exit/1");
    assert_eq!(exit["result"], whole["score"]["result"]);
    assert_eq!(exit["differences"], whole["differences"]);
    assert_eq!(exit["gaps"], whole["gaps"]["gaps"].as_array().unwrap().len());
    assert_eq!(texts(&exit["immediate"], "criterion"), ["PS-33"]);
    assert_eq!(texts(&exit["critical"], "criterion"), ["RX-04", "CA-16", "PS-08"]);
    assert_eq!(texts(&exit["open_critical"], "criterion"), ["TR-16"]);
    let gaps = whole["gaps"]["gaps"].as_array().unwrap();
    for finding in
        exit["immediate"].as_array().unwrap().iter().chain(exit["critical"].as_array().unwrap())
    {
        assert!(gaps.contains(finding), "{finding}");
    }
}

/// A strength is a section in which nothing that counts is missing.
#[test]
fn strengths_are_sections_met_in_full() {
    let whole = report(&[]);
    let items = whole["score"]["items"].as_array().unwrap();
    let strengths = whole["strengths"].as_array().unwrap();
    assert!(!strengths.is_empty());
    for strength in strengths {
        let checklists = whole["score"]["scores"]["checklists"].as_array().unwrap();
        let checklist = checklists.iter().find(|c| c["id"] == strength["checklist"]).unwrap();
        let sections = checklist["sections"].as_array().unwrap();
        let section = sections.iter().find(|s| s["title"] == strength["title"]).unwrap();
        let inside = items.iter().filter(|item| {
            item["checklist"] == strength["checklist"]
                && item["section"] == section["id"]
                && item["counted"] == true
        });
        let states: Vec<&str> = inside.map(|item| item["state"].as_str().unwrap()).collect();
        assert!(states.iter().all(|state| *state == "met"), "{strength}: {states:?}");
        assert!(!states.is_empty(), "{strength}");
    }
}

/// Clocks run from the day of the finding, the ones that the program has for such a gap.
#[test]
fn deadlines_are_the_programs_clocks() {
    let whole = report(&[]);
    let clocks = |criterion: &str, location: Value| -> Vec<(String, String)> {
        let gaps = whole["gaps"]["gaps"].as_array().unwrap();
        let gap = gaps.iter().find(|g| g["criterion"] == criterion && g["location"] == location);
        let text = |deadline: &Value, key: &str| deadline[key].as_str().unwrap().to_owned();
        let deadlines = gap.unwrap()["deadlines"].as_array().unwrap();
        deadlines.iter().map(|deadline| (text(deadline, "clock"), text(deadline, "due"))).collect()
    };
    let pair = |clock: &str, due: &str| (clock.to_owned(), due.to_owned());
    assert_eq!(clocks("PS-33", "north".into()), [pair("immediate-danger", "2026-10-26")]);
    // the hospital said so in September: the visit that agrees gives no more time
    assert_eq!(
        clocks("CA-16", "north".into()),
        [pair("interim-control", "2026-10-18"), pair("closing", "2027-03-17")]
    );
    assert_eq!(
        clocks("RX-04", Value::Null),
        [pair("interim-control", "2026-11-22"), pair("closing", "2027-04-21")]
    );
    // a clock that the accepted plan starts has no day yet
    assert!(clocks("CA-28", Value::Null).is_empty());
}

/// Every gap, open question and stale piece of evidence is somebody's, and nobody else's.
#[test]
fn departments_share_out_the_report() {
    let whole = report(&[]);
    let vocabulary = concordant::library::Library::embedded().vocabulary(&Bag::new());
    let roles: Vec<&str> = vocabulary.role_ids().collect();
    let (mut gaps, mut questions, mut evidence) = (0, 0, 0);
    for role in roles {
        let part = report(&["--for", role]);
        let count = |key: &str| part[key].as_array().unwrap().len();
        gaps += count("gaps");
        questions += count("open_questions");
        evidence += count("stale_evidence");
        for gap in part["gaps"].as_array().unwrap() {
            assert_eq!(gap["remediation"]["role"], role);
        }
        for waited in part["waited_for"].as_array().unwrap() {
            assert_eq!(waited["work"]["role"], role);
            assert!(!waited["waiting"].as_array().unwrap().is_empty());
        }
    }
    let stale = whole["evidence"].as_array().unwrap().iter();
    let stale =
        stale.filter(|piece| ["expired", "too_old"].contains(&piece["standing"].as_str().unwrap()));
    assert_eq!(gaps, whole["gaps"]["gaps"].as_array().unwrap().len());
    assert_eq!(questions, whole["gaps"]["open_questions"].as_array().unwrap().len());
    assert_eq!((evidence, evidence > 0), (stale.count(), true));
}

/// The register says who cites what, what has run out, and for whom it is too old.
#[test]
fn the_register_is_judged_on_the_day_of_the_report() {
    let whole = report(&[]);
    let piece = |id: &str| -> Value {
        let all = whole["evidence"].as_array().unwrap();
        all.iter().find(|piece| piece["id"] == id).unwrap().clone()
    };
    let certificate = piece("RB-E03");
    assert_eq!(certificate["standing"], "expired");
    assert_eq!(certificate["too_old_for"], certificate["cited_by"]);
    assert_eq!(piece("RB-E01")["standing"], "current");
    let before =
        json(root(), &["report", RIVERBEND, "--format", "json", "--as-of", "2026-09-18"], 0);
    let all = before["evidence"].as_array().unwrap();
    let dated_later = all.iter().filter(|piece| piece["standing"] == "not_yet").count();
    assert_eq!(dated_later, 0);
    let cited = |report: &Value| -> usize {
        let all = report["evidence"].as_array().unwrap();
        all.iter().map(|piece| piece["cited_by"].as_array().unwrap().len()).sum()
    };
    assert!(cited(&whole) >= cited(&before), "a citation of any party counts");
}

/// What reviewers wrote is shown only where it is asked for; what may name somebody, not even then.
#[test]
fn findings_are_shown_on_demand_and_withheld_in_doubt() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("riverbend");
    copy_folder(&root().join(RIVERBEND), &copy);
    let visit = copy.join("2026-visit/visit.csv");
    let sheet = fs::read_to_string(&visit).unwrap();
    let from = "Exhaust fan of room P-114 is failing.";
    assert!(sheet.contains(from));
    fs::write(&visit, sheet.replace(from, "Seen with the chart of 00123456.")).unwrap();
    let at = copy.to_str().unwrap();
    let plain = run(root(), &["report", at, "--exit"]);
    assert!(!plain.out.contains("The reviewer wrote"), "{}", plain.out);
    let asked = run(root(), &["report", at, "--exit", "--findings"]);
    let told: String = asked.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Paclitaxel was running."), "{told}");
    assert!(told.contains("The reviewer wrote: 4 minutes to the box"), "{told}");
    assert!(told.contains("Holds what reviewers wrote: read it for names"), "{told}");
    assert!(!plain.out.contains("Holds what reviewers wrote"));
    assert!(!asked.out.contains("00123456"), "{}", asked.out);
    let cards = run(root(), &["report", at, "--for", "facilities-manager", "--findings"]);
    assert!(cards.out.contains("withheld: it may identify a person"), "{}", cards.out);
    assert!(!cards.out.contains("00123456"));
}

/// A copy of a folder with everything in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let below = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(below).unwrap();
        } else {
            fs::copy(entry.path(), below).unwrap();
        }
    }
}

fn whole_set(folder: &Path, example: &str) -> Run {
    run(root(), &["report", example, "--quiet", "--all", "--output", folder.to_str().unwrap()])
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (name.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The same inputs give the same bytes, of every file, also of the workbook.
#[test]
fn two_sets_are_the_same_to_the_byte() {
    let place = tempfile::tempdir().unwrap();
    let (one, other) = (place.path().join("one"), place.path().join("deep/other"));
    for folder in [&one, &other] {
        assert_eq!(whole_set(folder, RIVERBEND).code, 0);
    }
    let (one, other) = (files(&one), files(&other));
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    for name in
        ["index.html", "report.html", "exit.html", "report.xlsx", "report.md", "report.json"]
            .into_iter()
            .chain(PLAN)
    {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(names.contains(&"departments/pharmacy-manager.html"), "{names:?}");
    for ((name, bytes), (_, again)) in one.iter().zip(&other) {
        assert!(bytes == again, "{name} differs");
    }
    assert_eq!(one.len(), other.len());
}

/// The files of a plan in a set.
const PLAN: [&str; 6] = ["plan.html", "plan.md", "plan.xlsx", "plan.csv", "plan.ics", "plan.json"];

fn plan_of(set: &Path) -> Value {
    serde_json::from_slice(&fs::read(set.join("plan.json")).unwrap()).unwrap()
}

/// The set holds what `plan` says from the first working day after the answers, whatever the day
/// is on which the set is written, and says so.
#[test]
fn the_plan_of_a_set_is_that_of_plan() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(whole_set(place.path(), RIVERBEND).code, 0);
    let mut of_set = plan_of(place.path());
    assert_eq!((&of_set["as_of"], &of_set["start"]), (&"2026-10-23".into(), &"2026-10-26".into()));
    let note = of_set["notes"].as_array_mut().unwrap().pop().unwrap();
    assert!(note.as_str().unwrap().contains("the first working day after the answers"), "{note}");
    let arguments = ["plan", RIVERBEND, "--start", "2026-10-26", "--format", "json"];
    assert_eq!(of_set, json(root(), &arguments, 0));
    let page = fs::read_to_string(place.path().join("departments/pharmacy-manager.html")).unwrap();
    let own = of_set["actions"].as_array().unwrap();
    let own = own.iter().filter(|action| action["role"] == "pharmacy-manager").count();
    assert!(own > 0 && page.contains(&format!("In the plan ({own})")), "{own} actions");
    assert!(page.contains("href=\"../plan.html\""));
}

/// An accepted plan gives the target and the first day; where it can no longer be kept, the index
/// says why, and the rest of the set is written.
#[test]
fn a_set_keeps_to_the_accepted_plan() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("riverbend");
    copy_folder(&root().join(RIVERBEND), &copy);
    let (at, set) = (copy.to_str().unwrap(), place.path().join("set"));
    let accept = ["plan", at, "--accept", "--target", "conditional", "--start", "2026-12-01"];
    assert_eq!(run(root(), &accept).code, 0);
    assert_eq!(whole_set(&set, at).code, 0);
    let plan = plan_of(&set);
    assert_eq!((&plan["target"], &plan["start"]), (&"conditional".into(), &"2026-12-01".into()));
    let log = "date,action,event,by,evidence,new_due,reason\r\n\
               2026-11-02,PS-M15,dropped,pharmacy-manager,,,no money\r\n";
    fs::write(copy.join("check-ins.csv"), log).unwrap();
    let dropped = whole_set(&set, at);
    assert_eq!(dropped.code, 0, "{}", dropped.err);
    let index = fs::read_to_string(set.join("index.html")).unwrap();
    let told = index.lines().find(|line| line.contains("There is no plan in this set"));
    assert!(told.unwrap().contains("every must-pass criterion is met"), "{told:?}");
    let left = PLAN.iter().filter(|name| set.join(name).exists()).count();
    assert_eq!(left, 0, "what the earlier set had is removed");
    fs::write(copy.join("plan.toml"), "nonsense").unwrap();
    assert_eq!(whole_set(&set, at).code, 3);
    let index = fs::read_to_string(set.join("index.html")).unwrap();
    assert!(index.contains("plan.toml has errors"), "{index}");
}

/// The list of a set is true: names and digests.
#[test]
fn a_set_lists_its_files_with_their_digests() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(whole_set(place.path(), RIVERBEND).code, 0);
    let all = files(place.path());
    let (_, list) = all.iter().find(|(name, _)| name == "SHA256SUMS").unwrap();
    let list = String::from_utf8(list.clone()).unwrap();
    assert_eq!(list.lines().next(), Some("# concordant set of riverbend"));
    assert_eq!(list.lines().count(), all.len());
    for line in list.lines().skip(1) {
        let (digest, name) = line.split_once("  ").unwrap();
        let (_, bytes) = all.iter().find(|(known, _)| known == name).unwrap();
        assert_eq!(concordant::standard::digest_of_bytes(bytes), digest, "{name}");
    }
}

/// A later set takes the place of an earlier one of the same facility; what a person put beside it
/// stays.
#[test]
fn a_later_set_removes_what_is_no_longer_true() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(whole_set(place.path(), RIVERBEND).code, 0);
    let note = place.path().join("note.txt");
    fs::write(&note, "a person's own").unwrap();
    let at = place.path().to_str().unwrap();
    let own = ["report", RIVERBEND, "--quiet", "--assessment", "2026-visit", "--all", "--output"];
    let before = files(place.path()).len();
    assert_eq!(run(root(), &[&own[..], &[at]].concat()).code, 0);
    let after: Vec<String> = files(place.path()).into_iter().map(|(name, _)| name).collect();
    assert_ne!(after.len(), before, "another assessment asks other departments");
    assert_eq!(fs::read_to_string(&note).unwrap(), "a person's own");
    let list = fs::read_to_string(place.path().join("SHA256SUMS")).unwrap();
    let listed = list.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(listed + 2, after.len(), "the list, the note, and what is listed");
}

/// What somebody has changed, another facility's set, and lists of others are refused.
#[test]
fn a_set_never_goes_over_what_others_wrote() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(whole_set(place.path(), RIVERBEND).code, 0);
    let before = files(place.path());
    let other = whole_set(place.path(), "examples/harbor");
    assert!(other.code == 2 && other.err.contains("another facility"), "{}", other.err);
    assert_eq!(files(place.path()), before);
    let report = place.path().join("report.md");
    fs::write(&report, "with a word of a person").unwrap();
    let changed = whole_set(place.path(), RIVERBEND);
    assert!(changed.code == 2 && changed.err.contains("report.md"), "{}", changed.err);
    assert_eq!(fs::read_to_string(&report).unwrap(), "with a word of a person");
    let foreign = tempfile::tempdir().unwrap();
    fs::write(foreign.path().join("precious.txt"), "mine").unwrap();
    fs::write(foreign.path().join("SHA256SUMS"), "00  precious.txt\n").unwrap();
    assert_eq!(whole_set(foreign.path(), RIVERBEND).code, 2);
    assert_eq!(files(foreign.path()).len(), 2);
}

/// A folder with anything else in it is refused, and nothing is written.
#[test]
fn a_set_goes_into_a_folder_of_its_own() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("report.html"), "mine").unwrap();
    let refused = whole_set(place.path(), RIVERBEND);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("give a new or an empty folder"), "{}", refused.err);
    let all = files(place.path());
    assert_eq!(all, [("report.html".to_owned(), b"mine".to_vec())]);
}

/// What is asked for in two ways, or for nobody, is refused before anything is written.
#[test]
fn requests_that_mean_nothing_are_refused() {
    let code = |arguments: &[&str]| {
        let run = run(root(), &[&["report", RIVERBEND], arguments].concat());
        assert!(run.out.is_empty(), "{arguments:?}: {}", run.out);
        (run.code, run.err)
    };
    let (exit, message) = code(&["--for", "farmacy-manager"]);
    assert!(exit == 2 && message.contains("pharmacy-manager"), "{message}");
    for arguments in [
        &["--exit", "--for", "pharmacy-manager"][..],
        &["--all"],
        &["--all", "--exit", "--output", "x"],
        &["--template", "examples/letterhead"],
        &["--format", "html", "--exit", "--all", "--output", "x"],
    ] {
        assert_eq!(code(arguments).0, 2, "{arguments:?}");
    }
    let (exit, message) = code(&["--format", "html", "--template", "examples/no-such-folder"]);
    assert!(exit == 3 && message.contains("C001"), "{message}");
}

/// Without a site visit nothing is said of differences, and strengths are self-reported.
#[test]
fn a_self_assessment_alone_has_an_exit_statement_too() {
    let statement = run(root(), &["report", RIVERBEND, "--exit", "--assessment", "2026-self"]);
    assert!(!statement.out.to_lowercase().contains("differ"), "{}", statement.out);
    assert!(statement.out.contains("self-reported"), "{}", statement.out);
}
