//! What several tests share: the small standards of `tests/sheets/small`, runs of the binary,
//! settings of proptest, a generator of numbers.
#![expect(clippy::disallowed_methods, reason = "tests write folders and read the environment")]

use concordant::diagnostic::{Bag, render};
use concordant::source::{Text, decode};
use concordant::standard::{
    Checklist, Program, Vocabulary, parse_checklist, parse_program, parse_vocabulary,
};
use proptest::test_runner::{Config, RngSeed};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The scoring models by name.
pub(crate) const MODELS: [&str; 4] = ["flat", "flat-unweighted", "tree", "absolute"];

/// The small checklists: two with criteria of every kind, one that may not apply at all.
pub(crate) const CHECKLISTS: [(&str, &str); 3] = [
    ("ward", include_str!("../sheets/small/checklists/ward/1.0.0.toml")),
    ("clinic", include_str!("../sheets/small/checklists/clinic/1.0.0.toml")),
    ("rare", include_str!("../sheets/small/checklists/rare/1.0.0.toml")),
];

const PROGRAM: &str = include_str!("../sheets/small/programs/small/1.0.0.toml");

/// The small program with another scoring model.
pub(crate) fn program_text(model: &str) -> String {
    PROGRAM.replace("model = \"flat\"", &format!("model = \"{model}\""))
}

/// The small standards, parsed.
pub(crate) struct Standards {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) checklists: Vec<Checklist>,
    /// One for each of [`MODELS`].
    pub(crate) programs: Vec<Program>,
}

/// The small standards, parsed once.
pub(crate) static SMALL: LazyLock<Standards> = LazyLock::new(|| {
    let bag = Bag::new();
    let text = |content: &str| Text::new("small.toml", content.to_owned());
    let embedded = concordant::library::EMBEDDED_FILES.iter();
    let vocabulary = embedded.clone().find(|(path, _)| *path == "vocabulary.toml").unwrap().1;
    let standards = Standards {
        vocabulary: parse_vocabulary(&text(vocabulary), &bag),
        checklists: CHECKLISTS.map(|(_, content)| parse_checklist(&text(content), &bag).0).into(),
        programs: MODELS.map(|m| parse_program(&text(&program_text(m)), &bag).0).into(),
    };
    assert!(!bag.has_errors(), "{:?}", render::records(&bag));
    standards
});

/// Writes the small standards as a folder for `--standards`, with a program's text.
pub(crate) fn write_standards(folder: &Path, program: &str) {
    let write = |path: PathBuf, content: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    for (id, content) in CHECKLISTS {
        write(folder.join("checklists").join(id).join("1.0.0.toml"), content);
    }
    write(folder.join("programs/small/1.0.0.toml"), program);
}

/// The text of some bytes, as a file of this name.
pub(crate) fn text(name: &str, bytes: &[u8]) -> Text {
    Text::new(name, decode(bytes).text)
}

/// So many cases with a fixed seed, so that a clean clone passes; `PROPTEST_CASES` and
/// `PROPTEST_RNG_SEED` look further.
pub(crate) fn cases(number: u32) -> Config {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if !is_set("PROPTEST_CASES") {
        config.cases = number;
    }
    if !is_set("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(2_026);
    }
    config
}

/// The binary, in a folder, with nothing of the surroundings that changes what it writes.
pub(crate) fn concordant(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concordant"));
    command.current_dir(folder);
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// What one run wrote, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the binary in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_with(folder, arguments, &[])
}

/// Runs the binary in a folder, with variables of the environment.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = concordant(folder);
    let output = command.args(arguments).envs(variables.iter().copied()).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the binary and reads its JSON; it must end with this code.
pub(crate) fn json(folder: &Path, arguments: &[&str], code: i32) -> serde_json::Value {
    let run = run(folder, arguments);
    assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

/// Numbers from a seed (splitmix64): the same on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}
