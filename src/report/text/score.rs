//! The score of a facility for people.

use super::document::{Block, Column, Document, Tone};
use super::words::{and, and_more, bar, count, percent_of, range, sentence, threshold};
use crate::report::record::score::{GateRecord, ScoreRecord, ScoreReport};
use crate::report::record::whole::withheld;

/// Headline, eligibility, gates and scores.
pub fn score_document(report: &ScoreReport) -> Document {
    let mut document = Document::default();
    head(report, &mut document);
    headline(report, &mut document);
    eligibility(report, &mut document);
    gates(report, &mut document);
    scores(report, &mut document);
    document.blocks.extend(withheld(report.withheld).map(Block::Note));
    document
}

/// What a result says while its inputs have errors.
pub(in crate::report) const PROVISIONAL: &str =
    "Provisional: files have errors, and the result may change when they are mended.";

/// Who, by what, when, by whose answers.
pub(in crate::report) fn head(report: &ScoreReport, document: &mut Document) {
    document.push(Block::Title(format!("{}: where it stands", name(report))));
    document.paragraph(judged_by(report));
}

/// The facility's name.
pub(in crate::report) fn name(report: &ScoreReport) -> &str {
    Some(report.facility.name.as_str()).filter(|name| !name.is_empty()).unwrap_or("The facility")
}

/// By what, when, by whose answers.
pub(in crate::report) fn judged_by(report: &ScoreReport) -> String {
    let parties: Vec<String> = report
        .assessments
        .iter()
        .map(|assessment| format!("{} of {}", assessment.party.label(), assessment.as_of))
        .collect();
    format!(
        "Judged by {} ({} {}), round {}, as of {}. Answers: {}.",
        report.program.title,
        report.program.id,
        report.program.version,
        report.round,
        report.as_of,
        and(&parties)
    )
}

/// The indicated result with its reasons.
pub(in crate::report) fn headline(report: &ScoreReport, document: &mut Document) {
    let result = &report.result;
    let title =
        |id: &Option<String>| id.as_ref().map(|id| id.replace('-', " ")).unwrap_or_default();
    let tier = result.tier.as_deref();
    let is_floor = result.gates.iter().all(|gate| Some(gate.tier.as_str()) != tier);
    let (tone, head) = match tier {
        Some("undetermined") => (
            Tone::Neutral,
            format!(
                "Indicated result: UNDETERMINED, {} complete. Open answers decide between {} and {}.",
                percent_of(report.complete),
                title(&result.low_tier),
                title(&result.high_tier)
            ),
        ),
        Some(_) => {
            let tone = if is_floor { Tone::Bad } else { Tone::Good };
            (tone, format!("Indicated result: {}", result.title.to_uppercase()))
        }
        None => (Tone::Neutral, format!("Indicated result: none. {}.", result.title)),
    };
    let tone = if result.immediate_danger.is_empty() { tone } else { Tone::Bad };
    let mut lines = danger(report);
    lines.extend(reasons(report));
    if report.provisional {
        lines.push(PROVISIONAL.to_owned());
    }
    document.push(Block::Callout(tone, head, lines));
}

/// Immediate danger stands above every figure, whatever tier they point to.
fn danger(report: &ScoreReport) -> Vec<String> {
    let found = &report.result.immediate_danger;
    if found.is_empty() {
        return Vec::new();
    }
    let clock = report.clock("immediate-danger");
    let within = clock.map(|time| format!(" within {time}")).unwrap_or_default();
    let names = and_more(found, 6);
    vec![format!(
        "IMMEDIATE DANGER, found by a reviewer: {names}. Remove it{within}, before all else."
    )]
}

fn reasons(report: &ScoreReport) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(must_pass(report).map(must_pass_line));
    let overall = &report.scores.overall;
    let mut line = format!("Overall score {}", percent_of(overall.percent));
    if overall.low != overall.high {
        line +=
            &format!(", and {} if every open answer turns out in full", percent_of(overall.high));
    }
    let needs: Vec<String> = report
        .result
        .gates
        .iter()
        .filter(|gate| gate.kind == "overall")
        .map(|gate| format!("{} needs {}", gate.tier.replace('-', " "), threshold(&gate.threshold)))
        .collect();
    if !needs.is_empty() {
        line += &format!("; {}", and(&needs));
    }
    lines.push(line + ".");
    let counts = &overall.counts;
    let open = counts.not_assessed + counts.too_small;
    if open > 0 {
        lines.push(format!(
            "{} assessed; {} still open.",
            percent_of(report.complete),
            count(open, "criterion")
        ));
    }
    let verified = &report.verified;
    if verified.of > 0 {
        let rest = if verified.must_pass < verified.of {
            "; the rest is self-reported or open"
        } else {
            ""
        };
        lines.push(format!(
            "{} of {} verified by a reviewer{rest}.",
            verified.must_pass,
            count(verified.of, "must-pass criterion")
        ));
    }
    for changed in report.tailoring.iter().filter(|t| t.action == "exclude" && t.critical) {
        lines.push(format!(
            "The program leaves out {}, a must-pass criterion (approved by {}).",
            changed.criterion,
            changed.approved_by.as_deref().unwrap_or("nobody")
        ));
    }
    lines
}

/// Must-pass criteria by how they stand.
pub(in crate::report) struct MustPass<'r> {
    pub(in crate::report) met: usize,
    pub(in crate::report) all: usize,
    /// Those that a reviewer or the facility itself says are not met.
    pub(in crate::report) failed: Vec<&'r String>,
    /// Those that nobody has answered yet.
    pub(in crate::report) open: Vec<&'r String>,
}

/// How the must-pass criteria stand by the first gate that counts them; none where none does.
pub(in crate::report) fn must_pass(report: &ScoreReport) -> Option<MustPass<'_>> {
    let must_pass = |gate: &&GateRecord| gate.kind == "must-pass" && gate.of.is_some();
    let gate = report.result.gates.iter().find(must_pass)?;
    let is_open = |id: &&String| {
        let mut items = report.items.iter().filter(|item| item.criterion == **id && item.counted);
        let full = |item: &crate::report::record::score::ItemRecord| {
            item.credit.as_ref().is_some_and(crate::measure::Fraction::is_one)
        };
        items.all(|item| item.state.is_open() || full(item))
    };
    let (open, failed) = gate.missing.iter().partition(is_open);
    let (met, all) = (gate.count.unwrap_or_default(), gate.of.unwrap_or_default());
    Some(MustPass { met, all, failed, open })
}

fn must_pass_line(must_pass: MustPass<'_>) -> String {
    let MustPass { met, all, failed, open } = must_pass;
    if met == all {
        return format!("All {} are met.", count(all, "must-pass criterion"));
    }
    let names = |ids: Vec<&String>| and_more(&ids.into_iter().cloned().collect::<Vec<_>>(), 6);
    let mut parts = vec![format!("{met} of {} met", count(all, "must-pass criterion"))];
    if !failed.is_empty() {
        parts.push(format!("{} not met: {}", failed.len(), names(failed)));
    }
    if !open.is_empty() {
        parts.push(format!("{} not known: {}", open.len(), names(open)));
    }
    parts.join("; ") + "."
}

/// What must be true before anything is judged.
pub(in crate::report) fn eligibility(report: &ScoreReport, document: &mut Document) {
    if report.eligibility.is_empty() {
        return;
    }
    document.heading("Eligibility");
    if report.eligibility.iter().all(|condition| condition.holds == Some(true)) {
        document.paragraph(match report.eligibility.len() {
            1 => "The one condition of eligibility holds.".to_owned(),
            all => format!("All {all} conditions of eligibility hold."),
        });
        return;
    }
    let rows = report.eligibility.iter().map(|condition| {
        let holds = match condition.holds {
            Some(true) => "yes".to_owned(),
            Some(false) => "NO".to_owned(),
            None => format!("not known: {}", condition.unknown.join(", ")),
        };
        vec![condition.title.clone(), holds]
    });
    let columns = vec![Column::words("condition", 0), Column::word("holds", 0)];
    document.table("Eligibility", columns, rows.collect());
}

/// Whether a gate holds, in words.
pub(in crate::report) fn holds(gate: &GateRecord) -> &'static str {
    match gate.holds {
        Some(true) => "yes",
        Some(false) if gate.open => "not yet, open answers decide",
        Some(false) => "NO",
        None => "not judged",
    }
}

/// Every gate, tier by tier.
pub(in crate::report) fn gates(report: &ScoreReport, document: &mut Document) {
    if report.result.gates.is_empty() {
        return;
    }
    document.heading("Gates");
    let mut last = "";
    let rows = report.result.gates.iter().map(|gate| {
        let tier = if gate.tier == last { String::new() } else { gate.tier.replace('-', " ") };
        last = &gate.tier;
        let reached = match (gate.count, gate.of) {
            (Some(part), Some(all)) => format!("{part} of {all}"),
            _ if gate.kind == "each-checklist" => format!("lowest {}", percent_of(gate.percent)),
            _ => percent_of(gate.percent),
        };
        vec![
            tier,
            sentence(&gate.demands),
            reached,
            holds(gate).to_owned(),
            and_more(&gate.missing, 4),
        ]
    });
    let columns = vec![
        Column::word("tier", 0),
        Column::words("demands", 0),
        Column::number("reached", 0),
        Column::words("holds", 0),
        Column::words("missing", 3),
    ];
    document.table("Gates", columns, rows.collect());
}

/// Every score with its range.
pub(in crate::report) fn scores(report: &ScoreReport, document: &mut Document) {
    document.heading("Scores");
    let row = |score: &ScoreRecord, title: String| {
        let counts = &score.counts;
        vec![
            title,
            percent_of(score.percent),
            range(score.low, score.high),
            bar(score.low, score.high, 20),
            counts.met.to_string(),
            counts.partial.to_string(),
            counts.not_met.to_string(),
            (counts.not_assessed + counts.too_small).to_string(),
            (counts.not_applicable + counts.excluded + counts.unscored).to_string(),
        ]
    };
    let mut rows: Vec<Vec<String>> = report
        .scores
        .checklists
        .iter()
        .map(|score| {
            let newer = score.superseded_by.as_ref();
            let newer = newer.map(|newer| format!(" (superseded by {newer})")).unwrap_or_default();
            row(score, format!("{} {}{newer}", score.title, score.version))
        })
        .collect();
    rows.push(row(&report.scores.overall, "Overall".to_owned()));
    let columns = vec![
        Column::words("checklist", 0),
        Column::number("score", 0),
        Column::number("range", 1),
        Column::word("", 4),
        Column::number("met", 2),
        Column::number("partly", 2),
        Column::number("not met", 2),
        Column::number("open", 2),
        Column::number("left out", 3),
    ];
    document.table("Scores", columns, rows);
}
