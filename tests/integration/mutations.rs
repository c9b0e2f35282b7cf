//! Seeded edits of checklists, each with the class that it must have, on every shipped checklist.

use super::seeded::{Dice, Kind, Kinds, MAJOR, MINOR, PATCH, one, put, sweep};
use super::support::SMALL;
use concordant::condition::parse;
use concordant::diagnostic::Bag;
use concordant::library::{Kind as Of, Library};
use concordant::measure::Fraction;
use concordant::standard::diff::diff_checklists;
use concordant::standard::model::{
    Answering, Change, ChangeKind, Checklist, Criterion, Direction, Harm, Level, Measure, Per,
    Remediation, Section, Source, Step,
};
use concordant::standard::{Claim, Contradiction};

fn on(c: &mut Checklist, d: &mut Dice, edit: impl Fn(&mut Criterion) -> bool) -> Option<String> {
    let at = one(&mut c.criteria, d, edit)?;
    Some(c.criteria.get(at)?.id.clone())
}

fn measured(c: &mut Checklist, d: &mut Dice, edit: fn(&mut Measure) -> bool) -> Option<String> {
    on(c, d, |x| match &mut x.answering {
        Answering::Measure(measure) => edit(measure),
        _ => false,
    })
}

fn section(
    (c, d): (&mut Checklist, &mut Dice),
    part: &str,
    edit: fn(&mut Section) -> bool,
) -> Option<String> {
    let at = one(&mut c.sections, d, edit)?;
    Some(format!("section {} {part}", c.sections.get(at)?.id))
}

/// Edits the checklist's own scale, wherever it is used; the edit names the level.
fn rescaled(c: &mut Checklist, edit: fn(&mut Vec<Level>) -> Option<String>) -> Option<String> {
    let scale = c.scales.first_mut()?;
    let level = edit(&mut scale.levels)?;
    for criterion in &mut c.criteria {
        if matches!(&criterion.answering, Answering::Scale(used) if used.id == scale.id) {
            criterion.answering = Answering::Scale(scale.clone());
        }
    }
    Some(format!("scale.{level}"))
}

fn declare(c: &mut Checklist, id: &str, kind: Option<ChangeKind>) {
    c.changes.extend(kind.map(|kind| Change {
        criterion: id.to_owned(),
        kind,
        from: Vec::new(),
        adopt_by: None,
        note: None,
    }));
}

fn restated(c: &mut Checklist, d: &mut Dice, kind: Option<ChangeKind>) -> Option<String> {
    let id = on(c, d, |x| put(format!("{} So it is on all days.", x.statement), &mut x.statement));
    declare(c, id.as_deref()?, kind);
    id
}

fn recounted(c: &mut Checklist, d: &mut Dice, kind: Option<ChangeKind>) -> Option<String> {
    let texts = |m: &mut Measure| put(Some("Whatever is counted".to_owned()), &mut m.numerator);
    let id = measured(c, d, texts);
    declare(c, id.as_deref()?, kind);
    id
}

fn moved(c: &mut Checklist, d: &mut Dice) -> Option<String> {
    let homes: Vec<String> = c.criteria.iter().map(|x| x.section.clone()).collect();
    let home = d.of(&homes);
    on(c, d, |x| put(home.clone(), &mut x.section))
}

fn applies(c: &mut Checklist, d: &mut Dice, more: &str) -> Option<String> {
    let when = |text: &str| parse(text).expect("a condition");
    on(c, d, |x| match &x.applies_when {
        Some(known) if !more.is_empty() => {
            put(Some(when(&format!("({known}) {more}"))), &mut x.applies_when)
        }
        None if more.is_empty() => put(Some(when("inpatient")), &mut x.applies_when),
        _ => false,
    })
}

fn added(c: &mut Checklist, d: &mut Dice, scored: bool) -> Option<String> {
    let mut criterion = c.criteria.get(d.below(c.criteria.len()))?.clone();
    criterion.id = format!("{}-{}", c.prefix, 1_000 + d.below(1_000_000));
    (criterion.scored, criterion.critical) = (scored, false);
    let id = criterion.id.clone();
    c.criteria.push(criterion);
    Some(id)
}

fn retired(c: &mut Checklist, d: &mut Dice, counts: bool) -> Option<String> {
    let at = one(&mut c.criteria, d, |x| (x.scored || x.critical) == counts)?;
    Some(c.criteria.remove(at).id)
}

fn remedy(
    c: &mut Checklist,
    d: &mut Dice,
    edit: fn(&mut Vec<Remediation>, usize) -> Option<String>,
) -> Option<String> {
    let at = d.below(c.remediations.len());
    edit(&mut c.remediations, at).map(|id| format!("remediation {id}"))
}

fn source(c: &mut Checklist, d: &mut Dice, edit: fn(&mut Source) -> bool) -> Option<String> {
    one(&mut c.sources, d, edit).map(|_| "sources".to_owned())
}

pub(crate) fn middle(one: &Fraction, other: &Fraction) -> Fraction {
    one.plus(other).times(&Fraction::HALF)
}

/// The two ends of what can be measured: the worst and the best.
pub(crate) fn ends(m: &Measure) -> (Fraction, Fraction) {
    let far = m.target.times(&Fraction::whole(2)).plus(&Fraction::ONE);
    let most = if m.is_percent() { Fraction::ONE } else { far };
    match m.direction {
        Direction::Higher => (Fraction::ZERO, most),
        Direction::Lower => (most, Fraction::ZERO),
    }
}

/// Value and credit of a step counted from the best one; below them all the worst value.
fn step(m: &Measure, from_best: usize) -> (Fraction, Fraction) {
    let step = m.steps.iter().rev().nth(from_best);
    step.map_or((ends(m).0, Fraction::ZERO), |step| (step.at.clone(), step.credit.clone()))
}

fn best(m: &mut Measure, edit: impl Fn(&mut Step) -> bool) -> bool {
    m.steps.last_mut().is_some_and(edit)
}

fn step_added(m: &mut Measure) -> bool {
    let (at, credit) = step(m, 0);
    let step = Step { at: middle(&at, &m.target), credit: middle(&credit, &Fraction::ONE) };
    let fits = step.at != m.target;
    m.steps.extend(fits.then_some(step));
    fits
}

/// Every kind of edit of a checklist.
pub(crate) const EDITS: Kinds<Checklist> = (KINDS, diff_checklists);

#[rustfmt::skip]
const KINDS: &[Kind<Checklist>] = &[
    // what decides whether and how much a criterion counts
    ("weight raised", MAJOR, |c, d| on(c, d, |x| x.weight < 5 && put(x.weight + 1, &mut x.weight))),
    ("weight lowered", MAJOR, |c, d| {
        on(c, d, |x| x.weight > 1 && put(x.weight - 1, &mut x.weight))
    }),
    ("made critical", MAJOR, |c, d| on(c, d, |x| {
        let may = matches!(x.answering, Answering::Binary | Answering::Measure(_));
        may && put(true, &mut x.critical)
    })),
    ("no longer critical", MAJOR, |c, d| on(c, d, |x| put(false, &mut x.critical))),
    ("moved to another section", MAJOR, moved),
    ("section weight", MAJOR, |c, d| {
        section((c, d), "weight", |s| put(s.weight % 5 + 1, &mut s.weight))
    }),
    ("section parent", MAJOR, |c, d| section((c, d), "parent", |s| {
        put(if s.parent.is_none() { Some("whole".to_owned()) } else { None }, &mut s.parent)
    })),
    ("section title", PATCH, |c, d| {
        section((c, d), "title", |s| put("Another".to_owned(), &mut s.title))
    }),
    ("section added", MINOR, |c, d| {
        c.sections.push(Section { id: "new".to_owned(), ..d.of(&c.sections) });
        Some("section new added".to_owned())
    }),
    ("applies_when added", MAJOR, |c, d| applies(c, d, "")),
    ("applies_when widened", MAJOR, |c, d| applies(c, d, "or beds >= 100")),
    ("applies_when narrowed", MAJOR, |c, d| applies(c, d, "and inpatient")),
    ("applies_when removed", MAJOR, |c, d| on(c, d, |x| put(None, &mut x.applies_when))),
    ("per changed", MAJOR, |c, d| on(c, d, |x| {
        put(if x.per == Per::Facility { Per::Location } else { Per::Facility }, &mut x.per)
    })),
    ("no longer scored", MAJOR, |c, d| on(c, d, |x| put(false, &mut x.scored))),
    ("scored again", MAJOR, |c, d| on(c, d, |x| put(true, &mut x.scored))),
    ("scored criterion added", MAJOR, |c, d| added(c, d, true)),
    ("reported criterion added", MINOR, |c, d| added(c, d, false)),
    ("scored criterion retired", MAJOR, |c, d| retired(c, d, true)),
    ("reported criterion retired", MINOR, |c, d| retired(c, d, false)),
    ("criteria in another order", None, |c, _| { c.criteria.rotate_left(1); Some(String::new()) }),
    ("sections in another order", None, |c, _| { c.sections.reverse(); Some(String::new()) }),
    // measures
    ("minimum raised", MAJOR, |c, d| measured(c, d, |m| {
        m.minimum_denominator.as_mut().is_some_and(|least| put(*least + 5, least))
    })),
    ("minimum lowered", MAJOR, |c, d| measured(c, d, |m| {
        m.minimum_denominator.as_mut().is_some_and(|least| put((*least).div_ceil(2), least))
    })),
    ("minimum removed", MAJOR, |c, d| measured(c, d, |m| put(None, &mut m.minimum_denominator))),
    ("target harder", MAJOR, |c, d| {
        measured(c, d, |m| put(middle(&m.target, &ends(m).1), &mut m.target))
    }),
    ("target easier", MINOR, |c, d| {
        measured(c, d, |m| put(middle(&m.target, &step(m, 0).0), &mut m.target))
    }),
    ("target eased past a step", MAJOR, |c, d| measured(c, d, |m| {
        m.steps.pop().is_some_and(|step| put(step.at, &mut m.target))
    })),
    ("step credit lowered", MAJOR, |c, d| measured(c, d, |m| {
        let lower = step(m, 1).1;
        best(m, |s| put(middle(&s.credit, &lower), &mut s.credit))
    })),
    ("step credit raised", MINOR, |c, d| measured(c, d, |m| {
        best(m, |s| put(middle(&s.credit, &Fraction::ONE), &mut s.credit))
    })),
    ("step harder", MAJOR, |c, d| measured(c, d, |m| {
        let target = m.target.clone();
        best(m, |s| put(middle(&s.at, &target), &mut s.at))
    })),
    ("step easier", MINOR, |c, d| measured(c, d, |m| {
        let lower = step(m, 1).0;
        best(m, |s| put(middle(&s.at, &lower), &mut s.at))
    })),
    ("step removed", MAJOR, |c, d| measured(c, d, |m| m.steps.pop().is_some())),
    ("step added", MINOR, |c, d| measured(c, d, step_added)),
    ("direction turned", MAJOR, |c, d| measured(c, d, |m| {
        let is_higher = m.direction == Direction::Higher;
        put(if is_higher { Direction::Lower } else { Direction::Higher }, &mut m.direction)
    })),
    ("unit changed", MAJOR, |c, d| measured(c, d, |m| put(format!("{}s", m.unit), &mut m.unit))),
    ("numerator, undeclared", MAJOR, |c, d| recounted(c, d, None)),
    ("numerator, stricter", MAJOR, |c, d| recounted(c, d, Some(ChangeKind::Stricter))),
    ("numerator, clarified", MINOR, |c, d| recounted(c, d, Some(ChangeKind::Clarified))),
    ("numerator, reworded", PATCH, |c, d| recounted(c, d, Some(ChangeKind::Reworded))),
    ("numerator wrapped", None, |c, d| measured(c, d, |m| {
        m.numerator.as_mut().is_some_and(|text| put(text.replace(' ', "\n  "), text))
    })),
    // scales
    ("binary to conformance", MINOR, |c, d| on(c, d, |x| {
        let may = !x.critical && x.answering == Answering::Binary;
        may && put(Answering::Conformance, &mut x.answering)
    })),
    ("conformance to binary", MAJOR, |c, d| on(c, d, |x| {
        x.answering == Answering::Conformance && put(Answering::Binary, &mut x.answering)
    })),
    ("own scale to conformance", MAJOR, |c, d| on(c, d, |x| {
        matches!(x.answering, Answering::Scale(_)) && put(Answering::Conformance, &mut x.answering)
    })),
    ("level credit lowered", MAJOR, |c, _| {
        rescaled(c, |l| level(l, |x| middle(&x.credit, &Fraction::ZERO)))
    }),
    ("level credit raised", MINOR, |c, _| {
        rescaled(c, |l| level(l, |x| middle(&x.credit, &Fraction::ONE)))
    }),
    ("level removed", MAJOR, |c, _| rescaled(c, |l| (l.len() > 1).then(|| l.remove(1).id))),
    ("level added", MINOR, |c, _| rescaled(c, |l| {
        let id = "nearly".to_owned();
        l.push(Level { id: id.clone(), label: id.clone(), credit: Fraction::new(9, 10) });
        Some(id)
    })),
    ("level label changed", PATCH, |c, _| rescaled(c, |l| {
        l.first_mut().map(|x| { x.label = "Not one".to_owned(); x.id.clone() })
    })),
    // statements
    ("statement, undeclared", MAJOR, |c, d| restated(c, d, None)),
    ("statement, stricter", MAJOR, |c, d| restated(c, d, Some(ChangeKind::Stricter))),
    ("statement, replaced", MAJOR, |c, d| restated(c, d, Some(ChangeKind::Replaced))),
    ("statement, relaxed", MINOR, |c, d| restated(c, d, Some(ChangeKind::Relaxed))),
    ("statement, clarified", MINOR, |c, d| restated(c, d, Some(ChangeKind::Clarified))),
    ("statement, reworded", PATCH, |c, d| restated(c, d, Some(ChangeKind::Reworded))),
    ("statement wrapped", None, |c, d| {
        on(c, d, |x| put(x.statement.replace(' ', "\n  "), &mut x.statement))
    }),
    ("title wrapped", None, |c, d| on(c, d, |x| put(x.title.replace(' ', "\n  "), &mut x.title))),
    // what stands around
    ("remediation added", MINOR, |c, d| remedy(c, d, |all, at| {
        all.push(Remediation { id: "M-NEW".to_owned(), ..all.get(at)?.clone() });
        Some("M-NEW".to_owned())
    })),
    ("remediation dropped", MINOR, |c, d| remedy(c, d, |all, at| {
        (at < all.len()).then(|| all.remove(at).id)
    })),
    ("remediation effort", MINOR, |c, d| remedy(c, d, |all, at| {
        let one = all.get_mut(at)?;
        one.effort_days = one.effort_days.plus(&Fraction::HALF);
        Some(one.id.clone())
    })),
    // relations warn and touch no score
    ("requires added", MINOR, |c, d| on(c, d, |x| {
        x.requires.push("XX-01".to_owned());
        true
    })),
    ("requires dropped", MINOR, |c, d| on(c, d, |x| x.requires.pop().is_some())),
    ("contradiction added", MINOR, |c, d| {
        let [met, open] = [true, false].map(|met| Claim { criterion: d.of(&c.criteria).id, met });
        let added = Contradiction { all: vec![met, open], note: "N".to_owned() };
        let field = format!("contradiction {}", added.members());
        c.contradictions.push(added);
        Some(field)
    }),
    ("contradiction dropped", MINOR, |c, _| {
        c.contradictions.pop().map(|gone| format!("contradiction {}", gone.members()))
    }),
    ("contradiction explained", PATCH, |c, _| {
        let one = c.contradictions.last_mut()?;
        one.note.push_str(" Always.");
        Some(format!("contradiction {}", one.members()))
    }),
    ("evidence dropped", MINOR, |c, d| on(c, d, |x| x.evidence.pop().is_some())),
    ("evidence asked otherwise", MINOR, |c, d| on(c, d, |x| {
        x.evidence.first_mut().is_some_and(|one| put("The minutes".to_owned(), &mut one.ask))
    })),
    ("source edition", PATCH, |c, d| {
        source(c, d, |s| put(format!("{}, third", s.edition), &mut s.edition))
    }),
    ("source address changed", PATCH, |c, d| {
        source(c, d, |s| put(Some("example.org".to_owned()), &mut s.url))
    }),
    ("citation", PATCH, |c, d| on(c, d, |x| {
        x.sources.first_mut().is_some_and(|one| put(Some("section 99".to_owned()), &mut one.at))
    })),
    ("title", PATCH, |c, d| on(c, d, |x| put("Another".to_owned(), &mut x.title))),
    ("rationale", PATCH, |c, d| on(c, d, |x| put("Because".to_owned(), &mut x.rationale))),
    ("guidance", PATCH, |c, d| on(c, d, |x| put("Look".to_owned(), &mut x.guidance))),
    ("answer role", PATCH, |c, d| {
        on(c, d, |x| put("administrator".to_owned(), &mut x.answer_role))
    }),
    ("harm", MINOR, |c, d| on(c, d, |x| {
        put(if x.harm == Harm::Low { Harm::High } else { Harm::Low }, &mut x.harm)
    })),
    ("checklist title", PATCH, |c, _| { c.title.push('s'); Some("title".to_owned()) }),
    ("notes", PATCH, |c, _| { c.notes.push_str(" More."); Some("notes".to_owned()) }),
    ("prefix", MAJOR, |c, _| { c.prefix.push('Q'); Some("prefix".to_owned()) }),
];

fn level(levels: &mut [Level], credit: fn(&Level) -> Fraction) -> Option<String> {
    let level = levels.get_mut(1)?;
    level.credit = credit(level);
    Some(level.id.clone())
}

/// The newest version of each shipped checklist, and the small ones: they have what no shipped one
/// has, a scale of their own and sections inside a section.
pub(crate) fn checklists() -> Vec<Checklist> {
    let library = Library::embedded();
    let bag = Bag::new();
    let newest = |id: &str| library.entries(Of::Checklist).filter(|entry| entry.id == id).last();
    let ids = library.ids(Of::Checklist);
    let shipped = ids.iter().filter_map(|id| Some(Library::checklist(newest(id)?, &bag).model));
    let all = shipped.chain(SMALL.checklists.iter().cloned());
    // the next version declares its own changes
    all.map(|checklist| Checklist { changes: Vec::new(), ..checklist }).collect()
}

/// Every kind of edit has its designed class, on every shipped checklist; what was and stays
/// reported only is never major.
#[test]
fn edits_of_checklists_have_their_class() {
    let expected = |old: &Checklist, new: &Checklist, id: &str, class| {
        let reported = |c: &Checklist| c.criterion(id).is_some_and(|x| !x.scored && !x.critical);
        if reported(old) && reported(new) && class == MAJOR { MINOR } else { class }
    };
    let (wrong, never) = sweep(&checklists(), EDITS, expected);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(never.is_empty(), "these kinds fit no checklist: {never:?}");
}

/// A declared change of words is no fault, an undeclared one of more than wording is.
#[test]
fn declared_edits_are_no_faults() {
    for old in checklists() {
        for (name, class, edit) in KINDS.iter().filter(|(name, ..)| name.starts_with("statement,"))
        {
            let mut new = old.clone();
            let id = edit(&mut new, &mut Dice(7)).expect("every checklist has statements");
            let faults = diff_checklists(&old, &new).undeclared;
            let is_declared = !new.changes.is_empty();
            assert_eq!(faults.iter().any(|(of, _)| *of == id), !is_declared, "{name} {class:?}");
        }
    }
}

/// A must-pass criterion that asks less, or is no longer scored, needs a new approval; one that is
/// clarified does not.
#[test]
fn what_is_relaxed_needs_an_approval() {
    for old in checklists() {
        let Some(id) = old.criteria.iter().find(|c| c.critical).map(|c| c.id.clone()) else {
            continue;
        };
        let unapproved = |edit: fn(&mut Criterion), kind| {
            let mut new = old.clone();
            new.criteria.iter_mut().filter(|c| c.id == id).for_each(edit);
            declare(&mut new, &id, kind);
            diff_checklists(&old, &new).unapproved.contains(&id)
        };
        let restate: fn(&mut Criterion) = |c| c.statement.push_str(" Said otherwise.");
        assert!(unapproved(|c| c.scored = false, None), "{id}");
        assert!(unapproved(restate, Some(ChangeKind::Relaxed)), "{id}");
        assert!(!unapproved(restate, Some(ChangeKind::Clarified)), "{id}");
    }
}

/// A number in what a measure counts binds as one in a statement does.
#[test]
fn a_rewording_keeps_the_numbers_of_a_measure() {
    let mut tried = 0;
    for old in checklists() {
        let faults = |text: &str| {
            let mut new = old.clone();
            let id = measured(&mut new, &mut Dice(7), |_| true)?;
            let criterion = new.criteria.iter_mut().find(|c| c.id == id)?;
            let Answering::Measure(measure) = &mut criterion.answering else { return None };
            measure.numerator.get_or_insert_default().push_str(text);
            declare(&mut new, &id, Some(ChangeKind::Reworded));
            let faults = diff_checklists(&old, &new).undeclared;
            Some(faults.iter().any(|(of, _)| *of == id))
        };
        let Some(with_number) = faults(" within 15 minutes") else { continue };
        assert!(with_number);
        assert_eq!(faults(" so counted"), Some(false));
        tried += 1;
    }
    assert!(tried > 3, "{tried}");
}
