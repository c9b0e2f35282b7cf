//! How well likely identifiers are found: recall and precision on texts that a person can read, in
//! `tests/privacy`. `cargo test --test integration privacy -- --nocapture` prints the figures.
#![expect(
    clippy::disallowed_macros,
    clippy::use_debug,
    clippy::string_slice,
    clippy::manual_checked_ops,
    clippy::type_complexity,
    reason = "the figures are printed for those who ask for them"
)]

use crate::catalogue::folder;
use concordant::privacy::{From, Hit, Kind, Known, Level, detect, snippet};
use proptest::prelude::{any, prop_assert, proptest};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A text of the corpus and what should be found in it.
struct Case {
    file: &'static str,
    row: usize,
    expected: Vec<(Kind, Level)>,
    from: From,
    text: String,
}

/// What is found of a kind, and what should be.
#[derive(Default)]
struct Tally {
    right: usize,
    missed: usize,
    false_alarms: usize,
}

/// Written before the detectors.
const FIRST: [&str; 2] = ["positives.csv", "negatives.csv"];
/// Written after them; what was wrong with it was mended where that was of use beyond it.
const SECOND: [&str; 2] = ["second-positives.csv", "second-negatives.csv"];
/// Written after those, before the patterns were looked at again; mended by it.
const THIRD: [&str; 2] = ["third-positives.csv", "third-negatives.csv"];
/// Written when they had been mended by the third, and never tuned to.
const FOURTH: [&str; 2] = ["fourth-positives.csv", "fourth-negatives.csv"];
/// Written after the second files; what they missed was mended with the third.
const HELD_OUT: [&str; 2] = ["held-out-positives.csv", "held-out-negatives.csv"];

/// Every file.
const ALL: [[&str; 2]; 5] = [FIRST, SECOND, THIRD, FOURTH, HELD_OUT];

fn word<T: Copy>(words: &[(&str, T)], word: &str) -> T {
    words.iter().find(|(known, _)| *known == word).unwrap_or_else(|| panic!("{word}")).1
}

fn expected(cell: &str) -> Vec<(Kind, Level)> {
    let one = |part: &str| {
        let (kind, level) = part.trim().split_once(' ').unwrap();
        (word(&Kind::WORDS, kind), word(&[("warn", Level::Warn), ("block", Level::Block)], level))
    };
    cell.split(';').filter(|part| !part.trim().is_empty()).map(one).collect()
}

fn cases(files: &[&'static str]) -> Vec<Case> {
    let mut cases = Vec::new();
    for file in files {
        let mut reader = csv::Reader::from_path(folder("privacy").join(file)).unwrap();
        for (row, record) in (2..).zip(reader.records()) {
            let record = record.unwrap();
            let from = word(&[("prose", From::Prose), ("reference", From::Reference)], &record[1]);
            let (expected, text) = (expected(&record[0]), record[2].to_owned());
            cases.push(Case { file, row, expected, from, text });
        }
    }
    cases
}

fn found(case: &Case) -> Vec<Hit> {
    detect(&case.text, case.from, &Known::new(["PS-05", "RX-04", "PS-33", "MN-01"]))
}

/// Figures by kind and level, and what went wrong, by file and row.
fn tallied(cases: &[Case]) -> (BTreeMap<(Kind, Level), Tally>, String) {
    let mut tallies: BTreeMap<(Kind, Level), Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for case in cases {
        let mut left = case.expected.clone();
        for hit in found(case) {
            let key = (hit.kind, hit.level);
            let tally = tallies.entry(key).or_default();
            if let Some(at) = left.iter().position(|one| *one == key) {
                left.remove(at);
                tally.right += 1;
            } else {
                tally.false_alarms += 1;
                let shown = &case.text[hit.span.clone()];
                writeln!(wrong, "{} row {}: no {key:?}: {shown:?}", case.file, case.row).unwrap();
            }
        }
        for key in left {
            tallies.entry(key).or_default().missed += 1;
            writeln!(wrong, "{} row {}: missed {key:?}: {:?}", case.file, case.row, case.text)
                .unwrap();
        }
    }
    (tallies, wrong)
}

/// A share in thousandths.
fn thousandths(part: usize, whole: usize) -> usize {
    if whole == 0 { 1_000 } else { part * 1_000 / whole }
}

fn recall(tally: &Tally) -> usize {
    thousandths(tally.right, tally.right + tally.missed)
}

fn precision(tally: &Tally) -> usize {
    thousandths(tally.right, tally.right + tally.false_alarms)
}

fn sum<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Tally {
    tallies.fold(Tally::default(), |all, one| Tally {
        right: all.right + one.right,
        missed: all.missed + one.missed,
        false_alarms: all.false_alarms + one.false_alarms,
    })
}

fn print(title: &str, tallies: &BTreeMap<(Kind, Level), Tally>) {
    println!(
        "\n{title}\n{:<24}{:>7}{:>8}{:>8}{:>9}{:>11}",
        "kind", "right", "missed", "false", "recall", "precision"
    );
    let line = |name: &str, t: &Tally| {
        let share = |value: usize| format!("{}.{:03}", value / 1_000, value % 1_000);
        println!(
            "{name:<24}{:>7}{:>8}{:>8}{:>9}{:>11}",
            t.right,
            t.missed,
            t.false_alarms,
            share(recall(t)),
            share(precision(t))
        );
    };
    for ((kind, level), tally) in tallies {
        line(&format!("{} {}", kind.word(), level.word()), tally);
    }
    for level in [Level::Block, Level::Warn] {
        let of_level = tallies.iter().filter(|((_, own), _)| *own == level).map(|(_, tally)| tally);
        line(&format!("all that {}", level.word()), &sum(of_level));
    }
}

/// Recall of what blocks, precision of what blocks, recall and precision of what warns, in
/// thousandths.
fn hold(name: &str, files: &[&'static str], marks: [usize; 4]) {
    let (tallies, wrong) = tallied(&cases(files));
    print(name, &tallies);
    println!("{wrong}");
    let of = |level| sum(tallies.iter().filter(|((_, own), _)| *own == level).map(|(_, t)| t));
    let (block, warn) = (of(Level::Block), of(Level::Warn));
    let figures = [recall(&block), precision(&block), recall(&warn), precision(&warn)];
    assert!(
        figures.iter().zip(marks).all(|(figure, mark)| *figure >= mark),
        "{figures:?} {marks:?}\n{wrong}"
    );
}

/// The corpus is as large as was promised.
#[test]
fn the_corpus_has_two_hundred_positives_and_four_hundred_negatives() {
    let all = cases(&ALL.concat());
    let positives = all.iter().filter(|case| !case.expected.is_empty()).count();
    assert!(positives >= 200 && all.len() - positives >= 400, "{positives} of {}", all.len());
}

/// What the detectors were written against.
#[test]
fn privacy_recall_and_precision_on_the_first_half() {
    hold("First half, written before the detectors", &FIRST, [980, 950, 950, 950]);
}

/// What they were mended by.
#[test]
fn privacy_recall_and_precision_on_the_second_half() {
    hold("Second half, written after them, and mended by", &SECOND, [980, 950, 950, 950]);
}

/// What they were not written against.
#[test]
fn privacy_recall_and_precision_on_the_held_out_part() {
    hold("First held-out part", &HELD_OUT, [980, 960, 980, 930]);
}

/// What they were mended by once more.
#[test]
fn privacy_recall_and_precision_on_the_third_part() {
    hold(
        "Third part, written without looking at the patterns, and mended by",
        &THIRD,
        [945, 990, 940, 960],
    );
}

/// What they have never been mended by.
#[test]
fn privacy_recall_and_precision_on_the_fourth_part() {
    hold("Fourth part, held out", &FOURTH, [975, 985, 1_000, 890]);
}

/// All of it together.
#[test]
fn privacy_recall_and_precision_on_the_whole_corpus() {
    hold("The whole corpus", &ALL.concat(), [970, 985, 955, 965]);
}

/// Each kind by itself: recall and precision, in thousandths.
#[test]
fn privacy_recall_and_precision_of_each_kind() {
    let (tallies, wrong) = tallied(&cases(&ALL.concat()));
    let floors = [
        (Kind::SocialSecurity, Level::Block, 990, 990),
        (Kind::RecordNumber, Level::Block, 960, 980),
        (Kind::BirthDate, Level::Block, 980, 990),
        (Kind::Name, Level::Block, 950, 985),
        (Kind::Email, Level::Block, 800, 990),
        (Kind::Phone, Level::Block, 990, 990),
        (Kind::Date, Level::Block, 980, 970),
        (Kind::Age, Level::Block, 960, 990),
        (Kind::Name, Level::Warn, 990, 990),
        (Kind::Email, Level::Warn, 990, 900),
        (Kind::Phone, Level::Warn, 950, 990),
        (Kind::Link, Level::Warn, 990, 990),
        (Kind::Date, Level::Warn, 990, 880),
        (Kind::Age, Level::Warn, 960, 990),
        (Kind::Address, Level::Warn, 960, 990),
        (Kind::LongNumber, Level::Warn, 920, 880),
        (Kind::Initials, Level::Warn, 880, 990),
    ];
    for ((kind, level), tally) in &tallies {
        let (.., least_recall, least_precision) = floors
            .iter()
            .find(|(known, at, ..)| known == kind && at == level)
            .unwrap_or_else(|| panic!("{kind:?} {level:?} has no floor"));
        let figures = (recall(tally), precision(tally));
        let holds = figures.0 >= *least_recall && figures.1 >= *least_precision;
        assert!(holds, "{kind:?} {level:?}: {figures:?}\n{wrong}");
    }
    assert_eq!(tallies.len(), floors.len());
}

/// A snippet shows nothing of what it stands for, and is short.
#[test]
fn snippets_show_the_shape_alone() {
    for case in cases(&ALL.concat()) {
        for hit in found(&case) {
            let shown = snippet(&case.text, &hit);
            assert!(shown.chars().count() <= 40, "{shown}");
            assert!(!shown.chars().any(char::is_alphanumeric), "{shown}");
        }
    }
}

/// However many signs that nobody sees stand inside, and whatever dress the digits wear, what blocks
/// is found.
#[test]
fn disguises_hide_nothing_that_blocks() {
    let wide = |sign: char| match sign {
        '0'..='9' => char::from_u32(u32::from(sign) - u32::from('0') + 0xFF10).unwrap(),
        sign => sign,
    };
    let disguises: [(&str, &dyn Fn(&str) -> String); 4] = [
        ("zero-width blanks", &|text| text.chars().flat_map(|sign| [sign, '\u{200B}']).collect()),
        ("no-break blanks", &|text| text.replace(' ', "\u{A0}")),
        ("no-break dashes", &|text| text.replace('-', "\u{2011}")),
        ("full-width digits", &|text| text.chars().map(wide).collect()),
    ];
    for case in cases(&FIRST).iter().filter(|case| case.from == From::Prose) {
        let blocks = |text: &str| {
            let hits = detect(text, case.from, &Known::default());
            hits.into_iter().filter(|hit| hit.level == Level::Block).count()
        };
        for (name, disguise) in disguises {
            let text = disguise(&case.text);
            assert!(blocks(&text) >= blocks(&case.text), "{name}: {text}");
        }
    }
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    /// Any text at all: places are whole signs, in order and apart; a snippet shows no letter.
    #[test]
    fn hits_of_any_text_have_places(
        text in "(pt |mr\\. |MRN|dob |[A-Z][a-z]{1,6} |[0-9]{1,10}|[-/. :_%@]|[^\\x00]|\u{200B}|é){0,40}",
        is_path in any::<bool>(),
    ) {
        let from = if is_path { From::Path } else { From::Prose };
        let hits = detect(&text, from, &Known::default());
        for pair in hits.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{hits:?}");
        }
        for hit in &hits {
            prop_assert!(text.get(hit.span.clone()).is_some_and(|word| !word.is_empty()), "{hit:?}");
            prop_assert!(!snippet(&text, hit).chars().any(char::is_alphanumeric));
        }
    }
}
