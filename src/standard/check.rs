//! Whether a checklist means something: references, words, sections, critical criteria,
//! remediations.

use super::model::{Answering, Checklist, Criterion, Remediation};
use super::references::References;
use super::vocabulary::Vocabulary;
use crate::condition::{self, Condition, Fault, Kind};
use crate::diagnostic::{Bag, Code, Diagnostic, Fix, Place, code, did_you_mean, mask_line, sure};
use crate::document::Places;
use crate::source::{Span, Text};

/// Checks a checklist against itself and the vocabulary. `shared` are the newest versions of the
/// library's checklists, for references across files.
pub fn check_checklist(
    checklist: &Checklist,
    (text, places): (&Text, &Places),
    (vocabulary, shared): (&Vocabulary, &References<'_>),
    bag: &Bag,
) {
    let own = References::new(&[checklist]);
    let check = Check { checklist, text, places, vocabulary, own: &own, shared, bag };
    check.sections();
    for criterion in &checklist.criteria {
        check.criterion(criterion);
    }
    for remediation in &checklist.remediations {
        check.remediation(remediation);
    }
    check.cycles();
    check.relations();
    check.changes();
    check.own_dates();
    check.prefix();
}

pub(super) struct Check<'c> {
    pub(super) checklist: &'c Checklist,
    text: &'c Text,
    places: &'c Places,
    vocabulary: &'c Vocabulary,
    pub(super) own: &'c References<'c>,
    pub(super) shared: &'c References<'c>,
    bag: &'c Bag,
}

impl Check<'_> {
    pub(super) fn report(
        &self,
        code: &'static Code,
        (item, key): (&str, &str),
        message: String,
        help: Option<String>,
    ) {
        let place = Place::text(self.text, &self.places.get(item, key));
        self.bag.push(Diagnostic::new(code, place, message).help_maybe(help).item(item));
    }

    /// A word that is not one of those allowed, with its mending where that is certain.
    fn strange<'a>(
        &self,
        code: &'static Code,
        (item, key): (&str, &str),
        (word, message): (&str, String),
        allowed: impl Iterator<Item = &'a str> + Clone,
    ) {
        let span = self.places.get(item, key);
        let quoted = self.text.slice(&span).find(&format!("\"{word}\""));
        let fix = quoted.zip(sure(word, allowed.clone())).map(|(at, meant)| Fix {
            span: span.start + at + 1..span.start + at + 1 + word.len(),
            written: word.to_owned(),
            replacement: meant.to_owned(),
        });
        let message = mask_line(&message);
        let diagnostic = Diagnostic::new(code, Place::text(self.text, &span), message);
        self.bag.push(diagnostic.help_maybe(did_you_mean(word, allowed)).item(item).fix(fix));
    }

    pub(super) fn unknown<'a>(
        &self,
        at: (&str, &str),
        (word, what): (&str, &str),
        allowed: impl Iterator<Item = &'a str> + Clone,
    ) {
        if !word.is_empty() && !allowed.clone().any(|known| known == word) {
            let message = format!("`{word}` is no {what}");
            self.strange(&code::UNKNOWN_REFERENCE, at, (word, message), allowed);
        }
    }

    fn unlisted<'a>(
        &self,
        at: (&str, &str),
        (word, what): (&str, &str),
        allowed: impl Iterator<Item = &'a str> + Clone,
    ) {
        if !word.is_empty() && !allowed.clone().any(|known| known == word) {
            let message = format!("`{word}` is no {what} of the vocabulary");
            self.strange(&code::UNKNOWN_WORD, at, (word, message), allowed);
        }
    }

    fn sections(&self) {
        let ids = self.checklist.sections.iter().map(|s| s.id.as_str());
        for section in &self.checklist.sections {
            let item = format!("section {}", section.id);
            let children = self.checklist.sections.iter();
            let is_parent =
                children.clone().any(|child| child.parent.as_ref() == Some(&section.id));
            let holds = self.checklist.criteria.iter().any(|c| c.section == section.id);
            if let Some(parent) = &section.parent {
                self.unknown((&item, "parent"), (parent, "section"), ids.clone());
            }
            if is_parent && holds {
                let message = format!("section `{}` holds criteria and sections", section.id);
                let help = Some("move its criteria to a section of their own".to_owned());
                self.report(&code::SECTION_TREE, (&item, ""), message, help);
            }
            if !is_parent && !holds {
                let message = format!("section `{}` holds nothing", section.id);
                self.report(&code::EMPTY_SECTION, (&item, ""), message, None);
            }
            if self.is_first_of_circle(&section.id) {
                let message = format!("section `{}` lies inside itself", section.id);
                self.report(&code::SECTION_TREE, (&item, "parent"), message, None);
            }
        }
    }

    /// Whether a section lies inside itself, and is the first by id of those that do so together.
    fn is_first_of_circle(&self, id: &str) -> bool {
        let mut at = self.checklist.section(id);
        for _ in 0..=self.checklist.sections.len() {
            let Some(parent) = at.and_then(|section| section.parent.as_deref()) else {
                return false;
            };
            if parent == id {
                return true;
            }
            if parent < id {
                return false;
            }
            at = self.checklist.section(parent);
        }
        false
    }

    fn criterion(&self, criterion: &Criterion) {
        let item = format!("criterion {}", criterion.id);
        let prefix = format!("{}-", self.checklist.prefix);
        if !criterion.id.is_empty() && !criterion.id.starts_with(&prefix) {
            let message = format!("`{}` does not begin with `{prefix}`", criterion.id);
            self.report(&code::FOREIGN_PREFIX, (&item, "id"), message, None);
        }
        let sections = self.checklist.sections.iter().map(|s| s.id.as_str());
        self.unknown((&item, "section"), (&criterion.section, "section"), sections);
        let sources = self.checklist.sources.iter().map(|s| s.id.as_str());
        for (number, citation) in (1..).zip(&criterion.sources) {
            let at = format!("source of {item} {number}");
            self.unknown((&at, "id"), (&citation.id, "source"), sources.clone());
        }
        let roles = self.vocabulary.role_ids();
        self.unlisted((&item, "answer_role"), (&criterion.answer_role, "role"), roles);
        for (number, ask) in (1..).zip(&criterion.evidence) {
            let at = format!("evidence of {item} {number}");
            let kinds = self.vocabulary.evidence_ids();
            self.unlisted((&at, "kind"), (&ask.kind, "kind of evidence"), kinds);
        }
        if let Some(condition) = &criterion.applies_when {
            self.condition(condition, &item);
        }
        if criterion.critical {
            self.critical(criterion, &item);
        }
        self.closable(criterion, &item);
    }

    fn condition(&self, condition: &Condition, item: &str) {
        let kind = |word: &str| self.vocabulary.kind(word);
        let key = self.places.get(item, "applies_when");
        for fault in condition::check(&condition.expression, &kind) {
            let (code, message, span, word) = match fault {
                Fault::UnknownWord(word, span) => {
                    let message = format!("`{word}` is no service or fact of the vocabulary");
                    (&code::UNKNOWN_WORD, message, span, Some(word))
                }
                Fault::WrongType(message, span) => (&code::CONDITION_TYPE, message, span, None),
            };
            let span = within_value(self.text, &key, &span, word.as_deref());
            let words = self.vocabulary.service_ids().chain(self.vocabulary.fact_ids());
            let meant = word.as_deref().and_then(|word| sure(word, words.clone()));
            let fix = meant.map(|meant| Fix {
                span: span.clone(),
                written: word.clone().unwrap_or_default(),
                replacement: meant.to_owned(),
            });
            let help = word.as_deref().and_then(|word| did_you_mean(word, words));
            let diagnostic = Diagnostic::new(code, Place::text(self.text, &span), message);
            self.bag.push(diagnostic.help_maybe(help).item(item).fix(fix));
        }
    }

    fn critical(&self, criterion: &Criterion, item: &str) {
        if !matches!(criterion.answering, Answering::Binary | Answering::Measure(_)) {
            let message = format!("{item} is critical and can be partly met");
            let help = Some("a must-pass criterion is binary or a measure; split it".to_owned());
            self.report(&code::CRITICAL_SCALE, (item, "scale"), message, help);
        }
        let source = |id: &str| self.checklist.sources.iter().find(|source| source.id == id);
        let opened = |id: &str| source(id).is_some_and(|source| source.checked_on.is_some());
        // a source that is not there at all is told as such
        let all_known = criterion.sources.iter().all(|citation| source(&citation.id).is_some());
        if all_known && !criterion.sources.iter().any(|citation| opened(&citation.id)) {
            let message = format!("nobody opened a source of {item}, which is critical");
            let help = Some("open one and write `checked_on` in its [[source]]".to_owned());
            self.report(&code::UNOPENED_SOURCE, (item, "sources"), message, help);
        }
        let mut closing = self.closing(criterion);
        if closing.clone().next().is_some() && !closing.any(|r| r.interim.is_some()) {
            let message = format!("no remediation of {item}, which is critical, has an interim");
            let help = Some("say what reduces the risk until it is closed".to_owned());
            self.report(&code::NO_INTERIM, (item, ""), message, help);
        }
    }

    /// What closes a criterion, here or in another checklist.
    fn closing<'s>(
        &'s self,
        criterion: &'s Criterion,
    ) -> impl Iterator<Item = &'s Remediation> + Clone {
        let all: Vec<&Remediation> =
            self.own.closing(&criterion.id).chain(self.shared.closing(&criterion.id)).collect();
        all.into_iter()
    }

    fn closable(&self, criterion: &Criterion, item: &str) {
        if criterion.scored && self.closing(criterion).next().is_none() {
            let message = format!("no remediation closes {item}");
            let help = Some("list it under `closes` of a [[remediation]]".to_owned());
            self.report(&code::NO_REMEDIATION, (item, ""), message, help);
        }
    }

    fn remediation(&self, remediation: &Remediation) {
        let item = format!("remediation {}", remediation.id);
        let roles = self.vocabulary.role_ids();
        self.unlisted((&item, "role"), (&remediation.role, "role"), roles);
        for id in &remediation.closes {
            let is_known = self.own.criteria.contains(id.as_str())
                || self.shared.criteria.contains(id.as_str());
            if !is_known {
                let all = self.own.criteria.iter().chain(&self.shared.criteria).copied();
                self.unknown((&item, &format!("closes {id}")), (id, "criterion"), all);
            }
        }
        for id in &remediation.after {
            let is_known = self.own.remediations.contains(id.as_str())
                || self.shared.remediations.contains(id.as_str());
            if !is_known {
                let all = self.own.remediations.iter().chain(&self.shared.remediations).copied();
                self.unknown((&item, &format!("after {id}")), (id, "remediation"), all);
            }
        }
        for (fact, _) in &remediation.sets {
            let at = format!("facts set by {item}");
            self.unlisted((&at, fact), (fact, "fact"), self.vocabulary.fact_ids());
            if self.vocabulary.kind(fact).is_some_and(|kind| kind != Kind::Boolean) {
                let message = format!("`{fact}` is not true or false and cannot be set");
                self.report(&code::BAD_FACT, (&at, fact), message, None);
            }
        }
        let id = remediation.id.as_str();
        let waited_for = self.own.waited_for.contains(id) || self.shared.waited_for.contains(id);
        if remediation.closes.is_empty() && !waited_for {
            let message = format!("{item} closes nothing, and nothing waits for it");
            self.report(&code::CLOSES_NOTHING, (&item, ""), message, None);
        }
    }

    fn cycles(&self) {
        // those of an older version are in none of the newest
        let own = self.own.cycles.iter().filter(|cycle| !self.shared.cycles.contains(cycle));
        for cycle in self.shared.cycles.iter().chain(own) {
            let is_own = |id: &&String| self.own.remediations.contains(id.as_str());
            let Some(first) = cycle.iter().find(is_own) else { continue };
            let message = format!("remediations wait for each other: {}", cycle.join(" → "));
            let help = Some("`after` names what comes before; remove one of these".to_owned());
            let item = format!("remediation {first}");
            self.report(&code::REMEDIATION_CYCLE, (&item, "after"), message, help);
        }
    }

    fn changes(&self) {
        if self.checklist.supersedes.is_none() && !self.checklist.changes.is_empty() {
            let message = "changes are declared, but no version is superseded".to_owned();
            let help = Some("add `supersedes = \"…\"`".to_owned());
            self.report(&code::UNKNOWN_REFERENCE, ("change 1", ""), message, help);
        }
    }

    fn prefix(&self) {
        let prefix = self.checklist.prefix.as_str();
        let others = self.shared.prefixes.get(prefix).into_iter().flatten();
        let other = others.copied().find(|other| *other != self.checklist.id);
        if let Some(other) = other.filter(|_| !prefix.is_empty()) {
            let message = format!("the prefix `{prefix}` is the one of {other}");
            let help = Some("ids are unique in the library; choose another".to_owned());
            self.report(&code::DUPLICATE_ID, ("the checklist", "prefix"), message, help);
        }
    }

    fn own_dates(&self) {
        for source in &self.checklist.sources {
            if source.checked_on.zip(source.review_by).is_some_and(|(on, by)| by < on) {
                let item = format!("source {}", source.id);
                let message = format!("{item} is to be reviewed before it was checked");
                self.report(&code::BAD_DATE, (&item, "review_by"), message, None);
            }
        }
    }
}

/// The place of a part of a condition: the span of its key holds `key = "…"`.
fn within_value(text: &Text, key: &Span, part: &Span, word: Option<&str>) -> Span {
    let raw = text.slice(key);
    let value = raw.find('=').and_then(|at| raw.get(at..)?.find(['"', '\'']).map(|q| at + q));
    let Some(value) = value else { return key.clone() };
    let rest = raw.get(value..).unwrap_or_default();
    // three quotes and the line end after them open a text of several lines
    let long = ["\"\"\"\r\n", "\"\"\"\n", "\"\"\"", "'''\r\n", "'''\n", "'''"];
    let quotes = long.iter().find(|open| rest.starts_with(**open)).map_or(1, |open| open.len());
    let start = key.start + value + quotes;
    let counted = start + part.start..start + part.end;
    let Some(word) = word.filter(|word| text.slice(&counted) != *word) else { return counted };
    // an escape before it has moved it: where it stands only once, that is the place
    let mut places = rest.match_indices(word);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => key.start + value + at..key.start + value + at + word.len(),
        _ => counted,
    }
}
