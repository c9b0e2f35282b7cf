//! Text and where it came from: decoding bytes, lines, spans.
//!
//! Everything that a person wrote enters here, and every message about it points back here. Nothing
//! in this room knows what the text means.

mod decode;
mod plain;
mod text;

pub use decode::{Decoded, Encoding, decode};
pub use plain::{is_hidden, plain, plain_at_most};
pub use text::{LineColumn, Span, Text};
