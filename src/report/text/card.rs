//! A gap on a card of its own, to tear out for whoever closes it.

use super::words::{and, count, day_or_passed, place, row_of, sentence};
use crate::gap::Severity;
use crate::report::record::criteria::{AskRecord, CitationRecord, CriterionRecord};
use crate::report::record::department::owner;
use crate::report::record::gaps::{GapRecord, RemediationRecord, Withheld};
use crate::report::record::whole::Report;
use crate::source::plain;
use serde::Serialize;

/// A card: a head and fields with a name and lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What a link points to: `gap-RX-05-north`.
    pub anchor: String,
    /// Criterion and location.
    pub place: String,
    /// The criterion's title.
    pub title: String,
    /// Must-pass, severity.
    pub labels: Vec<String>,
    /// Whether it must not be overlooked.
    pub is_grave: bool,
    /// The role that closes it.
    pub owner: String,
    /// What there is to say.
    pub fields: Vec<Field>,
}

/// A named part of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// The anchor of a gap's card.
pub(in crate::report) fn anchor_of(criterion: &str, location: Option<&str>) -> String {
    let at = location.map(|at| format!("-{at}")).unwrap_or_default();
    let safe = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    format!("gap-{criterion}{at}").chars().map(safe).collect()
}

/// The card of a gap.
pub(in crate::report) fn card(report: &Report, gap: &GapRecord) -> Card {
    let criterion = report.criterion(&gap.criterion);
    let remedy = gap.remediation.as_ref();
    let mut card = Card {
        anchor: anchor_of(&gap.criterion, gap.location.as_deref()),
        place: place(&gap.criterion, gap.location.as_deref()),
        title: gap.title.clone(),
        labels: labels(gap),
        is_grave: gap.critical || gap.severity == Severity::Immediate,
        owner: owner(report, gap).unwrap_or_default().to_owned(),
        fields: Vec::new(),
    };
    card.push("Demanded", criterion.map(|criterion| criterion.statement.clone()));
    card.push("Found", found(report, gap));
    card.push("Evidence asked", criterion.into_iter().flat_map(asks));
    card.push("Evidence cited", cited(report, gap));
    card.push("To do", to_do(gap, remedy));
    card.push("First", remedy.into_iter().flat_map(before));
    card.push("At once", remedy.and_then(|remedy| remedy.interim.clone()));
    card.push("Closed when", remedy.map(|remedy| remedy.done_when.clone()));
    card.push("No later than", deadlines(report, gap));
    card.push("Worth", Some(worth(gap)));
    card.push("Rests on", criterion.into_iter().flat_map(sources));
    card
}

impl Card {
    /// The same without signs that nobody sees.
    pub(super) fn plain(&self) -> Self {
        let one = |text: &String| plain(text).into_owned();
        let field = |field: &Field| Field {
            name: field.name.clone(),
            lines: field.lines.iter().map(one).collect(),
        };
        Self {
            anchor: self.anchor.clone(),
            place: one(&self.place),
            title: one(&self.title),
            labels: self.labels.clone(),
            is_grave: self.is_grave,
            owner: one(&self.owner),
            fields: self.fields.iter().map(field).collect(),
        }
    }

    fn push(&mut self, name: &str, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.fields.push(Field { name: name.to_owned(), lines });
        }
    }
}

fn labels(gap: &GapRecord) -> Vec<String> {
    let severity = match gap.severity {
        Severity::Immediate => "immediate danger".to_owned(),
        severity => format!("{} severity", severity.word()),
    };
    let must = gap.critical.then(|| "must-pass".to_owned());
    must.into_iter().chain([severity]).collect()
}

/// What was found, where, by whom, and what the reviewer wrote.
fn found(report: &Report, gap: &GapRecord) -> Vec<String> {
    let reason = gap.reason.map(|reason| format!(" ({})", reason.label())).unwrap_or_default();
    let extent = match gap.severity {
        Severity::Immediate => "immediate danger, as a reviewer found".to_owned(),
        _ if gap.extent_by_reviewer => format!("extent {}", gap.extent.word()),
        _ => format!("extent {}, judged from the credit", gap.extent.word()),
    };
    let mut lines = vec![format!("{}{reason}; {extent}.", sentence(gap.state.label()))];
    let item = report
        .score
        .items
        .iter()
        .find(|item| item.criterion == gap.criterion && item.location == gap.location);
    if let Some(measure) = item.and_then(|item| item.measure.as_ref()) {
        let shown = measure.shown.as_deref().unwrap_or("no value");
        lines.push(format!("Measured {shown} against a target of {}.", measure.target_shown));
    }
    if let Some(source) = &gap.source {
        let day = gap_day(report, gap).map(|day| format!(" of {day}")).unwrap_or_default();
        let row = row_of(&source.sheet(), source.row);
        lines.push(format!("By {}{day}, {row}.", source.party.label()));
    }
    lines.extend(gap.finding.as_ref().map(|text| format!("The reviewer wrote: {text}")));
    let withheld = gap.finding_withheld.map(Withheld::label);
    lines.extend(withheld.map(|why| format!("The reviewer's words are {why}.")));
    lines
}

fn gap_day(report: &Report, gap: &GapRecord) -> Option<jiff::civil::Date> {
    let party = gap.source.as_ref()?.party;
    let of = report.score.assessments.iter().filter(|assessment| assessment.party == party);
    of.map(|assessment| assessment.as_of).max()
}

/// The evidence that a reviewer asks for.
pub(in crate::report) fn asks(criterion: &CriterionRecord) -> Vec<String> {
    let line = |ask: &AskRecord| {
        let valid = ask.valid_for_months.map(|months| format!(", not older than {months} months"));
        format!("{} ({}{})", ask.ask, ask.kind, valid.unwrap_or_default())
    };
    criterion.evidence.iter().map(line).collect()
}

fn cited(report: &Report, gap: &GapRecord) -> Vec<String> {
    let pieces = report.evidence.iter().filter(|piece| gap.cited.contains(&piece.id));
    let line = |piece: &crate::report::record::evidence::EvidenceRecord| {
        let until = piece.valid_until.map(|day| format!(", valid until {day}")).unwrap_or_default();
        format!("{} {} ({}{until})", piece.id, piece.title, piece.standing.label())
    };
    pieces.map(line).collect()
}

fn to_do(gap: &GapRecord, remedy: Option<&RemediationRecord>) -> Vec<String> {
    let Some(remedy) = remedy else {
        return vec!["No remediation of the checklist closes it; plan one of your own.".to_owned()];
    };
    let lead = count(usize::try_from(remedy.lead_days).unwrap_or_default(), "day");
    let own = days(remedy.own_effort_days);
    let all = gap.effort_days.filter(|_| !remedy.prerequisites.is_empty());
    let all = all.map(|all| format!("; with what comes first {}", days(all))).unwrap_or_default();
    let mut lines = vec![format!(
        "{} ({}: {}, {own}, at least {lead}{all}).",
        remedy.title, remedy.id, remedy.role
    )];
    if !remedy.also_closes.is_empty() {
        lines.push(format!("The same work also closes {}.", and(&remedy.also_closes)));
    }
    lines.extend(remedy.alternatives.iter().map(|other| {
        let lead = count(usize::try_from(other.lead_days).unwrap_or_default(), "day");
        let effort = days(other.effort_days);
        format!("Or: {} ({}: {}, {effort}, at least {lead}).", other.title, other.id, other.role)
    }));
    lines
}

fn before(remedy: &RemediationRecord) -> Vec<String> {
    let line = |before: &crate::report::record::gaps::PrerequisiteRecord| {
        let effort = days(before.effort_days);
        format!("{} ({}: {}, {effort}).", before.title, before.id, before.role)
    };
    remedy.prerequisites.iter().map(line).collect()
}

fn deadlines(report: &Report, gap: &GapRecord) -> Vec<String> {
    let line = |deadline: &crate::report::record::deadline::DeadlineRecord| {
        let (within, from) = (&deadline.within, deadline.from);
        let due = day_or_passed(deadline.due, report.score.as_of);
        format!("{due} ({within} from {from}): {}", deadline.meaning)
    };
    gap.deadlines.iter().map(line).collect()
}

fn worth(gap: &GapRecord) -> String {
    let unblocks = match gap.unblocks {
        0 => String::new(),
        1 => "; 1 other gap waits for it".to_owned(),
        others => format!("; {} wait for it", count(others, "other gap")),
    };
    format!("{:.2} points of the overall score{unblocks}.", gap.gain_percent)
}

/// What it rests on.
pub(in crate::report) fn sources(criterion: &CriterionRecord) -> Vec<String> {
    let line = |source: &CitationRecord| {
        let at = source.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        format!("{}, {} ({}){at}", source.publisher, source.title, source.edition)
    };
    criterion.sources.iter().map(line).collect()
}

/// `1 person-day`, `2.5 person-days`.
pub(in crate::report) fn days(number: f64) -> String {
    let is_one = (number - 1.0).abs() < f64::EPSILON;
    if is_one { "1 person-day".to_owned() } else { format!("{number} person-days") }
}
