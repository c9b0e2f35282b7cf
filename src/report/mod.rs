//! What is said, and how it looks.
//!
//! `record` holds every number once, and JSON is its serialization; `text` says the same in
//! documents for people; `format` draws them, one file per format.

mod format;
mod record;
mod text;

pub use format::csv::{EXPORT_STAMP, TableName, actions_csv, asked_csv, gaps_csv, table_csv};
pub use format::html::{FileGroup, FileLine, Templates};
pub use format::ics::plan_calendar;
pub use format::json::to_json;
pub use format::markdown::markdown;
pub use format::terminal::{TerminalOptions, terminal};
pub use format::xlsx::{WorkbookError, plan_workbook, workbook};
pub use record::asked::{AskedRecord, Lack};
pub use record::completeness::{CompletenessReport, ProgressRecord, Step};
pub use record::department::{DepartmentReport, departments};
pub use record::exit::ExitReport;
pub use record::gaps::{GapRecord, GapsReport, OpenQuestionRecord};
pub use record::merge::MergeReport;
pub use record::plan::PlanReport;
pub use record::request::{RequestReport, RequestedRecord, requested_roles};
pub use record::score::{ItemRecord, ScoreRecord, ScoreReport};
pub use record::stamp::{Stamp, StandardStamp};
pub use record::status::StatusReport;
pub use record::what_if::WhatIfReport;
pub use record::whole::{Contents, Report};
pub use text::card::{Card, Field};
pub use text::completeness::completeness_document;
pub use text::department::department_document;
pub use text::diff::{DiffReport, diff_document};
pub use text::document::{Align, Block, Column, Document, Table, Tone};
pub use text::exit::exit_document;
pub use text::explain::{
    explain_code, explain_criterion, explain_due_diligence, explain_gate, explain_item,
    explain_score, explain_section,
};
pub use text::gaps::gaps_document;
pub use text::merge::merge_document;
pub use text::plan::plan_document;
pub use text::request::request_document;
pub use text::score::score_document;
pub use text::standard::{checklist_document, program_document};
pub use text::standards::{ChecklistLine, ProgramLine, StandardsReport, standards_document};
pub use text::status::status_document;
pub use text::what_if::what_if_document;
pub use text::whole::{full_report_document, report_document};
pub use text::words::count;
