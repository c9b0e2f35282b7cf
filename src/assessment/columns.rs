//! The columns of a sheet, under every name that people give them.

use super::ours::is_for_people;
use super::words::fold;
use crate::diagnostic::{Bag, Diagnostic, code, mask_cell, nearest};
use crate::sheet::{Row, letters};

/// A column that we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is what its header says; design section 3.2 lists them")]
pub enum Column {
    Checklist,
    Criterion,
    Fingerprint,
    Location,
    Response,
    Reason,
    Value,
    Numerator,
    Denominator,
    PeriodStart,
    PeriodEnd,
    Population,
    Sampling,
    Evidence,
    EvidenceKind,
    EvidenceDate,
    Extent,
    KeyRecommendation,
    OwnerRole,
    Comment,
    Privileged,
    Facility,
    Round,
    Party,
    Section,
    Title,
    Statement,
    EvidenceAsked,
}

/// Every column, its header, and the synonyms it is also known by (folded).
const COLUMNS: [(Column, &str, &[&str]); 28] = [
    (Column::Checklist, "checklist", &["standard", "check list", "checklist version"]),
    (
        Column::Criterion,
        "criterion",
        &[
            "criterion id",
            "criteria",
            "id",
            "item",
            "item id",
            "criterion no",
            "no",
            "nr",
            "number",
        ],
    ),
    (Column::Fingerprint, "fingerprint", &["finger print"]),
    (
        Column::Location,
        "location",
        &["site", "place", "place of care", "campus", "unit", "location id"],
    ),
    (
        Column::Response,
        "response",
        &[
            "answer",
            "status",
            "result",
            "rating",
            "self assessment",
            "assessment",
            "finding",
            "met",
        ],
    ),
    (
        Column::Reason,
        "reason",
        &["reason for n/a", "na reason", "n/a reason", "why", "justification"],
    ),
    (Column::Value, "value", &["rate", "percentage", "measured value", "percent", "%"]),
    (Column::Numerator, "numerator", &["num", "numer", "n met", "cases met", "compliant cases"]),
    (
        Column::Denominator,
        "denominator",
        &["den", "denom", "cases", "sample size", "n", "total cases"],
    ),
    (
        Column::PeriodStart,
        "period_start",
        &["period from", "from", "start", "start date", "audit start"],
    ),
    (Column::PeriodEnd, "period_end", &["period to", "to", "end", "end date", "audit end"]),
    (Column::Population, "population", &["patients", "eligible population"]),
    (Column::Sampling, "sampling", &["sample", "sampling method", "method"]),
    (
        Column::Evidence,
        "evidence",
        &["evidence reference", "evidence ref", "documents", "proof", "document"],
    ),
    (
        Column::EvidenceKind,
        "evidence_kind",
        &["kind of evidence", "evidence type", "document type"],
    ),
    (
        Column::EvidenceDate,
        "evidence_date",
        &["date of evidence", "document date", "approved", "approved on"],
    ),
    (Column::Extent, "extent", &["scope", "how widespread"]),
    (
        Column::KeyRecommendation,
        "key_recommendation",
        &["key recommendations", "priority recommendation", "recommended first"],
    ),
    (Column::OwnerRole, "owner_role", &["owner", "role", "responsible", "responsible role"]),
    (
        Column::Comment,
        "comment",
        &["comments", "note", "notes", "remark", "remarks", "observation"],
    ),
    (Column::Privileged, "privileged", &["confidential", "do not export", "peer review"]),
    (Column::Facility, "facility", &["hospital", "facility id"]),
    (Column::Round, "round", &["cycle"]),
    (Column::Party, "party", &["answered by", "reviewer"]),
    (Column::Section, "section", &["chapter", "domain"]),
    (Column::Title, "title", &["criterion title", "name", "short title"]),
    (Column::Statement, "statement", &["requirement", "criterion text", "text", "standard text"]),
    (Column::EvidenceAsked, "evidence_asked", &["evidence required", "evidence needed"]),
];

impl Column {
    /// Its header in the sheets that we write.
    pub fn header(self) -> &'static str {
        COLUMNS.iter().find(|(column, ..)| *column == self).map_or("", |(_, header, _)| header)
    }

    /// The column of a header in any of its names.
    pub fn of(cell: &str) -> Option<Self> {
        // every cell near the top of a sheet is asked; most are no header by their length alone
        if cell.len() > LONGEST_HEADER {
            return None;
        }
        let folded = fold(cell);
        let known = |(_, header, synonyms): &&(Self, &str, &[&str])| {
            is_folded(header, &folded) || synonyms.contains(&folded.as_str())
        };
        COLUMNS.iter().find(known).map(|(column, ..)| *column)
    }
}

/// No header that we know is longer, in bytes.
const LONGEST_HEADER: usize = 40;

/// Whether a header of ours, its underscores taken for blanks, is this folded text.
fn is_folded(header: &str, folded: &str) -> bool {
    let signs = header.bytes().map(|sign| if sign == b'_' { b' ' } else { sign });
    header.len() == folded.len() && signs.eq(folded.bytes())
}

/// Whether a cell is a header that we know.
pub fn is_header(cell: &str) -> bool {
    Column::of(cell).is_some()
}

/// Which column of a sheet is what.
#[derive(Debug, Default)]
pub(super) struct Columns {
    known: Vec<(Column, usize)>,
    /// What stands at each place.
    places: Vec<Option<Column>>,
    /// The number of columns that the header has.
    pub(super) width: usize,
}

impl Columns {
    /// Reads a header row; reports unknown, doubled and missing columns. `None` where the sheet
    /// cannot be read without what is missing.
    pub(super) fn read(row: &Row, file: &str, bag: &Bag) -> Option<Self> {
        let width = row.cells().len();
        let mut columns = Self { known: Vec::new(), places: vec![None; width], width };
        let mut unknown = Vec::new();
        for (at, cell) in row.cells().enumerate() {
            let place = |name: &str| row.place(file, (Some(at), Some(name)));
            match Column::of(cell) {
                Some(column) if columns.index(column).is_some() => {
                    let name = column.header();
                    let message = format!("a second column `{name}` stands at {}", letters(at));
                    let help = "the first one counts; rename or remove the other";
                    let diagnostic = Diagnostic::new(&code::DUPLICATE_COLUMN, place(name), message);
                    bag.push(diagnostic.help(help));
                }
                Some(column) => columns.add(column, at),
                None if cell.trim().is_empty() || is_for_people(cell) => {}
                None => unknown.push((at, cell)),
            }
        }
        let missing = columns.missing();
        let mut suspects = Vec::new();
        for (at, cell) in unknown {
            let near = nearest(&fold(cell), COLUMNS.iter().map(|(_, h, _)| *h));
            // a slip in a column that cannot be done without is told once, as missing
            if let Some(near) = near.filter(|near| missing.contains(near)) {
                suspects.push((near, letters(at)));
                continue;
            }
            let shown = mask_cell(cell.trim(), &[]);
            let message = format!("column {} is not known and was not read", letters(at));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "rename it, if it holds something that a sheet can say".to_owned(),
            };
            let place = row.place(file, (Some(at), Some(&shown)));
            bag.push(Diagnostic::new(&code::UNKNOWN_COLUMN, place, message).help(help));
        }
        for name in &missing {
            let suspect = suspects.iter().find(|(near, _)| near == name);
            let help = match suspect {
                Some((near, at)) => format!("column {at} looks like it; rename it to `{near}`"),
                None => format!("add a column `{name}`"),
            };
            let message = format!("no column `{name}` was found");
            let place = row.place(file, (None, None));
            bag.push(Diagnostic::new(&code::MISSING_COLUMN, place, message).help(help));
        }
        missing.is_empty().then_some(columns)
    }

    /// The headers without which a sheet cannot be read.
    fn missing(&self) -> Vec<&'static str> {
        let answers = [Column::Response, Column::Value, Column::Numerator];
        let mut missing = Vec::new();
        if self.index(Column::Criterion).is_none() {
            missing.push(Column::Criterion.header());
        }
        if answers.iter().all(|column| self.index(*column).is_none()) {
            missing.push(Column::Response.header());
        }
        missing
    }

    /// The columns that count, and where they stand: not those that only people read.
    pub(super) fn counting(&self) -> impl Iterator<Item = (Column, usize)> + '_ {
        let shown = [Column::Section, Column::Title, Column::Statement, Column::EvidenceAsked];
        self.known.iter().copied().filter(move |(column, _)| !shown.contains(column))
    }

    /// The columns that are known, and where they stand.
    pub(super) fn all(&self) -> impl Iterator<Item = (Column, usize)> + '_ {
        self.known.iter().copied()
    }

    /// Which column stands at a place, from 0.
    pub(super) fn at(&self, place: usize) -> Option<Column> {
        self.places.get(place).copied().flatten()
    }

    fn add(&mut self, column: Column, at: usize) {
        self.known.push((column, at));
        if let Some(place) = self.places.get_mut(at) {
            *place = Some(column);
        }
    }

    /// Where a column stands, from 0.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.known.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_any_dress() {
        for header in ["Criterion ID", "criterion_id", " CRITERION ", "Item"] {
            assert_eq!(Column::of(header), Some(Column::Criterion), "{header}");
        }
        assert_eq!(Column::of("Period start"), Some(Column::PeriodStart));
        assert_eq!(Column::of("N/A reason"), Some(Column::Reason));
        assert_eq!(Column::of("patient name"), None);
    }

    #[test]
    fn no_synonym_means_two_columns() {
        let mut all: Vec<String> = COLUMNS
            .iter()
            .flat_map(|(_, header, also)| {
                also.iter().map(|s| (*s).to_owned()).chain([fold(header)])
            })
            .collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        for (_, _, synonyms) in COLUMNS {
            for synonym in synonyms {
                assert_eq!(fold(synonym), *synonym, "synonyms are stored folded");
            }
        }
    }

    #[test]
    fn headers_are_short() {
        for (_, header, synonyms) in COLUMNS {
            assert!(is_folded(header, &fold(header)), "{header}");
            let longest = synonyms.iter().map(|synonym| synonym.len()).max().unwrap_or_default();
            assert!(header.len().max(longest) <= LONGEST_HEADER, "{header}");
        }
    }

    #[test]
    fn what_is_for_people_is_no_column() {
        for header in crate::assessment::ours::FOR_PEOPLE {
            assert_eq!(Column::of(header), None, "{header}");
            assert_eq!(fold(header), header);
        }
        assert!(is_for_people("To do") && !is_for_people("To do list"));
    }
}
