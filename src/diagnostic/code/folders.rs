//! C3: programs, facilities, assessments.

use super::Code;

/// A standard is not in the library.
pub const NO_SUCH_STANDARD: Code =
    Code::error("C301", "a standard is not in the library", include_str!("../pages/C301.md"));

/// A program tailors a criterion in a way it may not.
pub const TAILORING: Code = Code::error(
    "C302",
    "a program tailors a criterion in a way it may not",
    include_str!("../pages/C302.md"),
);

/// A tier does not imply the one below.
pub const TIER_ORDER: Code =
    Code::error("C303", "a tier does not imply the one below", include_str!("../pages/C303.md"));

/// A gate cannot be judged.
pub const BAD_GATE: Code = Code::error(
    "C304",
    "a tier has gates where it must have none, or none where it needs some",
    include_str!("../pages/C304.md"),
);

/// A fact has the wrong type.
pub const BAD_FACT: Code =
    Code::error("C305", "a fact has the wrong type", include_str!("../pages/C305.md"));

/// A period ends before it begins.
pub const BAD_PERIOD: Code =
    Code::error("C306", "a period ends before it begins", include_str!("../pages/C306.md"));

/// A version is used before it is effective.
pub const STANDARD_NOT_EFFECTIVE: Code = Code::warning(
    "C307",
    "a version is used before it is effective",
    include_str!("../pages/C307.md"),
);

/// It is not said which program is applied for.
pub const NO_PROGRAM: Code = Code::error(
    "C308",
    "it is not said which program is applied for",
    include_str!("../pages/C308.md"),
);

/// Assessments of one round use different versions.
pub const PINS_DIFFER: Code = Code::warning(
    "C309",
    "assessments of one round use different versions",
    include_str!("../pages/C309.md"),
);

/// A service or fact is not answered.
pub const UNKNOWN_FACT: Code =
    Code::warning("C310", "a service or fact is not answered", include_str!("../pages/C310.md"));

/// A pinned checklist is not part of the program.
pub const NOT_IN_PROGRAM: Code = Code::error(
    "C311",
    "a pinned checklist is not part of the program",
    include_str!("../pages/C311.md"),
);

/// A key stands under the heading of something else.
pub const STRAY_KEY: Code = Code::error(
    "C312",
    "a key stands under the heading of something else",
    include_str!("../pages/C312.md"),
);

/// All of them, in the order of their numbers.
pub(super) const C3: &[&Code] = &[
    &NO_SUCH_STANDARD,
    &TAILORING,
    &TIER_ORDER,
    &BAD_GATE,
    &BAD_FACT,
    &BAD_PERIOD,
    &STANDARD_NOT_EFFECTIVE,
    &NO_PROGRAM,
    &PINS_DIFFER,
    &UNKNOWN_FACT,
    &NOT_IN_PROGRAM,
    &STRAY_KEY,
];
