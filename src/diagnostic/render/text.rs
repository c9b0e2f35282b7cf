//! Diagnostics for people at a terminal.

use super::wrap;
use crate::diagnostic::{Bag, Diagnostic, Excerpt, Place, Severity};
use crate::source::plain;
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

/// Every diagnostic with its place and its line, then what was only counted.
pub fn text(bag: &Bag, options: TextOptions) -> String {
    let mut blocks: Vec<String> =
        bag.sorted().iter().map(|diagnostic| full(diagnostic, options)).collect();
    for (code, file, count) in bag.dropped() {
        blocks.push(format!("{file}: {count} more of {code}, not shown"));
    }
    blocks.join("\n\n")
}

/// A diagnostic in one line: `file:12 (response): error[C406]: ...`.
pub fn one_line(diagnostic: &Diagnostic) -> String {
    let place = where_it_is(&diagnostic.place);
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let (severity, code) = (diagnostic.severity(), diagnostic.code.id);
    format!("{place}: {severity}[{code}]: {}{help}", diagnostic.message)
}

fn where_it_is(place: &Place) -> String {
    let file = match &place.worksheet {
        Some(worksheet) => format!("{}, sheet `{}`", place.file, plain(worksheet)),
        None => place.file.clone(),
    };
    if let Some(cell) = &place.cell {
        let name = place.column_name.as_ref();
        let column = name.map(|name| format!(", column `{name}`")).unwrap_or_default();
        return format!("{file}: cell {cell}{column}");
    }
    match (place.row, &place.column_name, place.line, place.column) {
        (Some(row), Some(name), ..) => format!("{file}: row {row}, column `{name}`"),
        (Some(row), None, ..) => format!("{file}: row {row}"),
        (None, _, Some(line), Some(column)) => format!("{}:{line}:{column}", place.file),
        _ => file,
    }
}

fn full(diagnostic: &Diagnostic, options: TextOptions) -> String {
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
        _ => Group::with_title(title).element(Origin::path(where_it_is(place))),
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
