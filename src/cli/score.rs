//! `score` and `gaps`: two views of one result.

use super::arguments::{Format, GapsArguments, JudgeArguments};
use super::exit::Exit;
use super::judge::judged;
use super::output::Printer;
use crate::gap::{RankBy, find};
use crate::report::{GapsReport, ScoreReport, gaps_csv, gaps_document, score_document};
use anyhow::Result;

/// `concordant score`.
pub(super) fn score(arguments: &JudgeArguments, printer: &Printer) -> Result<Exit> {
    judged(arguments, printer, |_, card, bag| {
        let report = ScoreReport::new(card, bag.is_provisional());
        printer.report(&report, &score_document(&report))?;
        Ok(None)
    })
}

/// `concordant gaps`.
pub(super) fn gaps(arguments: &GapsArguments, printer: &Printer) -> Result<Exit> {
    let by = RankBy::from(arguments.rank_by);
    judged(&arguments.judge, printer, |_, card, _| {
        let report = GapsReport::new(&find(card, by), by, &card.program.clocks);
        if printer.format() == Format::Csv {
            let mut bytes = Vec::new();
            gaps_csv(&report, &mut bytes)?;
            printer.write(&bytes)?;
        } else {
            printer.report(&report, &gaps_document(&report))?;
        }
        Ok(None)
    })
}
