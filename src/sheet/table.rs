//! A whole CSV text in rows: for the short files beside the sheets.

use super::csv_rows::{CsvRows, Delimiter};
use super::row::Row;
use crate::diagnostic::Bag;
use crate::source::Text;

/// The rows of a sheet that are not blank.
#[derive(Debug, Clone)]
pub struct Table {
    /// What separated the cells.
    pub delimiter: Delimiter,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// Reads a CSV text. `knows` tells whether a cell is a header that the reader is looking for; the
/// delimiter that makes most cells of a row known is the one.
pub fn read_csv(text: &Text, knows: impl Fn(&str) -> bool, bag: &Bag) -> Table {
    let mut table = Table { delimiter: Delimiter::Comma, rows: Vec::new() };
    // a text in memory never fails to be read
    let Ok(mut reader) = CsvRows::new(text.name(), text.content().as_bytes(), knows) else {
        return table;
    };
    table.delimiter = reader.delimiter();
    let mut row = Row::default();
    while reader.next_row(&mut row, bag).unwrap_or(false) {
        table.rows.push(row.clone());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Delimiter;

    fn read(content: &str) -> (Text, Table, Bag) {
        let text = Text::new("t.csv", content.to_owned());
        let bag = Bag::new();
        let table = read_csv(&text, |cell| matches!(cell.trim(), "criterion" | "response"), &bag);
        (text, table, bag)
    }

    fn grid(content: &str) -> Vec<(usize, Vec<String>)> {
        let (_, table, _) = read(content);
        let texts = |row: &Row| row.cells().map(str::to_owned).collect();
        table.rows.iter().map(|row| (row.number, texts(row))).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let content = "criterion,response\r\n\r\nA,\"two\r\nlines\"\r\nB,x\r\n";
        let expected = [
            row(1, &["criterion", "response"]),
            row(3, &["A", "two\r\nlines"]),
            row(4, &["B", "x"]),
        ];
        assert_eq!(grid(content), expected);
    }

    #[test]
    fn every_line_end_is_one() {
        for end in ["\n", "\r\n", "\r"] {
            let content = ["criterion,response", "A,x", "", "B,y"].join(end);
            assert_eq!(
                grid(&content),
                [row(1, &["criterion", "response"]), row(2, &["A", "x"]), row(4, &["B", "y"])],
                "{end:?}"
            );
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_headers_known() {
        for (content, delimiter) in [
            ("criterion;response\nA;1,5\n", Delimiter::Semicolon),
            ("criterion\tresponse\nA\tx\n", Delimiter::Tab),
            ("Title, with commas, many\n\ncriterion|response\n", Delimiter::Pipe),
            ("sep=;\ncriterion;response\n", Delimiter::Semicolon),
        ] {
            assert_eq!(read(content).1.delimiter, delimiter, "{content}");
        }
        assert_eq!(read("sep=;\ncriterion;response\n").1.rows[0].number, 2);
    }

    #[test]
    fn blank_rows_and_columns_at_the_end_vanish() {
        assert_eq!(
            grid("criterion,response,,\n,,,\nA,x,,\n , ,\n"),
            [row(1, &["criterion", "response"]), row(3, &["A", "x"])]
        );
    }

    #[test]
    fn a_cell_has_its_place_in_the_text() {
        let (_, table, _) = read("criterion,response\n\"a\"\"b\", x ,\"é\n\",z\nlast,\"q\"");
        let place = |row: usize, at| {
            let place = table.rows[row].place("t.csv", (Some(at), None));
            (place.row, place.line, place.column)
        };
        assert_eq!(place(1, 1), (Some(2), Some(2), Some(8)));
        assert_eq!(place(1, 3), (Some(2), Some(3), Some(3)));
        assert_eq!(place(2, 1), (Some(3), Some(4), Some(6)));
    }

    #[test]
    fn bad_quotes_are_said() {
        let codes = |content: &str| -> Vec<&'static str> {
            read(content).2.sorted().iter().map(|d| d.code.id).collect()
        };
        assert_eq!(codes("criterion,response\nA,\"open\nB,x\n"), ["C006"]);
        assert_eq!(codes("criterion,response\nA,\"open\nB,\"x\"\n"), ["C006"]);
        assert_eq!(codes("criterion,response\nA,\"x\" y\n"), ["C007"]);
        assert!(codes("criterion,response\nA,5\" tube\n").is_empty());
    }
}
