//! Texts that were met before, found by their length first: rows and cells of a sheet begin alike,
//! and comparing them takes long.

use std::collections::BTreeMap;

/// What is known of some texts; no more than so many are remembered, none longer than so many bytes.
#[derive(Debug)]
pub(super) struct ByLength<V> {
    of_length: BTreeMap<usize, BTreeMap<String, V>>,
    room: usize,
    longest: usize,
}

impl<V> ByLength<V> {
    /// Nothing yet, with room for so many texts of at most so many bytes.
    pub(super) fn new(room: usize, longest: usize) -> Self {
        Self { of_length: BTreeMap::new(), room, longest }
    }

    /// What is known of a text.
    pub(super) fn get_mut(&mut self, text: &str) -> Option<&mut V> {
        self.of_length.get_mut(&text.len())?.get_mut(text)
    }

    /// Remembers a text that is not known yet, where there is room.
    pub(super) fn add(&mut self, text: &str, known: V) {
        if self.room > 0 && text.len() <= self.longest {
            self.room -= 1;
            let texts = self.of_length.entry(text.len()).or_default();
            texts.insert(text.to_owned(), known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_there_is_room_for() {
        let mut known = ByLength::new(2, 3);
        for text in ["long", "one", "two", "six"] {
            known.add(text, text.len());
        }
        let found = ["long", "one", "two", "six"].map(|text| known.get_mut(text).copied());
        assert_eq!(found, [None, Some(3), Some(3), None]);
    }
}
