//! Which formats each verb writes: these alone are offered, and anything else is a mistake on the
//! command line that lists them.

use super::arguments::{Arguments, Format};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Command, CommandFactory as _, ValueEnum as _};

use Format::{Csv, Github, Html, Ics, Json, Junit, Markdown, Sarif, Terminal, Xlsx};

/// What every result can be written as.
const PLAIN: &[Format] = &[Terminal, Markdown, Json];
/// What problems can be written as.
const PROBLEMS: &[Format] = &[Terminal, Markdown, Json, Sarif, Junit, Github];

/// The verbs, and what each writes; a verb of a verb after it.
const OFFERED: [(&[&str], &[Format]); 19] = [
    (&["init"], &[Xlsx, Csv]),
    (&["template"], &[Xlsx, Csv, Html]),
    (&["check"], PROBLEMS),
    (&["merge"], PLAIN),
    (&["status"], &[Terminal, Markdown, Json, Csv]),
    (&["score"], PLAIN),
    (&["gaps"], &[Terminal, Markdown, Json, Csv]),
    (&["report"], &[Terminal, Markdown, Json, Html, Csv, Xlsx]),
    (&["plan"], &[Terminal, Markdown, Json, Html, Csv, Xlsx, Ics]),
    (&["plan", "check-in"], &[Terminal]),
    (&["plan", "status"], PLAIN),
    (&["what-if"], PLAIN),
    (&["explain"], PLAIN),
    (&["standards", "list"], PLAIN),
    (&["standards", "show"], PLAIN),
    (&["standards", "check"], PROBLEMS),
    (&["standards", "diff"], PLAIN),
    (&["standards", "new"], &[Terminal]),
    (&["standards", "schema"], &[Json]),
];

/// The command line.
pub(super) fn command() -> Command {
    let offer =
        |command, (verbs, formats): (&[&str], &'static [Format])| offer(command, verbs, formats);
    OFFERED.into_iter().fold(Arguments::command(), offer)
}

fn offer(command: Command, verbs: &[&str], formats: &'static [Format]) -> Command {
    match verbs.split_first() {
        Some((verb, rest)) => command.mut_subcommand(*verb, |own| offer(own, rest, formats)),
        None => command.mut_arg("format", |own| {
            let words = formats.iter().filter_map(Format::to_possible_value);
            let parser = PossibleValuesParser::new(words);
            own.value_parser(parser.try_map(|word| Format::from_str(&word, false)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expect_offer(command: &Command, above: &[&str]) {
        for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
            let path = [above, &[verb.get_name()]].concat();
            expect_offer(verb, &path);
            let has_format = verb.get_arguments().any(|argument| argument.get_id() == "format");
            let is_told = OFFERED.iter().any(|(verbs, _)| *verbs == path);
            assert!(!has_format || is_told, "{path:?}");
        }
    }

    #[test]
    fn every_verb_with_a_format_offers_its_own() {
        expect_offer(&command(), &[]);
        command().debug_assert();
    }
}
