//! Colors, never alone: the light fills are those of Excel's own good, neutral, bad.

use rust_xlsxwriter::{Color, Format};

/// Ink and paper of a word.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    ink: u32,
    paper: u32,
}

/// All is well.
pub const GOOD: Paint = Paint { ink: 0x00_61_00, paper: 0xC6_EF_CE };
/// Between good and bad.
pub const NEUTRAL: Paint = Paint { ink: 0x7F_4A_00, paper: 0xFF_EB_9C };
/// Something is missing.
pub const BAD: Paint = Paint { ink: 0x9C_00_06, paper: 0xFF_C7_CE };
/// Immediate danger.
pub const DANGER: Paint = Paint { ink: 0xFF_FF_FF, paper: 0x9C_00_06 };
/// Must-pass: neither good nor bad, whether it is met stands elsewhere.
pub const MUST: Paint = Paint { ink: 0x3F_2A_6B, paper: 0xE4_DF_EC };
/// Not known yet.
pub const OPEN: Paint = Paint { ink: 0x20_38_60, paper: 0xDD_EB_F7 };
/// Left out.
pub const ASIDE: Paint = Paint { ink: 0x59_59_59, paper: 0xED_ED_ED };

/// The words of a criterion's state.
pub const STATES: [(&str, Paint); 7] = [
    ("met", GOOD),
    ("partly met", NEUTRAL),
    ("not met", BAD),
    ("not assessed", OPEN),
    ("too few cases", OPEN),
    ("not applicable", ASIDE),
    ("excluded", ASIDE),
];

impl Paint {
    /// The paint on its own, for rules that color by word.
    pub fn format(self) -> Format {
        let format = Format::new().set_font_color(Color::RGB(self.ink));
        format.set_background_color(Color::RGB(self.paper))
    }
}
