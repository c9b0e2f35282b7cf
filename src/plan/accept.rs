//! Writing `plan.toml`: a new one whole, an old one so that nothing that people wrote is lost.

use super::accepted::Accepted;
use super::model::{Action, Left, Plan};
use crate::measure::Fraction;
use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

/// What the head of an accepted plan says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The program with its version.
    pub program: String,
    /// The round.
    pub round: String,
    /// The body that accepts, where it is said.
    pub by: Option<String>,
    /// The day.
    pub on: Date,
    /// Each standard with its version and the beginning of its digest.
    pub standards: Vec<String>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The whole text.
    pub text: String,
    /// Actions that were not there before.
    pub new_actions: Vec<String>,
    /// Whether anything differs from what was there.
    pub has_changed: bool,
}

const HEAD: &str = "\
# The accepted plan. Edit it: effort_days, start, due and role are yours, and so are the actions that
# you add, with party = \"network\" for those of the network's side. `concordant plan FACILITY --accept`
# adds what is new and changes nothing that stands here. What happens goes into check-ins.csv, by
# `concordant plan check-in`. No patient identifiers and no personal names: roles do the work, bodies
# accept it.
#
# effort_days  a number of person-days, or a range such as \"8..12\"; its upper end is planned
# roles        several roles with their person-days, in place of role and effort_days:
#              roles = { pharmacy-manager = 4, nurse-manager = \"2..3\" }
# start        not before this day; with fixed = true on this very day
# due          a deadline: the plan says by how much it is missed where it cannot be kept
# after        actions that come first, and fixed points: it then begins after their day
#
# A day that does not move, such as a site visit or a meeting. What it names in after has to be done
# before it; after_all = \"critical\" asks that of what closes a must-pass criterion, \"actions\" of all:
#
#   [[fixed]]
#   id = \"visit\"
#   title = \"Site visit\"
#   date = 2027-03-15
#   after = [\"RX-M03\"]
#   after_all = \"critical\"

format = 1
";

/// The text of a new `plan.toml`.
pub fn new_plan(plan: &Plan, head: &Acceptance) -> Written {
    let mut document: DocumentMut = HEAD.parse().unwrap_or_default();
    document.insert("program", value(&head.program));
    document.insert("round", value(&head.round));
    if let Some(target) = &plan.target {
        document.insert("target", value(target));
    }
    document.insert("start", date(plan.start));
    set_head(&mut document, head, true);
    append(&mut document, "action", plan.actions.iter().map(action));
    append(&mut document, "left", plan.left.iter().map(left));
    let new_actions = plan.actions.iter().map(|action| action.id.clone()).collect();
    Written { text: document.to_string(), new_actions, has_changed: true }
}

/// The text of a `plan.toml` with what is new in a plan.
///
/// # Errors
/// Each line says what would be lost, and what to do.
pub fn updated_plan(
    plan: &Plan,
    head: &Acceptance,
    (old, accepted): (&str, &Accepted),
) -> Result<Written, Vec<String>> {
    let mut document: DocumentMut =
        old.parse().map_err(|_| vec!["plan.toml is not TOML".to_owned()])?;
    let new: Vec<&Action> =
        plan.actions.iter().filter(|action| accepted.action(&action.id).is_none()).collect();
    let new_left: Vec<&Left> = plan.left.iter().filter(|left| is_new(left, accepted)).collect();
    let is_planned = |criterion: &str| {
        let mut closed = plan.actions.iter().flat_map(|action| &action.closes);
        closed.any(|closed| closed == criterion)
    };
    let over: Vec<&str> = accepted
        .left
        .iter()
        .map(|left| left.criterion.as_str())
        .filter(|criterion| is_planned(criterion))
        .collect();
    let has_changed = !new.is_empty() || !new_left.is_empty() || !over.is_empty();
    let mut lost = losses(plan, head, accepted, has_changed);
    lost.extend(take_out(&mut document, &over));
    if !lost.is_empty() {
        return Err(lost);
    }
    if !has_changed && head.by.is_none() {
        return Ok(Written { text: old.to_owned(), new_actions: Vec::new(), has_changed: false });
    }
    set_head(&mut document, head, false);
    let round = kept(&document, "round", head.round.as_str().into());
    document.insert("round", round);
    append(&mut document, "action", new.iter().map(|new| action(new)));
    append(&mut document, "left", new_left.into_iter().map(left));
    let text = document.to_string();
    let has_changed = text != old;
    let new_actions = new.iter().map(|action| action.id.clone()).collect();
    Ok(Written { text, new_actions, has_changed })
}

fn is_new(left: &Left, accepted: &Accepted) -> bool {
    accepted.left.iter().all(|known| known.criterion != left.criterion)
}

/// What an update would silently overrule.
fn losses(plan: &Plan, head: &Acceptance, accepted: &Accepted, has_changed: bool) -> Vec<String> {
    let mut lost = Vec::new();
    let id = |reference: &str| reference.split('@').next().unwrap_or_default().to_owned();
    if id(&accepted.program) != id(&head.program) {
        lost.push(format!(
            "plan.toml is a plan for {}, this one is for {}; move plan.toml away first",
            accepted.program, head.program
        ));
    }
    if accepted.target != plan.target {
        let named = |target: &Option<String>| target.clone().unwrap_or("no tier".to_owned());
        lost.push(format!(
            "plan.toml aims at {}, this plan at {}; add --target {0}, or change `target` in plan.toml",
            named(&accepted.target),
            named(&plan.target)
        ));
    }
    if let (true, Some(by), None) = (has_changed, &accepted.accepted_by, &head.by) {
        let on = accepted.accepted_on.map(|day| format!(" on {day}")).unwrap_or_default();
        lost.push(format!(
            "{by} accepted plan.toml{on}, and it would change; say who accepts that: --accepted-by BODY"
        ));
    }
    lost
}

/// Takes out what is no longer left as it is; says what a body or a person wrote about it.
fn take_out(document: &mut DocumentMut, criteria: &[&str]) -> Vec<String> {
    let Some(tables) = document.get_mut("left").and_then(Item::as_array_of_tables_mut) else {
        return criteria
            .iter()
            .map(|id| format!("{id} is planned now, and plan.toml leaves it; take it out there"))
            .collect();
    };
    let of = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let over =
        |table: &Table| of(table, "criterion").is_some_and(|id| criteria.contains(&id.as_str()));
    let mut lost = Vec::new();
    for table in tables.iter().filter(|table| over(table)) {
        let id = of(table, "criterion").unwrap_or_default();
        if table.contains_key("accepted_by") || table.contains_key("accepted_on") {
            lost.push(format!(
                "{id} is planned now, but plan.toml says who accepted that it is left; take that \
                 [[left]] out yourself, or add --skip {id} --reason TEXT"
            ));
        } else if table.to_string().contains('#')
            || table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("").contains('#')
        {
            lost.push(format!(
                "{id} is planned now, but a comment stands at its [[left]] in plan.toml; take both \
                 out yourself"
            ));
        }
    }
    tables.retain(|table| !over(table));
    lost
}

fn set_head(document: &mut DocumentMut, head: &Acceptance, is_new: bool) {
    if let Some(by) = &head.by {
        let by = kept(document, "accepted_by", by.as_str().into());
        document.insert("accepted_by", by);
    }
    if head.by.is_some() || is_new {
        let on = kept(document, "accepted_on", date(head.on).into_value().unwrap_or("".into()));
        document.insert("accepted_on", on);
    }
    let mut standards = Array::new();
    for standard in &head.standards {
        standards.push_formatted(Value::from(standard).decorated("\n  ", ""));
    }
    standards.set_trailing("\n");
    standards.set_trailing_comma(true);
    let standards = kept(document, "standards", standards.into());
    document.insert("standards", standards);
}

/// A value with the comment that stood behind the old one.
fn kept(document: &DocumentMut, key: &str, mut fresh: Value) -> Item {
    let old = document.get(key).and_then(Item::as_value);
    if let Some(old) = old {
        *fresh.decor_mut() = old.decor().clone();
    }
    Item::Value(fresh)
}

fn append(document: &mut DocumentMut, key: &str, tables: impl Iterator<Item = Table>) {
    let mut tables = tables.peekable();
    if tables.peek().is_none() {
        return;
    }
    let item = document.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(array) = item.as_array_of_tables_mut() {
        for table in tables {
            array.push(table);
        }
    } else if let Some(array) = item.as_array_mut() {
        for table in tables {
            array.push(table.into_inline_table());
        }
    }
}

fn action(action: &Action) -> Table {
    let mut table = Table::new();
    table.insert("id", value(&action.id));
    if let Some(remediation) = &action.remediation {
        table.insert("remediation", value(remediation));
    }
    table.insert("title", value(&action.title));
    table.insert("role", value(&action.role));
    table.insert("party", value(action.party.word()));
    table.insert("effort_days", days(&action.effort_days));
    table.insert("start", date(action.start));
    table.insert("due", date(action.due));
    table.insert("closes", list(&action.closes));
    table.insert("after", list(&action.after));
    table.insert("done_when", value(&action.done_when));
    table
}

fn left(left: &Left) -> Table {
    let mut table = Table::new();
    table.insert("criterion", value(&left.criterion));
    table.insert("reason", value(&left.reason));
    table
}

fn list(texts: &[String]) -> Item {
    value(texts.iter().map(String::as_str).collect::<Array>())
}

/// Whole days as a whole number, halves with a point, anything else exact between quotes.
fn days(days: &Fraction) -> Item {
    let plain = days.plain();
    match (plain.parse::<i64>(), plain.parse::<f64>()) {
        (Ok(whole), _) => value(whole),
        (_, Ok(number)) => value(number),
        _ => value(plain),
    }
}

fn date(day: Date) -> Item {
    match day.to_string().parse::<toml_edit::Datetime>() {
        Ok(date) => value(date),
        Err(_) => value(day.to_string()),
    }
}
