//! C6: the accepted plan and its log.

use super::Code;

/// Actions of the plan wait for each other.
pub const PLAN_CYCLE: Code = Code::error(
    "C601",
    "actions of the plan wait for each other",
    include_str!("../pages/C601.md"),
);

/// An effort is neither days nor a range of days.
pub const BAD_EFFORT: Code = Code::error(
    "C602",
    "an effort is neither days nor a range of days",
    include_str!("../pages/C602.md"),
);

/// The plan names a criterion that is not judged.
pub const IDLE_CLOSE: Code = Code::warning(
    "C603",
    "the plan names a criterion that is not judged",
    include_str!("../pages/C603.md"),
);

/// The log of check-ins has no header.
pub const NO_LOG_HEADER: Code =
    Code::error("C604", "the log of check-ins has no header", include_str!("../pages/C604.md"));

/// A line of the log of check-ins cannot be used.
pub const BAD_CHECK_IN: Code = Code::error(
    "C605",
    "a line of the log of check-ins cannot be used",
    include_str!("../pages/C605.md"),
);

/// A line of the log of check-ins is not complete.
pub const INCOMPLETE_CHECK_IN: Code = Code::warning(
    "C606",
    "a line of the log of check-ins is not complete",
    include_str!("../pages/C606.md"),
);

/// There are check-ins and no plan.
pub const LOG_WITHOUT_PLAN: Code =
    Code::warning("C607", "there are check-ins and no plan", include_str!("../pages/C607.md"));

/// The plan does not keep a day that people wrote down.
pub const MISSED_DAY: Code = Code::warning(
    "C608",
    "the plan does not keep a day that people wrote down",
    include_str!("../pages/C608.md"),
);

/// A fixed start contradicts what comes before it.
pub const FIXED_DAY: Code = Code::warning(
    "C609",
    "an action cannot start on the day that is fixed for it",
    include_str!("../pages/C609.md"),
);

/// The roles of an action contradict what else it says.
pub const BAD_ROLES: Code = Code::error(
    "C610",
    "the roles of an action contradict what else it says",
    include_str!("../pages/C610.md"),
);

/// A key recommendation is not for the facility to make.
pub const KEY_RECOMMENDATION_OF_SELF: Code = Code::warning(
    "C611",
    "a key recommendation is not for the facility to make",
    include_str!("../pages/C611.md"),
);

/// A key recommendation is neither yes nor no.
pub const BAD_KEY_RECOMMENDATION: Code = Code::warning(
    "C612",
    "key_recommendation is neither yes nor no",
    include_str!("../pages/C612.md"),
);

/// All of them, in the order of their numbers.
pub(super) const C6: &[&Code] = &[
    &PLAN_CYCLE,
    &BAD_EFFORT,
    &IDLE_CLOSE,
    &NO_LOG_HEADER,
    &BAD_CHECK_IN,
    &INCOMPLETE_CHECK_IN,
    &LOG_WITHOUT_PLAN,
    &MISSED_DAY,
    &FIXED_DAY,
    &BAD_ROLES,
    &KEY_RECOMMENDATION_OF_SELF,
    &BAD_KEY_RECOMMENDATION,
];
