//! Gates, tiers and the indicated result, below the figures that they judge.

use super::calculation::{Calculation, Figure, NAME, Part};
use super::formula::{Formula, rounded};
use crate::assessment::Party;
use crate::measure::Fraction;
use crate::standard::program::{Gate, GateKind, Program};

/// Where gates and the result stand.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Each gate, in the order of the program.
    pub(super) gates: Vec<GatePlace>,
    /// The cells of the tier now and at best, with what they hold while nothing is answered; none
    /// where there is no tier.
    pub(super) result: Option<[Formula; 2]>,
}

/// A gate with its row.
#[derive(Debug)]
pub(super) struct GatePlace {
    /// What it demands, for people.
    pub(super) demands: String,
    /// Its tier.
    pub(super) tier: String,
    /// What has to be reached.
    pub(super) threshold: Fraction,
    /// Whether it counts criteria.
    pub(super) counts: bool,
    row: u32,
    blank: Blank,
}

/// What a gate reaches while nothing is answered, now and at best.
#[derive(Debug, Clone)]
struct Blank {
    now: Option<Fraction>,
    best: Option<Fraction>,
    of: u32,
}

impl GatePlace {
    fn cell(&self, column: &str) -> String {
        format!("{NAME}!${column}${}", self.row + 1)
    }

    /// What it reaches.
    pub(super) fn reached(&self) -> Formula {
        Formula::new(self.cell("D"), word(self.blank.now.as_ref()))
    }

    /// How many criteria reach it, of how many.
    pub(super) fn count(&self) -> [Formula; 2] {
        let of = self.blank.of.to_string();
        [Formula::new(self.cell("I"), "0"), Formula::new(self.cell("J"), of)]
    }

    /// Whether it holds, in words.
    pub(super) fn holds(&self) -> Formula {
        let (reached, now, best) = (self.cell("D"), self.cell("G"), self.cell("H"));
        let text = format!(
            "IF({reached}=\"\",\"nothing to judge\",IF({now}=0,\"yes\",\
             IF({best}=0,\"not yet, open answers decide\",\"NO\")))"
        );
        let below = |figure: &Option<Fraction>| {
            figure.as_ref().is_some_and(|figure| *figure < self.threshold)
        };
        let blank = match (&self.blank.now, below(&self.blank.now), below(&self.blank.best)) {
            (None, ..) => "nothing to judge",
            (_, false, _) => "yes",
            (_, _, false) => "not yet, open answers decide",
            _ => "NO",
        };
        Formula::new(text, blank)
    }
}

fn word(figure: Option<&Fraction>) -> String {
    figure.map(Fraction::plain).unwrap_or_default()
}

/// Writes gates, tiers and the result below the checklists.
pub(super) fn write(calculation: &mut Calculation, (program, party): (&Program, Party)) {
    let names = [
        "Gate",
        "Demands",
        "Tier",
        "Reached",
        "Reached at best",
        "Needed",
        "Blocks now",
        "Blocks at best",
        "Count",
        "Of",
    ];
    calculation.block("Gates", &names);
    let first = calculation.next() + 1;
    for gate in &program.gates {
        let figures = figures(calculation, &gate.kind, party);
        push(calculation, gate, figures);
    }
    let last = calculation.next();
    if program.tiers.is_empty() {
        return;
    }
    let span = |column: &str| format!("${column}${first}:${column}${last}");
    let names = ["Tier", "Title", "", "Gates that block now", "Gates that block at best"];
    calculation.block("Tiers", &names);
    let begin = calculation.next() + 1;
    for tier in &program.tiers {
        let at = calculation.next() + 1;
        let blocks = |column: &str| {
            if program.gates.is_empty() {
                return "0".to_owned();
            }
            format!("SUMIF({},$A${at},{})", span("C"), span(column))
        };
        let blank = |best| blocking(calculation, &tier.id, best).to_string();
        let (now, best) = (blank(false), blank(true));
        calculation.rows.push(vec![
            Part::Text(tier.id.clone()),
            Part::Text(tier.title.clone()),
            Part::Text(String::new()),
            Part::Formula(Formula::new(blocks("G"), now)),
            Part::Formula(Formula::new(blocks("H"), best)),
        ]);
    }
    result(calculation, program, (begin, calculation.next()));
}

/// How many gates of a tier block while nothing is answered.
fn blocking(calculation: &Calculation, tier: &str, best: bool) -> usize {
    let own = calculation.judged.gates.iter().filter(|gate| gate.tier == tier);
    let figure =
        |gate: &GatePlace| if best { gate.blank.best.clone() } else { gate.blank.now.clone() };
    own.filter(|gate| figure(gate).is_some_and(|figure| figure < gate.threshold)).count()
}

/// The highest tier without a gate in the way, now and at best.
fn result(calculation: &mut Calculation, program: &Program, (begin, end): (u32, u32)) {
    let defined = calculation.overall.own(Figure::Score);
    let tier = |column: &str| {
        let first =
            format!("INDEX($B${begin}:$B${end},MATCH(0,${column}${begin}:${column}${end},0))");
        format!("IF({defined}=\"\",\"\",IFERROR({first},\"\"))")
    };
    let blank = |best| {
        let open = program.tiers.iter().find(|tier| blocking(calculation, &tier.id, best) == 0);
        let open = open.filter(|_| calculation.overall.blank.weight > 0);
        open.map(|tier| tier.title.clone()).unwrap_or_default()
    };
    let (now, best) = (blank(false), blank(true));
    let at = calculation.next() + 1;
    calculation.rows.push(vec![
        Part::Text("result".to_owned()),
        Part::Text("Indicated now, and at best".to_owned()),
        Part::Text(String::new()),
        Part::Formula(Formula::new(tier("D"), now.clone())),
        Part::Formula(Formula::new(tier("E"), best.clone())),
    ]);
    let cell = |column: &str, blank| Formula::new(format!("{NAME}!${column}${at}"), blank);
    calculation.judged.result = Some([cell("D", now), cell("E", best)]);
}

/// What a gate reaches: formulas of now, at best, count, of.
struct Reached {
    now: String,
    best: String,
    count: [String; 2],
    blank: Blank,
}

fn figures(calculation: &Calculation, kind: &GateKind, party: Party) -> Reached {
    let overall = &calculation.overall;
    let cell = |figure| overall.own(figure);
    let share = |part: &str, all: &str| format!("IF({all}=0,\"\",{part}/{all})");
    let counted = |now: String, best: String, all: String, (most, of): (bool, u32)| Reached {
        now: share(&now, &all),
        best: share(&best, &all),
        count: [now, all],
        blank: Blank {
            now: (of > 0).then_some(Fraction::ZERO),
            best: (of > 0).then_some(if most { Fraction::ONE } else { Fraction::ZERO }),
            of,
        },
    };
    let (must, complete) = (overall.blank.must, overall.blank.counted);
    match kind {
        GateKind::MustPass => counted(
            cell(Figure::MustMet),
            cell(Figure::MustAtBest),
            cell(Figure::Must),
            (true, must),
        ),
        GateKind::Complete(_) => counted(
            cell(Figure::Assessed),
            cell(Figure::Counted),
            cell(Figure::Counted),
            (true, complete),
        ),
        GateKind::Verified(_) => {
            // nobody verifies their own answers
            let verified =
                if party.is_reviewer() { cell(Figure::MustVerified) } else { "0".to_owned() };
            counted(verified.clone(), verified, cell(Figure::Must), (false, must))
        }
        GateKind::Overall(_) => {
            score((cell(Figure::Score), cell(Figure::ScoreAtBest)), overall.blank.weight)
        }
        GateKind::EachChecklist(_) => {
            let least = |figure| {
                let all = calculation.each(figure);
                format!("IF(COUNT({all})=0,\"\",MIN({all}))")
            };
            score((least(Figure::Score), least(Figure::ScoreAtBest)), overall.blank.weight)
        }
        GateKind::Checklist(id, _) => {
            let found = calculation.checklists.iter().find(|(known, _)| known == id);
            found.map_or_else(nothing, |(_, own)| {
                let cells = (own.own(Figure::Score), own.own(Figure::ScoreAtBest));
                score(cells, own.blank.weight)
            })
        }
        GateKind::Section(id, section, _) => {
            let key = format!("{id}/{section}");
            let found = calculation.sections.iter().find(|section| section.key == key);
            found.map_or_else(nothing, |own| score(own.scores(), own.weight()))
        }
    }
}

fn score((now, best): (String, String), weight: u32) -> Reached {
    let some = |figure| (weight > 0).then_some(figure);
    Reached {
        now,
        best,
        count: [String::new(), String::new()],
        blank: Blank { now: some(Fraction::ZERO), best: some(Fraction::ONE), of: 0 },
    }
}

/// Nothing is asked of what the gate is about, and nothing blocks.
fn nothing() -> Reached {
    score(("\"\"".to_owned(), "\"\"".to_owned()), 0)
}

fn push(calculation: &mut Calculation, gate: &Gate, reached: Reached) {
    let at = calculation.next() + 1;
    let Reached { now, best, count, blank } = reached;
    let threshold = gate.kind.threshold();
    let blocks =
        |column: &str| format!("IF({column}{at}=\"\",0,IF(ROUND({column}{at},12)<F{at},1,0))");
    let below = |figure: &Option<Fraction>| {
        let below = figure.as_ref().is_some_and(|figure| *figure < threshold);
        if below { "1" } else { "0" }
    };
    let formula = |text: String, blank: String| Part::Formula(Formula::new(text, blank));
    let mut row = vec![
        Part::Text(gate.id.clone()),
        Part::Text(gate.kind.to_string()),
        Part::Text(gate.tier.clone()),
        formula(now, word(blank.now.as_ref())),
        formula(best, word(blank.best.as_ref())),
        formula(rounded(&threshold), threshold.decimal(12)),
        formula(blocks("D"), below(&blank.now).to_owned()),
        formula(blocks("E"), below(&blank.best).to_owned()),
    ];
    let [part, all] = count;
    let counts = !all.is_empty();
    if counts {
        row.push(formula(part, "0".to_owned()));
        row.push(formula(all, blank.of.to_string()));
    }
    calculation.judged.gates.push(GatePlace {
        demands: gate.kind.to_string(),
        tier: gate.tier.clone(),
        threshold,
        counts,
        row: calculation.next(),
        blank,
    });
    calculation.rows.push(row);
}
