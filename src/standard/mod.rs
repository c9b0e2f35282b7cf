//! Standards: checklists of criteria, programs that judge by them, the vocabulary they share.
//!
//! `model` says what they are, `parse` reads them from a document and reports every mistake,
//! `check` compares what is read with itself, with the vocabulary and with each other.

mod check;
mod clock;
pub mod diff;
mod digest;
mod fingerprint;
pub mod lint;
pub mod model;
mod parse;
mod parse_measure;
pub mod program;
mod program_check;
mod program_parse;
mod references;
mod relation;
mod relation_check;
mod remediation_graph;
pub mod schema;
mod vocabulary;

pub use check::check_checklist;
pub use clock::Clock;
pub use digest::{digest, digest_of_bytes};
pub use fingerprint::fingerprint;
pub use model::{Checklist, Criterion, Harm, Measure, Remediation, Scale, Section};
pub use parse::parse_checklist;
pub use program::{
    ChecklistUse, Eligibility, Gate, GateKind, Program, ScoringModel, Tailoring, Tier,
};
pub use program_check::check_program;
pub use program_parse::parse_program;
pub use references::References;
pub use relation::{Claim, Contradiction};
pub use vocabulary::{FactType, Vocabulary, Word, parse_vocabulary};
