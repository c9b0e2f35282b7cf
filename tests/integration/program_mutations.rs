//! Seeded edits of programs, each with the class that it must have, on every shipped program.

use super::mutations::{ends, middle};
use super::seeded::{Dice, Kind, Kinds, MAJOR, MINOR, PATCH, one, put, sweep};
use super::support::SMALL;
use concordant::condition::parse;
use concordant::diagnostic::{Bag, render};
use concordant::library::{Kind as Of, Library};
use concordant::measure::Fraction;
use concordant::source::Text;
use concordant::standard::Clock;
use concordant::standard::diff::diff_programs;
use concordant::standard::model::{Answering, Checklist};
use concordant::standard::parse_program;
use concordant::standard::program::{
    ChecklistUse, Eligibility, Gate, GateKind, Program, ScoringModel, Tailoring, TailoringAction,
    Tier,
};
use std::fmt::Write as _;

fn gate(p: &mut Program, d: &mut Dice, edit: impl Fn(&mut Gate) -> bool) -> Option<String> {
    one(&mut p.gates, d, edit).map(|at| format!("gate {}", p.gates[at].id))
}

/// Moves a gate's threshold.
fn bound(p: &mut Program, d: &mut Dice, to: fn(&Fraction) -> Fraction) -> Option<String> {
    gate(p, d, |gate| match &mut gate.kind {
        GateKind::MustPass => false,
        GateKind::Overall(least)
        | GateKind::EachChecklist(least)
        | GateKind::Checklist(_, least)
        | GateKind::Section(_, _, least)
        | GateKind::Complete(least)
        | GateKind::Verified(least) => put(to(least), least),
    })
}

/// Puts another gate in the place of one for each checklist, at the same threshold.
fn instead(
    p: &mut Program,
    d: &mut Dice,
    kind: fn(String, Fraction) -> GateKind,
) -> Option<String> {
    let id = d.of(&p.checklists).id;
    gate(p, d, |gate| match gate.kind.clone() {
        GateKind::EachChecklist(least) => put(kind(id.clone(), least), &mut gate.kind),
        _ => false,
    })
}

fn used(p: &mut Program, d: &mut Dice, edit: fn(&mut ChecklistUse) -> bool) -> Option<String> {
    one(&mut p.checklists, d, edit).map(|at| format!("checklist {}", p.checklists[at].id))
}

/// Tailors a criterion that is not tailored yet.
fn tailored(p: &mut Program, action: TailoringAction) -> Option<String> {
    let criterion = "XX-99".to_owned();
    let is_new = p.tailoring.iter().all(|known| known.criterion != criterion);
    let reason = "Made.".to_owned();
    p.tailoring.push(Tailoring { criterion: criterion.clone(), action, reason, approved_by: None });
    is_new.then_some(criterion)
}

fn tailoring(p: &mut Program, d: &mut Dice, edit: fn(&mut Tailoring) -> bool) -> Option<String> {
    one(&mut p.tailoring, d, edit).map(|at| p.tailoring[at].criterion.clone())
}

/// Takes a tailoring back: the only one of its criterion, or the second of two.
fn taken_back(
    (p, d): (&mut Program, &mut Dice),
    of: usize,
    fits: fn(&TailoringAction) -> bool,
) -> Option<String> {
    let all = &p.tailoring;
    let same = |at: usize| all.iter().filter(|t| t.criterion == all[at].criterion).count();
    let last = |at: usize| all.iter().rposition(|t| t.criterion == all[at].criterion) == Some(at);
    let may = |at: &usize| fits(&all[*at].action) && same(*at) == of && last(*at);
    let places: Vec<usize> = (0..all.len()).filter(may).collect();
    (!places.is_empty()).then(|| p.tailoring.remove(d.of(&places)).criterion)
}

fn eligible(p: &mut Program, d: &mut Dice, edit: fn(&mut Eligibility) -> bool) -> Option<String> {
    one(&mut p.eligibility, d, edit).map(|at| format!("eligibility {}", p.eligibility[at].id))
}

fn clock(p: &mut Program, d: &mut Dice, edit: fn(&mut Clock) -> bool) -> Option<String> {
    one(&mut p.clocks, d, edit).map(|at| format!("clock {}", p.clocks[at].id))
}

fn removed<T>(items: &mut Vec<T>, d: &mut Dice) -> Option<T> {
    let at = one(items, d, |_| true)?;
    Some(items.remove(at))
}

/// Every kind of edit of a program.
pub(crate) const EDITS: Kinds<Program> = (KINDS, diff_programs);

#[rustfmt::skip]
const KINDS: &[Kind<Program>] = &[
    ("title", PATCH, |p, _| { p.title.push('s'); Some("title".to_owned()) }),
    ("notes", PATCH, |p, _| { p.notes.push_str(" More."); Some("notes".to_owned()) }),
    ("model", MAJOR, |p, _| {
        let is_tree = p.model == ScoringModel::Tree;
        p.model = if is_tree { ScoringModel::Flat } else { ScoringModel::Tree };
        Some("model".to_owned())
    }),
    ("tiers in another order", MAJOR, |p, _| {
        (p.tiers.len() > 1).then(|| { p.tiers.swap(0, 1); "tier".to_owned() })
    }),
    ("tier added", MAJOR, |p, _| {
        p.tiers.insert(0, Tier { id: "new".to_owned(), ..p.tiers.first()?.clone() });
        Some("tier".to_owned())
    }),
    ("tier text", PATCH, |p, d| {
        let at = one(&mut p.tiers, d, |tier| put("Another".to_owned(), &mut tier.meaning));
        at.map(|_| "tier texts".to_owned())
    }),
    ("checklist weight", MAJOR, |p, d| used(p, d, |u| put(u.weight + 1, &mut u.weight))),
    ("checklist versions", MAJOR, |p, d| {
        used(p, d, |u| put("^9".parse().unwrap(), &mut u.requirement))
    }),
    ("checklist optional", MAJOR, |p, d| used(p, d, |u| put(!u.optional, &mut u.optional))),
    ("checklist added", MAJOR, |p, d| {
        p.checklists.push(ChecklistUse { id: "more".to_owned(), ..d.of(&p.checklists) });
        Some("checklist more".to_owned())
    }),
    ("checklist dropped", MAJOR, |p, d| {
        removed(&mut p.checklists, d).map(|used| format!("checklist {}", used.id))
    }),
    ("checklists in another order", None, |p, _| { p.checklists.reverse(); Some(String::new()) }),
    // tailoring
    ("exclusion", MAJOR, |p, _| tailored(p, TailoringAction::Exclude)),
    ("make critical", MAJOR, |p, _| tailored(p, TailoringAction::MakeCritical)),
    ("demand full credit", MAJOR, |p, _| tailored(p, TailoringAction::DemandFullCredit)),
    ("harden target", MAJOR, |p, _| tailored(p, TailoringAction::HardenTarget(Fraction::ONE))),
    ("other action", MAJOR, |p, d| {
        let all = p.tailoring.clone();
        let is_alone = |id: &str| all.iter().filter(|t| t.criterion == id).count() == 1;
        let other = |t: &mut Tailoring| put(TailoringAction::Exclude, &mut t.action);
        let at = one(&mut p.tailoring, d, |t| is_alone(&t.criterion) && other(t))?;
        Some(p.tailoring[at].criterion.clone())
    }),
    ("exclusion taken back", MAJOR, |p, d| {
        taken_back((p, d), 1, |action| *action == TailoringAction::Exclude)
    }),
    ("second exclusion taken back", MAJOR, |p, d| {
        taken_back((p, d), 2, |action| *action == TailoringAction::Exclude)
    }),
    ("make-critical taken back", MAJOR, |p, d| {
        taken_back((p, d), 1, |action| *action == TailoringAction::MakeCritical)
    }),
    ("full credit taken back", MINOR, |p, d| {
        taken_back((p, d), 1, |action| *action == TailoringAction::DemandFullCredit)
    }),
    ("hardening taken back", MINOR, |p, d| {
        taken_back((p, d), 1, |action| matches!(action, TailoringAction::HardenTarget(_)))
    }),
    ("hardened more", MAJOR, |p, d| tailoring(p, d, |t| match &mut t.action {
        TailoringAction::HardenTarget(target) => put(middle(target, &Fraction::ONE), target),
        _ => false,
    })),
    ("tailoring reason", PATCH, |p, d| {
        tailoring(p, d, |t| put("Another".to_owned(), &mut t.reason))
    }),
    // gates
    ("gate added", MAJOR, |p, d| {
        let gate = Gate { id: "new".to_owned(), ..removed(&mut p.gates.clone(), d)? };
        p.gates.push(gate);
        Some("gate new".to_owned())
    }),
    ("gate removed", MINOR, |p, d| {
        removed(&mut p.gates, d).map(|gate| format!("gate {}", gate.id))
    }),
    ("gates in another order", None, |p, _| { p.gates.reverse(); Some(String::new()) }),
    ("threshold raised", MAJOR, |p, d| bound(p, d, |least| middle(least, &Fraction::ONE))),
    ("threshold raised by a hair", MAJOR, |p, d| {
        bound(p, d, |least| least.plus(&Fraction::new(1, 100_000)))
    }),
    ("threshold lowered", MINOR, |p, d| bound(p, d, |least| middle(least, &Fraction::ZERO))),
    ("each checklist to overall", MINOR, |p, d| instead(p, d, |_, least| GateKind::Overall(least))),
    ("each checklist to one", MINOR, |p, d| instead(p, d, GateKind::Checklist)),
    ("overall to each checklist", MAJOR, |p, d| gate(p, d, |g| match g.kind.clone() {
        GateKind::Overall(least) => put(GateKind::EachChecklist(least), &mut g.kind),
        _ => false,
    })),
    ("gate of another section", MAJOR, |p, d| gate(p, d, |g| match &mut g.kind {
        GateKind::Section(_, section, _) => put("another".to_owned(), section),
        _ => false,
    })),
    ("must-pass to verified", MAJOR, |p, d| gate(p, d, |g| {
        g.kind == GateKind::MustPass && put(GateKind::Verified(Fraction::HALF), &mut g.kind)
    })),
    ("gate of another tier", MAJOR, |p, d| gate(p, d, |g| put("another".to_owned(), &mut g.tier))),
    // what touches no score
    ("eligibility added", MAJOR, |p, _| {
        p.eligibility.push(Eligibility { id: "new".to_owned(), ..p.eligibility.first()?.clone() });
        Some("eligibility new".to_owned())
    }),
    ("eligibility changed", MAJOR, |p, d| {
        eligible(p, d, |e| put(parse("beds >= 9").unwrap(), &mut e.when))
    }),
    ("eligibility removed", MINOR, |p, d| {
        removed(&mut p.eligibility, d).map(|gone| format!("eligibility {}", gone.id))
    }),
    ("eligibility title", PATCH, |p, d| {
        eligible(p, d, |e| put("Another".to_owned(), &mut e.title))
    }),
    ("clock changed", MINOR, |p, d| clock(p, d, |c| put("999 days".to_owned(), &mut c.within))),
    ("clock removed", MINOR, |p, d| {
        removed(&mut p.clocks, d).map(|gone| format!("clock {}", gone.id))
    }),
    ("clock meaning", PATCH, |p, d| clock(p, d, |c| put("Another".to_owned(), &mut c.meaning))),
];

/// The shipped programs, and the small ones, which use every tailoring. One criterion
/// is tailored in two ways.
fn programs() -> Vec<Program> {
    let bag = Bag::new();
    let library = Library::embedded();
    let shipped = library.entries(Of::Program).map(|entry| Library::program(entry, &bag).model);
    let small = SMALL.programs.iter().cloned().map(|mut small| {
        let exclusion = TailoringAction::Exclude;
        small.tailoring.push(Tailoring { action: exclusion, ..small.tailoring[0].clone() });
        small
    });
    shipped.chain(small).collect()
}

/// A program with every kind of gate and tailoring, parsed from its text.
pub(crate) fn program(model: &str, lists: &[Checklist], d: &mut Dice) -> Program {
    let mut text = format!(
        "format = 1\nid = \"trial\"\nversion = \"1.0.0\"\ntitle = \"T\"\neffective = 2026-01-01\n\
         model = \"{model}\"\nnotes = \"Made.\"\n"
    );
    for list in lists {
        let (id, weight) = (&list.id, 1 + d.below(4));
        let _ = write!(text, "[[checklist]]\nid = \"{id}\"\nversion = \"*\"\nweight = {weight}\n");
        write_tailoring(&mut text, list, d);
    }
    for tier in ["high", "low"] {
        let _ = write!(text, "[[tier]]\nid = \"{tier}\"\ntitle = \"T\"\nmeaning = \"M\"\n");
    }
    text += "[[gate]]\nid = \"must-pass\"\ntier = \"high\"\nkind = \"must-pass\"\n";
    for number in 0..4 {
        for kind in ["overall", "each-checklist", "checklist", "section", "complete", "verified"] {
            let (list, least) = (d.of(lists), d.below(21));
            let about = match kind {
                "checklist" => format!("checklist = \"{}\"\n", list.id),
                "section" => {
                    let section = d.of(&list.sections).id;
                    format!("checklist = \"{}\"\nsection = \"{section}\"\n", list.id)
                }
                _ => String::new(),
            };
            let _ = write!(
                text,
                "[[gate]]\nid = \"{kind}-{number}\"\ntier = \"high\"\nkind = \"{kind}\"\n\
                 {about}at_least = \"{least}/20\"\n"
            );
        }
    }
    let bag = Bag::new();
    let program = parse_program(&Text::new("trial.toml", text), &bag).0;
    assert!(!bag.has_errors(), "{:?}", render::records(&bag));
    program
}

/// Some criteria tailored, some of these twice.
fn write_tailoring(text: &mut String, list: &Checklist, d: &mut Dice) {
    for criterion in &list.criteria {
        let action = match (&criterion.answering, d.below(40)) {
            (_, 0) => "exclude".to_owned(),
            (_, 1) => "demand-full-credit".to_owned(),
            (Answering::Binary | Answering::Measure(_), 2 | 3) => "make-critical".to_owned(),
            (Answering::Measure(m), 4..=12) => {
                format!("harden-target\"\ntarget = \"{}", middle(&m.target, &ends(m).1))
            }
            _ => continue,
        };
        let second = d.one_in(3).then_some("exclude");
        for action in [Some(action.as_str()), second].into_iter().flatten() {
            let _ = write!(
                text,
                "[[tailoring]]\ncriterion = \"{}\"\naction = \"{action}\"\nreason = \"Made.\"\n",
                criterion.id
            );
        }
    }
}

/// Every kind of edit of a program has its designed class, on every shipped program.
#[test]
fn edits_of_programs_have_their_class() {
    let (wrong, never) = sweep(&programs(), EDITS, |_, _, _, class| class);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(never.is_empty(), "these kinds fit no program: {never:?}");
}
