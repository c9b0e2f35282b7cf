//! Instances of the shape of the PSPLIB, drawn from a seed: the sets themselves are not shipped.
//!
//! `cargo test -- --ignored write_psplib_like` writes `.sm` files for `examples/psplib.rs`.

use std::fmt::Write;

use concordant::plan::schedule::{Activity, Demand, Network, Resource};
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// Kinds of resources in every instance.
const KINDS: usize = 4;

/// How an instance is to be: jobs; relations for each of them; how many kinds of resources a job
/// takes; how plentiful they are, from just enough for the largest job to no limit at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) jobs: usize,
    pub(super) complexity_percent: usize,
    pub(super) factor_percent: usize,
    pub(super) strength_percent: usize,
}

/// An instance: job 0 is the source, the last one the sink.
#[derive(Debug)]
pub(super) struct Drawn {
    durations: Vec<usize>,
    successors: Vec<Vec<usize>>,
    demands: Vec<[u32; KINDS]>,
    capacities: [u32; KINDS],
}

struct Chance(Pcg32);

impl Chance {
    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.0.next_u32()).unwrap() % sides
    }
}

impl Shape {
    pub(super) fn draw(self, seed: u64) -> Drawn {
        let mut chance = Chance(Pcg32::new(seed, 7));
        let jobs = self.jobs;
        let mut durations = vec![0; jobs + 2];
        for duration in &mut durations[1..=jobs] {
            *duration = 1 + chance.below(10);
        }
        let successors = self.relations(&mut chance);
        let demands = self.demands(&mut chance);
        let capacities = self.capacities(&durations, &successors, &demands);
        Drawn { durations, successors, demands, capacities }
    }

    /// Every job has one to three predecessors and successors, no relation follows from others,
    /// three jobs begin and three end.
    fn relations(self, chance: &mut Chance) -> Vec<Vec<usize>> {
        let (jobs, sink) = (self.jobs, self.jobs + 1);
        let mut web = Web::new(jobs + 2);
        for job in 1..=3 {
            web.link(0, job);
        }
        for job in 4..=jobs {
            let before: Vec<usize> =
                (1..job.min(jobs - 2)).filter(|id| web.may_link(*id, job)).collect();
            web.link(before[chance.below(before.len())], job);
        }
        for job in (1..=jobs - 3).rev().filter(|job| *job <= jobs - 3) {
            let after: Vec<usize> =
                (job.max(3) + 1..=jobs).filter(|id| web.may_link(job, *id)).collect();
            if web.successors[job].is_empty() && !after.is_empty() {
                web.link(job, after[chance.below(after.len())]);
            }
        }
        for job in 1..=jobs {
            if web.successors[job].is_empty() {
                web.link(job, sink);
            }
        }
        let wanted = self.complexity_percent * (jobs + 2) / 100;
        for _ in 0..20_000 {
            let (from, to) = (1 + chance.below(jobs), 1 + chance.below(jobs));
            let count: usize = web.successors.iter().map(Vec::len).sum();
            if count >= wanted {
                break;
            }
            if from < to && from <= jobs - 3 && to > 3 && web.may_link(from, to) {
                web.link(from, to);
            }
        }
        web.successors
    }

    fn demands(self, chance: &mut Chance) -> Vec<[u32; KINDS]> {
        let mut demands = vec![[0; KINDS]; self.jobs + 2];
        let wanted = self.jobs * KINDS * self.factor_percent / 100;
        // everybody takes something, the rest falls where it falls
        for demand in &mut demands[1..=self.jobs] {
            demand[chance.below(KINDS)] = u32::try_from(1 + chance.below(10)).unwrap();
        }
        let mut given = self.jobs;
        while given < wanted {
            let slot = &mut demands[1 + chance.below(self.jobs)][chance.below(KINDS)];
            if *slot == 0 {
                *slot = u32::try_from(1 + chance.below(10)).unwrap();
                given += 1;
            }
        }
        demands
    }

    fn capacities(
        self,
        durations: &[usize],
        successors: &[Vec<usize>],
        demands: &[[u32; KINDS]],
    ) -> [u32; KINDS] {
        let mut starts = vec![0; durations.len()];
        for job in 0..durations.len() {
            for next in &successors[job] {
                starts[*next] = starts[*next].max(starts[job] + durations[job]);
            }
        }
        let mut capacities = [0; KINDS];
        for (kind, capacity) in capacities.iter_mut().enumerate() {
            let mut load = vec![0; starts.iter().max().unwrap() + 11];
            for job in 0..durations.len() {
                for day in &mut load[starts[job]..starts[job] + durations[job]] {
                    *day += demands[job][kind];
                }
            }
            let least = demands.iter().map(|demand| demand[kind]).max().unwrap();
            let most = load.into_iter().max().unwrap();
            let strength = u32::try_from(self.strength_percent).unwrap();
            *capacity = least + ((most - least) * strength + 50) / 100;
        }
        capacities
    }
}

/// Relations between jobs, and who can be reached from whom, as one bit for each job.
struct Web {
    successors: Vec<Vec<usize>>,
    predecessors: Vec<usize>,
    reach: Vec<u128>,
}

impl Web {
    fn new(size: usize) -> Self {
        let reach = (0..size).map(|id| 1 << id).collect();
        Self { successors: vec![Vec::new(); size], predecessors: vec![0; size], reach }
    }

    fn reaches(&self, from: usize, to: usize) -> bool {
        self.reach[from] >> to & 1 == 1
    }

    /// Whether both have room and neither this relation nor an older one would follow from others.
    fn may_link(&self, from: usize, to: usize) -> bool {
        let room = self.successors[from].len() < 3 && self.predecessors[to] < 3;
        let spares = |id: usize, next: usize| self.reaches(id, from) && self.reaches(to, next);
        let mut ids = 0..self.successors.len();
        room && !self.reaches(from, to)
            && !ids.any(|id| self.successors[id].iter().any(|next| spares(id, *next)))
    }

    fn link(&mut self, from: usize, to: usize) {
        self.successors[from].push(to);
        self.predecessors[to] += 1;
        let reached = self.reach[to];
        for id in 0..self.reach.len() {
            if self.reaches(id, from) {
                self.reach[id] |= reached;
            }
        }
    }
}

impl Drawn {
    pub(super) fn network(&self) -> Network {
        let demand = |(resource, units): (usize, &u32)| Demand { resource, units: *units };
        let mut activities: Vec<Activity> = (self.durations.iter().zip(&self.demands))
            .map(|(duration, demands)| Activity {
                duration: *duration,
                demands: demands.iter().enumerate().map(demand).collect(),
                ..Activity::default()
            })
            .collect();
        for (job, successors) in self.successors.iter().enumerate() {
            for successor in successors {
                activities[*successor].predecessors.push(job);
            }
        }
        let resource = |capacity| Resource { capacity, reductions: Vec::new() };
        Network::new(activities, self.capacities.map(resource).to_vec(), Vec::new()).unwrap()
    }

    /// As a `.sm` file.
    pub(super) fn text(&self) -> String {
        let rule = "*".repeat(72);
        let mut text =
            format!("{rule}\njobs (incl. supersource/sink ):  {}\n", self.durations.len());
        text +=
            &format!("{rule}\nPRECEDENCE RELATIONS:\njobnr.    #modes  #successors   successors\n");
        for (job, successors) in (1..).zip(&self.successors) {
            write!(text, "{job:4}        1       {:4}     ", successors.len()).unwrap();
            for successor in successors {
                write!(text, " {:4}", successor + 1).unwrap();
            }
            text.push('\n');
        }
        text += &format!("{rule}\nREQUESTS/DURATIONS:\njobnr. mode duration  R 1  R 2  R 3  R 4\n");
        text += &format!("{}\n", "-".repeat(72));
        for (job, (duration, demands)) in (1..).zip(self.durations.iter().zip(&self.demands)) {
            let [one, two, three, four] = demands;
            writeln!(text, "{job:3}  1  {duration:4}  {one:4} {two:4} {three:4} {four:4}").unwrap();
        }
        let [one, two, three, four] = self.capacities;
        text += &format!("{rule}\nRESOURCEAVAILABILITIES:\n  R 1  R 2  R 3  R 4\n");
        text + &format!("  {one:3}  {two:3}  {three:3}  {four:3}\n{rule}\n")
    }
}

/// All shapes of a set: 48 of 30 and 60 jobs, 60 of 120 jobs.
pub(super) fn shapes(jobs: usize) -> Vec<Shape> {
    let strengths: &[usize] = if jobs < 120 { &[20, 50, 70, 100] } else { &[10, 20, 30, 40, 50] };
    let mut shapes = Vec::new();
    for complexity_percent in [150, 180, 210] {
        for factor_percent in [25, 50, 75, 100] {
            for &strength_percent in strengths {
                shapes.push(Shape { jobs, complexity_percent, factor_percent, strength_percent });
            }
        }
    }
    shapes
}

/// Writes ten instances of every shape to `psplib-like` in the folder for temporary files of the
/// build.
#[test]
#[ignore = "writes files to measure with; nothing is tested"]
#[expect(clippy::disallowed_methods, reason = "tests may write what they are about")]
fn write_psplib_like() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("psplib-like");
    std::fs::create_dir_all(&folder).unwrap();
    for jobs in [30, 60, 120] {
        for (place, shape) in (1..).zip(shapes(jobs)) {
            for seed in 1..=10 {
                let name = format!("j{jobs}{place:02}_{seed:02}.sm");
                std::fs::write(folder.join(name), shape.draw(seed * 1000 + place).text()).unwrap();
            }
        }
    }
}
