//! How much of each role a plan takes, week by week.

use super::accepted::Side;
use super::calendar::WorkingDays;
use super::model::Action;
use super::work::days_a_week;
use crate::facility::Facility;
use crate::measure::Fraction;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a plan takes of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleLoad {
    /// The role.
    pub role: String,
    /// Days a week that it has.
    pub days_a_week: Fraction,
    /// Person-days of all its actions.
    pub effort_days: Fraction,
    /// Person-days in each week, by its Monday; weeks without work are left out.
    pub weeks: Vec<(Date, Fraction)>,
}

/// The load of every role that has something to do. An action takes the time of its
/// roles evenly.
pub(super) fn loads(facility: &Facility, days: &WorkingDays, actions: &[Action]) -> Vec<RoleLoad> {
    let mut roles: BTreeMap<&str, BTreeMap<Date, Fraction>> = BTreeMap::new();
    for action in actions.iter().filter(|action| action.party == Side::Hospital) {
        let worked = worked_by_week((facility, days), action);
        for share in &action.shares {
            let weeks = roles.entry(&share.role).or_default();
            let a_day = share.effort_days.over(&Fraction::count(action.working_days));
            let Some(a_day) = a_day else { continue };
            for (monday, worked) in &worked {
                let load = weeks.entry(*monday).or_insert(Fraction::ZERO);
                *load = load.plus(&a_day.times(&Fraction::count(*worked)));
            }
        }
    }
    let load = |(role, weeks): (&str, BTreeMap<Date, Fraction>)| RoleLoad {
        role: role.to_owned(),
        days_a_week: days_a_week(facility, role),
        effort_days: Fraction::sum(weeks.values()),
        weeks: weeks.into_iter().collect(),
    };
    roles.into_iter().map(load).collect()
}

/// Working days of an action in each week.
fn worked_by_week(
    (facility, days): (&Facility, &WorkingDays),
    action: &Action,
) -> BTreeMap<Date, usize> {
    let mut weeks = BTreeMap::new();
    let mut day = action.start;
    while day <= action.due {
        if days.is_worked(day) && !action.is_paused(facility, day) {
            *weeks.entry(WorkingDays::week_of(day)).or_insert(0) += 1;
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    weeks
}
