//! What the tests of versions share: seeded edits, and a sweep that tries each kind of them.

use concordant::standard::diff::{Class, Diff};
use std::collections::BTreeMap;

pub(crate) const MAJOR: Option<Class> = Some(Class::Major);
pub(crate) const MINOR: Option<Class> = Some(Class::Minor);
pub(crate) const PATCH: Option<Class> = Some(Class::Patch);
/// How often a kind is tried on one standard.
const PICKS: u64 = 4;

/// Edits a standard and names what it touched: a criterion, or the field of a change.
pub(crate) type Edit<T> = fn(&mut T, &mut Dice) -> Option<String>;
/// Name, class (`None`: no change), edit.
pub(crate) type Kind<T> = (&'static str, Option<Class>, Edit<T>);

/// The kinds of edits of a standard, and what tells two versions of it apart.
pub(crate) type Kinds<T> = (&'static [Kind<T>], fn(&T, &T) -> Diff);

/// The class of an edit from the older version, the newer one, what was touched and the kind.
type Expected<T> = fn(&T, &T, &str, Option<Class>) -> Option<Class>;

/// A small generator (splitmix64): one seed gives the same picks on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("64 bits");
        usize::try_from(self.next() % end).expect("below a usize")
    }

    pub(crate) fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    pub(crate) fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

/// Sets a field and says whether that differs.
pub(crate) fn put<T: PartialEq>(value: T, field: &mut T) -> bool {
    let differs = *field != value;
    *field = value;
    differs
}

/// Edits one of many: a chosen one, or the next that the edit fits.
pub(crate) fn one<T>(
    items: &mut [T],
    dice: &mut Dice,
    edit: impl Fn(&mut T) -> bool,
) -> Option<usize> {
    let (count, start) = (items.len(), dice.below(items.len()));
    (0..count).map(|step| (start + step) % count).find(|at| edit(&mut items[*at]))
}

/// Tries every kind on every standard: what is classed otherwise, each with an example, and the
/// kinds that never fitted.
pub(crate) fn sweep<T: Clone>(
    standards: &[T],
    (kinds, diff): Kinds<T>,
    expected: Expected<T>,
) -> (BTreeMap<String, String>, Vec<&'static str>) {
    let mut ran: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut wrong = BTreeMap::new();
    for (at, old) in (0..).zip(standards) {
        for (kind, (name, class, edit)) in (0..).zip(kinds) {
            for pick in 0..PICKS {
                let mut new = old.clone();
                let count = ran.entry(name).or_default();
                let about = edit(&mut new, &mut Dice(at << 32 | kind << 8 | pick));
                let Some(about) = about else { continue };
                *count += 1;
                let expected = expected(old, &new, &about, *class);
                let diff = diff(old, &new);
                // what it touched changed as it should, and nothing else did
                let is_own = diff.changes.iter().all(|change| match &change.criterion {
                    Some(id) => *id == about || change.field.starts_with(&about),
                    None => change.field.starts_with(&about),
                });
                let found = diff.required_bump();
                if found != expected || !is_own {
                    let fields: Vec<&str> = diff.changes.iter().map(|c| c.field.as_str()).collect();
                    let message = format!("{name}: {expected:?}, but {found:?} by {fields:?}");
                    wrong.insert(message, about);
                }
            }
        }
    }
    (wrong, ran.into_iter().filter(|(_, count)| *count == 0).map(|(name, _)| name).collect())
}
