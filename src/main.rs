//! The binary: hands the arguments to the library and returns its exit code.
// written by hand: a main that returns a Result would print a backtrace with paths of the build

use std::process::ExitCode;

fn main() -> ExitCode {
    concordant::cli::main()
}
