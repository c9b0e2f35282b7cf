//! From bytes to text: the encodings that office programs write.
//!
//! We guess no further than [`super::TextStream`] says: a wrong guess is worse than a warning that
//! tells which encoding was taken.

use super::TextStream;

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian (Excel's "Unicode text").
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-1252, what Excel writes as plain "CSV" in the west.
    Windows1252,
}

impl Encoding {
    /// The name people know it by.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little endian)",
            Self::Utf16Be => "UTF-16 (big endian)",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// A decoded text and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What it was written in.
    pub encoding: Encoding,
    /// Byte offset in `text` of the first character that could not be read or that no text file
    /// holds (NUL), where there is one.
    pub damaged_at: Option<usize>,
}

/// Signs that no text file holds.
pub const DAMAGE: [char; 2] = ['\0', '\u{FFFD}'];

/// Decodes a file. Never fails: what cannot be read becomes U+FFFD and is reported.
///
/// ```
/// use concordant::source::{Encoding, decode};
/// assert_eq!(decode(b"caf\xe9").encoding, Encoding::Windows1252);
/// assert_eq!(decode(b"\xff\xfea\x00").text, "a");
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut stream = TextStream::new(bytes);
    let mut text = String::new();
    // bytes in memory never fail to be read
    while stream.read_piece(&mut text).unwrap_or(false) {}
    let damaged_at = text.find(DAMAGE);
    Decoded { text, encoding: stream.encoding(), damaged_at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_located() {
        assert_eq!(decode(b"ab\0c").damaged_at, Some(2));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xFFc").damaged_at, Some(2));
        assert_eq!(decode(b"plain").damaged_at, None);
    }
}
