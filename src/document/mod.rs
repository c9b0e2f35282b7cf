//! TOML documents: syntax with recovery, typed keys with places, leftover keys.
//!
//! A document is read once. Whatever is wrong with a key is reported and replaced by a harmless
//! default, so that one run shows every mistake; a caller that finds errors in its bag throws the
//! model away.

mod cursor;
mod places;
mod recover;
mod tree;

pub use cursor::{Cursor, Located};
pub use places::Places;
pub use tree::{Document, Syntax};
