//! The sheet on which everything is computed, from single criteria up to the indicated result, so
//! that every figure of the workbook can be followed to the rows that it comes from.

use super::super::template::{Template, TemplateChecklist};
use super::formula::Formula;
use super::grid::{Field, Grid, Group};
use super::judge;
use super::pen::Pen;
use super::style::Styles;
use crate::sheet::letters;
use crate::standard::program::{Program, ScoringModel};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet's name.
pub(super) const NAME: &str = "Calculation";

/// A cell of the calculation.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Head(String),
    Text(String),
    Number(u32),
    Formula(Formula),
}

/// The figures of the whole or of one checklist, by their cells on the sheet of the calculation.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    /// The checklist's title.
    pub(super) title: String,
    /// The row, from 0.
    row: u32,
    /// What is counted while nothing is answered.
    pub(super) blank: Blank,
}

/// What a part comes to while nothing is answered: no points, all of them at best.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Blank {
    /// The sum of the weights that count.
    pub(super) weight: u32,
    /// Criteria that count.
    pub(super) counted: u32,
    /// Criteria that count and gate.
    pub(super) must: u32,
    /// Criteria that are reported only.
    pub(super) unscored: u32,
}

impl Blank {
    pub(super) fn now(self) -> &'static str {
        if self.weight == 0 { "" } else { "0" }
    }

    pub(super) fn at_best(self) -> &'static str {
        if self.weight == 0 { "" } else { "1" }
    }

    fn and(self, other: Self) -> Self {
        Self {
            weight: self.weight + other.weight,
            counted: self.counted + other.counted,
            must: self.must + other.must,
            unscored: self.unscored + other.unscored,
        }
    }
}

/// A column of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Weight = 2,
    Points,
    PointsAtBest,
    WeightCounted,
    Score,
    ScoreAtBest,
    Met,
    PartlyMet,
    NotMet,
    NotAssessed,
    TooFew,
    NotApplicable,
    Unscored,
    Counted,
    Assessed,
    Must,
    MustMet,
    MustAtBest,
    MustVerified,
}

impl Figure {
    fn letter(self) -> String {
        let at = FIGURES.iter().position(|(figure, _)| *figure == self).unwrap_or_default();
        letters(at + 2)
    }
}

/// The figures in the order of their columns, from the third on.
const FIGURES: [(Figure, &str); 19] = [
    (Figure::Weight, "Weight"),
    (Figure::Points, "Points"),
    (Figure::PointsAtBest, "Points at best"),
    (Figure::WeightCounted, "Of"),
    (Figure::Score, "Score"),
    (Figure::ScoreAtBest, "Score at best"),
    (Figure::Met, "Met"),
    (Figure::PartlyMet, "Partly met"),
    (Figure::NotMet, "Not met"),
    (Figure::NotAssessed, "Not assessed"),
    (Figure::TooFew, "Too few cases"),
    (Figure::NotApplicable, "Not applicable"),
    (Figure::Unscored, "Not scored"),
    (Figure::Counted, "Counted"),
    (Figure::Assessed, "Assessed"),
    (Figure::Must, "Must-pass"),
    (Figure::MustMet, "Must-pass met"),
    (Figure::MustAtBest, "Must-pass at best"),
    (Figure::MustVerified, "Must-pass verified"),
];

impl Figures {
    /// The cell of a figure, as formulas of the same sheet name it.
    pub(super) fn own(&self, figure: Figure) -> String {
        format!("${}${}", figure.letter(), self.row + 1)
    }

    /// The same for formulas of other sheets.
    pub(super) fn at(&self, figure: Figure) -> String {
        format!("{NAME}!{}", self.own(figure))
    }
}

/// A section with its cells.
#[derive(Debug, Clone)]
pub(super) struct SectionFigures {
    /// `pharmacy/compounding`.
    pub(super) key: String,
    parent: Option<String>,
    row: u32,
    blank: Blank,
}

impl SectionFigures {
    /// The weight that counts while nothing is answered.
    pub(super) fn weight(&self) -> u32 {
        self.blank.weight
    }

    /// The score, and the score at best.
    pub(super) fn scores(&self) -> (String, String) {
        (format!("$I${}", self.row + 1), format!("$J${}", self.row + 1))
    }
}

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
        // the part of one role has neither gates nor a result
        if template.role.is_none() {
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

    fn criteria(&mut self, grids: &[Grid<'_>]) {
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

    fn criterion(&self, grid: &Grid<'_>, group: &Group<'_>) -> Vec<Part> {
        let at = self.next() + 1;
        let row = group.row;
        let weight = self.weight_of(row.weight);
        let places = group.last - group.first + 1;
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
    fn weight_of(&self, weight: u32) -> u32 {
        match self.model {
            ScoringModel::FlatUnweighted | ScoringModel::Absolute => 1,
            ScoringModel::Flat | ScoringModel::Tree => weight,
        }
    }

    /// A column of all criteria.
    fn all(&self, column: &str) -> String {
        let (first, last) = self.criteria;
        format!("${column}${first}:${column}${last}")
    }

    /// What the criteria of a section come to while nothing is answered.
    fn blank(&self, checklist: &TemplateChecklist, section: &str) -> Blank {
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

    /// The sections of a checklist, from the deepest up: each is the sum or the mean of what stands
    /// above it.
    fn sections(&mut self, checklist: &TemplateChecklist) {
        let names = [
            "Checklist",
            "Section",
            "Title",
            "",
            "Weight",
            "Points",
            "Points at best",
            "Of",
            "Score",
            "Score at best",
        ];
        self.block(&format!("Sections of {}", checklist.id), &names);
        let mut waiting: Vec<_> = checklist.sections.iter().collect();
        while !waiting.is_empty() {
            let is_above =
                |id: &str| waiting.iter().any(|other| other.parent.as_deref() == Some(id));
            let (ready, later): (Vec<_>, Vec<_>) =
                waiting.iter().copied().partition(|section| !is_above(&section.id));
            if ready.is_empty() {
                // sections in a circle: a checked checklist has none
                return;
            }
            for section in ready {
                let key = format!("{}/{}", checklist.id, section.id);
                let children: Vec<SectionFigures> = self.children(&checklist.id, Some(&key));
                let own = self.blank(checklist, &section.id);
                let (sums, blank) = if children.is_empty() {
                    let at = self.next() + 1;
                    let sum =
                        |column| format!("SUMIF({},$B${at},{})", self.all("B"), self.all(column));
                    ([sum("O"), sum("P"), sum("Q")], own)
                } else {
                    self.sum_of(&children)
                };
                let parent = section.parent.as_ref().map(|id| format!("{}/{id}", checklist.id));
                let figures = SectionFigures { key, parent, row: self.next(), blank };
                let row = self.section_row(
                    (&checklist.id, section.weight),
                    &section.title,
                    &figures,
                    sums,
                );
                self.rows.push(row);
                self.sections.push(figures);
            }
            waiting = later;
        }
    }

    fn children(&self, checklist: &str, parent: Option<&str>) -> Vec<SectionFigures> {
        let inside = format!("{checklist}/");
        let own = self.sections.iter().filter(|section| section.key.starts_with(&inside));
        own.filter(|section| section.parent.as_deref() == parent).cloned().collect()
    }

    /// Points, points at best and weights of some sections together: in the tree model each section
    /// enters with its own score and weight.
    fn sum_of(&self, sections: &[SectionFigures]) -> ([String; 3], Blank) {
        let cells = |text: &dyn Fn(u32) -> String| {
            let parts: Vec<String> = sections.iter().map(|section| text(section.row + 1)).collect();
            if parts.is_empty() { "0".to_owned() } else { parts.join("+") }
        };
        let mut blank = sections.iter().fold(Blank::default(), |sum, s| sum.and(s.blank));
        if self.model != ScoringModel::Tree {
            let sums = ["F", "G", "H"].map(|column| cells(&|at| format!("{column}{at}")));
            return (sums, blank);
        }
        let counted = sections.iter().filter(|section| section.blank.weight > 0);
        blank.weight = counted.map(|section| self.number_at(section.row, 4)).sum();
        let weighted =
            |column: &str| cells(&|at| format!("IF({column}{at}=\"\",0,E{at}*{column}{at})"));
        let weight = cells(&|at| format!("IF(I{at}=\"\",0,E{at})"));
        ([weighted("I"), weighted("J"), weight], blank)
    }

    /// A number that stands fast.
    fn number_at(&self, row: u32, column: usize) -> u32 {
        let row = usize::try_from(row).ok().and_then(|row| self.rows.get(row));
        match row.and_then(|row| row.get(column)) {
            Some(Part::Number(number)) => *number,
            _ => 0,
        }
    }

    /// The weight of a checklist in the overall score.
    pub(super) fn weight_at(&self, figures: &Figures) -> String {
        self.number_at(figures.row, 2).to_string()
    }

    fn section_row(
        &self,
        (checklist, weight): (&str, u32),
        title: &str,
        figures: &SectionFigures,
        [points, best, of]: [String; 3],
    ) -> Vec<Part> {
        let at = figures.row + 1;
        let blank = figures.blank;
        let formula = |text: String, blank: &str| Part::Formula(Formula::new(text, blank));
        let all = blank.weight.to_string();
        vec![
            Part::Text(checklist.to_owned()),
            Part::Text(figures.key.clone()),
            Part::Text(title.to_owned()),
            Part::Text(String::new()),
            Part::Number(weight),
            formula(points, "0"),
            formula(best, &all),
            formula(of, &all),
            formula(self.score("F", "H", at), blank.now()),
            formula(self.score("G", "H", at), blank.at_best()),
        ]
    }

    /// Points over weight; all or nothing in the absolute model; nothing where nothing counts.
    fn score(&self, points: &str, of: &str, at: u32) -> String {
        match self.model {
            ScoringModel::Absolute => {
                format!("IF({of}{at}=0,\"\",IF({points}{at}={of}{at},1,0))")
            }
            _ => format!("IF({of}{at}=0,\"\",{points}{at}/{of}{at})"),
        }
    }

    fn checklists(&mut self, grids: &[Grid<'_>]) {
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
    fn total(&mut self, first: u32) {
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
