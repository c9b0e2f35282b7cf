//! The templates: those inside the binary, and a network's own beside them.

use super::filters;
use crate::diagnostic::{Bag, Diagnostic, Place, code, did_you_mean};
use crate::document::{Cursor, Document, Syntax};
use crate::source::Text;
use minijinja::value::Value;
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;

/// Templates that pages are made of. A network's own stands in place of ours; ours can still be
/// reached under `concordant/NAME`, to build on it.
const BUILT_IN: [(&str, &str); 12] = [
    ("base.html", include_str!("../../templates/base.html")),
    ("blocks.html", include_str!("../../templates/blocks.html")),
    ("charts.html", include_str!("../../templates/charts.html")),
    ("closing.html", include_str!("../../templates/closing.html")),
    ("colophon.html", include_str!("../../templates/colophon.html")),
    ("department.html", include_str!("../../templates/department.html")),
    ("document.html", include_str!("../../templates/document.html")),
    ("exit.html", include_str!("../../templates/exit.html")),
    ("index.html", include_str!("../../templates/index.html")),
    ("letterhead.html", include_str!("../../templates/letterhead.html")),
    ("plan.html", include_str!("../../templates/plan.html")),
    ("report.html", include_str!("../../templates/report.html")),
];
const WORDING: &str = include_str!("../../templates/wording.toml");
/// Files that are no templates: sentences, styles that follow ours, and the script.
const WORDING_FILE: &str = "wording.toml";
const STYLE_FILE: &str = "letterhead.css";
const STYLE: &str = include_str!("../../templates/style.css");
const SCRIPT: &str = include_str!("../../templates/script.js");

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    env: Environment<'static>,
    wording: BTreeMap<String, Value>,
    /// Our styles, and a network's after them.
    pub(super) style: String,
    /// The script of every page.
    pub(super) script: &'static str,
    /// The files of a network's own templates, by name, as messages show them.
    names: BTreeMap<String, String>,
}

impl Default for Templates {
    fn default() -> Self {
        Self::new(&[], &Bag::new())
    }
}

impl Templates {
    /// The built-in templates with a network's own files in place of some; what is wrong with those
    /// goes into the bag.
    pub fn new(own: &[Text], bag: &Bag) -> Self {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        let ours = Text::new(WORDING_FILE, WORDING.to_owned());
        let (mut wording, mut headings) = wording(&ours, None, &Bag::new());
        let mut templates = Self {
            env,
            wording: BTreeMap::new(),
            style: STYLE.to_owned(),
            script: SCRIPT,
            names: BTreeMap::new(),
        };
        for (name, text) in BUILT_IN {
            templates.load(name, text, bag);
            templates.load(&format!("concordant/{name}"), text, bag);
        }
        for file in own {
            match file_name(file.name()) {
                WORDING_FILE => {
                    let (words, own_headings) = self::wording(file, Some(&wording), bag);
                    wording.extend(words);
                    headings.extend(own_headings);
                }
                STYLE_FILE => templates.style += file.content(),
                name => templates.add(name, file, bag),
            }
        }
        filters::add(&mut templates.env, headings);
        templates.wording = wording;
        templates
    }

    fn add(&mut self, name: &str, file: &Text, bag: &Bag) {
        let known = || BUILT_IN.iter().map(|(name, _)| *name);
        if !known().any(|built_in| built_in == name) && !name.starts_with('_') {
            let message = "no page uses this file; it was not read";
            let all = || known().chain([WORDING_FILE, STYLE_FILE]);
            let help = did_you_mean(name, all().collect::<Vec<_>>());
            let diagnostic =
                Diagnostic::new(&code::UNUSED_TEMPLATE, Place::file(file.name()), message);
            bag.push(diagnostic.help_maybe(help));
            return;
        }
        self.names.insert(name.to_owned(), file.name().to_owned());
        self.load(name, file.content(), bag);
    }

    fn load(&mut self, name: &str, text: &str, bag: &Bag) {
        if let Err(error) = self.env.add_template_owned(name.to_owned(), text.to_owned()) {
            self.complain(&error, bag);
        }
    }

    /// Draws a page. `None` where it cannot be drawn, or leaves out what every page has to say;
    /// the bag says why.
    pub(super) fn draw(
        &self,
        name: &str,
        context: &Value,
        must_say: &[&str],
        bag: &Bag,
    ) -> Option<String> {
        let drawn = self.env.get_template(name).and_then(|template| template.render(context));
        let page = match drawn {
            Ok(page) => page,
            Err(error) => {
                self.complain(&error, bag);
                return None;
            }
        };
        let is_said = |text: &&str| page.contains(&escaped(text));
        if must_say.iter().all(is_said) {
            return Some(page);
        }
        let place = Place::file(self.names.get(name).map_or(name, String::as_str));
        let message = "a page made with it leaves out the disclaimer or the stamp";
        let help = "keep {% include \"colophon.html\" %}; it says who decides and what it was \
                    judged by";
        bag.push(Diagnostic::new(&code::SILENT_TEMPLATE, place, message).help(help));
        None
    }

    /// The sentences of templates.
    pub(super) fn wording(&self) -> Value {
        Value::from_pairs(self.wording.iter().map(|(key, value)| (key.clone(), value.clone())))
    }

    fn complain(&self, error: &minijinja::Error, bag: &Bag) {
        let error = innermost(error);
        let name = error.name().unwrap_or_default();
        let file = self.names.get(name).cloned().unwrap_or_else(|| name.to_owned());
        let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
        let message = format!("the template cannot be used: {}{detail}", error.kind());
        let column = error.line().map(|_| 1);
        let place = Place { line: error.line(), column, ..Place::file(file) };
        let help = "`concordant explain C502` tells what a template may use";
        bag.push(Diagnostic::new(&code::BAD_TEMPLATE, place, message).help(help));
    }
}

/// The mistake itself: an error in an included file is told by each file that includes it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let deeper = std::error::Error::source(error).and_then(|source| source.downcast_ref());
    deeper.map_or(error, innermost)
}

/// A text as the engine escapes it.
fn escaped(text: &str) -> String {
    let text = crate::source::plain(text);
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#x27;"),
            '/' => out.push_str("&#x2f;"),
            sign => out.push(sign),
        }
    }
    out
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

type Wording = (BTreeMap<String, Value>, BTreeMap<String, String>);

/// Sentences by key, and headings by what they say now. A network's own names only keys that are
/// `known`, each with a value of the same kind.
fn wording(text: &Text, known: Option<&BTreeMap<String, Value>>, bag: &Bag) -> Wording {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the wording", bag);
    let headings = headings(&root);
    let keys: Vec<(String, bool)> = match known {
        Some(known) => {
            known.iter().map(|(key, value)| (key.clone(), value.as_str().is_none())).collect()
        }
        None => {
            let keys = root.keys().into_iter().map(|key| key.value);
            keys.filter(|key| key != "headings")
                .map(|key| {
                    let is_list = key.ends_with("_lines");
                    (key, is_list)
                })
                .collect()
        }
    };
    let mut words = BTreeMap::new();
    for (key, is_list) in keys {
        if is_list {
            let lines: Vec<String> = root.texts(&key).into_iter().map(|line| line.value).collect();
            if !lines.is_empty() {
                words.insert(key, Value::from(lines));
            }
        } else if let Some(text) = root.text_maybe(&key) {
            words.insert(key, Value::from(text.value));
        }
    }
    root.finish();
    (words, headings)
}

fn headings(root: &Cursor<'_>) -> BTreeMap<String, String> {
    let Some(table) = root.table("headings", "the headings") else { return BTreeMap::new() };
    let keys = table.keys();
    let own = |key: &str| table.text_maybe(key).map(|text| (key.to_owned(), text.value));
    let found = keys.iter().filter_map(|key| own(&key.value)).collect();
    table.finish();
    found
}
