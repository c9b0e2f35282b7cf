//! Several people fill several sheets of one assessment; this joins them into one.
//!
//! `read` sorts the rows by criterion and location, `join` makes one answer of those that belong
//! together, `settle` applies what people decided, `write` draws the sheet and what is left beside
//! it. Blank never conflicts, equal cells are one, comments and evidence add up; everything else
//! that differs is a conflict, and no file wins because it comes later.

mod join;
mod known;
mod model;
mod read;
mod settle;
mod write;

pub use known::Known;
pub use model::{Conflict, Merged, Preference, Reason, Rejected, Settled, Side, Slot, Tally};
pub use write::{conflict_rows, rejected_rows, sheet_rows};

use crate::assessment::RawSheet;

/// Joins files. `prefer` settles conflicts.
pub fn merge(
    files: &[(String, Vec<RawSheet>)],
    known: &Known<'_>,
    prefer: &[Preference],
) -> Merged {
    let read = read::read(files, known);
    let mut merged = Merged { files: read.files, rejected: read.rejected, ..Merged::default() };
    (merged.columns, merged.titles) = write::columns(&read.entries, &read.extras);
    let mut used = vec![false; prefer.len()];
    for entries in read::groups(&read.entries, known) {
        let wish = settle::wish(prefer, &entries);
        let joined = join::join(&entries, known, wish);
        if joined.settled_by_wish || joined.conflicts.iter().any(|c| c.settled.is_none()) {
            // what stays open although a wish speaks of it found its wish
            settle::note_use(prefer, &entries, &mut used);
        }
        let (settled, open): (Vec<Conflict>, Vec<Conflict>) =
            joined.conflicts.into_iter().partition(|conflict| conflict.settled.is_some());
        merged.settled.extend(settled);
        merged.conflicts.extend(open);
        let cell = |row: &join::Cells, slot: &Slot| row.get(slot).cloned().unwrap_or_default();
        let rows = std::iter::once(&joined.main).chain(&joined.more);
        merged.rows.extend(rows.map(|row| merged.columns.iter().map(|s| cell(row, s)).collect()));
    }
    for conflict in merged.conflicts.iter_mut().chain(&mut merged.settled) {
        conflict.title = write::title(conflict.slot, &read.extras);
    }
    merged.idle = (0..prefer.len()).filter(|at| !used.get(*at).copied().unwrap_or(true)).collect();
    merged
}
