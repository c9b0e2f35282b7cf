//! Days that people wrote down and that a plan does not keep: by how much each is missed, and why.

use super::calendar::WorkingDays;
use super::kept::{KeptPlan, last_day};
use super::model::{Action, Asked, Missed};
use super::network::Hospital;
use super::schedule::Day;
use super::timetable::Timetable;
use super::work::Work;
use crate::diagnostic::code;
use jiff::civil::Date;

/// The days that are missed, those that matter most first.
pub(super) fn missed(
    kept: &KeptPlan,
    (works, table): (&[Work], &Timetable),
    actions: &[Action],
    (facility, days): Hospital<'_>,
) -> Vec<Missed> {
    let mut found = Vec::new();
    for action in actions {
        let Some(at) = works.iter().position(|work| work.id == action.id) else { continue };
        let Some(work) = works.get(at) else { continue };
        let start = kept.fixed_start(work).zip(work.released.clone());
        found.extend(start.map(|(date, why)| Missed {
            code: code::FIXED_DAY.id,
            action: action.id.clone(),
            asked: Asked::Start,
            date,
            planned: action.start,
            late_days: between(days, date, action.start),
            why,
        }));
        let late = kept.days_asked(work, days.first()).into_iter().filter_map(|(asked, date)| {
            let last = last_day(&asked, date)?;
            (action.due > last).then(|| Missed {
                code: code::MISSED_DAY.id,
                action: action.id.clone(),
                asked,
                date,
                planned: action.due,
                late_days: between(days, last, action.due),
                why: Late { works, table, days, at }.why(facility),
            })
        });
        found.extend(late);
    }
    let urgency = |missed: &Missed| {
        works.iter().find(|work| work.id == missed.action).map_or(u8::MAX, |work| work.urgency)
    };
    let rank = |missed: &Missed| match missed.asked {
        Asked::Start => 0,
        Asked::Before(_) => 1,
        Asked::Due => 2,
    };
    found.sort_by_key(|one: &Missed| (urgency(one), rank(one), one.date, one.action.clone()));
    found
}

/// Working days after one day, up to another.
fn between(days: &WorkingDays, from: Date, to: Date) -> Day {
    let next = |day: &Date| day.tomorrow().ok();
    let after = std::iter::successors(Some(from), next).skip(1).take_while(|day| *day <= to);
    after.filter(|day| days.is_worked(*day)).count()
}

/// A piece of work that is late.
struct Late<'l> {
    works: &'l [Work],
    table: &'l Timetable,
    days: &'l WorkingDays,
    at: usize,
}

impl Late<'_> {
    /// What holds it up.
    fn why(&self, facility: &crate::facility::Facility) -> String {
        let Some(work) = self.works.get(self.at) else { return String::new() };
        let (start, _) = self.table.days.get(self.at).copied().unwrap_or_default();
        let takes = working_days(work.working_days(facility));
        if work.under_way.is_some() {
            return format!("it is under way, and {takes} of it are left");
        }
        let begins = self.days.date(start);
        if work.fixed.is_some() {
            return format!("its start is fixed on {begins}, and it takes {takes}");
        }
        if let Some(holder) = self.table.waited_for.get(self.at).copied().flatten() {
            return format!("{}, and it takes {takes}", self.behind(work, holder));
        }
        if start > 0 && start <= work.earliest {
            return format!("it may not start before {begins}, and it takes {takes}");
        }
        if start > 0 {
            return format!(
                "{} has no time for it before {begins}, and it takes {takes}",
                work.role()
            );
        }
        format!("it takes {takes} from the first day of the plan on")
    }

    /// What it waits for.
    fn behind(&self, work: &Work, holder: usize) -> String {
        let end = self.table.days.get(holder).map_or(0, |(_, end)| end.saturating_sub(1));
        let end = self.days.date(end);
        let Some(other) = self.works.get(holder) else { return String::new() };
        if work.after.contains(&other.id) {
            return format!("it waits for {}, which ends on {end}", other.id);
        }
        let shared =
            work.shares.iter().find(|own| other.shares.iter().any(|share| share.role == own.role));
        let role = shared.map_or(work.role(), |share| share.role.as_str());
        format!("{role} is at work on {} until {end}", other.id)
    }
}

fn working_days(number: Day) -> String {
    if number == 1 { "1 working day".to_owned() } else { format!("{number} working days") }
}
