//! From one row to an answer.

use super::answer::{Answer, Extent, Given, Origin, Rejection};
use super::cells::Cells;
use super::columns::Column;
use super::header::Party;
use super::numbers::{BadDate, date, serial_date};
use super::sheet::SheetContext;
use super::traces::Traces;
use super::words::{self, Response, fold, is_same_word};
use super::{beside, given, key, wording};
use crate::condition::{Truth, evaluate};
use crate::diagnostic::{Code, code, did_you_mean, nearest};
use crate::sheet::Mark;
use crate::standard::model::{Checklist, Criterion, Per};
use std::borrow::Cow;
use std::sync::Arc;

/// Columns in which a row answers something.
const ANSWERS: [Column; 8] = [
    Column::Response,
    Column::Reason,
    Column::Value,
    Column::Numerator,
    Column::Denominator,
    Column::Evidence,
    Column::Extent,
    Column::Comment,
];

/// The criterion that a row answers. `None` where it answers nothing that is ours; that is reported.
pub(super) fn criterion_of<'s>(cells: &Cells<'_>, context: SheetContext<'s>) -> Option<Placed<'s>> {
    let id = criterion_id(cells.get(Column::Criterion));
    if id.is_empty() {
        if !is_heading(cells, context) {
            no_criterion(cells);
        }
        return None;
    }
    let placed = context.criterion(&id);
    if placed.is_none() {
        unknown_criterion(cells, context, &id);
    }
    placed.filter(|_| !is_foreign(cells, context))
}

/// What a row says of its criterion.
pub(super) fn answer_of(
    cells: &Cells<'_>,
    context: SheetContext<'_>,
    (checklist, criterion): Placed<'_>,
) -> Answer {
    let answer = |location, given| Answer {
        criterion: criterion.id.clone(),
        location,
        given,
        partial_reason: None,
        extent: None,
        key_recommendation: false,
        has_evidence: !words::says_nothing(cells.get(Column::Evidence)),
        cited: context.register.cited(cells.get(Column::Evidence)).into_iter().collect(),
        traces: Traces::of(cells, context),
        finding: context.header.party.is_reviewer().then(|| finding(cells)).flatten(),
        privileged: false,
        origin: origin(cells, context),
    };
    check_marks(cells);
    // nothing can be said of cells that may have shifted
    if beside::is_shifted(cells) {
        let unusable = answer(None, Given::Rejected(Rejection::Unusable));
        // the mark `privileged` may have shifted too
        return Answer { finding: None, ..unusable };
    }
    check_words(cells, context);
    check_dates(cells, context);
    let location = location(cells, context, criterion);
    let response = response(cells, criterion);
    let applies = applies(context, criterion, location.as_ref().ok());
    let given = given::given(cells, criterion, (response, applies));
    // an answer for nobody knows which place is no answer
    let given = if location.is_err() { Given::Rejected(Rejection::Unusable) } else { given };
    let in_use = context.checklists;
    let given = wording::checked(cells, (checklist, criterion), (given, in_use));
    Answer {
        partial_reason: partial_reason(cells, &given),
        extent: extent(cells, context.header.party),
        key_recommendation: key::recommendation(cells, context.header.party),
        privileged: privileged(cells),
        ..answer(location.unwrap_or_default(), given)
    }
}

/// What a workbook says of the cells that count, beside their texts.
fn check_marks(cells: &Cells<'_>) {
    if !cells.row.has_marks() {
        return;
    }
    for (column, at) in cells.columns.counting() {
        for mark in cells.row.marks(at) {
            let (code, message, help) = told_of(mark);
            cells.report(code, column, message, help.to_owned());
        }
    }
}

/// What there is to say of a cell of a workbook beside its text.
pub(super) fn told_of(mark: Mark) -> (&'static Code, &'static str, &'static str) {
    match mark {
        Mark::Formula => (
            &code::FORMULA_VALUE,
            "the value of a formula was read, as it was when the file was saved",
            "paste the value in its place, if it shall stay as it is",
        ),
        Mark::Uncomputed => (
            &code::FORMULA_WITHOUT_VALUE,
            "a formula stands here, and the file does not say what it comes to",
            "open the file in a spreadsheet program and save it, or write the value",
        ),
        Mark::ErrorValue => (
            &code::ERROR_VALUE,
            "the spreadsheet shows an error here; the cell was read as blank",
            "mend the formula, or write the value itself",
        ),
        Mark::Merged => (
            &code::MERGED_CELLS,
            "this cell is merged with rows below, which were read as blank",
            "take the merge apart and write the answer into each row",
        ),
    }
}

/// What a reviewer saw, and what they say of it.
fn finding(cells: &Cells<'_>) -> Option<String> {
    let parts = [Column::Evidence, Column::Comment].map(|column| cells.filled(column));
    let told: Vec<&str> = parts.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn origin(cells: &Cells<'_>, context: SheetContext<'_>) -> Origin {
    let answers = [Column::Response, Column::Value, Column::Numerator];
    let column = answers.into_iter().find(|column| cells.columns.index(*column).is_some());
    Origin {
        file: Arc::clone(cells.file),
        worksheet: cells.row.worksheet().cloned(),
        row: cells.row.number,
        column: column.unwrap_or(Column::Response).header(),
        party: context.header.party,
        as_of: context.header.as_of,
    }
}

/// An id as our checklists write it: capitals, plain dashes, no blanks.
pub fn criterion_id(cell: &str) -> Cow<'_, str> {
    if cell.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'-')) {
        return Cow::Borrowed(cell);
    }
    let dashes = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];
    let plain = cell.replace(dashes, "-");
    Cow::Owned(plain.split_whitespace().collect::<String>().to_uppercase())
}

/// A row that holds nothing but the title of a section: it heads the rows below it.
pub(super) fn is_heading(cells: &Cells<'_>, context: SheetContext<'_>) -> bool {
    let Some(title) = cells.filled(Column::Title).or(cells.filled(Column::Section)) else {
        return false;
    };
    let alone = cells.row.cells().filter(|cell| !cell.trim().is_empty()).count() == 1;
    let mut sections = context.checklists.iter().flat_map(|checklist| &checklist.sections);
    alone && sections.any(|section| fold(&section.title) == fold(title))
}

fn no_criterion(cells: &Cells<'_>) {
    if cells.any(&ANSWERS) {
        let help = "write the criterion's id in its column, or clear the row";
        let message = "the row has an answer and no criterion";
        cells.report(&code::NO_CRITERION, Column::Criterion, message, help.to_owned());
    } else {
        let message = "the row has neither criterion nor answer and was not read";
        cells.report(&code::IDLE_ROW, Column::Criterion, message, None);
    }
}

fn unknown_criterion(cells: &Cells<'_>, context: SheetContext<'_>, id: &str) {
    if cells.is_only_counted(&code::UNKNOWN_CRITERION) {
        return;
    }
    let criteria = context.checklists.iter().flat_map(|checklist| &checklist.criteria);
    let near = nearest(id, criteria.map(|criterion| criterion.id.as_str()));
    let message = "{} is no criterion of the checklists in use";
    let checklists: Vec<String> =
        context.checklists.iter().map(|checklist| checklist.reference()).collect();
    let in_use = format!("the checklists in use are {}", checklists.join(", "));
    let (help, of_many, help_of_many) = match near {
        Some(near) => (
            format!("did you mean `{near}`?"),
            "these are no criteria of the checklists in use, though near to some",
            "write the ids as the checklists do; `concordant check --fix-to` does it where only \
             one can be meant"
                .to_owned(),
        ),
        None => (in_use.clone(), "these are no criteria of the checklists in use", in_use),
    };
    cells.report_one_of_many(
        (&code::UNKNOWN_CRITERION, Column::Criterion),
        (message, help),
        (of_many, help_of_many),
    );
}

/// Whether the row says that it belongs to another facility, round or party.
fn is_foreign(cells: &Cells<'_>, context: SheetContext<'_>) -> bool {
    let header = context.header;
    let expected = [
        (Column::Facility, context.facility.id.as_str()),
        (Column::Round, header.round.as_str()),
        (Column::Party, &header.party.to_string()),
    ];
    let mut foreign = false;
    for (column, ours) in expected {
        let Some(cell) = cells.filled(column) else {
            continue;
        };
        let is_name = column == Column::Facility && is_same_word(cell, &context.facility.name);
        if !is_same_word(cell, ours) && !is_name && !ours.is_empty() {
            let help = format!("this assessment is of `{ours}`; the row was not used");
            let message = "the row belongs to {}";
            cells.report(&code::OTHER_FACILITY, column, message, help);
            foreign = true;
        }
    }
    foreign
}

fn check_words(cells: &Cells<'_>, context: SheetContext<'_>) {
    let vocabulary = context.vocabulary;
    if let Some(role) = cells.filled(Column::OwnerRole)
        && !vocabulary.role_ids().any(|known| is_same_word(known, role))
    {
        let help = || did_you_mean(&fold(role).replace(' ', "-"), vocabulary.role_ids());
        let message = "{} is no role of the vocabulary";
        cells.report_with((&code::UNKNOWN_CELL_WORD, Column::OwnerRole), message, help);
    }
    if let Some(kind) = cells.filled(Column::EvidenceKind)
        && !vocabulary.evidence_ids().any(|known| is_same_word(known, kind))
    {
        let help = || did_you_mean(&fold(kind).replace(' ', "-"), vocabulary.evidence_ids());
        let message = "{} is no kind of evidence of the vocabulary";
        cells.report_with((&code::UNKNOWN_CELL_WORD, Column::EvidenceKind), message, help);
    }
}

fn check_dates(cells: &Cells<'_>, context: SheetContext<'_>) {
    let [start, end, evidence] = [Column::PeriodStart, Column::PeriodEnd, Column::EvidenceDate]
        .map(|column| {
            let cell = cells.filled(column)?;
            match date(cell) {
                Ok(date) => Some((column, date)),
                Err(reason) => {
                    if let Some(date) = serial_date(cell) {
                        let message = "a spreadsheet's number of days was taken for a date";
                        let help = "write it as year-month-day, such as 2026-03-31".to_owned();
                        cells.report(&code::DATE_AS_NUMBER, column, message, help);
                        return Some((column, date));
                    }
                    // a date in a cell may be a birth date: the help must not spell it out
                    let (message, of_many) = match reason {
                        BadDate::NotADate => ("{} is not a date", "these are no dates"),
                        BadDate::TwoMeanings => (
                            "{} can be read as two dates",
                            "each of these can be read as two dates",
                        ),
                    };
                    let help = "write it as year-month-day, such as 2026-03-31".to_owned();
                    let of_many = (of_many, help.clone());
                    let at = (&code::BAD_CELL_DATE, column);
                    cells.report_one_of_many(at, (message, help), of_many);
                    None
                }
            }
        });
    if let (Some((_, start)), Some((column, end))) = (start, end)
        && end < start
    {
        let message = "the period ends before it begins";
        let help = "exchange the two dates".to_owned();
        cells.report(&code::DATE_ORDER, column, message, help);
    }
    for (column, date) in [end, evidence].into_iter().flatten() {
        if date > context.header.as_of {
            let message = "the date lies after the assessment";
            let help = format!("the assessment is as of {}", context.header.as_of);
            cells.report(&code::FUTURE_DATE, column, message, help);
        }
    }
}

/// The location that the row names; an error where there is no such place.
fn location(
    cells: &Cells<'_>,
    context: SheetContext<'_>,
    criterion: &Criterion,
) -> Result<Option<String>, ()> {
    let Some(cell) = cells.filled(Column::Location) else {
        return Ok(None);
    };
    let facility = context.facility;
    let is_it = |text: &str| is_same_word(text, cell);
    let found = facility.locations.iter().find(|known| is_it(&known.id) || is_it(&known.name));
    let Some(found) = found else {
        let ids = facility.locations.iter().map(|location| location.id.as_str());
        let help = || {
            Some(match did_you_mean(cell, ids) {
                Some(near) => {
                    format!("{near}; a further place needs a [[location]] in facility.toml")
                }
                None => "facility.toml names no places of care yet: write a [[location]] with id \
                         and name for each (`init` wrote one with # before it at the end of the \
                         file), or clear the cell"
                    .to_owned(),
            })
        };
        let message = "{} is no location of the facility";
        cells.report_with((&code::UNKNOWN_LOCATION, Column::Location), message, help);
        return Err(());
    };
    if criterion.per == Per::Facility {
        let message = "the criterion is answered once for the facility; the location was not read";
        cells.report(&code::NEEDLESS_LOCATION, Column::Location, message, None);
        return Ok(None);
    }
    Ok(Some(found.id.clone()))
}

/// Whether the criterion may apply here: what does not needs no reason for being left out.
fn applies(
    context: SheetContext<'_>,
    criterion: &Criterion,
    location: Option<&Option<String>>,
) -> bool {
    let at = location.and_then(|location| location.as_deref());
    let value = |word: &str| context.facility.value(word, at, context.header.as_of);
    let condition = criterion.applies_when.as_ref();
    condition.is_none_or(|c| evaluate(&c.expression, &value).0 != Truth::False)
}

/// The response, reported where it cannot be understood.
fn response(cells: &Cells<'_>, criterion: &Criterion) -> Result<given::Word, ()> {
    let cell = cells.get(Column::Response);
    if let crate::standard::model::Answering::Scale(scale) = &criterion.answering {
        let is_it = |text: &str| is_same_word(text, cell);
        let found = scale.levels.iter().find(|level| is_it(&level.id) || is_it(&level.label));
        if let Some(level) = found {
            return Ok(given::Word::Level(level.credit.clone(), level.id.clone()));
        }
        return match words::response(cell) {
            Some(Response::Blank) => Ok(given::Word::Response(Response::Blank)),
            Some(Response::NotApplicable) => Ok(given::Word::Response(Response::NotApplicable)),
            _ => {
                let levels = scale.levels.iter().map(|level| level.id.as_str());
                let help = || did_you_mean(cell, levels);
                let message = "{} is no level of this criterion's scale";
                cells.report_with((&code::WRONG_SCALE, Column::Response), message, help);
                Err(())
            }
        };
    }
    match words::response(cell) {
        Some(response) => Ok(given::Word::Response(response)),
        None => {
            let help = || {
                let allowed = format!("allowed: {}", words::ALLOWED.join(", "));
                Some(match nearest(&fold(cell), words::response_words()) {
                    Some(near) => format!("did you mean `{near}`? ({allowed})"),
                    None => allowed,
                })
            };
            let message = "{} is no response";
            cells.report_with((&code::UNKNOWN_RESPONSE, Column::Response), message, help);
            Err(())
        }
    }
}

fn partial_reason(cells: &Cells<'_>, given: &Given) -> Option<super::PartialReason> {
    let Given::Level(_, name) = given else {
        return None;
    };
    if name != "partial" {
        return None;
    }
    let reason = words::partial_reason(cells.get(Column::Reason));
    if reason.is_none() {
        let names = super::PartialReason::WORDS.map(|(word, _)| word).join(", ");
        let message = match cells.filled(Column::Reason) {
            Some(_) => "{} is none of the reasons for partial",
            None => "partial without a reason",
        };
        let help = format!("write one of {names}");
        cells.report(&code::PARTIAL_REASON, Column::Reason, message, help);
    }
    reason
}

fn extent(cells: &Cells<'_>, party: Party) -> Option<Extent> {
    let cell = cells.filled(Column::Extent)?;
    let Some(extent) = words::extent(cell) else {
        let names = Extent::WORDS
            .iter()
            .filter(|(_, extent)| party.is_reviewer() || *extent != Extent::Immediate);
        let names = names.map(|(word, _)| *word);
        let message = "{} is no extent";
        let help = || did_you_mean(cell, names);
        cells.report_with((&code::UNKNOWN_EXTENT, Column::Extent), message, help);
        return None;
    };
    if party.is_reviewer() {
        return Some(extent);
    }
    if extent == Extent::Immediate {
        let message = "immediate danger is set by a reviewer; it was not taken over";
        let help = "if there is danger now, act on it and tell the network today".to_owned();
        cells.report(&code::EXTENT_OF_SELF, Column::Extent, message, help);
    }
    None
}

fn privileged(cells: &Cells<'_>) -> bool {
    words::yes_or_no(cells.get(Column::Privileged)).unwrap_or_else(|| {
        let message = "{} is neither yes nor no; taken for yes";
        let help = "write yes or no".to_owned();
        cells.report(&code::BAD_PRIVILEGED, Column::Privileged, message, help);
        true
    })
}

/// The pair that names a criterion's place in the standards.
pub(super) type Placed<'c> = (&'c Checklist, &'c Criterion);
