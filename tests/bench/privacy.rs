//! How fast cells are screened: prose, prose with figures, and cells that are full of likely
//! identifiers.

use concordant::privacy::{From, Known, detect};
use divan::Bencher;
use divan::counter::BytesCount;

const PROSE: &str =
    "The committee reviews events every month; the pharmacist and the charge nurse sign.";
const FIGURES: &str = "45 of 48 charts had both signatures, five in June";
const DATED: &str = "Policy MM-410, approved 2025-11-12, reviewed 2026-05-04 by the committee";
const HITS: &str = "pt Halvorsen, MRN 00482913, seen 2026-03-04, call 617-555-0142";

fn main() {
    divan::main();
}

/// A megabyte of one cell again and again.
#[divan::bench(args = [PROSE, FIGURES, DATED, HITS])]
fn screen(bencher: Bencher<'_, '_>, cell: &str) {
    let times = 1_000_000 / cell.len();
    let known = Known::default();
    bencher.counter(BytesCount::new(times * cell.len())).bench(|| {
        (0..times).map(|_| detect(divan::black_box(cell), From::Prose, &known).len()).sum::<usize>()
    });
}
