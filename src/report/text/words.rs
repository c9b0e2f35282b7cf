//! Words and figures as people read them.

use crate::measure::Fraction;

/// `1 gap`, `2 gaps`.
pub fn count(number: usize, singular: &str) -> String {
    if number == 1 {
        return format!("1 {singular}");
    }
    let plural = match singular.strip_suffix('y') {
        Some(stem) if !singular.ends_with("ay") => format!("{stem}ies"),
        _ => format!("{singular}s"),
    };
    let plural = plural.replace("criterions", "criteria");
    format!("{number} {plural}")
}

/// `87.4 %` from the figure that JSON shows.
pub(in crate::report) fn percent_of(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.1} %"))
}

/// `71.2 – 84.0 %`, or one figure where both ends are equal.
pub(in crate::report) fn range(low: Option<f64>, high: Option<f64>) -> String {
    let (low, high) = (percent_of(low), percent_of(high));
    if low == high { low } else { format!("{} to {high}", low.trim_end_matches(" %")) }
}

/// A picture of a share in so many signs, for people who look; the figure stands beside it.
pub(in crate::report) fn bar(low: Option<f64>, high: Option<f64>, width: u32) -> String {
    let (Some(low), Some(high)) = (low, high) else {
        return "·".repeat(20);
    };
    let signs = |share: f64| {
        let exact = share / 100.0 * f64::from(width);
        (0..width).filter(|sign| f64::from(*sign) + 0.5 <= exact).count()
    };
    let (full, possible) = (signs(low), signs(high));
    let all = usize::try_from(width).unwrap_or_default();
    let open = possible.saturating_sub(full);
    format!(
        "{}{}{}",
        "█".repeat(full),
        "░".repeat(open),
        "·".repeat(all.saturating_sub(full + open))
    )
}

/// A threshold: `90 %`, `66.6 %`.
pub(in crate::report) fn threshold(value: &Fraction) -> String {
    let percent = value.percent();
    format!("{} %", percent.strip_suffix(".0").unwrap_or(&percent))
}

/// `a, b and c`.
pub(in crate::report) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The same, cut after some.
pub(in crate::report) fn and_more(words: &[String], most: usize) -> String {
    let shown: Vec<String> = words.iter().take(most).cloned().collect();
    match words.len().saturating_sub(most) {
        0 => and(&shown),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A sheet and its row: the last folder says which assessment it is.
pub(in crate::report) fn row_of(file: &str, row: usize) -> String {
    let mut parts: Vec<&str> = file.rsplit('/').take(2).collect();
    parts.reverse();
    format!("{} row {row}", parts.join("/"))
}

/// A day, and whether it is over.
pub(in crate::report) fn day_or_passed(day: jiff::civil::Date, today: jiff::civil::Date) -> String {
    if day < today { format!("{day} (passed)") } else { day.to_string() }
}

/// First letter large.
pub(in crate::report) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// A criterion and its location.
pub(in crate::report) fn place(criterion: &str, location: Option<&str>) -> String {
    location.map_or_else(|| criterion.to_owned(), |location| format!("{criterion} ({location})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_right() {
        assert_eq!(count(1, "gap"), "1 gap");
        assert_eq!(count(3, "query"), "3 queries");
        assert_eq!(count(2, "must-pass criterion"), "2 must-pass criteria");
        assert_eq!(count(0, "day"), "0 days");
    }

    #[test]
    fn ranges_and_bars_agree() {
        assert_eq!(range(Some(71.2), Some(84.0)), "71.2 to 84.0 %");
        assert_eq!(range(Some(84.0), Some(84.0)), "84.0 %");
        assert_eq!(bar(Some(50.0), Some(75.0), 8), "████░░··");
        assert_eq!(and_more(&["a".into(), "b".into(), "c".into()], 2), "a, b and 1 more");
    }
}
