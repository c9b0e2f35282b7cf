//! Mending files: the changes that diagnostics carry, applied from the end to the beginning.
#![expect(clippy::disallowed_methods, reason = "this room reads and writes files")]

use super::write::write_atomically;
use crate::diagnostic::{Bag, Fix};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Applies every fix of a bag to its file; says how many. Everything else in a file stays as it is.
///
/// # Errors
/// When a file cannot be read or written; files before it are mended.
pub fn apply_fixes(bag: &Bag) -> io::Result<usize> {
    let mut by_file: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
    for diagnostic in bag.sorted() {
        if let Some(fix) = diagnostic.fix {
            by_file.entry(diagnostic.place.file).or_default().push(fix);
        }
    }
    let mut mended = 0;
    for (file, mut fixes) in by_file {
        let path = Path::new(&file);
        let text = std::fs::read_to_string(path)?;
        // a byte order mark is not part of the text that spans count
        let (mark, body) = match text.strip_prefix('\u{FEFF}') {
            Some(body) => ("\u{FEFF}", body),
            None => ("", text.as_str()),
        };
        let mut body = body.to_owned();
        fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
        let mut before = usize::MAX;
        for fix in fixes {
            let fits = fix.span.end <= before && body.get(fix.span.clone()).is_some();
            if fits {
                before = fix.span.start;
                body.replace_range(fix.span, &fix.replacement);
                mended += 1;
            }
        }
        write_atomically(path, format!("{mark}{body}").as_bytes())?;
    }
    Ok(mended)
}
