//! What one action asks of the timetable: who does how much of it, how long, and when.

use super::calendar::WorkingDays;
use super::model::Share;
use super::schedule::{Day, Due};
use crate::facility::Facility;
use crate::measure::Fraction;
use crate::standard::model::Remediation;

/// Days a week of a role that the facility says nothing of.
const DAYS_A_WEEK: i128 = 1;
/// Parts of a person-day that capacity is counted in: fine enough for half a day a week.
const PARTS: i128 = 1_000;

/// The least urgency of work that may wait.
pub(super) const NOT_URGENT: u8 = 2;

/// What one action asks of the timetable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Work {
    /// Its id.
    pub(super) id: String,
    /// Who does how much of it; the first answers for it.
    pub(super) shares: Vec<Share>,
    /// Calendar days that it takes at least.
    pub(super) lead_days: u32,
    /// What comes before.
    pub(super) after: Vec<String>,
    /// The smaller, the sooner: 0 removes immediate danger, 1 closes a must-pass criterion.
    pub(super) urgency: u8,
    /// The first day on which it may start.
    pub(super) earliest: Day,
    /// The only day on which it may start: it is under way.
    pub(super) under_way: Option<Day>,
    /// The day on which people fixed its start.
    pub(super) fixed: Option<Day>,
    /// Why a start that people fixed is not kept.
    pub(super) released: Option<String>,
    /// When it should be done.
    pub(super) due: Option<Due>,
    /// The working day of a fixed point that needs it.
    pub(super) before: Option<Day>,
    /// Working days that are left of it; `None`: all.
    pub(super) left: Option<Day>,
    /// Whether it takes the time of roles of the hospital.
    pub(super) takes_capacity: bool,
}

impl Work {
    pub(super) fn of(remediation: &Remediation) -> Self {
        let share =
            Share { role: remediation.role.clone(), effort_days: remediation.effort_days.clone() };
        Self::new(&remediation.id, vec![share], remediation.after.clone())
            .with_lead(remediation.lead_days)
    }

    /// Work that nothing is said of but who does it and what comes before.
    pub(super) fn new(id: &str, shares: Vec<Share>, after: Vec<String>) -> Self {
        Self {
            id: id.to_owned(),
            shares,
            lead_days: 0,
            after,
            urgency: u8::MAX,
            earliest: 0,
            under_way: None,
            fixed: None,
            released: None,
            due: None,
            before: None,
            left: None,
            takes_capacity: true,
        }
    }

    fn with_lead(self, lead_days: u32) -> Self {
        Self { lead_days, ..self }
    }

    /// How much it weighs that it is a day late.
    pub(super) fn weight(&self) -> u32 {
        match self.urgency {
            0 => 10_000,
            1 => 1_000,
            _ => 10,
        }
    }

    /// Lets a fixed start go: it is then a first day like any other.
    pub(super) fn release(&mut self, why: String) {
        if let Some(fixed) = self.fixed.take() {
            self.earliest = self.earliest.max(fixed);
        }
        self.released = Some(why);
    }

    /// Whether a role has to do with both.
    pub(super) fn shares_role(&self, other: &Self) -> bool {
        self.shares.iter().any(|own| other.shares.iter().any(|share| share.role == own.role))
    }

    /// Who answers for it.
    pub(super) fn role(&self) -> &str {
        self.shares.first().map_or("", |share| share.role.as_str())
    }

    /// Person-days of all its roles.
    pub(super) fn effort_days(&self) -> Fraction {
        Fraction::sum(self.shares.iter().map(|share| &share.effort_days))
    }

    /// Working days that it still takes.
    pub(super) fn working_days(&self, facility: &Facility) -> Day {
        self.left.unwrap_or_else(|| self.all_days(facility))
    }

    /// The longest of its lead time and, for each role, its effort by the capacity of the role, in
    /// working days.
    fn all_days(&self, facility: &Facility) -> Day {
        let by_effort = |share: &Share| {
            let days = share.effort_days.over(&capacity(facility, &share.role));
            days.map_or(0, |days| ceiling(&days))
        };
        let slowest = self.shares.iter().map(by_effort).max().unwrap_or(0);
        WorkingDays::within(self.lead_days).max(slowest)
    }

    /// Parts of a person-day that each role gives on each day of it, in the order of its shares.
    pub(super) fn parts_a_day(&self, facility: &Facility) -> Vec<u32> {
        let days = Fraction::count(self.all_days(facility));
        let parts = |share: &Share| {
            let a_day = share.effort_days.over(&days);
            let parts = a_day.map_or(0, |a_day| ceiling(&a_day.times(&Fraction::whole(PARTS))));
            u32::try_from(parts).unwrap_or(u32::MAX)
        };
        self.shares.iter().map(parts).collect()
    }
}

/// Working days that a remediation takes.
pub(super) fn working_days(facility: &Facility, remediation: &Remediation) -> Day {
    Work::of(remediation).working_days(facility)
}

/// Days a week of a role.
pub(super) fn days_a_week(facility: &Facility, role: &str) -> Fraction {
    let week = facility.roles.get(role).filter(|days| **days > Fraction::ZERO);
    week.cloned().unwrap_or(Fraction::whole(DAYS_A_WEEK))
}

/// Person-days of a role on each working day.
fn capacity(facility: &Facility, role: &str) -> Fraction {
    days_a_week(facility, role).times(&Fraction::new(1, 5))
}

/// The same in parts of a person-day.
pub(super) fn parts_of(facility: &Facility, role: &str) -> u32 {
    let parts = ceiling(&capacity(facility, role).times(&Fraction::whole(PARTS)));
    u32::try_from(parts).unwrap_or(u32::MAX)
}

/// Whether a facility says how many days a week a role has.
pub(super) fn is_known(facility: &Facility, role: &str) -> bool {
    facility.roles.get(role).is_some_and(|days| *days > Fraction::ZERO)
}

fn ceiling(value: &Fraction) -> Day {
    let parts = value.numerator().zip(value.denominator());
    let up = parts.map(|(above, below)| (above + below - 1).div_euclid(below));
    up.and_then(|up| usize::try_from(up).ok()).unwrap_or(Day::MAX / 2)
}
