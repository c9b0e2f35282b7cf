//! Texts that were met before, in a memory of fixed size: it is asked for every row and every cell
//! of a sheet, so one look has to do, and what finds no place in it is met as if for the first time.

use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// What is known of some texts.
#[derive(Debug)]
pub(super) struct Remembered<V> {
    slots: Vec<Option<(String, V)>>,
    longest: usize,
}

/// A text is looked for in so many places, one behind the other.
const PLACES: usize = 2;

impl<V> Remembered<V> {
    /// Nothing yet, with room for about so many texts of at most so many bytes.
    pub(super) fn new(room: usize, longest: usize) -> Self {
        let slots = std::iter::repeat_with(|| None).take(room.max(PLACES)).collect();
        Self { slots, longest }
    }

    /// What is known of a text.
    pub(super) fn get_mut(&mut self, text: &str) -> Option<&mut V> {
        if text.len() > self.longest {
            return None;
        }
        let first = self.first_place(text);
        let near = self.slots.get_mut(first..first + PLACES)?;
        let known = near.iter_mut().flatten().find(|(known, _)| known == text);
        known.map(|(_, value)| value)
    }

    /// Remembers a text that is not known yet, where there is room.
    pub(super) fn add(&mut self, text: &str, value: V) {
        if text.len() > self.longest {
            return;
        }
        let first = self.first_place(text);
        let near = self.slots.get_mut(first..first + PLACES).into_iter().flatten();
        if let Some(free) = near.into_iter().find(|slot| slot.is_none()) {
            *free = Some((text.to_owned(), value));
        }
    }

    fn first_place(&self, text: &str) -> usize {
        let room = self.slots.len() + 1 - PLACES;
        let hash = FxBuildHasher.hash_one(text.as_bytes());
        let rest = hash % u64::try_from(room).unwrap_or(u64::MAX);
        usize::try_from(rest).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_was_said() {
        let mut known = Remembered::new(64, 6);
        let texts: Vec<String> = (0..200).map(|number| format!("cell {number}")).collect();
        for text in &texts {
            if known.get_mut(text).is_none() {
                known.add(text, text.clone());
            }
        }
        let found: Vec<&String> =
            texts.iter().filter(|text| known.get_mut(text).is_some()).collect();
        assert!(found.iter().all(|text| text.len() <= 6), "{found:?}");
        assert!(found.len() >= 5);
        for text in found {
            assert_eq!(known.get_mut(text), Some(&mut text.clone()));
        }
    }

    #[test]
    fn there_is_no_more_than_there_is_room_for() {
        let mut known = Remembered::new(8, 100);
        (0..1_000).for_each(|number: u32| known.add(&number.to_string(), ()));
        assert!(known.slots.iter().flatten().count() <= 8);
    }
}
