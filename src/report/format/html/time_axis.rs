//! Time from left to right: where a day lies in a chart, and the names of months above it.

use jiff::civil::Date;
use serde::Serialize;

/// Width of a chart over time in its own units.
pub(super) const WIDTH: f64 = 860.0;
/// Where time begins, behind the names of the rows.
pub(super) const LEFT: f64 = 250.0;
/// Where it ends.
const RIGHT: f64 = 850.0;
/// What the name of a month needs.
const MONTH: f64 = 30.0;
/// Height of the names of months and years.
pub(super) const HEAD: u32 = 36;

/// The days that a chart shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    from: Date,
    days: f64,
}

/// A word at a place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) text: String,
}

/// What stands above the rows.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Months {
    /// Where a month begins.
    ticks: Vec<f64>,
    months: Vec<Label>,
    years: Vec<Label>,
}

impl Axis {
    /// From a day to the end of another.
    pub(super) fn new(from: Date, last: Date) -> Self {
        let days = f64::from(days_between(from, last) + 1);
        Self { from, days: days.max(1.0) }
    }

    /// Where a day begins, to a tenth.
    pub(super) fn at(&self, day: Date) -> f64 {
        let share = f64::from(days_between(self.from, day)) / self.days;
        tenth(LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT))
    }

    /// Where a day ends.
    pub(super) fn end_of(&self, day: Date) -> f64 {
        self.at(day.tomorrow().unwrap_or(day))
    }

    /// The months, as many of them named as there is room for.
    pub(super) fn months(&self) -> Months {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let width = (RIGHT - LEFT) * 30.4 / self.days;
        let step = [1, 2, 3, 6].into_iter().find(|step| f64::from(*step) * width >= MONTH);
        let step = step.unwrap_or(12);
        let mut shown = Months { ticks: Vec::new(), months: Vec::new(), years: Vec::new() };
        let mut day = self.from;
        while self.contains(day) {
            let x = self.at(day);
            if day.day() == 1 {
                shown.ticks.push(x);
            }
            let next = next_month(day);
            // what is left of the first month may be too short for its name
            let is_named = (day.month() - 1) % i8::try_from(step).unwrap_or(12) == 0
                && self.at(next) - x >= MONTH.min(width * 0.9);
            let name = usize::try_from(day.month() - 1).ok().and_then(|at| NAMES.get(at));
            if let Some(name) = name.filter(|_| is_named) {
                shown.months.push(Label { x, text: (*name).to_owned() });
                let year = day.year().to_string();
                if shown.years.last().is_none_or(|last| last.text != year) {
                    shown.years.push(Label { x, text: year });
                }
            }
            if next <= day {
                break;
            }
            day = next;
        }
        shown
    }

    fn contains(&self, day: Date) -> bool {
        f64::from(days_between(self.from, day)) < self.days
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(0, |span| span.get_days())
}

/// The first day of the next month.
fn next_month(day: Date) -> Date {
    let first = day.first_of_month();
    first.checked_add(jiff::Span::new().months(1)).unwrap_or(day)
}

/// To a tenth of a unit.
pub(super) fn tenth(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

/// A text as long as some units have room for, by the usual widths of letters; cut with dots.
pub(super) fn fitting(text: &str, room: f64) -> String {
    let text = crate::source::plain(text);
    let width = |sign: char| match sign {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | '\'' => 4.2,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 11.0,
        sign if sign.is_uppercase() => 8.6,
        sign if sign.is_ascii() => 7.0,
        // scripts with wide signs
        sign if u32::from(sign) >= 0x1100 => 13.0,
        _ => 8.0,
    };
    let all: f64 = text.chars().map(width).sum();
    if all <= room {
        return text.into_owned();
    }
    let mut used = 8.0;
    let fits = |sign: &char| {
        used += width(*sign);
        used <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_have_room_and_lie_where_they_begin() {
        let axis = Axis::new(date(2026, 11, 30), date(2027, 12, 6));
        let months = axis.months();
        let names: Vec<&str> = months.months.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(names.first(), Some(&"Dec"));
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        let years: Vec<&str> = months.years.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(years, ["2026", "2027"]);
        assert!((axis.at(date(2026, 11, 30)) - LEFT).abs() < 0.1);
        assert!((axis.end_of(date(2027, 12, 6)) - RIGHT).abs() < 0.1);
        let long = Axis::new(date(2026, 1, 1), date(2040, 1, 1)).months();
        assert!(long.months.len() < 20, "{}", long.months.len());
    }

    #[test]
    fn names_are_cut_where_room_ends() {
        assert_eq!(fitting("Approve one rule", 200.0), "Approve one rule");
        assert!(fitting(&"w".repeat(1_000), 100.0).chars().count() < 10);
        assert!(fitting("a\u{202E}b", 100.0) == "ab");
    }
}
