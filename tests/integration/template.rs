//! What a facility is asked: all that a score counts or waits for, nothing else, and a reason for
//! everything that is left out.

use concordant::assessment::Party;
use concordant::diagnostic::Bag;
use concordant::intake::template::{Asked, Template, TemplateRequest, Why, csv_sheet, template};
use concordant::library::Library;
use concordant::score::ItemReason;
use concordant::standard::Checklist;
use concordant::workspace::{Opened, Options, find, open};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::path::PathBuf;

pub(crate) fn opened(example: &str) -> Opened {
    let bag = Bag::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let inputs = find(&[folder], &bag);
    let options =
        Options { program: None, assessment: None, as_of: None, today: date(2026, 11, 22) };
    let facility = inputs.facilities.first().expect("a facility");
    open(facility, &Library::embedded(), options, &bag).expect("the example opens")
}

pub(crate) fn asked(opened: &Opened, role: Option<&str>) -> Template {
    let checklists: Vec<&Checklist> = opened.checklists.iter().map(|c| &c.model).collect();
    template(TemplateRequest {
        facility: &opened.facility,
        program: &opened.program.model,
        checklists: &checklists,
        round: "2026",
        party: Party::Own,
        as_of: opened.as_of,
        role,
    })
}

/// The law: a row for each item that is neither excluded nor made not applicable by its condition,
/// and no other row.
#[test]
fn what_is_asked_is_what_a_score_counts_or_waits_for() {
    for example in ["riverbend", "harbor"] {
        let opened = opened(example);
        let card = opened.scorecard(&Bag::new());
        let is_left_out = |reason: Option<ItemReason>| {
            matches!(reason, Some(ItemReason::ConditionFalse | ItemReason::Excluded))
        };
        let items = card.items().filter(|(_, item)| !is_left_out(item.reason));
        let scored: BTreeSet<_> =
            items.map(|(_, item)| (item.criterion.clone(), item.location.clone())).collect();
        let template = asked(&opened, None);
        let several = opened.facility.locations.len() > 1;
        let place = |row: &concordant::intake::template::TemplateRow| {
            row.location.as_ref().filter(|_| several).map(|place| place.id.clone())
        };
        let rows = template.rows().map(|row| (row.criterion.clone(), place(row)));
        let rows: Vec<_> = rows.collect();
        assert_eq!(rows.len(), scored.len(), "{example}: no row twice");
        assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), scored, "{example}");
        assert!(!template.left_out.is_empty(), "{example}: some condition is false");
    }
}

#[test]
fn every_criterion_is_asked_or_left_out_for_a_reason() {
    let opened = opened("riverbend");
    let template = asked(&opened, None);
    let told: BTreeSet<&str> = template
        .rows()
        .map(|row| row.criterion.as_str())
        .chain(template.left_out.iter().map(|left| left.criterion.as_str()))
        .collect();
    let all = opened.checklists.iter().flat_map(|checklist| &checklist.model.criteria);
    assert_eq!(told, all.map(|criterion| criterion.id.as_str()).collect());
    assert!(template.left_out.iter().all(|left| !left.why.text().ends_with(' ')));
    // one place without a service is one place left out
    let somewhere = template.left_out.iter().filter(|left| left.location.is_some());
    assert!(somewhere.clone().count() > 0);
    for left in somewhere {
        assert!(template.rows().any(|row| row.criterion == left.criterion), "{left:?}");
    }
}

#[test]
fn the_parts_of_the_roles_are_the_whole() {
    let opened = opened("riverbend");
    let whole = asked(&opened, None);
    let mut rows = Vec::new();
    for role in whole.roles() {
        let part = asked(&opened, Some(role));
        assert!(part.rows().all(|row| row.role == role));
        let others = part.left_out.iter().filter(|left| matches!(left.why, Why::OtherRole(_)));
        assert!(others.count() > 0, "{role}");
        rows.extend(part.rows().map(|row| (row.criterion.clone(), row.location.clone())));
    }
    assert_eq!(rows.len(), whole.rows().count());
    rows.dedup();
    assert_eq!(rows.len(), whole.rows().count());
}

#[test]
fn a_sheet_has_a_row_for_each_question_and_a_fingerprint_in_each() {
    let template = asked(&opened("harbor"), None);
    for checklist in &template.checklists {
        let rows = csv_sheet(checklist);
        assert_eq!(rows.len(), 1 + checklist.rows().count());
        assert!(rows.iter().all(|row| row.len() == 24));
    }
    assert!(template.rows().all(|row| row.fingerprint.len() == 8));
}

#[test]
fn every_way_to_answer_ends_with_not_applicable() {
    let template = asked(&opened("riverbend"), None);
    assert_eq!(Asked::Binary.responses(), ["met", "not_met", "not_applicable"]);
    assert_eq!(Asked::Conformance.responses(), ["met", "partial", "not_met", "not_applicable"]);
    for row in template.rows() {
        assert_eq!(row.asked.responses().last(), Some(&"not_applicable"));
    }
    assert!(template.rows().any(|row| row.asked.measure().is_some()));
}
