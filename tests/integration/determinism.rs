//! Same inputs, same bytes: twice, from anywhere, at any width, with and without color.
#![expect(clippy::disallowed_methods, reason = "the tests move folders")]

use super::hospital::Hospital;
use super::support::{Run, run, run_with};
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr as _;

/// Every view of a hospital in every format.
const VIEWS: [&[&str]; 14] = [
    &["score", "--format", "terminal"],
    &["score", "--format", "markdown"],
    &["score", "--format", "json"],
    &["gaps", "--format", "terminal"],
    &["gaps", "--format", "markdown"],
    &["gaps", "--format", "json"],
    &["gaps", "--format", "csv"],
    &["report", "--format", "terminal"],
    &["report", "--format", "markdown"],
    &["report", "--format", "json"],
    &["status", "--format", "markdown"],
    &["status", "--format", "json"],
    &["status", "--format", "csv"],
    &["check", "--format", "json"],
];

/// Views for people at a terminal.
const PICTURES: [&[&str]; 12] = [
    &["status", "oak"],
    &["status", "oak", "--request", "nurse-manager", "--format", "terminal"],
    &["score", "oak"],
    &["gaps", "oak"],
    &["report", "oak"],
    &["explain", "overall", "oak"],
    &["explain", "pharmacy", "oak"],
    &["explain", "pharmacy/making", "oak"],
    &["explain", "concordant-must-pass", "oak"],
    &["explain", "RX-03", "oak"],
    &["standards", "show", "RX-35"],
    &["explain", "RX-05"],
];

/// A weak hospital, and a strong one with a visit.
fn hospitals() -> [Hospital; 2] {
    [3, 5].map(Hospital::embedded)
}

/// The same hospital with mistakes in every file that it wrote itself.
fn faulty() -> Hospital {
    let hospital = Hospital::embedded(7);
    for (file, mistake) in [
        ("facility.toml", "surgery = true\n"),
        ("2026-self/assessment.toml", "radiology = \"1.0.0\"\n"),
        ("2026-self/pharmacy.csv", "pharmacy@2.0.0,RX-01,,,,,,,perhaps\n"),
        (
            "2026-self/patient-safety.csv",
            "patient-safety@1.0.0,PS-99,,,,,,moon,met,,,,,,,,,,,,,,,,beyond\n",
        ),
    ] {
        let path = hospital.folder(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + mistake).unwrap();
    }
    hospital
}

/// A view of the hospital at a path.
fn view(folder: &Path, arguments: &[&str], path: &str) -> Run {
    run(folder, &[arguments, &[path]].concat())
}

/// Point: the same command says the same twice.
#[test]
fn twice_is_the_same() {
    for hospital in hospitals().iter().chain([&faulty()]) {
        for arguments in VIEWS {
            let once = view(hospital.home.path(), arguments, "oak");
            assert!(once.code == 0 || once.code == 1 || once.code == 3, "{}", once.err);
            assert!(!once.out.is_empty());
            assert_eq!(once, view(hospital.home.path(), arguments, "oak"), "{arguments:?}");
        }
    }
}

/// Point: a hospital is called the same, however the path to it was typed.
#[test]
fn any_path_to_a_hospital_is_the_same() {
    let hospital = faulty();
    let home = hospital.home.path();
    let oak = home.join("oak");
    fs::create_dir(home.join("elsewhere")).unwrap();
    for arguments in VIEWS {
        let typed = view(home, arguments, "oak");
        let absolute = view(home, arguments, oak.to_str().unwrap());
        assert_eq!(typed, absolute, "{arguments:?}");
        let far = view(&home.join("elsewhere"), arguments, oak.to_str().unwrap());
        assert_eq!(typed, far, "{arguments:?} from elsewhere");
        for same in ["./oak", "oak/", "./oak/"] {
            assert_eq!(typed, view(home, arguments, same), "{arguments:?} by {same}");
        }
    }
}

/// Point: a copy of the folder in another place says the same.
#[test]
fn a_copy_elsewhere_is_the_same() {
    let [one, other] = [Hospital::embedded(7), Hospital::embedded(7)];
    assert_ne!(one.home.path(), other.home.path());
    for arguments in VIEWS {
        let [one, other] = [&one, &other].map(|h| view(h.home.path(), arguments, "oak"));
        assert_eq!(one, other, "{arguments:?}");
    }
}

/// Point: one hospital by two spellings is one hospital.
#[test]
fn one_hospital_given_twice_is_one() {
    let hospital = Hospital::embedded(3);
    let home = hospital.home.path();
    let absolute = home.join("oak").to_str().unwrap().to_owned();
    let figures = |run: Run| {
        assert_eq!(run.code, 0, "{}", run.err);
        let score: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        score["scores"].clone()
    };
    let json = |paths: &[&str]| run(home, &[&["score", "--format", "json"], paths].concat());
    let once = figures(json(&["oak"]));
    for paths in [
        &["oak", "oak"][..],
        &["oak", "oak/2026-self/pharmacy.csv"],
        &["oak", "./oak"],
        &["oak", &absolute],
    ] {
        assert_eq!(figures(json(paths)), once, "{paths:?}");
    }
}

/// Point: whoever stands inside a hospital's folder is at the same hospital.
#[test]
fn from_inside_its_folder_it_is_the_same() {
    let hospital = Hospital::embedded(3);
    let figures = |below: &str, path: &str| {
        let folder = hospital.home.path().join(below);
        let score = super::support::json(&folder, &["score", path, "--format", "json"], 0);
        assert_eq!(score["facility"]["id"], "oak", "{path} in {below}");
        score["scores"].clone()
    };
    for (path, inside) in [
        ("oak", &[("oak", "."), ("oak/2026-self", "..")][..]),
        ("oak/2026-self", &[("oak", "2026-self"), ("oak/2026-self", ".")]),
        ("oak/2026-self/pharmacy.csv", &[("oak/2026-self", "pharmacy.csv")]),
    ] {
        let outside = figures(".", path);
        for (below, path) in inside {
            assert_eq!(figures(below, path), outside, "{path} in {below}");
        }
    }
}

/// Point: no output names the machine, whatever is given and whatever is wrong with it.
#[test]
fn no_output_names_the_machine() {
    let hospital = faulty();
    let home = hospital.home.path();
    let standards = home.join("own");
    let broken = standards.join("checklists/new/1.0.0.toml");
    fs::create_dir_all(broken.parent().unwrap()).unwrap();
    fs::write(broken, "format = 1\nid = \"old\"\n").unwrap();
    let at = |below: &str| home.join(below).to_str().unwrap().to_owned();
    let [oak, folder, sheet, own, nowhere] =
        ["oak", "oak/2026-self", "oak/2026-self/pharmacy.csv", "own", "nowhere"].map(at);
    let mut lines: Vec<Vec<&str>> = Vec::new();
    for verb in ["score", "gaps", "report", "check"] {
        for path in [&oak, &folder, &sheet, &nowhere] {
            lines.push(vec![verb, path]);
            lines.push(vec![verb, path, "--strict"]);
        }
        lines.push(vec![verb, &oak, "--standards", &own]);
        lines.push(vec![verb, &oak, "--standards", &nowhere]);
    }
    lines.extend([vec!["check", &own], vec!["standards", "list", "--standards", &own]]);
    lines.extend([vec!["explain", "RX-01", &sheet], vec!["explain", "overall", &oak]]);
    let repository = env!("CARGO_MANIFEST_DIR");
    let mut named = String::new();
    for line in lines {
        let run = run(home, &line);
        let names =
            |text: &&str| [home.to_str().unwrap(), repository].iter().any(|m| text.contains(m));
        let said = run.out.lines().chain(run.err.lines()).find(names);
        named.extend(said.map(|text| format!("{line:?}: {text}\n")));
    }
    assert_eq!(named, "");
}

/// Point: what the tool wrote into an assessment's folder is not read as a sheet of it.
#[test]
fn results_beside_the_sheets_change_nothing() {
    let hospital = Hospital::embedded(7);
    let home = hospital.home.path();
    let before: Vec<Run> = VIEWS.iter().map(|arguments| view(home, arguments, "oak")).collect();
    for name in ["gaps.csv", "gaps.md", "gaps.json"] {
        let path = format!("oak/2026-self/{name}");
        assert_eq!(run(home, &["gaps", "oak", "--output", &path]).code, 0);
    }
    let after: Vec<Run> = VIEWS.iter().map(|arguments| view(home, arguments, "oak")).collect();
    assert_eq!(before, after);
}

/// The lines that are wider than a terminal of 60, 80, 120 or 200 columns. A single word, such as a
/// digest, cannot be broken and may stand out.
fn too_wide(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let mut wide = Vec::new();
    for columns in ["60", "80", "120", "200"] {
        let run = run_with(folder, arguments, &[("COLUMNS", columns)]);
        let width: usize = columns.parse().unwrap();
        assert!(run.out.lines().count() > 3, "{arguments:?}: {}", run.err);
        let is_one_word = |line: &str| line.split_whitespace().count() == 1 && !line.contains('─');
        let lines = run.out.lines().filter(|line| line.width() > width && !is_one_word(line));
        wide.extend(
            lines.map(|line| format!("{columns} {arguments:?}: {} {line}\n", line.width())),
        );
    }
    wide
}

/// Point: no line of a view of a hospital is wider than the terminal.
#[test]
fn lines_fit_the_terminal() {
    let hospitals = hospitals();
    let views = hospitals.iter().flat_map(|hospital| PICTURES.map(|view| (hospital, view)));
    let wide = views.flat_map(|(hospital, view)| too_wide(hospital.home.path(), view));
    assert_eq!(wide.collect::<String>(), "");
}

/// Point: long names of a hospital and its places make no line wider.
#[test]
fn long_names_fit_the_terminal() {
    let hospital = Hospital::embedded(3);
    let rename = |path: &Path| {
        let text = fs::read_to_string(path).unwrap().replace("lake", "infusion-center-at-the-lake");
        fs::write(path, text.replace("Oak", "The Oak and Elm Memorial")).unwrap();
    };
    rename(&hospital.folder("facility.toml"));
    for sheet in fs::read_dir(hospital.folder("2026-self")).unwrap() {
        rename(&sheet.unwrap().path());
    }
    let wide = PICTURES.iter().flat_map(|view| too_wide(hospital.home.path(), view));
    assert_eq!(wide.collect::<String>(), "");
}

/// Point: the same for standards.
#[test]
fn standards_fit_the_terminal() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = ["standards list", "standards show pharmacy", "standards show full-partner"];
    let views = lines.map(|line| line.split(' ').collect::<Vec<_>>());
    assert_eq!(views.iter().flat_map(|view| too_wide(root, view)).collect::<String>(), "");
}

/// Point: the same for the pages of codes and for what `check` says; only a place stays on one
/// line, so that it can be clicked and copied.
#[test]
fn diagnostics_fit_the_terminal() {
    let hospital = faulty();
    let views = ["explain C406", "check oak"].map(|line| line.split(' ').collect::<Vec<_>>());
    let wide = views.iter().flat_map(|view| too_wide(hospital.home.path(), view));
    assert_eq!(wide.filter(|line| !line.contains("-->")).collect::<String>(), "");
}

/// Point: color is asked for or not there; it adds no word, and without it nothing is left of it.
#[test]
fn color_only_adds_color() {
    let hospital = faulty();
    let home = hospital.home.path();
    for arguments in PICTURES.into_iter().chain([&["check", "oak"][..]]) {
        let plain = run(home, arguments);
        assert!(!plain.out.contains('\u{1b}') && !plain.err.contains('\u{1b}'), "{arguments:?}");
        for variables in
            [[("NO_COLOR", "1"), ("TERM", "xterm")], [("TERM", "dumb"), ("CLICOLOR", "0")]]
        {
            assert_eq!(run_with(home, arguments, &variables), plain, "{arguments:?}");
        }
        assert_eq!(run(home, &[arguments, &["--color", "never"]].concat()), plain);
        let always = [arguments, &["--color", "always"]].concat();
        let colored = run(home, &always);
        assert!(colored.out.contains('\u{1b}'), "{arguments:?} has no color");
        assert_eq!(
            anstream::adapter::strip_str(&colored.out).to_string(),
            plain.out,
            "{arguments:?}"
        );
        assert_eq!(
            run_with(home, &always, &[("NO_COLOR", "1")]),
            colored,
            "asked for is asked for"
        );
    }
}

/// Point: formats for programs and files are never colored.
#[test]
fn files_have_no_color() {
    let hospital = Hospital::embedded(3);
    let home = hospital.home.path();
    for format in ["json", "markdown", "csv"] {
        let gaps = run(home, &["gaps", "oak", "--color", "always", "--format", format]);
        assert!(gaps.code == 0 && !gaps.out.contains('\u{1b}'), "{format}");
    }
    let written = ["report", "oak", "--color", "always", "--output", "report.txt"];
    assert_eq!(run(home, &written).code, 0);
    let text = fs::read_to_string(home.join("report.txt")).unwrap();
    assert_eq!(text, run(home, &["report", "oak"]).out);
}
