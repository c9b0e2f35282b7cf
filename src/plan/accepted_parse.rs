//! Reading `plan.toml`: every mistake at its place, and what people meant to be a day that counts.

use super::accepted::{
    Accepted, AcceptedAction, AcceptedLeft, AcceptedShare, AfterAll, Effort, FixedPoint, Known,
    Side,
};
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Syntax};
use crate::measure::Fraction;
use crate::source::{Span, Text};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a day that is missing; that is reported.
const NEVER: Date = Date::constant(2000, 1, 1);

/// Reads `plan.toml`; every mistake goes into the bag. Where it has errors the plan is not used.
pub fn parse_accepted(text: &Text, known: &Known<'_>, bag: &Bag) -> Accepted {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the plan", bag);
    root.format();
    let start = root.date("start").map_or(NEVER, |date| date.value);
    let mut ids: Ids = BTreeMap::new();
    let program = root.text("program").value;
    let round = root.text("round").value;
    let target = root.text_maybe("target").map(|text| text.value);
    let accepted_by = root.text_maybe("accepted_by").map(|text| text.value);
    let accepted_on = root.date_maybe("accepted_on").map(|date| date.value);
    root.texts("standards");
    let mut actions: Vec<AcceptedAction> = root
        .tables("action", "action")
        .into_iter()
        .filter_map(|cursor| action(cursor, (start, known), &mut ids))
        .collect();
    let left = root.tables("left", "left criterion").into_iter().map(|c| left(c, known)).collect();
    let points = root.tables("fixed", "fixed point").into_iter();
    let mut fixed: Vec<FixedPoint> = points.map(|cursor| fixed_point(cursor, &ids)).collect();
    wait_for_points(&mut actions, &mut fixed);
    for after in ids.values().flat_map(|own| &own.after) {
        if !ids.contains_key(&after.value) && !fixed.iter().any(|point| point.id == after.value) {
            unknown_action(&root, after, &ids);
        }
    }
    report_cycle(&root, &ids);
    report_fixed(&root, (&actions, &fixed), &ids);
    root.finish();
    Accepted { program, round, target, start, accepted_by, accepted_on, actions, left, fixed }
}

/// What an action names before it, and where its start stands.
struct Own {
    after: Vec<Located<String>>,
    start: Span,
}

type Ids = BTreeMap<String, Own>;

/// An action that waits for a fixed point begins on the day after it; the rest of what it waits for
/// are actions.
fn wait_for_points(actions: &mut [AcceptedAction], points: &mut [FixedPoint]) {
    for action in actions {
        for point in points.iter_mut().filter(|point| action.after.contains(&point.id)) {
            point.before.push(action.id.clone());
            let next = point.date.tomorrow().unwrap_or(point.date);
            if !action.is_fixed {
                action.start = action.start.max(next);
            }
        }
        action.after.retain(|id| !points.iter().any(|point| point.id == *id));
    }
}

/// Starts that are fixed before what they wait for can be over.
fn report_fixed(
    cursor: &Cursor<'_>,
    (actions, points): (&[AcceptedAction], &[FixedPoint]),
    ids: &Ids,
) {
    for action in actions.iter().filter(|action| action.is_fixed) {
        let Some(own) = ids.get(&action.id) else { continue };
        let tell = |what: String, help: &str| {
            let message = format!("action {} is fixed on {}, {what}", action.id, action.start);
            cursor.report(&code::FIXED_DAY, &own.start, message, Some(help.to_owned()));
        };
        for before in actions.iter().filter(|before| action.after.contains(&before.id)) {
            if before.due >= action.start {
                let (id, due) = (&before.id, before.due);
                let what = format!("and {id}, which comes before it, is due on {due}");
                tell(what, "move one of the two, or take it out of `after`");
            }
        }
        for point in points.iter().filter(|point| point.before.contains(&action.id)) {
            if point.date >= action.start {
                let what = format!("and {}, which it waits for, is on {}", point.id, point.date);
                tell(what, "begin on a later day, or take it out of `after`");
            }
        }
        for point in points.iter().filter(|point| point.after.contains(&action.id)) {
            if point.date <= action.start {
                let what = format!("and it has to be done before {}, {}", point.id, point.date);
                tell(what, "begin on an earlier day, or take it out of `after` there");
            }
        }
    }
}

fn unknown_action(cursor: &Cursor<'_>, after: &Located<String>, ids: &Ids) {
    let message = format!("`{}` is no action of the plan", after.value);
    let help = did_you_mean(&after.value, ids.keys().map(String::as_str));
    cursor.report(&code::UNKNOWN_REFERENCE, &after.span, message, help);
}

fn action(
    cursor: Cursor<'_>,
    (first, known): (Date, &Known<'_>),
    ids: &mut Ids,
) -> Option<AcceptedAction> {
    let id = cursor.text("id");
    let cursor = cursor.named(format!("action {}", id.value));
    let remediation = cursor.text_maybe("remediation");
    if let Some(named) = &remediation
        && !known.remediations.contains(named.value.as_str())
        && !named.value.is_empty()
    {
        let message = format!("`{}` is no remediation of the checklists", named.value);
        let help = did_you_mean(&named.value, known.remediations.iter().copied());
        let help = help.or(Some("leave the key out in an action of your own".to_owned()));
        cursor.report(&code::UNKNOWN_REFERENCE, &named.span, message, help);
    }
    let side = cursor.choice("party", &Side::WORDS, Some(Side::Hospital)).unwrap_or_default();
    let (role, shares) = shares(&cursor, side, known);
    let closes = cursor.texts("closes");
    for closed in closes.iter().filter(|id| !known.criteria.contains(id.value.as_str())) {
        let message = format!("`{}` is no criterion that is judged", closed.value);
        let help = did_you_mean(&closed.value, known.criteria.iter().copied());
        cursor.report(&code::IDLE_CLOSE, &closed.span, message, help);
    }
    let after = cursor.texts("after");
    let (start, start_span, is_fixed) = start(&cursor, first);
    let due = cursor.date("due");
    if let Some(due) = due.as_ref().filter(|due| due.value < start) {
        let message = format!("action {} is due before it starts", id.value);
        cursor.report(&code::BAD_PERIOD, &due.span, message, None);
    }
    let action = AcceptedAction {
        id: id.value.clone(),
        remediation: remediation.map(|text| text.value),
        title: cursor.text("title").value,
        role,
        party: side,
        effort: sum(&shares),
        shares,
        start,
        is_fixed,
        due: due.map_or(start, |due| due.value),
        closes: closes.into_iter().map(|id| id.value).collect(),
        after: after.iter().map(|id| id.value.clone()).collect(),
        done_when: cursor.text_maybe("done_when").map(|text| text.value).unwrap_or_default(),
    };
    if ids.contains_key(&id.value) && !id.value.is_empty() {
        let message = format!("action `{}` is there twice", id.value);
        cursor.report(&code::DUPLICATE_ID, &id.span, message, None);
        cursor.finish();
        return None;
    }
    ids.insert(id.value, Own { after, start: start_span });
    cursor.finish();
    Some(action)
}

fn check_role(cursor: &Cursor<'_>, role: &Located<String>, roles: &[String]) {
    if !roles.contains(&role.value) && !role.value.is_empty() {
        let message = format!("`{}` is no role of the vocabulary", role.value);
        let help = did_you_mean(&role.value, roles.iter().map(String::as_str));
        cursor.report(&code::UNKNOWN_WORD, &role.span, message, help);
    }
}

/// The first day of an action, where it stands, and whether it is the only one.
fn start(cursor: &Cursor<'_>, first: Date) -> (Date, Span, bool) {
    let start = cursor.date_maybe("start");
    let is_fixed = cursor.boolean("fixed", false);
    if is_fixed && start.is_none() {
        let message = format!("{} is fixed, and no `start` says on which day", cursor.what());
        let help = Some("write the day, such as start = 2027-03-01".to_owned());
        cursor.report(&code::FIXED_DAY, &cursor.span(), message, help);
    }
    let is_fixed = is_fixed && start.is_some();
    start.map_or((first, cursor.span(), false), |date| (date.value, date.span, is_fixed))
}

/// The role that answers for an action, and what each role does of it: `role` with `effort_days`,
/// or `roles`.
fn shares(cursor: &Cursor<'_>, side: Side, known: &Known<'_>) -> (String, Vec<AcceptedShare>) {
    let check = |role: &Located<String>| {
        if side == Side::Hospital {
            check_role(cursor, role, known.roles);
        }
    };
    let Some(table) = cursor.table("roles", "the roles") else {
        let role = cursor.text("role");
        check(&role);
        let effort = effort(cursor, "effort_days", cursor.what());
        return (role.value.clone(), vec![AcceptedShare { role: role.value, effort }]);
    };
    let mut shares = Vec::new();
    for role in table.keys() {
        check(&role);
        let effort = effort(&table, &role.value, &format!("{} for {}", cursor.what(), role.value));
        shares.push(AcceptedShare { role: role.value, effort });
    }
    let wrong = |span: &Span, message: String, help: &str| {
        cursor.report(&code::BAD_ROLES, span, message, Some(help.to_owned()));
    };
    if shares.is_empty() {
        let message = format!("`roles` of {} names nobody", cursor.what());
        wrong(&table.span(), message, "write { pharmacy-manager = 4, nurse-manager = 2 }");
    }
    if cursor.has("effort_days") {
        let (all, sum) = (effort(cursor, "effort_days", cursor.what()), sum(&shares));
        if all != sum {
            let message = format!("`roles` of {} is not what `effort_days` says", cursor.what());
            wrong(&table.span(), message, "take `effort_days` out; the roles say it");
        }
    }
    table.finish();
    let owner = cursor.text_maybe("role");
    if let Some(owner) = owner.as_ref().filter(|own| !shares.iter().any(|s| s.role == own.value)) {
        let message = format!("`role` of {} is not among its `roles`", cursor.what());
        wrong(&owner.span, message, "give it a share, or take `role` out");
    }
    let first = shares.first().map(|share| share.role.clone()).unwrap_or_default();
    let owner = owner.map_or(first, |owner| owner.value);
    // who answers for it comes first
    shares.sort_by_key(|share| share.role != owner);
    (owner, shares)
}

fn sum(shares: &[AcceptedShare]) -> Effort {
    Effort {
        low: Fraction::sum(shares.iter().map(|share| &share.effort.low)),
        high: Fraction::sum(shares.iter().map(|share| &share.effort.high)),
    }
}

/// A number of days, or a range such as `"8..12"` or `"8-12"`.
fn effort(cursor: &Cursor<'_>, key: &str, what: &str) -> Effort {
    let none = Effort { low: Fraction::ZERO, high: Fraction::ZERO };
    let range = cursor.any(key).and_then(|value| {
        let written = value.get_ref().as_str()?;
        // a sign at the beginning is no dash
        let ends = written.split_once("..").or_else(|| {
            let dash = written.get(1..)?.find(['-', '–'])? + 1;
            let (low, high) = written.split_at_checked(dash)?;
            Some((low, high.trim_start_matches(['-', '–'])))
        });
        Some((ends?, value.span()))
    });
    let (read, span) = if let Some(((low, high), span)) = range {
        let read = |part: &str| part.trim().parse::<Fraction>().ok();
        (read(low).zip(read(high)), span)
    } else {
        let number = cursor.fraction(key);
        (Some((number.value.clone(), number.value)), number.span)
    };
    let usable = read.filter(|(low, high)| *low >= Fraction::ZERO && low <= high);
    let Some((low, high)) = usable else {
        let message = format!("`effort_days` of {what} is no number of days");
        let help = Some("write person-days such as 8, or a range such as \"8..12\"".to_owned());
        cursor.report(&code::BAD_EFFORT, &span, message, help);
        return none;
    };
    Effort { low, high }
}

fn left(cursor: Cursor<'_>, known: &Known<'_>) -> AcceptedLeft {
    let criterion = cursor.text("criterion");
    let cursor = cursor.named(format!("left criterion {}", criterion.value));
    if !known.criteria.contains(criterion.value.as_str()) && !criterion.value.is_empty() {
        let message = format!("`{}` is no criterion that is judged", criterion.value);
        let help = did_you_mean(&criterion.value, known.criteria.iter().copied());
        cursor.report(&code::IDLE_CLOSE, &criterion.span, message, help);
    }
    let left = AcceptedLeft {
        criterion: criterion.value,
        reason: cursor.text_maybe("reason").map(|text| text.value).unwrap_or_default(),
        accepted_by: cursor.text_maybe("accepted_by").map(|text| text.value),
        accepted_on: cursor.date_maybe("accepted_on").map(|date| date.value),
    };
    cursor.finish();
    left
}

fn fixed_point(cursor: Cursor<'_>, ids: &Ids) -> FixedPoint {
    let id = cursor.text("id").value;
    let cursor = cursor.named(format!("fixed point {id}"));
    let after = cursor.texts("after");
    for after in after.iter().filter(|after| !ids.contains_key(&after.value)) {
        unknown_action(&cursor, after, ids);
    }
    if ids.contains_key(&id) {
        let message = format!("`{id}` is an action already");
        cursor.report(&code::DUPLICATE_ID, &cursor.span(), message, None);
    }
    let waits_for_it = |after: &&Located<String>| {
        let own = ids.get(&after.value);
        own.is_some_and(|own| own.after.iter().any(|named| named.value == id))
    };
    if let Some(both) = after.iter().find(waits_for_it) {
        let message = format!("{} has to be done before it, and waits for it", both.value);
        let help = Some("take one of the two out of `after`".to_owned());
        cursor.report(&code::PLAN_CYCLE, &both.span, message, help);
    }
    let words = AfterAll::WORDS.map(|(word, meaning)| (word, Some(meaning)));
    let after_all = cursor.choice("after_all", &words, Some(None)).flatten();
    let point = FixedPoint {
        id,
        title: cursor.text("title").value,
        date: cursor.date("date").map_or(NEVER, |date| date.value),
        after: after.into_iter().map(|id| id.value).collect(),
        after_all,
        before: Vec::new(),
    };
    cursor.finish();
    point
}

/// Takes away what waits for nothing until nothing changes; what is left waits for itself.
fn report_cycle(cursor: &Cursor<'_>, ids: &Ids) {
    let mut waiting: BTreeSet<&str> = ids.keys().map(String::as_str).collect();
    loop {
        let waits = |id: &&str| {
            let after = ids.get(*id).into_iter().flat_map(|own| &own.after);
            after.map(|after| after.value.as_str()).any(|after| waiting.contains(after))
        };
        let next: BTreeSet<&str> = waiting.iter().copied().filter(|id| waits(id)).collect();
        if next.len() == waiting.len() {
            break;
        }
        waiting = next;
    }
    let links = waiting.iter().filter_map(|id| ids.get(*id)).flat_map(|own| &own.after);
    let Some(link) = links.into_iter().find(|link| waiting.contains(link.value.as_str())) else {
        return;
    };
    let names: Vec<&str> = waiting.iter().copied().collect();
    let message = format!("actions wait for each other: {}", names.join(", "));
    let help = Some("take one of them out of `after`".to_owned());
    cursor.report(&code::PLAN_CYCLE, &link.span, message, help);
}
