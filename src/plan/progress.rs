//! How an accepted plan stands on a day: what is late, what slips because of what, and what is to
//! be expected. A check-in moves the forecast, never the day that was accepted.

use super::accepted::{Accepted, AcceptedAction, Side};
use super::calendar::WorkingDays;
use super::check_in::CheckIn;
use super::forecast::{Forecaster, Forecasts, History};
use super::milestones::standing;
use super::model::Standing;
use crate::gap::{GapList, Severity};
use crate::score::Scorecard;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How a plan stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The day.
    pub as_of: Date,
    /// Its actions, in the order of the plan.
    pub actions: Vec<ActionProgress>,
    /// The last day by the accepted plan, and by the forecast.
    pub finish: Option<(Date, Date)>,
    /// Days that do not move.
    pub points: Vec<PointProgress>,
    /// What is expected at the end of each month in which actions are still to end.
    pub milestones: Vec<Expected>,
    /// The scorecard as it is: only reviewers move its verified part.
    pub verified: Standing,
    /// The same when reviewers confirm what is done by this day.
    pub forecast: Standing,
}

/// How an action stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionProgress {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: String,
    /// Which side does it.
    pub party: Side,
    /// What is known of it.
    pub state: Stage,
    /// The first day by the accepted plan.
    pub start: Date,
    /// The last day by the accepted plan.
    pub due: Date,
    /// When work began.
    pub begun: Option<Date>,
    /// When it ends, or ended; `None` where it was dropped.
    pub forecast: Option<Date>,
    /// Working days since it was due.
    pub late_days: usize,
    /// Working days by which it will end after it is due.
    pub slips_days: usize,
    /// Actions that it waits for, which make it slip.
    pub because: Vec<String>,
    /// Why it is at risk.
    pub risk: Option<Risk>,
    /// Whether it closes a must-pass criterion or removes immediate danger.
    pub is_critical: bool,
    /// What the log says of why it slipped or was dropped.
    pub reason: String,
}

impl ActionProgress {
    /// Whether somebody looked, and it was done.
    pub fn is_verified(&self) -> bool {
        matches!(self.state, Stage::Verified | Stage::Sustained)
    }

    /// Whether it gates or removes danger, is past its day and not verified. That it was dropped
    /// does not make a must-pass criterion met.
    pub fn is_overdue_critical(&self, as_of: Date) -> bool {
        self.is_critical && !self.is_verified() && self.due < as_of
    }
}

/// What is known of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    /// Nobody has said that it began.
    #[default]
    NotStarted,
    /// Work has begun.
    UnderWay,
    /// What shows that it is done was sent.
    EvidenceSent,
    /// Somebody looked, and it is done.
    Verified,
    /// It still holds after a while.
    Sustained,
    /// It was said to be later.
    Slipped,
    /// It will not be done.
    Dropped,
}

impl Stage {
    /// The word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::UnderWay => "under_way",
            Self::EvidenceSent => "evidence_sent",
            Self::Verified => "verified",
            Self::Sustained => "sustained",
            Self::Slipped => "slipped",
            Self::Dropped => "dropped",
        }
    }
}

/// Why an action that is not late may become so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// It should have begun.
    NotBegun,
    /// What comes before it is late, or at risk.
    Predecessor,
    /// By the forecast it ends after it is due.
    Forecast,
}

impl Risk {
    /// The word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotBegun => "not_begun",
            Self::Predecessor => "predecessor",
            Self::Forecast => "forecast",
        }
    }
}

/// How a day that does not move stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointProgress {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Actions that have to be done before it.
    pub needs: Vec<String>,
    /// Those that will not be.
    pub not_ready: Vec<String>,
}

/// What is expected by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The day.
    pub date: Date,
    /// Actions that end in its month.
    pub actions: Vec<String>,
    /// Tier and score when reviewers confirm them.
    pub standing: Standing,
}

/// How a plan stands on a day.
pub fn progress(
    (accepted, log): (&Accepted, &[CheckIn]),
    (card, list): (&Scorecard<'_>, &GapList),
    as_of: Date,
) -> Progress {
    let histories: BTreeMap<&str, History> = accepted
        .actions
        .iter()
        .map(|action| (action.id.as_str(), History::of(&action.id, log, as_of)))
        .collect();
    let earliest = accepted.actions.iter().map(|action| action.start);
    let begun = histories.values().filter_map(|history| history.begun);
    let first = earliest.chain(begun).fold(as_of.min(accepted.start), Date::min);
    let days = WorkingDays::new(first, &card.case.facility.holidays);
    let facility = card.case.facility;
    let forecasts =
        Forecaster { accepted, histories: &histories, days: &days, facility, as_of }.all();
    let critical = critical(card, list);
    let mut actions: Vec<ActionProgress> = Vec::new();
    for action in &accepted.actions {
        let history = histories.get(action.id.as_str()).cloned().unwrap_or_default();
        let forecast = forecasts.get(action.id.as_str()).copied().flatten();
        let is_open = forecast.is_some() && !history.is_verified();
        let slips_days = forecast.filter(|_| is_open).map_or(0, |to| after(&days, action.due, to));
        let late_days = if is_open { after(&days, action.due, as_of) } else { 0 };
        actions.push(ActionProgress {
            id: action.id.clone(),
            title: action.title.clone(),
            role: action.role.clone(),
            party: action.party,
            state: history.stage,
            start: action.start,
            due: action.due,
            begun: history.begun,
            forecast,
            late_days,
            slips_days,
            because: if slips_days > 0 && history.begun.is_none() {
                drivers(action, &forecasts, &histories)
            } else {
                Vec::new()
            },
            risk: None,
            is_critical: action.closes.iter().any(|id| critical.contains(id.as_str())),
            reason: history.reason,
        });
    }
    mark_risks(&mut actions, accepted, as_of);
    let dues = actions.iter().filter(|a| a.forecast.is_some()).map(|action| action.due).max();
    let ends = actions.iter().filter_map(|action| action.forecast).max();
    Progress {
        as_of,
        finish: dues.zip(ends),
        points: points(accepted, &actions),
        milestones: milestones(card, accepted, &actions),
        verified: standing(card),
        forecast: standing(&card.with_met(&done(accepted, &histories))),
        actions,
    }
}

/// Criteria that gate or are dangerous.
fn critical<'c>(card: &'c Scorecard<'_>, list: &'c GapList) -> BTreeSet<&'c str> {
    let gating = card.criteria.iter().filter(|c| c.critical).map(|c| c.id.as_str());
    let dangers = list.gaps.iter().filter(|gap| gap.severity == Severity::Immediate);
    gating.chain(dangers.map(|gap| gap.criterion.as_str())).collect()
}

/// What reviewers would have to confirm: what was verified, and what evidence was sent for.
fn done<'a>(accepted: &'a Accepted, histories: &BTreeMap<&str, History>) -> BTreeSet<&'a str> {
    let is_done = |action: &&AcceptedAction| {
        let history = histories.get(action.id.as_str());
        history.is_some_and(|h| h.is_verified() || h.stage == Stage::EvidenceSent)
    };
    let done = accepted.actions.iter().filter(is_done);
    done.flat_map(|action| action.closes.iter().map(String::as_str)).collect()
}

/// Working days after one day, up to another.
fn after(days: &WorkingDays, from: Date, to: Date) -> usize {
    let mut count = 0;
    let mut day = from;
    while day < to {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        count += usize::from(days.is_worked(day));
    }
    count
}

/// The predecessors that are not done and end on or after the accepted start.
fn drivers(
    action: &AcceptedAction,
    forecasts: &Forecasts<'_>,
    histories: &BTreeMap<&str, History>,
) -> Vec<String> {
    let is_driver = |id: &&String| {
        let is_open = histories.get(id.as_str()).is_some_and(|history| !history.is_verified());
        let end = forecasts.get(id.as_str()).copied().flatten();
        is_open && end.is_some_and(|end| end >= action.start)
    };
    action.after.iter().filter(is_driver).cloned().collect()
}

fn mark_risks(actions: &mut [ActionProgress], accepted: &Accepted, as_of: Date) {
    let mut troubled: BTreeSet<String> = BTreeSet::new();
    loop {
        let before = troubled.len();
        for (progress, action) in actions.iter_mut().zip(&accepted.actions) {
            if progress.is_verified() || progress.state == Stage::Dropped {
                continue;
            }
            let waits = action.after.iter().any(|id| troubled.contains(id));
            let risk = if progress.begun.is_none() && action.start < as_of {
                Some(Risk::NotBegun)
            } else if waits {
                Some(Risk::Predecessor)
            } else {
                (progress.slips_days > 0).then_some(Risk::Forecast)
            };
            if progress.late_days > 0 || risk.is_some() {
                troubled.insert(progress.id.clone());
            }
            // what is late is no longer at risk of it
            progress.risk = risk.filter(|_| progress.late_days == 0);
        }
        if troubled.len() == before {
            break;
        }
    }
}

fn points(accepted: &Accepted, actions: &[ActionProgress]) -> Vec<PointProgress> {
    let ids = |is: &dyn Fn(&ActionProgress) -> bool| -> Vec<String> {
        actions.iter().filter(|action| is(action)).map(|action| action.id.clone()).collect()
    };
    let mut points: Vec<PointProgress> = accepted
        .fixed
        .iter()
        .map(|point| PointProgress {
            id: point.id.clone(),
            title: point.title.clone(),
            date: point.date,
            needs: ids(&|action| point.needs(&action.id, action.is_critical)),
            not_ready: ids(&|action| {
                let is_late = action.forecast.is_some_and(|end| end >= point.date);
                is_late && point.needs(&action.id, action.is_critical)
            }),
        })
        .collect();
    points.sort_by_key(|point| point.date);
    points
}

fn milestones(
    card: &Scorecard<'_>,
    accepted: &Accepted,
    actions: &[ActionProgress],
) -> Vec<Expected> {
    let mut months: BTreeMap<(i16, i8), Vec<(Date, &str)>> = BTreeMap::new();
    for action in actions.iter().filter(|action| !action.is_verified()) {
        let Some(end) = action.forecast else { continue };
        months.entry((end.year(), end.month())).or_default().push((end, &action.id));
    }
    let expected = |mut ending: Vec<(Date, &str)>| {
        ending.sort_unstable();
        let date = ending.last().map(|(end, _)| *end)?;
        let ended = actions.iter().filter(|a| a.forecast.is_some_and(|end| end <= date));
        let closed: BTreeSet<&str> = ended
            .filter_map(|action| accepted.action(&action.id))
            .flat_map(|action| action.closes.iter().map(String::as_str))
            .collect();
        Some(Expected {
            date,
            actions: ending.iter().map(|(_, id)| (*id).to_owned()).collect(),
            standing: standing(&card.with_met(&closed)),
        })
    };
    months.into_values().filter_map(expected).collect()
}
