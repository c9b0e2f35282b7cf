//! The score of a facility as data: `concordant.score/1`.

use super::score::{
    AssessmentRecord, ClockRecord, EligibilityRecord, FacilityRecord, GateRecord, ItemRecord,
    LocationRecord, MeasureRecord, OtherRecord, ProgramRecord, ResultRecord, ScoreRecord,
    ScoreReport, ScoresRecord, SectionRecord, TailoringRecord, VerifiedRecord,
};
use crate::assessment::{Measured, Origin};
use crate::measure::{Fraction, wilson};
use crate::report::text::words::place;
use crate::score::{
    CriterionResult, EligibilityResult, GateResult, Indicated, Item, Score, Scorecard, SectionScore,
};
use crate::source::{plain, plain_at_most};
use crate::standard::GateKind;
use crate::standard::model::Measure;

/// A name is a name; what is longer is something else.
const LONGEST_NAME: usize = 200;

impl ScoreReport {
    /// The report of a scorecard.
    pub fn new(card: &Scorecard<'_>, provisional: bool) -> Self {
        let facility = card.case.facility;
        Self {
            schema: "concordant.score/1",
            facility: FacilityRecord {
                id: facility.id.clone(),
                name: plain_at_most(&facility.name, LONGEST_NAME),
                locations: facility
                    .locations
                    .iter()
                    .map(|at| LocationRecord {
                        id: at.id.clone(),
                        name: plain_at_most(&at.name, LONGEST_NAME),
                    })
                    .collect(),
            },
            program: ProgramRecord {
                id: card.program.id.clone(),
                version: card.program.version.to_string(),
                title: card.program.title.clone(),
            },
            round: card.case.record.round.clone(),
            as_of: card.case.as_of,
            assessments: card
                .case
                .record
                .headers
                .iter()
                .map(|header| AssessmentRecord { party: header.party, as_of: header.as_of })
                .collect(),
            provisional,
            complete: figure(card.complete.as_ref()),
            verified: VerifiedRecord { must_pass: card.verified.0, of: card.verified.1 },
            eligibility: card.eligibility.iter().map(eligibility).collect(),
            result: result(card),
            scores: ScoresRecord {
                overall: score(card, &card.overall, "Overall"),
                checklists: card
                    .scores
                    .iter()
                    .map(|s| score(card, s, title_of(card, &s.id)))
                    .collect(),
            },
            items: card.items().map(|(result, it)| item(card, result, it)).collect(),
            tailoring: tailoring(card),
            clocks: card
                .program
                .clocks
                .iter()
                .map(|clock| ClockRecord {
                    id: clock.id.clone(),
                    within: clock.within.clone(),
                    meaning: clock.meaning.clone(),
                })
                .collect(),
        }
    }
}

impl ScoreReport {
    /// A clock of the program, in words: `72 hours`.
    pub(in crate::report) fn clock(&self, id: &str) -> Option<&str> {
        self.clocks.iter().find(|clock| clock.id == id).map(|clock| clock.within.as_str())
    }
}

fn figure(value: Option<&Fraction>) -> Option<f64> {
    value.map(Fraction::percent_number)
}

fn title_of<'c>(card: &'c Scorecard<'_>, id: &'c str) -> &'c str {
    let found = card.checklists.iter().find(|checklist| checklist.id == id);
    found.map_or(id, |checklist| &checklist.title)
}

fn eligibility(result: &EligibilityResult) -> EligibilityRecord {
    EligibilityRecord {
        id: result.id.clone(),
        title: result.title.clone(),
        holds: result.holds,
        unknown: result.unknown.clone(),
    }
}

fn result(card: &Scorecard<'_>) -> ResultRecord {
    let (tier, title, low, high) = match &card.indicated {
        Indicated::Tier(id) => {
            (Some(id.clone()), card.tier_title(id).to_owned(), Some(id.clone()), Some(id.clone()))
        }
        Indicated::Undetermined { low, high } => (
            Some("undetermined".to_owned()),
            "Undetermined".to_owned(),
            Some(low.clone()),
            Some(high.clone()),
        ),
        Indicated::None if card.program.tiers.is_empty() => {
            (None, "No tiers: this program is advisory".to_owned(), None, None)
        }
        Indicated::None => (None, "Nothing to judge".to_owned(), None, None),
    };
    let gates = card.gates.iter().map(gate).collect();
    let danger =
        card.immediate_danger().map(|item| place(&item.criterion, item.location.as_deref()));
    let immediate_danger = danger.collect();
    ResultRecord { tier, title, low_tier: low, high_tier: high, immediate_danger, gates }
}

fn subject(kind: &GateKind) -> Option<String> {
    match kind {
        GateKind::Checklist(id, _) => Some(id.clone()),
        GateKind::Section(id, section, _) => Some(format!("{id}/{section}")),
        _ => None,
    }
}

fn gate(gate: &GateResult) -> GateRecord {
    GateRecord {
        id: gate.id.clone(),
        tier: gate.tier.clone(),
        kind: gate.kind.name(),
        subject: subject(&gate.kind),
        demands: gate.kind.to_string(),
        holds: gate.holds,
        open: gate.open,
        percent: figure(gate.figure.as_ref()),
        figure: gate.figure.clone(),
        threshold: gate.threshold.clone(),
        count: gate.count.map(|(part, _)| part),
        of: gate.count.map(|(_, all)| all),
        missing: gate.missing.clone(),
    }
}

fn score(card: &Scorecard<'_>, score: &Score, title: &str) -> ScoreRecord {
    ScoreRecord {
        id: score.id.clone(),
        title: title.to_owned(),
        version: score.version.to_string(),
        superseded_by: card.superseded.get(&score.id).map(ToString::to_string),
        model: score.model.name(),
        weight: score.weight,
        percent: figure(score.value.as_ref()),
        low: figure(score.value.as_ref()),
        high: figure(score.high.as_ref()),
        value: score.value.clone(),
        numerator: score.numerator.clone(),
        denominator: score.denominator.clone(),
        high_value: score.high.clone(),
        counts: score.counts,
        sections: score.sections.iter().map(section).collect(),
    }
}

fn section(section: &SectionScore) -> SectionRecord {
    SectionRecord {
        id: section.id.clone(),
        title: section.title.clone(),
        weight: section.weight,
        percent: figure(section.value.as_ref()),
        low: figure(section.value.as_ref()),
        high: figure(section.high.as_ref()),
        value: section.value.clone(),
        numerator: section.numerator.clone(),
        denominator: section.denominator.clone(),
        counts: section.counts,
    }
}

fn item(card: &Scorecard<'_>, result: &CriterionResult, item: &Item) -> ItemRecord {
    let criterion = card.criterion(&result.id).map(|(_, criterion)| criterion);
    let target = criterion.and_then(|criterion| criterion.answering.measure());
    let measure = item.measured.as_ref().zip(target).map(|(value, of)| measure(value, of));
    ItemRecord {
        criterion: item.criterion.clone(),
        location: item.location.clone(),
        checklist: result.checklist.clone(),
        section: result.section.clone(),
        title: criterion.map_or_else(String::new, |criterion| criterion.title.clone()),
        critical: result.critical,
        scored: result.scored,
        state: item.state,
        level: item.level.clone(),
        credit: item.credit.clone(),
        weight: result.weight,
        counted: item.counted,
        reason: item.reason,
        party: item.origin.as_ref().map(|origin| origin.party),
        file: item.origin.as_ref().map(|origin| origin.file.to_string()),
        worksheet: worksheet(item.origin.as_ref()),
        row: item.origin.as_ref().map(|origin| origin.row),
        extent: item.extent,
        verified: item.is_verified(),
        evidence: item.has_evidence,
        cited: item.cited.iter().cloned().collect(),
        measure,
        others: item
            .others
            .iter()
            .map(|(party, state)| OtherRecord { party: *party, state: *state })
            .collect(),
    }
}

fn measure(measured: &Measured, measure: &Measure) -> MeasureRecord {
    let counts = measured.numerator.as_ref().zip(measured.denominator.as_ref());
    let interval = counts
        .filter(|_| measure.is_percent())
        .and_then(|(numerator, denominator)| wilson(numerator, denominator));
    // one digit, outwards, so that the printed interval still covers
    let low = interval.map(|interval| (interval.low * 1_000.0).floor() / 10.0);
    let high = interval.map(|interval| (interval.high * 1_000.0).ceil() / 10.0);
    MeasureRecord {
        unit: measure.unit.clone(),
        shown: measured.value.as_ref().map(|value| measure.show(value)),
        value: measured.value.clone(),
        numerator: measured.numerator.clone(),
        denominator: measured.denominator.clone(),
        target: measure.target.clone(),
        target_shown: measure.show(&measure.target),
        minimum: measure.minimum_denominator,
        interval_low: low,
        interval_high: high,
    }
}

fn tailoring(card: &Scorecard<'_>) -> Vec<TailoringRecord> {
    use crate::standard::program::TailoringAction;
    let record = |tailoring: &crate::standard::Tailoring| TailoringRecord {
        criterion: tailoring.criterion.clone(),
        action: match tailoring.action {
            TailoringAction::Exclude => "exclude",
            TailoringAction::MakeCritical => "make-critical",
            TailoringAction::HardenTarget(_) => "harden-target",
            TailoringAction::DemandFullCredit => "demand-full-credit",
        },
        reason: tailoring.reason.clone(),
        approved_by: tailoring.approved_by.clone(),
        critical: card.criterion(&tailoring.criterion).is_some_and(|(_, c)| c.critical),
    };
    card.program.tailoring.iter().map(record).collect()
}

fn worksheet(origin: Option<&Origin>) -> Option<String> {
    origin?.worksheet.as_deref().map(|name| plain(name).into_owned())
}
