//! Explanations: a code, a criterion, or a figure of a facility down to the rows of its sheets.

use super::document::{Block, Column, Document};
use super::standard::criterion_blocks;
use super::words::{and_more, count, percent_of, place, row_of, sentence, threshold};
use crate::diagnostic::Code;
use crate::facility::{Facility, Received};
use crate::gap::Gap;
use crate::measure::Fraction;
use crate::report::record::score::{GateRecord, ItemRecord, ScoreRecord, ScoreReport};
use crate::standard::Program;
use crate::standard::model::{Checklist, Criterion};

/// The page of a diagnostic code.
pub fn explain_code(code: &Code) -> Document {
    let mut document = Document::default();
    document.push(Block::Verbatim(code.page.to_owned()));
    document
}

/// A criterion of a checklist.
pub fn explain_criterion(checklist: &Checklist, criterion: &Criterion) -> Document {
    criterion_blocks(checklist, criterion)
}

/// A criterion at a facility: whose answer stands, where it was given, what it earns.
pub fn explain_item(
    report: &ScoreReport,
    (checklist, criterion): (&Checklist, &Criterion),
    gaps: &[Gap],
) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {}", criterion.id, criterion.title)));
    document.paragraph(criterion.statement.clone());
    let items: Vec<&ItemRecord> =
        report.items.iter().filter(|item| item.criterion == criterion.id).collect();
    let condition = match &criterion.applies_when {
        Some(condition) => format!("It applies when {condition}."),
        None => "It applies always.".to_owned(),
    };
    document.paragraph(condition);
    document.heading("Answers of record");
    document.table(
        "Answers of record",
        item_columns(),
        items.iter().map(|i| item_row(i)).collect(),
    );
    for item in &items {
        parties(item, &mut document);
        numbers(item, &mut document);
    }
    contribution(report, &items, checklist, &mut document);
    for gap in gaps.iter().filter(|gap| gap.criterion == criterion.id) {
        document.push(Block::Subheading(place("Gap", gap.location.as_deref())));
        document.paragraph(gap_line(gap));
    }
    document
}

/// What the parties whose word does not stand said.
fn parties(item: &ItemRecord, document: &mut Document) {
    let at = place(&item.criterion, item.location.as_deref());
    for other in &item.others {
        let said = if other.state == item.state {
            "said the same".to_owned()
        } else {
            format!("said {}, which does not stand", other.state.label())
        };
        document.paragraph(format!("{at}: the {} {said}.", other.party.label()));
    }
}

/// The numbers behind a measure.
fn numbers(item: &ItemRecord, document: &mut Document) {
    let Some(measure) = &item.measure else { return };
    let plain = |number: &Option<Fraction>| {
        number.as_ref().map_or_else(|| "not given".to_owned(), Fraction::plain)
    };
    document.paragraph(format!(
        "Measured: {}; numerator {}, denominator {}, target {}{}.",
        measure.shown.as_deref().unwrap_or("no eligible cases"),
        plain(&measure.numerator),
        plain(&measure.denominator),
        measure.target_shown,
        measure.minimum.map(|least| format!(", at least {least} cases")).unwrap_or_default()
    ));
}

fn gap_line(gap: &Gap) -> String {
    let unblocks = match gap.unblocks {
        0 => String::new(),
        1 => " 1 other gap waits for what closes it.".to_owned(),
        others => format!(" {} wait for what closes it.", count(others, "other gap")),
    };
    let by = if gap.extent_by_reviewer { "set by a reviewer" } else { "from the credit" };
    format!(
        "Rank {}. Severity {}: harm {} by extent {} ({by}). Closing it alone adds {} = {} points \
         of 100.{unblocks}",
        gap.rank,
        gap.severity.word(),
        gap.harm.word(),
        gap.extent.word(),
        gap.gain,
        gap.gain.times(&Fraction::whole(100)).decimal(2),
    )
}

fn contribution(
    report: &ScoreReport,
    items: &[&ItemRecord],
    checklist: &Checklist,
    document: &mut Document,
) {
    let credits: Vec<Fraction> = items
        .iter()
        .filter(|item| item.counted)
        .map(|item| item.credit.clone().unwrap_or(Fraction::ZERO))
        .collect();
    let mean = Fraction::sum(&credits).over(&Fraction::count(credits.len()));
    let (Some(mean), Some(first)) = (mean, items.first()) else {
        document.paragraph("It is not counted: it is in neither numerator nor denominator.");
        return;
    };
    let how = if credits.len() > 1 {
        format!("The mean of {} locations is {mean}. ", credits.len())
    } else {
        String::new()
    };
    let score = report.scores.checklists.iter().find(|score| score.id == checklist.id);
    let of = score.map_or_else(String::new, |score| {
        format!("{} is {} / {}", score.id, score.numerator.plain(), score.denominator.plain())
    });
    document.paragraph(format!(
        "{how}It adds weight {} × credit {mean} = {}; {of}.",
        first.weight,
        mean.times(&Fraction::whole(i128::from(first.weight))).plain()
    ));
}

/// A score: its formula, and every row that enters it.
pub fn explain_score(report: &ScoreReport, score: &ScoreRecord) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {}", score.title, percent_of(score.percent))));
    let value = score.value.as_ref().map_or_else(|| "undefined".to_owned(), ToString::to_string);
    document.paragraph(format!(
        "Model {}: {} / {} = {value}. If every open answer turned out in full: {}.",
        score.model,
        score.numerator,
        score.denominator,
        percent_of(score.high)
    ));
    if score.id == "overall" {
        overall_parts(report, &mut document);
        return document;
    }
    document.heading("Sections");
    let rows = score.sections.iter().map(|section| {
        vec![
            section.id.clone(),
            section.title.clone(),
            section.weight.to_string(),
            format!("{} / {}", section.numerator.plain(), section.denominator.plain()),
            percent_of(section.percent),
        ]
    });
    let columns = vec![
        Column::word("section", 0),
        Column::words("title", 1),
        Column::number("weight", 0),
        Column::number("points", 0),
        Column::number("score", 0),
    ];
    document.table("Sections", columns, rows.collect());
    item_table(report, |item| item.checklist == score.id, &mut document);
    document
}

fn overall_parts(report: &ScoreReport, document: &mut Document) {
    document.heading("Checklists");
    let rows = report.scores.checklists.iter().map(|score| {
        let value = score.value.as_ref();
        let weight = Fraction::whole(i128::from(score.weight));
        vec![
            score.id.clone(),
            score.weight.to_string(),
            value.map_or_else(|| "undefined, left out".to_owned(), ToString::to_string),
            percent_of(score.percent),
            value.map(|value| value.times(&weight).to_string()).unwrap_or_default(),
        ]
    });
    let columns = vec![
        Column::word("checklist", 0),
        Column::number("weight", 0),
        Column::word("score", 0),
        Column::number("percent", 0),
        Column::word("weight × score", 1),
    ];
    document.table("Checklists", columns, rows.collect());
    document
        .push(Block::Note("See the rows of one: concordant explain CHECKLIST FACILITY".to_owned()));
}

/// A section of a checklist: every row that enters it.
pub fn explain_section(report: &ScoreReport, score: &ScoreRecord, section: &str) -> Document {
    let mut document = Document::default();
    let Some(found) = score.sections.iter().find(|known| known.id == section) else {
        return document;
    };
    document.push(Block::Title(format!("{} {}", found.title, percent_of(found.percent))));
    document.paragraph(format!("{} / {}", found.numerator, found.denominator));
    item_table(report, |item| item.checklist == score.id && item.section == section, &mut document);
    document
}

/// A gate: what it demands, what was reached, and the rows that decide.
pub fn explain_gate(report: &ScoreReport, gate: &GateRecord) -> Document {
    let mut document = Document::default();
    let holds = match gate.holds {
        Some(true) => "holds",
        Some(false) if gate.open => "does not hold yet; open answers decide",
        Some(false) => "does not hold",
        None => "is not judged, because nothing is counted",
    };
    document.push(Block::Title(format!("Gate {} {holds}", gate.id)));
    let figure = gate.figure.as_ref().map_or_else(|| "undefined".to_owned(), ToString::to_string);
    document.paragraph(format!(
        "{}. It belongs to the tier {}. Reached: {figure} ({}); needed: {} ({}).",
        sentence(&gate.demands),
        gate.tier,
        percent_of(gate.percent),
        gate.threshold,
        threshold(&gate.threshold)
    ));
    if !gate.missing.is_empty() {
        document.paragraph(format!("Short of it: {}.", and_more(&gate.missing, 20)));
    }
    match gate.kind {
        "must-pass" | "verified" => {
            item_table(report, |item| item.critical && item.counted, &mut document);
        }
        "complete" => {
            item_table(report, |item| item.counted && item.state.is_open(), &mut document);
        }
        _ => overall_parts(report, &mut document),
    }
    document
}

/// What was asked for before anybody visits, and how it stands. No clinical report holds it.
pub fn explain_due_diligence(program: &Program, facility: &Facility) -> Document {
    let mut document = Document::default();
    document.push(Block::Title("Due diligence".to_owned()));
    document.paragraph(
        "Documents that the program asks for before anybody visits. They are never scored.",
    );
    let status = |id: &str| {
        facility.due_diligence.get(id).map_or(Received::Outstanding, |document| document.status)
    };
    let rows = program.due_diligence.iter().map(|asked| {
        vec![asked.id.clone(), asked.title.clone(), status(&asked.id).word().to_owned()]
    });
    let columns =
        vec![Column::word("item", 0), Column::words("document", 0), Column::word("status", 0)];
    document.table("Due diligence", columns, rows.collect());
    if program.due_diligence.is_empty() {
        document.paragraph("The program asks for none.");
    }
    document
}

fn item_columns() -> Vec<Column> {
    vec![
        Column::word("criterion", 0),
        Column::words("what", 3),
        Column::word("state", 0),
        Column::words("why", 2),
        Column::number("credit", 0),
        Column::number("weight", 0),
        Column::word("counted", 1),
        Column::word("by", 1),
        Column::words("row", 0),
    ]
}

fn item_row(item: &ItemRecord) -> Vec<String> {
    let source = item.sheet().zip(item.row);
    let number = item.measure.as_ref().and_then(|measure| measure.shown.clone());
    let reason = item.reason.map(|reason| reason.label().to_owned());
    let why: Vec<String> = number.into_iter().chain(reason).collect();
    vec![
        place(&item.criterion, item.location.as_deref()),
        item.title.clone(),
        item.state.label().to_owned(),
        why.join(", "),
        item.credit.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string),
        item.weight.to_string(),
        if item.counted { "yes" } else { "no" }.to_owned(),
        item.party.map(|party| party.short().to_owned()).unwrap_or_default(),
        source.map_or_else(|| "no row".to_owned(), |(sheet, row)| row_of(&sheet, row)),
    ]
}

fn item_table(report: &ScoreReport, keep: impl Fn(&ItemRecord) -> bool, document: &mut Document) {
    document.heading("Rows");
    let rows = report.items.iter().filter(|item| keep(item)).map(item_row).collect();
    document.table("Rows", item_columns(), rows);
}
