//! Worksheets of an Office Open XML workbook.

use super::{Grid, MOST_CELLS, Problem, WorksheetRows, hidden, value};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Read, Seek};

/// Reads every worksheet.
pub(super) fn read(content: impl Read + Seek + Clone) -> Result<Vec<WorksheetRows>, Problem> {
    let hidden = hidden::of_xlsx(content.clone()).ok_or(Problem::Broken)?;
    let mut workbook = Xlsx::new(content).map_err(|error| problem(&error))?;
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    let mut all = Vec::new();
    let mut cells = 0;
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let grid = grid(&mut workbook, (&sheet.name, &mut cells))?;
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let nothing = super::Hidden::default();
        let own = hidden.get(&sheet.name).unwrap_or(&nothing);
        all.push(WorksheetRows::new((sheet.name, is_hidden), grid, own));
    }
    Ok(all)
}

fn problem(error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::Locked,
        _ => Problem::Broken,
    }
}

/// Cell by cell: a range over a worksheet with one cell at its far end would not fit any memory.
fn grid(
    workbook: &mut Xlsx<impl Read + Seek>,
    (name, count): (&str, &mut usize),
) -> Result<Grid, Problem> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| problem(&error))?;
    let mut grid = Grid::new();
    loop {
        let cell = cells.next_cell_with_formula_metadata().map_err(|error| problem(&error))?;
        let Some(cell) = cell else { return Ok(grid) };
        let is_formula = cell.formula.is_some();
        if matches!(cell.value, DataRef::Empty) && !is_formula {
            continue;
        }
        *count += 1;
        if *count > MOST_CELLS {
            return Err(Problem::TooLarge);
        }
        let (row, column) = cell.pos;
        if let Some(filled) = value::filled(&cell.value, is_formula) {
            grid.entry(row).or_default().insert(column, filled);
        }
    }
}
