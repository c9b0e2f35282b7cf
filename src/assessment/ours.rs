//! What our own workbooks hold that nobody typed: title and figures above the header, and the
//! columns that follow what is typed.

use super::words::fold;
use crate::sheet::Row;

/// Columns of the workbooks that we write which are there for people and are not read, folded.
pub(super) const FOR_PEOPLE: [&str; 7] =
    ["must pass", "state", "to do", "measured", "outcome", "credit", "credit at best"];

/// No header of such a column is longer, in bytes.
const LONGEST: usize = 20;

/// Whether a header is that of a column which is there for people, and not read on purpose.
pub(super) fn is_for_people(cell: &str) -> bool {
    cell.len() <= LONGEST && FOR_PEOPLE.contains(&fold(cell).as_str())
}

/// The column that only sheets with measures have.
const OF_MEASURES: &str = "measured";

/// In a cell of the header, this says that a table is an export of ours and holds no answers.
pub const EXPORT_STAMP: &str = "concordant.export/1";

/// What our tables of rejects put before the cells of a rejected row, folded.
const OF_REJECTS: [&str; 7] = [
    "file",
    "worksheet",
    "row",
    "left out because",
    "rejected worksheet",
    "rejected row",
    "rejected why",
];

/// Where the columns stand that nobody types into: those of our workbooks, and those that tell of a
/// rejected row where its table bears our stamp.
pub(super) fn computed(header: &Row) -> Vec<usize> {
    let is_stamp = |cell: &str| cell.contains(EXPORT_STAMP);
    if header.cells().any(is_stamp) {
        let is_ours = |cell: &str| is_stamp(cell) || OF_REJECTS.contains(&fold(cell).as_str());
        let columns = header.cells().enumerate().filter(|(_, cell)| is_ours(cell));
        return columns.map(|(at, _)| at).collect();
    }
    of_workbook(header)
}

/// None where one of them lacks: then it is no sheet of ours, and a column of such a name is the
/// hospital's own.
fn of_workbook(header: &Row) -> Vec<usize> {
    let at = |name: &&str| header.cells().position(|cell| fold(cell) == **name);
    let all = FOR_PEOPLE.iter().filter(|name| **name != OF_MEASURES);
    let found: Option<Vec<usize>> = all.map(at).collect();
    let measured = at(&OF_MEASURES);
    found.map(|found| found.into_iter().chain(measured).collect()).unwrap_or_default()
}

/// Whether this is what our workbooks write above a column: its header as a person reads it.
pub(super) fn is_head(cell: &str, header: &str) -> bool {
    let mut signs = header.chars().map(|sign| if sign == '_' { ' ' } else { sign });
    let first = signs.next().map(|sign| sign.to_ascii_uppercase());
    cell.chars().eq(first.into_iter().chain(signs))
}

/// Whether a row above the header of a sheet of ours holds nothing but what we wrote there: the
/// checklist with its version, or the figures in one line.
pub(super) fn is_top(row: &Row) -> bool {
    let mut filled = row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => true,
        (Some((0, cell)), None) => is_title(cell) || is_figures(cell),
        _ => false,
    }
}

fn is_title(cell: &str) -> bool {
    let standard = cell.strip_suffix(')').and_then(|cell| cell.rsplit_once(" ("));
    let version = standard.and_then(|(_, standard)| standard.split_once('@'));
    version.is_some_and(|(_, version)| semver::Version::parse(version).is_ok())
}

fn is_figures(cell: &str) -> bool {
    cell.starts_with("Assessed ") && cell.contains(" %   |   Must-pass: ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Bag;
    use crate::sheet::SheetFile;

    fn row(text: &str) -> Row {
        let file = SheetFile::csv("a.csv", format!("sep=,\n{text}\n"));
        let mut row = Row::default();
        let bag = Bag::new();
        assert!(file.tables(&|_| false, &bag)[0].next_row(&mut row, &bag));
        row
    }

    #[test]
    fn only_a_header_with_all_of_our_columns_has_columns_that_nobody_types_into() {
        let all = "Criterion,Must pass,State,To do,Comment,Measured,Outcome,Credit,Credit at best";
        assert_eq!(computed(&row(all)), [1, 2, 3, 6, 7, 8, 5]);
        let without_measures = "Criterion,Must pass,State,To do,Outcome,Credit,Credit at best";
        assert_eq!(computed(&row(without_measures)), [1, 2, 3, 4, 5, 6]);
        assert_eq!(computed(&row("Criterion,State,To do,Comment")), [0; 0]);
    }

    #[test]
    fn a_table_of_rejects_says_of_itself_what_is_not_typed() {
        let rejects = "file,row,left_out_because,criterion,comment,concordant.export/1 0a1b";
        assert_eq!(computed(&row(rejects)), [0, 1, 2, 5]);
        assert_eq!(computed(&row("file,row,criterion,comment")), [0; 0]);
    }

    #[test]
    fn a_head_of_ours_is_told_from_what_people_make_of_it() {
        assert!(is_head("Evidence asked", "evidence_asked"));
        for typed in ["evidence_asked", "Evidence Asked", "EVIDENCE ASKED", "Proof"] {
            assert!(!is_head(typed, "evidence_asked"), "{typed}");
        }
    }

    #[test]
    fn what_somebody_typed_above_the_header_is_not_ours() {
        let figures = "Assessed 12 %   |   Must-pass: 0 of 4 met";
        for ours in ["Oncology pharmacy (pharmacy@2.0.0)", figures] {
            assert!(is_top(&row(ours)), "{ours}");
            assert!(!is_top(&row(&format!("{ours},seen"))), "{ours}");
        }
        for typed in ["Oncology pharmacy", "Call (ward@nine)", "Assessed by the pharmacy", ",x"] {
            assert!(!is_top(&row(typed)), "{typed}");
        }
    }
}
