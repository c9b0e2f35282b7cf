//! Keys of `facility.toml` that stand under a heading of something else: most often lines that `init`
//! wrote with a `#` before them and that were set free without the heading above them.

use crate::diagnostic::{code, list};
use crate::document::{Cursor, Located};

/// What a key belongs to, where it is none of its table's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Location,
    Absence,
    Top,
}

const KEYS: [(Home, &[&str]); 3] = [
    (Home::Location, &["id", "name", "services", "facts"]),
    (Home::Absence, &["role", "from", "to"]),
    (Home::Top, &["program", "holidays", "location", "absence"]),
];

/// Whether a key has its place elsewhere in the file.
pub(super) fn is_stray(key: &str) -> bool {
    KEYS.iter().any(|(_, keys)| keys.contains(&key))
}

/// Reports keys that stand in a table where they have no place, once for each heading they lack.
pub(super) fn report(table: &Cursor<'_>, keys: &[Located<String>]) {
    report_among(table, table.what(), keys);
}

fn report_among(table: &Cursor<'_>, others: &str, keys: &[Located<String>]) {
    for (home, names) in KEYS {
        let own = keys.iter().filter(|key| names.contains(&key.value.as_str()));
        let own: Vec<&Located<String>> = own.collect();
        let Some(first) = own.first() else { continue };
        let names: Vec<&str> = own.iter().map(|key| key.value.as_str()).collect();
        let verb = if names.len() == 1 { "stands" } else { "stand" };
        let message = format!("{} {verb} among the {others}", list(&names));
        table.report(&code::STRAY_KEY, &first.span, message, Some(help(home, &first.value)));
    }
}

/// The keys of an absence that stand in another table that has no such keys.
pub(super) fn absences_in(table: &Cursor<'_>) {
    let is_absence = |(home, _): &&(Home, &[&str])| *home == Home::Absence;
    let names = KEYS.iter().filter(is_absence).flat_map(|(_, names)| *names);
    let found = names.filter_map(|name| {
        let span = table.any(name)?.span();
        Some(Located { value: (*name).to_owned(), span })
    });
    let others = format!("keys of {}", table.what());
    report_among(table, &others, &found.collect::<Vec<_>>());
}

fn help(home: Home, first: &str) -> String {
    let set_free = "or, if it stands there with a # before it, remove the #";
    match (home, first) {
        (Home::Location, _) => {
            format!(
                "such keys belong to a place of care: write [[location]] above `{first}`, {set_free}"
            )
        }
        (Home::Absence, _) => {
            format!("such keys belong to an absence: write [[absence]] above `{first}`, {set_free}")
        }
        (Home::Top, "location" | "absence") => format!(
            "each is a table of its own at the end of the file: [[{first}]], and its keys below it"
        ),
        (Home::Top, _) => format!("move `{first}` above the first line in brackets"),
    }
}
