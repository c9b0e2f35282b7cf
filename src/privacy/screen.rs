//! Every text that people typed, held against the detectors and against what the facility allows.

use super::allow::Allowed;
use super::comments::comments;
use super::detect::{Known, detect};
use super::model::{From, Hit, Level};
use super::snippet::snippet;
use crate::diagnostic::{Bag, Diagnostic, Place, code, mask_cell};
use crate::sheet::{Row, letters, read_csv, strip};
use crate::source::{Span, Text};
use std::cell::RefCell;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the texts of a facility are screened by.
#[derive(Debug)]
pub struct Screen<'a> {
    known: Known,
    allowed: &'a [Allowed],
    uses: RefCell<Uses>,
}

/// How often each allowance was needed, by its place in the list and the file.
///
/// The rounds of a facility share files: a file that is read twice counts once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses(BTreeMap<(usize, String), Use>);

/// How often an allowance was needed in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Use {
    all: usize,
    /// How many of them would stop what leaves the house.
    blocks: usize,
}

impl Uses {
    /// Takes over what another reading of the same facility needed.
    pub fn absorb(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many likely identifiers are allowed that would stop what leaves the house.
    pub fn blocks(&self) -> usize {
        self.0.values().map(|used| used.blocks).sum()
    }

    /// How many are allowed.
    pub fn all(&self) -> usize {
        self.0.values().map(|used| used.all).sum()
    }
}

impl<'a> Screen<'a> {
    /// A screen that knows some ids and what is allowed.
    pub fn new(known: Known, allowed: &'a [Allowed]) -> Self {
        Self { known, allowed, uses: RefCell::default() }
    }

    /// What was allowed.
    pub fn into_uses(self) -> Uses {
        self.uses.into_inner()
    }

    /// The hits that nobody allows.
    fn not_allowed(&self, text: &str, mut hits: Vec<Hit>, file: &str) -> Vec<Hit> {
        hits.retain(|hit| {
            let matched = text.get(hit.span.clone()).unwrap_or_default();
            let entry = self.allowed.iter().position(|allowed| allowed.is(hit.kind, matched));
            if let Some(entry) = entry {
                let mut uses = self.uses.borrow_mut();
                let used = uses.0.entry((entry, file.to_owned())).or_default();
                used.all += 1;
                used.blocks += usize::from(hit.level == Level::Block);
            }
            entry.is_none()
        });
        hits
    }

    /// What a text holds.
    pub fn hits(&self, text: &str, from: From) -> Vec<Hit> {
        detect(text, from, &self.known)
    }

    /// Reports what a text of a file holds. `place` says where the text stands; it is asked only where
    /// there is something to say.
    pub fn report(
        &self,
        (text, hits): (&str, Vec<Hit>),
        (file, place): (&str, &dyn Fn() -> Place),
        bag: &Bag,
    ) {
        for hit in self.not_allowed(text, hits, file) {
            // what is only counted need not be put into words
            if !bag.is_only_counted(hit.kind.told(hit.level).0, file) {
                bag.push(told(text, &hit, place()));
            }
        }
    }

    /// The name of a file or folder, or of a worksheet where the place names one.
    pub fn name(&self, typed: &str, place: &Place, bag: &Bag) {
        let what = if place.worksheet.is_some() { "the worksheet" } else { "the file or folder" };
        let hits = detect(typed, From::Path, &self.known);
        for hit in self.not_allowed(typed, hits, &place.file) {
            let otherwise = match hit.level {
                Level::Block => "; nothing is exported until then",
                Level::Warn => ", unless the name is nobody's",
            };
            let diagnostic = told(typed, &hit, place.clone());
            bag.push(diagnostic.help(format!("rename {what}{otherwise}")));
        }
    }

    /// Every text and comment of a TOML file, but what it spells out to allow it.
    pub fn document(&self, text: &Text, bag: &Bag) {
        let (tree, _) = DeTable::parse_recoverable(text.content());
        let is_own = |span: &Span| {
            let mut spelled = self.allowed.iter().filter(|one| one.place.file == text.name());
            spelled.any(|one| one.span == *span)
        };
        walk(&DeValue::Table(tree.into_inner()), 0..0, &mut |value, span| {
            if !is_own(&span) {
                let place = || Place { excerpt: None, ..Place::text(text, &span) };
                let hits = self.hits(value, From::Prose);
                self.report((value, hits), (text.name(), &place), bag);
            }
        });
        for (span, from) in comments(text) {
            let comment = text.slice(&span);
            let hits = detect(comment, from, &self.known);
            for hit in self.not_allowed(comment, hits, text.name()) {
                let at = span.start + hit.span.start..span.start + hit.span.end;
                let place = Place { excerpt: None, ..Place::text(text, &at) };
                bag.push(told(comment, &hit, place));
            }
        }
    }

    /// Every cell of a register: a CSV file whose first row names its columns.
    pub fn register(&self, text: &Text, bag: &Bag) {
        let silent = Bag::new();
        let table = read_csv(text, |header| by_header(header) != From::Prose, &silent);
        let mut rows = table.rows.iter();
        let Some(first) = rows.next() else { return };
        // a date among the headers is that of a row whose header is missing
        self.row(first, (text, &|at| (From::Date, letters(at))), bag);
        let headers: Vec<&str> = first.cells().map(str::trim).collect();
        for row in rows {
            let column = |at: usize| match headers.get(at) {
                Some(header) => (by_header(header), mask_cell(header, NAMES)),
                None => (From::Prose, letters(at)),
            };
            self.row(row, (text, &column), bag);
        }
    }

    fn row(&self, row: &Row, (text, column): (&Text, Column<'_>), bag: &Bag) {
        for (at, cell) in row.cells().enumerate() {
            let (from, name) = column(at);
            let place = || row.place(text.name(), (Some(at), Some(&name)));
            let cell = strip(cell.trim());
            self.report((cell, self.hits(cell, from)), (text.name(), &place), bag);
        }
    }
}

/// What a column is made for, and how messages name it.
type Column<'c> = &'c dyn Fn(usize) -> (From, String);

/// Columns of the registers, for echoes of their names.
const NAMES: &[&str] = &[
    "id", "kind", "title", "approved", "valid", "until", "kept", "at", "owner", "role", "date",
    "action", "event", "by", "evidence", "new", "due", "reason",
];

/// What a column of a register is made for.
fn by_header(header: &str) -> From {
    let folded = header.trim().to_lowercase().replace([' ', '-'], "_");
    match folded.as_str() {
        "approved" | "approved_on" | "date" | "issued" | "valid_until" | "expires" | "valid_to"
        | "review_by" | "new_due" => From::Date,
        "kept_at" | "location" | "where" | "link" | "evidence" => From::Reference,
        _ => From::Prose,
    }
}

fn walk(value: &DeValue<'_>, span: Span, each: &mut dyn FnMut(&str, Span)) {
    match value {
        DeValue::String(text) => each(text, span),
        DeValue::Array(items) => {
            items.iter().for_each(|item| walk(item.get_ref(), item.span(), each));
        }
        DeValue::Table(table) => {
            let mut all: Vec<&Spanned<DeValue<'_>>> = table.iter().map(|(_, item)| item).collect();
            all.sort_by_key(|item| item.span().start);
            for item in all {
                walk(item.get_ref(), item.span(), each);
            }
        }
        _ => {}
    }
}

fn told(text: &str, hit: &Hit, place: Place) -> Diagnostic {
    let (code, what) = hit.kind.told(hit.level);
    let message = format!("`{}` looks like {what}", snippet(text, hit));
    let kind = hit.kind.word();
    let help = match hit.level {
        Level::Block => format!(
            "remove it: nothing is exported while it is there; if it is nobody's, [[privacy.allow]] \
             kind = \"{kind}\" in facility.toml says why"
        ),
        Level::Warn => format!(
            "remove it if it is a patient's; if it is not, [[privacy.allow]] kind = \"{kind}\" in \
             facility.toml says why"
        ),
    };
    Diagnostic::new(code, place, message).help(help)
}

/// Says how often each allowance was needed and why, and which ones nothing needed.
pub fn report_uses(allowed: &[Allowed], uses: &Uses, bag: &Bag) {
    for (entry, allowed) in allowed.iter().enumerate() {
        let own = uses.0.iter().filter(|((at, _), _)| *at == entry).map(|(_, used)| used);
        let (all, blocks) =
            own.fold((0, 0), |(all, blocks), used| (all + used.all, blocks + used.blocks));
        let kind = allowed.kind.word();
        let place = allowed.place.clone();
        if all == 0 {
            let message = format!("nothing needs this allowance of kind `{kind}`");
            let help = "remove it: it would let the same text pass later";
            bag.push(Diagnostic::new(&code::IDLE_ALLOWANCE, place, message).help(help));
            continue;
        }
        let stops = match blocks {
            0 => String::new(),
            some => format!("; {some} would stop exports"),
        };
        let message =
            format!("allowed {all} times, kind `{kind}`{stops}: {}", shown(&allowed.reason));
        bag.push(Diagnostic::new(
            &code::ALLOWED,
            place,
            message.replace("allowed 1 times", "allowed once"),
        ));
    }
}

/// A reason as messages show it: what looks like an identifier in it is masked.
fn shown(reason: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for hit in detect(reason, From::Prose, &Known::default()) {
        shown.push_str(reason.get(at..hit.span.start).unwrap_or_default());
        shown.push_str(&snippet(reason, &hit));
        at = hit.span.end;
    }
    shown.push_str(reason.get(at..).unwrap_or_default());
    crate::source::plain_at_most(&shown, 200)
}
