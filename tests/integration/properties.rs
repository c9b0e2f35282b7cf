//! What holds for every text: it is read without a panic, every complaint has a place inside it, and
//! rows that say the same of one criterion mean the same in any order.

use super::support::{SMALL, cases, text};
use concordant::assessment::{
    Answer, Given, Recorded, SheetContext, parse_header, read_sheet, record,
};
use concordant::diagnostic::{Bag, render};
use concordant::facility::{Facility, parse_facility};
use concordant::gap::{RankBy, find};
use concordant::report::{
    GapsReport, ScoreReport, TerminalOptions, gaps_csv, gaps_document, markdown, score_document,
    terminal,
};
use concordant::score::{Case, Scorecard};
use concordant::sheet::{SheetFile, SheetKind};
use concordant::source::Text;
use concordant::standard::{
    Checklist, References, check_checklist, check_program, parse_checklist, parse_program,
    parse_vocabulary,
};
use proptest::collection::vec;
use proptest::prelude::*;

const PHARMACY: &str = include_str!("../../standards/checklists/pharmacy/2.0.0.toml");
const FULL_PARTNER: &str = include_str!("../../standards/programs/full-partner/1.0.0.toml");

const HEADER: &str = "format = 1\nround = \"2026\"\nparty = \"self\"\nas_of = 2026-06-30\n\
                      program = \"small@1.0.0\"\n[checklists]\nward = \"1.0.0\"\n";

const FACILITY: &str = "format = 1\nid = \"f\"\nname = \"Fé\"\nprogram = \"small@^1\"\n\
    [services]\ninfusion = true\nvesicant = { offered = false, from = 2026-01-01, to = 2026-05-01 }\n\
    [facts]\nbeds = 120\noutsourced = false\ncountry = \"US\"\n[roles]\nadministrator = 2.5\n\
    [[location]]\nid = \"north\"\nname = \"North\"\nservices = { infusion = false }\n\
    [[location]]\nid = \"south\"\nname = \"South\"\nfacts = { beds = 12 }\n";

/// Pieces that sheets are made of, and that go wrong.
const SHEET_PIECES: [&str; 44] = [
    ",",
    ",",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"\"",
    "criterion",
    "response",
    "location",
    "numerator",
    "denominator",
    "value",
    "reason",
    "checklist",
    "fingerprint",
    "WD-01",
    "WD-02",
    "WD-03",
    "CL-04",
    "wd–05",
    "met",
    "partial",
    "n/a",
    "nearly everywhere",
    "north",
    "12",
    "30",
    "93,3 %",
    "1,200",
    "0.5",
    "ward@1.0.0",
    "clinic@0.9.0",
    "'=1+1",
    "sep=;\n",
    "é",
    "\u{feff}",
    "\u{0}",
    "   ",
];

/// Pieces that documents are made of, and that go wrong.
const TOML_PIECES: [&str; 40] = [
    "\n",
    "\n",
    "\n",
    " = ",
    " = ",
    "\"",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{ ",
    " }",
    ", ",
    "# ",
    "id",
    "version",
    "format",
    "1",
    "title",
    "\"2.0.0\"",
    "[[criterion]]\n",
    "[[section]]\n",
    "[[scale]]\n",
    "[[tier]]\n",
    "[[gate]]\n",
    "scale = \"measure\"\n",
    "applies_when = \"",
    " and ",
    "not (",
    "at_least = \"1e9\"\n",
    "true",
    "2026-02-30",
    "\\u",
    "é",
    "\u{0}",
    "\r",
    "-0.00000001",
];

/// Bytes of any kind, and pieces in any order.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec(proptest::sample::select(pieces), 0..120);
    prop_oneof![
        1 => vec(any::<u8>(), 0..400),
        1 => ".{0,200}".prop_map(String::into_bytes),
        4 => pieces.prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

/// A text in which up to four stretches are taken out, doubled or exchanged for a piece.
fn mutated(
    original: &'static str,
    pieces: &'static [&'static str],
) -> impl Strategy<Value = Vec<u8>> {
    let change =
        (any::<prop::sample::Index>(), 0_usize..300, 0..3, proptest::sample::select(pieces));
    vec(change, 1..5).prop_map(move |changes| {
        let mut bytes = original.as_bytes().to_vec();
        for (at, length, what, piece) in changes {
            let start = at.index(bytes.len().max(1)).min(bytes.len());
            let end = (start + length).min(bytes.len());
            let part: Vec<u8> = match what {
                0 => Vec::new(),
                1 => bytes[start..end].repeat(2),
                _ => piece.as_bytes().to_vec(),
            };
            bytes.splice(start..end, part);
        }
        bytes
    })
}

/// Every place lies inside the text, every excerpt inside its line, and all of it can be drawn.
fn expect_inside(bag: &Bag, text: &Text) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = text.content().split('\n').collect();
    let rows = text.content().matches(['\n', '\r']).count() + 1;
    for diagnostic in bag.sorted() {
        let place = &diagnostic.place;
        prop_assert_eq!(&place.file, text.name());
        if let Some(line) = place.line {
            prop_assert!((1..=lines.len()).contains(&line), "line {line}: {diagnostic:?}");
            let widest = lines[line - 1].chars().count() + 1;
            let column = place.column.unwrap_or(1);
            prop_assert!((1..=widest).contains(&column), "column {column}: {diagnostic:?}");
        }
        prop_assert!(place.row.is_none_or(|row| (1..=rows).contains(&row)), "{diagnostic:?}");
        if let Some(excerpt) = &place.excerpt {
            prop_assert!(excerpt.start <= excerpt.end && !excerpt.text.contains('\n'));
            let part = excerpt.text.get(excerpt.start..excerpt.end);
            prop_assert!(part.is_some(), "{diagnostic:?}");
        }
    }
    for width in [1, 80] {
        render::text(bag, render::TextOptions { color: width == 1, width });
    }
    render::records(bag);
    Ok(())
}

/// The answers of a sheet of the facility above.
fn answers(sheet: &[u8], header: &str, bag: &Bag) -> Recorded {
    let silent = Bag::new();
    let facility = parse_facility(&text("f", FACILITY.as_bytes()), &SMALL.vocabulary, &silent);
    let header = parse_header(&text("a", header.as_bytes()), &silent).unwrap();
    let checklists: Vec<&Checklist> = SMALL.checklists.iter().collect();
    let context = SheetContext {
        header: &header,
        facility: &facility,
        checklists: &checklists,
        vocabulary: &SMALL.vocabulary,
        register: &concordant::assessment::Register::default(),
    };
    let bytes: std::sync::Arc<[u8]> = sheet.into();
    let sheet = SheetFile::new("sheet.csv", SheetKind::Csv, std::sync::Arc::new(bytes));
    let answers = read_sheet(&sheet, context, bag);
    Recorded { header, answers }
}

fn read_anything_as_sheet(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (sheet, bag) = (text("sheet.csv", bytes), Bag::new());
    let recorded = answers(bytes, HEADER, &bag);
    let facility = parse_facility(&text("f", FACILITY.as_bytes()), &SMALL.vocabulary, &Bag::new());
    let record = record(vec![recorded], None, &bag).unwrap();
    let case = Case { facility: &facility, record: &record, as_of: record.as_of };
    for program in SMALL.programs.iter().take(1 + bytes.len() % 2) {
        let card = Scorecard::new(program, SMALL.checklists.iter().collect(), case, &Bag::new());
        let score = ScoreReport::new(&card, bag.has_errors());
        let gaps = GapsReport::new(&find(&card, RankBy::Priority), RankBy::Priority, &[]);
        for document in [score_document(&score), gaps_document(&gaps)] {
            markdown(&document);
            terminal(&document, TerminalOptions { width: 1, color: true });
        }
        gaps_csv(&gaps, Vec::new()).unwrap();
    }
    expect_inside(&bag, &sheet)
}

fn read_anything_as_checklist(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (text, bag) = (text("c.toml", bytes), Bag::new());
    let (checklist, places) = parse_checklist(&text, &bag);
    let all: Vec<&Checklist> = SMALL.checklists.iter().chain([&checklist]).collect();
    let words = (&SMALL.vocabulary, &References::new(&all));
    check_checklist(&checklist, (&text, &places), words, &bag);
    expect_inside(&bag, &text)
}

fn read_anything_as_program(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (text, bag) = (text("p.toml", bytes), Bag::new());
    let (program, places) = parse_program(&text, &bag);
    let checklists: Vec<&Checklist> = SMALL.checklists.iter().collect();
    check_program(&program, (&text, &places), (&SMALL.vocabulary, &checklists), &bag);
    expect_inside(&bag, &text)
}

fn read_anything_as(bytes: &[u8], read: impl Fn(&Text, &Bag)) -> Result<(), TestCaseError> {
    let (text, bag) = (text("x.toml", bytes), Bag::new());
    read(&text, &bag);
    expect_inside(&bag, &text)
}

proptest! {
    #![proptest_config(cases(256))]

    /// Point: whatever bytes a sheet has, it is read, judged and drawn, and every complaint has a
    /// place in it.
    #[test]
    fn any_sheet_is_read(bytes in soup(&SHEET_PIECES)) {
        read_anything_as_sheet(&bytes)?;
        let headed = [b"criterion,response,location,numerator,denominator,value,reason\n", &bytes[..]];
        read_anything_as_sheet(&headed.concat())?;
    }

    /// Point: the same for checklists, from noise.
    #[test]
    fn any_checklist_is_read(bytes in soup(&TOML_PIECES)) {
        read_anything_as_checklist(&bytes)?;
    }

    /// Point: the same for programs, from noise and from a real one.
    #[test]
    fn any_program_is_read(
        bytes in prop_oneof![soup(&TOML_PIECES), mutated(FULL_PARTNER, &TOML_PIECES)],
    ) {
        read_anything_as_program(&bytes)?;
    }

    /// Point: the same for what a hospital writes by hand.
    #[test]
    fn any_facility_is_read(
        bytes in prop_oneof![soup(&TOML_PIECES), mutated(FACILITY, &TOML_PIECES)],
    ) {
        read_anything_as(&bytes, |text, bag| drop(parse_facility(text, &SMALL.vocabulary, bag)))?;
        read_anything_as(&bytes, |text, bag| drop(parse_vocabulary(text, bag)))?;
    }

    /// Point: the same for the head of an assessment.
    #[test]
    fn any_assessment_is_read(
        bytes in prop_oneof![soup(&TOML_PIECES), mutated(HEADER, &TOML_PIECES)],
    ) {
        read_anything_as(&bytes, |text, bag| drop(parse_header(text, bag)))?;
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// Point: the same for a real checklist with stretches taken out, doubled or exchanged.
    #[test]
    fn a_damaged_checklist_is_read(bytes in mutated(PHARMACY, &TOML_PIECES)) {
        read_anything_as_checklist(&bytes)?;
    }
}

/// Point: nesting as deep as a machine can write it ends in a complaint.
#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{a=", "}"), ("a.", "")] {
        let content = format!("x = {}{}", open.repeat(50_000), close.repeat(50_000));
        read_anything_as_checklist(content.as_bytes()).unwrap();
        let content = format!("{}b = 1{}", open.repeat(50_000), close.repeat(50_000));
        read_anything_as_checklist(content.as_bytes()).unwrap();
    }
}

/// Point: the facility that the tests above spoil is a good one.
#[test]
fn the_unspoiled_texts_are_clean() {
    let bag = Bag::new();
    let facility: Facility =
        parse_facility(&text("f", FACILITY.as_bytes()), &SMALL.vocabulary, &bag);
    parse_header(&text("a", HEADER.as_bytes()), &bag);
    assert!(bag.sorted().is_empty(), "{:?}", bag.sorted());
    assert_eq!(facility.locations.len(), 2);
}

/// What a reviewer's rows about one criterion come to.
fn merged(rows: &[&str]) -> Answer {
    let head = "criterion,response,reason,extent,evidence,privileged,fingerprint\n";
    let rows: String = rows.iter().map(|row| ["WD-02,", *row, "\n"].concat()).collect();
    let sheet = format!("{head}{rows}");
    let header = HEADER.replace("\"self\"", "\"site-visit\"");
    let recorded = answers(sheet.as_bytes(), &header, &Bag::new());
    let record = record(vec![recorded], None, &Bag::new()).unwrap();
    record.answers().next().unwrap().clone()
}

/// Point: what several rows say of one criterion does not depend on their order, and none takes
/// back that its texts must not leave the house.
#[test]
fn rows_of_one_criterion_merge_alike_in_any_order() {
    let rows = [
        ",,,,,",
        ",,,minutes,,",
        ",,,,yes,",
        "met,,,,,",
        "met,,,minutes,,",
        "met,,,,yes,",
        "not_met,,,,,",
        "not_met,,pattern,,,",
        "not_met,,widespread,,,",
        "partial,some_cases,,,,",
        "partial,policy_only,,,,",
        "partial,,,,,",
        "perhaps,,,,,",
        "met,,,,,bcdfghjk",
        "n/a,none here,,,,",
        "n/a,none here,,,yes,",
    ];
    let mut wrong: Vec<String> = Vec::new();
    for (at, one) in rows.iter().enumerate() {
        for other in rows.iter().skip(at + 1) {
            let (a, b) = (merged(&[one, other]), merged(&[other, one]));
            // where the two contradict each other, nothing but that is said
            let conflict = matches!(a.given, Given::Rejected(_)) && a.given == b.given;
            let same = [
                ("given", a.given == b.given),
                ("reason", conflict || a.partial_reason == b.partial_reason),
                ("extent", conflict || a.extent == b.extent),
                ("evidence", a.has_evidence == b.has_evidence),
                ("privileged", a.privileged == b.privileged),
                ("secrecy", a.privileged || ![one, other].iter().any(|row| row.contains("yes"))),
            ];
            let differing = same.into_iter().filter(|(_, same)| !same);
            wrong.extend(differing.map(|(what, _)| format!("{what}: {one} and {other}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
