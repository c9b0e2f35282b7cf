//! Everything that a facility's answers come to, in one value.

use super::criterion::{Counts, CriterionResult};
use super::gate::{GateResult, Indicated, Judged, indicated, judge, must_pass};
use super::item::{Item, State};
use super::model::{Counting, Score, overall};
use super::resolve::{Case, resolve};
use super::tailored::Tailored;
use crate::assessment::Extent;
use crate::condition::{Truth, evaluate};
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::measure::Fraction;
use crate::standard::Program;
use crate::standard::model::{Checklist, Criterion};
use semver::Version;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How one condition of eligibility stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EligibilityResult {
    /// Its id.
    pub id: String,
    /// In words.
    pub title: String,
    /// Whether it holds; `None` where a fact is not answered.
    pub holds: Option<bool>,
    /// The facts and services that nobody answered.
    pub unknown: Vec<String>,
}

/// The whole result of one facility.
#[derive(Debug, Clone)]
pub struct Scorecard<'s> {
    /// The program.
    pub program: &'s Program,
    /// Its checklists, in its order.
    pub checklists: Vec<&'s Checklist>,
    /// What was judged.
    pub case: Case<'s>,
    /// Every criterion with its items, in the order of checklists and files.
    pub criteria: Vec<CriterionResult>,
    /// The overall score.
    pub overall: Score,
    /// The score of each checklist.
    pub scores: Vec<Score>,
    /// Every gate.
    pub gates: Vec<GateResult>,
    /// What the answers point to.
    pub indicated: Indicated,
    /// What must be true before anything is judged.
    pub eligibility: Vec<EligibilityResult>,
    /// Must-pass criteria that a reviewer verified, of all that count.
    pub verified: (usize, usize),
    /// The share of counted criteria that are assessed; `None` where none is counted.
    pub complete: Option<Fraction>,
    /// Standards that a newer version has taken the place of: id and that version.
    pub superseded: BTreeMap<String, Version>,
}

impl<'s> Scorecard<'s> {
    /// Judges a facility's answers. Warnings about answers that do not count go into the bag.
    pub fn new(
        program: &'s Program,
        checklists: Vec<&'s Checklist>,
        case: Case<'s>,
        bag: &Bag,
    ) -> Self {
        let criteria = results(program, &checklists, case, bag);
        report_unknown(&criteria, &case.facility.file, bag);
        Self::from_criteria(program, checklists, case, criteria)
    }

    fn from_criteria(
        program: &'s Program,
        checklists: Vec<&'s Checklist>,
        case: Case<'s>,
        criteria: Vec<CriterionResult>,
    ) -> Self {
        let scores = scores(program, &checklists, &criteria);
        let overall = overall_score(program, &scores, &criteria);
        let judged = Judged {
            scores: &scores,
            overall: (overall.value.as_ref(), overall.high.as_ref()),
            criteria: &criteria,
        };
        let gates: Vec<GateResult> = program.gates.iter().map(|gate| judge(gate, judged)).collect();
        let counted = criteria.iter().filter(|criterion| criterion.is_counted());
        let assessed = counted.clone().filter(|criterion| criterion.is_assessed()).count();
        let complete = Fraction::count(assessed).over(&Fraction::count(counted.count()));
        let critical = must_pass(&criteria);
        let verified = critical.iter().filter(|criterion| criterion.is_verified()).count();
        Self {
            indicated: indicated(program, &gates, overall.value.is_some()),
            eligibility: eligibility(program, case),
            verified: (verified, critical.len()),
            program,
            checklists,
            case,
            criteria,
            overall,
            scores,
            gates,
            complete,
            superseded: BTreeMap::new(),
        }
    }

    /// A criterion of the checklists that are judged.
    pub fn criterion(&self, id: &str) -> Option<(&'s Checklist, &'s Criterion)> {
        let found = |checklist: &&'s Checklist| Some((*checklist, checklist.criterion(id)?));
        self.checklists.iter().find_map(found)
    }

    /// Every item, in order, with its criterion.
    pub fn items(&self) -> impl Iterator<Item = (&CriterionResult, &Item)> {
        self.criteria
            .iter()
            .flat_map(|criterion| criterion.items.iter().map(move |i| (criterion, i)))
    }

    /// Items at which a reviewer found immediate danger and that are not met.
    pub fn immediate_danger(&self) -> impl Iterator<Item = &Item> {
        let fails = |item: &Item| item.credit.as_ref().is_some_and(|credit| !credit.is_one());
        let all = self.items().map(|(_, item)| item);
        all.filter(move |item| item.extent == Some(Extent::Immediate) && fails(item))
    }

    /// The overall score with one item at full credit; what it would be alone, without the rest.
    pub fn overall_with(&self, criterion: &str, location: Option<&str>) -> Option<Fraction> {
        let Some(at) = self.criteria.iter().position(|c| c.id == criterion) else {
            return self.overall.value.clone();
        };
        let mut changed = self.criteria.get(at)?.clone();
        for item in changed.items.iter_mut().filter(|i| i.location.as_deref() == location) {
            item.credit = Some(Fraction::ONE);
        }
        let criteria: Vec<&CriterionResult> = self
            .criteria
            .iter()
            .map(|criterion| if criterion.id == changed.id { &changed } else { criterion })
            .filter(|criterion| criterion.checklist == changed.checklist)
            .collect();
        let model = self.program.model;
        let checklist = self.checklists.iter().find(|known| known.id == changed.checklist)?;
        let value = Counting { model, checklist, criteria }.value();
        let part = |score: &Score| {
            let is_changed = score.id == checklist.id;
            (score.weight, if is_changed { value.clone() } else { score.value.clone() })
        };
        overall(self.scores.iter().map(part), model).1
    }

    /// The whole result with some criteria met at every location, as a reviewer would find them.
    /// What does not apply stays as it is.
    #[must_use]
    pub fn with_met(&self, met: &BTreeSet<&str>) -> Self {
        let mut criteria = self.criteria.clone();
        for criterion in criteria.iter_mut().filter(|c| met.contains(c.id.as_str())) {
            for item in criterion.items.iter_mut().filter(|item| item.counted) {
                item.verify();
            }
        }
        let card = Self::from_criteria(self.program, self.checklists.clone(), self.case, criteria);
        Self { superseded: self.superseded.clone(), ..card }
    }

    /// The tier's title, or its id.
    pub fn tier_title<'t>(&'t self, id: &'t str) -> &'t str {
        self.program.tier(id).map_or(id, |tier| &tier.title)
    }
}

fn results(
    program: &Program,
    checklists: &[&Checklist],
    case: Case<'_>,
    bag: &Bag,
) -> Vec<CriterionResult> {
    let mut results = Vec::new();
    for checklist in checklists {
        for criterion in &checklist.criteria {
            let tailored = Tailored::new(program, checklist, criterion);
            results.push(CriterionResult {
                id: criterion.id.clone(),
                checklist: checklist.id.clone(),
                section: criterion.section.clone(),
                weight: criterion.weight,
                critical: tailored.critical,
                scored: criterion.scored,
                items: resolve(&tailored, case, bag),
            });
        }
    }
    results
}

fn scores(
    program: &Program,
    checklists: &[&Checklist],
    criteria: &[CriterionResult],
) -> Vec<Score> {
    let score = |checklist: &&Checklist| {
        let used = program.checklists.iter().find(|used| used.id == checklist.id);
        let own = criteria.iter().filter(|criterion| criterion.checklist == checklist.id).collect();
        Counting { model: program.model, checklist, criteria: own }
            .score(used.map_or(1, |used| used.weight))
    };
    checklists.iter().map(score).collect()
}

fn overall_score(program: &Program, scores: &[Score], criteria: &[CriterionResult]) -> Score {
    let low = scores.iter().map(|score| (score.weight, score.value.clone()));
    let high = scores.iter().map(|score| (score.weight, score.high.clone()));
    let (total, value) = overall(low, program.model);
    Score {
        id: "overall".to_owned(),
        version: program.version.clone(),
        model: program.model,
        weight: 1,
        value,
        numerator: total.points,
        denominator: total.weight,
        high: overall(high, program.model).1,
        counts: Counts::of(criteria),
        sections: Vec::new(),
    }
}

fn eligibility(program: &Program, case: Case<'_>) -> Vec<EligibilityResult> {
    let judge = |eligibility: &crate::standard::Eligibility| {
        let value = |word: &str| case.facility.value(word, None, case.as_of);
        let (truth, unknown) = evaluate(&eligibility.when.expression, &value);
        EligibilityResult {
            id: eligibility.id.clone(),
            title: eligibility.title.clone(),
            holds: match truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            },
            unknown: unknown.into_iter().collect(),
        }
    };
    program.eligibility.iter().map(judge).collect()
}

/// Services and facts that nobody answered and that some criterion needs: a few are told one by one,
/// more at once, the one that decides most first.
fn report_unknown(criteria: &[CriterionResult], file: &str, bag: &Bag) {
    const FEW: usize = 3;
    let mut needed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for criterion in criteria {
        let asked = criterion.items.iter().filter(|item| item.state != State::Excluded);
        for word in asked.flat_map(|item| &item.unknown) {
            needed.entry(word).or_default().insert(&criterion.id);
        }
    }
    let all: BTreeSet<&str> = needed.values().flatten().copied().collect();
    let tell = |file: &str, message: String, help: String| {
        bag.push(Diagnostic::new(&code::UNKNOWN_FACT, Place::file(file), message).help(help));
    };
    if file.is_empty() && !needed.is_empty() {
        // sheets that came alone: nobody was asked for any of the words
        let message = format!(
            "no facility.toml says what is done here; {} services and facts decide whether {} \
             criteria apply",
            needed.len(),
            all.len()
        );
        let help =
            "until a facility.toml answers them they all apply; `concordant init` writes one";
        tell("facility.toml", message, help.to_owned());
    } else if needed.len() > FEW {
        let mut words: Vec<(&str, usize)> =
            needed.iter().map(|(word, criteria)| (*word, criteria.len())).collect();
        words.sort_by_key(|(word, count)| (Reverse(*count), *word));
        let words: Vec<String> =
            words.into_iter().map(|(word, count)| format!("`{word}` ({count})")).collect();
        let message = format!(
            "{} services and facts are not answered; {} criteria depend on them: {}",
            words.len(),
            all.len(),
            words.join(", ")
        );
        let help = "answer them in facility.toml; until then all of these criteria apply";
        tell(file, message, help.to_owned());
    } else {
        for (word, criteria) in needed {
            let ids: Vec<&str> = criteria.into_iter().collect();
            let shown = crate::diagnostic::list(&ids).replace('`', "");
            let message = format!("`{word}` is not answered; these criteria depend on it: {shown}");
            tell(file, message, format!("answer `{word}` in facility.toml; until then they apply"));
        }
    }
}
