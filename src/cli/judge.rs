//! From arguments to what is judged, shared by the verbs that judge.

use super::arguments::{CaseArguments, JudgeArguments, LibraryArguments, Ranking};
use super::exit::Exit;
use super::output::Printer;
use super::privacy;
use crate::diagnostic::{Bag, code, nearest};
use crate::gap::RankBy;
use crate::library::Library;
use crate::score::{Indicated, Scorecard};
use crate::workspace::{FacilityFolder, Inputs, Opened, Options, Stop, find, open, standards};
use anyhow::Result;
use std::path::PathBuf;

/// The library that the arguments ask for.
pub(super) fn library(arguments: &LibraryArguments, bag: &Bag) -> Library {
    standards(arguments.standards.as_deref(), !arguments.no_embedded, bag)
}

impl CaseArguments {
    /// What the arguments ask for.
    pub(super) fn options(&self, printer: &Printer) -> Options<'_> {
        Options {
            program: self.program.as_deref(),
            assessment: self.assessment.as_deref(),
            as_of: self.as_of,
            today: printer.surroundings.today,
        }
    }
}

/// Opens the one facility of some paths; where that cannot be done, says why and how to exit.
pub(super) fn facility(
    paths: &[PathBuf],
    case: &CaseArguments,
    printer: &Printer,
    bag: &Bag,
) -> Result<Opened, Exit> {
    let library = library(&case.library, bag);
    if bag.has_errors() {
        return Err(unusable(bag, printer));
    }
    let inputs = find(paths, bag);
    if bag.has(&code::UNREADABLE_FILE) || (bag.has_errors() && inputs.facilities.is_empty()) {
        return Err(unusable(bag, printer));
    }
    let folder = the_one(&inputs)?;
    match open(folder, &library, case.options(printer), bag) {
        Ok(opened) => Ok(opened),
        Err(Stop::Invalid) => Err(unusable(bag, printer)),
        Err(Stop::Nothing) if bag.has_errors() => Err(unusable(bag, printer)),
        Err(Stop::Nothing) => {
            if !bag.sorted().is_empty() {
                printer.all_problems(bag);
            }
            Printer::complain(&match case.as_of {
                Some(day) => format!("there is nothing to assess: no assessment up to {day}"),
                None => "there is nothing to assess: no sheet with answers was found".to_owned(),
            });
            Err(Exit::Nothing)
        }
    }
}

fn unusable(bag: &Bag, printer: &Printer) -> Exit {
    printer.all_problems(bag);
    Printer::complain("nothing was judged and nothing was written");
    Exit::Unusable
}

pub(super) fn the_one(inputs: &Inputs) -> Result<&FacilityFolder, Exit> {
    match inputs.facilities.as_slice() {
        [one] => Ok(one),
        [] => {
            Printer::complain(
                "there is nothing to assess: no facility.toml, assessment.toml or sheet was found",
            );
            Err(Exit::Nothing)
        }
        several => {
            let names: Vec<&str> = several.iter().map(|folder| folder.name.as_str()).collect();
            Printer::complain(&format!(
                "this is about one facility, and {} lie in what was given: {}; give one of them",
                several.len(),
                names.join(", ")
            ));
            Err(Exit::Usage)
        }
    }
}

/// Judges what the arguments name, writes with `write`, and exits by what was asked for.
pub(super) fn judged(
    arguments: &JudgeArguments,
    printer: &Printer,
    write: impl Fn(&Opened, &Scorecard<'_>, &Bag) -> Result<Option<Exit>>,
) -> Result<Exit> {
    let bag = Bag::new();
    let opened = match facility(&arguments.paths, &arguments.case, printer, &bag) {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    if let Some(gate) = &arguments.gate
        && opened.program.model.tier(gate).is_none()
    {
        let tiers: Vec<&str> = opened.program.model.tiers.iter().map(|t| t.id.as_str()).collect();
        let near = nearest(gate, tiers.iter().copied());
        let help = near.map_or_else(|| tiers.join(", "), |near| format!("did you mean {near}?"));
        Printer::complain(&format!("error: `{gate}` is no tier of the program; {help}"));
        return Ok(Exit::Usage);
    }
    if let Some(refusal) = printer.refusal(&opened.files) {
        Printer::complain(&format!("error: {refusal}"));
        return Ok(Exit::Usage);
    }
    let card = opened.scorecard(&bag);
    if arguments.case.strict && bag.has_errors() {
        printer.all_problems(&bag);
        Printer::complain("nothing was written, because of --strict");
        return Ok(Exit::Unusable);
    }
    if let Err(exit) = privacy::refuse(&bag, printer) {
        return Ok(exit);
    }
    if let Some(refused) = write(&opened, &card, &bag)? {
        return Ok(refused);
    }
    printer.problems(&bag);
    privacy::remind(&bag, &opened.allowed);
    Ok(exit(arguments, &card, &bag))
}

/// What is asked of the result. An input with errors comes first: its verdict cannot be relied on.
fn exit(arguments: &JudgeArguments, card: &Scorecard<'_>, bag: &Bag) -> Exit {
    if bag.has_errors() {
        return Exit::Unusable;
    }
    let place = |id: &str| card.program.tiers.iter().position(|tier| tier.id == id);
    let reaches = |gate: &String| match &card.indicated {
        Indicated::Tier(tier) => place(tier) <= place(gate),
        // what open answers decide does not hold yet; the lower end does
        Indicated::Undetermined { low, .. } => place(low) <= place(gate),
        Indicated::None => false,
    };
    // no tier that is asked for holds while a reviewer sees immediate danger
    let is_safe = card.immediate_danger().next().is_none();
    let gate = arguments.gate.as_ref().is_none_or(|gate| is_safe && reaches(gate));
    let score = arguments
        .min_score
        .as_ref()
        .is_none_or(|least| card.overall.value.as_ref().is_some_and(|value| value >= least));
    if gate && score { Exit::Done } else { Exit::DoesNotHold }
}

impl From<Ranking> for RankBy {
    fn from(ranking: Ranking) -> Self {
        match ranking {
            Ranking::Priority => Self::Priority,
            Ranking::Severity => Self::Severity,
            Ranking::Gain => Self::Gain,
            Ranking::Effort => Self::Effort,
            Ranking::GainPerDay => Self::GainPerDay,
            Ranking::Id => Self::Id,
        }
    }
}
