//! Schedules the single-mode instances of the PSPLIB, so that the scheduler can be compared with
//! what is published: `cargo run --release --example psplib -- [--effort N] FILE...` prints for
//! every `.sm` file its name, makespan, lower bound, whether the makespan is proven, and seconds.
#![expect(clippy::disallowed_methods, reason = "an example reads files and measures time")]
#![expect(clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr, reason = "prints")]

#[path = "psplib/sm.rs"]
mod sm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use concordant::plan::schedule::{Budget, schedule};

/// Schedules PSPLIB instances and says how good the schedules are known to be.
#[derive(Parser)]
struct Arguments {
    /// Times the usual number of steps
    #[arg(long, default_value_t = 1)]
    effort: u64,
    /// Single-mode instances (.sm)
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        match line(file, arguments.effort) {
            Ok(line) => println!("{line}"),
            Err(message) => {
                eprintln!("{}: {message}", file.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn line(file: &Path, effort: u64) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let network = sm::parse(&text).map_err(|error| error.to_string())?;
    let begun = Instant::now();
    let budget = Budget::of(&network).times(effort);
    let found = schedule(&network, budget).map_err(|error| error.to_string())?;
    let seconds = begun.elapsed().as_secs_f64();
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let proven = if found.proven { "proven" } else { "open" };
    Ok(format!("{name} {} {} {proven} {seconds:.2}", found.makespan, found.lower_bound))
}
