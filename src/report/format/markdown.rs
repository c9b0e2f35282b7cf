//! Documents as Markdown for git and wikis.

use crate::report::text::card::Card;
use crate::report::text::document::{Align, Block, Document, Table};
use std::fmt::Write as _;

/// Draws a document.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.plain().blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        draw(block, &mut out);
    }
    out
}

fn draw(block: &Block, out: &mut String) {
    let _ = match block {
        Block::Title(text) => writeln!(out, "# {}", escape(text)),
        Block::Heading(text) => writeln!(out, "## {}", escape(text)),
        Block::Subheading(text) => writeln!(out, "### {}", escape(text)),
        Block::Paragraph(text) => writeln!(out, "{}", escape(text)),
        Block::Note(text) => writeln!(out, "*{}*", escape(text)),
        Block::Verbatim(text) => writeln!(out, "{}", text.trim_end()),
        Block::Points(points) => {
            points.iter().try_for_each(|point| writeln!(out, "- {}", escape(point)))
        }
        Block::Callout(_, head, lines) => {
            let _ = writeln!(out, "> **{}**", escape(head));
            if !lines.is_empty() {
                let _ = writeln!(out, ">");
            }
            lines.iter().try_for_each(|line| writeln!(out, "> - {}", escape(line)))
        }
        Block::Steps(steps) => {
            for (number, (head, lines)) in (1..).zip(steps) {
                let _ = writeln!(out, "{number}. **{}**", escape(head));
                for line in lines {
                    let _ = writeln!(out, "   - {}", escape(line));
                }
            }
            Ok(())
        }
        Block::Card(card) => {
            draw_card(card, out);
            Ok(())
        }
        Block::Table(table) => {
            draw_table(table, out);
            Ok(())
        }
    };
}

fn draw_card(card: &Card, out: &mut String) {
    let labels = escape(&card.labels.join(", "));
    let _ = writeln!(out, "### {} {}\n", escape(&card.place), escape(&card.title));
    let _ = writeln!(out, "*{labels}; {}*\n", escape(&card.owner));
    for field in &card.fields {
        let lines: Vec<String> = field.lines.iter().map(|line| escape(line)).collect();
        let _ = match lines.as_slice() {
            [one] => writeln!(out, "- **{}**: {one}", field.name),
            several => writeln!(out, "- **{}**:\n  - {}", field.name, several.join("\n  - ")),
        };
    }
}

fn draw_table(table: &Table, out: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = table.columns.iter().map(|column| escape(column.title)).collect();
    let rule = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let _ = writeln!(out, "{}", row(heads));
    let _ = writeln!(out, "{}", row(rule.collect()));
    for cells in &table.rows {
        let cells = table
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| if column.is_drawn { drawn(cell) } else { escape(cell) });
        let _ = writeln!(out, "{}", row(cells.collect()));
    }
}

/// A picture made of signs: letters of one width, and blanks that no browser folds. What marks code
/// is left out, so that nothing in it is markup.
fn drawn(picture: &str) -> String {
    let signs = picture.chars().filter(|sign| !matches!(sign, '`' | '|' | '\\'));
    let signs: String = signs.map(|sign| if sign == ' ' { '\u{A0}' } else { sign }).collect();
    if signs.is_empty() { signs } else { format!("`{signs}`") }
}

/// Signs that Markdown or HTML would take for markup. Line breaks become blanks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | '`' | '*' | '_' | '|' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(sign);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::document::Column;

    #[test]
    fn markup_in_texts_is_harmless() {
        let mut document = Document::default();
        document.table(
            "t",
            vec![Column::word("a", 0), Column::number("b", 0)],
            vec![vec!["x | <script> & *y*\nz".to_owned(), "1".to_owned()]],
        );
        let expected = "| a | b |\n| --- | ---: |\n| x \\| &lt;script&gt; &amp; \\*y\\* z | 1 |\n";
        assert_eq!(markdown(&document), expected);
    }
}
