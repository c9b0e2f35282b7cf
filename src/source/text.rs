//! A text with a name, and the lines in it.

use std::borrow::Cow;

use std::ops::Range;
use std::sync::OnceLock;

/// A stretch of a [`Text`], in bytes.
pub type Span = Range<usize>;

/// A place in a text as an editor counts it: both start at 1, columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A named text, decoded, with an index of its lines.
///
/// The name is what messages show: relative, with forward slashes.
#[derive(Debug, Clone)]
pub struct Text {
    name: String,
    content: Cow<'static, str>,
    // made when a place is asked for: most texts are read without a word about them
    line_starts: OnceLock<Vec<usize>>,
}

impl Text {
    /// Takes a decoded text.
    ///
    /// ```
    /// let text = concordant::source::Text::new("a.toml", "one\ntwo".to_owned());
    /// let place = text.line_column(5);
    /// assert_eq!((place.line, place.column), (2, 2));
    /// ```
    pub fn new(name: impl Into<String>, content: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), content: content.into(), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let after = self.content.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// The name that messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The text of a span; empty where the span does not lie inside.
    pub fn slice(&self, span: &Span) -> &str {
        self.content.get(span.clone()).unwrap_or_default()
    }

    /// Moves an offset back to the nearest character boundary inside the text.
    pub fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.content.len());
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Line and column of a byte offset; offsets past the end mean the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = self.floor(offset);
        let line = self.line_starts().partition_point(|&start| start <= offset);
        let start = self.line_start(line);
        let column = self.slice(&(start..offset)).chars().count() + 1;
        LineColumn { line, column }
    }

    /// The span of a line (counted from 1) without its line end.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_start(line);
        let end = self.line_starts().get(line).copied().unwrap_or(self.content.len());
        let kept = self.slice(&(start..end)).trim_end_matches(['\n', '\r']).len();
        start..start + kept
    }

    fn line_start(&self, line: usize) -> usize {
        self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or(self.content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = Text::new("t", "é=\"x\"\r\nb".to_owned());
        assert_eq!(text.line_column(2), LineColumn { line: 1, column: 2 });
        assert_eq!(text.line_column(8), LineColumn { line: 2, column: 1 });
        assert_eq!(text.slice(&text.line_span(1)), "é=\"x\"");
    }

    #[test]
    fn offsets_outside_mean_the_end() {
        let text = Text::new("t", "ab".to_owned());
        assert_eq!(text.line_column(99), LineColumn { line: 1, column: 3 });
        assert_eq!(text.line_span(7), 2..2);
    }
}
