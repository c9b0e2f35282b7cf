//! Where the things of a document stand, beside the model that was read from it.

use crate::source::Span;
use std::collections::BTreeMap;

/// From an item and a key to a span: the model itself carries identities only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<(String, String), Span>);

impl Places {
    pub(super) fn put(&mut self, item: &str, key: &str, span: Span) {
        self.0.entry((item.to_owned(), key.to_owned())).or_insert(span);
    }

    /// Where a key of an item stands; the item itself where the key does not; the start of the
    /// text where neither does. An item is named as messages name it: `criterion RX-05`.
    pub fn get(&self, item: &str, key: &str) -> Span {
        let find = |key: &str| self.0.get(&(item.to_owned(), key.to_owned())).cloned();
        find(key).or_else(|| find("")).unwrap_or(0..0)
    }
}
