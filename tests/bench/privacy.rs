//! How fast cells are screened: prose, prose with figures, and cells that are full of likely
//! identifiers.

use concordant::privacy::{From, Known, detect};
use divan::Bencher;
use divan::counter::BytesCount;

const PROSE: &str =
    "The committee reviews events every month; the pharmacist and the charge nurse sign.";
const FIGURES: &str = "45 of 48 charts had both signatures, five in June";
const DATED: &str = "Policy MM-410, approved 2025-11-12, reviewed 2026-05-04 by the committee";
const ANSWER: &str = "not_met";
const CRITERION: &str = "RX-04";
const EVIDENCE: &str = "RB-E10 Competency matrix: 6 of 6 pharmacists, relief staff included";
const HITS: &str = "pt Halvorsen, MRN 00482913, seen 2026-03-04, call 617-555-0142";

fn main() {
    divan::main();
}

/// The rows of a real sheet, each cell as its column is.
#[divan::bench]
fn rows(bencher: Bencher<'_, '_>) {
    let sheet = include_str!("../../examples/riverbend/2026-self/pharmacy.csv");
    let from = |at: usize| match at {
        10..=12 => From::Number,
        13 | 14 | 19 => From::Date,
        17 => From::Reference,
        _ => From::Prose,
    };
    let known = Known::default();
    let row = |row: &str| -> usize {
        let cells = row.split('\t').enumerate().filter(|(_, cell)| !cell.is_empty());
        cells.map(|(at, cell)| detect(cell, from(at), &known).len()).sum()
    };
    bencher
        .counter(BytesCount::of_str(sheet))
        .bench(|| divan::black_box(sheet).lines().map(row).sum::<usize>());
}

/// A megabyte of one cell again and again.
#[divan::bench(args = [PROSE, FIGURES, DATED, ANSWER, CRITERION, EVIDENCE, HITS])]
fn screen(bencher: Bencher<'_, '_>, cell: &str) {
    let times = 1_000_000 / cell.len();
    let known = Known::default();
    bencher.counter(BytesCount::new(times * cell.len())).bench(|| {
        (0..times).map(|_| detect(divan::black_box(cell), From::Prose, &known).len()).sum::<usize>()
    });
}
