//! A better set from a known one: takes some of it away, repairs what fails, drops what is idle.
//!
//! Whole numbers only, and a count of rounds instead of a clock. The better the set that the proof
//! starts from, the fewer columns are left undecided.
#![expect(clippy::indexing_slicing, reason = "places are checked when the case is made")]

use super::narrow::Room;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// How many ways are looked at, all rounds together.
const LOOKS: usize = 2_000_000;
/// How many rounds, at most.
const ROUNDS: usize = 1_000;
/// How many ways a round takes away, at most, beside those that need them.
const RUIN: u32 = 6;
/// What a whole deficit counts as.
const WHOLE: u128 = 1 << 20;

/// A set with what it reaches, kept up to date by each step.
struct State<'r> {
    room: &'r Room<'r>,
    /// For each criterion the goals and what it adds.
    gains: Vec<Vec<(usize, u128)>>,
    /// For each way those that need it.
    dependents: Vec<Vec<usize>>,
    chosen: Vec<bool>,
    /// For each criterion how many chosen ways close it.
    closers: Vec<u32>,
    reached: Vec<u128>,
    cost: u64,
}

/// The known set or a cheaper one.
pub(super) fn improved(room: &Room<'_>, known: Vec<bool>) -> Vec<bool> {
    let size = (room.case.ways.len() + room.case.criteria).max(1);
    let rounds = (LOOKS / size / 8).min(ROUNDS);
    // sums beyond 128 bits cannot be kept up to date
    let Some(mut state) = State::of(room, &known) else { return known };
    let mut order: Vec<usize> = (0..room.relaxed.ways.len()).collect();
    order.sort_by_key(|&column| std::cmp::Reverse(room.bound.surplus(column)));
    let order: Vec<usize> = order.into_iter().map(|column| room.relaxed.ways[column]).collect();
    let mut dice = Pcg32::seed_from_u64(1);
    let (mut best, mut best_cost) = (known, state.cost);
    let mut last = (best.clone(), state.cost);
    for _ in 0..rounds {
        state.ruin(&mut dice);
        if state.repair() {
            state.drop_idle(&order, &mut dice);
        }
        if state.cost <= last.1 && state.holds() {
            last = (state.chosen.clone(), state.cost);
            if state.cost < best_cost {
                (best, best_cost) = last.clone();
            }
        } else {
            state.turn_into(&last.0);
        }
    }
    best
}

impl<'r> State<'r> {
    fn of(room: &'r Room<'r>, chosen: &[bool]) -> Option<Self> {
        let case = room.case;
        let mut gains = vec![Vec::new(); case.criteria];
        for (at, goal) in case.goals.iter().enumerate() {
            goal.gains.iter().try_fold(0_u128, |sum, (_, gain)| sum.checked_add(*gain))?;
            goal.gains.iter().for_each(|&(criterion, gain)| gains[criterion].push((at, gain)));
        }
        let mut dependents = vec![Vec::new(); case.ways.len()];
        for (at, way) in case.ways.iter().enumerate() {
            way.after.iter().for_each(|&before| dependents[before].push(at));
        }
        let mut state = Self {
            room,
            gains,
            dependents,
            chosen: vec![false; case.ways.len()],
            closers: vec![0; case.criteria],
            reached: vec![0; case.goals.len()],
            cost: 0,
        };
        state.turn_into(chosen);
        Some(state)
    }

    fn turn_into(&mut self, chosen: &[bool]) {
        for (way, &wanted) in chosen.iter().enumerate() {
            match (self.chosen[way], wanted) {
                (false, true) => self.put(way),
                (true, false) => self.take(way),
                _ => {}
            }
        }
    }

    fn put(&mut self, way: usize) {
        let case = self.room.case;
        self.chosen[way] = true;
        self.cost += case.ways[way].cost;
        for &criterion in &case.ways[way].closes {
            self.closers[criterion] += 1;
            if self.closers[criterion] == 1 {
                self.gains[criterion].iter().for_each(|&(goal, gain)| self.reached[goal] += gain);
            }
        }
    }

    fn take(&mut self, way: usize) {
        let case = self.room.case;
        self.chosen[way] = false;
        self.cost -= case.ways[way].cost;
        for &criterion in &case.ways[way].closes {
            self.closers[criterion] -= 1;
            if self.closers[criterion] == 0 {
                self.gains[criterion].iter().for_each(|&(goal, gain)| self.reached[goal] -= gain);
            }
        }
    }

    fn holds(&self) -> bool {
        self.room.case.goals.iter().zip(&self.reached).all(|(goal, reached)| *reached >= goal.need)
    }

    fn is_free(&self, way: usize) -> bool {
        self.room.settled.free[way]
    }

    /// Takes a way and all chosen ones that need it; nothing where one of them has to stay.
    fn take_all(&mut self, way: usize) -> Option<Vec<usize>> {
        let mut all = vec![way];
        let mut at = 0;
        while let Some(&next) = all.get(at) {
            for &dependent in &self.dependents[next] {
                if self.chosen[dependent] && !all.contains(&dependent) {
                    all.push(dependent);
                }
            }
            at += 1;
        }
        all.iter().all(|&way| self.is_free(way)).then(|| {
            for &way in &all {
                self.take(way);
            }
            all
        })
    }

    /// The way with all that it needs and lacks.
    fn lacking(&self, way: usize) -> Vec<usize> {
        let mut all = vec![way];
        let mut at = 0;
        while let Some(&next) = all.get(at) {
            for &before in &self.room.case.ways[next].after {
                if !self.chosen[before] && !all.contains(&before) {
                    all.push(before);
                }
            }
            at += 1;
        }
        all
    }

    fn ruin(&mut self, dice: &mut Pcg32) {
        let chosen: Vec<usize> =
            (0..self.chosen.len()).filter(|&way| self.chosen[way] && self.is_free(way)).collect();
        for _ in 0..=dice.next_u32() % RUIN {
            let way = pick(&chosen, dice);
            if let Some(way) = way.filter(|&way| self.chosen[way]) {
                self.take_all(way);
            }
        }
    }

    /// Adds what closes most of the deficits for its cost, until the goals hold.
    fn repair(&mut self) -> bool {
        while !self.holds() {
            let ways = self.room.relaxed.ways.iter().copied().filter(|&way| !self.chosen[way]);
            let mut best: Option<(u128, u128, Vec<usize>)> = None;
            for way in ways {
                let lacking = self.lacking(way);
                let worth = self.worth(&lacking);
                let cost: u128 =
                    lacking.iter().map(|&way| u128::from(self.room.case.ways[way].cost)).sum();
                let is_better = best
                    .as_ref()
                    .is_none_or(|best| worth.saturating_mul(best.1) > best.0.saturating_mul(cost));
                if worth > 0 && is_better {
                    best = Some((worth, cost, lacking));
                }
            }
            let Some((_, _, lacking)) = best else { return false };
            for way in lacking {
                self.put(way);
            }
        }
        true
    }

    /// What ways add to goals that do not hold, as shares of the deficits.
    fn worth(&self, ways: &[usize]) -> u128 {
        let closes = ways.iter().flat_map(|&way| &self.room.case.ways[way].closes);
        let open = closes.filter(|&&criterion| self.closers[criterion] == 0);
        open.flat_map(|&criterion| &self.gains[criterion])
            .map(|&(goal, gain)| {
                let need = self.room.case.goals[goal].need;
                let deficit = need.saturating_sub(self.reached[goal]);
                gain.min(deficit).saturating_mul(WHOLE).checked_div(deficit).unwrap_or(0)
            })
            .fold(0, u128::saturating_add)
    }

    /// Takes away what the goals do not need, the least worth its cost first, from a place on.
    fn drop_idle(&mut self, order: &[usize], dice: &mut Pcg32) {
        let skip = dice.next_u32() % 4;
        for (at, &way) in (0_u32..).zip(order) {
            if !self.chosen[way] || (skip > 0 && at % 4 == skip) {
                continue;
            }
            if let Some(taken) = self.take_all(way)
                && !self.holds()
            {
                for way in taken {
                    self.put(way);
                }
            }
        }
    }
}

fn pick(from: &[usize], dice: &mut Pcg32) -> Option<usize> {
    let end = u32::try_from(from.len()).ok().filter(|end| *end > 0)?;
    from.get(usize::try_from(dice.next_u32() % end).ok()?).copied()
}
