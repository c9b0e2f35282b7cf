//! The exit codes, one meaning each.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, and what a gate asked for holds.
    Done,
    /// 1: a gate does not hold, or `check` found errors in content.
    DoesNotHold,
    /// 2: the command line is wrong.
    Usage,
    /// 3: an input has errors; what was written is provisional, or nothing was written.
    Unusable,
    /// 4: there was nothing to assess.
    Nothing,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::DoesNotHold => 1,
            Exit::Usage => 2,
            Exit::Unusable => 3,
            Exit::Nothing => 4,
        })
    }
}
