//! Worksheets of an OpenDocument workbook.

use super::{Grid, Problem, WorksheetRows, hidden, value};
use calamine::{Ods, OdsError, Reader as _, SheetType, SheetVisible};
use std::io::{Read, Seek};

/// Reads every worksheet.
pub(super) fn read(content: impl Read + Seek + Clone) -> Result<Vec<WorksheetRows>, Problem> {
    let hidden = hidden::of_ods(content.clone())?;
    let mut workbook = Ods::new(content).map_err(|error| problem(&error))?;
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    let mut all = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let values = workbook.worksheet_range(&sheet.name).map_err(|error| problem(&error))?;
        let formulas = workbook.worksheet_formula(&sheet.name).map_err(|error| problem(&error))?;
        let (top, left) = values.start().unwrap_or_default();
        let mut grid = Grid::new();
        for (row, column, data) in values.cells() {
            let at = |start: u32, index: usize| start + u32::try_from(index).unwrap_or(u32::MAX);
            let (row, column) = (at(top, row), at(left, column));
            let formula = formulas.get_value((row, column));
            let is_formula = formula.is_some_and(|formula| !formula.is_empty());
            if let Some(filled) = value::filled_data(data, is_formula) {
                grid.entry(row).or_default().insert(column, filled);
            }
        }
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let nothing = super::Hidden::default();
        let own = hidden.get(&sheet.name).unwrap_or(&nothing);
        all.push(WorksheetRows::new((sheet.name, is_hidden), grid, own));
    }
    Ok(all)
}

fn problem(error: &OdsError) -> Problem {
    match error {
        OdsError::Password => Problem::Locked,
        _ => Problem::Broken,
    }
}
