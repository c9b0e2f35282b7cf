//! Whatever stands in a cell, a name or a standard is harmless in every file that is handed over.
#![expect(clippy::disallowed_methods, reason = "tests write folders and read what was written")]

use crate::catalogue::folder;
use crate::support::run;
use calamine::{DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use scraper::{Html, Selector};
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// What a cell may hold, and a part of it that must not be in any file as it stands.
fn hostile() -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("a script", text("<script>alert(1)</script>")),
        ("a script that ends ours", text("</script><script>alert(2)</script>")),
        ("the end of a style", text("\"}</style><script>alert(3)</script>")),
        ("an image", text("<img src=x onerror=alert(4)>")),
        ("an attribute", text("\" onmouseover=\"alert(5)\" x=\"")),
        ("a comment", text("--><!-- <base href=https://example.org/>")),
        ("a template", text("{{ report }}{% include 'base.html' %}")),
        ("a formula", text("=cmd|' /C calc'!A0")),
        ("a formula by plus", text("+1+1")),
        ("a formula by minus", text("-1+HYPERLINK(\"http://example.org\")")),
        ("a formula by at", text("@SUM(1)")),
        ("a formula behind a tab", text("\t=1+1")),
        ("a formula behind a line", text("\r\n=1+1")),
        ("a link of Markdown", text("[click](javascript:alert(6)) | **bold** `code`")),
        ("an override of direction", text("gnp\u{202E}txt.exe\u{2066}")),
        ("steering a terminal", text("\u{1B}[31mred\u{1B}]0;title\u{7}\u{9B}2J")),
        ("nothing", text("nul\u{0}here")),
        ("unseen signs", text("un\u{200B}seen\u{FEFF}\u{E0041}")),
        ("a hundred thousand", "long ".repeat(20_000)),
        ("one long word", "w".repeat(100_000)),
    ]
}

/// A string of TOML.
fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => {
                let _ = write!(out, "\\{sign}");
            }
            sign if sign.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(sign));
            }
            sign => out.push(sign),
        }
    }
    out + "\""
}

fn csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The standards of the tests with a text in the titles of a criterion, a section and a program.
fn library(at: &Path, text: &str) {
    for file in ["checklists/mini/1.0.1.toml", "checklists/annex/1.0.0.toml", "vocabulary.toml"] {
        let standard = fs::read_to_string(folder("library").join(file)).unwrap();
        let standard =
            standard.replace("title = \"Committee meets\"", &format!("title = {}", toml(text)));
        let standard =
            standard.replace("title = \"Everything\"", &format!("title = {}", toml(text)));
        write(&at.join(file), &in_remediations(&standard, text));
    }
    let file = "programs/mini-program/1.0.0.toml";
    let program = fs::read_to_string(folder("library").join(file)).unwrap();
    let title = program.lines().find(|line| line.starts_with("title = ")).unwrap();
    write(&at.join(file), &program.replacen(title, &format!("title = {}", toml(text)), 1));
}

/// A checklist with a text in place of every sentence of its remediations.
fn in_remediations(standard: &str, text: &str) -> String {
    let mut inside = false;
    let line = |line: &str| {
        inside = if line.starts_with("[[") { line == "[[remediation]]" } else { inside };
        let key = line.split(" = ").next().unwrap();
        if ["title", "interim", "done_when"].contains(&key) && inside {
            format!("{key} = {}\n", toml(text))
        } else {
            format!("{line}\n")
        }
    };
    standard.lines().map(line).collect()
}

/// A facility that has the text in every place that takes one.
fn facility(at: &Path, text: &str) {
    let name = toml(text);
    let head = "format = 1\nid = \"oak\"\nprogram = \"mini-program\"\n";
    let places = format!("[[location]]\nid = \"north\"\nname = {name}\n");
    write(
        &at.join("facility.toml"),
        &format!("{head}name = {name}\nservices = {{ compounding = true }}\n{places}"),
    );
    let cell = csv(text);
    write(
        &at.join("evidence.csv"),
        &format!(
            "id,kind,title,approved,valid_until,kept_at,owner_role\n\
             {cell},policy,{cell},2020-01-01,2020-12-31,{cell},medical-director\n\
             E-1,{cell},{cell},2020-01-01,2020-12-31,{cell},{cell}\n"
        ),
    );
    for (party, as_of) in [("self", "2026-09-30"), ("site-visit", "2026-10-15")] {
        let head = format!("round = \"2026\"\nparty = \"{party}\"\nas_of = {as_of}\n");
        write(&at.join(party).join("assessment.toml"), &format!("format = 1\n{head}"));
        let mut sheet = "criterion,response,location,evidence,comment,reason\n".to_owned();
        for id in ["MN-01", "MN-02", "MN-04", "MN-05", "AX-01"] {
            let _ = writeln!(sheet, "{id},not_met,,{cell} E-1,{cell},{cell}");
        }
        let _ = writeln!(sheet, "{cell},{cell},{cell},{cell},{cell},{cell}");
        write(&at.join(party).join("answers.csv"), &sheet);
    }
}

/// Every file of the whole set, and what the terminal shows.
fn written(place: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let standards = ["--no-embedded", "--standards", "library", "--findings"];
    let set = [&["report", "oak", "--all", "--output", "set"][..], &standards].concat();
    let ended = run(place, &set);
    assert!([0, 3].contains(&ended.code), "{}", ended.err);
    let files = walkdir::WalkDir::new(place.join("set")).sort_by_file_name().into_iter();
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let read =
        |entry: walkdir::DirEntry| (entry.path().to_owned(), fs::read(entry.path()).unwrap());
    let mut all: Vec<_> = files.map(read).collect();
    assert!(all.len() > 8, "{all:?}");
    for format in ["html", "xlsx", "md", "csv", "json", "ics"] {
        let file = format!("plan.{format}");
        let plan = ["plan", "oak", "--close-all", "--start", "2026-11-02", "--output", &file];
        let ended = run(place, &[&plan[..], &standards[..3]].concat());
        assert!([0, 3].contains(&ended.code), "{}", ended.err);
        all.push((PathBuf::from(&file), fs::read(place.join(file)).unwrap()));
    }
    for part in [
        &["report", "oak"][..],
        &["report", "oak", "--exit"],
        &["check", "oak"],
        &["plan", "oak", "--close-all", "--start", "2026-11-02"],
    ] {
        let with = if part[0] == "report" { &standards[..] } else { &standards[..3] };
        let ended = run(place, &[part, with].concat());
        all.push((PathBuf::from(format!("{}.txt", part.join(" "))), ended.out.into_bytes()));
        all.push((PathBuf::from("standard error.txt"), ended.err.into_bytes()));
    }
    all
}

/// Elements that our pages are made of.
const ELEMENTS: &str = "html head meta title style body a header nav main section footer div p span \
    strong ul ol li dl dt dd h1 h2 h3 h4 table caption thead tbody tr th td article label input svg \
    desc rect line polygon text script";

fn check_html(told: &str, bytes: &[u8]) {
    let page = std::str::from_utf8(bytes).expect(told);
    let tree = Html::parse_document(page);
    let count = |selector: &str| tree.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!((count("script"), count("style")), (1, 1), "{told}");
    let known: Vec<&str> = ELEMENTS.split_whitespace().collect();
    for element in tree.select(&Selector::parse("*").unwrap()) {
        let element = element.value();
        assert!(known.contains(&element.name()), "{told}: {}", element.name());
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "src", "{told}: {name}={value}");
            let goes_out = name == "href" && (value.contains(':') || value.starts_with('/'));
            assert!(!goes_out, "{told}: {name}={value}");
        }
    }
    check_text(told, bytes);
}

/// No sign that nobody sees.
fn check_text(told: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect(told);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let hidden = text.chars().find(|s| !"\r\n".contains(*s) && concordant::source::is_hidden(*s));
    assert_eq!(hidden, None, "{told}");
}

/// A calendar's lines are its own, whatever stands in a text.
fn check_calendar(told: &str, bytes: &[u8]) {
    check_text(told, bytes);
    let text = std::str::from_utf8(bytes).expect(told);
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{told}");
    let known = [
        "BEGIN:",
        "END:",
        "VERSION:",
        "PRODID:",
        "CALSCALE:",
        "X-WR-CALNAME:",
        "UID:",
        "DTSTAMP:",
        "DTSTART;VALUE=DATE:",
        "DTEND;VALUE=DATE:",
        "SUMMARY:",
        "DESCRIPTION:",
        "TRANSP:",
        " ",
    ];
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{told}: {line}");
        assert!(known.iter().any(|start| line.starts_with(start)), "{told}: {line}");
    }
}

fn check_csv(told: &str, bytes: &[u8]) {
    check_text(told, bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect(told);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    for cell in reader
        .records()
        .flat_map(|row| row.expect(told).iter().map(str::to_owned).collect::<Vec<_>>())
    {
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!runs || cell.parse::<f64>().is_ok(), "{told}: {cell}");
    }
}

fn check_markdown(told: &str, bytes: &[u8]) {
    check_text(told, bytes);
    let text = std::str::from_utf8(bytes).expect(told);
    let unescaped = ["<script", "<img", "<base", "</style", "[click](", "<!--"];
    assert_eq!(unescaped.iter().find(|part| text.contains(**part)), None, "{told}");
}

/// Texts are texts, however they begin, and short enough for a cell.
fn check_workbook(told: &str, bytes: Vec<u8>) {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect(told);
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect(told);
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{told}");
        for (_, _, cell) in book.worksheet_range(&sheet).expect(told).used_cells() {
            let Some(text) = cell.get_string() else { continue };
            assert!(text.encode_utf16().count() <= 32_767, "{told}: {}", text.len());
            check_text(told, text.as_bytes());
        }
    }
}

/// One table of texts, every place that takes one, every format.
#[test]
fn hostile_text_is_harmless_in_every_format() {
    for (name, text) in hostile() {
        let place = tempfile::tempdir().unwrap();
        library(&place.path().join("library"), &text);
        facility(&place.path().join("oak"), &text);
        for (path, bytes) in written(place.path()) {
            let told = format!("{name} in {}", path.file_name().unwrap().to_string_lossy());
            assert!(bytes.len() < 8_000_000, "{told}: {} bytes", bytes.len());
            match path.extension().map(|ending| ending.to_string_lossy().into_owned()).as_deref() {
                Some("html") => check_html(&told, &bytes),
                Some("csv") => check_csv(&told, &bytes),
                Some("md") => check_markdown(&told, &bytes),
                Some("json") => {
                    check_text(&told, &bytes);
                    serde_json::from_slice::<serde_json::Value>(&bytes).expect(&told);
                }
                Some("ics") => check_calendar(&told, &bytes),
                Some("xlsx") => check_workbook(&told, bytes),
                _ => check_text(&told, &bytes),
            }
        }
    }
}

/// The test is no vacuous one: plain text in the same places reaches the pages.
#[test]
fn the_places_are_those_that_reach_the_files() {
    let place = tempfile::tempdir().unwrap();
    library(&place.path().join("library"), "Plain words");
    facility(&place.path().join("oak"), "Plain words");
    for (path, bytes) in written(place.path()) {
        let told = path.display().to_string();
        let shows = String::from_utf8_lossy(&bytes).contains("Plain words");
        let must = [
            "report.html",
            "exit.html",
            "report.md",
            "report.json",
            "report oak.txt",
            "plan.html",
            "plan.md",
            "plan.csv",
            "plan.json",
            "plan.ics",
            "plan oak --close-all --start 2026-11-02.txt",
        ];
        assert!(shows || !must.iter().any(|name| told.ends_with(name)), "{told}");
    }
}
