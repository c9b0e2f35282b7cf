//! The whole way from a network to a schedule: breed, bound, prove, and breed again.

use super::bound;
use super::budget::{Budget, Steps};
use super::decode::{Decoder, Fitness};
use super::error::Unschedulable;
use super::instance::Instance;
use super::model::{Day, Network};
use super::outcome::Schedule;
use super::population::Population;
use super::proof::{self, Answer};
use super::punctual;

/// Schedules bred before the solver is asked for the first time.
pub(super) const FIRST: u64 = 2_000;

/// Finds a short schedule within a budget, the same for the same network and budget everywhere.
/// Where there are dues, they come first: what is short is then looked for among the schedules that
/// are no later than the most punctual one found. Fails only where the fixed starts leave too little time or room for what must come before.
pub fn schedule(network: &Network, budget: Budget) -> Result<Schedule, Unschedulable> {
    let mut instance = Instance::of(network);
    if !instance.has_dues() {
        return short(&instance, budget, None);
    }
    let punctual = match punctual::starts(network, &instance, budget) {
        Some(starts) => starts,
        // only the solver, if anything, finds a way to keep the fixed starts
        None => {
            short(&Instance::of(network).limited(instance.limits.clone()), budget, None)?.starts
        }
    };
    let limits = punctual::limits(&instance, &punctual);
    instance = instance.limited(limits);
    short(&instance, budget, Some(&punctual))
}

/// A short schedule; `known` is one that keeps every limit.
fn short(
    instance: &Instance,
    budget: Budget,
    known: Option<&[Day]>,
) -> Result<Schedule, Unschedulable> {
    let mut search = Search::new(instance, budget);
    if let Some(starts) = known {
        search.population.plant(starts);
        search.take_best();
    }
    search.run();
    search.finish()
}

struct Search<'a> {
    instance: &'a Instance,
    budget: Budget,
    population: Population<'a>,
    /// The best schedule, which may be late as long as there is none in time.
    best: Fitness,
    starts: Vec<Day>,
    finishes: Vec<Day>,
    lower_bound: Day,
    /// Certain that the fixed starts cannot be kept.
    hopeless: bool,
    decisions: u64,
}

impl<'a> Search<'a> {
    fn new(instance: &'a Instance, budget: Budget) -> Self {
        Self {
            instance,
            budget,
            population: Population::new(instance, budget.seed),
            best: Fitness::WORST,
            starts: Vec::new(),
            finishes: Vec::new(),
            lower_bound: 0,
            hopeless: false,
            decisions: 0,
        }
    }

    fn run(&mut self) {
        self.lower_bound = bound::lower_bound(self.instance, 0);
        self.breed(1);
        let enough = if self.best.late > 0 { 0 } else { self.best.makespan };
        self.lower_bound = bound::lower_bound(self.instance, enough);
        self.breed(FIRST.min(self.budget.schedules));
        self.prove(self.budget.decisions / 4);
        self.breed(self.budget.schedules);
        self.prove(self.budget.decisions);
    }

    /// The end that a schedule in time has already, else the end of all days.
    fn known(&self) -> Day {
        if self.best.late > 0 { self.instance.horizon } else { self.best.makespan }
    }

    fn is_done(&self) -> bool {
        self.hopeless || (self.best.late == 0 && self.best.makespan <= self.lower_bound)
    }

    fn breed(&mut self, limit: u64) {
        if self.is_done() {
            return;
        }
        let target = Fitness { late: 0, overdue: 0, makespan: self.lower_bound };
        self.population.improve(limit, target);
        self.take_best();
    }

    fn take_best(&mut self) {
        if self.population.best < self.best {
            self.best = self.population.best;
            self.starts.clone_from(&self.population.starts);
            self.finishes.clone_from(&self.population.finishes);
        }
    }

    /// Asks for better and better schedules until there is none, or `limit` turns are taken in
    /// all; with a part of the turns raises the lower bound where the best cannot be reached.
    fn prove(&mut self, limit: u64) {
        self.raise(limit);
        while !self.is_done() && self.decisions < limit {
            let end = if self.best.late > 0 { self.instance.horizon } else { self.known() - 1 };
            match self.ask(end, limit) {
                Answer::Found(starts) => self.adopt(&starts),
                Answer::Impossible if self.best.late > 0 => self.hopeless = true,
                Answer::Impossible => self.lower_bound = self.known(),
                Answer::Unknown => return,
            }
        }
    }

    /// Moves the lower bound up as long as the solver rules out the end that it allows quickly.
    fn raise(&mut self, limit: u64) {
        if self.best.late > 0 {
            return;
        }
        let share = self.decisions + (limit - self.decisions.min(limit)) / 4;
        while !self.is_done() && self.decisions < share {
            match self.ask(self.lower_bound, share) {
                Answer::Found(starts) => self.adopt(&starts),
                Answer::Impossible => self.lower_bound += 1,
                Answer::Unknown => return,
            }
        }
    }

    fn ask(&mut self, end: Day, limit: u64) -> Answer {
        let turns = limit.saturating_sub(self.decisions);
        let (answer, used) = proof::finished_by(self.instance, end, turns);
        // an answer without any turn still counts, so that asking always comes to an end
        self.decisions += used.max(1);
        answer
    }

    /// Takes over what the solver found, pushed together.
    fn adopt(&mut self, starts: &[Day]) {
        let mut decoder = Decoder::new(self.instance);
        let fitness = decoder.compact(starts);
        if fitness < self.best {
            self.best = fitness;
            self.starts = decoder.starts;
            self.finishes = decoder.finishes;
        }
    }

    fn finish(self) -> Result<Schedule, Unschedulable> {
        if self.best.late > 0 {
            return Err(self.excuse());
        }
        Ok(Schedule {
            makespan: self.best.makespan,
            lower_bound: self.lower_bound,
            proven: self.best.makespan <= self.lower_bound,
            steps: Steps { schedules: self.population.generated(), decisions: self.decisions },
            starts: self.starts,
            finishes: self.finishes,
        })
    }

    fn excuse(&self) -> Unschedulable {
        let late = |id: usize| self.finishes[id].saturating_sub(self.instance.deadlines[id]);
        let open = (0..self.instance.count).filter(|id| self.instance.fixed[*id].is_none());
        let activity = open.max_by_key(|id| late(*id)).unwrap_or(0);
        Unschedulable { activity, days_late: self.best.late, proven: self.hopeless }
    }
}
