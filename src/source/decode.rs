//! From bytes to text: the encodings that office programs write.
//!
//! A byte order mark decides; without one, valid UTF-8 is UTF-8, text with a NUL in every second
//! byte is UTF-16, and everything else is Windows-1252. We do not guess further: a wrong guess is
//! worse than a warning that says which encoding was taken.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

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

/// Decodes a file. Never fails: what cannot be read becomes U+FFFD and is reported.
///
/// ```
/// use concordant::source::{Encoding, decode};
/// assert_eq!(decode(b"caf\xe9").encoding, Encoding::Windows1252);
/// assert_eq!(decode(b"\xff\xfea\x00").text, "a");
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, body) = sniff(bytes);
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(body).into_owned(),
        Encoding::Utf16Le => UTF_16LE.decode_without_bom_handling(body).0.into_owned(),
        Encoding::Utf16Be => UTF_16BE.decode_without_bom_handling(body).0.into_owned(),
        Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(body).0.into_owned(),
    };
    let damaged_at = text.find(['\0', '\u{FFFD}']);
    Decoded { text, encoding, damaged_at }
}

fn sniff(bytes: &[u8]) -> (Encoding, &[u8]) {
    if let Some(body) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return (Encoding::Utf8, body);
    }
    if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
        return (Encoding::Utf16Le, body);
    }
    if let Some(body) = bytes.strip_prefix(b"\xFE\xFF") {
        return (Encoding::Utf16Be, body);
    }
    match bytes {
        [first, 0, _, 0, ..] if *first != 0 => (Encoding::Utf16Le, bytes),
        [0, second, 0, _, ..] if *second != 0 => (Encoding::Utf16Be, bytes),
        _ if std::str::from_utf8(bytes).is_ok() => (Encoding::Utf8, bytes),
        _ => (Encoding::Windows1252, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_decides_and_is_dropped() {
        assert_eq!(decode(b"\xEF\xBB\xBFa").text, "a");
        assert_eq!(decode(b"\xFE\xFF\x00a").text, "a");
        assert_eq!(decode(b"\xFE\xFF\x00a").encoding, Encoding::Utf16Be);
    }

    #[test]
    fn utf_16_is_seen_without_a_mark() {
        assert_eq!(decode(b"a\0,\0b\0").text, "a,b");
    }

    #[test]
    fn damage_is_located() {
        assert_eq!(decode(b"ab\0c").damaged_at, Some(2));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xFFc").damaged_at, Some(2));
        assert_eq!(decode(b"plain").damaged_at, None);
    }
}
