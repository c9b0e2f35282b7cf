//! Numbers and dates as spreadsheets write them.

use crate::measure::Fraction;
use jiff::civil::Date;

/// Why a number cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadNumber {
    /// It is none.
    NotANumber,
    /// `1,200` may be 1200 or 1.2.
    TwoMeanings,
}

/// A count: `30`, `30.0`, `1,200` (grouped; a count is whole, so a comma before three digits
/// separates thousands).
pub(super) fn count(cell: &str) -> Result<Fraction, BadNumber> {
    let cell = cell.trim().replace('\u{a0}', " ");
    let cell = if is_grouped(&cell, ',') || is_grouped(&cell, '.') || is_grouped(&cell, ' ') {
        cell.replace([',', '.', ' '], "")
    } else {
        cell.replace(',', ".")
    };
    let plain = !cell.contains(['%', '/']);
    let number = cell.parse::<Fraction>().ok().filter(|number| plain && *number >= Fraction::ZERO);
    number.filter(|number| number.denominator() == Some(1)).ok_or(BadNumber::NotANumber)
}

/// A value: `93.3`, `93,3 %`, `14/15`. A decimal comma is read where it cannot separate thousands.
pub(super) fn value(cell: &str) -> Result<Fraction, BadNumber> {
    let cell = cell.trim().replace('\u{a0}', " ");
    let number = cell.trim_end_matches('%').trim();
    if is_grouped(number, ',') {
        return Err(BadNumber::TwoMeanings);
    }
    if cell.contains(',') && cell.contains('.') {
        return Err(BadNumber::TwoMeanings);
    }
    cell.replace(',', ".").parse().map_err(|_| BadNumber::NotANumber)
}

/// Half a unit of the last digit that a cell shows, as far as rounding may have moved its value.
pub(super) fn rounding(cell: &str) -> Fraction {
    let decimals = cell
        .split_once([',', '.'])
        .map_or(0, |(_, part)| part.chars().take_while(char::is_ascii_digit).count());
    let unit = (0..decimals.min(9)).fold(2_i128, |unit, _| unit * 10);
    let half = Fraction::new(1, unit);
    if cell.contains('%') { half.times(&Fraction::new(1, 100)) } else { half }
}

fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    // no thousands begin with a 0: 0.933 is a share
    let leads = |group: &str| digits(group) && group.len() <= 3 && !group.starts_with('0');
    let first = groups.next().is_some_and(leads);
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|group| digits(group) && group.len() == 3)
}

/// Why a date cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadDate {
    /// It is none.
    NotADate,
    /// `3/5/2026` may be March or May.
    TwoMeanings,
}

/// A date as people write it in a cell, where only one reading is possible.
pub fn cell_date(cell: &str) -> Option<Date> {
    date(cell).ok()
}

/// The day that a spreadsheet means by a number, which counts days since 1900: only days of this
/// century, because shorter numbers may be anything.
pub(super) fn serial_date(cell: &str) -> Option<Date> {
    const FROM: i32 = 36_526;
    const TO: i32 = 73_050;
    let digits = cell.trim().trim_end_matches(".0");
    let days = digits.parse::<i32>().ok().filter(|days| (FROM..=TO).contains(days))?;
    // 1900 was no leap year, but the first spreadsheet thought so
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// A date: ISO, `5 Mar 2026`, `March 5, 2026`, `25.03.2026`, or with slashes where only one
/// reading is possible.
pub(super) fn date(cell: &str) -> Result<Date, BadDate> {
    let cell = cell.trim();
    let cell =
        cell.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(cell, |c| c.0);
    if let Ok(date) = cell.parse::<Date>() {
        return Ok(date);
    }
    let parts: Vec<&str> =
        cell.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else {
        return Err(BadDate::NotADate);
    };
    let number = |part: &str| part.parse::<i16>().ok();
    let build = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        let small = |part: Option<i16>| part.and_then(|part| i8::try_from(part).ok());
        let year = year.filter(|year| *year >= 1900).ok_or(BadDate::NotADate)?;
        let (month, day) = small(month).zip(small(day)).ok_or(BadDate::NotADate)?;
        Date::new(year, month, day).map_err(|_| BadDate::NotADate)
    };
    if let Some(month) = month_of(second) {
        return build(number(third), Some(month), number(first));
    }
    if let Some(month) = month_of(first) {
        return build(number(third), Some(month), number(second));
    }
    if number(first).is_some_and(|year| year >= 1900) {
        return build(number(first), number(second), number(third));
    }
    if cell.contains('.') {
        return build(number(third), number(second), number(first));
    }
    let day_first = build(number(third), number(second), number(first));
    let month_first = build(number(third), number(first), number(second));
    match (day_first, month_first) {
        (Ok(one), Ok(other)) if one != other => Err(BadDate::TwoMeanings),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(error), Err(_)) => Err(error),
    }
}

fn month_of(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.to_lowercase();
    let at = MONTHS.iter().position(|month| lower.starts_with(month))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str) -> Fraction {
        text.parse().unwrap()
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(count("30"), Ok(Fraction::whole(30)));
        assert_eq!(count("30,0"), Ok(Fraction::whole(30)));
        assert_eq!(count("1,200"), Ok(Fraction::whole(1_200)));
        assert_eq!(count("1 200"), Ok(Fraction::whole(1_200)));
        for cell in ["0.933", "30.5", "-1", "about 30", "30 %", "3/4", ""] {
            assert_eq!(count(cell), Err(BadNumber::NotANumber), "{cell}");
        }
    }

    #[test]
    fn values_take_a_decimal_comma() {
        assert_eq!(value("93,3 %"), Ok(share("0.933")));
        assert_eq!(value("93.3%"), Ok(share("0.933")));
        assert_eq!(value("14/15"), Ok(share("14/15")));
        assert_eq!(value("0,933"), Ok(share("0.933")));
        assert_eq!(value("1,200"), Err(BadNumber::TwoMeanings));
        assert_eq!(value("1,200.5"), Err(BadNumber::TwoMeanings));
        assert_eq!(value("most"), Err(BadNumber::NotANumber));
    }

    #[test]
    fn rounding_follows_the_digits_shown() {
        assert_eq!(rounding("93.3 %"), share("0.0005"));
        assert_eq!(rounding("93%"), share("0.005"));
        assert_eq!(rounding("12"), share("0.5"));
    }

    #[test]
    fn a_number_of_days_is_a_date() {
        assert_eq!(serial_date("46086"), Some(jiff::civil::date(2026, 3, 5)));
        assert_eq!(serial_date("46086.0"), Some(jiff::civil::date(2026, 3, 5)));
        for cell in ["2026", "20260305", "46086.5", "-46086", ""] {
            assert_eq!(serial_date(cell), None, "{cell}");
        }
    }

    #[test]
    fn dates_are_read_where_one_reading_is_possible() {
        let day = |year, month, day| Ok(jiff::civil::date(year, month, day));
        assert_eq!(date("2026-03-05"), day(2026, 3, 5));
        assert_eq!(date("2026-03-05 00:00:00"), day(2026, 3, 5));
        assert_eq!(date("5-Mar-2026"), day(2026, 3, 5));
        assert_eq!(date("March 5, 2026"), day(2026, 3, 5));
        assert_eq!(date("25/03/2026"), day(2026, 3, 25));
        assert_eq!(date("3/25/2026"), day(2026, 3, 25));
        assert_eq!(date("05.03.2026"), day(2026, 3, 5));
        assert_eq!(date("4/4/2026"), day(2026, 4, 4));
        assert_eq!(date("3/5/2026"), Err(BadDate::TwoMeanings));
        for cell in ["46086", "soon", "2026-13-01", "30/30/2026", "3/5/26"] {
            assert_eq!(date(cell), Err(BadDate::NotADate), "{cell}");
        }
    }
}
