//! Rows that stand in a file again and again: from the third time on, the same row tells the same,
//! so it is counted and not read anew. A long file of one facility consists of little else.

use super::remembered::Remembered;
use crate::diagnostic::{Bag, Code};
use crate::sheet::Row;
use std::collections::BTreeMap;

/// About how many different rows are remembered, and how long the longest is, in bytes.
const MOST: (usize, usize) = (4_096, 4_096);

/// The rows of a file that were seen so far.
#[derive(Debug)]
pub(super) struct Repeats(Remembered<Seen>);

impl Default for Repeats {
    fn default() -> Self {
        Self(Remembered::new(MOST.0, MOST.1))
    }
}

/// How often a row was read, and what the second reading told: only then it has a twin.
#[derive(Debug)]
enum Seen {
    Once,
    Twice(Vec<(&'static Code, usize)>),
}

impl Repeats {
    /// Reads a row by `read`, or counts what it told before. A code that is still kept with its
    /// places is told anew each time.
    pub(super) fn read(&mut self, row: &Row, (file, bag): (&str, &Bag), read: impl FnOnce()) {
        let Some(raw) = row.raw_text() else { return read() };
        match self.0.get_mut(raw) {
            Some(Seen::Twice(told)) => {
                if !bag.count_again(told, file) {
                    read();
                }
            }
            Some(seen) => {
                let before = bag.told_of(file);
                read();
                *seen = Seen::Twice(difference(&before, &bag.told_of(file)));
            }
            None => {
                read();
                self.0.add(raw, Seen::Once);
            }
        }
    }
}

type Told = BTreeMap<&'static str, usize>;

fn difference(before: &Told, after: &Told) -> Vec<(&'static Code, usize)> {
    let more = after.iter().filter_map(|(id, count)| {
        let more = count - before.get(id).copied().unwrap_or_default();
        (more > 0).then_some((crate::diagnostic::code::find(id)?, more))
    });
    more.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place, code};
    use crate::sheet::SheetFile;

    /// Every row counts, however often it stands there, and what is told of it once is told of each.
    #[test]
    fn what_repeats_is_counted_as_often_as_it_stands_there() {
        let file = SheetFile::csv(
            "a.csv",
            "criterion,response\n".to_owned() + &"A,x\nB,y\n".repeat(3_000),
        );
        let bag = Bag::new();
        let mut repeats = Repeats::default();
        let mut row = Row::default();
        let mut reads = 0;
        let mut table = file.tables(&|cell| cell == "criterion", &bag).remove(0);
        while table.next_row(&mut row, &bag) {
            repeats.read(&row, ("a.csv", &bag), || {
                reads += 1;
                if row.get(0) == Some("A") {
                    let place = Place::file("a.csv");
                    bag.push(Diagnostic::new(&code::UNKNOWN_RESPONSE, place, "x"));
                }
            });
        }
        assert_eq!(bag.counts().errors, 3_000);
        assert_eq!(bag.sorted().len(), Bag::MOST_KEPT);
        // the header, B twice, A until its places are no longer kept
        assert_eq!(reads, 1 + 2 + Bag::MOST_KEPT);
    }
}
