//! C1: the shape of a TOML file.

use super::Code;

/// The file is not valid TOML.
pub const SYNTAX: Code =
    Code::error("C101", "the file is not valid TOML", include_str!("../pages/C101.md"));

/// A key is not known here.
pub const UNKNOWN_KEY: Code =
    Code::error("C102", "a key is not known here", include_str!("../pages/C102.md"));

/// A key is missing.
pub const MISSING_KEY: Code =
    Code::error("C103", "a key is missing", include_str!("../pages/C103.md"));

/// A value has the wrong type.
pub const WRONG_TYPE: Code =
    Code::error("C104", "a value has the wrong type", include_str!("../pages/C104.md"));

/// A value is not one of those allowed.
pub const NOT_ALLOWED: Code =
    Code::error("C105", "a value is not one of those allowed", include_str!("../pages/C105.md"));

/// A number cannot be read as an exact fraction.
pub const BAD_FRACTION: Code = Code::error(
    "C106",
    "a number cannot be read as an exact fraction",
    include_str!("../pages/C106.md"),
);

/// A condition cannot be read.
pub const BAD_CONDITION: Code =
    Code::error("C107", "a condition cannot be read", include_str!("../pages/C107.md"));

/// A number is out of range.
pub const OUT_OF_RANGE: Code =
    Code::error("C108", "a number is out of range", include_str!("../pages/C108.md"));

/// A version or a version requirement cannot be read.
pub const BAD_VERSION: Code = Code::error(
    "C109",
    "a version or a version requirement cannot be read",
    include_str!("../pages/C109.md"),
);

/// A date cannot be read or does not make sense.
pub const BAD_DATE: Code = Code::error(
    "C110",
    "a date cannot be read or does not make sense",
    include_str!("../pages/C110.md"),
);

/// An id has the wrong shape.
pub const BAD_ID: Code =
    Code::error("C111", "an id has the wrong shape", include_str!("../pages/C111.md"));

/// The format number is not known.
pub const UNKNOWN_FORMAT: Code =
    Code::error("C112", "the format number is not known", include_str!("../pages/C112.md"));

/// A text is empty.
pub const EMPTY_TEXT: Code =
    Code::error("C113", "a text is empty", include_str!("../pages/C113.md"));

/// A period cannot be read.
pub const BAD_DURATION: Code =
    Code::error("C114", "a period cannot be read", include_str!("../pages/C114.md"));

/// All of them, in the order of their numbers.
pub(super) const C1: &[&Code] = &[
    &SYNTAX,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &NOT_ALLOWED,
    &BAD_FRACTION,
    &BAD_CONDITION,
    &OUT_OF_RANGE,
    &BAD_VERSION,
    &BAD_DATE,
    &BAD_ID,
    &UNKNOWN_FORMAT,
    &EMPTY_TEXT,
    &BAD_DURATION,
];
