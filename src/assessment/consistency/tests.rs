//! What each rule takes for a contradiction, and what it lets pass.

use super::{Round, check_round};
use crate::assessment::{
    AssessmentHeader, Party, Recorded, Register, SheetContext, read_register, read_sheet, record,
};
use crate::diagnostic::Bag;
use crate::facility::{Facility, parse_facility};
use crate::privacy::{Known, Screen};
use crate::sheet::SheetFile;
use crate::source::Text;
use crate::standard::{
    Checklist, Program, Vocabulary, parse_checklist, parse_program, parse_vocabulary,
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const WORDS: &str = r#"
format = 1
service = [ { id = "infusion", meaning = "x" } ]
role = [ { id = "nurse-manager", meaning = "x" } ]
evidence_kind = [
  { id = "policy", meaning = "x" }, { id = "log", meaning = "x" }, { id = "roster", meaning = "x" },
]
"#;

const HEAD: &str = r#"
format = 2
id = "ward"
version = "1.0.0"
title = "Ward"
effective = 2025-01-01
prefix = "WD"
notes = "For tests."
contradiction = [ { all = ["WD-01", "not WD-02"], note = "One rests on the other." } ]
section = [ { id = "all", title = "All" } ]
"#;

const PROGRAM: &str = r#"
format = 1
id = "p"
version = "1.0.0"
title = "P"
effective = 2025-01-01
model = "flat"
notes = "For tests."
checklist = [ { id = "ward", version = "^1" } ]
"#;

/// A criterion with what its tests need; the last of keys given twice would be an error.
fn criterion(number: usize, more: &str) -> String {
    let scale = if more.contains("scale") { "" } else { "scale = \"conformance\"\n" };
    format!(
        "[[criterion]]\nid = \"WD-{number:02}\"\nsection = \"all\"\ntitle = \"T\"\n\
         statement = \"S{number}\"\nrationale = \"R\"\nguidance = \"G\"\nweight = 1\n\
         harm = \"low\"\nbasis = \"proposed\"\nanswer_role = \"nurse-manager\"\n{scale}{more}\n"
    )
}

fn checklist() -> Checklist {
    let mut text = HEAD.to_owned();
    for number in 1..=40 {
        text += &criterion(
            number,
            match number {
                // 1 and 2 contradict each other
                3 => "requires = [\"WD-04\"]",
                4 => "per = \"location\"\napplies_when = \"infusion\"",
                5 => "evidence = [ { kind = \"log\", ask = \"A\", valid_for = \"12 months\" } ]",
                6 => "evidence = [ { kind = \"policy\", ask = \"A\" } ]",
                7 => {
                    "scale = \"measure\"\nmeasure = { unit = \"percent\", direction = \"higher\", \
                      target = \"0.9\" }\nevidence = [ { kind = \"log\", ask = \"A\" } ]"
                }
                _ => "",
            },
        );
    }
    let bag = Bag::new();
    let checklist = parse_checklist(&Text::new("ward.toml", text), &bag).0;
    assert!(!bag.has_errors(), "{:?}", bag.sorted());
    checklist
}

/// One facility with its sheets.
struct World {
    facility: Facility,
    register: String,
    sheets: Vec<(Party, Date, String)>,
    is_newest: bool,
}

impl World {
    fn new(rows: &str) -> Self {
        let sheets = vec![(Party::Own, date(2026, 9, 1), rows.to_owned())];
        let facility = Facility::default();
        Self { facility, register: String::new(), sheets, is_newest: true }
    }

    fn register(self, rows: &str) -> Self {
        let rows = rows.replace('\n', ",Binder 4\n");
        Self { register: format!("id,kind,approved,valid_until,kept_at\n{rows}"), ..self }
    }

    fn visit(mut self, rows: &str) -> Self {
        self.sheets.push((Party::SiteVisit, date(2026, 10, 1), rows.to_owned()));
        self
    }

    fn places(mut self, infusion: &[(&str, bool)]) -> Self {
        let mut text = "format = 1\nid = \"f\"\nname = \"F\"\n".to_owned();
        for (id, has) in infusion {
            let _ = write!(
                text,
                "[[location]]\nid = \"{id}\"\nname = \"{id}\"\n[location.services]\ninfusion = {has}\n"
            );
        }
        self.facility = parse_facility(&Text::new("facility.toml", text), &words(), &Bag::new());
        self
    }

    /// What the rules say, each as its code and message.
    fn told(&self) -> Vec<String> {
        let (bag, silent, words, ward) = (Bag::new(), Bag::new(), words(), checklist());
        let program: Program = parse_program(&Text::new("p.toml", PROGRAM.to_owned()), &silent).0;
        let register = match self.register.as_str() {
            "" => Register::default(),
            rows => read_register(&Text::new("evidence.csv", rows.to_owned()), &words, &bag),
        };
        let screen = Screen::new(Known::default(), &[]);
        let read = |(party, as_of, rows): &(Party, Date, String)| {
            let header = header(*party, *as_of);
            let context = SheetContext {
                header: &header,
                facility: &self.facility,
                checklists: &[&ward],
                vocabulary: &words,
                register: &register,
                screen: &screen,
            };
            let sheet = SheetFile::csv(format!("{party}.csv"), rows.clone());
            let answers = read_sheet(&sheet, context, &bag);
            Recorded { header, answers }
        };
        let mut record = record(self.sheets.iter().map(read).collect(), None, &bag).unwrap();
        record.register = register.clone();
        let round = Round {
            facility: &self.facility,
            program: &program,
            checklists: &[&ward],
            record: &record,
            as_of: record.as_of,
            is_newest: self.is_newest,
        };
        check_round(round, &bag);
        let line = |one: crate::diagnostic::Diagnostic| format!("{} {}", one.code.id, one.message);
        bag.sorted().into_iter().map(line).collect()
    }

    fn codes(&self) -> Vec<String> {
        self.told().iter().map(|line| line.chars().take(4).collect()).collect()
    }
}

fn words() -> Vocabulary {
    parse_vocabulary(&Text::new("vocabulary.toml", WORDS.to_owned()), &Bag::new())
}

fn header(party: Party, as_of: Date) -> AssessmentHeader {
    AssessmentHeader {
        name: format!("2026-{party}"),
        round: "2026".to_owned(),
        party,
        as_of,
        program: None,
        checklists: BTreeMap::new(),
        places: BTreeMap::new(),
    }
}

/// A sheet of one row for each criterion from one number to another.
fn rows(numbers: std::ops::RangeInclusive<usize>, cells: impl Fn(usize) -> String) -> String {
    let mut sheet = "criterion,response,reason,evidence,comment\n".to_owned();
    for number in numbers {
        let _ = writeln!(sheet, "WD-{number:02},{}", cells(number));
    }
    sheet
}

const EVIDENCE: &str = "criterion,response,evidence,evidence_kind,evidence_date\n";

fn shown(rows: &str) -> World {
    World::new(&format!("{EVIDENCE}{rows}"))
}

fn said(rows: &str) -> World {
    World::new(&format!("criterion,response,location\n{rows}"))
}

#[test]
fn evidence_is_good_until_its_last_day() {
    assert!(shown("WD-05,met,Log,log,2025-09-01\n").codes().is_empty());
    assert_eq!(shown("WD-05,met,Log,log,2025-08-31\n").codes(), ["C444"]);
    let piece = |approved: &str| {
        shown("WD-05,met,E-1,,\n").register(&format!("E-1,log,{approved},\n")).codes()
    };
    assert!(piece("2025-09-01").is_empty());
    assert_eq!(piece("2025-08-31"), ["C444"]);
}

#[test]
fn what_is_older_than_allowed_is_no_matter_beside_what_is_not() {
    let world = shown("WD-05,met,E-1 and E-2,,\n");
    assert!(world.register("E-1,log,2020-01-01,\nE-2,log,2026-01-01,\n").codes().is_empty());
    // another kind makes it no newer
    let world = shown("WD-05,met,E-1 and E-2,,\n");
    assert_eq!(world.register("E-1,log,2020-01-01,\nE-2,policy,2026-01-01,\n").codes(), ["C444"]);
    // a further row adds evidence
    let rows = "WD-05,met,Log,log,2020-01-01\nWD-05,,Log,log,2026-01-01\n";
    assert!(shown(rows).codes().is_empty());
}

#[test]
fn evidence_of_what_is_not_met_is_in_nobodys_way() {
    let register = "E-1,log,2020-01-01,2021-01-01\n";
    assert!(shown("WD-05,not_met,E-1,,\n").register(register).codes().is_empty());
    assert_eq!(shown("WD-05,partial,E-1,,\n").register(register).codes(), ["C445", "C409"]);
}

#[test]
fn what_has_run_out_is_told_once_for_all_that_rests_on_it() {
    let world = shown("WD-05,met,E-1,,\nWD-06,met,E-1,,\n").register("E-1,log,,2026-08-31\n");
    assert_eq!(world.told()[0], "C445 E-1 has run out, and WD-05 and WD-06 rest on it");
    let world = shown("WD-05,met,E-1,,\n").register("E-1,log,,2026-09-01\n");
    assert!(world.codes().is_empty());
}

#[test]
fn a_sheet_cites_what_was_there_on_its_day() {
    let register = "E-1,log,2026-09-15,\n";
    assert_eq!(shown("WD-05,met,E-1,,\n").register(register).codes(), ["C446"]);
    let visited = shown("WD-08,,,,\n").visit("criterion,response,evidence\nWD-05,met,E-1\n");
    assert!(visited.register(register).codes().is_empty());
}

#[test]
fn evidence_without_a_day_is_told_where_its_age_matters() {
    assert_eq!(shown("WD-05,met,E-1,,\n").register("E-1,log,,\n").codes(), ["C450"]);
    // nothing limits the age of a policy here
    assert!(shown("WD-06,met,E-1,,\n").register("E-1,policy,,\n").codes().is_empty());
}

#[test]
fn evidence_is_of_a_kind_that_is_asked_for() {
    assert_eq!(shown("WD-05,met,Roster,roster,\n").codes(), ["C447"]);
    assert!(shown("WD-05,met,Log and roster,log,\n").codes().is_empty());
    // a text may be evidence of any kind
    assert!(shown("WD-05,met,Roster,,\n").codes().is_empty());
    let register = "E-1,roster,2026-01-01,\nE-2,log,2026-01-01,\n";
    assert_eq!(shown("WD-05,met,E-1,,\nWD-08,met,E-2,,\n").register(register).codes(), ["C447"]);
    assert!(shown("WD-05,met,E-1 and E-2,,\n").register(register).codes().is_empty());
}

#[test]
fn ids_are_told_from_prose() {
    let register = "WD-E01,log,2026-01-01,\nWD-E02,log,2026-01-01,\n";
    let cite = |cell: &str| {
        shown(&format!("WD-05,met,\"WD-E01, WD-E02, {cell}\",,\n")).register(register).told()
    };
    assert_eq!(cite("WD-E03"), ["C448 WD-E03 is cited and is not in the register"]);
    for prose in ["minutes of 12 May 2026", "see WD-06", "E3, room E03, 2026-09-01", "WD-E"] {
        assert!(cite(prose).is_empty(), "{prose}");
    }
}

#[test]
fn only_the_newest_round_could_have_cited_everything() {
    let register = "E-1,log,2026-01-01,\nE-2,log,2026-01-01,\n";
    let mut world = shown("WD-05,met,E-1,,\n").register(register);
    assert_eq!(world.told(), ["C449 1 of 2 pieces is never cited: E-2"]);
    world.is_newest = false;
    assert!(world.codes().is_empty());
}

#[test]
fn who_says_met_shows_what_is_asked_for() {
    assert_eq!(shown("WD-05,met,,,\n").codes(), ["C451"]);
    assert_eq!(shown("WD-05,met,-,,\nWD-06,met,n/a,,\n").codes(), ["C451"], "told once a sheet");
    for rows in ["WD-05,met,Log of May,,\n", "WD-08,met,,,\n", "WD-05,not_met,,,\n", "WD-05,,,,\n"]
    {
        assert!(shown(rows).codes().is_empty(), "{rows}");
    }
    // a reviewer has looked
    let visited = shown("WD-05,met,,,\n").visit("criterion,response\nWD-05,met\n");
    assert!(visited.codes().is_empty());
    // numbers are evidence
    let counted = World::new("criterion,numerator,denominator\nWD-07,29,30\n");
    assert!(counted.codes().is_empty());
}

#[test]
fn declared_contradictions_need_plain_answers() {
    assert_eq!(
        said("WD-01,met,\nWD-02,not_met,\n").told(),
        ["C452 these cannot all be true: WD-01 is met and WD-02 is not met (see row 3)"]
    );
    for second in ["met", "", "not_assessed"] {
        assert!(said(&format!("WD-01,met,\nWD-02,{second},\n")).codes().is_empty(), "{second}");
    }
    let partly = World::new("criterion,response,reason\nWD-01,met,\nWD-02,partial,some_cases\n");
    assert!(partly.codes().is_empty());
}

#[test]
fn the_last_word_counts_in_a_contradiction() {
    let own = || said("WD-01,met,\nWD-02,not_met,\n");
    assert!(own().visit("criterion,response\nWD-02,met\n").codes().is_empty());
    let mixed = said("WD-01,met,\nWD-02,met,\n").visit("criterion,response\nWD-02,not_met\n");
    assert_eq!(
        mixed.told(),
        [
            "C452 these cannot all be true: WD-01 is met and WD-02 is not met (see site-visit.csv row 2)"
        ]
    );
}

#[test]
fn what_is_required_is_met_where_it_applies() {
    let at = |rows: &str| said(rows).places(&[("main", true), ("north", false)]);
    let told = at("WD-03,met,\nWD-04,not_met,main\n").told();
    assert_eq!(told, ["C453 WD-03 is met, and WD-04 (main), which it requires, is not (row 3)"]);
    assert_eq!(at("WD-03,met,\nWD-04,met,main\n").codes(), [""; 0]);
    assert_eq!(at("WD-03,not_met,\nWD-04,not_met,main\n").codes(), [""; 0]);
    // no infusion there, so nothing is required of it
    assert_eq!(at("WD-03,met,\nWD-04,not_met,north\n").codes(), [""; 0]);
}

#[test]
fn twenty_in_a_row_are_no_chance() {
    let met = |_| "met,,,".to_owned();
    assert_eq!(World::new(&rows(8..=27, met)).codes(), ["C454"]);
    assert!(World::new(&rows(8..=26, met)).codes().is_empty());
    // gaps that are admitted, blanks between, evidence that differs
    assert!(World::new(&rows(8..=40, |_| "not_met,,,".to_owned())).codes().is_empty());
    let blanks = rows(8..=40, |n| if n % 3 == 0 { ",,," } else { "met,,," }.to_owned());
    assert_eq!(World::new(&blanks).codes(), ["C454"]);
    assert!(World::new(&rows(8..=40, |n| format!("met,,Record {n},"))).codes().is_empty());
    // a measure that is met by its word alone says no more
    let with_measure = rows(7..=26, met);
    assert!(World::new(&with_measure).codes().contains(&"C454".to_owned()));
    let broken = rows(8..=40, |n| if n == 24 { "not_met,,," } else { "met,,," }.to_owned());
    assert!(World::new(&broken).codes().is_empty());
}

#[test]
fn the_same_text_beside_many_criteria_is_told_and_never_shown() {
    let copied =
        |last| rows(8..=last, |n| format!("{},,,Maria  said SO", ["met", "not_met"][n % 2]));
    // those that are not met need no story of their own
    assert_eq!(World::new(&copied(27)).codes(), ["C455"]);
    assert!(World::new(&copied(26)).codes().len() <= 1);
    let told = World::new(&copied(40)).told().join("\n");
    assert!(!told.to_lowercase().contains("maria"), "{told}");
    let few = rows(8..=16, |n| format!("met,,Folder {n},done"));
    assert!(World::new(&few).codes().is_empty());
}

#[test]
fn one_piece_may_support_many_criteria() {
    let cited = rows(8..=30, |n| format!("met,,see E-1,row {n}"));
    assert!(World::new(&cited).register("E-1,policy,2026-01-01,\n").codes().is_empty());
    let copied = rows(8..=30, |n| format!("met,,See  the policy,row {n}"));
    assert_eq!(World::new(&copied).codes(), ["C455"]);
}
