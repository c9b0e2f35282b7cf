//! A row for each criterion: what its rows come to, and what enters the score.

use super::super::formula::Formula;
use super::super::grid::{Field, Grid, Group};
use super::{Blank, Calculation, Part};
use crate::intake::template::TemplateChecklist;
use crate::standard::program::ScoringModel;

impl Calculation {
    pub(super) fn criteria(&mut self, grids: &[Grid<'_>]) {
        let names = [
            "Checklist",
            "Section",
            "Criterion",
            "Title",
            "Weight",
            "Must-pass",
            "Scored",
            "Places",
            "Open",
            "Counted",
            "Credit",
            "At best",
            "State",
            "Assessed",
            "Points",
            "Points at best",
            "Of",
            "Full",
            "Full at best",
        ];
        self.block("Criteria", &names);
        let first = self.next() + 1;
        for grid in grids {
            for group in grid.groups() {
                let row = self.criterion(grid, &group);
                self.rows.push(row);
            }
        }
        self.criteria = (first, self.next());
    }

    pub(super) fn criterion(&self, grid: &Grid<'_>, group: &Group<'_>) -> Vec<Part> {
        let at = self.next() + 1;
        let row = group.row;
        let weight = self.weight_of(row.weight);
        let places = group.places;
        let credit = grid.span(Field::Credit, group);
        let best = grid.span(Field::CreditAtBest, group);
        let state = grid.span(Field::State, group);
        let formula =
            |text: String, blank: u32| Part::Formula(Formula::new(text, blank.to_string()));
        let scored = u32::from(row.scored);
        let mean = |span: &str| format!("IF(J{at}=1,SUM({span})/H{at},0)");
        let points = |credit: &str, full: &str| match self.model {
            ScoringModel::Absolute => format!("{full}{at}"),
            _ => format!("E{at}*J{at}*{credit}{at}"),
        };
        let states = format!(
            "IF(H{at}=0,\"not applicable\",IF(COUNTIF({state},\"not assessed\")>0,\"not assessed\",\
             IF(COUNTIF({state},\"too few cases\")>0,\"too few cases\",IF(SUM({credit})=H{at},\"met\",\
             IF(SUM({credit})=0,\"not met\",\"partly met\")))))"
        );
        let open = format!("COUNTIF({state},\"not assessed\")+COUNTIF({state},\"too few cases\")");
        vec![
            Part::Text(grid.checklist.id.clone()),
            Part::Text(format!("{}/{}", grid.checklist.id, group.section.id)),
            Part::Text(row.criterion.clone()),
            Part::Text(row.title.clone()),
            Part::Number(weight),
            Part::Number(u32::from(row.critical)),
            Part::Number(scored),
            formula(format!("COUNT({credit})"), places),
            formula(open, places),
            formula(format!("IF(AND(G{at}=1,H{at}>0),1,0)"), scored),
            formula(mean(&credit), 0),
            formula(mean(&best), scored),
            Part::Formula(Formula::new(states, "not assessed")),
            formula(format!("IF(AND(J{at}=1,I{at}=0),1,0)"), 0),
            formula(points("K", "R"), 0),
            formula(points("L", "S"), weight * scored),
            formula(format!("E{at}*J{at}"), weight * scored),
            formula(format!("IF(AND(J{at}=1,K{at}=1),1,0)"), 0),
            formula(format!("IF(AND(J{at}=1,L{at}=1),1,0)"), scored),
        ]
    }

    /// A criterion's weight, where the model weighs criteria.
    pub(super) fn weight_of(&self, weight: u32) -> u32 {
        match self.model {
            ScoringModel::FlatUnweighted | ScoringModel::Absolute => 1,
            ScoringModel::Flat | ScoringModel::Tree => weight,
        }
    }

    /// A column of all criteria.
    pub(super) fn all(&self, column: &str) -> String {
        let (first, last) = self.criteria;
        format!("${column}${first}:${column}${last}")
    }

    /// What the criteria of a section come to while nothing is answered.
    pub(super) fn blank(&self, checklist: &TemplateChecklist, section: &str) -> Blank {
        let mut blank = Blank::default();
        let own = checklist.sections.iter().filter(|known| known.id == section);
        let mut seen = "";
        for row in own.flat_map(|section| &section.rows) {
            if row.criterion == seen {
                continue;
            }
            seen = &row.criterion;
            let scored = u32::from(row.scored);
            blank = blank.and(Blank {
                weight: scored * self.weight_of(row.weight),
                counted: scored,
                must: scored * u32::from(row.critical),
                unscored: 1 - scored,
            });
        }
        blank
    }
}
