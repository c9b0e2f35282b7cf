//! What every workbook that we draw shares: texts that fit, days, colors.

mod paint;
mod text;

pub use paint::{ASIDE, BAD, DANGER, GOOD, MUST, NEUTRAL, OPEN, Paint, STATES};
pub use text::{day, fitting, is_risky, lines};
