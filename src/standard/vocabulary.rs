//! The closed list of services, facts, roles and kinds of evidence.

use crate::condition::Kind;
use crate::diagnostic::{Bag, code, did_you_mean};
use crate::document::{Cursor, Document, Located, Syntax};
use crate::source::Text;

/// What a fact's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
}

/// A word with its meaning in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub id: String,
    /// Its meaning.
    pub meaning: String,
}

/// A fact: what is true of a facility beyond its services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The word.
    pub id: String,
    /// Its meaning.
    pub meaning: String,
    /// What its value is.
    pub fact_type: FactType,
    /// What a number counts.
    pub unit: Option<String>,
}

/// Every word that standards and facilities may use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// What a facility does.
    pub services: Vec<Word>,
    /// What is true of it.
    pub facts: Vec<Fact>,
    /// Who answers and who works.
    pub roles: Vec<Word>,
    /// What a reviewer asks for.
    pub evidence_kinds: Vec<Word>,
}

impl Vocabulary {
    /// What a word of a condition is; `None` where it is neither a service nor a fact.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        if self.services.iter().any(|service| service.id == word) {
            return Some(Kind::Boolean);
        }
        Some(match self.fact(word)?.fact_type {
            FactType::Boolean => Kind::Boolean,
            FactType::Number => Kind::Number,
            FactType::Text => Kind::Text,
        })
    }

    /// A fact by its word.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The services' words.
    pub fn service_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.services.iter().map(|word| word.id.as_str())
    }

    /// The facts' words.
    pub fn fact_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.facts.iter().map(|word| word.id.as_str())
    }

    /// The roles' words.
    pub fn role_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.roles.iter().map(|word| word.id.as_str())
    }

    /// The evidence kinds' words.
    pub fn evidence_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.evidence_kinds.iter().map(|word| word.id.as_str())
    }

    /// Reports a role that is not listed.
    pub fn check_role(&self, role: &str, cursor: &Cursor<'_>, key: &Located<String>) {
        let known = self.role_ids().any(|known| known == role);
        if !known && !role.is_empty() {
            let message = format!("`{role}` is no role of the vocabulary");
            let help = did_you_mean(role, self.role_ids());
            cursor.report(&code::UNKNOWN_WORD, &key.span, message, help);
        }
    }
}

/// Reads a vocabulary file.
pub fn parse_vocabulary(text: &Text, bag: &Bag) -> Vocabulary {
    let syntax = Syntax::read(text, bag);
    let document = Document::new(&syntax, bag);
    let root = document.root("the vocabulary", bag);
    root.format();
    let services = words(&root, "service");
    let vocabulary = Vocabulary {
        facts: facts(&root, &services),
        services,
        roles: words(&root, "role"),
        evidence_kinds: words(&root, "evidence_kind"),
    };
    root.finish();
    vocabulary
}

fn words(root: &Cursor<'_>, key: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for cursor in root.tables(key, key) {
        let id = id(&cursor, key, words.iter());
        words.push(Word { id, meaning: cursor.text("meaning").value });
        cursor.finish();
    }
    words
}

fn id<'w>(cursor: &Cursor<'_>, key: &str, known: impl Iterator<Item = &'w Word>) -> String {
    let id = cursor.text("id");
    let mut known = known;
    if !id.value.is_empty() && known.any(|word| word.id == id.value) {
        let message = format!("{key} `{}` is listed twice", id.value);
        cursor.report(&code::DUPLICATE_ID, &id.span, message, None);
    }
    id.value
}

fn facts(root: &Cursor<'_>, services: &[Word]) -> Vec<Fact> {
    const TYPES: [(&str, FactType); 3] =
        [("boolean", FactType::Boolean), ("number", FactType::Number), ("text", FactType::Text)];
    let mut seen: Vec<Word> = services.to_vec();
    let mut facts = Vec::new();
    for cursor in root.tables("fact", "fact") {
        let id = id(&cursor, "fact", seen.iter());
        let meaning = cursor.text("meaning").value;
        seen.push(Word { id: id.clone(), meaning: meaning.clone() });
        facts.push(Fact {
            id,
            meaning,
            fact_type: cursor.choice("type", &TYPES, None).unwrap_or(FactType::Text),
            unit: cursor.text_maybe("unit").map(|unit| unit.value),
        });
        cursor.finish();
    }
    facts
}
