//! The figures of the calculation: their columns, their cells, and what they come to while nothing
//! is answered.

use super::super::formula::Formula;
use crate::sheet::letters;

/// The sheet's name.
pub(in crate::intake::workbook) const NAME: &str = "Calculation";

/// A cell of the calculation.
#[derive(Debug, Clone)]
pub(in crate::intake::workbook) enum Part {
    Head(String),
    Text(String),
    Number(u32),
    Formula(Formula),
}

/// The figures of the whole or of one checklist, by their cells on the sheet of the calculation.
#[derive(Debug, Clone)]
pub(in crate::intake::workbook) struct Figures {
    /// The checklist's title.
    pub(in crate::intake::workbook) title: String,
    /// The row, from 0.
    pub(super) row: u32,
    /// What is counted while nothing is answered.
    pub(in crate::intake::workbook) blank: Blank,
}

/// What a part comes to while nothing is answered: no points, all of them at best.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::intake::workbook) struct Blank {
    /// The sum of the weights that count.
    pub(in crate::intake::workbook) weight: u32,
    /// Criteria that count.
    pub(in crate::intake::workbook) counted: u32,
    /// Criteria that count and gate.
    pub(in crate::intake::workbook) must: u32,
    /// Criteria that are reported only.
    pub(in crate::intake::workbook) unscored: u32,
}

impl Blank {
    pub(in crate::intake::workbook) fn now(self) -> &'static str {
        if self.weight == 0 { "" } else { "0" }
    }

    pub(in crate::intake::workbook) fn at_best(self) -> &'static str {
        if self.weight == 0 { "" } else { "1" }
    }

    pub(super) fn and(self, other: Self) -> Self {
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
pub(in crate::intake::workbook) enum Figure {
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
    pub(super) fn letter(self) -> String {
        let at = FIGURES.iter().position(|(figure, _)| *figure == self).unwrap_or_default();
        letters(at + 2)
    }
}

/// The figures in the order of their columns, from the third on.
pub(super) const FIGURES: [(Figure, &str); 19] = [
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
    pub(in crate::intake::workbook) fn own(&self, figure: Figure) -> String {
        format!("${}${}", figure.letter(), self.row + 1)
    }

    /// The same for formulas of other sheets.
    pub(in crate::intake::workbook) fn at(&self, figure: Figure) -> String {
        format!("{NAME}!{}", self.own(figure))
    }
}

/// A section with its cells.
#[derive(Debug, Clone)]
pub(in crate::intake::workbook) struct SectionFigures {
    /// `pharmacy/compounding`.
    pub(in crate::intake::workbook) key: String,
    pub(super) parent: Option<String>,
    pub(super) row: u32,
    pub(super) blank: Blank,
}

impl SectionFigures {
    /// The weight that counts while nothing is answered.
    pub(in crate::intake::workbook) fn weight(&self) -> u32 {
        self.blank.weight
    }

    /// The score, and the score at best.
    pub(in crate::intake::workbook) fn scores(&self) -> (String, String) {
        (format!("$I${}", self.row + 1), format!("$J${}", self.row + 1))
    }
}
