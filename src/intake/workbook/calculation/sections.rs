//! A row for each section: the sum of its criteria, or what the sections in it come to.

use super::super::formula::Formula;
use super::{Blank, Calculation, Figures, Part, SectionFigures};
use crate::intake::template::TemplateChecklist;
use crate::standard::program::ScoringModel;

impl Calculation {
    /// The sections of a checklist, from the deepest up: each is the sum or the mean of what stands
    /// above it.
    pub(super) fn sections(&mut self, checklist: &TemplateChecklist) {
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

    pub(super) fn children(&self, checklist: &str, parent: Option<&str>) -> Vec<SectionFigures> {
        let inside = format!("{checklist}/");
        let own = self.sections.iter().filter(|section| section.key.starts_with(&inside));
        own.filter(|section| section.parent.as_deref() == parent).cloned().collect()
    }

    /// Points, points at best and weights of some sections together: in the tree model each section
    /// enters with its own score and weight.
    pub(super) fn sum_of(&self, sections: &[SectionFigures]) -> ([String; 3], Blank) {
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
    pub(super) fn number_at(&self, row: u32, column: usize) -> u32 {
        let row = usize::try_from(row).ok().and_then(|row| self.rows.get(row));
        match row.and_then(|row| row.get(column)) {
            Some(Part::Number(number)) => *number,
            _ => 0,
        }
    }

    /// The weight of a checklist in the overall score.
    pub(in crate::intake::workbook) fn weight_at(&self, figures: &Figures) -> String {
        self.number_at(figures.row, 2).to_string()
    }

    pub(super) fn section_row(
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
    pub(super) fn score(&self, points: &str, of: &str, at: u32) -> String {
        match self.model {
            ScoringModel::Absolute => {
                format!("IF({of}{at}=0,\"\",IF({points}{at}={of}{at},1,0))")
            }
            _ => format!("IF({of}{at}=0,\"\",{points}{at}/{of}{at})"),
        }
    }
}
