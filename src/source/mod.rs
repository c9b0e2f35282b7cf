//! Text and where it came from: decoding bytes, lines, spans.
//!
//! Everything that a person wrote enters here, and every message about it points back here. Nothing
//! in this room knows what the text means.

mod decode;
mod plain;
mod stream;
mod text;

pub use decode::{DAMAGE, Decoded, Encoding, decode};
pub use plain::{is_hidden, plain, plain_at_most};
pub use stream::TextStream;
pub use text::{LineColumn, Span, Text};
