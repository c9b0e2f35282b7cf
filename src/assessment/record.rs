//! The answer of record: in the newest round, what the party with the last word said.

use super::answer::{Answer, Given, Origin, Rejection};
use super::header::{AssessmentHeader, Party};
use super::register::Register;
use crate::diagnostic::{Bag, Diagnostic, code};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One assessment with its answers.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its head.
    pub header: AssessmentHeader,
    /// Its answers, in the order of their sheets.
    pub answers: Vec<Answer>,
}

/// The answers of one round, one for each criterion, location and party.
#[derive(Debug, Clone)]
pub struct Record {
    /// The round.
    pub round: String,
    /// The newest date of its assessments.
    pub as_of: Date,
    /// Its assessments.
    pub headers: Vec<AssessmentHeader>,
    /// The register of the evidence that its answers cite.
    pub register: Register,
    answers: BTreeMap<String, Vec<Answer>>,
}

/// Joins the assessments of the newest round up to a day. `None` where there is none.
///
/// Blank answers never conflict, equal ones merge, different ones of one party are reported and
/// leave the criterion not assessed.
pub fn record(assessments: Vec<Recorded>, up_to: Option<Date>, bag: &Bag) -> Option<Record> {
    let in_time = |recorded: &Recorded| up_to.is_none_or(|day| recorded.header.as_of <= day);
    let in_time: Vec<Recorded> = assessments.into_iter().filter(in_time).collect();
    let newest = in_time.iter().map(|recorded| &recorded.header);
    let newest = newest.max_by(|a, b| (a.as_of, &a.round).cmp(&(b.as_of, &b.round)))?;
    let (round, as_of) = (newest.round.clone(), newest.as_of);
    let mut result = Record {
        round: round.clone(),
        as_of,
        headers: Vec::new(),
        register: Register::default(),
        answers: BTreeMap::new(),
    };
    let mut ours: Vec<Recorded> =
        in_time.into_iter().filter(|recorded| recorded.header.round == round).collect();
    ours.sort_by(|a, b| (a.header.party, &a.header.name).cmp(&(b.header.party, &b.header.name)));
    let mut twins = Vec::new();
    for recorded in ours {
        result.headers.push(recorded.header);
        for answer in recorded.answers {
            let known = result.answers.entry(answer.criterion.clone()).or_default();
            twins.extend(join(known, answer, bag));
        }
    }
    report_twins(twins, bag);
    Some(result)
}

/// Two rows in different files that say the same: the first and the other.
type Twins = (Origin, Origin);

/// Joins an answer to those that are known; tells a row of another file that says the same.
fn join(known: &mut Vec<Answer>, answer: Answer, bag: &Bag) -> Option<Twins> {
    let same = |other: &Answer| {
        other.origin.party == answer.origin.party && other.location == answer.location
    };
    let Some(at) = known.iter().position(same) else {
        known.push(answer);
        return None;
    };
    // taken out while it is joined: rows leave traces that are long to copy
    let first = known.swap_remove(at);
    let is_twin = is_usable(&first.given) && first.given == answer.given;
    let twins = Some((first.origin.clone(), answer.origin.clone()));
    if conflicts(&first.given, &answer.given) {
        report_conflict(&first, &answer, bag);
    }
    known.push(joined(first, answer));
    let last = known.len() - 1;
    known.swap(at, last);
    twins.filter(|(one, other)| is_twin && one.file != other.file)
}

/// One note for two files: whoever corrects one of them later has to know of the other.
fn report_twins(twins: Vec<Twins>, bag: &Bag) {
    let mut of_files: BTreeMap<_, Vec<Twins>> = BTreeMap::new();
    for (one, other) in twins {
        let files = (one.file.clone(), other.file.clone());
        of_files.entry(files).or_default().push((one, other));
    }
    for ((file, _), twins) in of_files {
        let Some((_, first)) = twins.first() else { continue };
        let message = match twins.len() {
            1 => format!("a row of {file} says the same already"),
            rows => format!("{rows} rows from here on say what rows of {file} say already"),
        };
        let help = "keep one of the two files, or one of the two rows";
        bag.push(Diagnostic::new(&code::DUPLICATE_ROW, first.place(), message).help(help));
    }
}

fn is_usable(given: &Given) -> bool {
    !matches!(given, Given::Blank | Given::Rejected(_))
}

fn conflicts(one: &Given, other: &Given) -> bool {
    is_usable(one) && is_usable(other) && one != other
}

/// Two rows of one party as one answer. The same whichever of them stands first in its sheet.
fn joined(mut one: Answer, mut other: Answer) -> Answer {
    let given = if conflicts(&one.given, &other.given) {
        Given::Rejected(Rejection::Conflict)
    } else {
        one.given.clone()
    };
    let traces = std::mem::take(&mut one.traces).joined(std::mem::take(&mut other.traces));
    let has_evidence = one.has_evidence || other.has_evidence;
    let cited = one.cited.union(&other.cited).cloned().collect();
    let privileged = one.privileged || other.privileged;
    let key_recommendation = one.key_recommendation || other.key_recommendation;
    let weight = |answer: &Answer| match &answer.given {
        // what was found to be in conflict stays so
        Given::Rejected(Rejection::Conflict) => 0,
        given if is_usable(given) => 1,
        Given::Rejected(Rejection::Unusable) => 2,
        Given::Rejected(_) => 3,
        _ => 4,
    };
    let told_alike = weight(&one) == weight(&other) && one.given == other.given;
    let both_usable = is_usable(&one.given) && is_usable(&other.given);
    let (mut kept, rest) = if (weight(&one), &one.origin) <= (weight(&other), &other.origin) {
        (one, other)
    } else {
        (other, one)
    };
    if both_usable {
        kept.given = given;
    }
    if told_alike {
        kept.extent = kept.extent.max(rest.extent);
        kept.partial_reason = kept.partial_reason.max(rest.partial_reason);
    }
    let finding = kept.finding.take().or(rest.finding);
    Answer { key_recommendation, has_evidence, cited, traces, finding, privileged, ..kept }
}

fn report_conflict(first: &Answer, answer: &Answer, bag: &Bag) {
    let message =
        format!("{} is answered differently in {}", answer.criterion, first.origin.named());
    let place = answer.origin.place();
    let help = "one party gives one answer; agree on it and clear the other row";
    let of_many = format!("these are answered differently in {}", first.origin.sheet());
    let help_of_many = "one party gives one answer; `concordant merge` shows both sides of each";
    let diagnostic = Diagnostic::new(&code::CONFLICT, place, message).help(help);
    bag.push(diagnostic.together(of_many, Some(help_of_many.to_owned())));
}

impl Record {
    /// The answer of record of a criterion at a location: adjudicated, else site visit, else desk
    /// review, else the facility's own. An answer without location stands for every location.
    pub fn answer(&self, criterion: &str, location: Option<&str>) -> Option<&Answer> {
        self.by_party(criterion, location).into_iter().next()
    }

    /// What each party said, the last word first. Blank answers are no answers.
    pub fn by_party(&self, criterion: &str, location: Option<&str>) -> Vec<&Answer> {
        let all = self.answers.get(criterion).map(Vec::as_slice).unwrap_or_default();
        let parties = Party::WORDS.iter().rev().map(|(_, party)| *party);
        let mut found = Vec::new();
        for party in parties {
            let said = |place: Option<&str>| {
                all.iter().find(|answer| {
                    answer.origin.party == party
                        && answer.location.as_deref() == place
                        && answer.given != Given::Blank
                })
            };
            found.extend(said(location).or_else(|| said(None)));
        }
        found
    }

    /// Where the row stands that nobody filled in, where there is one.
    pub fn blank_row(&self, criterion: &str, location: Option<&str>) -> Option<&Origin> {
        let all = self.answers.get(criterion).map(Vec::as_slice).unwrap_or_default();
        let blank = all.iter().filter(|answer| answer.given == Given::Blank);
        let here =
            |answer: &&Answer| answer.location.is_none() || answer.location.as_deref() == location;
        blank.filter(here).map(|answer| &answer.origin).next()
    }

    /// Every answer of the round, blank ones included.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.answers.values().flatten()
    }

    /// Whether any row says anything about a criterion.
    pub fn is_empty(&self) -> bool {
        self.answers().all(|answer| answer.given == Given::Blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Origin;
    use crate::measure::Fraction;
    use jiff::civil::date;

    fn level(met: bool) -> Given {
        let credit = if met { Fraction::ONE } else { Fraction::ZERO };
        Given::Level(credit, if met { "met" } else { "not_met" }.to_owned())
    }

    fn assessment(round: &str, party: Party, day: Date, given: Vec<Given>) -> Recorded {
        let answer = |(row, given)| Answer {
            criterion: "RX-01".to_owned(),
            location: None,
            given,
            partial_reason: None,
            extent: None,
            key_recommendation: false,
            has_evidence: false,
            cited: std::collections::BTreeSet::new(),
            traces: crate::assessment::Traces::default(),
            finding: None,
            privileged: false,
            origin: Origin {
                file: "a.csv".into(),
                worksheet: None,
                row,
                column: "response",
                party,
                as_of: day,
            },
        };
        let header = AssessmentHeader {
            name: format!("{round}-{party}"),
            round: round.to_owned(),
            party,
            as_of: day,
            program: None,
            checklists: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        Recorded { header, answers: (2..).zip(given).map(answer).collect() }
    }

    fn of_record(assessments: Vec<Recorded>, up_to: Option<Date>) -> Option<Given> {
        let bag = Bag::new();
        let record = record(assessments, up_to, &bag).unwrap();
        record.answer("RX-01", None).map(|answer| answer.given.clone())
    }

    #[test]
    fn the_last_word_is_the_reviewers() {
        let day = date(2026, 9, 1);
        let own = || assessment("2026", Party::Own, day, vec![level(true)]);
        let visit = |given| assessment("2026", Party::SiteVisit, date(2026, 10, 1), vec![given]);
        assert_eq!(of_record(vec![own(), visit(level(false))], None), Some(level(false)));
        assert_eq!(of_record(vec![own(), visit(Given::Blank)], None), Some(level(true)));
        assert_eq!(of_record(vec![own(), visit(level(false))], Some(day)), Some(level(true)));
    }

    #[test]
    fn the_newest_round_counts_alone() {
        let old = assessment("2025", Party::Adjudicated, date(2025, 9, 1), vec![level(true)]);
        let new = assessment("2026", Party::Own, date(2026, 9, 1), vec![Given::Blank]);
        assert_eq!(of_record(vec![old, new], None), None);
    }

    #[test]
    fn one_party_has_one_answer() {
        let said = |given: Vec<Given>| {
            of_record(vec![assessment("2026", Party::Own, date(2026, 9, 1), given)], None)
        };
        assert_eq!(said(vec![level(true), Given::Blank, level(true)]), Some(level(true)));
        assert_eq!(said(vec![Given::Blank, level(true)]), Some(level(true)));
        let conflict = Some(Given::Rejected(Rejection::Conflict));
        assert_eq!(said(vec![level(true), level(false)]), conflict);
        assert_eq!(said(vec![level(true), level(false), level(true)]), conflict);
    }
}
