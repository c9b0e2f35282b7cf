//! A population of orders that breeds better ones: crossing, shaking, pushing, keeping the best.

use super::decode::{Decoder, Fitness};
use super::dice::Dice;
use super::instance::Instance;
use super::model::Day;
use super::rules;

/// Orders kept at a time.
const SIZE: usize = 120;
/// Children without any improvement after which the population has nothing more to give and a
/// new one begins.
const PATIENCE: usize = 40 * SIZE;

/// How many of a hundred activities of a child are brought forward, and by how many places.
const JUMPS: usize = 3;
const LONGEST_JUMP: usize = 20;
/// How many of a hundred change places with a neighbor.
const SWAPS: usize = 5;

/// An order and how good its schedule is.
#[derive(Debug, Clone)]
struct Member {
    list: Vec<usize>,
    fitness: Fitness,
}

/// The population, and the best schedule that it ever had.
#[derive(Debug)]
pub(super) struct Population<'a> {
    decoder: Decoder<'a>,
    dice: Dice,
    ranks: Vec<Vec<usize>>,
    members: Vec<Member>,
    /// Children since the last improvement of any member.
    idle: usize,
    pub(super) best: Fitness,
    pub(super) starts: Vec<Day>,
    pub(super) finishes: Vec<Day>,
}

impl<'a> Population<'a> {
    pub(super) fn new(instance: &'a Instance, seed: u64) -> Self {
        Self {
            decoder: Decoder::new(instance),
            dice: Dice::new(seed),
            ranks: rules::ranks(instance),
            members: Vec::new(),
            idle: 0,
            best: Fitness::WORST,
            starts: Vec::new(),
            finishes: Vec::new(),
        }
    }

    /// Schedules generated so far.
    pub(super) fn generated(&self) -> u64 {
        self.decoder.generated
    }

    /// Generates schedules until there are `limit` of them or one is as good as `target`. The
    /// first one is always generated.
    pub(super) fn improve(&mut self, limit: u64, target: Fitness) {
        loop {
            if self.best <= target && self.best != Fitness::WORST {
                return;
            }
            if self.best != Fitness::WORST && self.generated() >= limit {
                return;
            }
            if self.members.len() < SIZE { self.found() } else { self.breed() }
        }
    }

    /// A member whose schedule begins as these starts do, pushed to the left.
    pub(super) fn plant(&mut self, starts: &[Day]) {
        let mut list = Vec::new();
        self.decoder.sort(&mut list, starts);
        let member = self.grow(list);
        self.members.push(member);
    }

    /// A new member: every rule as it is, then orders drawn around the rules.
    fn found(&mut self) {
        let instance = self.decoder.instance;
        let number = self.members.len();
        let rank = &self.ranks[number % self.ranks.len()];
        let spread = rank.iter().copied().max().unwrap_or(0) / 8;
        let list = match number {
            _ if number < self.ranks.len() => rules::by_rank(instance, rank),
            _ => rules::near(instance, rank, spread, &mut self.dice),
        };
        let member = self.grow(list);
        self.members.push(member);
    }

    /// Decodes an order, improves the schedule and remembers it if there was no better one.
    fn grow(&mut self, mut list: Vec<usize>) -> Member {
        let first = self.decoder.forward(&list);
        let kept = self.decoder.instance.has_dues().then(|| list.clone());
        let mut fitness = self.decoder.justify(&mut list, first);
        if let Some(kept) = kept.filter(|_| fitness > first) {
            // pushing makes nothing longer, but may bring it past a due
            list = kept;
            fitness = self.decoder.forward(&list);
        }
        if fitness < self.best {
            self.best = fitness;
            self.starts.clone_from(&self.decoder.starts);
            self.finishes.clone_from(&self.decoder.finishes);
        }
        Member { list, fitness }
    }

    fn breed(&mut self) {
        let (mother, father) = (self.pick(), self.pick());
        let mut list = self.cross(mother, father);
        self.shake(&mut list);
        let child = self.grow(list);
        let worst = (0..SIZE).max_by_key(|id| self.members[*id].fitness).unwrap_or(0);
        let known = |member: &Member| member.fitness == child.fitness && member.list == child.list;
        self.idle += 1;
        if child.fitness <= self.members[worst].fitness && !self.members.iter().any(known) {
            if child.fitness < self.members[worst].fitness {
                self.idle = 0;
            }
            self.members[worst] = child;
        }
        if self.idle > PATIENCE {
            self.idle = 0;
            self.members.clear();
        }
    }

    /// The better of two drawn at random.
    fn pick(&mut self) -> usize {
        let (one, other) = (self.dice.below(SIZE), self.dice.below(SIZE));
        if self.members[one].fitness <= self.members[other].fitness { one } else { other }
    }

    /// The mother's order, but for a middle stretch that goes in the father's order.
    fn cross(&mut self, mother: usize, father: usize) -> Vec<usize> {
        let count = self.decoder.instance.count;
        let length = count / 4 + self.dice.below(count / 2 + 1);
        let begin = self.dice.below(count - length + 1);
        let (mother, father) = (&self.members[mother].list, &self.members[father].list);
        let mut taken = vec![false; count];
        let mut list: Vec<usize> = mother[..begin].to_vec();
        for id in &list {
            taken[*id] = true;
        }
        let mut room = length;
        for id in father {
            if room > 0 && !taken[*id] {
                taken[*id] = true;
                list.push(*id);
                room -= 1;
            }
        }
        list.extend(mother.iter().filter(|id| !taken[**id]));
        list
    }

    /// Brings some activities forward by up to twenty places and swaps some neighbors, never past
    /// a predecessor. Of the two the jumps matter: they find what swaps do not in twenty times as
    /// many schedules.
    fn shake(&mut self, list: &mut [usize]) {
        let instance = self.decoder.instance;
        let waits = |list: &[usize], place: usize| {
            instance.predecessors[list[place]].contains(&list[place - 1])
        };
        for place in 1..list.len() {
            if self.dice.percent(JUMPS) {
                let farthest = place.saturating_sub(self.dice.below(LONGEST_JUMP));
                for step in (farthest + 1..=place).rev() {
                    if waits(list, step) {
                        break;
                    }
                    list.swap(step - 1, step);
                }
            }
            if self.dice.percent(SWAPS) && !waits(list, place) {
                list.swap(place - 1, place);
            }
        }
    }
}
