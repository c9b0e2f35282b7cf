//! Hospitals made up from a seed: two locations, services known or not, a sheet for each checklist
//! with answers, blanks, claims of not applicable and measures, and perhaps a visit.
#![expect(clippy::disallowed_methods, reason = "a generator writes folders")]

use super::support::{Dice, program_text, run, write_standards};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use toml::de::{DeTable, DeValue};

/// A hospital's folder `oak` in a folder of its own, and the standards that it is judged by.
pub(crate) struct Hospital {
    pub(crate) home: TempDir,
    /// Arguments behind the verb: the folder, and `--standards` where they are needed.
    pub(crate) arguments: Vec<String>,
    /// The texts of program and checklists.
    pub(crate) program: String,
    pub(crate) checklists: Vec<String>,
}

/// How a hospital does: of a hundred rows, how many get the best answer, how many none, and how
/// many are said not to apply.
#[derive(Clone, Copy)]
struct Mood {
    best: u64,
    blank: u64,
    aside: u64,
}

/// A seed's place in this list is its mood: weak and unsure, middling, strong and nearly done.
const MOODS: [Mood; 3] = [
    Mood { best: 50, blank: 25, aside: 12 },
    Mood { best: 85, blank: 6, aside: 8 },
    Mood { best: 100, blank: 0, aside: 2 },
];

/// What a row may say of a criterion.
struct Kind {
    critical: bool,
    /// The words of its scale, the best first; none for a measure.
    words: Vec<String>,
    is_percent: bool,
    is_lower: bool,
    minimum: u64,
}

impl Hospital {
    /// A hospital judged by the embedded program.
    pub(crate) fn embedded(seed: u64) -> Self {
        let file = |path: &str| {
            let files = concordant::library::EMBEDDED_FILES;
            files.iter().find(|(known, _)| *known == path).unwrap().1.to_owned()
        };
        Self::begin(seed, ("full-partner", &[]), TempDir::new().unwrap(), file)
    }

    /// A hospital judged by the small program, with a scoring model.
    pub(crate) fn small(seed: u64, model: &str) -> Self {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("standards");
        write_standards(&folder, &program_text(model));
        let file = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
        Self::begin(seed, ("small", &["--standards", "standards"]), home, file)
    }

    fn begin(
        seed: u64,
        (program, standards): (&str, &[&str]),
        home: TempDir,
        standard: impl Fn(&str) -> String,
    ) -> Self {
        let folder = home.path().join("oak");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("facility.toml"), facility(program, &mut Dice(seed))).unwrap();
        let begin = [
            &["init", "oak", "--program", program, "--as-of", "2026-06-30", "--format", "csv"],
            standards,
        ];
        let begun = run(home.path(), &begin.concat());
        assert_eq!(begun.code, 0, "{}", begun.err);
        let pins = fs::read_to_string(folder.join("2026-self/assessment.toml")).unwrap();
        let pins = read_toml(&pins);
        let (id, version) = pins["program"].as_str().unwrap().split_once('@').unwrap();
        let program = standard(&format!("programs/{id}/{version}.toml"));
        let uses = read_toml(&program)["checklist"].clone();
        let pinned = |used: &Value| {
            let id = used["id"].as_str().unwrap();
            standard(&format!("checklists/{id}/{}.toml", pins["checklists"][id].as_str().unwrap()))
        };
        let checklists = uses.as_array().unwrap().iter().map(pinned).collect();
        let arguments = ["oak"].iter().chain(standards).map(|word| (*word).to_owned()).collect();
        let hospital = Self { home, arguments, program, checklists };
        let mood = MOODS[usize::try_from(seed).unwrap() % MOODS.len()];
        hospital.fill(mood, &mut Dice(seed.wrapping_add(1_000)));
        hospital
    }

    /// Fills in the sheets that `init` wrote, and lays those of a visit beside them.
    fn fill(&self, mood: Mood, dice: &mut Dice) {
        let kinds: BTreeMap<String, Kind> =
            self.checklists.iter().flat_map(|text| kinds(&read_toml(text))).collect();
        let own = self.folder("2026-self");
        let visit = self.folder("2026-visit");
        if mood.best == 100 || dice.once_in(2) {
            fs::create_dir(&visit).unwrap();
            let header = fs::read_to_string(own.join("assessment.toml")).unwrap();
            let header = header.replace("\"self\"", "\"site-visit\"").replace("06-30", "08-15");
            fs::write(visit.join("assessment.toml"), header).unwrap();
        }
        let mut sheets: Vec<PathBuf> =
            fs::read_dir(&own).unwrap().map(|f| f.unwrap().path()).collect();
        sheets.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
        sheets.sort();
        for sheet in &sheets {
            let blank = fs::read_to_string(sheet).unwrap();
            fs::write(sheet, filled_in(&blank, &kinds, (mood, dice))).unwrap();
            if visit.is_dir() {
                let at = visit.join(sheet.file_name().unwrap());
                let few = Mood { blank: 50, ..mood };
                fs::write(at, filled_in(&blank, &kinds, (few, dice))).unwrap();
            }
        }
    }

    pub(crate) fn folder(&self, below: &str) -> PathBuf {
        self.home.path().join("oak").join(below)
    }

    /// Runs a verb on the hospital and reads its JSON.
    pub(crate) fn json(&self, verb: &str, more: &[&str], code: i32) -> Value {
        let own = self.arguments.iter().map(String::as_str);
        let all: Vec<&str> = [verb]
            .into_iter()
            .chain(own)
            .chain(["--format", "json"])
            .chain(more.iter().copied())
            .collect();
        super::support::json(self.home.path(), &all, code)
    }
}

fn facility(program: &str, dice: &mut Dice) -> String {
    let mut text = format!(
        "format = 1\nid = \"oak\"\nname = \"Oak Hospital\"\nprogram = \"{program}\"\n\n[services]\n"
    );
    let services = [
        "infusion",
        "compounding",
        "dispensing",
        "inpatient",
        "intrathecal",
        "vinca",
        "vesicant",
        "central_lines",
        "cell_therapy",
        "t_cell_engagers",
        "rems_products",
        "trials",
        "drug_trials",
        "federal_trials",
        "radiation",
        "pediatrics",
    ];
    for service in services {
        // mostly there, sometimes not, sometimes nobody knows
        match dice.below(6) {
            0 => {}
            1 => text += &format!("{service} = false\n"),
            _ => text += &format!("{service} = true\n"),
        }
    }
    let beds = dice.below(400);
    text += &format!("\n[facts]\nbeds = {beds}\nanalytic_cases = {}\n", 200 + dice.below(900));
    for fact in ["outsourced", "purchased_doses", "electronic_orders", "accredited"] {
        if !dice.once_in(4) {
            text += &format!("{fact} = {}\n", dice.once_in(2));
        }
    }
    text += "\n[[location]]\nid = \"main\"\nname = \"Main campus\"\n";
    text += "\n[[location]]\nid = \"lake\"\nname = \"Lakeside clinic\"\n";
    text + &format!("services = {{ compounding = {} }}\n", dice.once_in(2))
}

/// A document as JSON, by the TOML library alone. Numbers keep their digits.
pub(crate) fn read_toml(text: &str) -> Value {
    let table = DeTable::parse(text).unwrap();
    as_json(&DeValue::Table(table.into_inner()))
}

fn as_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => Value::from(number.as_str()),
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Boolean(yes) => Value::from(*yes),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| as_json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let pairs = table.iter();
            pairs
                .map(|(key, value)| (key.get_ref().to_string(), as_json(value.get_ref())))
                .collect()
        }
    }
}

fn kinds(checklist: &Value) -> Vec<(String, Kind)> {
    let scales = checklist["scale"].as_array().cloned().unwrap_or_default();
    let kind = |criterion: &Value| {
        let words = match criterion["scale"].as_str().unwrap() {
            "binary" => vec!["met".to_owned(), "not_met".to_owned()],
            "conformance" => ["met", "partial", "not_met"].map(str::to_owned).into(),
            "measure" => Vec::new(),
            name => {
                let scale = scales.iter().find(|scale| scale["id"] == name).unwrap();
                let levels = scale["levels"].as_array().unwrap().iter();
                levels.rev().map(|level| level["id"].as_str().unwrap().to_owned()).collect()
            }
        };
        let measure = &criterion["measure"];
        let kind = Kind {
            critical: criterion["critical"] == true,
            words,
            is_percent: measure["unit"] == "percent",
            is_lower: measure["direction"] == "lower",
            minimum: measure["minimum_denominator"].as_str().map_or(0, |n| n.parse().unwrap()),
        };
        (criterion["id"].as_str().unwrap().to_owned(), kind)
    };
    checklist["criterion"].as_array().unwrap().iter().map(kind).collect()
}

/// A blank sheet with answers.
fn filled_in(
    blank: &str,
    kinds: &BTreeMap<String, Kind>,
    (mood, dice): (Mood, &mut Dice),
) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(blank.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| names.iter().position(|known| known == name).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&names).unwrap();
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if dice.below(100) >= mood.blank {
            for (column, cell) in answer(&kinds[&cells[at("criterion")]], mood, dice) {
                cells[at(column)] = cell;
            }
        }
        if dice.once_in(3) {
            cells[at("evidence")] = "Minutes of May".to_owned();
        }
        writer.write_record(&cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn answer(kind: &Kind, mood: Mood, dice: &mut Dice) -> Vec<(&'static str, String)> {
    let is_best = dice.below(100) < mood.best;
    if dice.below(100) < mood.aside {
        return vec![("response", "n/a".to_owned()), ("reason", "Not done here".to_owned())];
    }
    if kind.words.is_empty() {
        return measured(kind, is_best, dice);
    }
    let number = u64::try_from(kind.words.len()).unwrap();
    let at = if is_best { 0 } else { usize::try_from(dice.below(number)).unwrap() };
    let word = kind.words[at].clone();
    let reason = if word == "partial" { "in_progress" } else { "" };
    vec![("response", word), ("reason", reason.to_owned())]
}

fn measured(kind: &Kind, is_best: bool, dice: &mut Dice) -> Vec<(&'static str, String)> {
    if !kind.is_percent {
        return vec![("value", if is_best { 0 } else { dice.below(30) }.to_string())];
    }
    if !kind.critical && dice.once_in(8) {
        return vec![("response", "met".to_owned())];
    }
    let below = match dice.below(8) {
        0 => 0,
        1 => dice.below(kind.minimum.max(1)),
        _ => kind.minimum + dice.below(60),
    };
    let missed = if is_best { 0 } else { dice.below(below + 1) };
    let above = if kind.is_lower { missed } else { below - missed };
    vec![("numerator", above.to_string()), ("denominator", below.to_string())]
}

/// The files of a folder and below, with their bytes.
pub(crate) fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap())).collect()
}
