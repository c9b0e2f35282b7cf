//! `plan.toml`: the plan that a body accepted and people edit. What stands in it is theirs.

use crate::diagnostic::{Bag, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Syntax};
use crate::measure::Fraction;
use crate::source::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The accepted plan of a facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The program that it is for, with its version.
    pub program: String,
    /// The round whose answers it was made on.
    pub round: String,
    /// The tier that it aims at.
    pub target: Option<String>,
    /// The first day.
    pub start: Date,
    /// Who accepted it.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<Date>,
    /// What is done.
    pub actions: Vec<AcceptedAction>,
    /// What is left as it is.
    pub left: Vec<AcceptedLeft>,
    /// Days that do not move: a visit, a meeting.
    pub fixed: Vec<FixedPoint>,
}

/// An action of an accepted plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedAction {
    /// Its id.
    pub id: String,
    /// The remediation that it is; `None`: people added it.
    pub remediation: Option<String>,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: String,
    /// Which side does it.
    pub party: Side,
    /// Person-days.
    pub effort: Effort,
    /// Not before this day.
    pub start: Date,
    /// The last day.
    pub due: Date,
    /// Criteria that it closes.
    pub closes: Vec<String>,
    /// Actions that come before.
    pub after: Vec<String>,
    /// Evidence that closes it.
    pub done_when: String,
}

/// Which side does an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Side {
    /// The hospital.
    #[default]
    Hospital,
    /// The network.
    Network,
}

impl Side {
    /// Its words in files.
    pub const WORDS: [(&'static str, Self); 2] =
        [("hospital", Self::Hospital), ("network", Self::Network)];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, side)| *side == self).map_or("", |(word, _)| word)
    }
}

/// Person-days, as a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// At least.
    pub low: Fraction,
    /// At most; the same where it is a number.
    pub high: Fraction,
}

/// A criterion that the plan leaves as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedLeft {
    /// The criterion.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// Who accepted that.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_on: Option<Date>,
}

/// A day that does not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedPoint {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Actions that have to be done before.
    pub after: Vec<String>,
}

/// What a plan may name.
#[derive(Debug, Clone)]
pub struct Known<'k> {
    /// Roles of the vocabulary.
    pub roles: &'k [String],
    /// Criteria that are judged.
    pub criteria: BTreeSet<&'k str>,
    /// Remediations of the checklists.
    pub remediations: BTreeSet<&'k str>,
}

impl Accepted {
    /// An action by its id.
    pub fn action(&self, id: &str) -> Option<&AcceptedAction> {
        self.actions.iter().find(|action| action.id == id)
    }
}

/// Reads `plan.toml`; every mistake goes into the bag. Where it has errors the plan is not used.
pub fn parse_accepted(text: &Text, known: &Known<'_>, bag: &Bag) -> Accepted {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the plan", bag);
    root.format();
    let never = Date::constant(2000, 1, 1);
    let start = root.date("start").map_or(never, |date| date.value);
    let mut ids: BTreeMap<String, Vec<Located<String>>> = BTreeMap::new();
    let program = root.text("program").value;
    let round = root.text("round").value;
    let target = root.text_maybe("target").map(|text| text.value);
    let accepted_by = root.text_maybe("accepted_by").map(|text| text.value);
    let accepted_on = root.date_maybe("accepted_on").map(|date| date.value);
    root.texts("standards");
    let actions = root
        .tables("action", "action")
        .into_iter()
        .filter_map(|cursor| action(cursor, (start, known), &mut ids))
        .collect();
    let left = root.tables("left", "left criterion").into_iter().map(|c| left(c, known)).collect();
    let points = root.tables("fixed", "fixed point").into_iter();
    let fixed = points.map(|cursor| fixed_point(cursor, never, &ids)).collect();
    let plan =
        Accepted { program, round, target, start, accepted_by, accepted_on, actions, left, fixed };
    for after in ids.values().flatten().filter(|after| !ids.contains_key(&after.value)) {
        unknown_action(&root, after, &ids);
    }
    report_cycle(&root, &ids);
    root.finish();
    plan
}

type Ids = BTreeMap<String, Vec<Located<String>>>;

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
    let role = cursor.text("role");
    let side = cursor.choice("party", &Side::WORDS, Some(Side::Hospital)).unwrap_or_default();
    if side == Side::Hospital {
        check_role(&cursor, &role, known.roles);
    }
    let closes = cursor.texts("closes");
    for closed in closes.iter().filter(|id| !known.criteria.contains(id.value.as_str())) {
        let message = format!("`{}` is no criterion that is judged", closed.value);
        let help = did_you_mean(&closed.value, known.criteria.iter().copied());
        cursor.report(&code::IDLE_CLOSE, &closed.span, message, help);
    }
    let after = cursor.texts("after");
    let start = cursor.date_maybe("start").map_or(first, |date| date.value);
    let due = cursor.date("due");
    if let Some(due) = due.as_ref().filter(|due| due.value < start) {
        let message = format!("action {} is due before it starts", id.value);
        cursor.report(&code::BAD_PERIOD, &due.span, message, None);
    }
    let action = AcceptedAction {
        id: id.value.clone(),
        remediation: remediation.map(|text| text.value),
        title: cursor.text("title").value,
        role: role.value,
        party: side,
        effort: effort(&cursor),
        start,
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
    ids.insert(id.value, after);
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

/// A number of days, or a range such as `"8..12"`.
fn effort(cursor: &Cursor<'_>) -> Effort {
    let none = Effort { low: Fraction::ZERO, high: Fraction::ZERO };
    let range = cursor
        .any("effort_days")
        .filter(|value| value.get_ref().as_str().is_some_and(|written| written.contains("..")));
    let (read, span) = if let Some(value) = range {
        let (low, high) =
            value.get_ref().as_str().and_then(|text| text.split_once("..")).unwrap_or_default();
        let read = |part: &str| part.trim().parse::<Fraction>().ok();
        (read(low).zip(read(high)), value.span())
    } else {
        let number = cursor.fraction("effort_days");
        (Some((number.value.clone(), number.value)), number.span)
    };
    let usable = read.filter(|(low, high)| *low >= Fraction::ZERO && low <= high);
    let Some((low, high)) = usable else {
        let message = format!("`effort_days` of {} is no number of days", cursor.what());
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

fn fixed_point(cursor: Cursor<'_>, never: Date, ids: &Ids) -> FixedPoint {
    let id = cursor.text("id").value;
    let cursor = cursor.named(format!("fixed point {id}"));
    let after = cursor.texts("after");
    for after in after.iter().filter(|after| !ids.contains_key(&after.value)) {
        unknown_action(&cursor, after, ids);
    }
    let point = FixedPoint {
        id,
        title: cursor.text("title").value,
        date: cursor.date("date").map_or(never, |date| date.value),
        after: after.into_iter().map(|id| id.value).collect(),
    };
    cursor.finish();
    point
}

/// Takes away what waits for nothing until nothing changes; what is left waits for itself.
fn report_cycle(cursor: &Cursor<'_>, ids: &Ids) {
    let mut waiting: BTreeSet<&str> = ids.keys().map(String::as_str).collect();
    loop {
        let waits = |id: &&str| {
            let after = ids.get(*id).into_iter().flatten();
            after.map(|after| after.value.as_str()).any(|after| waiting.contains(after))
        };
        let next: BTreeSet<&str> = waiting.iter().copied().filter(|id| waits(id)).collect();
        if next.len() == waiting.len() {
            break;
        }
        waiting = next;
    }
    let links = waiting.iter().filter_map(|id| ids.get(*id)).flatten();
    let Some(link) = links.into_iter().find(|link| waiting.contains(link.value.as_str())) else {
        return;
    };
    let names: Vec<&str> = waiting.iter().copied().collect();
    let message = format!("actions wait for each other: {}", names.join(", "));
    let help = Some("take one of them out of `after`".to_owned());
    cursor.report(&code::PLAN_CYCLE, &link.span, message, help);
}
