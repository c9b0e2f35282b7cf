//! The first sheet: what this is, what must never be in it, how each kind of question is answered.

use super::super::template::{Asked, Template};
use super::grid::Grid;
use super::pen::Pen;
use super::style::Styles;
use crate::assessment::Party;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// The sheet's name.
pub(super) const NAME: &str = "Start here";

const WIDTH: u16 = 96;
const NAMES: u16 = 30;

type Done = Result<(), XlsxError>;

/// Draws the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    (template, grids, kept): (&Template, &[Grid<'_>], usize),
    styles: &Styles,
    footer: &str,
) -> Done {
    let mut cover = Cover { pen: Pen { sheet, styles }, row: 0 };
    cover.pen.set_up(NAME, footer)?;
    cover.pen.widths(&[NAMES, WIDTH])?;
    cover.pen.text((0, 0), &title(template), &styles.title)?;
    cover.pen.sheet.set_row_height(0, 26)?;
    cover.row = 1;
    cover.facts(template)?;
    cover.warning()?;
    cover.section("How to fill it in", &steps(template))?;
    cover.answers(template)?;
    cover.section("What the columns hold", &COLUMNS)?;
    cover.contents(template, (grids, kept))?;
    let end = cover.row;
    cover.pen.sheet.set_print_area(0, 0, end, 1)?;
    cover.pen.mark(2)
}

fn title(template: &Template) -> String {
    let what = match template.party {
        Party::Own => "Self-assessment",
        Party::DeskReview => "Desk review",
        Party::SiteVisit => "Site visit",
        Party::Adjudicated => "Adjudication",
    };
    match &template.role {
        Some(role) => format!("{what}: the part of {role}"),
        None => what.to_owned(),
    }
}

/// Writes down the sheet.
struct Cover<'c> {
    pen: Pen<'c>,
    row: u32,
}

const COLUMNS: [(&str, &str); 8] = [
    ("Criterion", "Its id. Point at it to read why it matters and how a reviewer tests it."),
    ("Must pass", "MUST: the indicated result needs it met in full. unscored: reported only."),
    (
        "Yellow cells",
        "Wait for your answer. All others are locked, without a password: Review, Unprotect Sheet.",
    ),
    (
        "State, To do",
        "What your answer comes to, and what is still missing. They follow what you type.",
    ),
    (
        "Evidence",
        "What you can show: a title, a place where it is kept, or ids of your evidence.csv, such as EV-01; EV-02.",
    ),
    ("Comment", "Anything a reviewer should know. Never a patient, never a person's name."),
    ("Privileged", "yes: the answer counts, and its texts stay out of what leaves the house."),
    (
        "Extent",
        "How far a failure reaches: limited (a single case), pattern (several), widespread. Reviewers decide it.",
    ),
];

fn steps(template: &Template) -> Vec<(&'static str, &'static str)> {
    let mut steps = vec![
        (
            "1",
            "Go through the sheets one by one. Answer in the yellow cells; what you do not know yet stays empty.",
        ),
        ("2", "Save as often as you like, as an Excel workbook (.xlsx). Nothing is sent anywhere."),
        ("3", "Watch State and To do in each row, and the sheet Summary for the whole."),
        (
            "4",
            "Lay the workbook into the folder of the assessment, beside assessment.toml, and run: concordant check FOLDER",
        ),
        (
            "",
            "Do not rename sheets, delete rows or columns, or type over ids: hidden columns say which wording was answered.",
        ),
    ];
    if template.role.is_some() {
        steps.insert(
            4,
            (
                "",
                "Other departments have their own workbooks; all of them go into the same folder.",
            ),
        );
    }
    steps
}

impl Cover<'_> {
    fn pair(&mut self, name: &str, text: &str) -> Done {
        let styles = self.pen.styles;
        self.pen.text((self.row, 0), name, &styles.strong)?;
        self.pen.text((self.row, 1), text, &styles.plain)?;
        self.pen.height(self.row, &[(text, WIDTH), (name, NAMES)])?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Done {
        self.row += 1;
        self.pen.text((self.row, 0), text, &self.pen.styles.heading)?;
        self.pen.sheet.set_row_height(self.row, 20)?;
        self.row += 1;
        Ok(())
    }

    fn section(&mut self, title: &str, pairs: &[(&str, &str)]) -> Done {
        self.heading(title)?;
        pairs.iter().try_for_each(|(name, text)| self.pair(name, text))
    }

    fn facts(&mut self, template: &Template) -> Done {
        let hospital = match template.facility_name.as_str() {
            "" => "not said: no facility.toml was given, so every service is taken for offered",
            name => name,
        };
        self.pair("Hospital", hospital)?;
        self.pair("Program", &format!("{} ({})", template.program_title, template.program))?;
        self.pair("Round", &template.round)?;
        self.pair("As of", &template.as_of.to_string())?;
        self.pair("Answered by", template.party.label())?;
        if let Some(role) = &template.role {
            self.pair("Department", &format!("{role}: only the criteria that this role answers"))?;
        }
        Ok(())
    }

    fn warning(&mut self) -> Done {
        self.row += 1;
        let look = &self.pen.styles.warning;
        let text = "No patient identifiers, anywhere in this file: no names, record numbers, dates of \
                    birth or of visits of single patients, no pictures, no links to records. Count \
                    cases; do not describe one.";
        self.pen.text((self.row, 0), "Patients", look)?;
        self.pen.text((self.row, 1), text, look)?;
        self.pen.height(self.row, &[(text, WIDTH)])?;
        self.row += 1;
        Ok(())
    }

    fn answers(&mut self, template: &Template) -> Done {
        let has = |kind: fn(&Asked) -> bool| template.rows().any(|row| kind(&row.asked));
        let mut pairs = Vec::new();
        if has(|asked| *asked == Asked::Binary) {
            pairs.push((
                "met, not_met",
                "All of it is true and can be shown, or any part is missing. Nothing between.",
            ));
        }
        if has(|asked| *asked == Asked::Conformance) {
            pairs.push((
                "met, partial, not_met",
                "partial needs a Reason: policy_only (written, not done), some_locations, some_cases, \
                 in_progress. It counts one half.",
            ));
        }
        if has(|asked| matches!(asked, Asked::Measure(_))) {
            pairs.push((
                "Numbers",
                "A measure is answered by Numerator and Denominator, or by a Value: percentages from 0 \
                 to 100 without the sign. Numbers beat words. Denominator 0: no eligible cases, left \
                 out. Too few cases cannot be judged and stay open.",
            ));
        }
        if has(|asked| matches!(asked, Asked::Scale(_))) {
            pairs.push(("Levels", "Choose one; point at the cell to read what each level means."));
        }
        pairs.push((
            "not_applicable",
            "Always with a Reason. What cannot apply to your services is left out already (sheet Left \
             out); where facility.toml says that a criterion applies, not_applicable is a claim that \
             stays open until a reviewer says the same.",
        ));
        pairs.push((
            "Several places",
            "A criterion that is answered for each place has a row for each; they are averaged.",
        ));
        self.section("How to answer", &pairs)
    }

    fn contents(&mut self, template: &Template, (grids, kept): (&[Grid<'_>], usize)) -> Done {
        self.heading("Sheets")?;
        self.link(
            super::summary::NAME,
            "Figures so far: completeness, must-pass criteria, scores, gates",
        )?;
        for grid in grids {
            let rows = grid.checklist.rows().count();
            let must = grid.checklist.rows().filter(|row| row.critical).count();
            let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
            self.link(
                &grid.name,
                &format!("{}: {rows} to answer, {must} of them must-pass", grid.checklist.title),
            )?;
        }
        if kept > 0 {
            let text = "Rows that no question here asks for, as they were typed, each with its reason; \
                        delete those that are of no use any more";
            self.link(super::kept::NAME, text)?;
        }
        if !template.left_out.is_empty() {
            let text =
                format!("{} that are not asked, each with its reason", template.left_out.len());
            self.link(super::left_out::NAME, &text)?;
        }
        self.link(super::calculation::NAME, "How every figure comes about")
    }

    fn link(&mut self, name: &str, text: &str) -> Done {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        self.pen.sheet.write_url_with_format(self.row, 0, url, &self.pen.styles.link)?;
        self.pen.text((self.row, 1), text, &self.pen.styles.plain)?;
        self.pen.height(self.row, &[(text, WIDTH)])?;
        self.row += 1;
        Ok(())
    }
}
