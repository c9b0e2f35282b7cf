//! The assessment: what one party answered in one round, and which answer counts.
//!
//! `header` reads `assessment.toml`; `columns`, `words`, `cells` and `row` turn the rows of a sheet
//! into answers; `register` reads `evidence.csv`;
//! `raw` and `same` are for those who handle sheets as they were typed;
//! `record` picks the answer of record; `blank` says what is asked beside a statement.

mod answer;
mod beside;
mod blank;
mod cells;
mod collect;
mod columns;
mod consistency;
mod coverage;
mod given;
mod header;
mod id_shape;
mod key;
mod numbers;
mod ours;
mod raw;
mod record;
mod register;
mod remembered;
mod repair;
mod repeats;
mod row;
mod same;
mod screened;
mod sheet;
mod traces;
mod wording;
mod words;

pub use answer::{Answer, Extent, Given, Measured, Origin, PartialReason, Rejection};
pub use blank::{blank_cell, blank_columns, evidence_asked};
pub use columns::{Column, is_header};
pub use consistency::{Round, check_round};
pub use coverage::check_coverage;
pub use header::{AssessmentHeader, Party, parse_header};
pub use numbers::cell_date;
pub use ours::EXPORT_STAMP;
pub use raw::{RawHead, RawRow, RawSheet, raw_sheets};
pub use record::{Record, Recorded, record};
pub use register::{Piece, Register, read_register, register_header};
pub use repair::{At, Change, RejectedRow, Repaired, repair_sheet};
pub use row::criterion_id;
pub use same::{canonical_cell, canonical_reason, canonical_response, says_the_same};
pub use sheet::{NOTE_STAMP, SheetContext, locations_named, read_sheet};
pub use traces::{Described, Traces};
