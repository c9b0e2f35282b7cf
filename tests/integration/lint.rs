//! The linter of standards: levels, suppressions, mending, versions, and what an author begins with.

#![expect(clippy::disallowed_methods, reason = "tests write the folders that they check")]

use crate::catalogue::folder;
use crate::support::{Run, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const CHECKLIST: &str = "checklists/tiny/1.0.0.toml";

pub(crate) fn standards(at: &Path, arguments: &[&str]) -> Run {
    run(at, &[&["standards"], arguments].concat())
}

/// Checks a folder on a fixed day, with nothing from inside the binary.
fn check(at: &Path, arguments: &[&str]) -> Run {
    let usual = ["check", "--no-embedded", "--as-of", "2026-11-21", "--format", "json"];
    standards(at, &[&usual, arguments].concat())
}

fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err))
}

/// A check has to tell these, as `weight CODE` in the order of the alphabet, and end so.
#[track_caller]
fn expect(run: &Run, expected: &[&str], code: i32) {
    let log = parsed(run);
    let word = |entry: &Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let line = |entry| format!("{} {}", word(entry, "severity"), word(entry, "code"));
    let mut told: Vec<String> = log["diagnostics"].as_array().unwrap().iter().map(line).collect();
    told.sort();
    assert_eq!(told, expected, "{}", run.out);
    assert_eq!(run.code, code, "{}", run.out);
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let below = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(below).unwrap();
        } else {
            std::fs::copy(entry.path(), below).unwrap();
        }
    }
}

/// A copy of a fixture's folder, to change at will.
fn copy_of(fixture: &str) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy(&folder(&format!("diagnostics/{fixture}")), to.path());
    to
}

/// A folder without any problem, and its checklist: what C228 lacks is a day in its statement.
fn clean() -> (TempDir, PathBuf) {
    let at = copy_of("C228");
    let path = at.path().join(CHECKLIST);
    write(&path, &read(&path).replace("is certified regularly", "was certified this year"));
    expect(&check(at.path(), &["."]), &[], 0);
    (at, path)
}

/// The command line lets a code weigh more, less or nothing, for one run.
#[test]
fn a_flag_changes_the_level_of_a_code() {
    let at = folder("diagnostics/C228");
    for (level, told, code) in [
        ("C228=error", &["error C228"][..], 1),
        ("C228=warning", &["warning C228"], 0),
        ("c228=note", &["note C228"], 0),
        ("C228=off", &[], 0),
    ] {
        expect(&check(&at, &["--level", level, "."]), told, code);
    }
    for level in ["C228=loud", "C999=off", "C228"] {
        let run = check(&at, &["--level", level, "."]);
        assert_eq!(run.code, 2, "{level}");
        assert!(run.err.contains(level), "{}", run.err);
    }
}

const ERROR: &str = "format = 1\n\n[levels]\nC228 = \"error\"\n";

/// `lint.toml` in the folder says the same for every run; a file of one's own takes its place, and
/// the command line wins over both.
#[test]
fn lint_toml_changes_the_level_of_a_code() {
    let (at, other) = (copy_of("C228"), tempfile::tempdir().unwrap());
    write(&at.path().join("lint.toml"), ERROR);
    expect(&check(at.path(), &["."]), &["error C228"], 1);
    expect(&check(at.path(), &["--level", "C228=off", "."]), &[], 0);
    let path = other.path().join("other.toml");
    write(&path, &ERROR.replace("error", "note"));
    let config = ["--config", path.to_str().unwrap()];
    expect(&check(at.path(), &[&config[..], &["."]].concat()), &["note C228"], 0);
    let both = [&config[..], &["--level", "C228=off", "."]].concat();
    expect(&check(at.path(), &both), &[], 0);
}

/// A code may be written in small letters, as on the command line.
#[test]
fn lint_toml_takes_codes_in_small_letters() {
    let at = copy_of("C228");
    write(&at.path().join("lint.toml"), &ERROR.to_lowercase());
    expect(&check(at.path(), &["."]), &["error C228"], 1);
    let small = SUPPRESSION.replace('C', "c");
    write(&at.path().join("lint.toml"), &format!("{small}reason = \"x\"\n"));
    expect(&check(at.path(), &["."]), &[], 0);
}

const SUPPRESSION: &str = "format = 1\n\n[[suppress]]\ncode = \"C228\"\nitem = \"TY-01\"\n";

/// A suppression with its reason hides one code of one item, and of no other.
#[test]
fn a_suppression_with_a_reason_works() {
    let at = copy_of("C228");
    let with_reason = format!("{SUPPRESSION}reason = \"The form is named so.\"\n");
    write(&at.path().join("lint.toml"), &with_reason);
    expect(&check(at.path(), &["."]), &[], 0);
    write(&at.path().join("lint.toml"), &with_reason.replace("TY-01", "TY-02"));
    expect(&check(at.path(), &["."]), &["warning C228", "warning C242"], 0);
}

/// Nobody hides a problem without saying why.
#[test]
fn a_suppression_without_a_reason_is_an_error() {
    let at = copy_of("C228");
    for (reason, told) in [("", "error C103"), ("reason = \"\"\n", "error C113")] {
        write(&at.path().join("lint.toml"), &format!("{SUPPRESSION}{reason}"));
        let run = check(at.path(), &["--level", "C228=off", "--level", "C242=off", "."]);
        expect(&run, &[told], 1);
    }
}

/// A suppression that is left over would hide the next problem.
#[test]
fn an_unused_suppression_is_told() {
    let (at, _) = clean();
    write(&at.path().join("lint.toml"), &format!("{SUPPRESSION}reason = \"Solved.\"\n"));
    expect(&check(at.path(), &["."]), &["warning C242"], 0);
}

/// A wrong key and a wrong word among comments and odd spaces.
fn with_slips(text: &str) -> String {
    let key = "# where work is done\n  titel   =  'Rooms'\t# behind";
    let role = "\nrole = \"pharmacy-manger\"   # nobody else\n\n# before effort";
    text.replace("title = \"Rooms\"", key).replace("\nrole = \"pharmacy-manager\"", role)
}

/// `--fix` mends what can only be meant in one way, and every other byte stays: comments, order,
/// spaces, line ends, byte order mark.
#[test]
fn fix_mends_slips_and_nothing_else() {
    let (at, path) = clean();
    let slips = with_slips(&read(&path));
    for text in [slips.clone(), format!("\u{FEFF}{}", slips.replace('\n', "\r\n"))] {
        write(&path, &text);
        expect(&check(at.path(), &["."]), &["error C102", "error C204"], 1);
        let run = check(at.path(), &["--fix", "."]);
        expect(&run, &[], 0);
        assert_eq!(run.err, "mended 2 problems\n");
        let mended = text.replace("titel", "title").replace("pharmacy-manger", "pharmacy-manager");
        assert_eq!(read(&path), mended);
    }
}

/// What might mean several things, or nothing that is known, is left to its author.
#[test]
fn fix_leaves_what_is_not_certain() {
    let (at, path) = clean();
    let text = read(&path).replace("title = \"Rooms\"", "title = \"Rooms\"\ncolor = \"red\"");
    let text = text.replace("answer_role = \"pharmacy-manager\"", "answer_role = \"night-porter\"");
    write(&path, &text);
    let run = check(at.path(), &["--fix", "."]);
    expect(&run, &["error C102", "error C204"], 1);
    assert_eq!(run.err, "mended 0 problems\n");
    assert_eq!(read(&path), text);
}

/// The file that is mended is the one that was checked, wherever the run began.
#[test]
fn fix_mends_in_the_folder_that_was_given() {
    let ((at, path), other) = (clean(), tempfile::tempdir().unwrap());
    let text = with_slips(&read(&path));
    write(&path, &text);
    // a namesake where the run begins
    let namesake = other.path().join(at.path().file_name().unwrap()).join(CHECKLIST);
    write(&namesake, &text);
    expect(&check(other.path(), &["--fix", at.path().to_str().unwrap()]), &[], 0);
    assert_eq!(read(&namesake), text);
}

/// Mending one slip makes no other problem, whatever stands around it.
#[test]
fn fix_makes_no_new_problem() {
    let (at, path) = clean();
    let sound = read(&path);
    for (from, to, told) in [
        ("title = \"Rooms\"", "titel = \"Rooms\"\ntitlle = \"Rooms\"", &["error C102"][..]),
        ("evidence =", "applies_when = \"\"\"\nnot infusoin\"\"\"\nevidence =", &[]),
        ("evidence =", "applies_when = \"not (\\u0069nfusion and infusoin)\"\nevidence =", &[]),
    ] {
        write(&path, &sound.replacen(from, to, 1));
        expect(&check(at.path(), &["--fix", "."]), told, i32::from(!told.is_empty()));
    }
}

fn diff(old: &str, new: &str) -> Run {
    let usual = ["diff", "--no-embedded", "--standards", "library", "--format", "json"];
    standards(&folder(""), &[&usual[..], &[old, new]].concat())
}

/// Exit 0 where the version rises enough, 1 where it does not, 2 where there is nothing to
/// compare, 3 where a file cannot be read.
#[test]
fn diff_ends_with_the_right_exit_code() {
    const TINY: &str = "diagnostics/C234/checklists/tiny/1.0.0.toml";
    const NEXT: &str = "diagnostics/C234/checklists/tiny/1.0.1.toml";
    const BROKEN: &str = "diagnostics/C101/checklists/tiny/1.0.0.toml";
    for (old, new, code) in [
        ("mini@1.0.0", "mini@1.0.1", 0),
        ("mini@1.0.0", "mini@1.0.0", 0),
        ("mini@1.0.0", "mini@1.1.0", 1),
        ("mini@1.0.1", "mini@1.0.0", 1),
        ("mini@1.0.0", "annex@1.0.0", 2),
        ("mini@1.0.0", "mini@9.0.0", 2),
        ("mini", "mini@1.0.0", 2),
        (TINY, NEXT, 0),
        (TINY, BROKEN, 3),
    ] {
        let run = diff(old, new);
        assert_eq!(run.code, code, "{old} {new}: {}{}", run.out, run.err);
    }
}

/// The names in the JSON of a comparison are those that were promised.
#[test]
fn diff_as_json_has_stable_names() {
    let log = parsed(&diff("mini@1.0.0", "mini@1.1.0"));
    let changes = log["changes"].as_array().unwrap();
    let changed = changes.iter().find(|change| change["criterion"] == "MN-02").unwrap();
    let expected = json!({
        "schema": "concordant.diff/1",
        "id": "mini",
        "from": "1.0.0",
        "to": "1.1.0",
        "required_bump": "major",
        "declared_bump": "minor",
        "bumped_enough": false,
        "changes": changes,
        "undeclared": [{ "criterion": "MN-02", "message": log["undeclared"][0]["message"] }],
        "unapproved": [],
    });
    assert_eq!(log, expected);
    let [field, class, from, to] = ["field", "class", "from", "to"].map(|key| &changed[key]);
    assert_eq!((field, class), (&json!("statement"), &json!("major")));
    assert_eq!(from, "The pharmacy keeps a list of the hazardous drugs in stock.");
    assert_eq!(to, "The pharmacy keeps a list of all hazardous drugs it stocks.");
    let mut keys = changes.iter().map(|change| change.as_object().unwrap().keys());
    assert!(keys.all(|keys| keys.eq(["class", "criterion", "field", "from", "note", "to"])));
    let same = parsed(&diff("mini@1.0.0", "mini@1.0.0"));
    assert_eq!((&same["required_bump"], &same["changes"]), (&Value::Null, &json!([])));
}

/// Against a folder of released standards: what was released stays as it was, and stays.
#[test]
fn against_a_folder_freezes_what_was_released() {
    let at = copy_of("C240");
    let against = || check(at.path(), &["--against", "released", "standards"]);
    expect(&against(), &["error C240"], 1);
    let now = at.path().join("standards").join(CHECKLIST);
    let released = read(&at.path().join("released").join(CHECKLIST));
    write(&now, &released);
    expect(&against(), &[], 0);
    // line ends are git's affair
    write(&now, &released.replace('\n', "\r\n"));
    expect(&against(), &[], 0);
    std::fs::remove_file(&now).unwrap();
    let next = released.replace("version = \"1.0.0\"", "version = \"1.0.1\"");
    write(&now.with_file_name("1.0.1.toml"), &next);
    // gone, and the next version does not say what it takes the place of
    expect(&against(), &["error C238", "error C240"], 1);
    // a folder without standards is a slip: comparing with nothing would pass for ever
    std::fs::create_dir(at.path().join("empty")).unwrap();
    expect(&check(at.path(), &["--against", "empty", "standards"]), &["error C001"], 1);
}

/// Runs git without the settings of whoever runs the tests; says whether it is there.
fn git(at: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    // they are set where a hook runs the tests
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let output = command.arg("-C").arg(at).args(who).args(arguments).output();
    let Ok(output) = output else { return false };
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    true
}

/// A tag of git does what a folder does, also for standards deep inside a repository.
#[test]
#[expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
fn against_a_revision_freezes_what_was_released() {
    let at = tempfile::tempdir().unwrap();
    if !git(at.path(), &["init", "--quiet"]) {
        eprintln!("skipped: git is not installed, so there is no revision to compare with");
        return;
    }
    let below = at.path().join("network/standards");
    copy(&folder("diagnostics/C240/standards"), &below);
    copy(&folder("diagnostics/C240/released"), &below);
    for arguments in [&["add", "."][..], &["commit", "--quiet", "-m", "first"], &["tag", "v1"]] {
        git(at.path(), arguments);
    }
    let against = |revision| check(at.path(), &["--against", revision, "network/standards"]);
    expect(&against("v1"), &[], 0);
    let now = below.join(CHECKLIST);
    write(&now, &format!("{}# one word more\n", read(&now)));
    expect(&against("v1"), &["error C240"], 1);
    expect(&against("HEAD"), &["error C240"], 1);
    expect(&against("v9"), &["error C001"], 1);
}

const CLEAN: &str = "0 errors, 0 warnings, 0 notes\n";

/// What `new` writes is a checklist that checks clean from its first day on.
#[test]
fn a_new_checklist_checks_clean() {
    let at = tempfile::tempdir().unwrap();
    let new = |id, more: &[&str]| standards(at.path(), &[&["new", "own", id], more].concat());
    let run = new("lymphoma", &["--prefix", "LY"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(at.path().join("own/checklists/lymphoma/1.0.0.toml").is_file());
    assert_eq!(standards(at.path(), &["check", "own"]).out, CLEAN);
    // one that is there, also inside the binary, gets a next version and no second first one
    for (id, more) in [("lymphoma", &["--prefix", "LY"][..]), ("pharmacy", &["--prefix", "PH"])] {
        assert_eq!(new(id, more).code, 2, "{id}");
    }
    assert_eq!(new("myeloma", &[]).code, 2, "a prefix is needed");
}

/// An id or prefix that no check would take is refused before anything is written.
#[test]
fn new_refuses_what_no_check_would_take() {
    let at = tempfile::tempdir().unwrap();
    let wrong =
        [("../own2", "LY"), ("", "LY"), ("Lymphoma", "LY"), ("lymphoma", "ly"), ("lymphoma", "RX")];
    for (id, prefix) in wrong {
        let run = standards(at.path(), &["new", "own", id, "--prefix", prefix]);
        assert_eq!(run.code, 2, "{id} {prefix}: {}", run.out);
    }
    assert_eq!(std::fs::read_dir(at.path()).unwrap().count(), 0);
}

/// A next version is its predecessor under another number: comments stay, `supersedes` is set,
/// and the number has to rise.
#[test]
fn a_next_version_keeps_comments_and_rises() {
    let at = tempfile::tempdir().unwrap();
    let new = |id: &str| standards(at.path(), &["new", "own", id, "--prefix", "LY"]);
    assert_eq!(new("lymphoma").code, 0);
    let path = |version: &str| at.path().join(format!("own/checklists/lymphoma/{version}.toml"));
    let old = read(&path("1.0.0"))
        .replace("version = \"1.0.0\"", "version = \"1.0.0\"   # kept")
        .replace("weight = 3", "weight = 3 # of 5\n# as everywhere");
    let old = format!("# on top\n{old}# below\n");
    write(&path("1.0.0"), &old);
    for id in ["lymphoma@1.0.0", "lymphoma@0.9.0", "lymphoma@two", "sarcoma@1.1.0"] {
        assert_eq!(new(id).code, 2, "{id}");
    }
    let run = new("lymphoma@1.1.0");
    assert_eq!(run.code, 0, "{}", run.err);
    let next = read(&path("1.1.0"));
    let kept = next.replacen("supersedes = \"1.0.0\"\n", "", 1);
    assert!(kept.len() < next.len(), "{next}");
    let renumbered = old.replace("version = \"1.0.0\"", "version = \"1.1.0\"");
    assert!(kept.starts_with(&renumbered), "{next}");
    assert_eq!(standards(at.path(), &["check", "own"]).out, CLEAN);
}

/// What we ship has no error on any day, and on the day of its release no warning.
#[test]
fn the_shipped_library_is_clean() {
    let run = standards(&folder(""), &["check"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(standards(&folder(""), &["check", "--as-of", "2026-11-21"]).out, CLEAN);
}
