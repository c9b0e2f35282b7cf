//! `check-ins.csv`: what happened to each action. Lines are added, none is ever rewritten.

use crate::assessment::cell_date;
use crate::diagnostic::{Bag, Code, Diagnostic, Place, code, did_you_mean, mask_cell};
use crate::sheet::{Row, Table, read_csv, strip};
use crate::source::Text;
use jiff::civil::Date;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// When it happened.
    pub date: Date,
    /// The action.
    pub action: String,
    /// What happened.
    pub event: Event,
    /// The role that says so.
    pub by: Option<String>,
    /// The evidence, by its id in the register.
    pub evidence: Option<String>,
    /// When it will be done instead.
    pub new_due: Option<Date>,
    /// Why.
    pub reason: String,
}

/// What may happen to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// Work has begun.
    Started,
    /// The hospital sent what shows that it is done.
    EvidenceSent,
    /// Somebody looked, and it is done.
    Verified,
    /// It still holds after a while.
    Sustained,
    /// It will be later.
    Slipped,
    /// It will not be done.
    Dropped,
}

impl Event {
    /// Its words in files and arguments.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("started", Self::Started),
        ("evidence-sent", Self::EvidenceSent),
        ("verified", Self::Verified),
        ("sustained", Self::Sustained),
        ("slipped", Self::Slipped),
        ("dropped", Self::Dropped),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, event)| *event == self).map_or("", |(word, _)| word)
    }

    /// Whether it wants a reason.
    pub fn wants_reason(self) -> bool {
        matches!(self, Self::Slipped | Self::Dropped)
    }
}

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 7] = ["date", "action", "event", "by", "evidence", "new_due", "reason"];

impl CheckIn {
    /// What a column says.
    pub fn cell(&self, column: &str) -> String {
        match column {
            "date" => self.date.to_string(),
            "action" => self.action.clone(),
            "event" => self.event.word().to_owned(),
            "by" => self.by.clone().unwrap_or_default(),
            "evidence" => self.evidence.clone().unwrap_or_default(),
            "new_due" => self.new_due.map(|day| day.to_string()).unwrap_or_default(),
            "reason" => self.reason.clone(),
            _ => String::new(),
        }
    }
}

/// The column of a header cell.
fn column_of(header: &str) -> Option<&'static str> {
    let folded = header.trim().to_lowercase().replace([' ', '-'], "_");
    COLUMNS.into_iter().find(|column| *column == folded)
}

/// A log: its lines in their order, and its columns as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// What can be used.
    pub check_ins: Vec<CheckIn>,
}

/// How a line is added to a log that is there: the columns of its header.
///
/// `None` where the header is not ours.
pub fn header_of(text: &Text) -> Option<(Vec<Option<&'static str>>, Table)> {
    let table = read_csv(text, |header| column_of(header).is_some(), &Bag::new());
    let header = table.rows.first()?;
    let columns: Vec<_> = header.cells().map(column_of).collect();
    let is_whole = COLUMNS.iter().all(|column| columns.contains(&Some(column)));
    is_whole.then_some((columns, table))
}

/// Reads the log. A line that cannot be used is reported and left out.
pub fn read_log(text: &Text, actions: &[&str], roles: &[String], bag: &Bag) -> Log {
    let table = read_csv(text, |header| column_of(header).is_some(), bag);
    let mut rows = table.rows.iter();
    let Some(header) = rows.next() else { return Log::default() };
    let columns: Vec<_> = header.cells().map(column_of).collect();
    if !["date", "action", "event"].iter().all(|column| columns.contains(&Some(column))) {
        let place = Place { row: Some(header.number), ..Place::file(text.name()) };
        let message = "the columns `date`, `action` and `event` were not found; it was not read";
        let help = format!("its first row is {}", COLUMNS.join(","));
        bag.push(Diagnostic::new(&code::NO_LOG_HEADER, place, message).help(help));
        return Log::default();
    }
    let reader = Reader { columns, text, actions, roles, bag };
    Log { check_ins: rows.filter_map(|row| reader.line(row)).collect() }
}

struct Reader<'r> {
    columns: Vec<Option<&'static str>>,
    text: &'r Text,
    actions: &'r [&'r str],
    roles: &'r [String],
    bag: &'r Bag,
}

impl Reader<'_> {
    fn cell<'c>(&self, row: &'c Row, name: &str) -> &'c str {
        let at = self.columns.iter().position(|column| *column == Some(name));
        at.and_then(|at| row.get(at)).map_or("", |cell| strip(cell.trim()).trim())
    }

    fn line(&self, row: &Row) -> Option<CheckIn> {
        let date = self.date(row, "date", &code::BAD_CHECK_IN);
        if self.cell(row, "date").is_empty() {
            self.report(row, "date", &code::BAD_CHECK_IN, ("the line has no date", None));
        }
        let action = self.cell(row, "action");
        let is_known = self.actions.contains(&action);
        if !is_known {
            let help = did_you_mean(action, self.actions.iter().copied());
            let message = "{} is no action of plan.toml; the line was left out";
            self.report(row, "action", &code::BAD_CHECK_IN, (message, help));
        }
        let event = self.event(row);
        let by = Some(self.cell(row, "by")).filter(|by| !by.is_empty());
        if let Some(by) = by.filter(|by| !self.roles.iter().any(|role| role == by)) {
            let help = did_you_mean(by, self.roles.iter().map(String::as_str));
            let message = "{} is no role of the vocabulary";
            self.report(row, "by", &code::INCOMPLETE_CHECK_IN, (message, help));
        }
        let new_due = self.date(row, "new_due", &code::INCOMPLETE_CHECK_IN);
        let (date, event) = date.zip(event).filter(|_| is_known)?;
        let reason = self.cell(row, "reason");
        if event.wants_reason() && reason.is_empty() {
            let help = Some("a line that slips or drops an action says why".to_owned());
            self.report(row, "reason", &code::INCOMPLETE_CHECK_IN, ("no reason is given", help));
        }
        if event == Event::Verified && by.is_none() {
            let help = Some("write the role that verified it into `by`".to_owned());
            let message = "nobody is named who verified it";
            self.report(row, "by", &code::INCOMPLETE_CHECK_IN, (message, help));
        }
        Some(CheckIn {
            date,
            action: action.to_owned(),
            event,
            by: by.map(str::to_owned),
            evidence: Some(self.cell(row, "evidence")).filter(|e| !e.is_empty()).map(str::to_owned),
            new_due,
            reason: reason.to_owned(),
        })
    }

    fn event(&self, row: &Row) -> Option<Event> {
        let written = self.cell(row, "event").to_lowercase().replace([' ', '_'], "-");
        let found = Event::WORDS.iter().find(|(word, _)| *word == written);
        if found.is_none() {
            let words = Event::WORDS.map(|(word, _)| word);
            let help = did_you_mean(&written, words);
            let help = help.or(Some(format!("allowed: {}", words.join(", "))));
            let message = "{} is nothing that happens to an action; the line was left out";
            self.report(row, "event", &code::BAD_CHECK_IN, (message, help));
        }
        found.map(|(_, event)| *event)
    }

    fn date(&self, row: &Row, column: &str, code: &'static Code) -> Option<Date> {
        let cell = self.cell(row, column);
        let date = cell_date(cell);
        if date.is_none() && !cell.is_empty() {
            let help = Some("write it as year-month-day, such as 2026-03-31".to_owned());
            self.report(row, column, code, ("{} is not a date", help));
        }
        date
    }

    fn report(
        &self,
        row: &Row,
        column: &str,
        code: &'static Code,
        (message, help): (&str, Option<String>),
    ) {
        let at = self.columns.iter().position(|known| *known == Some(column));
        let place = row.place(self.text.name(), (at, Some(&mask_cell(column, &COLUMNS))));
        let diagnostic = Diagnostic::new(code, place, message).echo(self.cell(row, column), &[]);
        self.bag.push(diagnostic.help_maybe(help));
    }
}
