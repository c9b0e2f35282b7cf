//! C4: the rows of a sheet, one by one and together, and the evidence that they cite.

use super::Code;

/// A column is not known.
pub const UNKNOWN_COLUMN: Code =
    Code::warning("C401", "a column is not known", include_str!("../pages/C401.md"));

/// A column that is needed is missing.
pub const MISSING_COLUMN: Code =
    Code::error("C402", "a column that is needed is missing", include_str!("../pages/C402.md"));

/// Two columns mean the same.
pub const DUPLICATE_COLUMN: Code =
    Code::error("C403", "two columns mean the same", include_str!("../pages/C403.md"));

/// A criterion is not in the checklists.
pub const UNKNOWN_CRITERION: Code =
    Code::error("C404", "a criterion is not in the checklists", include_str!("../pages/C404.md"));

/// A row has answers but no criterion.
pub const NO_CRITERION: Code =
    Code::error("C405", "a row has answers but no criterion", include_str!("../pages/C405.md"));

/// A response cannot be understood.
pub const UNKNOWN_RESPONSE: Code =
    Code::error("C406", "a response cannot be understood", include_str!("../pages/C406.md"));

/// A response is not on the scale of its criterion.
pub const WRONG_SCALE: Code = Code::error(
    "C407",
    "a response is not on the scale of its criterion",
    include_str!("../pages/C407.md"),
);

/// Not applicable without a reason.
pub const NO_REASON: Code =
    Code::error("C408", "not applicable without a reason", include_str!("../pages/C408.md"));

/// Partial without one of the known reasons.
pub const PARTIAL_REASON: Code = Code::warning(
    "C409",
    "partial without one of the known reasons",
    include_str!("../pages/C409.md"),
);

/// A number cannot be read.
pub const BAD_NUMBER: Code =
    Code::error("C410", "a number cannot be read", include_str!("../pages/C410.md"));

/// The numerator is above the denominator.
pub const ABOVE_DENOMINATOR: Code =
    Code::error("C411", "the numerator is above the denominator", include_str!("../pages/C411.md"));

/// Word and numbers contradict each other.
pub const CONTRADICTION: Code =
    Code::error("C412", "word and numbers contradict each other", include_str!("../pages/C412.md"));

/// A measure is said to be met without numbers.
pub const UNEVIDENCED: Code = Code::warning(
    "C413",
    "a measure is said to be met without numbers",
    include_str!("../pages/C413.md"),
);

/// A critical measure is said to be met without numbers.
pub const CRITICAL_UNEVIDENCED: Code = Code::error(
    "C414",
    "a critical measure is said to be met without numbers",
    include_str!("../pages/C414.md"),
);

/// A row has more cells than the header.
pub const EXTRA_CELLS: Code =
    Code::error("C415", "a row has more cells than the header", include_str!("../pages/C415.md"));

/// A location is not one of the facility's.
pub const UNKNOWN_LOCATION: Code = Code::error(
    "C416",
    "a location is not one of the facility's",
    include_str!("../pages/C416.md"),
);

/// A location is named where the facility answers as one.
pub const NEEDLESS_LOCATION: Code = Code::warning(
    "C417",
    "a location is named where the facility answers as one",
    include_str!("../pages/C417.md"),
);

/// One answer stands for several locations.
pub const ONE_FOR_ALL: Code = Code::warning(
    "C418",
    "one answer stands for several locations",
    include_str!("../pages/C418.md"),
);

/// One party gives different answers.
pub const CONFLICT: Code =
    Code::error("C419", "one party gives different answers", include_str!("../pages/C419.md"));

/// The answer was given to another wording.
pub const CHANGED_WORDING: Code = Code::error(
    "C420",
    "the answer was given to another wording",
    include_str!("../pages/C420.md"),
);

/// The answer was given to a wording that a patch changed.
pub const PATCHED_WORDING: Code = Code::note(
    "C421",
    "the answer was given to a wording that a patch changed",
    include_str!("../pages/C421.md"),
);

/// The row names a checklist or version that is not used.
pub const OTHER_VERSION: Code = Code::error(
    "C422",
    "the row names a checklist or version that is not used",
    include_str!("../pages/C422.md"),
);

/// An answer to a criterion that does not apply.
pub const DOES_NOT_APPLY: Code = Code::warning(
    "C423",
    "an answer to a criterion that does not apply",
    include_str!("../pages/C423.md"),
);

/// Not applicable is claimed where the criterion applies.
pub const CLAIMED_NOT_APPLICABLE: Code = Code::warning(
    "C424",
    "not applicable is claimed where the criterion applies",
    include_str!("../pages/C424.md"),
);

/// A date in a cell cannot be read.
pub const BAD_CELL_DATE: Code =
    Code::error("C425", "a date in a cell cannot be read", include_str!("../pages/C425.md"));

/// A period in a row ends before it begins.
pub const DATE_ORDER: Code = Code::error(
    "C426",
    "a period in a row ends before it begins",
    include_str!("../pages/C426.md"),
);

/// A date lies after the assessment.
pub const FUTURE_DATE: Code =
    Code::warning("C427", "a date lies after the assessment", include_str!("../pages/C427.md"));

/// A percentage can be read in two ways.
pub const AMBIGUOUS_PERCENT: Code =
    Code::error("C428", "a percentage can be read in two ways", include_str!("../pages/C428.md"));

/// An extent is not known.
pub const UNKNOWN_EXTENT: Code =
    Code::warning("C429", "an extent is not known", include_str!("../pages/C429.md"));

/// Immediate danger is not for the facility to set.
pub const EXTENT_OF_SELF: Code = Code::warning(
    "C430",
    "immediate danger is not for the facility to set",
    include_str!("../pages/C430.md"),
);

/// A role or kind of evidence is not in the vocabulary.
pub const UNKNOWN_CELL_WORD: Code = Code::warning(
    "C431",
    "a role or kind of evidence is not in the vocabulary",
    include_str!("../pages/C431.md"),
);

/// The row belongs to another facility, round or party.
pub const OTHER_FACILITY: Code = Code::error(
    "C432",
    "the row belongs to another facility, round or party",
    include_str!("../pages/C432.md"),
);

/// A criterion stands under another checklist.
pub const FOREIGN_CRITERION: Code = Code::error(
    "C433",
    "a criterion stands under another checklist",
    include_str!("../pages/C433.md"),
);

/// Value and numerator over denominator differ.
pub const VALUE_CONTRADICTS: Code = Code::error(
    "C434",
    "value and numerator over denominator differ",
    include_str!("../pages/C434.md"),
);

/// There are too few cases to judge a rate.
pub const TOO_FEW_CASES: Code =
    Code::note("C435", "there are too few cases to judge a rate", include_str!("../pages/C435.md"));

/// Privileged is neither yes nor no.
pub const BAD_PRIVILEGED: Code =
    Code::warning("C436", "privileged is neither yes nor no", include_str!("../pages/C436.md"));

/// Numbers without an answer.
pub const NUMBERS_WITHOUT_ANSWER: Code =
    Code::warning("C437", "numbers without an answer", include_str!("../pages/C437.md"));

/// The sheet shows another statement than the checklist.
pub const STATEMENT_EDITED: Code = Code::warning(
    "C438",
    "the sheet shows another statement than the checklist",
    include_str!("../pages/C438.md"),
);

/// A row holds neither a criterion nor an answer.
pub const IDLE_ROW: Code = Code::note(
    "C439",
    "a row holds neither a criterion nor an answer",
    include_str!("../pages/C439.md"),
);

/// A pinned checklist has no row at all.
pub const NO_ROWS: Code =
    Code::warning("C440", "a pinned checklist has no row at all", include_str!("../pages/C440.md"));

/// The register of evidence cannot be read.
pub const REGISTER_UNREADABLE: Code = Code::warning(
    "C441",
    "the register of evidence cannot be read",
    include_str!("../pages/C441.md"),
);

/// A piece of evidence cannot be told from others.
pub const UNUSABLE_PIECE: Code = Code::warning(
    "C442",
    "a piece of evidence has no id of its own",
    include_str!("../pages/C442.md"),
);

/// A date of a piece of evidence cannot be used.
pub const PIECE_DATE: Code = Code::warning(
    "C443",
    "a date of a piece of evidence cannot be used",
    include_str!("../pages/C443.md"),
);

/// Evidence is older than its criterion allows.
pub const STALE_EVIDENCE: Code = Code::warning(
    "C444",
    "evidence is older than its criterion allows",
    include_str!("../pages/C444.md"),
);

/// A cited piece of evidence has run out.
pub const EXPIRED_PIECE: Code = Code::warning(
    "C445",
    "a cited piece of evidence has run out",
    include_str!("../pages/C445.md"),
);

/// A piece of evidence is dated after the assessment.
pub const FUTURE_PIECE: Code = Code::warning(
    "C446",
    "a piece of evidence is dated after the assessment",
    include_str!("../pages/C446.md"),
);

/// Evidence that a met criterion asks for is not cited.
pub const MISSING_KIND: Code = Code::note(
    "C447",
    "evidence that a met criterion asks for is not cited",
    include_str!("../pages/C447.md"),
);

/// Evidence is cited that the register does not know.
pub const UNREGISTERED_ID: Code = Code::warning(
    "C448",
    "evidence is cited that the register does not know",
    include_str!("../pages/C448.md"),
);

/// Pieces of evidence are never cited.
pub const UNCITED_PIECES: Code =
    Code::note("C449", "pieces of evidence are never cited", include_str!("../pages/C449.md"));

/// Nothing tells how old a cited piece of evidence is.
pub const UNDATED_PIECE: Code = Code::note(
    "C450",
    "nothing tells how old a cited piece of evidence is",
    include_str!("../pages/C450.md"),
);

/// Criteria are met without any evidence.
pub const MET_WITHOUT_EVIDENCE: Code = Code::warning(
    "C451",
    "criteria are met without any evidence",
    include_str!("../pages/C451.md"),
);

/// Answers cannot all be true.
pub const CONTRADICTORY_ANSWERS: Code =
    Code::warning("C452", "answers cannot all be true", include_str!("../pages/C452.md"));

/// A criterion is met without what it requires.
pub const MISSING_PREREQUISITE: Code = Code::warning(
    "C453",
    "a criterion is met without what it requires",
    include_str!("../pages/C453.md"),
);

/// Many answers in a row are the same.
pub const STRAIGHT_LINE: Code =
    Code::warning("C454", "many answers in a row are the same", include_str!("../pages/C454.md"));

/// The same text stands beside many answers.
pub const COPIED_TEXT: Code = Code::warning(
    "C455",
    "the same text stands beside many answers",
    include_str!("../pages/C455.md"),
);

/// A declared relation of criteria says nothing.
pub const IDLE_RELATION: Code = Code::error(
    "C456",
    "a declared relation of criteria says nothing",
    include_str!("../pages/C456.md"),
);

/// A row is of another version of its checklist.
pub const OTHER_TEMPLATE: Code = Code::note(
    "C457",
    "a row is of another version of its checklist",
    include_str!("../pages/C457.md"),
);

/// A cell to the right of the table was not read.
pub const CELL_BESIDE: Code = Code::warning(
    "C458",
    "a cell to the right of the table was not read",
    include_str!("../pages/C458.md"),
);

/// Nothing says where a piece of evidence is kept.
pub const UNKEPT_PIECE: Code = Code::note(
    "C459",
    "nothing says where a piece of evidence is kept",
    include_str!("../pages/C459.md"),
);

/// The id of a piece of evidence cannot be cited.
pub const UNCITABLE_PIECE: Code = Code::warning(
    "C460",
    "the id of a piece of evidence cannot be cited",
    include_str!("../pages/C460.md"),
);

/// More rows answer a criterion than a person writes.
pub const TOO_MANY_ROWS: Code = Code::error(
    "C461",
    "more rows answer a criterion than a person writes",
    include_str!("../pages/C461.md"),
);

/// All of them, in the order of their numbers.
pub(super) const C4: &[&Code] = &[
    &UNKNOWN_COLUMN,
    &MISSING_COLUMN,
    &DUPLICATE_COLUMN,
    &UNKNOWN_CRITERION,
    &NO_CRITERION,
    &UNKNOWN_RESPONSE,
    &WRONG_SCALE,
    &NO_REASON,
    &PARTIAL_REASON,
    &BAD_NUMBER,
    &ABOVE_DENOMINATOR,
    &CONTRADICTION,
    &UNEVIDENCED,
    &CRITICAL_UNEVIDENCED,
    &EXTRA_CELLS,
    &UNKNOWN_LOCATION,
    &NEEDLESS_LOCATION,
    &ONE_FOR_ALL,
    &CONFLICT,
    &CHANGED_WORDING,
    &PATCHED_WORDING,
    &OTHER_VERSION,
    &DOES_NOT_APPLY,
    &CLAIMED_NOT_APPLICABLE,
    &BAD_CELL_DATE,
    &DATE_ORDER,
    &FUTURE_DATE,
    &AMBIGUOUS_PERCENT,
    &UNKNOWN_EXTENT,
    &EXTENT_OF_SELF,
    &UNKNOWN_CELL_WORD,
    &OTHER_FACILITY,
    &FOREIGN_CRITERION,
    &VALUE_CONTRADICTS,
    &TOO_FEW_CASES,
    &BAD_PRIVILEGED,
    &NUMBERS_WITHOUT_ANSWER,
    &STATEMENT_EDITED,
    &IDLE_ROW,
    &NO_ROWS,
    &REGISTER_UNREADABLE,
    &UNUSABLE_PIECE,
    &PIECE_DATE,
    &STALE_EVIDENCE,
    &EXPIRED_PIECE,
    &FUTURE_PIECE,
    &MISSING_KIND,
    &UNREGISTERED_ID,
    &UNCITED_PIECES,
    &UNDATED_PIECE,
    &MET_WITHOUT_EVIDENCE,
    &CONTRADICTORY_ANSWERS,
    &MISSING_PREREQUISITE,
    &STRAIGHT_LINE,
    &COPIED_TEXT,
    &IDLE_RELATION,
    &OTHER_TEMPLATE,
    &CELL_BESIDE,
    &UNKEPT_PIECE,
    &UNCITABLE_PIECE,
    &TOO_MANY_ROWS,
];
