//! What differs between two versions of a standard: `concordant.diff/1`.

use super::document::{Block, Column, Document, Tone};
use super::words::{count, sentence};
use crate::standard::diff::{Change, Class, Diff, WordChange, word_changes};
use serde::Serialize;

/// The differences as data.
#[derive(Debug, Clone, Serialize)]
pub struct DiffReport {
    /// `concordant.diff/1`.
    pub schema: &'static str,
    /// The standard.
    pub id: String,
    /// The older version.
    pub from: String,
    /// The newer version.
    pub to: String,
    /// The step that the changes require; null where nothing differs.
    pub required_bump: Option<Class>,
    /// The step that the versions declare; null where the newer one does not rise.
    pub declared_bump: Option<Class>,
    /// Whether the declared step is large enough.
    pub bumped_enough: bool,
    /// Every change.
    pub changes: Vec<Change>,
    /// Declared changes that do not fit, and changes that are not declared.
    pub undeclared: Vec<FaultRecord>,
    /// Critical criteria that ask less without a new approval.
    pub unapproved: Vec<String>,
}

/// What is wrong with the declaration of a change.
#[derive(Debug, Clone, Serialize)]
pub struct FaultRecord {
    /// The criterion.
    pub criterion: String,
    /// What is wrong.
    pub message: String,
}

impl DiffReport {
    /// The report of a comparison.
    pub fn new(id: &str, diff: &Diff) -> Self {
        let fault = |(criterion, message): &(String, String)| FaultRecord {
            criterion: criterion.clone(),
            message: message.clone(),
        };
        Self {
            schema: "concordant.diff/1",
            id: id.to_owned(),
            from: diff.from.to_string(),
            to: diff.to.to_string(),
            required_bump: diff.required_bump(),
            declared_bump: diff.declared_bump(),
            bumped_enough: diff.is_bumped_enough(),
            changes: diff.changes.clone(),
            undeclared: diff.undeclared.iter().map(fault).collect(),
            unapproved: diff.unapproved.clone(),
        }
    }
}

/// The differences for people, with the words that differ inside a text marked.
pub fn diff_document(report: &DiffReport) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(format!("{} {} → {}", report.id, report.from, report.to)));
    let word = |class: Option<Class>| {
        class.map_or_else(|| "no step".to_owned(), |class| format!("a {class} step"))
    };
    let tone = if report.bumped_enough { Tone::Good } else { Tone::Bad };
    let head = format!(
        "{}: {} required, {} declared",
        sentence(&count(report.changes.len(), "change")),
        word(report.required_bump),
        word(report.declared_bump)
    );
    let mut lines: Vec<String> =
        report.undeclared.iter().map(|f| format!("{} {}", f.criterion, f.message)).collect();
    lines.extend(report.unapproved.iter().map(|id| {
        format!("{id} is critical and asks less: whoever answers for the standard approves it anew")
    }));
    document.push(Block::Callout(tone, head, lines));
    for class in [Class::Major, Class::Minor, Class::Patch] {
        let changes: Vec<&Change> = report.changes.iter().filter(|c| c.class == class).collect();
        if changes.is_empty() {
            continue;
        }
        let meaning = match class {
            Class::Major => "may lower a score or close a gate",
            Class::Minor => "can only raise a score or open a gate",
            Class::Patch => "touches neither",
        };
        document.heading(format!("{class} ({}): {meaning}", changes.len()));
        let columns = vec![
            Column::word("criterion", 0),
            Column::words("what", 0),
            Column::prose("change", 0),
            Column::words("why", 2),
        ];
        document.table("Changes", columns, changes.into_iter().map(row).collect());
    }
    document
}

fn row(change: &Change) -> Vec<String> {
    vec![
        change.criterion.clone().unwrap_or_default(),
        change.field.clone(),
        shown(change),
        change.note.clone().unwrap_or_default(),
    ]
}

/// `[-taken out-]` and `{+put in+}` inside a text; `before → after` for short values.
fn shown(change: &Change) -> String {
    const SHORT: usize = 40;
    match (&change.from, &change.to) {
        (Some(from), Some(to)) if from.len().max(to.len()) > SHORT => word_changes(from, to)
            .iter()
            .map(|word| match word {
                WordChange::Kept(text) => text.clone(),
                WordChange::Removed(text) => format!("[-{text}-]"),
                WordChange::Added(text) => format!("{{+{text}+}}"),
            })
            .collect::<Vec<_>>()
            .join(" "),
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (None, Some(to)) => format!("new: {to}"),
        (Some(from), None) => format!("gone: {from}"),
        (None, None) => String::new(),
    }
}
