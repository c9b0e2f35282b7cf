//! A plan's actions as bars made of signs, for terminals and plain text.

use super::document::{Column, Document};
use crate::plan::WorkingDays;
use crate::report::record::plan::PlanReport;
use jiff::civil::Date;

/// Actions as bars over weeks; the longest plan fits into so many signs.
const WIDEST: usize = 48;

pub(super) fn timeline(plan: &PlanReport, document: &mut Document) {
    let from = WorkingDays::week_of(plan.start);
    let weeks_to = |day: Date| {
        let days = day.since(from).map_or(0, |span| span.get_days());
        usize::try_from(days / 7).unwrap_or_default()
    };
    if plan.actions.is_empty() {
        return;
    }
    // days that do not move and are still to come
    let points = || plan.fixed.iter().filter(|point| point.date >= plan.start);
    let dues = plan.actions.iter().map(|action| action.due);
    let ends = dues.chain(points().map(|point| point.date));
    let weeks = ends.map(|end| weeks_to(end) + 1).max().unwrap_or(1);
    let each = weeks.div_ceil(WIDEST);
    let signs = weeks.div_ceil(each);
    document.heading("Timeline");
    let weeks_words = if each == 1 { "a week".to_owned() } else { format!("{each} weeks") };
    let fixed = if points().count() > 0 { " ◆ is a day that does not move." } else { "" };
    document.paragraph(format!(
        "Each sign is {weeks_words}; █ is on the critical path, ▒ is not.{fixed}"
    ));
    let mut rows = vec![vec![String::new(), months(from, each, signs)]];
    rows.extend(points().map(|point| {
        let on = weeks_to(point.date) / each;
        let line = (0..signs).map(|at| if at == on { '◆' } else { '·' });
        vec![point.id.clone(), line.collect()]
    }));
    rows.extend(plan.actions.iter().map(|action| {
        let (start, end) = (weeks_to(action.start) / each, weeks_to(action.due) / each);
        let sign = if action.critical_path { '█' } else { '▒' };
        let bar = (0..signs).map(|at| if (start..=end).contains(&at) { sign } else { '·' });
        vec![action.id.clone(), bar.collect()]
    }));
    let columns = vec![Column::word("action", 0), Column::drawn("weeks", 0)];
    document.table("Timeline", columns, rows);
}

/// The months above the signs: three letters where one begins and there is room.
fn months(from: Date, each: usize, signs: usize) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |at: usize| {
        let weeks = i64::try_from(at * each).unwrap_or_default();
        from.checked_add(jiff::Span::new().weeks(weeks)).unwrap_or(from).month()
    };
    let mut line = String::new();
    for at in 0..signs {
        let begins = at == 0 || month(at) != month(at - 1);
        let has_room = at == 0 || line.chars().count() < at;
        if begins && has_room {
            line += &" ".repeat(at - line.chars().count());
            let name = usize::try_from(month(at) - 1).ok().and_then(|month| NAMES.get(month));
            line += name.copied().unwrap_or_default();
        }
    }
    line
}
