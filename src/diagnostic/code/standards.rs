//! C2: what a standard says: meaning and style of checklists and programs.

use super::Code;

/// An id is used twice.
pub const DUPLICATE_ID: Code =
    Code::error("C201", "an id is used twice", include_str!("../pages/C201.md"));

/// A criterion does not bear the prefix of its checklist.
pub const FOREIGN_PREFIX: Code = Code::error(
    "C202",
    "a criterion does not bear the prefix of its checklist",
    include_str!("../pages/C202.md"),
);

/// A reference points to nothing.
pub const UNKNOWN_REFERENCE: Code =
    Code::error("C203", "a reference points to nothing", include_str!("../pages/C203.md"));

/// A word is not in the vocabulary.
pub const UNKNOWN_WORD: Code =
    Code::error("C204", "a word is not in the vocabulary", include_str!("../pages/C204.md"));

/// Remediations wait for each other.
pub const REMEDIATION_CYCLE: Code =
    Code::error("C205", "remediations wait for each other", include_str!("../pages/C205.md"));

/// Sections do not form a tree.
pub const SECTION_TREE: Code =
    Code::error("C206", "sections do not form a tree", include_str!("../pages/C206.md"));

/// A critical criterion is not binary or a measure.
pub const CRITICAL_SCALE: Code = Code::error(
    "C207",
    "a critical criterion is not binary or a measure",
    include_str!("../pages/C207.md"),
);

/// Scale and measure do not belong together.
pub const MEASURE_MISMATCH: Code = Code::error(
    "C208",
    "scale and measure do not belong together",
    include_str!("../pages/C208.md"),
);

/// Credits do not rise with the value.
pub const BAD_STEPS: Code =
    Code::error("C209", "credits do not rise with the value", include_str!("../pages/C209.md"));

/// A scale cannot be scored.
pub const BAD_SCALE: Code =
    Code::error("C210", "a scale cannot be scored", include_str!("../pages/C210.md"));

/// Id and version differ from the path.
pub const PATH_MISMATCH: Code =
    Code::error("C211", "id and version differ from the path", include_str!("../pages/C211.md"));

/// Two different files claim the same id and version.
pub const DIGEST_CONFLICT: Code = Code::error(
    "C212",
    "two different files claim the same id and version",
    include_str!("../pages/C212.md"),
);

/// A criterion rests on law without saying whose.
pub const NO_JURISDICTION: Code = Code::error(
    "C213",
    "a criterion rests on law without saying whose",
    include_str!("../pages/C213.md"),
);

/// Nothing closes a criterion.
pub const NO_REMEDIATION: Code =
    Code::warning("C214", "nothing closes a criterion", include_str!("../pages/C214.md"));

/// A remediation closes nothing and nothing waits for it.
pub const CLOSES_NOTHING: Code = Code::warning(
    "C215",
    "a remediation closes nothing and nothing waits for it",
    include_str!("../pages/C215.md"),
);

/// A section holds nothing.
pub const EMPTY_SECTION: Code =
    Code::warning("C216", "a section holds nothing", include_str!("../pages/C216.md"));

/// A condition compares what cannot be compared.
pub const CONDITION_TYPE: Code = Code::error(
    "C217",
    "a condition compares what cannot be compared",
    include_str!("../pages/C217.md"),
);

/// A critical criterion has no interim control.
pub const NO_INTERIM: Code = Code::error(
    "C218",
    "a critical criterion has no interim control",
    include_str!("../pages/C218.md"),
);

/// A critical criterion rests on sources that nobody opened.
pub const UNOPENED_SOURCE: Code = Code::error(
    "C219",
    "a critical criterion rests on sources that nobody opened",
    include_str!("../pages/C219.md"),
);

/// A condition always holds.
pub const ALWAYS_TRUE: Code =
    Code::warning("C220", "a condition always holds", include_str!("../pages/C220.md"));

/// A condition never holds.
pub const NEVER_TRUE: Code =
    Code::warning("C221", "a condition never holds", include_str!("../pages/C221.md"));

/// A gate is made needless by another of its tier.
pub const NEEDLESS_GATE: Code = Code::warning(
    "C222",
    "a gate is made needless by another of its tier",
    include_str!("../pages/C222.md"),
);

/// A gate has nothing to judge.
pub const IDLE_GATE: Code =
    Code::warning("C223", "a gate has nothing to judge", include_str!("../pages/C223.md"));

/// A weight cannot matter.
pub const IDLE_WEIGHT: Code =
    Code::warning("C224", "a weight cannot matter", include_str!("../pages/C224.md"));

/// A source is past its review.
pub const SOURCE_OVERDUE: Code =
    Code::warning("C225", "a source is past its review", include_str!("../pages/C225.md"));

/// Checklists describe one source differently.
pub const SOURCE_DIFFERS: Code = Code::warning(
    "C226",
    "checklists describe one source differently",
    include_str!("../pages/C226.md"),
);

/// Nothing cites a source.
pub const UNCITED_SOURCE: Code =
    Code::warning("C227", "nothing cites a source", include_str!("../pages/C227.md"));

/// A statement uses a vague word.
pub const VAGUE_WORDING: Code =
    Code::warning("C228", "a statement uses a vague word", include_str!("../pages/C228.md"));

/// A statement makes more than one demand.
pub const DOUBLE_DEMAND: Code = Code::warning(
    "C229",
    "a statement makes more than one demand",
    include_str!("../pages/C229.md"),
);

/// Two statements say nearly the same.
pub const NEAR_DUPLICATE: Code =
    Code::warning("C230", "two statements say nearly the same", include_str!("../pages/C230.md"));

/// A measure does not say what is counted.
pub const INCOMPLETE_MEASURE: Code = Code::warning(
    "C231",
    "a measure does not say what is counted",
    include_str!("../pages/C231.md"),
);

/// Dates do not fit each other.
pub const IMPOSSIBLE_DATE: Code =
    Code::warning("C232", "dates do not fit each other", include_str!("../pages/C232.md"));

/// A rewording changes a number or a binding word.
pub const REWORDED_MEANING: Code = Code::error(
    "C233",
    "a rewording changes a number or a binding word",
    include_str!("../pages/C233.md"),
);

/// A declared change does not fit what differs.
pub const UNDECLARED_CHANGE: Code = Code::warning(
    "C234",
    "a declared change does not fit what differs",
    include_str!("../pages/C234.md"),
);

/// More than a quarter of a checklist is critical.
pub const CRITICAL_SHARE: Code = Code::warning(
    "C235",
    "more than a quarter of a checklist is critical",
    include_str!("../pages/C235.md"),
);

/// No source of a criterion can be read by everybody.
pub const NO_OPEN_SOURCE: Code = Code::warning(
    "C236",
    "no source of a criterion can be read by everybody",
    include_str!("../pages/C236.md"),
);

/// A criterion asks for no evidence.
pub const NO_EVIDENCE: Code =
    Code::warning("C237", "a criterion asks for no evidence", include_str!("../pages/C237.md"));

/// The superseded version does not fit.
pub const BAD_SUPERSEDES: Code =
    Code::error("C238", "the superseded version does not fit", include_str!("../pages/C238.md"));

/// The version number rises too little.
pub const SMALL_BUMP: Code =
    Code::error("C239", "the version number rises too little", include_str!("../pages/C239.md"));

/// A released file was edited.
pub const EDITED_RELEASE: Code =
    Code::error("C240", "a released file was edited", include_str!("../pages/C240.md"));

/// A critical criterion asks less without a new approval.
pub const UNAPPROVED_EASING: Code = Code::error(
    "C241",
    "a critical criterion asks less without a new approval",
    include_str!("../pages/C241.md"),
);

/// A suppression suppresses nothing.
pub const UNUSED_SUPPRESSION: Code =
    Code::warning("C242", "a suppression suppresses nothing", include_str!("../pages/C242.md"));

/// A level or suppression cannot be read.
pub const BAD_LEVEL: Code =
    Code::error("C243", "a level or suppression cannot be read", include_str!("../pages/C243.md"));

/// A remediation needs more days of work than it takes.
pub const LEAD_TOO_SHORT: Code = Code::warning(
    "C244",
    "a remediation needs more days of work than it takes",
    include_str!("../pages/C244.md"),
);

/// A statement is too long to test.
pub const LONG_STATEMENT: Code =
    Code::warning("C245", "a statement is too long to test", include_str!("../pages/C245.md"));

/// Nobody answers for a standard.
pub const NO_APPROVAL: Code =
    Code::warning("C246", "nobody answers for a standard", include_str!("../pages/C246.md"));

/// All of them, in the order of their numbers.
pub(super) const C2: &[&Code] = &[
    &DUPLICATE_ID,
    &FOREIGN_PREFIX,
    &UNKNOWN_REFERENCE,
    &UNKNOWN_WORD,
    &REMEDIATION_CYCLE,
    &SECTION_TREE,
    &CRITICAL_SCALE,
    &MEASURE_MISMATCH,
    &BAD_STEPS,
    &BAD_SCALE,
    &PATH_MISMATCH,
    &DIGEST_CONFLICT,
    &NO_JURISDICTION,
    &NO_REMEDIATION,
    &CLOSES_NOTHING,
    &EMPTY_SECTION,
    &CONDITION_TYPE,
    &NO_INTERIM,
    &UNOPENED_SOURCE,
    &ALWAYS_TRUE,
    &NEVER_TRUE,
    &NEEDLESS_GATE,
    &IDLE_GATE,
    &IDLE_WEIGHT,
    &SOURCE_OVERDUE,
    &SOURCE_DIFFERS,
    &UNCITED_SOURCE,
    &VAGUE_WORDING,
    &DOUBLE_DEMAND,
    &NEAR_DUPLICATE,
    &INCOMPLETE_MEASURE,
    &IMPOSSIBLE_DATE,
    &REWORDED_MEANING,
    &UNDECLARED_CHANGE,
    &CRITICAL_SHARE,
    &NO_OPEN_SOURCE,
    &NO_EVIDENCE,
    &BAD_SUPERSEDES,
    &SMALL_BUMP,
    &EDITED_RELEASE,
    &UNAPPROVED_EASING,
    &UNUSED_SUPPRESSION,
    &BAD_LEVEL,
    &LEAD_TOO_SHORT,
    &LONG_STATEMENT,
    &NO_APPROVAL,
];
