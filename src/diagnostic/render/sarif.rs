//! Diagnostics as SARIF 2.1.0, for code scanning and editors.
//!
//! Written by hand over `serde_json`: the crate for the format costs thirty others, and only these
//! few properties are used. Section numbers are those of the OASIS standard.

use crate::diagnostic::{Bag, Code, Diagnostic, Place, Severity};
use serde_json::{Value, json};

/// The whole log: one run (3.14), its rules (3.49) and its results (3.27).
pub fn sarif(bag: &Bag) -> Value {
    let all = bag.sorted();
    let mut used: Vec<&'static Code> = all.iter().map(|diagnostic| diagnostic.code).collect();
    used.sort_by_key(|code| code.id);
    used.dedup_by_key(|code| code.id);
    let results: Vec<Value> = all.iter().map(|diagnostic| result(diagnostic, &used)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "concordant",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|code| rule(code)).collect::<Vec<Value>>(),
            }},
            // columns count characters (3.14.17)
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A rule (3.49) with its page as help.
fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "help": { "text": code.page, "markdown": code.page },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(diagnostic: &Diagnostic, used: &[&'static Code]) -> Value {
    let index = used.iter().position(|code| code.id == diagnostic.code.id);
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": index,
        "level": level(diagnostic.severity()),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [{ "physicalLocation": location(&diagnostic.place) }],
    })
}

/// A file by relative address (3.4), and the region in it where there is one (3.30).
fn location(place: &Place) -> Value {
    let artifact = json!({ "uri": uri(&place.file) });
    let Some(line) = place.line.or(place.row) else {
        return json!({ "artifactLocation": artifact });
    };
    let mut region = json!({ "startLine": line });
    if let (Some(column), Some(fields)) = (place.column, region.as_object_mut()) {
        fields.insert("startColumn".to_owned(), json!(column));
        if let Some(excerpt) = &place.excerpt {
            let marked = excerpt.text.get(excerpt.start..excerpt.end).unwrap_or_default();
            let end = column + marked.chars().count().max(1);
            fields.insert("endColumn".to_owned(), json!(end));
        }
    }
    json!({ "artifactLocation": artifact, "region": region })
}

/// A path as a relative URI: what is not allowed there is written in percent signs.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
