//! How long the selection takes for 800 open criteria: `cargo bench --bench select`.
//!
//! Median and worst of 50 seeds a shape, and how many of them were not carried through to the end.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "it measures and prints")]
#![expect(clippy::print_stdout, reason = "it prints what it measures")]

#[path = "select_cases.rs"]
mod select_cases;

use concordant::plan::select::select;
use select_cases::{Shape, case};
use std::time::{Duration, Instant};

const SEEDS: u64 = 50;

fn main() {
    println!("shape median-ms worst-ms unproven unranked");
    let shapes = [
        ("Overall", Shape::Overall),
        ("EachChecklist", Shape::EachChecklist),
        ("FarPrerequisites", Shape::FarPrerequisites),
        ("Knapsack", Shape::Knapsack),
        ("Overlapping", Shape::Overlapping),
        ("EqualCosts", Shape::EqualCosts),
    ];
    for (name, shape) in shapes {
        measure(name, shape);
    }
}

fn measure(name: &str, shape: Shape) {
    let (mut times, mut unproven, mut unranked) = (Vec::new(), 0, 0);
    for seed in 0..SEEDS {
        let problem = case(shape, seed);
        let start = Instant::now();
        let selection = select(&problem).expect("every criterion can be closed");
        times.push(start.elapsed());
        unproven += u32::from(!selection.proven);
        unranked += u32::from(!selection.ranked);
    }
    times.sort();
    let median = times.get(times.len() / 2).map_or(0, Duration::as_millis);
    let worst = times.last().map_or(0, Duration::as_millis);
    println!("{name} {median} {worst} {unproven} {unranked}");
}
