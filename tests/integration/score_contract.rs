//! The JSON contract: every figure recomputed from `items[]` to the last digit, every name there.

use super::hospital::{Hospital, read_toml};
use super::recompute::{Criterion, End, Q, Recomputed, mean};
use super::support::{MODELS, json};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Hospitals by the embedded program, and some by each model of the small one.
fn hospitals() -> impl Iterator<Item = Hospital> {
    let small = |model| (20..24).map(move |seed| Hospital::small(seed, model));
    (1..5).map(Hospital::embedded).chain(MODELS.into_iter().flat_map(small))
}

fn recomputed(hospital: &Hospital, score: &Value) -> Recomputed {
    let checklists = hospital.checklists.iter().map(|text| read_toml(text)).collect();
    Recomputed::new(read_toml(&hospital.program), checklists, &score["items"])
}

/// A percentage of the contract: a number with one digit, the exact figure rounded down.
fn expect_percent(shown: &Value, exact: Option<Q>, what: &str) {
    let shown = shown.as_f64().map(|percent| format!("{percent:.1}"));
    assert_eq!(shown, exact.map(Q::percent), "{what}");
}

fn expect_score(shown: &Value, low: (Q, Q), high: Option<Q>) {
    let what = shown["id"].as_str().unwrap();
    assert_eq!(Q::exact(&shown["value"]), mean(low), "value of {what}");
    assert_eq!(Q::exact(&shown["numerator"]), Some(low.0), "numerator of {what}");
    assert_eq!(Q::exact(&shown["denominator"]), Some(low.1), "denominator of {what}");
    expect_percent(&shown["percent"], mean(low), what);
    expect_percent(&shown["low"], mean(low), what);
    expect_percent(&shown["high"], high, what);
}

fn expect_counts(shown: &Value, criteria: &[&Criterion]) {
    let all: u64 = shown.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(all, u64::try_from(criteria.len()).unwrap(), "counts are a partition: {shown}");
    for (state, count) in Recomputed::counts(criteria) {
        assert_eq!(shown[state], count, "{state}: {shown}");
    }
}

/// Point: every score and its range follow from the items, in every model, to the last digit.
#[test]
fn scores_follow_from_items() {
    for hospital in hospitals() {
        let score = hospital.json("score", &[], 0);
        let again = recomputed(&hospital, &score);
        let shown = score["scores"]["checklists"].as_array().unwrap();
        for (shown, (id, weight)) in shown.iter().zip(again.weights()) {
            assert_eq!(shown["id"], id);
            assert_eq!(Q::parse(&shown["weight"].to_string()), weight);
            let tree = again.tree(id, &again.criteria);
            expect_score(shown, tree.whole(End::Low), mean(tree.whole(End::High)));
            expect_counts(&shown["counts"], &tree.criteria);
            let sections = shown["sections"].as_array().unwrap();
            assert_eq!(sections.len(), tree.sections.len());
            for (shown, (id, ..)) in sections.iter().zip(&tree.sections) {
                assert_eq!(shown["id"], id.as_str());
                expect_score(shown, tree.section(id, End::Low), mean(tree.section(id, End::High)));
                expect_counts(&shown["counts"], &tree.inside(id));
            }
        }
        let overall = &score["scores"]["overall"];
        let [low, high] = [End::Low, End::High].map(|end| again.overall(&again.criteria, end));
        expect_score(overall, low, mean(high));
        expect_counts(&overall["counts"], &again.criteria.iter().collect::<Vec<_>>());
    }
}

/// Point: an item is counted or not for a reason that its other fields give.
#[test]
fn items_agree_with_themselves() {
    for hospital in hospitals() {
        let score = hospital.json("score", &[], 0);
        let again = recomputed(&hospital, &score);
        let criteria = again.checklists.iter().flat_map(|c| c["criterion"].as_array().unwrap());
        assert_eq!(criteria.count(), again.criteria.len(), "no criterion is lost");
        for item in score["items"].as_array().unwrap() {
            let id = item["criterion"].as_str().unwrap();
            let toml = again.toml_of(id);
            let known = again.criteria.iter().find(|known| known.id == id).unwrap();
            let aside = matches!(item["state"].as_str().unwrap(), "not_applicable" | "excluded");
            assert_eq!(item["counted"], !aside && known.scored, "{item}");
            assert_eq!(item["credit"].is_null(), aside, "{item}");
            assert_eq!(item["critical"], known.critical, "{item}");
            assert_eq!(item["weight"].to_string(), toml["weight"].as_str().unwrap());
            let places = if toml["per"] == "location" { 2 } else { 1 };
            assert_eq!(known.items.len(), places, "{id}");
            assert_eq!(item["location"].is_string(), places == 2, "{item}");
            assert_eq!(item["file"].is_string(), item["row"].is_u64(), "{item}");
            let credit = Q::exact(&item["credit"]);
            match item["state"].as_str().unwrap() {
                "met" => assert_eq!(credit, Some(Q::ONE)),
                "partial" => assert!(credit > Some(Q::ZERO) && credit < Some(Q::ONE)),
                "not_met" | "not_assessed" | "too_small" => assert_eq!(credit, Some(Q::ZERO)),
                _ => assert_eq!(credit, None),
            }
        }
    }
}

/// What a gate reaches at one end of the range; none where there is nothing to judge.
fn figure(again: &Recomputed, gate: &Value, end: End) -> Option<Q> {
    let counted: Vec<&Criterion> =
        again.criteria.iter().filter(|c| !c.counted().is_empty()).collect();
    let critical: Vec<&Criterion> = counted.iter().copied().filter(|c| c.critical).collect();
    let share = |of: &[&Criterion], holds: &dyn Fn(&Criterion) -> bool| {
        let part = of.iter().filter(|criterion| holds(criterion)).count();
        Q::count(part).over(Q::count(of.len()))
    };
    let whole = |id: &str| mean(again.tree(id, &again.criteria).whole(end));
    let text = |key: &str| gate[key].as_str().unwrap();
    match text("kind") {
        "must-pass" => share(&critical, &|c| c.credit(end) == Some(Q::ONE)),
        "verified" => share(&critical, &is_verified),
        "complete" => share(&counted, &|c| end == End::High || is_complete(c)),
        "overall" => mean(again.overall(&again.criteria, end)),
        "each-checklist" => again.weights().iter().filter_map(|(id, _)| whole(id)).min(),
        "checklist" => whole(text("checklist")),
        "section" => {
            mean(again.tree(text("checklist"), &again.criteria).section(text("section"), end))
        }
        other => panic!("no gate is called {other}"),
    }
}

fn is_complete(criterion: &Criterion) -> bool {
    criterion.counted().iter().all(|item| !item.is_open())
}

fn is_verified(criterion: &Criterion) -> bool {
    criterion.counted().iter().all(|item| item.by_reviewer && !item.is_open())
}

/// Point: gates, the tiers at both ends, verified and complete follow from the items.
#[test]
fn gates_follow_from_items() {
    for hospital in hospitals() {
        let score = hospital.json("score", &[], 0);
        let again = recomputed(&hospital, &score);
        let gates = again.program["gate"].as_array().unwrap();
        let shown = score["result"]["gates"].as_array().unwrap();
        assert_eq!(gates.len(), shown.len());
        for (gate, shown) in gates.iter().zip(shown) {
            let threshold = Q::parse(gate["at_least"].as_str().unwrap_or("1"));
            let [low, high] = [End::Low, End::High].map(|end| figure(&again, gate, end));
            let holds = low.map(|figure| figure >= threshold);
            let could = high.is_some_and(|figure| figure >= threshold);
            assert_eq!((&shown["id"], &shown["tier"]), (&gate["id"], &gate["tier"]));
            assert_eq!(Q::exact(&shown["figure"]), low, "{shown}");
            assert_eq!(Q::exact(&shown["threshold"]), Some(threshold), "{shown}");
            assert_eq!(shown["holds"].as_bool(), holds, "{shown}");
            assert_eq!(shown["open"], holds == Some(false) && could, "{shown}");
        }
        expect_tiers(&again, &score);
        let counted = || again.criteria.iter().filter(|c| !c.counted().is_empty());
        let must_pass: Vec<&Criterion> = counted().filter(|c| c.critical).collect();
        let verified = must_pass.iter().filter(|c| is_verified(c)).count();
        assert_eq!(score["verified"]["must_pass"], verified);
        assert_eq!(score["verified"]["of"], must_pass.len());
        let complete = counted().filter(|c| is_complete(c)).count();
        let complete = Q::count(complete).over(Q::count(counted().count()));
        expect_percent(&score["complete"], complete, "complete");
    }
}

fn expect_tiers(again: &Recomputed, score: &Value) {
    let blocks = |gate: &Value, end: End| {
        let threshold = Q::parse(gate["at_least"].as_str().unwrap_or("1"));
        figure(again, gate, end).is_some_and(|figure| figure < threshold)
    };
    let tier = |end: End| {
        let tiers = again.program["tier"].as_array().unwrap().iter();
        let gates = |tier: &Value| -> Vec<&Value> {
            let all = again.program["gate"].as_array().unwrap().iter();
            all.filter(|gate| gate["tier"] == tier["id"]).collect()
        };
        let mut reached = tiers.filter(|t| !gates(t).into_iter().any(|gate| blocks(gate, end)));
        reached.next().unwrap()["id"].clone()
    };
    let (low, high) = (tier(End::Low), tier(End::High));
    let shown = &score["result"];
    let indicated = if low == high { low.clone() } else { Value::from("undetermined") };
    assert_eq!((&shown["low_tier"], &shown["high_tier"]), (&low, &high));
    assert_eq!(shown["tier"], indicated);
}

/// Point: gaps and open questions are exactly the items that say so, each with its exact gain.
#[test]
fn gaps_follow_from_items() {
    for hospital in hospitals() {
        let score = hospital.json("score", &[], 0);
        let gaps = hospital.json("gaps", &[], 0);
        let again = recomputed(&hospital, &score);
        let mut expected = [Vec::new(), Vec::new()];
        for criterion in &again.criteria {
            for item in criterion.counted().iter().filter(|item| item.credit != Some(Q::ONE)) {
                let at = (criterion.id.clone(), item.location.clone());
                expected[usize::from(item.is_open())].push(at);
            }
        }
        let lists = ["gaps", "open_questions"].map(|name| gaps[name].as_array().unwrap());
        for (list, mut expected) in lists.into_iter().zip(expected) {
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let at = |gap: &Value| (text(&gap["criterion"]).unwrap(), text(&gap["location"]));
            let mut listed: Vec<_> = list.iter().map(at).collect();
            listed.sort();
            expected.sort();
            assert_eq!(listed, expected);
            for gap in list {
                let gain = again.gain(gap["criterion"].as_str().unwrap(), gap["location"].as_str());
                assert_eq!(Q::exact(&gap["gain"]), Some(gain), "{gap}");
            }
        }
        for (rank, gap) in (1_u64..).zip(lists[0]) {
            assert_eq!(gap["rank"], rank);
        }
        assert!(lists[0].windows(2).all(|pair| order(&pair[0]) <= order(&pair[1])));
    }
}

/// The printed order: critical, severity, gain, unblocks, effort, id.
fn order(gap: &Value) -> impl Ord + use<> {
    let severities = ["immediate", "high", "moderate", "low"];
    let severity = severities.iter().position(|known| gap["severity"] == *known).unwrap();
    let gain = Q::ZERO.minus(Q::exact(&gap["gain"]).unwrap());
    let unblocks = std::cmp::Reverse(gap["unblocks"].as_u64().unwrap());
    let effort = gap["effort_days"].as_f64().map(|days| Q::parse(&days.to_string()));
    let id = (gap["criterion"].to_string(), gap["location"].to_string());
    (gap["critical"] == false, severity, gain, unblocks, (effort.is_none(), effort), id)
}

/// Point: the report says of score and gaps what these say themselves.
#[test]
fn the_report_is_score_and_gaps() {
    for seed in [3, 4] {
        let hospital = Hospital::embedded(seed);
        let report = hospital.json("report", &[], 0);
        assert_eq!(report["schema"], "concordant.report/1");
        assert_eq!(report["score"], hospital.json("score", &[], 0));
        assert_eq!(report["gaps"], hospital.json("gaps", &[], 0));
    }
}

/// Every name of a list is a key of the object.
fn expect_keys(object: &Value, names: &str) {
    for name in names.split_whitespace() {
        assert!(object.get(name).is_some(), "no `{name}` in {object}");
    }
}

/// Point: the names that programs rely on are there.
#[test]
fn every_promised_name_is_there() {
    let hospital = Hospital::embedded(5);
    let score = hospital.json("score", &[], 0);
    expect_keys(&score, "schema facility program round as_of provisional complete verified");
    expect_keys(&score, "eligibility result scores items");
    assert_eq!(score["schema"], "concordant.score/1");
    assert_eq!(score["facility"]["id"], "oak");
    expect_keys(&score["program"], "id version");
    expect_keys(&score["verified"], "must_pass of");
    expect_keys(&score["eligibility"][0], "id title holds");
    expect_keys(&score["result"], "tier gates");
    expect_keys(&score["result"]["gates"][0], "id tier holds open figure threshold");
    let one = &score["scores"]["checklists"][0];
    for score in [one, &score["scores"]["overall"]] {
        expect_keys(score, "id version model value numerator denominator percent low high counts");
        expect_keys(score, "sections");
        expect_keys(&score["counts"], "met partial not_met not_assessed too_small");
        expect_keys(&score["counts"], "not_applicable excluded unscored");
    }
    expect_keys(&one["sections"][0], "id value numerator denominator percent low high counts");
    for item in score["items"].as_array().unwrap() {
        expect_keys(item, "criterion location checklist section state credit weight counted");
        expect_keys(item, "reason party file row");
    }
    let gaps = hospital.json("gaps", &[], 0);
    for gap in gaps["gaps"].as_array().unwrap() {
        expect_keys(gap, "rank criterion location checklist severity critical state credit weight");
        expect_keys(gap, "gain effort_days source");
        expect_keys(&gap["source"], "file row party");
    }
    expect_keys(&gaps["open_questions"][0], "criterion location checklist state");
}

/// Point: the list of standards names each with the digest of its file.
#[test]
fn standards_bear_the_digest_of_their_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = json(root, &["standards", "list", "--format", "json"], 0);
    assert_eq!(list["schema"], "concordant.standards/1");
    let mut listed = 0;
    for (kind, keys) in
        [("checklists", "id version criteria critical digest"), ("programs", "id version digest")]
    {
        for standard in list[kind].as_array().unwrap() {
            expect_keys(standard, keys);
            let [id, version] = ["id", "version"].map(|key| standard[key].as_str().unwrap());
            let path = format!("{kind}/{id}/{version}.toml");
            let files = concordant::library::EMBEDDED_FILES;
            let (_, text) = files.iter().find(|(known, _)| *known == path).unwrap();
            let digest = Sha256::digest(text.replace("\r\n", "\n"));
            let hex = digest.iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
            assert_eq!(standard["digest"], hex, "{path}");
            if kind == "checklists" {
                let toml = read_toml(text);
                let criteria = toml["criterion"].as_array().unwrap();
                let critical = criteria.iter().filter(|c| c["critical"] == true).count();
                assert_eq!(standard["criteria"], criteria.len());
                assert_eq!(standard["critical"], critical);
            }
            listed += 1;
        }
    }
    assert_eq!(listed + 1, concordant::library::EMBEDDED_FILES.len(), "and the vocabulary");
}
/// Point: the hospitals above reach every state, every gate and every tier.
#[test]
fn the_hospitals_cover_the_contract() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for hospital in hospitals() {
        let score = hospital.json("score", &[], 0);
        for item in score["items"].as_array().unwrap() {
            seen.insert(format!("{} {}", item["state"], item["reason"]));
        }
        seen.insert(format!("tier {}", score["result"]["tier"]));
        for gate in score["result"]["gates"].as_array().unwrap() {
            seen.insert(format!("gate {} {}", gate["holds"], gate["open"]));
        }
        let checklists = score["scores"]["checklists"].as_array().unwrap();
        seen.extend(checklists.iter().filter(|c| c["value"].is_null()).map(|_| "undefined".into()));
    }
    let wanted = [
        "\"excluded\" \"excluded\"",
        "\"met\" \"unevidenced\"",
        "\"not_applicable\" \"condition_false\"",
        "\"not_applicable\" \"condition_unknown\"",
        "\"not_applicable\" \"confirmed_by_reviewer\"",
        "\"not_applicable\" \"no_eligible_cases\"",
        "\"not_assessed\" \"claimed_not_applicable\"",
        "\"not_assessed\" \"not_answered\"",
        "\"not_met\" null",
        "\"partial\" \"in_progress\"",
        "\"partial\" null",
        "\"too_small\" \"below_minimum_denominator\"",
        "gate false false",
        "gate false true",
        "gate true false",
        "tier \"concordant\"",
        "tier \"conditional\"",
        "tier \"not-concordant\"",
        "tier \"undetermined\"",
        "undefined",
    ];
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !seen.contains(*name)).collect();
    assert!(missing.is_empty(), "{missing:#?} of {seen:#?}");
}
