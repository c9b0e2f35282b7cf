//! What the surroundings say: today, the width of the terminal, whether color is wanted.
#![expect(
    clippy::disallowed_methods,
    reason = "the only place that reads clock, environment and terminal"
)]

use std::io::IsTerminal as _;

/// The surroundings of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    /// Today, in UTC.
    pub today: jiff::civil::Date,
    /// Whether the standard output is a terminal.
    pub terminal: bool,
    /// Columns of the terminal; 100 where there is none.
    pub width: usize,
    /// Whether color is wanted on the standard output.
    pub color: bool,
    /// Whether color is wanted on the standard error.
    pub error_color: bool,
}

/// Without a terminal reports are this wide, so that the same input gives the same bytes.
const WIDTH_OF_A_FILE: usize = 100;

/// Reads the surroundings. `COLUMNS` sets the width, `NO_COLOR` switches color off.
pub fn environment() -> Environment {
    let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let size = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    };
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Environment {
        today: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
        terminal: stdout.is_terminal(),
        width: columns.or_else(terminal).unwrap_or(WIDTH_OF_A_FILE),
        color: !plain && stdout.is_terminal(),
        error_color: !plain && stderr.is_terminal(),
    }
}
