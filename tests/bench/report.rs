//! Where the time of `report examples/riverbend` goes, stage by stage: `cargo bench`.
//!
//! Wall time on a shared machine is noisy; for a figure that can be compared count instructions:
//! `valgrind --tool=callgrind target/profiling/concordant report examples/riverbend`.

use concordant::diagnostic::Bag;
use concordant::gap::{self, RankBy};
use concordant::library::{Kind, Library};
use concordant::report::{
    GapsReport, ScoreReport, TerminalOptions, gaps_document, score_document, terminal,
};
use concordant::workspace::{FacilityFolder, Opened, Options, find, open};
use divan::{Bencher, black_box};
use std::path::PathBuf;

fn main() {
    divan::main();
}

fn folder() -> FacilityFolder {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    find(&[path], &Bag::new()).facilities.pop().expect("riverbend is there")
}

fn opened(folder: &FacilityFolder) -> Opened {
    let today = jiff::civil::date(2026, 11, 21);
    let options = Options { program: None, assessment: None, as_of: None, today };
    open(folder, &Library::embedded(), options, &Bag::new()).expect("riverbend can be judged")
}

#[divan::bench]
fn a_find_and_read_files() -> FacilityFolder {
    folder()
}

#[divan::bench]
fn b_parse_four_checklists(bencher: Bencher<'_, '_>) {
    let library = Library::embedded();
    bencher.bench(|| {
        let bag = Bag::new();
        let all = library.entries(Kind::Checklist).map(|entry| Library::checklist(entry, &bag));
        all.map(|loaded| loaded.model.criteria.len()).sum::<usize>()
    });
}

#[divan::bench]
fn c_open(bencher: Bencher<'_, '_>) {
    let folder = folder();
    bencher.bench(|| opened(black_box(&folder)));
}

#[divan::bench]
fn d_score(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let opened = opened(&folder);
    bencher.bench(|| opened.scorecard(&Bag::new()).verified);
}

#[divan::bench]
fn e_find_gaps(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let opened = opened(&folder);
    let card = opened.scorecard(&Bag::new());
    bencher.bench(|| gap::find(black_box(&card), RankBy::Priority));
}

#[divan::bench]
fn f_draw(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let opened = opened(&folder);
    let card = opened.scorecard(&Bag::new());
    let score = ScoreReport::new(&card, false);
    let gaps = GapsReport::new(&gap::find(&card, RankBy::Priority), RankBy::Priority, &[]);
    let options = TerminalOptions { width: 100, color: false };
    bencher.bench(|| {
        let mut document = score_document(&score);
        document.append(gaps_document(&gaps));
        terminal(&document, options).len()
    });
}
