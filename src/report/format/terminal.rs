//! Documents in a terminal: any width, color only where wanted and never alone.

use crate::diagnostic::render::wrap;
use crate::report::text::card::Card;
use crate::report::text::document::{Align, Block, Column, Document, Table, Tone};
use anstyle::{AnsiColor, Style};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle,
};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct TerminalOptions {
    /// Width in columns.
    pub width: usize,
    /// Whether to color.
    pub color: bool,
}

/// Below this nothing can be laid out.
const NARROWEST: usize = 40;
/// Prose is not set wider than this: long lines cannot be read.
const WIDEST_PROSE: usize = 100;

// a line under the header and nothing else: a screen reader reads cells, not borders
const LINES: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// Draws a document.
pub fn terminal(document: &Document, options: TerminalOptions) -> String {
    let width = options.width.max(NARROWEST);
    let pen = Pen { width, prose: width.min(WIDEST_PROSE), color: options.color };
    let mut out = String::new();
    for block in &document.plain().blocks {
        pen.block(block, &mut out);
    }
    out
}

struct Pen {
    width: usize,
    prose: usize,
    color: bool,
}

impl Pen {
    fn paint(&self, text: &str, style: Style) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn block(&self, block: &Block, out: &mut String) {
        let bold = Style::new().bold();
        let dim = Style::new().dimmed();
        match block {
            Block::Title(text) => self.lines(text, "", bold, out),
            Block::Heading(text) => {
                out.push('\n');
                self.lines(&text.to_uppercase(), "", bold, out);
            }
            Block::Subheading(text) => {
                out.push('\n');
                self.lines(text, "", bold, out);
            }
            Block::Paragraph(text) => self.lines(text, "", Style::new(), out),
            Block::Note(text) => self.lines(text, "", dim, out),
            Block::Callout(tone, head, lines) => self.callout(*tone, head, lines, out),
            Block::Points(points) => {
                for point in points {
                    self.item("- ", point, out);
                }
            }
            Block::Steps(steps) => self.steps(steps, out),
            Block::Table(table) => self.table(table, out),
            Block::Verbatim(text) => self.page(text, out),
            Block::Card(card) => self.card(card, out),
        }
    }

    fn card(&self, card: &Card, out: &mut String) {
        let head = format!("{} {}: {}", card.place, card.title, card.labels.join(", "));
        out.push('\n');
        self.lines(&head, "", Style::new().bold(), out);
        for field in &card.fields {
            for (number, line) in field.lines.iter().enumerate() {
                let name = if number == 0 { field.name.as_str() } else { "" };
                self.item(&format!("{name:<15}"), line, out);
            }
        }
    }

    /// A page in Markdown: prose is wrapped, what stands between fences is shown as it is.
    fn page(&self, text: &str, out: &mut String) {
        let mut fenced = false;
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            if fenced || line.starts_with("```") {
                let _ = writeln!(out, "{line}");
            } else {
                self.lines(line, "", Style::new(), out);
            }
        }
    }

    fn lines(&self, text: &str, indent: &str, style: Style, out: &mut String) {
        for line in wrap(text, self.prose.saturating_sub(indent.width())) {
            let _ = writeln!(out, "{indent}{}", self.paint(&line, style));
        }
    }

    fn item(&self, mark: &str, text: &str, out: &mut String) {
        let indent = " ".repeat(mark.width());
        let lines = wrap(text, self.prose.saturating_sub(mark.width()));
        for (number, line) in lines.iter().enumerate() {
            let _ = writeln!(out, "{}{line}", if number == 0 { mark } else { &indent });
        }
    }

    fn callout(&self, tone: Tone, head: &str, lines: &[String], out: &mut String) {
        let color = match tone {
            Tone::Good => AnsiColor::Green,
            Tone::Neutral => AnsiColor::Yellow,
            Tone::Bad => AnsiColor::Red,
        };
        let style = Style::new().bold().fg_color(Some(color.into()));
        let edge = self.paint("│ ", style);
        out.push('\n');
        for line in wrap(head, self.prose - 2) {
            let _ = writeln!(out, "{edge}{}", self.paint(&line, style));
        }
        for text in lines {
            for (number, line) in wrap(text, self.prose - 4).iter().enumerate() {
                let mark = if number == 0 { "- " } else { "  " };
                let _ = writeln!(out, "{edge}{mark}{line}");
            }
        }
    }

    fn steps(&self, steps: &[(String, Vec<String>)], out: &mut String) {
        for (number, (head, lines)) in (1..).zip(steps) {
            let mark = format!("{number}. ");
            let indent = " ".repeat(mark.width());
            for (at, line) in wrap(head, self.prose - mark.width()).iter().enumerate() {
                let line = self.paint(line, Style::new().bold());
                let _ = writeln!(out, "{}{line}", if at == 0 { &mark } else { &indent });
            }
            for text in lines {
                for (at, line) in wrap(text, self.prose - mark.width() - 2).iter().enumerate() {
                    let deeper = if at == 0 { "" } else { "  " };
                    let _ = writeln!(out, "{indent}{deeper}{line}");
                }
            }
        }
    }

    fn table(&self, table: &Table, out: &mut String) {
        let shown = shown_columns(table, self.width);
        let mut drawn = comfy_table::Table::new();
        drawn.load_style(LINES);
        drawn.set_content_arrangement(ContentArrangement::Dynamic);
        drawn.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        drawn.set_header(shown.iter().filter_map(|at| table.columns.get(*at)).map(|c| c.title));
        for row in &table.rows {
            let cells = shown.iter().map(|at| row.get(*at).cloned().unwrap_or_default());
            drawn.add_row(cells.collect::<Vec<String>>());
        }
        for (place, at) in shown.iter().enumerate() {
            let spec = table.columns.get(*at);
            let (Some(column), Some(spec)) = (drawn.column_mut(place), spec) else {
                continue;
            };
            // columns stand two blanks apart, and nothing is indented
            column.set_padding((0, 2));
            if spec.align == Align::Right {
                column.set_cell_alignment(CellAlignment::Right);
            }
            if !wraps(table, *at) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        for line in drawn.to_string().lines() {
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
}

/// The columns that fit: those of the highest rank leave first.
fn shown_columns(table: &Table, width: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..table.columns.len()).collect();
    // a line of the table has a blank between two columns, beside what pads them
    let needed = |shown: &[usize]| -> usize {
        let widths: usize = shown.iter().map(|at| least_width(table, *at)).sum();
        widths + shown.len().saturating_sub(1)
    };
    while needed(&shown) > width {
        let rank = |at: &usize| table.columns.get(*at).map_or(0, |column| column.rank);
        let Some(last) = shown.iter().copied().max_by_key(|at| (rank(at), *at)) else {
            break;
        };
        if rank(&last) == 0 {
            break;
        }
        shown.retain(|at| *at != last);
    }
    shown
}

/// Whether a column may break over lines: one of words, or one whose words are too long to stand.
fn wraps(table: &Table, at: usize) -> bool {
    const LONGEST_WORD: usize = 28;
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width());
    let is_long = cells.max().unwrap_or_default() > LONGEST_WORD;
    is_long || table.columns.get(at).is_some_and(|column| column.wraps)
}

fn least_width(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width());
    let widest = cells.max().unwrap_or_default();
    let Some(Column { title, least, .. }) = table.columns.get(at) else {
        return 0;
    };
    let needed = if wraps(table, at) { widest.min(*least) } else { widest };
    needed.max(title.width()) + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(width: usize) -> String {
        let mut document = Document::default();
        let columns =
            vec![Column::word("id", 0), Column::words("what", 0), Column::number("points", 3)];
        let row = [
            "RX-01 (north side)".to_owned(),
            "a long description of it all".to_owned(),
            "12.5".to_owned(),
        ];
        document.table("t", columns, vec![row.to_vec()]);
        terminal(&document, TerminalOptions { width, color: false })
    }

    #[test]
    fn a_narrow_terminal_loses_the_least_important_column() {
        assert!(table(80).contains("12.5"));
        assert!(!table(40).contains("12.5"));
        assert!(table(40).lines().all(|line| line.width() <= 40), "{}", table(40));
    }

    #[test]
    fn color_is_only_added_where_wanted() {
        let mut document = Document::default();
        document.heading("What is missing");
        let plain = terminal(&document, TerminalOptions { width: 80, color: false });
        let colored = terminal(&document, TerminalOptions { width: 80, color: true });
        assert_eq!(plain, "\nWHAT IS MISSING\n");
        assert!(colored.contains("\u{1b}[1m"));
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    }
}
