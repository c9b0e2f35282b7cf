//! C8: several sheets that become one.

use super::Code;

/// Rows that are merged say different things.
pub const MERGE_CONFLICT: Code = Code::error(
    "C801",
    "rows that are merged say different things",
    include_str!("../pages/C801.md"),
);

/// A row cannot be merged.
pub const UNMERGED_ROW: Code =
    Code::error("C802", "a row cannot be merged", include_str!("../pages/C802.md"));

/// All of them, in the order of their numbers.
pub(super) const C8: &[&Code] = &[&MERGE_CONFLICT, &UNMERGED_ROW];
