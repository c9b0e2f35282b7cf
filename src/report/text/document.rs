//! A document for people: blocks that every format draws in its own way.

use super::card::Card;
use crate::source::plain;
use serde::Serialize;

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// What a document is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "block", content = "of")]
pub enum Block {
    /// The title of the whole.
    Title(String),
    /// A heading of a part.
    Heading(String),
    /// A heading inside a part.
    Subheading(String),
    /// A paragraph.
    Paragraph(String),
    /// What must not be overlooked.
    Callout(Tone, String, Vec<String>),
    /// Points in any order.
    Points(Vec<String>),
    /// Points in this order: a first line and lines below it.
    Steps(Vec<(String, Vec<String>)>),
    /// A table.
    Table(Table),
    /// A gap on a card of its own.
    Card(Card),
    /// Small print.
    Note(String),
    /// Text that is shown as it is.
    Verbatim(String),
}

/// What a callout says by its look, beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good news.
    Good,
    /// Neither.
    Neutral,
    /// Bad news.
    Bad,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub title: &'static str,
    /// Its alignment.
    pub align: Align,
    /// 0: always shown; larger numbers leave a narrow terminal first.
    pub rank: u8,
    /// Whether its cells may break over lines.
    pub wraps: bool,
    /// The width that its words need at least to be read with ease.
    pub least: usize,
    /// Whether its cells are pictures made of signs, which need letters of one width.
    pub is_drawn: bool,
}

/// What a column of words needs at least.
const LEAST_WORDS: usize = 20;
/// What a column of sentences needs at least.
const LEAST_PROSE: usize = 44;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows, for screen readers and for headings in some formats.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; as many cells as columns.
    pub rows: Vec<Vec<String>>,
}

impl Column {
    /// Words that may break over lines.
    pub const fn words(title: &'static str, rank: u8) -> Self {
        Self { title, align: Align::Left, rank, wraps: true, least: LEAST_WORDS, is_drawn: false }
    }

    /// Sentences: what is less important leaves before they get narrow.
    pub const fn prose(title: &'static str, rank: u8) -> Self {
        Self { least: LEAST_PROSE, ..Self::words(title, rank) }
    }

    /// A word that stays on one line.
    pub const fn word(title: &'static str, rank: u8) -> Self {
        Self { wraps: false, ..Self::words(title, rank) }
    }

    /// Pictures made of signs.
    pub const fn drawn(title: &'static str, rank: u8) -> Self {
        Self { is_drawn: true, ..Self::word(title, rank) }
    }

    /// A number.
    pub const fn number(title: &'static str, rank: u8) -> Self {
        Self { align: Align::Right, ..Self::word(title, rank) }
    }
}

impl Document {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.push(Block::Paragraph(text.into()));
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, caption: &str, columns: Vec<Column>, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.push(Block::Table(Table { caption: caption.to_owned(), columns, rows }));
        }
    }

    /// The same without signs that nobody sees: they could steer a terminal or the direction of
    /// reading.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { blocks: self.blocks.iter().map(Block::plain).collect() }
    }

    /// Adds another document's blocks.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }
}

impl Block {
    fn plain(&self) -> Self {
        let one = |text: &String| plain(text).into_owned();
        let all = |texts: &[String]| texts.iter().map(one).collect::<Vec<String>>();
        match self {
            Self::Title(text) => Self::Title(one(text)),
            Self::Heading(text) => Self::Heading(one(text)),
            Self::Subheading(text) => Self::Subheading(one(text)),
            Self::Paragraph(text) => Self::Paragraph(one(text)),
            Self::Callout(tone, head, lines) => Self::Callout(*tone, one(head), all(lines)),
            Self::Points(points) => Self::Points(all(points)),
            Self::Steps(steps) => {
                Self::Steps(steps.iter().map(|(head, lines)| (one(head), all(lines))).collect())
            }
            Self::Table(table) => Self::Table(Table {
                caption: one(&table.caption),
                columns: table.columns.clone(),
                rows: table.rows.iter().map(|row| all(row)).collect(),
            }),
            Self::Card(card) => Self::Card(card.plain()),
            Self::Note(text) => Self::Note(one(text)),
            // its lines stay lines
            Self::Verbatim(text) => {
                let lines: Vec<_> = text.split('\n').map(plain).collect();
                Self::Verbatim(lines.join("\n"))
            }
        }
    }
}
