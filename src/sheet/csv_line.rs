//! Splitting a row that lies in one line and whose quotes stand where they should: nearly every row.
//!
//! `csv-core` looks at one sign after another; here one search leads from each separator to the
//! next. What is in any way unusual is left to `csv-core`, and to the messages about its quotes.

use memchr::{memchr, memchr2};

/// Splits the row at the beginning of a text into its cells and their ends; the length of the line
/// without its end. `None` where the row is for `csv-core`: what was put down by then is nothing.
pub(super) fn split_line(
    text: &str,
    delimiter: u8,
    (texts, ends): (&mut String, &mut Vec<usize>),
) -> Option<usize> {
    let line = text.get(..memchr2(b'\n', b'\r', text.as_bytes())?)?;
    texts.clear();
    ends.clear();
    let mut at = 0;
    loop {
        let rest = line.get(at..)?;
        let length = match rest.strip_prefix('"') {
            Some(quoted) => 1 + unquote(quoted, texts)?,
            None => {
                let length = memchr(delimiter, rest.as_bytes()).unwrap_or(rest.len());
                texts.push_str(rest.get(..length)?);
                length
            }
        };
        ends.push(texts.len());
        at += length;
        match line.as_bytes().get(at) {
            None => return Some(line.len()),
            Some(sign) if *sign == delimiter => at += 1,
            // text behind a closing quote
            Some(_) => return None,
        }
    }
}

/// Puts down the text of a quoted cell; its length with the closing quote. `None` where the cell
/// does not end in this line.
fn unquote(quoted: &str, texts: &mut String) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = quoted.get(at..)?;
        let quote = memchr(b'"', rest.as_bytes())?;
        texts.push_str(rest.get(..quote)?);
        at += quote + 1;
        if quoted.as_bytes().get(at) != Some(&b'"') {
            return Some(at);
        }
        texts.push('"');
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Option<Vec<String>> {
        let (mut texts, mut ends) = (String::new(), Vec::new());
        split_line(text, b',', (&mut texts, &mut ends))?;
        let starts = [0].into_iter().chain(ends.iter().copied());
        Some(
            starts
                .zip(&ends)
                .map(|(start, end)| texts.get(start..*end).unwrap().to_owned())
                .collect(),
        )
    }

    #[test]
    fn quotes_belong_to_the_row() {
        assert_eq!(cells("a,\"b, c\",\"\"\n").unwrap(), ["a", "b, c", ""]);
        assert_eq!(
            cells("\"say \"\"x\"\"\",5\" tube,\r\nnext").unwrap(),
            ["say \"x\"", "5\" tube", ""]
        );
    }

    #[test]
    fn what_is_unusual_is_not_split() {
        for text in ["a,b", "\"a\nb\",c\n", "\"a\" b,c\n", "\"open,c\n"] {
            assert_eq!(cells(text), None, "{text}");
        }
    }
}
