//! What came of a merge, for people: who differs where, what was settled, what was left out.

use super::document::{Block, Column, Document, Tone};
use super::words::{and, count, place};
use crate::diagnostic::code;
use crate::report::record::merge::{ConflictRecord, MergeReport, SideRecord};

/// The document of a merge.
pub fn merge_document(report: &MergeReport) -> Document {
    let mut document = Document::default();
    let files = count(report.files.len(), "file");
    document.push(Block::Title(format!("Merging {files}")));
    headline(report, &mut document);
    conflicts(report, &mut document);
    settled(report, &mut document);
    rejected(report, &mut document);
    let rows = report.files.iter().map(|file| {
        let numbers = [file.rows, file.answers, file.rejected].map(|number| number.to_string());
        std::iter::once(file.file.clone()).chain(numbers).collect()
    });
    document.heading("Files");
    let columns = vec![
        Column::word("file", 0),
        Column::number("rows", 0),
        Column::number("answers", 0),
        Column::number("left out", 0),
    ];
    document.table("Files", columns, rows.collect());
    document
}

fn headline(report: &MergeReport, document: &mut Document) {
    let rows = count(report.rows, "row");
    let (tone, head) = match (report.conflicts.len(), report.written.as_slice()) {
        (0, []) => (Tone::Neutral, format!("{rows}, no conflict; nothing was written")),
        (0, _) => (Tone::Good, format!("{rows}, no open conflict")),
        (open, _) => {
            (Tone::Bad, format!("{}; no merged sheet was written", count(open, "open conflict")))
        }
    };
    let mut lines = Vec::new();
    if !report.written.is_empty() {
        lines.push(format!("Written: {}.", and(&report.written)));
    }
    if report.conflicts.is_empty() && report.written.is_empty() {
        lines.push("Add --output FILE.csv to write the merged sheet.".to_owned());
    }
    if !report.conflicts.is_empty() {
        lines.push(
            "Agree on one answer and change a file, or say whose word counts: --prefer FILE or \
             --prefer FILE:CRITERION. --conflicts FILE.csv writes a table to go through."
                .to_owned(),
        );
    }
    if !report.beside.is_empty() {
        lines.push(format!(
            "{} {} beside the merged sheet and would be read with it: move {} out of the folder of \
             the assessment.",
            and(&report.beside),
            if report.beside.len() == 1 { "lies" } else { "lie" },
            if report.beside.len() == 1 { "it" } else { "them" },
        ));
    }
    document.push(Block::Callout(tone, head, lines));
}

fn conflicts(report: &MergeReport, document: &mut Document) {
    if report.conflicts.is_empty() {
        return;
    }
    let (code, number) = (code::MERGE_CONFLICT.id, report.conflicts.len());
    document.heading(format!("Open conflicts [{code}]: {number}"));
    table("Open conflicts", report.conflicts.iter(), document);
}

fn settled(report: &MergeReport, document: &mut Document) {
    let (preferred, rest): (Vec<_>, Vec<_>) =
        report.settled.iter().partition(|of| of.settled == Some("preferred"));
    if preferred.is_empty() && rest.is_empty() {
        return;
    }
    document.heading(format!("Settled: {}", report.settled.len()));
    if !preferred.is_empty() {
        document.paragraph(
            "By --prefer. What was set aside stands beside the merged sheet, with file and row.",
        );
        table("Settled", preferred.into_iter(), document);
    }
    if !rest.is_empty() {
        document.paragraph(format!(
            "{} by themselves: the other rows answer nothing, or repeat what a template says.",
            rest.len()
        ));
    }
}

fn side_words(side: &SideRecord) -> String {
    side.says.clone().unwrap_or_else(|| "differs".to_owned())
}

fn table<'r>(
    caption: &str,
    conflicts: impl Iterator<Item = &'r ConflictRecord>,
    document: &mut Document,
) {
    let rows = conflicts.flat_map(|conflict| {
        let name = place(&conflict.criterion, conflict.location.as_deref());
        conflict.sides.iter().enumerate().map(move |(at, side)| {
            // the criterion once, its sides below each other
            let first = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
            vec![
                first(&name),
                first(&conflict.column),
                side_words(side),
                file_words(side),
                side.row.to_string(),
                if side.kept { "kept" } else { "" }.to_owned(),
            ]
        })
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::word("column", 0),
        Column::words("says", 0),
        Column::words("file", 0),
        Column::number("row", 0),
        Column::word("kept", 1),
    ];
    document.table(caption, columns, rows.collect());
}

fn file_words(side: &SideRecord) -> String {
    let sheet = side.worksheet.as_ref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
    format!("{}{sheet}", side.file)
}

fn rejected(report: &MergeReport, document: &mut Document) {
    if report.rejected.is_empty() {
        return;
    }
    let (code, number) = (code::UNMERGED_ROW.id, report.rejected.len());
    document.heading(format!("Rows that cannot be merged [{code}]: {number}"));
    let rows = report.rejected.iter().map(|row| {
        let sheet = row.worksheet.as_ref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
        vec![format!("{}{sheet}", row.file), row.row.to_string(), row.told.to_owned()]
    });
    let columns = vec![Column::words("file", 0), Column::number("row", 0), Column::words("why", 0)];
    document.table("Rows that cannot be merged", columns, rows.collect());
}
