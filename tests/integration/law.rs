//! The law of versions, tried: an edit below major never lowers a score and never closes a gate, in
//! any model, at either end of the range.

use super::mutations::{self, checklists, ends, middle};
use super::program_mutations::{self, program};
use super::seeded::{Dice, Kinds, MAJOR};
use super::support::{MODELS, SMALL};
use concordant::assessment::{
    Answer, AssessmentHeader, Given, Measured, Origin, Party, Record, Recorded, Rejection,
    parse_header, record,
};
use concordant::condition::{Kind as Sort, Value};
use concordant::diagnostic::Bag;
use concordant::facility::{Facility, Location, Service};
use concordant::measure::Fraction;
use concordant::score::{Case, Scorecard};
use concordant::source::Text;
use concordant::standard::Program;
use concordant::standard::model::{Answering, Checklist, Per};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const DAY: Date = date(2026, 9, 1);
const CASES: u64 = 600;

/// Words in the names of those kinds that can move a score or a gate; others are tried less often.
const MOVING: [&str; 8] =
    ["target", "step", "credit", "conformance", "critical", "gate", "threshold", "each checklist"];

static POOL: LazyLock<Vec<Checklist>> = LazyLock::new(checklists);

fn facility(d: &mut Dice) -> Facility {
    let mut facility = Facility::default();
    let service = |offered| Service { offered, from: None, to: None };
    for id in SMALL.vocabulary.service_ids() {
        if !d.one_in(8) {
            facility.services.insert(id.to_owned(), service(!d.one_in(5)));
        }
    }
    for id in SMALL.vocabulary.fact_ids() {
        let value = match SMALL.vocabulary.kind(id) {
            Some(Sort::Boolean) => Value::Boolean(d.one_in(2)),
            Some(Sort::Number) => Value::Number(Fraction::count(d.below(1_000))),
            _ => Value::Text(d.of(&["US", "DE"]).to_owned()),
        };
        if !d.one_in(8) {
            facility.facts.insert(id.to_owned(), value);
        }
    }
    for id in ["north", "south", "west"].into_iter().take(d.below(4)) {
        let mut location = Location { id: id.to_owned(), ..Location::default() };
        location.services.insert("infusion".to_owned(), service(d.one_in(2)));
        facility.locations.push(location);
    }
    facility
}

/// What a row says, before a version of the checklist gives it a credit.
enum Said {
    Blank,
    NotApplicable,
    Word(String),
    Numbers(Measured),
}

struct Row {
    criterion: String,
    location: Option<String>,
    party: Party,
    said: Said,
}

/// An answer; the better, the higher `good`, from 0 to 4. Numbers lie at and between the marks of
/// the measure in both versions.
fn say(answering: &Answering, newer: &Answering, good: usize, d: &mut Dice) -> Said {
    let is_full = d.below(4) < good;
    let word = |word: &str| Said::Word(word.to_owned());
    match (if good == 4 { 9 } else { d.below(12) }, answering) {
        (0, _) => Said::Blank,
        (1, _) => Said::NotApplicable,
        (2, Answering::Measure(_)) => word("met"),
        (_, Answering::Measure(m)) => {
            let (worst, best) = ends(m);
            let mut marks = if is_full { vec![best] } else { vec![worst] };
            for m in [Some(m), newer.measure()].into_iter().flatten() {
                let steps = m.steps.iter().filter(|_| !is_full);
                marks.extend(steps.map(|step| &step.at).chain([&m.target]).cloned());
            }
            let mut value = d.of(&marks);
            if d.one_in(3) {
                value = middle(&value, &d.of(&marks));
            }
            let value = (!d.one_in(20)).then_some(value);
            let denominator = (!d.one_in(3)).then(|| Fraction::count(d.below(200)));
            Said::Numbers(Measured { value, numerator: None, denominator })
        }
        (_, Answering::Scale(scale)) if is_full => word(&scale.levels.last().unwrap().id),
        (_, Answering::Scale(scale)) => word(&d.of(&scale.levels).id),
        _ if is_full => word("met"),
        (_, Answering::Binary) => word(d.of(&["met", "not_met"])),
        (_, Answering::Conformance) => word(d.of(&["met", "partial", "not_met"])),
    }
}

fn rows(lists: &[Checklist], newer: &Checklist, facility: &Facility, d: &mut Dice) -> Vec<Row> {
    let (good, visited) = (d.below(5), d.below(5));
    let mut rows = Vec::new();
    for criterion in lists.iter().flat_map(|list| &list.criteria) {
        let mut places: Vec<Option<String>> = vec![None];
        if criterion.per == Per::Location && !d.one_in(4) {
            places.extend(facility.locations.iter().map(|place| Some(place.id.clone())));
        }
        let newer = newer.criterion(&criterion.id).unwrap_or(criterion);
        for location in places {
            for party in [Party::Own, Party::SiteVisit] {
                if party == Party::Own || d.below(4) < visited {
                    let said = say(&criterion.answering, &newer.answering, good, d);
                    let (criterion, location) = (criterion.id.clone(), location.clone());
                    rows.push(Row { criterion, location, party, said });
                }
            }
        }
    }
    rows
}

/// What the reader of a sheet makes of it.
fn given(said: &Said, answering: &Answering) -> Given {
    let word = match (said, answering) {
        (Said::Blank, _) => return Given::Blank,
        (Said::NotApplicable, _) => return Given::NotApplicable,
        (Said::Numbers(numbers), Answering::Measure(_)) => return Given::Measured(numbers.clone()),
        (Said::Numbers(_), _) => return Given::Rejected(Rejection::Unusable),
        (Said::Word(word), _) => word.as_str(),
    };
    let credit = match (word, answering) {
        (_, Answering::Scale(scale)) => {
            scale.levels.iter().find(|level| level.id == word).map(|level| level.credit.clone())
        }
        ("met", Answering::Measure(_)) => return Given::Unevidenced,
        ("met", _) => Some(Fraction::ONE),
        ("not_met", _) => Some(Fraction::ZERO),
        (_, Answering::Conformance) => Some(Fraction::HALF),
        _ => None,
    };
    let rejected = Given::Rejected(Rejection::Unusable);
    credit.map_or(rejected, |credit| Given::Level(credit, word.to_owned()))
}

fn header(party: Party, bag: &Bag) -> AssessmentHeader {
    let text = format!("format = 1\nround = \"2026\"\nparty = \"{party}\"\nas_of = {DAY}\n");
    parse_header(&Text::new("assessment.toml", text), bag).expect("a header")
}

/// One hospital under one program.
struct World {
    lists: Vec<Checklist>,
    program: Program,
    facility: Facility,
    rows: Vec<Row>,
}

/// What may not get worse: scores and what gates make of them, at the low and the high end.
struct Outcome {
    scores: BTreeMap<String, [Option<Fraction>; 2]>,
    blocks: BTreeMap<String, [bool; 2]>,
}

impl World {
    fn new(model: &str, d: &mut Dice) -> Self {
        let at = d.below(POOL.len());
        let other = (at + 1 + d.below(POOL.len() - 1)) % POOL.len();
        let lists = vec![POOL[at].clone(), POOL[other].clone()];
        let facility = facility(d);
        Self { program: program(model, &lists, d), lists, facility, rows: Vec::new() }
    }

    fn record(&self, lists: &[&Checklist], bag: &Bag) -> Record {
        let criterion = |id: &str| lists.iter().find_map(|list| list.criterion(id));
        let answer = |(number, row): (usize, &Row)| {
            let origin = Origin {
                file: "made.csv".into(),
                worksheet: None,
                row: number,
                column: "response",
                party: row.party,
                as_of: DAY,
            };
            Some(Answer {
                given: given(&row.said, &criterion(&row.criterion)?.answering),
                criterion: row.criterion.clone(),
                location: row.location.clone(),
                partial_reason: None,
                extent: None,
                has_evidence: false,
                cited: std::collections::BTreeSet::new(),
                finding: None,
                privileged: false,
                origin,
            })
        };
        let assessment = |party: Party| Recorded {
            header: header(party, bag),
            answers: (2..)
                .zip(&self.rows)
                .filter(|(_, row)| row.party == party)
                .filter_map(answer)
                .collect(),
        };
        let both = [Party::Own, Party::SiteVisit].map(assessment).into();
        record(both, None, bag).expect("two assessments")
    }

    fn outcome(&self, first: &Checklist, program: &Program) -> Outcome {
        let bag = Bag::new();
        let lists = vec![first, &self.lists[1]];
        let record = self.record(&lists, &bag);
        let case = Case { facility: &self.facility, record: &record, as_of: DAY };
        let card = Scorecard::new(program, lists, case, &bag);
        let mut scores = BTreeMap::new();
        for score in card.scores.iter().chain([&card.overall]) {
            scores.insert(score.id.clone(), [score.value.clone(), score.high.clone()]);
            for section in &score.sections {
                let name = format!("{} {}", score.id, section.id);
                scores.insert(name, [section.value.clone(), section.high.clone()]);
            }
        }
        let blocks = card.gates.iter().map(|gate| {
            let high = gate.figure_high.as_ref().is_some_and(|high| *high < gate.threshold);
            (gate.id.clone(), [gate.holds == Some(false), high])
        });
        Outcome { scores, blocks: blocks.collect() }
    }
}

impl Outcome {
    /// What is worse than it was.
    fn breaches(&self, was: &Self) -> Vec<String> {
        let mut breaches = Vec::new();
        for (end, at) in [(0, "low"), (1, "high")] {
            for (name, was) in &was.scores {
                let now = self.scores.get(name).map(|now| &now[end]);
                if let Some(now) = now.filter(|now| **now < was[end]) {
                    let was = &was[end];
                    breaches.push(format!("score {name}, {at} end: {was:?} became {now:?}"));
                }
            }
            for (name, was) in &was.blocks {
                if self.blocks.get(name).is_some_and(|now| now[end] && !was[end]) {
                    breaches.push(format!("gate {name}, {at} end: held, and is closed"));
                }
            }
        }
        breaches
    }
}

/// A sequence of one to four edits, all below major or all major, and their kinds.
fn edited<T: Clone>(
    old: &T,
    (kinds, diff): Kinds<T>,
    below_major: bool,
    d: &mut Dice,
) -> (T, Vec<&'static str>) {
    let (mut new, mut names) = (old.clone(), Vec::new());
    let wanted = 1 + d.below(4);
    for _ in 0..1_000 {
        let (name, _, edit) = d.of(kinds);
        let mut next = new.clone();
        let is_chosen =
            !below_major || d.one_in(10) || MOVING.iter().any(|word| name.contains(word));
        if is_chosen && edit(&mut next, d).is_some() {
            // the step between the versions counts, not that between the edits
            if (diff(old, &next).required_bump() == MAJOR) != below_major {
                new = next;
                names.push(name);
            }
        }
        if names.len() == wanted {
            break;
        }
    }
    (new, names)
}

/// Tries so many cases: what broke, and in how many something rose.
fn tried(cases: u64, below_major: bool, of_programs: bool) -> (Vec<String>, usize) {
    let (mut broken, mut risen) = (Vec::new(), 0);
    for (case, model) in (0..cases).zip(MODELS.into_iter().cycle()) {
        let mut d = Dice(case << 8 | u64::from(of_programs));
        let mut world = World::new(model, &mut d);
        let (mut list, mut program) = (world.lists[0].clone(), world.program.clone());
        let kinds;
        if of_programs {
            (program, kinds) = edited(&program, program_mutations::EDITS, below_major, &mut d);
        } else {
            (list, kinds) = edited(&list, mutations::EDITS, below_major, &mut d);
        }
        world.rows = rows(&world.lists, &list, &world.facility, &mut d);
        let before = world.outcome(&world.lists[0], &world.program);
        let after = world.outcome(&list, &program);
        risen += usize::from(!before.breaches(&after).is_empty());
        let breaches = after.breaches(&before);
        if !breaches.is_empty() {
            broken.push(format!("case {case}, {model}, {}, {kinds:?}: {breaches:#?}", list.id));
        }
    }
    (broken, risen)
}

/// Edits of a checklist below major never lower a score or close a gate.
#[test]
fn edits_of_checklists_below_major_keep_the_law() {
    let (broken, risen) = tried(CASES, true, false);
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(risen > 30, "something rose in only {risen} of {CASES} cases");
}

/// Edits of a program below major never lower a score or close a gate.
#[test]
fn edits_of_programs_below_major_keep_the_law() {
    let (broken, risen) = tried(CASES, true, true);
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(risen > 30, "something rose in only {risen} of {CASES} cases");
}

/// The test would see a breach: major edits of both do break what the law keeps.
#[test]
fn major_edits_do_break_what_the_law_keeps() {
    for of_programs in [false, true] {
        let (broken, _) = tried(120, false, of_programs);
        assert!(broken.len() > 15, "only {} of 120 cases", broken.len());
    }
}
