//! `evidence.csv`: the pieces of evidence that sheets cite by their ids.

use super::id_shape::IdShapes;
use super::numbers::date;
use super::words::fold;
use crate::diagnostic::{Bag, Code, Diagnostic, Place, code, did_you_mean, mask_cell};
use crate::sheet::{Row, read_csv, strip};
use crate::source::Text;
use crate::standard::Vocabulary;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The register of a facility; empty where it keeps none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// Its pieces, in the order of the file.
    pub pieces: Vec<Piece>,
    /// Its file, as messages name it.
    pub file: String,
    /// Where a piece stands among them, by its id in capitals.
    index: BTreeMap<String, usize>,
    shapes: IdShapes,
}

/// One piece of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// What sheets cite.
    pub id: String,
    /// Its kind, from the vocabulary.
    pub kind: Option<String>,
    /// Its title.
    pub title: String,
    /// The day it was approved or written.
    pub approved: Option<Date>,
    /// The last day on which it is valid; `None`: it does not run out by itself.
    pub valid_until: Option<Date>,
    /// Where it is kept.
    pub kept_at: String,
    /// The role that keeps it up to date.
    pub owner_role: Option<String>,
    /// Its row as a spreadsheet numbers it.
    pub row: usize,
}

/// The header of a register.
pub fn register_header() -> [&'static str; 7] {
    COLUMNS.map(|(name, _)| name)
}

/// The columns, and what else people call them (folded).
const COLUMNS: [(&str, &[&str]); 7] = [
    ("id", &["evidence id", "no", "number"]),
    ("kind", &["type", "evidence kind"]),
    ("title", &["name", "document"]),
    ("approved", &["approved on", "date", "issued"]),
    ("valid_until", &["expires", "valid to", "review by"]),
    ("kept_at", &["location", "where", "link"]),
    ("owner_role", &["owner", "role"]),
];

fn column_of(header: &str) -> Option<usize> {
    let folded = fold(header);
    COLUMNS.iter().position(|(name, also)| fold(name) == folded || also.contains(&folded.as_str()))
}

impl Register {
    /// A piece by its id, whatever its capitals.
    pub fn piece(&self, id: &str) -> Option<&Piece> {
        self.index.get(&id.to_ascii_uppercase()).and_then(|at| self.pieces.get(*at))
    }

    fn add(&mut self, piece: Piece) {
        self.index.insert(piece.id.to_ascii_uppercase(), self.pieces.len());
        self.shapes.learn(&piece.id);
        self.pieces.push(piece);
    }

    /// The ids that a cell of evidence cites, as the register writes them, each once.
    pub fn cited(&self, cell: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for piece in self.words(cell).filter_map(|word| self.piece(word)) {
            if !found.contains(&piece.id) {
                found.push(piece.id.clone());
            }
        }
        found
    }

    /// The words of a cell that look like its ids and are none, each once.
    pub(super) fn unregistered<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        let strange = |word: &&str| self.shapes.fits(word) && self.piece(word).is_none();
        let mut found: Vec<&str> = Vec::new();
        for word in self.words(cell).filter(strange) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
        found
    }

    /// The words of a cell that could be ids; none where there is no register.
    fn words<'c>(&self, cell: &'c str) -> impl Iterator<Item = &'c str> {
        words(if self.pieces.is_empty() { "" } else { cell })
    }

    /// An id as messages show it: masked, but for words that tell nothing of a person.
    pub(super) fn show(&self, id: &str) -> String {
        mask_cell(id, &self.shapes.shared_words())
    }
}

/// The words of a text that could be ids.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | '/');
    let words = text.split(move |sign| !is_part(sign));
    words.map(|word| word.trim_end_matches(['.', '/'])).filter(|word| !word.is_empty())
}

/// Reads the register. What is wrong with it never changes a score, so it is only warned of.
pub fn read_register(text: &Text, vocabulary: &Vocabulary, bag: &Bag) -> Register {
    let table = read_csv(text, |header| column_of(header).is_some(), bag);
    let mut rows = table.rows.iter();
    let Some(header) = rows.next() else { return Register::default() };
    let reader = Reader::new(header, text, vocabulary, bag);
    if !reader.columns.iter().any(|(column, _)| *column == 0) {
        let help = "its first row names the columns: id, kind, title, approved, valid_until";
        let place = Place { row: Some(header.number), ..Place::file(text.name()) };
        let message = "no column `id` was found; the register was not read";
        bag.push(Diagnostic::new(&code::REGISTER_UNREADABLE, place, message).help(help));
        return Register::default();
    }
    let mut register = Register { file: text.name().to_owned(), ..Register::default() };
    for row in rows {
        let piece = reader.piece(row);
        let wrong = match &piece.id {
            id if id.is_empty() => Some("a piece of evidence has no id; no sheet can cite it"),
            id if register.piece(id).is_some() => {
                Some("the id of an earlier row; this row was not read")
            }
            _ => None,
        };
        if let Some(message) = wrong {
            let help = "give each piece an id of its own".to_owned();
            reader.report(row, "id", &code::UNUSABLE_PIECE, (message, Some(help)));
        } else if !words(&piece.id).eq([piece.id.as_str()]) {
            let message = if piece.id.contains(char::is_whitespace) {
                "the id has a blank in it; no sheet can cite it, and this row was not read"
            } else {
                "the id has a sign that ends an id; no sheet can cite it, and this row was not read"
            };
            let help = "write it in one piece, here and in the sheets: letters, digits and - _ . / \
                        between them, such as POL-12";
            reader.report(row, "id", &code::UNCITABLE_PIECE, (message, Some(help.to_owned())));
        } else {
            reader.check(row, &piece);
            register.add(piece);
        }
    }
    register
}

struct Reader<'r> {
    columns: Vec<(usize, usize)>,
    text: &'r Text,
    vocabulary: &'r Vocabulary,
    bag: &'r Bag,
}

impl<'r> Reader<'r> {
    fn new(header: &Row, text: &'r Text, vocabulary: &'r Vocabulary, bag: &'r Bag) -> Self {
        let mut columns: Vec<(usize, usize)> = Vec::new();
        for (at, cell) in header.cells().enumerate() {
            match column_of(cell) {
                Some(column) if columns.iter().all(|(known, _)| *known != column) => {
                    columns.push((column, at));
                }
                None if cell.trim().is_empty() => {}
                _ => unknown_column((cell, at), header, text, bag),
            }
        }
        Self { columns, text, vocabulary, bag }
    }

    fn cell<'c>(&self, row: &'c Row, name: &str) -> &'c str {
        let column = COLUMNS.iter().position(|(known, _)| *known == name);
        let at = self.columns.iter().find(|(known, _)| Some(*known) == column).map(|(_, at)| *at);
        at.and_then(|at| row.get(at)).map_or("", |cell| strip(cell.trim()).trim())
    }

    fn piece(&self, row: &Row) -> Piece {
        let word = |name| Some(self.cell(row, name)).filter(|cell| !cell.is_empty());
        let known = |cell: &str, mut words: Box<dyn Iterator<Item = &str> + '_>| {
            words.find(|known| fold(known) == fold(cell)).map(str::to_owned)
        };
        Piece {
            id: self.cell(row, "id").to_owned(),
            kind: word("kind").and_then(|c| known(c, Box::new(self.vocabulary.evidence_ids()))),
            title: self.cell(row, "title").to_owned(),
            approved: word("approved").and_then(|cell| date(cell).ok()),
            valid_until: word("valid_until").and_then(|cell| date(cell).ok()),
            kept_at: self.cell(row, "kept_at").to_owned(),
            owner_role: word("owner_role")
                .and_then(|cell| known(cell, Box::new(self.vocabulary.role_ids()))),
            row: row.number,
        }
    }

    fn check(&self, row: &Row, piece: &Piece) {
        if piece.kind.is_none() && !self.cell(row, "kind").is_empty() {
            let help = did_you_mean(&fold(self.cell(row, "kind")), self.vocabulary.evidence_ids());
            let message = "{} is no kind of evidence of the vocabulary";
            self.report(row, "kind", &code::UNKNOWN_CELL_WORD, (message, help));
        }
        if piece.owner_role.is_none() && !self.cell(row, "owner_role").is_empty() {
            let help =
                did_you_mean(&fold(self.cell(row, "owner_role")), self.vocabulary.role_ids());
            let message = "{} is no role of the vocabulary";
            self.report(row, "owner_role", &code::UNKNOWN_CELL_WORD, (message, help));
        }
        let help = || Some("write it as year-month-day, such as 2026-03-31".to_owned());
        for (column, read) in [("approved", piece.approved), ("valid_until", piece.valid_until)] {
            if read.is_none() && !self.cell(row, column).is_empty() {
                self.report(row, column, &code::PIECE_DATE, ("{} is not a date", help()));
            }
        }
        if piece.approved.zip(piece.valid_until).is_some_and(|(from, to)| to < from) {
            let message = "the evidence ends before it begins";
            let help = Some("exchange the two dates, or correct one".to_owned());
            self.report(row, "valid_until", &code::PIECE_DATE, (message, help));
        }
        if piece.kept_at.is_empty() {
            let message = "nothing says where this piece of evidence is kept";
            let help = "write in `kept_at` where a reviewer finds it: a folder, a binder, a system";
            self.report(row, "kept_at", &code::UNKEPT_PIECE, (message, Some(help.to_owned())));
        }
    }

    fn report(
        &self,
        row: &Row,
        column: &str,
        code: &'static Code,
        (message, help): (&str, Option<String>),
    ) {
        let known = COLUMNS.iter().position(|(name, _)| *name == column);
        let at = self.columns.iter().find(|(one, _)| Some(*one) == known).map(|(_, at)| *at);
        let place = row.place(self.text.name(), (at, Some(column)));
        let diagnostic = Diagnostic::new(code, place, message).echo(self.cell(row, column), &[]);
        self.bag.push(diagnostic.help_maybe(help));
    }
}

fn unknown_column((cell, at): (&str, usize), header: &Row, text: &Text, bag: &Bag) {
    let shown = mask_cell(cell.trim(), &[]);
    let place = header.place(text.name(), (Some(at), Some(&shown)));
    let message = "a column of the register is not known, or is there twice; it was not read";
    let names = COLUMNS.map(|(name, _)| name);
    let help = did_you_mean(&fold(cell), names);
    bag.push(Diagnostic::new(&code::UNKNOWN_COLUMN, place, message).help_maybe(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(rows: &str) -> Register {
        let text = Text::new("evidence.csv", format!("id,title,valid_until\n{rows}"));
        read_register(&text, &Vocabulary::default(), &Bag::new())
    }

    #[test]
    fn a_cell_cites_what_the_register_knows() {
        let register = register("E-1,One,2026-01-31\nE-10,Ten,\n");
        assert_eq!(register.cited("e-10 roster; see E-1."), ["E-10", "E-1"]);
        assert_eq!(register.cited("E-11, E-1x, and E-1; E-1"), ["E-1"]);
        assert!(register.cited("minutes of 12 May").is_empty());
    }

    #[test]
    fn a_word_that_looks_like_an_id_is_noticed() {
        let register = register("RB-E01,One,\nRB-E02,Two,\n");
        let cell = "RB-E01, rb-e7; RB-E7, RB-E7 and minutes of 12 May 2026 (E6, MM-410, RB-E)";
        assert_eq!(register.unregistered(cell), ["rb-e7", "RB-E7"]);
        assert_eq!(register.show("RB-E07"), "RB-E07");
        assert_eq!(register.show("Smith-07"), "•••••-##");
    }

    #[test]
    fn what_is_read_in_two_words_is_no_id() {
        let register = register("POL 12,Two,\nA&B,Sign,\nE-1.,Point,\nPOL-12/a.1,One,\n");
        let ids: Vec<&str> = register.pieces.iter().map(|piece| piece.id.as_str()).collect();
        assert_eq!(ids, ["POL-12/a.1"]);
        assert_eq!(register.cited("see POL-12/a.1."), ids);
    }

    #[test]
    fn an_id_is_given_once() {
        let register = register("E-1,One,\ne-1,Another,\n,None,\n");
        assert_eq!(register.pieces.len(), 1);
        assert_eq!(register.pieces[0].title, "One");
    }
}
