//! One table of a document: asks for keys with types, and reports what was never asked for.

use super::Document;
use crate::diagnostic::{
    Bag, Code, Diagnostic, Fix, Place, code, did_you_mean, list, mask_line, nearest, sure,
};
use crate::measure::Fraction;
use crate::source::Span;
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A reader of one table. Call [`Cursor::finish`] when every known key has been asked for.
#[derive(Debug)]
pub struct Cursor<'d> {
    document: &'d Document<'d>,
    table: &'d DeTable<'d>,
    span: Span,
    what: String,
    asked: RefCell<Vec<String>>,
    missing: RefCell<Vec<String>>,
    bag: &'d Bag,
}

impl<'d> Cursor<'d> {
    pub(super) fn new(
        document: &'d Document<'_>,
        table: &'d DeTable<'d>,
        span: Span,
        what: &str,
        bag: &'d Bag,
    ) -> Self {
        document.remember(what, "", span.clone());
        Self {
            document,
            table,
            span,
            what: what.to_owned(),
            asked: RefCell::default(),
            missing: RefCell::default(),
            bag,
        }
    }

    /// Names the item, so that messages and places speak of `criterion RX-05`.
    #[must_use]
    pub fn named(mut self, what: impl Into<String>) -> Self {
        self.what = what.into();
        self.document.remember(&self.what, "", self.span.clone());
        self
    }

    /// Remembers where a key of the item stands, under the name it has by now.
    pub fn mark(&self, key: &str, span: Span) {
        self.document.remember(&self.what, key, span);
    }

    /// How messages name this table.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Where the table begins.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// Reports a problem at a span.
    pub fn report(
        &self,
        code: &'static Code,
        span: &Span,
        message: impl AsRef<str>,
        help: Option<String>,
    ) {
        let place = Place::text(self.document.text(), span);
        let diagnostic = Diagnostic::new(code, place, mask_line(message.as_ref()));
        self.bag.push(diagnostic.help_maybe(help).item(&self.what));
    }

    /// Where a value stands in the text, for messages that a caller builds.
    pub fn place(&self, span: &Span) -> Place {
        Place::text(self.document.text(), span)
    }

    /// The bag it reports to.
    pub fn bag(&self) -> &'d Bag {
        self.bag
    }

    fn value(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key.to_owned());
        let (found, value) = self.table.get_key_value(key)?;
        let span = found.span().start..value.span().end.max(found.span().end);
        self.document.remember(&self.what, key, span);
        Some(value)
    }

    /// Whether a key is there. Does not count as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    // reported by `finish`, because a slip such as `titel` is one mistake and not two
    fn missing(&self, key: &str) {
        // a broken statement is reported already
        if !self.document.is_damaged(self.span.start, key) {
            self.missing.borrow_mut().push(key.to_owned());
        }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{key}` of {} is {found}, not {wanted}", self.what);
        self.report(&code::WRONG_TYPE, &value.span(), message, None);
    }

    /// A text that may be left out. Empty texts are reported.
    pub fn text_maybe(&self, key: &str) -> Option<Located<String>> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "a text");
            return None;
        };
        if text.trim().is_empty() {
            let message = format!("`{key}` of {} is empty", self.what);
            let help = Some("write what belongs here".to_owned());
            self.report(&code::EMPTY_TEXT, &value.span(), message, help);
        }
        Some(Located { value: text.trim().to_owned(), span: value.span() })
    }

    /// A text that must be there; empty after a report.
    pub fn text(&self, key: &str) -> Located<String> {
        let had = self.has(key);
        self.text_maybe(key).unwrap_or_else(|| {
            if !had {
                self.missing(key);
            }
            Located { value: String::new(), span: self.span.clone() }
        })
    }

    /// One of a closed list of words, translated; `default` where the key is left out.
    pub fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)], default: Option<T>) -> Option<T> {
        if default.is_none() && !self.has(key) {
            self.asked.borrow_mut().push(key.to_owned());
            self.missing(key);
        }
        let Some(text) = self.text_maybe(key) else {
            return default;
        };
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() && !text.value.is_empty() {
            let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = match nearest(&text.value, allowed.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? Allowed: {}", list(&allowed)),
                None => format!("allowed: {}", list(&allowed)),
            };
            let message = format!("`{}` is no {key}", text.value);
            self.report(&code::NOT_ALLOWED, &text.span, message, Some(help));
        }
        found.map(|(_, meaning)| *meaning).or(default)
    }

    /// Yes or no, with a default.
    pub fn boolean(&self, key: &str, default: bool) -> bool {
        let Some(value) = self.value(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(key, value, "true or false");
            default
        })
    }

    /// The format number of a file of which this build knows one.
    pub fn format(&self) {
        self.format_up_to(1);
    }

    /// The format number of a file, up to the newest that this build knows; 1 after a report.
    pub fn format_up_to(&self, newest: u32) -> u32 {
        let number = self.whole_maybe("format", 0..=u32::MAX);
        if !self.has("format") {
            self.missing("format");
        }
        let known = 1..=newest;
        if number.is_some_and(|number| !known.contains(&number)) {
            let message = match newest {
                1 => "this build reads format 1 only".to_owned(),
                _ => format!("this build reads formats 1 to {newest}"),
            };
            let help = Some("a newer file needs a newer concordant".to_owned());
            let span = self.value("format").map_or(self.span(), Spanned::span);
            self.report(&code::UNKNOWN_FORMAT, &span, message, help);
        }
        number.filter(|number| known.contains(number)).unwrap_or(1)
    }

    /// A whole number within limits; the lower limit after a report.
    pub fn whole(&self, key: &str, limits: std::ops::RangeInclusive<u32>) -> u32 {
        let had = self.has(key);
        self.whole_maybe(key, limits.clone()).unwrap_or_else(|| {
            if !had {
                self.missing(key);
            }
            *limits.start()
        })
    }

    /// A whole number within limits that may be left out.
    pub fn whole_maybe(&self, key: &str, limits: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let value = self.value(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong(key, value, "a whole number");
            return None;
        };
        let number = i128::from_str_radix(integer.as_str(), integer.radix()).ok();
        let fits = number.and_then(|number| u32::try_from(number).ok());
        if let Some(number) = fits.filter(|number| limits.contains(number)) {
            return Some(number);
        }
        let (low, high) = (limits.start(), limits.end());
        let bounds = if *high == u32::MAX {
            format!("at least {low}")
        } else {
            format!("from {low} to {high}")
        };
        let message = format!("`{key}` of {} is {}, not {bounds}", self.what, integer.as_str());
        self.report(&code::OUT_OF_RANGE, &value.span(), message, None);
        None
    }

    /// An exact fraction, as a text (`"17/20"`) or a number; `None` where absent or unreadable.
    pub fn fraction_maybe(&self, key: &str) -> Option<Located<Fraction>> {
        let value = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => {
                self.wrong(key, value, "a number such as 0.85 or \"17/20\"");
                return None;
            }
        };
        match written.parse() {
            Ok(number) => Some(Located { value: number, span: value.span() }),
            Err(reason) => {
                let message = format!("`{written}` is {reason}");
                self.report(&code::BAD_FRACTION, &value.span(), message, None);
                None
            }
        }
    }

    /// An exact fraction that must be there; 0 after a report.
    pub fn fraction(&self, key: &str) -> Located<Fraction> {
        let had = self.has(key);
        self.fraction_maybe(key).unwrap_or_else(|| {
            if !had {
                self.missing(key);
            }
            Located { value: Fraction::ZERO, span: self.span.clone() }
        })
    }

    /// A date that may be left out.
    pub fn date_maybe(&self, key: &str) -> Option<Located<jiff::civil::Date>> {
        let value = self.value(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => {
                datetime.date.and_then(|date| {
                    let [month, day] = [date.month, date.day].map(i8::try_from);
                    let year = i16::try_from(date.year).ok()?;
                    jiff::civil::Date::new(year, month.ok()?, day.ok()?).ok()
                })
            }
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        };
        let Some(date) = date else {
            let message = format!("`{key}` of {} is not a date", self.what);
            let help = Some("write it as 2026-03-31, without quotes".to_owned());
            self.report(&code::BAD_DATE, &value.span(), message, help);
            return None;
        };
        Some(Located { value: date, span: value.span() })
    }

    /// A date that must be there.
    pub fn date(&self, key: &str) -> Option<Located<jiff::civil::Date>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key.to_owned());
            self.missing(key);
        }
        self.date_maybe(key)
    }

    /// A list of texts; empty where the key is left out.
    pub fn texts(&self, key: &str) -> Vec<Located<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(text) => {
                    let text = text.trim();
                    // so that a message can point at one member of the list
                    self.document.remember(&self.what, &format!("{key} {text}"), item.span());
                    texts.push(Located { value: text.to_owned(), span: item.span() });
                }
                None => self.wrong(key, item, "a text"),
            }
        }
        texts
    }

    /// Tables under a key: `[[key]]` or a list of inline tables. `what` names one of them.
    pub fn tables(&self, key: &str, what: &str) -> Vec<Self> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            let message = format!("`{key}` of {} is no list of tables", self.what);
            let help = format!("write [[{key}]], in double brackets, above the keys of each");
            self.report(&code::WRONG_TYPE, &value.span(), message, Some(help));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for (number, item) in array.iter().enumerate() {
            match item.get_ref().as_table() {
                Some(table) => {
                    let what = format!("{what} {}", number + 1);
                    tables.push(Cursor::new(self.document, table, item.span(), &what, self.bag));
                }
                None => self.wrong(key, item, "a table"),
            }
        }
        tables
    }

    /// A table under a key.
    pub fn table(&self, key: &str, what: &str) -> Option<Self> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, "a table");
            return None;
        };
        Some(Cursor::new(self.document, table, value.span(), what, self.bag))
    }

    /// Every key of the table, in file order, for tables whose keys are data. Each counts as asked.
    pub fn keys(&self) -> Vec<Located<String>> {
        let mut keys: Vec<Located<String>> = self
            .table
            .keys()
            .map(|key| Located { value: key.get_ref().to_string(), span: key.span() })
            .collect();
        keys.sort_by_key(|key| key.span.start);
        self.asked.borrow_mut().extend(keys.iter().map(|key| key.value.clone()));
        keys
    }

    /// A value of any type, for tables whose keys are data.
    pub fn any(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.value(key)
    }

    /// Reports every key that was never asked for, with the nearest of those that were, and every
    /// key that is missing and was not meant by one of these.
    pub fn finish(self) {
        let asked = self.asked.take();
        let mut missing = self.missing.take();
        let mut unknown: Vec<_> = self
            .table
            .keys()
            .filter(|key| !asked.iter().any(|known| known == key.get_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        // what one slip meant another cannot mean as well
        let mut taken: Vec<String> = Vec::new();
        for key in unknown {
            let name = key.get_ref().as_ref();
            let meant = nearest(name, missing.iter().map(String::as_str)).map(str::to_owned);
            missing.retain(|key| Some(key) != meant.as_ref());
            // a key that is already there is not what a slip meant
            let free = asked
                .iter()
                .map(String::as_str)
                .filter(|known| !self.has(known) && !taken.iter().any(|key| key == known));
            let near = meant.or_else(|| nearest(name, free).map(str::to_owned));
            taken.extend(near.clone());
            let fix = near.as_deref().and_then(|near| sure(name, [near]));
            let fix = fix.map(|meant| Fix {
                span: key.span(),
                written: name.to_owned(),
                replacement: meant.to_owned(),
            });
            let help = match near {
                Some(near) => Some(format!("did you mean `{near}`?")),
                None => did_you_mean(name, asked.iter().map(String::as_str)),
            };
            let message = mask_line(&format!("{} has no key `{name}`", self.what));
            let place = Place::text(self.document.text(), &key.span());
            let diagnostic = Diagnostic::new(&code::UNKNOWN_KEY, place, message);
            self.bag.push(diagnostic.help_maybe(help).item(&self.what).fix(fix));
        }
        for key in missing {
            let message = format!("{} has no `{key}`", self.what);
            let help = if self.document.is_commented_out(self.span.start, &key) {
                format!("remove the # before `{key} = …`")
            } else {
                format!("add `{key} = …`")
            };
            self.report(&code::MISSING_KEY, &self.span, message, Some(help));
        }
    }
}
