//! The selection at the size of a large hospital: proven, repeatable, and worth its cost.

#[path = "../bench/select_cases.rs"]
mod select_cases;

use concordant::plan::select::{Problem, select, shortfalls};
use select_cases::{Shape, case};

/// Neither a prerequisite is missing nor a condition, and nothing that closes can be left out.
fn assert_sound(problem: &Problem, chosen: &[usize]) {
    assert_eq!(shortfalls(problem, chosen), []);
    for &at in chosen {
        let candidate = problem.candidates.get(at).expect("it exists");
        assert!(candidate.after.iter().all(|before| chosen.contains(before)));
        let needed =
            |other: &usize| problem.candidates.get(*other).is_some_and(|c| c.after.contains(&at));
        if !chosen.iter().any(needed) {
            let fewer: Vec<usize> = chosen.iter().copied().filter(|&other| other != at).collect();
            assert_ne!(shortfalls(problem, &fewer), [], "{at} is not needed");
        }
    }
}

#[test]
fn eight_hundred_criteria_are_solved_and_proven() {
    for shape in [Shape::Overall, Shape::EachChecklist] {
        let problem = case(shape, 4);
        let selection = select(&problem).expect("every criterion can be closed");
        assert!(selection.proven && selection.ranked, "{shape:?}");
        assert_eq!(selection.cost, selection.bound);
        assert_sound(&problem, &selection.chosen);
    }
}

#[test]
fn the_same_problem_has_the_same_answer() {
    let problem = case(Shape::FarPrerequisites, 4);
    assert_eq!(select(&problem), select(&problem));
}

#[test]
#[ignore = "long in a debug build: cargo test --release -- --ignored nasty"]
fn nasty_problems_end_with_a_sound_answer() {
    for shape in [Shape::Knapsack, Shape::Overlapping, Shape::EqualCosts] {
        let problem = case(shape, 0);
        let selection = select(&problem).expect("every criterion can be closed");
        assert!(selection.bound <= selection.cost, "{shape:?}");
        assert_eq!(shortfalls(&problem, &selection.chosen), [], "{shape:?}");
    }
}
