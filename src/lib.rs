//! Where a cancer program stands against standards of care, what exactly is missing, and what to do
//! first.
//!
//! A *checklist* holds criteria; a *program* names checklists, gates and tiers; a *facility* answers
//! them in *sheets*, one folder per *assessment*. Data flows one way:
//!
//! ```text
//! workspace, library → source, document, sheet → standard, facility, assessment
//!                    → score → intake, gap → plan → report → workspace, cli
//! ```
//!
//! Only [`library`] and [`workspace`] touch files, clock and environment; only [`cli`] prints.

pub mod assessment;
pub mod cli;
pub mod condition;
pub mod diagnostic;
pub mod document;
pub mod facility;
pub mod gap;
pub mod intake;
pub mod library;
pub mod measure;
pub mod plan;
pub mod privacy;
pub mod report;
pub mod score;
pub mod sheet;
pub mod source;
pub mod standard;
pub mod workspace;
