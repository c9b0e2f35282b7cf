//! The sheet on which everything is computed, from single criteria up to the indicated result, so
//! that every figure of the workbook can be followed to the rows that it comes from.

mod checklists;
mod criteria;
mod figures;
mod sections;

use super::grid::Grid;
use super::judge;
use super::pen::Pen;
use super::style::Styles;
use crate::intake::template::Template;
use crate::standard::program::{Program, ScoringModel};
use figures::FIGURES;
pub(super) use figures::{Blank, Figure, Figures, NAME, Part, SectionFigures};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Everything that is computed, and where it stands.
#[derive(Debug)]
pub(super) struct Calculation {
    pub(super) model: ScoringModel,
    pub(super) rows: Vec<Vec<Part>>,
    pub(super) sections: Vec<SectionFigures>,
    pub(super) checklists: Vec<(String, Figures)>,
    pub(super) overall: Figures,
    pub(super) judged: judge::Judged,
    /// The first and the last row of the criteria, from 1.
    criteria: (u32, u32),
}

impl Calculation {
    pub(super) fn new(template: &Template, program: &Program, grids: &[Grid<'_>]) -> Self {
        let none = Figures { title: String::new(), row: 0, blank: Blank::default() };
        let mut calculation = Self {
            model: template.model,
            rows: Vec::new(),
            sections: Vec::new(),
            checklists: Vec::new(),
            overall: none,
            judged: judge::Judged::default(),
            criteria: (0, 0),
        };
        calculation.head("How the figures are computed");
        calculation.text(&format!(
            "Model {}: {}. Not assessed earns nothing and stays in the sum; at best it earns all.",
            template.model.name(),
            template.model.formula()
        ));
        calculation.criteria(grids);
        for grid in grids {
            calculation.sections(grid.checklist);
        }
        calculation.checklists(grids);
        // a part has neither gates nor a result
        if template.is_whole() {
            judge::write(&mut calculation, (program, template.party));
        }
        calculation
    }

    /// The number of the next row, from 0.
    pub(super) fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn head(&mut self, text: &str) {
        self.rows.push(vec![Part::Head(text.to_owned())]);
    }

    fn text(&mut self, text: &str) {
        self.rows.push(vec![Part::Text(text.to_owned())]);
    }

    /// An empty row, a heading, and names of columns.
    pub(super) fn block(&mut self, title: &str, names: &[&str]) {
        self.rows.push(Vec::new());
        self.head(title);
        self.rows.push(names.iter().map(|name| Part::Head((*name).to_owned())).collect());
    }

    /// A column of all checklists.
    pub(super) fn each(&self, figure: Figure) -> String {
        let first = self.checklists.first().map_or(0, |(_, figures)| figures.row + 1);
        let last = self.checklists.last().map_or(0, |(_, figures)| figures.row + 1);
        let letter = figure.letter();
        format!("${letter}${first}:${letter}${last}")
    }

    /// Draws the sheet.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        footer: &str,
    ) -> Result<(), XlsxError> {
        let mut pen = Pen { sheet, styles };
        pen.set_up(NAME, footer)?;
        pen.widths(&[26, 34, 14, 30])?;
        for (row, parts) in (0..).zip(&self.rows) {
            for (column, part) in (0..).zip(parts) {
                let at = (row, column);
                match part {
                    Part::Head(text) if parts.len() == 1 => pen.text(at, text, &styles.heading)?,
                    Part::Head(text) => pen.text(at, text, &styles.header)?,
                    Part::Text(text) if parts.len() == 1 => pen.text(at, text, &styles.mark)?,
                    Part::Text(text) => pen.text(at, text, &styles.number)?,
                    Part::Number(number) => pen.number(at, *number)?,
                    Part::Formula(formula) => pen.formula(at, formula, &styles.number)?,
                }
            }
        }
        pen.mark(u16::try_from(FIGURES.len() + 2).unwrap_or(u16::MAX))
    }
}
