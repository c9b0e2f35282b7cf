//! JSON Schemas of the files, so that editors complete and check while an author types.
//!
//! They say what `parse` demands: a test validates every shipped file against them, and another
//! keeps the checked-in copies equal to these.

use super::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A table with these keys and no others.
#[expect(clippy::needless_pass_by_value, reason = "every caller builds its value in place")]
fn table(required: &[&str], properties: Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn one_of(words: &[&str], description: &str) -> Value {
    json!({ "enum": words, "description": description })
}

fn date(description: &str) -> Value {
    // TOML dates reach a validator as texts
    json!({ "type": "string", "format": "date", "description": description })
}

fn whole(low: u32, high: u32, description: &str) -> Value {
    json!({ "type": "integer", "minimum": low, "maximum": high, "description": description })
}

fn fraction(description: &str) -> Value {
    json!({ "type": ["string", "number"], "description": description })
}

fn version(description: &str) -> Value {
    json!({ "type": "string", "pattern": "^\\d+\\.\\d+\\.\\d+", "description": description })
}

fn list(items: &Value, description: &str) -> Value {
    json!({ "type": "array", "items": items, "description": description })
}

fn words(ids: &[&str], description: &str) -> Value {
    json!({ "enum": ids, "description": description })
}

fn file(title: &str, required: &[&str], properties: Value) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DRAFT));
    schema.insert("title".to_owned(), json!(title));
    if let Value::Object(rest) = table(required, properties) {
        schema.extend(rest);
    }
    Value::Object(schema)
}

fn approval() -> Value {
    table(
        &["body"],
        json!({
            "body": text("Who answers for it; never a person"),
            "date": date("When"),
            "reference": text("Where it is recorded"),
        }),
    )
}

/// The schema of a checklist. Roles and kinds of evidence come from the vocabulary.
pub fn checklist(vocabulary: &Vocabulary) -> Value {
    let roles = words(&vocabulary.role_ids().collect::<Vec<_>>(), "A role of the vocabulary");
    let kinds = words(
        &vocabulary.evidence_ids().collect::<Vec<_>>(),
        "A kind of evidence of the vocabulary",
    );
    file(
        "Concordant checklist, formats 1 and 2",
        &["format", "id", "version", "title", "effective", "prefix", "notes"],
        json!({
            "format": { "enum": [1, 2] },
            "id": json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$" }),
            "version": version("Equal to the file's name"),
            "title": text("Title"),
            "effective": date("First day on which an assessment may be judged by it"),
            "prefix": json!({ "type": "string", "pattern": "^[A-Z]{2,4}$" }),
            "supersedes": version("The version it takes the place of"),
            "notes": text("What it stands on, for people"),
            "approval": approval(),
            "source": list(&source(), "What it rests on"),
            "section": list(&section(), "Groups of criteria, or of sections"),
            "scale": list(&scale(), "Scales of its own"),
            "criterion": list(&criterion(&roles, &kinds), "Its criteria"),
            "remediation": list(&remediation(&roles), "Ways to close gaps"),
            "contradiction": list(&contradiction(), "Answers that cannot all be true; format 2"),
            "change": list(&change(), "What differs from the superseded version"),
        }),
    )
}

fn source() -> Value {
    table(
        &["id", "title", "publisher", "edition", "access"],
        json!({
            "id": text("Id within the file"),
            "title": text("Title"),
            "publisher": text("Publisher"),
            "edition": text("Edition"),
            "access": one_of(&["open", "registration", "paid"], "Whether a reader can open it"),
            "url": text("Where a reader finds it"),
            "checked_on": date("When somebody opened it"),
            "review_by": date("When it has to be opened again"),
        }),
    )
}

fn section() -> Value {
    table(
        &["id", "title"],
        json!({
            "id": text("Id within the file"),
            "title": text("Title"),
            "weight": whole(1, 5, "Used by the tree model"),
            "parent": text("The section it belongs to"),
        }),
    )
}

fn scale() -> Value {
    let level = table(
        &["id", "label", "credit"],
        json!({
            "id": text("What a sheet gives as response"),
            "label": text("For people"),
            "credit": fraction("From 0 to 1, such as \"1/4\""),
        }),
    );
    table(
        &["id", "levels"],
        json!({ "id": text("Id within the file"), "levels": list(&level, "From 0 to 1") }),
    )
}

fn measure() -> Value {
    let step = table(
        &["at", "credit"],
        json!({ "at": fraction("From this value on"), "credit": fraction("This credit") }),
    );
    table(
        &["unit", "direction", "target"],
        json!({
            "unit": text("percent, days and so on"),
            "direction": one_of(&["higher", "lower"], "Which way is better"),
            "target": fraction("Full credit from here on; for percent a share such as \"0.95\""),
            "minimum_denominator": whole(1, 100_000, "Fewer cases cannot be judged"),
            "numerator": text("What is counted"),
            "denominator": text("What it is counted among"),
            "exclusions": text("What is left out beforehand"),
            "steps": list(&step, "Partial credit short of the target"),
        }),
    )
}

fn criterion(roles: &Value, kinds: &Value) -> Value {
    let evidence = table(
        &["kind", "ask"],
        json!({
            "kind": kinds,
            "ask": text("What to hand over"),
            "valid_for": json!({ "type": "string", "pattern": "^\\d+ (month|year)s?$" }),
        }),
    );
    let citation =
        table(&["id"], json!({ "id": text("A source of this file"), "at": text("Where in it") }));
    table(
        &[
            "id",
            "section",
            "title",
            "statement",
            "rationale",
            "guidance",
            "scale",
            "weight",
            "harm",
            "basis",
            "answer_role",
        ],
        json!({
            "id": text("Immutable, never reused"),
            "section": text("A section of this file"),
            "title": text("Short noun phrase"),
            "statement": text("One demand that one person can test"),
            "rationale": text("Why it matters"),
            "guidance": text("How a reviewer tests it"),
            "scale": text("binary, conformance, measure, or a scale of this file"),
            "weight": whole(1, 5, "Weight"),
            "critical": json!({ "type": "boolean", "description": "Whether it gates" }),
            "harm": one_of(&["low", "moderate", "high"], "What happens if it fails"),
            "basis": one_of(&["law", "accreditor", "consensus", "proposed"], "Why it is demanded"),
            "jurisdiction": text("Whose law"),
            "scored": json!({ "type": "boolean", "description": "false: reported only" }),
            "per": one_of(&["facility", "location"], "Who answers"),
            "answer_role": roles,
            "applies_when": text("A condition over services and facts"),
            "evidence": list(&evidence, "What a reviewer asks for"),
            "sources": list(&citation, "What it rests on"),
            "measure": measure(),
            "requires": list(&text("A criterion"), "What has to be met before it; format 2"),
        }),
    )
}

fn remediation(roles: &Value) -> Value {
    table(
        &["id", "title", "closes", "role", "effort_days", "lead_days", "done_when"],
        json!({
            "id": text("Id"),
            "title": text("Imperative phrase"),
            "closes": list(&text("A criterion"), "What it closes"),
            "role": roles,
            "effort_days": fraction("Person-days, in halves"),
            "lead_days": whole(0, 3_650, "Calendar days until it can be finished"),
            "after": list(&text("A remediation"), "What comes before"),
            "interim": text("What reduces the risk until it is closed"),
            "done_when": text("Evidence that closes it"),
            "sets": json!({ "type": "object", "additionalProperties": { "type": "boolean" } }),
        }),
    )
}

fn contradiction() -> Value {
    let claim = json!({ "type": "string", "pattern": "^(not +)?[A-Z]{2,4}-" });
    table(
        &["all", "note"],
        json!({
            "all": list(&claim, "What cannot hold together: a criterion, or `not` and a criterion"),
            "note": text("Why it cannot"),
        }),
    )
}

fn change() -> Value {
    let kinds = [
        "reworded",
        "clarified",
        "relaxed",
        "stricter",
        "split",
        "merged",
        "replaced",
        "added",
        "retired",
    ];
    table(
        &["criterion", "kind"],
        json!({
            "criterion": text("The criterion"),
            "kind": one_of(&kinds, "What kind of change"),
            "from": list(&text("A criterion"), "Criteria of the superseded version"),
            "adopt_by": date("By when a facility adopts it"),
            "note": text("For people"),
        }),
    )
}

/// The schema of a program.
pub fn program() -> Value {
    let used = table(
        &["id", "version"],
        json!({
            "id": text("A checklist"),
            "version": text("Which versions, such as \"^2\""),
            "weight": whole(1, 100, "Weight in the overall score"),
            "optional": json!({ "type": "boolean" }),
        }),
    );
    let models = ["flat", "flat-unweighted", "tree", "absolute"];
    file(
        "Concordant program, format 1",
        &["format", "id", "version", "title", "effective", "notes", "model"],
        json!({
            "format": { "const": 1 },
            "id": json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$" }),
            "version": version("Equal to the file's name"),
            "title": text("Title"),
            "effective": date("First day on which it may be applied for"),
            "supersedes": version("The version it takes the place of"),
            "notes": text("Why it is built as it is"),
            "approval": approval(),
            "model": one_of(&models, "How answers become a score"),
            "checklist": list(&used, "What it judges by"),
            "tailoring": list(&tailoring(), "What it changes in them"),
            "eligibility": list(&named("when", "A condition"), "Judged first"),
            "tier": list(&named("meaning", "What it means"), "Best first; the last demands nothing"),
            "gate": list(&gate(), "Conditions of the tiers"),
            "clock": list(&clock(), "Times within which something has to happen"),
            "due_diligence": list(&document(), "Asked for before anybody visits; never scored"),
        }),
    )
}

/// A table of id, title and one more text.
fn named(key: &str, description: &str) -> Value {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), text("Id"));
    properties.insert("title".to_owned(), text("Title"));
    properties.insert(key.to_owned(), text(description));
    table(&["id", "title", key], Value::Object(properties))
}

fn tailoring() -> Value {
    let actions = ["exclude", "make-critical", "harden-target", "demand-full-credit"];
    table(
        &["criterion", "action", "reason"],
        json!({
            "criterion": text("A criterion"),
            "action": one_of(&actions, "What is changed"),
            "target": fraction("The harder target"),
            "reason": text("Why"),
            "approved_by": text("A role; needed to exclude a critical criterion"),
        }),
    )
}

fn gate() -> Value {
    let kinds =
        ["must-pass", "overall", "each-checklist", "checklist", "section", "complete", "verified"];
    table(
        &["id", "tier", "kind"],
        json!({
            "id": text("Id"),
            "tier": text("A tier"),
            "kind": one_of(&kinds, "What it demands"),
            "at_least": fraction("From 0 to 1, such as \"90 %\""),
            "checklist": text("For kind checklist and section"),
            "section": text("For kind section"),
        }),
    )
}

fn document() -> Value {
    table(&["id", "title"], json!({ "id": text("Id"), "title": text("What it is") }))
}

fn clock() -> Value {
    table(
        &["id", "within", "meaning"],
        json!({
            "id": text("Id"),
            "within": json!({
                "type": "string",
                "pattern": "^\\d+ (hour|day|week|month|year)s?$",
            }),
            "meaning": text("What has to happen"),
        }),
    )
}

/// The schema of a vocabulary.
pub fn vocabulary() -> Value {
    let word = table(
        &["id", "meaning"],
        json!({ "id": text("The word"), "meaning": text("Its meaning in one sentence") }),
    );
    let fact = table(
        &["id", "meaning", "type"],
        json!({
            "id": text("The word"),
            "meaning": text("Its meaning in one sentence"),
            "type": one_of(&["boolean", "number", "text"], "What its value is"),
            "unit": text("What a number counts"),
        }),
    );
    file(
        "Concordant vocabulary, format 1",
        &["format"],
        json!({
            "format": { "const": 1 },
            "service": list(&word, "What a facility does"),
            "fact": list(&fact, "What is true of it"),
            "role": list(&word, "Who answers and who works"),
            "evidence_kind": list(&word, "What a reviewer asks for"),
        }),
    )
}
