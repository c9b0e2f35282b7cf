//! Likely identifiers stay in the house: what is told of them, what they stop, what is allowed, and
//! what a row marked privileged keeps to itself.
#![expect(clippy::disallowed_methods, reason = "tests write folders and read what was written")]

use crate::catalogue::folder;
use crate::support::{Run, run};
use crate::workbook::words_of;
use std::fs;
use std::path::{Path, PathBuf};

/// What is planted, and a part of it by which anybody would know it again.
const PLANTED: &str = "seen with Mrs. Brandvold, MRN 00661177, DOB 04/21/1946, SSN 318-52-6670";
const SECRETS: [&str; 5] = ["brandvold", "00661177", "1946", "318-52", "6670"];

const FACILITY: &str = "format = 1\nid = \"oak\"\nname = \"Oak Hospital\"\nprogram = \"mini-program\"\n\
    services = { compounding = true }\n\n[[location]]\nid = \"north\"\nname = \"North Clinic\"\n";

const HEADER: &str = "criterion,response,comment,evidence,reason,population,sampling,privileged\n";

/// A facility with a hospital's and a reviewer's sheet and an accepted plan.
struct House {
    place: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let house = Self { place: tempfile::tempdir().unwrap() };
        house.write("oak/facility.toml", FACILITY);
        house.write(
            "oak/evidence.csv",
            "id,kind,title,approved,valid_until,kept_at,owner_role\n\
             E-1,policy,Policy,2026-01-01,2027-01-01,Portal,medical-director\n",
        );
        for (party, as_of) in [("self", "2026-09-30"), ("site-visit", "2026-10-15")] {
            let head =
                format!("format = 1\nround = \"2026\"\nparty = \"{party}\"\nas_of = {as_of}\n");
            house.write(&format!("oak/{party}/assessment.toml"), &head);
            let rows =
                ["MN-01", "MN-02", "MN-04", "MN-05", "AX-01"].map(|id| format!("{id},not_met\n"));
            house.write(&format!("oak/{party}/answers.csv"), &(HEADER.to_owned() + &rows.concat()));
        }
        house
    }

    fn with_plan() -> Self {
        let house = Self::new();
        let accepted =
            house.run(&["plan", "oak", "--close-all", "--start", "2026-11-02", "--accept"]);
        assert_eq!(accepted.code, 0, "{}", accepted.err);
        house
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn append(&self, name: &str, text: &str) {
        let old = fs::read_to_string(self.path(name)).unwrap();
        self.write(name, &(old + text));
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let library = folder("library");
        let library = library.to_str().unwrap();
        let standards = ["--no-embedded", "--standards", library];
        run(self.place.path(), &[arguments, &standards].concat())
    }
}

fn leaked(bytes: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    SECRETS.into_iter().find(|secret| text.contains(secret))
}

/// Every verb that shows a facility, and a file ending for each format it writes.
const EXPORTS: [(&[&str], &[&str]); 9] = [
    (&["score", "oak"], &["txt", "md", "json"]),
    (&["gaps", "oak"], &["txt", "md", "json", "csv"]),
    (&["report", "oak", "--findings"], &["txt", "md", "json", "csv", "xlsx", "html"]),
    (&["report", "oak", "--exit"], &["txt", "md", "json", "html"]),
    (&["report", "oak", "--for", "pharmacy-manager"], &["txt", "md", "json", "html"]),
    (
        &["plan", "oak", "--close-all", "--start", "2026-11-02"],
        &["txt", "md", "json", "csv", "xlsx", "html", "ics"],
    ),
    (&["plan", "status", "oak", "--as-of", "2026-12-01"], &["txt", "md", "json"]),
    (&["what-if", "oak", "--close", "MN-01", "--start", "2026-11-02"], &["txt", "md", "json"]),
    (&["explain", "MN-01", "oak"], &["txt", "md", "json"]),
];

/// With a block, nothing that is made to be handed over is written, and the message names places.
#[test]
fn a_block_stops_every_export() {
    let house = House::with_plan();
    house.append("oak/self/answers.csv", &format!("MN-07,nowhere,\"{PLANTED}\"\n"));
    for (verb, endings) in EXPORTS {
        for ending in endings {
            let name = format!("out.{ending}");
            let ended = house.run(&[verb, &["--output", &name]].concat());
            let told = format!("{verb:?} {ending}: {}", ended.err);
            assert_eq!(ended.code, 3, "{told}");
            assert!(!house.path(&name).exists(), "{told}");
            assert!(ended.err.contains("nothing was written"), "{told}");
            assert!(
                ended.err.contains("answers.csv, row 7")
                    || ended.err.contains("answers.csv: row 7"),
                "{told}"
            );
            assert_eq!(leaked(ended.err.as_bytes()), None, "{told}");
            assert_eq!(leaked(ended.out.as_bytes()), None, "{told}");
        }
        // to the standard output in a format of programs
        let ended = house.run(&[verb, &["--format", "json"]].concat());
        assert_eq!((ended.code, ended.out.as_str()), (3, ""), "{verb:?}");
    }
    let ended = house.run(&["report", "oak", "--all", "--output", "set"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(!house.path("set").exists());
}

/// The same views in the terminal work, say it, and are not provisional for it.
#[test]
fn a_block_stops_no_local_view() {
    let house = House::with_plan();
    let before: Vec<String> = EXPORTS.iter().map(|(verb, _)| house.run(verb).out).collect();
    house.append("oak/self/answers.csv", &format!("MN-07,nowhere,\"{PLANTED}\"\nMN-07,nowhere\n"));
    for ((verb, _), before) in EXPORTS.iter().zip(before) {
        let ended = house.run(verb);
        assert_eq!(ended.code, 3, "{verb:?} {}", ended.err);
        assert!(ended.out.lines().count() * 2 > before.lines().count(), "{verb:?}\n{}", ended.out);
        assert!(!ended.out.contains("Provisional"), "{verb:?}\n{}", ended.out);
        assert!(ended.err.contains("privacy: 4 likely identifiers"), "{verb:?} {}", ended.err);
        assert_eq!(leaked(ended.out.as_bytes()), None, "{verb:?}");
        assert_eq!(leaked(ended.err.as_bytes()), None, "{verb:?}");
    }
}

/// What is kept in the facility's own folder goes on.
#[test]
fn a_block_stops_no_plan_and_no_check_in() {
    let house = House::new();
    house.append("oak/self/answers.csv", &format!("MN-07,nowhere,\"{PLANTED}\"\n"));
    let accepted = house.run(&["plan", "oak", "--close-all", "--start", "2026-11-02", "--accept"]);
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    let plan = fs::read_to_string(house.path("oak/plan.toml")).unwrap();
    assert_eq!(leaked(plan.as_bytes()), None);
    let id = plan.lines().find_map(|line| line.strip_prefix("id = \"")).unwrap();
    let id = id.trim_end_matches('"');
    let added = house.run(&[
        "plan",
        "check-in",
        "oak",
        id,
        "started",
        "--by",
        "pharmacy-manager",
        "--on",
        "2026-11-03",
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
}

/// Where a text of a person may stand: file, the whole text of it.
fn everywhere() -> Vec<(&'static str, String)> {
    let quoted = format!("\"{PLANTED}\"");
    let sheet = |column: usize| {
        let mut cells = vec![String::new(); 8];
        cells[column] = quoted.clone();
        if column > 0 {
            cells[0] = "MN-07".to_owned();
        }
        format!("{HEADER}{}\n", cells.join(","))
    };
    let mut all: Vec<(&'static str, String)> =
        (0..8).map(|at| ("oak/self/answers.csv", sheet(at))).collect();
    all.push(("oak/self/answers.csv", format!("{quoted}\n{HEADER}MN-07,nowhere\n")));
    all.push(("oak/self/answers.csv", format!("criterion,response,{quoted}\nMN-07,nowhere,x\n")));
    all.push((
        "oak/self/answers.csv",
        format!("criterion,response,remarks on it\nMN-07,nowhere,{quoted}\n"),
    ));
    all.push(("oak/self/answers.csv", format!("criterion,response\nMN-07,nowhere,,{quoted}\n")));
    all.push(("oak/self/answers.csv", format!("a,b\n1,{quoted}\n")));
    all.push((
        "oak/self/answers.csv",
        format!("criterion,response,statement\nMN-07,nowhere,{quoted}\n"),
    ));
    all.push(("oak/evidence.csv", format!("id,title\nE-1,{quoted}\n")));
    all.push(("oak/evidence.csv", format!("id,title,kept_at\nE-1,Policy,{quoted}\n")));
    all.push(("oak/evidence.csv", format!("id,title\nE-1,Policy,{quoted}\n")));
    all.push((
        "oak/check-ins.csv",
        format!("date,action,event,by,evidence,new_due,reason\n2026-11-03,X,slipped,,,,{quoted}\n"),
    ));
    all.push((
        "oak/check-ins.csv",
        format!("date,action,event,by,evidence,new_due,reason\n2026-11-03,X,started,,{quoted},,\n"),
    ));
    all.push(("oak/facility.toml", FACILITY.replace("Oak Hospital", PLANTED)));
    all.push(("oak/facility.toml", FACILITY.replace("North Clinic", PLANTED)));
    all.push(("oak/plan.toml", format!("format = 1\nprogram = \"mini-program@1.0.0\"\nround = \"2026\"\nstart = 2026-11-02\n\n[[left]]\ncriterion = \"MN-07\"\nreason = \"{PLANTED}\"\n")));
    all
}

/// An identifier in any cell and any text is told by `check`, by place and shape, in every format, and
/// stops the report.
#[test]
fn an_identifier_is_told_wherever_it_stands() {
    for (file, text) in everywhere() {
        let house = House::new();
        house.write(file, &text);
        for format in ["terminal", "markdown", "json", "sarif", "junit", "github"] {
            let ended = house.run(&["check", "oak", "--format", format]);
            let told = format!("{file} as {format}\n{text}\n{}{}", ended.out, ended.err);
            assert_eq!(ended.code, 1, "{told}");
            for code in ["C701", "C702", "C703", "C704"] {
                assert!(ended.out.contains(code), "{code} {told}");
            }
            assert_eq!(leaked(ended.out.as_bytes()), None, "{told}");
            assert_eq!(leaked(ended.err.as_bytes()), None, "{told}");
        }
        let ended = house.run(&["check", "oak", "--format", "json", "--output", "check.json"]);
        assert_eq!(ended.code, 1, "{}", ended.err);
        assert_eq!(leaked(&fs::read(house.path("check.json")).unwrap()), None);
        let ended = house.run(&["report", "oak", "--output", "report.html"]);
        assert!(!house.path("report.html").exists() && ended.code != 0, "{file} {}", ended.err);
    }
}

/// A name of a file or a folder that names a patient is shown nowhere as it is.
#[test]
fn names_of_files_are_masked_everywhere() {
    for name in ["self/mrs_brandvold_mrn00661177.csv", "Mrs. Brandvold MRN 00661177/answers.csv"] {
        let house = House::new();
        let sheet = fs::read_to_string(house.path("oak/self/answers.csv")).unwrap();
        let head = fs::read_to_string(house.path("oak/self/assessment.toml")).unwrap();
        fs::remove_dir_all(house.path("oak/self")).unwrap();
        let path = Path::new("oak").join(name);
        house.write(path.to_str().unwrap(), &(sheet + "MN-99,perhaps\n"));
        house.write(path.with_file_name("assessment.toml").to_str().unwrap(), &head);
        for format in ["terminal", "markdown", "json", "sarif", "junit", "github"] {
            let ended = house.run(&["check", "oak", "--format", format]);
            assert!(
                ended.out.contains("C702") && ended.out.contains("C704"),
                "{name} {}",
                ended.out
            );
            assert_eq!(leaked(ended.out.as_bytes()), None, "{name} {format}\n{}", ended.out);
        }
        for (verb, _) in EXPORTS {
            let ended = house.run(verb);
            assert_eq!(leaked((ended.out + &ended.err).as_bytes()), None, "{name} {verb:?}");
        }
        let ended = house.run(&["report", "oak", "--assessment", "nowhere"]);
        assert_eq!(leaked((ended.out + &ended.err).as_bytes()), None, "{name}");
        let ended = house.run(&["report", "oak", "--output", "report.md"]);
        assert_eq!(ended.code, 3, "{}", ended.err);
        assert!(!house.path("report.md").exists());
    }
}

const ALLOWED: &str = "\n[[privacy.allow]]\nkind = \"record-number\"\ntext = \"Account 610020\"\nreason = \"cost center\"\n";

/// What is allowed is told with its reason and how often, and stops nothing.
#[test]
fn what_is_allowed_with_a_reason_is_told_and_passes() {
    let house = House::new();
    house.append("oak/self/answers.csv", "MN-07,nowhere,see account 610020 and Account: 610020\n");
    assert_eq!(house.run(&["report", "oak", "--output", "report.md"]).code, 3);
    house.write("oak/facility.toml", &(FACILITY.to_owned() + ALLOWED));
    let checked = house.run(&["check", "oak"]);
    assert!(
        checked
            .out
            .contains("allowed 2 times, kind `record-number`; 2 would stop exports: cost center"),
        "{}",
        checked.out
    );
    assert!(
        checked.out.contains("Identifiers of patients: no simple pattern found; 2 texts allowed"),
        "{}",
        checked.out
    );
    let report = house.run(&["report", "oak", "--output", "report.md"]);
    assert!(house.path("report.md").exists(), "{}", report.err);
    assert!(
        report.err.contains("facility.toml allows 2 texts of a kind that stops exports"),
        "{}",
        report.err
    );
}

/// An allowance needs a reason and a kind, and one that nothing needs is warned of.
#[test]
fn an_allowance_needs_a_reason_and_a_use() {
    let house = House::new();
    for (part, code) in
        [("reason = \"cost center\"\n", "C103"), ("kind = \"record-number\"\n", "C103")]
    {
        house.write("oak/facility.toml", &(FACILITY.to_owned() + &ALLOWED.replace(part, "")));
        let ended = house.run(&["check", "oak"]);
        assert!(ended.out.contains(code), "{part} {}", ended.out);
    }
    house.write("oak/facility.toml", &(FACILITY.to_owned() + ALLOWED));
    let ended = house.run(&["check", "oak"]);
    assert!(ended.out.contains("C719") && ended.code == 0, "{}", ended.out);
}

/// An allowance that an older round needs is not idle.
#[test]
fn an_allowance_is_counted_over_all_rounds() {
    let house = House::new();
    house.write("oak/facility.toml", &(FACILITY.to_owned() + ALLOWED));
    house.write(
        "oak/old/assessment.toml",
        "format = 1\nround = \"2025\"\nparty = \"self\"\nas_of = 2025-09-30\n",
    );
    house.write("oak/old/answers.csv", &format!("{HEADER}MN-01,not_met,account 610020\n"));
    let ended = house.run(&["check", "oak"]);
    assert!(ended.out.contains("allowed once") && !ended.out.contains("C719"), "{}", ended.out);
}

/// A row marked privileged counts; its texts and what it cites are in nothing that is written, and
/// that something is left out is said.
#[test]
fn a_privileged_row_counts_and_keeps_its_texts() {
    let house = House::new();
    let house_row = "MN-01,not_met,Zephyr comment,E-77 Zephyr evidence,Zephyr reason,Zephyr population,Zephyr sampling";
    house.append(
        "oak/evidence.csv",
        "E-77,policy,Root cause analysis,2026-01-01,2027-01-01,Portal,medical-director\n",
    );
    let with = |mark: &str| {
        let rows =
            ["MN-02", "MN-04", "MN-05", "AX-01"].map(|id| format!("{id},not_met\n")).concat();
        for party in ["self", "site-visit"] {
            house.write(
                &format!("oak/{party}/answers.csv"),
                &format!("{HEADER}{house_row},{mark}\n{rows}"),
            );
        }
    };
    with("no");
    let open = house.run(&["score", "oak", "--format", "json"]).out;
    let report = house.run(&["report", "oak", "--findings", "--format", "json"]).out;
    assert!(report.contains("Zephyr comment") && report.contains("\"E-77\""), "{report}");
    with("yes");
    let closed = house.run(&["score", "oak", "--format", "json"]).out;
    let figures = |json: &str| {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        (value["scores"].clone(), value["result"].clone(), value["withheld"].clone())
    };
    let (open, closed) = (figures(&open), figures(&closed));
    assert_eq!((&open.0, &open.1), (&closed.0, &closed.1));
    assert_eq!((open.2.as_u64(), closed.2.as_u64()), (Some(0), Some(1)));
    for (verb, endings) in EXPORTS.iter().filter(|(verb, _)| !verb.contains(&"status")) {
        for ending in *endings {
            let name = format!("out.{ending}");
            let ended = house.run(&[*verb, &["--output", &name]].concat());
            assert_eq!(ended.code, 0, "{verb:?} {}", ended.err);
            let bytes = fs::read(house.path(&name)).unwrap();
            let shown =
                if *ending == "xlsx" { words_of(bytes) } else { String::from_utf8(bytes).unwrap() };
            assert!(!shown.contains("Zephyr"), "{verb:?} {ending}");
            let says = shown.contains("privileged")
                || shown.contains("\"withheld\": 1")
                || shown.contains("\"withheld\": true");
            let speaks_of_answers = ["score", "gaps", "report"].contains(&verb[0]);
            assert!(
                says || !speaks_of_answers,
                "{verb:?} {ending} does not say that texts are withheld\n{shown}"
            );
        }
    }
    let page = house.run(&["report", "oak", "--findings", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&page).unwrap();
    assert!(
        report["gaps"]["gaps"]
            .as_array()
            .unwrap()
            .iter()
            .all(|gap| gap["cited"].as_array().unwrap().is_empty())
    );
}

/// Nothing found is not nobody there: the tool says so, and no stronger word, wherever it speaks.
#[test]
fn a_clean_scan_promises_nothing() {
    let house = House::new();
    let clean = house.run(&["check", "oak"]).out;
    assert_eq!(clean.matches("no simple pattern found").count(), 1, "{clean}");
    let promises = [
        "de-identified",
        "deidentified",
        "anonymous",
        "anonymized",
        "anonymised",
        "free of identifiers",
        "no identifiers found",
        "phi-free",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts: Vec<(String, String)> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().display().to_string(),
                String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned(),
            )
        })
        .collect();
    for (verb, _) in EXPORTS {
        texts.push((format!("{verb:?}"), house.run(verb).out));
    }
    texts.push(("check".to_owned(), clean));
    for (name, text) in texts {
        let lower = text.to_lowercase();
        let found = promises.iter().find(|word| lower.contains(**word));
        assert_eq!(found, None, "{name}");
    }
}
