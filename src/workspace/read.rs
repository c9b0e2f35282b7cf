//! One file into one text, with what is to be said about its encoding.
#![expect(clippy::disallowed_methods, reason = "this room reads files")]

use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::privacy::hide;
use crate::source::{Encoding, Text, decode};
use std::path::{Path, PathBuf};

/// How paths are shown: as they were given, with forward slashes; of an absolute path only what
/// begins with its last part, because no report names a machine.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<PathBuf>);

impl Names {
    /// Names below these folders, as far as they are absolute.
    pub(super) fn new(bases: impl Iterator<Item = PathBuf>) -> Self {
        Self(bases.filter(|base| base.is_absolute()).collect())
    }

    /// What looks like an identifier of a person in a name is masked, here and so everywhere.
    pub(super) fn shown(&self, path: &Path) -> String {
        hide(&self.typed(path))
    }

    /// The name as it is.
    pub(super) fn typed(&self, path: &Path) -> String {
        let below = self.0.iter().find_map(|parent| path.strip_prefix(parent).ok());
        let text = below.unwrap_or(path).to_string_lossy().replace('\\', "/");
        text.strip_prefix("./").unwrap_or(&text).to_owned()
    }
}

/// Reads a text file; `None` where it cannot be read, which is reported.
pub(super) fn text(path: &Path, name: &str, bag: &Bag) -> Option<Text> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the file cannot be read: {}", error.kind());
            bag.push(Diagnostic::new(&code::UNREADABLE_FILE, Place::file(name), message));
            return None;
        }
    };
    let decoded = decode(&bytes);
    if decoded.encoding == Encoding::Windows1252 {
        let message = "the file is not UTF-8 and was read as Windows-1252";
        let help = "check letters with accents; save as \"CSV UTF-8\" to be certain";
        let place = Place::file(name);
        bag.push(Diagnostic::new(&code::GUESSED_ENCODING, place, message).help(help));
    }
    let text = Text::new(name, decoded.text);
    if let Some(at) = decoded.damaged_at {
        let here = text.line_column(at);
        let message = format!(
            "a character here cannot be read (the file was taken for {})",
            decoded.encoding.label()
        );
        let place = Place { line: Some(here.line), column: Some(here.column), ..Place::file(name) };
        let help = "open it in the program that wrote it and save it again as UTF-8";
        bag.push(Diagnostic::new(&code::DAMAGED_TEXT, place, message).help(help));
    }
    Some(text)
}
