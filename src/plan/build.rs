//! From a scorecard to its plan.

use super::accepted::{End, Side};
use super::calendar::WorkingDays;
use super::candidates::CHANGES_FACTS;
use super::goal::{Goal, Open, ceiling};
use super::kept::Frame;
use super::load::loads;
use super::milestones::{gate_dates, milestones, standing};
use super::missed::missed;
use super::model::{Action, Chosen, Interim, Left, Plan, Reason, Scheduled};
use super::network::Hospital;
use super::questions::deciding;
use super::request::{Breadth, Minimize, Request};
use super::select::{Part, Selection, Stance, select};
use super::timetable::{NoTimetable, Timetable, timetable};
use super::work::{NOT_URGENT, Work, is_known};
use crate::gap::{Gap, GapList, RankBy, Severity, find};
use crate::measure::Fraction;
use crate::score::Scorecard;
use crate::standard::model::Remediation;
use std::collections::BTreeSet;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPlan {
    /// What is asked cannot hold together; each line says one part of it. Leave any one out, and
    /// the rest can.
    Clash(Vec<String>),
    /// The actions have no timetable.
    NoTimetable(NoTimetable),
}

/// The plan of a facility: what may not wait, what the target needs, and when.
///
/// # Errors
/// [`NoPlan`], where the target cannot be reached or the days do not fit.
pub fn plan(card: &Scorecard<'_>, list: &GapList, request: &Request) -> Result<Plan, NoPlan> {
    if request.ask_first { asked_first(card, list, request) } else { planned(card, list, request) }
}

/// The plan if every open question turned out to be met, and the questions to ask before.
fn asked_first(card: &Scorecard<'_>, list: &GapList, request: &Request) -> Result<Plan, NoPlan> {
    let as_gaps = Request { ask_first: false, ..request.clone() };
    let is_gap = |id: &str| list.gaps.iter().any(|gap| gap.criterion == id);
    let questions = list.open_questions.iter().map(|question| question.criterion.as_str());
    let unknown: BTreeSet<&str> = questions.filter(|id| !is_gap(id)).collect();
    let assumed = card.with_met(&unknown);
    let mut plan = planned(&assumed, &find(&assumed, RankBy::Priority), &as_gaps)?;
    plan.now = standing(card);
    plan.questions = deciding(card, list, &as_gaps, target(card, request));
    let mut told = BTreeSet::new();
    let left = list
        .open_questions
        .iter()
        .filter(|q| !is_gap(&q.criterion) && told.insert(q.criterion.as_str()));
    plan.left.extend(left.map(|question| Left {
        criterion: question.criterion.clone(),
        title: question.title.clone(),
        reason: format!("ask {} first", question.answer_role),
    }));
    plan.notes.push(format!(
        "Open questions ({}) are taken for met here. Ask them before the plan is agreed on.",
        unknown.len()
    ));
    Ok(plan)
}

/// The tier that is aimed at.
fn target<'a>(card: &'a Scorecard<'_>, request: &'a Request) -> Option<&'a str> {
    let highest = || card.program.tiers.first().map(|tier| tier.id.as_str());
    request.target.as_deref().or_else(highest)
}

fn planned(card: &Scorecard<'_>, list: &GapList, request: &Request) -> Result<Plan, NoPlan> {
    let steered = request.kept.as_ref().map(|kept| kept.steer(request));
    let request = steered.as_ref().unwrap_or(request);
    let target = target(card, request);
    let goal = Goal::new(card, list, request, target);
    let selection =
        select(&goal.problem).map_err(|clash| NoPlan::Clash(told(&goal, &clash.parts)))?;
    let chosen: Vec<&Remediation> =
        selection.chosen.iter().filter_map(|at| goal.remediations.get(*at).copied()).collect();
    let facility = card.case.facility;
    let days = WorkingDays::new(request.start, &facility.holidays);
    let hospital = (facility, &days);
    let mut works = works((hospital, &goal), &chosen, End::Upper, request);
    let table = timetable(hospital, &mut works).map_err(NoPlan::NoTimetable)?;
    let least = self::works((hospital, &goal), &chosen, End::Lower, request);
    let early = early((&works, &table), least, hospital);
    let actions = actions((card, &goal, list), &chosen, (&table, &days, &works), request);
    let closed: BTreeSet<&str> =
        actions.iter().flat_map(|action| action.closes.iter().map(String::as_str)).collect();
    let mut plan = Plan {
        start: days.first(),
        target: target.map(str::to_owned),
        interims: interims(card, list, request),
        selection: chosen_by(&selection, &actions, request.minimize),
        schedule: Scheduled {
            finish: last_day(&days, table.finish.0),
            finish_early: early.map(|number| last_day(&days, number)),
            bound: last_day(&days, table.finish.1),
            proven: table.proven,
            above: above(&Fraction::count(table.finish.0), &Fraction::count(table.finish.1)),
        },
        milestones: milestones(card, &actions),
        gates: target.map(|tier| gate_dates(card, tier, &actions)).unwrap_or_default(),
        loads: loads(card.case.facility, &days, &actions),
        left: left((card, &goal), &selection.closed, request, target),
        questions: Vec::new(),
        fixed: request.kept.as_ref().map(|kept| kept.points(&works)).unwrap_or_default(),
        missed: match &request.kept {
            Some(kept) => missed(kept, (&works, &table), &actions, hospital),
            None => Vec::new(),
        },
        notes: notes(card, &goal, &works),
        now: standing(card),
        expected: standing(&card.with_met(&closed)),
        actions,
    };
    plan.notes.splice(0..0, danger_left(list, &plan.actions));
    if let Some(kept) = &request.kept {
        kept.tell(&mut plan);
    }
    Ok(plan)
}

/// What must never be left without a word, whatever was asked for.
fn danger_left(list: &GapList, actions: &[Action]) -> Option<String> {
    let closed = |id: &String| actions.iter().any(|action| action.closes.contains(id));
    let left: BTreeSet<&str> = list
        .gaps
        .iter()
        .filter(|gap| gap.severity == Severity::Immediate && !closed(&gap.criterion))
        .map(|gap| gap.criterion.as_str())
        .collect();
    let names: Vec<&str> = left.into_iter().collect();
    (!names.is_empty()).then(|| {
        format!(
            "IMMEDIATE DANGER, found by a reviewer, is left by this plan: {}. Remove it before all else.",
            names.join(", ")
        )
    })
}

/// What is asked of the timetable: the remediations that were chosen, with what people and the log
/// say of them, and behind them what people added.
fn works(
    ((facility, days), goal): (Hospital<'_>, &Goal<'_>),
    chosen: &[&Remediation],
    end: End,
    request: &Request,
) -> Vec<Work> {
    let work = |remediation: &&Remediation| Work {
        urgency: urgency(goal, &remediation.closes),
        ..Work::of(remediation)
    };
    let mut works: Vec<Work> = chosen.iter().map(work).collect();
    let Some(kept) = &request.kept else { return works };
    let frame = Frame { days, facility, end };
    for work in &mut works {
        kept.adjust(work, frame);
    }
    for (mut work, closes) in kept.own(frame, &goal.open()) {
        work.urgency = urgency(goal, closes);
        works.push(work);
    }
    for work in &mut works {
        kept.set_due(work, days);
    }
    works
}

/// As urgent as the most urgent of what is closed.
fn urgency(goal: &Goal<'_>, closes: &[String]) -> u8 {
    let open = goal.criteria.iter().filter(|open| closes.contains(&open.id));
    match open.filter_map(|open| open.urgent).min() {
        Some(Reason::ImmediateDanger) => 0,
        Some(Reason::Critical) => 1,
        _ => NOT_URGENT,
    }
}

/// Working days until all is done if every effort is at the lower end of its range; `None` where
/// none is a range.
fn early(
    (works, table): (&[Work], &Timetable),
    mut least: Vec<Work>,
    hospital: Hospital<'_>,
) -> Option<usize> {
    let has_range = works.iter().zip(&least).any(|(most, least)| most.shares != least.shares);
    let early = has_range.then(|| timetable(hospital, &mut least).ok())??;
    // less work never ends later: the order of the longer one still holds
    Some(early.finish.0.min(table.finish.0))
}

/// The last day of so many working days.
fn last_day(days: &WorkingDays, number: usize) -> jiff::civil::Date {
    days.date(number.saturating_sub(1))
}

fn actions(
    (card, goal, list): (&Scorecard<'_>, &Goal<'_>, &GapList),
    chosen: &[&Remediation],
    (table, days, works): (&Timetable, &WorkingDays, &[Work]),
    request: &Request,
) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (remediation, work) in chosen.iter().zip(works) {
        let closes: Vec<&Open> = goal
            .criteria
            .iter()
            .filter(|open| open.can_close && remediation.closes.contains(&open.id))
            .collect();
        actions.push(Action {
            id: remediation.id.clone(),
            remediation: Some(remediation.id.clone()),
            party: Side::Hospital,
            title: remediation.title.clone(),
            role: work.role().to_owned(),
            shares: work.shares.clone(),
            effort_days: work.effort_days(),
            least_days: work.effort_days(),
            lead_days: work.lead_days,
            start: days.first(),
            due: days.first(),
            is_fixed: false,
            working_days: 0,
            closes: closes.iter().map(|open| open.id.clone()).collect(),
            after: Vec::new(),
            critical_path: false,
            slack_days: 0,
            interim: remediation.interim.clone(),
            done_when: remediation.done_when.clone(),
            sets: remediation.sets.iter().map(|(fact, _)| fact.clone()).collect(),
            reason: reason(remediation, &closes, request),
        });
    }
    let own = works.get(chosen.len()..).unwrap_or_default().iter();
    let open = goal.open();
    actions.extend(own.filter_map(|work| request.kept.as_ref()?.own_action(work, &open)));
    let ids: BTreeSet<&str> = works.iter().map(|work| work.id.as_str()).collect();
    for (at, (action, work)) in actions.iter_mut().zip(works).enumerate() {
        let (start, end) = table.days.get(at).copied().unwrap_or_default();
        action.start = days.date(start);
        action.due = days.date(end.max(start + 1) - 1);
        action.is_fixed = work.fixed.is_some();
        action.working_days = work.working_days(card.case.facility);
        action.after = work.after.iter().filter(|id| ids.contains(id.as_str())).cloned().collect();
        action.critical_path = table.critical.get(at).copied().unwrap_or_default();
        action.slack_days = table.slack.get(at).copied().unwrap_or_default();
        if let Some(kept) = &request.kept {
            action.least_days = kept.least_days(work).unwrap_or(action.effort_days.clone());
            kept.since(action, card.case.facility);
        }
    }
    let danger = |action: &Action| {
        let mut dangers = list.gaps.iter().filter(|gap| gap.severity == Severity::Immediate);
        !dangers.any(|gap| action.closes.contains(&gap.criterion))
    };
    actions.sort_by_key(|action| {
        (action.start, danger(action), action.reason, action.due, action.id.clone())
    });
    actions
}

fn reason(remediation: &Remediation, closes: &[&Open], request: &Request) -> Reason {
    let asked = request.must.contains(&remediation.id)
        || closes.iter().any(|open| request.must.contains(&open.id));
    let urgent = closes.iter().filter_map(|open| open.urgent).min();
    match urgent {
        Some(urgent) if request.breadth != Breadth::Minimum => urgent,
        _ if asked => Reason::Asked,
        _ if closes.is_empty() => Reason::Prerequisite,
        _ => Reason::Target,
    }
}

fn chosen_by(selection: &Selection, actions: &[Action], minimize: Minimize) -> Chosen {
    let bound = i128::from(selection.bound);
    Chosen {
        effort_days: Fraction::sum(actions.iter().map(|action| &action.effort_days)),
        least_days: Fraction::sum(actions.iter().map(|action| &action.least_days)),
        bound: match minimize {
            Minimize::Effort => Fraction::new(bound, 2),
            Minimize::Time | Minimize::Cost => Fraction::whole(bound),
        },
        proven: selection.proven,
        above: above(&Fraction::whole(selection.cost.into()), &Fraction::whole(bound)),
        minimized: minimize,
    }
}

/// By which share of a bound a figure lies above it, up to the next thousandth.
fn above(figure: &Fraction, bound: &Fraction) -> Fraction {
    let share = figure.minus(bound).over(bound).unwrap_or(Fraction::ZERO);
    let thousandths = ceiling(&share.times(&Fraction::whole(1_000)));
    Fraction::new(i128::try_from(thousandths).unwrap_or_default(), 1_000)
}

/// Interim controls of what is dangerous or gates, by due date.
fn interims(card: &Scorecard<'_>, list: &GapList, request: &Request) -> Vec<Interim> {
    let clock = |gap: &Gap| {
        let id = if gap.severity == Severity::Immediate {
            "immediate-danger"
        } else {
            "interim-control"
        };
        let clock = card.program.clocks.iter().find(|clock| clock.id == id)?;
        clock.due(gap.clock_start(id).unwrap_or(request.start))
    };
    let urgent = list.gaps.iter().filter(|gap| gap.critical || gap.severity == Severity::Immediate);
    let mut found: Vec<Interim> = urgent
        .filter_map(|gap| {
            let remedy = gap.remedy.as_ref()?;
            let at = gap.location.as_ref().map(|at| format!(" ({at})")).unwrap_or_default();
            Some(Interim {
                place: format!("{}{at}", gap.criterion),
                control: remedy.interim.clone()?,
                role: remedy.role.clone(),
                due: clock(gap),
            })
        })
        .collect();
    found.sort_by_key(|interim| interim.due);
    found
}

fn left(
    (card, goal): (&Scorecard<'_>, &Goal<'_>),
    closed: &[usize],
    request: &Request,
    target: Option<&str>,
) -> Vec<Left> {
    let reason = |open: &Open| {
        if request.skip.contains(&open.id) {
            format!("skipped: {}", request.skip_reason)
        } else if !open.can_close {
            let none = || "no remediation closes it; plan one of your own".to_owned();
            open.blocked.clone().unwrap_or_else(none)
        } else {
            match target {
                Some(tier) => format!("not needed for {}", tier.replace('-', " ")),
                None => "not chosen".to_owned(),
            }
        }
    };
    goal.criteria
        .iter()
        .enumerate()
        .filter(|(at, _)| !closed.contains(at))
        .map(|(_, open)| Left {
            criterion: open.id.clone(),
            title: card.criterion(&open.id).map_or_else(String::new, |(_, c)| c.title.clone()),
            reason: reason(open),
        })
        .collect()
}

fn notes(card: &Scorecard<'_>, goal: &Goal<'_>, works: &[Work]) -> Vec<String> {
    let mut notes = goal.beyond.clone();
    let roles = works.iter().filter(|work| work.takes_capacity);
    let roles = roles.flat_map(|work| work.shares.iter().map(|share| share.role.as_str()));
    let roles: BTreeSet<&str> = roles.collect();
    let unknown: Vec<&str> =
        roles.into_iter().filter(|role| !is_known(card.case.facility, role)).collect();
    if !unknown.is_empty() {
        notes.push(format!(
            "facility.toml does not say how many days a week these roles have; 1 was taken: {}.",
            unknown.join(", ")
        ));
    }
    let other: Vec<&str> = (0..)
        .zip(&goal.problem.candidates)
        .filter(|(_, c)| c.stance == Stance::Forbidden(CHANGES_FACTS.to_owned()))
        .filter_map(|(at, _): (usize, _)| goal.remediations.get(at).map(|r| r.id.as_str()))
        .collect();
    if !other.is_empty() {
        notes.push(format!(
            "Not chosen by itself, because it changes how the hospital works: {}. Plan it with --must.",
            other.join(", ")
        ));
    }
    let questions = goal.criteria.iter().filter(|open| open.is_question && open.can_close).count();
    if questions > 0 {
        notes.push(format!(
            "Open questions count as gaps ({questions}); --ask-first leaves them out and says which \
             answers would change the plan."
        ));
    }
    notes
}

/// What of a condition no remediation closes, for people.
fn beyond(goal: &Goal<'_>, condition: usize) -> String {
    let gains = goal.problem.conditions.get(condition).map(|condition| &condition.gains);
    let is_closed = |at: usize| goal.problem.candidates.iter().any(|c| c.closes.contains(&at));
    let open = gains.into_iter().flatten().filter(|(at, _)| !is_closed(*at));
    let name = |open: &Open| {
        let why = if open.is_skipped { "is skipped" } else { "has no remediation" };
        format!("; {} {why}", open.id)
    };
    open.filter_map(|(at, _)| goal.criteria.get(*at)).map(name).collect()
}

/// The parts of a clash, for people.
fn told(goal: &Goal<'_>, parts: &[Part]) -> Vec<String> {
    let name = |at: &usize| goal.name(*at);
    let part = |part: &Part| match part {
        Part::Condition(at) => {
            let id = goal.problem.conditions.get(*at).map_or("", |condition| condition.id.as_str());
            let demand = goal.demands.get(id).map_or("", String::as_str);
            format!("{demand} ({id}){}", beyond(goal, *at))
        }
        Part::Forced(at) => {
            let why = match goal.problem.candidates.get(*at).map(|candidate| &candidate.stance) {
                Some(Stance::Forced(why)) => why.as_str(),
                _ => "",
            };
            format!("{} is in the plan ({why})", name(at))
        }
        Part::Forbidden(at) => {
            let why = match goal.problem.candidates.get(*at).map(|candidate| &candidate.stance) {
                Some(Stance::Forbidden(why)) => why.as_str(),
                _ => "",
            };
            format!("{} is not in the plan ({why})", name(at))
        }
    };
    parts.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_a_bound_is_never_told_too_small() {
        let tell =
            |figure, bound| above(&Fraction::whole(figure), &Fraction::whole(bound)).percent();
        assert_eq!([tell(300, 300), tell(301, 300), tell(330, 300)], ["0.0", "0.4", "10.0"]);
        assert_eq!(tell(5, 0), "0.0");
    }
}
