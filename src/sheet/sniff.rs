//! What separates the cells of a CSV text: said by its first line, or seen in its first rows.

use super::csv_rows::Delimiter;
use csv_core::{ReadRecordResult, ReaderBuilder};

/// Excel's first line `sep=;`: the delimiter and the offset behind the line.
pub(super) fn declared(content: &str) -> (Option<Delimiter>, usize) {
    let line = content.lines().next().unwrap_or_default();
    let declared = line.trim_matches('"').strip_prefix("sep=");
    let Some(sign) = declared.map(str::as_bytes).and_then(<[u8]>::first) else {
        return (None, 0);
    };
    let delimiter = Delimiter::ALL.into_iter().find(|delimiter| delimiter.byte() == *sign);
    let end = content.find('\n').map_or(content.len(), |at| at + 1);
    (delimiter, if delimiter.is_some() { end } else { 0 })
}

/// How many rows are looked at: a header stands near the top or nowhere.
const ROWS: usize = 20;
/// How many bytes of them at most.
const SAMPLE: usize = 64 * 1024;

/// The delimiter that makes most cells of a row known.
pub(super) fn delimiter(body: &str, knows: &impl Fn(&str) -> bool) -> Delimiter {
    let mut best = (Delimiter::Comma, (0, 0));
    for delimiter in Delimiter::ALL {
        let found = score(body, delimiter, knows);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Known cells and cells of the best row.
fn score(body: &str, delimiter: Delimiter, knows: &impl Fn(&str) -> bool) -> (usize, usize) {
    let mut reader = ReaderBuilder::new().delimiter(delimiter.byte()).build();
    let mut rest = body.as_bytes();
    rest = rest.get(..SAMPLE).unwrap_or(rest);
    // no row is longer than what is looked at
    let (mut output, mut ends) = (vec![0; rest.len()], vec![0; rest.len() + 1]);
    let mut best = (0, 0);
    for _ in 0..ROWS {
        let (mut result, read, written, mut count) =
            reader.read_record(rest, &mut output, &mut ends);
        rest = rest.get(read..).unwrap_or_default();
        if result == ReadRecordResult::InputEmpty {
            // the text ends without a line end
            let output = output.get_mut(written..).unwrap_or_default();
            let more = ends.get_mut(count..).unwrap_or_default();
            let (last, _, _, ended) = reader.read_record(&[], output, more);
            (result, count) = (last, count + ended);
        }
        if result != ReadRecordResult::Record {
            break;
        }
        let mut start = 0;
        let mut known = 0;
        for end in ends.iter().take(count) {
            let cell = output.get(start..*end).unwrap_or_default();
            start = *end;
            known += usize::from(std::str::from_utf8(cell).is_ok_and(knows));
        }
        best = best.max((known, count));
        if rest.is_empty() {
            break;
        }
    }
    best
}
