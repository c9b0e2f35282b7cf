//! The digest that ties a result to the text it was judged by.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal, after dropping a byte order mark and turning CRLF into LF, so that the
/// same text has the same digest in every checkout. On other systems: `sha256sum` of the LF file.
///
/// ```
/// use concordant::standard::digest;
/// assert_eq!(digest("a\r\nb"), digest("a\nb"));
/// assert!(digest("").starts_with("e3b0c442"));
/// ```
pub fn digest(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains("\r\n") {
        digest_of_bytes(text.replace("\r\n", "\n").as_bytes())
    } else {
        digest_of_bytes(text.as_bytes())
    }
}

/// SHA-256 in hexadecimal of bytes as they are: `sha256sum`.
pub fn digest_of_bytes(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
