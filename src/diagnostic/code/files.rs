//! C0: files, their encodings, the shape of a sheet.

use super::Code;

/// The file cannot be read.
pub const UNREADABLE_FILE: Code =
    Code::error("C001", "the file cannot be read", include_str!("../pages/C001.md"));

/// The file is not UTF-8.
pub const GUESSED_ENCODING: Code =
    Code::warning("C002", "the file is not UTF-8", include_str!("../pages/C002.md"));

/// The file holds characters that no text holds.
pub const DAMAGED_TEXT: Code = Code::error(
    "C003",
    "the file holds characters that no text holds",
    include_str!("../pages/C003.md"),
);

/// The file is of a kind that is not read.
pub const UNSUPPORTED_FILE: Code =
    Code::error("C004", "the file is of a kind that is not read", include_str!("../pages/C004.md"));

/// The sheet has no header row.
pub const NO_HEADER: Code =
    Code::error("C005", "the sheet has no header row", include_str!("../pages/C005.md"));

/// A quoted cell never ends.
pub const OPEN_QUOTE: Code =
    Code::error("C006", "a quoted cell never ends", include_str!("../pages/C006.md"));

/// Text follows a closing quote.
pub const TEXT_AFTER_QUOTE: Code =
    Code::warning("C007", "text follows a closing quote", include_str!("../pages/C007.md"));

/// The sheet has a header and no answers.
pub const EMPTY_SHEET: Code =
    Code::warning("C008", "the sheet has a header and no rows", include_str!("../pages/C008.md"));

/// A file that a folder needs is not there.
pub const MISSING_FILE: Code = Code::error(
    "C009",
    "a file that a folder needs is not there",
    include_str!("../pages/C009.md"),
);

/// An assessment has no sheet.
pub const FOLDER_WITHOUT_SHEETS: Code =
    Code::warning("C010", "an assessment has no sheet", include_str!("../pages/C010.md"));

/// The workbook cannot be read.
pub const UNREADABLE_WORKBOOK: Code =
    Code::error("C011", "the workbook cannot be read", include_str!("../pages/C011.md"));

/// A worksheet has no header row and was not read.
pub const UNREAD_WORKSHEET: Code = Code::warning(
    "C012",
    "a worksheet has no header row and was not read",
    include_str!("../pages/C012.md"),
);

/// Hidden rows or a hidden worksheet were read.
pub const HIDDEN_ROWS: Code = Code::note(
    "C013",
    "hidden rows or a hidden worksheet were read",
    include_str!("../pages/C013.md"),
);

/// A cell is merged over several rows.
pub const MERGED_CELLS: Code =
    Code::warning("C014", "a cell is merged over several rows", include_str!("../pages/C014.md"));

/// The value of a formula was read.
pub const FORMULA_VALUE: Code =
    Code::note("C015", "the value of a formula was read", include_str!("../pages/C015.md"));

/// A formula has no value.
pub const FORMULA_WITHOUT_VALUE: Code =
    Code::error("C016", "a formula has no value", include_str!("../pages/C016.md"));

/// The cell holds an error of the spreadsheet.
pub const ERROR_VALUE: Code = Code::error(
    "C017",
    "the cell holds an error of the spreadsheet",
    include_str!("../pages/C017.md"),
);

/// A number was taken for a date.
pub const DATE_AS_NUMBER: Code =
    Code::warning("C018", "a number was taken for a date", include_str!("../pages/C018.md"));

/// Criteria have no row.
pub const ROWS_MISSING: Code =
    Code::warning("C019", "criteria have no row", include_str!("../pages/C019.md"));

/// An earlier row says the same.
pub const DUPLICATE_ROW: Code =
    Code::note("C020", "an earlier row says the same", include_str!("../pages/C020.md"));

/// The rows are in another order than the checklist.
pub const ROWS_REORDERED: Code = Code::note(
    "C021",
    "the rows are in another order than the checklist",
    include_str!("../pages/C021.md"),
);

/// All of them, in the order of their numbers.
pub(super) const C0: &[&Code] = &[
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
];
