//! Every diagnostic code: its number, weight, title and explanation.
//!
//! A code is its constant here, its page in `pages/`, its fixture folder in `tests/diagnostics/` and
//! its line in `concordant explain CODE`. A test holds the four together. Numbers are never reused.

use super::Severity;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its number, such as `C406`.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is, in one line.
    pub title: &'static str,
    /// Its explanation, in Markdown.
    pub page: &'static str,
}

// C0 Files, encodings, shape of a sheet

/// The file cannot be read.
pub const UNREADABLE_FILE: Code = Code {
    id: "C001",
    severity: Severity::Error,
    title: "the file cannot be read",
    page: include_str!("pages/C001.md"),
};

/// The file is not UTF-8.
pub const GUESSED_ENCODING: Code = Code {
    id: "C002",
    severity: Severity::Warning,
    title: "the file is not UTF-8",
    page: include_str!("pages/C002.md"),
};

/// The file holds characters that no text holds.
pub const DAMAGED_TEXT: Code = Code {
    id: "C003",
    severity: Severity::Error,
    title: "the file holds characters that no text holds",
    page: include_str!("pages/C003.md"),
};

/// The file is of a kind that is not read.
pub const UNSUPPORTED_FILE: Code = Code {
    id: "C004",
    severity: Severity::Error,
    title: "the file is of a kind that is not read",
    page: include_str!("pages/C004.md"),
};

/// The sheet has no header row.
pub const NO_HEADER: Code = Code {
    id: "C005",
    severity: Severity::Error,
    title: "the sheet has no header row",
    page: include_str!("pages/C005.md"),
};

/// A quoted cell never ends.
pub const OPEN_QUOTE: Code = Code {
    id: "C006",
    severity: Severity::Error,
    title: "a quoted cell never ends",
    page: include_str!("pages/C006.md"),
};

/// Text follows a closing quote.
pub const TEXT_AFTER_QUOTE: Code = Code {
    id: "C007",
    severity: Severity::Warning,
    title: "text follows a closing quote",
    page: include_str!("pages/C007.md"),
};

/// The sheet has a header and no answers.
pub const EMPTY_SHEET: Code = Code {
    id: "C008",
    severity: Severity::Warning,
    title: "the sheet has a header and no rows",
    page: include_str!("pages/C008.md"),
};

/// A file that a folder needs is not there.
pub const MISSING_FILE: Code = Code {
    id: "C009",
    severity: Severity::Error,
    title: "a file that a folder needs is not there",
    page: include_str!("pages/C009.md"),
};

/// An assessment has no sheet.
pub const FOLDER_WITHOUT_SHEETS: Code = Code {
    id: "C010",
    severity: Severity::Warning,
    title: "an assessment has no sheet",
    page: include_str!("pages/C010.md"),
};

/// The workbook cannot be read.
pub const UNREADABLE_WORKBOOK: Code = Code {
    id: "C011",
    severity: Severity::Error,
    title: "the workbook cannot be read",
    page: include_str!("pages/C011.md"),
};

/// A worksheet has no header row and was not read.
pub const UNREAD_WORKSHEET: Code = Code {
    id: "C012",
    severity: Severity::Warning,
    title: "a worksheet has no header row and was not read",
    page: include_str!("pages/C012.md"),
};

/// Hidden rows or a hidden worksheet were read.
pub const HIDDEN_ROWS: Code = Code {
    id: "C013",
    severity: Severity::Note,
    title: "hidden rows or a hidden worksheet were read",
    page: include_str!("pages/C013.md"),
};

/// A cell is merged over several rows.
pub const MERGED_CELLS: Code = Code {
    id: "C014",
    severity: Severity::Warning,
    title: "a cell is merged over several rows",
    page: include_str!("pages/C014.md"),
};

/// The value of a formula was read.
pub const FORMULA_VALUE: Code = Code {
    id: "C015",
    severity: Severity::Note,
    title: "the value of a formula was read",
    page: include_str!("pages/C015.md"),
};

/// A formula has no value.
pub const FORMULA_WITHOUT_VALUE: Code = Code {
    id: "C016",
    severity: Severity::Error,
    title: "a formula has no value",
    page: include_str!("pages/C016.md"),
};

/// The cell holds an error of the spreadsheet.
pub const ERROR_VALUE: Code = Code {
    id: "C017",
    severity: Severity::Error,
    title: "the cell holds an error of the spreadsheet",
    page: include_str!("pages/C017.md"),
};

/// A number was taken for a date.
pub const DATE_AS_NUMBER: Code = Code {
    id: "C018",
    severity: Severity::Warning,
    title: "a number was taken for a date",
    page: include_str!("pages/C018.md"),
};

/// Criteria have no row.
pub const ROWS_MISSING: Code = Code {
    id: "C019",
    severity: Severity::Warning,
    title: "criteria have no row",
    page: include_str!("pages/C019.md"),
};

/// An earlier row says the same.
pub const DUPLICATE_ROW: Code = Code {
    id: "C020",
    severity: Severity::Note,
    title: "an earlier row says the same",
    page: include_str!("pages/C020.md"),
};

/// The rows are in another order than the checklist.
pub const ROWS_REORDERED: Code = Code {
    id: "C021",
    severity: Severity::Note,
    title: "the rows are in another order than the checklist",
    page: include_str!("pages/C021.md"),
};

// C1 Shape of a TOML file

/// The file is not valid TOML.
pub const SYNTAX: Code = Code {
    id: "C101",
    severity: Severity::Error,
    title: "the file is not valid TOML",
    page: include_str!("pages/C101.md"),
};

/// A key is not known here.
pub const UNKNOWN_KEY: Code = Code {
    id: "C102",
    severity: Severity::Error,
    title: "a key is not known here",
    page: include_str!("pages/C102.md"),
};

/// A key is missing.
pub const MISSING_KEY: Code = Code {
    id: "C103",
    severity: Severity::Error,
    title: "a key is missing",
    page: include_str!("pages/C103.md"),
};

/// A value has the wrong type.
pub const WRONG_TYPE: Code = Code {
    id: "C104",
    severity: Severity::Error,
    title: "a value has the wrong type",
    page: include_str!("pages/C104.md"),
};

/// A value is not one of those allowed.
pub const NOT_ALLOWED: Code = Code {
    id: "C105",
    severity: Severity::Error,
    title: "a value is not one of those allowed",
    page: include_str!("pages/C105.md"),
};

/// A number cannot be read as an exact fraction.
pub const BAD_FRACTION: Code = Code {
    id: "C106",
    severity: Severity::Error,
    title: "a number cannot be read as an exact fraction",
    page: include_str!("pages/C106.md"),
};

/// A condition cannot be read.
pub const BAD_CONDITION: Code = Code {
    id: "C107",
    severity: Severity::Error,
    title: "a condition cannot be read",
    page: include_str!("pages/C107.md"),
};

/// A number is out of range.
pub const OUT_OF_RANGE: Code = Code {
    id: "C108",
    severity: Severity::Error,
    title: "a number is out of range",
    page: include_str!("pages/C108.md"),
};

/// A version or a version requirement cannot be read.
pub const BAD_VERSION: Code = Code {
    id: "C109",
    severity: Severity::Error,
    title: "a version or a version requirement cannot be read",
    page: include_str!("pages/C109.md"),
};

/// A date cannot be read or does not make sense.
pub const BAD_DATE: Code = Code {
    id: "C110",
    severity: Severity::Error,
    title: "a date cannot be read or does not make sense",
    page: include_str!("pages/C110.md"),
};

/// An id has the wrong shape.
pub const BAD_ID: Code = Code {
    id: "C111",
    severity: Severity::Error,
    title: "an id has the wrong shape",
    page: include_str!("pages/C111.md"),
};

/// The format number is not known.
pub const UNKNOWN_FORMAT: Code = Code {
    id: "C112",
    severity: Severity::Error,
    title: "the format number is not known",
    page: include_str!("pages/C112.md"),
};

/// A text is empty.
pub const EMPTY_TEXT: Code = Code {
    id: "C113",
    severity: Severity::Error,
    title: "a text is empty",
    page: include_str!("pages/C113.md"),
};

/// A period cannot be read.
pub const BAD_DURATION: Code = Code {
    id: "C114",
    severity: Severity::Error,
    title: "a period cannot be read",
    page: include_str!("pages/C114.md"),
};

// C2 Meaning of a standard

/// An id is used twice.
pub const DUPLICATE_ID: Code = Code {
    id: "C201",
    severity: Severity::Error,
    title: "an id is used twice",
    page: include_str!("pages/C201.md"),
};

/// A criterion does not bear the prefix of its checklist.
pub const FOREIGN_PREFIX: Code = Code {
    id: "C202",
    severity: Severity::Error,
    title: "a criterion does not bear the prefix of its checklist",
    page: include_str!("pages/C202.md"),
};

/// A reference points to nothing.
pub const UNKNOWN_REFERENCE: Code = Code {
    id: "C203",
    severity: Severity::Error,
    title: "a reference points to nothing",
    page: include_str!("pages/C203.md"),
};

/// A word is not in the vocabulary.
pub const UNKNOWN_WORD: Code = Code {
    id: "C204",
    severity: Severity::Error,
    title: "a word is not in the vocabulary",
    page: include_str!("pages/C204.md"),
};

/// Remediations wait for each other.
pub const REMEDIATION_CYCLE: Code = Code {
    id: "C205",
    severity: Severity::Error,
    title: "remediations wait for each other",
    page: include_str!("pages/C205.md"),
};

/// Sections do not form a tree.
pub const SECTION_TREE: Code = Code {
    id: "C206",
    severity: Severity::Error,
    title: "sections do not form a tree",
    page: include_str!("pages/C206.md"),
};

/// A critical criterion is not binary or a measure.
pub const CRITICAL_SCALE: Code = Code {
    id: "C207",
    severity: Severity::Error,
    title: "a critical criterion is not binary or a measure",
    page: include_str!("pages/C207.md"),
};

/// Scale and measure do not belong together.
pub const MEASURE_MISMATCH: Code = Code {
    id: "C208",
    severity: Severity::Error,
    title: "scale and measure do not belong together",
    page: include_str!("pages/C208.md"),
};

/// Credits do not rise with the value.
pub const BAD_STEPS: Code = Code {
    id: "C209",
    severity: Severity::Error,
    title: "credits do not rise with the value",
    page: include_str!("pages/C209.md"),
};

/// A scale cannot be scored.
pub const BAD_SCALE: Code = Code {
    id: "C210",
    severity: Severity::Error,
    title: "a scale cannot be scored",
    page: include_str!("pages/C210.md"),
};

/// Id and version differ from the path.
pub const PATH_MISMATCH: Code = Code {
    id: "C211",
    severity: Severity::Error,
    title: "id and version differ from the path",
    page: include_str!("pages/C211.md"),
};

/// Two different files claim the same id and version.
pub const DIGEST_CONFLICT: Code = Code {
    id: "C212",
    severity: Severity::Error,
    title: "two different files claim the same id and version",
    page: include_str!("pages/C212.md"),
};

/// A criterion rests on law without saying whose.
pub const NO_JURISDICTION: Code = Code {
    id: "C213",
    severity: Severity::Error,
    title: "a criterion rests on law without saying whose",
    page: include_str!("pages/C213.md"),
};

/// Nothing closes a criterion.
pub const NO_REMEDIATION: Code = Code {
    id: "C214",
    severity: Severity::Warning,
    title: "nothing closes a criterion",
    page: include_str!("pages/C214.md"),
};

/// A remediation closes nothing and nothing waits for it.
pub const CLOSES_NOTHING: Code = Code {
    id: "C215",
    severity: Severity::Warning,
    title: "a remediation closes nothing and nothing waits for it",
    page: include_str!("pages/C215.md"),
};

/// A section holds nothing.
pub const EMPTY_SECTION: Code = Code {
    id: "C216",
    severity: Severity::Warning,
    title: "a section holds nothing",
    page: include_str!("pages/C216.md"),
};

/// A condition compares what cannot be compared.
pub const CONDITION_TYPE: Code = Code {
    id: "C217",
    severity: Severity::Error,
    title: "a condition compares what cannot be compared",
    page: include_str!("pages/C217.md"),
};

/// A critical criterion has no interim control.
pub const NO_INTERIM: Code = Code {
    id: "C218",
    severity: Severity::Error,
    title: "a critical criterion has no interim control",
    page: include_str!("pages/C218.md"),
};

/// A critical criterion rests on sources that nobody opened.
pub const UNOPENED_SOURCE: Code = Code {
    id: "C219",
    severity: Severity::Error,
    title: "a critical criterion rests on sources that nobody opened",
    page: include_str!("pages/C219.md"),
};

/// A condition always holds.
pub const ALWAYS_TRUE: Code = Code {
    id: "C220",
    severity: Severity::Warning,
    title: "a condition always holds",
    page: include_str!("pages/C220.md"),
};

/// A condition never holds.
pub const NEVER_TRUE: Code = Code {
    id: "C221",
    severity: Severity::Warning,
    title: "a condition never holds",
    page: include_str!("pages/C221.md"),
};

/// A gate is made needless by another of its tier.
pub const NEEDLESS_GATE: Code = Code {
    id: "C222",
    severity: Severity::Warning,
    title: "a gate is made needless by another of its tier",
    page: include_str!("pages/C222.md"),
};

/// A gate has nothing to judge.
pub const IDLE_GATE: Code = Code {
    id: "C223",
    severity: Severity::Warning,
    title: "a gate has nothing to judge",
    page: include_str!("pages/C223.md"),
};

/// A weight cannot matter.
pub const IDLE_WEIGHT: Code = Code {
    id: "C224",
    severity: Severity::Warning,
    title: "a weight cannot matter",
    page: include_str!("pages/C224.md"),
};

/// A source is past its review.
pub const SOURCE_OVERDUE: Code = Code {
    id: "C225",
    severity: Severity::Warning,
    title: "a source is past its review",
    page: include_str!("pages/C225.md"),
};

/// Checklists describe one source differently.
pub const SOURCE_DIFFERS: Code = Code {
    id: "C226",
    severity: Severity::Warning,
    title: "checklists describe one source differently",
    page: include_str!("pages/C226.md"),
};

/// Nothing cites a source.
pub const UNCITED_SOURCE: Code = Code {
    id: "C227",
    severity: Severity::Warning,
    title: "nothing cites a source",
    page: include_str!("pages/C227.md"),
};

/// A statement uses a vague word.
pub const VAGUE_WORDING: Code = Code {
    id: "C228",
    severity: Severity::Warning,
    title: "a statement uses a vague word",
    page: include_str!("pages/C228.md"),
};

/// A statement makes more than one demand.
pub const DOUBLE_DEMAND: Code = Code {
    id: "C229",
    severity: Severity::Warning,
    title: "a statement makes more than one demand",
    page: include_str!("pages/C229.md"),
};

/// Two statements say nearly the same.
pub const NEAR_DUPLICATE: Code = Code {
    id: "C230",
    severity: Severity::Warning,
    title: "two statements say nearly the same",
    page: include_str!("pages/C230.md"),
};

/// A measure does not say what is counted.
pub const INCOMPLETE_MEASURE: Code = Code {
    id: "C231",
    severity: Severity::Warning,
    title: "a measure does not say what is counted",
    page: include_str!("pages/C231.md"),
};

/// Dates do not fit each other.
pub const IMPOSSIBLE_DATE: Code = Code {
    id: "C232",
    severity: Severity::Warning,
    title: "dates do not fit each other",
    page: include_str!("pages/C232.md"),
};

/// A rewording changes a number or a binding word.
pub const REWORDED_MEANING: Code = Code {
    id: "C233",
    severity: Severity::Error,
    title: "a rewording changes a number or a binding word",
    page: include_str!("pages/C233.md"),
};

/// A declared change does not fit what differs.
pub const UNDECLARED_CHANGE: Code = Code {
    id: "C234",
    severity: Severity::Warning,
    title: "a declared change does not fit what differs",
    page: include_str!("pages/C234.md"),
};

/// More than a quarter of a checklist is critical.
pub const CRITICAL_SHARE: Code = Code {
    id: "C235",
    severity: Severity::Warning,
    title: "more than a quarter of a checklist is critical",
    page: include_str!("pages/C235.md"),
};

/// No source of a criterion can be read by everybody.
pub const NO_OPEN_SOURCE: Code = Code {
    id: "C236",
    severity: Severity::Warning,
    title: "no source of a criterion can be read by everybody",
    page: include_str!("pages/C236.md"),
};

/// A criterion asks for no evidence.
pub const NO_EVIDENCE: Code = Code {
    id: "C237",
    severity: Severity::Warning,
    title: "a criterion asks for no evidence",
    page: include_str!("pages/C237.md"),
};

/// The superseded version does not fit.
pub const BAD_SUPERSEDES: Code = Code {
    id: "C238",
    severity: Severity::Error,
    title: "the superseded version does not fit",
    page: include_str!("pages/C238.md"),
};

/// The version number rises too little.
pub const SMALL_BUMP: Code = Code {
    id: "C239",
    severity: Severity::Error,
    title: "the version number rises too little",
    page: include_str!("pages/C239.md"),
};

/// A released file was edited.
pub const EDITED_RELEASE: Code = Code {
    id: "C240",
    severity: Severity::Error,
    title: "a released file was edited",
    page: include_str!("pages/C240.md"),
};

/// A critical criterion asks less without a new approval.
pub const UNAPPROVED_EASING: Code = Code {
    id: "C241",
    severity: Severity::Error,
    title: "a critical criterion asks less without a new approval",
    page: include_str!("pages/C241.md"),
};

/// A suppression suppresses nothing.
pub const UNUSED_SUPPRESSION: Code = Code {
    id: "C242",
    severity: Severity::Warning,
    title: "a suppression suppresses nothing",
    page: include_str!("pages/C242.md"),
};

/// A level or suppression cannot be read.
pub const BAD_LEVEL: Code = Code {
    id: "C243",
    severity: Severity::Error,
    title: "a level or suppression cannot be read",
    page: include_str!("pages/C243.md"),
};

/// A remediation needs more days of work than it takes.
pub const LEAD_TOO_SHORT: Code = Code {
    id: "C244",
    severity: Severity::Warning,
    title: "a remediation needs more days of work than it takes",
    page: include_str!("pages/C244.md"),
};

/// A statement is too long to test.
pub const LONG_STATEMENT: Code = Code {
    id: "C245",
    severity: Severity::Warning,
    title: "a statement is too long to test",
    page: include_str!("pages/C245.md"),
};

/// Nobody answers for a standard.
pub const NO_APPROVAL: Code = Code {
    id: "C246",
    severity: Severity::Warning,
    title: "nobody answers for a standard",
    page: include_str!("pages/C246.md"),
};

// C3 Programs, facilities, assessments

/// A standard is not in the library.
pub const NO_SUCH_STANDARD: Code = Code {
    id: "C301",
    severity: Severity::Error,
    title: "a standard is not in the library",
    page: include_str!("pages/C301.md"),
};

/// A program tailors a criterion in a way it may not.
pub const TAILORING: Code = Code {
    id: "C302",
    severity: Severity::Error,
    title: "a program tailors a criterion in a way it may not",
    page: include_str!("pages/C302.md"),
};

/// A tier does not imply the one below.
pub const TIER_ORDER: Code = Code {
    id: "C303",
    severity: Severity::Error,
    title: "a tier does not imply the one below",
    page: include_str!("pages/C303.md"),
};

/// A gate cannot be judged.
pub const BAD_GATE: Code = Code {
    id: "C304",
    severity: Severity::Error,
    title: "a tier has gates where it must have none, or none where it needs some",
    page: include_str!("pages/C304.md"),
};

/// A fact has the wrong type.
pub const BAD_FACT: Code = Code {
    id: "C305",
    severity: Severity::Error,
    title: "a fact has the wrong type",
    page: include_str!("pages/C305.md"),
};

/// A period ends before it begins.
pub const BAD_PERIOD: Code = Code {
    id: "C306",
    severity: Severity::Error,
    title: "a period ends before it begins",
    page: include_str!("pages/C306.md"),
};

/// A version is used before it is effective.
pub const STANDARD_NOT_EFFECTIVE: Code = Code {
    id: "C307",
    severity: Severity::Warning,
    title: "a version is used before it is effective",
    page: include_str!("pages/C307.md"),
};

/// It is not said which program is applied for.
pub const NO_PROGRAM: Code = Code {
    id: "C308",
    severity: Severity::Error,
    title: "it is not said which program is applied for",
    page: include_str!("pages/C308.md"),
};

/// Assessments of one round use different versions.
pub const PINS_DIFFER: Code = Code {
    id: "C309",
    severity: Severity::Warning,
    title: "assessments of one round use different versions",
    page: include_str!("pages/C309.md"),
};

/// A service or fact is not answered.
pub const UNKNOWN_FACT: Code = Code {
    id: "C310",
    severity: Severity::Warning,
    title: "a service or fact is not answered",
    page: include_str!("pages/C310.md"),
};

/// A pinned checklist is not part of the program.
pub const NOT_IN_PROGRAM: Code = Code {
    id: "C311",
    severity: Severity::Error,
    title: "a pinned checklist is not part of the program",
    page: include_str!("pages/C311.md"),
};

// C4 Rows of a sheet

/// A column is not known.
pub const UNKNOWN_COLUMN: Code = Code {
    id: "C401",
    severity: Severity::Warning,
    title: "a column is not known",
    page: include_str!("pages/C401.md"),
};

/// A column that is needed is missing.
pub const MISSING_COLUMN: Code = Code {
    id: "C402",
    severity: Severity::Error,
    title: "a column that is needed is missing",
    page: include_str!("pages/C402.md"),
};

/// Two columns mean the same.
pub const DUPLICATE_COLUMN: Code = Code {
    id: "C403",
    severity: Severity::Error,
    title: "two columns mean the same",
    page: include_str!("pages/C403.md"),
};

/// A criterion is not in the checklists.
pub const UNKNOWN_CRITERION: Code = Code {
    id: "C404",
    severity: Severity::Error,
    title: "a criterion is not in the checklists",
    page: include_str!("pages/C404.md"),
};

/// A row has answers but no criterion.
pub const NO_CRITERION: Code = Code {
    id: "C405",
    severity: Severity::Error,
    title: "a row has answers but no criterion",
    page: include_str!("pages/C405.md"),
};

/// A response cannot be understood.
pub const UNKNOWN_RESPONSE: Code = Code {
    id: "C406",
    severity: Severity::Error,
    title: "a response cannot be understood",
    page: include_str!("pages/C406.md"),
};

/// A response is not on the scale of its criterion.
pub const WRONG_SCALE: Code = Code {
    id: "C407",
    severity: Severity::Error,
    title: "a response is not on the scale of its criterion",
    page: include_str!("pages/C407.md"),
};

/// Not applicable without a reason.
pub const NO_REASON: Code = Code {
    id: "C408",
    severity: Severity::Error,
    title: "not applicable without a reason",
    page: include_str!("pages/C408.md"),
};

/// Partial without one of the known reasons.
pub const PARTIAL_REASON: Code = Code {
    id: "C409",
    severity: Severity::Warning,
    title: "partial without one of the known reasons",
    page: include_str!("pages/C409.md"),
};

/// A number cannot be read.
pub const BAD_NUMBER: Code = Code {
    id: "C410",
    severity: Severity::Error,
    title: "a number cannot be read",
    page: include_str!("pages/C410.md"),
};

/// The numerator is above the denominator.
pub const ABOVE_DENOMINATOR: Code = Code {
    id: "C411",
    severity: Severity::Error,
    title: "the numerator is above the denominator",
    page: include_str!("pages/C411.md"),
};

/// Word and numbers contradict each other.
pub const CONTRADICTION: Code = Code {
    id: "C412",
    severity: Severity::Error,
    title: "word and numbers contradict each other",
    page: include_str!("pages/C412.md"),
};

/// A measure is said to be met without numbers.
pub const UNEVIDENCED: Code = Code {
    id: "C413",
    severity: Severity::Warning,
    title: "a measure is said to be met without numbers",
    page: include_str!("pages/C413.md"),
};

/// A critical measure is said to be met without numbers.
pub const CRITICAL_UNEVIDENCED: Code = Code {
    id: "C414",
    severity: Severity::Error,
    title: "a critical measure is said to be met without numbers",
    page: include_str!("pages/C414.md"),
};

/// A row has more cells than the header.
pub const EXTRA_CELLS: Code = Code {
    id: "C415",
    severity: Severity::Error,
    title: "a row has more cells than the header",
    page: include_str!("pages/C415.md"),
};

/// A location is not one of the facility's.
pub const UNKNOWN_LOCATION: Code = Code {
    id: "C416",
    severity: Severity::Error,
    title: "a location is not one of the facility's",
    page: include_str!("pages/C416.md"),
};

/// A location is named where the facility answers as one.
pub const NEEDLESS_LOCATION: Code = Code {
    id: "C417",
    severity: Severity::Warning,
    title: "a location is named where the facility answers as one",
    page: include_str!("pages/C417.md"),
};

/// One answer stands for several locations.
pub const ONE_FOR_ALL: Code = Code {
    id: "C418",
    severity: Severity::Warning,
    title: "one answer stands for several locations",
    page: include_str!("pages/C418.md"),
};

/// One party gives different answers.
pub const CONFLICT: Code = Code {
    id: "C419",
    severity: Severity::Error,
    title: "one party gives different answers",
    page: include_str!("pages/C419.md"),
};

/// The answer was given to another wording.
pub const CHANGED_WORDING: Code = Code {
    id: "C420",
    severity: Severity::Error,
    title: "the answer was given to another wording",
    page: include_str!("pages/C420.md"),
};

/// The answer was given to a wording that a patch changed.
pub const PATCHED_WORDING: Code = Code {
    id: "C421",
    severity: Severity::Note,
    title: "the answer was given to a wording that a patch changed",
    page: include_str!("pages/C421.md"),
};

/// The row names a checklist or version that is not used.
pub const OTHER_VERSION: Code = Code {
    id: "C422",
    severity: Severity::Error,
    title: "the row names a checklist or version that is not used",
    page: include_str!("pages/C422.md"),
};

/// An answer to a criterion that does not apply.
pub const DOES_NOT_APPLY: Code = Code {
    id: "C423",
    severity: Severity::Warning,
    title: "an answer to a criterion that does not apply",
    page: include_str!("pages/C423.md"),
};

/// Not applicable is claimed where the criterion applies.
pub const CLAIMED_NOT_APPLICABLE: Code = Code {
    id: "C424",
    severity: Severity::Warning,
    title: "not applicable is claimed where the criterion applies",
    page: include_str!("pages/C424.md"),
};

/// A date in a cell cannot be read.
pub const BAD_CELL_DATE: Code = Code {
    id: "C425",
    severity: Severity::Error,
    title: "a date in a cell cannot be read",
    page: include_str!("pages/C425.md"),
};

/// A period in a row ends before it begins.
pub const DATE_ORDER: Code = Code {
    id: "C426",
    severity: Severity::Error,
    title: "a period in a row ends before it begins",
    page: include_str!("pages/C426.md"),
};

/// A date lies after the assessment.
pub const FUTURE_DATE: Code = Code {
    id: "C427",
    severity: Severity::Warning,
    title: "a date lies after the assessment",
    page: include_str!("pages/C427.md"),
};

/// A percentage can be read in two ways.
pub const AMBIGUOUS_PERCENT: Code = Code {
    id: "C428",
    severity: Severity::Error,
    title: "a percentage can be read in two ways",
    page: include_str!("pages/C428.md"),
};

/// An extent is not known.
pub const UNKNOWN_EXTENT: Code = Code {
    id: "C429",
    severity: Severity::Warning,
    title: "an extent is not known",
    page: include_str!("pages/C429.md"),
};

/// Immediate danger is not for the facility to set.
pub const EXTENT_OF_SELF: Code = Code {
    id: "C430",
    severity: Severity::Warning,
    title: "immediate danger is not for the facility to set",
    page: include_str!("pages/C430.md"),
};

/// A role or kind of evidence is not in the vocabulary.
pub const UNKNOWN_CELL_WORD: Code = Code {
    id: "C431",
    severity: Severity::Warning,
    title: "a role or kind of evidence is not in the vocabulary",
    page: include_str!("pages/C431.md"),
};

/// The row belongs to another facility, round or party.
pub const OTHER_FACILITY: Code = Code {
    id: "C432",
    severity: Severity::Error,
    title: "the row belongs to another facility, round or party",
    page: include_str!("pages/C432.md"),
};

/// A criterion stands under another checklist.
pub const FOREIGN_CRITERION: Code = Code {
    id: "C433",
    severity: Severity::Error,
    title: "a criterion stands under another checklist",
    page: include_str!("pages/C433.md"),
};

/// Value and numerator over denominator differ.
pub const VALUE_CONTRADICTS: Code = Code {
    id: "C434",
    severity: Severity::Error,
    title: "value and numerator over denominator differ",
    page: include_str!("pages/C434.md"),
};

/// There are too few cases to judge a rate.
pub const TOO_FEW_CASES: Code = Code {
    id: "C435",
    severity: Severity::Note,
    title: "there are too few cases to judge a rate",
    page: include_str!("pages/C435.md"),
};

/// Privileged is neither yes nor no.
pub const BAD_PRIVILEGED: Code = Code {
    id: "C436",
    severity: Severity::Warning,
    title: "privileged is neither yes nor no",
    page: include_str!("pages/C436.md"),
};

/// Numbers without an answer.
pub const NUMBERS_WITHOUT_ANSWER: Code = Code {
    id: "C437",
    severity: Severity::Warning,
    title: "numbers without an answer",
    page: include_str!("pages/C437.md"),
};

/// The sheet shows another statement than the checklist.
pub const STATEMENT_EDITED: Code = Code {
    id: "C438",
    severity: Severity::Warning,
    title: "the sheet shows another statement than the checklist",
    page: include_str!("pages/C438.md"),
};

/// A row holds neither a criterion nor an answer.
pub const IDLE_ROW: Code = Code {
    id: "C439",
    severity: Severity::Note,
    title: "a row holds neither a criterion nor an answer",
    page: include_str!("pages/C439.md"),
};

/// A pinned checklist has no row at all.
pub const NO_ROWS: Code = Code {
    id: "C440",
    severity: Severity::Warning,
    title: "a pinned checklist has no row at all",
    page: include_str!("pages/C440.md"),
};

/// The register of evidence cannot be read.
pub const REGISTER_UNREADABLE: Code = Code {
    id: "C441",
    severity: Severity::Warning,
    title: "the register of evidence cannot be read",
    page: include_str!("pages/C441.md"),
};

/// A piece of evidence cannot be told from others.
pub const UNUSABLE_PIECE: Code = Code {
    id: "C442",
    severity: Severity::Warning,
    title: "a piece of evidence has no id of its own",
    page: include_str!("pages/C442.md"),
};

/// A date of a piece of evidence cannot be used.
pub const PIECE_DATE: Code = Code {
    id: "C443",
    severity: Severity::Warning,
    title: "a date of a piece of evidence cannot be used",
    page: include_str!("pages/C443.md"),
};

// C5 What a report is made with

/// A file among the templates is not used.
pub const UNUSED_TEMPLATE: Code = Code {
    id: "C501",
    severity: Severity::Warning,
    title: "a file among the templates is not used",
    page: include_str!("pages/C501.md"),
};

/// A template cannot be used.
pub const BAD_TEMPLATE: Code = Code {
    id: "C502",
    severity: Severity::Error,
    title: "a template cannot be used",
    page: include_str!("pages/C502.md"),
};

/// A template leaves out what every report says of itself.
pub const SILENT_TEMPLATE: Code = Code {
    id: "C503",
    severity: Severity::Error,
    title: "a template leaves out what every report says of itself",
    page: include_str!("pages/C503.md"),
};

// C6 The accepted plan and its log

/// Actions of the plan wait for each other.
pub const PLAN_CYCLE: Code = Code {
    id: "C601",
    severity: Severity::Error,
    title: "actions of the plan wait for each other",
    page: include_str!("pages/C601.md"),
};

/// An effort is neither days nor a range of days.
pub const BAD_EFFORT: Code = Code {
    id: "C602",
    severity: Severity::Error,
    title: "an effort is neither days nor a range of days",
    page: include_str!("pages/C602.md"),
};

/// The plan names a criterion that is not judged.
pub const IDLE_CLOSE: Code = Code {
    id: "C603",
    severity: Severity::Warning,
    title: "the plan names a criterion that is not judged",
    page: include_str!("pages/C603.md"),
};

/// The log of check-ins has no header.
pub const NO_LOG_HEADER: Code = Code {
    id: "C604",
    severity: Severity::Error,
    title: "the log of check-ins has no header",
    page: include_str!("pages/C604.md"),
};

/// A line of the log of check-ins cannot be used.
pub const BAD_CHECK_IN: Code = Code {
    id: "C605",
    severity: Severity::Error,
    title: "a line of the log of check-ins cannot be used",
    page: include_str!("pages/C605.md"),
};

/// A line of the log of check-ins is not complete.
pub const INCOMPLETE_CHECK_IN: Code = Code {
    id: "C606",
    severity: Severity::Warning,
    title: "a line of the log of check-ins is not complete",
    page: include_str!("pages/C606.md"),
};

/// There are check-ins and no plan.
pub const LOG_WITHOUT_PLAN: Code = Code {
    id: "C607",
    severity: Severity::Warning,
    title: "there are check-ins and no plan",
    page: include_str!("pages/C607.md"),
};

/// All codes, in the order of their numbers.
pub static ALL: &[&Code] = &[
    &UNREADABLE_FILE,
    &GUESSED_ENCODING,
    &DAMAGED_TEXT,
    &UNSUPPORTED_FILE,
    &NO_HEADER,
    &OPEN_QUOTE,
    &TEXT_AFTER_QUOTE,
    &EMPTY_SHEET,
    &MISSING_FILE,
    &FOLDER_WITHOUT_SHEETS,
    &UNREADABLE_WORKBOOK,
    &UNREAD_WORKSHEET,
    &HIDDEN_ROWS,
    &MERGED_CELLS,
    &FORMULA_VALUE,
    &FORMULA_WITHOUT_VALUE,
    &ERROR_VALUE,
    &DATE_AS_NUMBER,
    &ROWS_MISSING,
    &DUPLICATE_ROW,
    &ROWS_REORDERED,
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
    &UNUSED_TEMPLATE,
    &BAD_TEMPLATE,
    &SILENT_TEMPLATE,
    &PLAN_CYCLE,
    &BAD_EFFORT,
    &IDLE_CLOSE,
    &NO_LOG_HEADER,
    &BAD_CHECK_IN,
    &INCOMPLETE_CHECK_IN,
    &LOG_WITHOUT_PLAN,
];

/// The code of a number, in either case.
///
/// ```
/// assert_eq!(concordant::diagnostic::code::find("c406").unwrap().id, "C406");
/// ```
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}
