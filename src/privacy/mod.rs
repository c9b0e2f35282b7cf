//! Likely identifiers of persons in texts that people typed: what is found, what is allowed, what is
//! told of it.
//!
//! `fold` brings a text into one spelling, `signs` and `figures` say at a glance what it may hold,
//! `detect` asks the detectors (`numbers`, `records`, `contact`, `dates`, `ages`, `names`); `screen` compares what they found
//! with what the facility allows and reports it, masked. Names in prose cannot be found reliably, so
//! nothing found means that no simple pattern was found, and no more.

mod ages;
mod allow;
mod comments;
mod contact;
mod context;
mod dates;
mod detect;
mod figures;
mod fold;
mod model;
mod names;
mod numbers;
mod pattern;
mod records;
mod screen;
mod signs;
mod snippet;

pub use allow::{Allowed, parse_allowed};
pub use detect::{Known, detect};
pub use model::{From, Hit, Kind, Level};
pub use screen::{Screen, Uses, report_uses};
pub use snippet::{hide, snippet};

/// What stands behind `patient` in the words of a hospital, and is no name.
pub const WORDS_OF_HOSPITALS: &str = include_str!("words/after-patient.txt");
/// Small words, verbs and days, which are no names either.
pub const SMALL_WORDS: &str = include_str!("words/small.txt");
