//! A likely identifier of a patient stops what leaves the house, never what somebody looks at.

use super::exit::Exit;
use super::output::Printer;
use crate::diagnostic::{Bag, Severity, render};
use crate::privacy::{Uses, report_uses};
use crate::report::count;
use crate::workspace::Opened;
use serde::Serialize;

/// Most places that are named in one refusal.
const MOST: usize = 10;

/// Refuses to write what would leave the house while likely identifiers stand in the files.
///
/// # Errors
/// How to exit, with the reasons said and nothing written.
pub(super) fn refuse(bag: &Bag, printer: &Printer) -> Result<(), Exit> {
    let blocks = bag.blocks();
    if blocks == 0 || !printer.is_handed_over() {
        return Ok(());
    }
    let all = bag.sorted();
    let is_block = |severity| severity == Severity::Error;
    let told = all.iter().filter(|d| d.code.is_about_a_person() && is_block(d.severity()));
    for diagnostic in told.take(MOST) {
        Printer::complain(&render::one_line(diagnostic));
    }
    let more = blocks.saturating_sub(MOST);
    let more = if more > 0 { format!(" ({more} not shown)") } else { String::new() };
    Printer::complain(&format!(
        "nothing was written: the files hold {}{more} of patients, and this would leave the house; \
         remove them, or say in facility.toml which are nobody's (`concordant explain C702`). \
         The terminal still shows everything",
        count(blocks, "likely identifier")
    ));
    Err(Exit::Unusable)
}

/// Says what a local view leaves to be done before anything is exported, and what is allowed.
pub(super) fn remind(bag: &Bag, allowed: &Uses) {
    match bag.blocks() {
        0 => {}
        some => Printer::complain(&format!(
            "privacy: {} of patients; nothing can be exported until {} removed or allowed",
            count(some, "likely identifier"),
            if some == 1 { "it is" } else { "they are" }
        )),
    }
    if allowed.blocks() > 0 {
        Printer::complain(&format!(
            "privacy: facility.toml allows {} of a kind that stops exports; `concordant check` says \
             which and why",
            count(allowed.blocks(), "text")
        ));
    }
}

/// What `check` says of identifiers, once.
#[derive(Debug, Default, Serialize)]
pub(super) struct Screened {
    /// Likely identifiers that stop what leaves the house.
    blocking: usize,
    /// Texts that may be one.
    warnings: usize,
    /// Likely identifiers that a facility allows, with a reason.
    allowed: usize,
    /// In a sentence.
    statement: String,
}

/// What was allowed in each facility, over all its rounds.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    allowed: usize,
    facilities: usize,
}

impl Allowances {
    /// Takes over a facility that was read: reports its allowances into the bag.
    pub(super) fn add(&mut self, opened: &Opened, uses: &Uses, bag: &Bag) {
        report_uses(&opened.facility.allowed, uses, bag);
        self.allowed += uses.all();
        self.facilities += 1;
    }

    /// What is said of identifiers, where sheets were looked at.
    pub(super) fn told(&self, bag: &Bag) -> Option<Screened> {
        if self.facilities == 0 {
            return None;
        }
        let all = bag.sorted();
        let of_persons = all.iter().filter(|d| d.code.is_about_a_person());
        let warnings = of_persons.filter(|d| d.severity() == Severity::Warning).count();
        let blocking = bag.blocks();
        let allowed = match self.allowed {
            0 => String::new(),
            some => format!("; {} allowed in facility.toml", count(some, "text")),
        };
        let found = match (blocking, warnings) {
            (0, 0) => "no simple pattern found".to_owned(),
            (0, some) => format!("{} that may be one", count(some, "text")),
            (some, 0) => format!("{}: nothing can be exported", count(some, "likely one")),
            (blocks, some) => format!(
                "{}: nothing can be exported; {} that may be one",
                count(blocks, "likely one"),
                count(some, "more text")
            ),
        };
        let statement = format!("Identifiers of patients: {found}{allowed}");
        Some(Screened { blocking, warnings, allowed: self.allowed, statement })
    }
}

impl Screened {
    /// The sentence.
    pub(super) fn statement(&self) -> &str {
        &self.statement
    }
}
