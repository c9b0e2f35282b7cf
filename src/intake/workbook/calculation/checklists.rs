//! A row for each checklist, and one for all of them together.

use super::super::formula::Formula;
use super::super::grid::Grid;
use super::figures::FIGURES;
use super::{Blank, Calculation, Figure, Figures, Part};
use crate::standard::program::ScoringModel;

impl Calculation {
    pub(super) fn checklists(&mut self, grids: &[Grid<'_>]) {
        let mut names = vec!["Checklist", "Title"];
        names.extend(FIGURES.iter().map(|(_, name)| *name));
        self.block("Checklists", &names);
        let first = self.next() + 1;
        for grid in grids {
            let checklist = grid.checklist;
            let top = self.children(&checklist.id, None);
            let ([points, best, of], blank) = self.sum_of(&top);
            let figures = Figures { title: checklist.title.clone(), row: self.next(), blank };
            let at = figures.row + 1;
            let formula =
                |text: String, blank: u32| Part::Formula(Formula::new(text, blank.to_string()));
            let mut row = vec![
                Part::Text(checklist.id.clone()),
                Part::Text(checklist.title.clone()),
                Part::Number(checklist.weight),
                formula(points, 0),
                formula(best, blank.weight),
                formula(of, blank.weight),
                Part::Formula(Formula::new(self.score("D", "F", at), blank.now())),
                Part::Formula(Formula::new(self.score("E", "F", at), blank.at_best())),
            ];
            let count = |column: &str, what: &str| {
                format!("COUNTIFS({},$A${at},{},{what})", self.all("A"), self.all(column))
            };
            let counts = |parts: &[(&str, &str)]| {
                let parts =
                    parts.iter().map(|(column, what)| format!(",{},{what}", self.all(column)));
                format!("COUNTIFS({},$A${at}{})", self.all("A"), parts.collect::<String>())
            };
            for word in
                ["met", "partly met", "not met", "not assessed", "too few cases", "not applicable"]
            {
                let word = format!("\"{word}\"");
                let open = if word == "\"not assessed\"" { blank.counted } else { 0 };
                row.push(formula(counts(&[("G", "1"), ("M", &word)]), open));
            }
            row.push(formula(count("G", "0"), blank.unscored));
            row.push(formula(count("J", "1"), blank.counted));
            row.push(formula(count("N", "1"), 0));
            row.push(formula(counts(&[("F", "1"), ("J", "1")]), blank.must));
            row.push(formula(counts(&[("F", "1"), ("R", "1")]), 0));
            row.push(formula(counts(&[("F", "1"), ("S", "1")]), blank.must));
            row.push(formula(counts(&[("F", "1"), ("N", "1")]), 0));
            self.rows.push(row);
            self.checklists.push((checklist.id.clone(), figures));
        }
        self.total(first);
    }

    /// All checklists together.
    pub(super) fn total(&mut self, first: u32) {
        let (last, at) = (self.next(), self.next() + 1);
        let span = |column: &str| format!("{column}{first}:{column}{last}");
        let blank = self.checklists.iter().fold(Blank::default(), |sum, (_, f)| sum.and(f.blank));
        let counted = self.checklists.iter().filter(|(_, figures)| figures.blank.weight > 0);
        let weights = counted.map(|(_, figures)| self.number_at(figures.row, 2));
        let is_absolute = self.model == ScoringModel::Absolute;
        let weight = weights.sum::<u32>();
        let weight = if is_absolute { weight.min(1) } else { weight };
        let blank = Blank { weight, ..blank };
        let points = |column: &str| {
            let column = span(column);
            if is_absolute {
                format!("IF(SUM({column})=COUNT({column}),1,0)")
            } else {
                format!("SUMPRODUCT({},{column})", span("C"))
            }
        };
        let of = if is_absolute {
            format!("IF(COUNT({})=0,0,1)", span("G"))
        } else {
            format!("SUMPRODUCT({}*ISNUMBER({}))", span("C"), span("G"))
        };
        let formula = |text: String, blank: &str| Part::Formula(Formula::new(text, blank));
        let all = weight.to_string();
        let mut row = vec![
            Part::Text("overall".to_owned()),
            Part::Text("Overall".to_owned()),
            Part::Text(String::new()),
            formula(points("G"), "0"),
            formula(points("H"), &all),
            formula(of, &all),
            formula(format!("IF(F{at}=0,\"\",D{at}/F{at})"), blank.now()),
            formula(format!("IF(F{at}=0,\"\",E{at}/F{at})"), blank.at_best()),
        ];
        for (figure, _) in FIGURES.iter().skip(6) {
            let sum = match figure {
                Figure::NotAssessed | Figure::Counted => blank.counted,
                Figure::Must | Figure::MustAtBest => blank.must,
                Figure::Unscored => blank.unscored,
                _ => 0,
            };
            row.push(formula(format!("SUM({})", span(&figure.letter())), &sum.to_string()));
        }
        self.overall = Figures { title: "Overall".to_owned(), row: self.next(), blank };
        self.rows.push(row);
    }
}
