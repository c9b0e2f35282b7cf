//! What is said, and how it looks.
//!
//! The typed reports (`score`, `gaps`, `whole`, `standards`) hold every number once; JSON is their
//! serialization, and the documents for people are made from them. One file per format.

mod csv;
mod diff;
mod document;
mod explain;
mod gaps;
mod gaps_text;
mod json;
mod markdown;
mod score;
mod score_record;
mod score_text;
mod stamp;
mod standard_text;
mod standards;
mod terminal;
mod whole;
mod whole_text;
mod words;

pub use csv::{EXPORT_STAMP, gaps_csv};
pub use diff::{DiffReport, diff_document};
pub use document::{Align, Block, Column, Document, Table, Tone};
pub use explain::{
    explain_code, explain_criterion, explain_due_diligence, explain_gate, explain_item,
    explain_score, explain_section,
};
pub use gaps::{GapRecord, GapsReport, OpenQuestionRecord};
pub use gaps_text::gaps_document;
pub use json::to_json;
pub use markdown::markdown;
pub use score_record::{ItemRecord, ScoreRecord, ScoreReport};
pub use score_text::score_document;
pub use stamp::{Stamp, StandardStamp};
pub use standard_text::{checklist_document, program_document};
pub use standards::{ChecklistLine, ProgramLine, StandardsReport, standards_document};
pub use terminal::{TerminalOptions, terminal};
pub use whole::Report;
pub use whole_text::report_document;
pub use words::count;
