//! Looks of the workbook that is filled in: white cells are ours, yellow ones wait for an answer.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of a workbook. Only those of answers are unlocked.
pub(super) struct Styles {
    /// Whether nothing is answered yet: then formulas show at once what they come to. Where something
    /// is, they show nothing until they are computed, so that no program shows what is not so.
    pub(super) is_blank: bool,
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) plain: Format,
    pub(super) strong: Format,
    pub(super) warning: Format,
    pub(super) note: Format,
    pub(super) link: Format,
    pub(super) mark: Format,
    pub(super) header: Format,
    pub(super) header_of_answers: Format,
    pub(super) header_of_numbers: Format,
    pub(super) section: Format,
    pub(super) id: Format,
    pub(super) text: Format,
    pub(super) word: Format,
    pub(super) number: Format,
    pub(super) percent: Format,
    pub(super) result: Format,
    pub(super) verdict: Format,
    pub(super) unused: Format,
    pub(super) answer: Format,
    pub(super) answer_of_count: Format,
    pub(super) answer_of_number: Format,
    pub(super) answer_of_day: Format,
}

const WAITS: Color = Color::RGB(0xFF_FB_E6);
const PALE: Color = Color::RGB(0xD0_D0_D0);

impl Styles {
    pub(super) fn new(is_blank: bool) -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let wrapped = || plain().set_text_wrap();
        let lined = |format: Format| {
            format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(PALE)
        };
        let header = |paper: u32| {
            let format = wrapped().set_bold().set_background_color(Color::RGB(paper));
            format.set_border_bottom(FormatBorder::Thin)
        };
        let answer = || {
            let format = wrapped().set_background_color(WAITS).set_unlocked();
            format.set_border(FormatBorder::Thin).set_border_color(PALE)
        };
        let heading = || plain().set_bold().set_font_size(13);
        Self {
            is_blank,
            title: plain().set_bold().set_font_size(16),
            heading: heading(),
            plain: wrapped(),
            strong: wrapped().set_bold(),
            warning: wrapped()
                .set_bold()
                .set_font_color(Color::RGB(0x9C_00_06))
                .set_background_color(Color::RGB(0xFF_C7_CE)),
            note: wrapped().set_italic(),
            link: plain()
                .set_font_color(Color::RGB(0x05_63_C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            mark: plain().set_font_size(8).set_font_color(Color::RGB(0x8C_8C_8C)),
            header: header(0xD9_E2_F3),
            header_of_answers: header(0xFF_E6_99),
            header_of_numbers: header(0xD9_E2_F3).set_align(FormatAlign::Right),
            section: plain()
                .set_align(FormatAlign::VerticalCenter)
                .set_bold()
                .set_font_color(Color::RGB(0xFF_FF_FF))
                .set_background_color(Color::RGB(0x44_54_6A)),
            id: lined(plain().set_bold()),
            text: lined(wrapped()),
            word: lined(wrapped().set_align(FormatAlign::Left).set_indent(1)),
            number: lined(plain().set_num_format("General")),
            percent: lined(plain().set_num_format("0.0\" %\"").set_align(FormatAlign::Right)),
            result: heading().set_text_wrap(),
            verdict: plain().set_bold().set_indent(1),
            unused: lined(plain().set_background_color(Color::RGB(0xF2_F2_F2))),
            answer: answer(),
            answer_of_count: answer().set_num_format("0"),
            answer_of_number: answer().set_num_format("General"),
            answer_of_day: answer().set_num_format("yyyy-mm-dd"),
        }
    }
}
