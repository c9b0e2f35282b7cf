//! Every item is traced to its row: what stands there is what the item earns.
#![expect(clippy::disallowed_methods, reason = "the test reads the sheets that it made")]

use super::hospital::{Hospital, read_toml};
use super::recompute::{Q, Recomputed};
use super::support::MODELS;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// The cells of a row by their header; rows are numbered from 1, the header's.
fn cells(hospital: &Hospital, file: &str, row: usize) -> BTreeMap<String, String> {
    let text = fs::read_to_string(hospital.home.path().join(file)).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().unwrap().clone();
    let record = reader.records().nth(row - 2).unwrap().unwrap();
    names.iter().zip(record.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
}

/// What a program changes in a criterion, where it does.
fn tailored<'p>(program: &'p Value, id: &str, action: &str) -> Option<&'p Value> {
    let all = program["tailoring"].as_array().into_iter().flatten();
    all.into_iter().find(|t| t["criterion"] == id && t["action"] == action)
}

/// The state and the credit of a row that answers, by the rules of the design.
fn earned(
    row: &BTreeMap<String, String>,
    (again, id): (&Recomputed, &str),
) -> (Option<&'static str>, Option<Q>) {
    let toml = again.toml_of(id);
    let number = |name: &str| (!row[name].is_empty()).then(|| Q::parse(&row[name]));
    let has_numbers = ["value", "numerator", "denominator"].iter().any(|n| !row[*n].is_empty());
    if toml["scale"] == "measure" && has_numbers {
        let (above, below) = (number("numerator"), number("denominator"));
        let least = Q::parse(toml["measure"]["minimum_denominator"].as_str().unwrap_or("0"));
        if below == Some(Q::ZERO) {
            return (Some("not_applicable"), None);
        }
        if below.is_some_and(|below| below < least) {
            return (Some("too_small"), Some(Q::ZERO));
        }
        let value = above.zip(below).and_then(|(above, below)| above.over(below));
        let hard = tailored(&again.program, id, "harden-target");
        let target = hard.map_or(&toml["measure"]["target"], |hard| &hard["target"]);
        return (
            None,
            Some(measured(&toml["measure"], target, value.or(number("value")).unwrap())),
        );
    }
    let credit = match row["response"].as_str() {
        "" => return (Some("not_assessed"), Some(Q::ZERO)),
        "met" => Q::ONE,
        "partial" => Q::new(1, 2),
        "not_met" => Q::ZERO,
        level => {
            let scales = again.checklists.iter().filter_map(|c| c["scale"].as_array()).flatten();
            let mut levels = scales.filter_map(|scale| scale["levels"].as_array()).flatten();
            let found = levels.find(|known| known["id"] == level);
            Q::parse(found.unwrap_or_else(|| panic!("{id}: {row:?}"))["credit"].as_str().unwrap())
        }
    };
    let whole = tailored(&again.program, id, "demand-full-credit").is_some();
    (None, Some(if whole && credit != Q::ONE { Q::ZERO } else { credit }))
}

fn measured(measure: &Value, target: &Value, value: Q) -> Q {
    let reaches = |mark: &Value| {
        let mark = Q::parse(mark.as_str().unwrap());
        if measure["direction"] == "higher" { value >= mark } else { value <= mark }
    };
    if reaches(target) {
        return Q::ONE;
    }
    let steps = measure["steps"].as_array().into_iter().flatten();
    let credits = steps.filter(|step| reaches(&step["at"]));
    credits.map(|step| Q::parse(step["credit"].as_str().unwrap())).max().unwrap_or(Q::ZERO)
}

/// Point: the row that an item names is about it and earns its credit; a claim stays a claim.
#[test]
fn items_follow_from_their_rows() {
    let small = MODELS.into_iter().flat_map(|model| [23, 25].map(|s| Hospital::small(s, model)));
    let mut answered = 0;
    for hospital in [3, 4, 8].map(Hospital::embedded).into_iter().chain(small) {
        let score = hospital.json("score", &[], 0);
        let checklists = hospital.checklists.iter().map(|text| read_toml(text)).collect();
        let again = Recomputed::new(read_toml(&hospital.program), checklists, &score["items"]);
        for item in score["items"].as_array().unwrap() {
            let (Some(file), Some(row)) = (item["file"].as_str(), item["row"].as_u64()) else {
                continue;
            };
            let row = cells(&hospital, file, usize::try_from(row).unwrap());
            let id = item["criterion"].as_str().unwrap();
            assert_eq!(row["criterion"], id);
            assert_eq!(row["location"], item["location"].as_str().unwrap_or_default());
            assert_eq!(file.contains("-visit/"), item["party"] == "site-visit");
            let reason = item["reason"].as_str().unwrap_or_default();
            if matches!(reason, "excluded" | "condition_false") {
                continue;
            }
            answered += 1;
            if row["response"] == "n/a" {
                let aside = item["state"] == "not_applicable";
                assert_eq!(aside, reason != "claimed_not_applicable", "{item}");
                continue;
            }
            let (state, credit) = earned(&row, (&again, id));
            assert_eq!(Q::exact(&item["credit"]), credit, "{item}\n{row:?}");
            assert!(state.is_none_or(|state| item["state"] == state), "{item}\n{row:?}");
        }
    }
    assert!(answered > 300, "{answered}");
}
