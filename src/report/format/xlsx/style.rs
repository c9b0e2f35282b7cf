//! Looks: few, and color never alone.

use super::prose::Width;
use crate::report::format::table::{Cell, Palette};
use crate::report::text::document::Tone;
use crate::sheet::drawing::{ASIDE, BAD, DANGER, GOOD, MUST, NEUTRAL, Paint, STATES, is_risky};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Size of the title, in points.
pub(super) const TITLE: u8 = 16;
/// Size of headings, in points.
pub(super) const HEADING: u8 = 13;

/// The formats of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) header_of_numbers: Format,
    pub(super) stamp: Format,
    pub(super) label: Format,
    pub(super) strong: Format,
    pub(super) small: Format,
    pub(super) line: Format,
    pub(super) beside: Format,
    pub(super) right: Format,
    prose: Format,
    text: Format,
    quoted: Format,
    whole: Format,
    decimals: [Format; 4],
    number: Format,
    percent: Format,
    day: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let wrapped = || plain().set_text_wrap();
        let bold = || wrapped().set_bold();
        let header = || {
            let paper = bold().set_background_color(Color::RGB(0xD9_E2_F3));
            paper.set_border_bottom(FormatBorder::Thin)
        };
        // a thin line between rows; a little room, so that no text touches a number
        let lined = |format: Format| {
            let format = format.set_border_bottom(FormatBorder::Thin);
            format.set_border_bottom_color(Color::RGB(0xD0_D0_D0))
        };
        let indented = |format: Format| format.set_align(FormatAlign::Left).set_indent(1);
        let text = || lined(indented(wrapped()));
        let number = |format: &str| lined(plain().set_num_format(format));
        Self {
            title: plain().set_bold().set_font_size(TITLE),
            heading: plain().set_bold().set_font_size(HEADING),
            header: indented(header()),
            header_of_numbers: header().set_align(FormatAlign::Right),
            stamp: plain().set_font_size(8).set_font_color(Color::RGB(0x59_59_59)),
            label: bold(),
            strong: plain().set_bold(),
            small: wrapped().set_italic(),
            line: plain(),
            beside: indented(plain()),
            right: bold().set_align(FormatAlign::Right),
            prose: wrapped(),
            text: text(),
            quoted: text().set_quote_prefix(),
            whole: number("0"),
            // the last drops zeros that say nothing: 0.5 and 1.0, but 0.333
            decimals: ["0", "0.0", "0.00", "0.0##"].map(number),
            number: number("General"),
            percent: number("0.0\" %\""),
            day: indented(number("yyyy-mm-dd")),
        }
    }

    /// How a paragraph looks.
    pub(super) fn plain(&self, width: Width) -> &Format {
        match width {
            Width::Cell => &self.prose,
            Width::Lines(_) => &self.line,
        }
    }

    /// How a value looks that stands alone beside its name.
    pub(super) fn left(&self, cell: &Cell) -> Format {
        let format = self.of(cell).clone().set_align(FormatAlign::Left).set_indent(0);
        format.set_border_bottom(FormatBorder::None)
    }

    /// How a value of a table looks.
    pub(super) fn of(&self, cell: &Cell) -> &Format {
        match cell {
            Cell::Text(text) if is_risky(text) => &self.quoted,
            Cell::Blank | Cell::Text(_) | Cell::YesNo(_) | Cell::Must(_) => &self.text,
            Cell::Whole(_) => &self.whole,
            Cell::Decimal(_, digits) => self.decimals.get(*digits).unwrap_or(&self.line),
            Cell::Number(_) => &self.number,
            Cell::Percent(_) => &self.percent,
            Cell::Day(_) => &self.day,
        }
    }
}

/// The paint of a headline.
pub(super) fn headline(paint: Paint) -> Format {
    paint.format().set_bold().set_font_size(HEADING)
}

/// The paint of a headline's tone.
pub(super) fn tone(tone: Tone) -> Paint {
    match tone {
        Tone::Good => GOOD,
        Tone::Neutral => NEUTRAL,
        Tone::Bad => BAD,
    }
}

/// The words of whether a gate holds.
pub(super) const HOLDS: [(&str, Paint); 3] =
    [("yes", GOOD), ("NO", BAD), ("not yet, open answers decide", NEUTRAL)];

/// The words of a column that are colored.
pub(super) fn words(palette: Palette) -> &'static [(&'static str, Paint)] {
    match palette {
        Palette::MustPass => &[("MUST", MUST)],
        Palette::Severity => {
            &[("immediate", DANGER), ("high", BAD), ("moderate", NEUTRAL), ("low", ASIDE)]
        }
        Palette::State => &STATES,
        Palette::Reason => &[
            ("immediate danger", DANGER),
            ("must-pass", MUST),
            ("high harm", BAD),
            ("law", NEUTRAL),
        ],
        Palette::Standing => {
            &[("expired", BAD), ("too old", BAD), ("dated later", NEUTRAL), ("current", GOOD)]
        }
    }
}
