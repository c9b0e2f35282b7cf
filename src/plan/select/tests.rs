//! Tests of the selection against brute force, and of its meaning case by case.

use super::bound::Bound;
use super::case::Case;
use super::narrow::Room;
use super::relaxed::Relaxed;
use super::{Candidate, Clash, Condition, Part, Problem, Selection, Stance, select, shortfalls};
use super::{improve, reach, search, settle};
use std::cmp::Ordering;

/// A small generator (splitmix64): one seed gives the same problem on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn place(&mut self, end: usize) -> usize {
        usize::try_from(self.below(u64::try_from(end).unwrap())).unwrap()
    }
}

fn way(cost: u64, closes: &[usize], after: &[usize]) -> Candidate {
    let (closes, after) = (closes.to_vec(), after.to_vec());
    Candidate { cost, rank: 0, closes, after, stance: Stance::Free }
}

fn demand(gains: &[(usize, u128)], need: u128) -> Condition {
    Condition { id: "overall".to_owned(), gains: gains.to_vec(), need }
}

fn problem(criteria: usize, candidates: Vec<Candidate>, conditions: Vec<Condition>) -> Problem {
    Problem { criteria, candidates, conditions }
}

/// A random problem; the flavor makes ties, tight numbers, huge numbers and clashes frequent.
fn random(dice: &mut Dice, most: u64) -> Problem {
    let ways = dice.place(usize::try_from(most).unwrap()) + 1;
    let criteria = dice.place(usize::try_from(most).unwrap()) + 1;
    let costs = [1, 3, 12, 200][dice.place(4)];
    let (stances, circles) = (dice.below(3) == 0, dice.below(8) == 0);
    let candidates = (0..ways).map(|at| {
        let mut closes: Vec<usize> = (0..dice.place(4)).map(|_| dice.place(criteria)).collect();
        closes.push(if at < criteria { at } else { dice.place(criteria) });
        let before = if circles { ways } else { at };
        let after = (0..dice.place(3)).filter(|_| before > 0).map(|_| dice.place(before)).collect();
        let stance = match dice.below(if stances { 8 } else { 1 }) {
            5 => Stance::Forced("law".to_owned()),
            6 => Stance::Forbidden("skipped".to_owned()),
            7 => Stance::Done,
            _ => Stance::Free,
        };
        let cost = dice.below(costs) + u64::from(dice.below(6) > 0);
        Candidate { cost, rank: dice.below(10), closes, after, stance }
    });
    let candidates = candidates.collect();
    let conditions = (0..=dice.place(4)).map(|_| condition(dice, criteria)).collect();
    problem(criteria, candidates, conditions)
}

fn condition(dice: &mut Dice, criteria: usize) -> Condition {
    let unit = [1, 1, 7, 999_999_999_999_999_989][dice.place(4)];
    let noise = [1, 1, 1_000][dice.place(3)];
    // all but equal: any set of the same size misses or hits by a hair
    let near = if dice.below(4) == 0 { 1_000_000_000_000_000_000 } else { 0 };
    let mut gains: Vec<(usize, u128)> = Vec::new();
    for criterion in 0..criteria {
        if dice.below(3) > 0 {
            let gain = u128::from(dice.below(6)) * unit + u128::from(dice.below(noise));
            let gain = if near > 0 { near + gain % 1_000 } else { gain };
            gains.push((criterion, gain));
        }
    }
    let all: u128 = gains.iter().map(|(_, gain)| gain).sum();
    let share = u128::from(dice.below(11));
    let mut need = all * share / 10;
    if dice.below(2) == 0 {
        // exactly what some set reaches, or one more
        need = gains.iter().filter(|_| dice.below(2) == 0).map(|(_, gain)| gain).sum();
        need += u128::from(dice.below(2));
    }
    Condition { id: "gate".to_owned(), gains, need }
}

/// Whether a set is permitted and meets the given conditions: written apart from the code above.
fn is_allowed(problem: &Problem, set: u32, parts: &[Part]) -> bool {
    let has = |at: usize| set >> at & 1 == 1;
    let is_done = |at: usize| problem.candidates[at].stance == Stance::Done;
    let mut closed = vec![false; problem.criteria];
    for (at, candidate) in problem.candidates.iter().enumerate().filter(|(at, _)| has(*at)) {
        if is_done(at) || !candidate.after.iter().all(|&before| has(before) || is_done(before)) {
            return false;
        }
        candidate.closes.iter().for_each(|&criterion| closed[criterion] = true);
    }
    parts.iter().all(|part| match *part {
        Part::Forced(at) => has(at),
        Part::Forbidden(at) => !has(at),
        Part::Condition(at) => {
            let Condition { gains, need, .. } = &problem.conditions[at];
            let sum: u128 = gains.iter().filter(|(c, _)| closed[*c]).map(|(_, gain)| gain).sum();
            sum >= *need
        }
    })
}

fn all_parts(problem: &Problem) -> Vec<Part> {
    let conditions = (0..problem.conditions.len()).map(Part::Condition);
    let stances =
        problem.candidates.iter().enumerate().filter_map(|(at, candidate)| {
            match candidate.stance {
                Stance::Forced(_) => Some(Part::Forced(at)),
                Stance::Forbidden(_) => Some(Part::Forbidden(at)),
                Stance::Free | Stance::Done => None,
            }
        });
    conditions.chain(stances).collect()
}

fn can_hold(problem: &Problem, parts: &[Part]) -> bool {
    (0..1_u32 << problem.candidates.len()).any(|set| is_allowed(problem, set, parts))
}

fn cost(problem: &Problem, set: u32) -> u64 {
    let chosen = problem.candidates.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    chosen.map(|(_, candidate)| candidate.cost).sum()
}

/// The documented rule for ties, read literally.
fn preference(problem: &Problem, one: u32, other: u32) -> Ordering {
    let mut order: Vec<usize> = (0..problem.candidates.len()).collect();
    order.sort_by_key(|&at| (problem.candidates[at].rank, at));
    for free in [false, true] {
        for &at in order.iter().filter(|&&at| (problem.candidates[at].cost == 0) == free) {
            let (in_one, in_other) = (one >> at & 1, other >> at & 1);
            if in_one != in_other {
                return if (in_one == 1) == free { Ordering::Greater } else { Ordering::Less };
            }
        }
    }
    Ordering::Equal
}

fn brute_force(problem: &Problem) -> Option<u32> {
    let parts = all_parts(problem);
    let sets =
        (0..1_u32 << problem.candidates.len()).filter(|&set| is_allowed(problem, set, &parts));
    sets.min_by(|&one, &other| {
        let by_cost = cost(problem, one).cmp(&cost(problem, other));
        by_cost.then_with(|| preference(problem, one, other))
    })
}

fn members(set: u32) -> Vec<usize> {
    (0..32).filter(|at| set >> at & 1 == 1).collect()
}

fn assert_smallest_clash(problem: &Problem, clash: &Clash, seed: u64) {
    assert!(!can_hold(problem, &clash.parts), "seed {seed}: {clash:?} can hold");
    assert!(clash.smallest, "seed {seed}: small enough to be sure");
    let parts = all_parts(problem);
    for set in (0..1_u32 << parts.len())
        .filter(|set| set.count_ones() < clash.parts.len().try_into().unwrap())
    {
        let fewer: Vec<Part> = members(set).into_iter().map(|at| parts[at]).collect();
        assert!(
            can_hold(problem, &fewer),
            "seed {seed}: {fewer:?} is a smaller clash than {clash:?}"
        );
    }
}

fn assert_equals_brute_force(problem: &Problem, seed: u64) -> bool {
    match (select(problem), brute_force(problem)) {
        (Ok(selection), Some(set)) => {
            let Selection { chosen, cost: found, bound, proven, ranked, .. } = &selection;
            assert!(*proven && *ranked, "seed {seed}");
            assert_eq!((*found, *bound), (cost(problem, set), cost(problem, set)), "seed {seed}");
            assert_eq!(*chosen, members(set), "seed {seed}");
            assert!(shortfalls(problem, chosen).is_empty(), "seed {seed}");
            assert_eq!(by_own_search(problem), members(set), "seed {seed}, own search");
            true
        }
        (Err(clash), None) => {
            if all_parts(problem).len() < 9 && problem.candidates.len() < 9 {
                assert_smallest_clash(problem, &clash, seed);
            }
            assert!(!can_hold(problem, &clash.parts), "seed {seed}");
            false
        }
        (found, expected) => panic!("seed {seed}: {found:?} instead of {expected:?}"),
    }
}

fn by_own_search(problem: &Problem) -> Vec<usize> {
    let case = Case::of(problem);
    let settled = settle::settle(&case);
    let relaxed = Relaxed::of(&case, &settled);
    let bound = Bound::trivial(&relaxed);
    let room = Room { case: &case, settled: &settled, relaxed, bound };
    let answer = search::solve(&room, search::greedy(&room));
    assert!(answer.proven && answer.ranked);
    let chosen = reach::with_prerequisites(&case, &answer.chosen);
    (0..chosen.len()).filter(|&at| chosen[at]).collect()
}

#[test]
fn equals_brute_force_on_small_problems() {
    let reachable = (0..1_500).filter(|&seed| {
        let problem = random(&mut Dice(seed), 8);
        assert_equals_brute_force(&problem, seed)
    });
    let reachable = reachable.count();
    assert!((300..1_400).contains(&reachable), "{reachable} of 1500 can be reached");
}

#[test]
fn equals_brute_force_up_to_sixteen() {
    for seed in 10_000..10_025 {
        let problem = random(&mut Dice(seed), 16);
        assert_equals_brute_force(&problem, seed);
    }
}

#[test]
#[ignore = "minutes: cargo test --release -- --ignored brute"]
fn equals_brute_force_at_length() {
    for seed in 100_000..130_000 {
        assert_equals_brute_force(&random(&mut Dice(seed), 9), seed);
    }
    for seed in 200_000..201_000 {
        assert_equals_brute_force(&random(&mut Dice(seed), 16), seed);
    }
}

#[test]
fn nothing_to_reach_costs_nothing() {
    let answer = select(&problem(1, vec![way(3, &[0], &[])], vec![demand(&[(0, 1)], 0)])).unwrap();
    assert_eq!((answer.chosen, answer.cost, answer.proven), (vec![], 0, true));
    assert!(select(&Problem::default()).unwrap().ranked);
}

#[test]
fn what_is_done_is_not_paid_for_again() {
    let mut done = way(50, &[0], &[]);
    done.stance = Stance::Done;
    let ways = vec![done, way(2, &[0], &[0]), way(5, &[0], &[])];
    let answer = select(&problem(1, ways, vec![demand(&[(0, 1)], 1)])).unwrap();
    assert_eq!((answer.chosen, answer.cost), (vec![1], 2));
}

#[test]
fn what_is_forced_counts_towards_the_conditions() {
    let mut forced = way(9, &[0], &[1]);
    forced.stance = Stance::Forced("immediate danger".to_owned());
    let ways = vec![forced, way(1, &[], &[]), way(1, &[0, 1], &[])];
    let answer = select(&problem(2, ways, vec![demand(&[(0, 1), (1, 1)], 1)])).unwrap();
    assert_eq!((answer.chosen, answer.closed, answer.cost), (vec![0, 1], vec![0], 10));
}

#[test]
fn a_free_remediation_that_helps_nobody_stays_out() {
    let ways = vec![way(0, &[1], &[]), way(1, &[0], &[])];
    let answer = select(&problem(2, ways, vec![demand(&[(0, 1)], 1)])).unwrap();
    assert_eq!(answer.chosen, [1]);
}

#[test]
fn places_that_do_not_exist_are_ignored() {
    let ways = vec![way(1, &[0, 9], &[7])];
    let answer = select(&problem(1, ways, vec![demand(&[(0, 1), (4, 1)], 1)])).unwrap();
    assert_eq!((answer.chosen, answer.closed), (vec![0], vec![0]));
}

const HUGE: u128 = 1_000_000_000_000_000;

/// 1 part in 10^15 is below what the solver can tell: only whole numbers do.
#[test]
fn a_set_that_misses_by_a_hair_is_refused() {
    let ways = vec![way(1, &[0], &[]), way(1, &[1], &[]), way(9, &[2], &[])];
    let conditions = vec![demand(&[(0, HUGE - 3), (1, 2), (2, HUGE - 1)], HUGE)];
    let mut tight = problem(3, ways, conditions);
    let missed = shortfalls(&tight, &[0, 1]);
    assert_eq!(missed.len(), 1);
    assert_eq!((missed[0].reached, missed[0].missing), (HUGE - 1, 1));
    let answer = select(&tight).unwrap();
    assert_eq!((answer.chosen, answer.cost, answer.proven), (vec![0, 2], 10, true));
    tight.conditions[0].need = HUGE - 1;
    assert_eq!(select(&tight).unwrap().chosen, [0, 1]);
}

#[test]
fn an_exact_hit_is_accepted_where_floats_fall_short() {
    // ten times a tenth, in units that no float holds exactly
    let unit = 100_000_000_000_000_003;
    let gains: Vec<(usize, u128)> = (0..10).map(|criterion| (criterion, unit)).collect();
    let mut ways: Vec<Candidate> = (0..10).map(|at| way(1, &[at], &[])).collect();
    ways.push(way(11, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], &[]));
    let exact = problem(10, ways.clone(), vec![demand(&gains, 10 * unit)]);
    assert_eq!(select(&exact).unwrap().cost, 10);
    let beyond = problem(10, ways, vec![demand(&gains, 10 * unit + 1)]);
    let clash = select(&beyond).unwrap_err();
    assert_eq!(clash, Clash { parts: vec![Part::Condition(0)], smallest: true });
}

#[test]
fn numbers_at_the_end_of_128_bits_do_not_wrap() {
    let ways = vec![way(1, &[0], &[]), way(2, &[1], &[]), way(4, &[2], &[])];
    let gains = [(0, u128::MAX - 1), (1, u128::MAX), (2, 1), (2, u128::MAX)];
    let answer = select(&problem(3, ways, vec![demand(&gains, u128::MAX)])).unwrap();
    assert_eq!(answer.chosen, [1]);
}

#[test]
fn a_clash_names_as_little_as_possible() {
    let mut ways = vec![way(1, &[0], &[]), way(1, &[0], &[]), way(1, &[1], &[]), way(1, &[2], &[])];
    for way in &mut ways {
        way.stance = Stance::Forbidden("no budget".to_owned());
    }
    let conditions = vec![demand(&[(0, 1)], 1), demand(&[(1, 1), (2, 1)], 2)];
    let clash = select(&problem(3, ways, conditions)).unwrap_err();
    assert_eq!(clash.parts, [Part::Condition(1), Part::Forbidden(2)]);
}

fn room<'c>(case: &'c Case, settled: &'c settle::Settled) -> Room<'c> {
    let relaxed = Relaxed::of(case, settled);
    let bound = Bound::of(&relaxed);
    Room { case, settled, relaxed, bound }
}

/// What the bound decides of a column is so in every set within the limit.
#[test]
fn the_bound_decides_only_what_is_so_in_every_cheap_set() {
    let mut decided_columns = 0;
    for seed in 40_000..40_400 {
        let problem = random(&mut Dice(seed), 8);
        let Some(best) = brute_force(&problem) else { continue };
        let case = Case::of(&problem);
        let settled = settle::settle(&case);
        let room = room(&case, &settled);
        let parts = all_parts(&problem);
        let forced = case.cost(&settled.taken);
        let limit = cost(&problem, best) - forced;
        let Some(pins) = room.bound.decided(limit, &room.free_pins()) else {
            panic!("seed {seed}: the best set lies within its own cost")
        };
        let sets = (0..1_u32 << problem.candidates.len()).filter(|&set| {
            cost(&problem, set) <= cost(&problem, best) && is_allowed(&problem, set, &parts)
        });
        for set in sets {
            for (&way, pin) in room.relaxed.ways.iter().zip(&pins) {
                let has = set >> way & 1 == 1;
                assert!(pin.is_none_or(|pin| pin == has), "seed {seed}: way {way} in {set:b}");
                decided_columns += usize::from(pin.is_some());
            }
        }
    }
    assert!(decided_columns > 100, "{decided_columns}");
}

#[test]
fn a_known_set_is_improved_and_still_holds() {
    let mut cheaper = 0;
    for seed in 50_000..50_300 {
        let problem = random(&mut Dice(seed), 14);
        let case = Case::of(&problem);
        if super::clash::find(&case).is_some() {
            continue;
        }
        let settled = settle::settle(&case);
        let room = room(&case, &settled);
        let taken = settled.taken.iter().zip(&settled.free);
        let all: Vec<bool> = taken.map(|(taken, free)| *taken || *free).collect();
        let better = improve::improved(&room, all.clone());
        assert!(case.cost(&better) <= case.cost(&all), "seed {seed}");
        assert_eq!(reach::first_failing(&case, &reach::closed(&case, &better)), None);
        assert_eq!(reach::with_prerequisites(&case, &better), better, "seed {seed}");
        cheaper += usize::from(case.cost(&better) < case.cost(&all));
    }
    assert!(cheaper > 50, "{cheaper}");
}
