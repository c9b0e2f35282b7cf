//! Whether a self-assessment has the rows that a sheet of ours had when it went out.

use super::header::Party;
use super::record::Recorded;
use crate::diagnostic::{Bag, Diagnostic, code};
use crate::standard::Checklist;
use std::collections::{BTreeMap, BTreeSet};

/// How many missing rows a message names.
const NAMED: usize = 12;

/// Reports checklists without any row, criteria without a row, and rows that were sorted.
///
/// `sheets`: how many files of answers there are; one alone may be all that there is yet. `asked`:
/// the criteria that can apply here and that the program does not leave out.
pub fn check_coverage(
    recorded: &Recorded,
    (sheets, checklists): (usize, &[&Checklist]),
    asked: &BTreeSet<String>,
    bag: &Bag,
) {
    if recorded.header.party != Party::Own {
        return;
    }
    let answered: BTreeSet<&str> = recorded.answers.iter().map(|a| a.criterion.as_str()).collect();
    for checklist in checklists {
        if !recorded.header.checklists.contains_key(&checklist.id) {
            continue;
        }
        let place = recorded.header.place(&checklist.id);
        let ids = || checklist.criteria.iter().map(|criterion| criterion.id.as_str());
        let missing: Vec<&str> =
            ids().filter(|id| asked.contains(*id) && !answered.contains(id)).collect();
        let rows = checklist.criteria.iter().filter(|c| answered.contains(c.id.as_str())).count();
        if rows == 0 && sheets > 1 && !missing.is_empty() {
            let message = format!("{} is pinned, and no row answers it", checklist.reference());
            let help = "put its sheet back into this folder";
            bag.push(Diagnostic::new(&code::NO_ROWS, place, message).help(help));
        // a sheet of a few rows was meant so; one that has most of them has lost some
        } else if rows > missing.len() && !missing.is_empty() {
            let message = message(checklist, &missing);
            let help = "take the rows from a new blank sheet; what cannot apply is answered \
                        not_applicable, not deleted";
            bag.push(Diagnostic::new(&code::ROWS_MISSING, place, message).help(help));
        }
    }
    report_order(recorded, checklists, bag);
}

fn message(checklist: &Checklist, missing: &[&str]) -> String {
    let named: Vec<&str> = missing.iter().copied().take(NAMED).collect();
    let more = missing.len() - named.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let what = match missing.len() {
        1 => "1 criterion that applies here has no row".to_owned(),
        count => format!("{count} criteria that apply here have no row"),
    };
    format!("{}: {what}: {}{rest}", checklist.reference(), named.join(", "))
}

/// Where a file's rows first go back in the order of their checklist: that of its file, or that of
/// its sections, in which we hand sheets out.
fn report_order(recorded: &Recorded, checklists: &[&Checklist], bag: &Bag) {
    let place_of: BTreeMap<&str, (usize, (usize, usize))> = checklists
        .iter()
        .enumerate()
        .flat_map(|(list, checklist)| {
            checklist.criteria.iter().enumerate().map(move |(at, criterion)| {
                let mut sections = checklist.sections.iter();
                let section = sections.position(|section| section.id == criterion.section);
                (criterion.id.as_str(), (list, (section.unwrap_or_default(), at)))
            })
        })
        .collect();
    let mut last: BTreeMap<(&str, Option<&str>, usize), (usize, usize)> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for answer in &recorded.answers {
        let Some((list, at)) = place_of.get(answer.criterion.as_str()) else { continue };
        let origin = &answer.origin;
        let before = last.insert((&origin.file, origin.worksheet.as_deref(), *list), *at);
        let goes_back = before.is_some_and(|before| before > *at && before.1 > at.1);
        if goes_back && told.insert(&origin.file) {
            let message = "from here on the rows are in another order than the checklist";
            let help = "look whether statements and answers still belong together";
            bag.push(Diagnostic::new(&code::ROWS_REORDERED, origin.place(), message).help(help));
        }
    }
}
