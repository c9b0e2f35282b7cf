//! Diagnostics for people at a terminal.

use super::place::{where_it_is, where_they_are};
use super::wrap;
use crate::diagnostic::{Bag, Diagnostic, Excerpt, Joined, Severity, joined};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// Whether to color.
    pub color: bool,
    /// Width of the terminal in columns.
    pub width: usize,
}

/// Below this nothing can be laid out.
const NARROWEST: usize = 20;

/// Every message with its places and its line, then what was only counted.
pub fn text(bag: &Bag, options: TextOptions) -> String {
    let mut blocks: Vec<String> =
        joined(bag.sorted()).iter().map(|one| full(one, options)).collect();
    for (code, file, count) in bag.dropped() {
        blocks.push(format!("{file}: {count} more of {code}, not shown"));
    }
    blocks.join("\n\n")
}

/// A diagnostic in one line: `file:12 (response): error[C406]: ...`.
pub fn one_line(diagnostic: &Diagnostic) -> String {
    line(diagnostic, &where_it_is(&diagnostic.place))
}

/// The same with all of its places: `file: 3 rows (12, 14, 17), column `response`: error[C406]: ...`.
pub fn joined_line(one: &Joined) -> String {
    line(&one.said, &where_they_are(&one.places))
}

fn line(diagnostic: &Diagnostic, place: &str) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let (severity, code) = (diagnostic.severity(), diagnostic.code.id);
    format!("{place}: {severity}[{code}]: {}{help}", diagnostic.message)
}

fn full(one: &Joined, options: TextOptions) -> String {
    let diagnostic = &one.said;
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let place = &diagnostic.place;
    // before the message stand weight and code, before the help its mark and the line numbers
    let room = |taken: usize| options.width.saturating_sub(taken).max(NARROWEST);
    let message = wrap(&diagnostic.message, room(16)).join("\n");
    let help = diagnostic.help.as_ref().map(|help| wrap(help, room(18)).join("\n"));
    let title = level.primary_title(message.as_str()).id(diagnostic.code.id);
    let mut group = match (&place.excerpt, place.line) {
        (Some(excerpt), Some(line)) => title.element(snippet(excerpt, line, &place.file)),
        _ => Group::with_title(title).element(Origin::path(where_they_are(&one.places))),
    };
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(options.width).render(&[group])
}

fn snippet<'e>(
    excerpt: &'e Excerpt,
    line: usize,
    file: &'e str,
) -> Snippet<'e, annotate_snippets::Annotation<'e>> {
    Snippet::source(excerpt.text.as_str())
        .line_start(line)
        .path(file)
        .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end))
}
