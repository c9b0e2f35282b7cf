//! What the library holds: `concordant.standards/1`.

use super::document::{Block, Column, Document};
use serde::Serialize;

/// The list of standards.
#[derive(Debug, Clone, Serialize)]
pub struct StandardsReport {
    /// `concordant.standards/1`.
    pub schema: &'static str,
    /// Every checklist.
    pub checklists: Vec<ChecklistLine>,
    /// Every program.
    pub programs: Vec<ProgramLine>,
}

/// A checklist.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct ChecklistLine {
    pub id: String,
    pub version: String,
    pub title: String,
    pub effective: jiff::civil::Date,
    pub superseded_by: Option<String>,
    pub criteria: usize,
    pub critical: usize,
    pub digest: String,
}

/// A program.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct ProgramLine {
    pub id: String,
    pub version: String,
    pub title: String,
    pub effective: jiff::civil::Date,
    pub superseded_by: Option<String>,
    pub checklists: Vec<String>,
    pub digest: String,
}

impl StandardsReport {
    /// A list of these.
    pub fn new(checklists: Vec<ChecklistLine>, programs: Vec<ProgramLine>) -> Self {
        Self { schema: "concordant.standards/1", checklists, programs }
    }
}

/// The list for people.
pub fn standards_document(report: &StandardsReport) -> Document {
    let mut document = Document::default();
    document.push(Block::Title("Standards in the library".to_owned()));
    let short = |digest: &str| digest.get(..12).unwrap_or_default().to_owned();
    document.heading("Checklists");
    let rows = report.checklists.iter().map(|line| {
        vec![
            line.id.clone(),
            line.version.clone(),
            titled(&line.title, line.superseded_by.as_deref()),
            line.criteria.to_string(),
            line.critical.to_string(),
            short(&line.digest),
        ]
    });
    let columns = vec![
        Column::word("id", 0),
        Column::word("version", 0),
        Column::words("title", 1),
        Column::number("criteria", 0),
        Column::number("must-pass", 2),
        Column::word("digest", 2),
    ];
    document.table("Checklists", columns, rows.collect());
    document.heading("Programs");
    let rows = report.programs.iter().map(|line| {
        vec![
            line.id.clone(),
            line.version.clone(),
            titled(&line.title, line.superseded_by.as_deref()),
            line.checklists.join(", "),
            short(&line.digest),
        ]
    });
    let columns = vec![
        Column::word("id", 0),
        Column::word("version", 0),
        Column::words("title", 1),
        Column::words("checklists", 0),
        Column::word("digest", 2),
    ];
    document.table("Programs", columns, rows.collect());
    document.push(Block::Note("See one with: concordant standards show ID".to_owned()));
    document
}

fn titled(title: &str, newer: Option<&str>) -> String {
    newer.map_or_else(|| title.to_owned(), |newer| format!("{title} (superseded by {newer})"))
}
