//! The merged sheet, and what lies beside it: rows that were not merged, conflicts side by side.

use super::model::{Conflict, Merged, Settled, Slot};
use super::read::Entry;
use crate::assessment::{Column, Party, blank_columns};
use crate::sheet::Value;
use std::collections::BTreeMap;

/// Columns of reviewers and of bulk files: only where somebody uses them.
const BULK: [Column; 4] =
    [Column::KeyRecommendation, Column::Facility, Column::Round, Column::Party];

/// The columns of the merged sheet with their titles: ours, those of bulk files that are used, then
/// the hospital's own.
pub(super) fn columns(entries: &[Entry], extras: &[String]) -> (Vec<Slot>, Vec<String>) {
    let is_used = |slot: &Slot| entries.iter().any(|entry| entry.cells.contains_key(slot));
    let ours = blank_columns(Party::Own).into_iter().map(Slot::Known);
    let bulk = BULK.into_iter().map(Slot::Known).filter(is_used);
    let own = (0..extras.len()).map(Slot::Extra);
    let all: Vec<Slot> = ours.chain(bulk).chain(own).collect();
    let titles = all.iter().map(|slot| title(*slot, extras)).collect();
    (all, titles)
}

/// A column's title.
pub(super) fn title(slot: Slot, extras: &[String]) -> String {
    match slot {
        Slot::Known(column) => column.header().to_owned(),
        Slot::Extra(at) => extras.get(at).cloned().unwrap_or_default(),
    }
}

/// The merged sheet.
pub fn sheet_rows(merged: &Merged) -> Vec<Vec<Value>> {
    let head = merged.titles.iter().map(|title| Value::from(title.as_str())).collect();
    let row = |row: &Vec<String>| {
        merged.columns.iter().zip(row).map(|(slot, cell)| value(*slot, cell)).collect()
    };
    std::iter::once(head).chain(merged.rows.iter().map(row)).collect()
}

/// A cell; a number keeps its sign.
fn value(slot: Slot, cell: &str) -> Value {
    let is_number =
        matches!(slot.column(), Some(Column::Value | Column::Numerator | Column::Denominator))
            && cell.starts_with(['-', '+'])
            && cell
                .get(1..)
                .is_some_and(|rest| rest.chars().all(|s| s.is_ascii_digit() || s == '.'));
    if is_number { Value::Number(cell.to_owned()) } else { cell.into() }
}

/// What is not in the merged sheet, with file, row and reason: rows that could not be used, and
/// cells that were set aside. `stamp` is the last header. `None` where nothing is left out.
pub fn rejected_rows(merged: &Merged, stamp: &str) -> Option<Vec<Vec<Value>>> {
    let left_out = left_out(merged);
    if left_out.is_empty() {
        return None;
    }
    let loose = left_out.iter().map(|line| line.loose.len()).max().unwrap_or_default();
    let head = ["file", "worksheet", "row", "left_out_because"].into_iter().map(Value::from);
    let titles = merged.titles.iter().map(|title| Value::from(title.as_str()));
    let cells = (1..=loose).map(|at| Value::Text(format!("cell_{at}")));
    let mut rows: Vec<Vec<Value>> =
        vec![head.chain(titles).chain(cells).chain([stamp.into()]).collect()];
    for line in left_out {
        let place = [
            line.file.into(),
            line.worksheet.into(),
            Value::Number(line.row.to_string()),
            line.reason.into(),
        ];
        let cells = merged.columns.iter().map(|slot| match line.cells.get(slot) {
            Some(cell) => value(*slot, cell),
            None => Value::Blank,
        });
        let blank = std::iter::repeat_n(Value::Blank, loose - line.loose.len());
        let loose = line.loose.iter().map(|cell| Value::from(cell.as_str()));
        rows.push(place.into_iter().chain(cells).chain(loose).chain(blank).collect());
    }
    Some(rows)
}

struct LeftOut {
    file: String,
    worksheet: Option<String>,
    row: usize,
    reason: String,
    cells: BTreeMap<Slot, String>,
    loose: Vec<String>,
}

fn file_name(merged: &Merged, file: usize) -> String {
    merged.files.get(file).map(|tally| tally.file.clone()).unwrap_or_default()
}

/// Every row of an input that has something which the merged sheet has not, in the order of the
/// inputs.
fn left_out(merged: &Merged) -> Vec<LeftOut> {
    let mut all: BTreeMap<(usize, Option<String>, usize, String), LeftOut> = BTreeMap::new();
    for rejected in &merged.rejected {
        let place = (rejected.file, rejected.worksheet.clone(), rejected.row);
        let line = line(merged, &mut all, place, rejected.reason.label().to_owned());
        for (slot, cell) in &rejected.cells {
            match slot {
                Some(slot) if !line.cells.contains_key(slot) => {
                    line.cells.insert(*slot, cell.clone());
                }
                _ => line.loose.push(cell.clone()),
            }
        }
    }
    for conflict in merged.settled.iter().filter(|conflict| !is_template(conflict)) {
        for side in conflict.sides.iter().filter(|side| !side.is_kept) {
            let place = (side.file, side.worksheet.clone(), side.row);
            let line = line(merged, &mut all, place, settled(merged, conflict));
            let names =
                [(Column::Criterion, &conflict.criterion), (Column::Location, &conflict.location)];
            let names = names.map(|(column, name)| (Slot::Known(column), name.clone()));
            line.cells.extend(names.into_iter().filter(|(_, name)| !name.is_empty()));
            line.cells.insert(conflict.slot, side.cell.clone());
        }
    }
    all.into_values().collect()
}

/// The line of a row, for one reason.
fn line<'l>(
    merged: &Merged,
    all: &'l mut BTreeMap<(usize, Option<String>, usize, String), LeftOut>,
    (file, worksheet, row): (usize, Option<String>, usize),
    reason: String,
) -> &'l mut LeftOut {
    let key = (file, worksheet.clone(), row, reason.clone());
    all.entry(key).or_insert_with(|| LeftOut {
        file: file_name(merged, file),
        worksheet,
        row,
        reason,
        cells: BTreeMap::new(),
        loose: Vec::new(),
    })
}

/// Whether what was set aside is only the role that the template names.
fn is_template(conflict: &Conflict) -> bool {
    let is_role = conflict.slot == Slot::Known(Column::OwnerRole);
    is_role && conflict.settled == Some(Settled::SaysNothing)
}

/// Conflicts as a table: a column for each file, with what it says and in which row. `stamp` is the
/// last header.
pub fn conflict_rows(merged: &Merged, stamp: &str) -> Vec<Vec<Value>> {
    let files: Vec<usize> = (0..merged.files.len()).collect();
    let mut head: Vec<Value> = ["criterion", "location", "column"].map(Value::from).into();
    for file in &files {
        let name = file_name(merged, *file);
        head.push(format!("{name} row").into());
        head.push(name.into());
    }
    head.extend([Value::from("settled"), Value::from(stamp)]);
    let all = merged.conflicts.iter().chain(&merged.settled);
    let rows = all.map(|conflict| {
        let mut row: Vec<Value> =
            vec![conflict.criterion.as_str().into(), conflict.location.as_str().into()];
        row.push(conflict.title.as_str().into());
        for file in &files {
            let sides = conflict.sides.iter().filter(|side| side.file == *file);
            let rows: Vec<String> = sides.clone().map(|side| side.row.to_string()).collect();
            let cells: Vec<&str> = sides.map(|side| side.cell.as_str()).collect();
            row.push(rows.join(", ").into());
            row.push(cells.join("\n").into());
        }
        row.push(settled(merged, conflict).into());
        row
    });
    std::iter::once(head).chain(rows).collect()
}

fn settled(merged: &Merged, conflict: &Conflict) -> String {
    match conflict.settled {
        Some(Settled::Preferred(file)) => format!("by --prefer {}", file_name(merged, file)),
        Some(Settled::SaysNothing) => "the others answer nothing".to_owned(),
        None => String::new(),
    }
}
