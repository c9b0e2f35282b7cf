//! The page that a hospital without a spreadsheet program fills in: what it is made of. What it does
//! in a browser is tested by `tests/browser/run`.

use crate::template::{asked, opened};
use base64::Engine as _;
use concordant::assessment::Party;
use concordant::diagnostic::Bag;
use concordant::intake::form::form_page;
use concordant::intake::template::Template;
use concordant::library::Library;
use scraper::{Html, Selector};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

#[expect(clippy::disallowed_methods, reason = "tests read the files they are about")]
fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).expect("the page was written")
}

fn riverbend() -> Template {
    asked(&opened("riverbend"), None)
}

fn drawn(template: &Template) -> String {
    form_page(template, &Library::embedded().vocabulary(&Bag::new()))
}

/// The texts of all elements that a selector finds.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}

fn model(page: &str) -> serde_json::Value {
    let models = texts(page, "script#model[type='application/json']");
    assert_eq!(models.len(), 1);
    serde_json::from_str(&models[0]).expect("JSON")
}

fn list<'v>(value: &'v serde_json::Value, name: &str) -> &'v [serde_json::Value] {
    value[name].as_array().expect("a list")
}

fn criteria(model: &serde_json::Value) -> Vec<&serde_json::Value> {
    let checklists = list(model, "checklists").iter();
    let sections = checklists.flat_map(|checklist| list(checklist, "sections"));
    sections.flat_map(|section| list(section, "criteria")).collect()
}

#[test]
fn the_page_asks_what_the_template_asks() {
    let template = riverbend();
    let model = model(&drawn(&template));
    let mut shown = Vec::new();
    for criterion in criteria(&model) {
        for place in list(criterion, "places") {
            let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
            shown.push((text(&criterion["id"]), text(&place["location"])));
        }
    }
    let row = |row: &concordant::intake::template::TemplateRow| {
        let location = row.location.as_ref().map(|place| place.id.clone());
        (Some(row.criterion.clone()), location)
    };
    assert_eq!(shown, template.rows().map(row).collect::<Vec<_>>());
    assert_eq!(list(&model, "left_out").len(), template.left_out.len());
}

/// One file that reaches for nothing: its policy names one script by its digest, and nothing else
/// may be fetched.
#[test]
fn the_page_stands_alone() {
    let page = drawn(&riverbend());
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    let scripts = texts(&page, "script:not([type])");
    assert_eq!(scripts.len(), 1);
    let digest = Sha256::digest(scripts[0].as_bytes());
    let digest = base64::engine::general_purpose::STANDARD.encode(digest);
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; \
         base-uri 'none'; form-action 'none'"
    );
    let named = Html::parse_document(&page);
    let meta = Selector::parse("meta[http-equiv='Content-Security-Policy']").expect("a selector");
    let named: Vec<_> = named.select(&meta).filter_map(|meta| meta.attr("content")).collect();
    assert_eq!(named, [policy], "the policy names the script as it stands in the page");
    for address in ["http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest"] {
        let tags = page.split("<script type=\"application/json\"").next().unwrap_or_default();
        assert!(!tags.contains(address), "{address}");
        assert!(!scripts[0].contains(address), "{address} in the script");
    }
}

#[test]
fn the_same_template_gives_the_same_bytes() {
    assert_eq!(drawn(&riverbend()), drawn(&riverbend()));
}

/// Texts of a checklist or a facility stay texts, whatever they say.
#[test]
fn hostile_texts_stay_texts() {
    const HOSTILE: &str =
        "</script><script>alert(1)</script><!--<script>\u{2028}{{ 7 * 7 }}\"'&amp;\\";
    let mut template = riverbend();
    template.facility_name = HOSTILE.to_owned();
    let row = &mut template.checklists[0].sections[0].rows[0];
    row.title = HOSTILE.to_owned();
    row.statement = HOSTILE.to_owned();
    row.guidance = HOSTILE.to_owned();
    let page = drawn(&template);
    assert_eq!(texts(&page, "script").len(), 2, "the model and the one script");
    assert_eq!(texts(&page, "h1"), [HOSTILE]);
    let model = model(&page);
    assert_eq!(model["facility"]["name"], HOSTILE);
    assert_eq!(criteria(&model)[0]["statement"], HOSTILE);
    let benign = drawn(&riverbend());
    assert_eq!(texts(&page, "body *").len(), texts(&benign, "body *").len(), "no element more");
}

/// Whatever tells two forms apart tells what a browser keeps of them apart.
#[test]
fn two_forms_never_share_what_a_browser_keeps() {
    let plain = riverbend();
    let mut forms = vec![plain.clone()];
    let mut add = |change: fn(&mut Template)| {
        let mut other = plain.clone();
        change(&mut other);
        forms.push(other);
    };
    add(|form| form.facility = "harbor".to_owned());
    add(|form| form.round = "2027".to_owned());
    add(|form| form.party = Party::DeskReview);
    add(|form| form.role = Some("pharmacy-manager".to_owned()));
    add(|form| form.program = "full-partner@1.0.1".to_owned());
    add(|form| form.checklists[1].reference = "pharmacy@2.0.1".to_owned());
    add(|form| {
        form.checklists.pop();
    });
    let keys: BTreeSet<String> =
        forms.iter().map(|form| model(&drawn(form))["storage"].to_string()).collect();
    assert_eq!(keys.len(), forms.len(), "{keys:?}");
}

/// Nothing is asked twice of two roles, and together they are asked everything.
#[test]
fn the_forms_of_all_roles_make_the_whole() {
    let opened = opened("harbor");
    let whole = asked(&opened, None);
    let ids = |template: &Template| {
        let model = model(&drawn(template));
        criteria(&model).iter().map(|c| c["id"].to_string()).collect::<Vec<_>>()
    };
    let mut parts: Vec<String> =
        whole.roles().into_iter().flat_map(|role| ids(&asked(&opened, Some(role)))).collect();
    let mut all = ids(&whole);
    parts.sort();
    all.sort();
    assert_eq!(parts, all);
}

fn template_verb(arguments: &[&std::ffi::OsStr]) -> std::process::Output {
    let mut command = assert_cmd::Command::cargo_bin("concordant").expect("the binary is built");
    let root = env!("CARGO_MANIFEST_DIR");
    command.current_dir(root).args(["template", "examples/riverbend"]).args(arguments);
    command.output().expect("it runs")
}

/// The ending of the file is enough to ask for a page; a page for each role goes into a folder.
#[test]
fn template_writes_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("form.html");
    let output =
        template_verb(&["--party".as_ref(), "self".as_ref(), "--output".as_ref(), file.as_ref()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("any browser"));
    let page = read(&file);
    assert_eq!(model(&page)["party"], "self");

    let roles = folder.path().join("roles");
    let split = ["--split-by", "role", "--format", "html", "--output"].map(AsRef::as_ref);
    let output = template_verb(&[&split[..], &[roles.as_ref()]].concat());
    assert_eq!(output.status.code(), Some(0));
    let own = model(&read(&roles.join("pharmacy-manager.html")));
    assert!(criteria(&own).iter().all(|criterion| criterion["role"] == "pharmacy-manager"));
}

#[test]
fn a_page_does_not_go_by_another_ending() {
    let arguments = ["--format", "html", "--output", "form.xlsx"].map(AsRef::as_ref);
    assert_eq!(template_verb(&arguments).status.code(), Some(2));
}

/// What we hand out is in order, also where a checklist's file goes to and fro between sections.
#[test]
#[expect(clippy::disallowed_methods, reason = "the test writes a facility")]
fn sheets_by_sections_are_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let facility = "format = 1\nid = \"small\"\nname = \"Small\"\nprogram = \"mini-program\"\n\
                    [services]\ncompounding = true\ninfusion = true\n[facts]\noutsourced = false\n";
    let header = "format = 1\nround = \"2026\"\nparty = \"self\"\nas_of = 2026-09-18\n\
                  program = \"mini-program@1.0.0\"\n[checklists]\nmini = \"1.0.1\"\nannex = \"1.0.0\"\n";
    let assessment = folder.path().join("2026-self");
    std::fs::create_dir(&assessment).expect("a folder");
    std::fs::write(folder.path().join("facility.toml"), facility).expect("it is written");
    std::fs::write(assessment.join("assessment.toml"), header).expect("it is written");
    let run = |arguments: &[&std::ffi::OsStr]| {
        let mut command =
            assert_cmd::Command::cargo_bin("concordant").expect("the binary is built");
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
        let library = ["--standards", "tests/library", "--no-embedded"];
        command.args(library).output().expect("it runs")
    };
    let sheet = assessment.join("answers.csv");
    run(&["template".as_ref(), folder.path().as_ref(), "--output".as_ref(), sheet.as_ref()]);
    let checked = run(&["check".as_ref(), folder.path().as_ref()]);
    let told = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(told.contains("0 errors, 0 warnings"), "{told}");
    assert!(!told.contains("C021"), "{told}");
}
