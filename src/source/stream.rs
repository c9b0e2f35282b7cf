//! Text that is read piece by piece, so that a file of any length takes the same room.
//!
//! A byte order mark decides; without one, bytes are UTF-8 as long as they can be. From the first
//! byte that cannot be on, the rest is Windows-1252, which is what Excel writes as plain "CSV" in
//! the west; what stood before was the same in both, or certainly UTF-8.

use super::Encoding;
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

/// How much is read at once, in bytes.
const PIECE: usize = 128 * 1024;

/// Decodes a file while it is read.
#[derive(Debug)]
pub struct TextStream<R> {
    reader: R,
    bytes: Vec<u8>,
    encoding: Option<Encoding>,
    /// A byte order mark said that this is UTF-8: what is not is damage.
    is_marked: bool,
    decoder: Option<Box<DecoderState>>,
}

/// `encoding_rs` has no `Debug` for its decoder.
struct DecoderState(Decoder);

impl std::fmt::Debug for DecoderState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.encoding().name())
    }
}

impl<R: Read> TextStream<R> {
    /// Begins to read.
    pub fn new(reader: R) -> Self {
        Self { reader, bytes: Vec::new(), encoding: None, is_marked: false, decoder: None }
    }

    /// What the text was taken for, as far as it was read.
    pub fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    /// Adds a piece of text; `false` at the end. What cannot be read becomes U+FFFD.
    ///
    /// # Errors
    /// When the reader fails.
    pub fn read_piece(&mut self, out: &mut String) -> io::Result<bool> {
        let before = self.bytes.len();
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        let read = self.reader.by_ref().take(limit).read_to_end(&mut self.bytes)?;
        let is_last = read == 0;
        if is_last && before == 0 && self.decoder.is_none() {
            return Ok(false);
        }
        if self.encoding.is_none() {
            self.begin();
        }
        if self.encoding == Some(Encoding::Utf8) {
            self.read_utf8(out, is_last);
        }
        if let Some(decoder) = &mut self.decoder {
            decode_all(&mut decoder.0, &self.bytes, (out, is_last));
            self.bytes.clear();
        }
        if is_last {
            self.decoder = None;
        }
        Ok(!is_last)
    }

    fn begin(&mut self) {
        let (encoding, mark) = sniff(&self.bytes);
        self.bytes.drain(..mark);
        self.encoding = Some(encoding);
        self.is_marked = mark > 0;
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE),
            Encoding::Utf16Be => Some(UTF_16BE),
            Encoding::Windows1252 => Some(WINDOWS_1252),
        };
        self.decoder = decoder
            .map(|encoding| Box::new(DecoderState(encoding.new_decoder_without_bom_handling())));
    }

    /// Takes what is UTF-8; a sign that the piece cut in two waits for its rest.
    fn read_utf8(&mut self, out: &mut String, is_last: bool) {
        loop {
            let (valid, bad) = match std::str::from_utf8(&self.bytes) {
                Ok(text) => {
                    out.push_str(text);
                    self.bytes.clear();
                    return;
                }
                Err(error) => (error.valid_up_to(), error.error_len()),
            };
            let good = self.bytes.get(..valid).unwrap_or_default();
            out.push_str(&String::from_utf8_lossy(good));
            self.bytes.drain(..valid);
            match bad {
                None if !is_last => return,
                _ if !self.is_marked => {
                    self.encoding = Some(Encoding::Windows1252);
                    let decoder = WINDOWS_1252.new_decoder_without_bom_handling();
                    self.decoder = Some(Box::new(DecoderState(decoder)));
                    return;
                }
                bad => {
                    out.push('\u{FFFD}');
                    let length = bad.unwrap_or(self.bytes.len());
                    self.bytes.drain(..length);
                }
            }
        }
    }
}

fn decode_all(decoder: &mut Decoder, mut bytes: &[u8], (out, is_last): (&mut String, bool)) {
    loop {
        let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(PIECE);
        out.reserve(room);
        let (result, read, _) = decoder.decode_to_string(bytes, out, is_last);
        bytes = bytes.get(read..).unwrap_or_default();
        if result == encoding_rs::CoderResult::InputEmpty {
            return;
        }
    }
}

/// The encoding that the first bytes tell, and the length of the mark that told it.
fn sniff(bytes: &[u8]) -> (Encoding, usize) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return (Encoding::Utf8, 3);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (Encoding::Utf16Le, 2);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (Encoding::Utf16Be, 2);
    }
    match bytes {
        [first, 0, _, 0, ..] if *first != 0 => (Encoding::Utf16Le, 0),
        [0, second, 0, _, ..] if *second != 0 => (Encoding::Utf16Be, 0),
        _ => (Encoding::Utf8, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, as a pipe may.
    struct Drops<'b>(&'b [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let take = self.0.len().min(3).min(into.len());
            into[..take].copy_from_slice(&self.0[..take]);
            self.0 = &self.0[take..];
            Ok(take)
        }
    }

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let mut stream = TextStream::new(Drops(bytes));
        let mut text = String::new();
        while stream.read_piece(&mut text).unwrap() {}
        (text, stream.encoding())
    }

    #[test]
    fn a_mark_decides_and_is_dropped() {
        assert_eq!(read(b"\xEF\xBB\xBFa"), ("a".to_owned(), Encoding::Utf8));
        assert_eq!(read(b"\xFE\xFF\x00a"), ("a".to_owned(), Encoding::Utf16Be));
        assert_eq!(read(b"\xFF\xFEa\x00"), ("a".to_owned(), Encoding::Utf16Le));
        assert_eq!(read(b"a\0,\0b\0"), ("a,b".to_owned(), Encoding::Utf16Le));
        assert_eq!(read(b"\xEF\xBB\xBFab\xFFc").0, "ab\u{FFFD}c");
        assert_eq!(read(b""), (String::new(), Encoding::Utf8));
    }

    #[test]
    fn what_cannot_be_utf_8_is_windows_1252() {
        assert_eq!(read(b"caf\xe9"), ("café".to_owned(), Encoding::Windows1252));
        assert_eq!(read(b"caf\xe9 no\xebl"), ("café noël".to_owned(), Encoding::Windows1252));
        assert_eq!(read("café".as_bytes()), ("café".to_owned(), Encoding::Utf8));
    }

    #[test]
    fn a_sign_that_two_pieces_share_is_whole() {
        let long = "é→😀".repeat(PIECE / 4);
        let mut stream = TextStream::new(long.as_bytes());
        let mut text = String::new();
        while stream.read_piece(&mut text).unwrap() {}
        assert_eq!(text, long);
    }
}
