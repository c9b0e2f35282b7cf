//! One diagnostic and the place it speaks of.

use super::{Code, mask_cell, mask_line};
use crate::source::{Span, Text};
use serde::Serialize;
use std::fmt;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something was read differently from what it says at first sight, and counts.
    Note,
    /// Usable, and probably not what was meant.
    Warning,
    /// Not usable: the result is provisional until it is mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Where a diagnostic points: a file, a stretch of a text, or a cell of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name as messages show it.
    pub file: String,
    /// Line of the text, from 1.
    pub line: Option<usize>,
    /// Column of the text in characters, from 1.
    pub column: Option<usize>,
    /// Row as a spreadsheet numbers it, from 1.
    pub row: Option<usize>,
    /// Worksheet of the workbook.
    pub worksheet: Option<String>,
    /// Cell of the worksheet, such as `F12`.
    pub cell: Option<String>,
    /// Header of the sheet's column.
    pub column_name: Option<String>,
    /// The line to show, for texts whose lines may be shown.
    pub excerpt: Option<Excerpt>,
}

/// One line of a text, already masked, with the faulty part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The line without its line end.
    pub text: String,
    /// Start of the faulty part, in bytes of `text`.
    pub start: usize,
    /// End of the faulty part, in bytes of `text`; never past its end.
    pub end: usize,
}

impl Place {
    /// A whole file.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), ..Self::default() }
    }

    /// A stretch of a text whose line may be shown. A span over several lines shows the first.
    pub fn text(text: &Text, span: &Span) -> Self {
        let start = text.floor(span.start);
        let at = text.line_column(start);
        let line = text.line_span(at.line);
        let within = |offset: usize| text.floor(offset).clamp(line.start, line.end) - line.start;
        let (from, to) = (within(start), within(span.end.max(start)));
        Self {
            file: text.name().to_owned(),
            line: Some(at.line),
            column: Some(at.column),
            excerpt: Some(Excerpt {
                text: mask_line(text.slice(&line)),
                start: from,
                end: to.max(from),
            }),
            ..Self::default()
        }
    }
}

/// A coded message about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: &'static Code,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// How much it weighs: as its code says, unless a run asks otherwise.
    pub severity: Severity,
    /// The item it speaks of, as messages name it: `criterion RX-05`.
    pub item: Option<String>,
    /// A change of the text that mends it and cannot mean anything else.
    pub fix: Option<Fix>,
    /// What is said of many places at once, where the message names what is of one place only.
    pub together: Option<Together>,
}

/// The words for many places at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced, in bytes of the file's text.
    pub span: Span,
    /// What stands there; where it does not, nothing is changed.
    pub written: String,
    /// By what.
    pub replacement: String,
}

impl Diagnostic {
    /// A message about a place. The message must not hold a user's words: those go through
    /// [`Diagnostic::echo`].
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        let severity = code.severity;
        Self {
            code,
            message: message.into(),
            help: None,
            place,
            severity,
            item: None,
            fix: None,
            together: None,
        }
    }

    /// Puts a cell's words, masked, where the message says `{}`. Words listed in `known` are shown
    /// as they are, beside those that every sheet uses.
    #[must_use]
    pub fn echo(mut self, cell: &str, known: &[&str]) -> Self {
        let shown = format!("`{}`", mask_cell(cell, known));
        self.message = self.message.replacen("{}", &shown, 1);
        if let Some(together) = &mut self.together {
            together.message = together.message.replacen("{}", &shown, 1);
        }
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn help_maybe(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Says what is said of many such places at once.
    #[must_use]
    pub fn together(mut self, message: impl Into<String>, help: Option<String>) -> Self {
        self.together = Some(Together { message: message.into(), help });
        self
    }

    /// Names the item that it speaks of.
    #[must_use]
    pub fn item(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }

    /// Says which change of the text mends it.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}
