//! Documents drawn as rows of a sheet, for what is prose in every format.

use super::page::Page;
use super::style::{HEADING, TITLE, headline, tone};
use crate::diagnostic::render::wrap;
use crate::report::text::document::{Block, Document, Table};
use crate::sheet::drawing::lines;
use rust_xlsxwriter::{Format, XlsxError};
use std::ops::Range;

/// The width of the one cell that holds prose.
pub(super) const PROSE: u16 = 110;
/// The columns of the summary.
pub(super) const COLUMNS: u16 = 10;

/// Where prose goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Width {
    /// Into one wide cell, which breaks it.
    Cell,
    /// Over the narrow cells to its right, in lines of so many signs.
    Lines(usize),
}

impl Page<'_> {
    /// Draws a document from a row on; returns the row after it.
    pub(super) fn document(
        &mut self,
        document: &Document,
        mut row: u32,
        width: Width,
    ) -> Result<u32, XlsxError> {
        for block in &document.blocks {
            row = self.block(block, row, width)?;
        }
        Ok(row)
    }

    fn block(&mut self, block: &Block, row: u32, width: Width) -> Result<u32, XlsxError> {
        let styles = self.styles;
        match block {
            Block::Title(text) => self.large(text, row, TITLE, &styles.title),
            Block::Heading(text) | Block::Subheading(text) => {
                self.large(text, row + 1, HEADING, &styles.heading)
            }
            Block::Paragraph(text) | Block::Verbatim(text) => {
                self.prose(text, row, width, styles.plain(width))
            }
            Block::Note(text) => self.prose(text, row, width, &styles.small),
            Block::Points(points) => self.points(points, row, width),
            Block::Callout(mood, head, lines) => {
                let look = headline(tone(*mood));
                let end = self.large(head, row + 1, HEADING, &look)?;
                self.fill(row + 1..end, &look)?;
                let row = end;
                self.points(lines, row, width)
            }
            Block::Steps(steps) => steps.iter().try_fold(row, |row, (head, lines)| {
                let row = self.prose(head, row, width, &styles.strong)?;
                self.points(lines, row, width)
            }),
            Block::Card(card) => {
                let head = format!("{} {}: {}", card.place, card.title, card.labels.join(", "));
                let row = self.prose(&head, row, width, &styles.strong)?;
                card.fields.iter().try_fold(row, |row, field| {
                    let row = self.prose(&field.name, row, width, &styles.line)?;
                    self.points(&field.lines, row, width)
                })
            }
            Block::Table(table) => self.words(table, row),
        }
    }

    fn points(&mut self, points: &[String], row: u32, width: Width) -> Result<u32, XlsxError> {
        let look = self.styles.plain(width);
        points
            .iter()
            .try_fold(row, |row, point| self.prose(&format!("• {point}"), row, width, look))
    }

    /// A line in large letters, in lines of fewer signs.
    pub(super) fn large(
        &mut self,
        text: &str,
        row: u32,
        size: u8,
        look: &Format,
    ) -> Result<u32, XlsxError> {
        let end = self.prose(text, row, Width::Lines(100), look)?;
        for row in row..end {
            self.sheet.set_row_height(row, f64::from(size) * 1.5)?;
        }
        Ok(end)
    }

    /// The band of a callout over the whole width; the text runs over its empty cells.
    fn fill(&mut self, rows: Range<u32>, look: &Format) -> Result<(), XlsxError> {
        for row in rows {
            for column in 1..COLUMNS {
                self.sheet.write_blank(row, column, look)?;
            }
        }
        Ok(())
    }

    pub(super) fn prose(
        &mut self,
        text: &str,
        row: u32,
        width: Width,
        look: &Format,
    ) -> Result<u32, XlsxError> {
        let lines = match width {
            Width::Cell => {
                self.height(row, lines(text, PROSE))?;
                vec![text.to_owned()]
            }
            Width::Lines(signs) => wrap(text, signs),
        };
        (0..).zip(&lines).try_fold(row, |_, (number, line)| {
            self.text((row + number, 0), line, look)?;
            Ok(row + number + 1)
        })
    }

    /// A table of words. Its first column stands to the right, beside the others.
    fn words(&mut self, table: &Table, row: u32) -> Result<u32, XlsxError> {
        let styles = self.styles;
        self.text((row, 0), &table.caption, &styles.right)?;
        for (column, head) in (0..).zip(&table.columns).skip(1) {
            self.text((row, column), head.title, &styles.header)?;
        }
        (row + 1..).zip(&table.rows).try_fold(row, |_, (row, cells)| {
            for (column, cell) in (0..).zip(cells) {
                let look = if column == 0 { &styles.right } else { &styles.line };
                self.text((row, column), cell, look)?;
            }
            Ok(row + 1)
        })
    }
}
