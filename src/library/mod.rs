//! The library of standards: what the binary carries, and what a folder adds to it.
//!
//! Indexed by path, parsed only as needed. One of the two rooms that touch files.

mod embedded;
mod folder;
mod index;

pub use embedded::FILES as EMBEDDED_FILES;
pub use folder::read_folder;
pub use index::{Entry, Kind, Library, Loaded};
