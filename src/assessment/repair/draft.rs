//! The rows of a sheet, each cell as our own sheets would have it.

use super::canonical::{self, Answered};
use super::{At, Change, RejectedRow};
use crate::assessment::cells::{Cells, Prints};
use crate::assessment::columns::{Column, Columns, is_header};
use crate::assessment::ours;
use crate::assessment::row::is_heading;
use crate::assessment::sheet::{SheetContext, Top, is_note};
use crate::diagnostic::{Bag, code};
use crate::sheet::{Row, SheetFile, letters, strip};
use std::collections::BTreeMap;

/// One row of the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) at: At,
    /// Its cells by the columns that are known, canonical, none blank.
    pub(super) cells: BTreeMap<Column, String>,
    /// Cells of columns that are not known, by their headers, none blank.
    pub(super) extra: Vec<(String, String)>,
    /// Whether the row goes on behind the header: its cells may have shifted.
    pub(super) is_too_wide: bool,
    /// The cells as they stood, for a row that is rejected.
    pub(super) raw: Vec<(String, String)>,
}

/// The rows of a file, and what was done to them so far.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) rows: Vec<Draft>,
    pub(super) changes: Vec<Change>,
    pub(super) rejected: Vec<RejectedRow>,
}

/// Reads a file. `None` where no row names the columns.
pub(super) fn drafts(file: &SheetFile, context: SheetContext<'_>) -> Option<Drafts> {
    let silent = Bag::new();
    let mut drafts = Drafts::default();
    let mut has_header = false;
    for mut table in file.tables(&is_header, &silent).into_iter().filter(|table| !is_note(table)) {
        let mut row = Row::default();
        let (above, header, below) = match Top::find(&mut table, &silent) {
            Top::Header { above, header, below } => (above, header, below),
            Top::Nothing(rows) => {
                for row in &rows {
                    drafts.set_aside(row, "the worksheet has no header");
                }
                while table.next_row(&mut row, &silent) {
                    drafts.set_aside(&row, "the worksheet has no header");
                }
                continue;
            }
        };
        let Some(columns) = Columns::read(&header, file.name(), &silent) else { continue };
        has_header = true;
        let computed = ours::computed(&header);
        for row in above.iter().filter(|row| computed.is_empty() || !ours::is_top(row)) {
            drafts.set_aside(row, "the row stands above the header");
        }
        let reader = Reader { header: &header, columns: &columns, computed, file, context };
        reader.compare_header(&mut drafts);
        for row in &below {
            reader.add(row, &mut drafts);
        }
        while table.next_row(&mut row, &silent) {
            reader.add(&row, &mut drafts);
        }
    }
    has_header.then_some(drafts)
}

impl Drafts {
    /// Keeps a row that no answer can come from.
    fn set_aside(&mut self, row: &Row, why: &str) {
        let cells = row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let named = cells.map(|(at, cell)| (format!("column {}", letters(at)), cell.to_owned()));
        self.rejected.push(RejectedRow {
            at: at_row(row),
            reasons: vec![(code::IDLE_ROW.id, why.to_owned())],
            cells: named.collect(),
        });
    }
}

struct Reader<'r> {
    header: &'r Row,
    columns: &'r Columns,
    /// Columns that nobody types into.
    computed: Vec<usize>,
    file: &'r SheetFile,
    context: SheetContext<'r>,
}

impl Reader<'_> {
    /// Headers that were synonyms; those of our own workbooks nobody typed.
    fn compare_header(&self, drafts: &mut Drafts) {
        for (column, at) in self.columns.all() {
            let before = self.header.get(at).unwrap_or_default();
            let is_ours = !self.computed.is_empty() && ours::is_head(before, column.header());
            if before != column.header() && !is_ours {
                drafts.changes.push(Change {
                    at: at_row(self.header),
                    column: letters(at),
                    before: before.to_owned(),
                    after: column.header().to_owned(),
                    why: "a synonym of the header",
                });
            }
        }
    }

    fn add(&self, row: &Row, drafts: &mut Drafts) {
        let silent = Bag::new();
        let prints = Prints::default();
        let cells = Cells {
            row,
            columns: self.columns,
            file: self.file.name(),
            bag: &silent,
            known: &[],
            prints: &prints,
        };
        let mut draft = Draft { at: at_row(row), raw: self.raw(row), ..Draft::default() };
        if draft.raw.is_empty() || is_heading(&cells, self.context) {
            return;
        }
        let answered = Answered::of(&cells, self.context);
        for (column, at) in self.columns.all() {
            let before = row.get(at).unwrap_or_default();
            let typed = strip(before.trim()).trim();
            let (after, why) = canonical::cell(column, typed, &answered, self.context);
            if after != typed {
                drafts.changes.push(Change {
                    at: draft.at.clone(),
                    column: column.header().to_owned(),
                    before: before.to_owned(),
                    after: after.clone(),
                    why,
                });
            }
            if !after.is_empty() {
                draft.cells.insert(column, after);
            }
        }
        canonical::fill_absent(&mut draft.cells, &answered, |column| {
            self.columns.index(column).is_some()
        });
        self.add_extra(row, &mut draft);
        drafts.rows.push(draft);
    }

    fn add_extra(&self, row: &Row, draft: &mut Draft) {
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            // the cells of a workbook cannot have shifted
            if at >= self.columns.width && row.worksheet().is_none() {
                draft.is_too_wide = true;
            } else if !self.computed.contains(&at)
                && self.columns.all().all(|(_, known)| known != at)
            {
                draft.extra.push((self.header_of(at), strip(cell.trim()).to_owned()));
            }
        }
    }

    /// What a column is called in the source.
    fn header_of(&self, at: usize) -> String {
        let header = self.header.get(at).map(str::trim).unwrap_or_default();
        if header.is_empty() { format!("column {}", letters(at)) } else { header.to_owned() }
    }

    /// The cells that are not blank, as they stood.
    fn raw(&self, row: &Row) -> Vec<(String, String)> {
        let cells = row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let header = |at: usize| {
            let known = self.columns.all().find(|(_, known)| *known == at);
            known.map_or_else(|| self.header_of(at), |(column, _)| column.header().to_owned())
        };
        cells.map(|(at, cell)| (header(at), strip(cell.trim()).to_owned())).collect()
    }
}

fn at_row(row: &Row) -> At {
    At { worksheet: row.worksheet().map(ToString::to_string), row: row.number }
}
