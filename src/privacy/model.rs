//! What a likely identifier is: its kind, how much it weighs, where it stands.

use crate::diagnostic::{Code, code};
use crate::source::Span;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A social security number.
    SocialSecurity,
    /// A number of a record, an account, a member, a subject.
    RecordNumber,
    /// A birth date.
    BirthDate,
    /// The name of a person.
    Name,
    /// An address of e-mail.
    Email,
    /// A telephone or fax number.
    Phone,
    /// A page of the web, an address of a computer.
    Link,
    /// A whole date.
    Date,
    /// An age.
    Age,
    /// A street or a ZIP code.
    Address,
    /// A long number that says nothing of itself.
    LongNumber,
    /// Initials with a number.
    Initials,
}

/// What a hit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is told.
    Warn,
    /// It stops what leaves the house.
    Block,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// A cell or a value in which people write what they like.
    Prose,
    /// A reference to a document: its name, its path, a link. File names are read in parts.
    Reference,
    /// The name of a file or folder, with its path.
    Path,
    /// A column made for a date: a date there is no alarm.
    Date,
    /// A column made for a number: a long one there is no alarm.
    Number,
}

/// A likely identifier in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it looks like.
    pub kind: Kind,
    /// What it does.
    pub level: Level,
    /// Where it stands, in bytes of the text as it was given.
    pub span: Span,
}

impl Kind {
    /// Every kind and its word in `facility.toml`.
    pub const WORDS: [(&'static str, Self); 12] = [
        ("social-security", Self::SocialSecurity),
        ("record-number", Self::RecordNumber),
        ("birth-date", Self::BirthDate),
        ("name", Self::Name),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("link", Self::Link),
        ("date", Self::Date),
        ("age", Self::Age),
        ("address", Self::Address),
        ("long-number", Self::LongNumber),
        ("initials", Self::Initials),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// The code and the message of a hit.
    pub(super) fn told(self, level: Level) -> (&'static Code, &'static str) {
        let is_block = level == Level::Block;
        match self {
            Self::SocialSecurity => (&code::SOCIAL_SECURITY, "a social security number"),
            Self::RecordNumber => (&code::RECORD_NUMBER, "the number of a person's record"),
            Self::BirthDate => (&code::BIRTH_DATE, "a birth date"),
            Self::Name if is_block => (&code::PERSON_NAME, "the name of a person"),
            Self::Name => (&code::POSSIBLE_PERSON, "the name of a person"),
            Self::Initials => (&code::POSSIBLE_PERSON, "the initials of a person with a number"),
            Self::Email if is_block => (&code::PERSON_CONTACT, "a person's e-mail address"),
            Self::Phone if is_block => (&code::PERSON_CONTACT, "a person's telephone number"),
            Self::Email => (&code::CONTACT, "an e-mail address"),
            Self::Phone => (&code::CONTACT, "a telephone or fax number"),
            Self::Link => (&code::LINK, "a link or a computer's address that may name a person"),
            Self::Date if is_block => (&code::PERSON_DATE, "a date in the care of one person"),
            Self::Date => (&code::WHOLE_DATE, "a whole date"),
            Self::Age if is_block => (&code::HIGH_AGE, "an age above 89"),
            Self::Age => (&code::PERSON_AGE, "the age of a person"),
            Self::Address => (&code::STREET_ADDRESS, "a street or a ZIP code"),
            Self::LongNumber => (&code::LONG_NUMBER, "a long number"),
        }
    }
}

impl Level {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}
