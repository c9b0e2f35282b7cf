//! C7: likely identifiers of persons.

use super::Code;

/// A text holds what looks like a social security number.
pub const SOCIAL_SECURITY: Code = Code::error(
    "C701",
    "a text holds what looks like a social security number",
    include_str!("../pages/C701.md"),
);

/// A text holds what looks like the number of a person's record.
pub const RECORD_NUMBER: Code = Code::error(
    "C702",
    "a text holds what looks like the number of a person's record",
    include_str!("../pages/C702.md"),
);

/// A text holds what looks like a birth date.
pub const BIRTH_DATE: Code = Code::error(
    "C703",
    "a text holds what looks like a birth date",
    include_str!("../pages/C703.md"),
);

/// A text holds what looks like the name of a person.
pub const PERSON_NAME: Code = Code::error(
    "C704",
    "a text holds what looks like the name of a person",
    include_str!("../pages/C704.md"),
);

/// A text holds an age above 89.
pub const HIGH_AGE: Code =
    Code::error("C705", "a text holds an age above 89", include_str!("../pages/C705.md"));

/// A text holds a date in the care of one person.
pub const PERSON_DATE: Code = Code::error(
    "C706",
    "a text holds a date in the care of one person",
    include_str!("../pages/C706.md"),
);

/// A text says how a person is reached.
pub const PERSON_CONTACT: Code =
    Code::error("C707", "a text says how a person is reached", include_str!("../pages/C707.md"));

/// A text holds a telephone number or an e-mail address.
pub const CONTACT: Code = Code::warning(
    "C711",
    "a text holds a telephone number or an e-mail address",
    include_str!("../pages/C711.md"),
);

/// A text holds a long number.
pub const LONG_NUMBER: Code =
    Code::warning("C712", "a text holds a long number", include_str!("../pages/C712.md"));

/// A text holds a whole date.
pub const WHOLE_DATE: Code =
    Code::warning("C713", "a text holds a whole date", include_str!("../pages/C713.md"));

/// A text holds an age.
pub const PERSON_AGE: Code =
    Code::warning("C714", "a text holds an age", include_str!("../pages/C714.md"));

/// A text holds a street or a ZIP code.
pub const STREET_ADDRESS: Code =
    Code::warning("C715", "a text holds a street or a ZIP code", include_str!("../pages/C715.md"));

/// A text holds a link or a computer's address.
pub const LINK: Code = Code::warning(
    "C716",
    "a text holds a link or a computer's address",
    include_str!("../pages/C716.md"),
);

/// A text may name a person.
pub const POSSIBLE_PERSON: Code =
    Code::warning("C717", "a text may name a person", include_str!("../pages/C717.md"));

/// The facility allows what looks like an identifier.
pub const ALLOWED: Code = Code::note(
    "C718",
    "the facility allows what looks like an identifier",
    include_str!("../pages/C718.md"),
);

/// Nothing needs an allowance.
pub const IDLE_ALLOWANCE: Code =
    Code::warning("C719", "nothing needs an allowance", include_str!("../pages/C719.md"));

/// All of them, in the order of their numbers.
pub(super) const C7: &[&Code] = &[
    &SOCIAL_SECURITY,
    &RECORD_NUMBER,
    &BIRTH_DATE,
    &PERSON_NAME,
    &HIGH_AGE,
    &PERSON_DATE,
    &PERSON_CONTACT,
    &CONTACT,
    &LONG_NUMBER,
    &WHOLE_DATE,
    &PERSON_AGE,
    &STREET_ADDRESS,
    &LINK,
    &POSSIBLE_PERSON,
    &ALLOWED,
    &IDLE_ALLOWANCE,
];
