//! Mending files: the changes that diagnostics carry, applied from the end to the beginning.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::write::write_atomically;
use crate::diagnostic::{Bag, Fix};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Applies every fix of a bag to its file in the folder that was linted; says how many. Everything else in a file stays as it is.
///
/// # Errors
/// When a file cannot be read or written; files before it are mended.
pub fn apply_fixes(bag: &Bag, folder: &Path) -> io::Result<usize> {
    // names of an absolute folder begin with its last part
    let base = folder.parent().filter(|_| folder.is_absolute()).unwrap_or(Path::new(""));
    let mut by_file: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
    for diagnostic in bag.sorted() {
        if let Some(fix) = diagnostic.fix {
            by_file.entry(diagnostic.place.file).or_default().push(fix);
        }
    }
    let mut mended = 0;
    for (file, mut fixes) in by_file {
        let path = base.join(&file);
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{file}: {error}"));
        let text = std::fs::read_to_string(&path).map_err(named)?;
        // a byte order mark is not part of the text that spans count
        let (mark, body) = match text.strip_prefix('\u{FEFF}') {
            Some(body) => ("\u{FEFF}", body),
            None => ("", text.as_str()),
        };
        let mut body = body.to_owned();
        fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
        let mut before = usize::MAX;
        for fix in fixes {
            // where the text reads otherwise than the value (escapes), a span does not fit
            let is_there = body.get(fix.span.clone()) == Some(fix.written.as_str());
            let fits = fix.span.end <= before && is_there;
            if fits {
                before = fix.span.start;
                body.replace_range(fix.span, &fix.replacement);
                mended += 1;
            }
        }
        write_atomically(&path, format!("{mark}{body}").as_bytes())?;
    }
    Ok(mended)
}
