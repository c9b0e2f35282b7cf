//! The arithmetic of the design written a second time, from `items[]` and the standards' own text:
//! nothing here comes from the library under test.

use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// A fraction in lowest terms, below above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Q {
    above: i128,
    below: i128,
}

impl Q {
    pub(crate) const ZERO: Self = Self { above: 0, below: 1 };
    pub(crate) const ONE: Self = Self { above: 1, below: 1 };

    pub(crate) fn new(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if below < 0 { -1 } else { 1 };
        Self { above: sign * above / a, below: sign * below / a }
    }

    pub(crate) fn count(number: usize) -> Self {
        Self::new(i128::try_from(number).unwrap(), 1)
    }

    /// Reads `17/20`, `0.85`, `85 %`, `3`.
    pub(crate) fn parse(text: &str) -> Self {
        if let Some(share) = text.strip_suffix('%') {
            return Self::parse(share.trim()).times(Self::new(1, 100));
        }
        if let Some((above, below)) = text.split_once('/') {
            return Self::new(above.parse().unwrap(), below.parse().unwrap());
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let places = u32::try_from(part.len()).unwrap();
        Self::new(format!("{whole}{part}").parse().unwrap(), 10_i128.pow(places))
    }

    /// Reads an exact fraction of the contract: a text in lowest terms; null is none.
    pub(crate) fn exact(value: &Value) -> Option<Self> {
        if value.is_null() {
            return None;
        }
        let text = value.as_str().unwrap_or_else(|| panic!("{value} is no fraction in a text"));
        let fraction = Self::parse(text);
        assert_eq!(fraction.to_string(), text, "in lowest terms");
        Some(fraction)
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self::new(self.above * other.below + other.above * self.below, self.below * other.below)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(other.times(Self::new(-1, 1)))
    }

    pub(crate) fn times(self, other: Self) -> Self {
        Self::new(self.above * other.above, self.below * other.below)
    }

    pub(crate) fn over(self, other: Self) -> Option<Self> {
        (other.above != 0).then(|| self.times(Self::new(other.below, other.above)))
    }

    pub(crate) fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().fold(Self::ZERO, Self::plus)
    }

    /// As a percentage with one digit, rounded down.
    pub(crate) fn percent(self) -> String {
        let tenths = (self.above * 1_000).div_euclid(self.below);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

impl fmt::Display for Q {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.below == 1 { self.above.fmt(f) } else { write!(f, "{}/{}", self.above, self.below) }
    }
}

impl PartialOrd for Q {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Q {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

/// Which end of the range: open answers earn nothing, or everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// One item of the contract.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) location: Option<String>,
    pub(crate) state: String,
    pub(crate) credit: Option<Q>,
    pub(crate) counted: bool,
    pub(crate) by_reviewer: bool,
}

impl Item {
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "not_assessed" | "too_small")
    }

    fn credit_at(&self, end: End) -> Q {
        if end == End::High && self.is_open() { Q::ONE } else { self.credit.unwrap() }
    }
}

/// A criterion with its items, one for each location.
#[derive(Debug, Clone)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) checklist: String,
    pub(crate) section: String,
    pub(crate) weight: Q,
    pub(crate) critical: bool,
    pub(crate) scored: bool,
    pub(crate) items: Vec<Item>,
}

impl Criterion {
    /// The counted items.
    pub(crate) fn counted(&self) -> Vec<&Item> {
        self.items.iter().filter(|item| item.counted).collect()
    }

    /// The mean credit of its counted items.
    pub(crate) fn credit(&self, end: End) -> Option<Q> {
        let counted = self.counted();
        Q::sum(counted.iter().map(|item| item.credit_at(end))).over(Q::count(counted.len()))
    }
}

/// A sum of weighted credits and a sum of weights.
pub(crate) type Sum = (Q, Q);

pub(crate) fn mean((points, weight): Sum) -> Option<Q> {
    points.over(weight)
}

fn weighted(parts: &[(Q, Q)]) -> Sum {
    (Q::sum(parts.iter().map(|(w, c)| w.times(*c))), Q::sum(parts.iter().map(|(w, _)| *w)))
}

/// A model, a checklist's sections (id to weight and parent, in order), its criteria.
pub(crate) struct Tree<'c> {
    pub(crate) model: &'c str,
    pub(crate) sections: Vec<(String, Q, Option<String>)>,
    pub(crate) criteria: Vec<&'c Criterion>,
}

impl Tree<'_> {
    /// The score of the whole checklist.
    pub(crate) fn whole(&self, end: End) -> Sum {
        if self.model == "tree" {
            self.children(None, end)
        } else {
            self.plain(&self.criteria, end)
        }
    }

    /// The score of a section, with the sections inside it.
    pub(crate) fn section(&self, id: &str, end: End) -> Sum {
        let own: Vec<&Criterion> =
            self.criteria.iter().copied().filter(|c| c.section == id).collect();
        if self.model == "tree" && own.is_empty() {
            return self.children(Some(id), end);
        }
        if self.model == "tree" {
            return self.plain(&own, end);
        }
        self.plain(&self.inside(id), end)
    }

    /// The criteria of a section and of the sections inside it.
    pub(crate) fn inside(&self, id: &str) -> Vec<&Criterion> {
        let mut inside: Vec<&Criterion> =
            self.criteria.iter().copied().filter(|c| c.section == id).collect();
        for (child, _, parent) in &self.sections {
            if parent.as_deref() == Some(id) {
                inside.extend(self.inside(child));
            }
        }
        inside
    }

    fn children(&self, parent: Option<&str>, end: End) -> Sum {
        let children = self.sections.iter().filter(|(_, _, of)| of.as_deref() == parent);
        let parts: Vec<(Q, Q)> = children
            .filter_map(|(id, weight, _)| Some((*weight, mean(self.section(id, end))?)))
            .collect();
        weighted(&parts)
    }

    fn plain(&self, criteria: &[&Criterion], end: End) -> Sum {
        let by_weight = matches!(self.model, "flat" | "tree");
        let weight = |criterion: &Criterion| if by_weight { criterion.weight } else { Q::ONE };
        let parts: Vec<(Q, Q)> =
            criteria.iter().filter_map(|c| Some((weight(c), c.credit(end)?))).collect();
        if self.model == "absolute" && !parts.is_empty() {
            let all = parts.iter().all(|(_, credit)| *credit == Q::ONE);
            return (if all { Q::ONE } else { Q::ZERO }, Q::ONE);
        }
        weighted(&parts)
    }
}

/// The standards of a run and the criteria of its result.
pub(crate) struct Recomputed {
    pub(crate) program: Value,
    pub(crate) checklists: Vec<Value>,
    pub(crate) criteria: Vec<Criterion>,
}

impl Recomputed {
    pub(crate) fn new(program: Value, checklists: Vec<Value>, items: &Value) -> Self {
        let mut new = Self { program, checklists, criteria: Vec::new() };
        let mut criteria: Vec<Criterion> = Vec::new();
        for item in items.as_array().unwrap() {
            let text = |key: &str| item[key].as_str().unwrap().to_owned();
            let id = text("criterion");
            if criteria.last().is_none_or(|last| last.id != id) {
                assert!(criteria.iter().all(|known| known.id != id), "{id} stands in two places");
                criteria.push(Criterion {
                    checklist: text("checklist"),
                    section: text("section"),
                    weight: Q::parse(&item["weight"].to_string()),
                    critical: new.is_critical(&id),
                    scored: new.toml_of(&id)["scored"] != false,
                    items: Vec::new(),
                    id,
                });
            }
            let reviewers = ["desk-review", "site-visit", "adjudicated"];
            criteria.last_mut().unwrap().items.push(Item {
                location: item["location"].as_str().map(str::to_owned),
                state: text("state"),
                credit: Q::exact(&item["credit"]),
                counted: item["counted"].as_bool().unwrap(),
                by_reviewer: item["party"].as_str().is_some_and(|p| reviewers.contains(&p)),
            });
        }
        new.criteria = criteria;
        new
    }

    /// What the checklist's file says of a criterion.
    pub(crate) fn toml_of(&self, id: &str) -> &Value {
        let all = self.checklists.iter().flat_map(|c| c["criterion"].as_array().unwrap());
        all.into_iter().find(|criterion| criterion["id"] == id).unwrap()
    }

    fn is_critical(&self, id: &str) -> bool {
        let tailoring = self.program["tailoring"].as_array().into_iter().flatten();
        let made = tailoring.filter(|t| t["criterion"] == id && t["action"] == "make-critical");
        self.toml_of(id)["critical"] == true || made.count() > 0
    }

    pub(crate) fn model(&self) -> &str {
        self.program["model"].as_str().unwrap()
    }

    /// The tree of a checklist; `criteria` are those of the result, or changed ones.
    pub(crate) fn tree<'c>(&'c self, id: &str, criteria: &'c [Criterion]) -> Tree<'c> {
        let toml = self.checklists.iter().find(|checklist| checklist["id"] == id).unwrap();
        let sections = toml["section"].as_array().unwrap().iter();
        let weight = |section: &Value| Q::parse(section["weight"].as_str().unwrap_or("1"));
        let section = |section: &Value| {
            let text = |key: &str| section[key].as_str().map(str::to_owned);
            (text("id").unwrap(), weight(section), text("parent"))
        };
        Tree {
            model: self.model(),
            sections: sections.map(section).collect(),
            criteria: criteria.iter().filter(|c| c.checklist == id).collect(),
        }
    }

    /// The weight of each checklist in the overall score.
    pub(crate) fn weights(&self) -> Vec<(&str, Q)> {
        let used = self.program["checklist"].as_array().unwrap().iter();
        let weight = |used: &Value| Q::parse(used["weight"].as_str().unwrap_or("1"));
        used.map(|used| (used["id"].as_str().unwrap(), weight(used))).collect()
    }

    /// The overall score.
    pub(crate) fn overall(&self, criteria: &[Criterion], end: End) -> Sum {
        let weights = self.weights();
        let value = |id: &str| mean(self.tree(id, criteria).whole(end));
        let parts: Vec<(Q, Q)> =
            weights.iter().filter_map(|(id, weight)| Some((*weight, value(id)?))).collect();
        if self.model() == "absolute" && !parts.is_empty() {
            let all = parts.iter().all(|(_, value)| *value == Q::ONE);
            return (if all { Q::ONE } else { Q::ZERO }, Q::ONE);
        }
        weighted(&parts)
    }

    /// What closing one item alone adds to the overall score.
    pub(crate) fn gain(&self, criterion: &str, location: Option<&str>) -> Q {
        let mut closed = self.criteria.clone();
        let at = closed.iter_mut().find(|known| known.id == criterion).unwrap();
        for item in at.items.iter_mut().filter(|item| item.location.as_deref() == location) {
            item.credit = Some(Q::ONE);
        }
        let now = mean(self.overall(&self.criteria, End::Low)).unwrap();
        mean(self.overall(&closed, End::Low)).unwrap().minus(now)
    }

    /// Criteria by state, under the names of the contract.
    pub(crate) fn counts(criteria: &[&Criterion]) -> BTreeMap<&'static str, usize> {
        let names = [
            "met",
            "partial",
            "not_met",
            "not_assessed",
            "too_small",
            "not_applicable",
            "excluded",
            "unscored",
        ];
        let mut counts: BTreeMap<&str, usize> = names.into_iter().map(|name| (name, 0)).collect();
        for criterion in criteria {
            *counts.get_mut(state(criterion)).unwrap() += 1;
        }
        counts
    }
}

/// One word for all places of a criterion: the least known first.
fn state(criterion: &Criterion) -> &'static str {
    let has = |state: &str| criterion.items.iter().any(|item| item.state == state);
    let aside = |item: &&Item| !matches!(item.state.as_str(), "not_applicable" | "excluded");
    let credits: Vec<Q> = criterion.items.iter().filter(aside).map(|i| i.credit.unwrap()).collect();
    if has("excluded") {
        return "excluded";
    }
    if !criterion.scored {
        return "unscored";
    }
    let known = ["not_assessed", "too_small"].into_iter().find(|state| has(state));
    match Q::sum(credits.iter().copied()).over(Q::count(credits.len())) {
        None => "not_applicable",
        _ if known.is_some() => known.unwrap(),
        Some(Q::ONE) => "met",
        Some(Q::ZERO) => "not_met",
        Some(_) => "partial",
    }
}
