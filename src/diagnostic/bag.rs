//! The bag that collects every problem of a run.

use super::{Code, Diagnostic, Severity};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How many diagnostics of each weight there were, also of those no longer kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

/// Collects diagnostics through a shared reference, so that a parser can go on while it reports.
///
/// Keeps at most [`Bag::MOST_KEPT`] of one code in one file; the rest are counted.
#[derive(Debug, Default)]
pub struct Bag(RefCell<Inner>);

#[derive(Debug, Default)]
struct Inner {
    kept: Vec<Diagnostic>,
    per_code: BTreeMap<&'static str, BTreeMap<String, usize>>,
    counts: Counts,
    levels: BTreeMap<String, Level>,
}

/// How much a code weighs in a run; `None`: it is not told at all.
pub type Level = Option<Severity>;

impl Bag {
    /// How many diagnostics of one code in one file are kept with their places.
    pub const MOST_KEPT: usize = 1_000;

    /// An empty bag.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty bag in which some codes weigh otherwise than they say.
    pub fn with_levels(levels: BTreeMap<String, Level>) -> Self {
        Self(RefCell::new(Inner { levels, ..Inner::default() }))
    }

    /// Adds a diagnostic.
    pub fn push(&self, mut diagnostic: Diagnostic) {
        let mut inner = self.0.borrow_mut();
        match inner.levels.get(diagnostic.code.id) {
            Some(Some(severity)) => diagnostic.severity = *severity,
            Some(None) => return,
            None => {}
        }
        match diagnostic.severity() {
            Severity::Error => inner.counts.errors += 1,
            Severity::Warning => inner.counts.warnings += 1,
            Severity::Note => inner.counts.notes += 1,
        }
        let of_code = inner.per_code.entry(diagnostic.code.id).or_default();
        let seen = of_code.entry(diagnostic.place.file.clone()).or_default();
        *seen += 1;
        if *seen <= Self::MOST_KEPT {
            inner.kept.push(diagnostic);
        }
    }

    /// Whether a code was told so often of a file that one more would only be counted; it then is.
    /// Whoever asks first need not put into words what nobody will read.
    pub fn is_only_counted(&self, code: &'static Code, file: &str) -> bool {
        let mut inner = self.0.borrow_mut();
        if !inner.levels.is_empty() {
            return false;
        }
        let seen = inner.per_code.get_mut(code.id).and_then(|files| files.get_mut(file));
        let Some(seen) = seen.filter(|seen| **seen >= Self::MOST_KEPT) else { return false };
        *seen += 1;
        match code.severity {
            Severity::Error => inner.counts.errors += 1,
            Severity::Warning => inner.counts.warnings += 1,
            Severity::Note => inner.counts.notes += 1,
        }
        true
    }

    /// How often each code was told of a file.
    pub fn told_of(&self, file: &str) -> BTreeMap<&'static str, usize> {
        let inner = self.0.borrow();
        let of_file = |(code, files): (&&'static str, &BTreeMap<String, usize>)| {
            files.get(file).map(|seen| (*code, *seen))
        };
        inner.per_code.iter().filter_map(of_file).collect()
    }

    /// Counts some codes of a file so many times more, if all of them would only be counted.
    pub fn count_again(&self, codes: &[(&'static Code, usize)], file: &str) -> bool {
        let mut inner = self.0.borrow_mut();
        let is_full = |(code, _): &(&'static Code, usize)| {
            let seen = inner.per_code.get(code.id).and_then(|files| files.get(file));
            seen.is_some_and(|seen| *seen >= Self::MOST_KEPT)
        };
        if !inner.levels.is_empty() || !codes.iter().all(is_full) {
            return false;
        }
        for (code, times) in codes {
            if let Some(seen) = inner.per_code.get_mut(code.id).and_then(|f| f.get_mut(file)) {
                *seen += times;
            }
            match code.severity {
                Severity::Error => inner.counts.errors += times,
                Severity::Warning => inner.counts.warnings += times,
                Severity::Note => inner.counts.notes += times,
            }
        }
        true
    }

    /// What it kept, in the order of arrival.
    pub fn into_kept(self) -> Vec<Diagnostic> {
        self.0.into_inner().kept
    }

    /// Takes over what other bags hold, each message once: several readings of one file say the
    /// same of it.
    pub fn absorb(&self, others: impl IntoIterator<Item = Self>) {
        // found by their places: a sheet in which every row is wrong has thousands
        let mut seen: BTreeMap<OwnKey, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in self.0.borrow().kept.iter().cloned() {
            seen.entry(own_key(&diagnostic)).or_default().push(diagnostic);
        }
        for other in others {
            let inner = other.0.into_inner();
            let mut new = Vec::new();
            for diagnostic in inner.kept {
                let alike = seen.get(&own_key(&diagnostic));
                if !alike.is_some_and(|alike| alike.contains(&diagnostic)) {
                    new.push(diagnostic);
                }
            }
            for diagnostic in new {
                self.push(diagnostic.clone());
                seen.entry(own_key(&diagnostic)).or_default().push(diagnostic);
            }
            for (code, files) in inner.per_code {
                for (file, count) in files {
                    self.count_more(code, &file, count.saturating_sub(Self::MOST_KEPT));
                }
            }
        }
    }

    fn count_more(&self, code: &'static str, file: &str, more: usize) {
        let mut inner = self.0.borrow_mut();
        *inner.per_code.entry(code).or_default().entry(file.to_owned()).or_default() += more;
        match super::code::find(code).map(|code| code.severity) {
            Some(Severity::Error) => inner.counts.errors += more,
            Some(Severity::Warning) => inner.counts.warnings += more,
            Some(Severity::Note) | None => inner.counts.notes += more,
        }
    }

    /// How many there were of each weight.
    pub fn counts(&self) -> Counts {
        self.0.borrow().counts
    }

    /// Whether a code was reported.
    pub fn has(&self, code: &Code) -> bool {
        self.0.borrow().per_code.contains_key(code.id)
    }

    /// Whether a code was reported of a file.
    pub fn has_in(&self, code: &Code, file: &str) -> bool {
        let inner = self.0.borrow();
        inner.per_code.get(code.id).is_some_and(|files| files.contains_key(file))
    }

    /// Whether there was an error.
    pub fn has_errors(&self) -> bool {
        self.counts().errors > 0
    }

    /// Whether there was an error by which an answer may be lost: any but a likely identifier.
    pub fn is_provisional(&self) -> bool {
        self.counts().errors > self.blocks()
    }

    /// How many likely identifiers stop what leaves the house.
    pub fn blocks(&self) -> usize {
        let is_block = |id: &str| {
            let code = super::code::find(id);
            code.is_some_and(|code| code.is_about_a_person() && code.severity == Severity::Error)
        };
        let inner = self.0.borrow();
        let blocks = inner.per_code.iter().filter(|(id, _)| is_block(id));
        blocks.flat_map(|(_, files)| files.values()).sum()
    }

    /// How many of one code in one file were counted without being kept: code, file, number.
    pub fn dropped(&self) -> Vec<(&'static str, String, usize)> {
        let inner = self.0.borrow();
        let all = inner.per_code.iter();
        let all = all
            .flat_map(|(code, files)| files.iter().map(move |(file, seen)| (*code, file, *seen)));
        let over = all.filter(|(_, _, seen)| *seen > Self::MOST_KEPT);
        over.map(|(code, file, seen)| (code, file.clone(), seen - Self::MOST_KEPT)).collect()
    }

    /// All that were kept, in the order of their places: file, then line or row, then code.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut all = self.0.borrow().kept.clone();
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all
    }
}

type Key<'d> =
    (&'d str, &'d Option<String>, [Option<usize>; 3], &'d Option<String>, &'static str, &'d str);

fn key(diagnostic: &Diagnostic) -> Key<'_> {
    let place = &diagnostic.place;
    let at = [place.row, place.line, place.column];
    let (code, message) = (diagnostic.code.id, &diagnostic.message);
    (&place.file, &place.worksheet, at, &place.cell, code, message)
}

type OwnKey = (&'static str, String, Option<usize>, Option<usize>, Option<usize>);

fn own_key(diagnostic: &Diagnostic) -> OwnKey {
    let place = &diagnostic.place;
    (diagnostic.code.id, place.file.clone(), place.row, place.line, place.column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, code};

    #[test]
    fn keeps_a_thousand_of_a_kind_and_counts_the_rest() {
        let bag = Bag::new();
        for _ in 0..1_200 {
            bag.push(Diagnostic::new(&code::UNKNOWN_RESPONSE, Place::file("a.csv"), "x"));
        }
        bag.push(Diagnostic::new(&code::UNKNOWN_RESPONSE, Place::file("b.csv"), "x"));
        assert_eq!(bag.sorted().len(), 1_001);
        assert_eq!(bag.counts().errors, 1_201);
        assert_eq!(bag.dropped(), [("C406", "a.csv".to_owned(), 200)]);
    }
}
