//! When each action of an accepted plan ends, by what the log says of it and of what comes before.

use super::accepted::{Accepted, AcceptedAction, Side};
use super::calendar::WorkingDays;
use super::check_in::{CheckIn, Event};
use super::progress::Stage;
use crate::facility::Facility;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the log says of one action by a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    /// What is known of it.
    pub(super) stage: Stage,
    /// When it began.
    pub(super) begun: Option<Date>,
    /// The day of the last line that counts for its end.
    pub(super) last: Option<Date>,
    /// The day that the last slip named.
    pub(super) new_due: Option<Date>,
    /// Why it slipped or was dropped.
    pub(super) reason: String,
}

impl History {
    pub(super) fn of(id: &str, log: &[CheckIn], as_of: Date) -> Self {
        let mut lines: Vec<&CheckIn> =
            log.iter().filter(|line| line.action == id && line.date <= as_of).collect();
        // lines of one day keep their order
        lines.sort_by_key(|line| line.date);
        let mut history = Self::default();
        for line in lines {
            history.stage = match line.event {
                Event::Started => Stage::UnderWay,
                Event::EvidenceSent => Stage::EvidenceSent,
                Event::Verified => Stage::Verified,
                Event::Sustained => Stage::Sustained,
                Event::Slipped => Stage::Slipped,
                Event::Dropped => Stage::Dropped,
            };
            if !line.event.wants_reason() {
                history.begun = history.begun.or(Some(line.date));
            }
            if line.event == Event::Sustained && history.last.is_some() {
                // it ended when it was verified
                continue;
            }
            history.last = Some(line.date);
            history.new_due = line.new_due.or(history.new_due);
            if line.event.wants_reason() {
                history.reason.clone_from(&line.reason);
            }
        }
        history
    }

    pub(super) fn is_verified(&self) -> bool {
        matches!(self.stage, Stage::Verified | Stage::Sustained)
    }
}

/// When each action ends; `None` where it was dropped.
pub(super) type Forecasts<'a> = BTreeMap<&'a str, Option<Date>>;

/// What the forecast is made from.
pub(super) struct Forecaster<'a> {
    /// The plan.
    pub(super) accepted: &'a Accepted,
    /// What happened to each action.
    pub(super) histories: &'a BTreeMap<&'a str, History>,
    /// Working days.
    pub(super) days: &'a WorkingDays,
    /// Holidays and absences.
    pub(super) facility: &'a Facility,
    /// The day.
    pub(super) as_of: Date,
}

impl<'a> Forecaster<'a> {
    /// When each action ends: predecessors first; there is no ring, or the plan were not used.
    pub(super) fn all(&self) -> Forecasts<'a> {
        let mut ends: Forecasts<'a> = BTreeMap::new();
        for _ in &self.accepted.actions {
            let before = ends.len();
            for action in &self.accepted.actions {
                let is_ready = action.after.iter().all(|id| ends.contains_key(id.as_str()));
                if is_ready && !ends.contains_key(action.id.as_str()) {
                    let end = self.end(action, &ends);
                    ends.insert(&action.id, end);
                }
            }
            if ends.len() == before {
                break;
            }
        }
        ends
    }

    fn end(&self, action: &AcceptedAction, ends: &Forecasts<'_>) -> Option<Date> {
        let history = self.histories.get(action.id.as_str())?;
        let before =
            action.after.iter().filter_map(|id| ends.get(id.as_str()).copied().flatten()).max();
        let working_days = self.worked(action).max(1);
        let end = match history.stage {
            Stage::Dropped => return None,
            Stage::Verified | Stage::Sustained => return history.last,
            Stage::EvidenceSent => self.as_of,
            _ if history.begun.is_some() => {
                let begun = history.begun.unwrap_or(action.start);
                let by_pace = self.last_of(action, begun, working_days);
                history.new_due.unwrap_or(by_pace).max(self.as_of)
            }
            _ => {
                let start = action.start.max(self.as_of);
                let start = before.map_or(start, |end| start.max(end.tomorrow().unwrap_or(end)));
                let end = self.last_of(action, start, working_days);
                history.new_due.map_or(end, |due| end.max(due))
            }
        };
        Some(before.map_or(end, |before| end.max(before)))
    }

    fn is_worked(&self, action: &AcceptedAction, day: Date) -> bool {
        let is_away = action.party == Side::Hospital && self.facility.is_away(&action.role, day);
        self.days.is_worked(day) && !is_away
    }

    /// Days of work of an action by the accepted plan.
    fn worked(&self, action: &AcceptedAction) -> usize {
        let next = |day: &Date| day.tomorrow().ok();
        let days = std::iter::successors(Some(action.start), next);
        let days = days.take_while(|day| *day <= action.due);
        days.filter(|day| self.is_worked(action, *day)).count()
    }

    /// The last of so many days of work that begin on a day or on the next one that is worked.
    fn last_of(&self, action: &AcceptedAction, start: Date, working_days: usize) -> Date {
        let days = std::iter::successors(Some(start), |day| day.tomorrow().ok());
        let mut worked = days.filter(|day| self.is_worked(action, *day));
        worked.nth(working_days - 1).unwrap_or(start)
    }
}
