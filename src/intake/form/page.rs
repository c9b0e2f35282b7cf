//! The page of a form: text, style, script and model in one file that asks no network for anything.

use super::model::Form;
use crate::intake::template::Template;
use crate::standard::Vocabulary;
use base64::Engine as _;
use minijinja::{Environment, UndefinedBehavior, context};
use sha2::{Digest as _, Sha256};

const PAGE: &str = include_str!("page/form.html");
const STYLE: &str = include_str!("page/style.css");
/// One script, so that the page names one digest; the last part is what runs.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    "const model = JSON.parse(document.getElementById(\"model\").textContent);\n",
    include_str!("page/numbers.js"),
    include_str!("page/identifiers.js"),
    include_str!("page/judge.js"),
    include_str!("page/sheet.js"),
    include_str!("page/store.js"),
    include_str!("page/view.js"),
    include_str!("page/count.js"),
    include_str!("page/files.js"),
    include_str!("page/page.js"),
    "})();\n",
);
const DISCLAIMER: &str = "An aid to review. Only a committee designates, and whoever gives the care \
                          is responsible for it.";

/// A template as a form for a browser. The same template gives the same bytes.
///
/// # Panics
/// Never: page and model are ours, and every text of a template can be drawn.
pub fn form_page(template: &Template, vocabulary: &Vocabulary) -> String {
    let form = Form::new(template, vocabulary);
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(SCRIPT));
    let name = match template.facility_name.as_str() {
        "" => template.program_title.as_str(),
        name => name,
    };
    let party = template.party.label();
    let references: Vec<&str> =
        template.checklists.iter().map(|checklist| checklist.reference.as_str()).collect();
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let page = environment.render_named_str(
        "form.html",
        PAGE,
        context! {
            name,
            title => format!("{name}: {party} {}", template.round),
            kind => capitalized(party),
            round => &template.round,
            as_of => template.as_of.to_string(),
            program => &template.program,
            role => &template.role,
            checklists => references.join(", "),
            disclaimer => DISCLAIMER,
            tool => concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
            style => STYLE,
            script => SCRIPT,
            script_digest => digest,
            model => in_script(&serde_json::to_string(&form).expect("texts and numbers are JSON")),
        },
    );
    page.expect("our own page, given all that it names")
}

fn capitalized(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// JSON that cannot end the element it stands in, nor begin another, whatever its texts say.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}
