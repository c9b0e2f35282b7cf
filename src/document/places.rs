//! Where the things of a document stand, beside the model that was read from it.

use crate::source::Span;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// From an item and a key to a span: the model itself carries identities only.
///
/// Kept by a 64-bit hash of both names: a file has thousands of keys, and almost none is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<(u64, Span)>);

fn hash(item: &str, key: &str) -> u64 {
    // a hasher with fixed keys: the same on every run
    let mut hasher = DefaultHasher::new();
    (item, key).hash(&mut hasher);
    hasher.finish()
}

impl Places {
    pub(super) fn put(&mut self, item: &str, key: &str, span: Span) {
        self.0.push((hash(item, key), span));
    }

    /// Makes what was put findable; of two places of one name the first stands.
    pub(super) fn finish(&mut self) {
        // places are put in the order of the text but for a few, so the start settles equal names
        self.0.sort_unstable_by_key(|(hash, span)| (*hash, span.start));
        self.0.dedup_by_key(|(hash, _)| *hash);
    }

    /// Where a key of an item stands; the item itself where the key does not; the start of the
    /// text where neither does. An item is named as messages name it: `criterion RX-05`.
    pub fn get(&self, item: &str, key: &str) -> Span {
        let find = |key: &str| {
            let at = self.0.binary_search_by_key(&hash(item, key), |(hash, _)| *hash).ok()?;
            self.0.get(at).map(|(_, span)| span.clone())
        };
        find(key).or_else(|| find("")).unwrap_or(0..0)
    }
}
