//! From a document to a program: shape, types and closed lists.

use super::clock::Clock;
use super::model::Approval;
use super::parse::{condition, kebab, unique, version};
use super::program::{
    ChecklistUse, DueDiligence, Eligibility, Gate, GateKind, Program, ScoringModel, Tailoring,
    TailoringAction, Tier,
};
use crate::condition::{Condition, Expression};
use crate::diagnostic::{Bag, code};
use crate::document::{Cursor, Document, Places, Syntax};
use crate::measure::Fraction;
use crate::source::Text;
use jiff::civil::Date;
use semver::{Version, VersionReq};

/// Reads a program. Every mistake of shape goes into the bag; a caller that finds errors there must
/// not judge by the result.
pub fn parse_program(text: &Text, bag: &Bag) -> (Program, Places) {
    const MODELS: [(&str, ScoringModel); 4] = [
        ("flat", ScoringModel::Flat),
        ("flat-unweighted", ScoringModel::FlatUnweighted),
        ("tree", ScoringModel::Tree),
        ("absolute", ScoringModel::Absolute),
    ];
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let program = {
        let root = document.root("the program", bag);
        root.format();
        let program = Program {
            id: kebab(&root, "id"),
            version: version(&root, "version").unwrap_or(Version::new(0, 0, 0)),
            title: root.text("title").value,
            effective: root.date("effective").map_or(Date::ZERO, |date| date.value),
            supersedes: root.has("supersedes").then(|| version(&root, "supersedes")).flatten(),
            notes: root.text("notes").value,
            approval: root.table("approval", "the approval").map(approval),
            model: root.choice("model", &MODELS, None).unwrap_or(ScoringModel::Flat),
            checklists: unique(root.tables("checklist", "checklist"), "checklist", checklist_use),
            tailoring: root.tables("tailoring", "tailoring").into_iter().map(tailoring).collect(),
            eligibility: unique(
                root.tables("eligibility", "eligibility"),
                "eligibility",
                eligibility,
            ),
            tiers: unique(root.tables("tier", "tier"), "tier", tier),
            gates: unique(root.tables("gate", "gate"), "gate", gate)
                .into_iter()
                .flatten()
                .collect(),
            clocks: unique(root.tables("clock", "clock"), "clock", clock),
            due_diligence: unique(
                root.tables("due_diligence", "item of due diligence"),
                "item of due diligence",
                due_diligence,
            ),
        };
        root.finish();
        program
    };
    (program, document.into_places())
}

fn approval(cursor: Cursor<'_>) -> Approval {
    let approval = Approval {
        body: cursor.text("body").value,
        date: cursor.date_maybe("date").map(|date| date.value),
        reference: cursor.text_maybe("reference").map(|text| text.value),
    };
    cursor.finish();
    approval
}

/// A version requirement under a key; anything after a report.
pub(crate) fn requirement(cursor: &Cursor<'_>, key: &str) -> VersionReq {
    let written = cursor.text(key);
    written.value.parse().unwrap_or_else(|_| {
        if !written.value.is_empty() {
            let message = format!("`{}` is not a version requirement", written.value);
            let help = Some("write \"^2\" for any 2.x, or \"=2.0.0\" for one version".to_owned());
            cursor.report(&code::BAD_VERSION, &written.span, message, help);
        }
        VersionReq::STAR
    })
}

fn checklist_use(cursor: Cursor<'_>, id: String) -> ChecklistUse {
    let checklist_use = ChecklistUse {
        id,
        requirement: requirement(&cursor, "version"),
        weight: cursor.whole_maybe("weight", 1..=100).unwrap_or(1),
        optional: cursor.boolean("optional", false),
    };
    cursor.finish();
    checklist_use
}

fn tailoring(cursor: Cursor<'_>) -> Tailoring {
    const ACTIONS: [(&str, u8); 4] =
        [("exclude", 0), ("make-critical", 1), ("harden-target", 2), ("demand-full-credit", 3)];
    let action = match cursor.choice("action", &ACTIONS, None) {
        Some(1) => TailoringAction::MakeCritical,
        Some(2) => TailoringAction::HardenTarget(cursor.fraction("target").value),
        Some(3) => TailoringAction::DemandFullCredit,
        _ => TailoringAction::Exclude,
    };
    let tailoring = Tailoring {
        criterion: cursor.text("criterion").value,
        action,
        reason: cursor.text("reason").value,
        approved_by: cursor.text_maybe("approved_by").map(|role| role.value),
    };
    cursor.finish();
    tailoring
}

fn eligibility(cursor: Cursor<'_>, id: String) -> Eligibility {
    let always =
        || Condition { written: "true".to_owned(), expression: Expression::Constant(true) };
    if !cursor.has("when") {
        cursor.text("when");
    }
    let eligibility = Eligibility {
        id,
        title: cursor.text("title").value,
        when: condition(&cursor, "when").unwrap_or_else(always),
    };
    cursor.finish();
    eligibility
}

fn tier(cursor: Cursor<'_>, id: String) -> Tier {
    let tier =
        Tier { id, title: cursor.text("title").value, meaning: cursor.text("meaning").value };
    cursor.finish();
    tier
}

fn gate(cursor: Cursor<'_>, id: String) -> Option<Gate> {
    const KINDS: [(&str, u8); 7] = [
        ("must-pass", 0),
        ("overall", 1),
        ("each-checklist", 2),
        ("checklist", 3),
        ("section", 4),
        ("complete", 5),
        ("verified", 6),
    ];
    let chosen = cursor.choice("kind", &KINDS, None);
    let kind = match chosen {
        Some(0) => Some(GateKind::MustPass),
        Some(1) => Some(GateKind::Overall(at_least(&cursor))),
        Some(2) => Some(GateKind::EachChecklist(at_least(&cursor))),
        Some(3) => Some(GateKind::Checklist(cursor.text("checklist").value, at_least(&cursor))),
        Some(4) => Some(GateKind::Section(
            cursor.text("checklist").value,
            cursor.text("section").value,
            at_least(&cursor),
        )),
        Some(5) => Some(GateKind::Complete(at_least(&cursor))),
        Some(6) => Some(GateKind::Verified(at_least(&cursor))),
        _ => {
            // the kind is wrong already; what belongs to it is not wrong as well
            for key in ["at_least", "checklist", "section"] {
                cursor.any(key);
            }
            None
        }
    };
    let tier = cursor.text("tier").value;
    cursor.finish();
    kind.map(|kind| Gate { id, tier, kind })
}

fn at_least(cursor: &Cursor<'_>) -> Fraction {
    let threshold = cursor.fraction("at_least");
    if !threshold.value.is_share() {
        let message = format!("a threshold of {} is not from 0 to 1", threshold.value);
        let help = Some("write \"0.85\" or \"85 %\"".to_owned());
        cursor.report(&code::OUT_OF_RANGE, &threshold.span, message, help);
    }
    threshold.value
}

fn due_diligence(cursor: Cursor<'_>, id: String) -> DueDiligence {
    let item = DueDiligence { id, title: cursor.text("title").value };
    cursor.finish();
    item
}

fn clock(cursor: Cursor<'_>, id: String) -> Clock {
    let within = cursor.text("within");
    let (number, unit) = within.value.split_once(' ').unwrap_or_default();
    let known = matches!(unit.trim_end_matches('s'), "hour" | "day" | "week" | "month" | "year");
    if !within.value.is_empty() && (number.parse::<u32>().is_err() || !known) {
        let message = format!("`{}` is not a period", within.value);
        let help = Some("write \"72 hours\", \"30 days\" or \"12 months\"".to_owned());
        cursor.report(&code::BAD_DURATION, &within.span, message, help);
    }
    let clock = Clock { id, within: within.value, meaning: cursor.text("meaning").value };
    cursor.finish();
    clock
}
