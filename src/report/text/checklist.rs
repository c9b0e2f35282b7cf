//! One checklist of a report: its score, its sections, every criterion.

use super::document::{Column, Document};
use super::words::{bar, count, percent_of, place, range};
use crate::report::record::score::{ItemRecord, ScoreRecord, ScoreReport, SectionRecord};

/// Where a checklist stands, in a sentence.
pub(in crate::report) fn summary(score: &ScoreRecord) -> String {
    let counts = &score.counts;
    let open = counts.not_assessed + counts.too_small;
    let aside = counts.not_applicable + counts.excluded + counts.unscored;
    let range = if score.low == score.high {
        String::new()
    } else {
        format!(", {} if every open answer turns out in full", percent_of(score.high))
    };
    format!(
        "Score {}{range}. {} met, {} partly met, {} not met, \
         {open} open, {aside} left out of the score.",
        percent_of(score.percent),
        count(counts.met, "criterion"),
        counts.partial,
        counts.not_met,
    )
}

/// Its sections with their range.
pub(in crate::report) fn sections(score: &ScoreRecord, document: &mut Document) {
    let row = |section: &SectionRecord| {
        let counts = &section.counts;
        vec![
            section.title.clone(),
            percent_of(section.percent),
            range(section.low, section.high),
            bar(section.low, section.high, 20),
            counts.met.to_string(),
            counts.partial.to_string(),
            counts.not_met.to_string(),
            (counts.not_assessed + counts.too_small).to_string(),
        ]
    };
    let columns = vec![
        Column::words("section", 0),
        Column::number("score", 0),
        Column::number("range", 1),
        Column::word("", 4),
        Column::number("met", 2),
        Column::number("partly", 2),
        Column::number("not met", 2),
        Column::number("open", 2),
    ];
    let caption = format!("Sections of {}", score.title);
    document.table(&caption, columns, score.sections.iter().map(row).collect());
}

/// Every criterion of it, as it stands.
pub(in crate::report) fn criteria(report: &ScoreReport, score: &ScoreRecord) -> Document {
    let ours = report.items.iter().filter(|item| item.checklist == score.id);
    let row = |item: &ItemRecord| {
        let reason = item.reason.map(|reason| reason.label().to_owned()).unwrap_or_default();
        vec![
            place(&item.criterion, item.location.as_deref()),
            item.title.clone(),
            if item.critical { "MUST" } else { "" }.to_owned(),
            item.state.label().to_owned(),
            reason,
            item.party.map(|party| party.short().to_owned()).unwrap_or_default(),
            if item.verified { "yes" } else { "" }.to_owned(),
        ]
    };
    let columns = vec![
        Column::word("criterion", 0),
        Column::words("what", 0),
        Column::word("must-pass", 1),
        Column::word("state", 0),
        Column::words("why", 2),
        Column::word("by", 3),
        Column::word("verified", 3),
    ];
    let mut document = Document::default();
    let caption = format!("Criteria of {}", score.title);
    document.table(&caption, columns, ours.map(row).collect());
    document
}
