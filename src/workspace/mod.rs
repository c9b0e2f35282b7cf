//! The folders on disk: finding and reading what is judged, and writing results.
//!
//! With [`crate::library`] the only room that touches files, and the only one that reads clock and
//! environment.

mod ask;
mod begin;
mod environment;
mod facility;
mod find;
mod fit;
mod fix;
mod git;
mod init;
mod keep;
mod lint;
mod merge;
mod new_standard;
mod open;
mod read;
mod repair;
mod screen;
mod seal;
mod set;
mod standards;
mod templates;
mod write;

pub use ask::{Ask, Questions, ask};
pub use begin::begin;
pub use environment::{Environment, environment};
pub use find::{
    AssessmentFolder, FacilityFolder, Inputs, find, is_beside_an_assessment, is_path, is_same_file,
    rounds,
};
pub use fix::apply_fixes;
pub use init::{InitError, InitRequest, Sheets, init, write_new};
pub use keep::{Keeping, Kept, LogError, add_check_in, write_plan};
pub use lint::{LintRequest, Linted, lint_library};
pub use merge::{
    beside, facility_near, free_name, of_two_assessments, questions_near, read_together,
    sheets_in_order, sheets_meant,
};
pub use new_standard::{NewStandard, begin_standard};
pub use open::{Opened, Options, Stop, open, standards};
pub use repair::{Repair, RepairError, WrittenRepairs, repair, write_repairs};
pub use seal::{outdated_tables, remove_tables, sealed, write_beside_others};
pub use set::{Set, write_set};
pub use standards::{check_standards, read_standard};
pub use templates::read_templates;
pub use write::write_atomically;
