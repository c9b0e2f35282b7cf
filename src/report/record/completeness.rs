//! How complete an assessment is, as data: `concordant.completeness/1`.

use super::asked::{AskedRecord, asked};
use super::head::Head;
use super::score::{ItemRecord, VerifiedRecord};
use super::whole::{ProblemsRecord, Report};
use crate::assessment::Party;
use crate::measure::Fraction;
use crate::standard::Clock;
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The clock of a program that a self-assessment runs against.
const SELF_ASSESSMENT: &str = "self-assessment";

/// How far the answers of a round have come, and what is still asked of whom.
#[derive(Debug, Clone, Serialize)]
pub struct CompletenessReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: Head,
    /// How many problems the files have.
    pub problems: ProblemsRecord,
    /// Must-pass criteria that a reviewer verified, of all that count.
    pub verified: VerifiedRecord,
    /// By when the self-assessment ends; null where the program has no such clock.
    pub window: Option<WindowRecord>,
    /// Over all checklists.
    pub overall: ProgressRecord,
    /// Each checklist, in the program's order.
    pub checklists: Vec<ProgressRecord>,
    /// Each role that answers; those whose answers are missed most come first.
    pub roles: Vec<ProgressRecord>,
    /// What comes next.
    pub next: Vec<StepRecord>,
    /// Counted and open, must-pass first; without what stands in `waiting`.
    pub missing: Vec<AskedRecord>,
    /// Answered and counted, with something still missing.
    pub lacking: Vec<AskedRecord>,
    /// Claims of not applicable, and rows of a reviewer that cannot be used: both wait for a
    /// reviewer and count as open until then.
    pub waiting: Vec<AskedRecord>,
    /// Open, and reported only: no figure moves by them.
    pub report_only: Vec<AskedRecord>,
}

/// Until when a self-assessment runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowRecord {
    /// In words: `90 days`.
    pub within: String,
    /// What has to happen.
    pub meaning: String,
    /// The day it is counted from: the date of the self-assessment.
    pub from: Date,
    /// The last day.
    pub due: Date,
    /// Days from the day of asking until then; below 0 where it is over.
    pub days_left: i32,
}

/// How far a checklist or a role has come. Criteria are those that count in the score; an answer is
/// one criterion at one location.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ProgressRecord {
    /// The checklist, the role, or `overall`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Share of the criteria that are assessed everywhere, 0 to 100, rounded down.
    pub complete: Option<f64>,
    /// Criteria that count.
    pub criteria: usize,
    /// Those of them that are assessed everywhere.
    pub assessed: usize,
    /// Answers that count.
    pub answers: usize,
    /// Those of them that are given.
    pub given: usize,
    /// Must-pass criteria.
    pub must_pass: usize,
    /// Those of them that are assessed everywhere.
    pub must_pass_assessed: usize,
    /// Answers that are missing, and not because a reviewer is waited for.
    pub missing: usize,
    /// Those of them that are of must-pass criteria.
    pub must_pass_missing: usize,
    /// Answers that lack something.
    pub lacking: usize,
    /// Answers that wait for a reviewer.
    pub waiting: usize,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord {
    /// What kind of step.
    pub step: Step,
    /// How many answers, or files' errors, it is about.
    pub number: usize,
    /// Who does it, with how many of them; empty where no role of the hospital does.
    pub roles: Vec<ShareRecord>,
}

/// How many of something are a role's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareRecord {
    pub role: String,
    pub number: usize,
}

/// The steps of an assessment, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Files have errors.
    MendFiles,
    /// Must-pass criteria are open.
    AnswerMustPass,
    /// Other criteria are open.
    AnswerRest,
    /// Answers lack evidence, numbers or reasons.
    CompleteAnswers,
    /// A reviewer has to agree with claims, or to mend rows of their own.
    AwaitReviewer,
    /// A reviewer has to look at must-pass criteria.
    Verify,
}

impl CompletenessReport {
    /// How far a report's answers have come, on a day.
    pub fn new(report: &Report, clocks: &[Clock], today: Date) -> Self {
        let score = &report.score;
        let asked = asked(report);
        let some = |wanted: &dyn Fn(&AskedRecord) -> bool| -> Vec<AskedRecord> {
            asked.iter().filter(|record| wanted(record)).cloned().collect()
        };
        let mut all = Self {
            head: Head::of("concordant.completeness/1", report),
            problems: report.problems,
            verified: score.verified,
            window: window(report, clocks, today),
            overall: ProgressRecord::default(),
            checklists: Vec::new(),
            roles: Vec::new(),
            next: Vec::new(),
            missing: some(&|of| of.scored && of.state.is_open() && !of.waits_for_reviewer()),
            lacking: some(&|of| !of.state.is_open()),
            waiting: some(&AskedRecord::waits_for_reviewer),
            report_only: some(&|of| !of.scored && !of.waits_for_reviewer()),
        };
        all.overall = all.progress(report, ("overall", "Overall"), |_| true);
        all.checklists = score
            .scores
            .checklists
            .iter()
            .map(|of| all.progress(report, (&of.id, &of.title), |item| item.checklist == of.id))
            .collect();
        all.roles = all.by_role(report);
        all.next = all.steps();
        all
    }

    fn by_role(&self, report: &Report) -> Vec<ProgressRecord> {
        let roles: BTreeMap<&str, &str> =
            report.criteria.iter().map(|c| (c.id.as_str(), c.answer_role.as_str())).collect();
        let mut names: Vec<&str> = roles.values().copied().collect();
        names.sort_unstable();
        names.dedup();
        let is_of =
            |item: &ItemRecord, role: &str| roles.get(item.criterion.as_str()) == Some(&role);
        let mut found: Vec<ProgressRecord> = names
            .into_iter()
            .map(|role| {
                self.progress(report, (role, &role.replace('-', " ")), |it| is_of(it, role))
            })
            // a role whose criteria all do not apply here is asked nothing
            .filter(|progress| progress.criteria > 0)
            .collect();
        found.sort_by_key(|of| (Reverse(of.must_pass_missing), Reverse(of.missing), of.id.clone()));
        found
    }

    fn progress(
        &self,
        report: &Report,
        (id, title): (&str, &str),
        is_ours: impl Fn(&ItemRecord) -> bool,
    ) -> ProgressRecord {
        let mut criteria: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        let (mut answers, mut given) = (0, 0);
        for item in report.score.items.iter().filter(|item| item.counted && is_ours(item)) {
            let is_given = !item.state.is_open();
            answers += 1;
            given += usize::from(is_given);
            let known = criteria.entry(&item.criterion).or_insert((item.critical, true));
            known.1 &= is_given;
        }
        let assessed = criteria.values().filter(|(_, is_given)| *is_given).count();
        let must_pass = criteria.values().filter(|(critical, _)| *critical);
        let ours = |list: &[AskedRecord], must_pass: bool| {
            let counted = list.iter().filter(|record| record.scored);
            let named = counted.filter(|record| criteria.contains_key(record.criterion.as_str()));
            named.filter(|record| record.critical || !must_pass).count()
        };
        let complete = Fraction::count(assessed).over(&Fraction::count(criteria.len()));
        ProgressRecord {
            id: id.to_owned(),
            title: title.to_owned(),
            complete: complete.map(|share| share.percent_number()),
            criteria: criteria.len(),
            assessed,
            answers,
            given,
            must_pass: must_pass.clone().count(),
            must_pass_assessed: must_pass.filter(|(_, is_given)| *is_given).count(),
            missing: ours(&self.missing, false),
            must_pass_missing: ours(&self.missing, true),
            lacking: ours(&self.lacking, false),
            waiting: ours(&self.waiting, false),
        }
    }

    fn steps(&self) -> Vec<StepRecord> {
        let (must, rest): (Vec<&AskedRecord>, Vec<&AskedRecord>) =
            self.missing.iter().partition(|record| record.critical);
        let alone = |step: Step, number: usize| StepRecord { step, number, roles: Vec::new() };
        let unverified = self.verified.of.saturating_sub(self.verified.must_pass);
        let is_answered = self.missing.is_empty();
        let all = [
            alone(Step::MendFiles, self.problems.errors),
            asked_of(Step::AnswerMustPass, &must),
            asked_of(Step::AnswerRest, &rest),
            asked_of(Step::CompleteAnswers, &self.lacking.iter().collect::<Vec<_>>()),
            alone(Step::AwaitReviewer, self.waiting.len()),
            // a reviewer comes when the hospital is done
            alone(Step::Verify, if is_answered { unverified } else { 0 }),
        ];
        all.into_iter().filter(|step| step.number > 0).collect()
    }
}

/// A step of the roles that answer, those with most to do first.
fn asked_of(step: Step, asked: &[&AskedRecord]) -> StepRecord {
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    for record in asked {
        *roles.entry(&record.answer_role).or_default() += 1;
    }
    let share = |(role, number): (&str, usize)| ShareRecord { role: role.to_owned(), number };
    let mut roles: Vec<ShareRecord> = roles.into_iter().map(share).collect();
    roles.sort_by_key(|share| (Reverse(share.number), share.role.clone()));
    StepRecord { step, number: asked.len(), roles }
}

/// The window of the self-assessment. The first answer's day is known to nobody; the date of the
/// assessment stands for it, and every text says so.
fn window(report: &Report, clocks: &[Clock], today: Date) -> Option<WindowRecord> {
    let clock = clocks.iter().find(|clock| clock.id == SELF_ASSESSMENT)?;
    let own = report.score.assessments.iter().filter(|of| of.party == Party::Own);
    let from = own.map(|of| of.as_of).min()?;
    let due = clock.due(from)?;
    Some(WindowRecord {
        within: clock.within.clone(),
        meaning: clock.meaning.clone(),
        from,
        due,
        days_left: today.until(due).ok()?.get_days(),
    })
}
