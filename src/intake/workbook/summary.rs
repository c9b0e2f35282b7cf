//! The sheet that says where things stand: completeness, must-pass criteria, scores, gates.

use super::super::template::Template;
use super::calculation::{Calculation, Figure, Figures};
use super::formula::{Formula, percent};
use super::pen::Pen;
use super::style::Styles;
use crate::sheet::drawing::{BAD, GOOD, NEUTRAL};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet's name.
pub(super) const NAME: &str = "Summary";

const WIDTHS: [u16; 12] = [54, 15, 12, 12, 11, 12, 11, 11, 16, 12, 16, 10];

type Done = Result<(), XlsxError>;

const PART: &str = "This is a part of the assessment: scores are those of its own criteria, and gates and \
                    result are left out, because other sheets decide them as well.";

/// Draws the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    (template, calculation): (&Template, &Calculation),
    styles: &Styles,
    footer: &str,
) -> Done {
    let mut pen = Pen { sheet, styles };
    pen.set_up(NAME, footer)?;
    pen.widths(&WIDTHS)?;
    pen.text((0, 0), "Where you stand so far", &styles.title)?;
    pen.sheet.set_row_height(0, 24)?;
    let row = about(&mut pen, template, 1)?;
    let row = figures(&mut pen, (template, calculation), row + 1)?;
    let row = scores(&mut pen, calculation, row + 1)?;
    let end = gates(&mut pen, calculation, row + 1)?;
    pen.sheet.set_print_area(0, 0, end, 11)?;
    pen.mark(12)
}

fn about(pen: &mut Pen<'_>, template: &Template, row: u32) -> Result<u32, XlsxError> {
    let whose = match template.facility_name.as_str() {
        "" => String::new(),
        name => format!("{name}; "),
    };
    let mut lines = vec![
        format!(
            "{whose}{} ({}); round {}, {}, as of {}",
            template.program_title,
            template.program,
            template.round,
            template.party.label(),
            template.as_of
        ),
        "These figures follow what you type. They count this workbook alone: other parties, other \
         workbooks, and whether evidence holds, are judged by `concordant score` and `check`."
            .to_owned(),
        "Open answers earn nothing now and everything at best. Percentages are rounded down. An \
         indicated result is no decision: only a committee decides."
            .to_owned(),
    ];
    if let Some(role) = &template.role {
        lines.insert(1, format!(
            "This is the part of {role} alone: scores are those of its own criteria, and gates and \
             result are left out, because the other parts decide them as well."
        ));
    }
    if template.is_part {
        lines.insert(1, PART.to_owned());
    }
    let mut at = row;
    for line in &lines {
        pen.sheet.merge_range(at, 0, at, 11, line, &pen.styles.note)?;
        pen.height(at, &[(line, 150)])?;
        at += 1;
    }
    Ok(at)
}

/// A label with its figure.
fn figures(
    pen: &mut Pen<'_>,
    (template, calculation): (&Template, &Calculation),
    row: u32,
) -> Result<u32, XlsxError> {
    let styles = pen.styles;
    let overall = &calculation.overall;
    let cell = |figure| overall.at(figure);
    let mut at = row;
    if template.is_whole() {
        pen.text((at, 0), "Indicated result", &styles.result)?;
        pen.formula((at, 1), &result(calculation), &styles.heading)?;
        pen.sheet.set_row_height(at, 20)?;
        at += 1;
    }
    let difference = |all, part| format!("{}-{}", cell(all), cell(part));
    let must = overall.blank.must.to_string();
    let facts = [
        ("Must-pass criteria", Formula::new(cell(Figure::Must), must.as_str())),
        ("Must-pass met", Formula::new(cell(Figure::MustMet), "0")),
        ("Must-pass not met", Formula::new(difference(Figure::Must, Figure::MustAtBest), "0")),
        (
            "Must-pass open",
            Formula::new(difference(Figure::MustAtBest, Figure::MustMet), must.as_str()),
        ),
        (
            "Criteria that count",
            Formula::new(cell(Figure::Counted), overall.blank.counted.to_string()),
        ),
        ("Criteria assessed", Formula::new(cell(Figure::Assessed), "0")),
    ];
    for (label, formula) in facts {
        pen.text((at, 0), label, &styles.id)?;
        pen.formula((at, 1), &formula, &styles.number)?;
        at += 1;
    }
    let shares = [
        ("Assessed", complete(overall)),
        ("Overall score now", score(overall, false)),
        ("Overall score at best", score(overall, true)),
    ];
    for (label, formula) in shares {
        pen.text((at, 0), label, &styles.id)?;
        pen.formula((at, 1), &formula, &styles.percent)?;
        at += 1;
    }
    Ok(at)
}

fn result(calculation: &Calculation) -> Formula {
    let Some([now, best]) = &calculation.judged.result else {
        return Formula::new(
            "\"advice only: the program has no tiers\"",
            "advice only: the program has no tiers",
        );
    };
    let (low, high) = (&now.text, &best.text);
    let text = format!(
        "IF({low}=\"\",\"nothing to judge\",IF({low}={high},{low},\"undetermined: \"&{low}&\" if nothing \
         more is met, \"&{high}&\" if all that is open turns out in full\"))"
    );
    let blank = match (now.blank.as_str(), best.blank.as_str()) {
        ("", _) => "nothing to judge".to_owned(),
        (low, high) if low == high => low.to_owned(),
        (low, high) => format!(
            "undetermined: {low} if nothing more is met, {high} if all that is open turns out in full"
        ),
    };
    Formula::new(text, blank)
}

/// The share of criteria that are assessed, in percent.
pub(super) fn complete(figures: &Figures) -> Formula {
    let (part, all) = (figures.at(Figure::Assessed), figures.at(Figure::Counted));
    let blank = if figures.blank.counted == 0 { "–" } else { "0" };
    let text = format!("IF({all}=0,\"–\",ROUNDDOWN(ROUND({part}/{all}*100,10),1))");
    Formula::new(text, blank)
}

/// A score in percent.
pub(super) fn score(figures: &Figures, best: bool) -> Formula {
    let (figure, blank) = if best {
        (Figure::ScoreAtBest, figures.blank.at_best())
    } else {
        (Figure::Score, figures.blank.now())
    };
    let blank = match blank {
        "" => "–",
        "1" => "100",
        other => other,
    };
    Formula::new(percent(&figures.at(figure)), blank)
}

/// One line of figures for the top of a checklist's sheet.
pub(super) fn standing(figures: &Figures) -> Formula {
    let cell = |figure| figures.at(figure);
    let (complete, now, best) = (complete(figures), score(figures, false), score(figures, true));
    let (must, met, could) = (cell(Figure::Must), cell(Figure::MustMet), cell(Figure::MustAtBest));
    let text = format!(
        "\"Assessed \"&{}&\" %   |   Must-pass: \"&{met}&\" of \"&{must}&\" met, \"&({must}-{could})&\" not \
         met, \"&({could}-{met})&\" open   |   Score \"&{}&\" %, at best \"&{}&\" %\"",
        complete.text, now.text, best.text
    );
    let all = figures.blank.must;
    let blank = format!(
        "Assessed {} %   |   Must-pass: 0 of {all} met, 0 not met, {all} open   |   Score {} %, at best {} %",
        complete.blank, now.blank, best.blank
    );
    Formula::new(text, blank)
}

fn scores(pen: &mut Pen<'_>, calculation: &Calculation, row: u32) -> Result<u32, XlsxError> {
    let styles = pen.styles;
    pen.text((row, 0), "Scores", &styles.heading)?;
    let names = [
        "",
        "Weight",
        "Score now",
        "At best",
        "Met",
        "Partly met",
        "Not met",
        "Open",
        "Not applicable",
        "Assessed",
        "Must-pass met",
        "Of",
    ];
    pen.row(row + 1, &names, &styles.header_of_numbers)?;
    pen.text((row + 1, 0), "Checklist", &styles.header)?;
    pen.sheet.set_row_height(row + 1, 18)?;
    let mut at = row + 2;
    let all = calculation.checklists.iter().map(|(_, figures)| figures);
    for figures in all.chain([&calculation.overall]) {
        let blank = figures.blank;
        let cell = |figure, blank: u32| Formula::new(figures.at(figure), blank.to_string());
        let open = format!("{}+{}", figures.at(Figure::NotAssessed), figures.at(Figure::TooFew));
        let is_overall = figures.title == calculation.overall.title;
        pen.text((at, 0), &figures.title, if is_overall { &styles.id } else { &styles.text })?;
        if is_overall {
            pen.text((at, 1), "", &styles.number)?;
        } else {
            let weight = Formula::new(figures.at(Figure::Weight), calculation.weight_at(figures));
            pen.formula((at, 1), &weight, &styles.number)?;
        }
        pen.formula((at, 2), &score(figures, false), &styles.percent)?;
        pen.formula((at, 3), &score(figures, true), &styles.percent)?;
        let counts = [
            cell(Figure::Met, 0),
            cell(Figure::PartlyMet, 0),
            cell(Figure::NotMet, 0),
            Formula::new(open, blank.counted.to_string()),
            cell(Figure::NotApplicable, 0),
        ];
        for (column, formula) in (4..).zip(&counts) {
            pen.formula((at, column), formula, &styles.number)?;
        }
        pen.formula((at, 9), &complete(figures), &styles.percent)?;
        pen.formula((at, 10), &cell(Figure::MustMet, 0), &styles.number)?;
        pen.formula((at, 11), &cell(Figure::Must, blank.must), &styles.number)?;
        at += 1;
    }
    Ok(at)
}

/// With a capital letter at the start.
fn sentence(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

fn gates(pen: &mut Pen<'_>, calculation: &Calculation, row: u32) -> Result<u32, XlsxError> {
    let gates = &calculation.judged.gates;
    if gates.is_empty() {
        return Ok(row);
    }
    let styles = pen.styles;
    pen.text((row, 0), "Gates", &styles.heading)?;
    pen.row(row + 1, &["Demanded", "Tier"], &styles.header)?;
    pen.sheet.set_row_height(row + 1, 18)?;
    pen.row_from((row + 1, 2), &["Reached", "Needed", "Count", "Of"], &styles.header_of_numbers)?;
    pen.row_from((row + 1, 6), &["Holds", "", ""], &styles.header)?;
    let first = row + 2;
    let mut at = first;
    for gate in gates {
        pen.text((at, 0), &sentence(&gate.demands), &styles.text)?;
        pen.text((at, 1), &gate.tier, &styles.text)?;
        let reached = gate.reached();
        let blank = if reached.blank.is_empty() { "–" } else { "0" };
        let reached = Formula::new(percent(&reached.text), blank);
        pen.formula((at, 2), &reached, &styles.percent)?;
        let needed = gate.threshold.percent();
        pen.formula((at, 3), &Formula::new(needed.as_str(), needed.as_str()), &styles.percent)?;
        if gate.counts {
            for (column, formula) in (4..).zip(gate.count()) {
                pen.formula((at, column), &formula, &styles.number)?;
            }
        } else {
            pen.row_from((at, 4), &["", ""], &styles.number)?;
        }
        pen.sheet.merge_range(at, 6, at, 8, "", &styles.verdict)?;
        pen.formula((at, 6), &gate.holds(), &styles.verdict)?;
        pen.sheet.set_row_height(at, 16)?;
        at += 1;
    }
    let words = [("yes", GOOD), ("NO", BAD), ("not yet, open answers decide", NEUTRAL)];
    pen.paint((first, at - 1), 6, &words)?;
    Ok(at)
}
