//! The assessment: what one party answered in one round, and which answer counts.
//!
//! `header` reads `assessment.toml`; `columns`, `words`, `cells` and `row` turn the rows of a sheet
//! into answers; `register` reads `evidence.csv`;
//! `record` picks the answer of record; `blank` says what is asked beside a statement.

mod answer;
mod blank;
mod cells;
mod collect;
mod columns;
mod coverage;
mod given;
mod header;
mod numbers;
mod record;
mod register;
mod row;
mod sheet;
mod wording;
mod words;

pub use answer::{Answer, Extent, Given, Measured, Origin, PartialReason, Rejection};
pub use blank::evidence_asked;
pub use columns::{Column, is_header};
pub use coverage::check_coverage;
pub use header::{AssessmentHeader, Party, parse_header};
pub use numbers::cell_date;
pub use record::{Record, Recorded, record};
pub use register::{Piece, Register, read_register};
pub use sheet::{NOTE_STAMP, SheetContext, locations_named, read_sheet};
