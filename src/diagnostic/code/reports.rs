//! C5: what a report is made with.

use super::Code;

/// A file among the templates is not used.
pub const UNUSED_TEMPLATE: Code = Code::warning(
    "C501",
    "a file among the templates is not used",
    include_str!("../pages/C501.md"),
);

/// A template cannot be used.
pub const BAD_TEMPLATE: Code =
    Code::error("C502", "a template cannot be used", include_str!("../pages/C502.md"));

/// A template leaves out what every report says of itself.
pub const SILENT_TEMPLATE: Code = Code::error(
    "C503",
    "a template leaves out what every report says of itself",
    include_str!("../pages/C503.md"),
);

/// All of them, in the order of their numbers.
pub(super) const C5: &[&Code] = &[&UNUSED_TEMPLATE, &BAD_TEMPLATE, &SILENT_TEMPLATE];
