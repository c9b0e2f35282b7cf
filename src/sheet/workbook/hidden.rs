//! What calamine does not tell of a workbook: hidden rows, merged cells, how large it will become.

use super::{Hidden, MOST_CELLS, Problem};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Seek};
use zip::ZipArchive;

/// Of each worksheet by its name.
pub(super) type HiddenBySheet = BTreeMap<String, Hidden>;

/// Of an Office Open XML workbook; `None` where it is none.
pub(super) fn of_xlsx(content: impl Read + Seek) -> Option<HiddenBySheet> {
    let mut archive = ZipArchive::new(content).ok()?;
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    each(&mut archive, "xl/_rels/workbook.xml.rels", |element, _| {
        if element.local_name().as_ref() == "Relationship"
            && let Some((id, target)) = attribute(element, "Id").zip(attribute(element, "Target"))
        {
            parts.insert(id, target);
        }
    });
    let mut sheets: Vec<(String, String)> = Vec::new();
    each(&mut archive, "xl/workbook.xml", |element, _| {
        if element.local_name().as_ref() == "sheet"
            && let Some(name) = attribute(element, "name")
            && let Some(part) = attribute(element, "id").and_then(|id| parts.get(&id))
        {
            sheets.push((name, part.clone()));
        }
    });
    let mut all = HiddenBySheet::new();
    for (name, part) in sheets {
        let path = part.strip_prefix('/').map_or_else(|| format!("xl/{part}"), str::to_owned);
        all.insert(name, of_worksheet(&mut archive, &path));
    }
    Some(all)
}

fn of_worksheet(archive: &mut ZipArchive<impl Read + Seek>, path: &str) -> Hidden {
    let mut hidden = Hidden::default();
    each(archive, path, |element, _| match element.local_name().as_ref() {
        "row" => {
            let number = attribute(element, "r").and_then(|number| number.parse::<u32>().ok());
            let is_hidden =
                attribute(element, "hidden").is_some_and(|word| word == "1" || word == "true");
            if let Some(row) = number.and_then(|number| number.checked_sub(1))
                && is_hidden
            {
                hidden.rows.push(row..=row);
            }
        }
        "mergeCell" => {
            let range = attribute(element, "ref").unwrap_or_default();
            let corners = range.split_once(':');
            let corners = corners.and_then(|(from, to)| Some((position(from)?, position(to)?)));
            if let Some((from, to)) = corners
                && to.0 > from.0
            {
                hidden.merged.push(from);
            }
        }
        _ => {}
    });
    hidden
}

/// A cell's row and column from 0, from its name.
fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(digit) + 1)
    })?;
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Of an OpenDocument workbook.
pub(super) fn of_ods(content: impl Read + Seek) -> Result<HiddenBySheet, Problem> {
    let mut archive = ZipArchive::new(content).map_err(|_| Problem::Broken)?;
    let mut all = HiddenBySheet::new();
    let mut sheet = OdsSheet::default();
    each(&mut archive, "content.xml", |element, is_end| {
        match (element.local_name().as_ref(), is_end) {
            ("table", false) => {
                sheet.name = attribute(element, "name").unwrap_or_default();
                (sheet.row, sheet.hidden) = (0, Hidden::default());
            }
            ("table", true) => {
                all.insert(std::mem::take(&mut sheet.name), std::mem::take(&mut sheet.hidden));
            }
            ("table-row", false) => sheet.begin_row(element),
            ("table-row", true) => sheet.end_row(),
            ("table-cell" | "covered-table-cell", false) => sheet.cell(element),
            _ => {}
        }
    });
    if sheet.cells > MOST_CELLS { Err(Problem::TooLarge) } else { Ok(all) }
}

/// The worksheet that is read at the moment.
#[derive(Default)]
struct OdsSheet {
    name: String,
    hidden: Hidden,
    row: u32,
    column: u32,
    /// How often the row stands there, and whether anything is in it.
    times: u32,
    is_filled: bool,
    is_hidden: bool,
    /// How many cells of all worksheets hold something.
    cells: usize,
}

impl OdsSheet {
    fn begin_row(&mut self, element: &BytesStart<'_>) {
        self.times = times(element, "number-rows-repeated");
        self.is_hidden = attribute(element, "visibility").is_some_and(|word| word != "visible");
        (self.column, self.is_filled) = (0, false);
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let repeated = times(element, "number-columns-repeated");
        let is_filled =
            attribute(element, "value-type").is_some() || attribute(element, "formula").is_some();
        if is_filled {
            self.is_filled = true;
            let count = u64::from(repeated) * u64::from(self.times);
            self.cells = self.cells.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
        }
        if times(element, "number-rows-spanned") > 1 {
            self.hidden.merged.push((self.row, self.column));
        }
        self.column = self.column.saturating_add(repeated);
    }

    fn end_row(&mut self) {
        let end = self.row.saturating_add(self.times);
        if self.is_hidden && self.is_filled {
            self.hidden.rows.push(self.row..=end.saturating_sub(1));
        }
        self.row = end;
    }
}

fn times(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// The value of an attribute by its local name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Calls for the beginning and for the end of every element of a part; what cannot be read ends it,
/// and calamine says what is wrong.
fn each(
    archive: &mut ZipArchive<impl Read + Seek>,
    path: &str,
    mut call: impl FnMut(&BytesStart<'_>, bool),
) {
    let Ok(part) = archive.by_name(path) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    walk(&mut reader, &mut call);
}

fn walk(reader: &mut Reader<impl BufRead>, call: &mut impl FnMut(&BytesStart<'_>, bool)) {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => call(&element, false),
            Ok(Event::End(element)) => {
                let name = element.name();
                call(&BytesStart::new(name.as_ref()), true);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_a_row_and_a_column() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("AB12"), Some((11, 27)));
        assert_eq!(position("12"), None);
        assert_eq!(position("A0"), None);
    }
}
