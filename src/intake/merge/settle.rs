//! What people decided about conflicts: one file's word, for a criterion or for all.

use super::model::Preference;
use super::read::Entry;

/// The file whose word counts for a criterion: what names the criterion goes before what is for all.
pub(super) fn wish(prefer: &[Preference], entries: &[&Entry]) -> Option<usize> {
    place(prefer, entries).and_then(|at| prefer.get(at)).map(|wish| wish.file)
}

/// Notes that a wish spoke of a criterion in which rows differ.
pub(super) fn note_use(prefer: &[Preference], entries: &[&Entry], used: &mut [bool]) {
    let Some(at) = place(prefer, entries) else { return };
    if let Some(is_used) = used.get_mut(at) {
        *is_used = true;
    }
}

fn place(prefer: &[Preference], entries: &[&Entry]) -> Option<usize> {
    let criterion = entries.first().map(|entry| entry.criterion.as_str());
    let named = prefer.iter().position(|wish| wish.criterion.as_deref() == criterion);
    named.or_else(|| prefer.iter().position(|wish| wish.criterion.is_none()))
}
