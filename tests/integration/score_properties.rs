//! What holds for every set of answers in all four models: better ones never hurt, order is nothing.

use super::support::{MODELS, SMALL, cases, text};
use concordant::assessment::{Recorded, SheetContext, parse_header, read_sheet, record};
use concordant::diagnostic::Bag;
use concordant::facility::{Facility, parse_facility};
use concordant::gap::{RankBy, find};
use concordant::measure::Fraction;
use concordant::report::{GapsReport, ScoreReport};
use concordant::score::{Case, Scorecard};
use concordant::sheet::{SheetFile, Value, write_csv};
use concordant::standard::model::{Answering, Checklist, Criterion, Direction, Measure, Per};
use concordant::standard::program::{Program, Tailoring, TailoringAction};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

const PLACES: [&str; 2] = ["north", "south"];
/// Everything that a condition of the small checklists asks for.
const WORDS: [&str; 10] = [
    "infusion",
    "dispensing",
    "compounding",
    "vesicant",
    "trials",
    "cell_therapy",
    "radiation",
    "outsourced",
    "beds",
    "country",
];

/// A place for an answer: a criterion, and a location where it is answered for each.
struct Slot {
    criterion: &'static Criterion,
    location: Option<&'static str>,
}

static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    let mut slots = Vec::new();
    for criterion in SMALL.checklists.iter().flat_map(|checklist: &Checklist| &checklist.criteria) {
        match criterion.per {
            Per::Location => {
                slots.extend(PLACES.map(|place| Slot { criterion, location: Some(place) }));
            }
            Per::Facility => slots.push(Slot { criterion, location: None }),
        }
    }
    slots
});

/// What a row says.
#[derive(Debug, Clone, PartialEq)]
enum Reply {
    Blank,
    /// A step of the scale, 0 for the lowest: as far as the scale goes.
    Step(usize),
    NotApplicable,
    /// Numerator and denominator, or a value where the measure is no percentage.
    Numbers(u64, u64),
}

impl Slot {
    /// The responses of its scale from the lowest to the highest; none for a measure.
    fn ladder(&self) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match &self.criterion.answering {
            Answering::Binary => words(&["not_met", "met"]),
            Answering::Conformance => words(&["not_met", "partial", "met"]),
            Answering::Scale(scale) => scale.levels.iter().map(|level| level.id.clone()).collect(),
            Answering::Measure(_) => Vec::new(),
        }
    }

    /// A reply out of three numbers.
    fn reply(&self, [what, step, cases]: [u8; 3]) -> Reply {
        match (what % 8, self.ladder().len()) {
            (0 | 1, _) => Reply::Blank,
            (2, _) => Reply::NotApplicable,
            (_, 0) => {
                let below = u64::from(cases % 40);
                Reply::Numbers(u64::from(step) % (below + 1), below)
            }
            (_, levels) => Reply::Step(usize::from(step) % levels),
        }
    }

    /// A better reply than this one; `None` where there is none.
    fn better(&self, reply: &Reply, by: [u8; 3]) -> Option<Reply> {
        match reply {
            Reply::Blank => Some(self.reply(by)).filter(|reply| *reply != Reply::Blank),
            Reply::Step(step) => (step + 1 < self.ladder().len()).then_some(Reply::Step(step + 1)),
            Reply::NotApplicable => None,
            Reply::Numbers(above, below) => {
                let more = (above + 1 + u64::from(by[1]) % 5).min(*below);
                let less = above.saturating_sub(1 + u64::from(by[1]) % 5);
                let higher = self.criterion.answering.measure()?.direction == Direction::Higher;
                let above = if higher { more } else { less };
                Some(Reply::Numbers(above, *below)).filter(|better| better != reply)
            }
        }
    }

    /// The row of a reply; a mark in the last column makes it evidence.
    fn row(&self, reply: &Reply, evidence: &str) -> Vec<Value> {
        let is_percent = self.criterion.answering.measure().is_none_or(Measure::is_percent);
        let [mut response, mut reason, mut value, mut above, mut below] =
            [const { String::new() }; 5];
        match reply {
            Reply::Blank => {}
            Reply::Step(step) => response.clone_from(&self.ladder()[*step]),
            Reply::NotApplicable => {
                "n/a".clone_into(&mut response);
                "None here".clone_into(&mut reason);
            }
            Reply::Numbers(n, d) if is_percent => {
                above = n.to_string();
                below = d.to_string();
            }
            Reply::Numbers(n, _) => value = n.to_string(),
        }
        if response == "partial" {
            "some_cases".clone_into(&mut reason);
        }
        let place = self.location.unwrap_or_default().to_owned();
        let id = self.criterion.id.clone();
        [id, place, response, reason, value, above, below, evidence.to_owned()]
            .map(Value::from)
            .into()
    }
}

/// A hospital: what it is, what it says, what a reviewer says of some of it.
#[derive(Debug, Clone)]
struct World {
    /// For each of [`WORDS`], whether it is so; `None` where nobody answered.
    facts: Vec<Option<bool>>,
    own: Vec<Reply>,
    visit: Vec<Reply>,
}

fn world() -> impl Strategy<Value = World> {
    let replies = || vec(any::<[u8; 3]>(), SLOTS.len());
    let reply = |dice: Vec<[u8; 3]>| -> Vec<Reply> {
        SLOTS.iter().zip(dice).map(|(slot, dice)| slot.reply(dice)).collect()
    };
    (vec(any::<Option<bool>>(), WORDS.len()), replies(), replies(), any::<bool>()).prop_map(
        move |(facts, own, visit, visited)| {
            let kept = |(at, reply): (usize, Reply)| {
                if visited && at % 3 == 0 { reply } else { Reply::Blank }
            };
            let visit = reply(visit).into_iter().enumerate().map(kept).collect();
            World { facts, own: reply(own), visit }
        },
    )
}

impl World {
    fn facility(&self) -> Facility {
        let mut services = String::from("[services]\n");
        let mut facts = String::from("[facts]\n");
        for (word, answer) in WORDS.iter().zip(&self.facts) {
            let Some(yes) = answer else { continue };
            let _ = match *word {
                "beds" => writeln!(facts, "beds = {}", if *yes { 300 } else { 20 }),
                "country" => writeln!(facts, "country = \"{}\"", if *yes { "US" } else { "CA" }),
                "outsourced" => writeln!(facts, "outsourced = {yes}"),
                _ => writeln!(services, "{word} = {yes}"),
            };
        }
        let places = PLACES.map(|id| format!("[[location]]\nid = \"{id}\"\nname = \"At {id}\"\n"));
        let head = "format = 1\nid = \"f\"\nname = \"F\"\nprogram = \"small\"\n";
        let content = [head, &services, &facts, &places.concat()].concat();
        let bag = Bag::new();
        let facility =
            parse_facility(&text("facility.toml", content.as_bytes()), &SMALL.vocabulary, &bag);
        assert!(bag.sorted().is_empty(), "{:?}", bag.sorted());
        facility
    }

    /// The rows of both sheets.
    fn rows(&self) -> [Vec<Vec<Value>>; 2] {
        [&self.own, &self.visit].map(|replies| {
            SLOTS.iter().zip(replies).map(|(slot, reply)| slot.row(reply, "")).collect()
        })
    }
}

/// The answers of a sheet.
fn recorded(party: &str, rows: &[Vec<Value>], facility: &Facility) -> Recorded {
    let names =
        ["criterion", "location", "response", "reason", "value", "numerator", "denominator"];
    let head = names.into_iter().chain(["evidence"]).map(Value::from).collect();
    let rows: Vec<Vec<Value>> = std::iter::once(head).chain(rows.iter().cloned()).collect();
    let mut bytes = Vec::new();
    write_csv(&rows, &mut bytes).unwrap();
    let header = format!("format = 1\nround = \"1\"\nparty = \"{party}\"\nas_of = 2026-06-30\n");
    let header = parse_header(&text(party, header.as_bytes()), &Bag::new()).unwrap();
    let checklists: Vec<&Checklist> = SMALL.checklists.iter().collect();
    let vocabulary = &SMALL.vocabulary;
    let register = &concordant::assessment::Register::default();
    let context =
        SheetContext { header: &header, facility, checklists: &checklists, vocabulary, register };
    let bag = Bag::new();
    let answers =
        read_sheet(&SheetFile::csv("sheet.csv", String::from_utf8(bytes).unwrap()), context, &bag);
    assert!(!bag.has_errors(), "{:?}", bag.sorted());
    Recorded { header, answers }
}

/// What the tool would say.
#[derive(Clone)]
struct Judged {
    score: ScoreReport,
    gaps: GapsReport,
}

fn judge_rows(program: &Program, facility: &Facility, rows: &[Vec<Vec<Value>>; 2]) -> Judged {
    let bag = Bag::new();
    let parties = ["self", "site-visit"];
    let sheets = parties.iter().zip(rows).map(|(party, rows)| recorded(party, rows, facility));
    let record = record(sheets.collect(), None, &bag).unwrap();
    let case = Case { facility, record: &record, as_of: record.as_of };
    let card = Scorecard::new(program, SMALL.checklists.iter().collect(), case, &bag);
    assert!(!bag.has_errors(), "{:?}", bag.sorted());
    let by = RankBy::Priority;
    Judged {
        score: ScoreReport::new(&card, false),
        gaps: GapsReport::new(&find(&card, by), by, &[]),
    }
}

fn judge(program: &Program, world: &World) -> Judged {
    judge_rows(program, &world.facility(), &world.rows())
}

/// The indicated tier at the low end, 0 for the best.
fn tier(judged: &Judged, program: &Program) -> Option<usize> {
    let low = judged.score.result.low_tier.as_ref()?;
    program.tiers.iter().position(|tier| tier.id == *low)
}

fn not_below(after: Option<&Fraction>, before: Option<&Fraction>) -> bool {
    after.zip(before).is_none_or(|(after, before)| after >= before)
}

/// All but the row numbers.
fn without_rows(judged: &Judged) -> String {
    let mut judged = judged.clone();
    judged.score.items.iter_mut().for_each(|item| item.row = None);
    let gaps = judged.gaps.gaps.iter_mut().filter_map(|gap| gap.source.as_mut());
    let questions = judged.gaps.open_questions.iter_mut().filter_map(|gap| gap.source.as_mut());
    gaps.chain(questions).for_each(|source| source.row = 0);
    let (score, gaps) = (&judged.score, &judged.gaps);
    [serde_json::to_string_pretty(score), serde_json::to_string_pretty(gaps)]
        .map(Result::unwrap)
        .concat()
}

proptest! {
    #![proptest_config(cases(128))]

    /// Point: a better answer never lowers a score, closes a gate or lowers the indicated tier.
    #[test]
    fn a_better_answer_never_hurts(
        world in world(), at in any::<prop::sample::Index>(), by in any::<[u8; 3]>(),
    ) {
        let at = at.index(SLOTS.len());
        let Some(reply) = SLOTS[at].better(&world.own[at], by) else { return Ok(()) };
        let mut improved = world.clone();
        improved.own[at] = reply;
        for program in &SMALL.programs {
            let (before, after) = (judge(program, &world), judge(program, &improved));
            let (old, new) = (&before.score.scores, &after.score.scores);
            prop_assert!(not_below(new.overall.value.as_ref(), old.overall.value.as_ref()));
            for (old, new) in old.checklists.iter().zip(&new.checklists) {
                prop_assert!(not_below(new.value.as_ref(), old.value.as_ref()), "{}", old.id);
            }
            for (old, new) in before.score.result.gates.iter().zip(&after.score.result.gates) {
                prop_assert!(old.holds != Some(true) || new.holds != Some(false), "{}", old.id);
                prop_assert!(not_below(new.figure.as_ref(), old.figure.as_ref()), "{}", old.id);
            }
            let tiers = tier(&after, program).zip(tier(&before, program));
            prop_assert!(tiers.is_none_or(|(after, before)| after <= before));
        }
    }

    /// Point: the order of rows changes nothing but row numbers, extra rows of evidence included.
    #[test]
    fn the_order_of_rows_does_not_matter(
        world in world(), extra in vec(any::<prop::sample::Index>(), 0..6), keys in vec(any::<u32>(), 64),
    ) {
        let mut rows = world.rows();
        for (number, at) in extra.iter().enumerate() {
            let at = at.index(SLOTS.len());
            let again = if number % 2 == 0 { &Reply::Blank } else { &world.own[at] };
            rows[0].push(SLOTS[at].row(again, "minutes"));
        }
        let mut shuffled = rows.clone();
        for sheet in &mut shuffled {
            let mut keyed: Vec<_> = keys.iter().zip(sheet.drain(..)).collect();
            keyed.sort_by_key(|(key, _)| **key);
            sheet.extend(keyed.into_iter().map(|(_, row)| row));
        }
        let (facility, program) = (world.facility(), &SMALL.programs[0]);
        let [one, other] = [rows, shuffled].map(|rows| judge_rows(program, &facility, &rows));
        prop_assert_eq!(without_rows(&one), without_rows(&other));
    }

    /// Point: an accepted "not applicable" counts as if the program had left the criterion out.
    #[test]
    fn not_applicable_leaves_numerator_and_denominator(
        world in world(), at in any::<prop::sample::Index>(), model in 0..MODELS.len(),
    ) {
        let id = &SLOTS[at.index(SLOTS.len())].criterion.id;
        let mut aside = world.clone();
        for (slot, reply) in SLOTS.iter().zip(&mut aside.visit) {
            if slot.criterion.id == *id {
                *reply = Reply::NotApplicable;
            }
        }
        let program = &SMALL.programs[model];
        let mut without = program.clone();
        without.tailoring.push(Tailoring {
            criterion: id.clone(),
            action: TailoringAction::Exclude,
            reason: "Made for tests.".to_owned(),
            approved_by: None,
        });
        let [aside, left_out] = [judge(program, &aside), judge(&without, &world)];
        let figures = |judged: &Judged| {
            let scores = &judged.score.scores;
            let all = scores.checklists.iter().chain([&scores.overall]);
            let figures = all.map(|s| format!("{} {}/{} {:?}", s.id, s.numerator, s.denominator, s.high_value));
            (figures.collect::<Vec<_>>(), judged.score.result.low_tier.clone())
        };
        prop_assert_eq!(figures(&aside), figures(&left_out));
        let own = aside.score.items.iter().filter(|item| item.criterion == *id);
        for item in own {
            prop_assert!(!item.counted && item.credit.is_none());
        }
    }

    /// Point: what nobody answered never takes a criterion away.
    #[test]
    fn an_unknown_fact_never_removes_a_criterion(world in world(), word in 0..WORDS.len()) {
        let mut world = world;
        for reply in world.own.iter_mut().chain(&mut world.visit) {
            if *reply == Reply::NotApplicable {
                *reply = Reply::Blank;
            }
        }
        let mut forgotten = world.clone();
        forgotten.facts[word] = None;
        let program = &SMALL.programs[0];
        let (known, unknown) = (judge(program, &world), judge(program, &forgotten));
        for (known, unknown) in known.score.items.iter().zip(&unknown.score.items) {
            prop_assert!(!known.counted || unknown.counted, "{} {}", known.criterion, WORDS[word]);
        }
    }

    /// Point: the score lies in its range, the range between 0 and 1, and every part is counted once.
    #[test]
    fn ranges_are_ranges(world in world(), model in 0..MODELS.len()) {
        let judged = judge(&SMALL.programs[model], &world);
        let scores = &judged.score.scores;
        for score in scores.checklists.iter().chain([&scores.overall]) {
            let parts = score.sections.iter().map(|s| (s.value.as_ref(), s.low, s.high));
            let whole = (score.value.as_ref(), score.low, score.high);
            for (value, low, high) in parts.chain([whole]) {
                prop_assert_eq!(value.is_some(), high.is_some());
                prop_assert!(value.is_none_or(Fraction::is_share));
                prop_assert!(low.zip(high).is_none_or(|(low, high)| low <= high && high <= 100.0));
            }
            prop_assert!(not_below(score.high_value.as_ref(), score.value.as_ref()));
        }
        for gap in &judged.gaps.gaps {
            prop_assert!(gap.gain >= Fraction::ZERO && gap.credit.is_share() && !gap.credit.is_one());
        }
        for gate in judged.score.result.gates.iter().filter(|gate| gate.open) {
            prop_assert_eq!(gate.holds, Some(false));
        }
    }
}

/// Point: the small world covers every state, so that the properties above mean something.
#[test]
fn the_small_world_covers_every_state() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for _ in 0..200 {
        let world = world().new_tree(&mut runner).unwrap().current();
        let judged = judge(&SMALL.programs[0], &world).score;
        seen.extend(judged.items.iter().map(|item| format!("{:?} {:?}", item.state, item.reason)));
        seen.extend(judged.result.tier);
    }
    assert!(seen.len() >= 14, "{seen:#?}");
}
